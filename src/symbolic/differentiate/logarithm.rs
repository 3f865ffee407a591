//! Logarithmic differentiation: products become sums, powers become factors.

use super::{
    Condition, Part, Rule, Step,
    apply::{is_positive, times},
    rewriting::one_place,
    slopes::{Derivatives, Slopes},
};
use crate::symbolic::{Expr, Function, Node, Number, Symbol};

/// `d/dx f = f·d/dx(ln |f|)`, and the logarithm taken apart.
pub(super) fn logarithmic(line: &Expr, f: &Expr, x: &Symbol, s: &mut Derivatives) -> Vec<Step> {
    let mut conditions = Vec::new();
    let mut terms = Vec::new();
    expand(f, &Number::ONE, None, &mut terms, &mut conditions, s);
    let d = |e: &Expr| Expr::derivative(e.clone(), x.clone());
    let inside = if conditions.iter().any(|c| matches!(c, Condition::NotZero(_))) {
        Expr::apply(Function::Abs, f.clone())
    } else {
        f.clone()
    };
    let logarithm = Expr::apply(Function::Ln, inside);
    let expanded = Expr::sum(terms);
    if !s.varies(f) || logarithm == expanded {
        return Vec::new();
    }
    let first = Expr::product([f.clone(), d(&logarithm)]);
    let second = Expr::product([f.clone(), d(&expanded)]);
    let mut opened = one_place(line, first.clone(), Rule::LogarithmicDifferentiation, f, Vec::new(), first.clone());
    for applied in &mut opened.applications {
        applied.application.parts = vec![Part { name: "f", is: f.clone() }];
        applied.application.conditions.clone_from(&conditions);
    }
    let laws = one_place(&first, second, Rule::LogarithmLaws, &logarithm, vec![1, 0], expanded);
    vec![opened, laws]
}

/// The terms of `n·ln |e|`, or of `v·n·ln e`.
fn expand(
    e: &Expr,
    n: &Number,
    v: Option<&Expr>,
    terms: &mut Vec<Expr>,
    conditions: &mut Vec<Condition>,
    s: &mut Derivatives,
) {
    let times_n = |u: Expr| {
        let size = Expr::number(n.abs());
        let factors = [v.cloned(), Some(u)].into_iter().flatten();
        let product =
            if n.abs().is_one() { Expr::product(factors) } else { Expr::product(std::iter::once(size).chain(factors)) };
        if n.is_negative() { product.negate() } else { product }
    };
    match e.node() {
        Node::Number(c) if c.abs().is_one() => {}
        Node::Negate(u) => expand(u, n, v, terms, conditions, s),
        Node::Product(factors) => factors.iter().for_each(|u| expand(u, n, v, terms, conditions, s)),
        Node::Quotient([f, g]) => {
            expand(f, n, v, terms, conditions, s);
            expand(g, &-n, v, terms, conditions, s);
        }
        Node::Apply(Function::Exp, u) => terms.push(times_n(u.clone())),
        Node::Apply(Function::Sqrt, u) if v.is_none() => {
            let half = Number::ratio(1, 2).unwrap_or(Number::ONE);
            expand(u, &(n * &half), v, terms, conditions, s);
        }
        Node::Power([base, exponent]) if v.is_none() => match exponent.as_number() {
            Some(k) => expand(base, &(n * &k), v, terms, conditions, s),
            None => {
                if !is_positive(base) {
                    conditions.push(Condition::Positive(base.clone()));
                }
                terms.push({
                    let logarithm = Expr::apply(Function::Ln, base.clone());
                    times_n(times(exponent.clone(), logarithm))
                });
            }
        },
        _ => {
            let positive = is_positive(e) || !s.varies(e) && e.as_number().is_some_and(|n| !n.is_negative());
            let inside = if positive {
                e.clone()
            } else {
                conditions.push(Condition::NotZero(e.clone()));
                Expr::apply(Function::Abs, e.clone())
            };
            terms.push(times_n(Expr::apply(Function::Ln, inside)));
        }
    }
}
