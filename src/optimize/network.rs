//! `Network`: a small fully connected network, its way forward, and its way back, right or wrong.

use crate::{dice::Dice, numeric::finite, symbolic::Function};

/// Layers of `a ← f(W·a + b)`, the last of which gives a score for each class.
///
/// The last layer's function belongs to the loss ([`Head`]); all others have the same. Matrices are lists of rows; a row
/// belongs to a unit of the layer, a column to a unit of the one before.
///
/// ```
/// use gradus::{dice::Dice, optimize::{Head, Network}, symbolic::Function};
/// let net = Network::new(&[2, 3, 2], Function::Tanh, Head::CrossEntropy, 1.0, &mut Dice::new("doc", 1));
/// let pass = net.forward(&[0.5, -1.0]);
/// assert!((pass.output().iter().sum::<f64>() - 1.0).abs() < 1e-12);
/// let gradient = net.backward(&pass, 0, None);
/// assert_eq!((gradient.layers[0].weights.len(), gradient.layers[0].weights[0].len()), (3, 2));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// From the first to the last.
    pub layers: Vec<Dense>,
    /// The function of all layers but the last.
    pub activation: Function,
    /// The function of the last, with the loss.
    pub head: Head,
}

/// The weights and biases of a layer, or their derivatives.
#[derive(Clone, Debug, PartialEq)]
pub struct Dense {
    /// A row for each unit.
    pub weights: Vec<Vec<f64>>,
    /// One for each unit.
    pub biases: Vec<f64>,
}

/// What the scores become, and what is lost by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Softmax, and `-ln p` of the right class.
    CrossEntropy,
    /// A sigmoid for each class, and half the sum of the squares of what it is off from 1 or 0.
    SquaredError,
}

/// All that the way forward computes.
#[derive(Clone, Debug, PartialEq)]
pub struct Pass {
    /// The input, then what each layer gives.
    pub activations: Vec<Vec<f64>>,
    /// What each layer's function is taken of: `z = W·a + b`.
    pub sums: Vec<Vec<f64>>,
}

/// All that the way back computes.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// The derivatives of the loss by each layer's weights and biases.
    pub layers: Vec<Dense>,
    /// Those by each layer's sums: `δ = ∂L/∂z`.
    pub deltas: Vec<Vec<f64>>,
}

/// Wrong ways back that are often written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Only the diagonal of softmax's Jacobian.
    Diagonal,
    /// The slope of the hidden layers' function left out.
    SlopeForgotten,
    /// The sign turned round.
    Sign,
    /// A square matrix not transposed on the way back.
    NotTransposed,
    /// What a unit sends to several overwritten in place of added: only the last share is kept.
    Overwritten,
}

impl Mistake {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Diagonal, Self::SlopeForgotten, Self::Sign, Self::NotTransposed, Self::Overwritten];
}

impl Pass {
    /// What the last layer gives.
    pub fn output(&self) -> &[f64] {
        self.activations.last().map_or(&[], Vec::as_slice)
    }

    /// The class with the greatest score.
    pub fn class(&self) -> usize {
        let scores = self.output().iter().enumerate();
        scores.max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(class, _)| class)
    }
}

impl Dense {
    fn zeros(like: &Self) -> Self {
        Self {
            weights: like.weights.iter().map(|row| vec![0.0; row.len()]).collect(),
            biases: vec![0.0; like.biases.len()],
        }
    }

    fn add(&mut self, other: &Self, factor: f64) {
        for (row, others) in self.weights.iter_mut().zip(&other.weights) {
            row.iter_mut().zip(others).for_each(|(w, o)| *w += factor * o);
        }
        self.biases.iter_mut().zip(&other.biases).for_each(|(b, o)| *b += factor * o);
    }

    /// The root of the mean of the squares of the weights.
    pub fn size(&self) -> f64 {
        let count: usize = self.weights.iter().map(Vec::len).sum();
        (self.weights.iter().flatten().map(|w| w * w).sum::<f64>() / count.max(1) as f64).sqrt()
    }
}

impl Gradient {
    /// None yet, of the shapes of a network.
    pub fn zeros(network: &Network) -> Self {
        Self { layers: network.layers.iter().map(Dense::zeros).collect(), deltas: Vec::new() }
    }

    /// Adds another's derivatives by weights and biases, times a factor.
    pub fn add(&mut self, other: &Self, factor: f64) {
        self.layers.iter_mut().zip(&other.layers).for_each(|(layer, other)| layer.add(other, factor));
    }
}

impl Network {
    /// A network with so many units in each layer, the inputs first. Weights are normal with the variance `scale²` times 2 over the sum
    /// of both sides' units (Glorot and Bengio 2010), or times 2 over the inputs where the function is 0 for half of them (He et al.
    /// 2015); biases are 0.
    pub fn new(widths: &[usize], activation: Function, head: Head, scale: f64, dice: &mut Dice) -> Self {
        let halves = matches!(activation, Function::Relu | Function::LeakyRelu);
        let layers = widths.windows(2).map(|pair| {
            let units = if halves { pair[0] } else { pair[0] + pair[1] };
            let spread = scale * (2.0 / units.max(1) as f64).sqrt();
            let row = |dice: &mut Dice| (0..pair[0]).map(|_| spread * dice.normal()).collect();
            Dense { weights: (0..pair[1]).map(|_| row(dice)).collect(), biases: vec![0.0; pair[1]] }
        });
        Self { layers: layers.collect(), activation, head }
    }

    /// The way forward.
    pub fn forward(&self, input: &[f64]) -> Pass {
        let mut pass = Pass { activations: vec![input.to_vec()], sums: Vec::new() };
        for (i, layer) in self.layers.iter().enumerate() {
            let before = pass.activations.last().map_or(&[][..], Vec::as_slice);
            let dot = |row: &Vec<f64>| row.iter().zip(before).map(|(w, a)| w * a).sum::<f64>();
            let sums: Vec<f64> = layer.weights.iter().zip(&layer.biases).map(|(row, b)| dot(row) + b).collect();
            let after = match self.head {
                _ if i + 1 < self.layers.len() => sums.iter().map(|z| self.activation.value(*z)).collect(),
                Head::CrossEntropy => softmax(&sums),
                Head::SquaredError => sums.iter().map(|z| Function::Sigmoid.value(*z)).collect(),
            };
            pass.sums.push(sums);
            pass.activations.push(after);
        }
        pass
    }

    /// What is lost where this class is the right one.
    pub fn loss(&self, pass: &Pass, class: usize) -> f64 {
        match self.head {
            Head::CrossEntropy => {
                let scores = pass.sums.last().map_or(&[][..], Vec::as_slice);
                let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let sum: f64 = scores.iter().map(|z| (z - most).exp()).sum();
                most + sum.ln() - scores.get(class).copied().unwrap_or(f64::NAN)
            }
            Head::SquaredError => {
                let off = |(k, a): (usize, &f64)| (a - wanted(k, class)).powi(2) / 2.0;
                pass.output().iter().enumerate().map(off).sum()
            }
        }
    }

    /// The way back, or a wrong one. Where a function has no slope, as `relu` at 0, 0 is taken, as frameworks do.
    pub fn backward(&self, pass: &Pass, class: usize, mistake: Option<Mistake>) -> Gradient {
        let mut deltas: Vec<Vec<f64>> = vec![self.first_delta(pass, class, mistake)];
        for i in (1..self.layers.len()).rev() {
            let delta = deltas.last().map_or(&[][..], Vec::as_slice);
            let arrived = sent_back(&self.layers[i].weights, delta, mistake);
            let slope = |(z, a): (&f64, &f64)| match mistake {
                Some(Mistake::SlopeForgotten) => 1.0,
                _ => finite(self.activation.slope(*z, *a)).unwrap_or(0.0),
            };
            let slopes = pass.sums[i - 1].iter().zip(&pass.activations[i]).map(slope);
            deltas.push(arrived.iter().zip(slopes).map(|(d, slope)| d * slope).collect());
        }
        deltas.reverse();
        let sign = if mistake == Some(Mistake::Sign) { -1.0 } else { 1.0 };
        let layer = |(delta, before): (&Vec<f64>, &Vec<f64>)| Dense {
            weights: delta.iter().map(|d| before.iter().map(|a| sign * d * a).collect()).collect(),
            biases: delta.iter().map(|d| sign * d).collect(),
        };
        Gradient { layers: deltas.iter().zip(&pass.activations).map(layer).collect(), deltas }
    }

    /// The derivatives of the loss by the scores.
    fn first_delta(&self, pass: &Pass, class: usize, mistake: Option<Mistake>) -> Vec<f64> {
        let delta = |(k, a): (usize, &f64)| match (self.head, mistake) {
            // ∂L/∂p is -1/p for the right class alone, and the diagonal p(1 - p).
            (Head::CrossEntropy, Some(Mistake::Diagonal)) if k != class => 0.0,
            (Head::CrossEntropy, _) => a - wanted(k, class),
            (Head::SquaredError, _) => (a - wanted(k, class)) * a * (1.0 - a),
        };
        pass.output().iter().enumerate().map(delta).collect()
    }

    /// A step against a gradient.
    pub fn descend(&mut self, gradient: &Gradient, rate: f64) {
        self.layers.iter_mut().zip(&gradient.layers).for_each(|(layer, by)| layer.add(by, -rate));
    }

    /// Whether a mistake makes a difference in a network like this.
    pub fn is_prone_to(&self, mistake: Mistake) -> bool {
        let hidden = self.layers.get(1..).unwrap_or_default();
        match mistake {
            Mistake::Diagonal => self.head == Head::CrossEntropy,
            Mistake::SlopeForgotten | Mistake::Overwritten => !hidden.is_empty(),
            Mistake::Sign => true,
            Mistake::NotTransposed => hidden.iter().any(|layer| is_square(&layer.weights)),
        }
    }
}

fn wanted(k: usize, class: usize) -> f64 {
    if k == class { 1.0 } else { 0.0 }
}

fn is_square(matrix: &[Vec<f64>]) -> bool {
    matrix.len() > 1 && matrix.iter().all(|row| row.len() == matrix.len())
}

/// `Wᵀ·δ`, or what a mistake makes of it.
fn sent_back(weights: &[Vec<f64>], delta: &[f64], mistake: Option<Mistake>) -> Vec<f64> {
    let units = weights.first().map_or(0, Vec::len);
    let share = |j: usize| move |(row, d): (&Vec<f64>, &f64)| row.get(j).copied().unwrap_or(0.0) * d;
    let sum = |j: usize| match mistake {
        Some(Mistake::Overwritten) => weights.iter().zip(delta).map(share(j)).next_back().unwrap_or(0.0),
        Some(Mistake::NotTransposed) if is_square(weights) => weights[j].iter().zip(delta).map(|(w, d)| w * d).sum(),
        _ => weights.iter().zip(delta).map(share(j)).sum(),
    };
    (0..units).map(sum).collect()
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = scores.iter().map(|z| (z - most).exp()).collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|p| p / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        numeric::{Program, gradient},
        symbolic::{Symbol, parse},
    };
    use proptest::prelude::*;

    fn net(widths: &[usize], activation: Function, head: Head, seed: u64) -> Network {
        let mut net = Network::new(widths, activation, head, 1.0, &mut Dice::new("test", seed));
        // Biases that are not 0 make a difference.
        let mut dice = Dice::new("biases", seed);
        net.layers.iter_mut().flat_map(|layer| &mut layer.biases).for_each(|b| *b = dice.normal());
        net
    }

    /// The loss as text, with a variable for each weight and bias.
    fn written(net: &Network, input: [f64; 2], class: usize) -> (String, Vec<Symbol>, Vec<f64>) {
        let (mut names, mut values) = (Vec::new(), Vec::new());
        let mut before: Vec<String> = input.iter().map(|v| format!("({v})")).collect();
        for (l, layer) in net.layers.iter().enumerate() {
            let last = l + 1 == net.layers.len();
            let mut after = Vec::new();
            for (k, (row, bias)) in layer.weights.iter().zip(&layer.biases).enumerate() {
                let mut terms = Vec::new();
                for (j, w) in row.iter().enumerate() {
                    let name = format!("w{}", 100 * l + 10 * k + j);
                    terms.push(format!("{name}*{}", before[j]));
                    names.push(Symbol::new(&name));
                    values.push(*w);
                }
                let name = format!("b{}", 10 * l + k);
                let sum = format!("({}+{name})", terms.join("+"));
                names.push(Symbol::new(&name));
                values.push(*bias);
                after.push(match net.head {
                    Head::CrossEntropy if last => sum,
                    Head::SquaredError if last => format!("sigmoid({sum})"),
                    _ => format!("{}({sum})", net.activation.name()),
                });
            }
            before = after;
        }
        let text = match net.head {
            Head::CrossEntropy => {
                let powers: Vec<String> = before.iter().map(|z| format!("exp({z})")).collect();
                format!("ln({})-{}", powers.join("+"), before[class])
            }
            Head::SquaredError => {
                let off = |(k, a): (usize, &String)| format!("({a}-{})^2/2", wanted(k, class));
                before.iter().enumerate().map(off).collect::<Vec<_>>().join("+")
            }
        };
        (text, names, values)
    }

    #[test]
    fn the_way_back_agrees_with_the_derivatives_of_the_written_loss() {
        for (seed, activation) in
            [Function::Tanh, Function::Sigmoid, Function::Relu, Function::Gelu, Function::Elu].into_iter().enumerate()
        {
            for head in [Head::CrossEntropy, Head::SquaredError] {
                let net = net(&[2, 3, 2, 3], activation, head, seed as u64);
                let (input, class) = ([0.7, -1.3], seed % 3);
                let (text, names, values) = written(&net, input, class);
                let program = Program::new(&[parse(&text).unwrap()], &names).unwrap();
                let pass = net.forward(&input);
                assert!((program.eval(&values)[0] - net.loss(&pass, class)).abs() < 1e-12);
                let expected = gradient(&program, &values);
                let found = net.backward(&pass, class, None);
                let rows = |layer: &Dense| {
                    layer
                        .weights
                        .iter()
                        .zip(&layer.biases)
                        .flat_map(|(row, b)| row.iter().copied().chain([*b]))
                        .collect::<Vec<_>>()
                };
                let found: Vec<f64> = found.layers.iter().flat_map(rows).collect();
                for ((a, b), name) in found.iter().zip(&expected).zip(&names) {
                    assert!((a - b).abs() <= 1e-12 * (1.0 + b.abs()), "{activation:?} {head:?} {name}: {a} {b}");
                }
            }
        }
    }

    #[test]
    fn each_mistake_makes_a_difference_where_it_can_be_made() {
        for head in [Head::CrossEntropy, Head::SquaredError] {
            for widths in [&[2, 3][..], &[2, 4, 3], &[2, 3, 3, 3]] {
                let net = net(widths, Function::Tanh, head, 5);
                let pass = net.forward(&[0.4, 0.9]);
                let right = net.backward(&pass, 1, None);
                for mistake in Mistake::ALL {
                    let wrong = net.backward(&pass, 1, Some(mistake));
                    assert_eq!(
                        wrong.layers != right.layers,
                        net.is_prone_to(mistake),
                        "{mistake:?} {head:?} {widths:?}"
                    );
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_short_step_lowers_the_loss(seed in 0..500u64, x in -2.0..2.0f64, y in -2.0..2.0f64) {
            let mut net = net(&[2, 4, 3, 2], Function::Tanh, Head::CrossEntropy, seed);
            let pass = net.forward(&[x, y]);
            let (before, gradient) = (net.loss(&pass, 1), net.backward(&pass, 1, None));
            net.descend(&gradient, 1e-4);
            prop_assert!(net.loss(&net.forward(&[x, y]), 1) <= before);
        }
    }
}
