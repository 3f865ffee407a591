//! A function of two variables on a grid of points.

use super::{Interval, Point};

/// Magnitude beyond which a value counts as undefined, so that sums and products of values stay finite.
const LARGEST: f64 = 1e150;
/// The most columns and the most rows.
const MOST: usize = 1024;

/// The values of `f(x, y)` at evenly spaced points of a rectangle, its border included.
///
/// Contour lines and heat maps are made from the same grid, so a loss is evaluated once for both.
///
/// ```
/// use gradus::plot::Grid;
///
/// let grid = Grid::sample((0.0, 1.0), (0.0, 2.0), 11, 21, |x, y| x * y);
/// assert_eq!(grid.value(10, 20), 2.0);
/// assert_eq!(grid.point(10, 20), (1.0, 2.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    x: Interval,
    y: Interval,
    columns: usize,
    rows: usize,
    values: Vec<f64>,
}

impl Grid {
    /// Evaluates `f` at `columns` × `rows` points (each brought into 2 … 1024), row by row from the lowest y.
    ///
    /// A value that is not finite, or beyond ±10¹⁵⁰, is kept as NaN.
    pub fn sample(
        x: impl Into<Interval>,
        y: impl Into<Interval>,
        columns: usize,
        rows: usize,
        f: impl Fn(f64, f64) -> f64,
    ) -> Self {
        Self::sample_columns(x, y, columns, rows, |xs, ys, out| {
            for ((out, &x), &y) in out.iter_mut().zip(xs).zip(ys) {
                *out = f(x, y);
            }
        })
    }

    /// The same, with all points handed over at once: `f` is given their x, their y, and as many places for its values.
    ///
    /// ```
    /// use gradus::plot::Grid;
    ///
    /// let sum = |xs: &[f64], ys: &[f64], out: &mut [f64]| (0..out.len()).for_each(|i| out[i] = xs[i] + ys[i]);
    /// let grid = Grid::sample_columns((0.0, 1.0), (0.0, 2.0), 11, 21, sum);
    /// assert_eq!(grid.value(10, 20), 3.0);
    /// ```
    pub fn sample_columns(
        x: impl Into<Interval>,
        y: impl Into<Interval>,
        columns: usize,
        rows: usize,
        f: impl FnOnce(&[f64], &[f64], &mut [f64]),
    ) -> Self {
        let (x, y) = (x.into(), y.into());
        let (columns, rows) = (columns.clamp(2, MOST), rows.clamp(2, MOST));
        let xs: Vec<f64> = (0..rows).flat_map(|_| x.points(columns)).collect();
        let ys: Vec<f64> = y.points(rows).flat_map(|v| std::iter::repeat_n(v, columns)).collect();
        let mut values = vec![f64::NAN; xs.len()];
        f(&xs, &ys, &mut values);
        for v in values.iter_mut().filter(|v| v.abs() > LARGEST) {
            *v = f64::NAN;
        }
        Self { x, y, columns, rows, values }
    }

    /// The x that it covers.
    pub const fn x(&self) -> Interval {
        self.x
    }

    /// The y that it covers.
    pub const fn y(&self) -> Interval {
        self.y
    }

    /// How many points there are in x.
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// How many points there are in y.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The value in a column (from the lowest x) and a row (from the lowest y); NaN where there is none.
    pub fn value(&self, column: usize, row: usize) -> f64 {
        if column >= self.columns {
            return f64::NAN;
        }
        self.values.get(row * self.columns + column).copied().unwrap_or(f64::NAN)
    }

    /// The point in a column and a row.
    pub fn point(&self, column: usize, row: usize) -> Point {
        let part = |i: usize, n: usize| i as f64 / (n - 1) as f64;
        (self.x.at(part(column, self.columns)), self.y.at(part(row, self.rows)))
    }

    /// All finite values, sorted.
    pub(super) fn sorted(&self) -> Vec<f64> {
        let mut sorted: Vec<f64> = self.values.iter().copied().filter(|v| v.is_finite()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted
    }
}
