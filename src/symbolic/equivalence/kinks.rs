//! Where functions with a corner or a jump change: a difference may lie on one side of such a place alone, far from
//! wherever points are drawn.

use super::{
    Point,
    bounded::{Bounded, evaluate},
};
use crate::symbolic::{Expr, Node, Symbol};

/// The most places that are looked at.
const MAX_PLACES: usize = 24;

/// Points beside the zeros of what stands in a kinked function of either expression, found along each variable while the
/// others rest.
pub(super) fn points(expressions: [&Expr; 2], symbols: &[Symbol]) -> Vec<Point> {
    let mut arguments: Vec<Expr> = Vec::new();
    for e in expressions {
        let found = std::cell::RefCell::new(Vec::new());
        e.any(&|part| {
            if let Node::Apply(f, u) = part.node()
                && f.row().kink_at_zero
            {
                found.borrow_mut().push(u.clone());
            }
            false
        });
        arguments.extend(found.into_inner());
    }
    arguments.dedup();
    let mut points = Vec::new();
    for u in arguments.iter().take(MAX_PLACES) {
        for x in u.symbols() {
            for rest in [0.7, -1.3] {
                let base: Point = symbols.iter().enumerate().map(|(k, y)| (y.clone(), rest + 0.4 * k as f64)).collect();
                for zero in zeros(u, &x, &base) {
                    let size = zero.abs().max(1e-3);
                    points.extend(
                        [1e-4, 0.03, 0.2, 1.0].iter().flat_map(|part| [zero - part * size, zero + part * size]).map(
                            |v| {
                                let mut point = base.clone();
                                point.insert(x.clone(), v);
                                point
                            },
                        ),
                    );
                }
            }
            if points.len() > 8 * MAX_PLACES {
                return points;
            }
        }
    }
    points
}

/// Places at which `u` changes its sign along `x`, by bisection between points from 1e-6 to 1e9 on both sides of 0.
fn zeros(u: &Expr, x: &Symbol, base: &Point) -> Vec<f64> {
    let value = |v: f64| {
        let mut point = base.clone();
        point.insert(x.clone(), v);
        match evaluate(u, &point) {
            Bounded::Value(found) => Some(found.value),
            _ => None,
        }
    };
    let positive = (-24..=36).map(|k| 10f64.powf(f64::from(k) / 4.0));
    let mut grid: Vec<f64> = positive.clone().map(|v| -v).chain([0.0]).chain(positive).collect();
    grid.sort_by(f64::total_cmp);
    let mut zeros = Vec::new();
    for pair in grid.windows(2) {
        let (mut a, mut b) = (pair[0], pair[1]);
        let (Some(left), Some(right)) = (value(a), value(b)) else { continue };
        if left == 0.0 {
            zeros.push(a);
        }
        if left * right >= 0.0 {
            continue;
        }
        for _ in 0..50 {
            let middle = 0.5 * (a + b);
            match value(middle) {
                Some(v) if v * left > 0.0 => a = middle,
                Some(_) => b = middle,
                None => break,
            }
        }
        zeros.push(0.5 * (a + b));
    }
    zeros.truncate(4);
    zeros
}
