//! Lines on which a function of two variables has one value, by marching squares.

use super::{Grid, Point};

/// No neighbour.
const NONE: u32 = u32::MAX;

/// The lines on which the function is `level`, joined to polylines; a closed one ends where it starts.
///
/// Crossings are interpolated linearly on the sides of each cell; the error is of second order in its size. A cell with
/// a corner that is NaN is left out. In a saddle cell the value at the saddle of the bilinear interpolant decides which
/// crossings belong together (Nielson and Hamann, *The Asymptotic Decider*, 1991).
///
/// ```
/// use gradus::plot::{Grid, contour};
///
/// let grid = Grid::sample((-2.0, 2.0), (-2.0, 2.0), 81, 81, |x, y| x * x + y * y);
/// let circle = contour::lines(&grid, 1.0);
/// assert_eq!(circle.len(), 1);
/// assert!(circle[0].iter().all(|p| (p.0.hypot(p.1) - 1.0).abs() < 1e-3));
/// ```
pub fn lines(grid: &Grid, level: f64) -> Vec<Vec<Point>> {
    if !level.is_finite() {
        return Vec::new();
    }
    let mut sides = Sides::new(grid);
    for j in 0..grid.rows() - 1 {
        for i in 0..grid.columns() - 1 {
            sides.cross_cell(i, j, level);
        }
    }
    sides.chains().into_iter().map(|chain| chain.into_iter().map(|id| sides.crossing(id, level)).collect()).collect()
}

/// About `count` levels (at most 64) that show the shape of the function, lowest first.
///
/// Evenly spaced round numbers for a function that rises evenly; for one that rises by powers of ten, as the Rosenbrock
/// function does, steps 1, 3, 10, 30 … above the lowest value, so that the valley has its lines too.
pub fn levels(grid: &Grid, count: usize) -> Vec<f64> {
    let sorted = grid.sorted();
    let (Some(&least), Some(&most)) = (sorted.first(), sorted.last()) else {
        return Vec::new();
    };
    if most == least {
        return Vec::new();
    }
    let count = count.clamp(1, 64);
    let quantile = |part: f64| sorted[((sorted.len() - 1) as f64 * part) as usize];
    let steep = (quantile(0.98) - least) > 5.0 * (quantile(0.5) - least);
    let mut levels = if steep { powers(least, most, quantile(0.02), count) } else { even(least, most, count) };
    levels.retain(|&level| level > least && level < most);
    levels.truncate(64);
    levels
}

/// Multiples of a round step.
fn even(least: f64, most: f64, count: usize) -> Vec<f64> {
    let step = super::ticks::round_step((most - least) / count as f64);
    let first = (least / step).ceil();
    (0..=2 * count).map(|k| (first + k as f64) * step).collect()
}

/// Values whose distance from a base grows by equal factors: one, two or more steps for each power of ten.
fn powers(least: f64, most: f64, low: f64, count: usize) -> Vec<f64> {
    // a lowest value that is nearly zero is meant to be zero
    let base = if least > 0.0 && least < 0.01 * (most - least) { 0.0 } else { least };
    let from = (low - base).max((most - base) * 1e-6);
    let decades = ((most - base) / from).log10().max(1.0);
    let per_decade: &[f64] = match count as f64 / decades {
        few if few < 2.0 => &[1.0],
        some if some < 3.0 => &[1.0, 3.0],
        _ => &[1.0, 2.0, 5.0],
    };
    let first = from.log10().floor() as i32;
    let last = (most - base).log10().ceil() as i32;
    (first..=last).flat_map(|k| per_decade.iter().map(move |m| base + m * 10f64.powi(k))).collect()
}

/// The sides of all cells of a grid, each with the one or two sides that the line goes on to.
///
/// A side is known by a number: first the level ones, row by row, then the upright ones.
struct Sides<'a> {
    grid: &'a Grid,
    next: Vec<[u32; 2]>,
    crossed: Vec<u32>,
}

impl<'a> Sides<'a> {
    fn new(grid: &'a Grid) -> Self {
        let (c, r) = (grid.columns(), grid.rows());
        Self { grid, next: vec![[NONE; 2]; (c - 1) * r + c * (r - 1)], crossed: Vec::new() }
    }

    /// Joins the sides of one cell that the line crosses.
    fn cross_cell(&mut self, i: usize, j: usize, level: f64) {
        let corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)].map(|(i, j)| self.grid.value(i, j));
        if corners.iter().any(|v| v.is_nan()) {
            return;
        }
        let c = self.grid.columns();
        let upright = (c - 1) * self.grid.rows();
        let bottom = j * (c - 1) + i;
        let left = upright + j * c + i;
        let (top, right) = (bottom + c - 1, left + 1);
        let above = corners.map(|v| v >= level);
        match above {
            [p, q, r, s] if p == q && q == r && r == s => {}
            [p, q, r, s] if p != q && q == r && r == s => self.join(left, bottom),
            [p, q, r, s] if q != p && p == r && r == s => self.join(bottom, right),
            [p, q, r, s] if r != p && p == q && q == s => self.join(right, top),
            [p, q, r, s] if s != p && p == q && q == r => self.join(top, left),
            [p, q, _, _] if p == q => self.join(left, right),
            [p, _, _, s] if p == s => self.join(bottom, top),
            [p, ..] => {
                if (saddle(corners) >= level) == p {
                    self.join(bottom, right);
                    self.join(top, left);
                } else {
                    self.join(left, bottom);
                    self.join(right, top);
                }
            }
        }
    }

    fn join(&mut self, a: usize, b: usize) {
        for (from, to) in [(a, b), (b, a)] {
            let slots = &mut self.next[from];
            if slots[0] == NONE {
                slots[0] = to as u32;
                self.crossed.push(from as u32);
            } else {
                slots[1] = to as u32;
            }
        }
    }

    /// The crossed sides in the order of the lines through them: open lines first, then closed ones.
    fn chains(&mut self) -> Vec<Vec<usize>> {
        let crossed = std::mem::take(&mut self.crossed);
        let ends = crossed.iter().filter(|&&id| self.next[id as usize][1] == NONE);
        let starts: Vec<u32> = ends.chain(&crossed).copied().collect();
        let mut chains = Vec::new();
        for start in starts {
            let mut chain = vec![start as usize];
            let mut here = start as usize;
            while let Some(there) = self.leave(here) {
                chain.push(there);
                here = there;
            }
            if chain.len() > 1 {
                chains.push(chain);
            }
        }
        chains
    }

    /// A neighbour of the side, if one is left; the way between them is used up.
    fn leave(&mut self, here: usize) -> Option<usize> {
        let there = self.next[here].into_iter().find(|&id| id != NONE)? as usize;
        for (from, to) in [(here, there), (there, here)] {
            if let Some(slot) = self.next[from].iter_mut().find(|slot| **slot == to as u32) {
                *slot = NONE;
            }
        }
        Some(there)
    }

    /// Where the line crosses a side.
    fn crossing(&self, id: usize, level: f64) -> Point {
        let c = self.grid.columns();
        let upright = (c - 1) * self.grid.rows();
        let ((i, j), (k, l)) = if id < upright {
            let (i, j) = (id % (c - 1), id / (c - 1));
            ((i, j), (i + 1, j))
        } else {
            let (i, j) = ((id - upright) % c, (id - upright) / c);
            ((i, j), (i, j + 1))
        };
        let (a, b) = (self.grid.value(i, j), self.grid.value(k, l));
        let (p, q) = (self.grid.point(i, j), self.grid.point(k, l));
        let t = ((level - a) / (b - a)).clamp(0.0, 1.0);
        let (x, y) = (p.0 + (q.0 - p.0) * t, p.1 + (q.1 - p.1) * t);
        (self.grid.x().clamp(x), self.grid.y().clamp(y))
    }
}

/// The value at the saddle of the bilinear function with these corners, given counter-clockwise.
fn saddle([a, b, c, d]: [f64; 4]) -> f64 {
    (a * c - b * d) / (a + c - b - d)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rosenbrock(x: f64, y: f64) -> f64 {
        (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2)
    }

    #[test]
    fn a_circle_is_one_closed_line() {
        let grid = Grid::sample((-2.0, 2.0), (-2.0, 2.0), 40, 33, |x, y| x * x + y * y);
        let circle = lines(&grid, 1.0);
        assert_eq!(circle.len(), 1);
        assert_eq!(circle[0].first(), circle[0].last());
        assert!(circle[0].iter().all(|p| (p.0.hypot(p.1) - 1.0).abs() < 0.01));
    }

    #[test]
    fn a_plane_is_one_line_from_border_to_border() {
        let grid = Grid::sample((0.0, 1.0), (0.0, 1.0), 12, 12, |x, y| x + 2.0 * y);
        let line = lines(&grid, 1.1);
        assert_eq!(line.len(), 1);
        assert!(line[0].iter().all(|p| (p.0 + 2.0 * p.1 - 1.1).abs() < 1e-12));
        let (first, last) = (line[0][0], line[0][line[0].len() - 1]);
        assert!((first.0 - last.0).abs() > 0.99, "{first:?} {last:?}");
    }

    #[test]
    fn a_saddle_is_cut_as_its_branches_run() {
        // x y = 0.01: the branches lie in the first and the third quadrant, and do not cross the middle cell
        let grid = Grid::sample((-1.0, 1.0), (-1.0, 1.0), 10, 10, |x, y| x * y);
        let branches = lines(&grid, 0.002);
        assert_eq!(branches.len(), 2);
        for branch in branches {
            assert!(branch.iter().all(|p| p.0 * p.1 > 0.0));
        }
    }

    #[test]
    fn undefined_cells_leave_a_gap() {
        let ring = |x: f64, y: f64| if x > 1.0 { f64::NAN } else { x * x + y * y };
        let arcs = lines(&Grid::sample((-2.0, 2.0), (-2.0, 2.0), 41, 41, ring), 2.0);
        assert_eq!(arcs.len(), 1);
        assert_ne!(arcs[0].first(), arcs[0].last());
        assert!(lines(&Grid::sample((0.0, 1.0), (0.0, 1.0), 5, 5, |_, _| f64::NAN), 0.0).is_empty());
    }

    #[test]
    fn levels_are_round_and_show_the_valley() {
        let bowl = Grid::sample((-2.0, 2.0), (-2.0, 2.0), 41, 41, |x, y| x * x + y * y);
        assert_eq!(levels(&bowl, 8), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]);
        let banana = Grid::sample((-2.0, 2.0), (-1.0, 3.0), 101, 101, rosenbrock);
        let found = levels(&banana, 10);
        assert!((6..=14).contains(&found.len()), "{found:?}");
        assert!(found[0] <= 1.0 && found[found.len() - 1] >= 1000.0, "{found:?}");
        assert!(levels(&Grid::sample((0.0, 1.0), (0.0, 1.0), 9, 9, |_, _| 3.0), 8).is_empty());
    }

    proptest! {
        #[test]
        fn lines_stay_in_the_grid_and_at_their_level(
            values in prop::collection::vec(-1.0..1.0, 30),
            level in -1.0..1.0,
        ) {
            let grid = Grid::sample((0.0, 4.0), (0.0, 5.0), 5, 6, |x, y| values[y.round() as usize * 5 + x.round() as usize]);
            for p in lines(&grid, level).concat() {
                prop_assert!(grid.x().contains(p.0) && grid.y().contains(p.1));
                let (i, j) = (p.0.floor() as usize, p.1.floor() as usize);
                let (s, t) = (p.0.fract(), p.1.fract());
                let at = |i, j| if grid.value(i, j).is_nan() { 0.0 } else { grid.value(i, j) };
                let low = at(i, j) * (1.0 - s) + at(i + 1, j) * s;
                let high = at(i, j + 1) * (1.0 - s) + at(i + 1, j + 1) * s;
                prop_assert!((low * (1.0 - t) + high * t - level).abs() < 1e-9);
            }
        }

        #[test]
        fn levels_are_sorted_and_inside(a in -1e9..1e9, b in 1e-9..1e9, n in 0usize..100) {
            let grid = Grid::sample((0.0, 1.0), (0.0, 1.0), 9, 9, |x, y| a + b * (x + (y * 20.0).exp()));
            let levels = levels(&grid, n);
            prop_assert!(levels.len() <= 64 && levels.is_sorted());
        }
    }
}
