//! Expansions at smooth points, kinks, roots and ends of domains, and agreement with rules, forward mode and values.

use proptest::prelude::*;

use super::*;
use crate::{
    numeric::{Partial, Program, gradient},
    symbolic::{Expr, Symbol, differentiate_in_turn, parse},
};

const NAN: f64 = f64::NAN;

fn derivatives(e: &Expr, x: f64, order: usize) -> Vec<f64> {
    let program = Program::new(std::slice::from_ref(e), &[Symbol::new("x")]).unwrap();
    taylor(&program, &[x], &[1.0], order).derivatives()
}

/// The derivatives of the orders 0, 1, … at a point.
#[track_caller]
fn check_built(e: &Expr, x: f64, expected: &[f64]) {
    let found = derivatives(e, x, expected.len() - 1);
    for (a, b) in found.iter().zip(expected) {
        let near = (a - b).abs() <= 1e-13 * b.abs();
        assert!(near || (a.is_nan() && b.is_nan()), "{e} at {x}: {found:?}, not {expected:?}");
    }
}

#[track_caller]
fn check(text: &str, x: f64, expected: &[f64]) {
    check_built(&parse(text).unwrap(), x, expected);
}

#[test]
fn kinks_are_smoothed_as_far_as_both_sides_agree() {
    for (text, x, expected) in [
        ("abs(x)", 0.0, &[0.0, NAN, NAN][..]),
        ("abs(x)", -2.0, &[2.0, -1.0, 0.0]),
        ("abs(x)^3", 0.0, &[0.0, 0.0, 0.0, NAN, NAN]),
        ("abs(x)^4", 0.0, &[0.0, 0.0, 0.0, 0.0, 24.0, 0.0]),
        ("abs(x^2)", 0.0, &[0.0, 0.0, 2.0, 0.0]),
        ("x*abs(x)", 0.0, &[0.0, 0.0, NAN]),
        ("x^2*sign(x)", 0.0, &[0.0, 0.0, NAN]),
        ("x*sign(x^2)", 0.0, &[0.0, 1.0, 0.0]),
        ("sign(x)", 0.0, &[0.0, NAN]),
        ("sign(x)^2", 0.0, &[0.0, NAN]),
        ("step(x)", 0.0, &[NAN, NAN]),
        ("x^2*step(x)", 0.0, &[NAN, NAN]),
        ("abs(x)-x*sign(x)", 0.0, &[0.0, 0.0, 0.0, 0.0]),
        ("abs(x)-abs(x)", 0.0, &[0.0, 0.0, 0.0]),
        ("max(x^2,x^3)", 0.0, &[0.0, 0.0, 2.0, 0.0]),
        ("max(x^2,x^2+x^3)", 0.0, &[0.0, 0.0, 2.0, NAN]),
        ("max(x^2,x^3)", 1.0, &[1.0, NAN]),
        ("max(x,0)", 0.0, &[0.0, NAN]),
        ("min(x^2,-x^2)", 0.0, &[0.0, 0.0, -2.0, 0.0]),
        ("relu(x)^3", 0.0, &[0.0, 0.0, 0.0, NAN]),
        ("relu(x)^3", -1.0, &[0.0, 0.0, 0.0, 0.0]),
        ("sqrt(max(x,0))", -1.0, &[0.0, 0.0, 0.0]),
        ("sqrt(max(x,0))", 0.0, &[0.0, NAN]),
        ("relu(x)^1.5", -1.0, &[0.0, 0.0, 0.0]),
        ("relu(x)^1.5", 0.0, &[0.0, 0.0, NAN]),
        ("elu(x)", 0.0, &[0.0, 1.0, NAN]),
        ("x^2*elu(x)", 0.0, &[0.0, 0.0, 0.0, 6.0, NAN]),
        ("x*lrelu(x)", 0.0, &[0.0, 0.0, NAN]),
        ("cos(abs(x))", 0.0, &[1.0, 0.0, -1.0, 0.0, 1.0]),
        ("sin(abs(x))", 0.0, &[0.0, NAN]),
        ("10^15+abs(x)", 0.0, &[1e15, NAN]),
        ("abs(sin(x)-x)", 0.0, &[0.0, 0.0, 0.0, NAN]),
        ("x*sign(x^30)", 0.0, &[0.0, 1.0]),
        ("x*sign(x^99)", 0.0, &[0.0, NAN]),
        ("x+sign(abs(x)-x)", 1.0, &[1.0, 1.0, 0.0]),
        ("sign(relu(x))", -1.0, &[0.0, 0.0]),
        ("0^relu(x+1)", 0.0, &[0.0, 0.0]),
        ("1^x", 3.0, &[1.0, 0.0, 0.0]),
    ] {
        check(text, x, expected);
    }
}

#[test]
fn roots_of_powers_are_powers() {
    for (text, expected) in [
        ("sqrt(x)", &[0.0, NAN, NAN][..]),
        ("cbrt(x)", &[0.0, NAN]),
        ("sqrt(x^2)", &[0.0, NAN]),
        ("sqrt(x^4)", &[0.0, 0.0, 2.0, 0.0, 0.0]),
        ("sqrt(x^6)", &[0.0, 0.0, 0.0, NAN]),
        ("sqrt(x^4+x^6)", &[0.0, 0.0, 2.0, 0.0, 12.0]),
        ("sqrt(x^60)", &[0.0, 0.0, 0.0]),
        ("cbrt(x^3)", &[0.0, 1.0, 0.0, 0.0]),
        ("cbrt(x^6)", &[0.0, 0.0, 2.0, 0.0]),
        ("cbrt(x^2)", &[0.0, NAN]),
        ("cbrt(x^5)", &[0.0, 0.0, NAN]),
        ("cbrt(-x^3-x^4)", &[0.0, -1.0, -2.0 / 3.0, 2.0 / 3.0]),
        ("(x^2)^(3/2)", &[0.0, 0.0, 0.0, NAN]),
        ("(x^4)^(3/2)", &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 720.0]),
        ("(x^2)^1.7", &[0.0, 0.0, 0.0, 0.0, NAN]),
        ("x^1.5", &[0.0, 0.0, NAN]),
        ("(x^2)^x", &[NAN, NAN]),
        ("(x^2)^(x+2)", &[0.0, 0.0, 0.0, 0.0, NAN]),
        ("acos(1-x^2)", &[0.0, NAN]),
        ("acos(1-x^4)", &[0.0, 0.0, 8f64.sqrt()]),
        ("acosh(1+x^3)", &[0.0, 0.0, NAN]),
        ("acos(cos(x))", &[0.0, NAN]),
        ("x/x", &[NAN, NAN]),
        ("sin(x)/x", &[NAN, NAN]),
        ("e^(-1/x^2)", &[NAN, NAN]),
        ("ln(x)", &[NAN, NAN]),
        ("x^0", &[NAN, NAN]),
        // Known gap: it is x, but the root has no whole powers.
        ("cbrt(x)^3", &[0.0, NAN]),
    ] {
        check(text, 0.0, expected);
    }
    // Ends of domains: from the inside.
    check("asin(x)", 1.0, &[std::f64::consts::FRAC_PI_2, NAN]);
    check("(1-x)^2.5", 1.0, &[0.0, 0.0, 0.0, NAN]);
    check("(-2)^x", 3.0, &[-8.0, NAN]);
}

#[test]
fn pieces_meet_as_far_as_their_derivatives_do() {
    use AtZero::{Above, Agreed, Below};
    let e = |text: &str| parse(text).unwrap();
    let pieces = |at, on: &str, below: &str, above: &str| Expr::piecewise(at, e(on), e(below), e(above));
    for at in [Below, Above, Agreed] {
        check_built(&pieces(at, "x", "x^2", "x^3"), 0.0, &[0.0, 0.0, NAN]);
        check_built(&pieces(at, "x", "sin(x)", "x-x^3/6"), 0.0, &[0.0, 1.0, 0.0, -1.0, 0.0, NAN]);
        check_built(&pieces(at, "x", "x", "2*x"), 0.0, &[0.0, NAN]);
        check_built(&pieces(at, "x", "-1", "ln(x)"), -1.0, &[-1.0, 0.0, 0.0]);
    }
    // A removable singularity that is filled in, rightly and wrongly.
    check_built(&pieces(Below, "x^2", "1", "sin(x)/x"), 0.0, &[1.0, 0.0, -1.0 / 3.0, 0.0, 0.2]);
    check_built(&pieces(Below, "x^2", "2", "sin(x)/x"), 0.0, &[2.0, NAN]);
    check_built(&pieces(Above, "x^2", "2*x", "x"), 0.0, &[0.0, 1.0, 0.0]);
    // What decides has no expansion.
    check_built(&pieces(Below, "acos(x)", "0", "-1"), 1.0, &[0.0, NAN]);
    // One side without bound.
    check_built(&pieces(Above, "x", "1/x", "x"), 0.0, &[0.0, NAN]);
    check_built(&pieces(Above, "x", "abs(1/x)", "x"), 0.0, &[0.0, NAN]);
    check_built(&pieces(Above, "x", "(-1/x)^1.5", "x"), 0.0, &[0.0, NAN]);
    check_built(&pieces(Below, "x", "x", "ln(x)"), 0.0, &[0.0, NAN]);
}

#[test]
fn digits_are_kept_where_functions_saturate() {
    let e60 = (-60f64).exp();
    for (text, x, expected) in [
        ("tanh(x)", 30.0, &[1.0, 4.0 * e60, -8.0 * e60, 16.0 * e60][..]),
        ("sigmoid(x)", 60.0, &[1.0, e60, -e60, e60]),
        ("softplus(x)", 60.0, &[60.0, 1.0, e60, -e60]),
        ("sigmoid(x)", 1e-9, &[0.5 + 2.5e-10, 0.25, -1.25e-10, -0.125]),
    ] {
        check(text, x, expected);
    }
}

#[test]
fn along_a_line() {
    let program = Program::new(&[parse("x^2*y + abs(y)").unwrap()], &["x", "y"].map(Symbol::new)).unwrap();
    let found = taylor(&program, &[1.0, 0.0], &[2.0], 3).coefficients;
    assert_eq!(found, [0.0, 0.0, 0.0, 0.0]);
    let found = taylor(&program, &[1.0, 3.0], &[2.0, 1.0], 4).coefficients;
    assert_eq!(found, [6.0, 14.0, 16.0, 4.0, 0.0]);
    assert!(taylor(&program, &[1.0], &[1.0], 2).coefficients.iter().all(|c| c.is_nan()));
    assert_eq!(taylor(&program, &[1.0, 1.0], &[1.0, 0.0], usize::MAX).coefficients.len(), 171);
    let none = Program::new(&[], &[]).unwrap();
    assert!(taylor(&none, &[], &[], 0).coefficients[0].is_nan());
    let cube = TaylorPolynomial { coefficients: vec![1.0, 0.0, 0.0, 2.0] };
    assert_eq!((cube.value(2.0), cube.derivatives()), (17.0, vec![1.0, 0.0, 0.0, 12.0]));
}

/// Expressions that are smooth everywhere, and of moderate size.
fn smooth() -> impl Strategy<Value = Expr> {
    use Function as F;
    let leaf = prop_oneof![3 => Just(Expr::symbol("x")), 1 => (-4i64..5).prop_map(Expr::integer)];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let tame = [F::Sin, F::Cos, F::Tanh, F::Atan, F::Sigmoid, F::Softplus, F::Asinh, F::Erf, F::Silu, F::Gelu];
        let pair = (inner.clone(), inner.clone());
        let above = |v: Expr, n: i64| Expr::sum([Expr::integer(n), Expr::apply(F::Sin, v)]);
        prop_oneof![
            pair.clone().prop_map(|(u, v)| Expr::sum([u, v])),
            pair.clone().prop_map(|(u, v)| Expr::product([u, v])),
            pair.clone().prop_map(move |(u, v)| Expr::quotient(u, above(v, 3))),
            (inner.clone(), 2i64..4).prop_map(|(u, k)| Expr::power(u, Expr::integer(k))),
            pair.prop_map(move |(u, v)| Expr::power(above(u, 2), Expr::apply(F::Cos, v))),
            (inner.clone(), -3i64..4)
                .prop_map(move |(u, k)| Expr::power(above(u, 2), parse(&format!("{k}/2")).unwrap())),
            (prop::sample::select(tame.to_vec()), inner.clone()).prop_map(|(g, u)| Expr::apply(g, u)),
            inner.prop_map(move |u| Expr::apply(F::Ln, above(u, 2))),
        ]
    })
}

/// Expressions with kinks, jumps, poles, roots and ends of domains.
fn rough() -> impl Strategy<Value = Expr> {
    use Function as F;
    let leaf = prop_oneof![3 => Just(Expr::symbol("x")), 1 => (-3i64..4).prop_map(Expr::integer)];
    leaf.prop_recursive(4, 16, 3, |inner| {
        let kinked =
            [F::Abs, F::Sign, F::Step, F::Relu, F::LeakyRelu, F::Elu, F::Sqrt, F::Cbrt, F::Ln, F::Acos, F::Acosh];
        let pair = (inner.clone(), inner.clone());
        let at_zero = prop::sample::select(vec![AtZero::Below, AtZero::Above, AtZero::Agreed]);
        prop_oneof![
            pair.clone().prop_map(|(u, v)| Expr::sum([u, v.negate()])),
            pair.clone().prop_map(|(u, v)| Expr::product([u, v])),
            pair.clone().prop_map(|(u, v)| Expr::quotient(u, v)),
            pair.clone().prop_map(|(u, v)| Expr::power(u, v)),
            pair.clone().prop_map(|(u, v)| Expr::max(u, v)),
            (at_zero, inner.clone(), pair).prop_map(|(at, on, (u, v))| Expr::piecewise(at, on, u, v)),
            (prop::sample::select(kinked.to_vec()), inner).prop_map(|(f, u)| Expr::apply(f, u)),
        ]
    })
}

proptest! {
    /// Nothing that is said at a kink contradicts the values beside it, forward mode, or the rules where these know that
    /// they hold.
    #[test]
    fn kinks_contradict_nobody(e in rough(), at in prop::sample::select(vec![0.0, 1.0, -1.0, 0.5])) {
        let x = [Symbol::new("x")];
        let program = Program::new(std::slice::from_ref(&e), &x).unwrap();
        let (found, value) = (derivatives(&e, at, 2), program.eval(&[at])[0]);
        prop_assert!(found[0] == value || (found[0].is_nan() && value.is_nan()), "{e} at {at}: {found:?}, {value}");
        let near = |a: f64, b: f64, bound: f64| (a - b).abs() <= bound * (1.0 + a.abs());
        let forward = gradient(&program, &[at])[0];
        let twice = Partial::new(&e, &[x[0].clone(), x[0].clone()], &x).ok().and_then(|p| p.value(&[at]));
        for (known, by) in [(found[1], Some(forward)), (found[2], twice)] {
            if let Some(other) = by.filter(|d| d.is_finite() && known.is_finite()) {
                prop_assert!(near(known, other, 1e-8), "{e} at {at}: {found:?}, {other}");
            }
        }
        for h in [1e-6, -1e-6] {
            let quotient = (program.eval(&[at + h])[0] - value) / h;
            if found[1].is_finite() && quotient.is_finite() && value.abs() < 1e4 {
                // The quotient of x^1.1 takes its time.
                let curved = if found[2].is_finite() { found[2].abs() } else { 100.0 };
                prop_assert!(near(found[1], quotient, 1e-2 * (1.0 + curved)), "{e} at {at}: {found:?}, {quotient}");
            }
        }
    }

    #[test]
    fn agrees_with_rules(e in smooth(), at in -2.0..2.0f64) {
        let x = Symbol::new("x");
        let found = derivatives(&e, at, 4);
        let scale = found.iter().fold(1.0, |m: f64, d| m.max(d.abs()));
        for (order, &found) in found.iter().enumerate().skip(1) {
            let Ok(formula) = differentiate_in_turn(&e, &vec![x.clone(); order]) else { break };
            let Ok(program) = Program::new(&[formula], std::slice::from_ref(&x)) else { break };
            let expected = program.eval(&[at])[0];
            // A formula may say less than there is: x/x.
            if expected.is_finite() {
                prop_assert!(
                    (found - expected).abs() <= 1e-10 * scale,
                    "{e} at {at}, order {order}: {found}, not {expected}"
                );
            }
        }
    }

    /// Where forward mode has a derivative, so has this, and the same; at kinks and ends of domains too.
    #[test]
    fn agrees_with_forward_mode(i in 0usize..42, j in 0usize..42, at in prop::sample::select(vec![-3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0])) {
        let all: Vec<_> = Function::all().collect();
        let e = Expr::apply(all[i], Expr::product([Expr::symbol("x"), Expr::apply(all[j], Expr::symbol("x"))]));
        let program = Program::new(std::slice::from_ref(&e), &[Symbol::new("x")]).unwrap();
        let (slope, found) = (gradient(&program, &[at])[0], derivatives(&e, at, 1)[1]);
        if slope.is_finite() {
            prop_assert!((slope - found).abs() <= 1e-12 * slope.abs().max(1e-300), "{e} at {at}: {found}, not {slope}");
        }
    }
}
