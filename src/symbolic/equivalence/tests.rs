//! Answers that are right in other words, and answers that are nearly right.

use super::*;
use crate::symbolic::parse;

#[track_caller]
fn verdict(student: &str, teacher: &str) -> Verdict {
    compare(&parse(student).unwrap(), &parse(teacher).unwrap())
}

#[track_caller]
fn equal(student: &str, teacher: &str) {
    let verdict = verdict(student, teacher);
    assert!(verdict.is_equal(), "{student} and {teacher}: {verdict:?}");
}

#[track_caller]
fn different(student: &str, teacher: &str) {
    assert!(
        matches!(verdict(student, teacher), Verdict::Different(_)),
        "{student} and {teacher}: {:?}",
        verdict(student, teacher)
    );
}

#[test]
fn equivalent_forms_are_equal() {
    equal("2x cos(x^2)", "cos(x^2)*2*x");
    equal("1 - tanh(x)^2", "1/cosh(x)^2");
    equal("4/(e^x + e^-x)^2", "1 - tanh(x)^2");
    equal("sigmoid(-x)", "1 - sigmoid(x)");
    equal("ln(1 + e^x)", "softplus(x)");
    equal("sin(x)^2 + cos(x)^2", "1");
    equal("x/x", "1");
    equal("x^x*(ln(x) + 1)", "x^x + x^x*ln(x)");
}

#[test]
fn wrong_answers_differ() {
    different("cos(x^2)", "2x cos(x^2)");
    different("sqrt(x^2)", "x");
    different("x + 0.000000000001", "x");
    different("2.718281828^x", "e^x");
    different("sin(pi*x)", "0");
    different("relu(x - 1000)", "0");
    different("atan(x) + atan(1/x)", "pi/2");
    different("sqrt(x)^2", "x");
}

/// What doubles alone would not see.
#[test]
fn differences_too_small_or_too_far_away_for_doubles() {
    different("1e16 + 1", "1e16");
    different("1e30 + x - 1e30", "0");
    equal("1e30 + x - 1e30", "x");
    different("x*(1 + 1e-16)", "x");
    different("relu(x - 100000)", "0");
    different("abs(x + 1e6)", "x + 1e6");
    different("relu(x - 3)*relu(3.5 - x)", "0");
    equal("relu(x) + relu(-x)", "abs(x)");
}

#[test]
fn a_constant_factor_or_term_is_found() {
    let Verdict::Different(d) = verdict("cos(3x)", "3 cos(3x)") else { panic!() };
    assert_eq!((d.ratio, d.offset), (Some(0.333_333_333_333_3), None));
    let Verdict::Different(d) = verdict("2x + 7", "2x") else { panic!() };
    assert_eq!((d.ratio, d.offset), (None, Some(7.0)));
}

#[test]
fn the_witness_is_simple() {
    let Verdict::Different(d) = verdict("4x^3", "3x^2") else { panic!() };
    assert_eq!((d.at[0].1, d.student, d.teacher), (2.0, Some(32.0), Some(12.0)));
}
