//! Gradients and Jacobians of programs by the mode that costs least.

use super::{Dual, Mode, Program, Scratch, Tape, mode::WIDTH};

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
/// Exact up to rounding, by the [`Mode`] that costs least. A derivative that does not exist is NaN, and so is a whole row
/// whose value does not exist. Where reverse mode can't tell whether there is a derivative, at a kink for example, forward
/// mode is asked ([`Dual`] says what it sees). A coordinate that `point` lacks counts as NaN.
///
/// ```
/// use gradus::{numeric::{Program, jacobian}, symbolic::{Symbol, parse}};
/// let program = Program::new(&[parse("x*y")?, parse("x-y")?], &[Symbol::new("x"), Symbol::new("y")])?;
/// assert_eq!(jacobian(&program, &[3.0, 5.0]).rows, [[5.0, 3.0], [1.0, -1.0]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn jacobian(program: &Program, point: &[f64]) -> Jacobian {
    jacobian_by(Mode::cheapest(program), program, point)
}

/// The Jacobian matrix by the mode that is asked for; the numbers are those of [`jacobian`] but for rounding.
pub fn jacobian_by(mode: Mode, program: &Program, point: &[f64]) -> Jacobian {
    match (mode, program.variables().len()) {
        (_, 0) => Jacobian { values: program.eval(point), rows: vec![Vec::new(); program.outputs()] },
        (Mode::Reverse { .. }, _) => backwards(program, point),
        (_, 1) => by_passes::<1>(program, point),
        (_, 2) => by_passes::<2>(program, point),
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

/// The value of a program's first expression and its gradient at many points: `columns` are the values of each variable,
/// the first column of `out` takes the values, the others the partial derivatives, as many of either as there are.
///
/// By [`Program::with_gradient`] for [`Lanes::WIDTH`](super::Lanes::WIDTH) points at a time, and as [`gradient`] at the few points where
/// that can't tell whether there is a derivative. Accuracy and missing derivatives as for [`jacobian`].
///
/// ```
/// use gradus::{numeric::{Program, gradient_columns}, symbolic::{Symbol, parse}};
/// let program = Program::new(&[parse("x^2*y")?], &["x", "y"].map(Symbol::new))?;
/// let (mut f, mut by_x, mut by_y) = ([0.0; 2], [0.0; 2], [0.0; 2]);
/// gradient_columns(&program, &[&[1.0, 2.0], &[3.0, 5.0]], &mut [&mut f, &mut by_x, &mut by_y]);
/// assert_eq!((f, by_x, by_y), ([3.0, 20.0], [6.0, 20.0], [1.0, 4.0]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn gradient_columns(program: &Program, columns: &[&[f64]], out: &mut [&mut [f64]]) {
    let points = out.iter().map(|column| column.len()).min().unwrap_or(0);
    let Ok(both) = program.with_gradient() else {
        for column in out.iter_mut() {
            column.fill(f64::NAN);
        }
        program.eval_columns(columns, &mut Scratch::new(), out.get_mut(..1).unwrap_or_default());
        return (0..points).for_each(|i| ask_again(program, columns, i, out));
    };
    both.over_columns(columns, points, &mut Scratch::new(), |range, results| {
        for (lanes, column) in results.iter().zip(out.iter_mut()) {
            lanes.store(&mut column[range.clone()]);
        }
        if results.iter().any(|lanes| lanes.has_nan()) {
            range.for_each(|i| ask_again(program, columns, i, out));
        }
    });
}

/// Forward mode at point `i`, if there is a value but not every derivative; no derivative where there is no value.
fn ask_again(program: &Program, columns: &[&[f64]], i: usize, out: &mut [&mut [f64]]) {
    let Some((value, partials)) = out.split_first_mut() else { return };
    if value[i].is_nan() {
        for column in partials {
            column[i] = f64::NAN;
        }
    } else if partials.iter().any(|column| column[i].is_nan()) {
        let point: Vec<f64> = columns.iter().map(|column| column.get(i).copied().unwrap_or(f64::NAN)).collect();
        for (column, derivative) in partials.iter_mut().zip(gradient(program, &point)) {
            column[i] = derivative;
        }
    }
}

/// A row in a way back.
fn backwards(program: &Program, point: &[f64]) -> Jacobian {
    let mut tape = Tape::new(program);
    tape.record(point);
    let outputs = 0..program.outputs();
    let values: Vec<f64> = outputs.clone().map(|i| tape.value(i).copied().unwrap_or(f64::NAN)).collect();
    let mut rows: Vec<Vec<f64>> = outputs.map(|i| tape.backward(i).to_vec()).collect();
    let mut asks = false;
    for (value, row) in values.iter().zip(&mut rows) {
        if value.is_nan() {
            row.fill(f64::NAN);
        } else {
            asks |= row.iter().any(|d| !d.is_finite());
        }
    }
    if asks { by_passes::<WIDTH>(program, point) } else { Jacobian { values, rows } }
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
    fn no_derivatives_where_there_is_no_value() {
        let program = Program::new(&[parse("ln(x)").unwrap()], &[Symbol::new("x")]).unwrap();
        let [mut f, mut slope] = [[0.0; 3]; 2];
        gradient_columns(&program, &[&[-2.0, 0.0, 4.0]], &mut [&mut f, &mut slope]);
        assert!(f[..2].iter().chain(&slope[..2]).all(|value| value.is_nan()));
        assert_eq!(slope[2], 0.25);
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
