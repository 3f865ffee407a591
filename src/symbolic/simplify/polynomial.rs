//! Sparse polynomials over kernels: variables, functions, brackets that are not opened. Sums are multiplied out and
//! fractions reduced by them (Geddes, Czapor and Labahn, *Algorithms for Computer Algebra*, ch. 2 and 3).

use std::collections::HashMap;

use super::{
    Simplifier,
    monomial::{Exponent, Factor, Monomial},
};
use crate::symbolic::{Expr, Node, Number};

/// The most kernels that a polynomial may have.
const MAX_KERNELS: usize = 12;
/// The largest power of a kernel, of either sign.
const MAX_POWER: i64 = 4000;
/// The most terms of a polynomial in many kernels, and of one in so few that its terms fall together.
const MAX_TERMS: usize = 40;
const MAX_DENSE_TERMS: usize = 600;
const FEW_KERNELS: usize = 4;
/// Powers of sums beyond this one are not multiplied out.
const MAX_EXPANDED_POWER: i64 = 8;

/// The power of each kernel; negative ones are allowed.
type Powers = [i16; MAX_KERNELS];

const NO_POWERS: Powers = [0; MAX_KERNELS];

/// `Σ cᵢ·Πⱼ kⱼ^pᵢⱼ`, the terms in falling lexicographic order of their powers, no coefficient 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Polynomial {
    terms: Vec<(Powers, Number)>,
}

impl Polynomial {
    fn constant(value: Number) -> Self {
        Self { terms: vec![(NO_POWERS, value)] }
    }

    pub fn len(&self) -> usize {
        self.terms.len()
    }

    fn from_terms(mut terms: Vec<(Powers, Number)>) -> Self {
        terms.sort_by_key(|term| std::cmp::Reverse(term.0));
        let mut merged: Vec<(Powers, Number)> = Vec::with_capacity(terms.len());
        for (powers, c) in terms {
            match merged.last_mut() {
                Some((last, sum)) if *last == powers => *sum = &*sum + &c,
                _ => {
                    if merged.last().is_some_and(|(_, c)| c.is_zero()) {
                        merged.pop();
                    }
                    merged.push((powers, c));
                }
            }
        }
        if merged.last().is_some_and(|(_, c)| c.is_zero()) {
            merged.pop();
        }
        Self { terms: merged }
    }

    fn times(&self, other: &Self) -> Self {
        if let [(powers, c)] = other.terms.as_slice() {
            return self.times_term(powers, c);
        }
        let product = |(p, a): &(Powers, Number), (q, b): &(Powers, Number)| (plus(p, q), a * b);
        Self::from_terms(self.terms.iter().flat_map(|a| other.terms.iter().map(move |b| product(a, b))).collect())
    }

    fn times_term(&self, powers: &Powers, c: &Number) -> Self {
        if c.is_one() {
            return Self { terms: self.terms.iter().map(|(p, a)| (plus(p, powers), a.clone())).collect() };
        }
        Self { terms: self.terms.iter().map(|(p, a)| (plus(p, powers), a * c)).collect() }
    }

    /// The least power of each kernel.
    fn least_powers(&self) -> Powers {
        let mut least = self.terms.first().map_or(NO_POWERS, |(p, _)| *p);
        for (powers, _) in &self.terms {
            for (low, p) in least.iter_mut().zip(powers) {
                *low = (*low).min(*p);
            }
        }
        least
    }

    /// Divided by the product of its kernels that all terms share: no power is negative, and each kernel is missing in
    /// some term.
    fn primitive(&self) -> Self {
        let least = self.least_powers();
        Self { terms: self.terms.iter().map(|(p, c)| (minus(p, &least), c.clone())).collect() }
    }

    /// `self / divisor`, if there is no remainder. Both are primitive.
    fn divided_by(&self, divisor: &Self) -> Option<Self> {
        let (lead, c) = divisor.terms.first()?;
        let inverse = c.inverse()?;
        let (mut rest, mut quotient) = (self.clone(), Vec::new());
        while let Some((top, a)) = rest.terms.first() {
            let powers = minus(top, lead);
            if powers.iter().any(|p| *p < 0) || quotient.len() > MAX_DENSE_TERMS {
                return None;
            }
            let factor = a * &inverse;
            let less = divisor.times_term(&powers, &-&factor);
            rest = Self::from_terms(rest.terms.into_iter().chain(less.terms).collect());
            quotient.push((powers, factor));
        }
        Some(Self { terms: quotient })
    }

    /// The greatest common divisor of primitive polynomials: of any whose divisor is one of them, and of those in one
    /// common kernel. Nothing if it is 1 or not found.
    fn common_divisor(&self, other: &Self) -> Option<Self> {
        let (long, short) = if self.len() >= other.len() { (self, other) } else { (other, self) };
        if short.len() < 2 {
            return None;
        }
        if long.divided_by(short).is_some() {
            return Some(short.clone());
        }
        if short.divided_by(long).is_some() {
            return Some(long.clone());
        }
        let kernel = self.only_kernel().filter(|k| other.only_kernel() == Some(*k))?;
        let (mut a, mut b) = (long.clone(), short.clone());
        // Euclid's algorithm; the remainders are made monic, which keeps their coefficients short.
        while !b.terms.is_empty() {
            let rest = a.remainder(&b, kernel)?.monic();
            (a, b) = (b, rest);
        }
        (a.len() > 1).then_some(a)
    }

    fn only_kernel(&self) -> Option<usize> {
        let mut used = (0..MAX_KERNELS).filter(|&k| self.terms.iter().any(|(p, _)| p[k] != 0));
        used.next().filter(|_| used.next().is_none())
    }

    fn monic(mut self) -> Self {
        if let Some(inverse) = self.terms.first().and_then(|(_, c)| c.inverse()) {
            for (_, c) in &mut self.terms {
                *c = &*c * &inverse;
            }
        }
        self
    }

    fn remainder(&self, divisor: &Self, kernel: usize) -> Option<Self> {
        let (lead, c) = divisor.terms.first()?;
        let inverse = c.inverse()?;
        let mut rest = self.clone();
        while let Some((top, a)) = rest.terms.first().filter(|(top, _)| top[kernel] >= lead[kernel]) {
            let less = divisor.times_term(&minus(top, lead), &-&(a * &inverse));
            rest = Self::from_terms(rest.terms.into_iter().chain(less.terms).collect());
        }
        Some(rest)
    }

    fn in_bounds(&self, kernels: usize) -> bool {
        let most = if kernels <= FEW_KERNELS { MAX_DENSE_TERMS } else { MAX_TERMS };
        let bound = MAX_POWER as i16;
        self.terms.len() <= most && self.terms.iter().all(|(p, _)| p.iter().all(|p| (-bound..=bound).contains(p)))
    }
}

fn plus(a: &Powers, b: &Powers) -> Powers {
    std::array::from_fn(|k| a[k].saturating_add(b[k]))
}

fn minus(a: &Powers, b: &Powers) -> Powers {
    std::array::from_fn(|k| a[k].saturating_sub(b[k]))
}

/// The kernels, in the order in which they came first.
#[derive(Default)]
pub(super) struct Ring {
    kernels: Vec<Factor>,
    places: HashMap<(u128, u128), usize>,
    /// Whether a product of sums was multiplied out.
    pub multiplied_out: bool,
    /// The functions of the terms, in the order in which they came first.
    functions: Vec<Powers>,
}

impl Ring {
    /// The sum of the terms, with products of sums multiplied out; nothing if there are too many kernels or it would
    /// become long.
    pub fn polynomial(&mut self, terms: &[Monomial], s: &mut Simplifier) -> Option<Polynomial> {
        let mut all = Vec::new();
        for term in terms {
            let product = self.term(term, s)?;
            for (powers, _) in &product.terms {
                let functions = self.functions_of(powers);
                if !self.functions.contains(&functions) {
                    self.functions.push(functions);
                }
            }
            all.extend(product.terms);
            if all.len() > 2 * MAX_DENSE_TERMS {
                return None;
            }
        }
        Some(Polynomial::from_terms(all)).filter(|p| p.in_bounds(self.kernels.len()))
    }

    /// The powers without those of variables.
    fn functions_of(&self, powers: &Powers) -> Powers {
        std::array::from_fn(|k| if self.kernels.get(k).is_some_and(|f| !is_plain(f)) { powers[k] } else { 0 })
    }

    fn term(&mut self, term: &Monomial, s: &mut Simplifier) -> Option<Polynomial> {
        let mut powers = NO_POWERS;
        let mut product = Polynomial::constant(term.coefficient.clone());
        for factor in &term.factors {
            let sum = match (&factor.exponent, factor.base.node()) {
                (Exponent::Number(n), Node::Sum(inner)) => {
                    n.to_i64().filter(|n| (1..=MAX_EXPANDED_POWER).contains(n)).map(|n| (inner, n))
                }
                _ => None,
            };
            let Some((inner, n)) = sum else {
                let (place, n) = self.place(factor)?;
                powers[place] = powers[place].saturating_add(n);
                continue;
            };
            self.multiplied_out = true;
            let inner: Vec<Monomial> = inner.iter().map(|e| Monomial::of(e, s)).collect();
            let inner = self.polynomial(&inner, s)?;
            for _ in 0..n {
                // What is surely too long is not worked out.
                if product.len() * inner.len() > 8 * MAX_DENSE_TERMS {
                    return None;
                }
                product = product.times(&inner);
                if !product.in_bounds(self.kernels.len()) {
                    return None;
                }
            }
        }
        Some(product.times_term(&powers, &Number::ONE))
    }

    /// The kernel that a factor is a power of, and that power. A power that is no integer is a kernel of its own.
    fn place(&mut self, factor: &Factor) -> Option<(usize, i16)> {
        let integer = match &factor.exponent {
            Exponent::Number(n) => n.to_i64(),
            Exponent::Expr(_) => None,
        };
        let (kernel, n) = match (integer, &factor.exponent) {
            (Some(n), _) => ((factor.key, 0), n),
            (None, Exponent::Number(n)) => ((factor.key, Expr::number(n.clone()).fingerprint()), 1),
            (None, Exponent::Expr(v)) => ((factor.key, v.fingerprint()), 1),
        };
        let n = i16::try_from(n).ok().filter(|n| i64::from(n.unsigned_abs()) <= MAX_POWER)?;
        if let Some(&place) = self.places.get(&kernel) {
            return Some((place, n));
        }
        if self.kernels.len() >= MAX_KERNELS {
            return None;
        }
        let mut factor = factor.clone();
        if integer.is_some() {
            factor.exponent = Exponent::Number(Number::ONE);
        }
        self.places.insert(kernel, self.kernels.len());
        self.kernels.push(factor);
        Some((self.kernels.len() - 1, n))
    }

    /// The terms of a polynomial, sorted as they are written: those with the same functions together, falling powers of
    /// the variables among them.
    pub fn groups(&self, polynomial: &Polynomial) -> Vec<Group> {
        let mut by_name: Vec<usize> = (0..self.kernels.len()).filter(|&k| is_plain(&self.kernels[k])).collect();
        by_name.sort_by_key(|&k| self.kernels[k].base.as_symbol().cloned());
        let mut groups: Vec<(Powers, Vec<&(Powers, Number)>)> = Vec::new();
        for term in &polynomial.terms {
            let functions = self.functions_of(&term.0);
            match groups.iter_mut().find(|(f, _)| *f == functions) {
                Some((_, all)) => all.push(term),
                None => groups.push((functions, vec![term])),
            }
        }
        groups.sort_by_cached_key(|(functions, _)| self.functions.iter().position(|f| f == functions));
        groups
            .into_iter()
            .map(|(functions, mut terms)| {
                let degree = |p: &Powers| by_name.iter().map(|&k| i32::from(p[k])).sum::<i32>();
                let in_order = |p: &Powers| by_name.iter().map(|&k| p[k]).collect::<Vec<_>>();
                terms.sort_by_cached_key(|(p, _)| std::cmp::Reverse((degree(p), in_order(p))));
                let terms = terms.into_iter().map(|(p, c)| self.monomial(&minus(p, &functions), c)).collect();
                Group { functions: self.monomial(&functions, &Number::ONE), terms }
            })
            .collect()
    }

    fn monomial(&self, powers: &Powers, c: &Number) -> Monomial {
        let mut monomial = Monomial { coefficient: c.clone(), factors: Vec::new() };
        for (factor, &n) in self.kernels.iter().zip(powers) {
            if n == 0 {
                continue;
            }
            let own = !matches!(&factor.exponent, Exponent::Number(n) if n.is_one());
            if own {
                // A square of x^(1/2) is written as two factors, which keeps its domain.
                monomial.factors.extend((0..n).map(|_| factor.clone()));
            } else {
                let exponent = Exponent::Number(Number::from(i64::from(n)));
                monomial.factors.push(Factor { exponent, ..factor.clone() });
            }
        }
        monomial
    }

    /// The terms of a polynomial in falling order, as monomials.
    fn monomials(&self, polynomial: &Polynomial) -> Vec<Monomial> {
        self.groups(polynomial).iter().flat_map(Group::multiplied).collect()
    }
}

/// Terms of a polynomial that share their functions.
pub(super) struct Group {
    /// `sin(3x)` in `(x² + 1)·sin(3x)`
    pub functions: Monomial,
    /// The factors before them, in falling powers of the variables.
    pub terms: Vec<Monomial>,
}

impl Group {
    /// The terms, each with the functions.
    pub fn multiplied(&self) -> Vec<Monomial> {
        let with = |term: &Monomial| {
            let mut term = term.clone();
            term.factors.extend(self.functions.factors.iter().cloned());
            term
        };
        self.terms.iter().map(with).collect()
    }
}

/// Whether a kernel counts as a variable among functions.
fn is_plain(kernel: &Factor) -> bool {
    matches!(kernel.base.node(), Node::Symbol(_) | Node::Constant(_))
        && matches!(&kernel.exponent, Exponent::Number(n) if n.is_one())
}

/// What two sums have in common as factor `g`: `(a/g, b/g, g)`, each as the terms of a sum.
pub(super) fn reduced(a: &Expr, b: &Expr, s: &mut Simplifier) -> Option<[Vec<Monomial>; 3]> {
    let mut ring = Ring::default();
    let terms = |e: &Expr, s: &mut Simplifier| -> Vec<Monomial> {
        e.children().iter().map(|term| Monomial::of(term, s)).collect()
    };
    let (a, b) = (terms(a, s), terms(b, s));
    let (a, b) = (ring.polynomial(&a, s)?, ring.polynomial(&b, s)?);
    let (a_whole, b_whole) = (a.primitive(), b.primitive());
    let g = a_whole.common_divisor(&b_whole)?;
    // What `primitive` has taken away stays with the quotients.
    let quotient = |p: &Polynomial, whole: &Polynomial| {
        Some(ring.monomials(&whole.divided_by(&g)?.times_term(&p.least_powers(), &Number::ONE)))
    };
    Some([quotient(&a, &a_whole)?, quotient(&b, &b_whole)?, ring.monomials(&g)])
}

/// The product of two sums of two terms, if that has two terms again: `(1 - x)·(1 + x)`.
pub(super) fn conjugates(a: &Expr, b: &Expr, s: &mut Simplifier) -> Option<Expr> {
    let mut ring = Ring::default();
    let mut polynomial = |e: &Expr, s: &mut Simplifier| {
        let terms: Vec<Monomial> = e.children().iter().map(|term| Monomial::of(term, s)).collect();
        ring.polynomial(&terms, s)
    };
    let product = polynomial(a, s)?.times(&polynomial(b, s)?);
    let terms = (product.len() == 2).then(|| ring.monomials(&product))?;
    Some(s.build(&terms))
}
