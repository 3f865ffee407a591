//! The tangent lab: a function, its derivative, and the tangent at a point that is dragged along.

mod bounds;
mod corners;
mod equation;
mod ways;

use std::cell::RefCell;

pub use self::ways::Way;
use super::{Direction, figure, input_figure};
use crate::{
    numeric::{Kink, Kinks, Partial, PartialError, Program, Scratch, difference, finite},
    plot::{Axis, Interval, Mark, Marker, Pace, Point, Role, Scene, Shape, Viewport, sample},
    symbolic::{Expr, Function, Node, Symbol, print::symbol_latex},
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
    /// The function and the formula of its slope, for bounds.
    both: Program,
    kinks: Kinks,
    window: Interval,
    /// The corners and jumps in the window.
    seen: Vec<Kink>,
    trigonometric: bool,
}

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Moves the point to an x; one that is no number is not gone to.
    MoveTo(f64),
    /// Drags the point to an x, or to a corner or jump that is close to it.
    Drag(f64),
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
        let slope = Partial::new(f, std::slice::from_ref(by), &variables)?;
        let mut lab = Self {
            by: by.clone(),
            f: Program::new(std::slice::from_ref(f), &variables)?,
            both: Program::new(&[f.clone(), slope.formula().clone()], &variables)?,
            slope,
            kinks: Kinks::new(f, by, &variables)?,
            variables,
            point,
            window: Interval::from(WINDOWS[0]),
            seen: Vec::new(),
            trigonometric: f.any(&|e| matches!(e.node(), Node::Apply(g, _) if is_trigonometric(*g))),
        };
        lab.look_where_it_is();
        lab.look_for_kinks();
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
                if !self.window.contains(x) {
                    self.window = self.window.shifted(x - self.window.mid());
                    self.look_for_kinks();
                }
                self.point[0] = self.meant(x);
            }
            Action::Drag(x) if x.is_finite() => {
                let x = self.window.clamp(x);
                self.point[0] = self.caught(x).unwrap_or(x);
            }
            Action::Nudge(direction, pace) => {
                let step = Viewport::new(self.window, self.window, 1.0, 1.0).step(pace).0;
                let sign = match direction {
                    Direction::Left | Direction::Down => -1.0,
                    Direction::Right | Direction::Up => 1.0,
                };
                // On the grid of the steps, so that there and back is the same place; but no kink is jumped over.
                let from = self.x();
                let to = self.window.clamp(((from + sign * step) / step).round() * step);
                self.point[0] = self.first_between(from, to).unwrap_or_else(|| self.meant(to));
            }
            Action::Hold(name, value) if value.is_finite() => {
                if let Some(i) = self.variables.iter().position(|x| *x == name).filter(|&i| i > 0) {
                    self.point[i] = value;
                    self.look_for_kinks();
                }
            }
            Action::Show(from, to) if from.is_finite() && to.is_finite() => {
                self.window = Interval::new(from, to);
                self.look_for_kinks();
            }
            Action::MoveTo(_) | Action::Drag(_) | Action::Hold(..) | Action::Show(..) => {}
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

    /// The numbers at the point, the slope in three independent ways. At a corner or a jump only the difference, which
    /// doesn't know better, may find one.
    pub fn readings(&self) -> Readings {
        let x = self.x();
        let smooth = self.kink().is_none();
        let value = self.value_at(x);
        let f = |x: f64| self.value_at(x).unwrap_or(f64::NAN);
        Readings {
            x,
            value,
            slope: self.slope_at(x).filter(|_| smooth),
            automatic: value.and_then(|_| finite(self.by_forward_mode())).filter(|_| smooth),
            difference: value.and_then(|_| finite(difference::central(f, x))),
        }
    }

    /// The equation of the tangent in LaTeX, if there is a tangent.
    pub fn tangent_latex(&self) -> Option<String> {
        let Readings { x, value: Some(y), slope: Some(m), .. } = self.readings() else { return None };
        // y, unless that is one of the variables.
        let letter = if self.variables.iter().any(|x| x.name() == "y") { "t" } else { "y" };
        Some(format!("{letter}={}", equation::line((x, y), m, &symbol_latex(&self.by))))
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
        let bounds = RefCell::new(self.bounds());
        let slope = |x: f64| self.slope_at(x).unwrap_or(f64::NAN);
        let slopes = sample::bounded_curve(&view, slope, |lo, hi| bounds.borrow_mut().of_slope(lo, hi));
        scene.push(Mark::new(Role::Derivative, Shape::Lines(slopes)));
        // Below the curve, which a straight piece of it would hide.
        let Readings { x, value, slope, .. } = self.readings();
        if let (Some(y), Some(m)) = (value, slope) {
            scene.line(Role::Tangent, (x, y), m);
        }
        self.draw_one_sided_tangents(&mut scene);
        let values = sample::bounded_curve(&view, f, |lo, hi| bounds.borrow_mut().of_value(lo, hi));
        scene.push(Mark::new(Role::Function, Shape::Lines(values)));
        self.mark_kinks(&mut scene);
        if let (Some(_), Some(m)) = (value, slope) {
            scene.point(Role::Derivative, (x, m), Marker::Disc);
        }
        if let Some(y) = value {
            scene.handle(Role::Function, (x, y));
        }
        scene
    }

    /// Where to take hold of the point in a view: on the curve, or at the height nearest to it that is seen; on the axis
    /// where the function has no value.
    pub fn grip(&self, view: &Viewport) -> Point {
        view.clamp((self.x(), self.value_at(self.x()).unwrap_or(0.0)))
    }

    /// The point in a sentence.
    pub fn describe(&self) -> String {
        if let Some(kink) = self.kink() {
            return corners::described(&kink, &self.by);
        }
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

    /// The whole picture in words.
    pub fn picture(&self) -> String {
        let sentences = ["A curve with its tangent.".to_owned(), self.kinks_in_words(), self.describe()];
        sentences.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What a link needs to come back to the same point.
    pub fn query(&self) -> Vec<(String, String)> {
        let held = self.held().filter(|(_, v)| *v != HELD).map(|(x, v)| (x.to_string(), input_figure(v)));
        std::iter::once(("x".to_owned(), input_figure(self.x())))
            .chain(held.map(|(x, v)| (format!("at.{x}"), v)))
            .collect()
    }
}

fn is_trigonometric(f: Function) -> bool {
    use Function as F;
    matches!(f, F::Sin | F::Cos | F::Tan | F::Sec | F::Csc | F::Cot)
}

#[cfg(test)]
mod tests;
