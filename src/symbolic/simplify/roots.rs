//! Powers of a base and of its roots, sizes and signs, brought together in a product.

use super::{
    Domain, Simplifier, is_never_negative,
    monomial::{Exponent, Factor, Monomial},
};
use crate::symbolic::{Expr, Function, Node, Number};

impl Monomial {
    /// `u·sqrt(u)^-1` is `sqrt(u)`, `sqrt(u)^3` is `u^(3/2)`: done only where an odd power of the root remains, which keeps
    /// the domain.
    pub(super) fn merge_roots(&mut self, s: &mut Simplifier) {
        for i in 0..self.factors.len() {
            let Some(Factor { base, exponent: Exponent::Number(b), .. }) = self.factors.get(i) else { continue };
            let Node::Apply(Function::Sqrt, u) = base.node() else { continue };
            // An even power of a root is the number below it, where that is never negative.
            let whole_is_known = s.domain == Domain::Given || is_never_negative(u);
            let Some(b) = b.to_i64().filter(|b| b % 2 != 0 || whole_is_known) else { continue };
            let (u, key) = (u.clone(), s.key(u));
            // Twice the power of u itself; half powers have the root's domain.
            let twice = |f: &Factor| match &f.exponent {
                Exponent::Number(n) if f.key == key => (n * &Number::from(2)).to_i64(),
                _ => None,
            };
            let whole = self.factors.iter().position(|f| twice(f).is_some());
            let halves = whole.and_then(|j| twice(&self.factors[j])).unwrap_or(0).saturating_add(b);
            if whole.is_none() && b.abs() == 1 || halves % 2 == 0 && b % 2 != 0 && !whole_is_known {
                continue;
            }
            let (base, exponent) = match halves {
                1 | -1 => (Expr::apply(Function::Sqrt, u), Number::from(halves)),
                0 => {
                    self.factors.remove(i);
                    if let Some(j) = whole {
                        self.factors.remove(if j > i { j - 1 } else { j });
                    }
                    return self.merge_roots(s);
                }
                _ => (u, Number::ratio(halves, 2).unwrap_or(Number::ONE)),
            };
            let key = s.key(&base);
            self.factors[i] = Factor { base, key, exponent: Exponent::Number(exponent) };
            if let Some(j) = whole {
                self.factors.remove(j);
            }
            return self.merge_roots(s);
        }
    }

    /// A number under a root above, and the same below: `sqrt(6.28)/6.28` is `1/sqrt(6.28)`, where that is shorter.
    pub(super) fn merge_number_roots(&mut self) {
        for f in &mut self.factors {
            let Some(n) = argument(f, Function::Sqrt).filter(|(_, n)| *n == 1).and_then(|(u, _)| u.as_number()) else {
                continue;
            };
            let coefficient = &self.coefficient * &n;
            if coefficient.to_string().len() + 1 < self.coefficient.to_string().len() {
                self.coefficient = coefficient;
                f.exponent = Exponent::Number(Number::from(-1));
            }
        }
    }

    /// `u/cbrt(u)²` is `cbrt(u)`, `cbrt(u)³` is `u`.
    pub(super) fn merge_cube_roots(&mut self, s: &mut Simplifier) {
        for i in 0..self.factors.len() {
            let Some((u, b)) = self.factors.get(i).and_then(|f| argument(f, Function::Cbrt)) else { continue };
            let key = s.key(&u);
            let power = |f: &Factor| match &f.exponent {
                Exponent::Number(n) if f.key == key => n.to_i64(),
                _ => None,
            };
            let whole = self.factors.iter().position(|f| power(f).is_some());
            let a = whole.and_then(|j| power(&self.factors[j])).unwrap_or(0);
            let thirds = a.saturating_mul(3).saturating_add(b);
            // What remains of the root has the sign of the whole, so that both stand on one side of the fraction.
            let (a, b) = (thirds / 3, thirds % 3);
            if a != 0 && b != 0 && whole.is_some() && (b > 0) == (a > 0) {
                continue;
            }
            self.factors.retain(|f| f.key != key || power(f).is_none());
            self.factors.retain(|f| argument(f, Function::Cbrt).is_none_or(|(v, _)| v != u));
            if a != 0 {
                self.multiply(&u, a, s);
            }
            if b != 0 {
                self.raise(&Expr::apply(Function::Cbrt, u), &Number::from(b), s);
            }
            return;
        }
    }

    /// `sign(u)·|u|ⁿ` is `uⁿ` for odd n, `u·sign(u)` is `|u|`, and `|u|²` is `u²`.
    pub(super) fn merge_signs(&mut self, s: &mut Simplifier) {
        for i in 0..self.factors.len() {
            let Some(factor) = self.factors.get(i) else { continue };
            if let Some((u, n)) = argument(factor, Function::Abs).filter(|(_, n)| n % 2 == 0) {
                self.factors.remove(i);
                self.multiply(&u, n, s);
                return self.merge_signs(s);
            }
            let Some((u, 1)) = argument(factor, Function::Sign) else { continue };
            let sized = |f: &Factor| argument(f, Function::Abs).filter(|(v, n)| *v == u && n % 2 != 0).map(|(_, n)| n);
            if let Some((j, n)) = self.factors.iter().enumerate().find_map(|(j, f)| sized(f).map(|n| (j, n))) {
                self.factors.remove(i.max(j));
                self.factors.remove(i.min(j));
                self.multiply(&u, n, s);
                return self.merge_signs(s);
            }
            let key = s.key(&u);
            let own = |f: &Factor| {
                f.key == key && matches!(&f.exponent, Exponent::Number(n) if n.to_i64().is_some_and(|n| n > 0))
            };
            if self.factors.iter().any(own) {
                self.factors.remove(i);
                self.multiply(&u, -1, s);
                self.raise(&Expr::apply(Function::Abs, u), &Number::ONE, s);
                return self.merge_signs(s);
            }
        }
    }

    /// `relu(u)·step(u)` is `relu(u)`, but for u = 0.
    pub(super) fn merge_steps(&mut self, s: &Simplifier) {
        if s.domain == Domain::Kept {
            return;
        }
        let rectified: Vec<Expr> = self
            .factors
            .iter()
            .filter_map(|f| argument(f, Function::Relu).filter(|(_, n)| *n > 0).map(|(u, _)| u))
            .collect();
        self.factors.retain(|f| argument(f, Function::Step).is_none_or(|(u, n)| n < 0 || !rectified.contains(&u)));
    }
}

/// The argument of a function, and the integer that it is raised to.
fn argument(f: &Factor, function: Function) -> Option<(Expr, i64)> {
    match (f.base.node(), &f.exponent) {
        (Node::Apply(g, u), Exponent::Number(n)) if *g == function => n.to_i64().map(|n| (u.clone(), n)),
        _ => None,
    }
}
