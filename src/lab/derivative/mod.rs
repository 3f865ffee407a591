//! The derivative lab: a tangent that is dragged along a curve and draws the curve of its slopes, a sketch of them to
//! begin with, and the polynomials that follow the curve further than the tangent does.

mod expansion;
mod pictures;
mod sketch;
mod words;

use self::{expansion::Expansion, sketch::Sketch};
use super::{
    Action, Curve, Example, Grip, Hold, Input, Lab, Legend, Picture, Playing, Table,
    curve::{nudged, zoomed},
    figure, input_figure,
};
use crate::{
    numeric::Partial,
    plot::{Interval, Point, Role, Scene, Viewport},
    query::Query,
    symbolic::latex,
};

/// A function, a point of it, and what is shown of its derivatives.
#[derive(Clone, Debug)]
pub struct DerivativeLab {
    curve: Curve,
    second: Option<Partial>,
    x: f64,
    window: Interval,
    show: Show,
    /// The stretch that the point has been over.
    traced: (f64, f64),
    /// Whether f′ is drawn where the point has not been too.
    whole: bool,
    sketch: Option<Sketch>,
    order: usize,
    /// Where the remainder is read.
    reach: f64,
}

/// What is shown beside the tangent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    First,
    Second,
    Taylor,
}

/// The choices, as links and people have them.
const SHOWS: [(Show, &str, &str); 3] = [
    (Show::First, "slope", "f′"),
    (Show::Second, "second", "f′ and f″"),
    (Show::Taylor, "taylor", "Taylor polynomial"),
];

/// States worth looking at, the first of which is opened.
pub const EXAMPLES: [Example; 7] = [
    Example {
        name: "A cubic",
        question: "Drag the point along the curve. What is f doing where f′ crosses zero?",
        query: "f=x^3/3-x&x=-0.5&traced=-2.6,-0.5&from=-3&to=3",
    },
    Example {
        name: "Sketch it first",
        question: "Drag the seven points to where you think f′ is, then look. Which of them can you be sure of?",
        query: "f=sin(x)&x=0&from=-4&to=4&sketch=0,0,0,0,0,0,0",
    },
    Example {
        name: "A corner",
        question: "Trace f′ across 0. What happens there, and what is missing?",
        query: "f=|x|&x=-1&traced=-4,-1",
    },
    Example {
        name: "The bell",
        question: "Where is the bell steepest, and what is f″ there?",
        query: "f=exp(-x^2)&x=0.7&show=second&whole=1&from=-3&to=3",
    },
    Example {
        name: "Sine by powers",
        question: "How many orders does the polynomial need to follow the sine as far as x = 4?",
        query: "f=sin(x)&x=0&show=taylor&order=5&t=4&from=-7&to=7",
    },
    Example {
        name: "A wall",
        question: "This curve is smooth everywhere. Why do more terms not help at x = 1.3?",
        query: "f=1/(1%2Bx^2)&x=0&show=taylor&order=8&t=1.3&from=-3&to=3",
    },
    Example {
        name: "The sigmoid",
        question: "How large does the slope of a sigmoid get at most, and how small is it at 6?",
        query: "f=sigmoid(x)&x=0&traced=-8,0&from=-8&to=8",
    },
];

/// So many seconds it takes to trace f′ across the window.
const CROSSING: f64 = 6.0;

impl DerivativeLab {
    fn of(curve: Curve) -> Self {
        let window = curve.window();
        let places = [1.0, 0.5, 2.0, -1.0, 0.25, 3.0].into_iter().chain(window.points(41));
        let x = places.filter(|&x| window.contains(x)).find(|&x| curve.slope(x).is_some()).unwrap_or(1.0);
        let by = curve.by().clone();
        let second = Partial::new(curve.expr(), &[by.clone(), by.clone()], &[by]).ok();
        let reach = window.clamp(x + window.span() / 4.0);
        let (show, whole) = (Show::First, false);
        Self { curve, second, x, window, show, traced: (x, x), whole, sketch: None, order: 3, reach }
    }

    /// The state that a link holds; what it lacks is chosen.
    ///
    /// # Errors
    /// In words, if the function can't be used.
    pub fn from_query(query: &Query) -> Result<Self, String> {
        let mut lab = Self::of(Curve::read(query.get("f").unwrap_or("x^3/3-x"))?);
        let number = |text: &str| super::number(text).ok().filter(|x| x.is_finite());
        let named = |name: &str| query.get(name).and_then(number);
        if let Some(x) = named("x") {
            lab.go_to(x);
            lab.traced = (x, x);
        }
        if let (Some(from), Some(to)) = (named("from"), named("to")) {
            lab.window = Interval::new(from, to);
            lab.reach = lab.window.clamp(lab.reach);
        }
        let traced = query.get("traced").and_then(|text| text.split_once(','));
        if let Some((Some(from), Some(to))) = traced.map(|(from, to)| (number(from), number(to))) {
            lab.traced = (from.min(lab.x), to.max(lab.x));
        }
        if let Some((show, ..)) = SHOWS.iter().find(|show| Some(show.1) == query.get("show")) {
            lab.show = *show;
        }
        lab.whole = query.get("whole") == Some("1");
        lab.sketch = query.get("sketch").map(|text| Sketch::read(text, query.get("look") == Some("1")));
        if let Some(order) = query.get("order").and_then(|text| text.parse::<usize>().ok()) {
            lab.order = order.min(expansion::MOST);
        }
        if let Some(t) = named("t") {
            lab.reach = t;
        }
        Ok(lab)
    }

    fn go_to(&mut self, x: f64) {
        if !x.is_finite() {
            return;
        }
        if !self.window.contains(x) {
            self.window = self.window.shifted(x - self.window.mid());
            self.reach = self.window.clamp(self.reach);
        }
        self.x = x;
        self.traced = (self.traced.0.min(x), self.traced.1.max(x));
    }

    fn second(&self, x: f64) -> Option<f64> {
        self.second.as_ref()?.value(&[x])
    }

    /// The polynomial about the point.
    fn expansion(&self) -> Expansion {
        Expansion::new(&self.curve, self.x, self.order)
    }

    /// Whether f′ may be seen.
    fn hides_slope(&self) -> bool {
        self.show != Show::Taylor && self.sketch.as_ref().is_some_and(|sketch| !sketch.looked)
    }

    /// The places of the sketch.
    fn sketched(&self) -> Vec<(f64, f64)> {
        let Some(sketch) = &self.sketch else { return Vec::new() };
        let count = sketch.heights.len() as f64;
        let place = |i: usize| self.window.at((i as f64 + 0.5) / count);
        sketch.heights.iter().enumerate().map(|(i, &y)| (place(i), y)).collect()
    }

    fn table(&self) -> Table {
        let rows = self.window.points(9).map(|x| {
            let slope = if self.hides_slope() { "hidden".to_owned() } else { figure(self.curve.slope(x)) };
            let second = if self.hides_slope() { "hidden".to_owned() } else { figure(self.second(x)) };
            vec![figure(Some(x)), figure(self.curve.value(x)), slope, second]
        });
        Table {
            caption: "The function and its derivatives".to_owned(),
            head: [self.curve.by().name(), "f", "f′", "f″"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
        }
    }

    fn with_point(&self, at: Point, view: &Viewport) -> Grip {
        Grip {
            id: "point".to_owned(),
            label: "Point of the tangent".to_owned(),
            at,
            value: (self.x, view.x().lo(), view.x().hi()),
            text: format!("{} = {}", self.curve.by(), figure(Some(self.x))),
        }
    }
}

impl Lab for DerivativeLab {
    fn inputs(&self) -> Vec<Input> {
        let by = self.curve.by();
        let mut read_as = vec![format!("f({})={}", latex(&by.clone().into()), latex(self.curve.expr()))];
        if !self.hides_slope() {
            read_as.push(format!("f'({})={}", latex(&by.clone().into()), latex(self.curve.slope_formula())));
        }
        let options = SHOWS.map(|(_, id, name)| (id, name));
        let chosen = SHOWS.iter().find(|show| show.0 == self.show).map_or("", |show| show.1);
        let mut inputs = vec![
            Input::text("f", "Function f", self.curve.text(), read_as),
            Input::number("x", format!("Point {by}"), self.x),
            Input::choice("show", "Beside the curve", &options, chosen),
        ];
        if self.show == Show::Taylor {
            let order = self.order as f64;
            let most = expansion::MOST as f64;
            inputs.push(Input::slider(
                "order",
                "Order of the polynomial",
                order,
                (0.0, most),
                1.0,
                self.order.to_string(),
            ));
            inputs.push(Input::number("t", format!("Remainder at {by}"), self.reach));
            return inputs;
        }
        inputs.push(Input::switch("guess", "Sketch f′ first", self.sketch.is_some()));
        match &self.sketch {
            Some(sketch) => inputs.push(Input::button("look", "Show f′", !sketch.looked)),
            None => inputs.push(Input::switch("whole", "All of f′ at once", self.whole)),
        }
        inputs
    }

    fn update(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Type(id, text) if id == "f" => {
                let (former, curve) = (self.clone(), Curve::read(&text)?);
                let fits = curve.value(former.x).is_some();
                *self = Self { show: former.show, whole: former.whole, order: former.order, ..Self::of(curve) };
                self.sketch = former.sketch.map(|_| Sketch::level());
                if fits {
                    (self.window, self.reach, self.x) = (former.window, former.reach, former.x);
                    self.traced = (self.x, self.x);
                }
            }
            Action::Set(id, x) if id == "x" => self.go_to(x),
            Action::Set(id, t) if id == "t" && t.is_finite() => self.reach = t,
            Action::Set(id, order) if id == "order" => {
                self.order = (order.max(0.0).round() as usize).min(expansion::MOST);
            }
            Action::Choose(id, show) if id == "show" => {
                if let Some((show, ..)) = SHOWS.iter().find(|known| known.1 == show) {
                    self.show = *show;
                }
            }
            Action::Switch(id, on) if id == "whole" => self.whole = on,
            Action::Switch(id, on) if id == "guess" => self.sketch = on.then(Sketch::level),
            Action::Press(id) if id == "look" => {
                if let Some(sketch) = &mut self.sketch {
                    sketch.looked = true;
                }
            }
            Action::Drag(id, (x, _)) if id == "point" => self.go_to(self.window.clamp(x)),
            Action::Drag(id, (x, _)) if id == "reach" => self.reach = self.window.clamp(x),
            Action::Drag(id, (_, y)) => {
                if let Some(sketch) = &mut self.sketch {
                    sketch.put(&id, y);
                }
            }
            Action::Nudge(id, direction, pace) => match id.as_str() {
                "point" => self.go_to(nudged(self.window, self.x, direction, pace)),
                "reach" => self.reach = nudged(self.window, self.reach, direction, pace),
                id => {
                    let heights = self.viewport(1, 600.0, 400.0).y();
                    if let Some(sketch) = &mut self.sketch {
                        sketch.nudge(id, heights, direction, pace);
                    }
                }
            },
            Action::Zoom(0, factor, (x, _)) => self.window = zoomed(self.window, factor, x),
            Action::Pan(_, (dx, _)) => self.window = self.window.shifted(-dx),
            Action::Tick(seconds) => {
                let on = self.x + self.window.span() * seconds / CROSSING;
                self.go_to(self.window.clamp(on));
            }
            _ => {}
        }
        Ok(())
    }

    fn plays(&self) -> Option<Playing> {
        let goes_on = self.x < self.window.hi();
        (self.show != Show::Taylor).then_some(Playing { name: "Run along the curve", goes_on })
    }

    fn pictures(&self) -> Vec<Picture> {
        let f = Legend::formula(Role::Function, "f");
        let picture = |name: &str, hold: Hold, legend: Vec<Legend>| Picture::new(name, 1.4, hold, legend);
        if self.show == Show::Taylor {
            let polynomial = Legend::words(Role::Derivative, "its polynomial");
            let remainder = Legend::words(Role::Error, "the remainder");
            return vec![
                picture("The function and its Taylor polynomial", Hold::Grips, vec![f, polynomial, remainder]),
                picture(
                    "How far off it is",
                    Hold::Nothing,
                    vec![Legend::words(Role::Error, "distance of f from the polynomial")],
                ),
            ];
        }
        let mut lines = vec![Legend::formula(Role::Derivative, "f'")];
        if self.show == Show::Second {
            lines.push(Legend::formula(Role::Secondary, "f''"));
        }
        if self.sketch.is_some() {
            lines.push(Legend::words(Role::Step, "your sketch"));
        }
        let hold = if self.sketch.is_some() { Hold::Anywhere } else { Hold::Sideways };
        vec![
            picture("The curve and its tangent", Hold::Sideways, vec![f, Legend::words(Role::Tangent, "tangent")]),
            picture("The slope at each point", hold, lines),
        ]
    }

    fn viewport(&self, picture: usize, width: f64, height: f64) -> Viewport {
        match picture {
            0 => self.curve.viewport(self.window, width, height),
            _ if self.show == Show::Taylor => Viewport::new(self.window, (-17.0, 3.0), width, height),
            _ => Viewport::new(self.window, (-1.0, 1.0), width, height).fit_y(self.heights()),
        }
    }

    fn scene(&self, picture: usize, view: Viewport) -> Scene {
        match picture {
            0 => self.graph(view),
            _ if self.show == Show::Taylor => self.expansion().distance(&self.curve, self.reach, view),
            _ => self.slopes(view),
        }
    }

    fn grips(&self, picture: usize, view: &Viewport) -> Vec<Grip> {
        let by = self.curve.by();
        let is_taylor = self.show == Show::Taylor;
        match picture {
            0 => {
                let mut grips = vec![self.with_point((self.x, self.curve.value(self.x).unwrap_or(0.0)), view)];
                if is_taylor {
                    grips.push(Grip {
                        id: "reach".to_owned(),
                        label: "Where the remainder is read".to_owned(),
                        at: (
                            self.reach,
                            self.curve.value(self.reach).unwrap_or_else(|| self.expansion().at(self.reach)),
                        ),
                        value: (self.reach, view.x().lo(), view.x().hi()),
                        text: format!("{by} = {}", figure(Some(self.reach))),
                    });
                }
                grips
            }
            _ if is_taylor => Vec::new(),
            _ if self.sketch.is_some() => sketch::grips(&self.sketched(), view),
            _ => self.curve.slope(self.x).map(|y| self.with_point((self.x, y), view)).into_iter().collect(),
        }
    }

    fn lines(&self) -> Vec<String> {
        words::lines(self)
    }

    fn describe(&self) -> String {
        words::describe(self)
    }

    fn tables(&self) -> Vec<Table> {
        match self.show {
            Show::Taylor => vec![self.expansion().table(&self.curve, self.reach)],
            _ => vec![self.table()],
        }
    }

    fn query(&self) -> Query {
        let mut query = Query::new().with("f", self.curve.text()).with("x", input_figure(self.x));
        if self.show == Show::Taylor {
            query = query.with("show", "taylor").with("order", self.order).with("t", input_figure(self.reach));
        } else {
            if self.show == Show::Second {
                query = query.with("show", "second");
            }
            let [from, to] = [self.traced.0, self.traced.1].map(input_figure);
            if from != to {
                query = query.with("traced", format!("{from},{to}"));
            }
            if self.whole {
                query = query.with("whole", 1);
            }
            if let Some(sketch) = &self.sketch {
                query = query.with("sketch", sketch);
                if sketch.looked {
                    query = query.with("look", 1);
                }
            }
        }
        if self.window != self.curve.window() {
            query = query.with("from", self.window.lo()).with("to", self.window.hi());
        }
        query
    }
}

#[cfg(test)]
mod tests;
