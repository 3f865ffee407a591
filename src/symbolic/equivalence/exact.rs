//! Exact values of rational expressions: no rounding can hide a difference, and enough equal values are a proof.

use crate::symbolic::{AtZero, Expr, Extremum, Function, Node, Number, Symbol};

/// The longest expressions and numbers (in bits) that are worked out.
const MAX_SIZE: u64 = 800;
const MAX_BITS: usize = 4096;

/// The most places in a grid that is to prove an identity.
const MAX_PLACES: usize = 64;

/// What exact values show about two expressions.
#[derive(Debug, PartialEq)]
pub(super) enum Exact {
    /// They are the same rational function.
    Same,
    /// They differ at this point.
    Different {
        /// The variables' values.
        at: Vec<Number>,
        /// The student's value.
        student: Number,
        /// The teacher's value.
        teacher: Number,
    },
    /// Nothing.
    Open,
}

/// Compares rational expressions at rational points.
///
/// The difference of two rational functions is a quotient of polynomials. If its numerator has degree at most `d` in each
/// of the variables, and is 0 on a grid of `d + 1` places along each, it is 0 everywhere.
pub(super) fn compare(s: &Expr, t: &Expr, symbols: &[Symbol]) -> Exact {
    const MIXED: [(i64, i64); 6] = [(2, 1), (3, 1), (1, 2), (-1, 1), (5, 3), (-7, 4)];
    if s.size() > MAX_SIZE || t.size() > MAX_SIZE {
        return Exact::Open;
    }
    // The values at a point, if both have one.
    let values = |point: &[Number]| Some((exact(s, symbols, point)?, exact(t, symbols, point)?));
    let mut tried = 0;
    for i in 0..MIXED.len() {
        let place = |k: usize| MIXED[(i + k) % MIXED.len()];
        let at: Vec<Number> = (0..symbols.len()).filter_map(|k| Number::ratio(place(k).0, place(k).1)).collect();
        match values(&at) {
            Some((student, teacher)) if student != teacher => return Exact::Different { at, student, teacher },
            Some(_) => tried += 1,
            None => {}
        }
    }
    let lengths: Option<Vec<usize>> = symbols.iter().map(|x| Some(places(s, t, x)? + 1)).collect();
    let Some(lengths) = lengths.filter(|_| tried > 0) else { return Exact::Open };
    let size = lengths.iter().try_fold(1usize, |size, n| size.checked_mul(*n)).filter(|size| *size <= MAX_PLACES);
    let Some(size) = size else { return Exact::Open };
    // A grid that a pole runs through proves nothing; another one may.
    for start in [2, 37, -71] {
        let point = |mut i: usize| -> Vec<Number> {
            let coordinate = |n: &usize| {
                let step = i % n;
                i /= n;
                Number::from(start + step as i64)
            };
            lengths.iter().map(coordinate).collect()
        };
        let mut whole = true;
        for at in (0..size).map(point) {
            match values(&at) {
                Some((student, teacher)) if student != teacher => return Exact::Different { at, student, teacher },
                found => whole &= found.is_some(),
            }
        }
        if whole {
            return Exact::Same;
        }
    }
    Exact::Open
}

/// A bound on the degree in `x` of the numerator of `s - t`.
fn places(s: &Expr, t: &Expr, x: &Symbol) -> Option<usize> {
    let ((over_s, under_s), (over_t, under_t)) = (degrees(s, x)?, degrees(t, x)?);
    Some((over_s + under_t).max(over_t + under_s))
}

/// Bounds on the degrees in `x` of numerator and denominator; nothing for what is no rational function.
fn degrees(e: &Expr, x: &Symbol) -> Option<(usize, usize)> {
    match e.node() {
        Node::Number(_) => Some((0, 0)),
        Node::Symbol(y) => Some((usize::from(x == y), 0)),
        Node::Negate(u) => degrees(u, x),
        Node::Sum(terms) => terms.iter().try_fold((0, 0), |(over, under), term| {
            let (p, q) = degrees(term, x)?;
            Some(((over + q).max(p + under), under + q))
        }),
        Node::Product(factors) => factors.iter().try_fold((0, 0), |(over, under), factor| {
            let (p, q) = degrees(factor, x)?;
            Some((over + p, under + q))
        }),
        Node::Quotient([u, v]) => {
            let ((p, q), (r, s)) = (degrees(u, x)?, degrees(v, x)?);
            Some((p + s, q + r))
        }
        Node::Power([u, n]) => {
            let n = constant(n)?.to_i64().filter(|n| n.unsigned_abs() <= MAX_PLACES as u64)?;
            let ((p, q), times) = (degrees(u, x)?, n.unsigned_abs() as usize);
            Some(if n < 0 { (q * times, p * times) } else { (p * times, q * times) })
        }
        _ => None,
    }
}

/// The exact value of an expression without variables, if it can be worked out in rational numbers.
pub(super) fn constant(e: &Expr) -> Option<Number> {
    match e.node() {
        Node::Number(n) => Some(n.clone()),
        Node::Symbol(_) | Node::Constant(_) => None,
        _ if e.size() > MAX_SIZE => None,
        _ => exact(e, &[], &[]),
    }
}

/// The exact value of an expression; nothing where it has a part that is not rational, no value, or one too long to write.
fn exact(e: &Expr, symbols: &[Symbol], point: &[Number]) -> Option<Number> {
    let value = |u: &Expr| exact(u, symbols, point);
    let found = match e.node() {
        Node::Number(n) => n.clone(),
        Node::Symbol(x) => point.get(symbols.iter().position(|y| y == x)?)?.clone(),
        Node::Negate(u) => -&value(u)?,
        Node::Sum(terms) => terms.iter().try_fold(Number::ZERO, |sum, u| short(&sum + &value(u)?))?,
        Node::Product(factors) => factors.iter().try_fold(Number::ONE, |product, u| short(&product * &value(u)?))?,
        Node::Quotient([u, v]) => &value(u)? * &value(v)?.inverse()?,
        Node::Power([u, n]) => value(u)?.power(constant(n)?.to_i64()?)?,
        Node::Apply(Function::Abs, u) => value(u)?.abs(),
        Node::Apply(Function::Relu, u) => value(u)?.max(Number::ZERO),
        Node::Extremum(Extremum::Max, [u, v]) => value(u)?.max(value(v)?),
        Node::Extremum(Extremum::Min, [u, v]) => value(u)?.min(value(v)?),
        Node::Piecewise(at_zero, [on, below, above]) => match (value(on)?, at_zero) {
            (on, _) if on.is_negative() => value(below)?,
            (on, AtZero::Below) if on.is_zero() => value(below)?,
            (on, AtZero::Agreed) if on.is_zero() => {
                value(below).filter(|below| value(above).as_ref() == Some(below))?
            }
            _ => value(above)?,
        },
        Node::Constant(_) | Node::Apply(..) | Node::Derivative(..) => return None,
    };
    short(found)
}

fn short(n: Number) -> Option<Number> {
    (n.bits() <= MAX_BITS).then_some(n)
}
