//! Evaluation to any number of digits, each value with a bound on its error.
//!
//! Derivatives that are still to be carried out are evaluated too, by central differences and so without any rule of
//! differentiation: what a derivation does can be checked against them.

mod ball;
mod definitions;
mod elementary;

use std::{cmp::Ordering, collections::HashMap, mem};

use self::{definitions::definition, elementary::Elementary};
use super::{
    Missing::{self, Unclear, Undefined},
    exact,
};
use crate::symbolic::{AtZero, Constant, Expr, Extremum, Function, Node, Number, Symbol};

pub(super) use self::ball::Ball;
use self::ball::EXACT;

type Found = Result<Ball, Missing>;

/// How deep derivatives of derivatives may stand in one another.
const MAX_ORDER: u32 = 3;

/// What is left to be spent, and the constants that have been worked out.
pub(super) struct Session {
    elementary: Elementary,
    fuel: u64,
}

impl Session {
    /// One that does work of about `fuel` units, of some 20 ns each, and calls everything unclear from then on.
    pub fn new(fuel: u64) -> Self {
        Self { elementary: Elementary::default(), fuel }
    }

    /// Whether all that could be spent has been.
    pub fn is_spent(&self) -> bool {
        self.fuel == 0
    }

    /// Evaluates at a point, whose coordinates are those of `symbols`, with numbers of `bits` bits.
    pub fn at<'a>(&'a mut self, symbols: &'a [Symbol], point: &[f64], bits: usize) -> Evaluator<'a> {
        let point = point.iter().map(|&v| Ball::from_f64(v)).collect();
        Evaluator { session: self, symbols, point, bits, order: 0, around: false, done: HashMap::new() }
    }
}

/// The values of expressions at one point.
pub(super) struct Evaluator<'a> {
    session: &'a mut Session,
    symbols: &'a [Symbol],
    point: Vec<Ball>,
    bits: usize,
    order: u32,
    /// Whether the point stands for all near it, so that there must be no kink within its bounds.
    around: bool,
    done: HashMap<u128, Found>,
}

impl Evaluator<'_> {
    /// The value of an expression.
    ///
    /// # Errors
    /// If there surely is none, or it can't be worked out to these bits.
    pub fn value(&mut self, e: &Expr) -> Found {
        if let Some(known) = self.done.get(&e.fingerprint()) {
            return known.clone();
        }
        let found = self.evaluate(e).and_then(Ball::in_range);
        self.done.insert(e.fingerprint(), found.clone());
        found
    }

    fn evaluate(&mut self, e: &Expr) -> Found {
        let bits = self.bits;
        self.spend(1)?;
        match e.node() {
            Node::Number(n) => Ok(Ball::from_number(n, bits)),
            Node::Constant(Constant::Pi) => Ok(self.session.elementary.pi(bits)),
            Node::Constant(Constant::E) => self.session.elementary.exp(&Ball::integer(1), bits),
            Node::Symbol(x) => self.place(x).and_then(|i| self.point.get(i)).cloned().ok_or(Unclear),
            Node::Negate(u) => Ok(self.value(u)?.negate()),
            Node::Sum(terms) => {
                let terms = self.values(terms)?;
                Ok(terms.iter().fold(Ball::integer(0), |sum, term| sum.add(term, bits)))
            }
            Node::Product(factors) => {
                let factors = self.values(factors)?;
                factors.iter().try_fold(Ball::integer(1), |product, factor| product.multiply(factor, bits).in_range())
            }
            Node::Quotient(pair) => {
                let pair = self.values(pair)?;
                self.spend(1)?;
                pair[0].divide(&pair[1], bits)
            }
            Node::Power([base, exponent]) => self.power(base, exponent),
            Node::Apply(f, u) => self.apply(*f, u),
            Node::Extremum(which, pair) => {
                let pair = self.values(pair)?;
                if self.around && pair[0].subtract(&pair[1], bits).sign().is_none_or(Ordering::is_eq) {
                    return Err(Unclear);
                }
                Ok(match which {
                    Extremum::Max => pair[0].max(&pair[1], bits),
                    Extremum::Min => pair[0].negate().max(&pair[1].negate(), bits).negate(),
                })
            }
            Node::Piecewise(at_zero, [on, below, above]) => {
                let side = self.value(on)?.sign().ok_or(Unclear)?;
                match (side, at_zero) {
                    (Ordering::Less, _) => self.value(below),
                    (Ordering::Greater, _) => self.value(above),
                    _ if self.around => Err(Unclear),
                    (Ordering::Equal, AtZero::Below) => self.value(below),
                    (Ordering::Equal, AtZero::Above) => self.value(above),
                    (Ordering::Equal, AtZero::Agreed) => {
                        let (below, above) = (self.value(below)?, self.value(above)?);
                        match below.subtract(&above, bits).sign() {
                            Some(Ordering::Equal) => Ok(below),
                            Some(_) => Err(Undefined),
                            None => Err(Unclear),
                        }
                    }
                }
            }
            Node::Derivative(u, x) => self.derivative(u, x),
        }
    }

    /// The values of all; one that is undefined makes the whole so, even beside one that is unclear.
    fn values(&mut self, parts: &[Expr]) -> Result<Vec<Ball>, Missing> {
        let mut unclear = false;
        let mut values = Vec::with_capacity(parts.len());
        for part in parts {
            match self.value(part) {
                Ok(value) => values.push(value),
                Err(Undefined) => return Err(Undefined),
                Err(Unclear) => unclear = true,
            }
        }
        self.spend(parts.len() as u64)?;
        if unclear { Err(Unclear) } else { Ok(values) }
    }

    fn place(&self, x: &Symbol) -> Option<usize> {
        self.symbols.iter().position(|symbol| symbol == x)
    }

    /// Takes note of work that grows with the number of digits.
    fn spend(&mut self, work: u64) -> Result<(), Missing> {
        let cost = work * (2 + self.bits as u64 / 64);
        self.session.fuel = self.session.fuel.saturating_sub(cost);
        if self.session.is_spent() { Err(Unclear) } else { Ok(()) }
    }

    fn apply(&mut self, f: Function, u: &Expr) -> Found {
        if let Some(definition) = definition(f, u) {
            return self.value(&definition);
        }
        let (bits, x) = (self.bits, self.value(u)?);
        let side = x.sign();
        if self.around && f.row().kink_at_zero && side.is_none_or(Ordering::is_eq) {
            return Err(Unclear);
        }
        self.spend(25)?;
        let one = Ball::integer(1);
        let elementary = &mut self.session.elementary;
        match f.name() {
            "exp" => elementary.exp(&x, bits),
            "ln" => elementary.ln(&x, bits),
            "sqrt" => x.square_root(bits),
            "cbrt" => match side.ok_or(Unclear)? {
                Ordering::Equal => Ok(x),
                side => {
                    let third = elementary.ln(&x.abs(), bits)?.divide(&Ball::integer(3), bits)?;
                    let root = elementary.exp(&third, bits)?;
                    Ok(if side.is_lt() { root.negate() } else { root })
                }
            },
            "abs" => Ok(x.abs()),
            "relu" => Ok(x.max(&Ball::integer(0), bits)),
            "sign" => Ok(Ball::integer(side.ok_or(Unclear)? as i64)),
            "step" => match side.ok_or(Unclear)? {
                Ordering::Equal => Err(Undefined),
                side => Ok(Ball::integer(i64::from(side.is_gt()))),
            },
            "sin" => Ok(elementary.sin(&x, bits)),
            "cos" => Ok(elementary.cos(&x, bits)),
            "atan" => elementary.atan(&x, bits),
            "asin" => arcsine(elementary, &x, bits),
            "acos" => {
                let angle = arcsine(elementary, &x, bits)?;
                Ok(elementary.pi(bits).scaled(-1).subtract(&angle, bits))
            }
            "sigmoid" => logistic(elementary, &x, bits),
            // 2σ(2u) - 1
            "tanh" => Ok(logistic(elementary, &x.scaled(1), bits + 1)?.scaled(1).subtract(&one, bits)),
            "softplus" => {
                // max(u, 0) + ln(1 + e^-|u|)
                let t = elementary.exp(&x.abs().negate(), bits)?;
                let rest = if t.top() < -(bits as i64) {
                    t.give_or_take(&t.multiply(&t, bits), bits)
                } else {
                    let working = bits + usize::try_from(-t.top()).unwrap_or(0);
                    elementary.ln(&one.add(&t, working), bits)?
                };
                Ok(x.max(&Ball::integer(0), bits).add(&rest, bits))
            }
            "erf" => {
                self.spend(25 * 10)?;
                self.session.elementary.erf(&x, bits)
            }
            _ => Err(Unclear),
        }
    }

    fn power(&mut self, base: &Expr, exponent: &Expr) -> Found {
        let x = self.value(base)?;
        let rational = exact::constant(exponent);
        if let Some(n) = rational.as_ref().and_then(Number::to_i64) {
            self.spend(u64::from(n.unsigned_abs().max(1).ilog2()))?;
            return whole_power(&x, n, self.bits);
        }
        let y = self.value(exponent)?;
        // What negative bases are raised to has to be a whole number.
        let odd = match (&rational, x.sign()) {
            (_, Some(Ordering::Greater)) => false,
            (_, None) => return y.as_integer()?.map_or(Err(Unclear), |n| whole_power(&x, n, self.bits)),
            (_, Some(Ordering::Equal)) if y.is_positive() => return Ok(x),
            (_, Some(Ordering::Equal)) => return Err(if y.sign().is_some() { Undefined } else { Unclear }),
            (Some(n), _) if n.is_integer() => !n.is_even(),
            (Some(_), _) => return Err(Undefined),
            (None, _) => return y.as_integer()?.map_or(Err(Undefined), |n| whole_power(&x, n, self.bits)),
        };
        if rational.is_some_and(|n| n.denominator() == Number::from(2)) {
            let root = x.square_root(self.bits)?;
            return y.scaled(1).as_integer()?.map_or(Err(Unclear), |n| whole_power(&root, n, self.bits));
        }
        self.spend(50)?;
        let bits = self.bits;
        let logarithm = self.session.elementary.ln(&x.abs(), bits)?;
        let power = self.session.elementary.exp(&logarithm.multiply(&y, bits), bits)?;
        Ok(if odd { power.negate() } else { power })
    }

    /// The derivative by central differences, `(f(x + h) - f(x - h))/2h` for two steps, extrapolated (Richardson). Its error
    /// is bounded by how far the two lie apart, which is far more than what is left.
    fn derivative(&mut self, u: &Expr, x: &Symbol) -> Found {
        let Some(i) = self.place(x).filter(|_| u.contains(x)) else {
            return self.value(u).map(|_| Ball::integer(0));
        };
        if self.order >= MAX_ORDER {
            return Err(Unclear);
        }
        if self.around {
            self.value(u)?;
        }
        let (bits, here) = (self.bits, self.point.get(i).ok_or(Unclear)?.middle());
        let digits = bits / 2 + 8;
        // Far out the step is no longer than near 1, or whole periods would pass unseen; that takes more digits.
        let size = if here.is_zero() { 0 } else { here.top() };
        let step = Ball::integer(1).scaled(size.min(0) - digits as i64);
        // The function has to be smooth all the way.
        self.elsewhere(i, here.give_or_take(&step.scaled(1), EXACT), true, |inner| inner.value(u))?;
        let working = bits + digits + 16 + usize::try_from(size).unwrap_or(0);
        let mut slope = |step: &Ball| -> Found {
            let mut at = |place: Ball| {
                self.elsewhere(i, place, false, |inner| {
                    inner.bits = working;
                    inner.value(u)
                })
            };
            let rise = at(here.add(step, EXACT))?.subtract(&at(here.subtract(step, EXACT))?, working);
            rise.divide(&step.scaled(1), working)
        };
        let (coarse, fine) = (slope(&step)?, slope(&step.scaled(-1))?);
        let gain = fine.subtract(&coarse, working);
        let third = gain.divide(&Ball::integer(3), working)?;
        Ok(fine.add(&third, working).give_or_take(&gain, bits))
    }

    /// What is found with one coordinate changed, inside a derivative.
    fn elsewhere(&mut self, i: usize, place: Ball, around: bool, find: impl FnOnce(&mut Self) -> Found) -> Found {
        let mut there: Vec<Ball> = self.point.iter().map(Ball::middle).collect();
        there[i] = place;
        let point = mem::replace(&mut self.point, there);
        let done = mem::take(&mut self.done);
        let (bits, was_around) = (self.bits, mem::replace(&mut self.around, around));
        self.order += 1;
        let found = find(self);
        self.order -= 1;
        (self.point, self.done, self.bits, self.around) = (point, done, bits, was_around);
        found
    }
}

/// `x^n`, which has no value for 0 if `n ≤ 0`.
fn whole_power(x: &Ball, n: i64, bits: usize) -> Found {
    match x.sign() {
        _ if n > 0 => x.power(n, bits),
        Some(Ordering::Equal) => Err(Undefined),
        Some(_) => x.power(n, bits),
        None => Err(Unclear),
    }
}

/// `1/(1 + e^-x)`, where nothing overflows.
fn logistic(elementary: &mut Elementary, x: &Ball, bits: usize) -> Found {
    let one = Ball::integer(1);
    if x.is_positive() {
        return one.divide(&one.add(&elementary.exp(&x.negate(), bits)?, bits), bits);
    }
    let t = elementary.exp(x, bits)?;
    t.divide(&one.add(&t, bits), bits)
}

/// `asin x = atan(x/√((1 - x)(1 + x)))`
fn arcsine(elementary: &mut Elementary, x: &Ball, bits: usize) -> Found {
    let one = Ball::integer(1);
    let inside = one.subtract(x, bits).multiply(&one.add(x, bits), bits);
    match inside.sign() {
        Some(Ordering::Less) => Err(Undefined),
        Some(Ordering::Equal) => {
            let right_angle = elementary.pi(bits).scaled(-1);
            Ok(if x.is_positive() { right_angle } else { right_angle.negate() })
        }
        Some(Ordering::Greater) => {
            let ratio = x.divide(&inside.square_root(bits)?, bits)?;
            elementary.atan(&ratio, bits)
        }
        None => Err(Unclear),
    }
}

#[cfg(test)]
mod tests;
