//! A sum as like terms collected, multiplied out or with a common factor taken out, whichever is shortest.

use std::collections::HashMap;

use super::{
    Law, Simplifier,
    identities::pythagoras,
    laws::Stage,
    length::length,
    monomial::{Exponent, Factor, Monomial, is_exp},
    polynomial::{Group, Ring},
};
use crate::symbolic::{Expr, Node, Number};

/// The most terms that are written without groups where there are groups.
const MAX_UNGROUPED: usize = 12;

impl Simplifier {
    /// A sum, or a sum with a minus before it, tidy. Its parts need not be tidy yet.
    pub fn sum(&mut self, e: &Expr) -> Expr {
        let mut terms = Vec::new();
        self.terms(e, &Number::ONE, &mut terms);
        self.sum_of(terms)
    }

    /// The sum of terms whose parts are tidy.
    fn sum_of(&mut self, given: Vec<Monomial>) -> Expr {
        let mut terms = Vec::with_capacity(given.len());
        for term in given {
            match term.factors.as_slice() {
                // A bracket with nothing but a sign before it is no bracket.
                [f] if f.is_sum() && term.coefficient.abs().is_one() => {
                    self.tidy_terms(&f.base, &term.coefficient, &mut terms);
                }
                _ => terms.push(term),
            }
        }
        let collected = if self.stage == Stage::Products { terms.clone() } else { self.collect(terms.clone()) };
        let (plain, laws) = self.attempt(|s| s.build(&collected));
        if collected.len() < 2 || self.stage == Stage::Products {
            self.used.extend(laws);
            return plain;
        }
        let mut forms = vec![(plain, 1, laws)];
        if let (Some(Some((form, worth))), mut laws) =
            self.attempt(|s| s.rewrite(Stage::Whole, |s| s.take_out(&collected)))
        {
            laws.insert(Law::CommonFactor);
            forms.push((form, worth, laws));
        }
        if let (Some(Some(form)), mut laws) =
            self.attempt(|s| s.rewrite(Stage::Whole, |s| s.take_out_of_some(&collected)))
        {
            laws.insert(Law::CommonFactor);
            forms.push((form, 1, laws));
        }
        let (multiplied, mut laws) = self.attempt(|s| s.multiplied_out(&terms));
        laws.insert(Law::Distributive);
        forms.extend(multiplied.into_iter().map(|(form, worth)| (form, worth + 1, laws.clone())));
        // Of equally short ones the first; a factor before a bracket wins over the plain sum, not over what is multiplied out.
        let shortest = forms.into_iter().min_by_key(|(form, worth, _)| length(form) + worth);
        shortest.map_or_else(Expr::zero, |(form, _, laws)| {
            self.used.extend(laws);
            form
        })
    }

    /// The forms of a sum when products of sums in it are multiplied out, each with how much shorter than others it has
    /// to be: as it is, with the common factor taken out, and with its terms grouped by their functions. None if there is
    /// nothing to multiply out.
    fn multiplied_out(&mut self, terms: &[Monomial]) -> Vec<(Expr, u64)> {
        let mut ring = Ring::default();
        let Some(polynomial) = ring.polynomial(terms, self).filter(|_| ring.multiplied_out) else { return Vec::new() };
        let groups = ring.groups(&polynomial);
        let mut flat: Vec<Monomial> = groups.iter().flat_map(Group::multiplied).collect();
        if pythagoras(&mut flat, self.domain) {
            self.used.insert(Law::Identity);
        }
        if flat.len() < 2 || self.stage < Stage::Whole {
            return vec![(self.build(&flat), 0)];
        }
        let mut forms = Vec::new();
        let mut common = common_factors(&flat, Shared::ByAll);
        common.coefficient = common_number(&flat);
        if groups.len() > 1 && groups.iter().any(|group| group.terms.len() > 1) {
            let grouped: Vec<Monomial> = groups.iter().map(|group| self.group(group)).collect();
            let rest = divide(&grouped, &common);
            forms.push((self.product_with_sum(&common, &rest), 0));
        }
        // With so many terms, those in groups are the shortest.
        if forms.is_empty() || flat.len() <= MAX_UNGROUPED {
            forms.push((self.build(&flat), 0));
            if !common.factors.is_empty() {
                let rest = divide(&flat, &common);
                forms.push((self.product_with_sum(&common, &rest), worth(&common)));
            }
        }
        forms
    }

    /// A group as one term: `(x^2 + 1)*sin(3*x)`.
    fn group(&mut self, group: &Group) -> Monomial {
        let mut common = common_factors(&group.terms, Shared::ByAll);
        common.coefficient = common_number(&group.terms);
        if group.terms.len() > 1 && group.terms.first().is_some_and(|term| term.coefficient.is_negative()) {
            common.coefficient = -&common.coefficient;
        }
        let rest = divide(&group.terms, &common);
        let rest = self.build(&rest);
        common.multiply(&rest, 1, self);
        common.factors.extend(group.functions.factors.iter().cloned());
        common
    }

    /// `common·(term + term + …)`
    fn product_with_sum(&mut self, common: &Monomial, terms: &[Monomial]) -> Expr {
        let sum = self.build(terms);
        let mut product = common.clone();
        product.multiply(&sum, 1, self);
        product.into_expr(self)
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
        let count = terms.len();
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
        if collected.len() < count {
            self.used.insert(Law::LikeTerms);
        }
        if pythagoras(&mut collected, self.domain) {
            self.used.insert(Law::Identity);
        }
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
    pub(super) fn build(&mut self, terms: &[Monomial]) -> Expr {
        let mut terms: Vec<&Monomial> = terms.iter().collect();
        if terms.first().is_some_and(|t| t.coefficient.is_negative()) {
            match terms.iter().position(|t| !t.coefficient.is_negative()) {
                // 1 - x + x² - x³ rather than x² - x³ - x + 1.
                Some(_) if terms.last().is_some_and(|t| !t.coefficient.is_negative()) && is_falling(&terms) => {
                    terms.reverse();
                }
                Some(positive) => {
                    let first = terms.remove(positive);
                    terms.insert(0, first);
                }
                None => {}
            }
        }
        Expr::sum(terms.into_iter().map(|term| term.clone().into_expr(self)).collect::<Vec<_>>())
    }

    /// The sum with the factor that all terms share in front, and how much shorter it has to be to be worth it.
    fn take_out(&mut self, terms: &[Monomial]) -> Option<(Expr, u64)> {
        let common = common_factors(terms, Shared::ByAll);
        if common.factors.is_empty() {
            return None;
        }
        let worth = worth(&common);
        let rest = divide(terms, &common);
        let inner = self.sum_of(rest);
        let inner = self.in_falling_order(inner);
        let mut product = common;
        product.multiply(&inner, 1, self);
        Some((product.into_expr(self), worth))
    }

    /// The sum with a bracket that several terms have as a factor, but not all, written once: `a·(x + y) + b·(x + y) + c` is
    /// `(a + b)·(x + y) + c`. The first such bracket; of the rest it takes itself along, if that is there.
    fn take_out_of_some(&mut self, terms: &[Monomial]) -> Option<Expr> {
        // A polynomial is read more easily without.
        if !terms.iter().flat_map(|term| &term.factors).any(|f| f.base.has_functions()) {
            return None;
        }
        let place = |term: &Monomial, key: u128| term.factors.iter().position(|f| f.key == key && f.is_sum());
        let is_shared =
            |f: &&Factor| f.is_sum() && terms.iter().filter(|term| place(term, f.key).is_some()).count() > 1;
        let bracket = terms.iter().flat_map(|term| &term.factors).find(is_shared)?.clone();
        let (mut inside, mut rest) = (Vec::new(), Vec::new());
        for term in terms {
            match place(term, bracket.key) {
                Some(i) => {
                    let mut term = term.clone();
                    term.factors.remove(i);
                    inside.push(term);
                }
                None => rest.push(term.clone()),
            }
        }
        if rest.is_empty() {
            return None;
        }
        let mut own = Vec::new();
        self.tidy_terms(&bracket.base, &Number::from(-1), &mut own);
        own.extend(rest.iter().cloned());
        let without = self.collect(own);
        if without.len() + bracket.base.children().len() == rest.len() {
            inside.push(Monomial::one());
            rest = without;
        }
        let mut product = Monomial { coefficient: Number::ONE, factors: vec![bracket] };
        let inside = self.sum_of(inside);
        product.multiply(&inside, 1, self);
        rest.insert(0, product);
        Some(self.build(&rest))
    }

    /// A polynomial of one variable in falling order of its powers, as it is written in brackets: `x + 2`.
    fn in_falling_order(&mut self, e: Expr) -> Expr {
        let Node::Sum(all) = e.node() else { return e };
        if e.has_functions() {
            return e;
        }
        let mut terms: Vec<Monomial> = all.iter().map(|term| Monomial::of(term, self)).collect();
        sort_polynomial(&mut terms);
        self.build(&terms)
    }
}

/// How much shorter a sum has to get for this factor to be taken out: plain variables are seldom taken out, functions and
/// brackets always.
fn worth(common: &Monomial) -> u64 {
    let is_plain =
        |f: &Factor| matches!((f.base.node(), &f.exponent), (Node::Symbol(_) | Node::Constant(_), Exponent::Number(_)));
    if common.factors.iter().all(is_plain) { 5 } else { 0 }
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
fn sort_polynomial(terms: &mut [Monomial]) {
    if degrees(terms.iter()).is_some() {
        terms.sort_by_cached_key(|term| std::cmp::Reverse(degree(term).map(|d| d.1)));
    }
}

/// Whether the terms are those of a polynomial of one variable, in falling order of its powers.
fn is_falling(terms: &[&Monomial]) -> bool {
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
    let mut common = common_factors(&terms, Shared::Denominator);
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
fn common_number(terms: &[Monomial]) -> Number {
    if terms.iter().any(|term| term.coefficient.short_decimal().is_some()) {
        return Number::ONE;
    }
    let mut coefficients = terms.iter().map(|term| term.coefficient.abs());
    let first = coefficients.next().unwrap_or(Number::ONE);
    coefficients.fold(first, |a, b| a.gcd(&b))
}

/// What is taken out of the terms of a sum.
#[derive(Clone, Copy, PartialEq)]
enum Shared {
    /// What every term has as a factor.
    ByAll,
    /// A denominator that every term can be brought to.
    Denominator,
}

impl Shared {
    /// The power of a base that can be taken out of terms that have these powers of it. A factor leaves no new denominator;
    /// of a power of e, whose sign says nothing, it is the one nearest to 0 if all have the same sign.
    fn power(self, exponents: &[Number], is_exp: bool) -> Option<Number> {
        let (least, most) = (exponents.iter().min()?, exponents.iter().max()?);
        match (self, least.is_negative(), most.is_negative()) {
            (Self::ByAll, false, _) => Some(least.clone()),
            (Self::ByAll, true, true) if is_exp => Some(most.clone()),
            (Self::Denominator, true, _) if !is_exp => Some(least.clone()),
            _ => None,
        }
    }
}

/// The powers of bases that can be taken out of every term.
fn common_factors(terms: &[Monomial], shared: Shared) -> Monomial {
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
                (Some(Exponent::Number(n)), None) if n.is_integer() || is_exp(&factor.base) => Some(n.clone()),
                _ => None,
            }
        });
        let Some(exponents) = exponents.collect::<Option<Vec<_>>>() else { continue };
        if let Some(power) = shared.power(&exponents, is_exp(&factor.base)).filter(|n| !n.is_zero()) {
            let mut factor = factor.clone();
            factor.exponent = Exponent::Number(power);
            common.factors.push(factor);
        }
    }
    common
}
