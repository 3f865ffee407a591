//! Clipping lines and polygons to a box.
//!
//! plotters clamps a point outside its range to the border, which bends a line; here a line that leaves the box ends
//! exactly where it crosses the border, with its slope kept.

use super::{Interval, Point};

/// Magnitude to which coordinates are pulled before clipping, so that their differences stay finite.
const LARGEST: f64 = 1e300;

/// The part of the segment from `a` to `b` inside the box `x` × `y`, or `None` if it misses the box.
///
/// The segment is cut by one coordinate after the other, and a cut end lies exactly on the border: rounding never
/// puts it outside, however far away the other end is. A coordinate that is NaN makes the segment miss; an infinite
/// one counts as very far.
///
/// ```
/// use gradus::plot::{Interval, clip_segment};
///
/// let (x, y) = (Interval::new(-3.0, 3.0), Interval::new(-2.0, 2.0));
/// // y = 2x keeps its slope
/// assert_eq!(clip_segment((-3.0, -6.0), (3.0, 6.0), x, y), Some(((-1.0, -2.0), (1.0, 2.0))));
/// ```
pub fn clip_segment(a: Point, b: Point, x: Interval, y: Interval) -> Option<(Point, Point)> {
    let (a, b) = clip_first(near(a)?, near(b)?, x)?;
    let (a, b) = clip_first(swap(a), swap(b), y)?;
    let inside = |p: Point| (x.clamp(p.1), y.clamp(p.0));
    Some((inside(a), inside(b)))
}

/// The parts of a polyline inside the box `x` × `y`; each part has at least two points.
///
/// A point with a NaN coordinate is a gap.
pub fn clip_polyline(points: &[Point], x: Interval, y: Interval) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut goes_on = false;
    for ends in points.windows(2) {
        let Some((a, b)) = clip_segment(ends[0], ends[1], x, y) else {
            goes_on = false;
            continue;
        };
        match parts.last_mut() {
            Some(part) if goes_on && a == ends[0] => part.push(b),
            _ => parts.push(vec![a, b]),
        }
        goes_on = b == ends[1];
    }
    parts
}

/// The part of a polygon inside the box `x` × `y`, by Sutherland and Hodgman (*Reentrant Polygon Clipping*, 1974).
///
/// Of a polygon that is not convex several parts may remain; they then hang together by lines along the border,
/// which a filled polygon does not show. Points with a coordinate that is not finite are left out.
pub fn clip_polygon(points: &[Point], x: Interval, y: Interval) -> Vec<Point> {
    let mut polygon: Vec<Point> = points.iter().copied().filter(|p| p.0.is_finite() && p.1.is_finite()).collect();
    for bounds in [x, y] {
        polygon = cut(&polygon, |v| v - bounds.lo(), bounds.lo());
        polygon = cut(&polygon, |v| bounds.hi() - v, bounds.hi());
        polygon = polygon.into_iter().map(swap).collect();
    }
    polygon.into_iter().map(|p| (x.clamp(p.0), y.clamp(p.1))).collect()
}

/// The part of a segment whose first coordinate lies in `bounds`.
fn clip_first(a: Point, b: Point, bounds: Interval) -> Option<(Point, Point)> {
    let (lo, hi) = (bounds.lo(), bounds.hi());
    if a.0.max(b.0) < lo || a.0.min(b.0) > hi {
        return None;
    }
    let end = |p: Point| {
        if p.0 < lo {
            cross(a, b, lo)
        } else if p.0 > hi {
            cross(a, b, hi)
        } else {
            p
        }
    };
    Some((end(a), end(b)))
}

/// Where the line through `a` and `b` has the first coordinate `at`; the two differ there.
fn cross(a: Point, b: Point, at: f64) -> Point {
    let t = (at - a.0) / (b.0 - a.0);
    (at, a.1 * (1.0 - t) + b.1 * t)
}

/// One side of Sutherland and Hodgman: keeps what has a first coordinate with `depth ≥ 0`; `depth` is zero at `at`.
fn cut(polygon: &[Point], depth: impl Fn(f64) -> f64, at: f64) -> Vec<Point> {
    let mut kept = Vec::with_capacity(polygon.len() + 4);
    let mut before = polygon.last().copied();
    for &p in polygon {
        if let Some(q) = before
            && (depth(p.0) >= 0.0) != (depth(q.0) >= 0.0)
        {
            kept.push(cross(q, p, at));
        }
        if depth(p.0) >= 0.0 {
            kept.push(p);
        }
        before = Some(p);
    }
    kept
}

const fn swap((x, y): Point) -> Point {
    (y, x)
}

fn near((x, y): Point) -> Option<Point> {
    let defined = !x.is_nan() && !y.is_nan();
    defined.then(|| (x.clamp(-LARGEST, LARGEST), y.clamp(-LARGEST, LARGEST)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{num, prelude::*};

    fn window() -> (Interval, Interval) {
        (Interval::new(-3.0, 3.0), Interval::new(-2.0, 2.0))
    }

    proptest! {
        #[test]
        fn never_leaves_the_box(line in prop::collection::vec((num::f64::ANY, num::f64::ANY), 0..20)) {
            let (x, y) = window();
            for p in clip_polyline(&line, x, y).concat().into_iter().chain(clip_polygon(&line, x, y)) {
                prop_assert!(x.contains(p.0) && y.contains(p.1), "{p:?}");
            }
        }

        #[test]
        fn keeps_the_slope(a in (-9.0..9.0, -9.0..9.0), b in (-9.0..9.0, -9.0..9.0)) {
            let (x, y) = window();
            if let Some((p, q)) = clip_segment(a, b, x, y) {
                let cross = (b.0 - a.0) * (q.1 - p.1) - (b.1 - a.1) * (q.0 - p.0);
                prop_assert!(cross.abs() < 1e-9);
            }
        }
    }

    #[test]
    fn table() {
        let (x, y) = window();
        let far = f64::INFINITY;
        for (a, b, expected) in [
            ((-1.0, 0.0), (1.0, 1.0), Some(((-1.0, 0.0), (1.0, 1.0)))),
            ((-6.0, 0.0), (6.0, 0.0), Some(((-3.0, 0.0), (3.0, 0.0)))),
            ((0.0, -9.0), (0.0, 9.0), Some(((0.0, -2.0), (0.0, 2.0)))),
            ((0.0, 0.0), (0.0, far), Some(((0.0, 0.0), (0.0, 2.0)))),
            ((1.0, 1e300), (1.5, 0.0), Some(((1.5, 2.0), (1.5, 0.0)))),
            ((-4.0, 0.0), (-5.0, 1.0), None),
            ((-4.0, 0.0), (0.0, 9.0), None),
            ((0.0, f64::NAN), (0.0, 1.0), None),
        ] {
            assert_eq!(clip_segment(a, b, x, y), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_line_that_comes_back_has_two_parts() {
        let (x, y) = window();
        let parts = clip_polyline(&[(-1.0, 0.0), (-1.0, 5.0), (1.0, 5.0), (1.0, 0.0), (2.0, 0.0)], x, y);
        assert_eq!(parts, [vec![(-1.0, 0.0), (-1.0, 2.0)], vec![(1.0, 2.0), (1.0, 0.0), (2.0, 0.0)]]);
    }

    #[test]
    fn a_polygon_over_the_corner_gets_the_corner() {
        let (x, y) = window();
        let square = clip_polygon(&[(2.0, 1.0), (5.0, 1.0), (5.0, 4.0), (2.0, 4.0)], x, y);
        assert_eq!(square.len(), 4);
        assert!(square.contains(&(3.0, 2.0)) && square.contains(&(2.0, 1.0)));
    }
}
