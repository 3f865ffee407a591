//! Programs at many points at once: straight-line code spends most of its time on finding out what to do next, which is
//! paid once for all lanes.

use std::cmp::Ordering;

pub use gradus_lanes::Lanes;

use super::{Differentiable, Operation, Scalar, Slot, scalar::MULTIPLIED_OUT};
use crate::symbolic::{AtZero, Function};

/// `exp`, `ln`, `sin`, `cos`, `tan`, `asin`, `acos`, `atan`, `tanh`, `sigmoid`, `softplus`, `elu` and powers to half an
/// integer are worked out for all lanes together, to within 4 units in the last place (`tests::close_to_scalars`); what
/// is not is done one lane after the other, as for `f64`.
impl Scalar for Lanes {
    fn constant(value: f64) -> Self {
        Self::splat(value)
    }

    fn negate(&self) -> Self {
        written(|out| self.negate(out))
    }

    fn add(&self, v: &Self) -> Self {
        written(|out| self.add(v, out))
    }

    fn subtract(&self, v: &Self) -> Self {
        written(|out| self.subtract(v, out))
    }

    fn multiply(&self, v: &Self) -> Self {
        written(|out| self.multiply(v, out))
    }

    fn scale(&self, c: f64) -> Self {
        written(|out| self.scale(c, out))
    }

    fn divide(&self, v: &Self) -> Self {
        written(|out| self.divide(v, out))
    }

    fn power_integer(&self, n: i32) -> Self {
        written(|out| write_power_integer(self, n, out))
    }

    fn power_real(&self, p: f64) -> Self {
        written(|out| write_power_real(self, p, out))
    }

    fn power(&self, v: &Self) -> Self {
        written(|out| self.each_pair(v, |u, v| u.power(&v), out))
    }

    fn max(&self, v: &Self) -> Self {
        written(|out| self.max(v, out))
    }

    fn min(&self, v: &Self) -> Self {
        written(|out| self.min(v, out))
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        written(|out| match at_zero {
            AtZero::Below => self.by_sign(below, below, above, out),
            AtZero::Above => self.by_sign(below, above, above, out),
            AtZero::Agreed => self.by_sign(below, &written(|here| below.agreed(above, here)), above, out),
        })
    }

    fn apply(&self, f: Function) -> Self {
        written(|out| write_function(f, self, out))
    }

    fn operate(operation: Operation, constants: &[f64], earlier: &[Self], result: &mut Self) {
        let at = |i: Slot| &earlier[i as usize];
        match operation {
            Operation::Negate(u) => at(u).negate(result),
            Operation::Add(u, v) => at(u).add(at(v), result),
            Operation::Subtract(u, v) => at(u).subtract(at(v), result),
            Operation::Multiply(u, v) => at(u).multiply(at(v), result),
            Operation::Divide(u, v) => at(u).divide(at(v), result),
            Operation::PowerInteger(u, n) => write_power_integer(at(u), n, result),
            Operation::PowerReal(u, p) => write_power_real(at(u), constants[p as usize], result),
            Operation::Apply(f, u) => write_function(f, at(u), result),
            _ => *result = operation.result(constants, earlier),
        }
    }

    fn apply_both(&self, (f, of_f): (Function, &mut Self), (g, of_g): (Function, &mut Self)) -> bool {
        match (f, g) {
            (Function::Sin, Function::Cos) if self.is_near() => self.sin_and_cos(of_f, of_g),
            (Function::Cos, Function::Sin) if self.is_near() => self.sin_and_cos(of_g, of_f),
            (Function::Tanh, Function::Sech) => self.tanh_and_sech(of_f, of_g),
            (Function::Softplus, Function::Sigmoid) => self.softplus_and_sigmoid(of_f, of_g),
            _ => return false,
        }
        true
    }
}

/// A new column.
fn written(write: impl FnOnce(&mut Lanes)) -> Lanes {
    let mut out = Lanes::splat(f64::NAN);
    write(&mut out);
    out
}

fn write_power_integer(u: &Lanes, n: i32, out: &mut Lanes) {
    if n.unsigned_abs() > MULTIPLIED_OUT { u.each(|u| u.power_integer(n), out) } else { u.power(n, out) }
}

/// A power to half an integer is a power to an integer times √u.
fn write_power_real(u: &Lanes, p: f64, out: &mut Lanes) {
    let whole = p - 0.5;
    if whole == 0.0 {
        u.sqrt(out);
    } else if whole.fract() == 0.0 && whole.abs() <= f64::from(MULTIPLIED_OUT) {
        let (root, power) = (written(|root| u.sqrt(root)), written(|power| u.power(whole as i32, power)));
        power.multiply(&root, out);
    } else {
        u.each(|u| u.power_real(p), out);
    }
}

fn write_function(f: Function, u: &Lanes, out: &mut Lanes) {
    match f {
        Function::Exp => u.exp(out),
        Function::Ln => u.ln(out),
        Function::Tanh => u.tanh(out),
        Function::Sech => u.sech(out),
        Function::Sigmoid => u.sigmoid(out),
        Function::Softplus => u.softplus(out),
        Function::Elu => u.elu(out),
        Function::Atan => u.atan(out),
        Function::Asin => u.asin(out),
        Function::Acos => u.acos(out),
        Function::Sqrt => u.sqrt(out),
        Function::Abs => u.abs(out),
        Function::Relu => u.relu(out),
        Function::Sin if u.is_near() => u.sin(out),
        Function::Cos if u.is_near() => u.cos(out),
        Function::Tan if u.is_near() => u.tan(out),
        _ => u.each(|u| f.value(u), out),
    }
}

impl Differentiable for Lanes {
    fn side(&self) -> Option<Ordering> {
        self.side()
    }
}

#[cfg(test)]
mod tests;
