//! Arithmetic and elementary functions on [`Lanes::WIDTH`] doubles at once, by vector instructions.
//!
//! It is a package of its own because the page is compiled for size and this for speed: what is drawn is a column of
//! numbers, and all of its time is spent here.
//!
//! Real numbers throughout: a division by 0 and the logarithm of what is not positive are NaN, and NaN stays.

mod circular;
mod exponential;
mod pack;

use std::{array, cmp::Ordering};

use pack::Pack;

/// A double at each of [`Lanes::WIDTH`] points.
///
/// The arithmetic is that of `f64`, lane by lane. The functions are worked out for all lanes without branches, to within 4
/// units in the last place.
///
/// ```
/// use gradus_lanes::Lanes;
/// let mut column = [0.0; 3];
/// Lanes::load(&[1.0, 4.0, -9.0]).sqrt().scale(2.0).store(&mut column);
/// assert_eq!(column[..2], [2.0, 4.0]);
/// assert!(column[2].is_nan());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Lanes([Pack; Lanes::PACKS]);

const NAN: Pack = Pack::splat(f64::NAN);
const ZERO: Pack = Pack::splat(0.0);
const ONE: Pack = Pack::splat(1.0);

impl Lanes {
    /// How many points there are: enough that finding out what to do next costs little beside doing it, and few enough
    /// that a program's numbers stay in the nearest cache.
    pub const WIDTH: usize = 128;

    const PACKS: usize = Self::WIDTH / pack::SIZE;

    /// One value in all lanes.
    pub fn splat(value: f64) -> Self {
        Self([Pack::splat(value); Self::PACKS])
    }

    /// From the values of a column; lanes beyond its end are NaN.
    pub fn load(column: &[f64]) -> Self {
        let mut lanes = [NAN; Self::PACKS];
        for (pack, values) in lanes.iter_mut().zip(column.chunks(pack::SIZE)) {
            if let Ok(all) = values.try_into() {
                *pack = Pack::new(all);
            } else {
                pack.as_mut_array().iter_mut().zip(values).for_each(|(lane, value)| *lane = *value);
            }
        }
        Self(lanes)
    }

    /// Into a column, as far as it goes.
    pub fn store(&self, column: &mut [f64]) {
        for (pack, values) in self.0.iter().zip(column.chunks_mut(pack::SIZE)) {
            values.iter_mut().zip(pack.as_array()).for_each(|(value, lane)| *value = *lane);
        }
    }

    /// `f` of each lane on its own.
    #[must_use]
    pub fn each(&self, f: impl Fn(f64) -> f64) -> Self {
        self.map(|u| Pack::new(u.to_array().map(&f)))
    }

    /// `f` of each pair of lanes on its own.
    #[must_use]
    pub fn each_pair(&self, v: &Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let pair = |u: Pack, v: Pack| {
            let (u, v) = (u.to_array(), v.to_array());
            Pack::new(array::from_fn(|i| f(u[i], v[i])))
        };
        self.zip(v, pair)
    }

    #[inline]
    fn map(&self, f: impl Fn(Pack) -> Pack) -> Self {
        Self(array::from_fn(|i| f(self.0[i])))
    }

    #[inline]
    fn zip(&self, v: &Self, f: impl Fn(Pack, Pack) -> Pack) -> Self {
        Self(array::from_fn(|i| f(self.0[i], v.0[i])))
    }
}

/// Whole columns at a glance.
impl Lanes {
    /// Whether any of them is NaN.
    pub fn has_nan(&self) -> bool {
        self.0.iter().fold(ZERO, |any, u| any | u.is_nan()).any()
    }

    /// The side of 0 that all of them are on, if it is one.
    pub fn side(&self) -> Option<Ordering> {
        let all = |is: fn(Pack) -> Pack| self.0.iter().all(|u| is(*u).all());
        if all(|u| u.simd_gt(ZERO)) {
            Some(Ordering::Greater)
        } else if all(|u| u.simd_lt(ZERO)) {
            Some(Ordering::Less)
        } else {
            None
        }
    }

    /// Whether `sin`, `cos` and `tan` are as exact as promised: whether no lane is beyond a million.
    pub fn is_near(&self) -> bool {
        !self.0.iter().any(|u| circular::is_far(*u))
    }
}

/// Arithmetic.
impl Lanes {
    /// `-u`
    #[must_use]
    pub fn negate(&self) -> Self {
        self.map(|u| -u)
    }

    /// `u + v`
    #[must_use]
    pub fn add(&self, v: &Self) -> Self {
        self.zip(v, |u, v| u + v)
    }

    /// `u - v`
    #[must_use]
    pub fn subtract(&self, v: &Self) -> Self {
        self.zip(v, |u, v| u - v)
    }

    /// `u·v`
    #[must_use]
    pub fn multiply(&self, v: &Self) -> Self {
        self.zip(v, |u, v| u * v)
    }

    /// `c·u`
    #[must_use]
    pub fn scale(&self, c: f64) -> Self {
        self.map(|u| u * c)
    }

    /// `u/v`, with no value where v is 0.
    #[must_use]
    pub fn divide(&self, v: &Self) -> Self {
        self.zip(v, |u, v| v.simd_eq(ZERO).select(NAN, u / v))
    }

    /// `uⁿ`, multiplied out; no value for u = 0 and n ≤ 0.
    #[must_use]
    pub fn power(&self, n: i32) -> Self {
        let power = |u: Pack| {
            let (mut rest, mut square, mut product) = (n.unsigned_abs(), u, ONE);
            while rest > 0 {
                if rest & 1 == 1 {
                    product *= square;
                }
                square *= square;
                rest >>= 1;
            }
            product
        };
        match n {
            0 => self.map(|u| (u.simd_eq(ZERO) | u.is_nan()).select(NAN, ONE)),
            2 => self.map(|u| u * u),
            3 => self.map(|u| u * u * u),
            1.. => self.map(power),
            _ => self.map(|u| u.simd_eq(ZERO).select(NAN, ONE / power(u))),
        }
    }

    /// The greater of both, where both have a value.
    #[must_use]
    pub fn max(&self, v: &Self) -> Self {
        self.zip(v, |u, v| (u.simd_lt(v) | v.is_nan()).select(v, u))
    }

    /// The smaller of both, where both have a value.
    #[must_use]
    pub fn min(&self, v: &Self) -> Self {
        self.zip(v, |u, v| (u.simd_gt(v) | v.is_nan()).select(v, u))
    }

    /// Both, where they are the same.
    #[must_use]
    pub fn agreed(&self, v: &Self) -> Self {
        self.zip(v, |u, v| u.simd_eq(v).select(u, NAN))
    }

    /// `below` where this is negative, `here` where it is 0, `above` where it is positive.
    #[must_use]
    pub fn by_sign(&self, below: &Self, here: &Self, above: &Self) -> Self {
        let chosen = |i: usize| {
            let on = self.0[i];
            let apart = on.simd_lt(ZERO).select(below.0[i], on.simd_gt(ZERO).select(above.0[i], NAN));
            on.simd_eq(ZERO).select(here.0[i], apart)
        };
        Self(array::from_fn(chosen))
    }
}

/// Functions.
impl Lanes {
    /// `√u`
    #[must_use]
    pub fn sqrt(&self) -> Self {
        self.map(Pack::sqrt)
    }

    /// `|u|`
    #[must_use]
    pub fn abs(&self) -> Self {
        self.map(Pack::abs)
    }

    /// `max(0, u)`
    #[must_use]
    pub fn relu(&self) -> Self {
        self.map(|u| u.simd_lt(ZERO).select(ZERO, u))
    }

    /// `u`, but `e^u - 1` where that is negative.
    #[must_use]
    pub fn elu(&self) -> Self {
        self.map(|u| u.simd_lt(ZERO).select(exponential::exp_minus_one(u), u))
    }

    /// `e^u`
    #[must_use]
    pub fn exp(&self) -> Self {
        self.map(exponential::exp)
    }

    /// `ln u`
    #[must_use]
    pub fn ln(&self) -> Self {
        self.map(exponential::ln)
    }

    /// `tanh u`
    #[must_use]
    pub fn tanh(&self) -> Self {
        self.map(exponential::tanh)
    }

    /// `1/(1 + e^-u)`
    #[must_use]
    pub fn sigmoid(&self) -> Self {
        self.map(exponential::sigmoid)
    }

    /// `ln(1 + e^u)`
    #[must_use]
    pub fn softplus(&self) -> Self {
        self.map(exponential::softplus)
    }

    /// `sin u`, where [near](Self::is_near).
    #[must_use]
    pub fn sin(&self) -> Self {
        self.map(|u| circular::sin_and_cos(u).0)
    }

    /// `cos u`, where [near](Self::is_near).
    #[must_use]
    pub fn cos(&self) -> Self {
        self.map(|u| circular::sin_and_cos(u).1)
    }

    /// `tan u`, where [near](Self::is_near).
    #[must_use]
    pub fn tan(&self) -> Self {
        let quotient = |u| {
            let (sin, cos) = circular::sin_and_cos(u);
            sin / cos
        };
        self.map(quotient)
    }

    /// `arcsin u`
    #[must_use]
    pub fn asin(&self) -> Self {
        self.map(circular::asin)
    }

    /// `arccos u`
    #[must_use]
    pub fn acos(&self) -> Self {
        self.map(circular::acos)
    }

    /// `arctan u`
    #[must_use]
    pub fn atan(&self) -> Self {
        self.map(circular::atan)
    }
}
