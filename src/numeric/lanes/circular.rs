//! Sine, cosine and their inverses without branches: a whole number of right angles is taken away (Cody and Waite, *Software Manual for the
//! Elementary Functions*, 1980), and the series of both are chosen from.

use std::f64::consts::{FRAC_2_PI, FRAC_PI_2, SQRT_2};

/// Up to here the right angles taken away are exact.
const NEAR: f64 = 1e6;

/// π/2 in three parts, of which the first two have 32 bits, so that their multiples up to 2^20 are exact.
const HIGH: f64 = f64::from_bits(FRAC_PI_2.to_bits() & !0x1f_ffff);
const MIDDLE: f64 = 6.077_100_506_303_966e-11;
const LOW: f64 = 2.022_266_248_795_950_6e-21;

/// See the same constant for the exponential function.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// Whether [`sin_and_cos`] holds; NaN is as good as near.
pub(super) fn is_near(x: f64) -> bool {
    x.abs() <= NEAR || x.is_nan()
}

/// `sin x` and `cos x` for |x| ≤ 10^6.
pub(super) fn sin_and_cos(x: f64) -> (f64, f64) {
    let rounded = x * FRAC_2_PI + ROUND;
    let n = rounded - ROUND;
    // x - n·π/2 as r + rest
    let far = x - n * HIGH;
    let taken = n * MIDDLE;
    let r = far - taken;
    let rest = ((far - r) - taken) - n * LOW;
    let square = r * r;
    let sine = r + (r * square * sine_series(square) + rest * (1.0 - 0.5 * square));
    let half = 0.5 * square;
    let top = 1.0 - half;
    let cosine = top + (((1.0 - top) - half) + (square * square * cosine_series(square) - r * rest));
    // Odd numbers of right angles exchange both, and each second one turns a sign.
    let quarters = rounded.to_bits();
    let exchanged = quarters & 1 == 1;
    let (s, c) = if exchanged { (cosine, sine) } else { (sine, cosine) };
    let sign = |quarters: u64, v: f64| f64::from_bits(v.to_bits() ^ (quarters >> 1 & 1) << 63);
    (sign(quarters, s), sign(quarters.wrapping_add(1), c))
}

/// `(sin r - r)/r³` of `r²`, for |r| ≤ π/4; by `tests/functions/series.py`, as the other coefficients.
fn sine_series(square: f64) -> f64 {
    const C: [f64; 7] = [
        -7.586_697_117_706_918e-13,
        1.605_853_161_898_614_7e-10,
        -2.505_210_623_244_757_8e-8,
        2.755_731_921_933_916_7e-6,
        -0.000_198_412_698_412_650_65,
        0.008_333_333_333_333_331,
        -0.166_666_666_666_666_66,
    ];
    C.iter().fold(0.0, |sum, c| sum * square + c)
}

/// `(cos r - 1 + r²/2)/r⁴` of `r²`, for |r| ≤ π/4.
fn cosine_series(square: f64) -> f64 {
    const C: [f64; 6] = [
        -1.138_263_242_552_171_7e-11,
        2.087_614_626_840_32e-9,
        -2.755_731_727_172_979_3e-7,
        2.480_158_729_876_569e-5,
        -0.001_388_888_888_888_739_8,
        0.041_666_666_666_666_664,
    ];
    C.iter().fold(0.0, |sum, c| sum * square + c)
}

/// `atan x`: turned by no, half or a whole right angle, so that what is left is at most π/8.
pub(super) fn atan(x: f64) -> f64 {
    const C: [f64; 11] = [
        -0.019_176_887_119_062_26,
        0.039_231_658_295_587_19,
        -0.050_854_497_379_402_6,
        0.058_581_489_128_022_1,
        -0.066_645_114_473_819_48,
        0.076_921_831_908_260_87,
        -0.090_909_045_781_239_03,
        0.111_111_110_152_563_61,
        -0.142_857_142_846_665_42,
        0.199_999_999_999_955_2,
        -0.333_333_333_333_333_3,
    ];
    /// tan(π/8)
    const LOW_END: f64 = SQRT_2 - 1.0;
    /// What the double nearest to π/2 leaves out.
    const REST: f64 = 6.123_233_995_736_766e-17;
    let size = x.abs();
    // NaN takes the first way.
    let (is_far, is_middle) = (size > SQRT_2 + 1.0, size > LOW_END);
    let rise = if is_far {
        -1.0
    } else if is_middle {
        size - 1.0
    } else {
        size
    };
    let run = if is_far {
        size
    } else if is_middle {
        size + 1.0
    } else {
        1.0
    };
    let turns = if is_far {
        1.0
    } else if is_middle {
        0.5
    } else {
        0.0
    };
    let t = rise / run;
    let square = t * t;
    let series = C.iter().fold(0.0, |sum, c| sum * square + c);
    (turns * FRAC_PI_2 + (t + (t * square * series + turns * REST))).copysign(x)
}

/// `asin x`, of half the angle
pub(super) fn asin(x: f64) -> f64 {
    2.0 * atan(x / (1.0 + ((1.0 - x) * (1.0 + x)).sqrt()))
}

/// `acos x`, of half the angle
pub(super) fn acos(x: f64) -> f64 {
    2.0 * atan(((1.0 - x) / (1.0 + x)).sqrt())
}
