//! Exact values of expressions without variables: an exponent `6/3` is the integer 2, and no rounding makes it doubtful.

use crate::symbolic::{Expr, Node, Number};

/// The longest expressions and numbers (in bits) that are worked out.
const MAX_SIZE: u64 = 200;
const MAX_BITS: usize = 4096;

/// The value, if it can be worked out in rational numbers.
pub(super) fn constant(e: &Expr) -> Option<Number> {
    if e.size() > MAX_SIZE {
        return None;
    }
    let found = match e.node() {
        Node::Number(n) => n.clone(),
        Node::Negate(u) => -&constant(u)?,
        Node::Sum(terms) => terms.iter().try_fold(Number::ZERO, |sum, u| Some(&sum + &constant(u)?))?,
        Node::Product(factors) => factors.iter().try_fold(Number::ONE, |product, u| Some(&product * &constant(u)?))?,
        Node::Quotient([u, v]) => &constant(u)? * &constant(v)?.inverse()?,
        Node::Power([u, n]) => constant(u)?.power(constant(n)?.to_i64()?)?,
        _ => return None,
    };
    (found.bits() <= MAX_BITS).then_some(found)
}
