//! Hints: the lines of the derivation, one at a time.

use super::{Blank, Problem, Work, words};
use crate::symbolic::{Application, Derivation, Expr, Law, Part, Rule, Step, print::Mark};
use crate::symbolic::{latex, latex_marked};

/// A hint.
#[derive(Clone, Debug)]
pub struct Hint {
    /// The blank that it is about, where there are several.
    pub about: Option<String>,
    /// What it says.
    pub advice: Advice,
}

/// What a hint says. All of it is read off the problem's work.
#[derive(Clone, Debug)]
pub enum Advice {
    /// Which rule to start with, and which one the problem is about.
    Rule {
        /// The rule of the first line.
        first: Rule,
        /// The rule that is practised.
        skill: Rule,
    },
    /// What the rule's letters stand for: which function is the outer one, which the inner.
    Parts {
        /// The rule.
        rule: Rule,
        /// The rule by which the outer function of a chain is differentiated.
        outer: Option<Rule>,
        /// What it is applied to.
        target: Expr,
        /// Its letters.
        parts: Vec<Part>,
    },
    /// The next line.
    Line(Line),
    /// The last line.
    Answer(Line),
    /// How a number is worked out: a formula in LaTeX, and what is said of it.
    Formula(String, &'static str),
    /// The answer, in LaTeX with what is asked for before it.
    Value(String),
}

/// A line of the derivation.
#[derive(Clone, Debug)]
pub struct Line {
    /// The rules that lead to it; [`Rule::Tidy`] where it is only written more shortly.
    pub rules: Vec<Rule>,
    /// The line.
    pub expr: Expr,
    /// Where its new parts stand: the index of the child at each level.
    pub marks: Vec<Vec<usize>>,
}

/// The hints for a problem, in the order in which they are given; the last holds the answer.
///
/// ```
/// use gradus::practice::{Advice, Kind, Problem, hints};
/// let hints = hints(&Problem::new(Kind::from_id("chain-trig").unwrap(), 3));
/// assert!(matches!(hints[0].advice, Advice::Rule { .. }));
/// assert!(matches!(hints[hints.len() - 1].advice, Advice::Answer(_)));
/// ```
pub fn hints(problem: &Problem) -> Vec<Hint> {
    let several = problem.blanks.len() > 1;
    let of_blank = |blank: &Blank| {
        let about = several.then(|| blank.name.clone());
        let skill = problem.kind.skill.rule();
        let advice = match &blank.work {
            Work::Derivations(all) => {
                let mut advice: Vec<Advice> = all.iter().flat_map(|derivation| advice(skill, derivation)).collect();
                // Written with abbreviations, the answer is not the last line.
                if !blank.letters.is_empty() {
                    advice.push(value(blank));
                }
                advice
            }
            Work::Lines(lines) => {
                let formulas = lines.iter().map(|(latex, said)| Advice::Formula(latex.clone(), said));
                formulas.chain([value(blank)]).collect()
            }
        };
        advice.into_iter().map(move |advice| Hint { about: about.clone(), advice }).collect::<Vec<_>>()
    };
    problem.blanks.iter().flat_map(of_blank).collect()
}

fn value(blank: &Blank) -> Advice {
    Advice::Value(format!("{}={}", blank.label, latex(&blank.answer)))
}

/// The advice that a derivation gives.
fn advice(skill: Option<Rule>, derivation: &Derivation) -> Vec<Advice> {
    let first = derivation.steps.first().map_or(Rule::Constant, Step::rule);
    let skill = skill.filter(|rule| derivation.rules().contains(rule)).unwrap_or(first);
    let mut all = vec![Advice::Rule { first, skill }];
    if let Some((target, application)) = application_of(skill, derivation)
        && !application.parts.is_empty()
    {
        let Application { rule, outer, parts, .. } = application;
        all.push(Advice::Parts { rule, outer, target, parts });
    }
    let mut lines: Vec<Line> = derivation.steps.iter().map(Line::from).collect();
    // Tidying may only have regrouped what reads the same.
    if let [.., before, last] = lines.as_slice()
        && before.expr.to_string() == last.expr.to_string()
    {
        lines.pop();
    }
    let last = lines.pop().unwrap_or_else(|| Line {
        rules: vec![Rule::Tidy(Law::Factors)],
        expr: derivation.answer(),
        marks: Vec::new(),
    });
    all.extend(lines.into_iter().map(Advice::Line));
    all.push(Advice::Answer(last));
    all
}

/// Where a rule is applied first, and how. Where a line does several rules at once, the line's parts are looked into.
fn application_of(rule: Rule, derivation: &Derivation) -> Option<(Expr, Application)> {
    let applied = derivation.steps.iter().flat_map(|step| &step.applications).find(|a| a.rules.contains(&rule))?;
    if applied.application.rule == rule {
        return Some((applied.target.clone(), applied.application.clone()));
    }
    let inside = applied.target.children().iter().filter(|child| child.size() < derivation.of.size());
    inside
        .filter_map(|child| Derivation::new(child, &derivation.by).ok())
        .find_map(|derivation| application_of(rule, &derivation))
}

impl From<&Step> for Line {
    fn from(step: &Step) -> Self {
        let marks = step.applications.iter().filter_map(|applied| applied.place_after.clone()).collect();
        Self { rules: step.rules(), expr: step.after.clone(), marks }
    }
}

impl Line {
    /// The line in LaTeX, its new parts in a colour that `\color` understands.
    pub fn latex(&self, colour: &str) -> String {
        let marks: Vec<Mark> =
            self.marks.iter().map(|path| Mark { path: path.clone(), colour: colour.to_owned() }).collect();
        latex_marked(&self.expr, &marks)
    }
}

impl Hint {
    /// The hint in words without its formula, for where [`Advice::latex`] stands below.
    pub fn caption(&self) -> String {
        match &self.about {
            Some(blank) => format!("{blank}: {}", self.advice.caption()),
            None => self.advice.caption(),
        }
    }
}

impl Advice {
    /// The advice in words.
    pub fn sentence(&self) -> String {
        match self {
            Self::Rule { first, skill } if first == skill => format!("Start with the {}.", skill.name()),
            Self::Rule { first, skill } => {
                format!("Start with the {}; the {} comes after it.", first.name(), skill.name())
            }
            Self::Parts { rule, target, parts, .. } => {
                let part = |name: &str| parts.iter().find(|p| p.name == name).map(|p| p.is.to_string());
                let named = || {
                    let all: Vec<String> = parts.iter().map(|p| format!("{} = {}", p.name, p.is)).collect();
                    words::list(&all)
                };
                match (rule, part("outer"), part("inner"), part("f"), part("g")) {
                    (Rule::Chain, Some(outer), Some(inner), ..) => {
                        format!("In {target} the outer function is {outer}, the inner function is u = {inner}.")
                    }
                    (Rule::Quotient, _, _, Some(f), Some(g)) => {
                        format!("In {target} f = {f} stands on top and g = {g} below.")
                    }
                    (Rule::Logarithmic, _, _, Some(f), _) => format!("In {target} the logarithm is taken of f = {f}."),
                    (Rule::Exponential, _, _, Some(f), _) => format!("In {target} the exponent is f = {f}."),
                    (Rule::Power, ..) => format!("In {target} the exponent is {}.", part("n").unwrap_or_default()),
                    _ => format!("In {target} the parts are {}.", named()),
                }
            }
            Self::Line(line) => format!("{}: {}", line.how(), line.expr),
            Self::Answer(line) => format!("{}, the answer: {}", line.how(), line.expr),
            Self::Formula(latex, said) => format!("{said} {latex}"),
            Self::Value(latex) => format!("The answer: {latex}"),
        }
    }

    /// The advice in words without its formula.
    fn caption(&self) -> String {
        match self {
            Self::Rule { .. } => self.sentence(),
            Self::Parts { rule: Rule::Chain, .. } => "Tell the outer function from the inner one.".into(),
            Self::Parts { rule, .. } => format!("What the letters of the {} are here:", rule.name()),
            Self::Line(line) => format!("{}:", line.how()),
            Self::Answer(line) => format!("{}, and that is the answer:", line.how()),
            Self::Formula(_, said) => (*said).into(),
            Self::Value(_) => "And that is the answer:".into(),
        }
    }

    /// The formula that goes with it, in LaTeX: the rule, what its letters stand for, or the line with its new parts in a
    /// colour that `\color` understands.
    pub fn latex(&self, colour: &str) -> String {
        match self {
            Self::Rule { first, .. } => first.formula(),
            Self::Parts { parts, .. } => parts.iter().map(Part::latex).collect::<Vec<_>>().join(r",\quad "),
            Self::Line(line) | Self::Answer(line) => line.latex(colour),
            Self::Formula(latex, _) | Self::Value(latex) => latex.clone(),
        }
    }

    /// The rules that it speaks of, for links to their explanations.
    pub fn rules(&self) -> Vec<Rule> {
        match self {
            Self::Rule { first, skill } if first == skill => vec![*skill],
            Self::Rule { first, skill } => vec![*first, *skill],
            Self::Parts { rule, outer, .. } => std::iter::once(*rule).chain(*outer).collect(),
            Self::Line(line) | Self::Answer(line) => line.rules.clone(),
            Self::Formula(..) | Self::Value(_) => Vec::new(),
        }
    }
}

impl Line {
    /// How it comes from the line before. Where other rules are at work, those that nobody mentions aren't named.
    fn how(&self) -> String {
        if self.rules.iter().all(|rule| rule.is_tidying()) {
            return match self.rules.as_slice() {
                [] | [Rule::Tidy(Law::Factors)] => "Written more shortly".into(),
                rules => {
                    let mut names = Rule::names(rules);
                    if let Some(first) = names.get_mut(..1) {
                        first.make_ascii_uppercase();
                    }
                    names
                }
            };
        }
        let is_mentioned = |rule: &&Rule| !matches!(rule, Rule::Constant | Rule::Variable | Rule::ConstantMultiple);
        let mut rules: Vec<&Rule> = self.rules.iter().filter(is_mentioned).collect();
        if rules.is_empty() {
            rules = self.rules.iter().take(1).collect();
        }
        let names: Vec<String> = rules.iter().map(|rule| rule.name()).collect();
        format!("By the {}", words::list(&names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::Skill;
    use crate::symbolic::{Symbol, parse};

    fn sentences(skill: Skill, f: &str) -> Vec<String> {
        let derivation = Derivation::new(&parse(f).unwrap(), &Symbol::new("x")).unwrap();
        advice(skill.rule(), &derivation).iter().map(Advice::sentence).collect()
    }

    #[test]
    fn from_the_rule_to_the_answer() {
        let all: Vec<String> = [
            (Skill::Power, "4x^5"),
            (Skill::Power, "x^4 - 3x^2 + 7"),
            (Skill::Chain, "sin(x^2)"),
            (Skill::Chain, "3(2x + 1)^4"),
            (Skill::Product, "x^2 ln(x)"),
            (Skill::Quotient, "x^2/(x + 1)"),
            (Skill::Exponential, "2e^(-3x)"),
            (Skill::Exponential, "5^x"),
            (Skill::Logarithmic, "ln(x^2 + 1)"),
            (Skill::Logarithmic, "x ln(x)"),
        ]
        .into_iter()
        .map(|(skill, f)| format!("{skill}: {f}\n  {}", sentences(skill, f).join("\n  ")))
        .collect();
        insta::assert_snapshot!(all.join("\n\n"));
    }
}
