//! Cases into an expression: pieces of a line, or one case inside the other.

use super::{
    Expr, Function, ParseErrorKind, Relation,
    condition::{Comparison, Condition},
};
use crate::symbolic::{AtZero, Node};

/// The cases of a function, in the order in which they are tried.
#[derive(Default)]
pub(super) struct Cases {
    pub cases: Vec<(Condition, Expr)>,
    pub otherwise: Option<Expr>,
}

impl Cases {
    pub fn add(&mut self, condition: Condition, value: Expr) {
        if matches!(condition, Condition::Always) {
            self.otherwise.get_or_insert(value);
        } else if self.otherwise.is_none() {
            self.cases.push((condition, value));
        }
    }

    /// The expression that they make together.
    pub fn into_expr(self) -> Result<Expr, ParseErrorKind> {
        let Some((first, _)) = self.cases.first() else {
            return self.otherwise.ok_or(ParseErrorKind::MissingCondition);
        };
        if self.cases.len() == 1 && self.otherwise.is_none() {
            return Err(ParseErrorKind::MissingElse);
        }
        let Some(reference) = first.comparisons().first().map(|c| Bound::new(c).of) else {
            return Err(ParseErrorKind::MissingCondition);
        };
        let bounds: Option<Vec<Bound>> = self
            .cases
            .iter()
            .flat_map(|(condition, _)| condition.comparisons())
            .map(|comparison| Bound::new(comparison).about(&reference))
            .collect();
        match bounds {
            Some(bounds) => self.on_a_line(&reference, bounds),
            None => self.nested(),
        }
    }

    /// Every condition bounds one expression by constants: these cut its line into pieces, each with the value of the first
    /// case that holds there.
    fn on_a_line(&self, of: &Expr, bounds: Vec<Bound>) -> Result<Expr, ParseErrorKind> {
        let mut cuts: Vec<(f64, Expr)> = bounds.into_iter().map(|bound| (bound.at, bound.constant)).collect();
        cuts.sort_by(|a, b| a.0.total_cmp(&b.0));
        cuts.dedup_by(|a, b| a.0 == b.0);
        let case_at = |place: f64| -> Option<usize> {
            let holds = |c: &Comparison| Bound::new(c).about(of).is_some_and(|bound| bound.admits(place));
            let first = self.cases.iter().position(|(condition, _)| condition.holds(&holds));
            first.or(self.otherwise.is_some().then_some(self.cases.len()))
        };
        let between = |i: usize| match (i.checked_sub(1).and_then(|i| cuts.get(i)), cuts.get(i)) {
            (Some((a, _)), Some((b, _))) => a / 2.0 + b / 2.0,
            (Some((a, _)), None) => a + a.abs() + 1.0,
            (None, Some((b, _))) => b - b.abs() - 1.0,
            (None, None) => 0.0,
        };
        let value = |case: Option<usize>| -> Result<&Expr, ParseErrorKind> {
            let i = case.ok_or(ParseErrorKind::CasesLeaveGap)?;
            let value = self.cases.get(i).map(|(_, value)| value).or(self.otherwise.as_ref());
            value.ok_or(ParseErrorKind::CasesLeaveGap)
        };
        let mut above = case_at(between(cuts.len()));
        let mut result = value(above)?.clone();
        for (i, (place, constant)) in cuts.iter().enumerate().rev() {
            let below = case_at(between(i));
            let on = case_at(*place);
            let at_zero = match on {
                _ if on.is_none() => AtZero::Agreed,
                _ if on == below && on == above => continue,
                _ if on == below => AtZero::Below,
                _ if on == above => AtZero::Above,
                _ if value(on)? == value(below)? => AtZero::Below,
                _ if value(on)? == value(above)? => AtZero::Above,
                _ => return Err(ParseErrorKind::SinglePoint),
            };
            result = Expr::piecewise(at_zero, difference(of, constant), value(below)?.clone(), result);
            above = below;
        }
        Ok(result)
    }

    /// One case inside the other, tried in turn.
    fn nested(self) -> Result<Expr, ParseErrorKind> {
        let mut rest = self.otherwise.ok_or(ParseErrorKind::CasesLeaveGap)?;
        for (condition, value) in self.cases.into_iter().rev() {
            rest = choose(&condition, value, rest);
        }
        Ok(rest)
    }
}

/// `yes` where the condition holds, and `no` elsewhere.
fn choose(condition: &Condition, yes: Expr, no: Expr) -> Expr {
    match condition {
        Condition::Always => yes,
        Condition::Not(inner) => choose(inner, no, yes),
        Condition::And(both) => {
            let inner = choose(&both.1, yes, no.clone());
            choose(&both.0, inner, no)
        }
        Condition::Or(both) => {
            let inner = choose(&both.1, yes.clone(), no);
            choose(&both.0, yes, inner)
        }
        Condition::Compare(c) => {
            let bound = Bound::new(c);
            let on = difference(&bound.of, &bound.constant);
            match bound.relation {
                Relation::Less => Expr::piecewise(AtZero::Above, on, yes, no),
                Relation::AtMost => Expr::piecewise(AtZero::Below, on, yes, no),
                Relation::Greater => Expr::piecewise(AtZero::Below, on, no, yes),
                _ => Expr::piecewise(AtZero::Above, on, no, yes),
            }
        }
    }
}

/// A comparison as a bound of an expression by a constant: `of relation constant`.
struct Bound {
    of: Expr,
    relation: Relation,
    constant: Expr,
    /// The constant's value.
    at: f64,
}

impl Bound {
    fn new(c: &Comparison) -> Self {
        let (right, left) = (constant_value(&c.right), constant_value(&c.left));
        match (left, right) {
            (_, Some(at)) => Self { of: c.left.clone(), relation: c.relation, constant: c.right.clone(), at },
            (Some(at), None) => {
                Self { of: c.right.clone(), relation: mirrored(c.relation), constant: c.left.clone(), at }
            }
            (None, None) => {
                let of = difference(&c.left, &c.right);
                Self { of, relation: c.relation, constant: Expr::zero(), at: 0.0 }
            }
        }
    }

    /// The same bound as one of that expression, if it is: `y - x` is bounded by what bounds `x - y`.
    fn about(self, of: &Expr) -> Option<Self> {
        if self.of == *of {
            return Some(self);
        }
        let mirrored_of = match self.of.node() {
            Node::Sum(terms) => match terms.as_slice() {
                [a, b] => match b.node() {
                    Node::Negate(b) => Some(difference(b, a)),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        };
        (self.at == 0.0 && mirrored_of.as_ref() == Some(of)).then(|| Self {
            of: of.clone(),
            relation: mirrored(self.relation),
            ..self
        })
    }

    /// Whether it holds where the expression has that value.
    fn admits(&self, place: f64) -> bool {
        match self.relation {
            Relation::Less => place < self.at,
            Relation::AtMost => place <= self.at,
            Relation::Greater => place > self.at,
            _ => place >= self.at,
        }
    }
}

/// The same relation seen from the other side.
fn mirrored(relation: Relation) -> Relation {
    match relation {
        Relation::Less => Relation::Greater,
        Relation::AtMost => Relation::AtLeast,
        Relation::Greater => Relation::Less,
        Relation::AtLeast => Relation::AtMost,
        other => other,
    }
}

/// `u - v`, which is `u` for v = 0 and `u + w` for v = -w.
fn difference(u: &Expr, v: &Expr) -> Expr {
    match v.node() {
        Node::Number(n) if n.is_zero() => u.clone(),
        Node::Negate(w) => Expr::sum([u.clone(), w.clone()]),
        _ => Expr::sum([u.clone(), v.clone().negate()]),
    }
}

/// The value of an expression of numbers and constants, by which bounds are put in order.
fn constant_value(e: &Expr) -> Option<f64> {
    let value = match e.node() {
        Node::Number(n) => n.to_f64(),
        Node::Constant(c) => c.value(),
        Node::Negate(u) => -constant_value(u)?,
        Node::Sum(terms) => terms.iter().map(constant_value).sum::<Option<f64>>()?,
        Node::Product(factors) => factors.iter().map(constant_value).product::<Option<f64>>()?,
        Node::Quotient([u, v]) => constant_value(u)? / constant_value(v)?,
        Node::Apply(Function::Sqrt, u) => constant_value(u)?.sqrt(),
        _ => return None,
    };
    value.is_finite().then_some(value)
}
