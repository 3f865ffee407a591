//! Where formulas change: corners, jumps, poles, ends of domains, tops of narrow peaks. Two expressions may differ beside
//! such a place alone, far from wherever points are drawn.

use std::collections::{BTreeSet, HashSet};

use rand::SeedableRng;
use rand_pcg::Pcg32;

use super::{
    bounded::{Found, Program},
    points::{Point, uniform},
};
use crate::symbolic::{Expr, Node, Symbol};

/// The most marks that are looked for, places that each may have along a line, and places in all.
const MAX_MARKS: usize = 20;
const MAX_PLACES: usize = 4;
const MAX_POINTS: usize = 240;

/// The most kinks that are told apart by the signs of their arguments, and combinations of signs that are tried.
const MAX_KINKS: usize = 12;
const MAX_CELLS: usize = 40;

/// Expressions whose zeros mark such places.
struct Marks {
    kinks: Vec<Expr>,
    others: Vec<Expr>,
}

/// Points beside the places at which one of the expressions changes, found along each variable while the others rest; and
/// for several kinks in several variables, points on either side of each in all combinations. `visited` are points that
/// have been looked at anyway.
pub(super) fn points(expressions: [&Expr; 2], symbols: &[Symbol], visited: &[Point]) -> Vec<Point> {
    let marks = Marks::of(expressions);
    // What is a variable alone marks 0, and points lie on both sides of that anyway.
    let all = marks.kinks.iter().chain(&marks.others).filter(|e| e.as_symbol().is_none());
    let all: Vec<&Expr> = all.take(MAX_MARKS).collect();
    let mut points = Vec::new();
    let mut search = Search { program: Program::new(all.iter().copied(), symbols), scratch: Vec::new(), line: 0 };
    for line in 0..if all.is_empty() { 0 } else { symbols.len() } {
        search.line = line;
        let rests: &[f64] = if symbols.len() == 1 { &[0.0] } else { &[0.7, -1.3] };
        for rest in rests {
            let base: Point = (0..symbols.len()).map(|k| rest + 0.4 * k as f64).collect();
            let along = |place: f64| {
                let mut point = base.clone();
                point[line] = place;
                point
            };
            points.extend(beside(&search.places(&base)).into_iter().map(along));
        }
    }
    points.truncate(MAX_POINTS);
    if symbols.len() > 1 && marks.kinks.len() > 1 {
        points.extend(cells(&marks.kinks, symbols, visited));
    }
    points
}

impl Marks {
    fn of(expressions: [&Expr; 2]) -> Self {
        let (mut kinks, mut others) = (Vec::new(), Vec::new());
        let mut stack = expressions.to_vec();
        let mut seen = HashSet::new();
        while let Some(e) = stack.pop() {
            if !seen.insert(e.fingerprint()) {
                continue;
            }
            stack.extend(e.children());
            let one_off = |u: &Expr, by: i64| Expr::sum([u.clone(), Expr::integer(by)]);
            match e.node() {
                Node::Apply(f, u) => match f.name() {
                    _ if f.row().kink_at_zero => kinks.push(u.clone()),
                    "ln" | "log2" | "log10" | "sqrt" | "exp" => others.push(u.clone()),
                    "asin" | "acos" | "atanh" => others.extend([one_off(u, 1), one_off(u, -1)]),
                    "acosh" => others.push(one_off(u, -1)),
                    _ => {}
                },
                Node::Extremum(_, [u, v]) => kinks.push(Expr::sum([u.clone(), v.clone().negate()])),
                Node::Piecewise(_, [on, ..]) => kinks.push(on.clone()),
                Node::Quotient([_, v]) => others.push(v.clone()),
                Node::Power([u, _]) => others.push(u.clone()),
                Node::Sum(_) => others.push(e.clone()),
                _ => {}
            }
        }
        let mut marked = HashSet::new();
        let mut once = |e: &Expr| !e.symbols().is_empty() && marked.insert(e.fingerprint());
        kinks.retain(&mut once);
        others.retain(once);
        Self { kinks, others }
    }
}

/// A search along a coordinate line.
struct Search {
    program: Program,
    scratch: Vec<Found>,
    line: usize,
}

impl Search {
    /// The values of all marks.
    fn values(&mut self, point: &[f64]) -> Vec<Option<f64>> {
        let found = self.program.run(point, &mut self.scratch);
        found.map(|found| found.ok().map(|v| v.value)).collect()
    }

    fn value(&mut self, mark: usize, point: &mut [f64], place: f64) -> Option<f64> {
        point[self.line] = place;
        let found = self.program.run(point, &mut self.scratch).nth(mark);
        found.and_then(Result::ok).map(|v| v.value)
    }

    /// Where a mark has a zero, a pole or an extremum, in order.
    fn places(&mut self, base: &[f64]) -> Vec<f64> {
        let mut point = base.to_vec();
        let grid = grid();
        let table: Vec<Vec<Option<f64>>> = grid
            .iter()
            .map(|&place| {
                point[self.line] = place;
                self.values(&point)
            })
            .collect();
        let marks = table.first().map_or(0, Vec::len);
        let mut places = Vec::new();
        for mark in 0..marks {
            let before = places.len();
            for (i, pair) in table.windows(2).enumerate() {
                if places.len() - before >= MAX_PLACES {
                    break;
                }
                let (Some(left), Some(right)) = (pair[0][mark], pair[1][mark]) else { continue };
                if left == 0.0 {
                    places.push(grid[i]);
                } else if left * right < 0.0 {
                    places.push(self.zero(mark, &mut point, [grid[i], grid[i + 1]], left));
                } else if let Some(Some(third)) = table.get(i + 2).map(|row| row[mark])
                    && right.abs() < left.abs()
                    && right.abs() < third.abs()
                    && right * third > 0.0
                {
                    places.extend(self.least(mark, &mut point, [grid[i], grid[i + 2]]));
                }
            }
        }
        places.sort_by(f64::total_cmp);
        places.dedup_by(|a, b| (*a - *b).abs() <= 1e-14 * b.abs());
        places
    }

    /// A change of sign between two places, by bisection.
    fn zero(&mut self, mark: usize, point: &mut [f64], [mut a, mut b]: [f64; 2], left: f64) -> f64 {
        for _ in 0..80 {
            // Far apart and on one side of 0, in the middle of their logarithms.
            let middle = if a * b > 0.0 && (a / b > 4.0 || b / a > 4.0) {
                (a.abs().sqrt() * b.abs().sqrt()).copysign(a)
            } else {
                0.5 * (a + b)
            };
            if middle <= a || middle >= b {
                break;
            }
            match self.value(mark, point, middle) {
                Some(v) if v * left > 0.0 => a = middle,
                Some(_) => b = middle,
                None => break,
            }
        }
        0.5 * (a + b)
    }

    /// Where the mark is closest to 0 between two places, by the golden section.
    fn least(&mut self, mark: usize, point: &mut [f64], [mut a, mut b]: [f64; 2]) -> Option<f64> {
        const GOLDEN: f64 = 0.618_033_988_749_894_9;
        let (mut c, mut d) = (b - GOLDEN * (b - a), a + GOLDEN * (b - a));
        let (mut at_c, mut at_d) = (self.value(mark, point, c)?.abs(), self.value(mark, point, d)?.abs());
        for _ in 0..40 {
            if at_c < at_d {
                (b, d, at_d) = (d, c, at_c);
                c = b - GOLDEN * (b - a);
                at_c = self.value(mark, point, c)?.abs();
            } else {
                (a, c, at_c) = (c, d, at_d);
                d = a + GOLDEN * (b - a);
                at_d = self.value(mark, point, d)?.abs();
            }
        }
        Some(0.5 * (a + b))
    }
}

/// Places from `10^-6` to `10^18` on both sides of 0, half a decade apart, and a few farther out.
fn grid() -> Vec<f64> {
    let near = (-12..=36).map(|k| 10f64.powf(f64::from(k) / 2.0));
    let far = (1..=14).map(|k| 10f64.powi(18 + 20 * k));
    let positive: Vec<f64> = near.chain(far).collect();
    let mut grid: Vec<f64> = positive.iter().map(|v| -v).chain([0.0]).chain(positive.iter().copied()).collect();
    grid.sort_by(f64::total_cmp);
    grid
}

/// Points close to each place on both sides, and between neighbours.
fn beside(places: &[f64]) -> Vec<f64> {
    let close = places.iter().flat_map(|&place| {
        let size = place.abs().max(1e-3);
        [1e-9, 1e-4, 0.03, 1.0].into_iter().flat_map(move |part| [place - part * size, place + part * size])
    });
    let between = places.windows(2).map(|pair| 0.5 * (pair[0] + pair[1]));
    between.chain(close).filter(|v| v.is_finite()).collect()
}

/// Points at which the kinks' arguments have those combinations of signs that the visited points lack.
fn cells(kinks: &[Expr], symbols: &[Symbol], visited: &[Point]) -> Vec<Point> {
    let kinks = &kinks[..kinks.len().min(MAX_KINKS)];
    let mut search = Search { program: Program::new(kinks, symbols), scratch: Vec::new(), line: 0 };
    let signs = |values: &[Option<f64>]| -> Option<u32> {
        values.iter().enumerate().try_fold(0, |signs, (i, v)| Some(signs | u32::from((*v)? > 0.0) << i))
    };
    let known: HashSet<u32> = visited.iter().filter_map(|point| signs(&search.values(point))).collect();
    let all = (1u32 << kinks.len()) - 1;
    let mut dice = Pcg32::seed_from_u64(2);
    let wanted: BTreeSet<u32> = if kinks.len() <= 5 {
        (0..=all).collect()
    } else {
        let single = (0..kinks.len()).flat_map(|i| [1 << i, all ^ (1 << i)]);
        let drawn = (0..MAX_CELLS).map(|_| (uniform(&mut dice) * f64::from(all)) as u32);
        [0, all].into_iter().chain(single).chain(drawn).collect()
    };
    let mut points = Vec::new();
    for cell in wanted.into_iter().filter(|cell| !known.contains(cell)).take(MAX_CELLS) {
        let start: Point = symbols.iter().map(|_| 4.0 * uniform(&mut dice) - 2.0).collect();
        points.extend(search.inside(cell, start));
    }
    points
}

impl Search {
    /// A point at which the marks have these signs, by moving onto the right side of one mark after the other (the
    /// relaxation method of Agmon and Motzkin, with slopes by differences).
    fn inside(&mut self, signs: u32, mut point: Point) -> Option<Point> {
        const STEP: f64 = 1e-6;
        const MARGIN: f64 = 0.25;
        for _ in 0..60 {
            let values: Option<Vec<f64>> = self.values(&point).into_iter().collect();
            let values = values?;
            let sign = |i: usize| if signs >> i & 1 == 1 { 1.0 } else { -1.0 };
            let worst = (0..values.len()).min_by(|&i, &j| (values[i] * sign(i)).total_cmp(&(values[j] * sign(j))))?;
            if values[worst] * sign(worst) > 0.0 {
                return Some(point);
            }
            let mut slopes = Vec::with_capacity(point.len());
            for k in 0..point.len() {
                let step = STEP * point[k].abs().max(1.0);
                self.line = k;
                let here = point[k];
                let there = self.value(worst, &mut point, here + step)?;
                point[k] = here;
                slopes.push((there - values[worst]) / step);
            }
            let steepness: f64 = slopes.iter().map(|s| s * s).sum();
            let move_by = (MARGIN * sign(worst) - values[worst]) * 1.5 / steepness;
            if !move_by.is_finite() {
                return None;
            }
            point.iter_mut().zip(&slopes).for_each(|(v, slope)| *v += slope * move_by);
        }
        None
    }
}
