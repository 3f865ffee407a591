//! What the brackets of a product or fraction share: cancelled, put in front, multiplied in.

use super::{
    Law, Simplifier,
    common::{quotient_of_sum, shared_factors},
    length::length,
    monomial::{Exponent, Factor, Monomial},
    polynomial::{conjugates, reduced},
};
use crate::symbolic::{Expr, Node, Number};

impl Monomial {
    /// Takes out of a sum what it shares with the other side of the fraction: `(x - 2x·ln(x))/x^4`.
    pub(super) fn cancel_into_sums(&mut self, s: &mut Simplifier) {
        for i in 0..self.factors.len() {
            let Some(Factor { base, exponent: Exponent::Number(n), .. }) = self.factors.get(i).cloned() else {
                continue;
            };
            let (Node::Sum(_), Some(n)) = (base.node(), n.to_i64()) else { continue };
            let opposed = |f: &Factor| {
                let there = self.factors.iter().find(|g| g.key == f.key && matches!(g.exponent, Exponent::Number(_)));
                matches!(there, Some(Factor { exponent: Exponent::Number(k), .. }) if k.is_negative() != (n < 0))
            };
            let mut common = shared_factors(&base, s);
            common.factors.retain(|f| matches!(f.exponent, Exponent::Number(_)) && opposed(f));
            if common.factors.is_empty() {
                continue;
            }
            s.used.insert(Law::Cancelling);
            let rest = quotient_of_sum(&base, &common, s);
            self.factors.remove(i);
            for factor in common.factors {
                if let Exponent::Number(k) = factor.exponent {
                    self.raise(&factor.base, &(&k * &Number::from(n)), s);
                }
            }
            self.multiply(&rest, n, s);
            return self.cancel_into_sums(s);
        }
    }

    /// Takes the variables that all terms of a bracket share in front of it, where other factors stand there anyway:
    /// `(x^2 + x)*sin(x)` is `x*(x + 1)*sin(x)`.
    pub(super) fn open_brackets(&mut self, s: &mut Simplifier) {
        if self.factors.len() < 2 {
            return;
        }
        for i in 0..self.factors.len() {
            let Some(Factor { base, exponent: Exponent::Number(n), .. }) = self.factors.get(i).cloned() else {
                continue;
            };
            let (Node::Sum(_), Some(n)) = (base.node(), n.to_i64().filter(|n| *n > 0)) else { continue };
            let common = shared_factors(&base, s);
            if common.factors.is_empty() {
                continue;
            }
            s.used.insert(Law::CommonFactor);
            let rest = quotient_of_sum(&base, &common, s);
            self.factors.remove(i);
            for factor in common.factors {
                match factor.exponent {
                    Exponent::Number(k) => self.raise(&factor.base, &(&k * &Number::from(n)), s),
                    Exponent::Expr(v) => self.raise_symbolic(&factor.base, &v, n, s),
                }
            }
            self.multiply(&rest, n, s);
            return self.open_brackets(s);
        }
    }

    /// `1/((1 - x)·(1 + x))` is `1/(1 - x²)`.
    pub(super) fn join_conjugates(&mut self, s: &mut Simplifier) {
        let below = |f: &&Factor| {
            matches!(f.base.node(), Node::Sum(terms) if terms.len() == 2)
                && matches!(&f.exponent, Exponent::Number(n) if n.is_negative() && n.is_integer())
        };
        let brackets: Vec<Factor> = self.factors.iter().filter(below).cloned().collect();
        for (i, a) in brackets.iter().enumerate() {
            for b in brackets.iter().skip(i + 1).filter(|b| b.exponent == a.exponent) {
                let Some(product) = conjugates(&a.base, &b.base, s) else { continue };
                s.used.insert(Law::Distributive);
                self.factors.retain(|f| !((f.key == a.key || f.key == b.key) && f.exponent == a.exponent));
                if let Exponent::Number(n) = &a.exponent {
                    self.raise(&product, n, s);
                }
                return self.join_conjugates(s);
            }
        }
    }

    /// Cancels what a bracket above and one below have in common as polynomials: `(x^2 - 1)/(x - 1)`.
    pub(super) fn reduce_fraction(&mut self, s: &mut Simplifier) {
        let bracket = |f: &Factor, below: bool| match &f.exponent {
            Exponent::Number(n) if matches!(f.base.node(), Node::Sum(_)) => {
                n.to_i64().filter(|n| (*n < 0) == below).map(|n| (f.clone(), n))
            }
            _ => None,
        };
        let of = |below: bool| self.factors.iter().filter_map(|f| bracket(f, below)).collect::<Vec<_>>();
        let (above, below) = (of(false), of(true));
        for (a, p) in &above {
            for (b, q) in &below {
                let Some(parts) = reduced(&a.base, &b.base, s) else { continue };
                s.used.insert(Law::Cancelling);
                let powers = [*p, *q, p + q];
                let same = |f: &Factor, g: &Factor| f.key == g.key && f.exponent == g.exponent;
                self.factors.retain(|f| !same(f, a) && !same(f, b));
                for (terms, n) in parts.iter().zip(powers) {
                    let part = s.build(terms);
                    if n != 0 {
                        self.multiply(&part, n, s);
                    }
                }
                return self.reduce_fraction(s);
            }
        }
    }

    /// A fraction without variables before a single bracket, multiplied in where that is shorter: `5x - 9.9`, not
    /// `(50x - 99)/10`.
    pub(super) fn distributed(&self, s: &mut Simplifier) -> Option<Expr> {
        if self.coefficient.is_integer() {
            return None;
        }
        let (sums, others): (Vec<&Factor>, Vec<&Factor>) = self.factors.iter().partition(|f| f.is_sum());
        let ([sum], true) = (sums.as_slice(), others.iter().all(|f| !f.base.has_variables())) else { return None };
        let mut terms = Vec::new();
        for term in sum.base.children() {
            let mut term = Self::of(term, s);
            term.coefficient = &term.coefficient * &self.coefficient;
            for f in &others {
                match &f.exponent {
                    Exponent::Number(n) => term.raise(&f.base, n, s),
                    Exponent::Expr(_) => return None,
                }
            }
            terms.push(term);
        }
        let distributed = s.build(&terms);
        let above = u64::from(!self.coefficient.numerator().is_one());
        let outside: u64 = others.iter().map(|f| length(&f.base) + 1).sum();
        let fraction = length(&sum.base) + above + self.coefficient.to_string().len() as u64 + outside;
        (length(&distributed) < fraction).then_some(distributed)
    }
}
