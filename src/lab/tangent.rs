//! The tangent lab: a function, its derivative, and the tangent at a point that is dragged along.

use std::cell::RefCell;

use super::{Direction, figure, figure_latex, input_figure};
use crate::{
    numeric::{Dual, Partial, PartialError, Program, Scalar, Scratch, difference, finite},
    plot::{Axis, Interval, Marker, Pace, Role, Scene, Viewport},
    symbolic::{Expr, Symbol, print::symbol_latex},
};

/// A function of one variable, the others held, with a point on its graph.
///
/// ```
/// use gradus::{lab::{TangentLab, tangent::Action}, symbolic::{Symbol, parse}};
/// let mut lab = TangentLab::new(&parse("x^2")?, &Symbol::new("x"))?;
/// lab.update(Action::MoveTo(3.0));
/// let readings = lab.readings();
/// assert_eq!((readings.value, readings.slope), (Some(9.0), Some(6.0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct TangentLab {
    by: Symbol,
    /// The variable, then those that are held.
    variables: Vec<Symbol>,
    /// The point's coordinate, then the values held.
    point: Vec<f64>,
    f: Program,
    slope: Partial,
    window: Interval,
    trigonometric: bool,
}

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Moves the point to an x; one that is no number is not gone to.
    MoveTo(f64),
    /// Moves it by a step of the arrow keys.
    Nudge(Direction, Pace),
    /// Gives a held variable another value.
    Hold(Symbol, f64),
    /// Shows another stretch of x.
    Show(f64, f64),
}

/// The numbers at the point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Readings {
    /// Where it is.
    pub x: f64,
    /// f there, if it has a value.
    pub value: Option<f64>,
    /// The derivative found by rules.
    pub slope: Option<f64>,
    /// The derivative by automatic differentiation.
    pub automatic: Option<f64>,
    /// The derivative by a central difference.
    pub difference: Option<f64>,
}

/// The stretches of x that are tried until f has values on most of one.
const WINDOWS: [(f64, f64); 5] = [(-4.0, 4.0), (-0.5, 7.5), (-1.2, 1.2), (-20.0, 20.0), (0.0, 200.0)];

/// The value that a held variable has at first.
const HELD: f64 = 1.0;

impl TangentLab {
    /// The lab for `f` as a function of `by`, the point at a place where there is something to see.
    ///
    /// # Errors
    /// If the derivative is too long to be written.
    pub fn new(f: &Expr, by: &Symbol) -> Result<Self, PartialError> {
        let mut variables = vec![by.clone()];
        variables.extend(f.symbols().into_iter().filter(|x| x != by));
        let mut point = vec![HELD; variables.len()];
        point[0] = 1.0;
        let mut lab = Self {
            by: by.clone(),
            f: Program::new(std::slice::from_ref(f), &variables)?,
            slope: Partial::new(f, std::slice::from_ref(by), &variables)?,
            variables,
            point,
            window: Interval::from(WINDOWS[0]),
            trigonometric: f.any(&|e| matches!(e.node(), crate::symbolic::Node::Apply(g, _) if is_trigonometric(*g))),
        };
        lab.look_where_it_is();
        Ok(lab)
    }

    /// Chooses the window and the point.
    fn look_where_it_is(&mut self) {
        let defined =
            |window: &(f64, f64)| Interval::from(*window).points(101).filter(|&x| self.value_at(x).is_some()).count();
        let window = WINDOWS.iter().find(|w| defined(w) > 50).or_else(|| WINDOWS.iter().max_by_key(|w| defined(w)));
        self.window = Interval::from(window.copied().unwrap_or(WINDOWS[0]));
        let good = |&x: &f64| self.slope_at(x).is_some();
        let places = [1.0, 0.5, 2.0, -1.0, 0.25, 3.0].into_iter().chain(self.window.points(41));
        self.point[0] = places.filter(|&x| self.window.contains(x)).find(good).unwrap_or(1.0);
    }

    /// Does what a person did.
    pub fn update(&mut self, action: Action) {
        match action {
            Action::MoveTo(x) if x.is_finite() => {
                self.point[0] = x;
                if !self.window.contains(x) {
                    self.window = self.window.shifted(x - self.window.mid());
                }
            }
            Action::Nudge(direction, pace) => {
                let step = Viewport::new(self.window, self.window, 1.0, 1.0).step(pace).0;
                let sign = match direction {
                    Direction::Left | Direction::Down => -1.0,
                    Direction::Right | Direction::Up => 1.0,
                };
                // On the grid of the steps, so that there and back is the same place.
                let x = ((self.point[0] + sign * step) / step).round() * step;
                self.point[0] = self.window.clamp(x);
            }
            Action::Hold(name, value) if value.is_finite() => {
                if let Some(i) = self.variables.iter().position(|x| *x == name).filter(|&i| i > 0) {
                    self.point[i] = value;
                }
            }
            Action::Show(from, to) if from.is_finite() && to.is_finite() => self.window = Interval::new(from, to),
            Action::MoveTo(_) | Action::Hold(..) | Action::Show(..) => {}
        }
    }

    /// The variable.
    pub fn by(&self) -> &Symbol {
        &self.by
    }

    /// The variables that are held, with their values.
    pub fn held(&self) -> impl Iterator<Item = (&Symbol, f64)> {
        self.variables.iter().zip(&self.point).skip(1).map(|(x, &v)| (x, v))
    }

    /// Where the point is.
    pub fn x(&self) -> f64 {
        self.point[0]
    }

    /// The stretch of x that is shown.
    pub fn window(&self) -> Interval {
        self.window
    }

    /// The formula of the derivative.
    pub fn slope_formula(&self) -> &Expr {
        self.slope.formula()
    }

    fn at(&self, x: f64) -> Vec<f64> {
        let mut point = self.point.clone();
        point[0] = x;
        point
    }

    fn value_at(&self, x: f64) -> Option<f64> {
        self.f.eval(&self.at(x)).first().copied().and_then(finite)
    }

    fn slope_at(&self, x: f64) -> Option<f64> {
        self.slope.value(&self.at(x))
    }

    /// The numbers at the point, the slope in three independent ways.
    pub fn readings(&self) -> Readings {
        let x = self.x();
        let value = self.value_at(x);
        let duals: Vec<Dual<1>> = self
            .point
            .iter()
            .enumerate()
            .map(|(i, &v)| if i == 0 { Dual::variable(v, 0) } else { Dual::constant(v) })
            .collect();
        let mut out = [Dual::<1>::constant(f64::NAN)];
        self.f.run(&duals, &mut Scratch::new(), &mut out);
        let f = |x: f64| self.value_at(x).unwrap_or(f64::NAN);
        Readings {
            x,
            value,
            slope: self.slope_at(x),
            automatic: value.and_then(|_| finite(out[0].derivative(0))),
            difference: value.and_then(|_| finite(difference::central(f, x))),
        }
    }

    /// The equation of the tangent in LaTeX, if there is a tangent.
    pub fn tangent_latex(&self) -> Option<String> {
        let Readings { x, value: Some(y), slope: Some(m), .. } = self.readings() else { return None };
        let by = symbol_latex(&self.by);
        let inside = match x {
            0.0 => by,
            _ if x < 0.0 => format!(r"\left({by}+{}\right)", figure_latex(Some(-x))),
            _ => format!(r"\left({by}-{}\right)", figure_latex(Some(x))),
        };
        let rise = if m < 0.0 { format!("-{}", figure_latex(Some(-m))) } else { format!("+{}", figure_latex(Some(m))) };
        // y, unless that is one of the variables.
        let letter = if self.variables.iter().any(|x| x.name() == "y") { "t" } else { "y" };
        Some(format!(r"{letter}={}{rise}\,{inside}", figure_latex(Some(y))))
    }

    /// The window on the graph in a box of so many css pixels, high enough for what there is to see.
    pub fn viewport(&self, width: f64, height: f64) -> Viewport {
        let samples = self.window.points(240).filter_map(|x| self.value_at(x));
        let slopes = self.window.points(120).filter_map(|x| self.slope_at(x));
        Viewport::new(self.window, (-1.0, 1.0), width, height).fit_y(samples.chain(slopes))
    }

    /// The picture: f, f′, the tangent, and the point as a handle.
    pub fn scene(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        let axis = Axis::new(self.by.name());
        scene.x_axis = Some(if self.trigonometric { axis.in_pi() } else { axis });
        scene.y_axis = Some(Axis::new(""));
        let (scratch, point) = (RefCell::new(Scratch::new()), RefCell::new(self.point.clone()));
        let f = |x: f64| {
            let (mut point, mut out) = (point.borrow_mut(), [f64::NAN]);
            point[0] = x;
            self.f.eval_into(&point, &mut scratch.borrow_mut(), &mut out);
            out[0]
        };
        scene.curve(Role::Derivative, |x| self.slope_at(x).unwrap_or(f64::NAN));
        scene.curve(Role::Function, f);
        let Readings { x, value, slope, .. } = self.readings();
        if let Some(y) = value {
            if let Some(m) = slope {
                scene.line(Role::Tangent, (x, y), m);
                scene.point(Role::Derivative, (x, m), Marker::Ring);
            }
            scene.handle(Role::Function, (x, y));
        }
        scene
    }

    /// The picture in a sentence.
    pub fn describe(&self) -> String {
        let Readings { x, value, slope, .. } = self.readings();
        let by = &self.by;
        let at = figure(Some(x));
        match (value, slope) {
            (None, _) => format!("At {by} = {at} the function has no value."),
            (Some(y), None) => format!("At {by} = {at} the function is {}, and has no derivative.", figure(Some(y))),
            (Some(y), Some(m)) => {
                let way = match m {
                    _ if m > 0.0 => "rises",
                    _ if m < 0.0 => "falls",
                    _ => "is level",
                };
                format!(
                    "At {by} = {at} the function is {} and {way}: its slope is {}.",
                    figure(Some(y)),
                    figure(Some(m))
                )
            }
        }
    }

    /// What a link needs to come back to the same point.
    pub fn query(&self) -> Vec<(String, String)> {
        let held = self.held().filter(|(_, v)| *v != HELD).map(|(x, v)| (x.to_string(), input_figure(v)));
        std::iter::once(("x".to_owned(), input_figure(self.x())))
            .chain(held.map(|(x, v)| (format!("at.{x}"), v)))
            .collect()
    }
}

fn is_trigonometric(f: crate::symbolic::Function) -> bool {
    use crate::symbolic::Function as F;
    matches!(f, F::Sin | F::Cos | F::Tan | F::Sec | F::Csc | F::Cot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::parse;

    fn lab(f: &str) -> TangentLab {
        TangentLab::new(&parse(f).unwrap(), &Symbol::new("x")).unwrap()
    }

    #[test]
    fn the_three_ways_to_the_slope_agree() {
        for f in ["x^2 sin x", "e^(-x^2)", "ln(x)", "sigmoid(3x+1)", "sqrt(x)", "w x + b"] {
            let mut lab = lab(f);
            for x in [0.3, 1.0, 2.7] {
                lab.update(Action::MoveTo(x));
                let r = lab.readings();
                let (slope, automatic, difference) = (r.slope.unwrap(), r.automatic.unwrap(), r.difference.unwrap());
                assert!((slope - automatic).abs() < 1e-12 * (1.0 + slope.abs()), "{f} at {x}: {r:?}");
                assert!((slope - difference).abs() < 1e-7 * (1.0 + slope.abs()), "{f} at {x}: {r:?}");
            }
        }
    }

    #[test]
    fn at_a_kink_there_is_no_tangent() {
        let mut lab = lab("relu(x)");
        lab.update(Action::MoveTo(0.0));
        assert_eq!((lab.readings().value, lab.readings().slope, lab.tangent_latex()), (Some(0.0), None, None));
        assert_eq!(lab.describe(), "At x = 0 the function is 0, and has no derivative.");
    }

    #[test]
    fn the_point_starts_where_there_is_something() {
        for f in ["ln(x)", "sqrt(x - 3)", "asin(x)", "1/x", "ln(x - 50)"] {
            assert!(lab(f).readings().slope.is_some(), "{f} at {}", lab(f).x());
        }
    }

    #[test]
    fn the_tangent_is_drawn_with_the_slope_that_is_read() {
        let mut lab = lab("x^2");
        lab.update(Action::MoveTo(1.5));
        let scene = lab.scene(lab.viewport(600.0, 400.0));
        let tangent = scene.marks().iter().find(|m| m.role == Role::Tangent).unwrap();
        let crate::plot::Shape::Lines(lines) = &tangent.shape else { panic!() };
        let (a, b) = (lines[0][0], *lines[0].last().unwrap());
        assert!(((b.1 - a.1) / (b.0 - a.0) - 3.0).abs() < 1e-9);
        assert_eq!(lab.tangent_latex().unwrap(), r"y=2.25+3\,\left(x-1.5\right)");
    }

    #[test]
    fn nudges_are_steps_there_and_back() {
        let mut lab = lab("sin(x)");
        let x = lab.x();
        lab.update(Action::Nudge(Direction::Right, Pace::Usual));
        assert!(lab.x() > x);
        lab.update(Action::Nudge(Direction::Left, Pace::Usual));
        assert!((lab.x() - x).abs() < 0.1);
        lab.update(Action::MoveTo(f64::NAN));
        assert!(lab.x().is_finite());
    }
}
