//! The lab of partial derivatives: a surface, its slices, the gradient, and the slope in any direction; of a function that is
//! typed, or of the loss of a fit to data.

mod pictures;
mod subject;
mod words;

use std::{f64::consts::TAU, sync::Arc};

use self::subject::Subject;
use super::{
    Action, Direction, Example, Grip, Hold, Input, Lab, Landscape, Legend, MOST_POINTS, Picture, Table,
    curve::{nudged, zoomed},
    exact_figure, figure,
    fitted::Fitted,
    numbers, points, points_text,
    relief::{self, MESH, Relief, TILTS},
};
use crate::{
    plot::{Interval, Pace, Point, Role, Scene, Viewport},
    query::Query,
    symbolic::latex,
};

/// A function of two variables, a point, a direction, and from where the surface is seen.
#[derive(Clone, Debug)]
pub struct GradientLab {
    subject: Subject,
    point: Point,
    /// The direction that is looked in, in radians from the first axis.
    angle: f64,
    window: [Interval; 2],
    third: Third,
    landscape: Arc<Landscape>,
    relief: Relief,
}

/// What the third picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Third {
    Slices,
    AllRound,
    Data,
}

/// States worth looking at, the first of which is opened.
pub const EXAMPLES: [Example; 8] = [
    Example {
        name: "A hill and a hollow",
        question: "Turn the direction until f neither rises nor falls. How does it lie to the gradient, and to the contour line?",
        query: "f=3x*exp(-x^2-y^2)&at=0.3,-0.5&angle=60&view=-2,2,-2,2",
    },
    Example {
        name: "A bowl",
        question: "Where does the gradient point at (1, 1), and where at (−1, 0)? Where is it 0?",
        query: "f=x^2%2By^2&at=1,0.5&angle=90&view=-2,2,-2,2",
    },
    Example {
        name: "A saddle",
        question: "At the middle both slices are level. Is it a top, a bottom, or neither?",
        query: "f=x^2-y^2&at=0,0&angle=45&view=-2,2,-2,2",
    },
    Example {
        name: "A ravine",
        question: "Does the way down by the gradient lead to the lowest point?",
        query: "f=x^2%2B10y^2&at=3,0.8&angle=180&view=-4,4,-2,2",
    },
    Example {
        name: "The steepest way",
        question: "Of all directions, which has the greatest slope, and how large is it beside the two partial derivatives?",
        query: "f=sin(x)*cos(y)&at=0.8,0.6&angle=0&view=-4,4,-4,4&third=round",
    },
    Example {
        name: "A ridge with an edge",
        question: "Walk over the edge along x and along y. Which partial derivative has no value there?",
        query: "f=2-|x|-y^2/4&at=0.4,1&angle=180&view=-2,2,-2,2",
    },
    Example {
        name: "A line through points",
        question: "Drag a point of the data far away. What becomes of the valley, and of its lowest place?",
        query: "fit=line&data=-1,-0.8;-0.5,-0.6;0,0.7;0.5,1;1.5,3;2,3.3&at=0,2&angle=0&view=-2,4,-3,5&third=data",
    },
    Example {
        name: "Two classes",
        question: "Separate the classes completely. Has the loss still a lowest place?",
        query: "fit=logistic&data=-2,0;-1,0;-0.5,1;0.5,0;0.8,1;1.5,1;2.5,1&at=0,0&angle=0&view=-3,7,-5,5&third=data",
    },
];

/// Steps of the direction by arrow keys, in degrees.
const STEPS: [(Pace, f64); 3] = [(Pace::Fine, 1.0), (Pace::Usual, 5.0), (Pace::Coarse, 15.0)];

impl Third {
    const fn name(self) -> &'static str {
        match self {
            Self::Slices => "slices",
            Self::AllRound => "round",
            Self::Data => "data",
        }
    }
}

impl GradientLab {
    /// The state that a link holds; what it lacks is chosen.
    ///
    /// # Errors
    /// In words, if the function or the data can't be used.
    pub fn from_query(query: &Query) -> Result<Self, String> {
        let subject = match Fitted::from_query(query)? {
            Some(fitted) => Subject::of_data(fitted)?,
            None => Subject::function(query.get("f").unwrap_or("x^2+y^2"))?,
        };
        let window = match *numbers(query, "view") {
            [a, b, c, d] => [Interval::new(a, b), Interval::new(c, d)],
            _ => subject.window(),
        };
        let mut lab = Self::seen(subject, window);
        if let [x, y] = *numbers(query, "at") {
            lab.point = (x, y);
        }
        if let [degrees] = *numbers(query, "angle") {
            lab.angle = turned(degrees);
        }
        if let [turn, tilt] = *numbers(query, "camera") {
            lab.relief.turn_to(turn, tilt);
        }
        let all = [Third::Slices, Third::AllRound, Third::Data];
        if let Some(third) = all.into_iter().find(|third| query.get("third") == Some(third.name())) {
            lab.show(third);
        }
        Ok(lab)
    }

    fn seen(subject: Subject, window: [Interval; 2]) -> Self {
        let landscape = subject.surface().landscape(window[0], window[1]);
        let relief = Relief::new(subject.surface().grid(window[0], window[1], MESH), window);
        let third = if subject.fitted().is_none() { Third::Slices } else { Third::Data };
        let point = (window[0].at(0.65), window[1].at(0.65));
        Self { subject, point, angle: 0.0, window, third, landscape, relief }
    }

    /// The same view and point of another function or other data.
    fn become_(&mut self, subject: Subject) {
        let anew = self.subject.fitted().is_none() != subject.fitted().is_none();
        let window = if anew { subject.window() } else { self.window };
        let seen = Self::seen(subject, window);
        let (point, third) = if anew { (seen.point, seen.third) } else { (self.point, self.third) };
        *self = Self { point, third, angle: self.angle, relief: seen.relief.clone().seen_as(&self.relief), ..seen };
    }

    fn look(&mut self, window: [Interval; 2]) {
        self.window = window;
        self.become_(self.subject.clone());
    }

    fn show(&mut self, third: Third) {
        if third != Third::Data || self.subject.fitted().is_some() {
            self.third = third;
        }
    }

    fn go_to(&mut self, (x, y): Point) {
        if x.is_finite() && y.is_finite() {
            self.point = (self.window[0].clamp(x), self.window[1].clamp(y));
        }
    }

    fn way(&self) -> Point {
        (self.angle.cos(), self.angle.sin())
    }

    /// The gradient, where there is one.
    fn slopes(&self) -> Option<Point> {
        self.subject.surface().slopes(self.point)
    }

    /// The slope in a direction, where there is a gradient.
    fn slope_along(&self, angle: f64) -> Option<f64> {
        self.slopes().map(|(dx, dy)| dx * angle.cos() + dy * angle.sin())
    }

    fn degrees(&self) -> f64 {
        self.angle.to_degrees()
    }
}

/// Degrees as an angle from 0 to a full turn.
fn turned(degrees: f64) -> f64 {
    if degrees.is_finite() { degrees.to_radians().rem_euclid(TAU) } else { 0.0 }
}

/// An angle in degrees as a link has it.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e4).round() / 1e4
}

impl Lab for GradientLab {
    fn inputs(&self) -> Vec<Input> {
        let surface = self.subject.surface();
        let [x, y] = surface.names();
        let kinds = [("function", "a function"), ("line", "a line’s error"), ("logistic", "a logistic loss")];
        let mut inputs = vec![match self.subject.fitted() {
            None => Input::text(
                "f",
                "Function f of two variables",
                surface.text(),
                vec![format!("f={}", latex(surface.expr()))],
            ),
            Some(fitted) => Input::lines("data", "Data, a point x, y on each line", points_text(&fitted.data)),
        }];
        inputs.push(Input::choice("kind", "The surface is", &kinds, self.subject.kind()));
        let thirds = [("slices", "slices"), ("round", "all directions"), ("data", "the data")];
        let thirds = if self.subject.fitted().is_none() { &thirds[..2] } else { &thirds[..] };
        inputs.extend([
            Input::choice("third", "The third picture shows", thirds, self.third.name()),
            Input::number("x", format!("Point {x}"), self.point.0),
            Input::number("y", format!("Point {y}"), self.point.1),
            Input::slider(
                "angle",
                "Direction",
                self.degrees(),
                (0.0, 360.0),
                1.0,
                format!("{}°", figure(Some(self.degrees().round()))),
            ),
            Input::slider(
                "turn",
                "Turn the surface",
                self.relief.degrees().0,
                (-180.0, 180.0),
                1.0,
                format!("{}°", figure(Some(self.relief.degrees().0.round()))),
            ),
            Input::slider(
                "tilt",
                "Look down at it",
                self.relief.degrees().1,
                TILTS,
                1.0,
                format!("{}°", figure(Some(self.relief.degrees().1.round()))),
            ),
        ]);
        if let Some(fitted) = self.subject.fitted() {
            inputs.push(Input::button("more", "One point more", fitted.data.len() < MOST_POINTS));
            inputs.push(Input::button("fewer", "One point less", fitted.data.len() > 1));
        }
        inputs
    }

    fn update(&mut self, action: Action) -> Result<(), String> {
        let (turn, tilt) = self.relief.degrees();
        match action {
            Action::Type(id, text) if id == "f" => self.become_(Subject::function(&text)?),
            Action::Type(id, text) if id == "data" => {
                if let Some(fitted) = self.subject.fitted() {
                    self.become_(Subject::of_data(Fitted { data: points(&text)?, fit: fitted.fit })?);
                }
            }
            Action::Choose(id, kind) if id == "kind" && kind != self.subject.kind() => {
                let subject = self.subject.of_kind(&kind)?;
                self.become_(subject);
            }
            Action::Choose(id, third) if id == "third" => {
                let all = [Third::Slices, Third::AllRound, Third::Data];
                if let Some(third) = all.into_iter().find(|known| known.name() == third) {
                    self.show(third);
                }
            }
            Action::Set(id, value) => match id.as_str() {
                "x" => self.go_to((value, self.point.1)),
                "y" => self.go_to((self.point.0, value)),
                "angle" => self.angle = turned(value),
                "turn" => self.relief.turn_to(value, tilt),
                "tilt" => self.relief.turn_to(turn, value),
                _ => {}
            },
            Action::Press(id) => {
                if let Some(fitted) = self.subject.fitted().and_then(|fitted| fitted.with_datum(id == "more")) {
                    self.become_(Subject::of_data(fitted)?);
                }
            }
            Action::Drag(id, at) => match id.as_str() {
                "point" => self.go_to(at),
                "way" => {
                    let (dx, dy) = (at.0 - self.point.0, at.1 - self.point.1);
                    if dx.hypot(dy) > 0.0 {
                        self.angle = dy.atan2(dx).rem_euclid(TAU);
                    }
                }
                "angle" => self.angle = turned(at.0.clamp(0.0, 359.9)),
                id => {
                    if let Some(fitted) = self.subject.fitted().and_then(|fitted| fitted.dragged(id, at)) {
                        self.become_(Subject::of_data(fitted)?);
                    }
                }
            },
            Action::Nudge(id, direction, pace) => self.nudge(&id, direction, pace)?,
            Action::Zoom(1, factor, (x, y)) => {
                self.look([zoomed(self.window[0], factor, x), zoomed(self.window[1], factor, y)]);
            }
            Action::Pan(0, by) => self.relief.pull(by),
            Action::Pan(1, (dx, dy)) => self.look([self.window[0].shifted(-dx), self.window[1].shifted(-dy)]),
            _ => {}
        }
        Ok(())
    }

    fn pictures(&self) -> Vec<Picture> {
        let [x, y] = self.subject.surface().names();
        let third = match self.third {
            Third::Slices => Picture::new(
                "Slices through the point",
                1.0,
                Hold::Nothing,
                vec![
                    Legend::words(Role::Function, format!("along {x}")),
                    Legend::words(Role::Derivative, format!("along {y}")),
                    Legend::words(Role::Step, "in the direction"),
                ],
            ),
            Third::AllRound => Picture::new(
                "The slope in every direction",
                1.0,
                Hold::Sideways,
                vec![
                    Legend::words(Role::Step, "slope"),
                    Legend::words(Role::Gradient, "along the gradient, and against it"),
                ],
            ),
            Third::Data => Picture::new(
                "The data and the fit",
                1.0,
                Hold::Grips,
                vec![Legend::words(Role::Function, "fit at the point"), Legend::words(Role::Error, "what it is off")],
            ),
        };
        vec![
            Picture::new(
                "The surface",
                1.0,
                Hold::Grips,
                vec![
                    Legend::words(Role::Function, format!("slice along {x}")),
                    Legend::words(Role::Derivative, format!("slice along {y}")),
                ],
            ),
            Picture::new(
                "From above",
                1.0,
                Hold::Anywhere,
                vec![
                    Legend::words(Role::Gradient, "gradient"),
                    Legend::words(Role::Step, "direction"),
                    Legend::words(Role::Tangent, "level"),
                ],
            ),
            third,
        ]
    }

    fn viewport(&self, picture: usize, width: f64, height: f64) -> Viewport {
        match (picture, self.third) {
            (0, _) => relief::viewport(width, height),
            (1, _) => Viewport::new(self.window[0], self.window[1], width, height),
            (_, Third::Slices) => self.slices_viewport(width, height),
            (_, Third::AllRound) => self.round_viewport(width, height),
            (_, Third::Data) => self
                .subject
                .fitted()
                .map_or_else(|| relief::viewport(width, height), |fitted| fitted.viewport(width, height)),
        }
    }

    fn scene(&self, picture: usize, view: Viewport) -> Scene {
        match (picture, self.third) {
            (0, _) => self.surface(view),
            (1, _) => self.seen_from_above(view),
            (_, Third::Slices) => self.slices(view),
            (_, Third::AllRound) => self.all_round(view),
            (_, Third::Data) => self
                .subject
                .fitted()
                .map_or_else(|| Scene::new(view), |fitted| fitted.scene(&[(Role::Function, self.point)], view)),
        }
    }

    fn grips(&self, picture: usize, view: &Viewport) -> Vec<Grip> {
        let [x, y] = self.subject.surface().names();
        let degrees = format!("{}°", figure(Some(self.degrees().round())));
        match (picture, self.third) {
            (1, _) => vec![
                Grip {
                    id: "point".into(),
                    label: "Point".into(),
                    at: self.point,
                    value: (self.point.0, view.x().lo(), view.x().hi()),
                    text: format!("{x} = {}, {y} = {}", figure(Some(self.point.0)), figure(Some(self.point.1))),
                },
                Grip {
                    id: "way".into(),
                    label: "Direction".into(),
                    at: self.tip(),
                    value: (self.degrees(), 0.0, 360.0),
                    text: degrees,
                },
            ],
            (2, Third::AllRound) => vec![Grip {
                id: "angle".into(),
                label: "Direction and its slope".into(),
                at: (self.degrees(), self.slope_along(self.angle).unwrap_or(view.y().mid())),
                value: (self.degrees(), 0.0, 360.0),
                text: format!("{degrees}, slope {}", figure(self.slope_along(self.angle))),
            }],
            (2, Third::Data) => self.subject.fitted().map(|fitted| fitted.grips(view)).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    fn lines(&self) -> Vec<String> {
        words::lines(self)
    }

    fn describe(&self) -> String {
        words::describe(self)
    }

    fn tables(&self) -> Vec<Table> {
        words::tables(self)
    }

    fn query(&self) -> Query {
        let query = match self.subject.fitted() {
            None => Query::new().with("f", self.subject.surface().text()),
            Some(fitted) => fitted.add_to(Query::new()),
        };
        let [x, y] = self.window;
        let all = [self.point.0, self.point.1, x.lo(), x.hi(), y.lo(), y.hi()].map(exact_figure);
        let [px, py, left, right, low, high] = &all;
        let (turn, tilt) = self.relief.degrees();
        let angles = [self.degrees(), turn, tilt];
        let [angle, turn, tilt] = angles.map(|v| exact_figure(rounded(v)));
        query
            .with("at", format!("{px},{py}"))
            .with("angle", angle)
            .with("camera", format!("{turn},{tilt}"))
            .with("view", format!("{left},{right},{low},{high}"))
            .with("third", self.third.name())
    }
}

impl GradientLab {
    fn nudge(&mut self, id: &str, direction: Direction, pace: Pace) -> Result<(), String> {
        let sideways = matches!(direction, Direction::Left | Direction::Right);
        let moved = |at: Point, [across, up]: [Interval; 2]| {
            if sideways {
                (nudged(across, at.0, direction, pace), at.1)
            } else {
                (at.0, nudged(up, at.1, direction, pace))
            }
        };
        match id {
            "point" => self.go_to(moved(self.point, self.window)),
            "way" | "angle" => {
                let step = STEPS.iter().find(|(known, _)| *known == pace).map_or(5.0, |(_, step)| *step);
                let sign = if matches!(direction, Direction::Right | Direction::Up) { 1.0 } else { -1.0 };
                self.angle = turned(((self.degrees() / step).round() + sign) * step);
            }
            id => {
                if let Some(fitted) = self.subject.fitted().and_then(|fitted| fitted.nudged(id, direction, pace)) {
                    self.become_(Subject::of_data(fitted)?);
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
