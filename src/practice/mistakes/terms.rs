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
pub(in crate::practice) fn numeral(e: &Expr) -> Option<Number> {
    match e.node() {
        Node::Quotient([u, v]) => Some(&u.as_number()? * &v.as_number()?.inverse()?),
        Node::Negate(u) => numeral(u).map(|n| -&n),
        _ => e.as_number(),
    }
}

/// Whether the whole of it stands behind a minus.
pub(super) fn leads_with_minus(e: &Expr) -> bool {
    match e.node() {
        Node::Number(n) => n.is_negative(),
        Node::Negate(_) => true,
        Node::Product(parts) => parts.first().is_some_and(leads_with_minus),
        Node::Quotient([above, _]) => leads_with_minus(above),
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
