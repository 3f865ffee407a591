//! The first steps of each rule, worked out by hand.

use super::*;
use crate::optimize::{Loss, Oracle};
use crate::symbolic::parse;

/// x²
struct Square;

impl Oracle for Square {
    fn value(&self, x: &[f64]) -> f64 {
        x[0] * x[0]
    }

    fn gradient(&self, x: &[f64]) -> Vec<f64> {
        vec![2.0 * x[0]]
    }

    fn hessian(&self, _: &[f64]) -> Vec<Vec<f64>> {
        vec![vec![2.0]]
    }
}

fn step(oracle: &dyn Oracle, optimizer: Optimizer, last: Option<&Terms>, point: &[f64]) -> Update {
    let (value, gradient) = (oracle.value(point), oracle.gradient(point));
    optimizer.update(last, &Place { point, value, gradient: &gradient, oracle })
}

/// The first iterates on x² (g = 2x) from x = 1, worked out by hand; and the terms of the last step.
#[track_caller]
fn check(optimizer: Optimizer, iterates: &[f64]) -> Option<Terms> {
    let (mut x, mut terms) = (1.0, None);
    for (i, expected) in iterates.iter().enumerate() {
        let update = step(&Square, optimizer, terms.as_ref(), &[x]);
        x += update.change[0];
        terms = Some(update.terms);
        assert!((x - expected).abs() < 1e-14, "step {}: {x}, not {expected}", i + 1);
    }
    terms
}

#[test]
fn gradient_descent() {
    check(Optimizer::GradientDescent { lr: 0.25 }, &[0.5, 0.25, 0.125]);
}

#[test]
fn momentum() {
    // b: 2, 0.5·2 + 1 = 2, 0.5·2 + 0 = 1
    check(Optimizer::Momentum { lr: 0.25, momentum: 0.5, dampening: 0.0 }, &[0.5, 0.0, -0.25]);
    // b: 2 (not dampened), 0.5·2 + 0.5·1 = 1.5, 0.5·1.5 + 0.5·0.25 = 0.875
    check(Optimizer::Momentum { lr: 0.25, momentum: 0.5, dampening: 0.5 }, &[0.5, 0.125, -0.09375]);
}

#[test]
fn nesterov() {
    // b: 2, descended 2 + 1 = 3; b: 1 + 0.5 = 1.5, descended 0.5 + 0.75 = 1.25
    check(Optimizer::Nesterov { lr: 0.25, momentum: 0.5 }, &[0.25, -0.0625]);
}

#[test]
fn rmsprop() {
    let plain = Optimizer::RmsProp { lr: 0.25, alpha: 0.75, eps: 0.0, momentum: 0.0, centered: false };
    // v: 0.25·4 = 1, u = 2; v: 0.75 + 0.25·1 = 1, u = 1
    check(plain, &[0.5, 0.25]);
    // The same u; b: 2, 0.5·2 + 1 = 2
    check(Optimizer::RmsProp { lr: 0.25, alpha: 0.75, eps: 0.0, momentum: 0.5, centered: false }, &[0.5, 0.0]);
    // v = 1 and m = 0.25·2 = 0.5: variance 0.75
    let centered = Optimizer::RmsProp { lr: 0.25, alpha: 0.75, eps: 0.0, momentum: 0.0, centered: true };
    check(centered, &[1.0 - 0.5 / 0.75f64.sqrt()]);
    // eps stands outside of the root: u = 2/(1 + 1)
    check(Optimizer::RmsProp { lr: 0.25, alpha: 0.75, eps: 1.0, momentum: 0.0, centered: false }, &[0.75]);
}

#[test]
fn adam() {
    let adam = Optimizer::Adam { lr: 0.5, beta1: 0.5, beta2: 0.75, eps: 0.0 };
    // m = 1, m̂ = 2, v = 1, v̂ = 4: 2/2; at 0.5 g = 1: m = 1, m̂ = 4/3, v = 1, v̂ = 16/7
    check(adam, &[0.5, 0.5 - 0.5 * (4.0 / 3.0) / (16.0f64 / 7.0).sqrt()]);
    check(Optimizer::Adam { lr: 0.5, beta1: 0.5, beta2: 0.75, eps: 2.0 }, &[0.75]);
}

#[test]
fn newton() {
    check(Optimizer::Newton { lr: 1.0, damping: 0.0 }, &[0.0, 0.0]);
    // p = 2x/(2 + 2)
    check(Optimizer::Newton { lr: 1.0, damping: 2.0 }, &[0.5, 0.25]);
    check(Optimizer::Newton { lr: 0.5, damping: 0.0 }, &[0.5, 0.25]);
}

#[test]
fn adagrad() {
    let adagrad = |lr_decay, initial_accumulator_value, eps| Optimizer::AdaGrad {
        lr: 0.5,
        lr_decay,
        initial_accumulator_value,
        eps,
    };
    // s = 4, u = 2/2; at 0.5 g = 1: s = 5, u = 1/√5, and half the rate where it decays by 1
    let root = 5f64.sqrt();
    check(adagrad(0.0, 0.0, 0.0), &[0.5, 0.5 - 0.5 / root]);
    check(adagrad(1.0, 0.0, 0.0), &[0.5, 0.5 - 0.25 / root]);
    // s = 12 + 4
    check(adagrad(0.0, 12.0, 0.0), &[0.75]);
    check(adagrad(0.0, 0.0, 2.0), &[0.75]);
}

#[test]
fn adamw() {
    // Adam's step of 0.5 from 1, and 0.5·0.5·1 for the decay; from 0.25 g = 0.5: m = 0.75, m̂ = 1, v = 0.8125, v̂ = 13/7
    let adamw = Optimizer::AdamW { lr: 0.5, beta1: 0.5, beta2: 0.75, eps: 0.0, weight_decay: 0.5 };
    let terms = check(adamw, &[0.25, 0.25 - 0.25 * 0.25 - 0.5 / (13.0f64 / 7.0).sqrt()]);
    assert!(matches!(terms, Some(Terms::AdamW { decay, .. }) if decay == [0.0625]));
}

const RATES: Backtracking = Backtracking { lr: 2.0, c1: 1e-4, shrink: 0.5 };

#[test]
fn backtracking() {
    let Some(Terms::Backtracking(search)) = check(Optimizer::Backtracking(RATES), &[0.0]) else { panic!() };
    assert_eq!((search.slope, search.rate), (-4.0, 0.5));
    let tried: Vec<_> = search.trials.iter().map(|trial| (trial.rate, trial.loss, trial.slope)).collect();
    // The other side of the valley is as high: there the slope decides, which leads up.
    assert_eq!(tried, [(2.0, 9.0, None), (1.0, 1.0, Some(4.0)), (0.5, 0.0, None)]);
    assert_eq!(search.trials[0].bound, 1.0 - 1e-4 * 2.0 * 4.0);
    // x - 2·α·x with the first α of 0.9, 0.81, … at which 1 - α ≥ c1 = 0.3
    let shrinking = Backtracking { lr: 1.0, c1: 0.3, shrink: 0.9 };
    check(Optimizer::Backtracking(shrinking), &[1.0 - 2.0 * 0.9f64.powi(4)]);
    check(Optimizer::Backtracking(Backtracking { lr: 0.0, ..RATES }), &[1.0, 1.0]);
}

#[test]
fn newton_with_line_search_leaves_what_it_would_go_up_to() {
    check(Optimizer::NewtonBacktracking { damping: 0.0, search: RATES }, &[0.0]);
    // At 0.5 g = -1.5 and H = -1, so p = 1.5 leads to the maximum at 0; down the gradient 1 leads to 8, 0.5 to -0.68.
    let loss = Loss::new(parse("x^4-2*x^2").unwrap()).unwrap();
    let rates = Backtracking { lr: 1.0, ..RATES };
    let update = step(&loss, Optimizer::NewtonBacktracking { damping: 0.0, search: rates }, None, &[0.5]);
    assert_eq!(update.change, [0.75]);
    let Terms::NewtonBacktracking { newton, direction, search, .. } = update.terms else { panic!() };
    assert_eq!((newton, direction, search.rate), (vec![1.5], vec![-1.5], 0.5));
}

#[test]
fn bfgs() {
    // B = 1: p = 2; then s = -0.5, y = -1: B = 1/2, p = 0.5
    let rates = Backtracking { lr: 0.25, ..RATES };
    let Some(Terms::Bfgs { learned, inverse, .. }) = check(Optimizer::Bfgs(rates), &[0.5, 0.375]) else { panic!() };
    assert_eq!(inverse, [[0.5]]);
    assert_eq!(learned, Some(Secant { s: vec![-0.5], y: vec![-1.0], curvature: 0.5, skipped: false }));
}

/// On top of a hill the gradient falls along a step that leads down.
#[test]
fn bfgs_learns_nothing_from_a_hill() {
    let loss = Loss::new(parse("x^4/4-x^2/2").unwrap()).unwrap();
    let bfgs = Optimizer::Bfgs(Backtracking { lr: 1.0, ..RATES });
    let first = step(&loss, bfgs, None, &[0.125]);
    let second = step(&loss, bfgs, Some(&first.terms), &[0.125 + first.change[0]]);
    let Terms::Bfgs { learned: Some(pair), inverse, updates, .. } = second.terms else { panic!() };
    assert!(pair.skipped && pair.curvature < 0.0, "{pair:?}");
    assert_eq!((inverse, updates), (vec![vec![1.0]], 0));
}

/// Lower at 1 than anywhere else, whatever the gradient says.
struct Hole;

impl Oracle for Hole {
    fn value(&self, x: &[f64]) -> f64 {
        if x[0] == 1.0 { 0.0 } else { 1.0 }
    }

    fn gradient(&self, _: &[f64]) -> Vec<f64> {
        vec![2.0]
    }

    fn hessian(&self, _: &[f64]) -> Vec<Vec<f64>> {
        vec![vec![2.0]]
    }
}

#[test]
fn a_search_that_finds_nothing_ends() {
    for optimizer in [
        Optimizer::Backtracking(RATES),
        Optimizer::NewtonBacktracking { damping: 0.0, search: RATES },
        Optimizer::Bfgs(Backtracking { shrink: 0.9, ..RATES }),
    ] {
        let update = step(&Hole, optimizer, None, &[1.0]);
        let search = update.terms.search().unwrap();
        assert_eq!((search.rate, update.change[0].abs()), (0.0, 0.0));
        assert!((50..400).contains(&search.trials.len()), "{}", search.trials.len());
        // B has learned nothing then, and BFGS begins anew.
        let again = step(&Hole, optimizer, Some(&update.terms), &[1.0]);
        assert_eq!(again.terms, update.terms);
    }
}

#[test]
fn another_methods_memory_is_a_fresh_start() {
    let adam = Optimizer::Adam { lr: 0.5, beta1: 0.5, beta2: 0.75, eps: 0.0 };
    let terms = Terms::Momentum { velocity: vec![7.0] };
    assert_eq!(step(&Square, adam, Some(&terms), &[1.0]), step(&Square, adam, None, &[1.0]));
}
