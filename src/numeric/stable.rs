//! Forms that lose their digits, computed in forms that keep them: `c - c·σ(u)` is `c·σ(-u)`, `c - c·tanh²(u)` is
//! `4c·σ(2u)·σ(-2u)`, and `c ± c·erf(u)` is `c·erfc(∓u)`. These are what derivatives of activations are made of.

use std::collections::HashMap;

use crate::symbolic::{Expr, Function, Node, simplify};

/// The expression with such forms replaced. Values and domains are the same.
pub(super) fn stable(e: &Expr, done: &mut HashMap<Expr, Expr>) -> Expr {
    if e.children().is_empty() {
        return e.clone();
    }
    if let Some(known) = done.get(e) {
        return known.clone();
    }
    let kept = e.with_children(e.children().iter().map(|part| stable(part, done)).collect());
    let replaced = if let Node::Sum(terms) = kept.node() { without_complements(terms) } else { kept };
    done.insert(e.clone(), replaced.clone());
    replaced
}

/// A sum in which each pair of terms that has another form is in that form.
fn without_complements(terms: &[Expr]) -> Expr {
    let mut terms = terms.to_vec();
    while let Some((i, j, merged)) = pair(&terms) {
        terms[i] = merged;
        terms.remove(j);
    }
    Expr::sum(terms)
}

/// Two terms, `c` and `∓c·f`, and what they are together.
fn pair(terms: &[Expr]) -> Option<(usize, usize, Expr)> {
    (0..terms.len()).find_map(|j| {
        let (saturating, rest) = saturating_factor(&terms[j])?;
        let (same, opposite) = (simplify(&rest), simplify(&rest.negate()));
        (0..terms.len()).filter(|&i| i != j).find_map(|i| {
            let c = simplify(&terms[i]);
            let complement = if c == opposite {
                one_minus(&saturating)?
            } else if c == same {
                one_plus(&saturating)?
            } else {
                return None;
            };
            Some((i, j, Expr::product([terms[i].clone(), complement])))
        })
    })
}

/// The factor of a term that tends to a constant far out, and the rest of the term.
fn saturating_factor(term: &Expr) -> Option<(Expr, Expr)> {
    if one_minus(term).is_some() {
        return Some((term.clone(), Expr::one()));
    }
    match term.node() {
        Node::Negate(u) => saturating_factor(u).map(|(f, rest)| (f, rest.negate())),
        Node::Quotient([u, v]) => saturating_factor(u).map(|(f, rest)| (f, Expr::quotient(rest, v.clone()))),
        Node::Product(factors) => factors.iter().enumerate().find_map(|(i, factor)| {
            let (f, rest) = saturating_factor(factor)?;
            let others = factors.iter().enumerate().filter(|(k, _)| *k != i).map(|(_, other)| other.clone());
            Some((f, Expr::product(std::iter::once(rest).chain(others))))
        }),
        _ => None,
    }
}

/// `1 - f` as a product of functions of its own.
fn one_minus(f: &Expr) -> Option<Expr> {
    let sigmoid = |u: Expr| Expr::apply(Function::Sigmoid, u);
    match f.node() {
        Node::Apply(Function::Sigmoid, u) => Some(sigmoid(u.clone().negate())),
        Node::Apply(Function::Erf, u) => Some(Expr::apply(Function::Erfc, u.clone())),
        Node::Power([base, two]) if two.is_integer(2) => match base.node() {
            Node::Apply(Function::Tanh, u) => {
                let twice = Expr::product([Expr::integer(2), u.clone()]);
                Some(Expr::product([Expr::integer(4), sigmoid(twice.clone()), sigmoid(twice.negate())]))
            }
            _ => None,
        },
        _ => None,
    }
}

/// `1 + f` as a function of its own.
fn one_plus(f: &Expr) -> Option<Expr> {
    match f.node() {
        Node::Apply(Function::Erf, u) => Some(Expr::apply(Function::Erfc, u.clone().negate())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        numeric::Program,
        symbolic::{Symbol, parse},
    };

    /// Against values worked out in 40 digits.
    #[test]
    fn digits_are_kept_far_out() {
        for (text, x, expected) in [
            ("1 - sigmoid(x)", 40.0, 4.248_354_255_291_589e-18),
            ("sigmoid(x)*(1 - sigmoid(x))", 20.0, 2.061_153_613_941_849e-9),
            ("1 - tanh(x)^2", 20.0, 1.699_341_702_116_636e-17),
            ("1 + x - x*sigmoid(x)", 50.0, 1.000_000_000_000_000),
            ("x - x*sigmoid(x)", 50.0, 9.643_749_239_819_589e-21),
            ("y/3 - y*tanh(x)^2/3", 20.0, 5.664_472_340_388_787e-18),
            ("1 - erf(x)", 5.0, 1.537_459_794_428_035e-12),
            ("1/2 + erf(x)/2", -5.0, 7.687_298_972_140_175e-13),
        ] {
            let program = Program::new(&[parse(text).unwrap()], &["x", "y"].map(Symbol::new)).unwrap();
            let value = program.eval(&[x, 1.0])[0];
            assert!((value - expected).abs() < 1e-14 * expected, "{text} at {x}: {value:e}");
        }
    }
}
