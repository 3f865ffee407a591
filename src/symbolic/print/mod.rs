//! Expressions as people and programs write them: plain text that reads back, LaTeX with marked parts, and code.

mod code;
mod comparison;
mod latex;
mod text;

pub use code::{CodeError, Derivative, Language, code};
pub(crate) use comparison::{Comparison, Relation};
pub(crate) use latex::GREEK;
pub use latex::{Mark, latex, latex_marked, symbol_latex};

use super::{Expr, Function, Node, Number};

/// How tightly the outermost operation binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Negation,
    Product,
    Quotient,
    Power,
    Atom,
}

/// How tightly the outermost operation binds. A product that begins with a minus is a negation.
fn binding(e: &Expr) -> Binding {
    match e.node() {
        Node::Number(n) if n.is_negative() => Binding::Negation,
        Node::Number(n) if is_fraction(n) => Binding::Quotient,
        Node::Negate(_) => Binding::Negation,
        Node::Sum(_) => Binding::Sum,
        Node::Product(factors) if factors.first().is_some_and(|f| binding(f) == Binding::Negation) => Binding::Negation,
        Node::Product(_) => Binding::Product,
        Node::Quotient(_) => Binding::Quotient,
        Node::Power(_) | Node::Apply(Function::Exp, _) | Node::Derivative(..) => Binding::Power,
        _ => Binding::Atom,
    }
}

/// The expression without its leading minus, if it has one: what follows a `-` in a sum.
fn without_minus(e: &Expr) -> Option<Expr> {
    match e.node() {
        Node::Negate(u) => Some(u.clone()),
        Node::Number(n) if n.is_negative() => Some(Expr::number(-n)),
        Node::Product(factors) => {
            let first = without_minus(factors.first()?)?;
            let rest = factors.iter().skip(1).cloned();
            Some(Expr::product(std::iter::once(first).filter(|e| !e.is_integer(1)).chain(rest)))
        }
        Node::Quotient([u, v]) => Some(Expr::quotient(without_minus(u)?, v.clone())),
        _ => None,
    }
}

/// Whether the first sign that is written is a minus.
fn begins_with_minus(e: &Expr) -> bool {
    match e.node() {
        Node::Sum(terms) => terms.first().is_some_and(begins_with_minus),
        _ => without_minus(e).is_some(),
    }
}

/// Whether the number is written as a fraction, not as an integer or a decimal.
fn is_fraction(n: &Number) -> bool {
    !n.is_integer() && n.short_decimal().is_none()
}

#[cfg(test)]
mod tests;
