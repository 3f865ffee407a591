//! Derivatives by forward mode against known ones and against differences.

use proptest::prelude::*;

use super::*;
use crate::{
    numeric::{Program, difference::richardson, gradient},
    symbolic::{Expr, Symbol, parse},
};

const NAN: f64 = f64::NAN;

/// An expression, a point (x, y), the value there, and the derivatives by x and by y.
type Case = (&'static str, [f64; 2], f64, [f64; 2]);

#[track_caller]
fn check(cases: &[Case]) {
    for (text, point, value, derivatives) in cases {
        let program = Program::new(&[parse(text).unwrap()], &[Symbol::new("x"), Symbol::new("y")]).unwrap();
        let found = [&program.eval(point)[..], &gradient(&program, point)].concat();
        for (a, b) in found.iter().zip([*value, derivatives[0], derivatives[1]]) {
            let same = (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-14 * b.abs();
            assert!(same, "{text} at {point:?}: {found:?}, not {value} {derivatives:?}");
        }
    }
}

#[test]
fn powers() {
    check(&[
        ("x^y", [2.0, 3.0], 8.0, [12.0, 8.0 * 2f64.ln()]),
        ("x^y", [-2.0, 3.0], -8.0, [12.0, NAN]),
        ("x^y", [-2.0, 0.5], NAN, [NAN, NAN]),
        ("x^y", [0.0, 3.0], 0.0, [0.0, 0.0]),
        ("x^y", [0.0, 1.0], 0.0, [1.0, 0.0]),
        ("x^y", [0.0, 0.5], 0.0, [NAN, 0.0]),
        ("x^y", [0.0, 0.0], NAN, [NAN, NAN]),
        ("x^y", [-3.0, 0.0], 1.0, [0.0, NAN]),
        ("x^x", [0.0, 0.0], NAN, [NAN, NAN]),
        ("x^x", [1.0, 0.0], 1.0, [1.0, 0.0]),
        ("x^2", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("x^3", [-2.0, 0.0], -8.0, [12.0, 0.0]),
        ("x^1", [0.0, 0.0], 0.0, [1.0, 0.0]),
        ("x^0", [0.0, 0.0], NAN, [NAN, NAN]),
        ("x^0", [-5.0, 0.0], 1.0, [0.0, 0.0]),
        ("x^-2", [-2.0, 0.0], 0.25, [0.25, 0.0]),
        ("x^-1", [0.0, 0.0], NAN, [NAN, NAN]),
        ("x^0.5", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("x^1.5", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("x^1.5", [4.0, 0.0], 8.0, [3.0, 0.0]),
        ("x^(1/3)", [-8.0, 0.0], NAN, [NAN, NAN]),
        ("2^x", [3.0, 0.0], 8.0, [8.0 * 2f64.ln(), 0.0]),
        ("(-2)^x", [3.0, 0.0], -8.0, [NAN, 0.0]),
        ("0^x", [3.0, 0.0], 0.0, [0.0, 0.0]),
        ("e^x", [1.0, 0.0], 1f64.exp(), [1f64.exp(), 0.0]),
    ]);
}

#[test]
fn kinks_and_vertical_tangents() {
    check(&[
        ("abs(x)", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("abs(y)*x", [3.0, 0.0], 0.0, [0.0, NAN]),
        ("sqrt(y)*x", [3.0, 0.0], 0.0, [0.0, NAN]),
        ("abs(x^2)", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("sqrt(x^2)", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("sign(x^2)", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("relu(x)", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("relu(x)", [-1.0, 0.0], 0.0, [0.0, 0.0]),
        ("step(x)", [0.0, 0.0], NAN, [NAN, NAN]),
        ("sqrt(x)", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("cbrt(x)", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("asin(x)", [1.0, 0.0], std::f64::consts::FRAC_PI_2, [NAN, 0.0]),
        ("sqrt(x^2+y^2)", [0.0, 0.0], 0.0, [NAN, NAN]),
        ("ln(x)", [-1.0, 0.0], NAN, [NAN, NAN]),
        ("x/y", [1.0, 0.0], NAN, [NAN, NAN]),
        ("x/y", [1.0, 4.0], 0.25, [0.25, -0.0625]),
        ("x^sqrt(y)", [5.0, 0.0], 1.0, [0.0, NAN]),
        ("x*abs(x)", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("abs(x)*abs(x)", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("abs(x)^3", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("abs(x)^1.5", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("relu(x)^2/(1+x)", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("abs(abs(x))", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("abs(abs(x))^2", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("abs(abs(x)-1)^2", [1.0, 0.0], 0.0, [0.0, 0.0]),
        ("cos(abs(x))", [0.0, 0.0], 1.0, [0.0, 0.0]),
        ("x*(abs(x)+sqrt(x))", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("sqrt(abs(x))^2", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("abs(x)^x", [0.0, 0.0], NAN, [NAN, NAN]),
        ("y*abs(x)", [0.0, 2.0], 0.0, [NAN, 0.0]),
        ("y*abs(x)", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("lrelu(x)", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("x*lrelu(x)", [0.0, 0.0], 0.0, [0.0, 0.0]),
        ("elu(x)", [0.0, 0.0], 0.0, [1.0, 0.0]),
        // Known gaps: the first is x for every x, with the derivative 1; the second is 0, with the derivative 0.
        ("x*sign(x^2)", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ("abs(x)-abs(x)", [0.0, 0.0], 0.0, [NAN, 0.0]),
    ]);
}

/// As [`check`], for one expression that is built.
#[track_caller]
fn check_built(e: &Expr, point: [f64; 2], value: f64, derivatives: [f64; 2]) {
    let program = Program::new(std::slice::from_ref(e), &[Symbol::new("x"), Symbol::new("y")]).unwrap();
    let found = [&program.eval(&point)[..], &gradient(&program, &point)].concat();
    for (a, b) in found.iter().zip([value, derivatives[0], derivatives[1]]) {
        assert!(a == &b || (a.is_nan() && b.is_nan()), "{e} at {point:?}: {found:?}, not {value} {derivatives:?}");
    }
}

#[test]
fn extrema_have_a_derivative_where_both_sides_agree() {
    let e = |text: &str| parse(text).unwrap();
    let (max, min) = (|u: &str, v: &str| Expr::max(e(u), e(v)), |u: &str, v: &str| Expr::min(e(u), e(v)));
    check_built(&max("x", "y"), [1.0, 2.0], 2.0, [0.0, 1.0]);
    check_built(&min("x", "y"), [1.0, 2.0], 1.0, [1.0, 0.0]);
    check_built(&max("x", "y"), [2.0, 2.0], 2.0, [NAN, NAN]);
    check_built(&max("x", "x"), [2.0, 2.0], 2.0, [1.0, 0.0]);
    check_built(&max("x^2", "x^3"), [0.0, 0.0], 0.0, [0.0, 0.0]);
    check_built(&max("x^2", "x^3"), [1.0, 0.0], 1.0, [NAN, 0.0]);
    check_built(&min("x+y", "y-x"), [0.0, 3.0], 3.0, [NAN, 1.0]);
    check_built(&max("ln(x)", "0"), [-1.0, 0.0], NAN, [NAN, NAN]);
    // Smoothed by a factor 0, as the absolute value is.
    check_built(&Expr::product([e("x"), max("x", "2*x")]), [0.0, 0.0], 0.0, [0.0, 0.0]);
    check_built(&Expr::power(max("x", "-x"), e("3")), [0.0, 0.0], 0.0, [0.0, 0.0]);
    check_built(&Expr::product([e("x"), max("cbrt(x)", "x")]), [0.0, 0.0], 0.0, [NAN, 0.0]);
    // What is greater does not jump, but what is smaller may jump above it.
    check_built(&max("1/2", "sign(x)"), [0.0, 0.0], 0.5, [NAN, 0.0]);
    check_built(&max("-abs(x)", "-1"), [0.0, 0.0], 0.0, [NAN, 0.0]);
    check_built(&max("abs(x)", "1"), [0.0, 0.0], 1.0, [0.0, 0.0]);
}

#[test]
fn pieces_have_a_derivative_where_they_meet_in_slope() {
    use AtZero::{Above, Agreed, Below};
    let e = |text: &str| parse(text).unwrap();
    let pieces = |at, on: &str, below: &str, above: &str| Expr::piecewise(at, e(on), e(below), e(above));
    for at in [Below, Above, Agreed] {
        check_built(&pieces(at, "x", "x", "2*x"), [-3.0, 0.0], -3.0, [1.0, 0.0]);
        check_built(&pieces(at, "x", "x", "2*x"), [3.0, 0.0], 6.0, [2.0, 0.0]);
        check_built(&pieces(at, "x", "x", "2*x"), [0.0, 0.0], 0.0, [NAN, 0.0]);
        check_built(&pieces(at, "x", "x^2", "x^3"), [0.0, 0.0], 0.0, [0.0, 0.0]);
        check_built(&pieces(at, "x", "-1", "ln(x)"), [-1.0, 0.0], -1.0, [0.0, 0.0]);
        check_built(&pieces(at, "x", "1/(x-1)", "ln(x)"), [1.0, 0.0], 0.0, [1.0, 0.0]);
        check_built(&pieces(at, "ln(x)", "1", "2"), [-1.0, 0.0], NAN, [NAN, NAN]);
        let smoothed = Expr::product([e("x"), pieces(at, "x", "x", "2*x")]);
        check_built(&smoothed, [0.0, 0.0], 0.0, [0.0, 0.0]);
    }
    // A jump: no derivative across it, but along it.
    check_built(&pieces(Below, "x", "y", "y^2"), [0.0, 3.0], 3.0, [NAN, 1.0]);
    check_built(&pieces(Above, "x", "y", "y^2"), [0.0, 3.0], 9.0, [NAN, 6.0]);
    check_built(&pieces(Agreed, "x", "y", "y^2"), [0.0, 3.0], NAN, [NAN, NAN]);
    check_built(&pieces(Below, "x", "1/y", "ln(y)"), [0.0, -2.0], -0.5, [NAN, -0.25]);
    check_built(&Expr::product([e("x"), pieces(Below, "x", "1", "2")]), [0.0, 0.0], 0.0, [NAN, 0.0]);
    // Known gap: it is x on both sides.
    check_built(&pieces(Above, "x^2", "2*x", "x"), [0.0, 0.0], 0.0, [NAN, 0.0]);
}

/// Expressions that are smooth near the points used, and of moderate size.
fn smooth() -> impl Strategy<Value = Expr> {
    use Function as F;
    let leaf = prop_oneof![3 => Just(Expr::symbol("x")), 1 => (-4i64..5).prop_map(Expr::integer), 1 => Just(parse("1/2").unwrap())];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let tame = prop_oneof![
            Just(F::Sin),
            Just(F::Cos),
            Just(F::Tanh),
            Just(F::Atan),
            Just(F::Sigmoid),
            Just(F::Softplus),
            Just(F::Asinh),
        ];
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::sum([u, v])),
            (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::sum([u, v.negate()])),
            (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::product([u, v])),
            (inner.clone(), inner.clone())
                .prop_map(|(u, v)| Expr::quotient(u, Expr::sum([Expr::integer(3), Expr::apply(F::Sin, v)]))),
            (inner.clone(), 0i64..4).prop_map(|(u, k)| Expr::power(u, Expr::integer(k))),
            (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::power(
                Expr::sum([Expr::integer(2), Expr::apply(F::Cos, u)]),
                Expr::apply(F::Sin, v)
            )),
            (tame, inner.clone()).prop_map(|(g, u)| Expr::apply(g, u)),
            inner.prop_map(|u| Expr::apply(F::Exp, Expr::apply(F::Sin, u))),
        ]
    })
}

proptest! {
    #[test]
    fn agrees_with_differences(e in smooth(), at in -2.0..2.0f64) {
        let program = Program::new(std::slice::from_ref(&e), &[Symbol::new("x")]).unwrap();
        let value = |x: f64| program.eval(&[x])[0];
        prop_assume!(value(at).abs() < 1e4);
        let (slope, other) = (gradient(&program, &[at])[0], richardson(value, at, 0.02));
        prop_assume!(other.error < 1e-3 * (1.0 + slope.abs()));
        // 0^0 has no value beside a point where it is rounded away, so that only finite slopes are compared.
        if slope.is_finite() {
            prop_assert!(
                (slope - other.value).abs() <= 10.0 * other.error + 1e-9 * (1.0 + slope.abs()),
                "{e} at {at}: {slope}, {other:?}"
            );
        }
    }
}
