//! The Jacobian lab: a map of the plane, what it does to a grid, and the matrix that says what it does close to a point.

mod map;
mod pictures;
mod words;

use self::map::{Map, Matrix};
use super::{
    Action, Example, Grip, Hold, Input, Lab, Legend, Picture, Table,
    curve::{nudged, zoomed},
    figure, input_figure, numbers,
};
use crate::{
    lab::Direction,
    plot::{Interval, Point, Role, Scene, Viewport},
    query::Query,
    symbolic::latex,
};

/// A map, a second one after it perhaps, a point, and the side of a square there.
#[derive(Clone, Debug)]
pub struct JacobianLab {
    first: Map,
    then: Option<Map>,
    point: Point,
    side: f64,
    window: [Interval; 2],
}

/// States worth looking at, the first of which is opened.
pub const EXAMPLES: [Example; 7] = [
    Example {
        name: "Squares of complex numbers",
        question: "Drag the square. Where does it grow, how is it turned, and where is it squeezed to nothing?",
        query: "u=x^2-y^2&v=2x*y&at=1,0.5&side=0.5",
    },
    Example {
        name: "Polar coordinates",
        question: "Here x is the distance and y the angle. Why is the determinant the distance?",
        query: "u=x*cos(y)&v=x*sin(y)&at=1,0.8&side=0.4&view=0,3,-3.2,3.2",
    },
    Example {
        name: "A fold",
        question: "Pull the square across the dashed line. What happens to it there, and what to the sign?",
        query: "u=x^2&v=y&at=0.8,0.5&side=0.4",
    },
    Example {
        name: "A rotation",
        question: "Why is the Jacobian the same everywhere, and its determinant 1?",
        query: "u=0.8x-0.6y&v=0.6x%2B0.8y&at=1,0.5&side=0.6",
    },
    Example {
        name: "A layer of a network",
        question: "Drag the point outwards. What does tanh do to the area, and what to a gradient that comes back?",
        query: "u=tanh(x%2B0.5y)&v=tanh(y-0.8x)&at=0.3,0.2&side=0.4",
    },
    Example {
        name: "Softmax of two logits",
        question: "Why does the whole plane land on one segment, and what has the determinant to do with it?",
        query: "u=e^x/(e^x%2Be^y)&v=e^y/(e^x%2Be^y)&at=0.5,-0.5&side=0.8",
    },
    Example {
        name: "One after the other",
        question: "Which two matrices are multiplied, and at which points is each taken?",
        query: "u=x%2By&v=x-y&p=u^2&q=u*v&at=0.8,0.3&side=0.3",
    },
];

/// The sides that the slider reaches, as powers of ten.
const POWERS: (f64, f64) = (-2.0, 0.3);
impl JacobianLab {
    /// The state that a link holds; what it lacks is chosen.
    ///
    /// # Errors
    /// In words, if a function can't be used.
    pub fn from_query(query: &Query) -> Result<Self, String> {
        let text = |name: &str, other: &'static str| query.get(name).unwrap_or(other).to_owned();
        let first = Map::read([&text("u", "x^2-y^2"), &text("v", "2x*y")], ["x", "y"])?;
        let then = match (query.get("p"), query.get("q")) {
            (Some(p), Some(q)) => Some(Map::read([p, q], ["u", "v"])?),
            _ => None,
        };
        let mut window = [Interval::new(-2.0, 2.0); 2];
        if let [a, b, c, d] = *numbers(query, "view") {
            window = [Interval::new(a, b), Interval::new(c, d)];
        }
        let mut lab = Self { first, then, point: (0.0, 0.0), side: 0.5, window };
        if let [x, y] = *numbers(query, "at") {
            lab.go_to((x, y));
        } else {
            lab.go_to((window[0].at(0.75), window[1].at(0.6)));
        }
        if let [side] = *numbers(query, "side") {
            lab.stretch(side);
        }
        Ok(lab)
    }

    fn go_to(&mut self, (x, y): Point) {
        if x.is_finite() && y.is_finite() {
            self.point = (self.window[0].clamp(x), self.window[1].clamp(y));
        }
    }

    fn stretch(&mut self, side: f64) {
        if side > 0.0 {
            self.side = side.clamp(10f64.powf(POWERS.0), 10f64.powf(POWERS.1));
        }
    }

    /// Where a point goes in the end.
    fn image(&self, point: Point) -> Point {
        let on = self.first.at(point);
        self.then.as_ref().map_or(on, |then| then.at(on))
    }

    /// The Jacobians of the maps at their points.
    fn factors(&self) -> Option<(Matrix, Option<Matrix>)> {
        let first = self.first.jacobian(self.point)?;
        match &self.then {
            None => Some((first, None)),
            Some(then) => Some((first, Some(then.jacobian(self.first.at(self.point))?))),
        }
    }

    /// The Jacobian of the whole.
    fn jacobian(&self) -> Option<Matrix> {
        let (first, then) = self.factors()?;
        Some(then.map_or(first, |then| map::product(then, first)))
    }

    /// The corners of the square.
    fn square(&self) -> [Point; 4] {
        let ((x, y), s) = (self.point, self.side);
        [(x, y), (x + s, y), (x + s, y + s), (x, y + s)]
    }

    /// Where a matrix takes the corners, from the image of the point.
    fn parallelogram(&self, at: Point, [[a, b], [c, d]]: Matrix) -> Vec<Point> {
        let s = self.side;
        [(0.0, 0.0), (s, 0.0), (s, s), (0.0, s)].map(|(x, y)| (at.0 + a * x + b * y, at.1 + c * x + d * y)).to_vec()
    }

    /// The furthest that a corner of the true image is from the parallelogram's.
    fn bend(&self) -> Option<f64> {
        let matrix = self.jacobian()?;
        let linear = self.parallelogram(self.image(self.point), matrix);
        let away = self.square().into_iter().zip(linear).map(|(corner, (x, y))| {
            let (u, v) = self.image(corner);
            (u - x).hypot(v - y)
        });
        Some(away.fold(0.0, f64::max)).filter(|away| away.is_finite())
    }

    fn table(&self) -> Table {
        let row = |name: &str, values: [Option<f64>; 2]| {
            std::iter::once(name.to_owned()).chain(values.map(figure)).collect::<Vec<_>>()
        };
        let image = self.image(self.point);
        let finite = |(u, v): Point| [Some(u).filter(|u| u.is_finite()), Some(v).filter(|v| v.is_finite())];
        let mut rows = vec![row("point", [Some(self.point.0), Some(self.point.1)]), row("its image", finite(image))];
        if let Some(matrix) = self.jacobian() {
            rows.push(row("Jacobian, first row", matrix[0].map(Some)));
            rows.push(row("Jacobian, second row", matrix[1].map(Some)));
            let linear = self.parallelogram(image, matrix);
            for (i, (corner, told)) in self.square().into_iter().zip(linear).enumerate().skip(1) {
                rows.push(row(&format!("corner {}: image", i + 1), finite(self.image(corner))));
                rows.push(row(&format!("corner {}: by the Jacobian", i + 1), finite(told)));
            }
        }
        Table {
            caption: "The map close to the point".into(),
            head: ["", "first", "second"].map(str::to_owned).to_vec(),
            rows,
        }
    }

    fn typed(&mut self, id: &str, text: &str) -> Result<(), String> {
        let replaced = |map: &Map, names: [&str; 2], ids: [&str; 2]| {
            let texts = [0, 1].map(|i| if ids[i] == id { text } else { map.texts[i].as_str() });
            Map::read(texts, names)
        };
        match (id, &self.then) {
            ("u" | "v", _) => self.first = replaced(&self.first, ["x", "y"], ["u", "v"])?,
            ("p" | "q", Some(then)) => self.then = Some(replaced(then, ["u", "v"], ["p", "q"])?),
            _ => {}
        }
        Ok(())
    }
}

impl Lab for JacobianLab {
    fn inputs(&self) -> Vec<Input> {
        let text = |map: &Map, i: usize, id: &str, by: &str| {
            let read_as = map.parts.get(i).map(|part| format!("{id}({by})={}", latex(part)));
            Input::text(
                id,
                format!("{id}, a function of {by}"),
                map.texts.get(i).cloned().unwrap_or_default(),
                read_as.into_iter().collect(),
            )
        };
        let mut inputs = vec![text(&self.first, 0, "u", "x, y"), text(&self.first, 1, "v", "x, y")];
        if let Some(then) = &self.then {
            inputs.extend([text(then, 0, "p", "u, v"), text(then, 1, "q", "u, v")]);
        }
        inputs.extend([
            Input::number("x", "Point x", self.point.0),
            Input::number("y", "Point y", self.point.1),
            Input::slider("side", "Side of the square", self.side.log10(), POWERS, 0.02, figure(Some(self.side))),
            Input::switch("then", "A second map after it", self.then.is_some()),
        ]);
        inputs
    }

    fn update(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Type(id, text) => self.typed(&id, &text)?,
            Action::Set(id, x) if id == "x" => self.go_to((x, self.point.1)),
            Action::Set(id, y) if id == "y" => self.go_to((self.point.0, y)),
            Action::Set(id, power) if id == "side" => self.stretch(10f64.powf(power)),
            Action::Switch(id, on) if id == "then" => {
                self.then = if on { Some(Map::read(["u^2", "u*v"], ["u", "v"])?) } else { None };
            }
            Action::Drag(id, to) if id == "point" => self.go_to(to),
            Action::Nudge(id, direction, pace) if id == "point" => {
                let (x, y) = self.point;
                self.go_to(match direction {
                    Direction::Left | Direction::Right => (nudged(self.window[0], x, direction, pace), y),
                    Direction::Up | Direction::Down => (x, nudged(self.window[1], y, direction, pace)),
                });
            }
            Action::Zoom(0, factor, (x, y)) => {
                self.window = [zoomed(self.window[0], factor, x), zoomed(self.window[1], factor, y)];
                self.go_to(self.point);
            }
            Action::Pan(0, (dx, dy)) => {
                self.window = [self.window[0].shifted(-dx), self.window[1].shifted(-dy)];
                self.go_to(self.point);
            }
            _ => {}
        }
        Ok(())
    }

    fn pictures(&self) -> Vec<Picture> {
        let picture = |name: &str, hold: Hold, legend: Vec<Legend>| Picture::new(name, 1.15, hold, legend);
        let mut before = vec![Legend::words(Role::Step, "a square")];
        let mut after =
            vec![Legend::words(Role::Step, "its image"), Legend::words(Role::Tangent, "what the Jacobian says")];
        if !self.first.folds(self.window[0], self.window[1]).is_empty() {
            let fold = Legend::words(Role::Secondary, "where the determinant is 0");
            before.push(fold.clone());
            after.push(fold);
        }
        vec![picture("Before", Hold::Grips, before), picture("After", Hold::Nothing, after)]
    }

    fn viewport(&self, picture: usize, width: f64, height: f64) -> Viewport {
        let [x, y] = if picture == 0 { self.window } else { self.reached() };
        Viewport::new(x, y, width, height).equal_aspect()
    }

    fn scene(&self, picture: usize, view: Viewport) -> Scene {
        if picture == 0 { self.before(view) } else { self.after(view) }
    }

    fn grips(&self, picture: usize, _: &Viewport) -> Vec<Grip> {
        let (x, y) = self.point;
        let grip = Grip {
            id: "point".to_owned(),
            label: "Corner of the square".to_owned(),
            at: self.point,
            value: (x, self.window[0].lo(), self.window[0].hi()),
            text: format!("x = {}, y = {}", figure(Some(x)), figure(Some(y))),
        };
        if picture == 0 { vec![grip] } else { Vec::new() }
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
        let [u, v] = &self.first.texts;
        let mut query = Query::new().with("u", u).with("v", v);
        if let Some(Map { texts: [p, q], .. }) = &self.then {
            query = query.with("p", p).with("q", q);
        }
        let [x, y] = [self.point.0, self.point.1].map(input_figure);
        query = query.with("at", format!("{x},{y}")).with("side", input_figure(self.side));
        let [x, y] = self.window;
        if self.window != [Interval::new(-2.0, 2.0); 2] {
            query = query.with("view", format!("{},{},{},{}", x.lo(), x.hi(), y.lo(), y.hi()));
        }
        query
    }
}

#[cfg(test)]
mod tests;
