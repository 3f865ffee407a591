//! `Backtracking`: a line search, which finds how far to go along a direction by trying.

use crate::optimize::Place;

/// The backtracking line search: of the rates lr, shrink·lr, shrink²·lr, … it takes the first, α, at which the loss has fallen
/// enough (Nocedal and Wright, *Numerical Optimization*, algorithm 3.1; Armijo 1966):
///
/// `f(θ - α·p) ≤ f(θ) - c1·α·gᵀp`
///
/// Where f changes so little that rounding hides it (by `16ε·|f|` at most), the slopes decide in place of the values, in the form that
/// says the same of a parabola: `-∇f(θ - α·p)ᵀp ≤ (1 - 2·c1)·gᵀp` (Hager and Zhang 2005, the approximate Wolfe conditions).
/// So a search never raises the loss by more than that, never leaves the domain, and comes as close to a minimum as the gradient can tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Backtracking {
    /// The first rate to try.
    pub lr: f64,
    /// How much of what the slope promises has to come true.
    pub c1: f64,
    /// By what the rate is multiplied to try again.
    pub shrink: f64,
}

/// What a line search tried and found.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// `-gᵀp`: the slope of the loss along the way, for each unit of the rate.
    pub slope: f64,
    /// The rates tried, in their order.
    pub trials: Vec<Trial>,
    /// The rate taken, that of the last trial; 0 if none would do, and there is nowhere to go.
    pub rate: f64,
}

/// A rate that was tried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// The rate, α.
    pub rate: f64,
    /// `f(θ - α·p)`
    pub loss: f64,
    /// What the loss must not exceed: `f(θ) - c1·α·gᵀp`.
    pub bound: f64,
    /// The slope there, for each unit of the rate, if the values were too close to tell.
    pub slope: Option<f64>,
}

/// More than it takes to get from any rate to one that does not move the point, unless `shrink` is close to 1.
const MOST_TRIALS: usize = 1000;

impl Backtracking {
    /// Searches from a place against the direction `p`, which has to lead uphill: `gᵀp > 0`.
    pub fn search(&self, place: &Place, p: &[f64]) -> Search {
        let slope = -dot(place.gradient, p);
        let mut search = Search { slope, trials: Vec::new(), rate: 0.0 };
        if slope.is_infinite() || slope.is_nan() {
            // Out of the range of numbers, and so is the step.
            search.rate = slope.abs();
            return search;
        }
        let mut rate = self.lr;
        while slope < 0.0 && search.trials.len() < MOST_TRIALS {
            let after: Vec<f64> = place.point.iter().zip(p).map(|(x, d)| x - rate * d).collect();
            if after == place.point {
                break;
            }
            let (trial, enough) = self.trial(place, p, &after, slope, rate);
            search.trials.push(trial);
            if enough {
                search.rate = rate;
                break;
            }
            rate *= self.shrink;
        }
        search
    }

    fn trial(&self, place: &Place, p: &[f64], after: &[f64], slope: f64, rate: f64) -> (Trial, bool) {
        let loss = place.oracle.value(after);
        let mut trial = Trial { rate, loss, bound: place.value + self.c1 * rate * slope, slope: None };
        if loss.is_finite() && (loss - place.value).abs() <= 16.0 * f64::EPSILON * place.value.abs() {
            let there = -dot(&place.oracle.gradient(after), p);
            trial.slope = Some(there);
            return (trial, there <= (2.0 * self.c1 - 1.0) * slope);
        }
        (trial, loss.is_finite() && loss <= trial.bound)
    }
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
