//! Exact values of rational expressions at rational points: where they exist, no rounding can hide a difference.

use std::collections::HashMap;

use crate::symbolic::{Expr, Node, Number, Symbol};

/// The longest exponent that is worked out.
const MAX_EXPONENT: i64 = 1000;

/// The exact value of an expression of numbers, variables and the four operations; nothing where it has another part, no
/// value, or one too long to write.
pub(super) fn exact(e: &Expr, point: &HashMap<Symbol, Number>) -> Option<Number> {
    match e.node() {
        Node::Number(n) => Some(n.clone()),
        Node::Symbol(x) => point.get(x).cloned(),
        Node::Negate(u) => Some(-&exact(u, point)?),
        Node::Sum(terms) => terms.iter().try_fold(Number::ZERO, |sum, u| Some(&sum + &exact(u, point)?)),
        Node::Product(factors) => factors.iter().try_fold(Number::ONE, |product, u| Some(&product * &exact(u, point)?)),
        Node::Quotient([u, v]) => Some(&exact(u, point)? * &exact(v, point)?.inverse()?),
        Node::Power([u, n]) => {
            let n = n.as_number()?.to_i64().filter(|n| n.abs() <= MAX_EXPONENT)?;
            exact(u, point)?.power(n)
        }
        Node::Constant(_) | Node::Apply(..) | Node::Extremum(..) | Node::Piecewise(..) | Node::Derivative(..) => None,
    }
}

/// Points with small coordinates, different ones for each variable.
pub(super) fn points(symbols: &[Symbol]) -> impl Iterator<Item = HashMap<Symbol, Number>> + '_ {
    const PLACES: [(i64, i64); 6] = [(2, 1), (3, 1), (1, 2), (-1, 1), (5, 3), (-7, 4)];
    (0..PLACES.len()).map(move |i| {
        let place = |k: usize| {
            let (p, q) = PLACES[(i + k) % PLACES.len()];
            Number::ratio(p, q).unwrap_or(Number::ONE)
        };
        symbols.iter().enumerate().map(|(k, x)| (x.clone(), place(k))).collect()
    })
}
