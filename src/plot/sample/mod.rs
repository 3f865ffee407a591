//! A curve `y = f(x)` as polylines that can be drawn without a lie.
//!
//! The method: samples a few pixels apart (jittered, so that a fast oscillation cannot hide between equal steps), then
//! refined where the middle one of three leaves the chord of its neighbours by more than a fraction of a pixel. What
//! cannot be one stroke is cut by bisection: the end of a domain, a pole, a jump. A corner is put where the two straight
//! sides meet. Compare mafs (`PlotUtils.tsx`).
//!
//! A method that only asks for values can miss what is narrower than its first step. With [`Bounds`] on stretches it
//! does not: steps in which they allow for more than the samples show are split, as in Tupper, *Reliable Two-Dimensional
//! Graphing Methods for Mathematical Formulae with Two Free Variables*, 2001; and what is continuous is never cut.

mod explore;

pub use explore::{Bounds, MAX_BOUNDS};

use super::{Interval, Point, Viewport, clip_polyline};

/// The most calls of the function for one curve; the curve then has at most twice as many points.
pub const MAX_EVALUATIONS: usize = 8192;

/// Calls kept back from refinement for cutting at poles, jumps and the ends of a domain.
const RESERVE: usize = MAX_EVALUATIONS / 2;
/// Css pixels between the first samples.
const FIRST_STEP: f64 = 3.0;
/// The distance of a sample from the chord of its neighbours that asks for more, in css pixels. The polyline is then
/// within about a quarter of this of a smooth curve.
const FLATNESS: f64 = 0.2;
/// Samples are not refined closer than this, in css pixels.
const CLOSEST: f64 = 0.01;
/// A rise between two closest samples that may be a jump, in css pixels.
const JUMP: f64 = 1.0;
/// A step that is narrower than this may hide a jump, in css pixels: refinement leaves no wider one at a jump.
const NARROW: f64 = 1.0;
/// Halvings that place a cut: the first step shrinks to 10⁻¹¹ pixels.
const HALVINGS: usize = 40;
/// Rounds of refinement; each halves the steps, so this many reach [`CLOSEST`].
const ROUNDS: usize = 10;
/// The sine of the angle from which a bend may be a corner.
const CORNER: f64 = 0.2;

/// The curve `y = f(x)` as it is seen in `view`: polylines inside the viewport, cut where `f` is undefined, has a pole
/// or jumps.
///
/// Calls `f` at most [`MAX_EVALUATIONS`] times, for a tame function about once for three pixels of width.
///
/// ```
/// use gradus::plot::{Viewport, sample};
///
/// let view = Viewport::new((-3.0, 3.0), (-2.0, 2.0), 600.0, 400.0);
/// assert_eq!(sample::curve(&view, |x| x * x).len(), 1);
/// assert_eq!(sample::curve(&view, |x| 1.0 / x).len(), 2);
/// ```
pub fn curve(view: &Viewport, f: impl Fn(f64) -> f64) -> Vec<Vec<Point>> {
    curve_over(view, view.x(), f)
}

/// As [`curve`], for the x of `domain` alone.
pub fn curve_over(view: &Viewport, domain: impl Into<Interval>, f: impl Fn(f64) -> f64) -> Vec<Vec<Point>> {
    trace(view, domain.into(), Sampler::new(view, &f, None))
}

/// As [`curve`], with bounds on what `f` is between two x, so that no spike and no pole hides between samples.
///
/// Asks for bounds at most [`MAX_BOUNDS`] times in search of what is hidden, and once for each steep step.
///
/// ```
/// use gradus::plot::{Viewport, sample::{self, Bounds}};
///
/// let spike = |x: f64| (-1e6 * (x - 0.3).powi(2)).exp();
/// let bounds = |lo: f64, hi: f64| {
///     let top = if lo <= 0.3 && 0.3 <= hi { 1.0 } else { spike(lo).max(spike(hi)) };
///     Bounds { lo: 0.0, hi: top, continuous: true }
/// };
/// let view = Viewport::new((-3.0, 3.0), (-2.0, 2.0), 600.0, 400.0);
/// let top = |curve: Vec<Vec<(f64, f64)>>| curve.concat().iter().fold(0.0, |top: f64, p| top.max(p.1));
/// assert!(top(sample::curve(&view, spike)) < 0.1);
/// assert!(top(sample::bounded_curve(&view, spike, bounds)) > 0.95);
/// ```
pub fn bounded_curve(view: &Viewport, f: impl Fn(f64) -> f64, bounds: impl Fn(f64, f64) -> Bounds) -> Vec<Vec<Point>> {
    trace(view, view.x(), Sampler::new(view, &f, Some(&bounds)))
}

fn trace<F: Fn(f64) -> f64>(view: &Viewport, domain: Interval, mut sampler: Sampler<F>) -> Vec<Vec<Point>> {
    let seen = (domain.lo().max(view.x().lo()), domain.hi().min(view.x().hi()));
    if seen.0 >= seen.1 {
        return Vec::new();
    }
    let mut points = sampler.spread(Interval::new(seen.0, seen.1));
    sampler.explore(&mut points);
    for _ in 0..ROUNDS {
        sampler.find_domain_ends(&mut points);
        if !sampler.refine(&mut points) {
            break;
        }
    }
    let pieces = sampler.cut(&points);
    pieces.iter().flat_map(|piece| clip_polyline(piece, view.x(), view.y())).collect()
}

/// A function, the scale at which it is seen, and the calls that are left.
struct Sampler<'a, F> {
    f: &'a F,
    bounds: Option<&'a dyn Fn(f64, f64) -> Bounds>,
    view: &'a Viewport,
    scale: (f64, f64),
    /// The y between which differences matter: one height more on either side than what is seen.
    cared_for: (f64, f64),
    calls_left: usize,
}

impl<'a, F: Fn(f64) -> f64> Sampler<'a, F> {
    fn new(view: &'a Viewport, f: &'a F, bounds: Option<&'a dyn Fn(f64, f64) -> Bounds>) -> Self {
        let y = view.y();
        let cared_for = (y.lo() - y.span(), y.hi() + y.span());
        Self { f, bounds, view, scale: view.px_per_unit(), cared_for, calls_left: MAX_EVALUATIONS }
    }

    /// The point over `x`; NaN stands for every value that is not finite.
    fn at(&mut self, x: f64) -> Point {
        self.calls_left = self.calls_left.saturating_sub(1);
        let y = (self.f)(x);
        (x, if y.is_finite() { y } else { f64::NAN })
    }

    /// The first samples, jittered except for both ends.
    fn spread(&mut self, x: Interval) -> Vec<Point> {
        let steps = ((x.span() * self.scale.0 / FIRST_STEP).ceil() as usize).clamp(8, 1024);
        (0..=steps)
            .map(|i| {
                let shift = if i == 0 || i == steps { 0.0 } else { 0.4 * jitter(i) };
                self.at(x.at((i as f64 + shift) / steps as f64))
            })
            .collect()
    }

    /// Splits the steps at both sides of each sample that is off the chord of its neighbours. Answers whether there
    /// was anything to split.
    fn refine(&mut self, points: &mut Vec<Point>) -> bool {
        let mut wanted = vec![false; points.len()];
        for (i, p) in points.windows(3).enumerate() {
            // a comparison with NaN is false: nothing is refined beside a gap
            if self.off_chord(p[0], p[1], p[2]) > FLATNESS {
                wanted[i] = true;
                wanted[i + 1] = true;
            }
        }
        for (i, p) in points.windows(2).enumerate() {
            wanted[i] &= self.width(p[0], p[1]) > 2.0 * CLOSEST;
        }
        let splits = wanted.iter().filter(|&&w| w).count();
        if splits == 0 || self.calls_left < splits + RESERVE {
            return false;
        }
        let mut finer = Vec::with_capacity(points.len() + splits);
        for (i, &p) in points.iter().enumerate() {
            finer.push(p);
            if wanted[i] {
                let q = points[i + 1];
                finer.push(self.at(p.0 + (q.0 - p.0) * (0.5 + 0.1 * jitter(i))));
            }
        }
        *points = finer;
        true
    }

    /// Where a defined sample stands beside an undefined one, puts two samples at the end of the domain between them.
    fn find_domain_ends(&mut self, points: &mut Vec<Point>) {
        let mut found = Vec::with_capacity(points.len());
        for (i, &p) in points.iter().enumerate() {
            found.push(p);
            let Some(&q) = points.get(i + 1) else { break };
            if p.1.is_nan() == q.1.is_nan() || self.width(p, q) < CLOSEST || self.calls_left < HALVINGS {
                continue;
            }
            let (mut a, mut b) = (p, q);
            for _ in 0..HALVINGS {
                let m = self.at(a.0.midpoint(b.0));
                if m.1.is_nan() == p.1.is_nan() {
                    a = m;
                } else {
                    b = m;
                }
            }
            found.extend([a, b].into_iter().filter(|end| end.0 > p.0 && end.0 < q.0));
        }
        *points = found;
    }

    /// The samples in pieces that are each one stroke, corners set.
    fn cut(&mut self, points: &[Point]) -> Vec<Vec<Point>> {
        let mut pieces = Vec::new();
        let mut piece: Vec<Point> = Vec::new();
        for (i, &p) in points.iter().enumerate() {
            if p.1.is_nan() {
                pieces.push(std::mem::take(&mut piece));
                continue;
            }
            if let Some(&before) = piece.last() {
                if let Some((left, right)) = self.jump_between(before, p) {
                    piece.push(left);
                    pieces.push(std::mem::replace(&mut piece, vec![right]));
                } else {
                    piece.extend(self.corner(points, i));
                }
            }
            piece.push(p);
        }
        pieces.push(piece);
        pieces
    }

    /// The two sides of a jump or a pole between neighbouring samples: the rise does not shrink with the step.
    fn jump_between(&mut self, mut a: Point, mut b: Point) -> Option<(Point, Point)> {
        if self.rise(a, b) < JUMP || self.width(a, b) > NARROW || self.is_continuous(a.0, b.0) {
            return None;
        }
        for _ in 0..HALVINGS {
            if self.calls_left == 0 {
                break;
            }
            let m = self.at(a.0.midpoint(b.0));
            if m.1.is_nan() {
                break;
            }
            if self.rise(a, m) > self.rise(m, b) {
                b = m;
            } else {
                a = m;
            }
            if self.rise(a, b) < JUMP {
                return None;
            }
        }
        Some((a, b))
    }

    /// The corner between the samples `i - 1` and `i`, where the straight lines on both sides meet, if they bend there.
    fn corner(&mut self, points: &[Point], i: usize) -> Option<Point> {
        let px = |p: Point| (p.0 * self.scale.0, p.1 * self.scale.1);
        let [p0, p1, p2, p3] = *points.get(i.checked_sub(2)?..i + 2)? else {
            return None;
        };
        let (u, v) = (direction(px(p0), px(p1))?, direction(px(p2), px(p3))?);
        let bend = u.0 * v.1 - u.1 * v.0;
        if bend.abs() < CORNER || self.calls_left == 0 || !self.view.y().contains(p1.1) {
            return None;
        }
        let (a, b) = (px(p1), px(p2));
        let along = ((b.0 - a.0) * v.1 - (b.1 - a.1) * v.0) / bend;
        let x = p1.0 + along * u.0 / self.scale.0;
        if x <= p1.0 || x >= p2.0 {
            return None;
        }
        Some(self.at(x)).filter(|corner| !corner.1.is_nan())
    }

    /// The distance of `p` from the chord from `a` to `b`, in css pixels; NaN beside a gap.
    fn off_chord(&self, a: Point, p: Point, b: Point) -> f64 {
        let (ax, ay) = self.px(a);
        let (px, py) = self.px(p);
        let (bx, by) = self.px(b);
        let (dx, dy) = (bx - ax, by - ay);
        (dx * (py - ay) - dy * (px - ax)).abs() / dx.hypot(dy)
    }

    fn rise(&self, a: Point, b: Point) -> f64 {
        (self.px(b).1 - self.px(a).1).abs()
    }

    fn width(&self, a: Point, b: Point) -> f64 {
        (b.0 - a.0) * self.scale.0
    }

    /// The point in css pixels from the corner of the view, with y pulled to what is cared for.
    fn px(&self, (x, y): Point) -> Point {
        let y = y.clamp(self.cared_for.0, self.cared_for.1);
        ((x - self.view.x().lo()) * self.scale.0, (y - self.view.y().lo()) * self.scale.1)
    }
}

/// The unit vector from `a` to `b`, if there is one.
fn direction(a: Point, b: Point) -> Option<Point> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx.hypot(dy);
    (length.is_finite() && length > 0.0).then(|| (dx / length, dy / length))
}

/// A number in `[-1/2, 1/2)` for each index, without rhythm: multiples of the golden ratio.
fn jitter(i: usize) -> f64 {
    (i as f64 * 0.618_033_988_749_895).fract() - 0.5
}

#[cfg(test)]
mod tests;
