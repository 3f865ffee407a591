//! A network that is trained, by the right gradient or by a wrong one.

use super::sets::Sample;
use crate::optimize::{Gradient, Mistake, Network};

/// A run of gradient descent over samples.
#[derive(Clone, Debug)]
pub(super) struct Training {
    pub(super) net: Network,
    pub(super) mistake: Option<Mistake>,
    /// The mean loss over all samples at the start and after each step.
    pub(super) losses: Vec<f64>,
}

/// A loss above this is no training any more.
const LOST: f64 = 1e6;

impl Training {
    pub(super) fn new(net: Network, mistake: Option<Mistake>, samples: &[Sample]) -> Self {
        let losses = vec![mean_loss(&net, samples)];
        Self { net, mistake, losses }
    }

    /// A step by the mean gradient over a batch.
    pub(super) fn step(&mut self, samples: &[Sample], batch: &[usize], rate: f64) {
        if self.is_lost() {
            self.losses.push(f64::NAN);
            return;
        }
        let gradient = mean_gradient(&self.net, samples, batch, self.mistake);
        self.net.descend(&gradient, rate);
        self.losses.push(mean_loss(&self.net, samples));
    }

    /// Whether the weights have run away.
    pub(super) fn is_lost(&self) -> bool {
        self.losses.last().is_none_or(|loss| !loss.is_finite() || *loss > LOST)
    }

    /// The present mean loss, if it is one.
    pub(super) fn loss(&self) -> Option<f64> {
        self.losses.last().copied().filter(|loss| loss.is_finite())
    }

    /// The share of the samples that get the greatest score in their class.
    pub(super) fn accuracy(&self, samples: &[Sample]) -> f64 {
        let right = samples.iter().filter(|sample| self.net.forward(&sample.at).class() == sample.class).count();
        right as f64 / samples.len().max(1) as f64
    }

    /// How large each layer's gradient by its weights is over all samples, as the root of the mean square.
    pub(super) fn gradient_sizes(&self, samples: &[Sample]) -> Vec<f64> {
        let all: Vec<usize> = (0..samples.len()).collect();
        let gradient = mean_gradient(&self.net, samples, &all, self.mistake);
        gradient.layers.iter().map(crate::optimize::Dense::size).collect()
    }
}

fn mean_loss(net: &Network, samples: &[Sample]) -> f64 {
    let total: f64 = samples.iter().map(|sample| net.loss(&net.forward(&sample.at), sample.class)).sum();
    total / samples.len().max(1) as f64
}

fn mean_gradient(net: &Network, samples: &[Sample], batch: &[usize], mistake: Option<Mistake>) -> Gradient {
    let mut mean = Gradient::zeros(net);
    for sample in batch.iter().filter_map(|&i| samples.get(i)) {
        let one = net.backward(&net.forward(&sample.at), sample.class, mistake);
        mean.add(&one, 1.0 / batch.len() as f64);
    }
    mean
}
