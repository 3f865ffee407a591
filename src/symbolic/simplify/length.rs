//! How long an expression is when written: what decides between equal forms.

use crate::symbolic::{Expr, Function, Node};

/// The number of characters of the plain text, spaces and a few brackets aside.
pub(super) fn length(e: &Expr) -> u64 {
    match e.node() {
        Node::Number(n) => {
            let digits = |n: &crate::symbolic::Number| {
                n.to_i64().map_or(20, |n| u64::from(n.unsigned_abs().max(1).ilog10()) + 1)
            };
            if let Some(decimal) = n.short_decimal() {
                return decimal.len() as u64;
            }
            let sign = u64::from(n.is_negative());
            sign + if n.is_integer() { digits(n) } else { digits(&n.numerator()) + digits(&n.denominator()) + 1 }
        }
        Node::Constant(_) => 1,
        // A Greek letter is one letter when typeset.
        Node::Symbol(x) => x.name().len().min(2) as u64,
        Node::Negate(u) => 1 + length_in(u, is_sum(u)),
        Node::Sum(terms) => {
            let signs = terms.iter().skip(1).filter(|t| !matches!(t.node(), Node::Negate(_))).count() as u64;
            terms.iter().map(length).sum::<u64>() + signs
        }
        Node::Product(factors) => {
            factors.iter().map(|f| length_in(f, is_sum(f))).sum::<u64>() + factors.len() as u64 - 1
        }
        Node::Quotient([u, v]) => {
            length_in(u, is_sum(u))
                + 1
                + length_in(v, is_sum(v) || matches!(v.node(), Node::Product(_) | Node::Quotient(_)))
        }
        Node::Power([u, v]) => {
            length_in(u, !u.children().is_empty() && !is_named(u))
                + 1
                + length_in(v, !v.children().is_empty() && !is_named(v))
        }
        Node::Apply(Function::Exp, u) => 2 + length_in(u, !u.children().is_empty() && !is_named(u)),
        Node::Apply(f, u) => f.name().len() as u64 + 2 + length(u),
        Node::Extremum(_, [u, v]) => 6 + length(u) + length(v),
        Node::Piecewise(_, [on, below, above]) => 11 + length(on) + length(below) + length(above),
        Node::Derivative(u, _) => 6 + length(u),
    }
}

fn length_in(e: &Expr, brackets: bool) -> u64 {
    length(e) + if brackets { 2 } else { 0 }
}

fn is_sum(e: &Expr) -> bool {
    matches!(e.node(), Node::Sum(_))
}

fn is_named(e: &Expr) -> bool {
    matches!(e.node(), Node::Apply(f, _) if *f != Function::Exp)
}
