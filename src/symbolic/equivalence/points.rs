//! The points at which expressions are compared: always the same ones, simple ones first.

use super::Point;
use crate::symbolic::Symbol;

/// Values that a person can check by hand; the first at which two expressions differ is shown.
const SIMPLE: [f64; 8] = [2.0, 1.0, 3.0, 0.5, -1.0, -2.0, 1.5, -0.5];

/// How many points are drawn, and from what range (alternately of either sign) each third of them is.
const DRAWN: usize = 72;
const RANGES: [(f64, f64); 6] = [(0.05, 1.0), (0.5, 4.0), (1.0, 30.0), (1e-4, 0.05), (0.1, 2.0), (100.0, 1e6)];

/// Points for these variables.
pub(super) fn points(symbols: &[Symbol]) -> impl Iterator<Item = Point> + '_ {
    let simple = (0..SIMPLE.len()).map(|i| {
        // Each variable starts at another place, so that x = y does not hide a difference.
        symbols.iter().enumerate().map(|(k, x)| (x.clone(), SIMPLE[(i + 3 * k) % SIMPLE.len()])).collect()
    });
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let drawn = (0..DRAWN).map(move |i| {
        let draw = |x: &Symbol| {
            // Far ranges only for all variables at once, and seldom.
            let (low, high) = RANGES[i % RANGES.len()];
            let t = uniform(&mut state);
            let magnitude = low * (high / low).powf(t);
            let sign = if uniform(&mut state) < 0.5 { -1.0 } else { 1.0 };
            (x.clone(), sign * magnitude)
        };
        symbols.iter().map(draw).collect()
    });
    simple.chain(drawn)
}

/// A number between 0 and 1 by the generator splitmix64 (Steele, Lea and Flood 2014), whose quality is ample for this.
fn uniform(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}
