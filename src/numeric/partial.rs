//! `Partial`: the value of a derivative that was found by rules.

use thiserror::Error;

use super::{Program, ProgramError, finite, taylor};
use crate::symbolic::{Condition, DifferentiateError, Expr, Symbol, conditions, differentiate};

/// A partial derivative, of any order, as a formula that knows where it holds.
///
/// The formula alone says too much: 1/x has a value for negative x, where ln has none; the second derivative of the
/// rectifier is 0 except at 0, where there is none. So beside the formula its function, the derivatives on the way to
/// it, and the [`Condition`]s at kinks and jumps are evaluated, and there is a value only where all allow it. Where the formula
/// fails although the derivative may exist, as that of |x|³ at 0, a derivative by one variable is that of [`taylor`].
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
    /// For a derivative by one variable alone, f and the place of the variable.
    along: Option<(Program, usize)>,
    order: usize,
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
        let along = match by {
            [x, rest @ ..] if rest.iter().all(|other| other == x) => variables
                .iter()
                .position(|v| v == x)
                .map(|i| Ok::<_, ProgramError>((Program::new(std::slice::from_ref(f), variables)?, i))),
            _ => None,
        };
        let program = Program::new(&chain, variables)?;
        Ok(Self { formula, program, defined, conditions: needed, along: along.transpose()?, order: by.len() })
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
        let by_formula = || out.first().copied().and_then(finite).filter(|_| holds);
        by_formula().or_else(|| {
            let (f, i) = self.along.as_ref()?;
            let mut direction = vec![0.0; point.len()];
            *direction.get_mut(*i)? = 1.0;
            taylor(f, point, &direction, self.order).derivatives().get(self.order).copied().and_then(finite)
        })
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
