//! The lab of the rules: a step through a chain of functions, stretched by each; a product as a rectangle that grows; a
//! quotient as one whose side is sought.

mod pictures;
mod stages;
mod words;

use self::stages::{Stage, stages};
use super::{
    Action, Curve, Example, Grip, Hold, Input, Lab, Legend, Picture, Playing, Table, curve::nudged, curve::zoomed,
    exact_figure, figure, numbers,
};
use crate::{
    plot::{Interval, Role, Scene, Viewport},
    query::Query,
    symbolic::{Expr, latex},
};

/// A function, or two that are multiplied or divided; a place, and a step from it.
#[derive(Clone, Debug)]
pub struct ChainLab {
    what: What,
    x: f64,
    dx: f64,
    window: Interval,
    /// What is seen of the first picture: of the stretches, or of the rectangle.
    seen: [Interval; 2],
}

/// What is differentiated, and so by which rule.
#[derive(Clone, Debug)]
enum What {
    /// A function, taken apart into a chain.
    Chain { whole: Box<Curve>, stages: Vec<Stage> },
    /// Two functions and what they are together.
    Pair { rule: Rule, parts: Box<[Curve; 2]>, whole: Box<Curve> },
}

/// What is done with two functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Product,
    Quotient,
}

/// States worth looking at, the first of which is opened.
pub const EXAMPLES: [Example; 8] = [
    Example {
        name: "A sine of a square",
        question: "The step is stretched twice. Move x: where does the first function stretch most, and where does the second turn the step round?",
        query: "f=sin(x^2)&x=1&dx=0.2",
    },
    Example {
        name: "A sigmoid, piece by piece",
        question: "Three slopes are multiplied, and one is 1 − σ in disguise. What is left of a step at x = 4?",
        query: "f=1/(1%2Bexp(-x))&x=1&dx=0.5",
    },
    Example {
        name: "A bell",
        question: "Where is one of the two slopes 0, and what does that do to the product?",
        query: "f=exp(-x^2/2)&x=0.8&dx=0.3",
    },
    Example {
        name: "Four layers of tanh",
        question: "Take x from 0.3 to 2. Which of the layers lets the step shrink most?",
        query: "f=tanh(tanh(tanh(tanh(x))))&x=0.3&dx=0.4",
    },
    Example {
        name: "A product",
        question: "Let dx shrink. Which of the three new pieces of the rectangle vanishes beside the others?",
        query: "rule=product&u=x^2&v=sin(x)%2B2&x=1.2&dx=0.5",
    },
    Example {
        name: "A side that shrinks",
        question: "One side grows while the other shrinks. At which x do the two strips cancel?",
        query: "rule=product&u=x&v=exp(-x)&x=0.5&dx=0.3",
    },
    Example {
        name: "A quotient",
        question: "The area is u and the width is v. How much of the new area is left for the height?",
        query: "rule=quotient&u=x^2%2B1&v=x%2B1&x=1&dx=0.4",
    },
    Example {
        name: "A wider floor",
        question: "Only v grows. Why does the height fall by q·dv/v?",
        query: "rule=quotient&u=3&v=x&x=1.5&dx=0.5",
    },
];

/// The greatest step, and the least at which playing ends.
const GREATEST: f64 = 1.0;
const LEAST: f64 = 1e-3;
/// Seconds in which a step shrinks to a tenth.
const TENTH: f64 = 1.5;

impl Rule {
    const fn name(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Quotient => "quotient",
        }
    }

    fn of(self, u: &Expr, v: &Expr) -> Expr {
        match self {
            Self::Product => Expr::product([u.clone(), v.clone()]),
            Self::Quotient => Expr::quotient(u.clone(), v.clone()),
        }
    }
}

impl What {
    fn chain(text: &str) -> Result<Self, String> {
        let whole = Box::new(Curve::read(text)?);
        let stages = stages(whole.expr(), whole.by())?;
        Ok(Self::Chain { whole, stages })
    }

    fn pair(rule: Rule, u: &str, v: &str) -> Result<Self, String> {
        let [u, v] = [Curve::read(u)?, Curve::read(v)?];
        // One that does not vary goes with any variable.
        let varies = |curve: &Curve| curve.expr().contains(curve.by());
        if varies(&u) && varies(&v) && u.by() != v.by() {
            return Err(format!(
                "Both have to be functions of the same variable, and here are {} and {}.",
                u.by(),
                v.by()
            ));
        }
        let whole = Curve::read(&rule.of(u.expr(), v.expr()).to_string())?;
        Ok(Self::Pair { rule, parts: Box::new([u, v]), whole: Box::new(whole) })
    }

    fn whole(&self) -> &Curve {
        match self {
            Self::Chain { whole, .. } | Self::Pair { whole, .. } => whole,
        }
    }

    /// The functions as they were typed.
    fn texts(&self) -> [&str; 2] {
        match self {
            Self::Chain { whole, .. } => [whole.text(), whole.by().name()],
            Self::Pair { parts, .. } => [parts[0].text(), parts[1].text()],
        }
    }
}

impl ChainLab {
    /// The state that a link holds; what it lacks is chosen.
    ///
    /// # Errors
    /// In words, if a function can't be used.
    pub fn from_query(query: &Query) -> Result<Self, String> {
        let text = |name: &str, fallback: &'static str| query.get(name).map_or(fallback.to_owned(), str::to_owned);
        let pair = |rule| What::pair(rule, &text("u", "x^2"), &text("v", "sin(x)+2"));
        let what = match query.get("rule") {
            Some("product") => pair(Rule::Product)?,
            Some("quotient") => pair(Rule::Quotient)?,
            _ => What::chain(&text("f", "sin(x^2)"))?,
        };
        let window = what.whole().window();
        let mut lab = Self { what, x: window.at(0.6), dx: 0.3, window, seen: [Interval::new(-1.0, 1.0); 2] };
        if let [x] = *numbers(query, "x") {
            lab.x = x;
        }
        if let [dx] = *numbers(query, "dx") {
            lab.dx = dx.clamp(-GREATEST, GREATEST);
        }
        if let [from, to] = *numbers(query, "view") {
            lab.window = Interval::new(from, to);
        }
        lab.show_all();
        Ok(lab)
    }

    fn become_(&mut self, what: What) {
        self.what = what;
        self.window = self.what.whole().window();
        if !self.window.contains(self.x) || self.what.whole().value(self.x).is_none() {
            self.x = self.window.at(0.6);
        }
        self.show_all();
    }

    fn go_to(&mut self, x: f64) {
        if x.is_finite() {
            self.x = x;
            if !self.window.contains(x) {
                self.window = self.window.shifted(x - self.window.mid());
            }
            self.show_all();
        }
    }

    fn step(&mut self, dx: f64) {
        if dx.is_finite() {
            self.dx = dx.clamp(-GREATEST, GREATEST);
            self.show_all();
        }
    }

    /// Sets what is seen of the first picture so that all of it is.
    fn show_all(&mut self) {
        self.seen = match &self.what {
            What::Chain { .. } => self.stretches_seen(),
            What::Pair { .. } => self.rectangle_seen(),
        };
    }

    fn variable(&self) -> String {
        self.what.whole().by().name().to_owned()
    }

    fn rule_name(&self) -> &'static str {
        match &self.what {
            What::Chain { .. } => "chain",
            What::Pair { rule, .. } => rule.name(),
        }
    }
}

impl Lab for ChainLab {
    fn inputs(&self) -> Vec<Input> {
        let rules = [("chain", "Chain"), ("product", "Product"), ("quotient", "Quotient")];
        let read_as = |name: &str, curve: &Curve| vec![format!("{name}={}", latex(curve.expr()))];
        let mut inputs = match &self.what {
            What::Chain { whole, .. } => vec![Input::text("f", "Function", whole.text(), read_as("y", whole))],
            What::Pair { parts, .. } => {
                let [u, v] = &**parts;
                vec![
                    Input::text("u", "Function u", u.text(), read_as("u", u)),
                    Input::text("v", "Function v", v.text(), read_as("v", v)),
                ]
            }
        };
        let x = self.variable();
        inputs.extend([
            Input::choice("rule", "Rule", &rules, self.rule_name()),
            Input::number("x", format!("Place {x}"), self.x),
            Input::slider("dx", format!("Step d{x}"), self.dx, (-GREATEST, GREATEST), 0.01, figure(Some(self.dx))),
        ]);
        inputs
    }

    fn update(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Type(id, text) => {
                let what = match (&self.what, id.as_str()) {
                    (What::Chain { .. }, "f") => What::chain(&text)?,
                    (What::Pair { rule, parts, .. }, "u") => What::pair(*rule, &text, parts[1].text())?,
                    (What::Pair { rule, parts, .. }, "v") => What::pair(*rule, parts[0].text(), &text)?,
                    _ => return Ok(()),
                };
                self.become_(what);
            }
            Action::Choose(id, rule) if id == "rule" && rule != self.rule_name() => {
                let [u, v] = self.what.texts();
                let what = match rule.as_str() {
                    "product" => What::pair(Rule::Product, u, v),
                    "quotient" => What::pair(Rule::Quotient, u, v),
                    _ => What::chain(u),
                };
                self.become_(what.or_else(|_| What::chain(u))?);
            }
            Action::Set(id, x) if id == "x" => self.go_to(x),
            Action::Set(id, dx) if id == "dx" => self.step(dx),
            Action::Drag(id, (x, _)) if id == "x" => self.go_to(self.window.clamp(x)),
            // The picture stays as large as it is while its point is dragged.
            Action::Drag(id, (dx, _)) if id == "dx" => {
                self.dx = self.seen[0].clamp(dx).clamp(-GREATEST, GREATEST);
            }
            Action::Nudge(id, direction, pace) if id == "x" => self.go_to(nudged(self.window, self.x, direction, pace)),
            Action::Nudge(id, direction, pace) if id == "dx" => {
                self.step(nudged(Interval::new(-GREATEST, GREATEST), self.dx, direction, pace));
            }
            Action::Zoom(1, factor, (x, _)) => self.window = zoomed(self.window, factor, x),
            Action::Pan(1, (dx, _)) => self.window = self.window.shifted(-dx),
            Action::Tick(seconds) => {
                let shrunk = self.dx * 10f64.powf(-seconds / TENTH);
                self.step(shrunk.abs().max(LEAST).copysign(self.dx));
            }
            _ => {}
        }
        Ok(())
    }

    fn plays(&self) -> Option<Playing> {
        Some(Playing { name: "Let the step shrink", goes_on: self.dx.abs() > LEAST })
    }

    fn pictures(&self) -> Vec<Picture> {
        let x = self.variable();
        let graph = |legend| Picture::new("Along the curve", 1.15, Hold::Sideways, legend);
        match &self.what {
            What::Chain { .. } => vec![
                Picture::new(
                    "The step, from line to line",
                    1.15,
                    Hold::Sideways,
                    vec![
                        Legend::words(Role::Function, "what becomes of the step"),
                        Legend::words(Role::Tangent, "what the slopes make of it"),
                    ],
                ),
                graph(vec![Legend::formula(Role::Function, "y"), Legend::words(Role::Tangent, "tangent")]),
            ],
            What::Pair { rule, .. } => vec![
                Picture::new(
                    match rule {
                        Rule::Product => "A rectangle with the sides u and v",
                        Rule::Quotient => "A rectangle of the area u and the width v",
                    },
                    1.15,
                    Hold::Nothing,
                    vec![
                        Legend::words(Role::Function, format!("at {x}")),
                        Legend::words(Role::Step, "strips"),
                        Legend::words(Role::Error, "corner"),
                    ],
                ),
                graph(vec![
                    Legend::formula(Role::Function, if *rule == Rule::Product { "uv" } else { "q=u/v" }),
                    Legend::formula(Role::Secondary, "u"),
                    Legend::formula(Role::Derivative, "v"),
                    Legend::words(Role::Tangent, "tangent"),
                ]),
            ],
        }
    }

    fn viewport(&self, picture: usize, width: f64, height: f64) -> Viewport {
        if picture == 0 {
            return self.first_viewport(width, height);
        }
        self.what.whole().viewport(self.window, width, height)
    }

    fn scene(&self, picture: usize, view: Viewport) -> Scene {
        match (&self.what, picture) {
            (What::Chain { stages, .. }, 0) => self.stretches(stages, view),
            (What::Pair { rule, .. }, 0) => self.rectangle(*rule, view),
            _ => self.graph(view),
        }
    }

    fn grips(&self, picture: usize, view: &Viewport) -> Vec<Grip> {
        let x = self.variable();
        match (&self.what, picture) {
            (What::Chain { .. }, 0) => vec![Grip {
                id: "dx".into(),
                label: "End of the step".into(),
                at: (self.dx, 0.0),
                value: (self.dx, -GREATEST, GREATEST),
                text: format!("d{x} = {}", figure(Some(self.dx))),
            }],
            (_, 0) => Vec::new(),
            _ => vec![Grip {
                id: "x".into(),
                label: "Point on the curve".into(),
                at: (self.x, self.what.whole().value(self.x).unwrap_or(view.y().mid())),
                value: (self.x, view.x().lo(), view.x().hi()),
                text: format!("{x} = {}", figure(Some(self.x))),
            }],
        }
    }

    fn lines(&self) -> Vec<String> {
        words::lines(self)
    }

    fn describe(&self) -> String {
        words::describe(self)
    }

    fn tables(&self) -> Vec<Table> {
        vec![words::table(self)]
    }

    fn query(&self) -> Query {
        let query = match &self.what {
            What::Chain { whole, .. } => Query::new().with("f", whole.text()),
            What::Pair { rule, parts, .. } => {
                Query::new().with("rule", rule.name()).with("u", parts[0].text()).with("v", parts[1].text())
            }
        };
        let [x, dx, from, to] = [self.x, self.dx, self.window.lo(), self.window.hi()].map(exact_figure);
        query.with("x", x).with("dx", dx).with("view", format!("{from},{to}"))
    }
}

#[cfg(test)]
mod tests;
