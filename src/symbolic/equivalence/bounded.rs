//! Evaluation in double precision with a running bound on the error of each value (Higham, *Accuracy and Stability of
//! Numerical Algorithms*, section 3.3).

use std::collections::HashMap;

use super::Point;
use crate::symbolic::{Expr, Function, Node, Number};

/// What an expression is at a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bounded {
    /// A value, and how far it may be off.
    Value(Value),
    /// Surely no real value: a logarithm of a negative number, a division by exactly 0.
    Undefined,
    /// Doubles can't tell: overflow, or so much cancellation that it is not even clear whether it is defined.
    Unclear,
}

/// A computed value and a bound on its distance from the true one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Value {
    pub value: f64,
    pub error: f64,
}

use Bounded::{Unclear, Undefined};

/// The relative error of one rounded operation, and of one call of a library function (they are within 2 units in the
/// last place; 4 leaves room).
const UNIT: f64 = f64::EPSILON / 2.0;
const CALL: f64 = 4.0 * f64::EPSILON;
/// What may be lost where results become subnormal.
const TINY: f64 = f64::MIN_POSITIVE;

pub(super) fn evaluate(e: &Expr, point: &Point) -> Bounded {
    Evaluator { point, done: HashMap::new() }.evaluate(e)
}

struct Evaluator<'a> {
    point: &'a Point,
    done: HashMap<u128, Bounded>,
}

impl Evaluator<'_> {
    fn evaluate(&mut self, e: &Expr) -> Bounded {
        if let Some(&known) = self.done.get(&e.fingerprint()) {
            return known;
        }
        let result = self.evaluate_new(e);
        self.done.insert(e.fingerprint(), result);
        result
    }

    fn evaluate_new(&mut self, e: &Expr) -> Bounded {
        match e.node() {
            Node::Number(n) => number(n),
            Node::Constant(c) => value(c.value(), UNIT * c.value()),
            Node::Symbol(x) => self.point.get(x).map_or(Unclear, |&v| value(v, 0.0)),
            Node::Negate(u) => self.evaluate(u).map(|u| value(-u.value, u.error)),
            Node::Sum(terms) => self.fold(terms, 0.0, add),
            Node::Product(factors) => self.fold(factors, 1.0, multiply),
            Node::Quotient([u, v]) => {
                let (u, v) = (self.evaluate(u), self.evaluate(v));
                both(u, v, divide)
            }
            Node::Power([u, v]) => {
                let integer = v.as_number().and_then(|n| n.to_i64()).and_then(|n| i32::try_from(n).ok());
                let base = self.evaluate(u);
                match integer {
                    Some(n) => base.map(|base| integer_power(base, n)),
                    None => {
                        let exponent = self.evaluate(v);
                        both(base, exponent, power)
                    }
                }
            }
            Node::Apply(f, u) => self.evaluate(u).map(|u| apply(*f, u)),
            Node::Extremum(..) | Node::Piecewise(..) | Node::Derivative(..) => Unclear,
        }
    }

    fn fold(&mut self, parts: &[Expr], start: f64, operation: impl Fn(Value, Value) -> Bounded) -> Bounded {
        let parts: Vec<Bounded> = parts.iter().map(|p| self.evaluate(p)).collect();
        // One undefined part makes the whole undefined, even beside one that is unclear.
        if parts.contains(&Undefined) {
            return Undefined;
        }
        parts.into_iter().fold(value(start, 0.0), |a, b| both(a, b, &operation))
    }
}

impl Bounded {
    fn map(self, f: impl FnOnce(Value) -> Self) -> Self {
        if let Self::Value(v) = self { f(v) } else { self }
    }
}

fn both(a: Bounded, b: Bounded, f: impl FnOnce(Value, Value) -> Bounded) -> Bounded {
    match (a, b) {
        (Bounded::Value(a), Bounded::Value(b)) => f(a, b),
        (Undefined, _) | (_, Undefined) => Undefined,
        _ => Unclear,
    }
}

fn value(value: f64, error: f64) -> Bounded {
    if value.is_finite() && error.is_finite() { Bounded::Value(Value { value, error }) } else { Unclear }
}

fn number(n: &Number) -> Bounded {
    let v = n.to_f64();
    let exact = n.to_i64().is_some_and(|i| i.unsigned_abs() < 1 << 53);
    value(v, if exact { 0.0 } else { UNIT * v.abs() })
}

fn add(a: Value, b: Value) -> Bounded {
    let v = a.value + b.value;
    value(v, a.error + b.error + UNIT * v.abs())
}

fn multiply(a: Value, b: Value) -> Bounded {
    // An exact 0 or 1 leaves no error.
    let v = a.value * b.value;
    if a == (Value { value: 1.0, error: 0.0 }) {
        return value(b.value, b.error);
    }
    let tiny = if v == 0.0 && (a.value == 0.0 || b.value == 0.0) { 0.0 } else { TINY };
    value(v, a.value.abs() * b.error + b.value.abs() * a.error + a.error * b.error + UNIT * v.abs() + tiny)
}

fn divide(a: Value, b: Value) -> Bounded {
    if b.value == 0.0 && b.error == 0.0 {
        return Undefined;
    }
    let room = b.value.abs() - b.error;
    if room <= 0.0 {
        return Unclear;
    }
    let v = a.value / b.value;
    value(v, (a.error + v.abs() * b.error) / room + UNIT * v.abs() + if a.value == 0.0 { 0.0 } else { TINY })
}

fn integer_power(base: Value, n: i32) -> Bounded {
    if n <= 0 && base.value.abs() <= base.error {
        return if base.error == 0.0 { Undefined } else { Unclear };
    }
    let v = base.value.powi(n);
    let slope = f64::from(n).abs()
        * (base.value.abs() + base.error).powi(n.saturating_sub(1).max(0)).max(base.value.abs().powi(n - 1));
    let slope = if n < 0 { f64::from(n).abs() * (base.value.abs() - base.error).powi(n - 1) } else { slope };
    value(v, slope * base.error + (f64::from(n).abs() + 2.0) * f64::EPSILON * v.abs() + TINY)
}

fn power(base: Value, exponent: Value) -> Bounded {
    let whole = exponent.error == 0.0 && exponent.value.fract() == 0.0;
    if whole && exponent.value.abs() < 1e6 {
        return integer_power(base, exponent.value as i32);
    }
    if base.value + base.error < 0.0 {
        // Only a whole exponent would do, and it is not known to be one.
        let maybe_whole = (exponent.value - exponent.value.round()).abs() <= exponent.error && exponent.error > 1e-9;
        return if maybe_whole { Unclear } else { Undefined };
    }
    if base.value - base.error <= 0.0 {
        return match (base.value == 0.0 && base.error == 0.0, exponent.value > exponent.error) {
            (true, true) => value(0.0, 0.0),
            (true, false) if exponent.value < -exponent.error => Undefined,
            _ => Unclear,
        };
    }
    let v = base.value.powf(exponent.value);
    let relative =
        (exponent.value.abs() * base.error / (base.value - base.error)) + base.value.ln().abs() * exponent.error;
    value(v, v * (relative.exp_m1() + CALL) + TINY)
}

fn apply(f: Function, u: Value) -> Bounded {
    let v = f.value(u.value);
    let ends = [f.value(u.value - u.error), f.value(u.value + u.error)];
    if v.is_nan() || ends.iter().any(|v| v.is_nan()) {
        // Surely outside the domain, or perhaps just at its end.
        return if v.is_nan() && ends.iter().all(|v| v.is_nan()) { Undefined } else { Unclear };
    }
    let jumps = matches!(f, Function::Step | Function::Sign);
    if jumps && (ends[0] != v || ends[1] != v) {
        return Unclear;
    }
    // What the argument's error makes of the value: by the steepest slope nearby, and never less than what is seen.
    let spread = (ends[0] - v).abs().max((ends[1] - v).abs());
    let slopes = [u.value - u.error, u.value, u.value + u.error].map(|u| f.slope(u, f.value(u)).abs());
    let slope = slopes.into_iter().filter(|s| !s.is_nan()).fold(0.0, f64::max);
    let carried = if u.error == 0.0 { 0.0 } else { spread.max(slope * u.error) };
    let exact = matches!(f, Function::Abs | Function::Relu | Function::Step | Function::Sign);
    value(v, carried + if exact { 0.0 } else { CALL * v.abs() + TINY })
}
