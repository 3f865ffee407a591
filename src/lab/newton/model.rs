//! The parabola that has a function's value, gradient and Hessian at a point.

use crate::{numeric::SecondOrder, optimize::Curvature, plot::Point};

/// `f + g·d + ½ dᵀHd`, with the axes on which it bends separately.
#[derive(Clone, Debug)]
pub(super) struct Model {
    about: Point,
    pub(super) value: f64,
    pub(super) gradient: Point,
    pub(super) hessian: [[f64; 2]; 2],
    /// Eigenvectors with their eigenvalues, the least first.
    pub(super) axes: [(Point, f64); 2],
    /// Where the model is level: Newton's step leads there. Nothing if an eigenvalue is 0.
    pub(super) stationary: Option<Point>,
}

/// What a place is at which a function is level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Minimum,
    Maximum,
    Saddle,
    /// An eigenvalue is 0, and the Hessian does not tell.
    Undecided,
}

/// An eigenvalue smaller than this beside the other counts as 0.
const ROUNDING: f64 = 1e-13;

impl Model {
    pub(super) fn new(about: Point, all: &SecondOrder) -> Option<Self> {
        let curvature = Curvature::of(&all.hessian)?;
        let axis = |i: usize| match (curvature.axes().get(i)?.as_slice(), curvature.eigenvalues().get(i)) {
            ([x, y], Some(value)) => Some(((*x, *y), *value)),
            _ => None,
        };
        let axes = [axis(0)?, axis(1)?];
        let (&[gx, gy], [first, second]) = (all.gradient.as_slice(), all.hessian.as_slice()) else { return None };
        let hessian = [[*first.first()?, *first.get(1)?], [*second.first()?, *second.get(1)?]];
        let largest = axes[0].1.abs().max(axes[1].1.abs());
        let is_flat = axes.iter().any(|(_, value)| value.abs() <= ROUNDING * largest);
        // Along each axis the model is a parabola of its own, with its end at -(v·g)/λ.
        let step = axes.iter().fold((0.0, 0.0), |step, ((x, y), value)| {
            let t = -(x * gx + y * gy) / value;
            (step.0 + t * x, step.1 + t * y)
        });
        let target = (about.0 + step.0, about.1 + step.1);
        let stationary = (!is_flat && target.0.is_finite() && target.1.is_finite()).then_some(target);
        Some(Self { about, value: all.value, gradient: (gx, gy), hessian, axes, stationary })
    }

    /// Its value.
    pub(super) fn at(&self, (x, y): Point) -> f64 {
        let (dx, dy) = (x - self.about.0, y - self.about.1);
        let [[a, b], [_, c]] = self.hessian;
        self.value + self.gradient.0 * dx + self.gradient.1 * dy + 0.5 * (a * dx * dx + 2.0 * b * dx * dy + c * dy * dy)
    }

    /// What the model has where it is level.
    pub(super) fn kind(&self) -> Kind {
        match (self.stationary, self.axes.map(|(_, value)| value > 0.0)) {
            (None, _) => Kind::Undecided,
            (_, [true, true]) => Kind::Minimum,
            (_, [false, false]) => Kind::Maximum,
            _ => Kind::Saddle,
        }
    }

    /// Whether the function is level at the point, as far as numbers of 16 digits tell.
    pub(super) fn is_level(&self) -> bool {
        let steepest = self.gradient.0.hypot(self.gradient.1);
        let largest = self.axes.iter().fold(0.0f64, |most, (_, value)| most.max(value.abs()));
        steepest <= 1e-9 * largest * (1.0 + self.about.0.hypot(self.about.1))
    }
}
