//! Programs at many points at once: straight-line code spends most of its time on finding out what to do next, which is
//! paid once for all lanes.

use std::cmp::Ordering;

pub use gradus_lanes::Lanes;

use super::{Differentiable, Scalar, scalar::MULTIPLIED_OUT};
use crate::symbolic::{AtZero, Function};

/// `exp`, `ln`, `sin`, `cos`, `tan`, `asin`, `acos`, `atan`, `tanh`, `sigmoid`, `softplus`, `elu` and powers to half an
/// integer are worked out for all lanes together, to within 4 units in the last place (`tests::close_to_scalars`); what
/// is not is done one lane after the other, as for `f64`.
impl Scalar for Lanes {
    fn constant(value: f64) -> Self {
        Self::splat(value)
    }

    fn negate(&self) -> Self {
        self.negate()
    }

    fn add(&self, v: &Self) -> Self {
        self.add(v)
    }

    fn subtract(&self, v: &Self) -> Self {
        self.subtract(v)
    }

    fn multiply(&self, v: &Self) -> Self {
        self.multiply(v)
    }

    fn scale(&self, c: f64) -> Self {
        self.scale(c)
    }

    fn divide(&self, v: &Self) -> Self {
        self.divide(v)
    }

    fn power_integer(&self, n: i32) -> Self {
        if n.unsigned_abs() > MULTIPLIED_OUT { self.each(|u| u.power_integer(n)) } else { self.power(n) }
    }

    fn power_real(&self, p: f64) -> Self {
        // √u times a power of u to an integer
        let whole = p - 0.5;
        if whole == 0.0 {
            self.sqrt()
        } else if whole.fract() == 0.0 && whole.abs() <= f64::from(MULTIPLIED_OUT) {
            self.power(whole as i32).multiply(&self.sqrt())
        } else {
            self.each(|u| u.power_real(p))
        }
    }

    fn power(&self, v: &Self) -> Self {
        self.each_pair(v, |u, v| u.power(&v))
    }

    fn max(&self, v: &Self) -> Self {
        self.max(v)
    }

    fn min(&self, v: &Self) -> Self {
        self.min(v)
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        match at_zero {
            AtZero::Below => self.by_sign(below, below, above),
            AtZero::Above => self.by_sign(below, above, above),
            AtZero::Agreed => self.by_sign(below, &below.agreed(above), above),
        }
    }

    fn apply(&self, f: Function) -> Self {
        match f {
            Function::Exp => self.exp(),
            Function::Ln => self.ln(),
            Function::Tanh => self.tanh(),
            Function::Sigmoid => self.sigmoid(),
            Function::Softplus => self.softplus(),
            Function::Elu => self.elu(),
            Function::Atan => self.atan(),
            Function::Asin => self.asin(),
            Function::Acos => self.acos(),
            Function::Sqrt => self.sqrt(),
            Function::Abs => self.abs(),
            Function::Relu => self.relu(),
            Function::Sin if self.is_near() => self.sin(),
            Function::Cos if self.is_near() => self.cos(),
            Function::Tan if self.is_near() => self.tan(),
            _ => self.each(|u| f.value(u)),
        }
    }
}

impl Differentiable for Lanes {
    fn side(&self) -> Option<Ordering> {
        self.side()
    }
}

#[cfg(test)]
mod tests;
