//! Several variables are divided into cells by the kinks of a formula, one for each combination of signs of their arguments;
//! `relu(a - b)·relu(b - c)·relu(c - d)` is 0 in all of them but one.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg32;

use super::super::{
    bounded::{Found, Program},
    points::{Point, uniform},
};
use crate::symbolic::{Expr, Symbol};

/// The most kinks that are told apart, and cells that are looked for.
const MAX_KINKS: usize = 12;
const MAX_CELLS: usize = 40;

/// Points in those cells in which no visited point lies.
pub(super) fn points(kinks: &[Expr], symbols: &[Symbol], visited: &[Point]) -> Vec<Point> {
    let kinks = &kinks[..kinks.len().min(MAX_KINKS)];
    if kinks.is_empty() {
        return Vec::new();
    }
    let mut search = Search { program: Program::new(kinks, symbols), scratch: Vec::new() };
    let mut known: Vec<u32> = visited.iter().filter_map(|point| search.cell(point)).collect();
    let all = (1u32 << kinks.len()) - 1;
    let mut dice = Pcg32::seed_from_u64(2);
    let mut points = Vec::new();
    for i in 0..MAX_CELLS as u32 {
        // Every cell if there are few; else all signs alike, all but one, and what chance brings.
        let cell = match i {
            _ if all < MAX_CELLS as u32 => i,
            _ if i <= 1 => i * all,
            _ if i / 2 <= kinks.len() as u32 => (i % 2 * all) ^ (1 << (i / 2 - 1)),
            _ => dice.next_u32() & all,
        };
        if cell > all || known.contains(&cell) {
            continue;
        }
        known.push(cell);
        let start = symbols.iter().map(|_| 4.0 * uniform(&mut dice) - 2.0).collect();
        points.extend(search.inside(cell, start));
    }
    points
}

struct Search {
    program: Program,
    scratch: Vec<Found>,
}

impl Search {
    /// The arguments of all kinks.
    fn arguments(&mut self, point: &[f64]) -> Option<Vec<f64>> {
        self.program.run(point, &mut self.scratch).map(|found| found.ok().map(|v| v.value)).collect()
    }

    /// A bit for each kink whose argument is positive.
    fn cell(&mut self, point: &[f64]) -> Option<u32> {
        let arguments = self.arguments(point)?;
        Some(arguments.iter().enumerate().fold(0, |cell, (i, v)| cell | u32::from(*v > 0.0) << i))
    }

    /// A point in the cell, by moving onto the right side of one border after the other (the relaxation method of Agmon,
    /// Motzkin and Schoenberg, 1954, with slopes by differences).
    fn inside(&mut self, cell: u32, mut point: Point) -> Option<Point> {
        const STEPS: usize = 60;
        const STEP: f64 = 1e-6;
        // More than it takes: nearly reflected at the border rather than put onto it.
        const BEYOND: f64 = 1.7;
        let sign = |i: usize| if cell >> i & 1 == 1 { 1.0 } else { -1.0 };
        for _ in 0..STEPS {
            let arguments = self.arguments(&point)?;
            let least = |&i: &usize, &j: &usize| (arguments[i] * sign(i)).total_cmp(&(arguments[j] * sign(j)));
            let worst = (0..arguments.len()).min_by(least)?;
            if arguments[worst] * sign(worst) > 0.0 {
                return Some(point);
            }
            let mut slopes = Vec::with_capacity(point.len());
            for k in 0..point.len() {
                let (here, step) = (point[k], STEP * point[k].abs().max(1.0));
                point[k] = here + step;
                let there = self.arguments(&point)?[worst];
                point[k] = here;
                slopes.push((there - arguments[worst]) / step);
            }
            let steepness: f64 = slopes.iter().map(|slope| slope * slope).sum();
            let length = BEYOND * sign(worst) * arguments[worst].abs().max(1e-3) / steepness;
            if !length.is_finite() {
                return None;
            }
            point.iter_mut().zip(&slopes).for_each(|(v, slope)| *v += slope * length);
        }
        None
    }
}
