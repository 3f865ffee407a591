//! Kinks against what is known of them.

use proptest::prelude::*;

use super::*;
use crate::symbolic::{AtZero, parse};

fn e(text: &str) -> Expr {
    parse(text).unwrap()
}

/// Where, left, right, by PyTorch, by JAX; NaN for none.
type Row = [f64; 5];

const NONE: f64 = f64::NAN;

#[track_caller]
fn check(f: &Expr, expected: &[Row]) {
    let variables = [Symbol::new("x"), Symbol::new("y")];
    let kinks = Kinks::new(f, &variables[0], &variables).unwrap();
    let found = kinks.within(&[0.0, 0.5], -2.9..=3.2);
    let or_none = |v: Option<f64>| v.unwrap_or(NONE);
    let rows: Vec<Row> =
        found.iter().map(|k| [k.at, or_none(k.left), or_none(k.right), or_none(k.pytorch), or_none(k.jax)]).collect();
    let near = |a: &f64, b: &f64| (a - b).abs() <= 1e-12 * (1.0 + b.abs()) || (a.is_nan() && b.is_nan());
    let alike =
        rows.len() == expected.len() && rows.iter().flatten().zip(expected.iter().flatten()).all(|(a, b)| near(a, b));
    assert!(alike, "{f}: {found:?}");
    for kink in found {
        assert_eq!(kinks.at(&[kink.at, 0.5]).map(|k| (k.left, k.right)), Some((kink.left, kink.right)), "{f}");
    }
}

#[test]
fn functions_with_a_kink() {
    check(&e("abs(x)"), &[[0.0, -1.0, 1.0, 0.0, 1.0]]);
    check(&e("relu(x)"), &[[0.0, 0.0, 1.0, 0.0, 0.0]]);
    check(&e("lrelu(x)"), &[[0.0, 0.01, 1.0, 0.01, 1.0]]);
    check(&e("sign(x)"), &[[0.0, 0.0, 0.0, 0.0, 0.0]]);
    check(&e("step(x)"), &[[0.0, 0.0, 0.0, NONE, 0.0]]);
    check(&e("elu(x)"), &[]);
    check(&e("sin(x)+gelu(x)"), &[]);
}

#[test]
fn slopes_are_those_of_the_formula_on_each_side() {
    check(&e("abs(x^2-1)"), &[[-1.0, -2.0, 2.0, 0.0, -2.0], [1.0, -2.0, 2.0, 0.0, 2.0]]);
    let root = 2f64.sqrt();
    check(
        &e("abs(x^2-2)"),
        &[[-root, -2.0 * root, 2.0 * root, 0.0, -2.0 * root], [root, -2.0 * root, 2.0 * root, 0.0, 2.0 * root]],
    );
    check(&e("relu(1-3*x)*e^x"), &[[1.0 / 3.0, -3.0 * (1f64 / 3.0).exp(), 0.0, 0.0, 0.0]]);
    check(&e("abs(x-y)"), &[[0.5, -1.0, 1.0, 0.0, 1.0]]);
    check(
        &e("abs(abs(x)-1)"),
        &[[-1.0, -1.0, 1.0, 0.0, -1.0], [0.0, 1.0, -1.0, 0.0, -1.0], [1.0, -1.0, 1.0, 0.0, 1.0]],
    );
    check(&e("relu(x)+relu(-x)"), &[[0.0, -1.0, 1.0, 0.0, 0.0]]);
}

#[test]
fn only_real_kinks_are_listed() {
    check(&e("x*abs(x)"), &[]);
    check(&e("abs(x)^3"), &[]);
    check(&e("abs(x)-abs(x)"), &[]);
    check(&e("abs(x^2)"), &[]);
    check(&e("cos(abs(x))"), &[]);
    check(&e("abs(1/x)"), &[]);
    check(&e("relu(x)*ln(x)"), &[]);
    check(&e("sign(x)^2"), &[[0.0, 0.0, 0.0, 0.0, 0.0]]);
    check(&e("x^2*sign(x)"), &[]);
}

#[test]
fn kinks_close_together_are_told_apart() {
    check(&e("relu(x^2-10^-6)"), &[[-1e-3, -2e-3, 0.0, 0.0, 0.0], [1e-3, 0.0, 2e-3, 0.0, 0.0]]);
    let [a, b] = [0.1, 0.1 + 1e-9];
    check(&e("abs(x-0.1)+abs(x-0.100000001)"), &[[a, -2.0, 0.0, -1.0, 0.0], [b, 0.0, 2.0, 1.0, 2.0]]);
    let x = [Symbol::new("x")];
    let many = Kinks::new(&e("abs(sin(100*x))"), &x[0], &x).unwrap().within(&[0.0], 0.01..=4.0);
    assert_eq!(many.len(), 127);
}

/// Where what decides is 0 with the slope 0, or without one, its side is seen a little further on.
#[test]
fn what_stands_still_is_seen_from_beside() {
    check(&e("sign(x^3)"), &[[0.0, 0.0, 0.0, 0.0, 0.0]]);
    check(&e("sign((x-1)^2)"), &[[1.0, 0.0, 0.0, 0.0, 0.0]]);
    check(&e("sign(cbrt(x))"), &[[0.0, 0.0, 0.0, NONE, NONE]]);
    check(&e("abs(x^3-x^2)"), &[[1.0, -1.0, 1.0, 0.0, 1.0]]);
    check(&Expr::max(e("x"), e("x+(x-1)^3")), &[]);
    check(&e("x*sign(x^2)"), &[]);
    let touched = Expr::piecewise(AtZero::Below, e("x^2"), e("7"), e("x"));
    check(&touched, &[[0.0, 1.0, 1.0, 0.0, 0.0]]);
}

#[test]
fn extrema_and_pieces() {
    check(&Expr::max(Expr::zero(), e("x")), &[[0.0, 0.0, 1.0, 0.5, 0.5]]);
    check(&Expr::min(e("x"), e("1/4")), &[[0.25, 1.0, 0.0, 0.5, 0.5]]);
    check(&Expr::max(e("x"), e("x^2")), &[[0.0, 0.0, 1.0, 0.5, 0.5], [1.0, 1.0, 2.0, 1.5, 1.5]]);
    check(&Expr::max(e("x^2"), e("x^3")), &[[1.0, 2.0, 3.0, 2.5, 2.5]]);
    let relu6 = Expr::min(Expr::max(Expr::zero(), e("x")), e("2"));
    check(&relu6, &[[0.0, 0.0, 1.0, 0.5, 0.5], [2.0, 1.0, 0.0, 0.5, 0.5]]);
    let pieces = |at, on: &str, u: &str, v: &str| Expr::piecewise(at, e(on), e(u), e(v));
    check(&pieces(AtZero::Above, "x", "x", "2*x"), &[[0.0, 1.0, 2.0, 2.0, 2.0]]);
    check(&pieces(AtZero::Below, "x", "x", "2*x"), &[[0.0, 1.0, 2.0, 1.0, 1.0]]);
    check(&pieces(AtZero::Below, "x-1", "x^2", "2*x-1"), &[]);
    check(&pieces(AtZero::Below, "x", "x", "x+1"), &[[0.0, 1.0, 1.0, 1.0, 1.0]]);
    check(&pieces(AtZero::Above, "1-x", "ln(x)", "3*x"), &[[1.0, 3.0, 1.0, 3.0, 3.0]]);
    // The formula that is not taken has an infinite slope there.
    check(&pieces(AtZero::Above, "x", "cbrt(x)", "x"), &[[0.0, NONE, 1.0, NONE, NONE]]);
}

#[test]
fn jumps_are_told() {
    let variables = [Symbol::new("x")];
    let at_zero = |f: &str| Kinks::new(&e(f), &variables[0], &variables).unwrap().at(&[0.0]);
    assert!(at_zero("sign(x)").is_some_and(|k| k.jumps) && at_zero("abs(x)").is_some_and(|k| !k.jumps));
    assert_eq!(at_zero("x^2"), None);
    assert_eq!(at_zero("abs(x-1)"), None);
}

#[test]
fn no_range_no_kinks() {
    let variables = [Symbol::new("x")];
    let kinks = Kinks::new(&e("abs(sin(400*x))"), &variables[0], &variables).unwrap();
    for range in [1.0..=0.0, f64::NAN..=1.0, 0.0..=f64::INFINITY, f64::MIN..=f64::MAX] {
        assert!(kinks.within(&[0.0], range).is_empty());
    }
    assert!(kinks.within(&[], 0.0..=1.0).is_empty() && kinks.at(&[]).is_none());
    assert!(kinks.within(&[0.0], 0.0..=4.0).len() <= MOST);
    assert!(Kinks::new(&e("abs(y)"), &variables[0], &variables).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A layer of rectifiers has a corner at each of its biases, however close they are, with the sums of the weights as
    /// slopes.
    #[test]
    fn a_layer_of_rectifiers_bends_at_its_biases(mut biases in prop::collection::vec(-20_000i64..20_000, 1..8)) {
        biases.sort_unstable();
        biases.dedup();
        let unit = |(i, b): (usize, &i64)| e(&format!("{}*relu(x - ({b}/10000))", i + 1));
        let layer = Expr::sum(biases.iter().enumerate().map(unit).collect::<Vec<_>>());
        let x = [Symbol::new("x")];
        let found = Kinks::new(&layer, &x[0], &x).unwrap().within(&[0.0], -3.0..=3.0);
        let places: Vec<f64> = found.iter().map(|kink| kink.at).collect();
        prop_assert_eq!(places, biases.iter().map(|b| *b as f64 / 1e4).collect::<Vec<_>>());
        for (i, kink) in found.iter().enumerate() {
            let slope = |units: usize| (units * (units + 1) / 2) as f64;
            prop_assert_eq!((kink.left, kink.right), (Some(slope(i)), Some(slope(i + 1))));
        }
    }
}
