//! Terms by which forms are found again however they are written: monomials, and sums of them in an exponent.

use std::collections::BTreeMap;

use crate::symbolic::{Constant, Expr, Function, Node, Number};

/// Larger terms, written out, are left as they are.
pub(super) const LARGEST: u64 = 400;

/// What a monomial is looked up by: each base by its structural hash, with its exponent.
pub(super) type Key = Vec<(u128, i64)>;

/// `c·e^E·∏ bᵢ^nᵢ`: a number, an exponential and integer powers.
#[derive(Clone)]
pub(super) struct Monomial {
    pub(super) coefficient: Number,
    pub(super) exponent: Linear,
    /// Each base once, with its exponent.
    pub(super) powers: BTreeMap<u128, (Expr, i64)>,
    /// Whether it has a value wherever what it was read from has one, and nowhere else.
    pub(super) sound: bool,
    /// Whether a base stood above and below.
    pub(super) cancelled: bool,
}

impl Monomial {
    pub(super) fn one() -> Self {
        Self {
            coefficient: Number::ONE,
            exponent: Linear::default(),
            powers: BTreeMap::new(),
            sound: true,
            cancelled: false,
        }
    }

    pub(super) fn new(term: &Expr) -> Self {
        let mut monomial = Self::one();
        monomial.multiply(term, 1);
        monomial
    }

    pub(super) fn multiply(&mut self, factor: &Expr, exponent: i64) {
        if factor.size() > LARGEST {
            return self.raise(factor, exponent);
        }
        match factor.node() {
            Node::Number(n) => match n.power(exponent).filter(|_| !n.is_zero()) {
                Some(power) => self.coefficient = &self.coefficient * &power,
                None => self.sound = false,
            },
            Node::Constant(Constant::E) => self.exponent.add(&Expr::one(), &Number::from(exponent)),
            Node::Negate(u) => {
                self.multiply(u, exponent);
                if exponent % 2 != 0 {
                    self.coefficient = -&self.coefficient;
                }
            }
            Node::Product(factors) => factors.iter().for_each(|u| self.multiply(u, exponent)),
            Node::Quotient([u, v]) => {
                self.multiply(u, exponent);
                self.multiply(v, -exponent);
            }
            Node::Apply(Function::Exp, u) => self.exponent.add(u, &Number::from(exponent)),
            Node::Power([base, u]) if matches!(base.node(), Node::Constant(Constant::E)) => {
                self.exponent.add(u, &Number::from(exponent));
            }
            Node::Power([base, n]) => match n.as_number().and_then(|n| n.to_i64()?.checked_mul(exponent)) {
                Some(n) if n != 0 && !matches!(base.node(), Node::Number(_)) => self.multiply(base, n),
                _ => self.raise(factor, exponent),
            },
            _ => self.raise(factor, exponent),
        }
        self.sound &= self.exponent.sound;
    }

    /// Multiplies by a power. What cancels takes its domain along, unless it is never 0 and always defined, or stays below.
    pub(super) fn raise(&mut self, base: &Expr, by: i64) {
        let base = &super::exponentials::in_order(base);
        let entry = self.powers.entry(base.fingerprint()).or_insert_with(|| (base.clone(), 0));
        let cancels = entry.1.signum() * by.signum() < 0;
        entry.1 = entry.1.saturating_add(by);
        let now = entry.1;
        self.cancelled |= cancels;
        if cancels && now >= 0 && !(never_zero(base) && is_total(base)) {
            self.sound = false;
        }
        if now == 0 {
            self.powers.remove(&base.fingerprint());
        }
    }

    /// Puts a power in the place of what there is of its base, whose domain the others keep.
    pub(super) fn set(&mut self, base: &Expr, n: i64) {
        self.powers.remove(&base.fingerprint());
        if n != 0 {
            self.powers.insert(base.fingerprint(), (base.clone(), n));
        }
    }

    /// Takes a power out.
    pub(super) fn without(&self, base: &Expr) -> Self {
        let mut rest = self.clone();
        rest.powers.remove(&base.fingerprint());
        rest
    }

    pub(super) fn power_of(&self, base: &Expr) -> i64 {
        self.powers.get(&base.fingerprint()).map_or(0, |(_, n)| *n)
    }

    /// The powers alone, to look terms up by; `None` where there is an exponential.
    pub(super) fn key(&self) -> Key {
        self.powers.iter().map(|(base, (_, exponent))| (*base, *exponent)).collect()
    }

    /// The number and the exponential, if there is nothing else.
    pub(super) fn exponential(self) -> Option<(Number, Linear)> {
        (self.sound && self.powers.is_empty()).then_some((self.coefficient, self.exponent))
    }

    pub(super) fn to_expr(&self) -> Expr {
        let (mut above, mut below) = (Vec::new(), Vec::new());
        let size = self.coefficient.abs();
        if !size.is_one() {
            above.push(Expr::number(size));
        }
        if !self.exponent.is_zero() {
            above.push(Expr::apply(Function::Exp, self.exponent.to_expr()));
        }
        for (base, n) in self.powers.values() {
            let side = if *n > 0 { &mut above } else { &mut below };
            let n = n.saturating_abs();
            side.push(if n == 1 { base.clone() } else { Expr::power(base.clone(), Expr::integer(n)) });
        }
        let above = Expr::product(above);
        let value = if below.is_empty() { above } else { Expr::quotient(above, Expr::product(below)) };
        if self.coefficient.is_negative() { value.negate() } else { value }
    }
}

/// A sum of monomials with rational coefficients, in which what is equal is together.
#[derive(Clone)]
pub(super) struct Linear {
    terms: BTreeMap<Key, (Number, Expr)>,
    sound: bool,
}

impl Default for Linear {
    fn default() -> Self {
        Self { terms: BTreeMap::new(), sound: true }
    }
}

impl Linear {
    pub(super) fn add(&mut self, e: &Expr, times: &Number) {
        match e.node() {
            Node::Sum(terms) if e.size() <= LARGEST => return terms.iter().for_each(|u| self.add(u, times)),
            Node::Negate(u) => return self.add(u, &-times),
            _ => {}
        }
        let mut monomial = Monomial::new(e);
        if monomial.sound && monomial.exponent.is_zero() {
            let coefficient = std::mem::replace(&mut monomial.coefficient, Number::ONE);
            self.put(monomial.key(), &(&coefficient * times), monomial.to_expr());
        } else {
            self.put(vec![(e.fingerprint(), 1)], times, e.clone());
        }
    }

    fn put(&mut self, key: Key, times: &Number, e: Expr) {
        let entry = self.terms.entry(key).or_insert_with(|| (Number::ZERO, e));
        entry.0 = &entry.0 + times;
        if entry.0.is_zero() {
            self.sound &= is_total(&entry.1);
            self.terms.retain(|_, (c, _)| !c.is_zero());
        }
    }

    /// `self + times·other`
    pub(super) fn plus(&self, other: &Self, times: &Number) -> Self {
        let mut sum = self.clone();
        sum.sound &= other.sound;
        for (key, (c, e)) in &other.terms {
            sum.put(key.clone(), &(c * times), e.clone());
        }
        sum
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        self.plus(other, &-&Number::ONE)
    }

    pub(super) fn times(&self, by: &Number) -> Self {
        Self { terms: BTreeMap::new(), sound: self.sound }.plus(self, by)
    }

    pub(super) fn is_zero(&self) -> bool {
        self.terms.is_empty()
    }

    pub(super) fn is_sound(&self) -> bool {
        self.sound
    }

    /// Whether it is a rational number.
    pub(super) fn is_number(&self) -> bool {
        self.terms.keys().all(Vec::is_empty)
    }

    /// Whether no variable is in it.
    pub(super) fn is_constant(&self) -> bool {
        self.terms.values().all(|(_, e)| e.symbols().is_empty())
    }

    /// What it is looked up by.
    pub(super) fn keys(&self) -> Vec<(Key, Number)> {
        self.terms.iter().map(|(key, (c, _))| (key.clone(), c.clone())).collect()
    }

    /// How much there is of it, to tell which of two is nearer to 0.
    pub(super) fn length(&self) -> f64 {
        self.terms.values().map(|(c, _)| c.to_f64().abs()).sum()
    }

    pub(super) fn to_expr(&self) -> Expr {
        let term = |(c, e): &(Number, Expr)| {
            let size = c.abs();
            let value = match (size.is_one(), e.is_integer(1)) {
                (true, _) => e.clone(),
                (_, true) => Expr::number(size),
                _ => Expr::product([Expr::number(size), e.clone()]),
            };
            if c.is_negative() { value.negate() } else { value }
        };
        // A sum that begins with a negation costs an operation more.
        let (positive, negative): (Vec<_>, Vec<_>) = self.terms.values().partition(|(c, _)| !c.is_negative());
        Expr::sum(positive.into_iter().chain(negative).map(term))
    }
}

/// Whether it has a value wherever its variables have one.
pub(super) fn is_total(e: &Expr) -> bool {
    use Function as F;
    let all = || e.children().iter().all(is_total);
    e.size() <= LARGEST
        && match e.node() {
            Node::Number(_) | Node::Constant(_) | Node::Symbol(_) => true,
            Node::Negate(_) | Node::Sum(_) | Node::Product(_) => all(),
            Node::Quotient([u, v]) => is_total(u) && v.as_number().is_some_and(|n| !n.is_zero()),
            Node::Power([u, n]) => {
                (n.as_number().is_some_and(|n| n.is_integer() && !n.is_zero() && !n.is_negative()) && is_total(u))
                    || (matches!(u.node(), Node::Constant(Constant::E)) && is_total(n))
            }
            Node::Apply(f, _) => {
                matches!(
                    f,
                    F::Exp
                        | F::Sin
                        | F::Cos
                        | F::Atan
                        | F::Sinh
                        | F::Cosh
                        | F::Tanh
                        | F::Sech
                        | F::Asinh
                        | F::Erf
                        | F::Erfc
                        | F::Sigmoid
                        | F::Softplus
                        | F::Silu
                        | F::Gelu
                        | F::Relu
                        | F::Abs
                ) && all()
            }
            _ => false,
        }
}

/// Whether it is 0 nowhere, as far as is easily seen.
fn never_zero(e: &Expr) -> bool {
    match e.node() {
        Node::Apply(f, _) => matches!(f, Function::Cosh | Function::Sigmoid | Function::Sech | Function::Exp),
        _ => super::exponentials::positive_sum(e).is_some(),
    }
}
