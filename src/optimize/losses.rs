//! `Loss`: a function to be made small, with what is needed to look at it.

use crate::{
    numeric::{Program, ProgramError, gradient, hessian},
    symbolic::{Expr, Symbol},
};

/// A function of one or more variables that an [`Optimizer`](super::Optimizer) descends.
///
/// Values are computed as in [`Program`], gradients by forward mode ([`gradient`]): exact up to rounding, NaN where
/// there is none.
///
/// ```
/// use gradus::{optimize::Loss, symbolic::parse};
/// let loss = Loss::new(parse("x^2 + 10*y^2")?)?;
/// assert_eq!(loss.value(&[1.0, 2.0]), 41.0);
/// assert_eq!(loss.gradient(&[1.0, 2.0]), [2.0, 40.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Loss {
    /// What to call it.
    pub name: String,
    /// What to show of it at first.
    pub view: View,
    /// Where to start: a coordinate for each variable.
    pub start: Vec<f64>,
    /// A learning rate with which gradient descent makes its first steps downhill from there.
    pub rate: f64,
    /// The data that it is the loss of, as points (x, y); empty for a plain function.
    pub data: Vec<[f64; 2]>,
    expr: Expr,
    program: Program,
}

/// The part of the plane to show. The horizontal axis is the first variable. The vertical one is the second variable,
/// or the loss itself where there is only one variable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// From and to, on the horizontal axis.
    pub horizontal: [f64; 2],
    /// From and to, on the vertical axis.
    pub vertical: [f64; 2],
}

/// Why an expression is no loss that can be shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LossError {
    /// There is nothing to change.
    #[error("a loss needs a variable that can be changed, such as x; this has none")]
    NoVariable,
    /// More than a plane can show.
    #[error("a loss of one or two variables can be shown; this has {}: {}", .0.len(), list(.0))]
    TooManyVariables(Vec<Symbol>),
    /// It has no values.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// The text is no expression.
    #[error(transparent)]
    Parse(#[from] crate::symbolic::ParseError),
}

fn list(symbols: &[Symbol]) -> String {
    symbols.iter().map(Symbol::name).collect::<Vec<_>>().join(", ")
}

impl Loss {
    /// A loss of the one or two variables that the expression has, in alphabetical order (but w before b), with a view, a start and a
    /// learning rate that suit it.
    ///
    /// # Errors
    /// If it has no variable or more than two, or a derivative that was not carried out.
    pub fn new(expr: Expr) -> Result<Self, LossError> {
        let mut variables = expr.symbols();
        // A weight comes before its bias, as in J(w, b).
        if variables.iter().map(Symbol::name).eq(["b", "w"]) {
            variables.reverse();
        }
        match variables.len() {
            0 => Err(LossError::NoVariable),
            1 | 2 => Ok(Self::with_variables(expr, &variables)?),
            _ => Err(LossError::TooManyVariables(variables)),
        }
    }

    /// A loss of any number of variables, in the order given; those that the expression lacks do not change it.
    ///
    /// # Errors
    /// If the expression has another variable, or a derivative that was not carried out.
    pub fn with_variables(expr: Expr, variables: &[Symbol]) -> Result<Self, ProgramError> {
        let program = Program::new(std::slice::from_ref(&expr), variables)?;
        let mut loss = Self {
            name: expr.to_string(),
            view: View { horizontal: [-SPAN, SPAN], vertical: [-SPAN, SPAN] },
            start: Vec::new(),
            rate: RATES[0],
            data: Vec::new(),
            expr,
            program,
        };
        loss.start = loss.suitable_start();
        loss.rate = loss.suitable_rate();
        if variables.len() == 1 {
            loss.view.vertical = loss.range_of_values();
        }
        Ok(loss)
    }

    /// The expression.
    pub fn expr(&self) -> &Expr {
        &self.expr
    }

    /// The variables, in the order of a point's coordinates.
    pub fn variables(&self) -> &[Symbol] {
        self.program.variables()
    }

    /// The value at a point; NaN where there is none.
    pub fn value(&self, point: &[f64]) -> f64 {
        self.program.eval(point).first().copied().unwrap_or(f64::NAN)
    }

    /// The gradient at a point, in the unit of the loss over that of each variable; NaN where there is none.
    pub fn gradient(&self, point: &[f64]) -> Vec<f64> {
        gradient(&self.program, point)
    }

    /// The Hessian matrix at a point, row by row, in the unit of the loss over those of two variables; NaN where there is
    /// none.
    pub fn hessian(&self, point: &[f64]) -> Vec<Vec<f64>> {
        hessian(&self.program, point).hessian
    }

    /// The program that computes the value.
    pub fn program(&self) -> &Program {
        &self.program
    }
}

/// Half the width of the view on an unknown function.
const SPAN: f64 = 4.0;

/// The starts to try, as pairs that further variables repeat.
const STARTS: [[f64; 2]; 8] =
    [[3.0, 2.0], [1.5, 1.0], [0.5, 0.25], [-3.0, 2.0], [-0.5, -0.25], [0.75, -0.5], [-3.0, -2.0], [10.0, 5.0]];

/// The learning rates to try.
const RATES: [f64; 7] = [0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001];

/// Guesses for a function that nobody has prepared a view of.
impl Loss {
    /// The first of [`STARTS`] where there is somewhere to go.
    fn suitable_start(&self) -> Vec<f64> {
        let start = |pair: &[f64; 2]| -> Vec<f64> { (0..self.variables().len()).map(|i| pair[i % 2]).collect() };
        let usable = |point: &Vec<f64>| {
            let gradient = self.gradient(point);
            self.value(point).is_finite()
                && gradient.iter().all(|d| d.is_finite())
                && gradient.iter().any(|d| d.abs() > 1e-6)
        };
        STARTS.iter().map(start).find(usable).unwrap_or_else(|| start(&STARTS[0]))
    }

    /// The largest of [`RATES`] with which the first step of gradient descent keeps Armijo's condition, that is, gains
    /// at least a tenth of what the slope promises (Nocedal and Wright, *Numerical Optimization*, sec. 3.1).
    fn suitable_rate(&self) -> f64 {
        let (value, gradient) = (self.value(&self.start), self.gradient(&self.start));
        let promised: f64 = gradient.iter().map(|d| d * d).sum();
        let keeps = |&rate: &f64| {
            let next: Vec<f64> = self.start.iter().zip(&gradient).map(|(x, d)| x - rate * d).collect();
            self.value(&next) <= value - 0.1 * rate * promised
        };
        RATES.into_iter().find(keeps).unwrap_or(RATES[RATES.len() - 1])
    }

    /// What the loss takes up over the horizontal view, with a margin; the top tenth is left out, so that a pole does
    /// not flatten the rest.
    fn range_of_values(&self) -> [f64; 2] {
        let [from, to] = self.view.horizontal;
        let mut values: Vec<f64> = (0..=100)
            .map(|i| self.value(&[from + (to - from) * f64::from(i) / 100.0]))
            .filter(|value| value.is_finite())
            .collect();
        values.sort_by(f64::total_cmp);
        let (Some(low), Some(high)) = (values.first(), values.get(values.len() * 9 / 10)) else {
            return self.view.vertical;
        };
        let margin = if high > low { 0.1 * (high - low) } else { 1.0 };
        [low - margin, high + margin]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::parse;

    fn loss(text: &str) -> Result<Loss, LossError> {
        Loss::new(parse(text)?)
    }

    #[test]
    fn variables_are_in_alphabetical_order_but_for_weights() {
        assert_eq!(list(loss("v*u+v").unwrap().variables()), "u, v");
        let loss = loss("w*b+w").unwrap();
        assert_eq!(list(loss.variables()), "w, b");
        assert_eq!(loss.value(&[2.0, 3.0]), 8.0);
        assert_eq!(loss.gradient(&[2.0, 3.0]), [4.0, 2.0]);
    }

    #[test]
    fn errors_are_plain() {
        assert_eq!(
            loss("2+3").unwrap_err().to_string(),
            "a loss needs a variable that can be changed, such as x; this has none"
        );
        assert_eq!(
            loss("x*y*z").unwrap_err().to_string(),
            "a loss of one or two variables can be shown; this has 3: x, y, z"
        );
    }

    #[test]
    fn guesses_suit_what_is_typed() {
        for text in
            ["x^2", "ln(x)", "sqrt(-x)", "1/x", "asin(x)", "exp(x)-2x", "(x^2+y-11)^2+(x+y^2-7)^2", "atanh(x*y)"]
        {
            let loss = loss(text).unwrap();
            let (value, gradient) = (loss.value(&loss.start), loss.gradient(&loss.start));
            assert!(value.is_finite() && gradient.iter().all(|d| d.is_finite()), "{text}: {:?}", loss.start);
            let next: Vec<f64> = loss.start.iter().zip(&gradient).map(|(x, d)| x - loss.rate * d).collect();
            assert!(loss.value(&next) < value, "{text}: {}", loss.rate);
            assert!(loss.view.vertical[0] < loss.view.vertical[1], "{text}: {:?}", loss.view);
        }
    }

    #[test]
    fn what_has_no_values_is_no_danger() {
        let loss = loss("ln(-x^2)").unwrap();
        assert!(loss.value(&loss.start).is_nan() && loss.rate > 0.0 && loss.view.vertical[0] < loss.view.vertical[1]);
    }
}
