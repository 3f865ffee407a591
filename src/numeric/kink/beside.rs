//! `Beside`: a number beside a point, or at it in the eyes of a framework.

use crate::symbolic::{AtZero, Function};

use super::super::{Dual, Scalar};

/// From where a point is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// From smaller values of the variable.
    Left,
    /// From greater ones.
    Right,
    /// At the point, with the conventions of a framework.
    At(Framework),
}

/// A library that differentiates programs, and puts a number of its own choice where there is no derivative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framework {
    PyTorch,
    Jax,
}

/// A number and its derivative, seen from one [`View`]: beside a point the limits of both, with the formula that holds
/// on that side.
///
/// Which formula that is follows from the way the deciding part moves: an argument that is 0 at the point and grows is
/// positive on the right. Where it stands still, or has no slope, its value a millionth further on tells; if that is 0
/// too, the side is not known, and what hangs on it has no value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    number: Dual<1>,
    /// The value a little further on that side.
    further: f64,
    /// None for what does not depend on the variable.
    view: Option<View>,
    /// A part no larger than this, which should be 0, counts as 0.
    zero: f64,
}

/// How far is further, as a part of the place.
const FURTHER: f64 = 1e-6;

/// Which of two formulas holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Formula {
    Below,
    Above,
    /// Both may.
    Unknown,
}

/// What a function with a kink at 0 is beside it and at it.
struct Corner {
    /// Value and slope just below 0.
    below: (f64, f64),
    /// Value and slope just above 0.
    above: (f64, f64),
    pytorch: f64,
    jax: f64,
}

/// The numbers of the docs of [`Kink`](super::Kink).
fn corner(f: Function) -> Option<Corner> {
    let [below, above, [pytorch, jax]] = match f {
        Function::Abs => [[0.0, -1.0], [0.0, 1.0], [0.0, 1.0]],
        Function::Sign => [[-1.0, 0.0], [1.0, 0.0], [0.0, 0.0]],
        Function::Step => [[0.0, 0.0], [1.0, 0.0], [f64::NAN, 0.0]],
        Function::Relu => [[0.0, 0.0], [0.0, 1.0], [0.0, 0.0]],
        Function::LeakyRelu => [[0.0, 0.01], [0.0, 1.0], [0.01, 1.0]],
        _ => return None,
    };
    Some(Corner { below: below.into(), above: above.into(), pytorch, jax })
}

impl Beside {
    /// The variable at `value`; parts of at most `zero` that decide between formulas count as 0.
    pub(super) fn variable(value: f64, view: View, zero: f64) -> Self {
        let step = FURTHER * if value == 0.0 { 1.0 } else { value.abs() };
        let further = match view {
            View::Left => value - step,
            View::Right => value + step,
            View::At(_) => value,
        };
        Self { number: Dual::variable(value, 0), further, view: Some(view), zero }
    }

    /// The limit of the value.
    pub(super) fn value(&self) -> f64 {
        self.number.value()
    }

    /// The limit of the derivative, or what the framework puts for it.
    pub(super) fn slope(&self) -> f64 {
        self.number.derivative(0)
    }

    fn with(&self, number: Dual<1>, further: f64) -> Self {
        Self { number, further, ..*self }
    }

    fn with2(&self, v: &Self, number: Dual<1>, further: f64) -> Self {
        Self { number, further, view: self.view.or(v.view), zero: self.zero.max(v.zero) }
    }

    /// As one of two numbers that it was chosen from.
    fn chosen(&self, other: &Self) -> Self {
        self.with2(other, self.number, self.further)
    }

    /// Whether it is 0 at the point but perhaps not beside it.
    fn crosses(&self) -> bool {
        self.number.depends_on(0) && self.value().abs() <= self.zero
    }

    /// The formula that holds beside a point where `self`, which decides, is 0.
    fn side(&self) -> Formula {
        let growth = if self.view == Some(View::Left) { -self.slope() } else { self.slope() };
        let stands = growth == 0.0 || growth.is_nan();
        match if stands { self.further } else { growth } {
            sign if stands && sign.abs() <= self.zero => Formula::Unknown,
            sign if sign > 0.0 => Formula::Above,
            sign if sign < 0.0 => Formula::Below,
            _ => Formula::Unknown,
        }
    }

    /// A number without a value.
    fn nothing(&self) -> Self {
        self.with(Dual::constant(f64::NAN), f64::NAN)
    }

    /// One of two, if they are one.
    fn either(&self, v: &Self) -> Self {
        let same = self.value() == v.value() && self.slope() == v.slope();
        if same { *self } else { self.nothing() }
    }
}

impl Scalar for Beside {
    fn constant(value: f64) -> Self {
        Self { number: Dual::constant(value), further: value, view: None, zero: 0.0 }
    }

    fn negate(&self) -> Self {
        self.with(self.number.negate(), -self.further)
    }

    fn add(&self, v: &Self) -> Self {
        self.with2(v, self.number.add(&v.number), self.further.add(&v.further))
    }

    fn subtract(&self, v: &Self) -> Self {
        self.with2(v, self.number.subtract(&v.number), self.further.subtract(&v.further))
    }

    fn multiply(&self, v: &Self) -> Self {
        self.with2(v, self.number.multiply(&v.number), self.further.multiply(&v.further))
    }

    fn divide(&self, v: &Self) -> Self {
        self.with2(v, self.number.divide(&v.number), self.further.divide(&v.further))
    }

    fn power_integer(&self, n: i32) -> Self {
        self.with(self.number.power_integer(n), self.further.power_integer(n))
    }

    fn power_real(&self, p: f64) -> Self {
        self.with(self.number.power_real(p), self.further.power_real(p))
    }

    fn power(&self, v: &Self) -> Self {
        self.with2(v, self.number.power(&v.number), self.further.power(&v.further))
    }

    fn max(&self, v: &Self) -> Self {
        let ahead = self.subtract(v);
        if !ahead.crosses() {
            return self.with2(v, self.number.max(&v.number), Scalar::max(&self.further, &v.further));
        }
        if let Some(View::At(_)) = ahead.view {
            return self.add(v).multiply(&Self::constant(0.5));
        }
        match ahead.side() {
            Formula::Above => *self,
            Formula::Below => *v,
            Formula::Unknown if ahead.slope() == 0.0 => *self,
            Formula::Unknown => ahead.nothing(),
        }
    }

    fn min(&self, v: &Self) -> Self {
        self.negate().max(&v.negate()).negate()
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        if !self.crosses() {
            let number = self.number.piecewise(at_zero, &below.number, &above.number);
            let further = self.further.piecewise(at_zero, &below.further, &above.further);
            return self.with2(&below.chosen(above), number, further);
        }
        if let Some(View::At(_)) = self.view {
            let (chosen, other) = if at_zero == AtZero::Below { (below, above) } else { (above, below) };
            // Reverse mode sends the slope 0 into the other formula, where it may meet what has no slope.
            return chosen.add(&other.multiply(&Self::constant(0.0))).chosen(self);
        }
        match self.side() {
            Formula::Above => above.chosen(self),
            Formula::Below => below.chosen(self),
            Formula::Unknown => below.either(above).chosen(self),
        }
    }

    fn apply(&self, f: Function) -> Self {
        let (Some(corner), true) = (corner(f), self.crosses()) else {
            return self.with(self.number.apply(f), f.value(self.further));
        };
        let (value, slope) = match (self.view, self.side()) {
            (Some(View::At(Framework::PyTorch)), _) => (f.value(0.0), corner.pytorch),
            (Some(View::At(Framework::Jax)), _) => (f.value(0.0), corner.jax),
            (_, Formula::Above) => corner.above,
            (_, Formula::Below) => corner.below,
            // It stands still, and so does what changes by no more than a multiple of it.
            (_, Formula::Unknown) if self.slope() == 0.0 && corner.below.0 == corner.above.0 => (corner.above.0, 0.0),
            (_, Formula::Unknown) => return self.nothing(),
        };
        // The step has no value at 0 here, but has one in the frameworks.
        let value = if value.is_nan() { 0.0 } else { value };
        let further = f.value(self.further);
        // What is constant on this side has no slope to multiply, even where its argument is vertical.
        let constant = slope == 0.0 && matches!(self.view, Some(View::Left | View::Right));
        let argument = if constant { Dual::variable(0.0, 0) } else { self.number };
        let number = argument.chain(value, slope);
        self.with(number, further)
    }
}
