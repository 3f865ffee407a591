//! Tidying: the form that a person would hand in.
//!
//! Like factors and like terms are collected, numbers folded, signs brought out, double fractions and negative exponents
//! turned into one fraction, and a common factor taken out where the result is shorter. Terms keep the order in which they
//! were written. A law that would give the result a larger domain is used only where a factor cancels (`x/x` is 1), as
//! everybody does; `sqrt(x)^2` stays, and `sqrt(x^2)` is `|x|`.

mod common;
mod fractions;
mod identities;
mod laws;
mod length;
mod monomial;
mod polynomial;
mod ratios;
mod roots;
mod sum;

use std::{collections::BTreeSet, hash::Hash};

use siphasher::sip128::{Hasher128, SipHasher13};

pub use laws::{Law, tidyings};

use self::{
    identities::{is_defined_everywhere, of_inverse},
    laws::Stage,
    length::length,
    monomial::{Monomial, negated},
};
use super::{Expr, Extremum, Function, Node, Number, expr::Memo, function::exact_value};

/// The expression in the form that a person would hand in.
///
/// Deterministic, and done once for each shared part.
///
/// ```
/// use gradus::symbolic::{parse, simplify};
/// let tidy = |text: &str| simplify(&parse(text).unwrap()).to_string();
/// assert_eq!(tidy("2x*(x+1) - x^2"), "x^2 + 2*x");
/// assert_eq!(tidy("e^x*(1*x + 0) + e^x"), "(x + 1)*e^x");
/// assert_eq!(tidy("(1/x)/(x+1)"), "1/(x*(x + 1))");
/// ```
pub fn simplify(e: &Expr) -> Expr {
    Simplifier::default().simplify(e)
}

/// The form that a person would hand in where every part of the expression is known to have a value, as in a derivative,
/// which is looked at only where its function is defined: there `sqrt(x)^2` is `x`.
///
/// ```
/// use gradus::symbolic::{parse, simplify, simplify_where_defined};
/// let e = parse("x/sqrt(x)^2 + e^ln(x)")?;
/// assert_eq!(simplify(&e).to_string(), "x/sqrt(x)^2 + e^ln(x)");
/// assert_eq!(simplify_where_defined(&e).to_string(), "1 + x");
/// # Ok::<(), gradus::symbolic::ParseError>(())
/// ```
pub fn simplify_where_defined(e: &Expr) -> Expr {
    Simplifier::where_defined().simplify(e)
}

/// Whether the domain has to be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Domain {
    /// What has no value may get none.
    #[default]
    Kept,
    /// Every part is known to have a value.
    Given,
}

/// One tidying, which remembers what it has tidied.
#[derive(Default)]
pub(super) struct Simplifier {
    done: Memo<Expr>,
    keys: Memo<u128>,
    contents: Memo<(Monomial, Expr)>,
    shared: Memo<Monomial>,
    domain: Domain,
    stage: Stage,
    /// The laws that were used, as far as they made what was chosen.
    used: BTreeSet<Law>,
    /// How many rewritings that may undo one another are under way, one inside the other.
    rewriting: u32,
}

/// By how many characters a form without an inverse function may be longer than its argument with one: `sin(atan(x))` is
/// `x/sqrt(x^2 + 1)`.
const MOST_ADDED: u64 = 6;

/// The most of them. People see no more than two or three.
const MAX_REWRITING: u32 = 6;

impl Simplifier {
    /// For expressions every part of which is known to have a value.
    pub fn where_defined() -> Self {
        Self { domain: Domain::Given, ..Self::default() }
    }

    pub fn simplify(&mut self, e: &Expr) -> Expr {
        if let Some(known) = self.done.get(&e.fingerprint()) {
            return known.clone();
        }
        let tidy = self.simplify_new(e);
        self.done.insert(e.fingerprint(), tidy.clone());
        self.done.insert(tidy.fingerprint(), tidy.clone());
        tidy
    }

    fn simplify_new(&mut self, e: &Expr) -> Expr {
        match e.node() {
            Node::Number(_) | Node::Constant(_) | Node::Symbol(_) => e.clone(),
            Node::Sum(_) => self.sum(e),
            Node::Negate(u) if matches!(u.node(), Node::Sum(_)) => self.sum(e),
            Node::Apply(f, u) => {
                let u = self.simplify(u);
                self.apply(*f, &u)
            }
            Node::Extremum(..) => e.with_children(e.children().iter().map(|c| self.simplify(c)).collect()),
            Node::Piecewise(_, [on, below, above]) => {
                let [on, below, above] = [on, below, above].map(|part| self.simplify(part));
                // Both pieces alike are one, where what decides has a value anyway.
                if below == above && (self.domain == Domain::Given || is_defined_everywhere(&on)) {
                    return below;
                }
                e.with_children(vec![on, below, above])
            }
            Node::Derivative(u, x) => Expr::derivative(self.simplify(u), x.clone()),
            Node::Negate(_) | Node::Product(_) | Node::Quotient(_) | Node::Power(_) => {
                let children = e.children().iter().map(|c| self.simplify(c)).collect();
                let mut monomial = Monomial::one();
                monomial.multiply(&e.with_children(children), 1, self);
                let tidy = monomial.into_expr(self);
                // A product may have come down to a sum with a sign before it.
                if matches!(tidy.node(), Node::Negate(u) if matches!(u.node(), Node::Sum(_))) {
                    self.sum(&tidy)
                } else {
                    tidy
                }
            }
        }
    }

    /// A function of a tidy argument.
    pub(super) fn apply(&mut self, f: Function, u: &Expr) -> Expr {
        if let Some(value) = exact_value(f, u) {
            return value;
        }
        match (f, u.node()) {
            (Function::Ln, Node::Apply(Function::Exp, v)) => return v.clone(),
            (Function::Sqrt, Node::Power([base, n]))
                if n.as_number().is_some_and(|n| n.is_even() && !n.is_negative()) =>
            {
                let half = n.as_number().and_then(|n| Number::ratio(n.to_i64()? / 2, 1));
                return half.map_or_else(|| Expr::apply(f, u.clone()), |half| self.raised_size(base, half));
            }
            (Function::Abs | Function::Relu, _) if is_never_negative(u) => return u.clone(),
            (_, Node::Apply(g, v)) => {
                if self.stage >= Stage::Sums
                    && let Some(known) = of_inverse(f, *g, v, self.domain)
                    && length(&known) <= length(u) + MOST_ADDED
                {
                    self.used.insert(Law::Identity);
                    return self.simplify(&known);
                }
            }
            _ => {}
        }
        match parity(f) {
            Parity::Odd if has_sign(u) => Expr::apply(f, negated(u)).negate(),
            Parity::Even if has_sign(u) => Expr::apply(f, negated(u)),
            _ => Expr::apply(f, u.clone()),
        }
    }

    /// `|u|^n` for a tidy u, without the bars where they change nothing.
    fn raised_size(&mut self, u: &Expr, n: Number) -> Expr {
        let base = if n.is_even() { u.clone() } else { self.apply(Function::Abs, u) };
        if n.is_one() { base } else { Expr::power(base, Expr::number(n)) }
    }

    /// Does a rewriting, unless it is already deep inside others, or comes too early.
    fn rewrite<T>(&mut self, from: Stage, rewriting: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.rewriting >= MAX_REWRITING || self.stage < from {
            return None;
        }
        self.rewriting += 1;
        let result = rewriting(self);
        self.rewriting -= 1;
        Some(result)
    }

    /// Tries something: the result, and the laws that it took.
    fn attempt<T>(&mut self, attempt: impl FnOnce(&mut Self) -> T) -> (T, BTreeSet<Law>) {
        let before = std::mem::take(&mut self.used);
        let result = attempt(self);
        (result, std::mem::replace(&mut self.used, before))
    }

    /// A hash that is the same for sums and products that differ only in order.
    pub fn key(&mut self, e: &Expr) -> u128 {
        if e.children().is_empty() {
            return e.fingerprint();
        }
        if let Some(&known) = self.keys.get(&e.fingerprint()) {
            return known;
        }
        let mut children: Vec<u128> = e.children().iter().map(|c| self.key(c)).collect();
        if matches!(e.node(), Node::Sum(_) | Node::Product(_)) {
            children.sort_unstable();
        }
        let mut hasher = SipHasher13::new();
        std::mem::discriminant(e.node()).hash(&mut hasher);
        match e.node() {
            Node::Apply(f, _) => f.hash(&mut hasher),
            Node::Extremum(which, _) => which.hash(&mut hasher),
            Node::Piecewise(at_zero, _) => at_zero.hash(&mut hasher),
            Node::Derivative(_, x) => x.hash(&mut hasher),
            _ => {}
        }
        children.hash(&mut hasher);
        let key = hasher.finish128().as_u128();
        self.keys.insert(e.fingerprint(), key);
        key
    }
}

/// Whether a tidy expression has a minus in front of the whole.
fn has_sign(u: &Expr) -> bool {
    match u.node() {
        Node::Negate(_) => true,
        Node::Number(n) => n.is_negative(),
        Node::Sum(terms) => terms.iter().all(has_sign),
        _ => false,
    }
}

enum Parity {
    Odd,
    Even,
    Neither,
}

fn parity(f: Function) -> Parity {
    use Function as F;
    match f {
        F::Sin
        | F::Tan
        | F::Csc
        | F::Cot
        | F::Asin
        | F::Atan
        | F::Sinh
        | F::Tanh
        | F::Asinh
        | F::Atanh
        | F::Sign
        | F::Cbrt => Parity::Odd,
        F::Cos | F::Sec | F::Cosh | F::Abs => Parity::Even,
        _ => Parity::Neither,
    }
}

/// Whether it can be seen at once that the value, where there is one, is not negative.
fn is_never_negative(u: &Expr) -> bool {
    use Function as F;
    match u.node() {
        Node::Number(n) => !n.is_negative(),
        Node::Constant(_) => true,
        Node::Sum(parts) | Node::Product(parts) => parts.iter().all(is_never_negative),
        Node::Quotient([u, v]) => is_never_negative(u) && is_never_negative(v),
        Node::Power([base, n]) => is_never_negative(base) || n.as_number().is_some_and(|n| n.is_even()),
        Node::Apply(f, _) => matches!(
            f,
            F::Exp | F::Abs | F::Sqrt | F::Cosh | F::Sigmoid | F::Relu | F::Softplus | F::Step | F::Acosh | F::Acos
        ),
        Node::Extremum(Extremum::Max, parts) => parts.iter().any(is_never_negative),
        Node::Extremum(Extremum::Min, parts) => parts.iter().all(is_never_negative),
        Node::Piecewise(_, [_, below, above]) => is_never_negative(below) && is_never_negative(above),
        Node::Symbol(_) | Node::Negate(_) | Node::Derivative(..) => false,
    }
}

#[cfg(test)]
mod tests;
