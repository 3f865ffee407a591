//! Rules that know how the loss bends: Newton's method, and BFGS, which learns it from the gradients.

use crate::optimize::{Place, linear::solve};

use super::{Backtracking, Search, Terms, Update, against, line_search::dot};

/// A step of BFGS as a pair, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Secant {
    /// The way that was gone, `θₜ - θₜ₋₁`.
    pub s: Vec<f64>,
    /// By how much the gradient has changed on it, `gₜ - gₜ₋₁`.
    pub y: Vec<f64>,
    /// yᵀs, the curvature along the way times its length squared.
    pub curvature: f64,
    /// Whether the pair was left out, because the loss does not curve up along the way.
    pub skipped: bool,
}

/// H, and p with `(H + damping·I)·p = g`.
pub(super) fn newton(place: &Place, damping: f64) -> (Vec<Vec<f64>>, Vec<f64>) {
    let hessian = place.oracle.hessian(place.point);
    let mut damped = hessian.clone();
    for (i, row) in damped.iter_mut().enumerate() {
        if let Some(entry) = row.get_mut(i) {
            *entry += damping;
        }
    }
    let direction = solve(&damped, place.gradient);
    (hessian, direction)
}

pub(super) fn newton_backtracking(place: &Place, damping: f64, rates: Backtracking) -> Update {
    let (hessian, newton) = newton(place, damping);
    let direction = if leads_down(place, &newton) { newton.clone() } else { place.gradient.to_vec() };
    let search = rates.search(place, &direction);
    Update {
        change: against(&direction, search.rate),
        terms: Terms::NewtonBacktracking { hessian, newton, direction, search },
    }
}

pub(super) fn bfgs(last: Option<&Terms>, place: &Place, rates: Backtracking) -> Update {
    let g = place.gradient;
    let (mut learned, mut inverse, mut updates) = match last {
        // Where a search has found nothing, what B has learned is of no use.
        Some(Terms::Bfgs { inverse, updates, search: Search { rate, .. }, point, gradient, .. }) if *rate > 0.0 => {
            let pair = secant(place, point, gradient);
            let (inverse, updates) = if pair.skipped {
                (inverse.clone(), *updates)
            } else {
                (updated(inverse, &pair, *updates == 0), updates.saturating_add(1))
            };
            (Some(pair), inverse, updates)
        }
        _ => (None, identity(g.len()), 0),
    };
    let mut direction: Vec<f64> = inverse.iter().map(|row| dot(row, g)).collect();
    if updates > 0 && !leads_down(place, &direction) {
        // In exact arithmetic B is positive definite, and this cannot be.
        (learned, inverse, updates, direction) = (None, identity(g.len()), 0, g.to_vec());
    }
    let search = rates.search(place, &direction);
    let change = against(&direction, search.rate);
    let (point, gradient) = (place.point.to_vec(), g.to_vec());
    Update { change, terms: Terms::Bfgs { learned, inverse, updates, direction, search, point, gradient } }
}

/// Whether the loss falls against `p`: `gᵀp > 0`.
fn leads_down(place: &Place, p: &[f64]) -> bool {
    p.iter().all(|d| d.is_finite()) && dot(place.gradient, p) > 0.0
}

/// The step from a point with a gradient to this place. It is left out where `yᵀs ≤ √ε·‖y‖·‖s‖` (Dennis and Schnabel,
/// *Numerical Methods for Unconstrained Optimization*, algorithm A9.4.1).
fn secant(place: &Place, point: &[f64], gradient: &[f64]) -> Secant {
    let difference = |a: &[f64], b: &[f64]| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| a - b).collect() };
    let (s, y) = (difference(place.point, point), difference(place.gradient, gradient));
    let curvature = dot(&y, &s);
    let enough = curvature > f64::EPSILON.sqrt() * dot(&y, &y).sqrt() * dot(&s, &s).sqrt();
    Secant { s, y, curvature, skipped: !enough }
}

/// `(I - ρ·s·yᵀ)·B·(I - ρ·y·sᵀ) + ρ·s·sᵀ` with `ρ = 1/yᵀs`, multiplied out; before the first such update B is scaled to
/// `(yᵀs/yᵀy)·I`.
fn updated(inverse: &[Vec<f64>], pair: &Secant, first: bool) -> Vec<Vec<f64>> {
    let Secant { s, y, curvature, .. } = pair;
    let scale = if first { curvature / dot(y, y) } else { 1.0 };
    let by: Vec<f64> = inverse.iter().map(|row| scale * dot(row, y)).collect();
    let outer = (1.0 + dot(y, &by) / curvature) / curvature;
    let row = |(row, (si, byi)): (&Vec<f64>, (&f64, &f64))| -> Vec<f64> {
        let columns = row.iter().zip(s.iter().zip(&by));
        columns.map(|(b, (sj, byj))| scale * b - (si * byj + byi * sj) / curvature + outer * (si * sj)).collect()
    };
    inverse.iter().zip(s.iter().zip(&by)).map(row).collect()
}

fn identity(n: usize) -> Vec<Vec<f64>> {
    (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect()
}
