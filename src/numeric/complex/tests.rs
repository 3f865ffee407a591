//! The complex step on programs: tables, and agreement with forward mode.

use proptest::prelude::*;

use super::*;
use crate::{
    numeric::{Program, Scratch, difference::complex_step, gradient},
    symbolic::{Expr, Symbol, parse},
};

fn program(e: &Expr) -> Program {
    Program::new(std::slice::from_ref(e), &[Symbol::new("x")]).unwrap()
}

fn at(program: &Program, z: Complex) -> Complex {
    let mut out = [Complex::NAN];
    program.run(&[z], &mut Scratch::new(), &mut out);
    out[0]
}

/// The derivative by the complex step.
#[track_caller]
fn check(text: &str, x: f64, expected: f64) {
    let found = complex_step(|z| at(&program(&parse(text).unwrap()), z), x, 1e-20);
    let near = (found - expected).abs() <= 1e-15 * expected.abs();
    assert!(near || (found.is_nan() && expected.is_nan()), "{text} at {x}: {found}, not {expected}");
}

#[test]
fn derivatives() {
    const NAN: f64 = f64::NAN;
    for (text, x, expected) in [
        ("x^3", -2.0, 12.0),
        ("x^11", -1.0, 11.0),
        ("x^-12", -1.0, 12.0),
        ("x^2", 0.0, 0.0),
        ("x^0", -3.0, 0.0),
        ("x^0", 0.0, NAN),
        ("x^-1", 0.0, NAN),
        ("x^1.5", 4.0, 3.0),
        ("x^1.5", -4.0, NAN),
        ("x^0.5", 0.0, NAN),
        ("x^x", 1.0, 1.0),
        ("x^x", -2.0, NAN),
        ("2^x", 3.0, 8.0 * std::f64::consts::LN_2),
        ("0^x", 3.0, 0.0),
        ("x/x", 0.0, NAN),
        ("1/(1+x)", -3.0, -0.25),
        ("abs(x)", -3.0, -1.0),
        ("abs(x)", 0.0, NAN),
        ("abs(x-1)*x", 1.0, NAN),
        ("sqrt(x)", 0.0, NAN),
        ("ln(x)", -1.0, NAN),
        ("sign(x)", 2.0, 0.0),
        ("relu(x)", -2.0, 0.0),
        ("elu(x)", 0.0, 1.0),
        ("max(x, 2*x)", -1.0, 1.0),
        ("max(x, 2*x)", 1.0, 2.0),
        ("max(x, 2*x)", 0.0, NAN),
        ("min(x, x)", 0.0, 1.0),
        ("tanh(x)", 400.0, 0.0),
        ("sigmoid(x)", 0.0, 0.25),
        ("softplus(x)", 0.0, 0.5),
        ("silu(x)", 0.0, 0.5),
    ] {
        check(text, x, expected);
    }
}

#[test]
fn pieces_go_by_the_real_part() {
    use AtZero::{Above, Agreed, Below};
    let e = |text: &str| parse(text).unwrap();
    for at_zero in [Below, Above, Agreed] {
        let f = program(&Expr::piecewise(at_zero, e("x"), e("x^2"), e("ln(x)")));
        assert_eq!(complex_step(|z| at(&f, z), -3.0, 1e-20), -6.0);
        assert_eq!(complex_step(|z| at(&f, z), 4.0, 1e-20), 0.25);
        assert!(complex_step(|z| at(&f, z), 0.0, 1e-20).is_nan());
    }
}

#[test]
fn quotients_do_not_overflow_early() {
    let z = |re, im| Complex { re, im };
    assert_eq!(z(1e300, 1e300).divide(&z(1e300, 1e300)), z(1.0, 0.0));
    assert_eq!(z(2.0, 1.0).divide(&z(0.5, 1.0)), z(1.6, -1.2));
}

proptest! {
    /// Where forward mode has a derivative, so has the complex step, and the same, but where a kink is smoothed.
    #[test]
    fn agrees_with_forward_mode(i in 0usize..42, j in 0usize..42, x in -3.0..3.0f64) {
        let all: Vec<_> = Function::all().collect();
        let e = Expr::apply(all[i], Expr::product([Expr::symbol("x"), Expr::apply(all[j], Expr::symbol("x"))]));
        let f = program(&e);
        let (slope, found) = (gradient(&f, &[x])[0], complex_step(|z| at(&f, z), x, 1e-20));
        if slope.is_finite() && f.eval(&[x])[0].is_finite() {
            // The slope of the product has two terms, which may cancel.
            let g = all[j].value(x);
            let terms = g.abs() + (x * all[j].slope(x, g)).abs();
            let outer = all[i].slope(x * g, all[i].value(x * g)).abs();
            let bound = 1e-11 * slope.abs().max(outer * terms).max(1e-200);
            prop_assert!((slope - found).abs() <= bound, "{e} at {x}: {found}, not {slope}");
        }
    }

    /// A number without an imaginary part is computed as a real one.
    #[test]
    fn real_numbers_stay_real(i in 0usize..42, x in prop_oneof![-4.0..4.0f64, Just(0.0), Just(1.0), Just(1e300)]) {
        let f = Function::all().nth(i).unwrap();
        let (found, expected) = (Complex::constant(x).apply(f), f.value(x));
        let same = found == Complex::constant(expected) || (expected.is_nan() && found.re.is_nan());
        prop_assert!(same, "{} at {x}: {found:?}", f.name());
    }
}
