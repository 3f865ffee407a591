//! Sums that vanish where a function saturates: as polynomials in the function, divided by what vanishes there.

use std::collections::BTreeMap;

use super::monomial::{Key, LARGEST, Monomial};
use crate::symbolic::{Expr, Function, Node, Number};

/// The most terms of a sum that is multiplied out, and the highest power in it.
const MOST: usize = 40;

/// A law `p(f(u)) = g(u)`: the coefficients of p, lowest first, and a factor and powers of functions of multiples of u.
struct Law {
    f: Function,
    polynomial: &'static [i64],
    factor: i64,
    /// `(function, numerator, denominator, power)` for `function(u·numerator/denominator)^power`.
    functions: &'static [(Function, i64, i64, i64)],
}

const fn law(
    f: Function,
    polynomial: &'static [i64],
    factor: i64,
    functions: &'static [(Function, i64, i64, i64)],
) -> Law {
    Law { f, polynomial, factor, functions }
}

/// What vanishes where a function is ±1 (or σ is 1/2), in a form of its own. Each holds for every real u, and the right
/// side is within 6 units in the last place.
const LAWS: [Law; 11] = [
    law(Function::Sigmoid, &[1, -1], 1, &[(Function::Sigmoid, -1, 1, 1)]),
    law(Function::Sigmoid, &[1, -2], -1, &[(Function::Tanh, 1, 2, 1)]),
    law(Function::Tanh, &[1, 0, -1], 1, &[(Function::Sech, 1, 1, 2)]),
    law(Function::Tanh, &[1, -1], 2, &[(Function::Sigmoid, -2, 1, 1)]),
    law(Function::Tanh, &[1, 1], 2, &[(Function::Sigmoid, 2, 1, 1)]),
    law(Function::Sech, &[1, 0, -1], 1, &[(Function::Tanh, 1, 1, 2)]),
    law(Function::Erf, &[1, -1], 1, &[(Function::Erfc, 1, 1, 1)]),
    law(Function::Erf, &[1, 1], 1, &[(Function::Erfc, -1, 1, 1)]),
    law(Function::Cos, &[1, 0, -1], 1, &[(Function::Sin, 1, 1, 2)]),
    law(Function::Cos, &[1, -1], 2, &[(Function::Sin, 1, 2, 2)]),
    law(Function::Sin, &[1, 0, -1], 1, &[(Function::Cos, 1, 1, 2)]),
];

/// A sum in which each part that vanishes by one of the [`LAWS`] is a product.
pub(super) fn sum(e: &Expr) -> Option<Expr> {
    let Node::Sum(terms) = e.node() else { return None };
    if e.size() > LARGEST * 4 || terms.len() > MOST || !e.any(&has_law) {
        return None;
    }
    let mut monomials = Vec::new();
    for term in terms {
        expand(term, &mut monomials);
    }
    if monomials.len() > MOST || monomials.iter().any(|m| !m.sound) {
        return None;
    }
    let mut tried = Vec::new();
    for monomial in &monomials {
        for (base, _) in monomial.powers.values() {
            let Node::Apply(f, u) = base.node() else { continue };
            if LAWS.iter().any(|law| law.f == *f) && !tried.contains(&base.fingerprint()) {
                tried.push(base.fingerprint());
                if let Some(better) = factored(&monomials, base, *f, u) {
                    return Some(sum(&better).unwrap_or(better));
                }
            }
        }
    }
    None
}

/// The monomials of a term, sums in it multiplied out where it is one or has a function of the [`LAWS`].
fn expand(term: &Expr, out: &mut Vec<Monomial>) {
    let whole = Monomial::new(term);
    let worthwhile = |m: &Monomial| m.powers.len() == 1 || m.powers.values().any(|(base, _)| has_law(base));
    let inner = whole.powers.values().find(|(b, n)| *n == 1 && matches!(b.node(), Node::Sum(_)));
    match inner {
        Some((base, _)) if worthwhile(&whole) && out.len() <= MOST => {
            let rest = whole.without(base).to_expr();
            for u in base.children() {
                expand(&Expr::product([rest.clone(), u.clone()]), out);
            }
        }
        _ => out.push(whole),
    }
}

/// What of a sum has the same other factors: those, and the polynomial.
struct Group {
    rest: Monomial,
    polynomial: Vec<Number>,
}

/// By which other factors are known.
type RestKey = (Key, Vec<(Key, Number)>, i64);

fn factored(monomials: &[Monomial], base: &Expr, f: Function, u: &Expr) -> Option<Expr> {
    let mut groups: BTreeMap<RestKey, Group> = BTreeMap::new();
    for monomial in monomials {
        let n = monomial.power_of(base);
        let mut rest = if n >= 0 { monomial.without(base) } else { monomial.clone() };
        let coefficient = std::mem::replace(&mut rest.coefficient, Number::ONE);
        let exponent = rest.exponent.keys();
        let group =
            groups.entry((rest.key(), exponent, n.min(0))).or_insert_with(|| Group { rest, polynomial: Vec::new() });
        let n = usize::try_from(n).unwrap_or(0);
        if n > MOST {
            return None;
        }
        if group.polynomial.len() <= n {
            group.polynomial.resize(n + 1, Number::ZERO);
        }
        if let Some(c) = group.polynomial.get_mut(n) {
            *c = &*c + &coefficient;
        }
    }
    let mut gained = false;
    let mut parts = Vec::new();
    for Group { mut rest, mut polynomial } in groups.into_values() {
        if polynomial.iter().all(Number::is_zero) {
            return None;
        }
        for law in LAWS.iter().filter(|law| law.f == f) {
            while let Some(quotient) = divided(&polynomial, law.polynomial) {
                polynomial = quotient;
                gained = true;
                rest.coefficient = &rest.coefficient * &Number::from(law.factor);
                for (g, p, q, n) in law.functions {
                    rest.raise(&Expr::apply(*g, multiple(u, *p, *q)?), *n);
                }
            }
        }
        parts.push((rest, polynomial));
    }
    if !gained {
        return None;
    }
    let shared = if parts.len() > 1 { take_shared(&mut parts) } else { Monomial::one() };
    let inner = Expr::sum(parts.into_iter().map(|(rest, p)| Expr::product(product_with(rest, base, &p))));
    if shared.powers.is_empty() {
        return Some(inner);
    }
    Some(Expr::product([shared.to_expr(), sum(&inner).unwrap_or(inner)]))
}

/// Takes out the functions of the [`LAWS`] that every part has.
fn take_shared(parts: &mut [(Monomial, Vec<Number>)]) -> Monomial {
    let mut shared = Monomial::one();
    let candidates: Vec<Expr> =
        parts.first().into_iter().flat_map(|(m, _)| m.powers.values().map(|p| p.0.clone())).collect();
    for base in candidates.iter().filter(|base| has_law(base)) {
        let least = parts.iter().map(|(m, _)| m.power_of(base)).min().unwrap_or(0);
        if least > 0 {
            shared.set(base, least);
            for (m, _) in parts.iter_mut() {
                m.set(base, m.power_of(base) - least);
            }
        }
    }
    shared
}

fn has_law(base: &Expr) -> bool {
    matches!(base.node(), Node::Apply(f, _) if LAWS.iter().any(|law| law.f == *f))
}

/// `rest · p(base)` as one or two factors.
fn product_with(mut rest: Monomial, base: &Expr, polynomial: &[Number]) -> Vec<Expr> {
    let mut terms: Vec<(usize, &Number)> = polynomial.iter().enumerate().filter(|(_, c)| !c.is_zero()).collect();
    if let [(n, c)] = terms.as_slice() {
        rest.coefficient = &rest.coefficient * c;
        rest.raise(base, *n as i64);
        return vec![rest.to_expr()];
    }
    if let Some(lowest) = terms.first().map(|(n, _)| *n) {
        rest.raise(base, lowest as i64);
        for (n, _) in &mut terms {
            *n -= lowest;
        }
    }
    let term = |(n, c): &(usize, &Number)| {
        let mut m = Monomial::one();
        m.coefficient = (*c).clone();
        m.raise(base, *n as i64);
        m.to_expr()
    };
    let is_one = rest.coefficient.is_one() && rest.powers.is_empty() && rest.exponent.is_zero();
    let sum = Expr::sum(terms.iter().map(term));
    if is_one { vec![sum] } else { vec![rest.to_expr(), sum] }
}

/// `u·p/q`, shared where it occurs again.
pub(super) fn multiple(u: &Expr, p: i64, q: i64) -> Option<Expr> {
    let factor = Number::ratio(p, q)?;
    Some(if factor.is_one() {
        u.clone()
    } else if (-&factor).is_one() {
        if let Node::Negate(v) = u.node() { v.clone() } else { u.clone().negate() }
    } else {
        Expr::product([Expr::number(factor), u.clone()])
    })
}

/// The quotient of two polynomials, if nothing is left over.
fn divided(polynomial: &[Number], by: &[i64]) -> Option<Vec<Number>> {
    let degree = by.len().checked_sub(1)?;
    let lead = Number::from(*by.last()?).inverse()?;
    let length = polynomial.iter().rposition(|c| !c.is_zero())? + 1;
    let mut left = polynomial.get(..length)?.to_vec();
    let mut quotient = vec![Number::ZERO; length.checked_sub(degree)?];
    for i in (0..quotient.len()).rev() {
        let c = left.get(i + degree)? * &lead;
        for (j, b) in by.iter().enumerate() {
            let at = left.get_mut(i + j)?;
            *at = &*at - &(&c * &Number::from(*b));
        }
        *quotient.get_mut(i)? = c;
    }
    (left.iter().all(Number::is_zero) && !quotient.is_empty()).then_some(quotient)
}
