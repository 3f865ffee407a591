//! `Ball`: a number of any precision together with a bound on its error (van der Hoeven, *Ball arithmetic*, 2010).
//!
//! Whatever is worked out encloses the true value. Exponents are 64 bits wide, so `e^(10^11)` is a number like any other.

use std::cmp::Ordering;

use dashu_base::{BitTest, DivRem, SquareRoot, UnsignedAbs};
use dashu_int::{IBig, UBig};

use super::super::Missing::{self, Unclear, Undefined};
use crate::symbolic::Number;

/// A real number between `(middle - radius)·2^exponent` and `(middle + radius)·2^exponent`.
#[derive(Clone, Debug)]
pub(in super::super) struct Ball {
    middle: IBig,
    radius: u64,
    exponent: i64,
}

/// How many bits of a radius are kept.
const RADIUS_BITS: usize = 30;

/// So many bits that hardly anything is cut.
pub(in super::super) const EXACT: usize = 1 << 14;

/// Numbers beyond `2^MAX_TOP` say nothing, those below `2^-MAX_TOP` are 0 or nearly so.
pub(in super::super) const MAX_TOP: i64 = 1 << 41;

/// Making and reading.
impl Ball {
    /// An exact integer.
    pub fn integer(n: i64) -> Self {
        Self { middle: IBig::from(n), radius: 0, exponent: 0 }
    }

    /// `middle·2^exponent` give or take `radius·2^exponent`, cut to `bits` bits.
    pub fn new(middle: IBig, radius: UBig, exponent: i64, bits: usize) -> Self {
        let cut = middle.bit_len().saturating_sub(bits).max(radius.bit_len().saturating_sub(RADIUS_BITS));
        let (middle, radius) = shortened(middle, radius, cut);
        Self::normal(middle, u64::try_from(radius).unwrap_or(u64::MAX), exponent + cut as i64)
    }

    /// An exact 0 has the exponent 0: squared again and again, any other would leave the range.
    fn normal(middle: IBig, radius: u64, exponent: i64) -> Self {
        let exponent = if middle.is_zero() && radius == 0 { 0 } else { exponent };
        Self { middle, radius, exponent }
    }

    /// The value of a finite double.
    pub fn from_f64(value: f64) -> Self {
        let bits = value.to_bits();
        let (field, fraction) = ((bits >> 52 & 0x7ff) as i64, (bits & ((1 << 52) - 1)) as i64);
        let magnitude = if field == 0 { fraction } else { fraction | 1 << 52 };
        let middle = IBig::from(if value < 0.0 { -magnitude } else { magnitude });
        Self::normal(middle, 0, field.max(1) - 1075)
    }

    /// A rational number.
    pub fn from_number(n: &Number, bits: usize) -> Self {
        if let Some(small) = n.to_i64() {
            return Self::integer(small);
        }
        let (numerator, denominator) = n.to_big().into_parts();
        let numerator = Self { middle: numerator, radius: 0, exponent: 0 };
        // A denominator is never 0.
        numerator.divide(&Self { middle: denominator.into(), ..numerator.clone() }, bits).unwrap_or(numerator)
    }

    /// The nearest double to its middle; infinite where that is out of range.
    pub fn to_f64(&self) -> f64 {
        let cut = self.middle.bit_len().saturating_sub(64);
        let head = (&self.middle >> cut).to_f64().value();
        let exponent = self.exponent.saturating_add(cut as i64).clamp(-3000, 3000) as i32;
        // In two steps, lest a power of two overflow or vanish where the product does not.
        head * 2f64.powi(exponent / 2) * 2f64.powi(exponent - exponent / 2)
    }

    /// The `n` for which surely `|x| < 2^n`, hardly larger than need be; `i64::MIN` for 0.
    pub fn top(&self) -> i64 {
        if self.is_zero() {
            return i64::MIN;
        }
        let length = self.middle.bit_len().max(self.radius.bit_len()) + usize::from(self.radius != 0);
        self.exponent + length as i64
    }

    /// Whether it is exactly 0.
    pub fn is_zero(&self) -> bool {
        self.middle.is_zero() && self.radius == 0
    }

    /// How it compares with 0, if that is sure.
    pub fn sign(&self) -> Option<Ordering> {
        if self.radius == 0 {
            return Some(self.middle.cmp(&IBig::ZERO));
        }
        let clear = (&self.middle).unsigned_abs() > UBig::from(self.radius);
        clear.then(|| self.middle.cmp(&IBig::ZERO))
    }

    /// Whether it is surely above 0.
    pub fn is_positive(&self) -> bool {
        self.sign() == Some(Ordering::Greater)
    }

    /// Whether it is surely below 0.
    pub fn is_negative(&self) -> bool {
        self.sign() == Some(Ordering::Less)
    }

    /// Whether its error is below `2^exponent`.
    pub fn is_within(&self, exponent: i64) -> bool {
        self.radius == 0 || self.exponent + self.radius.bit_len() as i64 <= exponent
    }

    /// The integer that it is, if it is one and known exactly; an error if it may be one.
    pub fn as_integer(&self) -> Result<Option<i64>, Missing> {
        let shift = |m: &IBig| -> Option<IBig> {
            match self.exponent {
                e if m.is_zero() || e == 0 => Some(m.clone()),
                e if e > 0 => (e < 63).then(|| m << e as usize),
                e => {
                    let low = usize::try_from(-e).ok()?;
                    m.trailing_zeros().is_some_and(|zeros| zeros >= low).then(|| m >> low)
                }
            }
        };
        if self.radius == 0 {
            let huge = self.exponent > 0 && !self.middle.is_zero();
            return match shift(&self.middle).map(|n| i64::try_from(n).map_err(|_| Unclear)) {
                Some(n) => n.map(Some),
                None if huge => Err(Unclear),
                None => Ok(None),
            };
        }
        // No integer inside: both ends have the same floor, and the lower is not one itself.
        let Some(low) = usize::try_from(-self.exponent).ok().filter(|&low| low > 0) else { return Err(Unclear) };
        let (from, to) = (&self.middle - IBig::from(self.radius), &self.middle + IBig::from(self.radius));
        let lower_is_whole = from.is_zero() || from.trailing_zeros().is_some_and(|zeros| zeros >= low);
        if (&from >> low) == (&to >> low) && !lower_is_whole { Ok(None) } else { Err(Unclear) }
    }

    /// Its middle, taken as exact.
    #[must_use]
    pub fn middle(&self) -> Self {
        Self::normal(self.middle.clone(), 0, self.exponent)
    }

    /// The end that lies nearer to 0, which is 0 if it may be.
    pub fn nearer_end(&self) -> Self {
        match self.sign() {
            Some(Ordering::Greater) => Self::normal(&self.middle - IBig::from(self.radius), 0, self.exponent),
            Some(Ordering::Less) => Self::normal(&self.middle + IBig::from(self.radius), 0, self.exponent),
            _ => Self::integer(0),
        }
    }

    /// What the fixed-point functions start from: the middle, the radius and the exponent.
    pub fn parts(&self) -> (&IBig, u64, i64) {
        (&self.middle, self.radius, self.exponent)
    }
}

/// Arithmetic, each result to at most `bits` bits.
impl Ball {
    /// `-x`
    #[must_use]
    pub fn negate(&self) -> Self {
        Self { middle: -&self.middle, ..*self }
    }

    /// `|x|`; of a ball about 0, one that holds all of it.
    #[must_use]
    pub fn abs(&self) -> Self {
        match self.sign() {
            Some(Ordering::Less) => self.negate(),
            Some(_) => self.clone(),
            None => {
                // From 0 to |middle| + radius, with the exponent one lower to halve it exactly.
                let far = (&self.middle).unsigned_abs() + UBig::from(self.radius);
                Self::new(IBig::from(far.clone()), far, self.exponent - 1, EXACT)
            }
        }
    }

    /// `x·2^n`
    #[must_use]
    pub fn scaled(&self, n: i64) -> Self {
        Self::normal(self.middle.clone(), self.radius, self.exponent + n)
    }

    /// `x + y`
    #[must_use]
    pub fn add(&self, other: &Self, bits: usize) -> Self {
        if self.is_zero() {
            return Self::new(other.middle.clone(), other.radius.into(), other.exponent, bits);
        }
        if other.is_zero() {
            return Self::new(self.middle.clone(), self.radius.into(), self.exponent, bits);
        }
        // What lies far below the last bit of the larger is not worked out.
        let last = self.top().max(other.top()) - bits as i64 - 8;
        let (a, b) = (self.above(last), other.above(last));
        let exponent = a.2.min(b.2);
        let (up_a, up_b) = ((a.2 - exponent) as usize, (b.2 - exponent) as usize);
        Self::new((a.0 << up_a) + (b.0 << up_b), (a.1 << up_a) + (b.1 << up_b), exponent, bits)
    }

    /// The parts, shortened so that the exponent is at least `last`.
    fn above(&self, last: i64) -> (IBig, UBig, i64) {
        let cut = usize::try_from(last.saturating_sub(self.exponent)).unwrap_or(0);
        let (middle, radius) = shortened(self.middle.clone(), self.radius.into(), cut);
        (middle, radius, self.exponent + cut as i64)
    }

    /// `x - y`
    #[must_use]
    pub fn subtract(&self, other: &Self, bits: usize) -> Self {
        self.add(&other.negate(), bits)
    }

    /// `x·y`
    #[must_use]
    pub fn multiply(&self, other: &Self, bits: usize) -> Self {
        let mut radius = UBig::ZERO;
        if self.radius != 0 || other.radius != 0 {
            radius += (&self.middle).unsigned_abs() * other.radius;
            radius += (&other.middle).unsigned_abs() * self.radius;
            radius += UBig::from(self.radius) * other.radius;
        }
        Self::new(&self.middle * &other.middle, radius, self.exponent + other.exponent, bits)
    }

    /// `x/y`
    ///
    /// # Errors
    /// Undefined if `y` is exactly 0, unclear if it may be.
    pub fn divide(&self, other: &Self, bits: usize) -> Result<Self, Missing> {
        let divisor = (&other.middle).unsigned_abs();
        if other.is_zero() {
            return Err(Undefined);
        }
        if divisor <= UBig::from(other.radius) {
            return Err(Unclear);
        }
        let up = (bits + 2 + divisor.bit_len()).saturating_sub(self.middle.bit_len());
        let (quotient, rest) = (&self.middle << up).div_rem(&other.middle);
        let mut radius = UBig::from(u8::from(!rest.is_zero()));
        if self.radius != 0 || other.radius != 0 {
            // |a'/b' - a/b| ≤ (r_a + |a/b|·r_b) / (|b| - r_b)
            let error = (UBig::from(self.radius) << up) + ((&quotient).unsigned_abs() + 1u8) * other.radius;
            radius += error / (divisor - other.radius) + 1u8;
        }
        Ok(Self::new(quotient, radius, self.exponent - other.exponent - up as i64, bits))
    }

    /// `√x`
    ///
    /// # Errors
    /// Undefined below 0, unclear if it may be.
    pub fn square_root(&self, bits: usize) -> Result<Self, Missing> {
        match self.sign() {
            Some(Ordering::Less) => return Err(Undefined),
            Some(Ordering::Equal) => return Ok(self.clone()),
            Some(Ordering::Greater) => {}
            None => return Err(Unclear),
        }
        let up = (2 * bits + 2).saturating_sub(self.middle.bit_len());
        let up = up + usize::from((self.exponent - up as i64) % 2 != 0);
        let square = (&self.middle << up).unsigned_abs();
        let root = square.sqrt();
        let mut radius = UBig::from(u8::from(&root * &root != square));
        if self.radius != 0 {
            // |√a' - √a| ≤ r/√a
            radius += (UBig::from(self.radius) << up) / &root + 1u8;
        }
        Ok(Self::new(IBig::from(root), radius, (self.exponent - up as i64) / 2, bits))
    }

    /// `x^n` by repeated squaring, for `x ≠ 0` or `n > 0`.
    ///
    /// # Errors
    /// As for dividing; unclear if the result is out of range.
    pub fn power(&self, n: i64, bits: usize) -> Result<Self, Missing> {
        // Each squaring doubles the error.
        let working = bits + 64 - n.unsigned_abs().leading_zeros() as usize + 2;
        let (mut result, mut square, mut left) = (Self::integer(1), self.clone(), n.unsigned_abs());
        loop {
            if left & 1 == 1 {
                result = result.multiply(&square, working);
            }
            left >>= 1;
            if left == 0 {
                break;
            }
            square = square.multiply(&square, working).in_range()?;
        }
        let result = result.in_range()?;
        if n < 0 { Self::integer(1).divide(&result, bits) } else { Ok(result) }
    }

    /// Itself, unless it is beyond what exponents may be.
    ///
    /// # Errors
    /// Unclear if it is.
    pub fn in_range(self) -> Result<Self, Missing> {
        match self.top() {
            top if top > MAX_TOP => Err(Unclear),
            top if top < -MAX_TOP && top != i64::MIN => Ok(Self { middle: IBig::ZERO, radius: 1, exponent: -MAX_TOP }),
            _ => Ok(self),
        }
    }

    /// The greater of both.
    #[must_use]
    pub fn max(&self, other: &Self, bits: usize) -> Self {
        match self.subtract(other, bits).sign() {
            Some(Ordering::Less) => other.clone(),
            Some(_) => self.clone(),
            // (x + y + |x - y|)/2
            None => self.add(other, bits).add(&self.subtract(other, bits).abs(), bits).scaled(-1),
        }
    }

    /// The same with at most `by` more error, where `by` is another number's size.
    #[must_use]
    pub fn give_or_take(&self, by: &Self, bits: usize) -> Self {
        let far = (&by.middle).unsigned_abs() + UBig::from(by.radius);
        self.add(&Self::new(IBig::ZERO, far, by.exponent, bits), bits)
    }
}

/// Both without their last `cut` bits, the error of that in the radius.
fn shortened(middle: IBig, radius: UBig, cut: usize) -> (IBig, UBig) {
    if cut == 0 {
        return (middle, radius);
    }
    let exact = radius.is_zero() && middle.trailing_zeros().is_none_or(|zeros| zeros >= cut);
    let lost = if exact { 0u8 } else { 2 };
    (middle >> cut, (radius >> cut) + lost)
}
