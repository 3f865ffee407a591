//! Sigmoid and tanh, by name or written out.

use super::{
    super::terms::{minus, of, times},
    Calculus, Slips, Surroundings,
    compositions::is_activation,
};
use crate::symbolic::{Expr, Function, Node};

pub(super) fn add(e: &Expr, around: Surroundings, calculus: &Calculus, slips: &mut Slips) {
    let one = Expr::one;
    let sigmoid_slope = |a: &Expr| times([a.clone(), minus(one(), a.clone())]);
    if let Node::Apply(f, u) = e.node()
        && is_activation(*f)
        && around.squared
    {
        slips.push(&["N8"], calculus.slope(u));
    }
    if let Some((c, u)) = sigmoid(e).filter(|(c, _)| !calculus.varies(c)) {
        let activation = of(Function::Sigmoid, u.clone());
        let scaled = |a: &Expr| times([c.clone(), sigmoid_slope(a)]);
        with_and_without("N1", &scaled(&u), &u, calculus, slips);
        with_and_without("N2", &scaled(&of(Function::Sigmoid, activation.clone())), &u, calculus, slips);
        if !calculus.is_variable(&u) && !matches!(e.node(), Node::Apply(..)) {
            slips.push(&["N3"], scaled(&activation));
        }
    }
    match e.node() {
        Node::Apply(Function::Tanh, u) => {
            let wrong = minus(one(), Expr::power(u.clone(), Expr::integer(2)));
            with_and_without("N7", &wrong, u, calculus, slips);
        }
        Node::Apply(Function::Ln, inside) => {
            if let Some((_, u)) = sigmoid(inside).filter(|(c, _)| c.is_integer(1)) {
                let activation = of(Function::Sigmoid, u.clone());
                slips.push(&["N5"], times([activation.clone(), calculus.slope(&u)]));
                if !matches!(inside.node(), Node::Apply(..)) {
                    slips.push(&["N4", "L4"], Expr::quotient(one(), activation));
                }
            }
        }
        _ => {}
    }
}

/// A wrong derivative with the inner derivative as a factor, and without it.
fn with_and_without(id: &str, wrong: &Expr, u: &Expr, calculus: &Calculus, slips: &mut Slips) {
    slips.push(&[id], wrong.clone());
    if !calculus.is_variable(u) {
        slips.push(&[id], times([wrong.clone(), calculus.slope(u)]));
    }
}

/// The factor before sigmoid and what it is applied to: `c/(1 + e^(-u))` is one too.
fn sigmoid(e: &Expr) -> Option<(Expr, Expr)> {
    match e.node() {
        Node::Apply(Function::Sigmoid, u) => Some((Expr::one(), u.clone())),
        Node::Quotient([c, below]) => {
            let Node::Sum(terms) = below.node() else { return None };
            let [a, b] = terms.as_slice() else { return None };
            let power = if a.is_integer(1) { b } else { Some(a).filter(|_| b.is_integer(1))? };
            let Node::Apply(Function::Exp, v) = power.node() else { return None };
            let u = if let Node::Negate(u) = v.node() { u.clone() } else { v.clone().negate() };
            Some((c.clone(), u))
        }
        _ => None,
    }
}
