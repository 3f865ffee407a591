//! `Dual`: numbers that carry their derivatives along.

use std::cmp::Ordering;

use crate::symbolic::{AtZero, Function};

use super::{Scalar, slope::Differentiable};

/// A value and its derivatives in N directions: `u + Σ uᵢ′ εᵢ`, computed with `εᵢ εⱼ = 0`.
///
/// One run of a program on duals gives the value and N partial derivatives (forward mode; Griewank and Walther,
/// *Evaluating Derivatives*, ch. 3). The derivatives are exact up to rounding, as those of the rules are.
///
/// A derivative is NaN where there is none: at a kink (`abs(x)` at 0), where the tangent is vertical (`sqrt(x)` and
/// `x^(1/3)` at 0, `asin(x)` at 1), and wherever the value is NaN. Three rules keep that honest:
/// - What does not depend on a direction has the derivative 0 in it, however steep the functions around it are:
///   `abs(y)·x` has the derivative 0 by x at y = 0.
/// - A derivative that is 0 by chance does not hide a missing one: `sqrt(x²)` has none at 0.
/// - A kink changes by no more than a multiple of the step, so a factor that vanishes there smooths it: `abs(x)³`,
///   `abs(x²)`, `x·abs(x)` and `x·max(x, 2x)` have the derivative 0 at 0.
///
/// Where the two sides of a maximum or the two formulas of a piecewise expression meet, there is a derivative if they
/// meet in slope too: `max(x², x³)` has the derivative 0 at 0, and none at 1.
///
/// Not seen are derivatives that exist although a part is vertical or jumps, such as that of `x·sign(x²)` at 0, which is 1,
/// kinks that cancel (`abs(x) - abs(x)`), and changes that touch without crossing (`where(x² > 0, x, 2x)`): the answer is
/// NaN there. Nor is it seen that a function has a value at a point alone: `(-x²)^1.5`, which has none beside 0, gets the
/// derivative 0 there, as `(x²)^1.5` does.
///
/// ```
/// use gradus::numeric::{Dual, Scalar};
/// let x = Dual::<1>::variable(3.0, 0);
/// let f = x.multiply(&x); // x²
/// assert_eq!((f.value(), f.derivative(0)), (9.0, 6.0));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Dual<const N: usize> {
    value: f64,
    tangent: [f64; N],
    /// Bit i: the number depends on direction i. The tangent is 0 where it does not.
    depends: u32,
    /// Bit i: in direction i there is a kink, that is, no derivative but a bound on the difference quotients.
    kinks: u32,
}

impl<const N: usize> Dual<N> {
    const FITS: () = assert!(N <= u32::BITS as usize, "a dual has at most 32 directions");

    /// The variable of direction `direction`, at `value`.
    pub fn variable(value: f64, direction: usize) -> Self {
        let () = Self::FITS;
        let mut tangent = [0.0; N];
        let mut depends = 0;
        if let Some(own) = tangent.get_mut(direction) {
            *own = 1.0;
            depends = 1 << direction;
        }
        Self { value, tangent, depends, kinks: 0 }
    }

    /// The value.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// The derivative in a direction: NaN where the value or the derivative does not exist, 0 if there is no such
    /// direction.
    pub fn derivative(&self, direction: usize) -> f64 {
        if self.value.is_nan() { f64::NAN } else { self.tangent.get(direction).copied().unwrap_or(0.0) }
    }

    /// Whether it can change in a direction at all, as opposed to having the derivative 0 at this point.
    pub fn depends_on(&self, direction: usize) -> bool {
        direction < N && self.depends >> direction & 1 == 1
    }

    fn has_kink(&self, direction: usize) -> bool {
        self.kinks >> direction & 1 == 1
    }

    /// `slope · u′`, and whether that has a kink.
    fn term(&self, direction: usize, slope: f64) -> (f64, bool) {
        if !self.depends_on(direction) || (self.has_kink(direction) && slope == 0.0) {
            (0.0, false)
        } else {
            (slope * self.tangent[direction], self.has_kink(direction) && slope.is_finite())
        }
    }

    /// A function of `self` with the tangent `slope · u′`.
    pub(super) fn chain(&self, value: f64, slope: f64) -> Self {
        Self::with_tangent(value, self.depends, |i| self.term(i, slope))
    }

    /// A function of both with the tangent `by_u · u′ + by_v · v′`.
    fn chain2(&self, v: &Self, value: f64, by_u: f64, by_v: f64) -> Self {
        Self::with_tangent(value, self.depends | v.depends, |i| {
            let terms = [self.term(i, by_u), v.term(i, by_v)];
            // A sum is bounded where both terms are.
            let bounded = terms.iter().all(|(term, kink)| *kink || term.is_finite());
            (terms[0].0 + terms[1].0, bounded && terms.iter().any(|(_, kink)| *kink))
        })
    }

    fn with_tangent(value: f64, depends: u32, term: impl Fn(usize) -> (f64, bool)) -> Self {
        let (mut tangent, mut kinks) = ([0.0; N], 0);
        for (i, t) in tangent.iter_mut().enumerate() {
            let kink;
            (*t, kink) = term(i);
            kinks |= u32::from(kink) << i;
        }
        Self { value, tangent, depends, kinks }
    }
}

impl<const N: usize> Dual<N> {
    /// In each direction the one of two numbers of one value, both of which are neighbours here: their common derivative;
    /// a kink where the derivatives differ and both difference quotients are bounded.
    fn meeting(&self, v: &Self) -> Self {
        Self::with_tangent(self.value, self.depends | v.depends, |i| {
            let ([du, dv], kink) = ([self.tangent[i], v.tangent[i]], self.has_kink(i) || v.has_kink(i));
            let bounded = |u: &Self| u.has_kink(i) || u.tangent[i].is_finite();
            if du == dv && !kink { (du, false) } else { (f64::NAN, bounded(self) && bounded(v)) }
        })
    }

    /// `self`, which was chosen by `by`: without a derivative in directions in which the choice itself may jump.
    fn chosen_by(&self, by: &[&Self]) -> Self {
        let mut chosen = *self;
        for (i, t) in chosen.tangent.iter_mut().enumerate() {
            let jumps = |u: &&Self| u.depends_on(i) && !u.has_kink(i) && !u.tangent[i].is_finite();
            if by.iter().any(jumps) {
                (*t, chosen.depends) = (f64::NAN, chosen.depends | 1 << i);
                chosen.kinks &= !(1 << i);
            }
        }
        chosen
    }
}

impl<const N: usize> Scalar for Dual<N> {
    fn constant(value: f64) -> Self {
        Self { value, tangent: [0.0; N], depends: 0, kinks: 0 }
    }

    fn max(&self, v: &Self) -> Self {
        match self.value.partial_cmp(&v.value) {
            Some(Ordering::Greater) => self.chosen_by(&[v]),
            Some(Ordering::Less) => v.chosen_by(&[self]),
            Some(Ordering::Equal) => self.meeting(v),
            None => Self::constant(f64::NAN),
        }
    }

    fn min(&self, v: &Self) -> Self {
        self.negate().max(&v.negate()).negate()
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        let here = match (self.value.partial_cmp(&0.0), at_zero) {
            (Some(Ordering::Less), _) => return below.chosen_by(&[self]),
            (Some(Ordering::Greater), _) => return above.chosen_by(&[self]),
            (None, _) => return Self::constant(f64::NAN),
            (_, AtZero::Below) => *below,
            (_, AtZero::Above) => *above,
            (_, AtZero::Agreed) if below.value == above.value => below.meeting(above),
            (_, AtZero::Agreed) => return Self::constant(f64::NAN),
        };
        // In directions in which the change is crossed, both formulas are neighbours.
        let crossed = (below.value == above.value).then(|| below.meeting(above));
        let mut met = here;
        met.depends |= self.depends;
        for i in (0..N).filter(|&i| self.depends_on(i)) {
            met.tangent[i] = crossed.map_or(f64::NAN, |c| c.tangent[i]);
            let kink = u32::from(crossed.is_some_and(|c| c.has_kink(i)));
            met.kinks = met.kinks & !(1 << i) | kink << i;
        }
        met
    }

    fn negate(&self) -> Self {
        self.chain(-self.value, -1.0)
    }

    fn add(&self, v: &Self) -> Self {
        self.chain2(v, self.value + v.value, 1.0, 1.0)
    }

    fn subtract(&self, v: &Self) -> Self {
        self.chain2(v, self.value - v.value, 1.0, -1.0)
    }

    fn multiply(&self, v: &Self) -> Self {
        self.chain2(v, self.value * v.value, v.value, self.value)
    }

    /// `(u/v)′ = u′/v - (u/v)/v · v′`
    fn divide(&self, v: &Self) -> Self {
        let value = self.value.divide(&v.value);
        self.chain2(v, value, 1.0.divide(&v.value), -value.divide(&v.value))
    }

    /// `(uⁿ)′ = n uⁿ⁻¹ u′`
    fn power_integer(&self, n: i32) -> Self {
        let slope = match n {
            0 => 0.0,
            1 => 1.0,
            i32::MIN => f64::from(n) * self.value.power_real(f64::from(n) - 1.0),
            _ => f64::from(n) * self.value.power_integer(n - 1),
        };
        self.chain(self.value.power_integer(n), slope)
    }

    /// `(u^p)′ = p u^(p-1) u′`
    fn power_real(&self, p: f64) -> Self {
        self.chain(self.value.power_real(p), p * self.value.power_real(p - 1.0))
    }

    /// `(u^v)′ = v u^(v-1) u′ + u^v ln(u) v′`
    fn power(&self, v: &Self) -> Self {
        let value = self.value.power(&v.value);
        let by_u = match v.value {
            0.0 => 0.0,
            1.0 => 1.0,
            exponent => exponent * self.value.power(&(exponent - 1.0)),
        };
        let by_v = value * Function::Ln.value(self.value);
        let mut power = self.chain2(v, value, by_u, by_v);
        if self.value == 0.0 && v.value > 0.0 {
            // In directions in which the base stays 0, so does the power.
            for (i, t) in power.tangent.iter_mut().enumerate() {
                if !self.depends_on(i) {
                    *t = 0.0;
                }
            }
        }
        power
    }

    /// `f(u)′ = f′(u) u′`
    fn apply(&self, f: Function) -> Self {
        let value = f.value(self.value);
        let slope = f.slope(self.value, value);
        if self.value == 0.0 && matches!(f, Function::Abs | Function::Relu | Function::LeakyRelu) {
            // |f(u+h) - f(u)| ≤ |h|: where u stands still, f(u) does, and where u is bounded, so is f(u).
            return Self::with_tangent(value, self.depends, |i| match self.tangent[i] {
                0.0 => (0.0, false),
                du => (f64::NAN, du.is_finite() || self.has_kink(i)),
            });
        }
        self.chain(value, slope)
    }
}

impl<const N: usize> Differentiable for Dual<N> {
    fn side(&self) -> Option<Ordering> {
        self.value.partial_cmp(&0.0)
    }
}

#[cfg(test)]
mod tests;
