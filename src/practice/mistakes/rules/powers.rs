//! Powers with a constant exponent: roots and reciprocals are such powers.

use super::{
    super::terms::{number, numeral, of, over, times, to_the},
    Calculus, Slips,
};
use crate::symbolic::{Expr, Function, Node, Number};

pub(super) fn add(e: &Expr, calculus: &Calculus, slips: &mut Slips) {
    let Some((c, u, n)) = power(e, calculus) else { return };
    let slope = calculus.slope(&u);
    // A constant over something is a quotient to most, with the slips of the quotient rule.
    let is_power = n != Number::from(-1) || matches!(e.node(), Node::Power(_));
    let is_root = n == Number::ratio(1, 2).unwrap_or(Number::ONE);
    let lowered = &n - &Number::ONE;
    let mut push = |ids: &[&str], factors: Vec<Expr>| slips.push(ids, times([c.clone()].into_iter().chain(factors)));
    if is_root {
        push(&["P7", "P1"], vec![over(slope.clone(), of(Function::Sqrt, u.clone()))]);
    } else if is_power {
        push(&["P1"], vec![to_the(u.clone(), &lowered), slope.clone()]);
    }
    if is_power {
        push(&["P2"], vec![number(&n), to_the(u.clone(), &n), slope.clone()]);
    }
    if n.is_negative() {
        let (raised, positive) = (&n + &Number::ONE, -&n);
        let below = times([number(&positive), to_the(u.clone(), &(&positive - &Number::ONE)), slope.clone()]);
        push(&["P4"], vec![over(Expr::one(), below)]);
        push(&["P5"], vec![number(&n), to_the(u.clone(), &raised), slope.clone()]);
        if n.is_integer() {
            push(&["P5"], vec![number(&n), to_the(u.clone(), &(&positive - &Number::ONE)), slope.clone()]);
        }
        if !positive.is_one() {
            push(&["P1"], vec![Expr::integer(-1), to_the(u.clone(), &lowered), slope]);
        }
    } else if n.is_integer() {
        push(&["T2"], vec![Expr::zero()]);
    }
    if let Some(inverse) = (&n + &Number::ONE).inverse() {
        let raised = to_the(u.clone(), &(&n + &Number::ONE));
        push(&["P3"], vec![number(&inverse), raised]);
    }
}

/// `c·u^n` as its three parts: powers, roots, and constants over such.
fn power(e: &Expr, calculus: &Calculus) -> Option<(Expr, Expr, Number)> {
    let half = Number::ratio(1, 2)?;
    match e.node() {
        Node::Power([u, n]) => Some((Expr::one(), u.clone(), numeral(n)?)),
        Node::Apply(Function::Sqrt, u) => Some((Expr::one(), u.clone(), half)),
        Node::Quotient([c, below]) if !calculus.varies(c) => match below.node() {
            Node::Power([u, n]) => Some((c.clone(), u.clone(), -&numeral(n)?)),
            Node::Apply(Function::Sqrt, u) => Some((c.clone(), u.clone(), -&half)),
            _ => Some((c.clone(), below.clone(), Number::from(-1))),
        },
        _ => None,
    }
}
