//! Rules that scale each component by the gradients that it has seen: `AdaGrad`, `RMSProp`, Adam.

use super::{Terms, Update, against, with};

/// The running averages of Adam and `AdamW`, a number for each variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Moments {
    /// t
    pub step: u32,
    /// m
    pub mean: Vec<f64>,
    /// v
    pub square: Vec<f64>,
    /// m̂
    pub mean_corrected: Vec<f64>,
    /// v̂
    pub square_corrected: Vec<f64>,
}

impl Moments {
    /// The averages after one gradient more.
    pub(super) fn after(last: Option<&Self>, g: &[f64], beta1: f64, beta2: f64) -> Self {
        let (t, m, v): (u32, &[f64], &[f64]) = last.map_or((0, &[], &[]), |last| (last.step, &last.mean, &last.square));
        let step = t.saturating_add(1);
        let mean = with(m, g, |m, g| beta1 * m + (1.0 - beta1) * g);
        let square = with(v, g, |v, g| beta2 * v + (1.0 - beta2) * (g * g));
        let corrected = |average: &[f64], beta: f64| -> Vec<f64> {
            average.iter().map(|a| a / (1.0 - beta.powf(f64::from(step)))).collect()
        };
        let (mean_corrected, square_corrected) = (corrected(&mean, beta1), corrected(&square, beta2));
        Self { step, mean, square, mean_corrected, square_corrected }
    }

    /// `m̂/(√v̂ + eps)`
    pub(super) fn direction(&self, eps: f64) -> Vec<f64> {
        with(&self.mean_corrected, &self.square_corrected, |m, v| m / (v.sqrt() + eps))
    }

    pub(super) fn named(&self) -> [(&'static str, &[f64]); 4] {
        [("m", &self.mean), ("v", &self.square), ("m̂", &self.mean_corrected), ("v̂", &self.square_corrected)]
    }
}

/// The step of `AdaGrad`, with its settings as [`Optimizer::AdaGrad`](super::Optimizer::AdaGrad) has them.
pub(super) fn adagrad(last: Option<&Terms>, g: &[f64], lr: f64, lr_decay: f64, initial: f64, eps: f64) -> Update {
    let at_first = vec![initial; g.len()];
    let (t, s): (u32, &[f64]) = match last {
        Some(Terms::AdaGrad { step, sum, .. }) => (*step, sum),
        _ => (0, &at_first),
    };
    let sum = with(s, g, |s, g| s + g * g);
    let scaled = with(&sum, g, |s, g| g / (s.sqrt() + eps));
    let rate = lr / (1.0 + f64::from(t) * lr_decay);
    Update { change: against(&scaled, rate), terms: Terms::AdaGrad { step: t.saturating_add(1), rate, sum, scaled } }
}

/// The step of `RMSProp`, with its settings as [`Optimizer::RmsProp`](super::Optimizer::RmsProp) has them.
pub(super) fn rmsprop(
    last: Option<&Terms>,
    g: &[f64],
    lr: f64,
    alpha: f64,
    eps: f64,
    momentum: f64,
    centered: bool,
) -> Update {
    let (v, m, b): (&[f64], &[f64], &[f64]) = match last {
        Some(Terms::RmsProp { square, mean, velocity, .. }) => (square, mean, velocity),
        _ => (&[], &[], &[]),
    };
    let square = with(v, g, |v, g| alpha * v + (1.0 - alpha) * (g * g));
    let mean = with(m, g, |m, g| if centered { alpha * m + (1.0 - alpha) * g } else { 0.0 });
    let variance = with(&mean, &square, |m, v| v - m * m);
    let scaled = with(&variance, g, |v, g| g / (v.sqrt() + eps));
    let velocity = with(b, &scaled, |b, u| if momentum > 0.0 { momentum * b + u } else { u });
    Update { change: against(&velocity, lr), terms: Terms::RmsProp { square, mean, scaled, velocity } }
}
