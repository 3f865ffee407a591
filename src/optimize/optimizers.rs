//! `Optimizer`: the rules that turn a gradient into a step.

use super::linear::solve;

/// A rule of descent with its settings; those that `PyTorch` has are exactly as it documents them. In the formulas θ is the point, g the gradient
/// there and t the number of the step, from 1.
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
    /// `θ ← θ - lr·p` with `(H + damping·I)·p = g`, where H is the Hessian matrix at θ (Newton's method; damped after
    /// Levenberg 1944). It goes to where the gradient is 0, be it a minimum or not.
    Newton {
        /// The part of the step that is taken; 1 for the pure method.
        lr: f64,
        /// What is added to the curvature in every direction.
        damping: f64,
    },
}

/// What a step computed on the way and what the next one remembers of it: a number for each variable.
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
    Adam {
        /// t
        step: u32,
        /// m
        mean: Vec<f64>,
        /// v
        square: Vec<f64>,
        /// m̂
        mean_corrected: Vec<f64>,
        /// v̂
        square_corrected: Vec<f64>,
    },
    /// Of Newton's method.
    Newton {
        /// H, row by row.
        hessian: Vec<Vec<f64>>,
        /// p
        direction: Vec<f64>,
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

impl Optimizer {
    /// The learning rate.
    pub fn rate(&self) -> f64 {
        match *self {
            Self::GradientDescent { lr }
            | Self::Momentum { lr, .. }
            | Self::Nesterov { lr, .. }
            | Self::RmsProp { lr, .. }
            | Self::Adam { lr, .. }
            | Self::Newton { lr, .. } => lr,
        }
    }

    /// The step from a point with the gradient `g`, after a step with the terms `last`. The terms are all the memory that
    /// there is; those of another method, or none, stand for a fresh start. Only Newton's method asks for the Hessian.
    ///
    /// Each formula is rounded as it is written. A change is NaN where it does not exist: where `eps` is 0 and so is the
    /// gradient, and where the Hessian is singular.
    ///
    /// ```
    /// use gradus::optimize::Optimizer;
    /// let momentum = Optimizer::Momentum { lr: 0.1, momentum: 0.5, dampening: 0.0 };
    /// let first = momentum.update(None, &[4.0], Vec::new);
    /// let second = momentum.update(Some(&first.terms), &[4.0], Vec::new);
    /// assert_eq!((first.change, second.change), (vec![-0.4], vec![-0.1 * 6.0]));
    /// ```
    pub fn update(&self, last: Option<&Terms>, g: &[f64], hessian: impl FnOnce() -> Vec<Vec<f64>>) -> Update {
        let (terms, direction) = match *self {
            Self::GradientDescent { .. } => (Terms::Plain, g.to_vec()),
            Self::Momentum { momentum, dampening, .. } => {
                let velocity = match last {
                    Some(Terms::Momentum { velocity }) => {
                        with(velocity, g, |b, g| momentum * b + (1.0 - dampening) * g)
                    }
                    _ => g.to_vec(),
                };
                (Terms::Momentum { velocity: velocity.clone() }, velocity)
            }
            Self::Nesterov { momentum, .. } => {
                let velocity = match last {
                    Some(Terms::Nesterov { velocity, .. }) => with(velocity, g, |b, g| momentum * b + g),
                    _ => g.to_vec(),
                };
                let ahead = with(&velocity, g, |b, g| g + momentum * b);
                (Terms::Nesterov { velocity, ahead: ahead.clone() }, ahead)
            }
            Self::RmsProp { alpha, eps, momentum, centered, .. } => {
                let (v, m, b): (&[f64], &[f64], &[f64]) = match last {
                    Some(Terms::RmsProp { square, mean, velocity, .. }) => (square, mean, velocity),
                    _ => (&[], &[], &[]),
                };
                let square = with(v, g, |v, g| alpha * v + (1.0 - alpha) * (g * g));
                let mean = with(m, g, |m, g| if centered { alpha * m + (1.0 - alpha) * g } else { 0.0 });
                let variance = with(&mean, &square, |m, v| v - m * m);
                let scaled = with(&variance, g, |v, g| g / (v.sqrt() + eps));
                let velocity = with(b, &scaled, |b, u| if momentum > 0.0 { momentum * b + u } else { u });
                (Terms::RmsProp { square, mean, scaled, velocity: velocity.clone() }, velocity)
            }
            Self::Adam { beta1, beta2, eps, .. } => {
                let (t, m, v): (u32, &[f64], &[f64]) = match last {
                    Some(Terms::Adam { step, mean, square, .. }) => (*step, mean, square),
                    _ => (0, &[], &[]),
                };
                let step = t.saturating_add(1);
                let mean = with(m, g, |m, g| beta1 * m + (1.0 - beta1) * g);
                let square = with(v, g, |v, g| beta2 * v + (1.0 - beta2) * (g * g));
                let corrected = |average: &[f64], beta: f64| -> Vec<f64> {
                    average.iter().map(|a| a / (1.0 - beta.powf(f64::from(step)))).collect()
                };
                let (mean_corrected, square_corrected) = (corrected(&mean, beta1), corrected(&square, beta2));
                let direction = with(&mean_corrected, &square_corrected, |m, v| m / (v.sqrt() + eps));
                (Terms::Adam { step, mean, square, mean_corrected, square_corrected }, direction)
            }
            Self::Newton { damping, .. } => {
                let hessian = hessian();
                let mut damped = hessian.clone();
                for (i, row) in damped.iter_mut().enumerate() {
                    row[i] += damping;
                }
                let direction = solve(&damped, g);
                (Terms::Newton { hessian, direction: direction.clone() }, direction)
            }
        };
        Update { terms, change: direction.iter().map(|d| -(self.rate() * d)).collect() }
    }
}

/// `f` of each pair of components; what `remembered` lacks is 0.
fn with(remembered: &[f64], present: &[f64], f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let remembered = remembered.iter().copied().chain(std::iter::repeat(0.0));
    remembered.zip(present).map(|(a, &b)| f(a, b)).collect()
}

impl Terms {
    /// Each term that has a number for each variable, with its letter in the formulas of [`Optimizer`], in the order of
    /// computing.
    pub fn named(&self) -> Vec<(&'static str, &[f64])> {
        match self {
            Self::Plain => vec![],
            Self::Momentum { velocity } => vec![("b", velocity)],
            Self::Nesterov { velocity, ahead } => vec![("b", velocity), ("g + momentum·b", ahead)],
            Self::RmsProp { square, mean, scaled, velocity } => {
                vec![("v", square), ("m", mean), ("u", scaled), ("b", velocity)]
            }
            Self::Adam { mean, square, mean_corrected, square_corrected, .. } => {
                vec![("m", mean), ("v", square), ("m̂", mean_corrected), ("v̂", square_corrected)]
            }
            Self::Newton { direction, .. } => vec![("p", direction)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first iterates on x² (g = 2x) from x = 1, worked out by hand.
    #[track_caller]
    fn check(optimizer: Optimizer, iterates: &[f64]) {
        let (mut x, mut terms) = (1.0, None);
        for (i, expected) in iterates.iter().enumerate() {
            let update = optimizer.update(terms.as_ref(), &[2.0 * x], || vec![vec![2.0]]);
            x += update.change[0];
            terms = Some(update.terms);
            assert!((x - expected).abs() < 1e-14, "step {}: {x}, not {expected}", i + 1);
        }
    }

    #[test]
    fn gradient_descent() {
        check(Optimizer::GradientDescent { lr: 0.25 }, &[0.5, 0.25, 0.125]);
    }

    #[test]
    fn momentum() {
        // b: 2, 0.5·2 + 1 = 2, 0.5·2 + 0 = 1
        check(Optimizer::Momentum { lr: 0.25, momentum: 0.5, dampening: 0.0 }, &[0.5, 0.0, -0.25]);
        // b: 2 (not dampened), 0.5·2 + 0.5·1 = 1.5, 0.5·1.5 + 0.5·0.25 = 0.875
        check(Optimizer::Momentum { lr: 0.25, momentum: 0.5, dampening: 0.5 }, &[0.5, 0.125, -0.09375]);
    }

    #[test]
    fn nesterov() {
        // b: 2, descended 2 + 1 = 3; b: 1 + 0.5 = 1.5, descended 0.5 + 0.75 = 1.25
        check(Optimizer::Nesterov { lr: 0.25, momentum: 0.5 }, &[0.25, -0.0625]);
    }

    #[test]
    fn rmsprop() {
        let plain = Optimizer::RmsProp { lr: 0.25, alpha: 0.75, eps: 0.0, momentum: 0.0, centered: false };
        // v: 0.25·4 = 1, u = 2; v: 0.75 + 0.25·1 = 1, u = 1
        check(plain, &[0.5, 0.25]);
        // The same u; b: 2, 0.5·2 + 1 = 2
        check(Optimizer::RmsProp { lr: 0.25, alpha: 0.75, eps: 0.0, momentum: 0.5, centered: false }, &[0.5, 0.0]);
        // v = 1 and m = 0.25·2 = 0.5: variance 0.75
        let centered = Optimizer::RmsProp { lr: 0.25, alpha: 0.75, eps: 0.0, momentum: 0.0, centered: true };
        check(centered, &[1.0 - 0.5 / 0.75f64.sqrt()]);
        // eps stands outside of the root: u = 2/(1 + 1)
        check(Optimizer::RmsProp { lr: 0.25, alpha: 0.75, eps: 1.0, momentum: 0.0, centered: false }, &[0.75]);
    }

    #[test]
    fn adam() {
        let adam = Optimizer::Adam { lr: 0.5, beta1: 0.5, beta2: 0.75, eps: 0.0 };
        // m = 1, m̂ = 2, v = 1, v̂ = 4: 2/2; at 0.5 g = 1: m = 1, m̂ = 4/3, v = 1, v̂ = 16/7
        check(adam, &[0.5, 0.5 - 0.5 * (4.0 / 3.0) / (16.0f64 / 7.0).sqrt()]);
        check(Optimizer::Adam { lr: 0.5, beta1: 0.5, beta2: 0.75, eps: 2.0 }, &[0.75]);
    }

    #[test]
    fn newton() {
        check(Optimizer::Newton { lr: 1.0, damping: 0.0 }, &[0.0, 0.0]);
        // p = 2x/(2 + 2)
        check(Optimizer::Newton { lr: 1.0, damping: 2.0 }, &[0.5, 0.25]);
        check(Optimizer::Newton { lr: 0.5, damping: 0.0 }, &[0.5, 0.25]);
    }

    #[test]
    fn another_methods_memory_is_a_fresh_start() {
        let adam = Optimizer::Adam { lr: 0.5, beta1: 0.5, beta2: 0.75, eps: 0.0 };
        let terms = Terms::Momentum { velocity: vec![7.0] };
        assert_eq!(adam.update(Some(&terms), &[1.0], Vec::new), adam.update(None, &[1.0], Vec::new));
    }
}
