//! `Taylor`: numbers that carry their whole expansion along, to any order.

mod functions;
mod polynomial;
mod series;

use std::cmp::Ordering;

use super::Scalar;
use crate::symbolic::{AtZero, Function};

pub use polynomial::{TaylorPolynomial, taylor};

/// A number that depends on `t`: its value at t = 0, and its expansion `c₀ + c₁t + c₂t² + … + cₙtⁿ` for small t > 0.
///
/// One run of a program on these gives the derivatives of all orders along a line, `f⁽ᵏ⁾ = k!·cₖ`, at the cost of about
/// n² operations for each of the program's: each operation and function has a recurrence for its coefficients (Griewank
/// and Walther, *Evaluating Derivatives*, ch. 13; Knuth, *The Art of Computer Programming* 2, sec. 4.7).
///
/// The expansion is one-sided, and says nothing of the value at the point itself, so kinks and jumps are no obstacle:
/// `abs(u)` is `u` or `-u` as the first coefficient of u that is not 0 tells. [`taylor()`] looks from both sides and keeps what
/// agrees; `abs(x)³` has a second derivative at 0, and no third.
///
/// There are fewer coefficients than asked for where there is no such expansion: `sqrt(t)` has only `c₀`, `1/t` none.
/// `sqrt(t⁴)`, `cbrt(t³)` and `sin(t)/t` have theirs, with as many coefficients fewer as zeros were divided out. A part that
/// decides between two formulas and has only zeros is 0 if it is a polynomial, as `abs(t) - t` is; of others it can't be told,
/// and what hangs on them has no coefficients.
///
/// ```
/// use gradus::numeric::{Scalar, Taylor};
/// use gradus::symbolic::Function;
/// let x = Taylor::variable(0.0, 1.0, 3);
/// assert_eq!(x.apply(Function::Exp).derivatives(), [1.0, 1.0, 1.0, 1.0]);
/// ```
#[derive(Clone, Debug)]
pub struct Taylor {
    /// At the point itself.
    value: f64,
    /// What is known of the expansion: what is left out is smaller than the last power that is here.
    coefficients: Vec<f64>,
    /// The highest power that is kept; 0 for what does not depend on t (for t > 0).
    order: usize,
    /// Whether there is a value for small t > 0.
    defined: bool,
    /// Whether nothing follows after the coefficients.
    exact: bool,
}

/// The highest order that is kept, whatever was asked for.
const MAX_KEPT: usize = 512;

impl Taylor {
    /// `value + slope·t`, kept to the order `order`, which is taken as 1 at least and 512 at most.
    pub fn variable(value: f64, slope: f64, order: usize) -> Self {
        if slope == 0.0 {
            return Self::constant(value);
        }
        let order = order.clamp(1, MAX_KEPT);
        let mut coefficients = vec![value, slope];
        coefficients.resize(order + 1, 0.0);
        Self::new(value, coefficients, order, !value.is_nan()).if_exact(true)
    }

    /// The value at the point; NaN where there is none.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// The coefficients `c₀, c₁, …` for t > 0, as many as there are. What does not depend on t has one.
    pub fn coefficients(&self) -> &[f64] {
        &self.coefficients
    }

    /// The derivative from the right by t; NaN where there is none.
    pub fn first_derivative(&self) -> f64 {
        if self.known() > 1 { self.at(1) } else { f64::NAN }
    }

    /// The derivatives from the right by t: `k!·cₖ`, as many as there are coefficients.
    pub fn derivatives(&self) -> Vec<f64> {
        polynomial::derivatives(&self.coefficients)
    }

    /// Ends where a coefficient has no value.
    fn new(value: f64, mut coefficients: Vec<f64>, order: usize, defined: bool) -> Self {
        let known = coefficients.iter().position(|c| c.is_nan()).unwrap_or(coefficients.len());
        coefficients.truncate(if defined { known.min(order + 1) } else { 0 });
        // What is not known can't be said to be constant.
        let order = if defined && coefficients.is_empty() { order.max(1) } else { order };
        Self { value, coefficients, order, defined, exact: false }
    }

    /// The same number for all small t > 0, and another at 0.
    fn flat(value: f64, beside: f64) -> Self {
        Self::new(value, vec![beside], 0, !beside.is_nan()).if_exact(true)
    }

    fn if_exact(self, exact: bool) -> Self {
        Self { exact, ..self }
    }

    /// A function of what does not depend on t.
    fn map(&self, f: impl Fn(f64) -> f64) -> Self {
        Self::flat(f(self.value), f(self.limit()))
    }

    fn with_value(self, value: f64) -> Self {
        Self { value, ..self }
    }

    /// Where nothing is known for t > 0 but whether there is a value.
    fn unknown(&self, value: f64, defined: bool) -> Self {
        Self::new(value, Vec::new(), self.order, defined)
    }

    /// The limit for t → 0.
    fn limit(&self) -> f64 {
        self.coefficients.first().copied().unwrap_or(f64::NAN)
    }

    fn at(&self, k: usize) -> f64 {
        self.coefficients.get(k).copied().unwrap_or(0.0)
    }

    fn is_constant(&self) -> bool {
        self.order == 0
    }

    /// Whether it is 0 for all small t > 0 by construction.
    fn is_zero(&self) -> bool {
        self.is_constant() && self.limit() == 0.0
    }

    /// How many coefficients are known.
    fn known(&self) -> usize {
        if self.is_constant() && self.defined { usize::MAX } else { self.coefficients.len() }
    }

    /// The power of the first coefficient that is not 0.
    fn lowest(&self) -> Option<usize> {
        self.coefficients.iter().position(|&c| c != 0.0)
    }

    /// The power of the last coefficient that is not 0.
    fn degree(&self) -> usize {
        self.coefficients.iter().rposition(|&c| c != 0.0).unwrap_or(0)
    }

    /// The number is at most a multiple of `t` to this power.
    fn bound(&self) -> usize {
        self.lowest().unwrap_or(self.coefficients.len().saturating_sub(1))
    }

    /// How it compares with 0 for small t > 0, if that can be told.
    fn side(&self) -> Option<Ordering> {
        match self.lowest() {
            Some(k) => self.coefficients[k].partial_cmp(&0.0),
            None => (self.exact && !self.coefficients.is_empty()).then_some(Ordering::Equal),
        }
    }

    /// The double next to the limit on the side on which the number is for t > 0.
    fn just_beside(&self) -> f64 {
        match self.coefficients.iter().skip(1).find(|&&c| c != 0.0) {
            Some(&c) if c > 0.0 => self.limit().next_up(),
            Some(_) => self.limit().next_down(),
            None => self.limit(),
        }
    }

    /// `u^p`, given its value and its limit, for u > 0 beside the point: `tᵐw` becomes `tᵐᵖ·w^p`, which is a series if mp
    /// is an integer.
    fn root(&self, p: f64, value: f64, limit: f64) -> Self {
        let Some(m) = self.lowest() else {
            let known = if p > 0.0 { (self.bound() as f64 * p).floor() as usize + 1 } else { 0 };
            return Self::new(value, vec![0.0; known.min(self.coefficients.len())], self.order, self.defined);
        };
        let shift = m as f64 * p;
        if shift < 0.0 {
            return self.unknown(value, self.defined);
        }
        let whole = (shift - shift.round()).abs() <= 4.0 * f64::EPSILON * shift;
        let zeros = (if whole { shift.round() } else { shift.ceil() } as usize).min(self.order + 1);
        let mut coefficients = vec![0.0; zeros];
        if whole {
            let rest = &self.coefficients[m..];
            let start = if m == 0 { limit } else { rest[0].powf(p) };
            coefficients.extend(series::power(rest, p, start));
        }
        Self::new(value, coefficients, self.order, self.defined)
    }

    /// The common beginning of two expansions.
    fn agreed(&self, v: &Self, value: f64) -> Self {
        let length = if self.is_constant() && v.is_constant() { 1 } else { self.known().min(v.known()) };
        let same = (0..length).take_while(|&k| self.at(k) == v.at(k)).count();
        let coefficients = (0..same).map(|k| self.at(k)).collect();
        Self::new(value, coefficients, self.order.max(v.order), self.defined && v.defined)
    }
}

/// A coefficient of the result is rounded about once for each of its terms.
impl Scalar for Taylor {
    fn constant(value: f64) -> Self {
        Self::flat(value, value)
    }

    fn negate(&self) -> Self {
        let coefficients = self.coefficients.iter().map(|c| -c).collect();
        Self { value: -self.value, coefficients, ..*self }
    }

    fn add(&self, v: &Self) -> Self {
        let order = self.order.max(v.order);
        let known = self.known().min(v.known()).min(order + 1);
        let coefficients = (0..known).map(|k| self.at(k) + v.at(k)).collect();
        let exact = self.exact && v.exact;
        Self::new(self.value + v.value, coefficients, order, self.defined && v.defined).if_exact(exact)
    }

    fn subtract(&self, v: &Self) -> Self {
        self.add(&v.negate())
    }

    fn multiply(&self, v: &Self) -> Self {
        let (value, defined, order) = (self.value * v.value, self.defined && v.defined, self.order.max(v.order));
        if self.is_zero() || v.is_zero() {
            return Self::flat(value, if defined { 0.0 } else { f64::NAN });
        }
        if self.coefficients.is_empty() || v.coefficients.is_empty() {
            return Self::new(value, Vec::new(), order, defined);
        }
        // What is not known of one factor is at least as small as the other makes it.
        let known = self.bound().saturating_add(v.known()).min(v.bound().saturating_add(self.known()));
        let term = |k: usize| {
            let from = k.saturating_sub(v.coefficients.len() - 1);
            (from..=k.min(self.coefficients.len() - 1)).map(|j| self.coefficients[j] * v.coefficients[k - j]).sum()
        };
        let exact = self.exact && v.exact && self.degree() + v.degree() <= order;
        Self::new(value, (0..known.min(order + 1)).map(term).collect(), order, defined).if_exact(exact)
    }

    fn divide(&self, v: &Self) -> Self {
        let (value, order) = (self.value.divide(&v.value), self.order.max(v.order));
        let defined = self.defined && v.defined && !v.is_zero();
        let quotient = |coefficients| Self::new(value, coefficients, order, defined);
        if self.is_zero() && v.lowest().is_some() {
            return Self::flat(value, if defined { 0.0 } else { f64::NAN });
        }
        let Some(shift) = v.lowest().filter(|&b| b <= self.bound() && !self.coefficients.is_empty()) else {
            // A pole, or it can't be told.
            return quotient(Vec::new());
        };
        let known = (self.known() - shift).min((v.known() - shift).saturating_add(self.bound() - shift));
        let mut q: Vec<f64> = Vec::new();
        for k in 0..known.min(order + 1) {
            let sum: f64 = (1..=k).map(|j| v.at(shift + j) * q[k - j]).sum();
            q.push((self.at(shift + k) - sum) / v.at(shift));
        }
        quotient(q)
    }

    fn power_integer(&self, n: i32) -> Self {
        let value = self.value.power_integer(n);
        if self.is_constant() {
            return self.map(|u| u.power_integer(n));
        }
        if n == 0 {
            let known = if self.lowest().is_some() { vec![1.0] } else { Vec::new() };
            return Self::new(value, known, 0, self.defined);
        }
        let base = if n < 0 { Self::constant(1.0).divide(self) } else { self.clone() };
        let (mut rest, mut square, mut power) = (n.unsigned_abs(), base, None::<Self>);
        loop {
            if rest & 1 == 1 {
                power = Some(power.map_or_else(|| square.clone(), |power| power.multiply(&square)));
            }
            rest >>= 1;
            if rest == 0 {
                break;
            }
            square = square.multiply(&square);
        }
        let mut power = power.unwrap_or(square).with_value(value);
        if self.lowest() == Some(0)
            && let Some(first) = power.coefficients.first_mut()
        {
            *first = self.limit().power_integer(n);
        }
        power
    }

    fn power_real(&self, p: f64) -> Self {
        if self.is_constant() {
            return self.map(|u| u.power_real(p));
        }
        let value = self.value.power_real(p);
        if self.coefficients.is_empty() || self.just_beside().power_real(p).is_nan() {
            return self.unknown(value, self.defined && self.coefficients.is_empty());
        }
        self.root(p, value, self.limit().power_real(p))
    }

    /// `u^v = e^(v·ln u)`
    fn power(&self, v: &Self) -> Self {
        let (value, limit) = (self.value.power(&v.value), self.limit().power(&v.limit()));
        if self.is_constant() && v.is_constant() {
            return Self::flat(value, limit);
        }
        if v.is_constant() && v.limit().fract() == 0.0 && v.limit().abs() <= f64::from(i32::MAX) {
            return self.power_integer(v.limit() as i32).with_value(value);
        }
        if v.is_constant() {
            return self.power_real(v.limit()).with_value(value);
        }
        let (order, positive) = (self.order.max(v.order), self.side());
        let power =
            |coefficients, defined: bool| Self::new(value, coefficients, order, defined && self.defined && v.defined);
        match (positive, self.lowest()) {
            (Some(Ordering::Greater), Some(0)) => {
                let ln = Self::new(f64::NAN, series::logarithm(&self.coefficients, 0.0), self.order, self.defined);
                let ln = ln.add(&Self::constant(self.limit().ln()));
                let exponent = v.multiply(&ln);
                if exponent.is_constant() {
                    return Self::flat(value, limit);
                }
                power(series::exponential(&exponent.coefficients, limit), true)
            }
            (Some(Ordering::Greater), Some(m)) if v.limit() > 0.0 => {
                let zeros = (m as f64 * v.limit()).ceil() as usize;
                power(vec![0.0; zeros.min(order + 1)], true)
            }
            (Some(Ordering::Equal), _) if v.limit() > 0.0 => power(vec![0.0; order + 1], true),
            // Of negative numbers only whole powers.
            (side, _) => power(Vec::new(), side != Some(Ordering::Less)),
        }
    }

    fn max(&self, v: &Self) -> Self {
        let value = Scalar::max(&self.value, &v.value);
        let ahead = self.subtract(v);
        let chosen = match ahead.side() {
            Some(Ordering::Greater) => self.clone(),
            Some(Ordering::Less) => v.clone(),
            _ => self.agreed(v, value),
        };
        if ahead.defined { chosen.with_value(value) } else { ahead.unknown(value, false) }
    }

    fn min(&self, v: &Self) -> Self {
        self.negate().max(&v.negate()).negate()
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        let value = self.value.piecewise(at_zero, &below.value, &above.value);
        if !self.defined {
            return self.unknown(value, false);
        }
        match (self.side(), at_zero) {
            (Some(Ordering::Less), _) | (Some(Ordering::Equal), AtZero::Below) => below.clone().with_value(value),
            (Some(Ordering::Greater), _) | (Some(Ordering::Equal), AtZero::Above) => above.clone().with_value(value),
            _ => below.agreed(above, value),
        }
    }

    fn apply(&self, f: Function) -> Self {
        functions::apply(self, f)
    }
}

#[cfg(test)]
mod tests;
