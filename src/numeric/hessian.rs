//! `Hessian`: all second derivatives at once.

use crate::symbolic::{Condition, Expr, Symbol, conditions, differentiate};

use super::{Jacobian, PartialError, Program, jacobian, partial::all_hold};

/// The Hessian matrix `H[i][j] = ∂²f/∂xᵢ∂xⱼ` of an expression, ready to be evaluated.
///
/// The gradient is found by rules and compiled, together with f, into one program whose parts are shared; its Jacobian
/// by forward mode is the Hessian (forward over symbolic). Exact up to rounding; ⌈n/8⌉ passes for n variables.
///
/// ```
/// use gradus::{numeric::Hessian, symbolic::{Symbol, parse}};
/// let hessian = Hessian::new(&parse("x^2*y")?, &[Symbol::new("x"), Symbol::new("y")])?;
/// let found = hessian.at(&[3.0, 5.0]);
/// assert_eq!(found.values, [30.0, 9.0]);
/// assert_eq!(found.rows, [[10.0, 6.0], [6.0, 0.0]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Hessian {
    /// The partial derivatives, then f, then what the conditions are about.
    program: Program,
    conditions: Vec<Condition>,
}

impl Hessian {
    /// The Hessian of `f` in the given variables.
    ///
    /// # Errors
    /// If a partial derivative is too long to write out, or `f` has another variable.
    pub fn new(f: &Expr, variables: &[Symbol]) -> Result<Self, PartialError> {
        let mut formulas = variables.iter().map(|x| differentiate(f, x)).collect::<Result<Vec<_>, _>>()?;
        formulas.push(f.clone());
        let conditions: Vec<_> = variables.iter().flat_map(|x| conditions(f, x)).collect();
        formulas.extend(conditions.iter().flat_map(Condition::expressions).cloned());
        Ok(Self { program: Program::new(&formulas, variables)?, conditions })
    }

    /// The gradient at a point, as `values`, and the Hessian, as `rows`, in the unit of f over those of two variables.
    ///
    /// NaN where there is none; everywhere, if f has no value or one of the conditions does not hold.
    pub fn at(&self, point: &[f64]) -> Jacobian {
        let n = self.program.variables().len();
        let Jacobian { mut values, mut rows } = jacobian(&self.program, point);
        let (value, needed) = (values.get(n), values.get(n + 1..).unwrap_or_default());
        if value.is_none_or(|f| f.is_nan()) || !all_hold(&self.conditions, needed) {
            values.fill(f64::NAN);
            rows.fill(vec![f64::NAN; n]);
        }
        values.truncate(n);
        rows.truncate(n);
        Jacobian { values, rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::parse;

    /// By the formulas of the second derivatives, by hand.
    #[test]
    fn second_derivatives() {
        type Formula = fn(f64, f64) -> [f64; 3];
        let cases: [(&str, Formula); 4] = [
            ("x^2+10*y^2", |_, _| [2.0, 0.0, 20.0]),
            ("exp(x*y)", |x, y| [y * y, 1.0 + x * y, x * x].map(|d| d * (x * y).exp())),
            ("sin(x)*cos(y)", |x, y| [-x.sin() * y.cos(), -x.cos() * y.sin(), -x.sin() * y.cos()]),
            ("x/y", |x, y| [0.0, -1.0 / (y * y), 2.0 * x / (y * y * y)]),
        ];
        for (text, formula) in cases {
            let hessian = Hessian::new(&parse(text).unwrap(), &[Symbol::new("x"), Symbol::new("y")]).unwrap();
            for [x, y] in [[1.0, 2.0], [-0.5, 0.75], [3.0, -1.25]] {
                let ([xx, xy, yy], rows) = (formula(x, y), hessian.at(&[x, y]).rows);
                for (found, expected) in [(rows[0][0], xx), (rows[0][1], xy), (rows[1][0], xy), (rows[1][1], yy)] {
                    assert!((found - expected).abs() <= 1e-14 * (1.0 + expected.abs()), "{text} at {x} {y}: {rows:?}");
                }
            }
        }
    }

    #[test]
    fn what_has_no_value_has_no_curvature() {
        for (text, x) in [("ln(x)", -1.0), ("abs(x)", 0.0), ("relu(x)", 0.0), ("x^1.5", 0.0), ("x*abs(x)", 0.0)] {
            let hessian = Hessian::new(&parse(text).unwrap(), &[Symbol::new("x")]).unwrap();
            assert!(hessian.at(&[x]).rows[0][0].is_nan(), "{text} at {x}");
        }
    }
}
