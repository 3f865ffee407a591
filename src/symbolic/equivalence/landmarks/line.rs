//! Zeros, poles and extrema of expressions along one variable.

use super::super::{
    bounded::{Found, Program},
    points::Point,
};
use crate::symbolic::{Expr, Symbol};

/// The most places that one expression may have, those nearest to 0.
const MAX_PLACES: usize = 6;

/// Ranges that are searched, as powers of 10, with so many steps in between. Far out and close to 0 only corners matter:
/// what is smooth is different everywhere if it is different anywhere, or swings.
pub(super) const TINY: (i32, i32, u32) = (-303, -6, 50);
pub(super) const NEAR: (i32, i32, u32) = (-6, 15, 42);
pub(super) const FAR: (i32, i32, u32) = (15, 303, 48);

/// Places on both sides of 0, their logarithms evenly spread.
pub(super) fn grid((low, high, steps): (i32, i32, u32)) -> Vec<f64> {
    let width = f64::from(high - low) / f64::from(steps);
    let positive: Vec<f64> = (0..=steps).map(|k| 10f64.powf(f64::from(low) + width * f64::from(k))).collect();
    positive.iter().rev().map(|v| -v).chain([0.0]).chain(positive.iter().copied()).collect()
}

/// Where one of the expressions has a zero, a pole or, closest to 0, an extremum.
pub(super) fn places(marks: &[&Expr], symbols: &[Symbol], along: usize, base: &Point, grid: &[f64]) -> Vec<f64> {
    let mut scratch = Vec::new();
    let program = Program::new(marks.iter().copied(), symbols);
    let mut point = base.clone();
    let row = |&place: &f64| {
        point[along] = place;
        program.run(&point, &mut scratch).map(value).collect()
    };
    let table: Vec<Vec<Option<f64>>> = if marks.is_empty() { Vec::new() } else { grid.iter().map(row).collect() };
    let mut outwards: Vec<usize> = (0..table.len().saturating_sub(1)).collect();
    outwards.sort_by(|&k, &l| grid[k].abs().total_cmp(&grid[l].abs()));
    let mut places = Vec::new();
    for (i, mark) in marks.iter().enumerate() {
        let mut line: Option<Line> = None;
        let mut found = Vec::new();
        for &k in &outwards {
            let (Some(left), Some(right)) = (table[k][i], table[k + 1][i]) else { continue };
            let third = table.get(k + 2).and_then(|row| row[i]);
            let dips = |third: f64| right.abs() < left.abs().min(third.abs()) && right * third > 0.0;
            let place = if left == 0.0 {
                Some(grid[k])
            } else if left * right < 0.0 {
                let line = line.get_or_insert_with(|| Line::new(mark, symbols, along, base));
                Some(line.zero([grid[k], grid[k + 1]], left))
            } else if third.is_some_and(dips) {
                let line = line.get_or_insert_with(|| Line::new(mark, symbols, along, base));
                line.least([grid[k], grid[k + 2]])
            } else {
                None
            };
            found.extend(place);
            if found.len() >= MAX_PLACES {
                break;
            }
        }
        places.append(&mut found);
    }
    places
}

fn value(found: Found) -> Option<f64> {
    found.ok().map(|v| v.value)
}

/// An expression along one variable.
struct Line {
    program: Program,
    scratch: Vec<Found>,
    point: Point,
    along: usize,
}

impl Line {
    fn new(mark: &Expr, symbols: &[Symbol], along: usize, base: &Point) -> Self {
        Self { program: Program::new([mark], symbols), scratch: Vec::new(), point: base.clone(), along }
    }

    fn at(&mut self, place: f64) -> Option<f64> {
        self.point[self.along] = place;
        self.program.run(&self.point, &mut self.scratch).next().and_then(value)
    }

    /// A change of sign between two places, by bisection. `left` is the value at the first.
    fn zero(&mut self, [mut a, mut b]: [f64; 2], left: f64) -> f64 {
        while b - a > 1e-11 * a.abs().max(b.abs()) {
            // Far apart and on one side of 0, in the middle of their logarithms.
            let (wide, same_side) = (a / b > 4.0 || b / a > 4.0, a * b > 0.0);
            let middle =
                if wide && same_side { (a.abs().sqrt() * b.abs().sqrt()).copysign(a) } else { 0.5 * a + 0.5 * b };
            // At a jump at 0 nothing lies between 0 and the least number.
            if middle <= a || middle >= b {
                break;
            }
            match self.at(middle) {
                Some(0.0) => return middle,
                Some(v) if (v > 0.0) == (left > 0.0) => a = middle,
                Some(_) => b = middle,
                None => break,
            }
        }
        0.5 * a + 0.5 * b
    }

    /// Where it is closest to 0 between two places, by the golden section.
    fn least(&mut self, [mut a, mut b]: [f64; 2]) -> Option<f64> {
        const GOLDEN: f64 = 0.618_033_988_749_894_9;
        let (mut c, mut d) = (b - GOLDEN * (b - a), a + GOLDEN * (b - a));
        let (mut at_c, mut at_d) = (self.at(c)?.abs(), self.at(d)?.abs());
        for _ in 0..40 {
            if at_c < at_d {
                (b, d, at_d) = (d, c, at_c);
                c = b - GOLDEN * (b - a);
                at_c = self.at(c)?.abs();
            } else {
                (a, c, at_c) = (c, d, at_d);
                d = a + GOLDEN * (b - a);
                at_d = self.at(d)?.abs();
            }
        }
        Some(0.5 * (a + b))
    }
}
