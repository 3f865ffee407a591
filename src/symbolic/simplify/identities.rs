//! Identities of functions: squares that belong together (`sin² + cos² = 1`, `1 + sinh² = cosh²`), and functions of inverse
//! functions.

use super::{
    Domain, Law, Simplifier,
    monomial::{Exponent, Factor, Monomial},
};
use crate::symbolic::{Expr, Function, Node, Number};

/// `a + sign·b² = times·c²` for functions a, b, c of one argument; nothing stands for 1.
struct Identity {
    a: Option<Function>,
    sign: i64,
    b: Function,
    times: i64,
    c: Option<Function>,
}

const IDENTITIES: [Identity; 6] = {
    use Function::{Cos, Cosh, Sin, Sinh};
    [
        Identity { a: Some(Cos), sign: 1, b: Sin, times: 1, c: None },
        Identity { a: Some(Cosh), sign: -1, b: Sinh, times: 1, c: None },
        Identity { a: None, sign: -1, b: Sin, times: 1, c: Some(Cos) },
        Identity { a: None, sign: -1, b: Cos, times: 1, c: Some(Sin) },
        Identity { a: None, sign: 1, b: Sinh, times: 1, c: Some(Cosh) },
        Identity { a: None, sign: -1, b: Cosh, times: -1, c: Some(Sinh) },
    ]
};

impl Simplifier {
    /// Joins two terms that differ only in such squares into one.
    pub(super) fn join_squares(&mut self, terms: &mut Vec<Monomial>) {
        // Without functions there is nothing to find.
        let has_square = |term: &Monomial| term.factors.iter().any(|f| f.base.has_functions() && is_square(f));
        while terms.len() > 1
            && terms.iter().any(has_square)
            && let Some((i, j, whole)) = IDENTITIES.iter().find_map(|identity| self.pair(terms, identity))
        {
            self.used.insert(Law::Identity);
            terms.remove(i.max(j));
            terms.remove(i.min(j));
            match terms.iter_mut().find(|term| same_factors(term, &whole)) {
                Some(like) => like.coefficient = &like.coefficient + &whole.coefficient,
                None => terms.insert(i - usize::from(j < i), whole),
            }
            terms.retain(|term| !term.coefficient.is_zero());
        }
    }

    /// The places of two terms that can be joined, and what they make.
    fn pair(&mut self, terms: &[Monomial], identity: &Identity) -> Option<(usize, usize, Monomial)> {
        for (j, term) in terms.iter().enumerate() {
            for (u, second) in without_square(term, identity.b) {
                // What is left of `sin(ln x)² + cos(ln x)²` would have a value for negative x too.
                if identity.c.is_none() && self.domain == Domain::Kept && !is_defined_everywhere(&u) {
                    continue;
                }
                let wanted = &second.coefficient * &Number::from(identity.sign);
                let first = |other: &Monomial| match identity.a {
                    Some(f) => without_square(other, f).into_iter().find(|(v, _)| *v == u).map(|(_, rest)| rest),
                    None => Some(other.clone()),
                };
                let fits = |rest: &Monomial| rest.coefficient == wanted && same_factors(rest, &second);
                let mut found = terms.iter().enumerate().filter(|(i, _)| *i != j);
                let found = found.find_map(|(i, other)| first(other).filter(fits).map(|rest| (i, rest)));
                let Some((i, mut whole)) = found else { continue };
                whole.coefficient = &whole.coefficient * &Number::from(identity.times);
                if let Some(c) = identity.c {
                    whole.raise(&Expr::apply(c, u), &Number::from(2), self);
                }
                return Some((i, j, whole));
            }
        }
        None
    }
}

fn is_square(f: &Factor) -> bool {
    matches!(&f.exponent, Exponent::Number(n) if n.to_i64() == Some(2))
}

/// For each square of the function in a term: its argument, and the term without it.
fn without_square(term: &Monomial, function: Function) -> Vec<(Expr, Monomial)> {
    let square = |(k, factor): (usize, &Factor)| {
        let Node::Apply(f, u) = factor.base.node() else { return None };
        if *f != function || !is_square(factor) {
            return None;
        }
        let mut rest = term.clone();
        rest.factors.remove(k);
        Some((u.clone(), rest))
    };
    term.factors.iter().enumerate().filter_map(square).collect()
}

/// Whether it can be seen at once that there is a value wherever the variables have one.
pub(super) fn is_defined_everywhere(u: &Expr) -> bool {
    use Function as F;
    let here = match u.node() {
        Node::Quotient([_, v]) => v.as_number().is_some_and(|n| !n.is_zero()),
        Node::Power([_, n]) => n.as_number().and_then(|n| n.to_i64()).is_some_and(|n| n > 0),
        Node::Apply(f, _) => matches!(
            f,
            F::Exp
                | F::Cbrt
                | F::Abs
                | F::Sin
                | F::Cos
                | F::Atan
                | F::Sinh
                | F::Cosh
                | F::Tanh
                | F::Asinh
                | F::Sigmoid
                | F::Relu
                | F::Softplus
        ),
        _ => true,
    };
    here && u.children().iter().all(is_defined_everywhere)
}

fn same_factors(a: &Monomial, b: &Monomial) -> bool {
    a.factors.len() == b.factors.len()
        && a.factors.iter().all(|f| b.factors.iter().any(|g| f.key == g.key && f.exponent == g.exponent))
}

/// `f(g(v))` for an inverse function g, without either: `sin(asin v)` is `v`, `cos(asin v)` is `sqrt(1 - v²)`.
pub(super) fn of_inverse(f: Function, g: Function, v: &Expr, domain: Domain) -> Option<Expr> {
    use Function as F;
    let square = || Expr::power(v.clone(), Expr::integer(2));
    let root = |terms: [Expr; 2]| Expr::apply(F::Sqrt, Expr::sum(terms));
    match (f, g) {
        (F::Tan, F::Atan) | (F::Sinh, F::Asinh) => Some(v.clone()),
        // The inverse function may be without a value where v has one.
        (F::Sin, F::Asin) | (F::Cos, F::Acos) | (F::Cosh, F::Acosh) | (F::Tanh, F::Atanh) => {
            (domain == Domain::Given).then(|| v.clone())
        }
        (F::Sin, F::Acos) | (F::Cos, F::Asin) => Some(root([Expr::one(), square().negate()])),
        (F::Cos, F::Atan) => Some(Expr::quotient(Expr::one(), root([square(), Expr::one()]))),
        (F::Sin, F::Atan) => Some(Expr::quotient(v.clone(), root([square(), Expr::one()]))),
        (F::Cosh, F::Asinh) => Some(root([square(), Expr::one()])),
        _ => None,
    }
}
