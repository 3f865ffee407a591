//! A product as a coefficient and powers of bases, in which like bases are collected.

use super::{Domain, Simplifier, common::content, has_sign, laws::Stage, length::length};
use crate::symbolic::{Constant, Expr, Function, Node, Number, Symbol};

/// `coefficient · base₁^exponent₁ · base₂^exponent₂ ⋯`
#[derive(Clone, Debug)]
pub(super) struct Monomial {
    pub coefficient: Number,
    pub factors: Vec<Factor>,
}

/// A power in a monomial.
#[derive(Clone, Debug)]
pub(super) struct Factor {
    /// What is raised; for a power of e, `e^core`.
    pub base: Expr,
    pub key: u128,
    pub exponent: Exponent,
}

impl Factor {
    /// Whether it is a sum in brackets, without an exponent.
    pub fn is_sum(&self) -> bool {
        matches!(self.base.node(), Node::Sum(_)) && matches!(&self.exponent, Exponent::Number(n) if n.is_one())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Exponent {
    Number(Number),
    Expr(Expr),
}

impl Monomial {
    pub fn one() -> Self {
        Self { coefficient: Number::ONE, factors: Vec::new() }
    }

    /// The tidy expression `e` as a monomial.
    pub fn of(e: &Expr, s: &mut Simplifier) -> Self {
        let mut monomial = Self::one();
        monomial.multiply(e, 1, s);
        monomial
    }

    /// Multiplies by `e^n`, where the parts of `e` are tidy.
    pub fn multiply(&mut self, e: &Expr, n: i64, s: &mut Simplifier) {
        match e.node() {
            Node::Number(c) => match c.power(n) {
                Some(power) => self.coefficient = &self.coefficient * &power,
                None => self.raise(e, &Number::from(n), s),
            },
            Node::Negate(u) => {
                if n % 2 != 0 {
                    self.coefficient = -&self.coefficient;
                }
                self.multiply(u, n, s);
            }
            Node::Product(factors) => factors.iter().for_each(|f| self.multiply(f, n, s)),
            Node::Quotient([u, v]) => {
                self.multiply(u, n, s);
                self.multiply(v, -n, s);
            }
            Node::Power([base, exponent]) => self.multiply_power(base, exponent, n, s),
            Node::Apply(Function::Exp, u) => self.multiply_exp(u, &Number::from(n), s),
            Node::Sum(_) => self.multiply_sum(e, n, s),
            _ => self.raise(e, &Number::from(n), s),
        }
    }

    fn multiply_power(&mut self, base: &Expr, exponent: &Expr, n: i64, s: &mut Simplifier) {
        let Some(k) = exponent.as_number() else {
            if let Some(k) = Self::of(exponent, s).as_number() {
                return self.multiply_power(base, &Expr::number(k), n, s);
            }
            return self.raise_symbolic(base, exponent, n, s);
        };
        let total = &k * &Number::from(n);
        match base.node() {
            // 0 to a power that is not positive has no value, and stays.
            _ if k.is_zero() && base.is_integer(0) => {
                self.raise(&Expr::power(base.clone(), exponent.clone()), &Number::ONE, s);
            }
            _ if k.is_zero() => {}
            Node::Apply(Function::Exp, u) => self.multiply_exp(u, &total, s),
            _ if k.to_i64().is_some() => match total.to_i64() {
                Some(total) => self.multiply(base, total, s),
                None => self.raise(base, &total, s),
            },
            // (x²)^(1/2) is |x|.
            Node::Power([b, m]) if m.as_number().is_some_and(|m| m.is_even()) => {
                let power = m.as_number().map_or(total, |m| &m * &k);
                let size = s.apply(Function::Abs, b);
                self.multiply_power(&size, &Expr::number(power), n, s);
            }
            // sqrt(x)^2 is not x: the square of a fractional power keeps the power's domain.
            _ if total.is_integer() && s.domain == Domain::Kept => {
                self.raise(&Expr::power(base.clone(), Expr::number(k)), &Number::from(n), s);
            }
            Node::Number(b) if b.is_one() => {}
            _ => self.raise(base, &total, s),
        }
    }

    pub(super) fn raise_symbolic(&mut self, base: &Expr, exponent: &Expr, n: i64, s: &mut Simplifier) {
        match base.node() {
            Node::Number(b) if b.is_one() => {}
            Node::Constant(Constant::E) => self.multiply_exp(exponent, &Number::from(n), s),
            _ => {
                let exponent = match n {
                    1 => exponent.clone(),
                    _ => s.simplify(&Expr::product([Expr::integer(n), exponent.clone()])),
                };
                let key = s.key(base);
                match self.factors.iter_mut().find(|f| f.key == key && matches!(f.exponent, Exponent::Expr(_))) {
                    Some(Factor { exponent: Exponent::Expr(there), .. }) => {
                        *there = s.simplify(&Expr::sum([there.clone(), exponent]));
                    }
                    _ => self.factors.push(Factor { base: base.clone(), key, exponent: Exponent::Expr(exponent) }),
                }
            }
        }
    }

    /// Multiplies by `e^(u·n)`: the number before `u` becomes the exponent of `e^core`, so that `e^x·e^(2x)` is `e^(3x)`.
    fn multiply_exp(&mut self, u: &Expr, n: &Number, s: &mut Simplifier) {
        if let (Node::Apply(Function::Ln, v), Domain::Given, Some(n)) = (u.node(), s.domain, n.to_i64()) {
            return self.multiply(v, n, s);
        }
        let mut core = Self::of(u, s);
        let coefficient = &std::mem::replace(&mut core.coefficient, Number::ONE) * n;
        if coefficient.is_zero() {
            return;
        }
        let core = core.into_expr(s);
        self.raise(&Expr::apply(Function::Exp, core), &coefficient, s);
    }

    /// A sum among other factors gives up its common number and denominators; `(1-x)` and `(x-1)` are one base.
    fn multiply_sum(&mut self, e: &Expr, n: i64, s: &mut Simplifier) {
        let (common, rest) = content(e, s);
        let Some(power) = common.coefficient.power(n) else { return self.raise(e, &Number::from(n), s) };
        self.coefficient = &self.coefficient * &power;
        for factor in common.factors {
            if let Exponent::Number(k) = factor.exponent {
                self.raise(&factor.base, &(&k * &Number::from(n)), s);
            }
        }
        if !matches!(rest.node(), Node::Sum(_)) {
            return self.multiply(&rest, n, s);
        }
        let opposite = negated(&rest);
        let key = s.key(&opposite);
        let has_opposite = self.factors.iter().any(|f| f.key == key && matches!(f.exponent, Exponent::Number(_)));
        if has_sign(&rest) || has_opposite {
            if n % 2 != 0 {
                self.coefficient = -&self.coefficient;
            }
            return self.raise(&opposite, &Number::from(n), s);
        }
        self.raise(&rest, &Number::from(n), s);
    }

    /// Multiplies by `base^n` as it stands.
    pub(super) fn raise(&mut self, base: &Expr, n: &Number, s: &mut Simplifier) {
        let key = s.key(base);
        for (i, factor) in self.factors.iter_mut().enumerate() {
            let Exponent::Number(there) = &factor.exponent else { continue };
            if factor.key != key {
                continue;
            }
            let sum = there + n;
            // x^(1/2)·x^(1/2) is x only where x ≥ 0.
            let widens = s.domain == Domain::Kept && sum.is_integer() && !n.is_integer() && !is_exp(base);
            if widens {
                continue;
            }
            if sum.is_zero() {
                self.factors.remove(i);
            } else {
                factor.exponent = Exponent::Number(sum);
            }
            return;
        }
        self.factors.push(Factor { base: base.clone(), key, exponent: Exponent::Number(n.clone()) });
    }

    /// About how long it is when written.
    pub fn length(&self) -> u64 {
        let power = |f: &Factor| length(&f.base) + 2;
        self.coefficient.to_i64().map_or(6, |n| u64::from(n.unsigned_abs().max(1).ilog10()) + 2)
            + self.factors.iter().map(power).sum::<u64>()
    }

    fn as_number(&self) -> Option<Number> {
        self.factors.is_empty().then(|| self.coefficient.clone())
    }

    /// The product or fraction that the monomial stands for.
    pub fn into_expr(mut self, s: &mut Simplifier) -> Expr {
        if self.coefficient.is_zero() {
            return Expr::zero();
        }
        s.rewrite(Stage::Whole, |s| self.cancel_into_sums(s));
        s.rewrite(Stage::Whole, |s| self.reduce_fraction(s));
        s.rewrite(Stage::Whole, |s| self.open_brackets(s));
        s.rewrite(Stage::Whole, |s| self.join_conjugates(s));
        self.merge_roots(s);
        self.merge_number_roots();
        self.merge_cube_roots(s);
        self.merge_signs(s);
        self.merge_steps(s);
        if s.stage >= Stage::Sums {
            self.merge_ratios(s);
        }
        if s.stage == Stage::Whole
            && let Some(sum) = self.distributed(s)
        {
            return sum;
        }
        self.factors.sort_by_cached_key(|f| rank(&f.base, &f.exponent));
        let (mut above, mut below) = (Vec::new(), Vec::new());
        for Factor { base, exponent, .. } in &self.factors {
            match exponent {
                Exponent::Expr(v) => above.push(Expr::power(base.clone(), v.clone())),
                Exponent::Number(n) if is_exp(base) => {
                    let Some(core) = base.children().first() else { continue };
                    above.push(Expr::apply(Function::Exp, scaled(n, core, s)));
                }
                Exponent::Number(n) if n.is_negative() => below.push(raised(base, &-n)),
                Exponent::Number(n) => above.push(raised(base, n)),
            }
        }
        let coefficient = self.coefficient.abs();
        let (p, q) = match coefficient.short_decimal() {
            // 0.99·x, but x/100.
            Some(_) if !coefficient.numerator().is_one() => (coefficient, Number::ONE),
            _ => (coefficient.numerator(), coefficient.denominator()),
        };
        if !p.is_one() || above.is_empty() {
            above.insert(0, Expr::number(p));
        }
        if !q.is_one() {
            below.insert(0, Expr::number(q));
        }
        let negative = self.coefficient.is_negative();
        let magnitude = match below.is_empty() {
            true => Expr::product(above),
            _ if self.factors.is_empty() => Expr::number(self.coefficient.abs()),
            _ => Expr::quotient(Expr::product(above), Expr::product(below)),
        };
        match magnitude.as_number() {
            Some(n) if negative => Expr::number(-&n),
            _ if negative => magnitude.negate(),
            _ => magnitude,
        }
    }
}

pub(super) fn is_exp(base: &Expr) -> bool {
    matches!(base.node(), Node::Apply(Function::Exp, _))
}

/// `-e` for a tidy `e`, the sign of each term of a sum turned.
pub(super) fn negated(e: &Expr) -> Expr {
    match e.node() {
        Node::Negate(u) => u.clone(),
        Node::Number(n) => Expr::number(-n),
        Node::Sum(terms) => Expr::sum(terms.iter().map(negated)),
        _ => e.clone().negate(),
    }
}

fn raised(base: &Expr, n: &Number) -> Expr {
    if n.is_one() { base.clone() } else { Expr::power(base.clone(), Expr::number(n.clone())) }
}

/// `n·core`, tidy; a sum is multiplied term by term.
fn scaled(n: &Number, core: &Expr, s: &mut Simplifier) -> Expr {
    if n.is_one() {
        return core.clone();
    }
    let times = |u: &Expr| Expr::product([Expr::number(n.clone()), u.clone()]);
    match core.node() {
        Node::Sum(terms) => Expr::sum(terms.iter().map(|term| s.simplify(&times(term))).collect::<Vec<_>>()),
        _ => s.simplify(&times(core)),
    }
}

/// The place of a factor: numbers and constants, variables, brackets, roots, functions, brackets with functions.
fn rank(base: &Expr, exponent: &Exponent) -> (u8, Option<Constant>, Option<Symbol>) {
    let place = |n| (n, None, None);
    match (base.node(), exponent) {
        (Node::Number(_), Exponent::Number(_)) => place(0),
        (Node::Constant(c), Exponent::Number(_)) => (1, Some(*c), None),
        (Node::Symbol(x), Exponent::Number(_)) => (2, None, Some(x.clone())),
        (Node::Symbol(_) | Node::Number(_) | Node::Constant(_), _) => place(3),
        (Node::Sum(_), _) if !base.has_functions() => place(4),
        (Node::Apply(Function::Sqrt, _), _) => place(5),
        (Node::Sum(_), _) => place(8),
        (Node::Derivative(..), _) => place(9),
        (Node::Apply(Function::Exp, _), _) => place(6),
        _ => place(7),
    }
}
