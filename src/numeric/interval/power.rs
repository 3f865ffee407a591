//! Powers of intervals.

use super::{super::scalar::MULTIPLIED_OUT, Decoration, Interval, Scalar, arithmetic::widened};

/// The greatest integer up to which all are doubles.
const INTEGERS: f64 = 9_007_199_254_740_992.0;

/// `uⁿ`; nothing for u = 0 and n ≤ 0.
pub(super) fn integer(u: &Interval, n: i32) -> Interval {
    match n {
        _ if u.is_empty() => Interval::EMPTY,
        0 => {
            let decoration = if u.contains(0.0) { Decoration::Trivial } else { u.decoration };
            if u.sign() == Some(0) { Interval::EMPTY } else { Interval::decorated(1.0, 1.0, decoration) }
        }
        1 => *u,
        -1 => Interval::constant(1.0).divide(u),
        _ => {
            let even = n % 2 == 0;
            let negative = (u.lo < 0.0).then(|| of_positive(-u.hi.min(0.0), -u.lo, n));
            let positive = (u.hi > 0.0).then(|| of_positive(u.lo.max(0.0), u.hi, n));
            let negative = negative.map(|(lo, hi)| if even { (lo, hi) } else { (-hi, -lo) });
            let zero = (n > 0 && u.contains(0.0)).then_some((0.0, 0.0));
            let decoration = if n < 0 && u.contains(0.0) { Decoration::Trivial } else { u.decoration };
            hull([negative, zero, positive], decoration)
        }
    }
}

/// The powers of `0 ≤ a ≤ b`, `b` not 0.
fn of_positive(a: f64, b: f64, n: i32) -> (f64, f64) {
    let at = |u: f64| {
        let p = u.power_integer(n);
        match u {
            0.0 if n < 0 => (f64::INFINITY, f64::INFINITY),
            0.0 => (0.0, 0.0),
            _ if u.is_infinite() => (p, p),
            // Products of integers are exact where they fit.
            _ if n > 0 && n.unsigned_abs() <= MULTIPLIED_OUT && u.fract() == 0.0 && p <= INTEGERS => (p, p),
            _ => widened(p),
        }
    };
    let (least, most) = if n < 0 { (at(b), at(a)) } else { (at(a), at(b)) };
    (least.0.max(0.0), most.1)
}

fn hull(parts: [Option<(f64, f64)>; 3], decoration: Decoration) -> Interval {
    let parts = parts.into_iter().flatten();
    let hull = parts.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    hull.map_or(Interval::EMPTY, |(lo, hi)| Interval::decorated(lo, hi, decoration))
}

/// `u^p` for a constant p: nothing for u < 0, and for u = 0 unless p > 0.
pub(super) fn real(u: &Interval, p: f64) -> Interval {
    if p.is_nan() || u.hi < 0.0 {
        return Interval::EMPTY;
    }
    let powers = of_not_negative(u, &Interval::point(p));
    if u.lo < 0.0 || p.is_infinite() { powers.at_most(Decoration::Trivial) } else { powers }
}

/// `u^v`: for u < 0 only where v is an integer, for u = 0 only where v > 0.
pub(super) fn general(u: &Interval, v: &Interval) -> Interval {
    if u.is_empty() || v.is_empty() {
        return Interval::EMPTY;
    }
    if v.lo == v.hi && v.lo.fract() == 0.0 && v.lo.abs() <= f64::from(i32::MAX) {
        return integer(u, v.lo as i32).at_most(v.decoration);
    }
    let right = of_not_negative(u, v);
    if u.lo >= 0.0 {
        return right;
    }
    let left = of_negative(u.lo, u.hi.min(0.0), v);
    left.hull(&right).at_most(Decoration::Trivial)
}

/// `u^v` for the u that are not negative: monotone in each, so that the extremes are at the corners.
fn of_not_negative(u: &Interval, v: &Interval) -> Interval {
    let part = Interval { lo: u.lo.max(0.0) + 0.0, ..*u };
    if part.is_empty() || v.is_empty() || (part.hi == 0.0 && v.hi <= 0.0) {
        return Interval::EMPTY;
    }
    let powers = Interval::of_corners(&part, v, corner);
    let powers = Interval { lo: powers.lo.max(0.0), ..powers };
    if part.lo == 0.0 && v.lo <= 0.0 { powers.at_most(Decoration::Trivial) } else { powers }
}

/// A power of bounds, of which 0 and infinity are limits.
fn corner(u: f64, v: f64) -> (f64, f64) {
    let p = u.powf(v);
    if p.is_nan() {
        (0.0, f64::INFINITY)
    } else if u == 0.0 || u == 1.0 || v == 0.0 || u.is_infinite() || v.is_infinite() {
        (p, p)
    } else {
        let (lo, hi) = widened(p);
        if (u < 1.0) == (v > 0.0) { (lo, hi.min(1.0)) } else { (lo.max(1.0), hi) }
    }
}

/// `u^v` for the u from `lo` to `hi ≤ 0` without 0, at the integers in v.
fn of_negative(lo: f64, hi: f64, v: &Interval) -> Interval {
    let (first, last) = (v.lo.ceil(), v.hi.floor());
    if first > last {
        return Interval::EMPTY;
    }
    let exponents = Interval { lo: first, hi: last, ..*v };
    let size = Interval::of_corners(&Interval::new(-hi + 0.0, -lo), &exponents, corner);
    let (odd, even) = (first % 2.0 != 0.0 || first < last, first % 2.0 == 0.0 || first < last);
    let (least, most) = (size.lo.max(0.0), size.hi);
    let bounds = [odd.then_some((-most, -least)), even.then_some((least, most)), None];
    hull(bounds, Decoration::Trivial)
}
