//! Where formulas change: corners, jumps, poles, ends of domains, tops of narrow peaks. Two expressions may differ beside
//! such a place alone, far from wherever points are drawn.

mod cells;
mod line;

use std::collections::HashSet;

use self::line::{FAR, NEAR, TINY, grid, places};
use super::points::Point;
use crate::symbolic::{Expr, Function, Node, Symbol};

/// The most marks that are looked for, and points that come of it.
const MAX_MARKS: usize = 20;
const MAX_POINTS: usize = 240;

/// Points beside the places at which one of the expressions changes, found along each variable while the others rest; and
/// in several variables, points on either side of the kinks in all combinations. `visited` are points that have been
/// looked at anyway.
pub(super) fn points(expressions: [&Expr; 2], symbols: &[Symbol], visited: &[Point]) -> Vec<Point> {
    let marks = Marks::of(&expressions);
    let mut points = marks.points(symbols, &[1e-9, 1e-4, 0.03, 1.0], &[0.5, 0.1, 0.9, 0.3, 0.7, 0.2, 0.8]);
    points.truncate(MAX_POINTS);
    if symbols.len() > 1 {
        points.extend(cells::points(&marks.kinks, symbols, visited));
    }
    points
}

/// Points beside corners and jumps alone, and so none for smooth expressions.
pub(super) fn beside_kinks(expressions: &[&Expr], symbols: &[Symbol]) -> Vec<Point> {
    let marks = Marks { others: Vec::new(), ..Marks::of(expressions) };
    marks.points(symbols, &[1e-3, 0.5], &[0.5])
}

/// Expressions whose zeros mark such places.
struct Marks {
    /// Corners and jumps.
    kinks: Vec<Expr>,
    /// The rest.
    others: Vec<Expr>,
}

impl Marks {
    fn of(expressions: &[&Expr]) -> Self {
        let (mut kinks, mut others) = (Vec::new(), Vec::new());
        let mut stack = expressions.to_vec();
        let mut seen = HashSet::new();
        while let Some(e) = stack.pop() {
            if !seen.insert(e.fingerprint()) {
                continue;
            }
            stack.extend(e.children());
            let plus = |u: &Expr, n: i64| Expr::sum([u.clone(), Expr::integer(n)]);
            match e.node() {
                Node::Apply(f, u) if f.row().kink_at_zero => kinks.push(u.clone()),
                Node::Apply(Function::Asin | Function::Acos | Function::Atanh, u) => {
                    others.extend([plus(u, 1), plus(u, -1)]);
                }
                Node::Apply(Function::Acosh, u) => others.push(plus(u, -1)),
                Node::Apply(_, u) | Node::Power([u, _]) | Node::Quotient([_, u]) => others.push(u.clone()),
                Node::Extremum(_, [u, v]) => kinks.push(Expr::sum([u.clone(), v.clone().negate()])),
                Node::Piecewise(_, [on, ..]) => kinks.push(on.clone()),
                Node::Sum(_) => others.push(e.clone()),
                _ => {}
            }
        }
        let mut marked = HashSet::new();
        let mut once = |e: &Expr| !e.is_pending() && marked.insert(e.fingerprint());
        kinks.retain(&mut once);
        others.retain(once);
        Self { kinks, others }
    }

    /// Points beside zeros, at these parts of their size, and between neighbours, at these parts of the way.
    fn points(&self, symbols: &[Symbol], close: &[f64], between: &[f64]) -> Vec<Point> {
        let rests: &[f64] = if symbols.len() == 1 { &[0.0] } else { &[0.7, -1.3] };
        let (near, beyond) = (grid(NEAR), [grid(TINY), grid(FAR)]);
        let mut points = Vec::new();
        for (along, x) in symbols.iter().enumerate() {
            // What is a variable alone marks 0, and points lie on both sides of that anyway.
            let telling = |e: &&Expr| e.as_symbol().is_none() && e.contains(x);
            let kinks: Vec<&Expr> = self.kinks.iter().filter(telling).take(MAX_MARKS).collect();
            let others = self.others.iter().filter(telling);
            let all: Vec<&Expr> = kinks.iter().copied().chain(others).take(MAX_MARKS).collect();
            for rest in rests {
                let base: Point = (0..symbols.len()).map(|k| rest + 0.4 * k as f64).collect();
                let mut zeros: Vec<f64> = Vec::new();
                let mut found = places(&all, symbols, along, &base, &near);
                found.extend(beyond.iter().flat_map(|grid| places(&kinks, symbols, along, &base, grid)));
                for zero in found {
                    let at = zeros.partition_point(|known| *known < zero);
                    zeros.insert(at, zero);
                }
                zeros.dedup_by(|a, b| (*a - *b).abs() <= 1e-10 * b.abs());
                let mut add = |place: f64| {
                    if place.is_finite() {
                        let mut point = base.clone();
                        point[along] = place;
                        points.push(point);
                    }
                };
                for (i, zero) in zeros.iter().enumerate() {
                    if let Some(next) = zeros.get(i + 1) {
                        for part in between {
                            add(zero + part * (next - zero));
                        }
                    }
                    let size = if *zero == 0.0 { 1e-3 } else { zero.abs() };
                    for part in close.iter().flat_map(|part| [-part, *part]) {
                        add(zero + part * size);
                    }
                }
            }
        }
        points
    }
}
