//! `exp`, `ln` and what is made of them, without branches, for a pack of numbers at once.
//!
//! Numbers are split into a power of 2 and a rest near 1, for which few terms of a series are enough (Muller, *Elementary
//! Functions*, 3rd edition, chapters 3 and 11). Where there is no value the result is NaN, as everywhere on this floor.

use std::f64::consts::{FRAC_1_SQRT_2, LN_2, LOG2_E, SQRT_2};

use super::pack::{Bits, Pack, ROUND, polynomial};

/// ln 2 in two parts; whole multiples of the first, up to 2^20, are exact.
const LN_2_HIGH: f64 = f64::from_bits(LN_2.to_bits() & !0xffff_ffff);
const LN_2_LOW: f64 = 4.749_325_039_031_672_6e-7;

const ONE: Pack = Pack::splat(1.0);
const BIAS: Bits = Bits::splat(1023 << 52);

/// `2^n` for an integer given as `n + ROUND`, for |n| ≤ 1022.
fn power_of_two(rounded: Pack) -> Pack {
    Pack::from_bits((rounded.to_bits() << 52) + BIAS)
}

/// `x` as `n·ln 2 + r` with |r| ≤ ln 2/2: `n + ROUND`, `n` and `r`.
fn reduced(x: Pack) -> (Pack, Pack, Pack) {
    let rounded = x * LOG2_E + ROUND;
    let n = rounded - ROUND;
    (rounded, n, (x - n * LN_2_HIGH) - n * LN_2_LOW)
}

/// `e^r - 1` for |r| ≤ ln 2/2; the coefficients by `tests/functions/series.py` of the page's package, as the others.
fn series(r: Pack) -> Pack {
    let rest = polynomial!(r;
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
    );
    r + r * r * rest
}

/// `x`, but at least `low`. NaN stays.
fn at_least(x: Pack, low: f64) -> Pack {
    x.simd_lt(low).select(Pack::splat(low), x)
}

/// `e^x`
pub(super) fn exp(x: Pack) -> Pack {
    if x.abs().simd_gt(708.0).any() {
        return far_exp(x);
    }
    let (rounded, _, r) = reduced(x);
    (ONE + series(r)) * power_of_two(rounded)
}

/// The same where powers of two may be out of range.
#[cold]
fn far_exp(x: Pack) -> Pack {
    // Beyond, it is infinite or 0 anyway.
    let x = x.simd_gt(710.0).select(Pack::splat(710.0), x);
    let (_, n, r) = reduced(at_least(x, -746.0));
    // In two steps, lest the power of two be out of range where the result is not.
    let half = n * 0.5 + ROUND;
    let other = n - (half - ROUND) + ROUND;
    (ONE + series(r)) * power_of_two(half) * power_of_two(other)
}

/// `e^x - 1` for x ≤ 0
pub(super) fn exp_minus_one(x: Pack) -> Pack {
    let (rounded, _, r) = reduced(at_least(x, -700.0));
    let power = power_of_two(rounded);
    power * series(r) + (power - ONE)
}

/// `ln x`
pub(super) fn ln(x: Pack) -> Pack {
    const SCALE: f64 = 18_014_398_509_481_984.0;
    if (x.simd_ge(f64::MIN_POSITIVE) & x.simd_lt(f64::INFINITY)).all() {
        return normal_ln(x);
    }
    let is_tiny = x.simd_lt(f64::MIN_POSITIVE);
    let value = normal_ln(is_tiny.select(x * SCALE, x)) - is_tiny.select(Pack::splat(54.0 * LN_2), Pack::splat(0.0));
    let value = x.simd_eq(f64::INFINITY).select(x, value);
    x.simd_gt(0.0).select(value, Pack::splat(f64::NAN))
}

/// `ln x` of normal numbers.
fn normal_ln(x: Pack) -> Pack {
    const LOW: u64 = FRAC_1_SQRT_2.to_bits();
    /// Its last bits are those of an integer that is added to it.
    const INTEGER: f64 = 4_503_599_627_370_496.0;
    // x = m·2^k with 1/√2 ≤ m < √2
    let bits = x.to_bits() + Bits::splat(1.0f64.to_bits() - LOW);
    let k = Pack::from_bits((bits >> 52) | Bits::splat(INTEGER.to_bits())) - Pack::splat(INTEGER + 1023.0);
    let m = Pack::from_bits((bits & Bits::splat((1 << 52) - 1)) + Bits::splat(LOW));
    k * LN_2_HIGH + (ln_near_one(m - ONE) + k * LN_2_LOW)
}

/// `ln(1 + f)` for 1/√2 ≤ 1 + f < √2: `2·artanh s` with `s = f/(2 + f)`, arranged as `f - s·(f - …)` so that `f`, which is
/// exact, carries most of it.
fn ln_near_one(f: Pack) -> Pack {
    let s = f / (Pack::splat(2.0) + f);
    let square = s * s;
    let rest = polynomial!(square;
        0.146_164_496_850_434_06,
        0.153_317_216_005_560_42,
        0.181_828_891_252_617_23,
        0.222_222_111_347_950_8,
        0.285_714_286_259_754_85,
        0.399_999_999_998_995_05,
        0.666_666_666_666_666_7,
    );
    // 2s = f - s·f
    f - s * (f - rest * square)
}

/// `ln(1 + x)` for 0 ≤ x ≤ 1, where no digit of `x` is lost: beyond √2 of `(1 + x)/2`.
fn ln_one_plus(x: Pack) -> Pack {
    let is_large = x.simd_gt(SQRT_2 - 1.0);
    let value = ln_near_one(is_large.select((x - ONE) * 0.5, x));
    is_large.select(Pack::splat(LN_2_HIGH) + (value + Pack::splat(LN_2_LOW)), value)
}

/// `tanh x`
pub(super) fn tanh(x: Pack) -> Pack {
    let decay = exp_minus_one(x.abs() * -2.0);
    (-decay / (Pack::splat(2.0) + decay)).copysign(x)
}

/// `1/cosh x`
pub(super) fn sech(x: Pack) -> Pack {
    let decay = exp(-x.abs());
    (decay + decay) / (ONE + decay * decay)
}

/// `tanh x` and `1/cosh x`, both of `e^-|x|` and the same less 1.
pub(super) fn tanh_and_sech(x: Pack) -> (Pack, Pack) {
    if x.abs().simd_gt(700.0).any() {
        return (tanh(x), sech(x));
    }
    let (rounded, _, r) = reduced(-x.abs());
    let (power, series) = (power_of_two(rounded), series(r));
    let less_one = power * series + (power - ONE);
    let decay = power + power * series;
    let over = ONE / (ONE + decay * decay);
    // 1 - e^-2|x| = (1 - e^-|x|)(1 + e^-|x|)
    let tanh = (-less_one * (ONE + decay) * over).copysign(x);
    (tanh, (decay + decay) * over)
}

/// `1/(1 + e^-x)`
pub(super) fn sigmoid(x: Pack) -> Pack {
    let decay = exp(-x.abs());
    x.simd_lt(0.0).select(decay, ONE) / (ONE + decay)
}

/// `ln(1 + e^x)`
pub(super) fn softplus(x: Pack) -> Pack {
    at_least(x, 0.0) + ln_one_plus(exp(-x.abs()))
}

/// `ln(1 + e^x)` and `1/(1 + e^-x)`
pub(super) fn softplus_and_sigmoid(x: Pack) -> (Pack, Pack) {
    let decay = exp(-x.abs());
    let sigmoid = x.simd_lt(0.0).select(decay, ONE) / (ONE + decay);
    (at_least(x, 0.0) + ln_one_plus(decay), sigmoid)
}
