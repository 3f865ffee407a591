//! Layer after layer of one function, and the product of their slopes.

use crate::lab::Curve;

/// What a layer `f(w·a)` makes of its input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Layer {
    /// What comes in.
    pub(super) input: f64,
    /// Its slope there.
    pub(super) slope: f64,
    /// The product of the slopes up to here.
    pub(super) product: f64,
}

/// The layers, as far as there are values and slopes.
pub(super) fn layers(f: &Curve, x: f64, gain: f64, count: usize) -> Vec<Layer> {
    let mut layers: Vec<Layer> = Vec::with_capacity(count);
    let mut input = x;
    for _ in 0..count {
        let Some(slope) = f.slope(gain * input).map(|slope| gain * slope) else { break };
        let product = slope * layers.last().map_or(1.0, |layer| layer.product);
        if !product.is_finite() {
            break;
        }
        layers.push(Layer { input, slope, product });
        match f.value(gain * input) {
            Some(output) => input = output,
            None => break,
        }
    }
    layers
}
