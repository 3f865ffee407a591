//! Sine, cosine and their inverses without branches, for a pack of numbers at once: a whole number of right angles is
//! taken away (Cody and Waite, *Software Manual for the Elementary Functions*, 1980), and the series of both are chosen
//! from.

use std::f64::consts::{FRAC_2_PI, FRAC_PI_2, SQRT_2};

use super::pack::{Bits, Pack, ROUND, polynomial};

/// Up to here the right angles taken away are exact.
const NEAR: f64 = 1e6;

/// π/2 in three parts, of which the first two have 32 bits, so that their multiples up to 2^20 are exact.
const HIGH: f64 = f64::from_bits(FRAC_PI_2.to_bits() & !0x1f_ffff);
const MIDDLE: f64 = 6.077_100_506_303_966e-11;
const LOW: f64 = 2.022_266_248_795_950_6e-21;

const ZERO: Pack = Pack::splat(0.0);
const ONE: Pack = Pack::splat(1.0);

/// Whether [`sin_and_cos`] holds for none of the pack; NaN is as good as near.
pub(super) fn is_far(x: Pack) -> bool {
    x.abs().simd_gt(NEAR).any()
}

/// `sin x` and `cos x` for |x| ≤ 10^6.
pub(super) fn sin_and_cos(x: Pack) -> (Pack, Pack) {
    let rounded = x * FRAC_2_PI + ROUND;
    let n = rounded - ROUND;
    // x - n·π/2 as r + rest
    let far = x - n * HIGH;
    let taken = n * MIDDLE;
    let r = far - taken;
    let rest = ((far - r) - taken) - n * LOW;
    let square = r * r;
    let half = square * 0.5;
    let sine = r + (r * square * sine_series(square) + rest * (ONE - half));
    let top = ONE - half;
    let cosine = top + (((ONE - top) - half) + (square * square * cosine_series(square) - r * rest));
    // Odd numbers of right angles exchange both, and each second one turns a sign.
    let quarters = rounded.to_bits();
    let one = Bits::splat(1);
    let exchanged = Pack::from_bits(Bits::splat(0) - (quarters & one));
    let sign = |quarters: Bits, v: Pack| Pack::from_bits(v.to_bits() ^ (((quarters >> 1) & one) << 63));
    (sign(quarters, exchanged.select(cosine, sine)), sign(quarters + one, exchanged.select(sine, cosine)))
}

/// `(sin r - r)/r³` of `r²`, for |r| ≤ π/4; by `tests/functions/series.py` of the page's package, as the other coefficients.
fn sine_series(square: Pack) -> Pack {
    polynomial!(square;
        -7.586_697_117_706_918e-13,
        1.605_853_161_898_614_7e-10,
        -2.505_210_623_244_757_8e-8,
        2.755_731_921_933_916_7e-6,
        -0.000_198_412_698_412_650_65,
        0.008_333_333_333_333_331,
        -0.166_666_666_666_666_66,
    )
}

/// `(cos r - 1 + r²/2)/r⁴` of `r²`, for |r| ≤ π/4.
fn cosine_series(square: Pack) -> Pack {
    polynomial!(square;
        -1.138_263_242_552_171_7e-11,
        2.087_614_626_840_32e-9,
        -2.755_731_727_172_979_3e-7,
        2.480_158_729_876_569e-5,
        -0.001_388_888_888_888_739_8,
        0.041_666_666_666_666_664,
    )
}

/// `atan x`: turned by no, half or a whole right angle, so that what is left is at most π/8.
pub(super) fn atan(x: Pack) -> Pack {
    /// tan(π/8)
    const LOW_END: f64 = SQRT_2 - 1.0;
    /// What the double nearest to π/2 leaves out.
    const REST: f64 = 6.123_233_995_736_766e-17;
    let size = x.abs();
    // NaN takes the first way.
    let (is_far, is_middle) = (size.simd_gt(SQRT_2 + 1.0), size.simd_gt(LOW_END));
    let choose = |far: Pack, middle: Pack, near: Pack| is_far.select(far, is_middle.select(middle, near));
    let rise = choose(-ONE, size - ONE, size);
    let run = choose(size, size + ONE, ONE);
    let turns = choose(ONE, Pack::splat(0.5), ZERO);
    let t = rise / run;
    let square = t * t;
    let series = polynomial!(square;
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
    );
    (turns * FRAC_PI_2 + (t + (t * square * series + turns * REST))).copysign(x)
}

/// `asin x`, of half the angle
pub(super) fn asin(x: Pack) -> Pack {
    atan(x / (ONE + ((ONE - x) * (ONE + x)).sqrt())) * 2.0
}

/// `acos x`, of half the angle
pub(super) fn acos(x: Pack) -> Pack {
    atan(((ONE - x) / (ONE + x)).sqrt()) * 2.0
}
