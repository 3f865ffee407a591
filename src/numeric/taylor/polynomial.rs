//! Taylor polynomials of programs: what both sides of a point agree on.

use super::Taylor;
use crate::numeric::{Program, Scalar, Scratch};

/// `f(x₀ + t·d) = c₀ + c₁t + … + cₙtⁿ + …` along a line.
#[derive(Clone, Debug, PartialEq)]
pub struct TaylorPolynomial {
    /// `cₖ` at place k, in the unit of f over that of t to the power k. NaN where there is no derivative of that order.
    pub coefficients: Vec<f64>,
}

impl TaylorPolynomial {
    /// The derivatives by t, of the orders 0 to n: `k!·cₖ`.
    pub fn derivatives(&self) -> Vec<f64> {
        derivatives(&self.coefficients)
    }

    /// The polynomial at t, by Horner's scheme; NaN if a coefficient is missing.
    pub fn value(&self, t: f64) -> f64 {
        self.coefficients.iter().rev().fold(0.0, |sum, c| sum * t + c)
    }
}

/// The highest order there is: 170! is the last factorial that a double holds.
const MAX_ORDER: usize = 170;

/// So many coefficients more are tried where zeros are divided out.
const SPARE: usize = 32;

/// How closely the sides have to agree, relative to their size: what the rounding of two different formulas may bring.
const SAME: f64 = 1e-12;

/// The Taylor polynomial of a program's first expression at a point, along a direction, to an order (at most 170).
///
/// The program runs on [`Taylor`] twice, once for either side, and again with more coefficients where zeros had to be
/// divided out. Coefficients of one side that the other does not share are NaN, and so are all after them: `abs(x)` has no
/// derivative at 0, `x·abs(x)` has the first and no second. The value is that of [`Program::eval`], so it is NaN where a part
/// has none, and no derivative exists where it is not the limit of both sides. At an end of the domain the one side that there
/// is decides: `x^1.5` has the derivative 0 at 0.
///
/// Each coefficient is as accurate as a derivative worked out by rules: a few roundings away from cancellation. Missing
/// are derivatives that exist although a part has no expansion by whole powers, such as that of `cbrt(x)³` at 0; the
/// answer is NaN there. Time grows with the square of the order, memory with the order. A coordinate that `point` lacks counts as NaN, one that `direction` lacks as 0.
///
/// ```
/// use gradus::{numeric::{Program, taylor}, symbolic::{Symbol, parse}};
/// let program = Program::new(&[parse("abs(x)^3 + exp(y)")?], &["x", "y"].map(Symbol::new))?;
/// let along_y = taylor(&program, &[0.0, 0.0], &[0.0, 1.0], 3);
/// assert_eq!(along_y.derivatives(), [1.0, 1.0, 1.0, 1.0]);
/// let along_x = taylor(&program, &[0.0, 0.0], &[1.0, 0.0], 3);
/// assert_eq!(along_x.derivatives()[..3], [1.0, 0.0, 0.0]);
/// assert!(along_x.derivatives()[3].is_nan());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn taylor(program: &Program, point: &[f64], direction: &[f64], order: usize) -> TaylorPolynomial {
    let order = order.min(MAX_ORDER);
    let [mut right, mut left] = sides(program, point, direction, order);
    let complete = |side: &Taylor| side.is_constant() || !side.defined || side.coefficients.len() > order;
    if !(complete(&right) && complete(&left)) {
        [right, left] = sides(program, point, direction, 2 * order + SPARE);
    }
    let value = right.value;
    let ends = |side: &Taylor| side.defined.then(|| side.clone());
    let (right, left) = match (ends(&right), ends(&left)) {
        (Some(right), Some(left)) => (right, left),
        (Some(side), None) | (None, Some(side)) => (side.clone(), side),
        (None, None) => (right, left),
    };
    let known = right.known().min(left.known()).min(order + 1);
    let both = |k: usize| common(right.at(k), left.at(k));
    let continuous = known > 0 && common(both(0), value).is_finite();
    let agreed = (1..if continuous { known } else { 0 }).map(both).take_while(|c| !c.is_nan());
    let mut coefficients: Vec<f64> = std::iter::once(value).chain(agreed).collect();
    coefficients.resize(order + 1, f64::NAN);
    TaylorPolynomial { coefficients }
}

/// `k!·cₖ`
pub(super) fn derivatives(coefficients: &[f64]) -> Vec<f64> {
    let factorials = std::iter::successors(Some((0.0, 1.0)), |(k, product)| Some((k + 1.0, product * (k + 1.0))));
    coefficients.iter().zip(factorials).map(|(c, (_, factorial))| c * factorial).collect()
}

/// The expansion for t > 0, and that for t < 0 in powers of t.
fn sides(program: &Program, point: &[f64], direction: &[f64], order: usize) -> [Taylor; 2] {
    [1.0, -1.0].map(|sign| {
        let slopes = direction.iter().copied().chain(std::iter::repeat(0.0));
        let line: Vec<Taylor> = point.iter().zip(slopes).map(|(&x, d)| Taylor::variable(x, sign * d, order)).collect();
        let mut out = [Taylor::constant(f64::NAN)];
        program.run(&line, &mut Scratch::new(), &mut out);
        let [mut side] = out;
        side.coefficients.iter_mut().skip(1).step_by(2).for_each(|c| *c *= sign);
        side
    })
}

/// The number that two are, but for rounding; NaN if they differ.
fn common(a: f64, b: f64) -> f64 {
    if a == b || (a - b).abs() <= SAME * a.abs().max(b.abs()) { a } else { f64::NAN }
}
