//! From expressions to operations.

use std::{cmp::Ordering, collections::HashMap};

use crate::symbolic::{AtZero, Constant, Expr, Extremum, Function, Node, Number, Symbol};

use super::{
    Scalar,
    code::Code,
    program::{Operation, ProgramError, Slot},
};

/// What is known of a part while compiling.
#[derive(Clone, Debug)]
enum Value {
    /// A rational number.
    Exact(Number),
    /// Another number without variables; NaN if it has no value.
    Rounded(f64),
    /// Something to be computed.
    Slot(Slot),
}

impl Value {
    /// A rational, as long as it is short enough to be worth keeping, which is what `power` tells of its results.
    fn exact(number: Number) -> Self {
        if number.power(1).is_some() { Self::Exact(number) } else { Self::Rounded(number.to_f64()) }
    }

    fn constant(&self) -> Option<f64> {
        match self {
            Self::Exact(number) => Some(number.to_f64()),
            Self::Rounded(value) => Some(*value),
            Self::Slot(_) => None,
        }
    }
}

/// How two numbers are combined: as slots, as doubles, and as rationals where that is exact.
struct Binary {
    operation: fn(Slot, Slot) -> Operation,
    rounded: fn(&f64, &f64) -> f64,
    exact: fn(&Number, &Number) -> Option<Number>,
}

const ADD: Binary = Binary { operation: Operation::Add, rounded: Scalar::add, exact: |u, v| Some(u + v) };
const SUBTRACT: Binary =
    Binary { operation: Operation::Subtract, rounded: Scalar::subtract, exact: |u, v| Some(u - v) };
const MULTIPLY: Binary =
    Binary { operation: Operation::Multiply, rounded: Scalar::multiply, exact: |u, v| Some(u * v) };
const DIVIDE: Binary =
    Binary { operation: Operation::Divide, rounded: Scalar::divide, exact: |u, v| Some(u * &v.inverse()?) };
const MAX: Binary =
    Binary { operation: Operation::Max, rounded: Scalar::max, exact: |u, v| Some(if u < v { v } else { u }.clone()) };
const MIN: Binary =
    Binary { operation: Operation::Min, rounded: Scalar::min, exact: |u, v| Some(if v < u { v } else { u }.clone()) };
const POWER: Binary =
    Binary { operation: Operation::Power, rounded: Scalar::power, exact: |u, v| u.power(v.to_i64()?) };

/// What a later term of a sum takes away, if it is a negation: it needs no operation of its own.
fn subtrahend(term: &Expr) -> Option<&Expr> {
    if let Node::Negate(u) = term.node() { Some(u) } else { None }
}

/// The formula of a piecewise expression that is chosen at every point, if that is known.
fn decided(at_zero: AtZero, on: &Value, below: &Value, above: &Value) -> Option<Value> {
    let ordering = match on {
        Value::Exact(number) => Some(number.cmp(&Number::ZERO)),
        _ => on.constant()?.partial_cmp(&0.0),
    };
    match (ordering, at_zero) {
        (None, _) => Some(Value::Rounded(f64::NAN)),
        (Some(Ordering::Less), _) | (Some(Ordering::Equal), AtZero::Below) => Some(below.clone()),
        (Some(Ordering::Greater), _) | (Some(Ordering::Equal), AtZero::Above) => Some(above.clone()),
        (Some(Ordering::Equal), AtZero::Agreed) => None,
    }
}

/// What the operation for a part reads.
fn operands(part: &Expr) -> impl DoubleEndedIterator<Item = &Expr> {
    let is_sum = matches!(part.node(), Node::Sum(_));
    let operand = move |(i, child)| if is_sum && i > 0 { subtrahend(child).unwrap_or(child) } else { child };
    part.children().iter().enumerate().map(operand)
}

/// Translates expressions one after the other into one list of operations. A part is known again by its structural
/// hash, so that none is written twice.
pub(super) struct Compiler<'a> {
    variables: &'a [Symbol],
    code: Code,
    /// The parts that have been compiled.
    done: HashMap<Expr, Value>,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(variables: &'a [Symbol]) -> Self {
        Self { variables, code: Code::default(), done: HashMap::new() }
    }

    /// Walks on a stack of its own: a part is looked at a second time when all that it is made of is done.
    pub(super) fn compile(&mut self, whole: &Expr) -> Result<Slot, ProgramError> {
        let mut stack = vec![(whole, false)];
        while let Some((part, children_done)) = stack.pop() {
            if self.done.contains_key(part) {
                continue;
            }
            if children_done || part.children().is_empty() {
                let value = self.combine(part)?;
                self.done.insert(part.clone(), value);
            } else {
                stack.push((part, true));
                stack.extend(operands(part).rev().map(|operand| (operand, false)));
            }
        }
        let value = self.value_of(whole);
        self.slot(&value)
    }

    /// The operations, and the constants that they refer to.
    pub(super) fn finish(self) -> (Vec<Operation>, Vec<f64>) {
        self.code.finish()
    }

    fn value_of(&self, part: &Expr) -> Value {
        self.done.get(part).cloned().unwrap_or(Value::Rounded(f64::NAN))
    }

    /// The part from its children, which are done.
    fn combine(&mut self, part: &Expr) -> Result<Value, ProgramError> {
        match part.node() {
            Node::Number(number) => Ok(Value::exact(number.clone())),
            Node::Constant(constant) => Ok(Value::Rounded(constant.value())),
            Node::Symbol(symbol) => {
                let place = self.variables.iter().position(|v| v == symbol);
                let place = place.ok_or_else(|| ProgramError::UnknownVariable(symbol.clone()))?;
                self.emit(Operation::Variable(place as u32))
            }
            Node::Negate(u) => match self.value_of(u) {
                Value::Exact(number) => Ok(Value::Exact(-&number)),
                Value::Rounded(value) => Ok(Value::Rounded(-value)),
                Value::Slot(slot) => self.emit(Operation::Negate(slot)),
            },
            Node::Sum(terms) => self.sum(terms),
            Node::Product(factors) => {
                let mut factors = factors.iter();
                let mut product = factors.next().map_or(Value::Exact(Number::ONE), |u| self.value_of(u));
                for factor in factors {
                    let factor = self.value_of(factor);
                    product = self.binary(&MULTIPLY, &product, &factor)?;
                }
                Ok(product)
            }
            Node::Quotient([u, v]) => {
                let (u, v) = (self.value_of(u), self.value_of(v));
                self.binary(&DIVIDE, &u, &v)
            }
            Node::Power([u, v]) => self.power(u, v),
            Node::Apply(f, u) => {
                let u = self.value_of(u);
                self.apply(*f, &u)
            }
            Node::Extremum(which, [u, v]) => {
                let (u, v) = (self.value_of(u), self.value_of(v));
                self.binary(if *which == Extremum::Max { &MAX } else { &MIN }, &u, &v)
            }
            Node::Piecewise(at_zero, parts) => {
                let [on, below, above] = parts;
                let on = self.value_of(on);
                let (below, above) = (self.value_of(below), self.value_of(above));
                if let Some(value) = decided(*at_zero, &on, &below, &above) {
                    return Ok(value);
                }
                let (on, below, above) = (self.slot(&on)?, self.slot(&below)?, self.slot(&above)?);
                self.emit(Operation::Piecewise(*at_zero, on, below, above))
            }
            Node::Derivative(_, x) => Err(ProgramError::OpenDerivative(x.clone())),
        }
    }

    /// From left to right; a term `-u` is subtracted.
    fn sum(&mut self, terms: &[Expr]) -> Result<Value, ProgramError> {
        let mut sum = terms.first().map_or(Value::Exact(Number::ZERO), |u| self.value_of(u));
        for term in terms.iter().skip(1) {
            sum = match subtrahend(term) {
                Some(u) => self.binary(&SUBTRACT, &sum, &self.value_of(u))?,
                None => self.binary(&ADD, &sum, &self.value_of(term))?,
            };
        }
        Ok(sum)
    }

    fn power(&mut self, base: &Expr, exponent: &Expr) -> Result<Value, ProgramError> {
        let (u, v) = (self.value_of(base), self.value_of(exponent));
        if let Node::Constant(Constant::E) = base.node() {
            // exp(v) is closer than a power of the rounded e.
            return self.apply(Function::Exp, &v);
        }
        let Some(p) = v.constant() else {
            return self.binary(&POWER, &u, &v);
        };
        // A fraction does not become an integer because the double nearest to it is one.
        let is_integer = if let Value::Exact(p) = &v { p.is_integer() } else { p.fract() == 0.0 };
        match u {
            Value::Slot(slot) if is_integer && p.abs() <= f64::from(i32::MAX) => {
                self.emit(Operation::PowerInteger(slot, p as i32))
            }
            Value::Slot(slot) if !is_integer => {
                let p = self.code.constant_index(p);
                self.emit(Operation::PowerReal(slot, p))
            }
            Value::Exact(u) if !is_integer => Ok(Value::Rounded(u.to_f64().power_real(p))),
            Value::Rounded(u) if !is_integer => Ok(Value::Rounded(u.power_real(p))),
            _ => self.binary(&POWER, &u, &v),
        }
    }

    fn apply(&mut self, f: Function, u: &Value) -> Result<Value, ProgramError> {
        match u {
            Value::Exact(number) => Ok(Value::Rounded(f.value(number.to_f64()))),
            Value::Rounded(value) => Ok(Value::Rounded(f.value(*value))),
            Value::Slot(slot) => self.emit(Operation::Apply(f, *slot)),
        }
    }

    fn binary(&mut self, operation: &Binary, u: &Value, v: &Value) -> Result<Value, ProgramError> {
        if let (Value::Exact(p), Value::Exact(q)) = (u, v)
            && let Some(number) = (operation.exact)(p, q)
        {
            return Ok(Value::exact(number));
        }
        if let (Some(p), Some(q)) = (u.constant(), v.constant()) {
            return Ok(Value::Rounded((operation.rounded)(&p, &q)));
        }
        let (u, v) = (self.slot(u)?, self.slot(v)?);
        self.emit((operation.operation)(u, v))
    }

    /// Where the value stands when the program runs.
    fn slot(&mut self, value: &Value) -> Result<Slot, ProgramError> {
        let constant = match value {
            Value::Slot(slot) => return Ok(*slot),
            Value::Exact(number) => number.to_f64(),
            Value::Rounded(value) => *value,
        };
        self.code.constant(constant)
    }

    fn emit(&mut self, operation: Operation) -> Result<Value, ProgramError> {
        self.code.operation(operation).map(Value::Slot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{numeric::Program, symbolic::parse};

    fn program(text: &str) -> Program {
        Program::new(&[parse(text).unwrap()], &[Symbol::new("x")]).unwrap()
    }

    #[test]
    fn constants_are_folded_exactly() {
        for (text, x, expected) in [
            ("0.1+0.2-0.3", 1.0, 0.0),
            ("1/(0.1+0.2-0.3)", 1.0, f64::NAN),
            ("(0.1+0.2-0.3)^(0.1+0.2-0.3)", 1.0, f64::NAN),
            ("(-1)^(0.1+0.2-0.3+3)", 1.0, -1.0),
            ("10^400", 1.0, f64::INFINITY),
            ("10^400/10^399", 1.0, 10.0),
            ("10^1000/10^999", 1.0, f64::NAN),
            ("(-8)^(1/3)", 1.0, f64::NAN),
            ("x^(1+10^-20)", -2.0, f64::NAN),
            ("(-2)^(1+10^-20)", 1.0, f64::NAN),
            ("x^(2*3)", -2.0, 64.0),
            ("x^sqrt(4)", -2.0, 4.0),
            ("exp(2+3)", 1.0, 5f64.exp()),
            ("e^5", 1.0, 5f64.exp()),
        ] {
            let value = program(text).eval(&[x])[0];
            assert!(value == expected || (value.is_nan() && expected.is_nan()), "{text} at {x}: {value}");
        }
        assert_eq!(program("exp(2+3)").operation_count(), 0);
    }

    #[test]
    fn what_is_chosen_everywhere_needs_no_choice() {
        let x = || Expr::symbol("x");
        let pieces = |on: &str, at_zero| {
            let e = Expr::piecewise(at_zero, parse(on).unwrap(), x(), Expr::power(x(), Expr::integer(2)));
            Program::new(&[e], &[Symbol::new("x")]).unwrap().eval(&[3.0])[0]
        };
        for (on, at_zero, expected) in [
            ("-1/3", AtZero::Above, 3.0),
            ("1/3", AtZero::Below, 9.0),
            ("0.1+0.2-0.3", AtZero::Below, 3.0),
            ("0.1+0.2-0.3", AtZero::Above, 9.0),
            ("sin(4)", AtZero::Above, 3.0),
        ] {
            assert_eq!(pieces(on, at_zero), expected, "{on}");
        }
        assert!(pieces("0", AtZero::Agreed).is_nan() && pieces("ln(-1)", AtZero::Below).is_nan());
        let thirds = Expr::max(parse("1/3").unwrap(), parse("0.3333333333333333").unwrap());
        let difference = Expr::product([Expr::sum([thirds, parse("-1/3").unwrap()]), x()]);
        assert_eq!(Program::new(&[difference], &[Symbol::new("x")]).unwrap().eval(&[1.0]), [0.0]);
    }

    #[test]
    fn shared_parts_are_computed_once() {
        for (text, operations) in
            [("sin(x)+cos(sin(x))", 3), ("e^x+exp(x)", 2), ("(x+1)*(x+1+x^2)", 4), ("x^2-3*x", 3), ("-x", 1)]
        {
            assert_eq!(program(text).operation_count(), operations, "{text}");
        }
        // 2^60 leaves when written out.
        let mut e = Expr::symbol("x");
        for _ in 0..60 {
            e = Expr::sum([e.clone(), e]);
        }
        let both = Program::new(&[e.clone(), Expr::apply(Function::Sin, e)], &[Symbol::new("x")]).unwrap();
        assert_eq!(both.operation_count(), 61);
        assert_eq!(both.eval(&[1.0])[0], 60f64.exp2());
    }

    #[test]
    fn deep_expressions_are_no_danger() {
        let mut e = Expr::symbol("x");
        for _ in 0..crate::symbolic::MAX_DEPTH {
            e = Expr::apply(Function::Sin, e);
        }
        let deep = Program::new(std::slice::from_ref(&e), &[Symbol::new("x")]).unwrap();
        assert!(deep.eval(&[1.0])[0].is_finite());
    }

    #[test]
    fn errors_name_the_variable() {
        let error = Program::new(&[parse("x+y").unwrap()], &[Symbol::new("x")]).unwrap_err();
        assert_eq!(error.to_string(), "the variable y has no value here");
        let open = Expr::derivative(Expr::symbol("x"), Symbol::new("x"));
        let error = Program::new(&[open], &[Symbol::new("x")]).unwrap_err();
        assert_eq!(error, ProgramError::OpenDerivative(Symbol::new("x")));
    }
}
