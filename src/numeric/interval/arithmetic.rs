//! Arithmetic on bounds: each result as the two doubles that hold both the true one and the rounded one.

/// How far a computed power or function may be from the true one, and one computed beside it from both: 16 units in the
/// last place.
pub(super) const SLACK: f64 = 16.0 * f64::EPSILON;

/// The two ends of what a computed value stands for, if it is within half of [`SLACK`] or too small to be normal.
pub(super) fn widened(value: f64) -> (f64, f64) {
    if value.is_infinite() {
        return overflowed(value);
    }
    let slack = value.abs() * SLACK + f64::MIN_POSITIVE;
    (value - slack, value + slack)
}

/// What lies beyond the doubles on the side of an infinity.
fn overflowed(infinity: f64) -> (f64, f64) {
    let nearly = f64::MAX * (1.0 - SLACK);
    if infinity > 0.0 { (nearly, f64::INFINITY) } else { (f64::NEG_INFINITY, -nearly) }
}

/// A result that is off by at most half a unit in the last place; `negative` is its true sign if it came out as 0.
fn rounded(value: f64, negative: bool) -> (f64, f64) {
    let least = f64::from_bits(1);
    if value.is_infinite() {
        overflowed(value)
    } else if value == 0.0 {
        if negative { (-least, 0.0) } else { (0.0, least) }
    } else {
        (value.next_down(), value.next_up())
    }
}

/// Whether it has at most 24 bits, so that the product with another such number is exact.
fn is_short(value: f64) -> bool {
    f64::from(value as f32) == value
}

/// `a + b`, exact where it can be: the error of a sum is a double (Knuth's `TwoSum`).
pub(super) fn sum(a: f64, b: f64) -> (f64, f64) {
    let s = a + b;
    if s.is_infinite() {
        return if a.is_infinite() || b.is_infinite() { (s, s) } else { overflowed(s) };
    }
    let t = s - a;
    let error = (a - (s - t)) + (b - t);
    if error == 0.0 {
        (s, s)
    } else if error > 0.0 {
        (s, s.next_up())
    } else if error < 0.0 {
        (s.next_down(), s)
    } else {
        (s.next_down(), s.next_up())
    }
}

/// `a·b`, where 0 times a bound at infinity is 0.
pub(super) fn multiply(a: f64, b: f64) -> (f64, f64) {
    if a == 0.0 || b == 0.0 {
        return (0.0, 0.0);
    }
    let p = a * b;
    if a.is_infinite() || b.is_infinite() || (p.is_normal() && is_short(a) && is_short(b)) {
        return (p, p);
    }
    rounded(p, (a < 0.0) != (b < 0.0))
}

/// `a/b`; if b is 0 or infinite, the limit with b on the side of that sign.
pub(super) fn quotient(a: f64, b: f64, side: f64) -> (f64, f64) {
    if a == 0.0 || b.is_infinite() {
        return (0.0, 0.0);
    }
    if b == 0.0 || a.is_infinite() {
        let limit = f64::INFINITY.copysign(a) * side;
        return (limit, limit);
    }
    let q = a / b;
    if a.is_normal() && is_short(q) && is_short(b) && q * b == a {
        return (q, q);
    }
    rounded(q, (a < 0.0) != (b < 0.0))
}
