//! Looking an answer up among the wrong ones.

use super::{
    Mistake,
    suspects::{Made, Suspect, Suspects},
    values::{Points, agree, is_close},
};
use crate::practice::problem::{Choice, Meaning};
use crate::symbolic::{Expr, Rule, Symbol, Verdict, compare, differentiate, raw_derivative, simplify_where_defined};

/// What explains a wrong answer: one slip, one slip made wherever it fits, or two slips.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The slips, the outermost part first.
    pub slips: Vec<Slipped>,
    /// Whether it is one and the same slip, made wherever it fits.
    pub everywhere: bool,
}

/// A slip at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Slipped {
    /// The documented mistakes that come to this, the most specific first.
    pub mistakes: Vec<Mistake>,
    /// The place in the function: the index of the child at each level.
    pub place: Vec<usize>,
    /// The part that stands there.
    pub part: Expr,
    /// Its wrong derivative, tidy.
    pub wrong: Expr,
    /// Its right derivative, tidy.
    pub right: Expr,
}

/// How many findings are given, and how many candidates are looked at closely.
const MAX_FINDINGS: usize = 4;
const MAX_CLOSE: usize = 24;

/// Which slips explain `answer` as the derivative of `f` by `by`, each finding by itself. One slip is looked for first, then
/// one made wherever it fits, then two; whatever explains the answer with as few is named, so several findings are a tie.
/// Nothing is found for a right answer.
///
/// An answer is looked up by value, and confirmed by [`compare`]: a finding is never a guess about the form.
///
/// ```
/// use gradus::{practice::diagnose, symbolic::{Symbol, parse}};
/// let found = diagnose(&parse("(3x+1)^5").unwrap(), &Symbol::new("x"), &parse("5(1+3x)^4").unwrap());
/// assert_eq!(found[0].slips[0].mistakes[0].id(), "H1");
/// ```
pub fn diagnose(f: &Expr, by: &Symbol, answer: &Expr) -> Vec<Finding> {
    let Some(table) = Table::new(f, by, answer) else { return Vec::new() };
    let suspects = Suspects::new(f, by);
    let single = suspects.single();
    let mut found = table.explained(&single, &suspects);
    if integrated(f, by, answer) && !found.iter().any(|finding| finding.mistakes().any(|m| m.id() == "P3")) {
        found.push(of_the_whole("P3", answer, &suspects));
    }
    if found.is_empty() {
        found = table.explained(&suspects.everywhere(), &suspects);
    }
    if found.is_empty() {
        found = table.explained(&suspects.nested(), &suspects);
        let apart = table.side_by_side(&single, &suspects);
        found.extend(table.explained(&apart, &suspects));
        found.truncate(MAX_FINDINGS);
    }
    found
}

/// The wrong derivatives that one slip leads to, tidy, each with what led to it; none that is right, and none that anybody
/// sees to be wrong, as a constant for a slope that varies.
pub(in crate::practice) fn slipped(f: &Expr, by: &Symbol) -> Vec<Choice> {
    let suspects = Suspects::new(f, by);
    let right = raw_derivative(f, by);
    let wrong = |suspect: &Suspect| {
        let formula = simplify_where_defined(&suspect.derivative);
        let is_wrong = formula.contains(by) && matches!(compare(&formula, &right), Verdict::Different(_));
        is_wrong.then(|| Choice::new(formula, Meaning::Slip(finding(suspect, &suspects))))
    };
    suspects.single().iter().filter_map(wrong).collect()
}

/// Which slips explain `answer` as the second derivative of `f` by `by`: one differentiation left out, or a slip in the second
/// or the first.
pub fn diagnose_second(f: &Expr, by: &Symbol, answer: &Expr) -> Vec<Finding> {
    let Ok(first) = differentiate(f, by) else { return Vec::new() };
    let Some(table) = Table::new(&first, by, answer) else { return Vec::new() };
    let named = |id: &str| Mistake::from_id(id).into_iter();
    let suspects = Suspects::new(f, by);
    let mut found = Vec::new();
    if compare(answer, &first).is_equal() {
        found.push(of_the_whole("D1", answer, &suspects));
    }
    let as_second = |mut finding: Finding| {
        for slip in &mut finding.slips {
            if slip.mistakes.iter().any(|m| m.id() == "H1") {
                slip.mistakes.splice(0..0, named("D2"));
            }
        }
        finding
    };
    let in_the_second = diagnose(&first, by, answer).into_iter().filter(|finding| finding.slips.len() == 1);
    found.extend(in_the_second.map(as_second));
    if !found.is_empty() {
        return found;
    }
    let carried: Vec<Suspect> = suspects
        .single()
        .into_iter()
        .map(|suspect| Suspect { derivative: raw_derivative(&suspect.derivative, by), ..suspect })
        .collect();
    table.explained(&carried, &suspects).into_iter().map(as_second).collect()
}

/// A finding about the whole function, and not about one of the rules.
fn of_the_whole(id: &str, answer: &Expr, suspects: &Suspects) -> Finding {
    let made = Made { mistakes: Mistake::from_id(id).into_iter().collect(), path: Vec::new(), wrong: answer.clone() };
    finding(&Suspect { slips: vec![made], everywhere: false, derivative: answer.clone() }, suspects)
}

/// Whether the answer's derivative is the function, while that is not so for the right answer.
fn integrated(f: &Expr, by: &Symbol, answer: &Expr) -> bool {
    answer.contains(by) && differentiate(answer, by).is_ok_and(|slope| compare(&slope, f).is_equal())
}

/// Values of the answer at points, with which those of the suspects are compared.
struct Table {
    points: Points,
    answer: Vec<f64>,
    right: Vec<f64>,
    formula: Expr,
    f: Expr,
}

impl Table {
    /// Nothing if the answer is right, or has no values where the function has.
    fn new(f: &Expr, by: &Symbol, answer: &Expr) -> Option<Self> {
        let right = raw_derivative(f, by);
        // The variable is there although it may have gone from all of them.
        let f_by = Expr::sum([f.clone(), Expr::product([Expr::zero(), Expr::from(by.clone())])]);
        let (points, mut values) = Points::where_defined(&[f_by, right, answer.clone()])?;
        let (answer_values, right) = (values.pop()?, values.pop()?);
        let table = Self { points, answer: answer_values, right, formula: answer.clone(), f: f.clone() };
        (!agree(&table.answer, &table.right)).then_some(table)
    }

    /// The findings for those of the suspects that agree with the answer.
    fn explained(&self, all: &[Suspect], suspects: &Suspects) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        let values = self.values(all);
        let agreeing =
            all.iter().zip(&values).filter(|(_, values)| agree(&self.answer, values)).map(|(suspect, _)| suspect);
        for suspect in agreeing.take(MAX_CLOSE) {
            let defined = |e: &Expr| Expr::sum([e.clone(), Expr::product([Expr::zero(), self.f.clone()])]);
            if !compare(&defined(&self.formula), &defined(&suspect.derivative)).is_equal() {
                continue;
            }
            let finding = finding(suspect, suspects);
            let known = |other: &Finding| {
                let name =
                    |f: &Finding| f.slips.iter().map(|s| (s.mistakes.clone(), s.place.clone())).collect::<Vec<_>>();
                name(other) == name(&finding)
            };
            if !found.iter().any(known) {
                found.push(finding);
            }
        }
        found
    }

    fn values(&self, all: &[Suspect]) -> Vec<Vec<f64>> {
        self.points.values(&all.iter().map(|suspect| suspect.derivative.clone()).collect::<Vec<_>>())
    }

    /// Pairs of slips that lie apart and together explain the answer.
    fn side_by_side(&self, single: &[Suspect], suspects: &Suspects) -> Vec<Suspect> {
        let values = self.values(single);
        let mut found = Vec::new();
        for (i, (one, a)) in single.iter().zip(&values).enumerate() {
            for (other, b) in single.iter().zip(&values).skip(i + 1) {
                let together = a.iter().zip(b).zip(&self.right).map(|((a, b), right)| a + b - right);
                let agrees = self.answer.iter().zip(together).all(|(answer, sum)| is_close(*answer, sum));
                if agrees && Suspects::lie_apart(one, other) {
                    found.push(suspects.side_by_side(one, other));
                    if found.len() == MAX_CLOSE {
                        return found;
                    }
                }
            }
        }
        found
    }
}

fn finding(suspect: &Suspect, suspects: &Suspects) -> Finding {
    let slipped = |made: &Made| Slipped {
        mistakes: made.mistakes.clone(),
        place: made.path.clone(),
        part: suspects.part(&made.path),
        wrong: simplify_where_defined(&made.wrong),
        right: simplify_where_defined(&suspects.right(&made.path)),
    };
    Finding { slips: suspect.slips.iter().map(slipped).collect(), everywhere: suspect.everywhere }
}

impl Slipped {
    /// The rule that goes right where this went wrong, if it is one rule.
    pub fn rule(&self) -> Option<Rule> {
        self.mistakes.first()?.topic().rule()
    }
}

impl Finding {
    /// A finding about what was asked, and not about a part of it.
    pub(in crate::practice) fn about_the_whole(mistake: Mistake, wrong: &Expr, right: &Expr) -> Self {
        let slip = Slipped {
            mistakes: vec![mistake],
            place: Vec::new(),
            part: right.clone(),
            wrong: wrong.clone(),
            right: right.clone(),
        };
        Self { slips: vec![slip], everywhere: false }
    }

    /// Every mistake in it.
    pub fn mistakes(&self) -> impl Iterator<Item = Mistake> {
        self.slips.iter().flat_map(|slip| slip.mistakes.iter().copied())
    }
}
