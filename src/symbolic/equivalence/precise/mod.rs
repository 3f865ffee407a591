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

/// From here on, digits of `erfc` are not made up for.
const MAX_TAIL: f64 = 20.0;

/// What is left to be spent, and the constants that have been worked out.
pub(super) struct Session {
    elementary: Elementary,
    fuel: u64,
}

impl Session {
    /// One that does work of about `fuel` units, of some 50 ns each, and calls everything unclear from then on.
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
        let world = World { point, bits, order: 0, around: false, done: HashMap::new(), near: Vec::new() };
        Evaluator { session: self, symbols, worlds: vec![world], here: 0 }
    }
}

/// The values of expressions at one point.
pub(super) struct Evaluator<'a> {
    session: &'a mut Session,
    symbols: &'a [Symbol],
    /// The point, and those close by that differences are taken between.
    worlds: Vec<World>,
    here: usize,
}

/// A point and what is known there.
struct World {
    point: Vec<Ball>,
    bits: usize,
    /// How many derivatives it is inside of.
    order: u32,
    /// Whether the point stands for all near it, so that there must be no kink within its bounds.
    around: bool,
    done: HashMap<u128, Found>,
    /// The worlds for differences in each coordinate.
    near: Vec<(usize, Near)>,
}

/// What a derivative is worked out from.
#[derive(Clone, Copy)]
struct Near {
    /// Half the distance of the outer points is `2^step`.
    step: i64,
    /// The world of all that lies between.
    around: usize,
    /// Those at `-2`, `-1`, `1` and `2` half steps.
    at: [usize; 4],
}

impl Evaluator<'_> {
    /// The value of an expression.
    ///
    /// # Errors
    /// If there surely is none, or it can't be worked out to these bits.
    pub fn value(&mut self, e: &Expr) -> Found {
        if let Some(known) = self.world().done.get(&e.fingerprint()) {
            return known.clone();
        }
        let found = self.evaluate(e).and_then(Ball::in_range);
        self.world().done.insert(e.fingerprint(), found.clone());
        found
    }

    fn world(&mut self) -> &mut World {
        &mut self.worlds[self.here]
    }

    fn evaluate(&mut self, e: &Expr) -> Found {
        let World { bits, around, .. } = *self.world();
        self.spend(1)?;
        match e.node() {
            Node::Number(n) => Ok(Ball::from_number(n, bits)),
            Node::Constant(Constant::Pi) => Ok(self.session.elementary.pi(bits)),
            Node::Constant(Constant::E) => self.session.elementary.exp(&Ball::integer(1), bits),
            Node::Symbol(x) => self.place(x).and_then(|i| self.world().point.get(i).cloned()).ok_or(Unclear),
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
                if around && pair[0].subtract(&pair[1], bits).sign().is_none_or(Ordering::is_eq) {
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
                    _ if around => Err(Unclear),
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
        let cost = work * (2 + self.world().bits as u64 / 64);
        self.session.fuel = self.session.fuel.saturating_sub(cost);
        if self.session.is_spent() { Err(Unclear) } else { Ok(()) }
    }

    fn apply(&mut self, f: Function, u: &Expr) -> Found {
        if let Some(definition) = definition(f, u) {
            return self.value(&definition);
        }
        let x = self.value(u)?;
        let World { bits, around, .. } = *self.world();
        let side = x.sign();
        if around && f.row().kink_at_zero && side.is_none_or(Ordering::is_eq) {
            return Err(Unclear);
        }
        self.spend(25)?;
        let one = Ball::integer(1);
        let elementary = &mut self.session.elementary;
        match f {
            Function::Exp => elementary.exp(&x, bits),
            Function::Ln => elementary.ln(&x, bits),
            Function::Sqrt => x.square_root(bits),
            Function::Cbrt => match side.ok_or(Unclear)? {
                Ordering::Equal => Ok(x),
                side => {
                    let third = elementary.ln(&x.abs(), bits)?.divide(&Ball::integer(3), bits)?;
                    let root = elementary.exp(&third, bits)?;
                    Ok(if side.is_lt() { root.negate() } else { root })
                }
            },
            Function::Abs => Ok(x.abs()),
            Function::Relu => Ok(x.max(&Ball::integer(0), bits)),
            Function::Sign => Ok(Ball::integer(side.ok_or(Unclear)? as i64)),
            Function::Step => match side.ok_or(Unclear)? {
                Ordering::Equal => Err(Undefined),
                side => Ok(Ball::integer(i64::from(side.is_gt()))),
            },
            Function::Sin => Ok(elementary.sin(&x, bits)),
            Function::Cos => Ok(elementary.cos(&x, bits)),
            Function::Atan => elementary.atan(&x, bits),
            Function::Asin => arcsine(elementary, &x, bits),
            Function::Acos => {
                let angle = arcsine(elementary, &x, bits)?;
                Ok(elementary.pi(bits).scaled(-1).subtract(&angle, bits))
            }
            // ln(|u| + √(u² + 1)) with the sign of u, where nothing cancels.
            Function::Asinh if x.is_negative() => Ok(area_sine(elementary, &x.negate(), bits)?.negate()),
            Function::Asinh => area_sine(elementary, &x, bits),
            Function::Sigmoid => logistic(elementary, &x, bits),
            // 2σ(2u) - 1
            Function::Tanh => Ok(logistic(elementary, &x.scaled(1), bits + 1)?.scaled(1).subtract(&one, bits)),
            Function::Softplus => {
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
            Function::Erf => {
                self.spend(25 * 10)?;
                self.session.elementary.erf(&x, bits)
            }
            Function::Erfc => {
                // 1 - erf u, with the digits that cancel for u > 0: erfc u is about e^(-u²).
                let size = x.to_f64().clamp(0.0, MAX_TAIL);
                let working = bits + (1.5 * size * size) as usize + 8;
                self.spend(25 * working as u64 / 8)?;
                Ok(one.subtract(&self.session.elementary.erf(&x, working)?, bits))
            }
            _ => Err(Unclear),
        }
    }

    fn power(&mut self, base: &Expr, exponent: &Expr) -> Found {
        let x = self.value(base)?;
        let bits = self.world().bits;
        let rational = exact::constant(exponent);
        if let Some(n) = rational.as_ref().and_then(Number::to_i64) {
            self.spend(u64::from(n.unsigned_abs().max(1).ilog2()))?;
            return whole_power(&x, n, bits);
        }
        let y = self.value(exponent)?;
        // What negative bases are raised to has to be a whole number.
        let odd = match (&rational, x.sign()) {
            (_, Some(Ordering::Greater)) => false,
            (_, None) => return y.as_integer()?.map_or(Err(Unclear), |n| whole_power(&x, n, bits)),
            (_, Some(Ordering::Equal)) if y.is_positive() => return Ok(x),
            (_, Some(Ordering::Equal)) => return Err(if y.sign().is_some() { Undefined } else { Unclear }),
            (Some(n), _) if n.is_integer() => !n.is_even(),
            (Some(_), _) => return Err(Undefined),
            (None, _) => return y.as_integer()?.map_or(Err(Undefined), |n| whole_power(&x, n, bits)),
        };
        if rational.is_some_and(|n| n.denominator() == Number::from(2)) {
            let root = x.square_root(bits)?;
            return y.scaled(1).as_integer()?.map_or(Err(Unclear), |n| whole_power(&root, n, bits));
        }
        self.spend(50)?;
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
        if self.world().around {
            self.value(u)?;
        }
        let near = self.near(i)?;
        // The function has to be smooth all the way.
        self.value_in(near.around, u)?;
        let [a, b, c, d] = near.at;
        let (far_left, left) = (self.value_in(a, u)?, self.value_in(b, u)?);
        let (right, far_right) = (self.value_in(c, u)?, self.value_in(d, u)?);
        let bits = self.worlds[a].bits;
        // A half step is h, so the differences are over 4h and 2h.
        let coarse = far_right.subtract(&far_left, bits).scaled(-near.step - 2);
        let fine = right.subtract(&left, bits).scaled(-near.step - 1);
        let gain = fine.subtract(&coarse, bits);
        let third = gain.divide(&Ball::integer(3), bits)?;
        Ok(fine.add(&third, bits).give_or_take(&gain, self.world().bits))
    }

    /// The value at a point close by.
    fn value_in(&mut self, world: usize, u: &Expr) -> Found {
        let here = mem::replace(&mut self.here, world);
        let found = self.value(u);
        self.here = here;
        found
    }

    /// The points for a derivative by the coordinate `i`.
    fn near(&mut self, i: usize) -> Result<Near, Missing> {
        if let Some((_, known)) = self.world().near.iter().find(|(k, _)| *k == i) {
            return Ok(*known);
        }
        let World { bits, order, .. } = *self.world();
        if order >= MAX_ORDER {
            return Err(Unclear);
        }
        let point: Vec<Ball> = self.world().point.iter().map(Ball::middle).collect();
        // Far out the step is no longer than near 1, or whole periods would pass unseen; that takes more digits.
        let size = if point[i].is_zero() { 0 } else { point[i].top() };
        let digits = bits / 2 + 8;
        let step = size.min(0) - digits as i64 - 1;
        let working = bits + digits + 16 + usize::try_from(size).unwrap_or(0);
        let mut add = |place: Ball, bits: usize, around: bool| {
            let mut point = point.clone();
            point[i] = place;
            let (order, done, near) = (order + 1, HashMap::new(), Vec::new());
            self.worlds.push(World { point, bits, order, around, done, near });
            self.worlds.len() - 1
        };
        let around = add(point[i].give_or_take(&Ball::integer(1).scaled(step + 2), EXACT), bits, true);
        let at =
            [-2, -1, 1, 2].map(|steps| add(point[i].add(&Ball::integer(steps).scaled(step), EXACT), working, false));
        let near = Near { step, around, at };
        self.world().near.push((i, near));
        Ok(near)
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

/// `ln(x + √(x² + 1))`
fn area_sine(elementary: &mut Elementary, x: &Ball, bits: usize) -> Found {
    let root = x.multiply(x, bits).add(&Ball::integer(1), bits).square_root(bits)?;
    elementary.ln(&x.add(&root, bits), bits)
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
