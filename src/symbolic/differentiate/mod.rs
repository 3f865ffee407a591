//! Differentiating: one rule at a time, every line kept.
//!
//! `apply` says which rule fits an expression and what the rule makes of it. [`differentiate`] carries the rules through to
//! the end; a [`Derivation`] carries out the same rules line by line, after a [`Method`] has rewritten what is to be
//! differentiated. So the lines and the answer cannot disagree.

mod application;
mod apply;
mod board;
mod conditions;
mod definition;
mod derivation;
mod logarithm;
mod method;
mod polynomial;
mod rewriting;
mod rule;
mod several;
mod shared;
mod slopes;
mod step;
mod tidying;

pub use application::{Application, Part};
pub use conditions::{Condition, conditions};
pub use derivation::{Derivation, Detail};
pub use method::{Method, methods};
pub use rule::Rule;
pub use several::{gradient, hessian, jacobian};
pub use shared::shared_parts;
pub use step::{Applied, Step};

use self::slopes::{Derivatives, Slopes};
use super::{Expr, MAX_DEPTH, Symbol, simplify_where_defined};
use thiserror::Error;

/// Why a derivative can't be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DifferentiateError {
    /// The result would be nested deeper than [`MAX_DEPTH`].
    #[error("the derivative is nested too deeply to be written out")]
    TooDeep,
    /// The result, or one of its lines, would be longer than can be read.
    #[error("the derivative is too long to be written out")]
    TooLong,
}

/// The most nodes that a derivative may have when it is written out.
pub const MAX_SIZE: u64 = 200_000;

/// The derivative of `f` by `x`, tidy.
///
/// It holds where `f` itself has a value and the [`conditions`] are met.
///
/// # Errors
/// If the result would be too deep or too long to write.
///
/// ```
/// use gradus::symbolic::{Symbol, differentiate, parse};
/// let f = parse("x^2 sin x").unwrap();
/// assert_eq!(differentiate(&f, &Symbol::new("x")).unwrap().to_string(), "2*x*sin(x) + x^2*cos(x)");
/// ```
pub fn differentiate(f: &Expr, x: &Symbol) -> Result<Expr, DifferentiateError> {
    let raw = raw_derivative(f, x);
    check(&raw)?;
    let tidy = simplify_where_defined(&raw);
    check(&tidy)?;
    Ok(tidy)
}

/// The derivative of `f` by `x` as the rules give it, before tidying. It may be too deep or too long to write.
pub fn raw_derivative(f: &Expr, x: &Symbol) -> Expr {
    Derivatives::new(x).slope(f)
}

/// The total derivative of `f` by `x` where some letters stand for functions of `x` whose derivatives are given, as the rules
/// give it, before tidying.
///
/// ```
/// use gradus::symbolic::{Symbol, parse, total_derivative};
/// let given = [(Symbol::new("u"), parse("cos(x)").unwrap())];
/// let slope = total_derivative(&parse("x u^2").unwrap(), &Symbol::new("x"), &given);
/// assert_eq!(slope.to_string(), "u^2 + x*2*u*cos(x)");
/// ```
pub fn total_derivative(f: &Expr, x: &Symbol, given: &[(Symbol, Expr)]) -> Expr {
    Derivatives::with_given(x, given.to_vec()).slope(f)
}

/// The derivative by each variable of `by` in turn, tidy.
///
/// # Errors
/// As [`differentiate`].
pub fn differentiate_in_turn(f: &Expr, by: &[Symbol]) -> Result<Expr, DifferentiateError> {
    by.iter().try_fold(f.clone(), |f, x| differentiate(&f, x))
}

fn check(e: &Expr) -> Result<(), DifferentiateError> {
    match e {
        _ if e.depth() > MAX_DEPTH => Err(DifferentiateError::TooDeep),
        _ if e.size() > MAX_SIZE => Err(DifferentiateError::TooLong),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
