//! `Optimizer`: the rules that turn a gradient into a step.

mod adaptive;
mod line_search;
mod second_order;
mod terms;

use super::Place;

pub use adaptive::Moments;
pub use line_search::{Backtracking, Search, Trial};
pub use second_order::Secant;
pub use terms::{Terms, Update};

/// A rule of descent with its settings; those that `PyTorch` has are exactly as the boxes of its documentation have them.
/// In the formulas θ is the point, g the gradient there and t the number of the step, from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimizer {
    /// `θ ← θ - lr·g` (Cauchy 1847; torch.optim.SGD).
    GradientDescent {
        /// The learning rate.
        lr: f64,
    },
    /// `b ← momentum·b + (1 - dampening)·g`, at the first step `b ← g`; `θ ← θ - lr·b` (Polyak 1964; torch.optim.SGD with
    /// momentum).
    Momentum {
        /// The learning rate.
        lr: f64,
        /// How much of the velocity is kept.
        momentum: f64,
        /// How much of the gradient is left out of the velocity.
        dampening: f64,
    },
    /// `b ← momentum·b + g`, `θ ← θ - lr·(g + momentum·b)` (Nesterov 1983, in the form of Sutskever et al. 2013;
    /// torch.optim.SGD with `nesterov=True`).
    Nesterov {
        /// The learning rate.
        lr: f64,
        /// How much of the velocity is kept.
        momentum: f64,
    },
    /// `s ← s + g²`, at first `s = initial_accumulator_value`; `θ ← θ - lr/(1 + (t - 1)·lr_decay)·g/(√s + eps)` (Duchi, Hazan
    /// and Singer 2011; torch.optim.Adagrad). Component by component.
    AdaGrad {
        /// The learning rate.
        lr: f64,
        /// How fast it falls: after `1/lr_decay` steps it is half of what it was.
        lr_decay: f64,
        /// What the sum of the squares begins with.
        initial_accumulator_value: f64,
        /// Keeps the division from one by 0.
        eps: f64,
    },
    /// `v ← alpha·v + (1 - alpha)·g²`; if centered, `m ← alpha·m + (1 - alpha)·g` and v - m² in place of v;
    /// `u = g/(√v + eps)`; with momentum `b ← momentum·b + u` in place of u; `θ ← θ - lr·u` (Hinton 2012, centered after
    /// Graves 2013; torch.optim.RMSprop). Component by component.
    RmsProp {
        /// The learning rate.
        lr: f64,
        /// How much of the running averages is kept.
        alpha: f64,
        /// Keeps the division from one by 0.
        eps: f64,
        /// How much of the velocity is kept.
        momentum: f64,
        /// Whether the variance takes the place of the mean square.
        centered: bool,
    },
    /// `m ← beta1·m + (1 - beta1)·g`, `v ← beta2·v + (1 - beta2)·g²`, `θ ← θ - lr·m̂/(√v̂ + eps)` with
    /// `m̂ = m/(1 - beta1ᵗ)` and `v̂ = v/(1 - beta2ᵗ)` (Kingma and Ba 2015; torch.optim.Adam). Component by component.
    Adam {
        /// The learning rate.
        lr: f64,
        /// How much of the running mean of the gradient is kept.
        beta1: f64,
        /// How much of the running mean of its square is kept.
        beta2: f64,
        /// Keeps the division from one by 0.
        eps: f64,
    },
    /// `θ ← θ - lr·weight_decay·θ`, then as Adam, with the gradient before the decay (Loshchilov and Hutter 2019; torch.optim.AdamW).
    AdamW {
        /// The learning rate.
        lr: f64,
        /// How much of the running mean of the gradient is kept.
        beta1: f64,
        /// How much of the running mean of its square is kept.
        beta2: f64,
        /// Keeps the division from one by 0.
        eps: f64,
        /// What part of the point is taken off, for each unit of the learning rate.
        weight_decay: f64,
    },
    /// `θ ← θ - lr·p` with `(H + damping·I)·p = g`, where H is the Hessian matrix at θ (Newton's method; damped after
    /// Levenberg 1944). It goes to where the gradient is 0, be it a minimum or not.
    Newton {
        /// The part of the step that is taken; 1 for the pure method.
        lr: f64,
        /// What is added to the curvature in every direction.
        damping: f64,
    },
    /// `θ ← θ - α·g`, with α by line search.
    Backtracking(Backtracking),
    /// `θ ← θ - α·p`, with p as in Newton's method and α by line search. Where p has no value or does not lead down, the gradient takes
    /// its place, so that no saddle or maximum is gone to (Nocedal and Wright, *Numerical Optimization*, sec. 3.4, in its simplest
    /// form).
    NewtonBacktracking {
        /// What is added to the curvature in every direction.
        damping: f64,
        /// The line search.
        search: Backtracking,
    },
    /// `θ ← θ - α·p` with `p = B·g` and α by line search. B stands for the inverse of the Hessian; it is I at first, and learns from
    /// each step `s = θₜ - θₜ₋₁` and what it did to the gradient, `y = gₜ - gₜ₋₁`, with `ρ = 1/yᵀs`:
    ///
    /// `B ← (I - ρ·s·yᵀ)·B·(I - ρ·y·sᵀ) + ρ·s·sᵀ`
    ///
    /// (Broyden, Fletcher, Goldfarb and Shanno 1970; Nocedal and Wright, algorithm 6.1). The first time, B is scaled to `(yᵀs/yᵀy)·I`
    /// before (their equation 6.20). A pair whose yᵀs is not above 0 by more than rounding is left out.
    Bfgs(Backtracking),
}

impl Optimizer {
    /// The learning rate; of a line search, the first rate that it tries.
    pub fn rate(&self) -> f64 {
        match *self {
            Self::GradientDescent { lr }
            | Self::Momentum { lr, .. }
            | Self::Nesterov { lr, .. }
            | Self::AdaGrad { lr, .. }
            | Self::RmsProp { lr, .. }
            | Self::Adam { lr, .. }
            | Self::AdamW { lr, .. }
            | Self::Newton { lr, .. }
            | Self::Backtracking(Backtracking { lr, .. })
            | Self::NewtonBacktracking { search: Backtracking { lr, .. }, .. }
            | Self::Bfgs(Backtracking { lr, .. }) => lr,
        }
    }

    /// The same rule with another learning rate.
    #[must_use]
    pub fn with_rate(mut self, rate: f64) -> Self {
        match &mut self {
            Self::GradientDescent { lr }
            | Self::Momentum { lr, .. }
            | Self::Nesterov { lr, .. }
            | Self::AdaGrad { lr, .. }
            | Self::RmsProp { lr, .. }
            | Self::Adam { lr, .. }
            | Self::AdamW { lr, .. }
            | Self::Newton { lr, .. }
            | Self::Backtracking(Backtracking { lr, .. })
            | Self::NewtonBacktracking { search: Backtracking { lr, .. }, .. }
            | Self::Bfgs(Backtracking { lr, .. }) => *lr = rate,
        }
        self
    }

    /// The step from a place, after a step with the terms `last`. The terms are all the memory that there is; those of another
    /// method, or none, stand for a fresh start.
    ///
    /// Each formula is rounded as it is written. A change is NaN where it does not exist: where `eps` is 0 and so is the
    /// gradient, and where the Hessian is singular.
    ///
    /// ```
    /// use gradus::{optimize::{Loss, Optimizer, Place}, symbolic::parse};
    /// let loss = Loss::new(parse("4*x")?)?;
    /// let place = Place { point: &[1.0], value: 4.0, gradient: &[4.0], oracle: &loss };
    /// let momentum = Optimizer::Momentum { lr: 0.1, momentum: 0.5, dampening: 0.0 };
    /// let first = momentum.update(None, &place);
    /// let second = momentum.update(Some(&first.terms), &place);
    /// assert_eq!((first.change, second.change), (vec![-0.4], vec![-0.1 * 6.0]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn update(&self, last: Option<&Terms>, place: &Place) -> Update {
        let g = place.gradient;
        match *self {
            Self::GradientDescent { lr } => Update { terms: Terms::Plain, change: against(g, lr) },
            Self::Momentum { lr, momentum, dampening } => {
                let velocity = match last {
                    Some(Terms::Momentum { velocity }) => {
                        with(velocity, g, |b, g| momentum * b + (1.0 - dampening) * g)
                    }
                    _ => g.to_vec(),
                };
                Update { change: against(&velocity, lr), terms: Terms::Momentum { velocity } }
            }
            Self::Nesterov { lr, momentum } => {
                let velocity = match last {
                    Some(Terms::Nesterov { velocity, .. }) => with(velocity, g, |b, g| momentum * b + g),
                    _ => g.to_vec(),
                };
                let ahead = with(&velocity, g, |b, g| g + momentum * b);
                Update { change: against(&ahead, lr), terms: Terms::Nesterov { velocity, ahead } }
            }
            Self::AdaGrad { lr, lr_decay, initial_accumulator_value, eps } => {
                adaptive::adagrad(last, g, lr, lr_decay, initial_accumulator_value, eps)
            }
            Self::RmsProp { lr, alpha, eps, momentum, centered } => {
                adaptive::rmsprop(last, g, lr, alpha, eps, momentum, centered)
            }
            Self::Adam { lr, beta1, beta2, eps } => {
                let memory = if let Some(Terms::Adam(moments)) = last { Some(moments) } else { None };
                let moments = Moments::after(memory, g, beta1, beta2);
                Update { change: against(&moments.direction(eps), lr), terms: Terms::Adam(moments) }
            }
            Self::AdamW { lr, beta1, beta2, eps, weight_decay } => {
                let memory = if let Some(Terms::AdamW { moments, .. }) = last { Some(moments) } else { None };
                let moments = Moments::after(memory, g, beta1, beta2);
                let decay: Vec<f64> = place.point.iter().map(|x| lr * weight_decay * x).collect();
                let change = with(&decay, &against(&moments.direction(eps), lr), |decay, change| change - decay);
                Update { change, terms: Terms::AdamW { moments, decay } }
            }
            Self::Newton { lr, damping } => {
                let (hessian, direction) = second_order::newton(place, damping);
                Update { change: against(&direction, lr), terms: Terms::Newton { hessian, direction } }
            }
            Self::Backtracking(rates) => {
                let search = rates.search(place, g);
                Update { change: against(g, search.rate), terms: Terms::Backtracking(search) }
            }
            Self::NewtonBacktracking { damping, search } => second_order::newton_backtracking(place, damping, search),
            Self::Bfgs(rates) => second_order::bfgs(last, place, rates),
        }
    }
}

/// So much of a direction, backwards.
fn against(direction: &[f64], rate: f64) -> Vec<f64> {
    direction.iter().map(|d| -(rate * d)).collect()
}

/// `f` of each pair of components; what `remembered` lacks is 0.
fn with(remembered: &[f64], present: &[f64], f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let remembered = remembered.iter().copied().chain(std::iter::repeat(0.0));
    remembered.zip(present).map(|(a, &b)| f(a, b)).collect()
}

#[cfg(test)]
mod tests;
