//! `Enclosure`: what a function does on a stretch of one variable, for certain.

use super::{
    super::{Program, ProgramError, Scratch},
    Interval,
    constants::{Separated, separate},
};
use crate::symbolic::{Expr, Symbol, differentiate};

/// A function with its derivative along one variable, to be asked about whole stretches of it.
///
/// Both are one program that runs on [`Interval`]s. The derivative is the one found by rules, tidied, since a shorter
/// formula gives narrower bounds; without one (it is too long to be written) slopes are unknown. Rules take constants
/// such as π and √2 exactly and programs take them rounded, so here they are narrow intervals that hold both: what is
/// said is true of either function, and of `ln(sin(π)·x)` nothing is known.
///
/// ```
/// use gradus::{numeric::{Enclosure, Trend}, symbolic::{Symbol, parse}};
/// let x = [Symbol::new("x")];
/// let f = Enclosure::new(&parse("x^3 - 3*x")?, &x[0], &x)?;
/// let mut line = f.along(&[0.0]);
/// assert_eq!(line.over(1.5, 4.0).trend(), Some(Trend::Increasing));
/// assert_eq!(line.over(-0.5, 0.5).trend(), Some(Trend::Decreasing));
/// assert_eq!(line.over(-2.0, 2.0).trend(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Enclosure {
    function: Program,
    /// The function, then its derivative if there is one, in the variables and then the constants.
    program: Program,
    constants: Vec<Interval>,
    /// The place of the variable in a point.
    index: usize,
}

/// The line through a point along the variable of an [`Enclosure`].
#[derive(Clone, Debug)]
pub struct Line<'a> {
    enclosure: &'a Enclosure,
    boxed: Vec<Interval>,
    point: Vec<f64>,
    intervals: Scratch<Interval>,
    numbers: Scratch,
}

/// What a function does on a stretch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Behaviour {
    /// Its values, whether it has one everywhere, and whether it is continuous.
    pub value: Interval,
    /// The values of its derivative's formula; [`Interval::ENTIRE`] if they are unknown.
    pub slope: Interval,
}

/// Which way a function goes on a whole stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trend {
    /// Strictly increasing.
    Increasing,
    /// Strictly decreasing.
    Decreasing,
    /// The same value everywhere.
    Constant,
}

/// The parts of an expression up to which its derivative is written out.
const LONGEST: u64 = 4096;

impl Enclosure {
    /// The function `f` along `x`, at points of `variables`.
    ///
    /// # Errors
    /// If `variables` lacks one that `f` has, or `x`, or if `f` can't be computed.
    pub fn new(f: &Expr, x: &Symbol, variables: &[Symbol]) -> Result<Self, ProgramError> {
        let index = variables.iter().position(|v| v == x).ok_or_else(|| ProgramError::UnknownVariable(x.clone()))?;
        let function = Program::new(std::slice::from_ref(f), variables)?;
        let Separated { expression: f, names, values: constants } = separate(f, variables);
        let all = [variables, &names].concat();
        let slope = (f.size() <= LONGEST).then(|| differentiate(&f, x).ok()).flatten();
        let with_slope = slope.and_then(|slope| Program::new(&[f.clone(), slope], &all).ok());
        let program = with_slope.map_or_else(|| Program::new(&[f], &all), Ok)?;
        Ok(Self { function, program, constants, index })
    }

    /// The line through a point, of which its own variable does not matter; what else the point lacks has no value.
    pub fn along(&self, point: &[f64]) -> Line<'_> {
        let numbers = || {
            let given = point.iter().copied().chain(std::iter::repeat(f64::NAN));
            given.take(self.function.variables().len())
        };
        Line {
            enclosure: self,
            boxed: numbers().map(Interval::point).chain(self.constants.iter().copied()).collect(),
            point: numbers().collect(),
            intervals: Scratch::new(),
            numbers: Scratch::new(),
        }
    }
}

impl Line<'_> {
    /// What the function does while the variable goes from `lo` to `hi`; undefined if `lo > hi`.
    pub fn over(&mut self, lo: f64, hi: f64) -> Behaviour {
        if let Some(own) = self.boxed.get_mut(self.enclosure.index) {
            *own = Interval::new(lo, hi);
        }
        let mut out = [Interval::EMPTY, Interval::ENTIRE];
        self.enclosure.program.run(&self.boxed, &mut self.intervals, &mut out);
        let [value, slope] = out;
        Behaviour { value, slope }
    }

    /// The value at one place, as [`Program::eval`] has it.
    pub fn at(&mut self, x: f64) -> f64 {
        if let Some(own) = self.point.get_mut(self.enclosure.index) {
            *own = x;
        }
        let mut out = [f64::NAN];
        self.enclosure.function.eval_into(&self.point, &mut self.numbers, &mut out);
        out[0]
    }
}

impl Behaviour {
    /// Whether there surely is a value nowhere.
    pub fn is_undefined(&self) -> bool {
        self.value.is_empty()
    }

    /// Whether it surely has a value everywhere and is continuous.
    pub fn is_continuous(&self) -> bool {
        self.value.is_continuous()
    }

    /// Whether it surely is bounded.
    pub fn is_bounded(&self) -> bool {
        !self.value.is_empty() && self.value.is_bounded()
    }

    /// The slopes, if the function surely is continuous with a derivative everywhere.
    ///
    /// The formula of a derivative can have a value at a kink or a jump, or where the function has none; but where the
    /// function is continuous that is so at single points only, so the mean value theorem holds for these bounds.
    pub fn slopes(&self) -> Option<Interval> {
        (self.is_continuous() && self.slope.is_defined()).then_some(self.slope)
    }

    /// Which way it surely goes, if that is one way.
    pub fn trend(&self) -> Option<Trend> {
        Some(match self.slopes()?.sign()? {
            0 => Trend::Constant,
            sign if sign > 0 => Trend::Increasing,
            _ => Trend::Decreasing,
        })
    }
}
