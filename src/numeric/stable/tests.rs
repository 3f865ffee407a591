//! Each form against values worked out in 40 digits, where it has none, and what it costs.

use proptest::prelude::*;

use crate::{
    numeric::{Dual, Program, Scalar, Scratch},
    symbolic::{Symbol, parse},
};

fn program(text: &str) -> Program {
    Program::new(&[parse(text).unwrap()], &["x", "y"].map(Symbol::new)).unwrap()
}

#[track_caller]
fn check(text: &str, x: f64, expected: f64) {
    let value = program(text).eval(&[x, 1.0])[0];
    let same = (value - expected).abs() <= 1e-14 * expected.abs() || (value.is_nan() && expected.is_nan());
    assert!(same || value == expected, "{text} at {x}: {value:e}, not {expected:e}");
}

#[test]
fn digits_are_kept_far_out() {
    for (text, x, expected) in [
        ("1 - sigmoid(x)", 40.0, 4.248_354_255_291_589e-18),
        ("sigmoid(x)*(1 - sigmoid(x))", 20.0, 2.061_153_613_941_849e-9),
        ("1 - tanh(x)^2", 20.0, 1.699_341_702_116_636e-17),
        ("1 + x - x*sigmoid(x)", 50.0, 1.0),
        ("x - x*sigmoid(x)", 50.0, 9.643_749_239_819_589e-21),
        ("y/3 - y*tanh(x)^2/3", 20.0, 5.664_472_340_388_787e-18),
        ("sigmoid(x) - sigmoid(x)^2", 20.0, 2.061_153_613_941_849e-9),
        ("2*x*tanh(x) - 2*x*tanh(x)^3", 20.0, 6.797_366_808_466_544e-16),
        ("1 - erf(x)", 5.0, 1.537_459_794_428_035e-12),
        ("1/2 + erf(x)/2", -5.0, 7.687_298_972_140_175e-13),
    ] {
        check(text, x, expected);
    }
}

#[test]
fn exponentials_do_not_overflow() {
    let tiny = (-700f64).exp();
    for (text, x, expected) in [
        ("ln(1+e^x)", 800.0, 800.0),
        ("ln(e^x+1)", -700.0, tiny),
        ("ln(exp(x)+exp(2*x)+3*e^(3*x))", 800.0, 2400.0 + 3f64.ln()),
        ("ln(e^x+e^y)", -1e6, 1.0),
        ("ln(cosh(x))", -800.0, 800.0 - 2f64.ln()),
        ("ln(cosh(x))", 1e-8, 5e-17),
        ("ln(sigmoid(x))", -800.0, -800.0),
        ("ln(e^x/(1+e^x))", -800.0, -800.0),
        ("e^x/(1+e^x)", 800.0, 1.0),
        ("1/(1+e^(-x))", -700.0, tiny),
        ("e^(2*x)/(e^x+e^y)^2", 800.0, 1.0),
        ("e^x*(1/(1+e^x))", 800.0, 1.0),
        ("(e^x-e^(-x))/(e^x+e^(-x))", 800.0, 1.0),
        ("(1+e^x)/(1+e^(-x))", -700.0, tiny),
        ("e^x/(e^x+e^(-x)+e^y+1+e^(x/2))", 800.0, 1.0),
        ("e^(-x)/(e^x+e^(-x)+e^y+1+e^(x/2))^2", 200.0, (-600f64).exp()),
        ("sinh(x)/cosh(x)", 800.0, 1.0),
        ("cosh(x)^2/sinh(x)^3", 700.0, 2.0 * tiny),
        ("e^x - 1", 1e-20, 1e-20),
        ("e^x - 1", -1e4, -1.0),
        ("1 - cos(x)", 1e-10, 5e-21),
        ("e^x/sqrt(e^(2*x)+1)", 700.0, 1.0),
        ("sqrt(x^4)", 1e100, 1e200),
        ("sqrt(x^6)", -1e100, 1e300),
    ] {
        check(text, x, expected);
    }
}

#[test]
fn the_domain_stays_as_written() {
    for (text, x) in [
        ("ln(1+x)", -1.0),
        ("ln(1+x)", -2.0),
        ("ln(1-e^x)", 1.0),
        ("1/(1+e^(1/x))", 0.0),
        ("e^ln(x)/(e^ln(x) + 1)", -1.0),
        ("e^(y+ln(x))/(e^ln(x) + e^(y+ln(x)))", -1.0),
        ("(1+e^ln(x))/(1+e^ln(x))", -1.0),
        ("ln(x)*(e^x-e^(-x))/(e^x-e^(-x))", 0.0),
        ("cosh(x)/sinh(x)", 0.0),
        ("sinh(x)/sinh(x)", 0.0),
        ("x^2/x*(1-tanh(x)^2)", 0.0),
        ("sigmoid(ln(x)) - sigmoid(ln(x))", -1.0),
        ("sqrt(x^-4)", 0.0),
        ("0*ln(x)*(1/(1+e^x))", -1.0),
    ] {
        check(text, x, f64::NAN);
    }
}

#[test]
fn ordinary_expressions_cost_what_they_did() {
    for (text, operations) in [
        ("x^2 + 3*x - 1", 4),
        ("sin(x)*cos(x) + e^x", 5),
        ("x*e^x/(1 + x)", 4),
        ("(y - sigmoid(3*x + 1))^2", 5),
        ("1 + x*e^x", 3),
        ("sqrt(x^2 + y^2)", 4),
        ("e^(-x^2/2)", 4),
        ("1/(1 + e^(-x))", 1),
        ("ln(1 + e^x)", 1),
        ("sigmoid(x)*(1 - sigmoid(x))", 4),
    ] {
        let count = program(text).operation_count();
        assert!(count <= operations, "{text}: {count}");
    }
}

#[test]
fn sums_of_any_length() {
    let terms: Vec<String> = (1..=40).map(|k| format!("e^({k}*x)")).collect();
    check(&format!("ln({})", terms.join("+")), 100.0, 4000.0);
    let shares: Vec<_> = terms.iter().map(|t| parse(&format!("{t}/({})", terms.join("+"))).unwrap()).collect();
    let softmax = Program::new(&shares, &[Symbol::new("x")]).unwrap();
    assert!(softmax.operation_count() < 10 * shares.len(), "{}", softmax.operation_count());
    let found = softmax.eval(&[100.0]);
    assert!((found[39] - 1.0).abs() < 1e-12 && (found[38] / (-100f64).exp() - 1.0).abs() < 1e-12, "{found:?}");
}

/// A form is differentiated as it is computed.
#[test]
fn derivatives_of_the_forms() {
    for (text, x, expected) in [
        ("ln(1+e^x)", -700.0, (-700f64).exp()),
        ("ln(e^x+e^y)", 1000.0, 1.0),
        ("ln(cosh(x))", 0.0, 0.0),
        ("ln(cosh(x))", 1e-10, 1e-10),
        ("ln(cosh(x))", -800.0, -1.0),
        ("ln(1+x)", 0.0, 1.0),
        ("1-cos(x)", 0.0, 0.0),
        ("asin(tanh(x))", 30.0, 2.0 * (-30f64).exp()),
        ("sqrt(x^4)", 0.0, 0.0),
    ] {
        let mut out = [Dual::<1>::constant(f64::NAN)];
        program(text).run(&[Dual::variable(x, 0), Dual::constant(1.0)], &mut Scratch::new(), &mut out);
        let slope = out[0].derivative(0);
        assert!((slope - expected).abs() <= 1e-14 * expected.abs(), "{text} at {x}: {slope:e}, not {expected:e}");
    }
}

/// A formula and its value at x.
type Part = (&'static str, fn(f64) -> f64);

proptest! {
    /// Whatever is built of such parts has, where nothing is large, the value of its parts computed one by one.
    #[test]
    fn forms_keep_their_values(
        parts in prop::collection::vec((0..14usize, 0..3usize), 1..7),
        at in -2.0..2.0f64,
    ) {
        const PARTS: [Part; 14] = [
            ("e^x", f64::exp),
            ("e^(-2*x)", |x| (-2.0 * x).exp()),
            ("(1+e^x)", |x| 1.0 + x.exp()),
            ("(e^x+e^(-2*x)+3)", |x| x.exp() + (-2.0 * x).exp() + 3.0),
            ("(1-4*e^x+e^(2*x))", |x| 1.0 - 4.0 * x.exp() + (2.0 * x).exp()),
            ("sigmoid(x)", |x| 1.0 / (1.0 + (-x).exp())),
            ("(1-tanh(x)^2)", |x| 1.0 - x.tanh().powi(2)),
            ("(x+2-(3*x+2)*sigmoid(x)+2*x*sigmoid(x)^2)", |x| {
                let s = 1.0 / (1.0 + (-x).exp());
                x + 2.0 - (3.0 * x + 2.0) * s + 2.0 * x * s * s
            }),
            ("cosh(x)", f64::cosh),
            ("(sinh(x)+cosh(x)^2)", |x| x.sinh() + x.cosh().powi(2)),
            ("sqrt(1+x^2)", |x| (1.0 + x * x).sqrt()),
            ("(e^x-e^(-x))", |x| x.exp() - (-x).exp()),
            ("ln(1+e^x+2*e^(-x))", |x| (1.0 + x.exp() + 2.0 * (-x).exp()).ln()),
            ("(x-x*cos(x))", |x| x - x * x.cos()),
        ];
        let (mut text, mut expected) = (String::from("x"), at);
        for (i, how) in parts {
            let (part, f) = PARTS[i];
            let (sign, value) = [("*", expected * f(at)), ("/", expected / f(at)), ("+", expected + f(at))][how];
            (text, expected) = (format!("({text}){sign}{part}"), value);
        }
        let value = program(&text).eval(&[at, 0.0])[0];
        prop_assume!(at.abs() > 0.1 && expected.abs() < 1e6);
        prop_assert!((value - expected).abs() <= 1e-9 * (1.0 + expected.abs()), "{text} at {at}: {value}, not {expected}");
    }
}
