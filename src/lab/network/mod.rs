//! The lab of networks: a small one is trained on points of the plane, layer by layer in numbers, and raced against one that is
//! trained by a wrong gradient.

mod pictures;
mod sets;
mod training;
mod words;

use self::{
    sets::{MADE, Sample, Set},
    training::Training,
};
use super::{
    Action, Direction, Example, Grip, Hold, Input, Lab, Legend, Picture, Playing, Table, exact_figure, figure, numbers,
};
use crate::{
    dice::Dice,
    optimize::{Head, Mistake, Network},
    plot::{Role, Scene, Viewport},
    query::Query,
    symbolic::Function,
};

/// Points in classes, a network that learns them, and what is looked at.
#[derive(Clone, Debug)]
pub struct NetworkLab {
    set: Set,
    samples: Vec<Sample>,
    settings: Settings,
    right: Training,
    /// The same with the mistake, if one is made.
    wrong: Option<Training>,
    /// Whether the wrong one is looked into.
    looks_wrong: bool,
    sample: usize,
    weight: Weight,
    third: Third,
}

/// What a training follows from.
#[derive(Clone, Debug, PartialEq)]
struct Settings {
    hidden: Vec<usize>,
    activation: Function,
    head: Head,
    rate: f64,
    /// Samples for each step; all where there is no number.
    batch: Option<usize>,
    /// By what the first weights are larger than is usual.
    scale: f64,
    seed: u64,
    mistake: Option<Mistake>,
}

/// A weight by its layer, from 0, its unit and the unit before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Weight {
    layer: usize,
    row: usize,
    column: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Third {
    Loss,
    Gradients,
}

/// States worth looking at, the first of which is opened.
pub const EXAMPLES: [Example; 8] = [
    Example {
        name: "Two moons",
        question: "Train on. With how many hidden units does the border still bend enough?",
        query: "set=moons&hidden=4&rate=0.5&steps=150",
    },
    Example {
        name: "A line is not enough",
        question: "Without hidden layers the border is a line. Why does the loss stay near ln 2 = 0.693?",
        query: "set=xor&hidden=&rate=0.5&steps=100",
    },
    Example {
        name: "Exclusive or",
        question: "Take one hidden unit, then two, then four. When can it be learned, and is it always?",
        query: "set=xor&hidden=4&rate=0.5&steps=100",
    },
    Example {
        name: "A gradient that vanishes",
        question: "Each layer back is a slope of at most 1/4. How much of the gradient arrives at the first layer? Try relu.",
        query: "set=ring&hidden=6,6,6&f=sigmoid&rate=0.5&steps=20&third=gradients",
    },
    Example {
        name: "Softmax’s diagonal only",
        question: "The wrong gradient learns as well, at first. Where does it stop, and would you have noticed?",
        query: "set=blobs&hidden=4&rate=0.3&steps=120&mistake=diagonal",
    },
    Example {
        name: "The slope forgotten",
        question: "σ′ is left out on the way back. Who is ahead, and does it stay so?",
        query: "set=moons&hidden=4,4&f=tanh&rate=0.3&steps=80&mistake=slope",
    },
    Example {
        name: "Overwritten, not added",
        question: "Each hidden unit hears from one output alone. Does it learn all the same?",
        query: "set=blobs&hidden=5&rate=0.3&steps=100&mistake=overwritten",
    },
    Example {
        name: "Two spirals",
        question: "Which activation, how many layers, and which rate take the spirals apart?",
        query: "set=spirals&hidden=8,8&f=tanh&rate=0.7&steps=600",
    },
];

/// The most steps, hidden layers, and units in one.
const MOST_STEPS: usize = 3000;
const MOST_LAYERS: usize = 3;
const MOST_UNITS: usize = 8;
/// The rates and the first weights that sliders reach, as powers of ten.
const RATES: (f64, f64) = (-3.0, 1.0);
const SCALES: (f64, f64) = (-1.0, 0.7);
/// The epochs of the button for many.
const MANY: usize = 50;

/// The functions of hidden layers.
const ACTIVATIONS: [Function; 9] = [
    Function::Tanh,
    Function::Sigmoid,
    Function::Relu,
    Function::LeakyRelu,
    Function::Elu,
    Function::Softplus,
    Function::Silu,
    Function::Gelu,
    Function::Sin,
];

fn mistake_id(mistake: Option<Mistake>) -> &'static str {
    match mistake {
        None => "none",
        Some(Mistake::Diagonal) => "diagonal",
        Some(Mistake::SlopeForgotten) => "slope",
        Some(Mistake::Sign) => "sign",
        Some(Mistake::NotTransposed) => "transposed",
        Some(Mistake::Overwritten) => "overwritten",
    }
}

/// Widths of hidden layers from text such as `4, 3`; nothing is none.
fn widths(text: &str) -> Result<Vec<usize>, String> {
    let cells = text.split([',', ' ', ';']).map(str::trim).filter(|cell| !cell.is_empty());
    let width = |cell: &str| cell.parse::<usize>().ok().filter(|width| (1..=MOST_UNITS).contains(width));
    let widths: Option<Vec<usize>> = cells.map(width).collect();
    widths
        .filter(|widths| widths.len() <= MOST_LAYERS)
        .ok_or_else(|| format!("Give up to {MOST_LAYERS} layers with 1 to {MOST_UNITS} units each, such as 4, 3."))
}

impl NetworkLab {
    /// The state that a link holds; what it lacks is chosen. The training is done again.
    ///
    /// # Errors
    /// In words, if the layers or the points can't be used.
    pub fn from_query(query: &Query) -> Result<Self, String> {
        let set = match query.get("set") {
            Some("own") => Set::read(&query.get("data").unwrap_or_default().replace(';', "\n"))?,
            id => id.and_then(Set::named).unwrap_or(Set::Made(0)),
        };
        let one = |name: &str| numbers(query, name).first().copied();
        let power = |name: &str, (low, high): (f64, f64)| {
            one(name).filter(|v| *v > 0.0).map(|v| v.clamp(10f64.powf(low), 10f64.powf(high)))
        };
        let named = |f: &&Function| query.get("f") == Some(f.name());
        let settings = Settings {
            hidden: widths(query.get("hidden").unwrap_or("4"))?,
            activation: ACTIVATIONS.iter().find(named).copied().unwrap_or(Function::Tanh),
            head: if query.get("loss") == Some("squared") { Head::SquaredError } else { Head::CrossEntropy },
            rate: power("rate", RATES).unwrap_or(0.3),
            batch: one("batch").map(|batch| batch.clamp(1.0, 100.0) as usize),
            scale: power("scale", SCALES).unwrap_or(1.0),
            seed: one("seed").unwrap_or(1.0).clamp(0.0, 1e9) as u64,
            mistake: Mistake::ALL.into_iter().find(|m| query.get("mistake") == Some(mistake_id(Some(*m)))),
        };
        let mut lab = Self::new(set, settings);
        lab.train(one("steps").unwrap_or(0.0).clamp(0.0, MOST_STEPS as f64) as usize);
        lab.looks_wrong = lab.wrong.is_some() && query.get("look") == Some("wrong");
        if query.get("third") == Some("gradients") {
            lab.third = Third::Gradients;
        }
        if let Some(sample) = one("sample").filter(|sample| (0.0..lab.samples.len() as f64).contains(sample)) {
            lab.sample = sample as usize;
        }
        if let [layer, row, column] = *numbers(query, "weight") {
            lab.choose(layer.max(0.0) as usize, row.max(0.0) as usize, column.max(0.0) as usize);
        }
        Ok(lab)
    }

    fn new(set: Set, settings: Settings) -> Self {
        let samples = set.samples(settings.seed);
        let classes = samples.iter().map(|sample| sample.class + 1).max().unwrap_or(2).max(2);
        let all: Vec<usize> = [2].into_iter().chain(settings.hidden.iter().copied()).chain([classes]).collect();
        let mut dice = Dice::new("weights", settings.seed);
        let net = Network::new(&all, settings.activation, settings.head, settings.scale, &mut dice);
        let wrong = settings.mistake.map(|mistake| Training::new(net.clone(), Some(mistake), &samples));
        let right = Training::new(net, None, &samples);
        let weight = Weight { layer: 0, row: 0, column: 0 };
        Self { set, samples, settings, right, wrong, looks_wrong: false, sample: 0, weight, third: Third::Loss }
    }

    /// Another training from its start, with the same looked at.
    fn anew(&mut self, set: Set, settings: Settings) {
        let (third, weight, looks_wrong) = (self.third, self.weight, self.looks_wrong);
        *self = Self::new(set, settings);
        self.third = third;
        self.looks_wrong = looks_wrong && self.wrong.is_some();
        self.choose(weight.layer, weight.row, weight.column);
    }

    fn set_up(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.clone();
        change(&mut settings);
        if settings != self.settings {
            self.anew(self.set.clone(), settings);
        }
    }

    /// The steps that have been taken.
    fn steps(&self) -> usize {
        self.right.losses.len() - 1
    }

    /// The steps of an epoch, in which each sample comes once.
    fn epoch(&self) -> usize {
        self.settings.batch.map_or(1, |batch| self.samples.len().div_ceil(batch)).max(1)
    }

    /// Takes so many steps, or fewer if there is an end before.
    fn train(&mut self, steps: usize) {
        let batch = self.settings.batch.unwrap_or(self.samples.len()).max(1);
        let mut order = None;
        for _ in 0..steps {
            if !self.goes_on() {
                return;
            }
            let (epoch, place) = (self.steps() / self.epoch(), self.steps() % self.epoch());
            if place == 0 || order.is_none() {
                let mut dice = Dice::new("order", self.settings.seed.wrapping_add(epoch as u64));
                order = Some(dice.order(self.samples.len()));
            }
            let chosen: Vec<usize> = order.iter().flatten().copied().skip(place * batch).take(batch).collect();
            for training in std::iter::once(&mut self.right).chain(&mut self.wrong) {
                training.step(&self.samples, &chosen, self.settings.rate);
            }
        }
    }

    fn goes_on(&self) -> bool {
        let lost = self.right.is_lost() && self.wrong.as_ref().is_none_or(Training::is_lost);
        self.steps() < MOST_STEPS && !lost
    }

    /// The training that is looked into.
    fn shown(&self) -> &Training {
        self.wrong.as_ref().filter(|_| self.looks_wrong).unwrap_or(&self.right)
    }

    fn choose(&mut self, layer: usize, row: usize, column: usize) {
        let layers = &self.right.net.layers;
        let layer = layer.min(layers.len() - 1);
        let (rows, columns) = (layers[layer].biases.len(), layers[layer].weights.first().map_or(1, Vec::len));
        self.weight = Weight { layer, row: row.min(rows - 1), column: column.min(columns - 1) };
    }

    /// Every weight, layer by layer.
    fn weights(&self) -> Vec<Weight> {
        let of_layer = |(layer, dense): (usize, &crate::optimize::Dense)| {
            let columns = dense.weights.first().map_or(0, Vec::len);
            let of_row = move |row| (0..columns).map(move |column| Weight { layer, row, column });
            (0..dense.biases.len()).flat_map(of_row).collect::<Vec<_>>()
        };
        self.right.net.layers.iter().enumerate().flat_map(of_layer).collect()
    }

    fn present(&self) -> Sample {
        self.samples.get(self.sample).copied().unwrap_or(Sample { at: [0.0, 0.0], class: 0 })
    }
}

impl Lab for NetworkLab {
    fn inputs(&self) -> Vec<Input> {
        let Settings { hidden, activation, head, rate, batch, scale, seed, mistake } = &self.settings;
        let sets: Vec<(&str, &str)> =
            MADE.iter().map(|made| (made.id, made.name)).chain([("own", "points of your own")]).collect();
        let functions = ACTIVATIONS.map(|f| (f.name(), f.name()));
        let mistakes: Vec<(&str, &str)> = std::iter::once((mistake_id(None), "none"))
            .chain(Mistake::ALL.map(|m| (mistake_id(Some(m)), words::mistake(m))))
            .collect();
        let hidden: Vec<String> = hidden.iter().map(usize::to_string).collect();
        let batches = [("all", "all"), ("10", "10"), ("1", "1")];
        let batch_id = batch.map_or_else(|| "all".to_owned(), |batch| batch.to_string());
        let goes_on = self.goes_on();
        let mut inputs = vec![
            Input::button("step", "Step", goes_on),
            Input::button("epoch", "Epoch", goes_on),
            Input::button("many", format!("{MANY} epochs"), goes_on),
            Input::button("again", "Start again", self.steps() > 0),
            Input::choice("set", "Points", &sets, self.set.id()),
        ];
        if let Set::Own(samples) = &self.set {
            inputs.push(Input::lines("data", "Points: x, y, class on each line", sets::text(samples)));
        }
        inputs.extend([
            Input::answer("hidden", "Units of the hidden layers", hidden.join(", ")),
            Input::choice("f", "Function of the hidden layers", &functions, activation.name()),
            Input::choice(
                "loss",
                "Loss",
                &[("entropy", "cross-entropy"), ("squared", "squared error")],
                if *head == Head::CrossEntropy { "entropy" } else { "squared" },
            ),
            Input::slider("rate", "Learning rate", rate.log10(), RATES, 0.02, figure(Some(*rate))),
            Input::choice("batch", "Points in a step", &batches, &batch_id),
            Input::slider("scale", "First weights, times the usual", scale.log10(), SCALES, 0.02, figure(Some(*scale))),
            Input::number("seed", "Seed of chance", *seed as f64),
            Input::choice("mistake", "A wrong gradient to race against", &mistakes, mistake_id(*mistake))
                .with_note(words::no_difference(self)),
            Input::choice(
                "third",
                "The third picture shows",
                &[("loss", "loss"), ("gradients", "gradients by layer")],
                if self.third == Third::Loss { "loss" } else { "gradients" },
            ),
        ]);
        if self.wrong.is_some() {
            inputs.push(Input::switch("look", "Look into the wrong one", self.looks_wrong));
        }
        inputs
    }

    fn update(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Press(id) => match id.as_str() {
                "step" => self.train(1),
                "epoch" => self.train(self.epoch()),
                "many" => self.train(MANY * self.epoch()),
                "again" => self.anew(self.set.clone(), self.settings.clone()),
                _ => {}
            },
            Action::Tick(_) => self.train(self.epoch()),
            Action::Type(id, text) if id == "hidden" => {
                let hidden = widths(&text)?;
                self.set_up(|settings| settings.hidden = hidden);
            }
            Action::Type(id, text) if id == "data" => self.anew(Set::read(&text)?, self.settings.clone()),
            Action::Set(id, value) if value.is_finite() => match id.as_str() {
                "rate" => self.set_up(|s| s.rate = rounded_power(value.clamp(RATES.0, RATES.1))),
                "scale" => self.set_up(|s| s.scale = rounded_power(value.clamp(SCALES.0, SCALES.1))),
                "seed" if (0.0..=1e9).contains(&value) && value.fract() == 0.0 => {
                    self.set_up(|s| s.seed = value as u64);
                }
                "seed" => return Err("A seed is a whole number from 0 up.".into()),
                _ => {}
            },
            Action::Choose(id, option) => match id.as_str() {
                "set" if option != self.set.id() => {
                    let own = || Set::read(&sets::text(&self.samples)).unwrap_or(Set::Made(0));
                    let set = Set::named(&option).unwrap_or_else(own);
                    self.anew(set, self.settings.clone());
                }
                "f" => {
                    if let Some(f) = ACTIVATIONS.into_iter().find(|f| f.name() == option) {
                        self.set_up(|settings| settings.activation = f);
                    }
                }
                "loss" => {
                    let head = if option == "squared" { Head::SquaredError } else { Head::CrossEntropy };
                    self.set_up(|settings| settings.head = head);
                }
                "batch" => self.set_up(|settings| settings.batch = option.parse().ok()),
                "mistake" => {
                    let mistake = Mistake::ALL.into_iter().find(|m| mistake_id(Some(*m)) == option);
                    let steps = self.steps();
                    self.set_up(|settings| settings.mistake = mistake);
                    // A race is joined where it is.
                    self.train(steps.saturating_sub(self.steps()));
                }
                "third" => self.third = if option == "gradients" { Third::Gradients } else { Third::Loss },
                _ => {}
            },
            Action::Switch(id, on) if id == "look" => self.looks_wrong = on && self.wrong.is_some(),
            Action::Drag(id, at) if id == "sample" => self.sample = self.nearest_sample(at),
            Action::Drag(id, at) if id == "weight" => {
                let Weight { layer, row, column } = self.nearest_weight(at);
                self.choose(layer, row, column);
            }
            Action::Nudge(id, direction, _) => {
                let on = matches!(direction, Direction::Right | Direction::Up);
                let next = |at: usize, count: usize| if on { (at + 1) % count } else { (at + count - 1) % count };
                if id == "sample" {
                    self.sample = next(self.sample, self.samples.len().max(1));
                } else if id == "weight" {
                    let weights = self.weights();
                    let at = weights.iter().position(|weight| *weight == self.weight).unwrap_or(0);
                    if let Some(weight) = weights.get(next(at, weights.len().max(1))) {
                        self.weight = *weight;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn plays(&self) -> Option<Playing> {
        Some(Playing { name: "Train", goes_on: self.goes_on() })
    }

    fn pictures(&self) -> Vec<Picture> {
        let mut third = vec![Legend::words(Role::Step, "right gradient")];
        if self.wrong.is_some() {
            third.push(Legend::words(Role::Error, "wrong gradient"));
        }
        let name =
            if self.third == Third::Loss { "The loss, step by step" } else { "How large each layer’s gradient is" };
        let classes = (0..self.right.net.layers.last().map_or(2, |layer| layer.biases.len()))
            .map(|class| Legend::words(pictures::role(class), format!("class {class}")))
            .collect();
        vec![
            Picture::new("The points and their regions", 1.0, Hold::Anywhere, classes),
            Picture::new(
                "The network",
                1.0,
                Hold::Anywhere,
                vec![Legend::words(Role::Function, "weight above 0"), Legend::words(Role::Derivative, "below 0")],
            ),
            Picture::new(name, 1.0, Hold::Nothing, third),
        ]
    }

    fn viewport(&self, picture: usize, width: f64, height: f64) -> Viewport {
        match picture {
            0 => self.plane(width, height),
            1 => self.columns(width, height),
            _ => self.third_viewport(width, height),
        }
    }

    fn scene(&self, picture: usize, view: Viewport) -> Scene {
        match (picture, self.third) {
            (0, _) => self.regions(view),
            (1, _) => self.graph(view),
            (_, Third::Loss) => self.losses(view),
            (_, Third::Gradients) => self.gradients(view),
        }
    }

    fn grips(&self, picture: usize, _view: &Viewport) -> Vec<Grip> {
        match picture {
            0 => {
                let Sample { at: [x, y], class } = self.present();
                vec![Grip {
                    id: "sample".into(),
                    label: "Point that goes through the network".into(),
                    at: (x, y),
                    value: (self.sample as f64, 0.0, self.samples.len().saturating_sub(1) as f64),
                    text: format!(
                        "point {} at ({}, {}), class {class}",
                        self.sample + 1,
                        figure(Some(x)),
                        figure(Some(y))
                    ),
                }]
            }
            1 => {
                let weights = self.weights();
                let at = weights.iter().position(|weight| *weight == self.weight).unwrap_or(0);
                vec![Grip {
                    id: "weight".into(),
                    label: "Weight that is looked at".into(),
                    at: self.middle(self.weight),
                    value: (at as f64, 0.0, weights.len().saturating_sub(1) as f64),
                    text: words::weight(self),
                }]
            }
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
        let Settings { hidden, activation, head, rate, batch, scale, seed, mistake } = &self.settings;
        let hidden: Vec<String> = hidden.iter().map(usize::to_string).collect();
        let mut query = Query::new().with("set", self.set.id());
        if let Set::Own(samples) = &self.set {
            query = query.with("data", sets::text(samples).replace(", ", ",").replace('\n', ";"));
        }
        query = query
            .with("hidden", hidden.join(","))
            .with("f", activation.name())
            .with("rate", exact_figure(*rate))
            .with("steps", self.steps())
            .with("seed", seed);
        for (name, value) in [
            ("loss", (*head == Head::SquaredError).then(|| "squared".to_owned())),
            ("batch", batch.map(|batch| batch.to_string())),
            ("scale", (*scale != 1.0).then(|| exact_figure(*scale))),
            ("mistake", mistake.map(|mistake| mistake_id(Some(mistake)).to_owned())),
            ("look", self.looks_wrong.then(|| "wrong".to_owned())),
            ("third", (self.third == Third::Gradients).then(|| "gradients".to_owned())),
        ] {
            if let Some(value) = value {
                query = query.with(name, value);
            }
        }
        let Weight { layer, row, column } = self.weight;
        query.with("sample", self.sample).with("weight", format!("{layer},{row},{column}"))
    }
}

/// A power of ten to three digits, as it is shown.
fn rounded_power(power: f64) -> f64 {
    format!("{:.2e}", 10f64.powf(power)).parse().unwrap_or(0.1)
}

#[cfg(test)]
mod tests;
