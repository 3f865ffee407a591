//! `Terms`: what a step computed on the way.

use super::{Moments, Search, Secant};

/// What a step computed on the way and what the next one remembers of it: a number for each variable, where not said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Terms {
    /// Nothing but the gradient.
    Plain,
    /// Of momentum.
    Momentum {
        /// b
        velocity: Vec<f64>,
    },
    /// Of Nesterov's momentum.
    Nesterov {
        /// b
        velocity: Vec<f64>,
        /// g + momentum·b: what is descended.
        ahead: Vec<f64>,
    },
    /// Of `AdaGrad`.
    AdaGrad {
        /// t
        step: u32,
        /// `lr/(1 + (t - 1)·lr_decay)`, one number.
        rate: f64,
        /// s
        sum: Vec<f64>,
        /// u = g/(√s + eps)
        scaled: Vec<f64>,
    },
    /// Of `RMSProp`.
    RmsProp {
        /// v, before the mean is taken off.
        square: Vec<f64>,
        /// m; stays 0 if not centered.
        mean: Vec<f64>,
        /// u = g/(√v + eps)
        scaled: Vec<f64>,
        /// b; the same as `scaled` without momentum.
        velocity: Vec<f64>,
    },
    /// Of Adam.
    Adam(Moments),
    /// Of `AdamW`.
    AdamW {
        /// The same as Adam's.
        moments: Moments,
        /// What the decay takes off the point: `lr·weight_decay·θ`.
        decay: Vec<f64>,
    },
    /// Of Newton's method.
    Newton {
        /// H, row by row.
        hessian: Vec<Vec<f64>>,
        /// p
        direction: Vec<f64>,
    },
    /// Of gradient descent with line search.
    Backtracking(Search),
    /// Of Newton's method with line search.
    NewtonBacktracking {
        /// H, row by row.
        hessian: Vec<Vec<f64>>,
        /// p, as it solves the equations.
        newton: Vec<f64>,
        /// p, or the gradient where p does not lead down.
        direction: Vec<f64>,
        /// What was tried along it.
        search: Search,
    },
    /// Of BFGS.
    Bfgs {
        /// What the step before has taught; nothing at a fresh start.
        learned: Option<Secant>,
        /// B, the approximation of the inverse of the Hessian, row by row.
        inverse: Vec<Vec<f64>>,
        /// How many pairs have gone into B.
        updates: u32,
        /// p
        direction: Vec<f64>,
        /// What was tried along it.
        search: Search,
        /// The point, for the next s.
        point: Vec<f64>,
        /// The gradient, for the next y.
        gradient: Vec<f64>,
    },
}

/// A step by a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// What was computed on the way.
    pub terms: Terms,
    /// What to add to the point.
    pub change: Vec<f64>,
}

impl Terms {
    /// Each term that has a number for each variable, with its letter in the formulas of [`Optimizer`](super::Optimizer), in
    /// the order of computing.
    pub fn named(&self) -> Vec<(&'static str, &[f64])> {
        match self {
            Self::Plain | Self::Backtracking(_) => vec![],
            Self::Momentum { velocity } => vec![("b", velocity)],
            Self::Nesterov { velocity, ahead } => vec![("b", velocity), ("g + momentum·b", ahead)],
            Self::AdaGrad { sum, scaled, .. } => vec![("s", sum), ("u", scaled)],
            Self::RmsProp { square, mean, scaled, velocity } => {
                vec![("v", square), ("m", mean), ("u", scaled), ("b", velocity)]
            }
            Self::Adam(moments) => moments.named().to_vec(),
            Self::AdamW { moments, decay } => {
                let mut all = moments.named().to_vec();
                all.push(("lr·weight_decay·θ", decay));
                all
            }
            Self::Newton { direction, .. } | Self::NewtonBacktracking { direction, .. } => vec![("p", direction)],
            Self::Bfgs { learned, direction, .. } => {
                let pair = learned.iter().flat_map(|pair| [("s", &pair.s[..]), ("y", &pair.y[..])]);
                pair.chain([("p", &direction[..])]).collect()
            }
        }
    }

    /// The line search, if the rule has one.
    pub fn search(&self) -> Option<&Search> {
        match self {
            Self::Backtracking(search) | Self::NewtonBacktracking { search, .. } | Self::Bfgs { search, .. } => {
                Some(search)
            }
            _ => None,
        }
    }
}
