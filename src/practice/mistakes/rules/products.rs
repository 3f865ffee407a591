//! Products of parts that all vary.

use super::{
    super::terms::{minus, plus, times},
    Calculus, Slips,
};
use crate::symbolic::{Expr, Node};

pub(super) fn add(e: &Expr, calculus: &Calculus, slips: &mut Slips) {
    let Node::Product(factors) = e.node() else { return };
    let (varying, constant): (Vec<Expr>, Vec<Expr>) = factors.iter().cloned().partition(|f| calculus.varies(f));
    let Some((first, rest)) = varying.split_first().filter(|(_, rest)| !rest.is_empty()) else { return };
    // A constant factor waits outside, or goes with the first factor.
    wrong_products(&varying, &constant, calculus, slips);
    if !constant.is_empty() {
        let first = times(constant.into_iter().chain([first.clone()]));
        let together: Vec<Expr> = [first].into_iter().chain(rest.iter().cloned()).collect();
        wrong_products(&together, &[], calculus, slips);
    }
}

fn wrong_products(factors: &[Expr], outside: &[Expr], calculus: &Calculus, slips: &mut Slips) {
    let slopes: Vec<Expr> = factors.iter().map(|f| calculus.slope(f)).collect();
    let mut push = |id: &str, wrong: Expr| slips.push(&[id], times(outside.iter().cloned().chain([wrong])));
    push("M1", times(slopes.iter().cloned()));
    push("M2", plus(factors.iter().zip(&slopes).map(|(f, df)| times([f.clone(), df.clone()]))));
    push("M3", plus(slopes.iter().cloned()));
    let with_slope = |i: usize| {
        times(factors.iter().zip(&slopes).enumerate().map(|(j, (f, df))| if i == j { df } else { f }.clone()))
    };
    if factors.len() == 2 {
        push("M4", minus(with_slope(0), with_slope(1)));
        push("M4", minus(with_slope(1), with_slope(0)));
    }
    for i in 0..factors.len() {
        push("M5", with_slope(i));
    }
}
