//! Where differences can't be trusted.

use super::{CERTAIN, Doubt, Estimate};

/// The steps at which both sides are compared, relative to 1 or to a coordinate beyond.
const STEPS: [f64; 4] = [1e-3, 1e-4, 1e-5, 1e-6];

/// Why the derivative of f at x by symmetric differences is none: these see neither kinks nor symmetric poles.
pub(super) fn doubt(f: &impl Fn(f64) -> f64, x: f64, measured: Estimate) -> Option<Doubt> {
    let here = f(x);
    if !here.is_finite() || !measured.value.is_finite() {
        return Some(Doubt::NoValue);
    }
    let sides = STEPS.map(|step| Sides::new(f, x, here, step * x.abs().max(1.0)));
    let pairs = || sides.iter().zip(&sides[1..]);
    let grows = |side: &fn(&Sides) -> f64| {
        let beyond = sides.last().is_some_and(|last| side(last).abs() > 2.0 * measured.value.abs());
        beyond && pairs().all(|(a, b)| b.steeper(a, side))
    };
    if [Sides::left as fn(&Sides) -> f64, Sides::right].iter().any(grows) {
        return Some(Doubt::Steep);
    }
    // Beside a kink and at it: as the step shrinks the sides keep their slopes, and these differ.
    let wide = pairs().find(|(a, b)| b.keeps(a)).map(|(a, _)| a);
    // A kink that all greater steps crossed.
    let crossed = || sides.first().filter(|_| sides.iter().skip(2).all(|close| close.contradicts(measured)));
    wide.or_else(crossed).map(|seen| Doubt::Kink { left: seen.left, right: seen.right })
}

/// The slopes to both sides.
struct Sides {
    left: f64,
    right: f64,
    /// What the rounding of f adds to a slope.
    rounding: f64,
}

impl Sides {
    fn new(f: &impl Fn(f64) -> f64, x: f64, here: f64, step: f64) -> Self {
        let [left, right] = [x - step, x + step].map(|end| (f(end) - here) / (end - x));
        Self { left, right, rounding: 40.0 * f64::EPSILON * here.abs() / step }
    }

    fn left(&self) -> f64 {
        self.left
    }

    fn right(&self) -> f64 {
        self.right
    }

    /// Whether a side has more than twice the slope that it had with the greater step.
    fn steeper(&self, before: &Self, side: impl Fn(&Self) -> f64) -> bool {
        side(self).abs() > 2.0 * side(before).abs() && side(self).abs() > self.rounding
    }

    /// Whether the symmetric difference is another than what was measured with greater steps.
    fn contradicts(&self, measured: Estimate) -> bool {
        let middle = 0.5 * (self.left + self.right);
        let allowed = CERTAIN * measured.error + self.rounding + 1e-4 * middle.abs();
        (middle - measured.value).abs() > allowed
    }

    /// Whether both sides keep their slopes from the greater step on, next to what they differ by.
    fn keeps(&self, before: &Self) -> bool {
        let jump = (self.right - self.left).abs();
        let same = |a: f64, b: f64| (a - b).abs() <= 0.5 * jump;
        let matters = jump > 1e-3 * (self.left.abs() + self.right.abs()) && jump > self.rounding;
        matters && same(self.left, before.left) && same(self.right, before.right)
    }
}
