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
/// positive on the right. Where it stands still the side is not known, and what hangs on it has no value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    number: Dual<1>,
    /// None for what does not depend on the variable.
    view: Option<View>,
    /// A part no larger than this, which should be 0, counts as 0.
    zero: f64,
}

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
        Self { number: Dual::variable(value, 0), view: Some(view), zero }
    }

    /// The limit of the value.
    pub(super) fn value(&self) -> f64 {
        self.number.value()
    }

    /// The limit of the derivative, or what the framework puts for it.
    pub(super) fn slope(&self) -> f64 {
        self.number.derivative(0)
    }

    fn with(&self, number: Dual<1>) -> Self {
        Self { number, ..*self }
    }

    fn with2(&self, v: &Self, number: Dual<1>) -> Self {
        Self { number, view: self.view.or(v.view), zero: self.zero.max(v.zero) }
    }

    /// Whether it is 0 at the point but perhaps not beside it.
    fn crosses(&self) -> bool {
        self.number.depends_on(0) && self.value().abs() <= self.zero
    }

    /// The formula that holds beside a point where `self`, which decides, is 0.
    fn side(&self) -> Formula {
        let growth = if self.view == Some(View::Left) { -self.slope() } else { self.slope() };
        if growth > 0.0 {
            Formula::Above
        } else if growth < 0.0 {
            Formula::Below
        } else {
            Formula::Unknown
        }
    }

    /// A number without a value.
    fn nothing(&self) -> Self {
        self.with(Dual::constant(f64::NAN))
    }

    /// One of two, if they are one.
    fn either(&self, v: &Self) -> Self {
        let same = self.value() == v.value() && self.slope() == v.slope();
        if same { *self } else { self.nothing() }
    }
}

impl Scalar for Beside {
    fn constant(value: f64) -> Self {
        Self { number: Dual::constant(value), view: None, zero: 0.0 }
    }

    fn negate(&self) -> Self {
        self.with(self.number.negate())
    }

    fn add(&self, v: &Self) -> Self {
        self.with2(v, self.number.add(&v.number))
    }

    fn subtract(&self, v: &Self) -> Self {
        self.with2(v, self.number.subtract(&v.number))
    }

    fn multiply(&self, v: &Self) -> Self {
        self.with2(v, self.number.multiply(&v.number))
    }

    fn divide(&self, v: &Self) -> Self {
        self.with2(v, self.number.divide(&v.number))
    }

    fn power_integer(&self, n: i32) -> Self {
        self.with(self.number.power_integer(n))
    }

    fn power_real(&self, p: f64) -> Self {
        self.with(self.number.power_real(p))
    }

    fn power(&self, v: &Self) -> Self {
        self.with2(v, self.number.power(&v.number))
    }

    fn max(&self, v: &Self) -> Self {
        let ahead = self.subtract(v);
        if !ahead.crosses() {
            return self.with2(v, self.number.max(&v.number));
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
            return self.with2(&below.with2(above, number), number);
        }
        if let Some(View::At(_)) = self.view {
            let (chosen, other) = if at_zero == AtZero::Below { (below, above) } else { (above, below) };
            // Reverse mode sends the slope 0 into the other formula, where it may meet what has no slope.
            return self.with2(chosen, chosen.add(&other.multiply(&Self::constant(0.0))).number);
        }
        match self.side() {
            Formula::Above => self.with2(above, above.number),
            Formula::Below => self.with2(below, below.number),
            Formula::Unknown => self.with2(below, below.either(above).number),
        }
    }

    fn apply(&self, f: Function) -> Self {
        let (Some(corner), true) = (corner(f), self.crosses()) else {
            return self.with(self.number.apply(f));
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
        self.with(self.number.chain(value, slope))
    }
}
