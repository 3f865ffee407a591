//! Cases into an expression: conditions cut the lines of what they bound, and each piece has a value.

use super::{Expr, Function, ParseErrorKind, Relation, condition::Condition};
use crate::symbolic::{AtZero, Node};

/// The most cells into which all conditions of a function may cut what they bound.
const MAX_CELLS: usize = 1000;

/// The cases of a function, in the order in which they are tried.
#[derive(Default)]
pub(super) struct Cases {
    pub cases: Vec<(Condition, Expr)>,
    pub otherwise: Option<Expr>,
}

/// A comparison as a bound of an expression by a constant: `of relation constant`.
pub(super) struct Bound {
    of: Expr,
    relation: Relation,
    constant: Expr,
    /// The constant's value.
    at: f64,
    /// Which of the expressions that are bounded this is.
    axis: usize,
}

/// An expression that is bounded, and the constants that bound it, in order.
struct Axis {
    of: Expr,
    cuts: Vec<(f64, Expr)>,
}

/// The value on a part of the axes, and the cases that it comes from.
struct Piece {
    cases: Vec<usize>,
    value: Expr,
}

impl Cases {
    pub fn add(&mut self, condition: Condition, value: Expr) {
        if matches!(condition, Condition::Always) {
            self.otherwise.get_or_insert(value);
        } else if self.otherwise.is_none() {
            self.cases.push((condition, value));
        }
    }

    /// The expression that they make together. Every place gets the value of the first case that holds there; single points
    /// may be left out, and have the value on which both sides agree.
    pub fn into_expr(mut self) -> Result<Expr, ParseErrorKind> {
        if self.cases.is_empty() {
            return self.otherwise.ok_or(ParseErrorKind::MissingCondition);
        }
        if self.cases.len() == 1 && self.otherwise.is_none() {
            return Err(ParseErrorKind::MissingElse);
        }
        let axes = self.axes();
        let cells = axes.iter().fold(1usize, |cells, axis| cells.saturating_mul(2 * axis.cuts.len() + 1));
        if cells > MAX_CELLS {
            return Err(ParseErrorKind::TooLarge);
        }
        let whole = self.piece(&axes, &mut Vec::new())?;
        whole.map(|piece| piece.value).ok_or(ParseErrorKind::CasesLeaveGap)
    }

    /// What the conditions bound. Each bound is told which of these it is about.
    fn axes(&mut self) -> Vec<Axis> {
        let mut axes: Vec<Axis> = Vec::new();
        for (condition, _) in &mut self.cases {
            condition.for_each(&mut |bound| {
                let known = axes.iter().position(|axis| bound.turn_to(&axis.of));
                bound.axis = known.unwrap_or(axes.len());
                if known.is_none() {
                    axes.push(Axis { of: bound.of.clone(), cuts: Vec::new() });
                }
                if let Some(axis) = axes.get_mut(bound.axis) {
                    axis.cuts.push((bound.at, bound.constant.clone()));
                }
            });
        }
        for axis in &mut axes {
            axis.cuts.sort_by(|a, b| a.0.total_cmp(&b.0));
            axis.cuts.dedup_by(|a, b| a.0 == b.0);
        }
        axes
    }

    /// The value where the first axes are at these places, as pieces along the others; nothing if a stretch is left out.
    fn piece(&self, axes: &[Axis], places: &mut Vec<f64>) -> Result<Option<Piece>, ParseErrorKind> {
        let Some(axis) = axes.get(places.len()) else { return Ok(self.first_that_holds(places)) };
        let mut at = |place: f64| {
            places.push(place);
            let piece = self.piece(axes, places);
            places.pop();
            piece
        };
        let Some(mut right) = at(axis.between(axis.cuts.len()))? else { return Ok(None) };
        let mut result = Piece { cases: right.cases.clone(), value: right.value.clone() };
        for (i, (place, constant)) in axis.cuts.iter().enumerate().rev() {
            let Some(left) = at(axis.between(i))? else { return Ok(None) };
            let at_zero = match at(*place)? {
                None => AtZero::Agreed,
                Some(on) if on.is(&left) && on.is(&right) => continue,
                Some(on) if on.is(&left) => AtZero::Below,
                Some(on) if on.is(&right) => AtZero::Above,
                Some(on) if on.value == left.value => AtZero::Below,
                Some(on) if on.value == right.value => AtZero::Above,
                Some(_) => return Err(ParseErrorKind::SinglePoint),
            };
            let on = difference(&axis.of, constant);
            result.value = Expr::piecewise(at_zero, on, left.value.clone(), result.value);
            result.cases.extend(&left.cases);
            right = left;
        }
        Ok(Some(result))
    }

    fn first_that_holds(&self, places: &[f64]) -> Option<Piece> {
        let first = self.cases.iter().position(|(condition, _)| condition.holds(places));
        let value = match first {
            Some(i) => self.cases.get(i).map(|(_, value)| value),
            None => self.otherwise.as_ref(),
        };
        Some(Piece { cases: vec![first.unwrap_or(self.cases.len())], value: value?.clone() })
    }
}

impl Piece {
    /// Whether both come from the same cases, and not only by chance have the same value.
    fn is(&self, other: &Self) -> bool {
        self.cases == other.cases && self.value == other.value
    }
}

impl Axis {
    /// A place between the cut of that index and the one before it.
    fn between(&self, i: usize) -> f64 {
        match (i.checked_sub(1).and_then(|i| self.cuts.get(i)), self.cuts.get(i)) {
            (Some((a, _)), Some((b, _))) => a / 2.0 + b / 2.0,
            (Some((a, _)), None) => a + a.abs() + 1.0,
            (None, Some((b, _))) => b - b.abs() - 1.0,
            (None, None) => 0.0,
        }
    }
}

impl Bound {
    pub fn new(left: &Expr, relation: Relation, right: &Expr) -> Self {
        let bound = |of, relation, constant: &Expr, at| Self { of, relation, constant: constant.clone(), at, axis: 0 };
        match (constant_value(left), constant_value(right)) {
            (_, Some(at)) => bound(left.clone(), relation, right, at),
            (Some(at), None) => bound(right.clone(), mirrored(relation), left, at),
            (None, None) => bound(difference(left, right), relation, &Expr::zero(), 0.0),
        }
    }

    /// Makes it a bound of that expression, if it is one: what bounds `y - x` bounds `x - y`.
    fn turn_to(&mut self, of: &Expr) -> bool {
        if self.of == *of {
            return true;
        }
        let Node::Sum(terms) = self.of.node() else { return false };
        let [a, b] = terms.as_slice() else { return false };
        let Node::Negate(b) = b.node() else { return false };
        if self.at != 0.0 || difference(b, a) != *of {
            return false;
        }
        self.relation = mirrored(self.relation);
        self.of = of.clone();
        true
    }

    /// Whether it holds where the expressions have those values.
    pub fn admits(&self, places: &[f64]) -> bool {
        let Some(place) = places.get(self.axis) else { return false };
        match self.relation {
            Relation::Less => *place < self.at,
            Relation::AtMost => *place <= self.at,
            Relation::Greater => *place > self.at,
            _ => *place >= self.at,
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
