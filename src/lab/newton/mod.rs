//! The lab of second derivatives: the parabola that fits a function at a point, its axes, and where its top, bottom or saddle is,
//! to which Newton's method goes.

mod model;
mod words;

use std::sync::Arc;

use self::model::Model;
use super::{
    Action, Direction, Example, Grip, Hold, Input, Lab, Legend, Picture, Surface, Table,
    curve::{nudged, zoomed},
    figure, input_figure, numbers,
    surface::Landscape,
};
use crate::{
    plot::{Axis, Grid, Interval, Mark, Marker, Place, Point, Role, Scene, Shape, Viewport, contour},
    query::Query,
    symbolic::latex,
};

/// A function of two variables, a point, and the rate of a gradient's step beside Newton's.
#[derive(Clone, Debug)]
pub struct NewtonLab {
    surface: Surface,
    point: Point,
    rate: f64,
    window: [Interval; 2],
    landscape: Arc<Landscape>,
}

/// States worth looking at, the first of which is opened.
pub const EXAMPLES: [Example; 7] = [
    Example {
        name: "Two minima and a saddle",
        question: "Drag the point about. From where does Newton’s step lead to a minimum, and from where to the saddle?",
        query: "f=x^4%2By^4-4x*y&at=0.4,0.2&rate=0.3&view=-2,2,-2,2",
    },
    Example {
        name: "A ravine",
        question: "Newton arrives in one step, from anywhere. Why?",
        query: "f=x^2%2B10y^2&at=-3,1.2&rate=0.08&view=-4,4,-3,3",
    },
    Example {
        name: "A saddle",
        question: "Where does the gradient lead, and where Newton?",
        query: "f=x^2-y^2&at=1.2,0.4&rate=0.3&view=-2,2,-2,2",
    },
    Example {
        name: "Towards a top",
        question: "We look for a minimum. Which sign of the eigenvalues tells that Newton goes the wrong way?",
        query: "f=cos(x)%2Bcos(y)&at=0.8,0.5&rate=0.5&view=-4,4,-4,4",
    },
    Example {
        name: "A banana",
        question: "How many of Newton’s steps lead to (1, 1)? Look at what f becomes after each.",
        query: "f=(1-x)^2%2B10(y-x^2)^2&at=-1,1.2&rate=0.01&view=-2,2,-1,3",
    },
    Example {
        name: "Flat at the bottom",
        question: "Each of Newton’s steps leaves the same share of the distance. Which, and why not 0?",
        query: "f=x^4%2By^4&at=1.5,1&rate=0.05&view=-2,2,-2,2",
    },
    Example {
        name: "Overshooting",
        question: "Take Newton’s step from inside and from outside of |x| = 1. What goes wrong outside?",
        query: "f=sqrt(1%2Bx^2)%2Bsqrt(1%2By^2)&at=1.3,0.5&rate=0.5&view=-4,4,-4,4",
    },
];

/// The rates that the slider reaches, as powers of ten.
const POWERS: (f64, f64) = (-3.0, 0.5);
/// Points of the model's grid each way.
const MODEL: usize = 61;
/// The stretch of the cut along Newton's step, in its lengths.
const CUT: (f64, f64) = (-0.6, 1.8);

impl NewtonLab {
    /// The state that a link holds; what it lacks is chosen.
    ///
    /// # Errors
    /// In words, if the function can't be used.
    pub fn from_query(query: &Query) -> Result<Self, String> {
        let surface = Surface::read(query.get("f").unwrap_or("x^4+y^4-4x*y"))?;
        let window = match *numbers(query, "view") {
            [a, b, c, d] => [Interval::new(a, b), Interval::new(c, d)],
            _ => [Interval::new(-2.0, 2.0); 2],
        };
        let landscape = surface.landscape(window[0], window[1]);
        let mut lab = Self { surface, point: (window[0].at(0.8), window[1].at(0.6)), rate: 0.1, window, landscape };
        if let [x, y] = *numbers(query, "at") {
            lab.point = (x, y);
        }
        if let [rate] = *numbers(query, "rate") {
            lab.pace(rate);
        }
        Ok(lab)
    }

    fn pace(&mut self, rate: f64) {
        if rate > 0.0 {
            self.rate = rate.clamp(10f64.powf(POWERS.0), 10f64.powf(POWERS.1));
        }
    }

    fn look(&mut self, window: [Interval; 2]) {
        self.window = window;
        self.landscape = self.surface.landscape(window[0], window[1]);
    }

    /// Goes to a point, and looks there if it is out of sight.
    fn go_to(&mut self, (x, y): Point) {
        if !(x.is_finite() && y.is_finite()) {
            return;
        }
        self.point = (x, y);
        let [across, up] = self.window;
        if !(across.contains(x) && up.contains(y)) {
            let shift =
                |window: Interval, v: f64| if window.contains(v) { window } else { window.shifted(v - window.mid()) };
            self.look([shift(across, x), shift(up, y)]);
        }
    }

    fn model(&self) -> Option<Model> {
        Model::new(self.point, &self.surface.second_order(self.point)?)
    }

    /// Where a step against the gradient leads.
    fn downhill(&self, model: &Model) -> Point {
        (self.point.0 - self.rate * model.gradient.0, self.point.1 - self.rate * model.gradient.1)
    }

    fn seen_from_above(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        let [x, y] = self.surface.by();
        scene.x_axis = Some(Axis::new(x.name()).at_border());
        scene.y_axis = Some(Axis::new(y.name()).at_border());
        self.landscape.show(&mut scene);
        if let Some(model) = self.model() {
            let grid = Grid::sample(self.window[0], self.window[1], MODEL, MODEL, |x, y| model.at((x, y)));
            let lines = self.landscape.levels.iter().flat_map(|&level| contour::lines(&grid, level)).collect();
            scene.push(Mark::new(Role::Secondary, Shape::Lines(lines)).faint());
            let length = self.window[0].span().min(self.window[1].span()) / 8.0;
            for (axis, value) in model.axes {
                let end = |t: f64| (self.point.0 + t * axis.0, self.point.1 + t * axis.1);
                scene.segment(Role::Tangent, end(-length), end(length));
                // At its upper end, away from the other axis.
                let upper = if axis.1 < 0.0 { -length } else { length };
                let place = if axis.0 * upper < 0.0 { Place::AboveLeft } else { Place::AboveRight };
                scene.label(Role::Tangent, end(upper), figure(Some(value)), place);
            }
            scene.arrow(Role::Gradient, self.point, self.downhill(&model));
            if let Some(target) = model.stationary {
                scene.arrow(Role::Step, self.point, target);
                scene.point(Role::Step, target, Marker::Ring);
            }
        }
        scene.handle(Role::Function, self.point);
        scene
    }

    /// Along Newton's step, or where there is none along the gradient's.
    fn along(&self) -> Option<(Model, Point)> {
        let model = self.model()?;
        let end = model.stationary.filter(|end| *end != self.point).unwrap_or_else(|| self.downhill(&model));
        let way = (end.0 - self.point.0, end.1 - self.point.1);
        (way.0.is_finite() && way.1.is_finite() && way != (0.0, 0.0)).then_some((model, way))
    }

    fn on_the_way(&self, way: Point, t: f64) -> Point {
        (self.point.0 + t * way.0, self.point.1 + t * way.1)
    }

    fn cut(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis::new("t"));
        scene.y_axis = Some(Axis::new(""));
        if let Some((model, way)) = self.along() {
            scene.curve(Role::Function, |t| self.surface.value(self.on_the_way(way, t)).unwrap_or(f64::NAN));
            scene.curve(Role::Secondary, |t| model.at(self.on_the_way(way, t)));
            scene.segment(Role::Muted, (1.0, view.y().lo()), (1.0, view.y().hi()));
            scene.point(Role::Step, (1.0, model.at(self.on_the_way(way, 1.0))), Marker::Ring);
            if let Some(value) = self.surface.value(self.on_the_way(way, 1.0)) {
                scene.point(Role::Function, (1.0, value), Marker::Disc);
            }
            scene.point(Role::Function, (0.0, model.value), Marker::Disc);
        }
        scene
    }

    fn table(&self) -> Table {
        let mut rows = vec![vec!["f".to_owned(), figure(self.surface.value(self.point)), String::new()]];
        if let Some(model) = self.model() {
            let pair = |name: &str, (a, b): Point| vec![name.to_owned(), figure(Some(a)), figure(Some(b))];
            rows.push(pair("gradient", model.gradient));
            rows.push(pair("Hessian, first row", model.hessian[0].into()));
            rows.push(pair("Hessian, second row", model.hessian[1].into()));
            for (i, (axis, value)) in model.axes.into_iter().enumerate() {
                rows.push(vec![format!("eigenvalue {}", i + 1), figure(Some(value)), String::new()]);
                rows.push(pair(&format!("axis {}", i + 1), axis));
            }
            rows.push(pair("after the gradient’s step", self.downhill(&model)));
            rows.extend(model.stationary.map(|target| pair("after Newton’s step", target)));
        }
        let [x, y] = self.surface.by().each_ref().map(|x| x.name().to_owned());
        Table { caption: "The function at the point".into(), head: vec![String::new(), x, y], rows }
    }
}

impl Lab for NewtonLab {
    fn inputs(&self) -> Vec<Input> {
        let [x, y] = self.surface.by();
        let read_as = vec![format!("f={}", latex(self.surface.expr()))];
        let model = self.model();
        vec![
            Input::text("f", "Function f of two variables", self.surface.text(), read_as),
            Input::button(
                "newton",
                "Take Newton’s step",
                model.as_ref().is_some_and(|model| model.stationary.is_some()),
            ),
            Input::button("gradient", "Take the gradient’s step", model.is_some()),
            Input::number("x", format!("Point {x}"), self.point.0),
            Input::number("y", format!("Point {y}"), self.point.1),
            Input::slider(
                "rate",
                "Rate of the gradient’s step",
                self.rate.log10(),
                POWERS,
                0.02,
                figure(Some(self.rate)),
            ),
        ]
    }

    fn update(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Type(id, text) if id == "f" => {
                self.surface = Surface::read(&text)?;
                self.look(self.window);
            }
            Action::Set(id, x) if id == "x" => self.go_to((x, self.point.1)),
            Action::Set(id, y) if id == "y" => self.go_to((self.point.0, y)),
            Action::Set(id, power) if id == "rate" => self.pace(10f64.powf(power)),
            Action::Press(id) => {
                if let Some(model) = self.model() {
                    let to = if id == "newton" { model.stationary } else { Some(self.downhill(&model)) };
                    if let Some(to) = to {
                        self.go_to(to);
                    }
                }
            }
            Action::Drag(id, (x, y)) if id == "point" => self.go_to((self.window[0].clamp(x), self.window[1].clamp(y))),
            Action::Nudge(id, direction, pace) if id == "point" => {
                let (x, y) = self.point;
                self.go_to(match direction {
                    Direction::Left | Direction::Right => (nudged(self.window[0], x, direction, pace), y),
                    Direction::Up | Direction::Down => (x, nudged(self.window[1], y, direction, pace)),
                });
            }
            Action::Zoom(0, factor, (x, y)) => {
                self.look([zoomed(self.window[0], factor, x), zoomed(self.window[1], factor, y)]);
            }
            Action::Pan(0, (dx, dy)) => self.look([self.window[0].shifted(-dx), self.window[1].shifted(-dy)]),
            _ => {}
        }
        Ok(())
    }

    fn pictures(&self) -> Vec<Picture> {
        let picture = |name: &str, hold: Hold, legend: Vec<Legend>| Picture::new(name, 1.15, hold, legend);
        vec![
            picture(
                "From above",
                Hold::Anywhere,
                vec![
                    Legend::words(Role::Step, "Newton’s step"),
                    Legend::words(Role::Gradient, "the gradient’s step"),
                    Legend::words(Role::Tangent, "axes of the Hessian, with eigenvalues"),
                    Legend::words(Role::Secondary, "the model, at the same heights"),
                ],
            ),
            picture(
                "A cut along the step",
                Hold::Nothing,
                vec![Legend::formula(Role::Function, "f"), Legend::words(Role::Secondary, "the model")],
            ),
        ]
    }

    fn viewport(&self, picture: usize, width: f64, height: f64) -> Viewport {
        if picture == 0 {
            return Viewport::new(self.window[0], self.window[1], width, height);
        }
        let view = Viewport::new(CUT, (-1.0, 1.0), width, height);
        match self.along() {
            Some((model, way)) => {
                let values = view.x().points(80).filter_map(|t| self.surface.value(self.on_the_way(way, t)));
                let values: Vec<f64> =
                    values.chain(view.x().points(80).map(|t| model.at(self.on_the_way(way, t)))).collect();
                view.fit_y(values)
            }
            None => view,
        }
    }

    fn scene(&self, picture: usize, view: Viewport) -> Scene {
        if picture == 0 { self.seen_from_above(view) } else { self.cut(view) }
    }

    fn grips(&self, picture: usize, view: &Viewport) -> Vec<Grip> {
        if picture > 0 {
            return Vec::new();
        }
        let [x, y] = self.surface.by();
        vec![Grip {
            id: "point".to_owned(),
            label: "Point of the model".to_owned(),
            at: self.point,
            value: (self.point.0, view.x().lo(), view.x().hi()),
            text: format!("{x} = {}, {y} = {}", figure(Some(self.point.0)), figure(Some(self.point.1))),
        }]
    }

    fn lines(&self) -> Vec<String> {
        words::lines(self)
    }

    fn describe(&self) -> String {
        words::describe(self)
    }

    fn tables(&self) -> Vec<Table> {
        vec![self.table()]
    }

    fn query(&self) -> Query {
        let [x, y] = self.window;
        let [at_x, at_y] = [self.point.0, self.point.1].map(input_figure);
        Query::new()
            .with("f", self.surface.text())
            .with("at", format!("{at_x},{at_y}"))
            .with("rate", input_figure(self.rate))
            .with("view", format!("{},{},{},{}", x.lo(), x.hi(), y.lo(), y.hi()))
    }
}

#[cfg(test)]
mod tests;
