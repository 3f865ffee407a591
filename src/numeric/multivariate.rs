//! Gradients and Jacobians of programs by forward mode.

use super::{Dual, Program, Scratch};

/// How many directions one pass carries. Wider duals save passes and cost copying.
const WIDTH: usize = 8;

/// The values of m functions of n variables at a point, and their partial derivatives.
#[derive(Clone, Debug, PartialEq)]
pub struct Jacobian {
    /// The m values.
    pub values: Vec<f64>,
    /// m rows of n: `rows[i][j]` is the derivative of function i by variable j. Its unit is that of the function over
    /// that of the variable.
    pub rows: Vec<Vec<f64>>,
}

/// The Jacobian matrix of all expressions of a program at a point: `J[i][j] = ∂fᵢ/∂xⱼ`.
///
/// Exact up to rounding; ⌈n/8⌉ passes over the program for n variables ([`Dual`]s of 8 directions, of 1 or 2 where
/// that is enough). A derivative that does not exist is NaN, and so is a whole row whose value does not exist. A
/// coordinate that `point` lacks counts as NaN.
///
/// ```
/// use gradus::{numeric::{Program, jacobian}, symbolic::{Symbol, parse}};
/// let program = Program::new(&[parse("x*y")?, parse("x-y")?], &[Symbol::new("x"), Symbol::new("y")])?;
/// assert_eq!(jacobian(&program, &[3.0, 5.0]).rows, [[5.0, 3.0], [1.0, -1.0]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn jacobian(program: &Program, point: &[f64]) -> Jacobian {
    match program.variables().len() {
        0 => Jacobian { values: program.eval(point), rows: vec![Vec::new(); program.outputs()] },
        1 => by_passes::<1>(program, point),
        2 => by_passes::<2>(program, point),
        _ => by_passes::<WIDTH>(program, point),
    }
}

/// The gradient `(∂f/∂x₁, …, ∂f/∂xₙ)` of a program's first expression at a point; empty if it has none.
///
/// Cost, accuracy and missing derivatives as for [`jacobian`].
///
/// ```
/// use gradus::{numeric::{Program, gradient}, symbolic::{Symbol, parse}};
/// let program = Program::new(&[parse("x^2+y^2")?], &[Symbol::new("x"), Symbol::new("y")])?;
/// assert_eq!(gradient(&program, &[1.0, -2.0]), [2.0, -4.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn gradient(program: &Program, point: &[f64]) -> Vec<f64> {
    jacobian(program, point).rows.into_iter().next().unwrap_or_default()
}

/// N columns in a pass.
fn by_passes<const N: usize>(program: &Program, point: &[f64]) -> Jacobian {
    let variables = program.variables().len();
    let mut values = vec![f64::NAN; program.outputs()];
    let mut rows = vec![vec![f64::NAN; variables]; program.outputs()];
    let mut scratch = Scratch::new();
    let mut out = vec![Dual::<N>::variable(f64::NAN, 0); program.outputs()];
    for first in (0..variables).step_by(N) {
        let seeded: Vec<_> = (point.iter().enumerate())
            // Outside of this pass's columns the direction wraps round to one that no dual has.
            .map(|(j, &x)| Dual::<N>::variable(x, j.wrapping_sub(first)))
            .collect();
        program.run(&seeded, &mut scratch, &mut out);
        for ((value, row), result) in values.iter_mut().zip(&mut rows).zip(&out) {
            *value = result.value();
            for (i, entry) in row[first..].iter_mut().take(N).enumerate() {
                *entry = result.derivative(i);
            }
        }
    }
    Jacobian { values, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::{Expr, Symbol, parse};

    #[test]
    fn nine_variables_take_two_passes() {
        let names: Vec<_> = (0..9).map(|i| Symbol::new(&format!("x_{i}"))).collect();
        let product = Expr::product(names.iter().cloned().map(Expr::from));
        let program = Program::new(&[product], &names).unwrap();
        let point: Vec<f64> = (1..=9).map(f64::from).collect();
        let expected: Vec<f64> = point.iter().map(|x| 362_880.0 / x).collect();
        assert_eq!(gradient(&program, &point), expected);
    }

    #[test]
    fn shapes() {
        let xy = [Symbol::new("x"), Symbol::new("y")];
        let none = Program::new(&[], &xy).unwrap();
        assert_eq!(jacobian(&none, &[1.0, 2.0]), Jacobian { values: vec![], rows: vec![] });
        assert!(gradient(&none, &[1.0, 2.0]).is_empty());
        let constant = Program::new(&[parse("2*3").unwrap()], &[]).unwrap();
        assert_eq!(jacobian(&constant, &[]), Jacobian { values: vec![6.0], rows: vec![vec![]] });
        let pair = Program::new(&[parse("x/y").unwrap(), parse("y").unwrap()], &xy).unwrap();
        let at_pole = jacobian(&pair, &[1.0, 0.0]);
        assert!(at_pole.values[0].is_nan() && at_pole.rows[0].iter().all(|d| d.is_nan()));
        assert_eq!(at_pole.rows[1], [0.0, 1.0]);
        assert!(jacobian(&pair, &[1.0]).rows[1][1].is_nan());
    }
}
