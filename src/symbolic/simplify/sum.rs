//! A sum as like terms collected, multiplied out or with a common factor taken out, whichever is shortest.

use std::collections::HashMap;

use super::{
    Law, Simplifier,
    common::{Shared, common_factors, common_number, divide, is_falling, sort_polynomial, worth},
    laws::Stage,
    length::length,
    monomial::{Exponent, Factor, Monomial},
    polynomial::{Group, Ring},
};
use crate::symbolic::{Expr, Function, Node, Number};

/// The most terms that are written without groups where there are groups.
const MAX_UNGROUPED: usize = 12;

/// The longest sum that is tried as one fraction, and how much shorter it has to get.
const LONGEST_FRACTIONS: u64 = 100;
const WORTH_OF_A_FRACTION: u64 = 3;

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
        let plain_length = length(&plain);
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
        // Within another rewriting, or in a long sum, it would cost more than it gives.
        if self.rewriting == 0 && plain_length <= LONGEST_FRACTIONS {
            let (form, mut laws) = self.attempt(|s| s.rewrite(Stage::Whole, |s| s.one_fraction(&collected)));
            laws.insert(Law::Fractions);
            forms.extend(form.flatten().map(|form| (form, WORTH_OF_A_FRACTION, laws)));
        }
        let (multiplied, mut laws) = self.attempt(|s| s.multiplied_out(&terms, plain_length));
        laws.insert(Law::Distributive);
        let opening = if terms.iter().flat_map(|term| &term.factors).any(|f| is_complement(&f.base)) { 3 } else { 1 };
        forms.extend(multiplied.into_iter().map(|(form, worth)| (form, worth + opening, laws.clone())));
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
    fn multiplied_out(&mut self, terms: &[Monomial], plain_length: u64) -> Vec<(Expr, u64)> {
        let mut ring = Ring::default();
        let Some(polynomial) = ring.polynomial(terms, self).filter(|_| ring.multiplied_out) else { return Vec::new() };
        let groups = ring.groups(&polynomial);
        let mut flat: Vec<Monomial> = groups.iter().flat_map(Group::multiplied).collect();
        self.join_squares(&mut flat);
        // What has become so much longer won't become shorter again by what its terms share.
        if flat.iter().map(Monomial::length).sum::<u64>() > 3 * plain_length + 20 {
            return Vec::new();
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
        if group.terms.len() > 2 && group.terms.first().is_some_and(|term| term.coefficient.is_negative()) {
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
        self.join_squares(&mut collected);
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

    /// The sum as one fraction, if terms of it are fractions.
    fn one_fraction(&mut self, terms: &[Monomial]) -> Option<Expr> {
        let mut common = common_factors(terms, Shared::Denominator(self.domain));
        if common.factors.is_empty() {
            return None;
        }
        common.coefficient = common_number(terms);
        let above = self.build(&divide(terms, &common));
        let above = self.simplify(&above);
        common.multiply(&above, 1, self);
        Some(common.into_expr(self))
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

/// Whether it is a bracket that people keep: `1 - sigmoid(u)`, `1 - tanh(u)^2`.
fn is_complement(e: &Expr) -> bool {
    let Node::Sum(terms) = e.node() else { return false };
    let [one, rest] = terms.as_slice() else { return false };
    let Node::Negate(u) = rest.node() else { return false };
    let function = if let Node::Power([base, _]) = u.node() { base } else { u };
    one.is_integer(1) && matches!(function.node(), Node::Apply(Function::Sigmoid | Function::Tanh, _))
}
