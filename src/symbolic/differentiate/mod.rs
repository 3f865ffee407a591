//! Differentiating: one rule at a time, every line kept.
//!
//! [`apply`](rule::apply) says which rule fits an expression and what the rule makes of it. [`differentiate`] carries the
//! rules through to the end; a [`Derivation`] carries out the same rules line by line. So the lines and the answer cannot
//! disagree.

mod conditions;
mod derivation;
mod rule;

use std::collections::HashMap;

pub use conditions::{Condition, conditions};
pub use derivation::{Derivation, Step};
pub use rule::{Application, Part, Rule};

use super::{Expr, MAX_DEPTH, Node, Symbol, simplify};
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
    let raw = untidied(f, x);
    check(&raw)?;
    let tidy = simplify(&raw);
    check(&tidy)?;
    Ok(tidy)
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

/// Every rule carried through, before tidying.
fn untidied(f: &Expr, x: &Symbol) -> Expr {
    Resolver::default().derivative(f, x)
}

/// Carries out what is pending, once for each shared part.
#[derive(Default)]
struct Resolver {
    done: HashMap<(u128, Symbol), Expr>,
}

impl Resolver {
    fn derivative(&mut self, u: &Expr, x: &Symbol) -> Expr {
        let key = (u.fingerprint(), x.clone());
        if let Some(known) = self.done.get(&key) {
            return known.clone();
        }
        let result = rule::apply(u, x).result;
        let result = self.resolve(&result);
        self.done.insert(key, result.clone());
        result
    }

    fn resolve(&mut self, e: &Expr) -> Expr {
        if !e.is_pending() {
            return e.clone();
        }
        match e.node() {
            Node::Derivative(u, x) => {
                let u = self.resolve(u);
                self.derivative(&u, x)
            }
            _ => rule::rebuild(e, e.children().iter().map(|c| self.resolve(c)).collect()),
        }
    }
}

#[cfg(test)]
mod tests;
