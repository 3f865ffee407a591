//! A vector field as arrows on a grid, all of them readable.

use super::{Point, Viewport, mark::Arrow};

/// Length of the longest arrow, as a part of the spacing.
const LONGEST: f64 = 0.8;
/// Length of the shortest arrow that is drawn, in css pixels.
const SHORTEST: f64 = 5.0;
/// The most arrows in one direction.
const MOST: usize = 64;

/// Arrows of the field `f(x, y)`, one in the middle of each square of about `spacing` css pixels.
///
/// Directions are exact, as they are seen in the view. Lengths are compressed: with `m` the length of a vector in
/// pixels and `m₀` the median over the grid, the arrow has the part `m / (m + m₀)` of its square, so that the order of
/// lengths is kept and neither the steep corner nor the flat valley is lost. A vector that is zero or not finite has
/// no arrow.
pub fn arrows(view: &Viewport, spacing: f64, f: impl Fn(f64, f64) -> Point) -> Vec<Arrow> {
    arrows_of_columns(view, spacing, |xs, ys, us, vs| {
        for (((u, v), &x), &y) in us.iter_mut().zip(vs).zip(xs).zip(ys) {
            (*u, *v) = f(x, y);
        }
    })
}

/// The same, with all points handed over at once: `f` is given their x, their y, and places for both components.
pub fn arrows_of_columns(
    view: &Viewport,
    spacing: f64,
    f: impl FnOnce(&[f64], &[f64], &mut [f64], &mut [f64]),
) -> Vec<Arrow> {
    let (left, top, right, bottom) = view.plot_px();
    let spacing = if spacing.is_finite() { spacing.max(4.0) } else { 32.0 };
    let count = |side: f64| ((side / spacing).round() as usize).clamp(1, MOST);
    let (columns, rows) = (count(right - left), count(bottom - top));
    let (sx, sy) = view.px_per_unit();
    let (xs, ys): (Vec<f64>, Vec<f64>) = (0..rows)
        .flat_map(|j| (0..columns).map(move |i| (i, j)))
        .map(|(i, j)| ((i as f64 + 0.5) / columns as f64, (j as f64 + 0.5) / rows as f64))
        .map(|(u, v)| (view.x().at(u), view.y().at(v)))
        .unzip();
    let (mut us, mut vs) = (vec![f64::NAN; xs.len()], vec![f64::NAN; xs.len()]);
    f(&xs, &ys, &mut us, &mut vs);
    let seen = us.into_iter().zip(vs).map(|(u, v)| (u * sx, v * sy));
    let vectors: Vec<(Point, Point)> =
        xs.into_iter().zip(ys).zip(seen).filter(|&(_, v)| length(v).is_finite() && length(v) > 0.0).collect();
    let mut lengths: Vec<f64> = vectors.iter().map(|&(_, v)| length(v)).collect();
    lengths.sort_unstable_by(f64::total_cmp);
    let Some(&median) = lengths.get(lengths.len() / 2) else {
        return Vec::new();
    };

    vectors
        .into_iter()
        .map(|((x, y), v)| {
            let m = length(v);
            let seen = (LONGEST * spacing / (1.0 + median / m)).max(SHORTEST);
            let (dx, dy) = (v.0 / m * seen / sx / 2.0, v.1 / m * seen / sy / 2.0);
            Arrow::new((x - dx, y - dy), (x + dx, y + dy))
        })
        .collect()
}

fn length((dx, dy): Point) -> f64 {
    dx.hypot(dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> Viewport {
        Viewport::new((-3.0, 3.0), (-2.0, 2.0), 650.0, 436.0)
    }

    #[test]
    fn directions_are_exact_and_lengths_ordered() {
        let (sx, sy) = view().px_per_unit();
        let drawn = arrows(&view(), 40.0, |x, y| (x * x * x, 100.0 * y));
        assert_eq!(drawn.len(), 15 * 10);
        let mut lengths = Vec::new();
        for Arrow { tail, tip, head } in drawn {
            let (x, y) = (tail.0.midpoint(tip.0), tail.1.midpoint(tip.1));
            let (dx, dy) = ((tip.0 - tail.0) * sx, (tip.1 - tail.1) * sy);
            let g = (x * x * x * sx, 100.0 * y * sy);
            assert!((dx * g.1 - dy * g.0).abs() < 1e-6 * length(g) * length((dx, dy)) && head);
            lengths.push((length(g), length((dx, dy))));
        }
        lengths.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        assert!(lengths.windows(2).all(|w| w[1].1 >= w[0].1 - 1e-9));
        assert!(lengths.iter().all(|l| l.1 >= SHORTEST - 1e-9 && l.1 <= LONGEST * 40.0));
    }

    #[test]
    fn zero_and_undefined_vectors_have_no_arrow() {
        assert!(arrows(&view(), 40.0, |_, _| (0.0, 0.0)).is_empty());
        assert!(arrows(&view(), f64::NAN, |_, _| (f64::NAN, 1.0)).is_empty());
        assert!(arrows(&view(), 40.0, |_, _| (f64::INFINITY, 1.0)).is_empty());
        assert_eq!(arrows(&view(), 0.0, |_, _| (1e-300, 0.0)).len(), MOST * MOST);
    }
}
