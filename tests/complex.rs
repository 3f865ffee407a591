//! Every function of the table at complex arguments against values worked out in 160 digits (`functions/complex.py`).

use std::collections::BTreeSet;

use gradus::{
    numeric::{Complex, Scalar},
    symbolic::Function,
};

/// The error of either part relative to itself, however small it is.
const BOUND: f64 = 1e-14;

#[test]
fn both_parts_have_their_digits() {
    let mut tried = BTreeSet::new();
    for line in include_str!("functions/complex.txt").lines() {
        let (name, numbers) = line.split_once(' ').expect("a name and numbers");
        let function = Function::named(name).expect("a function of the table");
        let numbers: Vec<f64> = numbers.split(' ').map(|word| word.parse().expect("a number")).collect();
        let [x, y, re, im] = numbers[..] else { panic!("{line}") };
        let found = Complex { re: x, im: y }.apply(function);
        for (a, b) in [(found.re, re), (found.im, im)] {
            assert!((a - b).abs() <= BOUND * b.abs(), "{name} at {x} + {y}i: {found:?}, not {re:e} + {im:e}i");
        }
        tried.insert(function);
    }
    assert!(Function::all().all(|f| tried.contains(&f)));
}
