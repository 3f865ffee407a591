//! Sine, cosine and their inverses without branches, for a pack of numbers at once: whole half-turns are taken away (Cody
//! and Waite, *Software Manual for the Elementary Functions*, 1980), and one series serves for the rest. The coefficients are by `tests/functions/series.py` of the page's package.

use std::f64::consts::{FRAC_1_PI, FRAC_2_PI, FRAC_PI_2, PI, SQRT_2};

use super::pack::{Bits, Pack, ROUND, polynomial};

/// Up to here the right angles taken away are exact.
const NEAR: f64 = 1e6;

/// π/2 in three parts, of which the first two have 32 bits, so that their multiples up to 2^20 are exact.
const HIGH: f64 = f64::from_bits(FRAC_PI_2.to_bits() & !0x1f_ffff);
const MIDDLE: f64 = 6.077_100_506_303_966e-11;
const LOW: f64 = 2.022_266_248_795_950_6e-21;

/// What the doubles nearest to π/2 and π leave out.
const PI_2_REST: f64 = 6.123_233_995_736_766e-17;
const PI_REST: f64 = 2.0 * PI_2_REST;

const ZERO: Pack = Pack::splat(0.0);
const HALF: Pack = Pack::splat(0.5);
const ONE: Pack = Pack::splat(1.0);

/// Whether [`sin`] and [`cos`] hold for none of the pack; NaN is as good as near.
pub(super) fn is_far(x: Pack) -> bool {
    x.abs().simd_gt(NEAR).any()
}

/// `sin x` for |x| ≤ 10^6.
pub(super) fn sin(x: Pack) -> Pack {
    let half_turns = x * FRAC_1_PI + ROUND;
    let n = half_turns - ROUND;
    turned(sin_after(x, n + n), half_turns)
}

/// `cos x` for |x| ≤ 10^6: a sine that begins a right angle later.
pub(super) fn cos(x: Pack) -> Pack {
    let half_turns = (x * FRAC_1_PI - HALF) + ROUND;
    let n = half_turns - ROUND;
    turned(-sin_after(x, n + n + ONE), half_turns)
}

/// `sin x` and `cos x` for |x| ≤ 10^6: after whole right angles, by a shorter series each, of which odd numbers of right
/// angles exchange the results.
pub(super) fn sin_and_cos(x: Pack) -> (Pack, Pack) {
    let rounded = x * FRAC_2_PI + ROUND;
    let (r, rest) = after(x, rounded - ROUND);
    let square = r * r;
    let half = square * HALF;
    let short_sine = polynomial!(square;
        -7.586_697_117_706_918e-13,
        1.605_853_161_898_614_7e-10,
        -2.505_210_623_244_757_8e-8,
        2.755_731_921_933_916_7e-6,
        -0.000_198_412_698_412_650_65,
        0.008_333_333_333_333_331,
        -0.166_666_666_666_666_66,
    );
    let short_cosine = polynomial!(square;
        -1.138_263_242_552_171_7e-11,
        2.087_614_626_840_32e-9,
        -2.755_731_727_172_979_3e-7,
        2.480_158_729_876_569e-5,
        -0.001_388_888_888_888_739_8,
        0.041_666_666_666_666_664,
    );
    let sine = r + (r * square * short_sine + rest * (ONE - half));
    let top = ONE - half;
    let cosine = top + (((ONE - top) - half) + (square * square * short_cosine - r * rest));
    let quarters = rounded.to_bits();
    let one = Bits::splat(1);
    let exchanged = Pack::from_bits(Bits::splat(0) - (quarters & one));
    let sign = |quarters: Bits, v: Pack| Pack::from_bits(v.to_bits() ^ (((quarters >> 1) & one) << 63));
    (sign(quarters, exchanged.select(cosine, sine)), sign(quarters + one, exchanged.select(sine, cosine)))
}

/// What is left of x after some right angles, as r + rest.
fn after(x: Pack, right_angles: Pack) -> (Pack, Pack) {
    let far = x - right_angles * HIGH;
    let taken = right_angles * MIDDLE;
    let r = far - taken;
    (r, ((far - r) - taken) - right_angles * LOW)
}

/// With the sign of an odd number of half-turns, given as an integer plus [`ROUND`].
fn turned(x: Pack, half_turns: Pack) -> Pack {
    Pack::from_bits(x.to_bits() ^ (half_turns.to_bits() << 63))
}

/// The sine of what is left of x after some right angles, which is at most one.
fn sin_after(x: Pack, right_angles: Pack) -> Pack {
    let (r, rest) = after(x, right_angles);
    let square = r * r;
    let series = polynomial!(square;
        2.731_444_766_986_399_5e-15,
        -7.643_970_296_798_572e-13,
        1.605_897_731_246_408_7e-10,
        -2.505_210_761_699_618_2e-8,
        2.755_731_921_916_323_4e-6,
        -0.000_198_412_698_412_549_74,
        0.008_333_333_333_333_316,
        -0.166_666_666_666_666_66,
    );
    // Near a right angle, where this factor of the rest is wrong, the rest is a fraction of the last digit.
    r + (r * square * series + rest * (ONE - square * HALF))
}

/// `atan x`: turned by no, half or a whole right angle, so that what is left is at most π/8.
pub(super) fn atan(x: Pack) -> Pack {
    /// tan(π/8)
    const LOW_END: f64 = SQRT_2 - 1.0;
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
    (turns * FRAC_PI_2 + (t + (t * square * series + turns * PI_2_REST))).copysign(x)
}

/// `asin x`; beyond ½ it is `π/2 - 2·asin √((1 - x)/2)`.
pub(super) fn asin(x: Pack) -> Pack {
    let size = x.abs();
    let (is_large, s, series) = arcsine(size);
    let large = Pack::splat(FRAC_PI_2) - ((s + s) + (series + series - Pack::splat(PI_2_REST)));
    is_large.select(large, s + series).copysign(x)
}

/// `acos x`; beyond ½ it is `2·asin √((1 - x)/2)`.
pub(super) fn acos(x: Pack) -> Pack {
    let (is_large, s, series) = arcsine(x.abs());
    let twice = (s + s) + (series + series);
    let large = x.simd_lt(ZERO).select(Pack::splat(PI) - (twice - Pack::splat(PI_REST)), twice);
    is_large.select(large, Pack::splat(FRAC_PI_2) - ((s + series).copysign(x) - Pack::splat(PI_2_REST)))
}

/// Whether the size is beyond ½; s, which is the size itself or `√((1 - size)/2)`; and `asin s - s`.
fn arcsine(size: Pack) -> (Pack, Pack, Pack) {
    let is_large = size.simd_gt(HALF);
    let (mut s, mut square) = (size, size * size);
    if is_large.any() {
        square = is_large.select((ONE - size) * HALF, square);
        s = is_large.select(square.sqrt(), size);
    }
    let series = polynomial!(square;
        0.028_757_851_367_421_566,
        -0.014_851_887_071_247_204,
        0.017_400_879_442_694_02,
        0.005_457_506_718_640_358,
        0.010_322_814_350_185_78,
        0.011_479_177_415_184_906,
        0.013_971_212_973_552_933,
        0.017_352_392_720_869_973,
        0.022_372_172_942_149_89,
        0.030_381_944_138_531_247,
        0.044_642_857_146_355_43,
        0.074_999_999_999_984_33,
        0.166_666_666_666_666_69,
    );
    (is_large, s, s * square * series)
}
