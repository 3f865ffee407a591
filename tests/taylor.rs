//! The expansion of every function of the table, along a straight line and along a bent one, against one worked out in 160
//! digits (`functions/taylor.py`).

use std::collections::BTreeSet;

use gradus::{
    numeric::{Program, taylor},
    symbolic::{Expr, Function, Symbol, parse},
};

/// The error of a coefficient relative to itself and its two neighbours, of which some cancel.
const BOUND: f64 = 3e-15;

#[test]
fn coefficients_have_their_digits() {
    let variables = ["t", "x", "b"].map(Symbol::new);
    let argument = parse("x + (t + b*(t^2 - t^3/2))").expect("an expression");
    let mut tried = BTreeSet::new();
    for line in include_str!("functions/taylor.txt").lines() {
        let (name, numbers) = line.split_once(' ').expect("a name and numbers");
        let function = Function::named(name).expect("a function of the table");
        let numbers: Vec<f64> = numbers.split(' ').map(|word| word.parse().expect("a number")).collect();
        let [x, bend, expected @ ..] = &numbers[..] else { panic!("{line}") };
        let f = Expr::apply(function, argument.clone());
        let program = Program::new(&[f], &variables).expect("a program");
        let found = taylor(&program, &[0.0, *x, *bend], &[1.0], 8).coefficients;
        assert_eq!(found.len(), expected.len(), "{line}");
        for (k, (a, b)) in found.iter().zip(expected).enumerate() {
            let beside = &expected[k.saturating_sub(1)..expected.len().min(k + 2)];
            let size = beside.iter().fold(0.0, |size: f64, c| size.max(c.abs()));
            assert!((a - b).abs() <= BOUND * size, "{name} at {x}, bend {bend}, order {k}: {a:e}, not {b:e}");
        }
        tried.insert(function);
    }
    assert!(Function::all().all(|f| tried.contains(&f)));
}
