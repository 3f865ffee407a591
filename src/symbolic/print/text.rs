//! Plain text with every `*` written, which the reader reads back as the same expression.

use std::fmt;

use super::{Binding, binding, without_minus};
use crate::symbolic::{AtZero, Constant, Expr, Extremum, Function, Node};

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(self, f)
    }
}

fn write(e: &Expr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match e.node() {
        Node::Number(n) => match n.short_decimal() {
            Some(decimal) => f.write_str(&decimal),
            None => write!(f, "{n}"),
        },
        Node::Constant(Constant::Pi) => f.write_str("pi"),
        Node::Constant(Constant::E) => f.write_str("e"),
        Node::Symbol(s) => f.write_str(s.name()),
        Node::Negate(u) => {
            f.write_str("-")?;
            write_after_minus(u, f)
        }
        Node::Sum(terms) => write_terms(terms, true, f),
        Node::Product(factors) => {
            // A leading sign or quotient reads back as it stands.
            let least = |e: &Expr| match e.node() {
                Node::Number(_) | Node::Quotient(_) | Node::Negate(_) | Node::Product(_) => Binding::Negation,
                _ => Binding::Power,
            };
            write_factors(factors, |first, f| write_in(first, least(first), f), f)
        }
        Node::Quotient([u, v]) => {
            write_in(u, Binding::Product, f)?;
            f.write_str("/")?;
            write_in(v, Binding::Power, f)
        }
        Node::Power([u, v]) => write_power(u, v, f),
        Node::Apply(Function::Exp, u) => write_power(&Expr::constant(Constant::E), u, f),
        Node::Apply(function, u) => write!(f, "{}({u})", function.name()),
        Node::Extremum(which, _) => {
            f.write_str(if *which == Extremum::Max { "max(" } else { "min(" })?;
            write_listed(*which, e, f)?;
            f.write_str(")")
        }
        Node::Piecewise(at_zero, [on, below, above]) => match at_zero {
            AtZero::Below => write!(f, "where({on} > 0, {above}, {below})"),
            AtZero::Above => write!(f, "where({on} < 0, {below}, {above})"),
            AtZero::Agreed => write!(f, "where({on} < 0, {below}, {on} > 0, {above})"),
        },
        Node::Derivative(u, x) => write!(f, "d/d{x}({u})"),
    }
}

/// The factors of a product, the first of them as `write_first` does it.
fn write_factors(
    factors: &[Expr],
    write_first: impl Fn(&Expr, &mut fmt::Formatter<'_>) -> fmt::Result,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    for (i, factor) in factors.iter().enumerate() {
        if i == 0 {
            write_first(factor, f)?;
            continue;
        }
        f.write_str("*")?;
        // Multiplication is associative: no brackets around a product in a product.
        let least = if let Node::Product(_) = factor.node() { Binding::Product } else { Binding::Power };
        write_in(factor, least, f)?;
    }
    Ok(())
}

/// What stands behind a minus: -((-x)·y/z) is -(-x)*y/z, with brackets around the sign alone, which reads back as it is.
fn write_after_minus(e: &Expr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match e.node() {
        Node::Product(factors) => write_factors(factors, write_after_minus, f),
        Node::Quotient([u, v]) => {
            write_after_minus(u, f)?;
            f.write_str("/")?;
            write_in(v, Binding::Power, f)
        }
        _ => write_in(e, Binding::Product, f),
    }
}

/// What a maximum or minimum is taken of. One in the first place needs no name of its own: the reader reads `max(a, b, c)`
/// as `max(max(a, b), c)`.
fn write_listed(which: Extremum, e: &Expr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match e.node() {
        Node::Extremum(inner, [u, v]) if *inner == which => {
            write_listed(which, u, f)?;
            write!(f, ", {v}")
        }
        _ => write(e, f),
    }
}

/// The terms of a sum; addition is associative, so a sum in it has no brackets.
fn write_terms(terms: &[Expr], first: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut first = first;
    for term in terms {
        match (term.node(), without_minus(term)) {
            (Node::Sum(inner), _) => write_terms(inner, first, f)?,
            (_, Some(rest)) if !first => {
                f.write_str(" - ")?;
                write_in(&rest, Binding::Product, f)?;
            }
            _ => {
                f.write_str(if first { "" } else { " + " })?;
                write(term, f)?;
            }
        }
        first = false;
    }
    Ok(())
}

fn write_power(base: &Expr, exponent: &Expr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write_in(base, Binding::Atom, f)?;
    f.write_str("^")?;
    write_in(exponent, Binding::Power, f)
}

/// Writes `e`, in brackets if its outermost operation binds less tightly than `least`.
fn write_in(e: &Expr, least: Binding, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if binding(e) < least { write!(f, "({e})") } else { write(e, f) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(e: &Expr, expected: &str) {
        assert_eq!(e.to_string(), expected);
    }

    #[test]
    fn brackets_only_where_they_are_needed() {
        let (x, y) = (|| Expr::symbol("x"), || Expr::symbol("y"));
        let two = || Expr::integer(2);
        check(&Expr::sum([x(), y().negate()]), "x - y");
        check(&Expr::sum([x(), Expr::sum([x(), y()]).negate()]), "x - (x + y)");
        check(&Expr::product([two(), Expr::sum([x(), y()])]), "2*(x + y)");
        check(&Expr::quotient(x(), Expr::product([x(), y()])), "x/(x*y)");
        check(&Expr::quotient(Expr::quotient(x(), y()), two()), "x/y/2");
        check(&Expr::quotient(x(), Expr::quotient(y(), two())), "x/(y/2)");
        check(&Expr::product([x(), Expr::quotient(y(), two())]), "x*(y/2)");
        check(&Expr::power(Expr::power(x(), two()), y()), "(x^2)^y");
        check(&Expr::power(x(), Expr::power(two(), y())), "x^2^y");
        check(&Expr::power(x(), two()).negate(), "-x^2");
        check(&Expr::power(x().negate(), two()), "(-x)^2");
        check(&Expr::power(x(), Expr::integer(-1)), "x^(-1)");
        check(&Expr::apply(Function::Exp, Expr::power(x(), two()).negate()), "e^(-x^2)");
        check(&Expr::power(Expr::apply(Function::Exp, x()), two()), "(e^x)^2");
        check(&Expr::product([Expr::integer(-2), x()]), "-2*x");
        check(&Expr::sum([x(), Expr::product([Expr::integer(-2), x()])]), "x - 2*x");
        let quotient = Expr::quotient(Expr::product([x().negate(), y()]), two());
        check(&Expr::product([quotient, x()]).negate(), "-(-x)*y/2*x");
    }

    #[test]
    fn extrema_and_pieces() {
        let (x, y, zero) = (|| Expr::symbol("x"), || Expr::symbol("y"), Expr::zero);
        check(&Expr::max(zero(), x()), "max(0, x)");
        check(&Expr::max(Expr::max(zero(), x()), y()), "max(0, x, y)");
        check(&Expr::max(zero(), Expr::max(x(), y())), "max(0, max(x, y))");
        check(&Expr::min(Expr::max(zero(), x()), y()), "min(max(0, x), y)");
        check(&Expr::piecewise(AtZero::Above, x(), zero(), y()), "where(x < 0, 0, y)");
        check(&Expr::piecewise(AtZero::Below, x(), zero(), y()), "where(x > 0, y, 0)");
        check(&Expr::piecewise(AtZero::Agreed, x(), zero(), y()), "where(x < 0, 0, x > 0, y)");
    }
}
