//! Derivatives by several variables: gradient, Jacobian, Hessian. What the components share is worked out once.

use super::{
    DifferentiateError, check,
    slopes::{Derivatives, Slopes},
};
use crate::symbolic::{Expr, Symbol, simplify::Simplifier};

/// The gradient of `f`: its derivatives by each of the variables, tidy. Equal parts of the components are one value in
/// memory; [`shared_parts`](super::shared_parts) gives them names.
///
/// # Errors
/// If a component would be too deep or too long to write.
///
/// ```
/// use gradus::symbolic::{Symbol, gradient, parse};
/// let f = parse("x^2*y + sin(y)").unwrap();
/// let gradient = gradient(&f, &[Symbol::new("x"), Symbol::new("y")]).unwrap();
/// assert_eq!(gradient.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2*x*y", "x^2 + cos(y)"]);
/// ```
pub fn gradient(f: &Expr, variables: &[Symbol]) -> Result<Vec<Expr>, DifferentiateError> {
    Partials::new(variables).of(f)
}

/// The Jacobian of a function with the components `fs`: a row for each component, a column for each variable.
///
/// # Errors
/// As [`gradient`].
///
/// ```
/// use gradus::symbolic::{Symbol, jacobian, parse};
/// let polar = [parse("r cos(t)").unwrap(), parse("r sin(t)").unwrap()];
/// let jacobian = jacobian(&polar, &[Symbol::new("r"), Symbol::new("t")]).unwrap();
/// assert_eq!(jacobian[0][1].to_string(), "-r*sin(t)");
/// ```
pub fn jacobian(fs: &[Expr], variables: &[Symbol]) -> Result<Vec<Vec<Expr>>, DifferentiateError> {
    let mut partials = Partials::new(variables);
    fs.iter().map(|f| partials.of(f)).collect()
}

/// The Hessian of `f`: the derivatives of the gradient. It is symmetric, and what stands above the diagonal is used below
/// it too (that holds wherever the second derivatives are continuous, by the theorem of Schwarz).
///
/// # Errors
/// As [`gradient`].
///
/// ```
/// use gradus::symbolic::{Symbol, hessian, parse};
/// let f = parse("x^2*y").unwrap();
/// let hessian = hessian(&f, &[Symbol::new("x"), Symbol::new("y")]).unwrap();
/// assert_eq!(hessian[0].iter().map(ToString::to_string).collect::<Vec<_>>(), ["2*y", "2*x"]);
/// ```
pub fn hessian(f: &Expr, variables: &[Symbol]) -> Result<Vec<Vec<Expr>>, DifferentiateError> {
    let mut partials = Partials::new(variables);
    let gradient = partials.of(f)?;
    let mut rows: Vec<Vec<Expr>> = Vec::with_capacity(gradient.len());
    for (i, slope) in gradient.iter().enumerate() {
        let above: Vec<Expr> = rows.iter().filter_map(|row| row.get(i).cloned()).collect();
        let rest = (i..gradient.len()).map(|j| partials.by(slope, j));
        rows.push(above.into_iter().map(Ok).chain(rest).collect::<Result<_, _>>()?);
    }
    Ok(rows)
}

/// The derivatives by each variable, and what is known of them.
struct Partials {
    by: Vec<Derivatives>,
    simplifier: Simplifier,
}

impl Partials {
    fn new(variables: &[Symbol]) -> Self {
        Self { by: variables.iter().map(Derivatives::new).collect(), simplifier: Simplifier::where_defined() }
    }

    fn of(&mut self, f: &Expr) -> Result<Vec<Expr>, DifferentiateError> {
        (0..self.by.len()).map(|i| self.by(f, i)).collect()
    }

    fn by(&mut self, f: &Expr, i: usize) -> Result<Expr, DifferentiateError> {
        let raw = self.by.get_mut(i).map_or_else(Expr::zero, |by| by.slope(f));
        check(&raw)?;
        let tidy = self.simplifier.simplify(&raw);
        check(&tidy)?;
        Ok(tidy)
    }
}
