//! The screen: which candidates a teacher would ask, and which tell one slip from another.

use super::{
    Kind, Skill,
    mistakes::{Fault, Suspects, numeral},
    problem::{Blank, Source},
};
use crate::{
    numeric::Program,
    symbolic::{Derivation, Expr, Function, Node, Number, compare, differentiate},
};

/// The most characters that an answer may take to type.
const LONGEST_ANSWER: usize = 64;

/// The most characters that a line of the derivation may have.
const LONGEST_LINE: usize = 140;

/// Why a candidate is not asked; nothing if it may be.
pub(super) fn fault(kind: &Kind, blanks: &[Blank]) -> Option<&'static str> {
    if blanks.is_empty() {
        return Some("nothing is asked");
    }
    let practises = |blank: &Blank| blank.work.derivations().iter().flat_map(Skill::used_by).any(|s| s == kind.skill);
    if kind.skill.rule().is_some() && !blanks.iter().any(practises) {
        return Some("the rule is not used");
    }
    blanks.iter().find_map(|blank| fault_of(blank, blanks.len() == 1))
}

fn fault_of(blank: &Blank, alone: bool) -> Option<&'static str> {
    let Blank { answer, .. } = blank;
    if answer.is_pending() || is_ugly(answer) {
        return Some("ugly");
    }
    let lines = || blank.work.derivations().iter().flat_map(Derivation::lines);
    if lines().any(|line| line.to_string().chars().count() > LONGEST_LINE) {
        return Some("long");
    }
    if blank.is_numeric() {
        let terminates = |number: Number| number.to_f64().abs().to_string().len() <= 8;
        if !numeral(answer).is_some_and(terminates) {
            return Some("no short number");
        }
    }
    let right = blank.spelled_out(answer);
    let mut seen: Vec<Expr> = Vec::new();
    for (_, wrong) in &blank.slips {
        let wrong = blank.spelled_out(wrong);
        if compare(&wrong, &right).is_equal() {
            return Some("a wrong rule gives the right answer");
        }
        if seen.contains(&wrong) {
            return Some("two wrong rules give the same answer");
        }
        seen.push(wrong);
    }
    let Source::Derivative { of, by } = &blank.source else { return None };
    if alone && (answer == of || by.iter().any(|x| !of.contains(x))) {
        return Some("nothing to do");
    }
    if !has_values(of, &right, alone) {
        return Some("hardly defined");
    }
    // An answer in abbreviations does not come from the scalar rules.
    if !blank.letters.is_empty() {
        return None;
    }
    let (last, before) = by.split_last()?;
    let of = before.iter().try_fold(of.clone(), |f, x| differentiate(&f, x)).ok()?;
    if !of.contains(last) {
        return None;
    }
    Suspects::new(&of, last).fault().map(|fault| match fault {
        Fault::Invisible => "a wrong rule gives the right answer",
        Fault::Ambiguous => "two wrong rules give the same answer",
    })
}

/// Whether the function and its derivative have values at all but a few points between 0 and 3 (between 0 and 1 for functions
/// that have them there alone), and whether, if it is all that is asked for, the derivative is no constant in disguise.
fn has_values(f: &Expr, answer: &Expr, alone: bool) -> bool {
    let variables = Expr::sum([f.clone(), answer.clone()]).symbols();
    let Ok(program) = Program::new(&[f.clone(), answer.clone()], &variables) else { return false };
    let within = f.any(&|e| matches!(e.node(), Node::Apply(Function::Asin | Function::Acos, _)))
        || f.any(
            &|e| matches!(e.node(), Node::Apply(Function::Ln, u) if u.any(&|e| matches!(e.node(), Node::Negate(_)))),
        );
    let width = if within { 0.075 } else { 0.25 };
    let at =
        |i: i32| -> Vec<f64> { (0..variables.len()).map(|k| width * f64::from((i + 5 * k as i32) % 12 + 1)).collect() };
    let slopes: Vec<f64> = (0..12)
        .map(|i| program.eval(&at(i)))
        .filter(|values| values.iter().all(|v| v.is_finite() && v.abs() < 1e9))
        .filter_map(|values| values.last().copied())
        .collect();
    let varies = slopes.windows(2).any(|two| (two[0] - two[1]).abs() > 1e-9 * two[0].abs());
    slopes.len() >= 9 && (varies || !alone)
}

/// Whether nobody would like to read it: long, or with large numbers or squared roots in it.
pub(super) fn is_ugly(e: &Expr) -> bool {
    let is_unpleasant = |e: &Expr| match e.node() {
        Node::Number(n) => {
            let (above, below) = (n.numerator().to_i64(), n.denominator().to_i64());
            above.is_none_or(|n| n.abs() > 2000) || below.is_none_or(|n| n > 10_000)
        }
        // sqrt(u)^2 can't be tidied without a look at the sign of u.
        Node::Power([base, n]) => matches!(base.node(), Node::Apply(Function::Sqrt, _)) && n.as_number().is_some(),
        _ => false,
    };
    e.to_string().chars().count() > LONGEST_ANSWER || e.any(&is_unpleasant)
}
