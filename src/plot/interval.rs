//! A closed interval that is always fit to be drawn.

use std::ops::RangeInclusive;

/// The largest magnitude of an end: squares and differences of such numbers are still finite.
const LARGEST: f64 = 1e150;
/// The smallest length, relative to the ends: leaves f64 about seven digits inside the interval.
const FINEST: f64 = 1e-9;
/// The smallest length of all.
const SMALLEST: f64 = 1e-150;

/// A closed interval `[lo, hi]` with finite ends, `lo < hi`, and a length that f64 can divide into pixels.
///
/// Whatever is asked for, [`Interval::new`] gives the nearest interval with these properties, so nothing that works
/// with one has to look for not-a-number, for reversed ends or for a division by zero.
/// It is a range of an axis; `numeric::Interval`, on another floor, is what is computed with bounds.
///
/// ```
/// use gradus::plot::Interval;
///
/// assert_eq!(Interval::new(2.0, -1.0), Interval::new(-1.0, 2.0));
/// assert_eq!(Interval::new(3.0, 3.0), Interval::new(2.0, 4.0));
/// assert_eq!(Interval::new(f64::NAN, 0.0), Interval::new(-1.0, 1.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    lo: f64,
    hi: f64,
}

impl Interval {
    /// The interval between `a` and `b`, mended where it would be unfit.
    ///
    /// Reversed ends are swapped, infinite ones pulled to ±10¹⁵⁰, a length below 10⁻⁹ of the ends' magnitude is
    /// widened about its middle (a single point `p` to `p ± 1`), and with a NaN the answer is `[-1, 1]`.
    pub fn new(a: f64, b: f64) -> Self {
        if a.is_nan() || b.is_nan() {
            return Self { lo: -1.0, hi: 1.0 };
        }
        let lo = a.min(b).clamp(-LARGEST, LARGEST);
        let hi = a.max(b).clamp(-LARGEST, LARGEST);
        let magnitude = lo.abs().max(hi.abs());
        let least = (magnitude * FINEST).max(SMALLEST);
        if hi - lo >= least {
            return Self { lo, hi };
        }
        let half = if lo == hi { least.max(1.0) } else { least };
        let mid = lo.midpoint(hi).clamp(half - LARGEST, LARGEST - half);
        Self { lo: mid - half, hi: mid + half }
    }

    /// The lower end.
    pub const fn lo(self) -> f64 {
        self.lo
    }

    /// The upper end.
    pub const fn hi(self) -> f64 {
        self.hi
    }

    /// The length `hi − lo`, which is positive.
    pub const fn span(self) -> f64 {
        self.hi - self.lo
    }

    /// The middle.
    pub const fn mid(self) -> f64 {
        self.lo.midpoint(self.hi)
    }

    /// Whether `lo ≤ v ≤ hi`; never so for NaN.
    pub fn contains(self, v: f64) -> bool {
        self.lo <= v && v <= self.hi
    }

    /// The number of the interval that is nearest to `v`; NaN stays NaN.
    pub const fn clamp(self, v: f64) -> f64 {
        v.clamp(self.lo, self.hi)
    }

    /// The number at the fraction `t` of the way: `at(0) = lo` and `at(1) = hi` exactly.
    pub fn at(self, t: f64) -> f64 {
        self.lo * (1.0 - t) + self.hi * t
    }

    /// The fraction of the way at which `v` stands; the inverse of [`Interval::at`].
    pub fn fraction(self, v: f64) -> f64 {
        (v - self.lo) / self.span()
    }

    /// `n` numbers evenly spaced from `lo` to `hi`, both included; for `n = 1` the middle.
    ///
    /// ```
    /// use gradus::plot::Interval;
    ///
    /// let thirds: Vec<f64> = Interval::new(0.0, 3.0).points(4).collect();
    /// assert_eq!(thirds, [0.0, 1.0, 2.0, 3.0]);
    /// ```
    pub fn points(self, n: usize) -> impl Iterator<Item = f64> {
        (0..n).map(move |i| if n == 1 { self.mid() } else { self.at(i as f64 / (n - 1) as f64) })
    }

    /// The interval moved by `by`.
    #[must_use]
    pub fn shifted(self, by: f64) -> Self {
        Self::new(self.lo + by, self.hi + by)
    }

    /// The interval whose length is multiplied by `factor`, with `about` kept at its place; a factor that is not
    /// positive and finite changes nothing.
    #[must_use]
    pub fn scaled(self, factor: f64, about: f64) -> Self {
        if !(factor.is_finite() && factor > 0.0 && about.is_finite()) {
            return self;
        }
        Self::new(about + (self.lo - about) * factor, about + (self.hi - about) * factor)
    }
}

impl From<(f64, f64)> for Interval {
    fn from((a, b): (f64, f64)) -> Self {
        Self::new(a, b)
    }
}

impl From<RangeInclusive<f64>> for Interval {
    fn from(range: RangeInclusive<f64>) -> Self {
        Self::new(*range.start(), *range.end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{num, prelude::*};

    proptest! {
        #[test]
        fn is_fit_to_be_drawn_whatever_was_asked(a in num::f64::ANY, b in num::f64::ANY) {
            let i = Interval::new(a, b);
            prop_assert!(i.lo().is_finite() && i.hi().is_finite());
            prop_assert!(i.span() > 0.0 && i.span().is_finite());
            prop_assert!(i.at(0.5) > i.lo() && i.at(0.5) < i.hi());
        }

        #[test]
        fn stays_fit_under_zoom_and_shift(a in num::f64::ANY, by in num::f64::ANY, factor in num::f64::ANY) {
            let i = Interval::new(a, 1.0).scaled(factor, by).shifted(by);
            prop_assert!(i.span() > 0.0 && i.span().is_finite());
        }
    }

    #[test]
    fn keeps_what_is_fit() {
        let i = Interval::from(-2.5..=7.0);
        assert_eq!((i.lo(), i.hi(), i.span(), i.mid()), (-2.5, 7.0, 9.5, 2.25));
    }
}
