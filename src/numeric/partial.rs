//! `Partial`: the value of a derivative that was found by rules.

use thiserror::Error;

use super::{Program, ProgramError, finite, gradient};
use crate::symbolic::{Condition, DifferentiateError, Expr, Symbol, conditions, differentiate};

/// A partial derivative, of any order, as a formula that knows where it holds.
///
/// The formula alone says too much: 1/x has a value for negative x, where ln has none; the second derivative of the
/// rectifier is 0 except at 0, where there is none. So beside the formula its function, the derivatives on the way to
/// it, and the [`Condition`]s at kinks and jumps are evaluated, and there is a value only where all allow it. Where a kink is smoothed away,
/// as in |x|³ at 0, the formula fails although the derivative exists; automatic differentiation has the first derivative
/// there.
///
/// ```
/// use gradus::{numeric::Partial, symbolic::{Symbol, parse}};
/// let x = [Symbol::new("x")];
/// let slope = Partial::new(&parse("ln(x)")?, &x, &x)?;
/// assert_eq!(slope.formula().to_string(), "1/x");
/// assert_eq!((slope.value(&[4.0]), slope.value(&[-4.0])), (Some(0.25), None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Partial {
    formula: Expr,
    /// The formula, then what has to have a value, then what the conditions are about.
    program: Program,
    /// How many outputs have to have a value.
    defined: usize,
    conditions: Vec<Condition>,
    /// For a first derivative, f and the place of its variable.
    first: Option<(Program, usize)>,
}

/// Why a partial derivative can't be had.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PartialError {
    /// The formula can't be written out.
    #[error(transparent)]
    Differentiate(#[from] DifferentiateError),
    /// The formula can't be computed.
    #[error(transparent)]
    Program(#[from] ProgramError),
}

impl Partial {
    /// The derivative of `f` by each variable of `by` in turn, to be evaluated at points of `variables`.
    ///
    /// # Errors
    /// If a derivative on the way is too long, or `variables` lacks one that `f` has.
    pub fn new(f: &Expr, by: &[Symbol], variables: &[Symbol]) -> Result<Self, PartialError> {
        let mut chain = vec![f.clone()];
        let mut needed = Vec::new();
        for x in by {
            let last = chain.last().unwrap_or(f);
            needed.extend(conditions(last, x));
            let next = differentiate(last, x)?;
            chain.push(next);
        }
        chain.reverse();
        let defined = chain.len();
        let formula = chain.first().unwrap_or(f).clone();
        chain.extend(needed.iter().flat_map(Condition::expressions).cloned());
        let first = match by {
            [x] => variables
                .iter()
                .position(|v| v == x)
                .map(|i| Ok::<_, ProgramError>((Program::new(std::slice::from_ref(f), variables)?, i))),
            _ => None,
        };
        let program = Program::new(&chain, variables)?;
        Ok(Self { formula, program, defined, conditions: needed, first: first.transpose()? })
    }

    /// The formula, tidy.
    pub fn formula(&self) -> &Expr {
        &self.formula
    }

    /// What has to hold where the derivative is to exist, beside that the function and the formula have values.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// The value at a point, with a coordinate for each variable; nothing where the derivative does not exist.
    ///
    /// As accurate as the formula: one rounding for each of its operations.
    pub fn value(&self, point: &[f64]) -> Option<f64> {
        let out = self.program.eval(point);
        let (defined, needed) = out.split_at(self.defined.min(out.len()));
        let holds = defined.iter().all(|v| v.is_finite()) && all_hold(&self.conditions, needed);
        match &self.first {
            _ if holds => out.first().copied().and_then(finite),
            Some((f, i)) => gradient(f, point).get(*i).copied().and_then(finite),
            None => None,
        }
    }
}

/// Whether all conditions hold, given the values of all their expressions one after the other.
pub(super) fn all_hold(conditions: &[Condition], mut values: &[f64]) -> bool {
    conditions.iter().all(|condition| {
        let (own, rest) = values.split_at(condition.expressions().len().min(values.len()));
        values = rest;
        condition.holds(own)
    })
}
