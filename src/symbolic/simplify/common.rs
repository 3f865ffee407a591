//! What the terms of a sum have in common.

use super::{
    Domain, Law, Simplifier,
    laws::Stage,
    monomial::{Exponent, Factor, Monomial, is_exp},
};
use crate::symbolic::{Expr, Node, Number};

/// How much shorter a sum has to get for this factor to be taken out: plain variables are seldom taken out, functions and
/// brackets always.
pub(super) fn worth(common: &Monomial) -> u64 {
    let is_plain =
        |f: &Factor| matches!((f.base.node(), &f.exponent), (Node::Symbol(_) | Node::Constant(_), Exponent::Number(_)));
    if common.factors.iter().all(is_plain) { 5 } else { 0 }
}

/// Each term divided by a monomial.
pub(super) fn divide(terms: &[Monomial], by: &Monomial) -> Vec<Monomial> {
    let inverse = by.coefficient.inverse().unwrap_or(Number::ONE);
    terms
        .iter()
        .map(|term| {
            let mut term = term.clone();
            term.coefficient = &term.coefficient * &inverse;
            for divisor in &by.factors {
                let Exponent::Number(k) = &divisor.exponent else {
                    let same = |f: &Factor| f.key == divisor.key && f.exponent == divisor.exponent;
                    if let Some(i) = term.factors.iter().position(same) {
                        term.factors.remove(i);
                    }
                    continue;
                };
                let place =
                    term.factors.iter().position(|f| f.key == divisor.key && matches!(f.exponent, Exponent::Number(_)));
                match place {
                    Some(i) => {
                        if let Exponent::Number(n) = &term.factors[i].exponent {
                            let left = n - k;
                            if left.is_zero() {
                                term.factors.remove(i);
                            } else {
                                term.factors[i].exponent = Exponent::Number(left);
                            }
                        }
                    }
                    None => {
                        let mut factor = divisor.clone();
                        factor.exponent = Exponent::Number(-k);
                        term.factors.push(factor);
                    }
                }
            }
            term
        })
        .collect()
}

/// Puts the terms in falling order of their powers if they are a polynomial of one variable.
pub(super) fn sort_polynomial(terms: &mut [Monomial]) {
    if degrees(terms.iter()).is_some() {
        terms.sort_by_cached_key(|term| std::cmp::Reverse(degree(term).map(|d| d.1)));
    }
}

/// Whether the terms are those of a polynomial of one variable, in falling order of its powers.
pub(super) fn is_falling(terms: &[&Monomial]) -> bool {
    degrees(terms.iter().copied()).is_some_and(|degrees| degrees.is_sorted_by(|a, b| a > b))
}

/// The powers of the one variable that the terms have; nothing if they have another part.
fn degrees<'a>(terms: impl Iterator<Item = &'a Monomial>) -> Option<Vec<i64>> {
    let degrees = terms.map(degree).collect::<Option<Vec<_>>>()?;
    let mut variables = degrees.iter().filter_map(|d| d.0);
    let first = variables.next();
    variables.all(|v| Some(v) == first).then(|| degrees.iter().map(|d| d.1).collect())
}

/// The variable of a term, if it has one, and its power; nothing if it has another part.
fn degree(term: &Monomial) -> Option<(Option<u128>, i64)> {
    match term.factors.as_slice() {
        [] => Some((None, 0)),
        [f] if f.base.as_symbol().is_some() => match &f.exponent {
            Exponent::Number(n) => n.to_i64().map(|n| (Some(f.key), n)),
            Exponent::Expr(_) => None,
        },
        _ => None,
    }
}

/// What a sum among factors gives up: its common number and the denominators of its terms, and what remains.
pub(super) fn content(e: &Expr, s: &mut Simplifier) -> (Monomial, Expr) {
    let Node::Sum(all) = e.node() else { return (Monomial::one(), e.clone()) };
    if s.stage < Stage::Whole {
        return (Monomial::one(), e.clone());
    }
    if let Some(known) = s.contents.get(&e.fingerprint()) {
        return known.clone();
    }
    let found = content_new(e, all, s);
    s.contents.insert(e.fingerprint(), found.clone());
    found
}

fn content_new(e: &Expr, all: &[Expr], s: &mut Simplifier) -> (Monomial, Expr) {
    let terms: Vec<Monomial> = all.iter().map(|term| Monomial::of(term, s)).collect();
    let mut common = common_factors(&terms, Shared::Denominator(Domain::Kept));
    common.coefficient = common_number(&terms);
    if common.factors.is_empty() && common.coefficient.is_one() {
        return (common, e.clone());
    }
    let rest = divide(&terms, &common);
    let rest = s.build(&rest);
    s.used.insert(if common.factors.is_empty() { Law::CommonFactor } else { Law::Fractions });
    let rest = s.rewrite(Stage::Whole, |s| s.simplify(&rest)).unwrap_or(rest);
    (common, rest)
}

/// The powers of bases that all terms of a sum share.
pub(super) fn shared_factors(e: &Expr, s: &mut Simplifier) -> Monomial {
    if let Some(known) = s.shared.get(&e.fingerprint()) {
        return known.clone();
    }
    let terms: Vec<Monomial> = e.children().iter().map(|term| Monomial::of(term, s)).collect();
    let found = common_factors(&terms, Shared::ByAll);
    s.shared.insert(e.fingerprint(), found.clone());
    found
}

/// A sum with each of its terms divided.
pub(super) fn quotient_of_sum(e: &Expr, by: &Monomial, s: &mut Simplifier) -> Expr {
    let terms: Vec<Monomial> = e.children().iter().map(|term| Monomial::of(term, s)).collect();
    let terms = divide(&terms, by);
    let rest = s.build(&terms);
    s.simplify(&rest)
}

/// The greatest common divisor of integer coefficients, over the least common multiple of their denominators. Decimals
/// have none: 0.7x + 1.25 stays.
pub(super) fn common_number(terms: &[Monomial]) -> Number {
    if terms.iter().any(|term| term.coefficient.short_decimal().is_some()) {
        return Number::ONE;
    }
    let mut coefficients = terms.iter().map(|term| term.coefficient.abs());
    let first = coefficients.next().unwrap_or(Number::ONE);
    coefficients.fold(first, |a, b| a.gcd(&b))
}

/// What is taken out of the terms of a sum.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Shared {
    /// What every term has as a factor.
    ByAll,
    /// A denominator that every term can be brought to; a root too, where the domain is given.
    Denominator(Domain),
}

impl Shared {
    /// The power of a base that can be taken out of terms that have these powers of it. A factor leaves no new denominator;
    /// of a power of e, whose sign says nothing, it is the one nearest to 0 if all have the same sign.
    fn power(self, exponents: &[Number], is_exp: bool) -> Option<Number> {
        let (least, most) = (exponents.iter().min()?, exponents.iter().max()?);
        match (self, least.is_negative(), most.is_negative()) {
            (Self::ByAll, false, _) => Some(least.clone()),
            (Self::ByAll, true, true) if is_exp => Some(most.clone()),
            (Self::Denominator(_), true, _) if !is_exp => Some(least.clone()),
            _ => None,
        }
    }
}

/// The powers of bases that can be taken out of every term.
pub(super) fn common_factors(terms: &[Monomial], shared: Shared) -> Monomial {
    let fractional = shared == Shared::Denominator(Domain::Given);
    let mut common = Monomial::one();
    let mut seen = std::collections::HashSet::new();
    for factor in terms.iter().flat_map(|term| &term.factors) {
        // What is divided by 0 has no value, and nothing may make it vanish.
        if factor.base.is_integer(0) || !seen.insert((factor.key, matches!(factor.exponent, Exponent::Expr(_)))) {
            continue;
        }
        if let Exponent::Expr(_) = &factor.exponent {
            let has =
                |term: &Monomial| term.factors.iter().any(|f| f.key == factor.key && f.exponent == factor.exponent);
            if shared == Shared::ByAll && terms.iter().all(has) {
                common.factors.push(factor.clone());
            }
            continue;
        }
        // Integer exponents only, but for powers of e: others have domains of their own.
        let exponents = terms.iter().map(|term| {
            let is_number = |f: &&Factor| matches!(f.exponent, Exponent::Number(_));
            let mut like = term.factors.iter().filter(|f| f.key == factor.key).filter(is_number);
            match (like.next().map(|f| &f.exponent), like.next()) {
                (None, _) => Some(Number::ZERO),
                (Some(Exponent::Number(n)), None) if fractional || n.is_integer() || is_exp(&factor.base) => {
                    Some(n.clone())
                }
                _ => None,
            }
        });
        let Some(exponents) = exponents.collect::<Option<Vec<_>>>() else { continue };
        let apart = |n: &Number| exponents.first().is_none_or(|first| (n - first).is_integer());
        if !is_exp(&factor.base) && !exponents.iter().all(apart) {
            continue;
        }
        if let Some(power) = shared.power(&exponents, is_exp(&factor.base)).filter(|n| !n.is_zero()) {
            let mut factor = factor.clone();
            factor.exponent = Exponent::Number(power);
            common.factors.push(factor);
        }
    }
    common
}
