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
/// units in the last place. All write over the last argument, whatever stands there: a column is large, and would be copied
/// on its way out.
///
/// ```
/// use gradus_lanes::Lanes;
/// let mut column = [0.0; 3];
/// let [mut u, mut roots] = [Lanes::splat(0.0); 2];
/// u.load(&[1.0, 4.0, -9.0]);
/// u.sqrt(&mut roots);
/// roots.store(&mut column);
/// assert_eq!(column[..2], [1.0, 2.0]);
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

    /// Takes the values of a column; lanes beyond its end are NaN.
    pub fn load(&mut self, column: &[f64]) {
        for (i, pack) in self.0.iter_mut().enumerate() {
            let values = column.get(i * pack::SIZE..).unwrap_or_default();
            if let Some(all) = values.first_chunk() {
                *pack = Pack::new(*all);
            } else {
                *pack = NAN;
                pack.as_mut_array().iter_mut().zip(values).for_each(|(lane, value)| *lane = *value);
            }
        }
    }

    /// Into a column, as far as it goes.
    pub fn store(&self, column: &mut [f64]) {
        for (pack, values) in self.0.iter().zip(column.chunks_mut(pack::SIZE)) {
            values.iter_mut().zip(pack.as_array()).for_each(|(value, lane)| *value = *lane);
        }
    }

    /// `f` of each lane on its own.
    pub fn each(&self, f: impl Fn(f64) -> f64, out: &mut Self) {
        self.map(out, |u| Pack::new(u.to_array().map(&f)));
    }

    /// `f` of each pair of lanes on its own.
    pub fn each_pair(&self, v: &Self, f: impl Fn(f64, f64) -> f64, out: &mut Self) {
        let pair = |u: Pack, v: Pack| {
            let (u, v) = (u.to_array(), v.to_array());
            Pack::new(array::from_fn(|i| f(u[i], v[i])))
        };
        self.zip(v, out, pair);
    }

    #[inline]
    fn map(&self, out: &mut Self, f: impl Fn(Pack) -> Pack) {
        for (out, u) in out.0.iter_mut().zip(&self.0) {
            *out = f(*u);
        }
    }

    #[inline]
    fn map_both(&self, out: &mut Self, other: &mut Self, f: impl Fn(Pack) -> (Pack, Pack)) {
        for ((out, other), u) in out.0.iter_mut().zip(&mut other.0).zip(&self.0) {
            (*out, *other) = f(*u);
        }
    }

    #[inline]
    fn zip(&self, v: &Self, out: &mut Self, f: impl Fn(Pack, Pack) -> Pack) {
        for (out, (u, v)) in out.0.iter_mut().zip(self.0.iter().zip(&v.0)) {
            *out = f(*u, *v);
        }
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
    pub fn negate(&self, out: &mut Self) {
        self.map(out, |u| -u);
    }

    /// `u + v`
    pub fn add(&self, v: &Self, out: &mut Self) {
        self.zip(v, out, |u, v| u + v);
    }

    /// `u - v`
    pub fn subtract(&self, v: &Self, out: &mut Self) {
        self.zip(v, out, |u, v| u - v);
    }

    /// `u·v`
    pub fn multiply(&self, v: &Self, out: &mut Self) {
        self.zip(v, out, |u, v| u * v);
    }

    /// `c·u`
    pub fn scale(&self, c: f64, out: &mut Self) {
        self.map(out, |u| u * c);
    }

    /// `u/v`, with no value where v is 0.
    pub fn divide(&self, v: &Self, out: &mut Self) {
        self.zip(v, out, |u, v| v.simd_eq(ZERO).select(NAN, u / v));
    }

    /// `uⁿ`, multiplied out; no value for u = 0 and n ≤ 0.
    pub fn power(&self, n: i32, out: &mut Self) {
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
            0 => self.map(out, |u| (u.simd_eq(ZERO) | u.is_nan()).select(NAN, ONE)),
            2 => self.map(out, |u| u * u),
            3 => self.map(out, |u| u * u * u),
            4 => self.map(out, |u| (u * u) * (u * u)),
            1.. => self.map(out, power),
            _ => self.map(out, |u| u.simd_eq(ZERO).select(NAN, ONE / power(u))),
        }
    }

    /// The greater of both, where both have a value.
    pub fn max(&self, v: &Self, out: &mut Self) {
        self.zip(v, out, |u, v| (u.simd_lt(v) | v.is_nan()).select(v, u));
    }

    /// The smaller of both, where both have a value.
    pub fn min(&self, v: &Self, out: &mut Self) {
        self.zip(v, out, |u, v| (u.simd_gt(v) | v.is_nan()).select(v, u));
    }

    /// Both, where they are the same.
    pub fn agreed(&self, v: &Self, out: &mut Self) {
        self.zip(v, out, |u, v| u.simd_eq(v).select(u, NAN));
    }

    /// `below` where this is negative, `here` where it is 0, `above` where it is positive.
    pub fn by_sign(&self, below: &Self, here: &Self, above: &Self, out: &mut Self) {
        for (i, out) in out.0.iter_mut().enumerate() {
            let on = self.0[i];
            let apart = on.simd_lt(ZERO).select(below.0[i], on.simd_gt(ZERO).select(above.0[i], NAN));
            *out = on.simd_eq(ZERO).select(here.0[i], apart);
        }
    }
}

/// Functions.
impl Lanes {
    /// `√u`
    pub fn sqrt(&self, out: &mut Self) {
        self.map(out, Pack::sqrt);
    }

    /// `|u|`
    pub fn abs(&self, out: &mut Self) {
        self.map(out, Pack::abs);
    }

    /// `max(0, u)`
    pub fn relu(&self, out: &mut Self) {
        self.map(out, |u| u.simd_lt(ZERO).select(ZERO, u));
    }

    /// `u`, but `e^u - 1` where that is negative.
    pub fn elu(&self, out: &mut Self) {
        self.map(out, |u| u.simd_lt(ZERO).select(exponential::exp_minus_one(u), u));
    }

    /// `e^u`
    pub fn exp(&self, out: &mut Self) {
        self.map(out, exponential::exp);
    }

    /// `ln u`
    pub fn ln(&self, out: &mut Self) {
        self.map(out, exponential::ln);
    }

    /// `tanh u`
    pub fn tanh(&self, out: &mut Self) {
        self.map(out, exponential::tanh);
    }

    /// `1/cosh u`
    pub fn sech(&self, out: &mut Self) {
        self.map(out, exponential::sech);
    }

    /// `1/(1 + e^-u)`
    pub fn sigmoid(&self, out: &mut Self) {
        self.map(out, exponential::sigmoid);
    }

    /// `ln(1 + e^u)`
    pub fn softplus(&self, out: &mut Self) {
        self.map(out, exponential::softplus);
    }

    /// `sin u`, where [near](Self::is_near).
    pub fn sin(&self, out: &mut Self) {
        self.map(out, circular::sin);
    }

    /// `cos u`, where [near](Self::is_near).
    pub fn cos(&self, out: &mut Self) {
        self.map(out, circular::cos);
    }

    /// `tan u`, where [near](Self::is_near).
    pub fn tan(&self, out: &mut Self) {
        self.map(out, |u| circular::sin(u) / circular::cos(u));
    }

    /// `arcsin u`
    pub fn asin(&self, out: &mut Self) {
        self.map(out, circular::asin);
    }

    /// `arccos u`
    pub fn acos(&self, out: &mut Self) {
        self.map(out, circular::acos);
    }

    /// `arctan u`
    pub fn atan(&self, out: &mut Self) {
        self.map(out, circular::atan);
    }
}

/// Two functions for little more than the price of one.
impl Lanes {
    /// `sin u` and `cos u`, where [near](Self::is_near).
    pub fn sin_and_cos(&self, sin: &mut Self, cos: &mut Self) {
        self.map_both(sin, cos, circular::sin_and_cos);
    }

    /// `tanh u` and `1/cosh u`
    pub fn tanh_and_sech(&self, tanh: &mut Self, sech: &mut Self) {
        self.map_both(tanh, sech, exponential::tanh_and_sech);
    }

    /// `ln(1 + e^u)` and `1/(1 + e^-u)`
    pub fn softplus_and_sigmoid(&self, softplus: &mut Self, sigmoid: &mut Self) {
        self.map_both(softplus, sigmoid, exponential::softplus_and_sigmoid);
    }
}
