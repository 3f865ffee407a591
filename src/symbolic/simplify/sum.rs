//! A sum as like terms collected, multiplied out or with a common factor taken out, whichever is shortest.

use std::collections::HashMap;

use super::{
    Simplifier,
    identities::pythagoras,
    monomial::{Exponent, Monomial, is_exp},
};
use crate::symbolic::{Expr, Node, Number};

/// The most terms to which a product of sums is multiplied out.
const MAX_EXPANDED: usize = 40;

impl Simplifier {
    /// A sum, or a sum with a minus before it, tidy. Its parts need not be tidy yet.
    pub fn sum(&mut self, e: &Expr) -> Expr {
        let mut terms = Vec::new();
        self.terms(e, &Number::ONE, &mut terms);
        let collected = self.collect(terms.clone());
        let mut best = self.build(&collected);
        if collected.len() < 2 {
            return best;
        }
        let expanded = self.expand(&terms).map(|terms| self.collect(terms));
        if let Some(expanded) = &expanded {
            let multiplied_out = self.build(expanded);
            if multiplied_out.size() < best.size() {
                best = multiplied_out;
            }
        }
        for terms in [Some(collected), expanded].into_iter().flatten() {
            if let Some((factored, worth)) = self.rewrite(|s| s.take_out(&terms)).flatten()
                && factored.size() + worth <= best.size()
            {
                best = factored;
            }
        }
        best
    }

    /// The terms of a sum, nested sums dissolved, each as a monomial of tidy parts times `scale`.
    fn terms(&mut self, e: &Expr, scale: &Number, into: &mut Vec<Monomial>) {
        match e.node() {
            Node::Sum(all) => all.iter().for_each(|term| self.terms(term, scale, into)),
            Node::Negate(u) => self.terms(u, &-scale, into),
            _ => {
                let tidy = self.simplify(e);
                self.tidy_terms(&tidy, scale, into);
            }
        }
    }

    /// The same for what is tidy already.
    fn tidy_terms(&mut self, e: &Expr, scale: &Number, into: &mut Vec<Monomial>) {
        match e.node() {
            Node::Sum(all) => all.iter().for_each(|term| self.tidy_terms(term, scale, into)),
            Node::Negate(u) if matches!(u.node(), Node::Sum(_)) => self.tidy_terms(u, &-scale, into),
            _ => {
                let mut term = Monomial::of(e, self);
                term.coefficient = &term.coefficient * scale;
                into.push(term);
            }
        }
    }

    /// Like terms added up, in the order in which each kind came first.
    fn collect(&mut self, terms: Vec<Monomial>) -> Vec<Monomial> {
        let mut places: HashMap<Vec<(u128, u128)>, usize> = HashMap::new();
        let mut collected: Vec<Monomial> = Vec::new();
        for term in terms {
            let key = self.term_key(&term);
            match places.get(&key).and_then(|&i| collected.get_mut(i)) {
                Some(like) => like.coefficient = &like.coefficient + &term.coefficient,
                None => {
                    places.insert(key, collected.len());
                    collected.push(term);
                }
            }
        }
        collected.retain(|term| !term.coefficient.is_zero());
        pythagoras(&mut collected);
        collected
    }

    fn term_key(&mut self, term: &Monomial) -> Vec<(u128, u128)> {
        let mut key: Vec<_> = term
            .factors
            .iter()
            .map(|f| {
                let exponent = match &f.exponent {
                    Exponent::Number(n) => Expr::number(n.clone()).fingerprint(),
                    Exponent::Expr(v) => self.key(v),
                };
                (f.key, exponent)
            })
            .collect();
        key.sort_unstable();
        key
    }

    /// The sum of the terms; one that does not begin with a minus if it can be helped.
    fn build(&mut self, terms: &[Monomial]) -> Expr {
        let mut terms: Vec<&Monomial> = terms.iter().collect();
        if terms.first().is_some_and(|t| t.coefficient.is_negative())
            && let Some(positive) = terms.iter().position(|t| !t.coefficient.is_negative())
        {
            let first = terms.remove(positive);
            terms.insert(0, first);
        }
        Expr::sum(terms.into_iter().map(|term| term.clone().into_expr(self)).collect::<Vec<_>>())
    }

    /// The terms with products of sums multiplied out; nothing if there are none or it would become long.
    fn expand(&mut self, terms: &[Monomial]) -> Option<Vec<Monomial>> {
        let mut changed = false;
        let mut result = Vec::new();
        for term in terms {
            let mut partial = vec![Monomial { coefficient: term.coefficient.clone(), factors: Vec::new() }];
            for factor in &term.factors {
                let power = match &factor.exponent {
                    Exponent::Number(n) => n.to_i64().filter(|n| (1..=6).contains(n)),
                    Exponent::Expr(_) => None,
                };
                match (factor.base.node(), power) {
                    (Node::Sum(inner), Some(power)) => {
                        changed = true;
                        for _ in 0..power {
                            let mut next = Vec::new();
                            for left in &partial {
                                for right in inner {
                                    let mut product = left.clone();
                                    product.multiply(right, 1, self);
                                    next.push(product);
                                }
                            }
                            partial = self.collect(next);
                            if partial.len() > MAX_EXPANDED {
                                return None;
                            }
                        }
                    }
                    _ => partial.iter_mut().for_each(|p| p.factors.push(factor.clone())),
                }
            }
            result.extend(partial);
        }
        (changed && result.len() <= MAX_EXPANDED).then_some(result)
    }

    /// The sum with the factor that all terms share in front, and how much shorter it has to be to be worth it: plain
    /// variables are seldom taken out, functions and brackets always.
    fn take_out(&mut self, terms: &[Monomial]) -> Option<(Expr, u64)> {
        let common = common_factors(terms, shared_by_all);
        if common.factors.is_empty() {
            return None;
        }
        let plain = common.factors.iter().all(|f| matches!(f.base.node(), Node::Symbol(_) | Node::Constant(_)));
        let rest = divide(terms, &common);
        let inner = self.build(&rest);
        let inner = if rest.len() > 1 { self.sum(&inner) } else { inner };
        let inner = self.in_falling_order(inner);
        let mut product = common;
        product.multiply(&inner, 1, self);
        Some((product.into_expr(self), if plain { 5 } else { 1 }))
    }

    /// A polynomial of one variable in falling order of its powers, as it is written in brackets: `x + 2`.
    fn in_falling_order(&mut self, e: Expr) -> Expr {
        let Node::Sum(all) = e.node() else { return e };
        let mut terms: Vec<Monomial> = all.iter().map(|term| Monomial::of(term, self)).collect();
        sort_polynomial(&mut terms);
        self.build(&terms)
    }
}

/// Each term divided by a monomial.
fn divide(terms: &[Monomial], by: &Monomial) -> Vec<Monomial> {
    let inverse = by.coefficient.inverse().unwrap_or(Number::ONE);
    terms
        .iter()
        .map(|term| {
            let mut term = term.clone();
            term.coefficient = &term.coefficient * &inverse;
            for divisor in &by.factors {
                let Exponent::Number(k) = &divisor.exponent else { continue };
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
fn sort_polynomial(terms: &mut [Monomial]) {
    let degree = |term: &Monomial| match term.factors.as_slice() {
        [] => Some((None, 0)),
        [f] if f.base.as_symbol().is_some() => match &f.exponent {
            Exponent::Number(n) => n.to_i64().map(|n| (Some(f.key), n)),
            Exponent::Expr(_) => None,
        },
        _ => None,
    };
    let Some(degrees) = terms.iter().map(degree).collect::<Option<Vec<_>>>() else { return };
    let mut variables = degrees.iter().filter_map(|d| d.0);
    let first = variables.next();
    if variables.all(|v| Some(v) == first) {
        terms.sort_by_cached_key(|term| std::cmp::Reverse(degree(term).map(|d| d.1)));
    }
}

/// What a sum among factors gives up: its common number and the denominators of its terms, and what remains.
pub(super) fn content(e: &Expr, s: &mut Simplifier) -> (Monomial, Expr) {
    let Node::Sum(all) = e.node() else { return (Monomial::one(), e.clone()) };
    let terms: Vec<Monomial> = all.iter().map(|term| Monomial::of(term, s)).collect();
    let mut common = common_factors(&terms, shared_denominator);
    common.coefficient = common_number(&terms);
    if common.factors.is_empty() && common.coefficient.is_one() {
        return (common, e.clone());
    }
    let rest = divide(&terms, &common);
    let rest = s.build(&rest);
    let rest = s.rewrite(|s| s.simplify(&rest)).unwrap_or(rest);
    (common, rest)
}

/// The powers of bases that all terms of a sum share.
pub(super) fn shared_factors(e: &Expr, s: &mut Simplifier) -> Monomial {
    let terms: Vec<Monomial> = e.children().iter().map(|term| Monomial::of(term, s)).collect();
    common_factors(&terms, shared_by_all)
}

/// A sum with each of its terms divided.
pub(super) fn quotient_of_sum(e: &Expr, by: &Monomial, s: &mut Simplifier) -> Expr {
    let terms: Vec<Monomial> = e.children().iter().map(|term| Monomial::of(term, s)).collect();
    let terms = divide(&terms, by);
    let rest = s.build(&terms);
    s.simplify(&rest)
}

/// The greatest common divisor of integer coefficients, over the least common multiple of their denominators.
fn common_number(terms: &[Monomial]) -> Number {
    let mut coefficients = terms.iter().map(|term| term.coefficient.abs());
    let first = coefficients.next().unwrap_or(Number::ONE);
    coefficients.fold(first, |a, b| a.gcd(&b))
}

/// The power that can be taken out of terms that have these powers of a base: one that leaves no new denominator. For a
/// power of e the sign says nothing, so it is the one nearest to 0 if all have the same sign.
fn shared_by_all(exponents: &[Number], is_exp: bool) -> Option<Number> {
    let (least, most) = (exponents.iter().min()?, exponents.iter().max()?);
    match (least.is_negative(), most.is_negative()) {
        (false, _) => Some(least.clone()),
        (true, true) if is_exp => Some(most.clone()),
        _ => None,
    }
}

/// The denominator that terms with these powers of a base can be brought to.
fn shared_denominator(exponents: &[Number], is_exp: bool) -> Option<Number> {
    exponents.iter().min().filter(|least| least.is_negative() && !is_exp).cloned()
}

/// The powers of bases that can be taken out of every term, as `choose` says.
fn common_factors(terms: &[Monomial], choose: impl Fn(&[Number], bool) -> Option<Number>) -> Monomial {
    let mut common = Monomial::one();
    let mut seen = std::collections::HashSet::new();
    for factor in terms.iter().flat_map(|term| &term.factors) {
        // What is divided by 0 has no value, and nothing may make it vanish.
        if factor.base.is_integer(0) || !seen.insert(factor.key) {
            continue;
        }
        // Integer exponents only: others have domains of their own.
        let exponents = terms.iter().map(|term| {
            let mut like = term.factors.iter().filter(|f| f.key == factor.key);
            match (like.next().map(|f| &f.exponent), like.next()) {
                (None, _) => Some(Number::ZERO),
                (Some(Exponent::Number(n)), None) if n.is_integer() => Some(n.clone()),
                _ => None,
            }
        });
        let Some(exponents) = exponents.collect::<Option<Vec<_>>>() else { continue };
        if let Some(shared) = choose(&exponents, is_exp(&factor.base)).filter(|n| !n.is_zero()) {
            let mut factor = factor.clone();
            factor.exponent = Exponent::Number(shared);
            common.factors.push(factor);
        }
    }
    common
}
