//! What a [`Program`](super::Program) can run on, and the real arithmetic of `f64`.

use std::cmp::Ordering;

use super::Operation;
use crate::symbolic::{AtZero, Function};

/// The value if it is a number that can be shown: not NaN (there is none) and not infinite (out of range).
///
/// ```
/// use gradus::numeric::finite;
/// assert_eq!(finite(0.5), Some(0.5));
/// assert_eq!(finite(f64::NAN), None);
/// ```
pub fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// A kind of number that straight-line code runs on.
///
/// An implementation keeps to real numbers: what is undefined is NaN, and NaN is never lost on the way. Infinity only
/// stands for a true value that is out of range, never for a pole.
pub trait Scalar: Clone {
    /// A number that depends on nothing.
    fn constant(value: f64) -> Self;
    /// `-u`
    #[must_use]
    fn negate(&self) -> Self;
    /// `u + v`
    #[must_use]
    fn add(&self, v: &Self) -> Self;
    /// `u - v`
    #[must_use]
    fn subtract(&self, v: &Self) -> Self;
    /// `u·v`
    #[must_use]
    fn multiply(&self, v: &Self) -> Self;
    /// `c·u`
    #[must_use]
    fn scale(&self, c: f64) -> Self {
        self.multiply(&Self::constant(c))
    }
    /// `u / v`; NaN for v = 0.
    #[must_use]
    fn divide(&self, v: &Self) -> Self;
    /// `uⁿ` for an integer; NaN for u = 0 and n ≤ 0.
    #[must_use]
    fn power_integer(&self, n: i32) -> Self;
    /// `u^p` for a constant p that is no integer; NaN for u < 0, and for u = 0 unless p > 0.
    #[must_use]
    fn power_real(&self, p: f64) -> Self;
    /// `u^v`; for u < 0 only where v is an integer, and for u = 0 only where v > 0.
    #[must_use]
    fn power(&self, v: &Self) -> Self;
    /// The greater of both, where both have a value.
    #[must_use]
    fn max(&self, v: &Self) -> Self;
    /// The smaller of both, where both have a value.
    #[must_use]
    fn min(&self, v: &Self) -> Self;
    /// `below` where `self < 0`, `above` where `self > 0`; the part that is not chosen need not have a value.
    #[must_use]
    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self;
    /// `f(u)`
    #[must_use]
    fn apply(&self, f: Function) -> Self;
    /// Writes what an operation of a program gives over `result`; `constants` are the program's, `earlier` what the
    /// operations before it gave. For numbers so large that returning them costs as much as computing them.
    #[inline]
    fn operate(operation: Operation, constants: &[f64], earlier: &[Self], result: &mut Self) {
        *result = operation.result(constants, earlier);
    }
    /// Writes `f(u)` and `g(u)` at once, if there is a way that costs less than both, and says whether it did.
    #[inline]
    fn apply_both(&self, _f: (Function, &mut Self), _g: (Function, &mut Self)) -> bool {
        false
    }
}

/// Powers up to this one are multiplied out; beyond it the library's `powf` is closer and no slower.
pub(super) const MULTIPLIED_OUT: u32 = 8;

/// Each operation is rounded once; `power_integer` is within 4 units in the last place, and exact where the power of an
/// integer fits a double. The functions are as exact as their rows in the table of functions.
impl Scalar for f64 {
    fn constant(value: f64) -> Self {
        value
    }

    fn negate(&self) -> Self {
        -self
    }

    fn add(&self, v: &Self) -> Self {
        self + v
    }

    fn subtract(&self, v: &Self) -> Self {
        self - v
    }

    fn multiply(&self, v: &Self) -> Self {
        self * v
    }

    fn divide(&self, v: &Self) -> Self {
        if *v == 0.0 { Self::NAN } else { self / v }
    }

    fn power_integer(&self, n: i32) -> Self {
        let u = *self;
        // powf would make 1 of NaN^0.
        if u.is_nan() || (u == 0.0 && n <= 0) {
            return Self::NAN;
        }
        if n.unsigned_abs() > MULTIPLIED_OUT {
            return u.powf(Self::from(n));
        }
        let (mut rest, mut square, mut product) = (n.unsigned_abs(), u, 1.0);
        while rest > 0 {
            if rest & 1 == 1 {
                product *= square;
            }
            square *= square;
            rest >>= 1;
        }
        if n < 0 { product.recip() } else { product }
    }

    fn power_real(&self, p: f64) -> Self {
        if *self < 0.0 { Self::NAN } else { self.power(&p) }
    }

    fn power(&self, v: &Self) -> Self {
        let (u, v) = (*self, *v);
        let defined = if u > 0.0 {
            // powf would make 1 of 1^NaN.
            !v.is_nan()
        } else if u == 0.0 {
            v > 0.0
        } else {
            // An exponent that is out of range has no parity left; its fraction is NaN.
            u < 0.0 && v.fract() == 0.0
        };
        if defined { u.powf(v) } else { Self::NAN }
    }

    fn max(&self, v: &Self) -> Self {
        match self.partial_cmp(v) {
            None => Self::NAN,
            Some(Ordering::Less) => *v,
            Some(_) => *self,
        }
    }

    fn min(&self, v: &Self) -> Self {
        match self.partial_cmp(v) {
            None => Self::NAN,
            Some(Ordering::Greater) => *v,
            Some(_) => *self,
        }
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        match (self.partial_cmp(&0.0), at_zero) {
            (Some(Ordering::Less), _) | (Some(Ordering::Equal), AtZero::Below) => *below,
            (Some(Ordering::Greater), _) | (Some(Ordering::Equal), AtZero::Above) => *above,
            (Some(Ordering::Equal), AtZero::Agreed) if below == above => *below,
            _ => Self::NAN,
        }
    }

    fn apply(&self, f: Function) -> Self {
        f.value(*self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: f64, expected: f64) {
        assert!(value == expected || (value.is_nan() && expected.is_nan()), "{value}, not {expected}");
    }

    #[test]
    fn powers_are_real() {
        const NAN: f64 = f64::NAN;
        const INF: f64 = f64::INFINITY;
        for (u, v, expected) in [
            (2.0, 3.0, 8.0),
            (-2.0, 3.0, -8.0),
            (-2.0, -2.0, 0.25),
            (-2.0, 0.5, NAN),
            (-8.0, 1.0 / 3.0, NAN),
            (-2.0, 0.0, 1.0),
            (0.0, 0.0, NAN),
            (-0.0, 0.0, NAN),
            (0.0, -1.0, NAN),
            (0.0, 2.0, 0.0),
            (0.0, 0.5, 0.0),
            (1.0, NAN, NAN),
            (NAN, 0.0, NAN),
            (NAN, 1.0, NAN),
            (0.0, NAN, NAN),
            (INF, -1.0, 0.0),
            (INF, 0.0, 1.0),
            (0.5, INF, 0.0),
            (-0.5, INF, NAN),
            (-1.0, INF, NAN),
        ] {
            check(u.power(&v), expected);
            if v.fract() == 0.0 {
                check(u.power_integer(v as i32), expected);
            } else if v.is_finite() {
                check(u.power_real(v), expected);
            }
        }
    }

    #[test]
    fn poles_are_no_infinities() {
        check(1.0.divide(&0.0), f64::NAN);
        check((-1.0).divide(&-0.0), f64::NAN);
        check(f64::INFINITY.divide(&0.0), f64::NAN);
        check(1.0.divide(&f64::INFINITY), 0.0);
    }

    #[test]
    fn integer_powers_of_integers_are_exact() {
        for u in -9i64..=9 {
            for n in 1..=16u8 {
                check((u as f64).power_integer(n.into()), u.pow(n.into()) as f64);
            }
        }
    }

    /// Against `powf`, which is itself within one unit in the last place.
    #[test]
    fn integer_powers_are_close() {
        for i in 1..400 {
            let u = 0.013 * f64::from(i);
            for n in -12..=12 {
                let reference = u.powf(f64::from(n));
                assert!((u.power_integer(n) - reference).abs() <= 5.0 * f64::EPSILON * reference, "{u}^{n}");
            }
        }
    }

    #[test]
    fn every_function_keeps_nan() {
        for f in Function::all() {
            check(f64::NAN.apply(f), f64::NAN);
        }
    }
}
