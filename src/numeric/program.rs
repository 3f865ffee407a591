//! `Program`: expressions compiled to straight-line code.

use crate::symbolic::{AtZero, Expr, Function, Symbol};

use std::collections::HashMap;

use super::{Lanes, Scalar, compiler::Compiler, stable::stable};

/// One or several expressions as a list of instructions, each of which computes one number from earlier ones.
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
    instructions: Vec<Instruction>,
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
    #[error("the expression is too long: it takes more than {MAX_INSTRUCTIONS} operations")]
    TooLong,
}

/// The most instructions that a program may have.
pub(super) const MAX_INSTRUCTIONS: usize = 1 << 22;

/// Where a number is kept: instruction `i` writes slot `i`, and reads only slots before it.
pub(super) type Slot = u32;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Instruction {
    Constant(u32),
    Variable(u32),
    Negate(Slot),
    Add(Slot, Slot),
    Subtract(Slot, Slot),
    Multiply(Slot, Slot),
    Divide(Slot, Slot),
    /// To an integer.
    PowerInteger(Slot, i32),
    /// To a constant that is no integer.
    PowerReal(Slot, u32),
    Power(Slot, Slot),
    Apply(Function, Slot),
    Max(Slot, Slot),
    Min(Slot, Slot),
    /// On, below, above.
    Piecewise(AtZero, Slot, Slot, Slot),
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
        let (instructions, constants) = compiler.finish();
        Ok(Self { instructions, constants, outputs, variables: variables.to_vec() })
    }

    /// The variables, in the order of a point's coordinates.
    pub fn variables(&self) -> &[Symbol] {
        &self.variables
    }

    /// How many expressions it computes.
    pub fn outputs(&self) -> usize {
        self.outputs.len()
    }

    /// How many operations it takes, constants and variables not counted.
    pub fn operations(&self) -> usize {
        let free = |i: &&Instruction| !matches!(i, Instruction::Constant(_) | Instruction::Variable(_));
        self.instructions.iter().filter(free).count()
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
        let slots = &mut scratch.slots;
        slots.clear();
        slots.reserve(self.instructions.len());
        for instruction in &self.instructions {
            let at = |i: Slot| &slots[i as usize];
            let value = match *instruction {
                Instruction::Constant(i) => T::constant(self.constants[i as usize]),
                Instruction::Variable(i) => point.get(i as usize).cloned().unwrap_or_else(|| T::constant(f64::NAN)),
                Instruction::Negate(u) => at(u).negate(),
                Instruction::Add(u, v) => at(u).add(at(v)),
                Instruction::Subtract(u, v) => at(u).subtract(at(v)),
                Instruction::Multiply(u, v) => at(u).multiply(at(v)),
                Instruction::Divide(u, v) => at(u).divide(at(v)),
                Instruction::PowerInteger(u, n) => at(u).power_integer(n),
                Instruction::PowerReal(u, p) => at(u).power_real(self.constants[p as usize]),
                Instruction::Power(u, v) => at(u).power(at(v)),
                Instruction::Apply(f, u) => at(u).apply(f),
                Instruction::Max(u, v) => at(u).max(at(v)),
                Instruction::Min(u, v) => at(u).min(at(v)),
                Instruction::Piecewise(at_zero, on, below, above) => at(on).piecewise(at_zero, at(below), at(above)),
            };
            slots.push(value);
        }
        for (result, &slot) in out.iter_mut().zip(&self.outputs) {
            result.clone_from(&slots[slot as usize]);
        }
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
