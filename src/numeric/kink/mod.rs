//! Kinks: where they are, the slopes on both sides, and what frameworks return there.

mod beside;

use std::ops::RangeInclusive;

use self::beside::{Beside, Framework, View};
use super::{Enclosure, Program, ProgramError, Roots, Scratch, finite, roots::MAX_EVALUATIONS};
use crate::symbolic::{Expr, Node, Symbol};

/// A place where a function has a corner or a jump along one variable.
///
/// The slopes are limits of the derivative on either side, found with the formula that holds there and not by
/// differences, so they are as exact as derivatives by [`Dual`](super::Dual).
///
/// What PyTorch and JAX return at a kink is convention:
///
/// | | PyTorch | JAX |
/// | --- | --- | --- |
/// | `relu` at 0 | 0 | 0 |
/// | `abs` at 0 | 0 | 1 |
/// | `sign` at 0 | 0 | 0 |
/// | `step` (`heaviside`) at 0 | an error | 0 |
/// | `leaky_relu` at 0 | 0.01 | 1 |
/// | `maximum`, `minimum` at a tie | half of each slope | half of each slope |
/// | `where` | the slope of the formula that is taken | the same |
///
/// PyTorch documents that it takes the subgradient of least norm where a function is convex ("Gradients for
/// non-differentiable functions" in its notes on autograd); each entry was also measured, with PyTorch 2.15.0 and JAX
/// 0.10.2. `where` sends the slope 0 into the formula that is not taken, so both return NaN where that has no slope of
/// its own. A composition differs from a function of its own: `relu6` and `clamp` have slope 0 at their ends in PyTorch,
/// but `minimum(maximum(0, x), 6)`, which is what an expression says, has 1/2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kink {
    /// Where, as a value of the variable.
    pub at: f64,
    /// The slope from the left; none if it has no limit.
    pub left: Option<f64>,
    /// The slope from the right; none if it has no limit.
    pub right: Option<f64>,
    /// Whether the value jumps, so that the slopes on both sides don't make a corner.
    pub jumps: bool,
    /// What PyTorch's autograd returns as the derivative.
    pub pytorch: Option<f64>,
    /// What JAX's `grad` returns as the derivative.
    pub jax: Option<f64>,
}

/// A function whose kinks along one variable can be found.
///
/// They are looked for where something that decides between two formulas is 0: the argument of `abs`, `sign`, `step`,
/// `relu` and `leaky_relu`, the difference of both sides of a maximum or minimum, and the deciding part of a piecewise
/// expression. Those zeros are found by [`Roots`], which passes none over, however close two are together. Corners and
/// cusps that come about otherwise, as that of `sqrt(x²)`, are not seen.
///
/// ```
/// use gradus::{numeric::Kinks, symbolic::{Symbol, parse}};
/// let x = [Symbol::new("x")];
/// let kinks = Kinks::new(&parse("relu(x - 1)")?, &x[0], &x)?;
/// let found = kinks.within(&[0.0], -3.0..=3.0);
/// assert_eq!((found.len(), found[0].at), (1, 1.0));
/// assert_eq!((found[0].left, found[0].right, found[0].pytorch), (Some(0.0), Some(1.0), Some(0.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Kinks {
    function: Program,
    /// What decides, where it is 0.
    deciding: Program,
    /// The same, one by one, to look for zeros.
    enclosures: Vec<Enclosure>,
    /// The place of the variable in a point.
    index: usize,
}

/// The most kinks that are listed.
const MOST: usize = 256;
/// Values and slopes that are closer than this, relative to their size, are one.
const SAME: f64 = 1e-9;

impl Kinks {
    /// The kinks of `f` along `x`, to be looked for at points of `variables`.
    ///
    /// # Errors
    /// If `variables` lacks one that `f` has, or `x`, or if `f` can't be computed.
    pub fn new(f: &Expr, x: &Symbol, variables: &[Symbol]) -> Result<Self, ProgramError> {
        let index = variables.iter().position(|v| v == x).ok_or_else(|| ProgramError::UnknownVariable(x.clone()))?;
        let function = Program::new(std::slice::from_ref(f), variables)?;
        let parts = deciding_parts(f, x);
        let enclosures = parts.iter().map(|part| Enclosure::new(part, x, variables)).collect::<Result<_, _>>()?;
        Ok(Self { function, deciding: Program::new(&parts, variables)?, enclosures, index })
    }

    /// The kinks with the variable in a range and the others at their places in `point`, from left to right. At most
    /// 256; of very many, or where they gather, some may be left out.
    pub fn within(&self, point: &[f64], range: RangeInclusive<f64>) -> Vec<Kink> {
        let (low, high) = range.into_inner();
        let span = high - low;
        if !span.is_finite() || span <= 0.0 || self.index >= point.len() {
            return Vec::new();
        }
        let mut places = Vec::new();
        for enclosure in &self.enclosures {
            let evaluations = MAX_EVALUATIONS / self.enclosures.len().clamp(1, 16);
            let roots = Roots::limited(&mut enclosure.along(point), low..=high, evaluations);
            places.extend(roots.zeros.iter().map(|zero| zero.at));
            places.extend(roots.flat.iter().flat_map(|&(from, to)| [from, to]));
        }
        places.sort_by(f64::total_cmp);
        places.dedup_by(|a, b| (*a - *b).abs() <= 4.0 * f64::EPSILON * b.abs());
        let mut line = Line { kinks: self, point: point.to_vec(), scratch: Scratch::new() };
        places.into_iter().filter_map(|x| line.kink(x, span)).take(MOST).collect()
    }

    /// The kink at a point, if there is one.
    pub fn at(&self, point: &[f64]) -> Option<Kink> {
        let x = *point.get(self.index)?;
        Line { kinks: self, point: point.to_vec(), scratch: Scratch::new() }.kink(x, 0.0)
    }
}

/// The parts that decide between two formulas where they are 0, as far as they depend on x.
fn deciding_parts(f: &Expr, x: &Symbol) -> Vec<Expr> {
    let found = std::cell::RefCell::new(Vec::new());
    f.any(&|e| {
        let part = match e.node() {
            Node::Apply(function, u) if function.row().kink_at_zero => u.clone(),
            Node::Extremum(_, [u, v]) => Expr::sum([u.clone(), v.clone().negate()]),
            Node::Piecewise(_, [on, ..]) => on.clone(),
            _ => return false,
        };
        let mut found = found.borrow_mut();
        if part.contains(x) && !found.contains(&part) {
            found.push(part);
        }
        false
    });
    found.into_inner()
}

/// The line through a point along the variable.
struct Line<'a> {
    kinks: &'a Kinks,
    point: Vec<f64>,
    scratch: Scratch,
}

impl Line<'_> {
    /// What each deciding part is at x.
    fn deciding(&mut self, x: f64) -> Vec<f64> {
        if let Some(own) = self.point.get_mut(self.kinks.index) {
            *own = x;
        }
        let mut out = vec![f64::NAN; self.kinks.deciding.outputs()];
        self.kinks.deciding.eval_into(&self.point, &mut self.scratch, &mut out);
        out
    }

    /// The kink at x, if it is a real one, in a range that is so wide.
    fn kink(&mut self, x: f64, span: f64) -> Option<Kink> {
        let nearby = 4.0 * f64::EPSILON * x.abs() + 1e-17 * span;
        let [before, here, after] = [x - nearby, x, x + nearby].map(|x| self.deciding(x));
        let sides = before.iter().zip(&after);
        let zeros = here.iter().zip(sides).filter(|(u, (a, b))| **u == 0.0 || *a * *b < 0.0).map(|(u, _)| u.abs());
        let zero = 4.0 * zeros.reduce(f64::max)?;
        let [left, right] = [View::Left, View::Right].map(|view| self.seen(x, view, zero));
        let [pytorch, jax] = [Framework::PyTorch, Framework::Jax].map(|by| self.seen(x, View::At(by), zero));
        let (from, to) = (finite(left.value())?, finite(right.value())?);
        let mut value = [f64::NAN];
        self.point[self.kinks.index] = x;
        self.kinks.function.eval_into(&self.point, &mut self.scratch, &mut value);
        let jumps = !same(from, to) || (value[0].is_finite() && !same(from, value[0]));
        let [left, right] = [left, right].map(|side| finite(side.slope()));
        let bends = match (left, right) {
            (Some(left), Some(right)) => !same(left, right),
            (None, None) => false,
            _ => true,
        };
        let [pytorch, jax] = [pytorch, jax].map(|value| finite(value.slope()));
        (jumps || bends).then_some(Kink { at: x, left, right, jumps, pytorch, jax })
    }

    /// The function at x as seen from somewhere.
    fn seen(&self, x: f64, view: View, zero: f64) -> Beside {
        let number = |(i, &v): (usize, &f64)| {
            if i == self.kinks.index { Beside::variable(x, view, zero) } else { super::Scalar::constant(v) }
        };
        let point: Vec<Beside> = self.point.iter().enumerate().map(number).collect();
        let mut out = [super::Scalar::constant(f64::NAN)];
        self.kinks.function.run(&point, &mut Scratch::new(), &mut out);
        let [seen] = out;
        seen
    }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * (1.0 + a.abs().max(b.abs()))
}

#[cfg(test)]
mod tests;
