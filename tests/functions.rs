//! Every function of the table against values worked out in 400 digits (`functions/reference.py`).

use gradus::symbolic::Function;

/// How many units in the last place a value and a slope may be off.
const ULPS: f64 = 4.0;

/// Near a zero of the slope of `silu` and `gelu` two terms of this size cancel.
const ABSOLUTE: f64 = 2e-16;

struct Reference {
    function: Function,
    at: f64,
    value: f64,
    slope: f64,
}

fn references() -> Vec<Reference> {
    let line = |line: &str| {
        let mut words = line.split(' ');
        let mut word = || words.next().expect("four words on a line");
        let function = Function::named(word()).expect("a function of the table");
        let mut number = || word().parse().expect("a number");
        Reference { function, at: number(), value: number(), slope: number() }
    };
    include_str!("functions/reference.txt").lines().map(line).collect()
}

#[track_caller]
fn check(what: &str, found: f64, expected: f64, absolute: f64) {
    let last_place = f64::EPSILON * expected.abs().max(f64::MIN_POSITIVE);
    let near = (found - expected).abs() <= (ULPS * last_place).max(absolute);
    // Beyond the largest and below the smallest normal double nothing is promised but the side.
    let tiny = expected.abs() < f64::MIN_POSITIVE && found.abs() < f64::MIN_POSITIVE;
    assert!(
        near || found == expected || tiny || (found.is_nan() && expected.is_nan()),
        "{what}: {found:e}, not {expected:e}"
    );
}

#[test]
fn values_and_slopes_have_their_digits() {
    for Reference { function, at, value, slope } in references() {
        let name = function.name();
        let found = function.value(at);
        check(&format!("{name}({at:?})"), found, value, 0.0);
        let cancels = matches!(function, Function::Silu | Function::Gelu);
        check(&format!("{name}'({at:?})"), function.slope(at, found), slope, if cancels { ABSOLUTE } else { 0.0 });
    }
}

#[test]
fn no_function_is_left_out() {
    let tried: std::collections::BTreeSet<_> = references().into_iter().map(|r| r.function).collect();
    assert!(Function::all().all(|f| tried.contains(&f)));
}
