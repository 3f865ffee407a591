//! Sine, cosine, tangent and cotangent of intervals.

use std::f64::consts::FRAC_2_PI;

use super::{
    Decoration, Interval,
    arithmetic::{SLACK, widened},
};
use crate::symbolic::Function;

/// The ends in quarter turns, rounded outward: the extrema, zeros and poles lie at integers.
fn quarters(u: &Interval) -> (f64, f64) {
    let (lo, hi) = (u.lo * FRAC_2_PI, u.hi * FRAC_2_PI);
    (lo - lo.abs() * SLACK, hi + hi.abs() * SLACK)
}

/// Whether an integer that leaves a remainder may lie between.
fn meets((lo, hi): (f64, f64), remainder: f64, modulus: f64) -> bool {
    let next = ((lo - remainder) / modulus).ceil() * modulus + remainder;
    next <= hi || hi - lo >= modulus
}

pub(super) fn sin(u: &Interval) -> Interval {
    wave(u, Function::Sin, 1.0, 3.0)
}

pub(super) fn cos(u: &Interval) -> Interval {
    wave(u, Function::Cos, 0.0, 2.0)
}

/// A wave with its greatest and least values at those quarter turns.
fn wave(u: &Interval, f: Function, greatest: f64, least: f64) -> Interval {
    if u.is_empty() {
        return Interval::EMPTY;
    }
    if u.reaches_infinity() {
        return Interval::decorated(-1.0, 1.0, Decoration::Trivial);
    }
    let (ends, turns) = ([at(u.lo, f), at(u.hi, f)], quarters(u));
    let lo = if meets(turns, least, 4.0) { -1.0 } else { ends[0].0.min(ends[1].0).max(-1.0) };
    let hi = if meets(turns, greatest, 4.0) { 1.0 } else { ends[0].1.max(ends[1].1).min(1.0) };
    Interval::decorated(lo, hi, u.decoration)
}

/// The value at a bound, exact at 0.
fn at(u: f64, f: Function) -> (f64, f64) {
    let value = f.value(u);
    if u == 0.0 { (value, value) } else { widened(value) }
}

pub(super) fn tan(u: &Interval) -> Interval {
    between_poles(u, 1.0, at(u.lo, Function::Tan), at(u.hi, Function::Tan))
}

pub(super) fn cot(u: &Interval) -> Interval {
    if u.sign() == Some(0) {
        return Interval::EMPTY;
    }
    between_poles(u, 0.0, at(u.hi, Function::Cot), at(u.lo, Function::Cot))
}

/// What lies between two values, unless there may be a pole, at quarter turns of that parity.
fn between_poles(u: &Interval, parity: f64, least: (f64, f64), greatest: (f64, f64)) -> Interval {
    if u.is_empty() {
        Interval::EMPTY
    } else if u.reaches_infinity() || meets(quarters(u), parity, 2.0) {
        Interval::ENTIRE
    } else {
        Interval::decorated(least.0.min(greatest.0), greatest.1.max(least.1), u.decoration)
    }
}
