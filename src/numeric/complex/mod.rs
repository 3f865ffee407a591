//! `Complex`: numbers with an imaginary part, for the complex step.

mod functions;

use std::cmp::Ordering;

use super::{Scalar, scalar::MULTIPLIED_OUT};
use crate::symbolic::{AtZero, Function};

/// A complex number `re + im·i`, on which a program of a real function runs: the complex step.
///
/// `f(x + ih) = f(x) + ih·f′(x) - h²f″(x)/2 - …`, so `Im f(x + ih)/h` is the derivative up to an error of the order h².
/// Nothing is subtracted, so h can be as small as `1e-20`, and the derivative has all its digits (Squire and Trapp, *Using
/// complex variables to estimate derivatives of real functions*, SIAM Review 40, 1998; Martins, Sturdza and Alonso, *The
/// complex-step derivative approximation*, ACM Trans. Math. Softw. 29, 2003).
/// [`complex_step`](super::difference::complex_step) does that.
///
/// The functions are the principal branches. Their imaginary parts keep their digits however small they are, and both
/// parts are within 1e-14 of the complex function, relative to themselves, for imaginary parts up to 0.4. Kinks and conditions go by the real
/// part. Where the real function has no value at the real part, or no derivative there (`abs` at 0, `sqrt` at 0), there is
/// no value; a kink that a factor smooths away, as in `abs(x)³` at 0, is not seen to be smooth. Numbers without imaginary
/// part are computed as real ones. What overflows has no value, and no value is a NaN as real part.
///
/// ```
/// use gradus::{numeric::{Complex, Scalar}, symbolic::Function};
/// let z = Complex { re: 1.0, im: 1e-20 }.apply(Function::Exp);
/// assert_eq!((z.re, z.im / 1e-20), (1f64.exp(), 1f64.exp()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    /// The real part.
    pub re: f64,
    /// The imaginary part.
    pub im: f64,
}

impl Complex {
    const NAN: Self = Self { re: f64::NAN, im: f64::NAN };

    fn new(re: f64, im: f64) -> Self {
        Self { re, im }
    }

    /// `size·e^(i·angle)`
    fn polar(size: f64, angle: f64) -> Self {
        Self::new(size * angle.cos(), size * angle.sin())
    }

    fn is_real(self) -> bool {
        self.im == 0.0
    }

    fn size(self) -> f64 {
        self.re.hypot(self.im)
    }

    fn angle(self) -> f64 {
        self.im.atan2(self.re)
    }

    fn plus(self, real: f64) -> Self {
        Self::new(self.re + real, self.im)
    }

    /// `z^p` for a positive real part, or on the imaginary axis.
    fn to_the(self, p: f64) -> Self {
        Self::polar(self.size().powf(p), p * self.angle())
    }

    /// The one where both are one.
    fn agreed(self, v: Self) -> Self {
        if self == v { self } else { Self::NAN }
    }
}

impl Scalar for Complex {
    fn constant(value: f64) -> Self {
        Self::new(value, 0.0)
    }

    fn scale(&self, c: f64) -> Self {
        Self::new(self.re * c, self.im * c)
    }

    fn negate(&self) -> Self {
        Self::new(-self.re, -self.im)
    }

    fn add(&self, v: &Self) -> Self {
        Self::new(self.re + v.re, self.im + v.im)
    }

    fn subtract(&self, v: &Self) -> Self {
        Self::new(self.re - v.re, self.im - v.im)
    }

    fn multiply(&self, v: &Self) -> Self {
        if v.is_real() {
            return self.scale(v.re);
        }
        if self.is_real() {
            return v.scale(self.re);
        }
        Self::new(self.re * v.re - self.im * v.im, self.re * v.im + self.im * v.re)
    }

    /// By the algorithm of Smith, which does not overflow before the quotient does; NaN where the real part of v is 0.
    fn divide(&self, v: &Self) -> Self {
        if v.is_real() {
            return Self::new(self.re.divide(&v.re), self.im.divide(&v.re));
        }
        if v.re == 0.0 {
            return Self::NAN;
        }
        let (u, swapped) = (*self, v.re.abs() < v.im.abs());
        let (big, small) = if swapped { (v.im, v.re) } else { (v.re, v.im) };
        let ratio = small / big;
        let size = big + small * ratio;
        if swapped {
            Self::new((u.re * ratio + u.im) / size, (u.im * ratio - u.re) / size)
        } else {
            Self::new((u.re + u.im * ratio) / size, (u.im - u.re * ratio) / size)
        }
    }

    fn power_integer(&self, n: i32) -> Self {
        if self.is_real() {
            return Self::constant(self.re.power_integer(n));
        }
        if n == 0 || self.re == 0.0 && n < 0 {
            return Self::constant(self.re.power_integer(n));
        }
        let count = n.unsigned_abs();
        let power = if count <= MULTIPLIED_OUT {
            (1..count).fold(*self, |power, _| power.multiply(self))
        } else if self.re < 0.0 {
            self.negate().to_the(count.into()).scale(if count.is_multiple_of(2) { 1.0 } else { -1.0 })
        } else {
            self.to_the(count.into())
        };
        if n < 0 { Self::constant(1.0).divide(&power) } else { power }
    }

    fn power_real(&self, p: f64) -> Self {
        if self.is_real() {
            return Self::constant(self.re.power_real(p));
        }
        // At 0 there is a derivative only of powers beyond 1.
        if self.re > 0.0 || self.re == 0.0 && p > 1.0 { self.to_the(p) } else { Self::NAN }
    }

    /// `u^v = e^(v·ln u)`
    fn power(&self, v: &Self) -> Self {
        if v.is_real() {
            return if v.re.fract() == 0.0 && v.re.abs() <= f64::from(i32::MAX) {
                self.power_integer(v.re as i32)
            } else {
                self.power_real(v.re)
            };
        }
        if self.is_real() && self.re == 0.0 && v.re > 0.0 {
            return Self::constant(0.0);
        }
        if self.re > 0.0 {
            let (size, angle) = (self.size(), self.angle());
            Self::polar(size.powf(v.re) * (-v.im * angle).exp(), v.im * size.ln() + v.re * angle)
        } else {
            Self::NAN
        }
    }

    fn max(&self, v: &Self) -> Self {
        match self.re.partial_cmp(&v.re) {
            Some(Ordering::Greater) => *self,
            Some(Ordering::Less) => *v,
            Some(Ordering::Equal) => self.agreed(*v),
            None => Self::NAN,
        }
    }

    fn min(&self, v: &Self) -> Self {
        self.negate().max(&v.negate()).negate()
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        match (self.re.partial_cmp(&0.0), at_zero) {
            (Some(Ordering::Less), _) => *below,
            (Some(Ordering::Greater), _) => *above,
            (Some(Ordering::Equal), AtZero::Below) if self.is_real() => *below,
            (Some(Ordering::Equal), AtZero::Above) if self.is_real() => *above,
            (Some(Ordering::Equal), _) => below.agreed(*above),
            (None, _) => Self::NAN,
        }
    }

    fn apply(&self, f: Function) -> Self {
        functions::apply(*self, f)
    }
}

#[cfg(test)]
mod tests;
