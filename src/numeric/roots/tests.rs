//! Zeros against what is known of them.

use proptest::prelude::*;

use super::*;
use crate::{
    numeric::{Enclosure, interval::tests::expressions},
    symbolic::{Expr, Symbol, parse},
};

fn roots(f: &Expr, lo: f64, hi: f64) -> Roots {
    let x = [Symbol::new("x")];
    let f = Enclosure::new(f, &x[0], &x).unwrap();
    Roots::within(&mut f.along(&[0.0]), lo..=hi)
}

fn of(text: &str, lo: f64, hi: f64) -> Roots {
    roots(&parse(text).unwrap(), lo, hi)
}

/// The zeros, and that there is nothing else but so many breaks.
#[track_caller]
fn check(text: &str, (lo, hi): (f64, f64), crossing: &[f64], touching: &[f64], breaks: usize) {
    let found = of(text, lo, hi);
    for (kind, expected) in [(ZeroKind::Crossing, crossing), (ZeroKind::Touching, touching)] {
        let zeros: Vec<&Zero> = found.zeros.iter().filter(|zero| zero.kind == kind).collect();
        let near = |(zero, x): (&&Zero, &f64)| {
            let off = if kind == ZeroKind::Crossing { 4.0 } else { 16.0 } * f64::EPSILON * x.abs();
            (zero.at - x).abs() <= off && zero.within.0 - off <= *x && *x <= zero.within.1 + off
        };
        assert!(zeros.len() == expected.len() && zeros.iter().zip(expected).all(near), "{text}: {found:?}");
    }
    assert!(found.flat.is_empty() && found.undecided.is_empty(), "{text}: {found:?}");
    assert_eq!(found.breaks.len(), breaks, "{text}: {found:?}");
}

#[test]
fn zeros_are_crossed() {
    let (pi, root) = (std::f64::consts::PI, 2f64.sqrt());
    check("x", (-1.0, 1.0), &[0.0], &[], 0);
    check("x^3", (-1.0, 1.0), &[0.0], &[], 0);
    check("x^2 - 2", (-3.0, 2.9), &[-root, root], &[], 0);
    check("3*x - 1", (-1.0, 1.0), &[1.0 / 3.0], &[], 0);
    check("x - 10^-30", (-1.0, 1.0), &[1e-30], &[], 0);
    check("sin(x)", (-10.0, 10.0), &[-3.0 * pi, -2.0 * pi, -pi, 0.0, pi, 2.0 * pi, 3.0 * pi], &[], 0);
    check("exp(x) - 10^300", (0.0, 1e3), &[690.775_527_898_213_7], &[], 0);
    check("cos(x) - x", (-1e6, 1e6), &[0.739_085_133_215_160_6], &[], 0);
    check("ln(x)", (-5.0, 5.0), &[1.0], &[], 0);
    check("cbrt(x - 1)", (-5.0, 5.0), &[1.0], &[], 0);
    check("tanh(1000*(x - 0.3))", (-5.0, 5.0), &[0.3], &[], 0);
    check("lrelu(x - 1)", (-5.0, 5.0), &[1.0], &[], 0);
    check("sign(x - 1)", (-5.0, 5.0), &[1.0], &[], 0);
    check("(x - 0.1)*(x - 0.1000001)", (-5.0, 5.0), &[0.1, 0.100_000_1], &[], 0);
    check("x^3 - 3*x^2 + 3*x - 1", (-5.0, 5.0), &[1.0], &[], 0);
    check("x*(x - 1)", (0.0, 1.0), &[0.0, 1.0], &[], 0);
}

#[test]
fn zeros_are_touched() {
    check("(x - 1)^2", (-5.0, 5.0), &[], &[1.0], 0);
    check("x^2", (-5.0, 5.0), &[], &[0.0], 0);
    check("x^2 - 2*x + 1", (-5.0, 5.0), &[], &[1.0], 0);
    check("x^4 - 4*x^2 + 4", (-5.0, 5.0), &[], &[-2f64.sqrt(), 2f64.sqrt()], 0);
    check("ln(sin(x))", (0.0, 3.0), &[], &[std::f64::consts::FRAC_PI_2], 0);
    check("abs(x - 1)", (-5.0, 5.0), &[], &[1.0], 0);
    check("sqrt(x)", (-5.0, 5.0), &[], &[0.0], 0);
    check("asin(x) - pi/2", (-5.0, 5.0), &[], &[1.0], 0);
    check("1 - cos(x)", (-3.0, 3.0), &[], &[0.0], 0);
}

#[test]
fn what_is_no_zero_is_not_found() {
    check("x^2 + 1", (-5.0, 5.0), &[], &[], 0);
    check("x^2 + 10^-40", (-5.0, 5.0), &[], &[], 0);
    check("x^2 - 2*x + 1.0001", (-5.0, 5.0), &[], &[], 0);
    check("1/x", (-5.0, 5.0), &[], &[], 1);
    check("1/x^2", (-5.0, 5.0), &[], &[], 0);
    check("1/(x - 0.3)^3", (-5.0, 5.0), &[], &[], 1);
    check("tan(x)", (-5.0, 5.0), &[-std::f64::consts::PI, 0.0, std::f64::consts::PI], &[], 4);
    // The middle of the range is as near to the pole as a double can be.
    check("tan(x)", (1.0, std::f64::consts::PI - 1.0), &[], &[], 1);
    check("step(x) - 1/2", (-5.0, 5.0), &[], &[], 1);
    check("ln(x)", (-5.0, 0.5), &[], &[], 0);
    check("sqrt(-1 - x^2)", (-5.0, 5.0), &[], &[], 0);
    check("sigmoid(x)", (-700.0, 700.0), &[], &[], 0);
    check("sin(x)/x", (-3.0, 3.0), &[], &[], 1);
}

#[test]
fn where_all_is_zero_is_one_stretch() {
    for (text, expected) in
        [("relu(x)", (-5.0, 0.0)), ("relu(1 - x)", (1.0, 5.0)), ("0*x", (-5.0, 5.0)), ("relu(x)*relu(-x)", (-5.0, 5.0))]
    {
        let found = of(text, -5.0, 5.0);
        assert_eq!(found.flat, [expected], "{text}: {found:?}");
        assert!(found.zeros.is_empty() && found.breaks.is_empty() && found.undecided.is_empty(), "{text}: {found:?}");
    }
    let both = of("relu(x - 1)*relu(-x)*(x - 3) + relu(abs(x) - 2)", -5.0, 5.0);
    assert_eq!(both.flat, [(-2.0, 2.0)], "{both:?}");
}

#[test]
fn what_is_not_decided_is_said() {
    let identity = of("sin(2*x) - 2*sin(x)*cos(x)", 0.0, 1.0);
    assert_eq!((identity.zeros.len(), identity.undecided.as_slice()), (0, [(0.0, 1.0)].as_slice()), "{identity:?}");
    let gathering = of("x*sin(1/x)", -1.0, 1.0);
    assert!(gathering.zeros.len() > 100, "{gathering:?}");
    let covered = |x: f64| gathering.undecided.iter().any(|(lo, hi)| lo <= &x && &x <= hi);
    assert!(covered(1e-6) && !covered(0.1) && !covered(-0.1), "{gathering:?}");
    let many = of("sin(10^6*x)", 0.0, 1e3);
    assert!(!many.undecided.is_empty());
    let underflow = of("e^(-1/x^2)", -1.0, 1.0);
    assert!(underflow.zeros.is_empty() && underflow.undecided.len() == 1, "{underflow:?}");
}

#[test]
fn no_range_no_zeros() {
    for (lo, hi) in [(1.0, -1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY)] {
        assert_eq!(of("x", lo, hi), Roots::default());
    }
    check("x", (0.0, 0.0), &[0.0], &[], 0);
    check("x - 1", (0.0, 0.0), &[], &[], 0);
    let huge = of("x - 1", f64::MIN, f64::MAX);
    assert!(huge.zeros.len() == 1 && huge.zeros[0].at == 1.0, "{huge:?}");
    let x = ["x", "y"].map(Symbol::new);
    let f = Enclosure::new(&parse("x + y").unwrap(), &x[0], &x).unwrap();
    assert_eq!(Roots::within(&mut f.along(&[0.5]), 0.0..=1.0), Roots::default());
    assert_eq!(Roots::within(&mut f.along(&[9.0, -0.5]), 0.0..=1.0).zeros.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A product has the zeros of its factors, and no other.
    #[test]
    fn products_have_the_zeros_of_their_factors(mut places in prop::collection::vec(-400i64..400, 1..7)) {
        places.sort_unstable();
        places.dedup();
        let factor = |k: &i64| parse(&format!("(x - ({k}/100))")).unwrap();
        let found = roots(&Expr::product(places.iter().map(factor).collect::<Vec<_>>()), -5.0, 5.0);
        let zeros: Vec<f64> = found.zeros.iter().map(|zero| zero.at).collect();
        let expected: Vec<f64> = places.iter().map(|k| *k as f64 / 100.0).collect();
        prop_assert_eq!(zeros, expected);
        prop_assert!(found.zeros.iter().all(|zero| zero.kind == ZeroKind::Crossing) && found.undecided.is_empty());
    }

    /// Of a wave all zeros, wherever it is looked at.
    #[test]
    fn waves(frequency in 0.1..20.0f64, phase in -3.0..3.0f64, lo in -50.0..50.0f64, width in 0.1..40.0f64) {
        let x = ["x", "w", "p"].map(Symbol::new);
        let f = Enclosure::new(&parse("sin(w*x + p)").unwrap(), &x[0], &x).unwrap();
        let found = Roots::within(&mut f.along(&[0.0, frequency, phase]), lo..=lo + width);
        let turn = |x: f64| (frequency * x + phase) / std::f64::consts::PI;
        let expected = turn(lo + width).floor() - turn(lo).floor();
        prop_assert_eq!(found.zeros.len() as f64, expected, "{:?}", found);
        prop_assert!(found.zeros.iter().all(|zero| (turn(zero.at) - turn(zero.at).round()).abs() < 1e-12));
    }

    /// No change of sign is passed over, whatever the function; and where it crosses 0 it is small.
    #[test]
    fn no_zero_is_passed_over(f in expressions(), lo in -4.0..4.0f64, width in 0.01..8.0f64) {
        prop_assume!(f.size() < 30);
        let x = [Symbol::new("x")];
        let enclosure = Enclosure::new(&f, &x[0], &x).unwrap();
        let mut line = enclosure.along(&[0.0]);
        let found = Roots::within(&mut line, lo..=lo + width);
        let listed: Vec<(f64, f64)> = found.zeros.iter().map(|zero| zero.within)
            .chain(found.flat.iter().chain(&found.breaks).chain(&found.undecided).copied()).collect();
        let mut before = None;
        for x in (0..=64).map(|i| lo + width * f64::from(i) / 64.0) {
            let Some(sign) = line.over(x, x).value.sign() else { continue };
            if let Some((start, _)) = before.replace((x, sign)).filter(|(_, other)| other * sign < 0) {
                // Across a gap of the domain a sign may change without a zero.
                let continuous = line.over(start, x).is_continuous();
                prop_assert!(!continuous || listed.iter().any(|(a, b)| *a <= x && *b >= start), "{f} between {start} and {x}: {found:?}");
            }
        }
        for zero in found.zeros {
            let here = line.over(zero.at, zero.at).value;
            prop_assert!(zero.within.0 <= zero.at && zero.at <= zero.within.1 && !here.is_empty(), "{f}: {zero:?}");
            let beside = line.over(zero.at - 1e-9, zero.at + 1e-9).value;
            prop_assert!(zero.kind == ZeroKind::Crossing || beside.contains(0.0), "{f}: {zero:?}");
        }
    }
}
