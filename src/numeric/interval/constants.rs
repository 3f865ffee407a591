//! Constants that are no doubles, taken out of an expression: rules know them exactly, programs know them rounded, and
//! bounds are to hold for both.

use std::collections::HashMap;

use super::{Interval, Scalar, arithmetic::widened};
use crate::symbolic::{Constant, Expr, Extremum, Function, Node, Symbol};

/// An expression in which variables stand for the parts that have no variable and are not rational, and their values.
pub(super) struct Separated {
    pub(super) expression: Expr,
    pub(super) names: Vec<Symbol>,
    pub(super) values: Vec<Interval>,
}

/// What a part of an expression is made of.
#[derive(Clone)]
enum Part {
    Rational(Expr),
    Constant(Expr),
    Varying(Expr),
}

struct Separator<'a> {
    taken: &'a [Symbol],
    done: HashMap<Expr, Part>,
    named: HashMap<Expr, Symbol>,
    separated: Vec<(Symbol, Interval)>,
}

/// Takes the constants out; none of their names is among `taken`.
pub(super) fn separate(e: &Expr, taken: &[Symbol]) -> Separated {
    let mut separator = Separator { taken, done: HashMap::new(), named: HashMap::new(), separated: Vec::new() };
    let part = separator.part(e);
    let expression = separator.as_operand(part);
    let (names, values) = separator.separated.into_iter().unzip();
    Separated { expression, names, values }
}

impl Separator<'_> {
    fn part(&mut self, e: &Expr) -> Part {
        if let Some(known) = self.done.get(e) {
            return known.clone();
        }
        let parts: Vec<Part> = e.children().iter().map(|child| self.part(child)).collect();
        let part = match e.node() {
            Node::Number(_) => Part::Rational(e.clone()),
            Node::Constant(_) => Part::Constant(e.clone()),
            Node::Symbol(_) => Part::Varying(e.clone()),
            node if parts.iter().any(|part| matches!(part, Part::Varying(_))) => {
                // The base of exp(u) stays, or it would become another function.
                let kept = |i: usize| i == 0 && matches!(node, Node::Power([base, _]) if is_e(base));
                let operand = |(i, part)| if kept(i) { Expr::constant(Constant::E) } else { self.as_operand(part) };
                Part::Varying(e.with_children(parts.into_iter().enumerate().map(operand).collect()))
            }
            node => {
                let arithmetic = match node {
                    Node::Power([_, n]) => n.as_number().is_some_and(|n| n.is_integer()),
                    Node::Negate(_) | Node::Sum(_) | Node::Product(_) | Node::Quotient(_) => true,
                    _ => false,
                };
                let rational = parts.iter().all(|part| matches!(part, Part::Rational(_)));
                if arithmetic && rational { Part::Rational(e.clone()) } else { Part::Constant(e.clone()) }
            }
        };
        self.done.insert(e.clone(), part.clone());
        part
    }

    fn as_operand(&mut self, part: Part) -> Expr {
        let e = match part {
            Part::Rational(e) | Part::Varying(e) => return e,
            Part::Constant(e) => e,
        };
        if let Some(name) = self.named.get(&e) {
            return Expr::from(name.clone());
        }
        let mut name = Symbol::new(&format!("constant_{}", self.separated.len()));
        while self.taken.contains(&name) {
            name = Symbol::new(&format!("{}_", name.name()));
        }
        self.separated.push((name.clone(), enclosed(&e)));
        self.named.insert(e, name.clone());
        Expr::from(name)
    }
}

fn is_e(e: &Expr) -> bool {
    matches!(e.node(), Node::Constant(Constant::E))
}

/// Bounds on an expression without variables.
fn enclosed(e: &Expr) -> Interval {
    let nothing = || Interval::EMPTY;
    match e.node() {
        Node::Number(n) if n.is_integer() && n.to_i64().is_some_and(|n| n.unsigned_abs() < 1 << 53) => {
            Interval::point(n.to_f64())
        }
        Node::Number(n) => {
            let (lo, hi) = widened(n.to_f64());
            Interval::new(lo, hi)
        }
        Node::Constant(c) => Interval::new(c.value().next_down(), c.value().next_up()),
        Node::Negate(u) => enclosed(u).negate(),
        Node::Sum(terms) => terms.iter().map(enclosed).reduce(|u, v| u.add(&v)).unwrap_or_else(nothing),
        Node::Product(factors) => factors.iter().map(enclosed).reduce(|u, v| u.multiply(&v)).unwrap_or_else(nothing),
        Node::Quotient([u, v]) => enclosed(u).divide(&enclosed(v)),
        Node::Power([u, v]) => match v.as_number().and_then(|n| n.to_i64()) {
            _ if is_e(u) => enclosed(v).apply(Function::Exp),
            Some(n) if i32::try_from(n).is_ok() => enclosed(u).power_integer(n as i32),
            _ => enclosed(u).power(&enclosed(v)),
        },
        Node::Apply(f, u) => enclosed(u).apply(*f),
        Node::Extremum(Extremum::Max, [u, v]) => enclosed(u).max(&enclosed(v)),
        Node::Extremum(Extremum::Min, [u, v]) => enclosed(u).min(&enclosed(v)),
        Node::Piecewise(at_zero, [on, below, above]) => {
            enclosed(on).piecewise(*at_zero, &enclosed(below), &enclosed(above))
        }
        Node::Symbol(_) | Node::Derivative(..) => nothing(),
    }
}
