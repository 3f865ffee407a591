//! Logarithms taken apart: products become sums, powers become factors.

use super::{
    Condition, Part, Rule, Step,
    apply::{is_positive, times},
    rewriting::one_place,
    slopes::{Derivatives, Slopes},
};
use crate::symbolic::{Expr, Function, Node, Number, Symbol, simplify};

/// `d/dx f = f·d/dx(ln |f|)`, and the logarithm taken apart; nothing if it can't be.
pub(super) fn differentiation(line: &Expr, f: &Expr, x: &Symbol, s: &mut Derivatives) -> Vec<Step> {
    let terms = apart(f);
    let unsure = terms.iter().filter(|term| term.of.has_variables());
    let conditions: Vec<Condition> = unsure.filter_map(Term::condition).collect();
    let may_be_negative = has_sign(f) || terms.iter().any(|term| term.sign == Sign::Unknown);
    let inside = if may_be_negative { Expr::apply(Function::Abs, f.clone()) } else { f.clone() };
    let logarithm = Expr::apply(Function::Ln, inside);
    let expanded = Expr::sum(terms.iter().map(Term::written).collect::<Vec<_>>());
    if !s.varies(f) || logarithm == expanded || terms.iter().any(Term::is_without_value) {
        return Vec::new();
    }
    let with_slope = |e: &Expr| Expr::product([f.clone(), Expr::derivative(e.clone(), x.clone())]);
    let (first, second) = (with_slope(&logarithm), with_slope(&expanded));
    let mut opened = one_place(line, first.clone(), Rule::LogarithmicDifferentiation, f, Vec::new(), first.clone());
    for applied in &mut opened.applications {
        applied.application.parts = vec![Part { name: "f", is: f.clone() }];
        applied.application.conditions.clone_from(&conditions);
    }
    let laws = one_place(&first, second, Rule::LogarithmLaws, &logarithm, vec![1, 0], expanded);
    vec![opened, laws]
}

/// `ln u` taken apart, where it has a value; nothing if it can't be.
pub(super) fn laws(u: &Expr) -> Option<Expr> {
    let mut terms = apart(u);
    // If all factors but one are positive, so is that one; unless there is a minus somewhere.
    let mut unknown = terms.iter_mut().filter(|term| term.sign == Sign::Unknown);
    if let (Some(term), None) = (unknown.next(), unknown.next())
        && !has_sign(u)
        && term.n.is_integer()
        && !term.n.is_even()
    {
        term.sign = Sign::Positive;
    }
    let expanded = Expr::sum(terms.iter().map(Term::written).collect::<Vec<_>>());
    (terms.len() > 1 || terms.iter().any(|term| !term.n.is_one() || term.exponent.is_some())).then_some(expanded)
}

/// `n·v·ln of`, or `n·v·of` where a logarithm undoes an exponential.
struct Term {
    n: Number,
    exponent: Option<Expr>,
    of: Expr,
    sign: Sign,
}

/// What is known of a factor whose logarithm is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It can be seen that it is positive.
    Positive,
    /// It has to be, for the power to have a value.
    ToBePositive,
    /// It may be negative, so its absolute value is taken.
    Unknown,
    /// It is e to the power of this.
    Exponent,
}

impl Term {
    fn written(&self) -> Expr {
        let of = match self.sign {
            Sign::Exponent => self.of.clone(),
            Sign::Unknown => Expr::apply(Function::Ln, Expr::apply(Function::Abs, self.of.clone())),
            Sign::Positive | Sign::ToBePositive => Expr::apply(Function::Ln, self.of.clone()),
        };
        let with_exponent = self.exponent.iter().fold(of, |of, v| times(v.clone(), of));
        let product = times(Expr::number(self.n.abs()), with_exponent);
        if self.n.is_negative() { product.negate() } else { product }
    }

    /// Whether it is the logarithm of a number that has none.
    fn is_without_value(&self) -> bool {
        let known = simplify(&self.of).as_number();
        self.sign != Sign::Exponent
            && known.is_some_and(|n| n.is_zero() || n.is_negative() && self.sign == Sign::ToBePositive)
    }

    fn condition(&self) -> Option<Condition> {
        match self.sign {
            Sign::Unknown => Some(Condition::Nonzero(self.of.clone())),
            Sign::ToBePositive => Some(Condition::Positive(self.of.clone())),
            Sign::Positive | Sign::Exponent => None,
        }
    }
}

/// Whether a factor is written with a minus.
fn has_sign(f: &Expr) -> bool {
    match f.node() {
        Node::Negate(_) => true,
        Node::Number(n) => n.is_negative(),
        Node::Product(factors) => factors.iter().any(has_sign),
        Node::Quotient(parts) => parts.iter().any(has_sign),
        Node::Power([base, _]) => has_sign(base),
        _ => false,
    }
}

/// The terms of `ln |f|`.
fn apart(f: &Expr) -> Vec<Term> {
    let mut terms = Vec::new();
    collect(f, &Number::ONE, false, &mut terms);
    terms
}

/// Adds the terms of `n·ln |e|`; under a root `e` has to be positive.
fn collect(e: &Expr, n: &Number, under_root: bool, terms: &mut Vec<Term>) {
    let mut push = |exponent: Option<&Expr>, of: &Expr, sign: Sign| {
        terms.push(Term { n: n.clone(), exponent: exponent.cloned(), of: of.clone(), sign });
    };
    match e.node() {
        Node::Number(c) if c.abs().is_one() => {}
        Node::Number(c) => push(None, &Expr::number(c.abs()), Sign::Positive),
        Node::Negate(u) | Node::Apply(Function::Abs, u) => collect(u, n, false, terms),
        Node::Product(factors) => factors.iter().for_each(|u| collect(u, n, false, terms)),
        Node::Quotient([f, g]) => {
            collect(f, n, false, terms);
            collect(g, &-n, false, terms);
        }
        Node::Apply(Function::Exp, u) => push(None, u, Sign::Exponent),
        Node::Apply(Function::Sqrt, u) => {
            let half = Number::ratio(1, 2).unwrap_or(Number::ONE);
            collect(u, &(n * &half), true, terms);
        }
        Node::Power([base, exponent]) => match exponent.as_number() {
            Some(k) => collect(base, &(n * &k), !k.is_integer() || under_root && !k.is_even(), terms),
            None if is_positive(base) => push(Some(exponent), base, Sign::Positive),
            None => push(Some(exponent), base, Sign::ToBePositive),
        },
        _ if under_root || is_positive(e) => push(None, e, Sign::Positive),
        _ => push(None, e, Sign::Unknown),
    }
}
