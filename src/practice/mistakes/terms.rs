//! Building wrong answers: the operations of arithmetic on expressions, without what nobody writes.

use crate::symbolic::{Expr, Function, Node, Number, Symbol};

pub(super) fn times(factors: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::product(factors.into_iter().filter(|f| !f.is_integer(1)))
}

pub(super) fn plus(terms: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::sum(terms.into_iter().filter(|t| !t.is_integer(0)))
}

pub(super) fn minus(u: Expr, v: Expr) -> Expr {
    plus([u, v.negate()])
}

pub(super) fn over(u: Expr, v: Expr) -> Expr {
    Expr::quotient(u, v)
}

pub(super) fn to_the(u: Expr, n: &Number) -> Expr {
    if n.is_one() { u } else { Expr::power(u, Expr::number(n.clone())) }
}

pub(super) fn number(n: &Number) -> Expr {
    Expr::number(n.clone())
}

pub(super) fn of(f: Function, u: Expr) -> Expr {
    Expr::apply(f, u)
}

/// The number that an exponent or a coefficient is, a fraction of numbers included.
pub(super) fn numeral(e: &Expr) -> Option<Number> {
    match e.node() {
        Node::Quotient([u, v]) => Some(&u.as_number()? * &v.as_number()?.inverse()?),
        Node::Negate(u) => numeral(u).map(|n| -&n),
        _ => e.as_number(),
    }
}

/// Whether a sign that can be lost stands before it or before one of its terms or factors.
pub(super) fn has_minus(e: &Expr) -> bool {
    match e.node() {
        Node::Number(n) => n.is_negative(),
        Node::Negate(_) => true,
        Node::Sum(parts) | Node::Product(parts) => parts.iter().any(has_minus),
        Node::Quotient(parts) => parts.iter().any(has_minus),
        _ => false,
    }
}

/// Whether a function of that kind occurs.
pub(super) fn applies(e: &Expr, wanted: impl Fn(Function) -> bool) -> bool {
    e.any(&|e| matches!(e.node(), Node::Apply(f, _) if wanted(*f)))
}

/// A letter that the reader doesn’t know, so that no formula has it.
pub(super) fn letter(n: usize) -> Symbol {
    Symbol::new(&format!("§{n}"))
}
