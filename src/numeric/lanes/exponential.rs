//! `exp`, `ln` and what is made of them, without branches, so that loops over them become vector instructions.
//!
//! Numbers are split into a power of 2 and a rest near 1, for which few terms of a series are enough (Muller, *Elementary
//! Functions*, 3rd edition, chapters 3 and 11). Where there is no value the result is NaN, as everywhere on this floor.

use std::f64::consts::{FRAC_1_SQRT_2, LN_2, LOG2_E};

/// Added to a number below 2^51 it rounds that to an integer, which then stands in the last bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// ln 2 in two parts; whole multiples of the first, up to 2^20, are exact.
const LN_2_HIGH: f64 = f64::from_bits(LN_2.to_bits() & !0xffff_ffff);
const LN_2_LOW: f64 = 4.749_325_039_031_672_6e-7;

const MANTISSA: u64 = (1 << 52) - 1;

/// `2^n` for an integer given as `n + ROUND`, for |n| ≤ 1022.
fn power_of_two(rounded: f64) -> f64 {
    f64::from_bits((rounded.to_bits() << 52).wrapping_add(1023 << 52))
}

/// `x` as `n·ln 2 + r` with |r| ≤ ln 2/2: `n + ROUND`, `n` and `r`.
fn reduced(x: f64) -> (f64, f64, f64) {
    let rounded = x * LOG2_E + ROUND;
    let n = rounded - ROUND;
    (rounded, n, (x - n * LN_2_HIGH) - n * LN_2_LOW)
}

/// `(e^r - 1 - r)/r²` for |r| ≤ ln 2/2; by `tests/functions/series.py`, as the other coefficients.
fn series(r: f64) -> f64 {
    const C: [f64; 11] = [
        2.091_467_937_658_393_5e-9,
        2.510_520_637_395_701e-8,
        2.755_727_366_134_863_7e-7,
        2.755_725_542_574_643_5e-6,
        2.480_158_732_553_336_3e-5,
        0.000_198_412_698_748_004_93,
        0.001_388_888_888_888_375_2,
        0.008_333_333_333_326_141,
        0.041_666_666_666_666_67,
        0.166_666_666_666_666_7,
        0.5,
    ];
    C.iter().fold(0.0, |sum, c| sum * r + c)
}

/// `e^x`
pub(super) fn exp(x: f64) -> f64 {
    // Beyond, it is infinite or 0 anyway. NaN stays.
    let x = if x > 710.0 { 710.0 } else { x };
    let x = if x < -746.0 { -746.0 } else { x };
    let (_, n, r) = reduced(x);
    let near_one = 1.0 + (r + r * r * series(r));
    // In two steps, lest the power of two be out of range where the result is not.
    let half = n * 0.5 + ROUND;
    let other = n - (half - ROUND) + ROUND;
    near_one * power_of_two(half) * power_of_two(other)
}

/// `e^x - 1` for -1000 ≤ x ≤ 0
fn exp_minus_one(x: f64) -> f64 {
    let (rounded, _, r) = reduced(if x < -700.0 { -700.0 } else { x });
    let power = power_of_two(rounded);
    power * (r + r * r * series(r)) + (power - 1.0)
}

/// `ln x`
pub(super) fn ln(x: f64) -> f64 {
    const TINY: f64 = f64::MIN_POSITIVE;
    const UP: f64 = 18_014_398_509_481_984.0;
    let is_tiny = x < TINY;
    let scaled = if is_tiny { x * UP } else { x };
    // x = m·2^k with 1/√2 ≤ m < √2
    let low = FRAC_1_SQRT_2.to_bits();
    let bits = scaled.to_bits().wrapping_add(1.0f64.to_bits() - low);
    let k = f64::from_bits(bits >> 52 | 4_503_599_627_370_496f64.to_bits()) - 4_503_599_627_370_496.0 - 1023.0;
    let k = if is_tiny { k - 54.0 } else { k };
    let m = f64::from_bits((bits & MANTISSA).wrapping_add(low));
    let value = k * LN_2_HIGH + (ln_near_one(m - 1.0) + k * LN_2_LOW);
    let value = if x == f64::INFINITY { x } else { value };
    if x > 0.0 { value } else { f64::NAN }
}

/// `ln(1 + f)` for 1/√2 ≤ 1 + f < √2: `2·artanh s` with `s = f/(2 + f)`, arranged as `f - s·(f - …)` so that `f`, which is
/// exact, carries most of it.
fn ln_near_one(f: f64) -> f64 {
    const C: [f64; 7] = [
        0.146_164_496_850_434_06,
        0.153_317_216_005_560_42,
        0.181_828_891_252_617_23,
        0.222_222_111_347_950_8,
        0.285_714_286_259_754_85,
        0.399_999_999_998_995_05,
        0.666_666_666_666_667,
    ];
    let s = f / (2.0 + f);
    let square = s * s;
    let rest = C.iter().fold(0.0, |sum, c| sum * square + c) * square;
    // 2s = f - s·f
    f - s * (f - rest)
}

/// `ln(1 + x)` for 0 ≤ x ≤ 1
fn ln_one_plus(x: f64) -> f64 {
    let sum = 1.0 + x;
    // What the sum lost, made up for.
    ln(sum) + (x - (sum - 1.0)) / sum
}

/// `tanh x`
pub(super) fn tanh(x: f64) -> f64 {
    let decay = exp_minus_one(-2.0 * x.abs());
    (-decay / (2.0 + decay)).copysign(x)
}

/// `1/(1 + e^-x)`
pub(super) fn sigmoid(x: f64) -> f64 {
    let decay = exp(-x.abs());
    let above = if x < 0.0 { decay } else { 1.0 };
    above / (1.0 + decay)
}

/// `ln(1 + e^x)`
pub(super) fn softplus(x: f64) -> f64 {
    let positive = if x < 0.0 { 0.0 } else { x };
    positive + ln_one_plus(exp(-x.abs()))
}
