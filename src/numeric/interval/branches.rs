//! Functions of intervals by their monotone branches.

use std::f64::consts::{FRAC_PI_2, PI};

use super::{Decoration, Interval, arithmetic::widened};
use crate::symbolic::Function;

/// A stretch on which a function is monotone, with its limits at both ends.
struct Branch {
    from: f64,
    to: f64,
    at_from: f64,
    at_to: f64,
}

const INF: f64 = f64::INFINITY;

/// Where silu and gelu are least, and how small they are there, to all digits of a double.
const SILU: (f64, f64) = (-1.278_464_542_761_073_7, -0.278_464_542_761_073_8);
const GELU: (f64, f64) = (-0.751_791_524_693_564_5, -0.169_971_207_479_903_66);

/// The branches of a function, from left to right: both ends and the limits there. An end belongs to the domain if the
/// function has a value there.
fn branches(f: Function) -> &'static [[f64; 4]] {
    use Function as F;
    const LINE: &[[f64; 4]] = &[[-INF, INF, -INF, INF]];
    const LOGARITHM: &[[f64; 4]] = &[[0.0, INF, -INF, INF]];
    const INVERSE: &[[f64; 4]] = &[[-INF, 0.0, 0.0, -INF], [0.0, INF, INF, 0.0]];
    const UNIT: &[[f64; 4]] = &[[-INF, INF, -1.0, 1.0]];
    match f {
        F::Exp | F::Softplus => &[[-INF, INF, 0.0, INF]],
        F::Ln | F::Log10 | F::Log2 => LOGARITHM,
        F::Sqrt => &[[0.0, INF, 0.0, INF]],
        F::Cbrt | F::Sinh | F::Asinh | F::LeakyRelu => LINE,
        F::Abs => &[[-INF, 0.0, INF, 0.0], [0.0, INF, 0.0, INF]],
        F::Asin => &[[-1.0, 1.0, -FRAC_PI_2, FRAC_PI_2]],
        F::Acos => &[[-1.0, 1.0, PI, 0.0]],
        F::Atan => &[[-INF, INF, -FRAC_PI_2, FRAC_PI_2]],
        F::Asec => &[[-INF, -1.0, FRAC_PI_2, PI], [1.0, INF, 0.0, FRAC_PI_2]],
        F::Acsc => &[[-INF, -1.0, 0.0, -FRAC_PI_2], [1.0, INF, FRAC_PI_2, 0.0]],
        F::Acot => &[[-INF, INF, PI, 0.0]],
        F::Cosh => &[[-INF, 0.0, INF, 1.0], [0.0, INF, 1.0, INF]],
        F::Tanh | F::Erf => UNIT,
        F::Sech => &[[-INF, 0.0, 0.0, 1.0], [0.0, INF, 1.0, 0.0]],
        F::Csch | F::Acsch => INVERSE,
        F::Coth => &[[-INF, 0.0, -1.0, -INF], [0.0, INF, INF, 1.0]],
        F::Acosh => &[[1.0, INF, 0.0, INF]],
        F::Atanh => &[[-1.0, 1.0, -INF, INF]],
        F::Asech => &[[0.0, 1.0, INF, 0.0]],
        F::Acoth => &[[-INF, -1.0, 0.0, -INF], [1.0, INF, INF, 0.0]],
        F::Erfc => &[[-INF, INF, 2.0, 0.0]],
        F::Sigmoid => &[[-INF, INF, 0.0, 1.0]],
        F::Relu => &[[-INF, 0.0, 0.0, 0.0], [0.0, INF, 0.0, INF]],
        F::Elu => &[[-INF, INF, -1.0, INF]],
        F::Silu => &[[-INF, SILU.0, 0.0, SILU.1], [SILU.0, INF, SILU.1, INF]],
        F::Gelu => &[[-INF, GELU.0, 0.0, GELU.1], [GELU.0, INF, GELU.1, INF]],
        F::Sin | F::Cos | F::Tan | F::Sec | F::Csc | F::Cot | F::Sign | F::Step => &[],
    }
}

impl Branch {
    /// What the function is over the part of the branch that lies in `u`.
    fn over(&self, f: Function, u: &Interval) -> Option<(f64, f64)> {
        let (a, b) = (u.lo.max(self.from), u.hi.min(self.to));
        if a > b || (a == b && f.value(a).is_nan()) {
            return None;
        }
        let start = if a == self.from { limit(self.at_from) } else { at(f, a) };
        let end = if b == self.to { limit(self.at_to) } else { at(f, b) };
        let range = (limit(self.at_from.min(self.at_to)).0, limit(self.at_from.max(self.at_to)).1);
        Some((start.0.min(end.0).max(range.0), start.1.max(end.1).min(range.1)))
    }
}

/// What a limit stands for; the integers among them are meant exactly.
fn limit(value: f64) -> (f64, f64) {
    if value.fract() == 0.0 || value.is_infinite() { (value, value) } else { widened(value) }
}

/// The value at a bound, exact where it is known to be.
fn at(f: Function, u: f64) -> (f64, f64) {
    use Function as F;
    let value = f.value(u);
    let exact = match f {
        F::Abs | F::Relu => true,
        F::Elu | F::LeakyRelu => u >= 0.0,
        F::Sqrt => f64::from(value as f32) == value && value * value == u && u.is_normal(),
        F::Acos | F::Acot | F::Softplus => false,
        F::Ln | F::Log10 | F::Log2 => u == 1.0,
        _ => u == 0.0,
    };
    if exact { (value, value) } else { widened(value) }
}

pub(super) fn apply(f: Function, u: &Interval) -> Interval {
    if u.is_empty() {
        return Interval::EMPTY;
    }
    let branches = branches(f).iter().map(|&[from, to, at_from, at_to]| Branch { from, to, at_from, at_to });
    let branches: Vec<Branch> = branches.collect();
    let parts = branches.iter().filter_map(|branch| branch.over(f, u));
    let Some((lo, hi)) = parts.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else { return Interval::EMPTY };
    let decoration = if is_defined(f, &branches, u) { u.decoration } else { Decoration::Trivial };
    Interval::decorated(lo, hi, decoration)
}

/// Whether the branches cover an interval without a gap. They are continuous, also where two meet.
fn is_defined(f: Function, branches: &[Branch], u: &Interval) -> bool {
    let mut reached = None;
    for branch in branches.iter().filter(|branch| branch.from <= u.hi && branch.to >= u.lo) {
        let starts = branch.from <= reached.unwrap_or(u.lo);
        let ends = [branch.from, branch.to, u.lo, u.hi];
        let inside = ends.into_iter().filter(|end| branch.from <= *end && *end <= branch.to && u.contains(*end));
        if !starts || inside.into_iter().any(|end| f.value(end).is_nan()) {
            return false;
        }
        reached = Some(branch.to);
    }
    reached.is_some_and(|reached| reached >= u.hi)
}

pub(super) fn sign(u: &Interval) -> Interval {
    let one_of = |v: f64| if v == 0.0 { 0.0 } else { v.signum() };
    let steady = u.lo > 0.0 || u.hi < 0.0 || u.sign() == Some(0);
    whole(u, one_of(u.lo), one_of(u.hi), if steady { Decoration::Common } else { Decoration::Defined })
}

/// It has no value at 0.
pub(super) fn step(u: &Interval) -> Interval {
    if u.sign() == Some(0) {
        return Interval::EMPTY;
    }
    let known = if u.contains(0.0) { Decoration::Trivial } else { Decoration::Common };
    whole(u, f64::from(u8::from(u.lo >= 0.0)), f64::from(u8::from(u.hi > 0.0)), known)
}

fn whole(u: &Interval, lo: f64, hi: f64, known: Decoration) -> Interval {
    if u.is_empty() { Interval::EMPTY } else { Interval::decorated(lo, hi, u.decoration.min(known)) }
}
