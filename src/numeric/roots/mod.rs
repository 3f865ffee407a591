//! `Roots`: all zeros of a function on a stretch of one variable, and what could not be decided.

mod search;

use std::ops::RangeInclusive;

use self::search::{Piece, Search, best};
use super::{Interval, Line};

/// Where a function is 0, along a [`Line`], and where that is not known.
///
/// By branch and bound on intervals: a stretch is discarded when its bounds exclude 0, those of the values or those by
/// the mean value theorem; where the function surely is continuous and goes one way, the only zero is closed in on by
/// Newton's method on intervals, to the last bits; all else is split. What is left is a few units in the last place wide
/// (or wider where rounding hides the zero, as in `x^2 - 2x + 1`), and is judged by the signs beside it. Compare Moore,
/// Kearfott and Cloud, *Introduction to Interval Analysis*, 2009, ch. 8, and Hansen and Walster, *Global Optimization
/// Using Interval Analysis*, 2004, ch. 9.
///
/// So no zero is passed over: each lies in one of the four lists, `undecided` when 16384 evaluations were not enough. What is not promised is that a zero of the list is one
/// to all digits, or only one, unless it is a [`ZeroKind::Crossing`]: there the sign changes for certain and the
/// function is continuous, or the computed value is exactly 0.
///
/// ```
/// use gradus::{numeric::{Enclosure, Roots}, symbolic::{Symbol, parse}};
/// let x = [Symbol::new("x")];
/// let f = Enclosure::new(&parse("(x - 1)^2*(x - 3)/x")?, &x[0], &x)?;
/// let roots = Roots::within(&mut f.along(&[0.0]), -5.0..=5.0);
/// assert_eq!(roots.zeros.iter().map(|zero| zero.at).collect::<Vec<_>>(), [1.0, 3.0]);
/// assert!(roots.breaks[0].0 <= 0.0 && roots.breaks[0].1 >= 0.0); // the pole
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roots {
    /// The zeros, from left to right.
    pub zeros: Vec<Zero>,
    /// Stretches on which the value is 0 everywhere.
    pub flat: Vec<(f64, f64)>,
    /// Small stretches around a pole, a jump, or an end of the domain, in which no zero was found.
    pub breaks: Vec<(f64, f64)>,
    /// Stretches of which nothing is known: too many zeros for the budget, or none that rounding lets one see.
    pub undecided: Vec<(f64, f64)>,
}

/// A place where a function is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zero {
    /// Where: of the numbers within, the one with the least value, and of several the shortest.
    pub at: f64,
    /// Bounds on where the true zero is.
    pub within: (f64, f64),
    /// Whether the sign changes there.
    pub kind: ZeroKind,
}

/// How a function is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ZeroKind {
    /// With another sign on either side.
    Crossing,
    /// Without a change of sign that could be seen, 0 up to rounding: a double zero, or one at the end of the domain.
    Touching,
}

/// The most evaluations over a stretch or at a point that a search takes before it leaves the rest undecided; judging
/// what it found takes at most two hundred more for each zero.
pub(super) const MAX_EVALUATIONS: usize = 1 << 14;

/// A touched zero is known to this part of the range; what is wider is undecided.
const TOUCH: f64 = 1e-4;
/// How often a place beside a zero is sought where the sign is certain, four times as far each time.
const TRIES: i32 = 12;

impl Roots {
    /// The zeros with the variable in a range; none if that is empty or infinite.
    pub fn within(line: &mut Line, range: RangeInclusive<f64>) -> Self {
        Self::limited(line, range, MAX_EVALUATIONS)
    }

    /// The same with so many evaluations at most.
    pub(super) fn limited(line: &mut Line, range: RangeInclusive<f64>, evaluations: usize) -> Self {
        let (lo, hi) = range.into_inner();
        if !(lo <= hi && lo.is_finite() && hi.is_finite()) {
            return Self::default();
        }
        let (pieces, undecided) = Search::new(line, (lo, hi), evaluations).run();
        let mut roots = Self { undecided, ..Self::default() };
        let groups = grouped(&pieces);
        let overhang = (256.0 * Search::tolerance((lo, hi), lo, hi)).max(1e-300);
        for (i, group) in groups.iter().enumerate() {
            let [Some(first), Some(last)] = [group.first(), group.last()] else { continue };
            // Beside a group one may look until half of the way to the next, and a little over the ends of the range.
            let before = i.checked_sub(1).and_then(|i| groups.get(i)?.last());
            let after = groups.get(i + 1).and_then(|group| group.first());
            let room = (
                before.map_or(lo - overhang, |p| p.hi.midpoint(first.lo)),
                after.map_or(hi + overhang, |p| p.lo.midpoint(last.hi)),
            );
            let mut judge = Judge { line: &mut *line, range: (lo, hi), room, roots: &mut roots };
            if group.iter().any(|piece| piece.flat) { judge.flat(group) } else { judge.cluster(first.lo, last.hi) }
        }
        roots.undecided = merged(roots.undecided);
        roots.breaks.sort_by(|a, b| a.0.total_cmp(&b.0));
        roots
    }
}

/// The stretches that touch, or are no further apart than they are wide: where rounding hides a zero, some of what is
/// around it may seem free of it.
fn grouped(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut groups: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let mut last = vec![*piece];
        while let Some(mut before) = groups.pop_if(|before| belong_together(before, &last)) {
            before.append(&mut last);
            last = before;
        }
        groups.push(last);
    }
    groups
}

fn belong_together(a: &[Piece], b: &[Piece]) -> bool {
    let ends = |group: &[Piece]| group.first().zip(group.last()).map(|(first, last)| (first.lo, last.hi));
    let (Some(a_ends), Some(b_ends)) = (ends(a), ends(b)) else { return false };
    let (gap, width) = (b_ends.0 - a_ends.1, (a_ends.1 - a_ends.0).max(b_ends.1 - b_ends.0));
    gap <= 0.0 || (gap <= width && a.iter().chain(b).all(|piece| !piece.flat))
}

/// In order, with those that touch made one.
fn merged(mut stretches: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
    stretches.dedup_by(|next, last| {
        let touches = next.0 <= last.1;
        if touches {
            last.1 = last.1.max(next.1);
        }
        touches
    });
    stretches
}

/// Finds what the stretches are that a search has left.
struct Judge<'a, 'l, 'e> {
    line: &'l mut Line<'e>,
    range: (f64, f64),
    /// As far as one may look beside them.
    room: (f64, f64),
    roots: &'a mut Roots,
}

impl Judge<'_, '_, '_> {
    /// Stretches that touch, none of them flat.
    fn cluster(&mut self, lo: f64, hi: f64) {
        let best = best(self.line, lo, hi);
        let seems_zero = best.is_some_and(|(x, value)| {
            let here = self.line.over(x, x).value;
            value == 0.0 || (here.is_defined() && here.contains(0.0))
        });
        let ((left, from), (right, to)) = (self.sign_beside(lo, hi, -1.0), self.sign_beside(lo, hi, 1.0));
        let continuous = self.line.over(from, to).is_continuous();
        let crosses = left.is_some() && right.is_some() && left != right && (continuous || seems_zero);
        let wide = hi - lo > TOUCH * (self.range.1 - self.range.0) && hi - lo > 1e-12 * lo.abs().max(hi.abs());
        match best {
            Some((at, _)) if crosses => self.found(at, (lo, hi), ZeroKind::Crossing),
            Some((at, _)) if seems_zero && !wide => {
                let at = self.touched(lo, hi, at);
                self.found(at, (lo, hi), ZeroKind::Touching);
            }
            _ if seems_zero || continuous || wide => self.roots.undecided.push((lo, hi)),
            _ => self.roots.breaks.push((lo, hi)),
        }
    }

    /// Where a touched zero is, if it may be anywhere in a stretch: where the slope changes its sign, which tells more than
    /// values that are all 0 up to rounding.
    fn touched(&mut self, lo: f64, hi: f64, at: f64) -> f64 {
        let mut slope = |x: f64| self.line.over(x, x).slopes().and_then(|slopes| slopes.sign());
        let (mut a, mut b, from) = (lo, hi, slope(lo));
        if from.is_none() || from == Some(0) || slope(hi) != from.map(|sign| -sign) {
            return at;
        }
        let reach = 4.0 * f64::EPSILON * lo.abs().max(hi.abs());
        while let Some(x) = Some(a.midpoint(b)).filter(|x| a < *x && *x < b && b - a > reach) {
            match slope(x) {
                None | Some(0) => (a, b) = (x, x),
                sign if sign == from => a = x,
                _ => b = x,
            }
        }
        best(self.line, (a - reach).max(lo), (b + reach).min(hi)).map_or(at, |(x, _)| x)
    }

    fn found(&mut self, at: f64, within: (f64, f64), kind: ZeroKind) {
        self.roots.zeros.push(Zero { at, within, kind });
    }

    /// The sign on one side of a stretch, at the nearest place where it is certain, and that place.
    fn sign_beside(&mut self, lo: f64, hi: f64, side: f64) -> (Option<i8>, f64) {
        let end = if side < 0.0 { lo } else { hi };
        let step = (hi - lo).max(f64::EPSILON * end.abs()).max(f64::MIN_POSITIVE);
        let places = (-1..TRIES).map(|i| if i < 0 { end } else { end + side * step * 4f64.powi(i) });
        for x in places.map(|x| x.clamp(self.room.0, self.room.1)) {
            let here = self.line.over(x, x).value;
            if let Some(sign) = here.sign().filter(|sign| *sign != 0 && here.is_defined()) {
                return (Some(sign), x);
            }
        }
        (None, end)
    }

    /// Stretches that touch, some of which are flat: what lies between two flat ones belongs to them if there is a zero
    /// in it, and the flat one at the end reaches to such a zero.
    fn flat(&mut self, group: &[Piece]) {
        let mut flat: Option<(f64, f64)> = None;
        for run in group.chunk_by(|a, b| a.flat == b.flat) {
            let [Some(first), Some(last)] = [run.first(), run.last()] else { continue };
            let (lo, hi) = (first.lo, last.hi);
            let zero = if first.flat { Some(lo) } else { best(self.line, lo, hi).filter(|b| b.1 == 0.0).map(|b| b.0) };
            flat = match (flat, zero) {
                (Some((start, _)), Some(_)) if first.flat => Some((start, hi)),
                (Some((start, end)), Some(zero)) => Some((start, end.max(zero))),
                (None, Some(_)) if first.flat => Some((lo, hi)),
                (None, Some(zero)) => Some((zero, zero)),
                (known, None) => {
                    self.roots.breaks.push((lo, hi));
                    self.roots.flat.extend(known);
                    None
                }
            };
        }
        self.roots.flat.extend(flat);
    }
}

/// Whether nothing but a zero can be meant by such bounds: no number on one side of 0.
fn excludes_zero(value: &Interval) -> bool {
    value.is_empty() || value.sign().is_some_and(|sign| sign != 0)
}

#[cfg(test)]
mod tests;
