//! Heat maps: how high a function is, as a tint.

use super::{Grid, Interval, Theme};

/// A picture in cells, each with the rank of its value among all: 0 for the lowest, 1 for the highest.
///
/// Ranks, not values, because a loss that rises by powers of ten would be one white valley and one dark corner
/// otherwise (histogram equalisation). Cells lie between the points of the [`Grid`] and cover exactly its rectangle.
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    x: Interval,
    y: Interval,
    columns: usize,
    ranks: Vec<f64>,
}

impl Heat {
    /// The ranks of the means of each four neighbouring points of the grid. A cell with an undefined corner is empty.
    pub fn from_grid(grid: &Grid) -> Self {
        let (columns, rows) = (grid.columns() - 1, grid.rows() - 1);
        let mut means = Vec::with_capacity(columns * rows);
        for j in 0..rows {
            for i in 0..columns {
                let low = grid.value(i, j).midpoint(grid.value(i + 1, j));
                let high = grid.value(i, j + 1).midpoint(grid.value(i + 1, j + 1));
                means.push(low.midpoint(high));
            }
        }
        Self { x: grid.x(), y: grid.y(), columns, ranks: ranks(&means) }
    }

    /// The x that it covers.
    pub const fn x(&self) -> Interval {
        self.x
    }

    /// The y that it covers.
    pub const fn y(&self) -> Interval {
        self.y
    }

    /// How many cells there are in x.
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// How many cells there are in y.
    pub const fn rows(&self) -> usize {
        self.ranks.len() / self.columns
    }

    /// The rank of a cell, from 0 to 1, columns from the lowest x and rows from the lowest y; NaN for an empty cell.
    pub fn rank(&self, column: usize, row: usize) -> f64 {
        if column >= self.columns {
            return f64::NAN;
        }
        self.ranks.get(row * self.columns + column).copied().unwrap_or(f64::NAN)
    }

    /// The picture as bytes, red, green, blue and alpha of each cell, row by row from the top: what `ImageData` of a
    /// canvas takes. Empty cells are transparent.
    pub fn rgba(&self, theme: &Theme) -> Vec<u8> {
        let pixel = |&rank: &f64| {
            let tint = theme.tint(rank);
            [tint.0, tint.1, tint.2, if rank.is_nan() { 0 } else { 255 }]
        };
        self.ranks.chunks(self.columns).rev().flatten().flat_map(pixel).collect()
    }
}

/// The place of each value among the sorted ones as a number from 0 to 1, the same for equal values; NaN for NaN.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).filter(|&i| !values[i].is_nan()).collect();
    order.sort_unstable_by(|&i, &j| values[i].total_cmp(&values[j]));
    let last = order.len().saturating_sub(1).max(1) as f64;
    let mut ranks = vec![f64::NAN; values.len()];
    let mut start = 0;
    for run in order.chunk_by(|&i, &j| values[i] == values[j]) {
        let rank = (start as f64 + (run.len() - 1) as f64 / 2.0) / last;
        for &i in run {
            ranks[i] = rank;
        }
        start += run.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_even_whatever_the_scale() {
        let powers = [1.0, 1e9, 10.0, f64::NAN, 1e4, 1e-7];
        let expected = [0.25, 1.0, 0.5, f64::NAN, 0.75, 0.0];
        for (rank, expected) in ranks(&powers).into_iter().zip(expected) {
            assert!(rank == expected || rank.is_nan() && expected.is_nan());
        }
        assert_eq!(ranks(&[2.0, 2.0, 2.0]), [0.5; 3]);
        assert_eq!(ranks(&[5.0]), [0.0]);
        assert!(ranks(&[]).is_empty());
    }

    #[test]
    fn the_picture_starts_at_the_top_left() {
        let grid = Grid::sample((0.0, 1.0), (0.0, 1.0), 3, 3, |x, y| if x > 0.9 && y < 0.1 { f64::NAN } else { y });
        let heat = Heat::from_grid(&grid);
        let theme = Theme::light();
        let bytes = heat.rgba(&theme);
        assert_eq!((heat.columns(), heat.rows(), bytes.len()), (2, 2, 16));
        let top = theme.tint(heat.rank(0, 1));
        assert_eq!(bytes[..4], [top.0, top.1, top.2, 255]);
        assert_eq!((bytes[11], bytes[15]), (255, 0), "bottom left is known, bottom right is not");
    }
}
