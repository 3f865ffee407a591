//! Forms that lose their digits, computed in forms that keep them: `1 - σ(u)` is `σ(-u)`, and `1 - tanh²(u)` is
//! `4·σ(2u)·σ(-2u)`. Both are what derivatives of activations are made of.

use std::collections::HashMap;

use crate::symbolic::{Expr, Function, Node};

/// The expression with such forms replaced. Values and domains are the same.
pub(super) fn stable(e: &Expr, done: &mut HashMap<Expr, Expr>) -> Expr {
    if e.children().is_empty() {
        return e.clone();
    }
    if let Some(known) = done.get(e) {
        return known.clone();
    }
    let kept = e.with_children(e.children().iter().map(|part| stable(part, done)).collect());
    let replaced = complement(&kept).unwrap_or(kept);
    done.insert(e.clone(), replaced.clone());
    replaced
}

/// `1 - f` where that is a function of its own.
fn complement(e: &Expr) -> Option<Expr> {
    let Node::Sum(terms) = e.node() else { return None };
    let [one, minus] = terms.as_slice() else { return None };
    let Node::Negate(f) = minus.node() else { return None };
    if !one.is_integer(1) {
        return None;
    }
    match f.node() {
        Node::Apply(Function::Sigmoid, u) => Some(Expr::apply(Function::Sigmoid, u.clone().negate())),
        Node::Power([tanh, two]) if two.is_integer(2) => match tanh.node() {
            Node::Apply(Function::Tanh, u) => {
                let twice = Expr::product([Expr::integer(2), u.clone()]);
                let sigmoid = |u: Expr| Expr::apply(Function::Sigmoid, u);
                Some(Expr::product([Expr::integer(4), sigmoid(twice.clone()), sigmoid(twice.negate())]))
            }
            _ => None,
        },
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
        ] {
            let program = Program::new(&[parse(text).unwrap()], &[Symbol::new("x")]).unwrap();
            let value = program.eval(&[x])[0];
            assert!((value - expected).abs() < 1e-14 * expected, "{text} at {x}: {value:e}");
        }
    }
}
