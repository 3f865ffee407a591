//! Quotients and logarithms of sums of powers of e, which overflow or lose their digits long before their values do.
//!
//! `e^a/(e^a + e^b)` is `σ(a - b)`, `(e^a - e^b)/(e^a + e^b)` is `tanh((a - b)/2)`, `e^a/(e^a + e^b + …)` is
//! `1/(1 + e^(b-a) + …)`; `ln σ(u)` is `-softplus(-u)`, `ln(1 + e^u)` is `softplus(u)`, `ln(e^a + e^b + …)` begins with the
//! greatest, and so does `ln cosh u`. All of them are positive sums, so nothing is gained or lost of the domain.

use crate::symbolic::{AtZero, Constant, Expr, Function, Node};

/// The quotient of two sums of powers of e, in another form if there is one.
pub(super) fn ratio(u: &Expr, v: &Expr) -> Option<Expr> {
    let below = terms(v)?;
    if below.len() < 2 || !below.iter().any(is_power) {
        return None;
    }
    if let ([a, b], Some([above, taken])) = (below.as_slice(), difference(u)) {
        let sign = match () {
            () if [a, b] == [&above, &taken] => Expr::integer(1),
            () if [b, a] == [&above, &taken] => Expr::integer(-1),
            () => return None,
        };
        let half = Expr::quotient(minus(a, b), Expr::integer(2));
        return Some(Expr::product([sign, Expr::apply(Function::Tanh, half)]));
    }
    let above = exponent(u)?;
    let i = below.iter().position(|a| *a == above)?;
    let others: Vec<&Expr> = below.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, b)| b).collect();
    if let [b] = others.as_slice() {
        return Some(Expr::apply(Function::Sigmoid, minus(&above, b)));
    }
    let powers = others.into_iter().map(|b| Expr::apply(Function::Exp, minus(b, &above)));
    Some(Expr::quotient(Expr::integer(1), Expr::sum(std::iter::once(Expr::integer(1)).chain(powers))))
}

/// The logarithm of a sum of powers of e, or of a sigmoid, in another form if there is one.
pub(super) fn logarithm(u: &Expr) -> Option<Expr> {
    if let Node::Apply(Function::Sigmoid, v) = u.node() {
        return Some(Expr::apply(Function::Softplus, v.clone().negate()).negate());
    }
    if let Node::Apply(Function::Cosh, v) = u.node() {
        let twice = greatest_first(vec![v.clone(), negative(v)])?;
        return Some(Expr::sum([twice, Expr::apply(Function::Ln, Expr::integer(2)).negate()]));
    }
    let mut terms = terms(u)?;
    if terms.len() < 2 || !terms.iter().any(is_power) {
        return None;
    }
    if let (2, Some(i)) = (terms.len(), terms.iter().position(|a| a.is_integer(0))) {
        return Some(Expr::apply(Function::Softplus, terms.swap_remove(1 - i)));
    }
    greatest_first(terms)
}

/// `ln(e^a + e^b + …)`
fn greatest_first(exponents: Vec<Expr>) -> Option<Expr> {
    exponents.into_iter().reduce(|a, b| {
        let rest = |v: Expr| Expr::apply(Function::Softplus, v);
        let (up, down) = (minus(&b, &a), minus(&a, &b));
        Expr::piecewise(AtZero::Agreed, down.clone(), Expr::sum([b, rest(down)]), Expr::sum([a, rest(up)]))
    })
}

/// The exponents of a sum of powers of e, 1 being one of 0.
fn terms(e: &Expr) -> Option<Vec<Expr>> {
    match e.node() {
        Node::Sum(terms) => terms.iter().map(exponent).collect(),
        _ => None,
    }
}

/// The exponents of `e^a - e^b`.
fn difference(e: &Expr) -> Option<[Expr; 2]> {
    let Node::Sum(terms) = e.node() else { return None };
    let [a, b] = &terms[..] else { return None };
    let Node::Negate(b) = b.node() else { return None };
    Some([exponent(a)?, exponent(b)?])
}

fn exponent(e: &Expr) -> Option<Expr> {
    match e.node() {
        Node::Apply(Function::Exp, u) => Some(u.clone()),
        Node::Power([base, u]) if matches!(base.node(), Node::Constant(Constant::E)) => Some(u.clone()),
        Node::Constant(Constant::E) => Some(Expr::integer(1)),
        _ if e.is_integer(1) => Some(Expr::integer(0)),
        _ => None,
    }
}

/// Whether `e^a` depends on something.
fn is_power(a: &Expr) -> bool {
    !a.symbols().is_empty()
}

fn minus(a: &Expr, b: &Expr) -> Expr {
    match (a.is_integer(0), b.is_integer(0)) {
        (_, true) => a.clone(),
        (true, _) => negative(b),
        _ => Expr::sum([a.clone(), negative(b)]),
    }
}

fn negative(a: &Expr) -> Expr {
    if let Node::Negate(u) = a.node() { u.clone() } else { a.clone().negate() }
}
