//! Values and derivatives of what machine learning writes down against values worked out in 1700 digits
//! (`accuracy/reference.py`): by rules, and one order less by rules with the last in forward and in reverse mode.
//!
//! Left out is what is ill-conditioned by itself or out of range on the way: derivatives within a relative 1e-3 of a zero,
//! `e^x - e^y` of numbers that are close, values beyond 1e±300, and what [`overflows`]. Shares of four exponentials and more
//! have an error of as many roundings as the greatest exponent is large, so of those only the logarithm is here.

use std::collections::BTreeMap;

use gradus::{
    numeric::{Dual, Program, Scalar, Scratch, Tape},
    symbolic::{Symbol, differentiate_in_turn, parse},
};

/// How many units in the last place a value may be off, beside what as large an error of each operand makes of it: the
/// bound is this many times `1 + |x·f′/f|`. Measured: 4.4 at worst (the third derivative of the sigmoid near its zero).
const ULPS: f64 = 6.0;

/// Where the formula itself has a square that is no double, or forward mode the square of a denominator, or reverse mode
/// a product of slopes from the outside in.
fn overflows(formula: &str, order: usize, x: f64) -> bool {
    match (formula, order) {
        ("ln(x)", 3) => x.abs() > 1e75,
        ("asinh(e^x)", 2) => x > 200.0,
        _ => false,
    }
}

struct Derivative {
    formula: &'static str,
    order: usize,
    x: f64,
    value: f64,
    condition: f64,
}

fn references() -> impl Iterator<Item = Derivative> {
    include_str!("accuracy/reference.txt").lines().map(|line| {
        let words: Vec<&str> = line.split(';').collect();
        let [formula, order, x, value, condition] = words[..] else { panic!("five columns: {line}") };
        let [x, value, condition] = [x, value, condition].map(|number| number.parse().unwrap());
        Derivative { formula, order: order.parse().unwrap(), x, value, condition }
    })
}

fn program(formula: &str, order: usize) -> Program {
    let by = vec![Symbol::new("x"); order];
    let derivative = differentiate_in_turn(&parse(formula).unwrap(), &by).unwrap();
    Program::new(&[derivative], &["x", "y"].map(Symbol::new)).unwrap()
}

const Y: f64 = 0.5;

fn forward(program: &Program, x: f64) -> f64 {
    let mut out = [Dual::<1>::constant(f64::NAN)];
    program.run(&[Dual::variable(x, 0), Dual::constant(Y)], &mut Scratch::new(), &mut out);
    out[0].derivative(0)
}

fn reverse(program: &Program, x: f64) -> f64 {
    let mut tape = Tape::new(program);
    tape.record(&[x, Y]);
    tape.backward(0)[0]
}

#[test]
fn derivatives_have_their_digits() {
    let (mut programs, mut worst) = (BTreeMap::new(), (0.0, String::new()));
    for Derivative { formula, order, x, value, condition } in references() {
        if overflows(formula, order, x) {
            continue;
        }
        let mut of_order = |k: usize| programs.entry((formula, k)).or_insert_with(|| program(formula, k)).clone();
        let mut found = vec![("rules", of_order(order).eval(&[x, Y])[0])];
        if let Some(before) = order.checked_sub(1).map(&mut of_order) {
            found.extend([("forward", forward(&before, x)), ("reverse", reverse(&before, x))]);
        }
        for (engine, result) in found {
            let error = (result - value).abs() / (f64::EPSILON * value.abs() * (1.0 + condition));
            let what =
                format!("{formula}, order {order}, at {x:e}, {engine}: {result:e}, not {value:e}, {error:.1} units");
            assert!(error <= ULPS, "{what}");
            if error > worst.0 {
                worst = (error, what);
            }
        }
    }
    println!("worst: {}", worst.1);
}

#[test]
fn enough_is_tried() {
    let formulas: std::collections::BTreeSet<_> = references().map(|r| r.formula).collect();
    assert!(formulas.len() >= 40 && references().filter(|r| r.order > 1).count() > 500);
    assert!(references().any(|r| r.x.abs() < 1e-200) && references().any(|r| r.x.abs() > 1e150));
}
