//! Identities of functions: squares that add up to 1 (`sin² + cos²`, `cosh² - sinh²`), and functions of inverse functions.

use super::{
    Domain,
    monomial::{Exponent, Monomial},
};
use crate::symbolic::{Expr, Function, Node, Number};

/// Joins two terms that differ only in such squares into one; whether there were any.
pub(super) fn pythagoras(terms: &mut Vec<Monomial>, domain: Domain) -> bool {
    let count = terms.len();
    for (first, second, same_sign) in [(Function::Cos, Function::Sin, true), (Function::Cosh, Function::Sinh, false)] {
        while let Some((i, j, whole)) = pair(terms, first, second, same_sign, domain) {
            terms[i] = whole;
            terms.remove(j);
        }
    }
    terms.len() < count
}

/// The places of two terms that can be joined, and what they make.
fn pair(
    terms: &[Monomial],
    first: Function,
    second: Function,
    same_sign: bool,
    domain: Domain,
) -> Option<(usize, usize, Monomial)> {
    for (i, term) in terms.iter().enumerate() {
        for (u, rest) in without_square(term, first, domain) {
            let partner = |other: &Monomial| {
                let sign = if same_sign { other.coefficient.clone() } else { -&other.coefficient };
                sign == rest.coefficient
                    && without_square(other, second, domain)
                        .iter()
                        .any(|(v, left)| *v == u && same_factors(left, &rest))
            };
            if let Some(j) = terms.iter().enumerate().position(|(j, other)| j != i && partner(other)) {
                return Some((i, j, rest));
            }
        }
    }
    None
}

/// For each square of the function in a term: its argument, and the term without it.
fn without_square(term: &Monomial, function: Function, domain: Domain) -> Vec<(Expr, Monomial)> {
    let square = |(k, factor): (usize, &super::monomial::Factor)| {
        let Node::Apply(f, u) = factor.base.node() else { return None };
        // What is left of `sin(ln x)² + cos(ln x)²` would have a value for negative x too.
        let defined = domain == Domain::Given || is_defined_everywhere(u);
        if *f != function || !defined || factor.exponent != Exponent::Number(Number::from(2)) {
            return None;
        }
        let mut rest = term.clone();
        rest.factors.remove(k);
        Some((u.clone(), rest))
    };
    term.factors.iter().enumerate().filter_map(square).collect()
}

/// Whether it can be seen at once that there is a value wherever the variables have one.
fn is_defined_everywhere(u: &Expr) -> bool {
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
