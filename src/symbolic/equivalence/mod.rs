//! Whether two expressions mean the same.
//!
//! First by algebra: if the difference tidies to 0, they are equal. Else by numbers: both are evaluated at points near
//! the origin and far from it, each value with a bound on its rounding error. Values that lie further apart than their
//! bounds prove that the expressions differ; values that agree at enough points, with bounds small enough to have shown
//! a difference, are taken as equal. A point where one side is surely undefined and the other surely defined shows that
//! the domains differ. Rational expressions are also compared exactly, and functions with a corner or a jump beside it.
//! Where cancellation or overflow leaves no digits, a point says nothing and is passed over.

mod bounded;
mod exact;
mod kinks;
mod points;

use std::collections::HashMap;

use self::bounded::{Bounded, evaluate};
use super::{Expr, Symbol, simplify};

/// What a comparison found.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// They mean the same.
    Equal,
    /// They differ, and here is where.
    Different(Difference),
    /// Too few points could be evaluated well enough to tell.
    Unknown,
}

/// A point at which two expressions differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The variables' values.
    pub at: Vec<(Symbol, f64)>,
    /// The student's value there, if there is one.
    pub student: Option<f64>,
    /// The teacher's value there, if there is one.
    pub teacher: Option<f64>,
    /// `student / teacher`, if it is the same wherever both were tried.
    pub ratio: Option<f64>,
    /// `student - teacher`, if it is the same wherever both were tried.
    pub offset: Option<f64>,
}

/// How many points must be able to tell a difference before agreement counts.
const ENOUGH: usize = 10;

/// A point can tell a difference if the error bound is below this part of the value.
const INFORMATIVE: f64 = 1e-6;

/// Compares what a student wrote with what a teacher expects, over the real numbers.
///
/// ```
/// use gradus::symbolic::{Verdict, compare, parse};
/// let verdict = |a: &str, b: &str| compare(&parse(a).unwrap(), &parse(b).unwrap());
/// assert_eq!(verdict("2x cos(x^2)", "cos(x^2)*x*2"), Verdict::Equal);
/// assert_eq!(verdict("e^x/(1+e^x)^2", "sigmoid(x)*(1-sigmoid(x))"), Verdict::Equal);
/// assert!(matches!(verdict("sqrt(x^2)", "x"), Verdict::Different(_)));
/// ```
pub fn compare(student: &Expr, teacher: &Expr) -> Verdict {
    let mut symbols = Expr::sum([student.clone(), teacher.clone()]).symbols();
    symbols.dedup();
    let difference = simplify(&Expr::sum([student.clone(), teacher.clone().negate()]));
    let same_form = difference.is_integer(0);

    let mut seen = Seen::default();
    let exact = exactly_different(student, teacher, &symbols, &mut seen);
    let mut witness: Option<Difference> = None;
    let beside_kinks = kinks::points([student, teacher], &symbols);
    for point in points::points(&symbols).chain(beside_kinks) {
        let (s, t) = (evaluate(student, &point), evaluate(teacher, &point));
        let (student_value, teacher_value) = match (s, t) {
            (Bounded::Value(s), Bounded::Value(t)) => {
                if !seen.note(s, t) {
                    continue;
                }
                (Some(s.value), Some(t.value))
            }
            // With one form the other's undefined points are holes such as that of x/x.
            (Bounded::Value(s), Bounded::Undefined) if !same_form => (Some(s.value), None),
            (Bounded::Undefined, Bounded::Value(t)) if !same_form => (None, Some(t.value)),
            _ => continue,
        };
        // A witness with two values says more than one at which a side is undefined.
        let better = match &witness {
            None => true,
            Some(w) => {
                (w.student.is_none() || w.teacher.is_none()) && student_value.is_some() && teacher_value.is_some()
            }
        };
        if better {
            let at = symbols.iter().map(|x| (x.clone(), point.get(x).copied().unwrap_or(0.0))).collect();
            witness =
                Some(Difference { at, student: student_value, teacher: teacher_value, ratio: None, offset: None });
        }
    }
    // What doubles show has a simpler point, and a ratio or an offset.
    match witness.or(exact) {
        _ if same_form => Verdict::Equal,
        Some(witness) => Verdict::Different(Difference { ratio: seen.ratio(), offset: seen.offset(), ..witness }),
        None if seen.informative >= ENOUGH => Verdict::Equal,
        None => Verdict::Unknown,
    }
}

/// For rational expressions: a point at which their exact values differ. Points at which they agree count as seen.
fn exactly_different(student: &Expr, teacher: &Expr, symbols: &[Symbol], seen: &mut Seen) -> Option<Difference> {
    for point in exact::points(symbols) {
        let (Some(s), Some(t)) = (exact::exact(student, &point), exact::exact(teacher, &point)) else { continue };
        if s != t {
            let at = symbols.iter().map(|x| (x.clone(), point.get(x).map_or(0.0, super::Number::to_f64))).collect();
            let (student, teacher) = (Some(s.to_f64()), Some(t.to_f64()));
            return Some(Difference { at, student, teacher, ratio: None, offset: None });
        }
        seen.informative += usize::from(s == t);
    }
    None
}

/// What the points have shown so far.
#[derive(Default)]
struct Seen {
    informative: usize,
    pairs: Vec<(bounded::Value, bounded::Value)>,
}

impl Seen {
    /// Notes a pair of values; whether they surely differ.
    fn note(&mut self, s: bounded::Value, t: bounded::Value) -> bool {
        let bound = s.error + t.error;
        let scale = s.value.abs().max(t.value.abs());
        if bound <= INFORMATIVE * scale || scale == 0.0 {
            self.informative += 1;
        }
        self.pairs.push((s, t));
        (s.value - t.value).abs() > bound
    }

    fn ratio(&self) -> Option<f64> {
        let ratio = |s: &bounded::Value, t: &bounded::Value| {
            let r = s.value / t.value;
            (r, (s.error + r.abs() * t.error) / t.value.abs())
        };
        constant(self.pairs.iter().filter(|(s, t)| s.value != 0.0 || t.value != 0.0).map(|(s, t)| ratio(s, t)))
    }

    fn offset(&self) -> Option<f64> {
        constant(self.pairs.iter().map(|(s, t)| (s.value - t.value, s.error + t.error)))
    }
}

/// The value that all measurements share within their errors, from the best of them; at least three are wanted.
fn constant(measured: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let measured: Vec<(f64, f64)> = measured.collect();
    if measured.len() < 3 || measured.iter().any(|(v, e)| !v.is_finite() || !e.is_finite()) {
        return None;
    }
    let &(value, error) = measured.iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
    let agree = measured.iter().all(|(v, e)| (v - value).abs() <= e + error);
    (agree && value != 0.0 && error < INFORMATIVE * value.abs()).then(|| rounded(value))
}

/// A constant measured to fifteen digits, without the noise in the last.
fn rounded(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

type Point = HashMap<Symbol, f64>;

#[cfg(test)]
mod tests;
