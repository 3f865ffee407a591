//! Sums, signs and constant factors.

use super::{
    super::terms::{number, numeral, plus, times, to_the},
    Calculus, Slips,
};
use crate::symbolic::{Expr, Node, Number};

pub(super) fn add(e: &Expr, calculus: &Calculus, slips: &mut Slips) {
    match e.node() {
        Node::Negate(u) => {
            slips.push(&["C5"], calculus.slope(u));
            // -4·x^3 has -4 for its coefficient.
            if let Node::Product(factors) = u.node()
                && let [c, power] = factors.as_slice()
                && let Some(c) = numeral(c)
            {
                added(&-&c, power, &|first| first, calculus, slips);
            }
        }
        Node::Sum(terms) => sum(terms, calculus, slips),
        Node::Product(factors) => multiple(factors, calculus, slips),
        Node::Quotient([f, c]) if !calculus.varies(c) => divided(f, c, calculus, slips),
        _ => {}
    }
}

/// Only the first term differentiated, the others dropped or kept; a term left out. Constant terms have nothing to leave out.
fn sum(terms: &[Expr], calculus: &Calculus, slips: &mut Slips) {
    let varying: Vec<&Expr> = terms.iter().filter(|t| calculus.varies(t)).collect();
    let slopes: Vec<Expr> = varying.iter().map(|t| calculus.slope(t)).collect();
    let Some((first, rest)) = slopes.split_first().filter(|(_, rest)| !rest.is_empty()) else { return };
    let kept = varying.iter().skip(1).map(|t| (*t).clone());
    slips.push(&["C3"], first.clone());
    slips.push(&["C3"], plus([first.clone()].into_iter().chain(kept)));
    slips.push(&["C3"], plus(rest.iter().cloned()));
    if rest.len() > 1 {
        for left_out in 1..slopes.len() {
            let others = slopes.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, slope)| slope.clone());
            slips.push(&["C3"], plus(others));
        }
    }
}

/// Constant factors dropped, or the exponent added to them.
fn multiple(factors: &[Expr], calculus: &Calculus, slips: &mut Slips) {
    let (varying, constant): (Vec<&Expr>, Vec<&Expr>) = factors.iter().partition(|f| calculus.varies(f));
    if constant.is_empty() {
        return;
    }
    let cloned = |some: &[&Expr]| some.iter().copied().cloned().collect::<Vec<_>>();
    let slope = calculus.slope(&times(cloned(&varying)));
    let (numbers, letters): (Vec<&Expr>, Vec<&Expr>) = constant.iter().partition(|c| c.symbols().is_empty());
    if !letters.is_empty() {
        slips.push(&["V2"], times(cloned(&numbers).into_iter().chain([slope.clone()])));
    }
    if !numbers.is_empty() {
        let mean = numbers.iter().any(|n| numeral(n).is_some_and(|n| !n.is_integer()))
            && varying.iter().any(|f| has_squares(f));
        let ids: &[&str] = if mean { &["N9", "C4"] } else { &["C4"] };
        slips.push(ids, times(cloned(&letters).into_iter().chain([slope.clone()])));
        if !letters.is_empty() {
            slips.push(&["C4", "V2"], slope.clone());
        }
    }
    if let [c] = numbers.as_slice()
        && let Some(c) = numeral(c)
    {
        let others = |first: Expr| times([first].into_iter().chain(cloned(&letters)));
        if c.is_negative() {
            slips.push(&["C5"], times([others(number(&-&c)), slope.clone()]));
        }
        if let [power] = varying.as_slice() {
            added(&c, power, &others, calculus, slips);
        }
    }
}

/// `c·u^n` → `(c + n)·u^(n-1)·u′`
fn added(c: &Number, power: &Expr, others: &dyn Fn(Expr) -> Expr, calculus: &Calculus, slips: &mut Slips) {
    if let Node::Power([u, n]) = power.node()
        && let Some(n) = numeral(n)
    {
        let lowered = to_the(u.clone(), &(&n - &Number::ONE));
        slips.push(&["P6"], times([others(number(&(c + &n))), lowered, calculus.slope(u)]));
    }
}

fn has_squares(e: &Expr) -> bool {
    e.any(&|e| matches!(e.node(), Node::Power([_, n]) if n.is_integer(2)))
}

/// `f/c` with the `1/c` dropped: in a mean that is the loss of its factor.
fn divided(f: &Expr, c: &Expr, calculus: &Calculus, slips: &mut Slips) {
    let slope = calculus.slope(f);
    if !c.symbols().is_empty() {
        slips.push(&["V2"], slope);
    } else if has_squares(f) {
        slips.push(&["N9", "C4"], slope);
    } else {
        slips.push(&["C4"], slope);
    }
    // (c·u^n)/d has c/d for its coefficient.
    let (coefficient, power) = match f.node() {
        Node::Power(_) => (Number::ONE, f.clone()),
        Node::Product(factors) => match factors.as_slice() {
            [k, power] if numeral(k).is_some() => (numeral(k).unwrap_or(Number::ONE), power.clone()),
            _ => return,
        },
        _ => return,
    };
    if let Some(c) = numeral(c).and_then(|c| c.inverse()) {
        added(&(&coefficient * &c), &power, &|first| first, calculus, slips);
    }
}
