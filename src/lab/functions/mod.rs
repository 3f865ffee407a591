//! The lab of the functions of machine learning: two of them side by side with their slopes, where they saturate, and what
//! is left of a slope after many layers.

mod chain;
mod pictures;
mod words;

use self::chain::Layer;
use super::{
    Action, Curve, Example, Grip, Hold, Input, Lab, Legend, Picture, Table,
    curve::{nudged, zoomed},
    figure, input_figure,
};
use crate::{
    plot::{Interval, Role, Scene, Viewport},
    query::Query,
    symbolic::latex,
};

/// A function, perhaps another beside it, a point, and how many layers of them.
#[derive(Clone, Debug)]
pub struct FunctionsLab {
    first: Curve,
    second: Option<Curve>,
    x: f64,
    /// What each layer multiplies its input by.
    gain: f64,
    depth: usize,
    window: Interval,
}

/// States worth looking at, the first of which is opened.
pub const EXAMPLES: [Example; 7] = [
    Example {
        name: "Sigmoid and tanh",
        question: "Which of the two lets more of a slope through ten layers? Does it depend on where you start?",
        query: "f=sigmoid(x)&g=tanh(x)&x=0.5",
    },
    Example {
        name: "ReLU and its leak",
        question: "What comes back through a unit that is off? Drag the point to the right and left of 0.",
        query: "f=relu(x)&g=leaky_relu(x)&x=-1",
    },
    Example {
        name: "Smooth switches",
        question: "GELU and SiLU fall before they rise. Where is the slope of each larger than 1?",
        query: "f=gelu(x)&g=silu(x)&x=1.2",
    },
    Example {
        name: "Softplus",
        question: "Softplus is a rounded ReLU. Which function is its slope?",
        query: "f=softplus(x)&g=relu(x)&x=1&depth=4",
    },
    Example {
        name: "Exploding",
        question: "Lower the weight until the product neither explodes nor vanishes. What is it then?",
        query: "f=relu(x)&x=1&w=2",
    },
    Example {
        name: "Saturated",
        question: "Drag the point outwards. How does the slope of tanh die away, and how that of x/(1 + |x|)?",
        query: "f=tanh(x)&g=x/(1%2B|x|)&x=3&depth=3",
    },
    Example {
        name: "exp and ln",
        question: "Find x for which exp has the slope 2. Which slope has ln at the value of exp there?",
        query: "f=exp(x)&g=ln(x)&x=0.5&depth=1&from=-3&to=3",
    },
];

/// What there is to pick from, by name.
const PICKS: [(&str, &str); 11] = [
    ("sigmoid(x)", "sigmoid"),
    ("tanh(x)", "tanh"),
    ("relu(x)", "ReLU"),
    ("leaky_relu(x)", "leaky ReLU"),
    ("elu(x)", "ELU"),
    ("softplus(x)", "softplus"),
    ("gelu(x)", "GELU"),
    ("silu(x)", "SiLU"),
    ("exp(x)", "exp"),
    ("ln(x)", "ln"),
    ("", "of your own"),
];

/// The window, where the function has values in most of it.
const WINDOW: (f64, f64) = (-6.0, 6.0);
/// The most layers.
const DEEPEST: usize = 30;
/// The weights that the slider reaches, as powers of ten.
const POWERS: (f64, f64) = (-1.0, 1.0);

impl FunctionsLab {
    /// The state that a link holds; what it lacks is chosen.
    ///
    /// # Errors
    /// In words, if a function can't be used.
    pub fn from_query(query: &Query) -> Result<Self, String> {
        let first = Curve::read(query.get("f").unwrap_or("sigmoid(x)"))?;
        let second = query.get("g").filter(|text| !text.trim().is_empty()).map(Curve::read).transpose()?;
        let number = |name: &str| super::number(query.get(name)?).ok().filter(|v| v.is_finite());
        let window = match (number("from"), number("to")) {
            (Some(from), Some(to)) => Interval::new(from, to),
            _ => window(&first),
        };
        let mut lab = Self { first, second, x: window.clamp(1.0), gain: 1.0, depth: 10, window };
        if let Some(x) = number("x") {
            lab.x = x;
        }
        if let Some(gain) = number("w") {
            lab.weigh(gain);
        }
        if let Some(depth) = query.get("depth").and_then(|text| text.parse::<usize>().ok()) {
            lab.depth = depth.clamp(1, DEEPEST);
        }
        Ok(lab)
    }

    fn weigh(&mut self, gain: f64) {
        if gain > 0.0 {
            self.gain = gain.clamp(10f64.powf(POWERS.0), 10f64.powf(POWERS.1));
        }
    }

    /// Both functions, as far as there are two, with how they are drawn.
    fn curves(&self) -> impl Iterator<Item = (Role, &Curve)> {
        std::iter::once((Role::Function, &self.first)).chain(self.second.iter().map(|g| (Role::Secondary, g)))
    }

    fn layers(&self, f: &Curve) -> Vec<Layer> {
        chain::layers(f, self.x, self.gain, self.depth)
    }

    fn tables_of(&self) -> Vec<Table> {
        let table = |(name, f): (&str, &Curve)| Table {
            caption: format!("Layers of {name} = {}", f.text()),
            head: ["layer", "input", "slope", "product"].map(str::to_owned).to_vec(),
            rows: self
                .layers(f)
                .iter()
                .enumerate()
                .map(|(k, layer)| {
                    let numbers = [layer.input, layer.slope, layer.product].map(|v| figure(Some(v)));
                    std::iter::once((k + 1).to_string()).chain(numbers).collect()
                })
                .collect(),
        };
        ["f", "g"].into_iter().zip(self.curves().map(|(_, f)| f)).map(table).collect()
    }
}

impl Lab for FunctionsLab {
    fn inputs(&self) -> Vec<Input> {
        let read = |name: &str, f: &Curve| {
            let by = latex(&f.by().clone().into());
            vec![format!("{name}({by})={}", latex(f.expr())), format!("{name}'({by})={}", latex(f.slope_formula()))]
        };
        let picked = |f: Option<&Curve>| {
            let text = f.map_or("none", Curve::text);
            PICKS.iter().find(|pick| pick.0 == text).map_or("", |pick| pick.0).to_owned()
        };
        let g = self.second.as_ref();
        vec![
            Input::text("f", "Function f", self.first.text(), read("f", &self.first)),
            Input::text(
                "g",
                "Function g beside it, or nothing",
                g.map_or("", Curve::text),
                g.map_or_else(Vec::new, |g| read("g", g)),
            ),
            Input::choice("pick-f", "f is", &PICKS, &picked(Some(&self.first))),
            Input::choice("pick-g", "g is", &PICKS, &picked(g)),
            Input::number("x", "Point x", self.x),
            Input::slider("depth", "Layers", self.depth as f64, (1.0, DEEPEST as f64), 1.0, self.depth.to_string()),
            Input::slider("w", "Weight in each layer", self.gain.log10(), POWERS, 0.02, figure(Some(self.gain))),
        ]
    }

    fn update(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Type(id, text) | Action::Choose(id, text) if id == "f" || (id == "pick-f" && !text.is_empty()) => {
                self.first = Curve::read(&text)?;
                if self.first.value(self.x).is_none() {
                    self.window = window(&self.first);
                    self.x = self.window.clamp(1.0);
                }
            }
            Action::Type(id, text) | Action::Choose(id, text) if id == "g" || (id == "pick-g" && !text.is_empty()) => {
                self.second = if text.trim().is_empty() { None } else { Some(Curve::read(&text)?) };
            }
            Action::Set(id, x) if id == "x" && x.is_finite() => {
                if !self.window.contains(x) {
                    self.window = self.window.shifted(x - self.window.mid());
                }
                self.x = x;
            }
            Action::Set(id, power) if id == "w" => self.weigh(10f64.powf(power)),
            Action::Set(id, depth) if id == "depth" => self.depth = (depth.max(1.0) as usize).min(DEEPEST),
            Action::Drag(id, (x, _)) if id == "point" && x.is_finite() => self.x = self.window.clamp(x),
            Action::Nudge(_, direction, pace) => self.x = nudged(self.window, self.x, direction, pace),
            Action::Zoom(0 | 1, factor, (x, _)) => self.window = zoomed(self.window, factor, x),
            Action::Pan(0 | 1, (dx, _)) => self.window = self.window.shifted(-dx),
            _ => {}
        }
        Ok(())
    }

    fn pictures(&self) -> Vec<Picture> {
        let legend = |dash: &str| {
            let names = [format!("f{dash}"), format!("g{dash}")];
            self.curves().zip(names).map(|((role, _), name)| Legend::formula(role, name)).collect::<Vec<_>>()
        };
        let mut slopes = legend("'");
        slopes.push(Legend::words(Role::Muted, "nearly level between these"));
        let picture = |name: &str, hold: Hold, legend: Vec<Legend>| Picture::new(name, 1.25, hold, legend);
        vec![
            picture("The functions", Hold::Sideways, legend("")),
            picture("Their slopes", Hold::Sideways, slopes),
            picture("What is left of a slope, layer by layer", Hold::Nothing, legend("")),
        ]
    }

    fn viewport(&self, picture: usize, width: f64, height: f64) -> Viewport {
        match picture {
            0 => self.values_view(width, height),
            1 => self.slopes_view(width, height),
            _ => self.layers_view(width, height),
        }
    }

    fn scene(&self, picture: usize, view: Viewport) -> Scene {
        match picture {
            0 => self.values(view),
            1 => self.slopes(view),
            _ => self.products(view),
        }
    }

    fn grips(&self, picture: usize, view: &Viewport) -> Vec<Grip> {
        let at = match picture {
            0 => self.first.value(self.x),
            1 => self.first.slope(self.x),
            _ => return Vec::new(),
        };
        vec![Grip {
            id: "point".to_owned(),
            label: "Input of the first layer".to_owned(),
            at: (self.x, at.unwrap_or(0.0)),
            value: (self.x, view.x().lo(), view.x().hi()),
            text: format!("x = {}", figure(Some(self.x))),
        }]
    }

    fn lines(&self) -> Vec<String> {
        words::lines(self)
    }

    fn describe(&self) -> String {
        words::describe(self)
    }

    fn tables(&self) -> Vec<Table> {
        self.tables_of()
    }

    fn query(&self) -> Query {
        let mut query = Query::new().with("f", self.first.text());
        if let Some(g) = &self.second {
            query = query.with("g", g.text());
        }
        query = query.with("x", input_figure(self.x)).with("depth", self.depth);
        if self.gain != 1.0 {
            query = query.with("w", input_figure(self.gain));
        }
        if self.window != window(&self.first) {
            query = query.with("from", self.window.lo()).with("to", self.window.hi());
        }
        query
    }
}

/// The stretch of x to begin with.
fn window(f: &Curve) -> Interval {
    let usual = Interval::from(WINDOW);
    let defined = usual.points(61).filter(|&x| f.value(x).is_some()).count();
    if defined > 45 { usual } else { f.window() }
}

#[cfg(test)]
mod tests;
