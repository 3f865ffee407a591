//! Values with more digits than a double has.

use super::precise::{Ball, Session};
use crate::symbolic::{Expr, Symbol};

/// How many bits are worked with, how many have to be known, and how much work it may be.
const BITS: usize = 192;
const KNOWN: i64 = 110;
const FUEL: u64 = 200_000;

/// The value of an expression as the sum of two doubles, of which the second is what the first leaves out: 32 digits. With it
/// the error of what was computed in doubles can be told. Nothing where there is no value, or none is found to that many
/// digits with little work.
///
/// ```
/// use gradus::symbolic::{Symbol, parse, unrounded};
/// let third = unrounded(&parse("x/3").unwrap(), &[Symbol::new("x")], &[1.0]).unwrap();
/// assert_eq!(third, [1.0 / 3.0, 1.850371707708594e-17]);
/// assert_eq!(unrounded(&parse("1/x").unwrap(), &[Symbol::new("x")], &[0.0]), None);
/// ```
pub fn unrounded(e: &Expr, symbols: &[Symbol], point: &[f64]) -> Option<[f64; 2]> {
    if point.iter().any(|x| !x.is_finite()) {
        return None;
    }
    let mut session = Session::new(FUEL);
    let value = session.at(symbols, point, BITS).value(e).ok()?;
    let first = value.to_f64();
    let rest = value.subtract(&Ball::from_f64(first), BITS);
    let is_known = value.is_zero() || value.is_within(value.top().saturating_sub(KNOWN));
    (is_known && first.is_finite()).then(|| [first, rest.to_f64()])
}
