//! Judging what a learner typed.

use std::ops::Range;

use super::{Blank, Finding, Meaning, Mistake, Source, diagnose, diagnose_second, words};
use crate::{
    numeric::Program,
    symbolic::{
        Derivation, Difference, Expr, ParseError, ParseErrorKind, Rule, Symbol, Verdict, compare, differentiate, parse,
    },
};

/// What is said about an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Grade {
    /// It is the derivative, in whatever form.
    Correct,
    /// It is not, and here is where it shows.
    Wrong(Wrong),
    /// It is not the one that was asked for, for this reason.
    NotThis(&'static str),
    /// It can't be judged; that is no try and costs nothing.
    Ungraded(Ungraded),
}

/// Why an answer is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// A point at which it differs from the derivative.
    pub witness: Witness,
    /// How it differs everywhere, if it does so in one way.
    pub pattern: Option<Pattern>,
    /// The slips that explain it, each by itself; empty where none does.
    pub findings: Vec<Finding>,
}

/// A point at which an answer differs from the derivative.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    /// The variables' values.
    pub at: Vec<(Symbol, f64)>,
    /// What the answer gives there, if anything.
    pub answer: Option<f64>,
    /// The derivative there, if there is one.
    pub derivative: Option<f64>,
}

/// A difference that is the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pattern {
    /// The answer is so many times the derivative.
    Factor(f64),
    /// The answer is so much more than the derivative.
    Offset(f64),
    /// The answer is the function itself.
    Question,
}

/// Why an answer can't be judged.
#[derive(Clone, Debug, PartialEq)]
pub enum Ungraded {
    /// It is no formula. The place is counted in characters of the text as it was typed.
    Unreadable(ParseError),
    /// It has variables that the problem doesn't have.
    OtherVariable {
        /// Those that the problem doesn't have.
        found: Vec<Symbol>,
        /// Those that it has.
        expected: Vec<Symbol>,
    },
    /// It is the function itself.
    QuestionRepeated,
    /// There are answers to choose from, and none was chosen.
    NothingChosen,
    /// Too few points could be evaluated well enough to tell.
    Undecided,
}

/// Judges what was typed into a blank.
///
/// Every form of the right answer is right, `f'(x) =` before it or not. Answer and derivative are compared where the
/// function itself has values: what a formula does elsewhere doesn't matter. Where a number is asked for, it may be rounded to
/// three digits.
///
/// The question itself, repeated, is no try; except where the exponential rule is at work: that `e^(3x)` be its own
/// derivative is a well-known slip, and is told so.
///
/// ```
/// use gradus::practice::{Grade, Kind, Problem, grade};
/// let problem = Problem::new(Kind::from_id("product-trig").unwrap(), 1);
/// let blank = &problem.blanks[0];
/// assert_eq!(grade(blank, &format!("f'(x) = {}", blank.answer)), Grade::Correct);
/// assert!(matches!(grade(blank, "2x +"), Grade::Ungraded(_)));
/// assert!(matches!(grade(blank, "123"), Grade::Wrong(_)));
/// ```
pub fn grade(blank: &Blank, text: &str) -> Grade {
    if !blank.options.is_empty() {
        return grade_choice(blank, text);
    }
    let (skipped, formula) = without_label(text, blank);
    let student = match parse(formula) {
        Ok(student) => student,
        Err(ParseError { kind, at }) => {
            let at = at.start + skipped..at.end + skipped;
            return Grade::Ungraded(Ungraded::Unreadable(ParseError { kind, at }));
        }
    };
    let expected = blank.known();
    let found: Vec<Symbol> = student.symbols().into_iter().filter(|s| !expected.contains(s)).collect();
    if !found.is_empty() {
        return Grade::Ungraded(Ungraded::OtherVariable { found, expected });
    }
    let question = match &blank.source {
        Source::Derivative { of, .. } => Some(of),
        _ => None,
    };
    if question.is_none() && is_rounded(&student, &blank.answer) {
        return Grade::Correct;
    }
    let [student, answer] = [&student, &blank.answer].map(|e| blank.spelled_out(e));
    let where_defined = |e: &Expr| match question {
        Some(f) => Expr::sum([e.clone(), Expr::product([Expr::zero(), f.clone()])]),
        None => e.clone(),
    };
    match compare(&where_defined(&student), &where_defined(&answer)) {
        Verdict::Equal(_) => Grade::Correct,
        Verdict::Unknown => Grade::Ungraded(Ungraded::Undecided),
        Verdict::Different(difference) => {
            let wrong = Wrong { findings: findings(blank, &student), ..Wrong::from(difference) };
            let rules = || blank.work.derivations().iter().flat_map(Derivation::rules);
            match question.is_some_and(|f| compare(&student, f).is_equal()) {
                true if !rules().any(|rule| rule == Rule::Exponential) => Grade::Ungraded(Ungraded::QuestionRepeated),
                true => Grade::Wrong(Wrong { pattern: wrong.pattern.or(Some(Pattern::Question)), ..wrong }),
                false => Grade::Wrong(wrong),
            }
        }
    }
}

/// Judges a choice: the number of the option, counted from 1.
fn grade_choice(blank: &Blank, text: &str) -> Grade {
    let chosen = text.trim().parse().ok().and_then(|n: usize| blank.options.get(n.checked_sub(1)?));
    let Some(chosen) = chosen else { return Grade::Ungraded(Ungraded::NothingChosen) };
    match &chosen.meaning {
        Meaning::Right => Grade::Correct,
        Meaning::Not(why) => Grade::NotThis(why),
        Meaning::Slip(finding) => match compare(&chosen.formula, &blank.answer) {
            Verdict::Different(difference) => {
                Grade::Wrong(Wrong { findings: vec![finding.clone()], ..Wrong::from(difference) })
            }
            _ => Grade::Correct,
        },
    }
}

/// Whether a number is the answer rounded to three digits or more.
fn is_rounded(student: &Expr, answer: &Expr) -> bool {
    let value = |e: &Expr| Program::new(std::slice::from_ref(e), &[]).ok()?.eval(&[]).first().copied();
    match (value(student), value(answer)) {
        (Some(given), Some(right)) => (given - right).abs() <= 5e-4 * right.abs(),
        _ => false,
    }
}

/// The slips that explain a wrong answer: those that the blank knows of, then those of the scalar rules.
fn findings(blank: &Blank, student: &Expr) -> Vec<Finding> {
    let known = blank.slips.iter().filter(|(_, wrong)| compare(student, &blank.spelled_out(wrong)).is_equal());
    let mut found: Vec<Finding> =
        known.map(|(mistake, wrong)| Finding::about_the_whole(*mistake, wrong, &blank.answer)).collect();
    if let Source::Derivative { of, by } = &blank.source {
        found.extend(match by.as_slice() {
            [x] => diagnose(of, x, student),
            [x, y] if x == y => diagnose_second(of, x, student),
            [x, y] => differentiate(of, x).map(|slope| diagnose(&slope, y, student)).unwrap_or_default(),
            _ => Vec::new(),
        });
    }
    found
}

/// The formula without `f'(x) =`, `y' =`, `dy/dx =`, `=` or the blank's own name before it, and how many characters that took
/// off.
///
/// Anything else before a `=` stays, so that the reader can say what it makes of it.
///
/// ```
/// use gradus::{practice::{Problem, without_label}, symbolic::{Symbol, parse}};
/// let problem = Problem::own(&parse("x^2").unwrap(), &Symbol::new("x")).unwrap();
/// assert_eq!(without_label("y' = 2x", &problem.blanks[0]), (4, " 2x"));
/// assert_eq!(without_label("a = 2x", &problem.blanks[0]), (0, "a = 2x"));
/// ```
pub fn without_label<'a>(text: &'a str, blank: &Blank) -> (usize, &'a str) {
    let Some((label, formula)) = text.split_once('=') else { return (0, text) };
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && *c != '_')
            .map(|c| match c {
                '₀'..='₉' => char::from_digit(c as u32 - '₀' as u32, 10).unwrap_or(c),
                c => c,
            })
            .map(|c| match c {
                '′' | '’' | '‘' | '´' | '`' => '\'',
                '∂' => 'd',
                c => c,
            })
            .collect()
    };
    let by = match &blank.source {
        Source::Derivative { by, .. } => by.first().map_or("x", Symbol::name),
        _ => "x",
    };
    let labels = [
        "", "y'", "f'", "f'(#)", "y'(#)", "dy/d#", "df/d#", "df/d#(#)", "df(#)/d#", "d/d#f(#)", "d/d#f", "f''",
        "f''(#)", "y''",
    ];
    let label_text = plain(label);
    let is_label = label_text == plain(&blank.name) || labels.iter().any(|known| known.replace('#', by) == label_text);
    if is_label { (label.chars().count() + 1, formula) } else { (0, text) }
}

impl From<Difference> for Wrong {
    fn from(difference: Difference) -> Self {
        let Difference { at, student, teacher, ratio, offset } = difference;
        let pattern = ratio.map(Pattern::Factor).or(offset.map(Pattern::Offset));
        Self { witness: Witness { at, answer: student, derivative: teacher }, pattern, findings: Vec::new() }
    }
}

impl Grade {
    /// Whether it is a try that failed.
    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong(_) | Self::NotThis(_))
    }

    /// Whether it is the right answer.
    pub fn is_correct(&self) -> bool {
        *self == Self::Correct
    }

    /// The first mistake that explains it, if one does.
    pub fn mistake(&self) -> Option<Mistake> {
        match self {
            Self::Wrong(wrong) => wrong.findings.first()?.mistakes().next(),
            _ => None,
        }
    }

    /// What to say, one sentence each, the most important first.
    pub fn sentences(&self) -> Vec<String> {
        match self {
            Self::Correct => vec!["That's right.".into()],
            Self::Wrong(wrong) => wrong.sentences(),
            Self::NotThis(why) => vec![(*why).into()],
            Self::Ungraded(reason) => vec![reason.sentence(), "This doesn't count as a try.".into()],
        }
    }

    /// The place in the typed text that it speaks of, in characters; empty where something is missing.
    pub fn place(&self) -> Option<Range<usize>> {
        match self {
            Self::Ungraded(Ungraded::Unreadable(error)) => Some(error.at.clone()),
            _ => None,
        }
    }
}

/// The most findings that are told in words; more than two would help nobody.
const MAX_TOLD: usize = 2;

impl Wrong {
    /// The findings that are told: those that say different things.
    pub fn told(&self) -> Vec<&Finding> {
        let mut told: Vec<&Finding> = Vec::new();
        for finding in &self.findings {
            if !told.iter().any(|other| other.sentences() == finding.sentences()) && told.len() < MAX_TOLD {
                told.push(finding);
            }
        }
        told
    }

    /// Which slip it was, or that it can't be told; then where the answer differs, and how.
    fn sentences(&self) -> Vec<String> {
        let told = self.told();
        let mut sentences: Vec<String> = match told.as_slice() {
            [] => Vec::new(),
            [one] => one.sentences(),
            several => {
                let either = |(i, finding): (usize, &&Finding)| {
                    let or = if i == 0 { "Either:" } else { "Or:" };
                    format!("{or} {}", finding.sentences().join(" "))
                };
                several.iter().enumerate().map(either).collect()
            }
        };
        sentences.push(self.witness.sentence());
        if told.is_empty() {
            sentences.extend(self.pattern.map(Pattern::sentence));
            sentences.push("I can’t tell which step went wrong.".into());
        }
        sentences
    }
}

impl Witness {
    /// `At x = 2 the derivative is 12, your answer gives 8.`
    pub fn sentence(&self) -> String {
        let at: Vec<String> = self.at.iter().map(|(x, value)| format!("{x} = {}", words::number(*value, 6))).collect();
        let place = if at.is_empty() { "Everywhere".into() } else { format!("At {}", words::list(&at)) };
        match (self.derivative, self.answer) {
            (Some(derivative), Some(answer)) => {
                let (derivative, answer) = words::different(derivative, answer);
                format!("{place} the derivative is {derivative}, your answer gives {answer}.")
            }
            (Some(derivative), None) => {
                format!("{place} the derivative is {}, your answer has no value there.", words::number(derivative, 4))
            }
            (None, Some(answer)) => {
                format!("{place} there is no derivative, your answer gives {}.", words::number(answer, 4))
            }
            (None, None) => format!("{place} your answer differs from the derivative."),
        }
    }
}

impl Pattern {
    /// `Yours is 3 times too small everywhere.`
    pub fn sentence(self) -> String {
        let times = |factor: f64| words::number(factor, 5);
        match self {
            Self::Factor(-1.0) => "Everywhere only the sign is the other way round.".into(),
            Self::Factor(k) if k > 1.0 => format!("Yours is {} times too large everywhere.", times(k)),
            Self::Factor(k) if k > 0.0 => format!("Yours is {} times too small everywhere.", times(1.0 / k)),
            Self::Factor(k) if k < -1.0 => {
                format!("Yours is {} times too large everywhere, with the sign the other way round.", times(-k))
            }
            Self::Factor(k) => {
                format!("Yours is {} times too small everywhere, with the sign the other way round.", times(-1.0 / k))
            }
            Self::Offset(d) if d > 0.0 => format!("Yours is {} too much everywhere.", times(d)),
            Self::Offset(d) => format!("Yours is {} too little everywhere.", times(-d)),
            Self::Question => "What you gave is the function itself.".into(),
        }
    }
}

impl Ungraded {
    /// What it is, and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Self::Unreadable(ParseError { kind: ParseErrorKind::Empty, .. }) => {
                "Type your derivative first, such as 2x + 1.".into()
            }
            Self::Unreadable(ParseError { kind: ParseErrorKind::DerivativeSign, .. }) => {
                "Carry the derivative out, so that no d/dx is left.".into()
            }
            Self::Unreadable(error) => format!("I can't read this yet: {error}."),
            Self::OtherVariable { found, expected } => {
                let names = |all: &[Symbol]| words::list(&all.iter().map(ToString::to_string).collect::<Vec<_>>());
                let verb = if found.len() == 1 { "doesn't" } else { "don't" };
                let here = match expected.len() {
                    0 => "a number is asked for".into(),
                    1 => format!("its variable is {}", names(expected)),
                    _ => format!("its letters are {}", names(expected)),
                };
                format!("{} {verb} occur in this problem; {here}.", names(found))
            }
            Self::QuestionRepeated => "That is the function itself; what is asked for is its derivative.".into(),
            Self::NothingChosen => "Choose one of the answers first.".into(),
            Self::Undecided => "I can't decide this one. Could you write it in a plainer form?".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::Problem;

    fn blank(f: &str) -> Blank {
        Problem::own(&parse(f).unwrap(), &Symbol::new("x")).unwrap().blanks.remove(0)
    }

    #[test]
    fn equivalent_forms_are_right() {
        for (f, answers) in [
            ("x^2 sin(x)", &["2x sin x + x^2 cos x", "x(2 sin x + x cos x)", "f'(x) = x^2 cos x + 2 x sin x"][..]),
            ("ln(5x)", &["1/x", "5/(5x)", "x^-1", "= 1/x", "1/|x|"]),
            ("sqrt(x)", &["1/(2 sqrt x)", "x^(-1/2)/2", "0.5x^-0.5", "y' = sqrt(x)/(2x)"]),
            ("sigmoid(x)", &["e^-x/(1+e^-x)^2", "sigmoid(x) sigmoid(-x)", "sigma(x)(1-sigma(x))"]),
            ("5^x", &["5^x ln 5", "ln(5) e^(x ln 5)", "dy/dx = 5^x ln(5)"]),
            ("ln(sqrt(x))", &["1/(2x)", "1/(2 sqrt(x))/sqrt(x)"]),
            ("tan(x)", &["1 + tan(x)^2", "1/cos(x)^2", "sec^2 x"]),
        ] {
            let blank = blank(f);
            for answer in answers {
                assert_eq!(grade(&blank, answer), Grade::Correct, "{answer} for {f}");
            }
        }
    }

    #[test]
    fn what_is_said() {
        for (f, answer, expected) in [
            (
                "x^3",
                "x^2",
                "The exponent was lowered, but it has to come down in front as a factor too. Here x^3 became x^2. At x = 2 the derivative is 12, your answer gives 4.",
            ),
            (
                "x^3",
                "6x^2",
                "At x = 2 the derivative is 12, your answer gives 24. Yours is 2 times too large everywhere. I can’t tell which step went wrong.",
            ),
            (
                "e^(-x)",
                "e^-x",
                "Either: e^x is its own derivative, but another exponent brings its own derivative as a factor. Here e^(−x) stayed as it is. Or: The derivative of the exponent has a minus sign that was lost. Here e^(−x) stayed as it is. At x = 2 the derivative is −0.1353, your answer gives 0.1353.",
            ),
            (
                "x^2 + 7",
                "2x + 7",
                "A constant term was kept. It doesn’t change, so it adds nothing to the slope. Here 7 stayed as it is. At x = 2 the derivative is 4, your answer gives 11.",
            ),
            (
                "x sin(x)",
                "cos(x)",
                "The derivative of a product is not the product of the derivatives. Here x·sin(x) became cos(x). At x = 2 the derivative is 0.077, your answer gives −0.4161.",
            ),
            (
                "e^(3x)",
                "e^(3x)",
                "Either: e^x is its own derivative, but another exponent brings its own derivative as a factor. Here e^(3·x) stayed as it is. Or: A constant factor was dropped. It stays in front of the derivative. Here 3·x became 1. At x = 2 the derivative is 1210, your answer gives 403.4.",
            ),
            (
                "e^(x^2)",
                "e^(x^2)",
                "e^x is its own derivative, but another exponent brings its own derivative as a factor. Here e^x^2 stayed as it is. At x = 2 the derivative is 218.4, your answer gives 54.6.",
            ),
            (
                "x^2",
                "ln(-1 - x^2)",
                "At x = 2 the derivative is 4, your answer has no value there. I can’t tell which step went wrong.",
            ),
            ("x^3", "3*(x+", "I can't read this yet: something is missing after the +. This doesn't count as a try."),
            ("x^3", "", "Type your derivative first, such as 2x + 1. This doesn't count as a try."),
            ("x^3", "3t^2", "t doesn't occur in this problem; its variable is x. This doesn't count as a try."),
            ("x^3", "d/dx(x^3)", "Carry the derivative out, so that no d/dx is left. This doesn't count as a try."),
            (
                "x^3",
                "x*x^2",
                "That is the function itself; what is asked for is its derivative. This doesn't count as a try.",
            ),
        ] {
            assert_eq!(grade(&blank(f), answer).sentences().join(" "), expected, "{answer} for {f}");
        }
    }

    #[test]
    fn labels_are_taken_off_and_places_kept() {
        for (label, formula) in [("", "3*(x+"), ("f'(x) =", " 3*(x+"), ("  y′=", "3*(x+ä)"), ("", "z = 3")] {
            let at = parse(formula).unwrap_err().at;
            let place = Some(at.start + label.chars().count()..at.end + label.chars().count());
            assert_eq!(grade(&blank("x^3"), &format!("{label}{formula}")).place(), place, "{label}{formula}");
        }
        for label in ["f'(x)=", "f ’ ( x ) =", "df/dx =", "d/dx f(x) = ", "=", " = ", "y´ ="] {
            assert_eq!(grade(&blank("x^3"), &format!("{label}3x^2")), Grade::Correct, "{label}");
        }
    }
}
