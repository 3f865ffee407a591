//! `Interval`: numbers between two bounds, computed so that no value is lost.

mod arithmetic;
mod branches;
mod constants;
mod enclosure;
mod periodic;
mod power;

pub use enclosure::{Behaviour, Enclosure, Line, Trend};

use crate::symbolic::{AtZero, Function};

use super::Scalar;
use arithmetic::{multiply, quotient, sum};

/// A closed interval of numbers with what is known of the function that was computed over it.
///
/// A program that runs on intervals answers for all points of a box at once. The law that it keeps is containment: for
/// every point of the box, the value lies between the bounds, both the true one and the one that the program computes
/// on `f64`. Bounds are rounded outward: those of `+ - · /` by at most one unit in the last place, those of powers and
/// functions by 16 units in the last place, which is more than twice what their rows in the table may err.
///
/// The [`Decoration`] says whether the function has a value everywhere on the box, and whether it is continuous there.
/// Where it has a value nowhere, the interval is empty. Nothing of this is ever claimed wrongly; but an interval may be
/// wider than it need be, since a variable that occurs twice is taken for two, and a decoration may be lower.
///
/// An infinite bound holds values out of range as well, so what has no value at infinity (`sin`, `∞ - ∞`) is not known
/// to be defined there. Constants are those of the program, rounded to doubles.
///
/// The theory is that of Moore, Kearfott and Cloud, *Introduction to Interval Analysis*, 2009, ch. 2 and 5, and of IEEE
/// 1788-2015, whose decorations these are; what is not an interval (its `ill`) can't be made. Not to be confused with
/// the range of an axis, which is `plot::Interval`.
///
/// ```
/// use gradus::{numeric::{Interval, Program, Scratch}, symbolic::{Symbol, parse}};
/// let program = Program::new(&[parse("1/(x^2 + 1)")?, parse("ln(x)")?], &[Symbol::new("x")])?;
/// let mut out = [Interval::EMPTY; 2];
/// program.run(&[Interval::new(-1.0, 3.0)], &mut Scratch::new(), &mut out);
/// assert!(out[0].lo() <= 0.1 && out[0].hi() >= 1.0 && out[0].is_continuous());
/// assert!(!out[1].is_defined() && out[1].hi() >= 3f64.ln());
/// program.run(&[Interval::new(-2.0, -1.0)], &mut Scratch::new(), &mut out);
/// assert!(out[1].is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    lo: f64,
    hi: f64,
    decoration: Decoration,
}

/// What is known of a function on a box, the least first; each includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decoration {
    /// Nothing: it may have no value at some points (`trv`).
    Trivial,
    /// It has a value at every point (`def`).
    Defined,
    /// It is continuous, too (`dac`).
    Continuous,
    /// And so is every part of it, with bounds that are finite (`com`).
    Common,
}

impl Interval {
    /// No number: what has a value nowhere.
    pub const EMPTY: Self = Self { lo: f64::INFINITY, hi: f64::NEG_INFINITY, decoration: Decoration::Trivial };
    /// Every number, of something that may not be defined.
    pub const ENTIRE: Self = Self { lo: f64::NEG_INFINITY, hi: f64::INFINITY, decoration: Decoration::Trivial };

    /// The numbers from `lo` to `hi`, as the values of a variable; empty if `lo > hi` or a bound is NaN.
    pub fn new(lo: f64, hi: f64) -> Self {
        if lo <= hi { Self::decorated(lo, hi, Decoration::Common) } else { Self::EMPTY }
    }

    /// One number; empty for NaN, the numbers out of range for an infinite one.
    pub fn point(value: f64) -> Self {
        Self::new(value, value)
    }

    /// With the bounds in order, and no decoration that they forbid.
    fn decorated(lo: f64, hi: f64, decoration: Decoration) -> Self {
        let bounded = lo.is_finite() && hi.is_finite();
        let decoration = if bounded { decoration } else { decoration.min(Decoration::Continuous) };
        Self { lo: lo.min(f64::MAX), hi: hi.max(f64::MIN), decoration }
    }

    /// The lower bound; infinite if the interval is empty.
    pub fn lo(&self) -> f64 {
        self.lo
    }

    /// The upper bound; negatively infinite if the interval is empty.
    pub fn hi(&self) -> f64 {
        self.hi
    }

    /// How far apart the bounds are, rounded up; NaN if the interval is empty.
    pub fn width(&self) -> f64 {
        if self.is_empty() { f64::NAN } else { sum(self.hi, -self.lo).1 }
    }

    /// What is known of the function.
    pub fn decoration(&self) -> Decoration {
        self.decoration
    }

    /// Whether there surely is a value nowhere.
    pub fn is_empty(&self) -> bool {
        self.lo > self.hi
    }

    /// Whether there surely is a value everywhere.
    pub fn is_defined(&self) -> bool {
        self.decoration >= Decoration::Defined
    }

    /// Whether the function surely is defined and continuous.
    pub fn is_continuous(&self) -> bool {
        self.decoration >= Decoration::Continuous
    }

    /// Whether both bounds are finite.
    pub fn is_bounded(&self) -> bool {
        self.lo.is_finite() && self.hi.is_finite()
    }

    /// Whether a number lies between the bounds.
    pub fn contains(&self, value: f64) -> bool {
        self.lo <= value && value <= self.hi
    }

    /// The greatest distance from 0; negatively infinite if the interval is empty.
    pub fn magnitude(&self) -> f64 {
        self.hi.max(-self.lo)
    }

    /// The sign that all of its numbers have: 1, -1, or 0 if it is exactly zero; none if they differ.
    pub fn sign(&self) -> Option<i8> {
        match (self.lo, self.hi) {
            (lo, hi) if lo > hi => None,
            (lo, _) if lo > 0.0 => Some(1),
            (_, hi) if hi < 0.0 => Some(-1),
            (lo, hi) if lo == hi => Some(0),
            _ => None,
        }
    }

    /// The numbers that are in both, with the lesser decoration.
    #[must_use]
    pub fn intersection(&self, v: &Self) -> Self {
        let (lo, hi) = (self.lo.max(v.lo), self.hi.min(v.hi));
        if lo <= hi { Self::decorated(lo, hi, self.decoration.min(v.decoration)) } else { Self::EMPTY }
    }

    /// The least interval that holds both, with the lesser decoration.
    #[must_use]
    pub fn hull(&self, v: &Self) -> Self {
        let decoration = self.decoration.min(v.decoration);
        Self { lo: self.lo.min(v.lo), hi: self.hi.max(v.hi), decoration }
    }

    /// The same numbers of something that is known no better than this.
    fn at_most(self, decoration: Decoration) -> Self {
        Self { decoration: self.decoration.min(decoration), ..self }
    }

    /// Whether it holds values out of range.
    fn reaches_infinity(&self) -> bool {
        !self.is_empty() && !self.is_bounded()
    }

    /// The hull of what is computed at pairs of bounds, for operations that are monotone in each argument.
    fn of_corners(u: &Self, v: &Self, corner: impl Fn(f64, f64) -> (f64, f64)) -> Self {
        let corners = [corner(u.lo, v.lo), corner(u.lo, v.hi), corner(u.hi, v.lo), corner(u.hi, v.hi)];
        let lo = corners.iter().fold(f64::INFINITY, |least, c| least.min(c.0));
        let hi = corners.iter().fold(f64::NEG_INFINITY, |most, c| most.max(c.1));
        Self::decorated(lo, hi, u.decoration.min(v.decoration))
    }
}

impl Scalar for Interval {
    fn constant(value: f64) -> Self {
        Self::point(value)
    }

    fn negate(&self) -> Self {
        Self { lo: -self.hi, hi: -self.lo, ..*self }
    }

    fn add(&self, v: &Self) -> Self {
        if self.is_empty() || v.is_empty() {
            return Self::EMPTY;
        }
        let opposed = (self.hi == f64::INFINITY && v.lo == f64::NEG_INFINITY)
            || (self.lo == f64::NEG_INFINITY && v.hi == f64::INFINITY);
        let decoration = if opposed { Decoration::Trivial } else { self.decoration.min(v.decoration) };
        Self::decorated(sum(self.lo, v.lo).0, sum(self.hi, v.hi).1, decoration)
    }

    fn subtract(&self, v: &Self) -> Self {
        self.add(&v.negate())
    }

    fn multiply(&self, v: &Self) -> Self {
        if self.is_empty() || v.is_empty() {
            return Self::EMPTY;
        }
        let product = Self::of_corners(self, v, multiply);
        let vanishing = (self.contains(0.0) && v.reaches_infinity()) || (v.contains(0.0) && self.reaches_infinity());
        if vanishing { product.at_most(Decoration::Trivial) } else { product }
    }

    fn divide(&self, v: &Self) -> Self {
        if self.is_empty() || v.is_empty() {
            return Self::EMPTY;
        }
        let lost = v.contains(0.0) || (self.reaches_infinity() && v.reaches_infinity());
        let sides = [(v.lo, v.hi.min(0.0), -1.0), (v.lo.max(0.0), v.hi, 1.0)];
        let over = |(lo, hi, side): (f64, f64, f64)| {
            Self::of_corners(self, &Self { lo, hi, ..*v }, |a, b| quotient(a, b, side))
        };
        let parts = sides.into_iter().filter(|(lo, hi, _)| lo < hi || (lo == hi && *lo != 0.0)).map(over);
        let hull = parts.reduce(|a, b| a.hull(&b)).unwrap_or(Self::EMPTY);
        if lost { hull.at_most(Decoration::Trivial) } else { hull }
    }

    fn power_integer(&self, n: i32) -> Self {
        power::integer(self, n)
    }

    fn power_real(&self, p: f64) -> Self {
        power::real(self, p)
    }

    fn power(&self, v: &Self) -> Self {
        power::general(self, v)
    }

    fn max(&self, v: &Self) -> Self {
        if self.is_empty() || v.is_empty() {
            return Self::EMPTY;
        }
        Self::decorated(self.lo.max(v.lo), self.hi.max(v.hi), self.decoration.min(v.decoration))
    }

    fn min(&self, v: &Self) -> Self {
        self.negate().max(&v.negate()).negate()
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        let (less, more, zero) = (self.lo < 0.0, self.hi > 0.0, self.contains(0.0));
        let chosen_below = less || (zero && at_zero == AtZero::Below);
        let chosen_above = more || (zero && at_zero == AtZero::Above);
        let agreed = if zero && at_zero == AtZero::Agreed { below.intersection(above) } else { Self::EMPTY };
        let undecided =
            self.decoration.min(if chosen_below && chosen_above { Decoration::Defined } else { Decoration::Common });
        let alike = !agreed.is_empty() && below.lo == below.hi && below.lo == above.hi && below.lo == above.lo;
        let parts = [(chosen_below, below), (chosen_above, above), (zero && at_zero == AtZero::Agreed, &agreed)];
        let hull = parts.into_iter().filter(|(chosen, _)| *chosen).map(|(_, part)| *part).reduce(|a, b| a.hull(&b));
        let hull = hull.filter(|hull| !self.is_empty() && !hull.is_empty()).unwrap_or(Self::EMPTY);
        let known = !zero || at_zero != AtZero::Agreed || alike;
        hull.at_most(if known { undecided } else { Decoration::Trivial })
    }

    fn apply(&self, f: Function) -> Self {
        use Function as F;
        match f {
            F::Sin => periodic::sin(self),
            F::Cos => periodic::cos(self),
            F::Tan => periodic::tan(self),
            F::Cot => periodic::cot(self),
            F::Sec => Self::constant(1.0).divide(&periodic::cos(self)),
            F::Csc => Self::constant(1.0).divide(&periodic::sin(self)),
            F::Sign => branches::sign(self),
            F::Step => branches::step(self),
            _ => branches::apply(f, self),
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
