//! `Batches`: gradients of a few data at a time.

use std::sync::Arc;

use crate::{
    dice::Dice,
    numeric::{Program, ProgramError, gradient},
    symbolic::{Expr, Symbol},
};

/// The terms of a loss that is a mean over data, some of which are drawn for each step (stochastic and mini-batch gradients,
/// Robbins and Monro 1951). Which ones depends on the seed and the number of the step alone. Each datum comes once before one comes
/// again.
#[derive(Clone, Debug)]
pub struct Batches {
    terms: Arc<[Program]>,
    size: usize,
    seed: u64,
}

impl Batches {
    /// Batches of so many terms, at least one.
    ///
    /// # Errors
    /// If a term has other variables, or a derivative that was not carried out.
    pub fn new(terms: &[Expr], variables: &[Symbol], size: usize, seed: u64) -> Result<Self, ProgramError> {
        let terms = terms.iter().map(|term| Program::new(std::slice::from_ref(term), variables));
        Ok(Self { terms: terms.collect::<Result<_, _>>()?, size: size.max(1), seed })
    }

    /// The terms of the step that follows so many others.
    fn drawn(&self, step: usize) -> Vec<usize> {
        let count = self.terms.len().max(1);
        (0..self.size.min(count))
            .map(|i| {
                let place = step * self.size.min(count) + i;
                let mut dice = Dice::new("batches", self.seed.wrapping_add((place / count) as u64));
                dice.order(count).get(place % count).copied().unwrap_or(0)
            })
            .collect()
    }

    /// The mean gradient of what is drawn for the step that follows so many others.
    pub fn gradient(&self, step: usize, point: &[f64]) -> Vec<f64> {
        let drawn = self.drawn(step);
        let mut mean = vec![0.0; point.len()];
        for term in drawn.iter().filter_map(|&i| self.terms.get(i)) {
            for (sum, d) in mean.iter_mut().zip(gradient(term, point)) {
                *sum += d / drawn.len() as f64;
            }
        }
        mean
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        optimize::{Fit, Loss, Optimizer, Trajectory},
        symbolic::parse,
    };

    const DATA: [[f64; 2]; 5] = [[0.0, 1.0], [1.0, 2.0], [2.0, 2.0], [3.0, 5.0], [-1.0, 0.0]];

    fn batches(size: usize) -> (Loss, Batches) {
        let variables = ["w", "b"].map(Symbol::new);
        let terms: Vec<Expr> = DATA.iter().map(|&point| parse(&Fit::Line.term(point)).unwrap()).collect();
        let loss = Loss::with_variables(parse(&Fit::Line.loss(&DATA)).unwrap(), &variables).unwrap();
        (loss, Batches::new(&terms, &variables, size, 7).unwrap())
    }

    #[test]
    fn all_at_once_is_the_whole_gradient() {
        let (loss, all) = batches(99);
        for (a, b) in all.gradient(3, &[0.5, -1.0]).iter().zip(loss.gradient(&[0.5, -1.0])) {
            assert!((a - b).abs() < 1e-14);
        }
    }

    #[test]
    fn an_epoch_takes_every_term_once() {
        let (_, two) = batches(2);
        let mut seen: Vec<usize> = (0..5).flat_map(|step| two.drawn(step)).collect();
        seen.sort_unstable();
        assert_eq!(seen, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
        assert_ne!(two.drawn(0), two.drawn(5), "another epoch, another order");
    }

    #[test]
    fn runs_follow_their_batches() {
        let (loss, one) = batches(1);
        let start = vec![0.0, 0.0];
        let descent = Optimizer::GradientDescent { lr: 0.1 };
        let mut run = Trajectory::new(loss, descent, start.clone()).on_batches(one.clone());
        run.step();
        let expected: Vec<f64> = one.gradient(0, &start).iter().map(|g| -0.1 * g).collect();
        assert_eq!(run.point(), expected);
        assert_eq!(run.steps()[0].gradient, one.gradient(0, &start));
        run.step();
        run.back();
        assert_eq!(run.point(), expected);
    }
}
