//! Polynomial products, multiplied out.

use std::collections::BTreeMap;

use crate::symbolic::{Expr, Node, Number, Symbol};

/// The most terms that are worth writing.
const MAX_TERMS: usize = 5;

/// The most terms on the way.
const MAX_SIZE: usize = 40;

/// Each product of powers with its coefficient.
type Terms = BTreeMap<BTreeMap<Symbol, i64>, Number>;

/// `e` as a plain sum of powers, if it is a polynomial in which brackets are multiplied and the result is not long.
pub(super) fn multiplied_out(e: &Expr) -> Option<Expr> {
    if !has_brackets(e) {
        return None;
    }
    let terms = terms(e)?;
    if terms.len() > MAX_TERMS {
        return None;
    }
    let mut terms: Vec<_> = terms.into_iter().filter(|(_, c)| !c.is_zero()).collect();
    terms.sort_by_key(|(powers, _)| std::cmp::Reverse(powers.values().sum::<i64>()));
    Some(Expr::sum(terms.into_iter().map(|(powers, coefficient)| written(&powers, &coefficient)).collect::<Vec<_>>()))
}

/// Whether a sum is multiplied by something that varies, or raised.
fn has_brackets(e: &Expr) -> bool {
    let is_sum = |u: &Expr| matches!(u.node(), Node::Sum(_));
    match e.node() {
        Node::Sum(parts) => parts.iter().any(has_brackets),
        Node::Negate(u) | Node::Quotient([u, _]) => has_brackets(u),
        Node::Product(factors) => {
            factors.iter().any(has_brackets)
                || factors.iter().any(is_sum) && factors.iter().filter(|f| f.as_number().is_none()).count() > 1
        }
        Node::Power([base, _]) => is_sum(base),
        _ => false,
    }
}

fn terms(e: &Expr) -> Option<Terms> {
    match e.node() {
        Node::Number(n) => Some(Terms::from([(BTreeMap::new(), n.clone())])),
        Node::Symbol(x) => Some(Terms::from([(BTreeMap::from([(x.clone(), 1)]), Number::ONE)])),
        Node::Negate(u) => times(&terms(u)?, &Terms::from([(BTreeMap::new(), Number::from(-1))])),
        Node::Sum(parts) => parts.iter().try_fold(Terms::new(), |mut all, part| {
            for (powers, coefficient) in terms(part)? {
                let there = all.entry(powers).or_insert(Number::ZERO);
                *there = &*there + &coefficient;
            }
            Some(all)
        }),
        Node::Product(factors) => factors.iter().try_fold(one(), |all, factor| times(&all, &terms(factor)?)),
        Node::Quotient([u, v]) => {
            let inverse = v.as_number()?.inverse()?;
            times(&terms(u)?, &Terms::from([(BTreeMap::new(), inverse)]))
        }
        Node::Power([base, n]) => {
            let base = terms(base)?;
            let n = n.as_number()?.to_i64().filter(|n| (1..=12).contains(n))?;
            (0..n).try_fold(one(), |all, _| times(&all, &base))
        }
        _ => None,
    }
}

fn one() -> Terms {
    Terms::from([(BTreeMap::new(), Number::ONE)])
}

/// The product, unless it is long.
fn times(a: &Terms, b: &Terms) -> Option<Terms> {
    let mut product = Terms::new();
    for (p, c) in a {
        for (q, d) in b {
            let mut powers = p.clone();
            for (x, n) in q {
                *powers.entry(x.clone()).or_insert(0) += n;
            }
            let there = product.entry(powers).or_insert(Number::ZERO);
            *there = &*there + &(c * d);
        }
    }
    product.retain(|_, c| !c.is_zero());
    (product.len() <= MAX_SIZE).then_some(product)
}

fn written(powers: &BTreeMap<Symbol, i64>, coefficient: &Number) -> Expr {
    let power = |(x, n): (&Symbol, &i64)| {
        let x = Expr::from(x.clone());
        if *n == 1 { x } else { Expr::power(x, Expr::integer(*n)) }
    };
    let size = Some(Expr::number(coefficient.abs())).filter(|_| !coefficient.abs().is_one() || powers.is_empty());
    let product = Expr::product(size.into_iter().chain(powers.iter().map(power)).collect::<Vec<_>>());
    if coefficient.is_negative() { product.negate() } else { product }
}
