//! Exact rational numbers, with the few operations that algebra on expressions needs.

use std::fmt;

use dashu_base::{Abs, BitTest, Gcd, Inverse, Signed};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// The largest number of bits a power may have and still be written out: `2^4096` stays a power.
const MAX_POWER_BITS: usize = 2048;

/// An exact rational number in lowest terms. A decimal is the rational that it spells: `0.1` is one tenth.
///
/// ```
/// use gradus::symbolic::Number;
/// assert_eq!(Number::from_decimal("0.25").unwrap(), Number::ratio(1, 4).unwrap());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(RBig);

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(RBig::ZERO);
    /// One.
    pub const ONE: Self = Self(RBig::ONE);

    /// `numerator / denominator`, or nothing if the denominator is zero.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self(RBig::from_parts_signed(IBig::from(numerator), IBig::from(denominator))))
    }

    /// The rational that a decimal such as `12`, `.5`, `3.` or `1.5e-3` spells; nothing if it is not a decimal, or is
    /// longer than an expression may be (exponents beyond ±400 are refused).
    pub fn from_decimal(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok().filter(|e| e.abs() <= 400)?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: String = [whole, fraction].concat();
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let value = RBig::from(UBig::from_str_radix(&digits, 10).ok()?);
        let shift = exponent - i32::try_from(fraction.len()).ok()?;
        Some(Self(value * RBig::from(10u8).pow(shift as isize)))
    }

    /// The nearest double.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().value()
    }

    /// How many bits the longer of numerator and denominator takes.
    pub(super) fn bits(&self) -> usize {
        self.0.numerator().bit_len().max(self.0.denominator().bit_len())
    }

    /// The rational itself.
    pub(super) fn rational(&self) -> &RBig {
        &self.0
    }

    /// The value as a small integer, if it is one.
    pub fn to_i64(&self) -> Option<i64> {
        if self.is_integer() { i64::try_from(self.0.numerator().clone()).ok() } else { None }
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is 1.
    pub fn is_one(&self) -> bool {
        self.0.is_one()
    }

    /// Whether it is an integer.
    pub fn is_integer(&self) -> bool {
        self.0.is_int()
    }

    /// Whether it is less than 0.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Whether it is an even integer.
    pub fn is_even(&self) -> bool {
        self.is_integer() && !self.0.numerator().bit(0)
    }

    /// The distance from 0.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self(self.0.clone().abs())
    }

    /// The numerator in lowest terms, with the sign.
    #[must_use]
    pub fn numerator(&self) -> Self {
        Self(RBig::from(self.0.numerator().clone()))
    }

    /// The denominator in lowest terms, positive.
    #[must_use]
    pub fn denominator(&self) -> Self {
        Self(RBig::from(self.0.denominator().clone()))
    }

    /// `1 / self`, or nothing for 0.
    pub fn inverse(&self) -> Option<Self> {
        (!self.is_zero()).then(|| Self(self.0.clone().inv()))
    }

    /// The largest positive rational of which both are integer multiples: `gcd(4, 6) = 2`, `gcd(1/2, 1/3) = 1/6`.
    #[must_use]
    pub fn gcd(&self, other: &Self) -> Self {
        let (a, b) = (&self.0, &other.0);
        match (self.is_zero(), other.is_zero()) {
            (true, _) => other.abs(),
            (_, true) => self.abs(),
            _ => Self(RBig::from_parts(
                IBig::from(a.numerator().gcd(b.numerator())),
                a.denominator() * b.denominator() / a.denominator().gcd(b.denominator()),
            )),
        }
    }

    /// The power with an integer exponent, or nothing for `0^n` with n ≤ 0 and for results too long to write out.
    pub fn power(&self, exponent: i64) -> Option<Self> {
        if self.is_zero() && exponent <= 0 {
            return None;
        }
        let bits = self.bits();
        let size = bits.saturating_mul(usize::try_from(exponent.unsigned_abs()).ok()?);
        (bits <= 1 || size <= MAX_POWER_BITS).then(|| self.0.pow(exponent as isize)).map(Self)
    }

    /// The exact square root, if it is rational: `sqrt(9/4) = 3/2`.
    pub fn square_root(&self) -> Option<Self> {
        let root = |n: UBig| -> Option<UBig> {
            let r = dashu_base::SquareRoot::sqrt(&n);
            (&r * &r == n).then_some(r)
        };
        if self.is_negative() {
            return None;
        }
        let (numerator, denominator) = self.0.clone().into_parts();
        Some(Self(RBig::from_parts(IBig::from(root(UBig::try_from(numerator).ok()?)?), root(denominator)?)))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(RBig::from(value))
    }
}

impl std::ops::Add for &Number {
    type Output = Number;
    fn add(self, other: Self) -> Number {
        Number(&self.0 + &other.0)
    }
}

impl std::ops::Sub for &Number {
    type Output = Number;
    fn sub(self, other: Self) -> Number {
        Number(&self.0 - &other.0)
    }
}

impl std::ops::Mul for &Number {
    type Output = Number;
    fn mul(self, other: Self) -> Number {
        Number(&self.0 * &other.0)
    }
}

impl std::ops::Neg for &Number {
    type Output = Number;
    fn neg(self) -> Number {
        Number(-&self.0)
    }
}

/// `3`, `-1/2`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
