//! Ratios of circular and of hyperbolic functions: `sin/cos` is `tan`, `tan·cos` is `sin`, `sec·cos` is 1.

use super::{
    Law, Simplifier,
    monomial::{Exponent, Factor, Monomial},
};
use crate::symbolic::{Expr, Function, Node, Number};

/// Each function of a family as powers of the first two.
type Family = [(&'static str, i64, i64); 6];

const CIRCULAR: Family = [("sin", 1, 0), ("cos", 0, 1), ("tan", 1, -1), ("cot", -1, 1), ("sec", 0, -1), ("csc", -1, 0)];
const HYPERBOLIC: Family =
    [("sinh", 1, 0), ("cosh", 0, 1), ("tanh", 1, -1), ("coth", -1, 1), ("sech", 0, -1), ("csch", -1, 0)];

impl Monomial {
    /// Writes the functions of one family and one argument with fewer of them, where that is possible.
    pub(super) fn merge_ratios(&mut self, s: &mut Simplifier) {
        for family in [CIRCULAR, HYPERBOLIC] {
            let mut from = 0;
            while let Some(i) = (from..self.factors.len()).find(|&i| member(&self.factors[i], &family).is_some()) {
                from = i + 1;
                let Some((u, ..)) = member(&self.factors[i], &family) else { continue };
                let alike = |f: &Factor| member(f, &family).filter(|(v, ..)| *v == u);
                let found: Vec<_> = self.factors.iter().filter_map(alike).collect();
                let (p, q) = found.iter().fold((0, 0), |(p, q), (_, a, b)| (p + a, q + b));
                let ratio: &[(&str, i64)] = match (p, q) {
                    (0, 0) => &[],
                    (p, 0) => &[(family[0].0, p)],
                    (0, q) => &[(family[1].0, q)],
                    (p, q) if p == -q && p > 0 => &[(family[2].0, p)],
                    (p, q) if p == -q => &[(family[3].0, q)],
                    _ => continue,
                };
                let named = ratio.iter().map(|(name, n)| Some((Function::named(name)?, *n)));
                let Some(ratio) = named.collect::<Option<Vec<_>>>().filter(|ratio| ratio.len() < found.len()) else {
                    continue;
                };
                s.used.insert(Law::Identity);
                self.factors.retain(|f| alike(f).is_none());
                for (f, n) in ratio {
                    let base = Expr::apply(f, u.clone());
                    let key = s.key(&base);
                    self.factors.push(Factor { base, key, exponent: Exponent::Number(Number::from(n)) });
                }
                from = 0;
            }
        }
    }
}

/// The argument of a function of the family, and the powers of the first two that its power stands for.
fn member(f: &Factor, family: &Family) -> Option<(Expr, i64, i64)> {
    let (Node::Apply(function, u), Exponent::Number(n)) = (f.base.node(), &f.exponent) else { return None };
    let n = n.to_i64().filter(|n| n.abs() < 1 << 20)?;
    let (_, p, q) = family.iter().find(|(name, ..)| *name == function.name())?;
    Some((u.clone(), p * n, q * n))
}
