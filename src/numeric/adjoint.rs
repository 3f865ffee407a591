//! The gradient of a program as a program: reverse mode, run on code in place of numbers.

use std::{
    cell::{Cell, RefCell},
    cmp::Ordering,
};

use super::{Differentiable, Operation, Program, ProgramError, Scalar, Slot, Tape, code::Code};
use crate::symbolic::{AtZero, Function};

impl Program {
    /// A program that computes the first expression and its partial derivatives, in the order of the variables.
    ///
    /// The operations of a [`Tape`] written down in place of being carried out (source transformation; Griewank and Walther,
    /// *Evaluating Derivatives*, section 6.2), so that what both ways share is computed once and what is constant not at all.
    /// Values are those of the tape but for rounding, with NaN where that can't tell whether there is a derivative; also
    /// where a formula that is not chosen has no slope. Where the function has no value, its derivatives mean nothing.
    ///
    /// # Errors
    /// If it takes more operations than a program may have.
    ///
    /// ```
    /// use gradus::{numeric::Program, symbolic::{Symbol, parse}};
    /// let program = Program::new(&[parse("x*sin(y)")?], &["x", "y"].map(Symbol::new))?.with_gradient()?;
    /// assert_eq!(program.eval(&[2.0, 0.0]), [0.0, 0.0, 2.0]);
    /// assert_eq!(program.operation_count(), 4);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_gradient(&self) -> Result<Self, ProgramError> {
        let writer = Writer::default();
        let variable = |j| writer.write(Operation::Variable(j));
        let point: Vec<Written> = (0..self.variables().len() as u32).map(variable).collect();
        let mut tape = Tape::new(self);
        tape.record(&point);
        let value = tape.value(0).copied().unwrap_or(Written::Constant(f64::NAN));
        let slots: Vec<Slot> = [value].iter().chain(tape.backward(0)).map(|result| writer.slot(result)).collect();
        if writer.is_full.get() {
            return Err(ProgramError::TooLong);
        }
        let (operations, constants) = writer.code.into_inner().finish();
        Ok(Self::from_parts(&operations, constants, &slots, self.variables().to_vec()))
    }
}

/// Code that numbers are written to.
#[derive(Default)]
struct Writer {
    code: RefCell<Code>,
    /// Whether there was no room for something, in place of which NaN stands.
    is_full: Cell<bool>,
}

impl Writer {
    fn write(&self, operation: Operation) -> Written<'_> {
        self.code.borrow_mut().operation(operation).map_or_else(|_| self.nothing(), |slot| Written::Slot(self, slot))
    }

    fn nothing(&self) -> Written<'_> {
        self.is_full.set(true);
        Written::Constant(f64::NAN)
    }

    fn slot(&self, number: &Written) -> Slot {
        match number {
            Written::Constant(value) => self.code.borrow_mut().constant(*value).unwrap_or_else(|_| {
                self.is_full.set(true);
                0
            }),
            Written::Slot(_, slot) => *slot,
        }
    }
}

/// A number that is known, or the place in code of one that will be computed.
#[derive(Clone, Copy)]
enum Written<'a> {
    Constant(f64),
    Slot(&'a Writer, Slot),
}

impl Written<'_> {
    /// `known` of numbers that are, else the operation on where they stand.
    fn combined<const N: usize>(
        numbers: [&Self; N],
        known: impl FnOnce([f64; N]) -> f64,
        operation: impl FnOnce([Slot; N]) -> Operation,
    ) -> Self {
        let writer =
            numbers.iter().find_map(|number| if let Self::Slot(writer, _) = number { Some(*writer) } else { None });
        match writer {
            Some(writer) => writer.write(operation(numbers.map(|number| writer.slot(number)))),
            None => Self::Constant(known(numbers.map(|number| number.value().unwrap_or(f64::NAN)))),
        }
    }

    fn value(&self) -> Option<f64> {
        if let Self::Constant(value) = self { Some(*value) } else { None }
    }

    /// What this is the negative of, if it was written so.
    fn negated(&self) -> Option<Self> {
        let Self::Slot(writer, slot) = self else { return None };
        let Operation::Negate(u) = writer.code.borrow().get(*slot)? else { return None };
        Some(Self::Slot(writer, u))
    }

    fn is(&self, value: f64) -> bool {
        self.value() == Some(value)
    }
}

impl Scalar for Written<'_> {
    fn constant(value: f64) -> Self {
        Self::Constant(value)
    }

    fn negate(&self) -> Self {
        if let Some(u) = self.negated() {
            return u;
        }
        Self::combined([self], |[u]| -u, |[u]| Operation::Negate(u))
    }

    fn add(&self, v: &Self) -> Self {
        match (self.negated(), v.negated()) {
            (_, Some(v)) => return self.subtract(&v),
            (Some(u), _) => return v.subtract(&u),
            _ => {}
        }
        Self::combined([self, v], |[u, v]| u + v, |[u, v]| Operation::Add(u, v))
    }

    fn subtract(&self, v: &Self) -> Self {
        if let Some(v) = v.negated() {
            return self.add(&v);
        }
        Self::combined([self, v], |[u, v]| u - v, |[u, v]| Operation::Subtract(u, v))
    }

    fn multiply(&self, v: &Self) -> Self {
        match (self, v) {
            (one, other) | (other, one) if one.is(1.0) => *other,
            (one, other) | (other, one) if one.is(-1.0) => other.negate(),
            (u, v) | (v, u) if let Some(u) = u.negated() => u.multiply(v).negate(),
            _ => Self::combined([self, v], |[u, v]| u * v, |[u, v]| Operation::Multiply(u, v)),
        }
    }

    fn divide(&self, v: &Self) -> Self {
        if let Some(inverse) = v.value().map(f64::recip).filter(|inverse| is_power_of_two(*inverse)) {
            return self.multiply(&Self::Constant(inverse));
        }
        Self::combined([self, v], |[u, v]| u.divide(&v), |[u, v]| Operation::Divide(u, v))
    }

    fn power_integer(&self, n: i32) -> Self {
        Self::combined([self], |[u]| u.power_integer(n), |[u]| Operation::PowerInteger(u, n))
    }

    fn power_real(&self, p: f64) -> Self {
        match self {
            Self::Constant(u) => Self::Constant(u.power_real(p)),
            Self::Slot(writer, u) => {
                let p = writer.code.borrow_mut().constant_index(p);
                writer.write(Operation::PowerReal(*u, p))
            }
        }
    }

    fn power(&self, v: &Self) -> Self {
        Self::combined([self, v], |[u, v]| u.power(&v), |[u, v]| Operation::Power(u, v))
    }

    fn max(&self, v: &Self) -> Self {
        Self::combined([self, v], |[u, v]| Scalar::max(&u, &v), |[u, v]| Operation::Max(u, v))
    }

    fn min(&self, v: &Self) -> Self {
        Self::combined([self, v], |[u, v]| Scalar::min(&u, &v), |[u, v]| Operation::Min(u, v))
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        Self::combined(
            [self, below, above],
            |[on, below, above]| on.piecewise(at_zero, &below, &above),
            |[on, below, above]| Operation::Piecewise(at_zero, on, below, above),
        )
    }

    fn apply(&self, f: Function) -> Self {
        Self::combined([self], |[u]| f.value(u), |[u]| Operation::Apply(f, u))
    }
}

/// Whether multiplying by it rounds as little as dividing by its inverse: for normal powers of 2.
fn is_power_of_two(x: f64) -> bool {
    x.is_normal() && x.recip().is_normal() && x.to_bits().trailing_zeros() >= 52
}

impl Differentiable for Written<'_> {
    fn side(&self) -> Option<Ordering> {
        self.value()?.partial_cmp(&0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::{Symbol, parse};

    fn program(text: &str) -> Program {
        Program::new(&[parse(text).unwrap()], &["x", "y"].map(Symbol::new)).unwrap()
    }

    #[test]
    fn its_numbers_are_those_of_the_tape() {
        for text in [
            "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
            "e^(-(x^2 + y^2)/4) sin(2x) cos(3y) + ln(1 + x^2 y^2)",
            "tanh(x*y) - softplus(x - y)/silu(y) + gelu(x)",
            "x^y + (x^2)^(2/3) - sqrt(y)/3 + cos(x)sin(x)",
            "max(x, y)*abs(x - 2y) + where(x < y, x^3, -y)",
            "2",
            "y/8 - (-x)",
            "ln(-1 - x^2)",
        ] {
            let program = program(text);
            let both = program.with_gradient().unwrap();
            for point in [[0.7, 1.9], [2.5, 0.3], [-1.2, 0.5], [0.0, 3.0], [1.0, 1.0]] {
                let mut tape = Tape::new(&program);
                tape.record(&point);
                let value = tape.value(0).copied();
                let expected: Vec<f64> = value.iter().chain(tape.backward(0)).copied().collect();
                let found = both.eval(&point);
                if expected[0].is_nan() {
                    assert!(found[0].is_nan(), "{text} at {point:?}");
                    continue;
                }
                let same = |(a, b): (&f64, &f64)| a.is_nan() && b.is_nan() || (a - b).abs() <= 1e-14 * (1.0 + b.abs());
                assert!(found.iter().zip(&expected).all(same), "{text} at {point:?}: {found:?}, not {expected:?}");
            }
        }
    }

    #[test]
    fn as_few_operations_as_by_hand() {
        for (text, operations) in
            [("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", 17), ("x*y", 1), ("sin(x)*cos(x)", 6), ("x/4 - y", 2), ("3", 0)]
        {
            assert_eq!(program(text).with_gradient().unwrap().operation_count(), operations, "{text}");
        }
    }

    #[test]
    fn only_the_first_expression_counts() {
        let expressions = ["x^2", "sin(y)"].map(|text| parse(text).unwrap());
        let program = Program::new(&expressions, &["x", "y"].map(Symbol::new)).unwrap().with_gradient().unwrap();
        assert_eq!((program.eval(&[3.0, 1.0]), program.operation_count()), (vec![9.0, 6.0, 0.0], 2));
        let none = Program::new(&[], &[Symbol::new("x")]).unwrap().with_gradient().unwrap();
        assert!(none.eval(&[1.0]).iter().all(|value| value.is_nan()));
    }
}
