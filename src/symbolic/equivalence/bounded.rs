//! Evaluation in double precision with a running bound on the error of each value (Higham, *Accuracy and Stability of
//! Numerical Algorithms*, section 3.3).

use std::collections::HashMap;

use super::{
    Missing::{self, Unclear, Undefined},
    exact,
};
use crate::symbolic::{AtZero, Expr, Extremum, Function, Node, Number, Symbol};

/// A computed value and a bound on its distance from the true one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Value {
    pub value: f64,
    pub error: f64,
}

pub(super) type Found = Result<Value, Missing>;

/// The relative error of one rounded operation, and of one call of a function, which `tests/functions.rs` holds to 4 units in
/// the last place.
const UNIT: f64 = f64::EPSILON / 2.0;
const CALL: f64 = 4.0 * f64::EPSILON;
/// What may be lost where results become subnormal.
const TINY: f64 = f64::MIN_POSITIVE;

/// Some expressions as straight-line code, each part that they share worked out once.
pub(super) struct Program {
    operations: Vec<Operation>,
    results: Vec<usize>,
}

/// What is done with the results of earlier operations.
enum Operation {
    Known(Found),
    Place(usize),
    Negate(usize),
    Sum(Vec<usize>),
    Product(Vec<usize>),
    Quotient(usize, usize),
    WholePower(usize, i32),
    Power(usize, usize),
    Apply(Function, usize),
    Extremum(Extremum, usize, usize),
    Piecewise(AtZero, [usize; 3]),
}

impl Program {
    /// For points whose coordinates are those of `symbols`.
    pub fn new<'a>(expressions: impl IntoIterator<Item = &'a Expr>, symbols: &[Symbol]) -> Self {
        let mut compiler = Compiler { symbols, operations: Vec::new(), done: HashMap::new() };
        let results = expressions.into_iter().map(|e| compiler.compile(e)).collect();
        Self { operations: compiler.operations, results }
    }

    /// How many operations it takes.
    pub fn length(&self) -> usize {
        self.operations.len()
    }

    /// The value of each expression at a point. `scratch` is room to work in.
    pub fn run<'a>(&'a self, point: &[f64], scratch: &'a mut Vec<Found>) -> impl Iterator<Item = Found> + 'a {
        scratch.clear();
        for operation in &self.operations {
            let found = operation.run(point, scratch);
            scratch.push(found);
        }
        self.results.iter().map(|&i| scratch[i])
    }
}

struct Compiler<'a> {
    symbols: &'a [Symbol],
    operations: Vec<Operation>,
    done: HashMap<u128, usize>,
}

impl Compiler<'_> {
    fn compile(&mut self, e: &Expr) -> usize {
        if let Some(&known) = self.done.get(&e.fingerprint()) {
            return known;
        }
        let operation = match e.node() {
            Node::Number(n) => Operation::Known(number(n)),
            Node::Constant(c) => Operation::Known(checked(c.value(), UNIT * c.value())),
            Node::Symbol(x) => {
                self.symbols.iter().position(|y| y == x).map_or(Operation::Known(Err(Unclear)), Operation::Place)
            }
            Node::Negate(u) => Operation::Negate(self.compile(u)),
            Node::Sum(terms) => Operation::Sum(self.all(terms)),
            Node::Product(factors) => Operation::Product(self.all(factors)),
            Node::Quotient([u, v]) => Operation::Quotient(self.compile(u), self.compile(v)),
            Node::Power([u, v]) => {
                let n = exact::constant(v);
                let whole = n.as_ref().and_then(Number::to_i64).and_then(|n| i32::try_from(n).ok());
                match (whole, n) {
                    (Some(n), _) => Operation::WholePower(self.compile(u), n),
                    (None, Some(n)) => Operation::Power(self.compile(u), self.compile(&Expr::number(n))),
                    (None, None) => Operation::Power(self.compile(u), self.compile(v)),
                }
            }
            Node::Apply(f, u) => Operation::Apply(*f, self.compile(u)),
            Node::Extremum(which, [u, v]) => Operation::Extremum(*which, self.compile(u), self.compile(v)),
            Node::Piecewise(at_zero, [on, below, above]) => {
                Operation::Piecewise(*at_zero, [self.compile(on), self.compile(below), self.compile(above)])
            }
            Node::Derivative(..) => Operation::Known(Err(Unclear)),
        };
        self.operations.push(operation);
        self.done.insert(e.fingerprint(), self.operations.len() - 1);
        self.operations.len() - 1
    }

    fn all(&mut self, parts: &[Expr]) -> Vec<usize> {
        parts.iter().map(|part| self.compile(part)).collect()
    }
}

impl Operation {
    fn run(&self, point: &[f64], done: &[Found]) -> Found {
        match self {
            Self::Known(found) => *found,
            Self::Place(i) => point.get(*i).map_or(Err(Unclear), |&v| checked(v, 0.0)),
            Self::Negate(u) => done[*u].map(|u| Value { value: -u.value, ..u }),
            Self::Sum(terms) => fold(terms, done, 0.0, add),
            Self::Product(factors) => fold(factors, done, 1.0, multiply),
            Self::Quotient(u, v) => both(done[*u], done[*v], divide),
            Self::WholePower(u, n) => done[*u].and_then(|u| whole_power(u, *n)),
            Self::Power(u, v) => both(done[*u], done[*v], power),
            Self::Apply(f, u) => done[*u].and_then(|u| apply(*f, u)),
            Self::Extremum(which, u, v) => both(done[*u], done[*v], |u, v| {
                let value = match which {
                    Extremum::Max => u.value.max(v.value),
                    Extremum::Min => u.value.min(v.value),
                };
                checked(value, u.error.max(v.error))
            }),
            Self::Piecewise(at_zero, [on, below, above]) => {
                let (on, below, above) = (done[*on]?, done[*below], done[*above]);
                match (at_zero, on.value.abs() > on.error) {
                    (_, true) => {
                        if on.value < 0.0 {
                            below
                        } else {
                            above
                        }
                    }
                    _ if on.error > 0.0 => Err(Unclear),
                    (AtZero::Below, _) => below,
                    (AtZero::Above, _) => above,
                    (AtZero::Agreed, _) => both(below, above, |u, v| {
                        let apart = (u.value - v.value).abs() > u.error + v.error;
                        if apart {
                            Err(Undefined)
                        } else if u == v {
                            Ok(u)
                        } else {
                            Err(Unclear)
                        }
                    }),
                }
            }
        }
    }
}

/// One undefined part makes the whole undefined, even beside one that is unclear.
fn fold(parts: &[usize], done: &[Found], start: f64, operation: impl Fn(Value, Value) -> Found) -> Found {
    parts.iter().fold(checked(start, 0.0), |a, &part| both(a, done[part], &operation))
}

fn both(a: Found, b: Found, f: impl FnOnce(Value, Value) -> Found) -> Found {
    match (a, b) {
        (Ok(a), Ok(b)) => f(a, b),
        (Err(Undefined), _) | (_, Err(Undefined)) => Err(Undefined),
        _ => Err(Unclear),
    }
}

/// The value, if doubles hold it.
fn checked(value: f64, error: f64) -> Found {
    if value.is_finite() && error.is_finite() { Ok(Value { value, error }) } else { Err(Unclear) }
}

fn number(n: &Number) -> Found {
    let v = n.to_f64();
    let exact = n.to_i64().is_some_and(|i| i.unsigned_abs() < 1 << 53);
    checked(v, if exact { 0.0 } else { UNIT * v.abs() + TINY })
}

fn add(a: Value, b: Value) -> Found {
    let v = a.value + b.value;
    // Nothing is rounded where one of them is 0.
    let rounding = if a.value == 0.0 || b.value == 0.0 { 0.0 } else { UNIT * v.abs() };
    checked(v, a.error + b.error + rounding)
}

fn multiply(a: Value, b: Value) -> Found {
    if a == (Value { value: 1.0, error: 0.0 }) {
        return Ok(b);
    }
    let v = a.value * b.value;
    let tiny = if v == 0.0 && (a.value == 0.0 || b.value == 0.0) { 0.0 } else { TINY };
    checked(v, a.value.abs() * b.error + b.value.abs() * a.error + a.error * b.error + UNIT * v.abs() + tiny)
}

fn divide(a: Value, b: Value) -> Found {
    if b.value == 0.0 && b.error == 0.0 {
        return Err(Undefined);
    }
    let room = b.value.abs() - b.error;
    if room <= 0.0 {
        return Err(Unclear);
    }
    let v = a.value / b.value;
    checked(v, (a.error + v.abs() * b.error) / room + UNIT * v.abs() + if a.value == 0.0 { 0.0 } else { TINY })
}

fn whole_power(base: Value, n: i32) -> Found {
    if n <= 0 && base.value.abs() <= base.error {
        return Err(if base.error == 0.0 { Undefined } else { Unclear });
    }
    let v = base.value.powi(n);
    // The steepest slope lies at the far end for n > 0, at the near one for n < 0.
    let end = if n > 0 { base.value.abs() + base.error } else { base.value.abs() - base.error };
    let carried = if base.error == 0.0 { 0.0 } else { f64::from(n).abs() * end.powi(n.saturating_sub(1)) * base.error };
    checked(v, carried + (f64::from(n).abs() + 2.0) * f64::EPSILON * v.abs() + TINY)
}

fn power(base: Value, exponent: Value) -> Found {
    let nearest = exponent.value.round();
    let distance = (exponent.value - nearest).abs();
    if exponent.error == 0.0 && distance == 0.0 && nearest.abs() < 1e6 {
        return whole_power(base, nearest as i32);
    }
    if base.value + base.error < 0.0 {
        // Only a whole exponent would do.
        return Err(if distance <= exponent.error || exponent.value.abs() > 1e15 { Unclear } else { Undefined });
    }
    if base.value - base.error <= 0.0 {
        return match (base.value == 0.0 && base.error == 0.0, exponent.value.abs() > exponent.error) {
            (true, true) if exponent.value > 0.0 => checked(0.0, 0.0),
            (true, true) => Err(Undefined),
            _ => Err(Unclear),
        };
    }
    let v = base.value.powf(exponent.value);
    let relative =
        (exponent.value.abs() * base.error / (base.value - base.error)) + base.value.ln().abs() * exponent.error;
    checked(v, v * (relative.exp_m1() + CALL) + TINY)
}

fn apply(f: Function, u: Value) -> Found {
    let v = f.value(u.value);
    let carried = if u.error == 0.0 && !v.is_nan() {
        0.0
    } else {
        let ends = [u.value - u.error, u.value + u.error].map(|end| (end, f.value(end)));
        let undefined = ends.iter().filter(|(_, v)| v.is_nan()).count() + usize::from(v.is_nan());
        let jumps = matches!(f, Function::Step | Function::Sign) && ends.iter().any(|end| end.1 != v);
        match undefined {
            // Surely outside the domain, or perhaps just at its end.
            3 => return Err(Undefined),
            1.. => return Err(Unclear),
            0 if jumps => return Err(Unclear),
            0 => {}
        }
        // By the steepest slope nearby, and never less than what is seen.
        let slopes = [ends[0], (u.value, v), ends[1]].map(|(u, v)| f.slope(u, v).abs());
        let slope = slopes.into_iter().filter(|slope| !slope.is_nan()).fold(0.0, f64::max);
        ends.iter().map(|end| (end.1 - v).abs()).fold(slope * u.error, f64::max)
    };
    let exact = matches!(f, Function::Abs | Function::Relu | Function::Step | Function::Sign);
    checked(v, carried + if exact { 0.0 } else { CALL * v.abs() + TINY })
}
