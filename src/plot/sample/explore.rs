//! What lies between samples, found by bounds.

use std::collections::VecDeque;

use super::{CLOSEST, Point, RESERVE, Sampler};

/// What a function surely does between two x.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// No value is less.
    pub lo: f64,
    /// No value is greater; less than `lo` if there is no value at all.
    pub hi: f64,
    /// Whether there is a value everywhere, and no jump.
    pub continuous: bool,
}

/// How often bounds are asked for in search of what is hidden in one curve.
pub const MAX_BOUNDS: usize = 2048;

/// How far the bounds may go beyond the samples at both ends of a step before it is split: so many css pixels, and this
/// many times the rise of the step, since bounds are wider than they need be where a function is steep.
const HIDDEN: (f64, f64) = (4.0, 0.25);

/// The width of a step that is split no further in search of a spike, in css pixels.
const NARROWEST: f64 = 1e-4;

impl<F: Fn(f64) -> f64> Sampler<'_, F> {
    /// Splits steps as long as the bounds allow for something that the samples do not show; wide ones first.
    pub(super) fn explore(&mut self, points: &mut Vec<Point>) {
        let Some(bounds) = self.bounds else { return };
        let mut steps: VecDeque<(Point, Point)> = points.windows(2).map(|p| (p[0], p[1])).collect();
        for _ in 0..MAX_BOUNDS {
            let Some((p, q)) = steps.pop_front().filter(|_| self.calls_left > RESERVE) else { break };
            if self.hides_something(bounds(p.0, q.0), p, q) {
                let middle = self.at(p.0.midpoint(q.0));
                points.push(middle);
                steps.extend([(p, middle), (middle, q)]);
            }
        }
        points.sort_by(|p, q| p.0.total_cmp(&q.0));
    }

    /// Whether there may be more in a step than a stroke between its ends shows.
    fn hides_something(&self, bounds: Bounds, p: Point, q: Point) -> bool {
        if bounds.lo > bounds.hi {
            return false;
        }
        let [bottom, top, a, b] = [bounds.lo, bounds.hi, p.1, q.1].map(|y| self.px((p.0, y)).1);
        let beyond = (top - a.max(b)).max(a.min(b) - bottom);
        let width = self.width(p, q);
        (!bounds.continuous && width > CLOSEST)
            || (bounds.continuous && width > NARROWEST && beyond > HIDDEN.0 + HIDDEN.1 * (b - a).abs())
    }

    /// Whether that is known.
    pub(super) fn is_continuous(&self, lo: f64, hi: f64) -> bool {
        self.bounds.is_some_and(|bounds| bounds(lo, hi).continuous)
    }
}
