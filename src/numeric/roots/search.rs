//! Branch and bound: the stretches that may hold a zero.

use std::collections::VecDeque;

use super::excludes_zero;
use crate::numeric::{Behaviour, Interval, Line, Scalar};

/// A stretch that is left when all is done: flat, or too small to be split.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) lo: f64,
    pub(super) hi: f64,
    pub(super) flat: bool,
}

/// What a look at a stretch tells.
enum Verdict {
    /// There is no zero in it.
    Free,
    /// It may hold a zero, and this is as much of it as can be known.
    Left(Piece),
    /// It has to be looked at in parts.
    Split,
}

/// Where a stretch is split: not in the middle, which is where people's zeros are.
const SPLIT: f64 = 0.486_1;
/// Values no larger than this many times what rounding leaves of a value are not looked into any further.
const NOISE: f64 = 64.0;
/// Steps of Newton's method, each of which at least shortens the stretch by a quarter.
const STEPS: usize = 200;

pub(super) struct Search<'l, 'e> {
    line: &'l mut Line<'e>,
    range: (f64, f64),
    evaluations_left: usize,
}

impl<'l, 'e> Search<'l, 'e> {
    pub(super) fn new(line: &'l mut Line<'e>, range: (f64, f64), evaluations: usize) -> Self {
        Self { line, range, evaluations_left: evaluations }
    }

    /// A stretch that is no wider is not split.
    pub(super) fn tolerance(range: (f64, f64), lo: f64, hi: f64) -> f64 {
        let of_range = (range.1 - range.0).min(f64::MAX) * (4.0 * f64::EPSILON);
        of_range.max(4.0 * f64::EPSILON * lo.abs().max(hi.abs()))
    }

    /// All that is left, from left to right, and what there was no time for. Wide stretches are looked at before narrow
    /// ones, so that a place where zeros gather does not use up the time of the others.
    pub(super) fn run(mut self) -> (Vec<Piece>, Vec<(f64, f64)>) {
        let (mut pieces, mut undecided) = (Vec::new(), Vec::new());
        let mut waiting = VecDeque::from([self.range]);
        while let Some((lo, hi)) = waiting.pop_front() {
            if self.evaluations_left == 0 {
                undecided.push((lo, hi));
                continue;
            }
            match self.look(lo, hi) {
                Verdict::Free => {}
                Verdict::Left(piece) => pieces.push(piece),
                Verdict::Split => {
                    let middle = lo * (1.0 - SPLIT) + hi * SPLIT;
                    if lo < middle && middle < hi {
                        waiting.extend([(lo, middle), (middle, hi)]);
                    } else {
                        pieces.push(Piece { lo, hi, flat: false });
                    }
                }
            }
        }
        pieces.sort_by(|a, b| a.lo.total_cmp(&b.lo));
        (pieces, undecided)
    }

    fn over(&mut self, lo: f64, hi: f64) -> Behaviour {
        self.evaluations_left = self.evaluations_left.saturating_sub(1);
        self.line.over(lo, hi)
    }

    fn look(&mut self, lo: f64, hi: f64) -> Verdict {
        let seen = self.over(lo, hi);
        if excludes_zero(&seen.value) {
            return Verdict::Free;
        }
        if seen.value.sign() == Some(0) && seen.value.is_defined() && lo < hi {
            return Verdict::Left(Piece { lo, hi, flat: true });
        }
        let middle = lo.midpoint(hi);
        let here = self.over(middle, middle).value;
        let mut value = seen.value;
        if let Some(slopes) = seen.slopes().filter(|_| !here.is_empty()) {
            let off = Interval::new(lo, hi).subtract(&Interval::point(middle));
            value = value.intersection(&here.add(&slopes.multiply(&off)));
            if excludes_zero(&value) {
                return Verdict::Free;
            }
            if slopes.sign().is_some_and(|sign| sign != 0) {
                return self.close_in(lo, hi, slopes);
            }
        }
        let hidden = here.is_bounded() && here.contains(0.0) && value.magnitude() <= NOISE * here.magnitude();
        if hidden || hi - lo <= Self::tolerance(self.range, lo, hi) {
            return Verdict::Left(Piece { lo, hi, flat: false });
        }
        Verdict::Split
    }

    /// The only zero that a stretch can hold on which the function is continuous and goes one way: Newton's method on
    /// intervals, with a bisection wherever a sign is certain.
    fn close_in(&mut self, mut lo: f64, mut hi: f64, mut slopes: Interval) -> Verdict {
        for _ in 0..STEPS {
            let middle = lo.midpoint(hi);
            let value = self.over(middle, middle).value;
            let step = value.divide(&slopes);
            let next = Interval::new(lo, hi).intersection(&Interval::point(middle).subtract(&step));
            let next = match (value.sign(), slopes.sign()) {
                (Some(1), Some(1)) | (Some(-1), Some(-1)) => next.intersection(&Interval::new(lo, middle)),
                (Some(1 | -1), _) => next.intersection(&Interval::new(middle, hi)),
                _ => next,
            };
            if next.is_empty() {
                return Verdict::Free;
            }
            let shorter = next.hi() - next.lo() < 0.75 * (hi - lo);
            (lo, hi) = (next.lo(), next.hi());
            if !shorter || self.evaluations_left == 0 {
                break;
            }
            let seen = self.over(lo, hi);
            if let Some(closer) = seen.slopes().filter(|s| s.sign().is_some_and(|sign| sign != 0)) {
                slopes = closer;
            }
        }
        Verdict::Left(Piece { lo, hi, flat: false })
    }
}

/// The number between two at which the value is least in size, and that value; of several the shortest. None if no
/// number tried has a value.
pub(super) fn best(line: &mut Line, lo: f64, hi: f64) -> Option<(f64, f64)> {
    let middle = lo.midpoint(hi);
    let short = (0..16).filter_map(|digits| format!("{middle:.digits$e}").parse::<f64>().ok());
    let mut best: Option<(f64, f64)> = None;
    let mut take = |x: f64, value: f64| {
        if !value.is_nan() && best.is_none_or(|(_, least)| value.abs() < least.abs()) {
            best = Some((x, value));
        }
    };
    for x in std::iter::once(0.0).chain(short).chain([middle, lo, hi]).filter(|x| lo <= *x && *x <= hi) {
        take(x, line.at(x));
    }
    // Where the computed value changes its sign.
    let (mut a, mut b, at_a) = (lo, hi, line.at(lo));
    if at_a * line.at(hi) < 0.0 {
        while let Some(x) = Some(a.midpoint(b)).filter(|x| a < *x && *x < b && b - a > 1e-13 * (hi - lo)) {
            let value = line.at(x);
            take(x, value);
            if value * at_a > 0.0 { a = x } else { b = x }
        }
    }
    best
}
