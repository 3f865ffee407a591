//! `Lanes`: the values of an expression at several points at once.
//!
//! Straight-line code spends most of its time on finding out what to do next. Done for [`Lanes::WIDTH`] points together,
//! that is paid once, and the arithmetic becomes loops that the compiler turns into vector instructions.

mod circular;
mod exponential;

use super::{Scalar, scalar::MULTIPLIED_OUT};
use crate::symbolic::{AtZero, Function};

/// A number at each of [`Lanes::WIDTH`] points.
///
/// Arithmetic is that of `f64`, lane by lane. `exp`, `ln`, `sin`, `cos`, `tan`, `asin`, `acos`, `atan`, `tanh`, `sigmoid`
/// and `softplus` are worked out for all lanes without branches, to within 4 units in the last place (`tests::close_to_scalars`); the other
/// functions one lane after the other, as for `f64`.
#[derive(Clone, Debug)]
pub struct Lanes([f64; Lanes::WIDTH]);

impl Lanes {
    /// How many points there are.
    pub const WIDTH: usize = 64;

    /// From the values of a column; lanes beyond its end are NaN.
    pub fn load(column: &[f64]) -> Self {
        let mut lanes = [f64::NAN; Self::WIDTH];
        lanes.iter_mut().zip(column).for_each(|(lane, value)| *lane = *value);
        Self(lanes)
    }

    /// Into a column, as far as it goes.
    pub fn store(&self, column: &mut [f64]) {
        column.iter_mut().zip(&self.0).for_each(|(value, lane)| *value = *lane);
    }

    #[inline]
    fn map(&self, f: impl Fn(f64) -> f64) -> Self {
        let mut lanes = self.0;
        for lane in &mut lanes {
            *lane = f(*lane);
        }
        Self(lanes)
    }

    #[inline]
    fn zip(&self, v: &Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let mut lanes = self.0;
        for (lane, v) in lanes.iter_mut().zip(&v.0) {
            *lane = f(*lane, *v);
        }
        Self(lanes)
    }
}

impl Scalar for Lanes {
    fn constant(value: f64) -> Self {
        Self([value; Self::WIDTH])
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

    fn divide(&self, v: &Self) -> Self {
        self.zip(v, |u, v| {
            let quotient = u / v;
            if v == 0.0 { f64::NAN } else { quotient }
        })
    }

    fn power_integer(&self, n: i32) -> Self {
        if n.unsigned_abs() > MULTIPLIED_OUT {
            return self.map(|u| u.power_integer(n));
        }
        let (mut rest, mut square, mut product) = (n.unsigned_abs(), self.clone(), None::<Self>);
        while rest > 0 {
            if rest & 1 == 1 {
                product = Some(product.map_or_else(|| square.clone(), |product| product.multiply(&square)));
            }
            rest >>= 1;
            if rest > 0 {
                square = square.multiply(&square);
            }
        }
        match product {
            Some(product) if n > 0 => product,
            Some(product) => self.zip(&product, |u, power| if u == 0.0 { f64::NAN } else { power.recip() }),
            None => self.map(|u| if u == 0.0 || u.is_nan() { f64::NAN } else { 1.0 }),
        }
    }

    fn power_real(&self, p: f64) -> Self {
        if p == 0.5 { self.map(f64::sqrt) } else { self.map(|u| u.power_real(p)) }
    }

    fn power(&self, v: &Self) -> Self {
        self.zip(v, |u, v| u.power(&v))
    }

    fn max(&self, v: &Self) -> Self {
        self.zip(v, |u, v| {
            let greater = if u < v { v } else { u };
            if v.is_nan() { v } else { greater }
        })
    }

    fn min(&self, v: &Self) -> Self {
        self.zip(v, |u, v| {
            let smaller = if u > v { v } else { u };
            if v.is_nan() { v } else { smaller }
        })
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i].piecewise(at_zero, &below.0[i], &above.0[i])))
    }

    fn apply(&self, f: Function) -> Self {
        match f {
            Function::Exp => self.map(exponential::exp),
            Function::Ln => self.map(exponential::ln),
            Function::Tanh => self.map(exponential::tanh),
            Function::Sigmoid => self.map(exponential::sigmoid),
            Function::Softplus => self.map(exponential::softplus),
            Function::Atan => self.map(circular::atan),
            Function::Asin => self.map(circular::asin),
            Function::Acos => self.map(circular::acos),
            Function::Sqrt => self.map(f64::sqrt),
            Function::Abs => self.map(f64::abs),
            Function::Relu => self.map(|u| if u < 0.0 { 0.0 } else { u }),
            Function::Sin | Function::Cos | Function::Tan if self.0.iter().all(|u| circular::is_near(*u)) => match f {
                Function::Sin => self.map(|u| circular::sin_and_cos(u).0),
                Function::Cos => self.map(|u| circular::sin_and_cos(u).1),
                _ => self.map(|u| {
                    let (sin, cos) = circular::sin_and_cos(u);
                    sin / cos
                }),
            },
            _ => self.map(|u| f.value(u)),
        }
    }
}

#[cfg(test)]
mod tests;
