//! The limit lab: a secant that becomes a tangent, from either side, and what is left of it in numbers of 16 digits.

mod microscope;
mod words;

use self::microscope::Microscope;
use super::{
    Action, Curve, Direction, Example, Grip, Hold, Input, Lab, Legend, Picture, Playing, Side, Table,
    curve::{nudged, zoomed},
    figure, input_figure,
};
use crate::{
    plot::{Axis, Interval, Mark, Marker, Pace, Place, Role, Scene, Shape, Viewport},
    query::Query,
    symbolic::latex,
};

/// A function, a point of it, and another at the distance `h`.
#[derive(Clone, Debug)]
pub struct LimitLab {
    curve: Curve,
    x: f64,
    h: f64,
    window: Interval,
    microscope: Microscope,
}

/// States worth looking at, the first of which is opened.
pub const EXAMPLES: [Example; 7] = [
    Example {
        name: "A parabola",
        question: "Let h shrink. Which slope do the secants settle on, and does it matter from which side?",
        query: "f=x^2&x=1&h=1.5",
    },
    Example {
        name: "A corner",
        question: "Drag the second point from the left to the right of 0. Why is there no tangent?",
        query: "f=|x|&x=0&h=1",
    },
    Example {
        name: "ReLU",
        question: "What do the secants from the left say, and what those from the right?",
        query: "f=relu(x)&x=0&h=1",
    },
    Example {
        name: "A corner that is none",
        question: "x·|x| is made with |x|. Has it a derivative at 0?",
        query: "f=x*abs(x)&x=0&h=1",
    },
    Example { name: "Too steep", question: "The secants keep turning. Where to?", query: "f=cbrt(x)&x=0&h=1" },
    Example {
        name: "Too small an h",
        question: "In the microscope, which h is best for the forward difference? What spoils it below?",
        query: "f=exp(x)&x=1&h=1e-12",
    },
    Example {
        name: "A saturated sigmoid",
        question: "How many digits of the slope does a difference get where the sigmoid is nearly level?",
        query: "f=sigmoid(x)&x=6&h=0.001",
    },
];

/// The least and the greatest distance that the slider reaches, as powers of ten.
const POWERS: (f64, f64) = (-16.0, 0.5);
/// By which power of ten h shrinks in a second of playing.
const PER_SECOND: f64 = -0.7;

impl LimitLab {
    fn of(curve: Curve) -> Self {
        let window = curve.window();
        let places = [1.0, 0.5, 2.0, -1.0, 0.25, 3.0].into_iter().chain(window.points(41));
        let x = places.filter(|&x| window.contains(x)).find(|&x| curve.slope(x).is_some()).unwrap_or(1.0);
        let microscope = Microscope::new(&curve, x);
        let h = (window.span() / 5.0).min(10f64.powf(POWERS.1));
        Self { curve, x, h, window, microscope }
    }

    /// The state that a link holds; what it lacks is chosen.
    ///
    /// # Errors
    /// In words, if the function can't be used.
    pub fn from_query(query: &Query) -> Result<Self, String> {
        let mut lab = Self::of(Curve::read(query.get("f").unwrap_or("x^2"))?);
        let number = |name: &str| query.get(name).and_then(|text| super::number(text).ok());
        if let Some(x) = number("x") {
            lab.go_to(x);
        }
        if let Some(h) = number("h") {
            lab.stretch(h);
        }
        if let (Some(from), Some(to)) = (number("from"), number("to")) {
            lab.window = Interval::new(from, to);
        }
        Ok(lab)
    }

    fn go_to(&mut self, x: f64) {
        if !x.is_finite() {
            return;
        }
        if !self.window.contains(x) {
            self.window = self.window.shifted(x - self.window.mid());
        }
        self.x = x;
        self.microscope = Microscope::new(&self.curve, x);
    }

    /// Another h; of one that is 0 no quotient can be made.
    fn stretch(&mut self, h: f64) {
        let (least, most) = (10f64.powf(POWERS.0), 10f64.powf(POWERS.1));
        if h.is_finite() && h != 0.0 {
            self.h = h.abs().clamp(least, most).copysign(h);
        }
    }

    fn end(&self) -> f64 {
        self.x + self.h
    }

    /// `(f(x + h) - f(x))/h` as it comes out.
    fn quotient(&self, h: f64) -> Option<f64> {
        let quotient = (self.curve.value(self.x + h)? - self.curve.value(self.x)?) / h;
        quotient.is_finite().then_some(quotient)
    }

    /// The slope at the point, where both sides have the same.
    fn slope(&self) -> Option<f64> {
        match self.curve.sides(self.x) {
            [Side::Slope(left), Side::Slope(right)] if left == right => Some(right),
            _ => self.curve.slope(self.x),
        }
    }

    fn graph(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(self.curve.axis());
        scene.y_axis = Some(Axis::new(""));
        let (x, end) = (self.x, self.end());
        let value = self.curve.value(x);
        if let Some(y) = value {
            match (self.slope(), self.curve.sides(x)) {
                (Some(slope), _) => {
                    scene.line(Role::Tangent, (x, y), slope);
                }
                (None, sides) => {
                    for (side, border) in sides.into_iter().zip([view.x().lo(), view.x().hi()]) {
                        if let Side::Slope(slope) = side {
                            scene.segment(Role::Tangent, (x, y), (border, y + slope * (border - x)));
                        }
                    }
                }
            }
        }
        scene.push(Mark::new(Role::Function, Shape::Lines(self.curve.lines(&view))));
        if let (Some(y), Some(top), Some(slope)) = (value, self.curve.value(end), self.quotient(self.h)) {
            scene.line(Role::Secondary, (x, y), slope);
            scene.polyline(Role::Muted, vec![(x, y), (end, y), (end, top)]);
            let (wide, high) = (self.h.abs() * view.px_per_unit().0, (top - y).abs() * view.px_per_unit().1);
            if wide > 24.0 {
                let place = if top >= y { Place::Below } else { Place::Above };
                scene.label(Role::Secondary, (x + self.h / 2.0, y), "h", place);
            }
            if high > 28.0 {
                let place = if self.h > 0.0 { Place::Right } else { Place::Left };
                scene.label(Role::Secondary, (end, y + (top - y) / 2.0), "f(x+h) − f(x)", place);
            }
            scene.point(Role::Secondary, (end, top), Marker::Disc);
        }
        if let Some(y) = value {
            scene.handle(Role::Function, (x, y));
        }
        scene
    }

    fn table(&self) -> Table {
        let shown = |h: f64| figure(self.quotient(h));
        let limit = |side: Side| match side {
            Side::Slope(slope) => figure(Some(slope)),
            Side::Steep => "no end".to_owned(),
            Side::Apart => "none".to_owned(),
        };
        let mut rows: Vec<Vec<String>> =
            (0..=8).map(|k| 10f64.powi(-k)).map(|h| vec![figure(Some(h)), shown(-h), shown(h)]).collect();
        let [left, right] = self.curve.sides(self.x);
        rows.push(vec!["h → 0".to_owned(), limit(left), limit(right)]);
        Table {
            caption: format!("The difference quotient at {} = {}", self.curve.by(), figure(Some(self.x))),
            head: ["|h|", "from the left", "from the right"].map(str::to_owned).to_vec(),
            rows,
        }
    }
}

impl Lab for LimitLab {
    fn inputs(&self) -> Vec<Input> {
        let by = self.curve.by();
        let read_as = vec![format!("f({})={}", latex(&by.clone().into()), latex(self.curve.expr()))];
        let side = if self.h < 0.0 { "left" } else { "right" };
        vec![
            Input::text("f", "Function f", self.curve.text(), read_as),
            Input::number("x", format!("Point {by}"), self.x),
            Input::slider("size", "Size of h", self.h.abs().log10(), POWERS, 0.05, figure(Some(self.h.abs()))),
            Input::choice("side", "From", &[("left", "the left"), ("right", "the right")], side),
        ]
    }

    fn update(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Type(id, text) if id == "f" => {
                let curve = Curve::read(&text)?;
                let (x, h, window) = (self.x, self.h, self.window);
                let fits = curve.value(x).is_some();
                *self = Self::of(curve);
                if fits {
                    self.window = window;
                    self.go_to(x);
                }
                self.stretch(h);
            }
            Action::Set(id, x) if id == "x" => self.go_to(x),
            Action::Set(id, power) if id == "size" => self.stretch(10f64.powf(power).copysign(self.h)),
            Action::Choose(id, side) if id == "side" => {
                self.h = if side == "left" { -self.h.abs() } else { self.h.abs() };
            }
            Action::Drag(id, (x, _)) if id == "point" => self.go_to(self.window.clamp(x)),
            Action::Drag(id, (x, _)) if id == "end" => self.stretch(x - self.x),
            Action::Drag(id, (power, _)) if id == "lens" => self.stretch(10f64.powf(power).copysign(self.h)),
            Action::Nudge(id, direction, pace) => self.nudge(&id, direction, pace),
            Action::Zoom(0, factor, (x, _)) => self.window = zoomed(self.window, factor, x),
            Action::Pan(0, (dx, _)) => self.window = self.window.shifted(-dx),
            Action::Tick(seconds) => self.stretch(self.h * 10f64.powf(PER_SECOND * seconds)),
            _ => {}
        }
        Ok(())
    }

    fn plays(&self) -> Option<Playing> {
        Some(Playing { name: "Let h shrink", goes_on: self.h.abs() > 10f64.powf(POWERS.0) })
    }

    fn pictures(&self) -> Vec<Picture> {
        let graph = Picture::new(
            "Secant and tangent",
            1.4,
            Hold::Sideways,
            vec![
                Legend::formula(Role::Function, "f"),
                Legend::words(Role::Secondary, "secant"),
                Legend::words(Role::Tangent, "tangent, if there is one"),
            ],
        );
        vec![graph, microscope::picture()]
    }

    fn viewport(&self, picture: usize, width: f64, height: f64) -> Viewport {
        match picture {
            0 => self.curve.viewport(self.window, width, height),
            _ => microscope::viewport(width, height),
        }
    }

    fn scene(&self, picture: usize, view: Viewport) -> Scene {
        match picture {
            0 => self.graph(view),
            _ => self.microscope.scene(view, self.h),
        }
    }

    fn grips(&self, picture: usize, view: &Viewport) -> Vec<Grip> {
        if picture > 0 {
            return self.microscope.grip(self.h).into_iter().collect();
        }
        let by = self.curve.by();
        let grip = |id: &str, label: &str, x: f64| Grip {
            id: id.to_owned(),
            label: label.to_owned(),
            at: (x, self.curve.value(x).unwrap_or(0.0)),
            value: (x, view.x().lo(), view.x().hi()),
            text: format!("{by} = {}", figure(Some(x))),
        };
        // The one that moves more comes first, and so is held where both are at the same place.
        vec![grip("end", "Second point of the secant", self.end()), grip("point", "Point of the tangent", self.x)]
    }

    fn lines(&self) -> Vec<String> {
        words::lines(self)
    }

    fn describe(&self) -> String {
        words::describe(self)
    }

    fn tables(&self) -> Vec<Table> {
        vec![self.table(), self.microscope.table()]
    }

    fn query(&self) -> Query {
        let mut query =
            Query::new().with("f", self.curve.text()).with("x", input_figure(self.x)).with("h", input_figure(self.h));
        if self.window != self.curve.window() {
            query = query.with("from", self.window.lo()).with("to", self.window.hi());
        }
        query
    }
}

impl LimitLab {
    fn nudge(&mut self, id: &str, direction: Direction, pace: Pace) {
        let sign = match direction {
            Direction::Left | Direction::Down => -1.0,
            Direction::Right | Direction::Up => 1.0,
        };
        if id == "lens" {
            let step = match pace {
                Pace::Fine => 0.05,
                Pace::Usual => 0.25,
                Pace::Coarse => 1.0,
            };
            // From where it is seen to stand: the microscope does not show every h.
            let power = self.microscope.grip(self.h).map_or_else(|| self.h.abs().log10(), |grip| grip.value.0);
            self.stretch(10f64.powf(power + sign * step).copysign(self.h));
            return;
        }
        match id {
            "point" => self.go_to(nudged(self.window, self.x, direction, pace)),
            "end" => {
                let end = nudged(self.window, self.end(), direction, pace);
                // Not onto the point, but past it.
                let end = if end == self.x { end + sign * (end - self.end()).abs() } else { end };
                self.stretch(end - self.x);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
