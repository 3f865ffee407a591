//! `Oracle`: what a rule of descent may ask of the function that it descends.

use super::Loss;

/// A function that answers at any point: what there is none of is NaN.
///
/// A rule that looks no further than the gradient where it stands asks nothing; a line search asks for values along its way,
/// and Newton's method for the Hessian.
pub trait Oracle {
    /// The value.
    fn value(&self, point: &[f64]) -> f64;

    /// The gradient, a number for each variable.
    fn gradient(&self, point: &[f64]) -> Vec<f64>;

    /// The Hessian matrix, row by row.
    fn hessian(&self, point: &[f64]) -> Vec<Vec<f64>>;
}

impl Oracle for Loss {
    fn value(&self, point: &[f64]) -> f64 {
        self.value(point)
    }

    fn gradient(&self, point: &[f64]) -> Vec<f64> {
        self.gradient(point)
    }

    fn hessian(&self, point: &[f64]) -> Vec<Vec<f64>> {
        self.hessian(point)
    }
}

/// Where a step begins: a point, what is known there, and whom to ask for more.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The point, θ.
    pub point: &'a [f64],
    /// The value there.
    pub value: f64,
    /// The gradient there, g.
    pub gradient: &'a [f64],
    /// The function.
    pub oracle: &'a dyn Oracle,
}
