//! Softmax and the logarithm of the sum, as the core computes them.

use crate::{
    numeric::{Program, jacobian},
    symbolic::{Expr, Function, Symbol},
};

/// `pᵢ = e^(uᵢ)/Σ e^(uⱼ)` for each i, and `ln Σ e^(uⱼ)`, compiled for so many logits over the temperature.
#[derive(Clone, Debug)]
pub(super) struct Shares {
    program: Program,
    count: usize,
}

impl Shares {
    pub(super) fn new(count: usize) -> Result<Self, String> {
        let variables: Vec<Symbol> = (1..=count).map(|i| Symbol::new(&format!("u_{i}"))).collect();
        let powers: Vec<Expr> = variables.iter().map(|u| Expr::apply(Function::Exp, u.clone().into())).collect();
        let sum = Expr::sum(powers.iter().cloned());
        let mut all: Vec<Expr> = powers.into_iter().map(|power| Expr::quotient(power, sum.clone())).collect();
        all.push(Expr::apply(Function::Ln, sum));
        let program = Program::new(&all, &variables).map_err(|error| error.to_string())?;
        Ok(Self { program, count })
    }

    pub(super) fn probabilities(&self, u: &[f64]) -> Vec<f64> {
        let mut out = self.program.eval(u);
        out.truncate(self.count);
        out
    }

    pub(super) fn log_sum_exp(&self, u: &[f64]) -> f64 {
        self.program.eval(u).last().copied().unwrap_or(f64::NAN)
    }

    /// `∂pᵢ/∂uⱼ`, row by row.
    pub(super) fn jacobian(&self, u: &[f64]) -> Vec<Vec<f64>> {
        let mut rows = jacobian(&self.program, u).rows;
        rows.truncate(self.count);
        rows
    }

    /// The gradient of the logarithm of the sum.
    pub(super) fn gradient(&self, u: &[f64]) -> Vec<f64> {
        jacobian(&self.program, u).rows.pop().unwrap_or_default()
    }
}
