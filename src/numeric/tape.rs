//! `Tape`: derivatives by reverse mode, which is backpropagation.

use std::cmp::Ordering;

use super::{
    Differentiable, Program,
    program::{Operation, Slot},
};
use crate::symbolic::{AtZero, Function};

/// A run of a program with the value of each operation kept, and the way back through it.
///
/// Reverse mode (Linnainmaa 1970; Griewank and Walther, *Evaluating Derivatives*, section 3.2): from an output with the
/// adjoint 1 backwards, each operation `y = φ(u, …)` adds `ȳ·∂φ/∂u` to the adjoint `ū` of what it was computed from. One
/// way back gives the derivatives of one output by all variables, at the cost of a few evaluations, however many variables
/// there are.
///
/// On `f64` that is the gradient; on [`Lanes`](super::Lanes) gradients at many points; on [`Dual`](super::Dual)s the
/// gradient and its derivative in a direction, a column of the Hessian or any product of it with a vector.
///
/// An adjoint is NaN where something on the way has no slope: at a kink, a vertical tangent, a tie of a maximum, a change
/// of formula. It is so also where the function has a derivative all the same, as `abs(x)³` has at 0, since that takes
/// more than one slope at a time to see; [`gradient`](super::gradient()) then asks forward mode.
///
/// ```
/// use gradus::{numeric::{Program, Tape}, symbolic::{Symbol, parse}};
/// let program = Program::new(&[parse("x*sin(y) + x")?], &["x", "y"].map(Symbol::new))?;
/// let mut tape = Tape::new(&program);
/// tape.record(&[2.0, 0.0]);
/// assert_eq!(tape.backward(0), [1.0, 2.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tape<'a, T = f64> {
    program: &'a Program,
    values: Vec<T>,
    adjoints: Vec<Option<T>>,
    gradient: Vec<T>,
}

impl<'a, T: Differentiable> Tape<'a, T> {
    /// An empty tape for a program.
    pub fn new(program: &'a Program) -> Self {
        Self { program, values: Vec::new(), adjoints: Vec::new(), gradient: Vec::new() }
    }

    /// Runs the program at a point, with a coordinate for each variable (one that is missing counts as NaN), and keeps
    /// what each operation gives.
    pub fn record(&mut self, point: &[T]) {
        self.program.trace(point, &mut self.values);
    }

    /// The value of an expression in the last run; nothing if there was none, or no such expression.
    pub fn value(&self, output: usize) -> Option<&T> {
        self.values.get(*self.program.slots().get(output)? as usize)
    }

    /// What operation `slot` gave in the last run.
    pub fn value_at(&self, slot: Slot) -> Option<&T> {
        self.values.get(slot as usize)
    }

    /// The derivative of the output by what operation `slot` gave, after [`backward`](Self::backward); nothing if the
    /// output does not depend on it. Constants may have one, which nothing asks for.
    pub fn adjoint_at(&self, slot: Slot) -> Option<&T> {
        self.adjoints.get(slot as usize)?.as_ref()
    }

    /// The derivatives of one expression by each variable at the recorded point. NaN if nothing was recorded or there is
    /// no such expression.
    pub fn backward(&mut self, output: usize) -> &[T] {
        let slot = self.program.slots().get(output).map(|slot| *slot as usize).filter(|slot| *slot < self.values.len());
        let Self { program, values, adjoints, gradient } = self;
        gradient.clear();
        gradient.resize(program.variables().len(), T::constant(if slot.is_some() { 0.0 } else { f64::NAN }));
        adjoints.clear();
        adjoints.resize(values.len(), None);
        let Some(slot) = slot else { return gradient };
        adjoints[slot] = Some(T::constant(1.0));
        for i in (0..=slot).rev() {
            let (earlier, later) = adjoints.split_at_mut(i);
            // What the output does not depend on has no adjoint.
            let Some(Some(adjoint)) = later.first() else { continue };
            if let Operation::Variable(j) = program.operations()[i] {
                gradient[j as usize].clone_from(adjoint);
            }
            send(program, values, i, adjoint, |slot, term| match &mut earlier[slot as usize] {
                Some(sum) => *sum = sum.add(&term),
                none => *none = Some(term),
            });
        }
        gradient
    }

    /// The slopes of operation `slot` at the recorded point by each thing that varies among those that it was computed from, in
    /// their order: what its adjoint is multiplied by on the way back. What is used twice, as in `x·x`, is there twice. Nothing
    /// before anything was recorded.
    ///
    /// ```
    /// use gradus::{numeric::{Program, Tape}, symbolic::{Symbol, parse}};
    /// let program = Program::new(&[parse("x*y")?], &["x", "y"].map(Symbol::new))?;
    /// let mut tape = Tape::new(&program);
    /// tape.record(&[2.0, 5.0]);
    /// assert_eq!(tape.slopes_at(2), [(0, 5.0), (1, 2.0)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn slopes_at(&self, slot: Slot) -> Vec<(Slot, T)> {
        let (mut slopes, place): (Vec<(Slot, T)>, _) = (Vec::new(), slot as usize);
        if place >= self.values.len() {
            return slopes;
        }
        let operations = self.program.operations();
        let chooses = matches!(operations[place], Operation::Max(..) | Operation::Min(..) | Operation::Piecewise(..));
        send(self.program, &self.values, place, &T::constant(1.0), |parent, slope| {
            let known = slopes.iter_mut().find(|(slot, _)| chooses && *slot == parent);
            match known {
                Some((_, sum)) => *sum = sum.add(&slope),
                None => slopes.push((parent, slope)),
            }
        });
        slopes.retain(|(parent, _)| !matches!(operations[*parent as usize], Operation::Constant(_)));
        let parents = operations[place].parents();
        slopes.sort_by_key(|(parent, _)| parents.iter().position(|slot| slot == parent));
        if let Operation::Divide(u, v) = operations[place]
            && u == v
        {
            // The way back begins with the divisor.
            slopes.reverse();
        }
        slopes
    }
}

/// Hands over what operation `i` adds to the adjoint of each thing that it was computed from.
fn send<T: Differentiable>(program: &Program, values: &[T], i: usize, adjoint: &T, mut add: impl FnMut(Slot, T)) {
    let at = |slot: Slot| &values[slot as usize];
    // What depends on no variable was folded into a constant.
    let varies = |slot: Slot| !matches!(program.operations()[slot as usize], Operation::Constant(_));
    match program.operations()[i] {
        Operation::Constant(_) | Operation::Variable(_) => {}
        Operation::Negate(u) => add(u, adjoint.negate()),
        Operation::Add(u, v) => {
            if varies(u) {
                add(u, adjoint.clone());
            }
            if varies(v) {
                add(v, adjoint.clone());
            }
        }
        Operation::Subtract(u, v) => {
            if varies(u) {
                add(u, adjoint.clone());
            }
            if varies(v) {
                add(v, adjoint.negate());
            }
        }
        Operation::Multiply(u, v) => {
            if varies(u) {
                add(u, adjoint.multiply(at(v)));
            }
            if varies(v) {
                add(v, adjoint.multiply(at(u)));
            }
        }
        Operation::Divide(u, v) => {
            let share = adjoint.divide(at(v));
            if varies(v) {
                add(v, share.multiply(&values[i]).negate());
            }
            add(u, share);
        }
        Operation::PowerInteger(u, n) => {
            let slope = match n {
                0 => T::constant(0.0),
                1 => T::constant(1.0),
                2 => at(u).add(at(u)),
                i32::MIN => at(u).power_real(f64::from(n) - 1.0).scale(f64::from(n)),
                _ => at(u).power_integer(n - 1).scale(f64::from(n)),
            };
            add(u, adjoint.multiply(&slope));
        }
        Operation::PowerReal(u, p) => {
            let p = program.constants()[p as usize];
            add(u, adjoint.multiply(&at(u).power_real(p - 1.0).scale(p)));
        }
        Operation::Power(u, v) => {
            let by_u = at(v).multiply(&at(u).power(&at(v).subtract(&T::constant(1.0))));
            let by_v = values[i].multiply(&at(u).apply(Function::Ln));
            add(u, adjoint.multiply(&by_u));
            add(v, adjoint.multiply(&by_v));
        }
        Operation::Apply(f, u) => add(u, adjoint.multiply(&at(u).slope(f, &values[i]))),
        Operation::Max(u, v) | Operation::Min(u, v) => {
            let is_max = matches!(program.operations()[i], Operation::Max(..));
            let (above, below) = if is_max { (u, v) } else { (v, u) };
            choose(&at(u).subtract(at(v)), adjoint, [below, above], [u, v], add);
        }
        Operation::Piecewise(_, on, below, above) => choose(at(on), adjoint, [below, above], [on, on], add),
    }
}

/// The adjoint goes to `below` where `on` is negative and to `above` where it is positive. What is not chosen anywhere
/// gets nothing, so that it need not have a slope; what decides gets 0, so that it is NaN where the choice itself may jump.
fn choose<T: Differentiable>(
    on: &T,
    adjoint: &T,
    [below, above]: [Slot; 2],
    deciding: [Slot; 2],
    mut add: impl FnMut(Slot, T),
) {
    let nothing = match on.side() {
        Some(Ordering::Less) => {
            add(below, adjoint.clone());
            adjoint.scale(0.0)
        }
        Some(Ordering::Greater) => {
            add(above, adjoint.clone());
            adjoint.scale(0.0)
        }
        _ => {
            let share = share_above(on);
            add(below, adjoint.subtract(&adjoint.multiply(&share)));
            add(above, adjoint.multiply(&share));
            share.subtract(&share)
        }
    };
    for slot in deciding {
        add(slot, nothing.clone());
    }
}

/// 1 where `on` is positive, 0 where it is negative, and NaN on the border, where there is no saying.
fn share_above<T: Differentiable>(on: &T) -> T {
    on.piecewise(AtZero::Agreed, &T::constant(0.0), &T::constant(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::{Symbol, parse};

    fn program(texts: &[&str]) -> Program {
        let expressions: Vec<_> = texts.iter().map(|text| parse(text).unwrap()).collect();
        Program::new(&expressions, &["x", "y"].map(Symbol::new)).unwrap()
    }

    #[track_caller]
    fn check(text: &str, point: [f64; 2], expected: [f64; 2]) {
        let program = program(&[text]);
        let mut tape = Tape::new(&program);
        tape.record(&point);
        let same = |(a, b): (&f64, &f64)| a.is_nan() && b.is_nan() || (a - b).abs() <= 1e-15 * b.abs();
        let found = tape.backward(0);
        assert!(found.iter().zip(&expected).all(same), "{text} at {point:?}: {found:?}");
    }

    #[test]
    fn what_is_used_twice_gets_both_shares() {
        check("x*x + y*x", [3.0, 5.0], [11.0, 3.0]);
        check("(x + y)^2*(x + y)", [1.0, 1.0], [12.0, 12.0]);
        check("x/x", [3.0, 0.0], [0.0, 0.0]);
        check("y - y", [3.0, 4.0], [0.0, 0.0]);
        check("2", [3.0, 4.0], [0.0, 0.0]);
    }

    #[test]
    fn what_is_not_chosen_needs_no_slope() {
        check("where(x < 0, y, sqrt(x))", [-1.0, 2.0], [0.0, 1.0]);
        check("where(x < 0, y, sqrt(x))", [4.0, 2.0], [0.25, 0.0]);
        check("max(x^2, y)", [3.0, 2.0], [6.0, 0.0]);
        check("min(x^2, y)", [3.0, 2.0], [0.0, 1.0]);
    }

    #[test]
    fn where_one_slope_is_not_enough_there_is_none() {
        const NONE: f64 = f64::NAN;
        check("max(x, y)", [2.0, 2.0], [NONE, NONE]);
        check("x*where(x < 0, 1, 2)", [0.0, 1.0], [NONE, 0.0]);
        check("max(1/2, sign(x))", [0.0, 0.0], [NONE, 0.0]);
        check("abs(x)^3 + y", [0.0, 0.0], [NONE, 1.0]);
        check("sqrt(x^2 + y^2)", [0.0, 0.0], [NONE, NONE]);
    }

    #[test]
    fn each_output_has_its_own_way_back() {
        let program = program(&["x*y", "x + 3*y"]);
        let mut tape = Tape::new(&program);
        assert!(tape.value(0).is_none() && tape.backward(0).iter().all(|d: &f64| d.is_nan()));
        tape.record(&[2.0, 5.0]);
        assert_eq!((tape.backward(0).to_vec(), tape.backward(1).to_vec()), (vec![5.0, 2.0], vec![1.0, 3.0]));
        assert!(tape.value(2).is_none() && tape.backward(2).iter().all(|d| d.is_nan()));
        tape.record(&[2.0]);
        assert!(tape.backward(0)[0].is_nan());
    }

    /// The graph that a lesson on backpropagation draws.
    #[test]
    fn every_operation_can_be_looked_at() {
        let program = program(&["(x + y)*y"]);
        let mut tape = Tape::new(&program);
        tape.record(&[-2.0, 5.0]);
        tape.backward(0);
        let seen: Vec<_> = (0..)
            .zip(program.operations())
            .map(|(slot, operation)| {
                (operation.parents(), tape.value_at(slot).copied(), tape.adjoint_at(slot).copied())
            })
            .collect();
        assert_eq!(
            seen,
            [
                (vec![], Some(-2.0), Some(5.0)),
                (vec![], Some(5.0), Some(8.0)),
                (vec![0, 1], Some(3.0), Some(5.0)),
                (vec![2, 1], Some(15.0), Some(1.0)),
            ]
        );
    }
}
