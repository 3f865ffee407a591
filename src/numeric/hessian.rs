//! Second derivatives: forward mode over reverse mode.

use super::{Dual, Program, Tape, gradient, mode::WIDTH, taylor};

/// The value, the gradient and the Hessian matrix of a function at a point.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondOrder {
    /// f
    pub value: f64,
    /// `∂f/∂xᵢ`, in the unit of f over that of the variable.
    pub gradient: Vec<f64>,
    /// `∂²f/∂xᵢ∂xⱼ` row by row, in the unit of f over those of two variables.
    pub hessian: Vec<Vec<f64>>,
}

/// The value, the gradient and the Hessian matrix `H[i][j] = ∂²f/∂xᵢ∂xⱼ` of a program's first expression.
///
/// The gradient by reverse mode, on [`Dual`] numbers that carry its derivatives (forward over reverse; Griewank and
/// Walther, *Evaluating Derivatives*, section 5.1): ⌈n/8⌉ ways there and back for n variables. Exact up to rounding; the
/// upper half is copied to the lower, as second derivatives are symmetric where they are continuous. NaN where there is
/// no derivative, and everywhere if there is no value or one of the first derivatives is missing.
///
/// ```
/// use gradus::{numeric::{Program, hessian}, symbolic::{Symbol, parse}};
/// let program = Program::new(&[parse("x^2*y")?], &["x", "y"].map(Symbol::new))?;
/// let found = hessian(&program, &[3.0, 5.0]);
/// assert_eq!((found.value, found.gradient), (45.0, vec![30.0, 9.0]));
/// assert_eq!(found.hessian, [[10.0, 6.0], [6.0, 0.0]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn hessian(program: &Program, point: &[f64]) -> SecondOrder {
    let mut found = match program.variables().len() {
        1 => by_passes::<1>(program, point),
        2 => by_passes::<2>(program, point),
        _ => by_passes::<WIDTH>(program, point),
    };
    if found.value.is_finite() && found.hessian.iter().flatten().any(|d| d.is_nan()) {
        ask_again(program, point, &mut found);
    }
    found
}

/// Where reverse mode does not see whether there is a derivative, expansions along lines do: `f″` along the axes and, for
/// mixed derivatives, along both diagonals between them, which have to fit together.
fn ask_again(program: &Program, point: &[f64], found: &mut SecondOrder) {
    let n = program.variables().len();
    found.gradient = gradient(program, point);
    if found.gradient.iter().any(|d| d.is_nan()) {
        return;
    }
    let along = |parts: &[(usize, f64)]| {
        let mut direction = vec![0.0; n];
        for (i, part) in parts {
            direction[*i] = *part;
        }
        taylor(program, point, &direction, 2).derivatives().get(2).copied().unwrap_or(f64::NAN)
    };
    for i in (0..n).filter(|i| found.hessian[*i][*i].is_nan()).collect::<Vec<_>>() {
        found.hessian[i][i] = along(&[(i, 1.0)]);
    }
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        if found.hessian[i][j].is_nan() {
            let (up, down) = (along(&[(i, 1.0), (j, 1.0)]), along(&[(i, 1.0), (j, -1.0)]));
            let expected = 2.0 * (found.hessian[i][i] + found.hessian[j][j]);
            let fits = (up + down - expected).abs() <= 1e-9 * (1.0 + up.abs() + down.abs());
            let mixed = if fits { (up - down) / 4.0 } else { f64::NAN };
            (found.hessian[i][j], found.hessian[j][i]) = (mixed, mixed);
        }
    }
}

/// The Hessian matrix times a vector, without the matrix: the derivative of the gradient in that direction (Pearlmutter
/// 1994). What `direction` lacks counts as 0. The cost is that of a few evaluations, however many variables there are.
///
/// ```
/// use gradus::{numeric::{Program, hessian_vector}, symbolic::{Symbol, parse}};
/// let program = Program::new(&[parse("x^2*y")?], &["x", "y"].map(Symbol::new))?;
/// assert_eq!(hessian_vector(&program, &[3.0, 5.0], &[1.0, 0.5]), [13.0, 6.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn hessian_vector(program: &Program, point: &[f64], direction: &[f64]) -> Vec<f64> {
    let along = |j: usize| direction.get(j).copied().unwrap_or(0.0);
    let seeded: Vec<_> =
        point.iter().enumerate().map(|(j, &x)| Dual::<1>::variable(0.0, 0).chain(x, along(j))).collect();
    let mut tape = Tape::new(program);
    tape.record(&seeded);
    tape.backward(0).iter().map(|d| d.derivative(0)).collect()
}

/// N columns there and back.
fn by_passes<const N: usize>(program: &Program, point: &[f64]) -> SecondOrder {
    let n = program.variables().len();
    let mut found = SecondOrder { value: f64::NAN, gradient: vec![f64::NAN; n], hessian: vec![vec![f64::NAN; n]; n] };
    let mut tape = Tape::new(program);
    for first in (0..n.max(1)).step_by(N) {
        // Outside of this pass's columns the direction wraps round to one that no dual has.
        let seeded: Vec<_> =
            point.iter().enumerate().map(|(j, &x)| Dual::<N>::variable(x, j.wrapping_sub(first))).collect();
        tape.record(&seeded);
        found.value = tape.value(0).map_or(f64::NAN, Dual::value);
        for (i, partial) in tape.backward(0).iter().enumerate() {
            found.gradient[i] = partial.value();
            for j in (first..n.min(first + N)).filter(|j| *j >= i) {
                (found.hessian[i][j], found.hessian[j][i]) =
                    (partial.derivative(j - first), partial.derivative(j - first));
            }
        }
    }
    if found.value.is_nan() || found.gradient.iter().any(|d| d.is_nan()) {
        found.hessian.fill(vec![f64::NAN; n]);
    }
    if found.value.is_nan() {
        found.gradient.fill(f64::NAN);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::{Symbol, parse};

    fn at(text: &str, point: &[f64]) -> SecondOrder {
        let variables = &["x", "y"].map(Symbol::new)[..point.len()];
        hessian(&Program::new(&[parse(text).unwrap()], variables).unwrap(), point)
    }

    /// By the formulas of the second derivatives, by hand.
    #[test]
    fn second_derivatives() {
        type Formula = fn(f64, f64) -> [f64; 3];
        let cases: [(&str, Formula); 5] = [
            ("x^2+10*y^2", |_, _| [2.0, 0.0, 20.0]),
            ("exp(x*y)", |x, y| [y * y, 1.0 + x * y, x * x].map(|d| d * (x * y).exp())),
            ("sin(x)*cos(y)", |x, y| [-x.sin() * y.cos(), -x.cos() * y.sin(), -x.sin() * y.cos()]),
            ("x/y", |x, y| [0.0, -1.0 / (y * y), 2.0 * x / (y * y * y)]),
            ("max(x*y, x^2*y^2+9)", |x, y| [2.0 * y * y, 4.0 * x * y, 2.0 * x * x]),
        ];
        for (text, formula) in cases {
            for [x, y] in [[1.0, 2.0], [-0.5, 0.75], [3.0, -1.25]] {
                let ([xx, xy, yy], rows) = (formula(x, y), at(text, &[x, y]).hessian);
                for (found, expected) in [(rows[0][0], xx), (rows[0][1], xy), (rows[1][0], xy), (rows[1][1], yy)] {
                    assert!((found - expected).abs() <= 1e-14 * (1.0 + expected.abs()), "{text} at {x} {y}: {rows:?}");
                }
            }
        }
    }

    #[test]
    fn what_has_no_value_has_no_curvature() {
        for (text, x) in [("ln(x)", -1.0), ("abs(x)", 0.0), ("relu(x)", 0.0), ("x^1.5", 0.0), ("x*abs(x)", 0.0)] {
            assert!(at(text, &[x]).hessian[0][0].is_nan(), "{text} at {x}");
        }
        assert!(at("abs(x)*abs(y)", &[0.0, 0.0]).hessian[0][1].is_nan());
    }

    #[test]
    fn smoothed_kinks_have_the_curvature_that_they_have() {
        assert_eq!(at("abs(x)^3 + x*y", &[0.0, 2.0]).hessian, [[0.0, 1.0], [1.0, 0.0]]);
        assert_eq!(at("max(x^4, x^5)", &[0.0]).hessian, [[0.0]]);
    }

    #[test]
    fn a_product_with_a_vector_needs_no_matrix() {
        let names: Vec<_> = (0..20).map(|i| Symbol::new(&format!("x{i}"))).collect();
        let text: Vec<String> = (0..19).map(|i| format!("sin(x{i}*x{})", i + 1)).collect();
        let program = Program::new(&[parse(&text.join("+")).unwrap()], &names).unwrap();
        let point: Vec<f64> = (0..20).map(|i| 0.1 * f64::from(i) - 0.7).collect();
        let direction: Vec<f64> = (0..20).map(|i| f64::from(i % 3) - 1.0).collect();
        let full = hessian(&program, &point);
        for (row, product) in full.hessian.iter().zip(hessian_vector(&program, &point, &direction)) {
            let expected: f64 = row.iter().zip(&direction).map(|(h, v)| h * v).sum();
            assert!((product - expected).abs() <= 1e-13 * (1.0 + expected.abs()));
        }
    }
}
