//! Bounds on the curve and on its derivative, by which the plot misses nothing.

use super::TangentLab;
use crate::{
    numeric::{Interval, Program, Scratch},
    plot::sample::Bounds,
};

/// The function and its slope over stretches of x.
pub(super) struct Both<'a> {
    program: &'a Program,
    point: Vec<Interval>,
    scratch: Scratch<Interval>,
}

impl TangentLab {
    pub(super) fn bounds(&self) -> Both<'_> {
        let point = self.point.iter().map(|v| Interval::point(*v)).collect();
        Both { program: &self.both, point, scratch: Scratch::new() }
    }
}

impl Both<'_> {
    fn over(&mut self, lo: f64, hi: f64) -> [Interval; 2] {
        if let Some(own) = self.point.first_mut() {
            *own = Interval::new(lo, hi);
        }
        let mut out = [Interval::EMPTY; 2];
        self.program.run(&self.point, &mut self.scratch, &mut out);
        out
    }

    /// The function's values.
    pub(super) fn of_value(&mut self, lo: f64, hi: f64) -> Bounds {
        let [value, _] = self.over(lo, hi);
        bounds(&value)
    }

    /// The slopes: there are none where the function has no value, and its formula is not to be trusted where the
    /// function may jump.
    pub(super) fn of_slope(&mut self, lo: f64, hi: f64) -> Bounds {
        let [value, slope] = self.over(lo, hi);
        if value.is_empty() {
            return bounds(&value);
        }
        Bounds { continuous: slope.is_continuous() && value.is_continuous(), ..bounds(&slope) }
    }
}

fn bounds(interval: &Interval) -> Bounds {
    Bounds { lo: interval.lo(), hi: interval.hi(), continuous: interval.is_continuous() }
}
