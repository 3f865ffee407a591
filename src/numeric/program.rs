//! `Program`: expressions compiled to straight-line code.

use crate::symbolic::{AtZero, Expr, Function, Symbol};

use std::collections::HashMap;

use super::{Lanes, Scalar, compiler::Compiler, stable::stable};

/// One or several expressions as a list of operations, each of which computes one number from earlier ones.
///
/// Parts that occur more than once, in one expression or in several, are computed once; parts without variables are
/// computed when compiling, exactly as long as they are rational. The values are those of the expressions as written
/// over the real numbers: NaN where any part has no value (also at a removable singularity), infinite only where an
/// overflow was carried through. [`finite`](super::finite) tells values that can be shown from the rest.
///
/// Accuracy: one rounding for each operation as written. Nothing is rearranged, so what cancels in the formula cancels
/// here, but for `c - c*sigmoid(u)`, `c - c*tanh(u)^2` and `c ± c*erf(u)`, which are computed in forms that keep their
/// digits. A number too small for a double counts as 0, so its inverse has no value.
///
/// ```
/// use gradus::{numeric::Program, symbolic::{Symbol, parse}};
/// let program = Program::new(&[parse("x/(x+y)")?], &[Symbol::new("x"), Symbol::new("y")])?;
/// assert_eq!(program.eval(&[1.0, 3.0]), [0.25]);
/// assert!(program.eval(&[1.0, -1.0])[0].is_nan());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Program {
    operations: Vec<Operation>,
    constants: Vec<f64>,
    outputs: Vec<Slot>,
    variables: Vec<Symbol>,
}

/// Why an expression could not be compiled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgramError {
    /// A variable that has been given no place.
    #[error("the variable {0} has no value here")]
    UnknownVariable(Symbol),
    /// A derivative that still has to be worked out has no value to compute.
    #[error("the derivative by {0} has to be worked out first")]
    OpenDerivative(Symbol),
    /// More operations than a program may have.
    #[error("the expression is too long: it takes more than {MAX_OPERATIONS} operations")]
    TooLong,
}

/// The most operations that a program may have.
pub const MAX_OPERATIONS: usize = 1 << 22;

/// The place of an operation in a program; it reads only what stands before it.
pub type Slot = u32;

/// One operation of a program, with the places of what it is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// A number, by its place in [`Program::constants`].
    Constant(u32),
    /// A variable, by its place in [`Program::variables`].
    Variable(u32),
    /// `-u`
    Negate(Slot),
    /// `u + v`
    Add(Slot, Slot),
    /// `u - v`
    Subtract(Slot, Slot),
    /// `u·v`
    Multiply(Slot, Slot),
    /// `u / v`
    Divide(Slot, Slot),
    /// `uⁿ` for an integer.
    PowerInteger(Slot, i32),
    /// `u^p` for a constant that is no integer, by its place in [`Program::constants`].
    PowerReal(Slot, u32),
    /// `u^v`
    Power(Slot, Slot),
    /// `f(u)`
    Apply(Function, Slot),
    /// The greater of both.
    Max(Slot, Slot),
    /// The smaller of both.
    Min(Slot, Slot),
    /// What decides, the formula where that is negative, and the one where it is positive.
    Piecewise(AtZero, Slot, Slot, Slot),
}

impl Operation {
    /// What it is computed from: its parents in the graph of the program.
    pub fn parents(&self) -> Vec<Slot> {
        match *self {
            Self::Constant(_) | Self::Variable(_) => Vec::new(),
            Self::Negate(u) | Self::PowerInteger(u, _) | Self::PowerReal(u, _) | Self::Apply(_, u) => vec![u],
            Self::Add(u, v)
            | Self::Subtract(u, v)
            | Self::Multiply(u, v)
            | Self::Divide(u, v)
            | Self::Power(u, v)
            | Self::Max(u, v)
            | Self::Min(u, v) => vec![u, v],
            Self::Piecewise(_, on, below, above) => vec![on, below, above],
        }
    }
}

/// The memory that a program computes in, kept from one evaluation to the next so that none has to ask for more.
#[derive(Clone, Debug, Default)]
pub struct Scratch<T = f64> {
    slots: Vec<T>,
}

impl<T> Scratch<T> {
    /// Empty; it grows at the first use.
    pub fn new() -> Self {
        Self { slots: Vec::new() }
    }
}

impl Program {
    /// Compiles expressions in the given variables; the point of an evaluation lists their values in that order.
    ///
    /// # Errors
    /// If an expression has another variable, or a derivative that was not carried out, or is far too long.
    pub fn new(expressions: &[Expr], variables: &[Symbol]) -> Result<Self, ProgramError> {
        let mut compiler = Compiler::new(variables);
        let (mut outputs, mut done) = (Vec::with_capacity(expressions.len()), HashMap::new());
        for expression in expressions {
            outputs.push(compiler.compile(&stable(expression, &mut done))?);
        }
        let (operations, constants) = compiler.finish();
        Ok(Self { operations, constants, outputs, variables: variables.to_vec() })
    }

    /// The variables, in the order of a point's coordinates.
    pub fn variables(&self) -> &[Symbol] {
        &self.variables
    }

    /// How many expressions it computes.
    pub fn outputs(&self) -> usize {
        self.outputs.len()
    }

    /// The operations, each after those that it reads.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The numbers that stand in the operations.
    pub fn constants(&self) -> &[f64] {
        &self.constants
    }

    /// How many operations it takes, constants and variables not counted.
    pub fn operation_count(&self) -> usize {
        let free = |i: &&Operation| !matches!(i, Operation::Constant(_) | Operation::Variable(_));
        self.operations.iter().filter(free).count()
    }

    /// The value of each expression at a point. A coordinate that is missing counts as NaN.
    pub fn eval(&self, point: &[f64]) -> Vec<f64> {
        let mut out = vec![f64::NAN; self.outputs.len()];
        self.eval_into(point, &mut Scratch::new(), &mut out);
        out
    }

    /// The value of each expression at a point, without allocating once `scratch` has grown.
    pub fn eval_into(&self, point: &[f64], scratch: &mut Scratch, out: &mut [f64]) {
        self.run(point, scratch, out);
    }

    /// The value of each expression at many points: `columns` are the values of each variable, `out` is a column for each
    /// expression. Done for [`Lanes::WIDTH`] points at a time. As many points are evaluated as the shortest column of `out`
    /// has; a coordinate that is missing counts as NaN. The values are those of [`eval`](Self::eval) but for the last few
    /// bits of the functions that [`Lanes`] names.
    ///
    /// ```
    /// use gradus::{numeric::{Program, Scratch}, symbolic::{Symbol, parse}};
    /// let program = Program::new(&[parse("x^2 + y")?], &["x", "y"].map(Symbol::new))?;
    /// let mut out = [0.0; 3];
    /// program.eval_columns(&[&[1.0, 2.0, 3.0], &[0.5, 0.5, 0.5]], &mut Scratch::new(), &mut [&mut out]);
    /// assert_eq!(out, [1.5, 4.5, 9.5]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn eval_columns(&self, columns: &[&[f64]], scratch: &mut Scratch<Lanes>, out: &mut [&mut [f64]]) {
        let points = out.iter().map(|column| column.len()).min().unwrap_or(0);
        let mut values = vec![Lanes::constant(f64::NAN); out.len()];
        let mut point = Vec::with_capacity(columns.len());
        for start in (0..points).step_by(Lanes::WIDTH) {
            point.clear();
            point.extend(columns.iter().map(|column| Lanes::load(column.get(start..).unwrap_or_default())));
            self.run(&point, scratch, &mut values);
            for (value, column) in values.iter().zip(out.iter_mut()) {
                let end = points.min(start + Lanes::WIDTH);
                value.store(&mut column[start..end]);
            }
        }
    }

    /// The same code on any kind of number. What `point` lacks counts as NaN; of the results as many are written as
    /// `out` has room for.
    pub fn run<T: Scalar>(&self, point: &[T], scratch: &mut Scratch<T>, out: &mut [T]) {
        self.trace(point, &mut scratch.slots);
        for (result, &slot) in out.iter_mut().zip(&self.outputs) {
            result.clone_from(&scratch.slots[slot as usize]);
        }
    }

    /// What each operation gives.
    pub(super) fn trace<T: Scalar>(&self, point: &[T], slots: &mut Vec<T>) {
        slots.resize_with(self.operations.len(), || T::constant(f64::NAN));
        for (i, &operation) in self.operations.iter().enumerate() {
            let (earlier, rest) = slots.split_at_mut(i);
            if let Some(slot) = rest.first_mut() {
                self.operate(operation, point, earlier, slot);
            }
        }
    }

    /// Writes the result where it belongs, which saves copying it when numbers are large.
    #[inline]
    fn operate<T: Scalar>(&self, operation: Operation, point: &[T], earlier: &[T], result: &mut T) {
        let at = |i: Slot| &earlier[i as usize];
        *result = match operation {
            Operation::Constant(i) => T::constant(self.constants[i as usize]),
            Operation::Variable(i) => point.get(i as usize).cloned().unwrap_or_else(|| T::constant(f64::NAN)),
            Operation::Negate(u) => at(u).negate(),
            Operation::Add(u, v) => at(u).add(at(v)),
            Operation::Subtract(u, v) => at(u).subtract(at(v)),
            Operation::Multiply(u, v) => at(u).multiply(at(v)),
            Operation::Divide(u, v) => at(u).divide(at(v)),
            Operation::PowerInteger(u, n) => at(u).power_integer(n),
            Operation::PowerReal(u, p) => at(u).power_real(self.constants[p as usize]),
            Operation::Power(u, v) => at(u).power(at(v)),
            Operation::Apply(f, u) => at(u).apply(f),
            Operation::Max(u, v) => at(u).max(at(v)),
            Operation::Min(u, v) => at(u).min(at(v)),
            Operation::Piecewise(at_zero, on, below, above) => at(on).piecewise(at_zero, at(below), at(above)),
        };
    }

    /// Where the values of the expressions stand.
    pub fn slots(&self) -> &[Slot] {
        &self.outputs
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::symbolic::{Constant, Extremum, Node, Number, parse};

    fn at(e: &Expr, x: f64) -> f64 {
        Program::new(std::slice::from_ref(e), &[Symbol::new("x")]).unwrap().eval(&[x])[0]
    }

    #[test]
    fn what_is_undefined_stays_so() {
        const NAN: f64 = f64::NAN;
        for (text, x, expected) in [
            ("atan(1/x)", 0.0, NAN),
            ("1/ln(x)", 0.0, NAN),
            ("e^(-1/x^2)", 0.0, NAN),
            ("1/(1+exp(x))", 1000.0, 0.0),
            ("tanh(exp(x))", 1000.0, 1.0),
            ("sin(x)/x", 0.0, NAN),
            ("0*ln(x)", -1.0, NAN),
            ("ln(x)^0", -1.0, NAN),
            ("1^ln(x)", -1.0, NAN),
            ("1^(1/x)", 0.0, NAN),
            ("x^0", 0.0, NAN),
            ("x^0", -2.0, 1.0),
            ("x^3", -2.0, -8.0),
            ("x^(1/3)", -8.0, NAN),
            ("x^x", -2.0, 0.25),
            ("x^x", -1.5, NAN),
            ("(-1)^x", 3.0, -1.0),
            ("relu(1/x)", 0.0, NAN),
            ("x-x", f64::INFINITY, NAN),
        ] {
            let value = at(&parse(text).unwrap(), x);
            assert!(value == expected || (value.is_nan() && expected.is_nan()), "{text} at {x}: {value}");
        }
    }

    #[test]
    fn points_and_results_of_any_length() {
        let program = Program::new(&[Expr::symbol("x"), Expr::integer(2)], &[Symbol::new("x")]).unwrap();
        assert!(program.eval(&[])[0].is_nan());
        assert_eq!(program.eval(&[1.0, 7.0]), [1.0, 2.0]);
        let (mut scratch, mut short, mut long) = (Scratch::new(), [0.0], [0.0; 3]);
        program.eval_into(&[5.0], &mut scratch, &mut short);
        program.eval_into(&[5.0], &mut scratch, &mut long);
        assert_eq!((short, long), ([5.0], [5.0, 2.0, 0.0]));
    }

    /// What the expression means, node by node.
    fn naive(e: &Expr, x: f64) -> f64 {
        match e.node() {
            Node::Number(n) => n.to_f64(),
            Node::Constant(c) => c.value(),
            Node::Symbol(_) => x,
            Node::Negate(u) => -naive(u, x),
            Node::Sum(terms) => terms.iter().map(|u| naive(u, x)).sum(),
            Node::Product(factors) => factors.iter().map(|u| naive(u, x)).product(),
            Node::Quotient([u, v]) => naive(u, x).divide(&naive(v, x)),
            Node::Power([u, v]) => naive(u, x).power(&naive(v, x)),
            Node::Apply(f, u) => f.value(naive(u, x)),
            Node::Extremum(Extremum::Max, [u, v]) => Scalar::max(&naive(u, x), &naive(v, x)),
            Node::Extremum(Extremum::Min, [u, v]) => Scalar::min(&naive(u, x), &naive(v, x)),
            Node::Piecewise(at_zero, [on, below, above]) => {
                naive(on, x).piecewise(*at_zero, &naive(below, x), &naive(above, x))
            }
            Node::Derivative(..) => f64::NAN,
        }
    }

    /// Any expression whose numbers are small multiples of a half: folding them exactly then changes nothing but powers.
    fn any_expression() -> impl Strategy<Value = Expr> {
        let half = |k| Expr::number(Number::ratio(k, 2).unwrap());
        let leaf = prop_oneof![
            3 => Just(Expr::symbol("x")),
            1 => (-6i64..7).prop_map(half),
            1 => Just(Expr::constant(Constant::Pi)),
            1 => Just(Expr::constant(Constant::E)),
        ];
        let function = (0..Function::all().count()).prop_map(|i| Function::all().nth(i).unwrap());
        leaf.prop_recursive(5, 40, 3, move |inner| {
            prop_oneof![
                inner.clone().prop_map(Expr::negate),
                prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::sum),
                prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::product),
                (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::quotient(u, v)),
                (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::power(u, v)),
                (function.clone(), inner).prop_map(|(f, u)| Expr::apply(f, u)),
            ]
        })
    }

    proptest! {
        /// Each node alone, its parts being variables, so that no rounding is magnified.
        #[test]
        fn every_node_means_what_it_says(e in any_expression(), at in prop_oneof![-3.0..3.0f64, Just(0.0), Just(1.0), Just(-1.0)]) {
            let names: Vec<_> = (0..e.children().len()).map(|i| Symbol::new(&format!("u_{i}"))).collect();
            let outer = e.with_children(names.iter().cloned().map(Expr::from).collect());
            let program = Program::new(&[outer], &[names, vec![Symbol::new("x")]].concat()).unwrap();
            let parts: Vec<f64> = e.children().iter().map(|u| naive(u, at)).chain([at]).collect();
            let (value, expected) = (program.eval(&parts)[0], naive(&e, at));
            let bound = 1e-12 * expected.abs().max(parts.iter().fold(0.0, |m: f64, p| m.max(p.abs())));
            prop_assert!(
                value == expected || (value.is_nan() && expected.is_nan()) || (value - expected).abs() <= bound,
                "{e} at {at}: {value}, not {expected}"
            );
        }

        /// Many points at once: the same values, wherever rounding is not magnified, and the same places without one.
        #[test]
        fn columns_are_points(e in any_expression(), from in -3.0..3.0f64, points in 1usize..200) {
            let x: Vec<f64> = (0..points).map(|i| from + i as f64 / 32.0).collect();
            let program = Program::new(std::slice::from_ref(&e), &[Symbol::new("x")]).unwrap();
            let mut out = vec![0.0; points];
            program.eval_columns(&[&x], &mut Scratch::new(), &mut [&mut out]);
            for (x, value) in x.iter().zip(&out) {
                let expected = program.eval(&[*x])[0];
                let nearby = [naive(&e, x * (1.0 + 1e-13)), naive(&e, x * (1.0 - 1e-13))];
                if nearby.iter().all(|v| (v - expected).abs() < 1e-9 * (1.0 + expected.abs())) {
                    prop_assert!((value - expected).abs() < 1e-8 * (1.0 + expected.abs()), "{e} at {x}: {value}, not {expected}");
                }
            }
        }

        /// The whole at once: no panic, and the same value wherever rounding is not magnified.
        #[test]
        fn the_whole_is_its_parts(e in any_expression(), at in -3.0..3.0f64) {
            let (value, expected) = (self::at(&e, at), naive(&e, at));
            let nearby = [naive(&e, at * (1.0 + 1e-13)), naive(&e, at * (1.0 - 1e-13))];
            let tame = nearby.iter().all(|v| (v - expected).abs() < 1e-9 * (1.0 + expected.abs()));
            if tame && e.symbols().len() == 1 {
                prop_assert!((value - expected).abs() < 1e-8 * (1.0 + expected.abs()), "{e} at {at}: {value}, not {expected}");
            }
        }
    }
}
