//! `Lanes`: the values of an expression at several points at once.
//!
//! Straight-line code spends most of its time on finding out what to do next. Done for [`Lanes::WIDTH`] points together,
//! that is paid once, and the arithmetic is done by vector instructions.

mod circular;
mod exponential;
mod pack;

use std::cmp::Ordering;

use super::{Scalar, scalar::MULTIPLIED_OUT, slope::Differentiable};
use crate::symbolic::{AtZero, Function};
use pack::Pack;

/// A number at each of [`Lanes::WIDTH`] points.
///
/// Arithmetic is that of `f64`, lane by lane. `exp`, `ln`, `sin`, `cos`, `tan`, `asin`, `acos`, `atan`, `tanh`, `sigmoid`
/// and `softplus` are worked out for all lanes without branches, to within 4 units in the last place
/// (`tests::close_to_scalars`), as are powers to half an integer; the other functions one lane after the other, as for
/// `f64`.
#[derive(Clone, Copy, Debug)]
pub struct Lanes([Pack; Lanes::PACKS]);

const NAN: Pack = Pack::splat(f64::NAN);
const ZERO: Pack = Pack::splat(0.0);
const ONE: Pack = Pack::splat(1.0);

impl Lanes {
    /// How many points there are.
    pub const WIDTH: usize = 128;

    const PACKS: usize = Self::WIDTH / pack::SIZE;

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

    /// Whether any of them is NaN.
    pub(super) fn has_nan(&self) -> bool {
        self.0.iter().fold(ZERO, |any, u| any | u.is_nan()).any()
    }

    #[inline]
    fn map(&self, f: impl Fn(Pack) -> Pack) -> Self {
        let mut lanes = self.0;
        for lane in &mut lanes {
            *lane = f(*lane);
        }
        Self(lanes)
    }

    #[inline]
    fn zip(&self, v: &Self, f: impl Fn(Pack, Pack) -> Pack) -> Self {
        let mut lanes = self.0;
        for (lane, v) in lanes.iter_mut().zip(&v.0) {
            *lane = f(*lane, *v);
        }
        Self(lanes)
    }

    /// `f` of each lane on its own.
    fn each(&self, f: impl Fn(f64) -> f64) -> Self {
        self.map(|u| pack::each(u, &f))
    }
}

impl Scalar for Lanes {
    fn constant(value: f64) -> Self {
        Self([Pack::splat(value); Self::PACKS])
    }

    fn negate(&self) -> Self {
        self.map(|u| -u)
    }

    fn add(&self, v: &Self) -> Self {
        self.zip(v, |u, v| u + v)
    }

    fn subtract(&self, v: &Self) -> Self {
        self.zip(v, |u, v| u - v)
    }

    fn multiply(&self, v: &Self) -> Self {
        self.zip(v, |u, v| u * v)
    }

    fn scale(&self, c: f64) -> Self {
        self.map(|u| u * c)
    }

    fn divide(&self, v: &Self) -> Self {
        self.zip(v, |u, v| v.simd_eq(ZERO).select(NAN, u / v))
    }

    fn power_integer(&self, n: i32) -> Self {
        if n.unsigned_abs() > MULTIPLIED_OUT {
            return self.each(|u| u.power_integer(n));
        }
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

    fn power_real(&self, p: f64) -> Self {
        // √u times a power of u to an integer
        let whole = p - 0.5;
        if whole == 0.0 {
            self.map(Pack::sqrt)
        } else if whole.fract() == 0.0 && whole.abs() <= f64::from(MULTIPLIED_OUT) {
            self.power_integer(whole as i32).multiply(&self.map(Pack::sqrt))
        } else {
            self.each(|u| u.power_real(p))
        }
    }

    fn power(&self, v: &Self) -> Self {
        let mut power = *self;
        for (u, v) in power.0.iter_mut().zip(&v.0) {
            u.as_mut_array().iter_mut().zip(v.as_array()).for_each(|(u, v)| *u = u.power(v));
        }
        power
    }

    fn max(&self, v: &Self) -> Self {
        self.zip(v, |u, v| (u.simd_lt(v) | v.is_nan()).select(v, u))
    }

    fn min(&self, v: &Self) -> Self {
        self.zip(v, |u, v| (u.simd_gt(v) | v.is_nan()).select(v, u))
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        let mut lanes = self.0;
        for ((on, below), above) in lanes.iter_mut().zip(&below.0).zip(&above.0) {
            let here = match at_zero {
                AtZero::Below => *below,
                AtZero::Above => *above,
                AtZero::Agreed => below.simd_eq(*above).select(*below, NAN),
            };
            let apart = on.simd_lt(ZERO).select(*below, on.simd_gt(ZERO).select(*above, NAN));
            *on = on.simd_eq(ZERO).select(here, apart);
        }
        Self(lanes)
    }

    fn apply(&self, f: Function) -> Self {
        match f {
            Function::Exp => self.map(exponential::exp),
            Function::Ln => self.map(exponential::ln),
            Function::Tanh => self.map(exponential::tanh),
            Function::Sigmoid => self.map(exponential::sigmoid),
            Function::Softplus => self.map(exponential::softplus),
            Function::Elu => self.map(|u| u.simd_lt(ZERO).select(exponential::exp_minus_one(u), u)),
            Function::Atan => self.map(circular::atan),
            Function::Asin => self.map(circular::asin),
            Function::Acos => self.map(circular::acos),
            Function::Sqrt => self.map(Pack::sqrt),
            Function::Abs => self.map(Pack::abs),
            Function::Relu => self.map(|u| u.simd_lt(ZERO).select(ZERO, u)),
            Function::Sin | Function::Cos | Function::Tan if !self.0.iter().any(|u| circular::is_far(*u)) => match f {
                Function::Sin => self.map(|u| circular::sin_and_cos(u).0),
                Function::Cos => self.map(|u| circular::sin_and_cos(u).1),
                _ => self.map(|u| {
                    let (sin, cos) = circular::sin_and_cos(u);
                    sin / cos
                }),
            },
            _ => self.each(|u| f.value(u)),
        }
    }
}

impl Differentiable for Lanes {
    fn side(&self) -> Option<Ordering> {
        let all = |is: fn(Pack) -> Pack| self.0.iter().all(|u| is(*u).all());
        if all(|u| u.simd_gt(ZERO)) {
            Some(Ordering::Greater)
        } else if all(|u| u.simd_lt(ZERO)) {
            Some(Ordering::Less)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests;
