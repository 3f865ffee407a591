//! Exact rational numbers, with the few operations that algebra on expressions needs.

use std::{cmp::Ordering, fmt};

use dashu_base::{BitTest, Gcd, Inverse, Signed};
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// One number has one representation: `Big` only what does not fit `Small`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Repr {
    /// Numerator and denominator in lowest terms, the denominator positive; neither is `i64::MIN`.
    Small(i64, i64),
    Big(Box<RBig>),
}

use Repr::{Big, Small};

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Small(0, 1));
    /// One.
    pub const ONE: Self = Self(Small(1, 1));

    /// `numerator / denominator`, or nothing if the denominator is zero.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        let sign = i128::from(denominator.signum());
        (sign != 0).then(|| Self::reduced(sign * i128::from(numerator), sign * i128::from(denominator)))
    }

    /// `p / q` in lowest terms, for a positive q.
    fn reduced(p: i128, q: i128) -> Self {
        let divisor = if q == 1 { 1 } else { gcd(p.unsigned_abs(), q.unsigned_abs()).cast_signed() };
        let (p, q) = if divisor == 1 { (p, q) } else { (p / divisor, q / divisor) };
        match (i64::try_from(p), i64::try_from(q)) {
            (Ok(p), Ok(q)) if p != i64::MIN => Self(Small(p, q)),
            _ => Self(Big(Box::new(RBig::from_parts(IBig::from(p), UBig::from(q.unsigned_abs()))))),
        }
    }

    fn from_big(value: RBig) -> Self {
        match (i64::try_from(value.numerator()), i64::try_from(value.denominator())) {
            (Ok(p), Ok(q)) if p != i64::MIN => Self(Small(p, q)),
            _ => Self(Big(Box::new(value))),
        }
    }

    /// The same with numerator and denominator of any length.
    pub(super) fn to_big(&self) -> RBig {
        match &self.0 {
            Small(p, q) => RBig::from_parts_signed(IBig::from(*p), IBig::from(*q)),
            Big(value) => RBig::clone(value),
        }
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
        let shift = exponent - i32::try_from(fraction.len()).ok()?;
        if let (Ok(small), 0) = (digits.parse::<i64>(), shift) {
            return Some(Self::from(small));
        }
        let value = RBig::from(UBig::from_str_radix(&digits, 10).ok()?);
        Some(Self::from_big(value * RBig::from(10u8).pow(shift as isize)))
    }

    /// The decimal that spells it exactly, where that is shorter than a fraction, and the fraction none that people use:
    /// `0.01` and `0.7`, but `1/8` and `17/2`.
    ///
    /// ```
    /// use gradus::symbolic::Number;
    /// assert_eq!(Number::ratio(157, 50).unwrap().short_decimal().as_deref(), Some("3.14"));
    /// assert_eq!(Number::ratio(1, 8).unwrap().short_decimal(), None);
    /// ```
    pub fn short_decimal(&self) -> Option<String> {
        let Small(p, q) = self.0 else { return None };
        if q < 10 {
            return None;
        }
        let (mut rest, mut twos, mut fives) = (q, 0, 0);
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        let places: u32 = twos.max(fives);
        if rest != 1 || places == 0 || places > 18 {
            return None;
        }
        let scaled = i128::from(p.unsigned_abs()) * (10i128.pow(places) / i128::from(q));
        let digits = format!("{scaled:0>width$}", width = places as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places as usize);
        let text = format!("{}{whole}.{fraction}", if p < 0 { "-" } else { "" });
        (text.len() < self.to_string().len()).then_some(text)
    }

    /// The nearest double.
    pub fn to_f64(&self) -> f64 {
        const EXACT: u64 = 1 << 53;
        match self.0 {
            Small(p, 1) => p as f64,
            Small(p, q) if p.unsigned_abs() <= EXACT && q.unsigned_abs() <= EXACT => p as f64 / q as f64,
            _ => self.to_big().to_f64().value(),
        }
    }

    /// How many bits the longer of numerator and denominator takes.
    pub(super) fn bits(&self) -> usize {
        match &self.0 {
            Small(p, q) => p.unsigned_abs().bit_len().max(q.unsigned_abs().bit_len()),
            Big(value) => value.numerator().bit_len().max(value.denominator().bit_len()),
        }
    }

    /// The value as a small integer, if it is one.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Small(p, 1) => Some(*p),
            Small(..) => None,
            // i64::MIN is the one that does not fit.
            Big(value) => value.is_int().then(|| i64::try_from(value.numerator()).ok()).flatten(),
        }
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Small(0, _))
    }

    /// Whether it is 1.
    pub fn is_one(&self) -> bool {
        matches!(self.0, Small(1, 1))
    }

    /// Whether it is an integer.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Small(_, q) => *q == 1,
            Big(value) => value.is_int(),
        }
    }

    /// Whether it is less than 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Small(p, _) => *p < 0,
            Big(value) => value.is_negative(),
        }
    }

    /// Whether it is an even integer.
    pub fn is_even(&self) -> bool {
        match &self.0 {
            Small(p, q) => *q == 1 && p % 2 == 0,
            Big(value) => value.is_int() && !value.numerator().bit(0),
        }
    }

    /// The distance from 0.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// The numerator in lowest terms, with the sign.
    #[must_use]
    pub fn numerator(&self) -> Self {
        match &self.0 {
            Small(p, _) => Self(Small(*p, 1)),
            Big(value) => Self::from_big(RBig::from(value.numerator().clone())),
        }
    }

    /// The denominator in lowest terms, positive.
    #[must_use]
    pub fn denominator(&self) -> Self {
        match &self.0 {
            Small(_, q) => Self(Small(*q, 1)),
            Big(value) => Self::from_big(RBig::from(value.denominator().clone())),
        }
    }

    /// `1 / self`, or nothing for 0.
    pub fn inverse(&self) -> Option<Self> {
        match &self.0 {
            Small(0, _) => None,
            Small(p, q) => Some(Self(Small(if *p < 0 { -q } else { *q }, p.abs()))),
            Big(value) => Some(Self::from_big(RBig::clone(value).inv())),
        }
    }

    /// The largest positive rational of which both are integer multiples: `gcd(4, 6) = 2`, `gcd(1/2, 1/3) = 1/6`.
    #[must_use]
    pub fn gcd(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (Small(0, _), _) => other.abs(),
            (_, Small(0, _)) => self.abs(),
            (Small(p, q), Small(r, s)) => {
                let (q, s) = (u128::from(q.unsigned_abs()), u128::from(s.unsigned_abs()));
                let above = gcd(u128::from(p.unsigned_abs()), u128::from(r.unsigned_abs()));
                Self::reduced(above.cast_signed(), (q / gcd(q, s) * s).cast_signed())
            }
            _ => {
                let (a, b) = (self.to_big(), other.to_big());
                Self::from_big(RBig::from_parts(
                    IBig::from(a.numerator().gcd(b.numerator())),
                    a.denominator() * b.denominator() / a.denominator().gcd(b.denominator()),
                ))
            }
        }
    }

    /// The power with an integer exponent, or nothing for `0^n` with n ≤ 0 and for results too long to write out.
    pub fn power(&self, exponent: i64) -> Option<Self> {
        match (&self.0, exponent) {
            (Small(0, _), ..=0) => return None,
            (_, 1) => return Some(self.clone()),
            (_, -1) => return self.inverse(),
            _ => {}
        }
        let (value, bits) = (self.to_big(), self.bits());
        let size = bits.saturating_mul(usize::try_from(exponent.unsigned_abs()).ok()?);
        (bits <= 1 || size <= MAX_POWER_BITS).then(|| Self::from_big(value.pow(exponent as isize)))
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
        let (numerator, denominator) = self.to_big().into_parts();
        Some(Self::from_big(RBig::from_parts(IBig::from(root(UBig::try_from(numerator).ok()?)?), root(denominator)?)))
    }
}

/// The greatest common divisor, by Euclid's algorithm, in machine words as soon as both fit.
fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(mut x), Ok(mut y)) = (u64::try_from(a), u64::try_from(b)) {
            while y != 0 {
                (x, y) = (y, x % y);
            }
            return u128::from(x);
        }
        (a, b) = (b, a % b);
    }
    a
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::reduced(i128::from(value), 1)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Small(p, q), Small(r, s)) => (i128::from(*p) * i128::from(*s)).cmp(&(i128::from(*r) * i128::from(*q))),
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::ops::Add for &Number {
    type Output = Number;
    fn add(self, other: Self) -> Number {
        match (&self.0, &other.0) {
            (Small(p, 1), Small(r, 1)) => Number::reduced(i128::from(*p) + i128::from(*r), 1),
            (Small(p, q), Small(r, s)) => {
                let [p, q, r, s] = [*p, *q, *r, *s].map(i128::from);
                Number::reduced(p * s + r * q, q * s)
            }
            _ => Number::from_big(self.to_big() + other.to_big()),
        }
    }
}

impl std::ops::Sub for &Number {
    type Output = Number;
    fn sub(self, other: Self) -> Number {
        self + &-other
    }
}

impl std::ops::Mul for &Number {
    type Output = Number;
    fn mul(self, other: Self) -> Number {
        match (&self.0, &other.0) {
            (Small(p, q), Small(r, s)) => {
                let [p, q, r, s] = [*p, *q, *r, *s].map(i128::from);
                Number::reduced(p * r, q * s)
            }
            _ => Number::from_big(self.to_big() * other.to_big()),
        }
    }
}

impl std::ops::Neg for &Number {
    type Output = Number;
    fn neg(self) -> Number {
        match &self.0 {
            Small(p, q) => Number(Small(-p, *q)),
            Big(value) => Number::from_big(-value.as_ref()),
        }
    }
}

/// `3`, `-1/2`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Small(p, 1) => p.fmt(f),
            Small(p, q) => write!(f, "{p}/{q}"),
            Big(value) => value.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers() -> impl Strategy<Value = Number> {
        let edge = prop_oneof![Just(i64::MIN), Just(i64::MAX), Just(0), Just(1), Just(-1), -9i64..10, any::<i64>()];
        (edge.clone(), edge).prop_filter_map("no zero below", |(p, q)| Number::ratio(p, q))
    }

    proptest! {
        /// Small numbers against the library's rationals, at the edge of the small ones too.
        #[test]
        fn small_and_big_agree(a in numbers(), b in numbers(), n in -3i64..4) {
            let big = |value: RBig| Number::from_big(value);
            let (x, y) = (a.to_big(), b.to_big());
            prop_assert_eq!(&a + &b, big(&x + &y));
            prop_assert_eq!(&a - &b, big(&x - &y));
            prop_assert_eq!(&a * &b, big(&x * &y));
            prop_assert_eq!(a.cmp(&b), x.cmp(&y));
            prop_assert_eq!(a.to_f64(), x.to_f64().value());
            prop_assert_eq!(a.to_string(), x.to_string());
            if !b.is_zero() {
                prop_assert_eq!(b.inverse(), Some(big(y.clone().inv())));
                prop_assert_eq!(b.power(n), Some(big(y.pow(n as isize))));
            }
            if let Some(text) = a.short_decimal() {
                let sign = if a.is_negative() { -&Number::ONE } else { Number::ONE };
                let read = Number::from_decimal(text.trim_start_matches('-')).unwrap();
                prop_assert_eq!(&sign * &read, a);
            }
        }
    }
}
