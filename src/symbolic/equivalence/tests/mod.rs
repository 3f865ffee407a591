//! Answers that are right in other words, answers that are nearly right, and what is said about each.

mod different;
mod equal;
mod proofs;

use super::*;
use crate::symbolic::{Function, parse};

#[track_caller]
fn verdict(student: &str, teacher: &str) -> Verdict {
    compare(&parse(student).unwrap(), &parse(teacher).unwrap())
}

/// Both ways round.
#[track_caller]
fn equal(student: &str, teacher: &str) {
    for (s, t) in [(student, teacher), (teacher, student)] {
        let verdict = verdict(s, t);
        assert!(verdict.is_equal(), "{s} and {t}: {verdict:?}");
    }
}

#[track_caller]
fn different(student: &str, teacher: &str) {
    for (s, t) in [(student, teacher), (teacher, student)] {
        let verdict = verdict(s, t);
        assert!(matches!(verdict, Verdict::Different(_)), "{s} and {t}: {verdict:?}");
    }
}

#[track_caller]
fn difference(student: &str, teacher: &str) -> Difference {
    match verdict(student, teacher) {
        Verdict::Different(difference) => difference,
        verdict => panic!("{student} and {teacher}: {verdict:?}"),
    }
}

#[test]
fn how_it_was_settled() {
    let settled = |s: &str, t: &str| match verdict(s, t) {
        Verdict::Equal(settled) => settled,
        verdict => panic!("{s} and {t}: {verdict:?}"),
    };
    assert_eq!(settled("x", "x"), Settled::NormalForm);
    assert_eq!(settled("2x*x", "x^2 + x^2"), Settled::NormalForm);
    assert_eq!(settled("(x+1)^20", "(x+1)^19*(1+x)"), Settled::NormalForm);
    assert!(matches!(settled("sin(3x)", "3 sin(x) - 4 sin(x)^3"), Settled::Numbers { points } if points >= ENOUGH));
    assert_eq!(settled("4 atan(1/5) - atan(1/239)", "pi/4"), Settled::Numbers { points: 1 });
}

/// Where there is no value, nothing can be told.
#[test]
fn nothing_is_claimed_where_nothing_has_a_value() {
    assert_eq!(verdict("ln(-1-x^2)", "sqrt(-1-x^2)"), Verdict::Unknown);
    assert_eq!(verdict("acos(2+x^2)", "0*acos(2+x^2) + 1"), Verdict::Unknown);
    assert_eq!(verdict("1/0", "ln(0)"), Verdict::Unknown);
}

/// Holes don't count, regions do.
#[test]
fn isolated_points_are_forgiven() {
    equal("x^2/x", "x");
    equal("(x-y)^2/(x-y)", "x-y");
    equal("sin(x)/tan(x)", "cos(x)");
    equal("(x-2)/(x-2)", "1");
    equal("sin(2x-4)/sin(x-2)", "2 cos(x-2)");
    equal("sign(x)^2", "x/x");
    different("sqrt(x)^2", "x");
    different("ln(x^2)", "2 ln(x)");
}

#[test]
fn a_constant_factor_or_term_is_found() {
    for (student, teacher, ratio, offset) in [
        ("cos(3x)", "3 cos(3x)", Some(1.0 / 3.0), None),
        ("-x e^x", "x e^x", Some(-1.0), None),
        ("2^x", "ln(2) 2^x", Some(std::f64::consts::LN_2.recip()), None),
        ("pi x", "x", Some(std::f64::consts::PI), None),
        ("2x + 7", "2x", None, Some(7.0)),
        ("sin(x)^2", "-cos(x)^2", None, Some(1.0)),
        ("x^2", "x^3", None, None),
        ("|x|", "x", None, None),
        ("relu(x)", "x", None, None),
        ("x*(1 + 1e-16)", "x", None, None),
        ("6", "3", Some(2.0), Some(3.0)),
    ] {
        let found = difference(student, teacher);
        let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-11 * b.abs(),
            (a, b) => a == b,
        };
        assert!(same(found.ratio, ratio) && same(found.offset, offset), "{student} and {teacher}: {found:?}");
    }
}

#[test]
fn differences_in_words() {
    for (student, teacher, words) in [
        ("cos(3x)", "3 cos(3x)", "yours is 3 times too small"),
        ("6x^2", "3x^2", "yours is 2 times too large"),
        ("-sin(x)", "sin(x)", "yours has the other sign"),
        ("-2x e^x", "x e^x", "yours is 2 times too large, with the other sign"),
        ("2^x", "ln(2) 2^x", "yours is 1/ln(2) times too large"),
        ("5^x", "ln(5) 5^x", "yours is 1.6094 times too small"),
        ("pi x", "x", "yours is pi times too large"),
        ("2x/3", "x", "yours is 3/2 times too small"),
        ("2x + 7", "2x", "yours is 7 too much"),
        ("x^2", "x^2 + pi", "yours is pi too little"),
        ("4x^3", "3x^2", "at x = 2 yours is 32 and not 12"),
        ("x^2 + 1e-9 x", "x^2", "at x = 2 yours is 4.000000002 and not 4"),
        ("ln(-1-x^2)", "x", "at x = 2 yours has no value, and should be 2"),
        ("sqrt(x)^2", "x", "at x = -1 yours has no value, and should be -1"),
        ("x", "sqrt(x)^2", "at x = -1 yours is -1, where there is no value"),
        ("x y + x", "x y + y", "at x = 2, y = 1/2 yours is 3 and not 1.5"),
    ] {
        assert_eq!(difference(student, teacher).describe(), words, "{student} and {teacher}");
    }
    let words = difference("x + sin(x)*1e-40", "x").describe();
    assert!(words.ends_with("yours differs in digits too far back to show"), "{words}");
}

#[test]
fn constants_have_their_names() {
    for (value, name) in [
        (2.0, "2"),
        (-0.75, "-3/4"),
        (std::f64::consts::FRAC_PI_2, "pi/2"),
        (-3.0 * std::f64::consts::PI, "-3*pi"),
        (std::f64::consts::LN_2, "ln(2)"),
        (std::f64::consts::LN_10.recip(), "1/ln(10)"),
        (std::f64::consts::SQRT_2 / 2.0, "1/sqrt(2)"),
        (0.1234, "0.1234"),
        (2.0 / std::f64::consts::PI, "2/pi"),
        (-0.5 / std::f64::consts::PI, "-1/(2*pi)"),
        (1.5e300, "1.5e300"),
        (0.0, "0"),
        (f64::INFINITY, "inf"),
    ] {
        assert_eq!(spelled(value), name, "{value}");
    }
}

#[test]
fn the_witness_is_simple() {
    let found = difference("4x^3", "3x^2");
    assert_eq!((found.at[0].1, found.student, found.teacher), (2.0, Some(32.0), Some(12.0)));
}

/// What is long is compared in bounded time, which the fuel and the caps see to; a verdict that is wrong is none.
#[test]
fn long_expressions_have_a_verdict() {
    let x = Expr::symbol("x");
    let deep = (0..800).fold(x.clone(), |u, _| Expr::apply(Function::Sin, Expr::sum([u, x.clone()])));
    let more = Expr::sum([deep.clone(), Expr::integer(1)]);
    assert!(matches!(compare(&more, &deep), Verdict::Different(_)));
    let doubled = Expr::sum([deep.clone(), deep.clone()]);
    assert!(!matches!(compare(&doubled, &Expr::product([Expr::integer(2), deep])), Verdict::Different(_)));
    let wide = |n: i64| Expr::sum((1..n).map(|k| Expr::power(x.clone(), Expr::integer(k))));
    assert!(matches!(compare(&wide(900), &wide(901)), Verdict::Different(_)));
    // Each level doubles what is written out, and hardly adds to what is kept.
    let shared = (0..60).fold(x.clone(), |u, _| Expr::sum([u.clone(), Expr::apply(Function::Tanh, u)]));
    assert!(compare(&shared, &Expr::product([shared.clone(), Expr::one()])).is_equal());
}

/// Found by fuzzing: high powers of long decimals, which took more than half a minute.
#[test]
fn high_powers_of_long_decimals_end() {
    let f = "(x^1)-2/(p6g/3mi^1e-38c2wg/3mi3mi^1e-3signlnesigne1e-38c2wg/3mi3mix-1)";
    different(f, "x^1e-38p^ 3^2^2^224^9669^+1696");
}
