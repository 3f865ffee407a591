//! `Program`: expressions compiled to straight-line code.

use crate::symbolic::{AtZero, Expr, Function, Symbol};

use std::{collections::HashMap, ops::Range};

use super::{Lanes, Scalar, compiler::Compiler, stable::stable};

/// One or several expressions as a list of operations, each of which computes one number from earlier ones.
///
/// Parts that occur more than once, in one expression or in several, are computed once; parts without variables are
/// computed when compiling, exactly as long as they are rational. The values are those of the expressions as written
/// over the real numbers: NaN where any part has no value (also at a removable singularity), infinite only where an
/// overflow was carried through. [`finite`](super::finite) tells values that can be shown from the rest.
///
/// Accuracy: one rounding for each operation as written. Nothing is rearranged, so what cancels in the formula cancels
/// here, but for the forms that machine learning invites, which are computed so that they keep their digits and do not
/// overflow: `1 - sigmoid(u)`, `1 - tanh(u)^2`, `1 - erf(u)`, `1 - cos(u)` and polynomials with such factors; logarithms,
/// quotients and differences of sums of exponentials (`ln(1 + e^u)`, `e^u/(e^u + e^v)`, `e^u - 1`); `ln(cosh(u))`. Measured on these, on the functions and on their derivatives up to the third
/// (`tests/accuracy.rs`): within 4.4 units in the last place times `1 + |x·f′/f|`. The derivative of a logarithm of a sum
/// by a term far below the others has an absolute error of a rounding of 1. A number too small for a double counts as 0, so
/// its inverse has no value.
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
    /// What it gives, from what those before it gave; variables, which have their values from elsewhere, give nothing.
    #[inline]
    pub(super) fn result<T: Scalar>(self, constants: &[f64], earlier: &[T]) -> T {
        let at = |i: Slot| &earlier[i as usize];
        match self {
            Self::Constant(i) => T::constant(constants[i as usize]),
            Self::Variable(_) => T::constant(f64::NAN),
            Self::Negate(u) => at(u).negate(),
            Self::Add(u, v) => at(u).add(at(v)),
            Self::Subtract(u, v) => at(u).subtract(at(v)),
            Self::Multiply(u, v) => at(u).multiply(at(v)),
            Self::Divide(u, v) => at(u).divide(at(v)),
            Self::PowerInteger(u, n) => at(u).power_integer(n),
            Self::PowerReal(u, p) => at(u).power_real(constants[p as usize]),
            Self::Power(u, v) => at(u).power(at(v)),
            Self::Apply(f, u) => at(u).apply(f),
            Self::Max(u, v) => at(u).max(at(v)),
            Self::Min(u, v) => at(u).min(at(v)),
            Self::Piecewise(at_zero, on, below, above) => at(on).piecewise(at_zero, at(below), at(above)),
        }
    }

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

    /// The same, computed from what stands elsewhere.
    fn on(self, moved: impl Fn(Slot) -> Slot) -> Self {
        match self {
            Self::Constant(_) | Self::Variable(_) => self,
            Self::Negate(u) => Self::Negate(moved(u)),
            Self::PowerInteger(u, n) => Self::PowerInteger(moved(u), n),
            Self::PowerReal(u, p) => Self::PowerReal(moved(u), p),
            Self::Apply(f, u) => Self::Apply(f, moved(u)),
            Self::Add(u, v) => Self::Add(moved(u), moved(v)),
            Self::Subtract(u, v) => Self::Subtract(moved(u), moved(v)),
            Self::Multiply(u, v) => Self::Multiply(moved(u), moved(v)),
            Self::Divide(u, v) => Self::Divide(moved(u), moved(v)),
            Self::Power(u, v) => Self::Power(moved(u), moved(v)),
            Self::Max(u, v) => Self::Max(moved(u), moved(v)),
            Self::Min(u, v) => Self::Min(moved(u), moved(v)),
            Self::Piecewise(at_zero, on, below, above) => {
                Self::Piecewise(at_zero, moved(on), moved(below), moved(above))
            }
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
        let mut done = HashMap::new();
        Self::compiled(expressions.iter().map(|expression| stable(expression, &mut done)), variables)
    }

    /// The same operation by operation as it is written, for one who wants to see them: what would lose digits or overflow is not
    /// put in another form.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    ///
    /// ```
    /// use gradus::{numeric::Program, symbolic::{Symbol, parse}};
    /// let (f, x) = (parse("1/(1+exp(-x))")?, [Symbol::new("x")]);
    /// let (one, steps) = (Program::new(&[f.clone()], &x)?, Program::as_written(&f, &x)?);
    /// assert_eq!((one.operation_count(), steps.operation_count()), (1, 4));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn as_written(expression: &Expr, variables: &[Symbol]) -> Result<Self, ProgramError> {
        Self::compiled([expression.clone()], variables)
    }

    fn compiled(expressions: impl IntoIterator<Item = Expr>, variables: &[Symbol]) -> Result<Self, ProgramError> {
        let mut compiler = Compiler::new(variables);
        let outputs = expressions.into_iter().map(|expression| compiler.compile(&expression));
        let outputs = outputs.collect::<Result<_, _>>()?;
        let (operations, constants) = compiler.finish();
        Ok(Self { operations, constants, outputs, variables: variables.to_vec() })
    }

    /// From code: the operations that the outputs depend on. Two functions of the same number stand side by side, since some
    /// numbers have them together at the price of one ([`Scalar::apply_both`]).
    pub(super) fn from_parts(
        operations: &[Operation],
        constants: Vec<f64>,
        outputs: &[Slot],
        variables: Vec<Symbol>,
    ) -> Self {
        let mut is_needed = vec![false; operations.len()];
        for slot in outputs {
            is_needed[*slot as usize] = true;
        }
        for (i, operation) in operations.iter().enumerate().rev() {
            if is_needed[i] {
                operation.parents().iter().for_each(|slot| is_needed[*slot as usize] = true);
            }
        }
        let argument = |i: &usize| if let Operation::Apply(_, u) = operations[*i] { Some(u) } else { None };
        let mut of_same: HashMap<Slot, Vec<usize>> = HashMap::new();
        for i in (0..operations.len()).filter(|i| is_needed[*i]) {
            if let Some(u) = argument(&i) {
                of_same.entry(u).or_default().push(i);
            }
        }
        let (mut places, mut ordered) = (vec![0; operations.len()], Vec::new());
        for i in (0..operations.len()).filter(|i| is_needed[*i]) {
            let together = argument(&i).map_or_else(|| vec![i], |u| of_same.remove(&u).unwrap_or_default());
            for i in together {
                places[i] = ordered.len() as Slot;
                ordered.push(operations[i].on(|slot| places[slot as usize]));
            }
        }
        let outputs = outputs.iter().map(|slot| places[*slot as usize]).collect();
        Self { operations: ordered, constants, outputs, variables }
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
        self.over_columns(columns, points, scratch, |range, results| {
            for (lanes, column) in results.iter().zip(out.iter_mut()) {
                lanes.store(&mut column[range.clone()]);
            }
        });
    }

    /// Calls `visit` with a range of points and the results there, for all points in turn.
    pub(super) fn over_columns(
        &self,
        columns: &[&[f64]],
        points: usize,
        scratch: &mut Scratch<Lanes>,
        mut visit: impl FnMut(Range<usize>, &[&Lanes]),
    ) {
        let slots = &mut scratch.slots;
        self.prepare(slots);
        for start in (0..points).step_by(Lanes::WIDTH) {
            let load = |i: usize, lanes: &mut Lanes| {
                lanes.load(columns.get(i).and_then(|column| column.get(start..)).unwrap_or_default());
            };
            self.trace_again(load, slots);
            let results: Vec<&Lanes> = self.outputs.iter().map(|slot| &slots[*slot as usize]).collect();
            visit(start..points.min(start + Lanes::WIDTH), &results);
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
        self.prepare(slots);
        let take = |i: usize, slot: &mut T| match point.get(i) {
            Some(value) => slot.clone_from(value),
            None => *slot = T::constant(f64::NAN),
        };
        self.trace_again(take, slots);
    }

    /// Room for each operation, and what is the same at every point.
    fn prepare<T: Scalar>(&self, slots: &mut Vec<T>) {
        slots.resize_with(self.operations.len(), || T::constant(f64::NAN));
        for (operation, slot) in self.operations.iter().zip(slots) {
            if let Operation::Constant(i) = operation {
                *slot = T::constant(self.constants[*i as usize]);
            }
        }
    }

    /// What each operation gives; `variable` writes the value of one to its place.
    fn trace_again<T: Scalar>(&self, variable: impl Fn(usize, &mut T), slots: &mut [T]) {
        let mut done = false;
        for (i, &operation) in self.operations.iter().enumerate() {
            let (earlier, rest) = slots.split_at_mut(i);
            let Some((slot, later)) = rest.split_first_mut() else { break };
            if std::mem::take(&mut done) {
                continue;
            }
            match operation {
                Operation::Constant(_) => {}
                Operation::Variable(j) => variable(j as usize, slot),
                Operation::Apply(f, u)
                    if let (Some(Operation::Apply(g, v)), [next, ..]) = (self.operations.get(i + 1), later)
                        && u == *v
                        && earlier[u as usize].apply_both((f, slot), (*g, next)) =>
                {
                    done = true;
                }
                _ => T::operate(operation, &self.constants, earlier, slot),
            }
        }
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
