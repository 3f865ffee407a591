//! A function of one variable that a person typed, as labs need it.

use std::cell::RefCell;

use super::Direction;
use crate::{
    numeric::{Partial, Program, Scratch, Taylor, finite},
    plot::{Axis, Interval, Pace, Point, Viewport, sample},
    symbolic::{Expr, Function, Node, Symbol, parse},
};

/// A function of one variable with its derivative.
#[derive(Clone, Debug)]
pub struct Curve {
    text: String,
    f: Expr,
    by: Symbol,
    program: Program,
    slope: Partial,
}

/// The stretches of x that are tried until the function has values on most of one.
const WINDOWS: [(f64, f64); 5] = [(-4.0, 4.0), (-0.5, 7.5), (-1.2, 1.2), (-20.0, 20.0), (0.0, 200.0)];

/// What is on one side of a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Side {
    /// The function goes on from its value with a slope.
    Slope(f64),
    /// It goes on from its value, but ever more steeply.
    Steep,
    /// It goes on from elsewhere, or not at all.
    Apart,
}

impl Curve {
    /// Reads a function; one without variables is one of x.
    ///
    /// # Errors
    /// In words, if the text can't be read, has more than one variable, or no derivative that can be written.
    pub fn read(text: &str) -> Result<Self, String> {
        let f = parse(text).map_err(|error| error.to_string())?;
        let symbols = f.symbols();
        let by = match symbols.as_slice() {
            [] => Symbol::new("x"),
            [only] => only.clone(),
            [first, second, ..] => {
                return Err(format!("This needs a function of one variable, and here are {first} and {second}."));
            }
        };
        let variables = std::slice::from_ref(&by);
        let program = Program::new(std::slice::from_ref(&f), variables).map_err(|error| error.to_string())?;
        let slope = Partial::new(&f, variables, variables).map_err(|error| error.to_string())?;
        Ok(Self { text: text.to_owned(), f, by, program, slope })
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The function.
    pub fn expr(&self) -> &Expr {
        &self.f
    }

    /// Its variable.
    pub fn by(&self) -> &Symbol {
        &self.by
    }

    /// The function, compiled.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The formula of its derivative.
    pub fn slope_formula(&self) -> &Expr {
        self.slope.formula()
    }

    /// Its value, infinite where it is out of range and NaN where there is none.
    pub fn at(&self, x: f64) -> f64 {
        self.program.eval(&[x]).first().copied().unwrap_or(f64::NAN)
    }

    /// Its value, if it has one that can be shown.
    pub fn value(&self, x: f64) -> Option<f64> {
        finite(self.at(x))
    }

    /// Its derivative, where there is one.
    pub fn slope(&self, x: f64) -> Option<f64> {
        self.slope.value(&[x])
    }

    /// What is on the left and on the right of a point.
    pub fn sides(&self, x: f64) -> [Side; 2] {
        let value = self.at(x);
        [-1.0, 1.0].map(|sign| {
            let mut out = [Taylor::variable(f64::NAN, 1.0, 1)];
            self.program.run(&[Taylor::variable(x, sign, 1)], &mut Scratch::new(), &mut out);
            let near = |limit: f64| (limit - value).abs() <= 1e-9 * (1.0 + value.abs());
            match (out[0].coefficients().first(), out[0].first_derivative()) {
                (Some(limit), slope) if near(*limit) && slope.is_finite() => Side::Slope(sign * slope),
                (Some(limit), _) if near(*limit) => Side::Steep,
                _ => Side::Apart,
            }
        })
    }

    /// A stretch of x where there is something to see.
    pub fn window(&self) -> Interval {
        let defined =
            |window: &(f64, f64)| Interval::from(*window).points(101).filter(|&x| self.value(x).is_some()).count();
        let window = WINDOWS.iter().find(|w| defined(w) > 50).or_else(|| WINDOWS.iter().max_by_key(|w| defined(w)));
        Interval::from(window.copied().unwrap_or(WINDOWS[0]))
    }

    /// A view of a stretch, high enough for what there is to see.
    pub fn viewport(&self, window: Interval, width: f64, height: f64) -> Viewport {
        let samples = window.points(240).filter_map(|x| self.value(x));
        Viewport::new(window, (-1.0, 1.0), width, height).fit_y(samples)
    }

    /// Its graph.
    pub fn lines(&self, view: &Viewport) -> Vec<Vec<Point>> {
        let scratch = RefCell::new(Scratch::new());
        sample::curve(view, |x| {
            let mut out = [f64::NAN];
            self.program.eval_into(&[x], &mut scratch.borrow_mut(), &mut out);
            out[0]
        })
    }

    /// The axis of its variable: in multiples of π if it turns.
    pub fn axis(&self) -> Axis {
        use Function as F;
        let turns = |e: &Expr| matches!(e.node(), Node::Apply(F::Sin | F::Cos | F::Tan | F::Sec | F::Csc | F::Cot, _));
        let axis = Axis::new(self.by.name());
        if self.f.any(&turns) { axis.in_pi() } else { axis }
    }
}

/// The least span of a window beside its distance from 0, and the greatest: what doubles tell apart, and what a plot can label.
const SPANS: (f64, f64) = (1e-9, 1e9);

/// A window whose span is multiplied by a factor about a point that stays; as it was where there would be nothing to see.
pub(super) fn zoomed(window: Interval, factor: f64, about: f64) -> Interval {
    let wanted = window.scaled(factor, about);
    let fits = wanted.span() > SPANS.0 * (1.0 + wanted.mid().abs()) && wanted.span() < SPANS.1;
    if fits { wanted } else { window }
}

/// The place that an arrow key moves a point to, on a grid of the window's steps.
pub(super) fn nudged(window: Interval, x: f64, direction: Direction, pace: Pace) -> f64 {
    let step = Viewport::new(window, window, 1.0, 1.0).step(pace).0;
    let sign = match direction {
        Direction::Left | Direction::Down => -1.0,
        Direction::Right | Direction::Up => 1.0,
    };
    window.clamp(((x + sign * step) / step).round() * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_a_point() {
        use Side::{Apart, Slope, Steep};
        for (text, x, expected) in [
            ("x^2", 3.0, [Slope(6.0), Slope(6.0)]),
            ("abs(x)", 0.0, [Slope(-1.0), Slope(1.0)]),
            ("relu(x)", 0.0, [Slope(0.0), Slope(1.0)]),
            ("x*abs(x)", 0.0, [Slope(0.0), Slope(0.0)]),
            ("where(x < 0, 0, 1 + x)", 0.0, [Apart, Slope(1.0)]),
            ("sign(x)", 0.0, [Apart, Apart]),
            ("cbrt(x)", 0.0, [Steep, Steep]),
            ("sqrt(x)", 0.0, [Apart, Steep]),
            ("1/x", 0.0, [Apart, Apart]),
            ("5", 1.0, [Slope(0.0), Slope(0.0)]),
        ] {
            assert_eq!(Curve::read(text).unwrap().sides(x), expected, "{text} at {x}");
        }
    }

    #[test]
    fn windows_stay_such_that_something_can_be_seen() {
        let unit = Interval::new(-1.0, 1.0);
        assert_eq!(zoomed(unit, 0.5, 0.0), Interval::new(-0.5, 0.5));
        for factor in [1e-12, 1e12, 0.0, f64::NAN, f64::INFINITY] {
            assert_eq!(zoomed(unit, factor, 0.0), unit);
        }
    }

    #[test]
    fn errors_are_words() {
        assert_eq!(Curve::read("x*y").unwrap_err(), "This needs a function of one variable, and here are x and y.");
        assert!(Curve::read("2 +").is_err() && Curve::read("").is_err());
        assert_eq!(Curve::read("7").unwrap().by().name(), "x");
    }
}
