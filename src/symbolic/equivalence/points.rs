//! The points at which expressions are compared: always the same ones, simple ones first.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg32;

/// The values of the variables, in their order.
pub(super) type Point = Vec<f64>;

/// Values that a person can check by hand; the first at which two expressions differ is shown.
const SIMPLE: [f64; 8] = [2.0, 1.0, 3.0, 0.5, -1.0, -2.0, 1.5, -0.5];

/// How many points are drawn, and from what ranges (of either sign) in turn.
const DRAWN: usize = 72;
const RANGES: [(f64, f64); 8] =
    [(0.05, 1.0), (0.5, 4.0), (1.0, 30.0), (1e-4, 0.05), (0.1, 2.0), (100.0, 1e6), (0.3, 3.0), (1e6, 1e12)];

/// Points for so many variables.
pub(super) fn points(variables: usize) -> impl Iterator<Item = Point> {
    // Each variable starts at another place, so that x = y does not hide a difference.
    let simple = (0..SIMPLE.len()).map(move |i| (0..variables).map(|k| SIMPLE[(i + 3 * k) % SIMPLE.len()]).collect());
    let mut dice = Pcg32::seed_from_u64(0);
    let drawn = (0..DRAWN).map(move |i| (0..variables).map(|_| draw(RANGES[i % RANGES.len()], &mut dice)).collect());
    // Without variables there is but one point.
    simple.chain(drawn).take(if variables == 0 { 1 } else { usize::MAX })
}

/// A number of either sign whose logarithm is spread evenly over the range.
fn draw((low, high): (f64, f64), dice: &mut Pcg32) -> f64 {
    let magnitude = low * (high / low).powf(uniform(dice));
    if dice.next_u32().is_multiple_of(2) { magnitude } else { -magnitude }
}

/// A number between 0 and 1.
pub(super) fn uniform(dice: &mut Pcg32) -> f64 {
    (f64::from(dice.next_u32()) + 0.5) / 4_294_967_296.0
}

/// A point close by, off every line and curve that formulas are likely to mark out.
pub(super) fn beside(point: &[f64], by: f64) -> Point {
    let mut dice = Pcg32::seed_from_u64(1);
    point.iter().map(|v| v + v.abs().max(1e-3) * by * (0.5 + uniform(&mut dice))).collect()
}
