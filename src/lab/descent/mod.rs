//! The descent lab: a loss, one or several methods on their way down, and what each step was made of.

mod formulas;
mod ground;
mod inputs;
mod moves;
mod pictures;
mod rate;
mod runner;
mod words;

use self::{
    ground::{Ground, Source},
    runner::Runner,
};
use super::{
    Action, Example, Grip, Hold, Input, Lab, Legend, Picture, Playing, Table, curve::zoomed, figure, fitted::Fitted,
    input_figure, numbers, points, relief,
};
use crate::{
    plot::{Point, Role, Scene, Viewport},
    query::Query,
};

/// Up to four descents of a loss, seen from above for two variables and from the side for one.
///
/// Whatever is changed, the start, the rate, the method, the loss, the same number of steps is taken anew, so the paths move under
/// the hand.
///
/// ```
/// use gradus::{lab::{Action, DescentLab, Lab}, query::Query};
/// let mut lab = DescentLab::from_query(&Query::parse("loss=parabola&lr=0.25&steps=0"))?;
/// lab.update(Action::Press("step".into()))?;
/// assert!(lab.describe().starts_with("After 1 step: x = 1.5, and the loss is 2.25."));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug)]
pub struct DescentLab {
    ground: Ground,
    /// Never empty.
    runners: Vec<Runner>,
    /// The one that is set and told of.
    chosen: usize,
    /// The steps that each was asked to take.
    steps: usize,
    /// Whether all begin at one place.
    together: bool,
    /// Data for each step, where there are data; all where there is no number.
    batch: Option<usize>,
    seed: u64,
    second: Second,
    prediction: Option<Prediction>,
    /// Steps in a second while it plays.
    pace: f64,
    clock: f64,
}

/// What the second picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Second {
    Loss,
    Coordinates,
    Surface,
}

/// Where the learner expects the next point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Prediction {
    guess: Option<Point>,
    /// How far the last guess was off, and how long the step was.
    judged: Option<(f64, f64)>,
}

/// States worth looking at, the first of which is opened.
pub const EXAMPLES: [Example; 10] = [
    Example {
        name: "A ravine",
        question: "Find the rate at which it no longer goes to and fro, and the one at which it no longer arrives.",
        query: "loss=ravine&start=4,1.5&lr=0.08&steps=14",
    },
    Example {
        name: "Four at once",
        question: "Which two of the four know how the valley bends?",
        query: "loss=rosenbrock&lr=0.001&steps=60&run2=method%3Dmomentum%26lr%3D0.0005&run3=method%3Dadam%26lr%3D0.1&run4=method%3Dbfgs",
    },
    Example {
        name: "Predict first",
        question: "Click where the next point will be, then step. What does the arrow of the gradient leave open?",
        query: "f=x^2%2B2y^2&start=3,1.5&lr=0.2&predict=on&steps=0",
    },
    Example {
        name: "Momentum",
        question: "It overshoots. With which μ does it arrive soonest?",
        query: "loss=ravine&start=4,1.5&method=momentum&lr=0.02&momentum=0.8&steps=40&second=coordinates",
    },
    Example {
        name: "Two valleys",
        question: "Drag the start. From where is the deeper valley found?",
        query: "loss=double-well&start=1.75&lr=0.02&steps=20",
    },
    Example {
        name: "A saddle",
        question: "One of the three stays at the saddle. Which, and why?",
        query: "f=x^2-y^2%2By^4/4&start=1.5,0.02&lr=0.1&steps=25&run2=method%3Dnewton&run3=method%3Dnewton-backtracking",
    },
    Example {
        name: "Four minima",
        question: "Drag the starts apart. Where is the border between what leads to one minimum and to the next?",
        query: "loss=himmelblau&start=0,-0.5&lr=0.01&steps=40&apart=on&run2=start%3D-1,0.5%26lr%3D0.01&run3=start%3D-0.5,-1%26lr%3D0.01",
    },
    Example {
        name: "A line through points",
        question: "Drag a point of the data. How does the way down change?",
        query: "fit=line&start=-1,4&lr=0.1&steps=30",
    },
    Example {
        name: "One point at a time",
        question: "With one point for each step the way is never quiet. Let the rate fall, and look again.",
        query: "fit=line&start=-1,4&lr=0.1&batch=1&steps=120",
    },
    Example {
        name: "A rate that falls",
        question: "The rate is halved again and again. What if it falls too fast?",
        query: "fit=line&start=-1,4&lr=0.2&batch=1&schedule=step&step_size=40&gamma=0.5&steps=200",
    },
];

/// The most steps, and the most runs.
const MOST_STEPS: usize = 2000;
const MOST_RUNS: usize = 4;
/// The steps of the button for many.
const MANY: usize = 100;
/// Steps in a second.
const PACES: (f64, f64) = (1.0, 30.0);

impl Second {
    const fn name(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::Coordinates => "coordinates",
            Self::Surface => "surface",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Loss, Self::Coordinates, Self::Surface].into_iter().find(|second| second.name() == name)
    }
}

impl DescentLab {
    /// The lab that a link describes. What it lacks, or has in a way that can't be used, is as at first.
    ///
    /// # Errors
    /// In words, if the loss that it spells, or its data, can't be used.
    pub fn from_query(query: &Query) -> Result<Self, String> {
        let ground = Ground::from_query(query)?;
        let mut lab = Self::new(ground);
        let one = |name: &str| numbers(query, name).first().copied();
        lab.batch = one("batch").filter(|batch| *batch >= 1.0).map(|batch| batch as usize);
        lab.seed = one("seed").unwrap_or(1.0).clamp(0.0, 1e9) as u64;
        lab.together = query.get("apart").is_none();
        let steps = one("steps").unwrap_or(0.0).clamp(0.0, MOST_STEPS as f64) as usize;
        lab.runners[0] = Runner::new(&lab.ground.loss, lab.batches());
        lab.runners[0].read(query);
        for i in 1..MOST_RUNS {
            if let Some(text) = query.get(&format!("run{}", i + 1)) {
                lab.add(&Query::parse(text));
            }
        }
        lab.go_to(steps);
        if let [a, b, c, d] = *numbers(query, "view") {
            lab.ground.look([(a, b).into(), (c, d).into()]);
        }
        if let ([turn, tilt], Some(seen)) = (&*numbers(query, "camera"), &mut lab.ground.seen) {
            seen.relief.turn_to(*turn, *tilt);
        }
        lab.second = query.get("second").and_then(Second::named).unwrap_or(lab.second);
        lab.chosen = one("chosen").map_or(0, |i| (i.max(1.0) as usize - 1).min(lab.runners.len() - 1));
        lab.prediction = query.get("predict").map(|_| Prediction::default());
        lab.pace = one("pace").unwrap_or(lab.pace).clamp(PACES.0, PACES.1);
        Ok(lab)
    }

    fn new(ground: Ground) -> Self {
        let runners = vec![Runner::new(&ground.loss, None)];
        Self {
            ground,
            runners,
            chosen: 0,
            steps: 0,
            together: true,
            batch: None,
            seed: 1,
            second: Second::Loss,
            prediction: None,
            pace: 7.0,
            clock: 0.0,
        }
    }

    fn batches(&self) -> Option<crate::optimize::Batches> {
        self.ground.batches(self.batch?, self.seed)
    }

    fn runner(&self) -> &Runner {
        &self.runners[self.chosen]
    }

    /// Another run, as a link has it, beginning where the first does if all begin together.
    fn add(&mut self, query: &Query) {
        if self.runners.len() < MOST_RUNS {
            let mut runner = Runner::new(&self.ground.loss, self.batches());
            let start = self.runners[0].run.start().to_vec();
            runner.start_at(start.clone(), 0);
            runner.read(query);
            if self.together {
                runner.start_at(start, 0);
            }
            runner.go_to(self.steps);
            self.runners.push(runner);
        }
    }

    /// Lets each run take so many steps, as far as it gets. The number stays, so that a start that leads nowhere costs nothing.
    fn go_to(&mut self, steps: usize) {
        self.steps = steps.min(MOST_STEPS);
        for runner in &mut self.runners {
            runner.go_to(self.steps);
        }
    }

    /// The steps that the longest run has taken.
    fn taken(&self) -> usize {
        self.runners.iter().map(|runner| runner.run.steps().len()).max().unwrap_or(0)
    }

    /// Takes more steps; what no run can take is not counted.
    fn advance(&mut self, steps: usize) {
        self.go_to(self.taken() + steps);
        self.steps = self.taken();
    }

    /// A step forward, which judges a guess.
    fn forward(&mut self) {
        let before = self.runner().run.steps().len();
        self.advance(1);
        let run = &self.runners[self.chosen].run;
        if let (Some(prediction), Some(step)) = (&mut self.prediction, run.steps().get(before)) {
            let length = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
            let guess = prediction.guess.take();
            prediction.judged = guess.map(|(x, y)| {
                let guess = [x, y];
                (length(&guess[..step.after.len().min(2)], &step.after), length(&step.before, &step.after))
            });
        }
    }

    fn stand_on(&mut self, ground: Ground) {
        let relief = self.ground.seen.as_ref().map(|seen| seen.relief.clone());
        self.ground = ground;
        if let (Some(seen), Some(relief)) = (&mut self.ground.seen, relief) {
            seen.relief = seen.relief.clone().seen_as(&relief);
        }
        let batches = self.batches();
        for runner in &mut self.runners {
            runner.on(&self.ground.loss, batches.clone(), self.steps);
        }
        self.prediction = self.prediction.map(|_| Prediction::default());
        self.go_to(self.steps);
    }

    /// Another loss: one run, from where it suggests to begin.
    fn begin_on(&mut self, ground: Ground) {
        let (second, pace, seed) = (self.second, self.pace, self.seed);
        let predicts = self.prediction.map(|_| Prediction::default());
        *self = Self { second, pace, seed, prediction: predicts, ..Self::new(ground) };
        if !self.ground.is_flat() && self.second == Second::Surface {
            self.second = Second::Loss;
        }
    }

    /// The same loss with other data, seen as before.
    fn of_data(&mut self, fitted: Fitted) -> Result<(), String> {
        let window = self.ground.window;
        let mut ground = Ground::new(Source::Data(fitted))?;
        ground.look(window);
        self.stand_on(ground);
        Ok(())
    }

    fn rebatch(&mut self) {
        let batches = self.batches();
        for runner in &mut self.runners {
            runner.on(&self.ground.loss, batches.clone(), self.steps);
        }
    }

    fn start_at(&mut self, i: usize, start: &[f64]) {
        let steps = self.steps;
        for (k, runner) in self.runners.iter_mut().enumerate() {
            if self.together || k == i {
                runner.start_at(start.to_vec(), steps);
            }
        }
        self.prediction = self.prediction.map(|_| Prediction::default());
    }

    /// A point of the loss in the picture: for one variable on the graph.
    fn in_the_picture(&self, at: &[f64]) -> Point {
        match *at {
            [x, y] => (x, y),
            [x] => (x, self.ground.loss.value(&[x])),
            _ => (f64::NAN, f64::NAN),
        }
    }

    fn goes_on(&self) -> bool {
        self.taken() < MOST_STEPS && self.runners.iter().any(Runner::goes_on)
    }

    /// The grips that are starts, with their runs.
    fn starts(&self) -> Vec<usize> {
        match (&self.prediction, self.together) {
            (Some(_), _) => Vec::new(),
            (None, true) => vec![0],
            (None, false) => (0..self.runners.len()).collect(),
        }
    }
}

impl Lab for DescentLab {
    fn inputs(&self) -> Vec<Input> {
        inputs::inputs(self)
    }

    fn update(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Type(id, text) if id == "f" => self.begin_on(Ground::new(Source::Typed(text))?),
            Action::Type(id, text) if id == "data" => {
                if let Some(fit) = self.ground.fitted().map(|fitted| fitted.fit) {
                    self.of_data(Fitted { fit, data: points(&text)? })?;
                }
            }
            Action::Set(id, value) => self.set(&id, value)?,
            Action::Choose(id, option) => self.choose(&id, &option)?,
            Action::Press(button) => self.press(&button)?,
            Action::Switch(id, on) if id == "apart" => {
                self.together = !on;
                let start = self.runner().run.start().to_vec();
                if self.together {
                    self.start_at(0, &start);
                }
            }
            Action::Switch(id, on) if id == "predict" => self.prediction = on.then(Prediction::default),
            Action::Drag(grip, at) => self.moved(&grip, at)?,
            Action::Nudge(grip, direction, pace) => self.nudged(&grip, direction, pace)?,
            Action::Zoom(0, factor, (x, y)) => {
                let [across, up] = self.ground.window;
                self.ground.look([zoomed(across, factor, x), zoomed(up, factor, y)]);
            }
            Action::Pan(0, (dx, dy)) => {
                let [across, up] = self.ground.window;
                self.ground.look([across.shifted(-dx), up.shifted(-dy)]);
            }
            Action::Pan(1, by) => {
                if let Some(seen) = &mut self.ground.seen {
                    seen.relief.pull(by);
                }
            }
            Action::Tick(seconds) => {
                self.clock += seconds.clamp(0.0, 1.0);
                let due = (self.clock * self.pace).floor();
                self.clock -= due / self.pace;
                for _ in 0..due as usize {
                    self.forward();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn plays(&self) -> Option<Playing> {
        Some(Playing { name: "Play", goes_on: self.goes_on() })
    }

    fn pictures(&self) -> Vec<Picture> {
        let mut runs: Vec<Legend> = self
            .runners
            .iter()
            .enumerate()
            .map(|(i, runner)| Legend::words(pictures::role(i), runner.method.title))
            .collect();
        let second = match self.second {
            Second::Loss => Picture::new("The loss, step by step", 1.15, Hold::Nothing, runs.clone()),
            Second::Surface => Picture::new("In space", 1.15, Hold::Grips, runs.clone()),
            Second::Coordinates => {
                let names = self.ground.loss.variables().iter().enumerate();
                let legend = names.map(|(k, x)| Legend::words(pictures::role(k), x.name())).collect();
                Picture::new("The coordinates, step by step", 1.15, Hold::Nothing, legend)
            }
        };
        if self.taken() > 0 && self.ground.is_flat() {
            runs.push(Legend::words(Role::Gradient, "the gradient’s part of the last step"));
        }
        let hold = if self.prediction.is_some() || self.starts().len() == 1 { Hold::Anywhere } else { Hold::Grips };
        let first = Picture::new(if self.ground.is_flat() { "From above" } else { "From the side" }, 1.15, hold, runs);
        let mut pictures = vec![first, second];
        if self.ground.fitted().is_some() {
            let legend =
                vec![Legend::words(Role::Step, "fit at the point"), Legend::words(Role::Error, "what it is off")];
            pictures.push(Picture::new("The data and the fit", 1.15, Hold::Grips, legend));
        }
        pictures
    }

    fn viewport(&self, picture: usize, width: f64, height: f64) -> Viewport {
        match (picture, self.second, self.ground.fitted()) {
            (0, _, _) => Viewport::new(self.ground.window[0], self.ground.window[1], width, height),
            (1, Second::Surface, _) => relief::viewport(width, height),
            (1, Second::Loss, _) => self.losses_viewport(width, height),
            (1, Second::Coordinates, _) => self.coordinates_viewport(width, height),
            (_, _, Some(fitted)) => fitted.viewport(width, height),
            (_, _, None) => relief::viewport(width, height),
        }
    }

    fn scene(&self, picture: usize, view: Viewport) -> Scene {
        match (picture, self.second, &self.ground.seen) {
            (0, _, Some(seen)) => self.seen_from_above(view, seen),
            (0, _, None) => self.seen_from_the_side(view),
            (1, Second::Surface, Some(seen)) => self.in_space(view, seen),
            (1, Second::Coordinates, _) => self.coordinates(view),
            (1, _, _) => self.losses_scene(view),
            _ => self.data(view),
        }
    }

    fn grips(&self, picture: usize, view: &Viewport) -> Vec<Grip> {
        match picture {
            0 => {
                let named = |i: usize| {
                    if self.together { "Start of the descent".to_owned() } else { format!("Start of run {}", i + 1) }
                };
                let grip = |id: String, label: String, at: Point| {
                    let names = self.ground.loss.variables().iter();
                    let parts: Vec<String> =
                        names.zip([at.0, at.1]).map(|(x, v)| format!("{x} = {}", figure(Some(v)))).collect();
                    Grip { id, label, at, value: (at.0, view.x().lo(), view.x().hi()), text: parts.join(", ") }
                };
                let starts = self
                    .starts()
                    .into_iter()
                    .map(|i| grip(format!("start{i}"), named(i), self.in_the_picture(self.runners[i].run.start())));
                let guess = self.prediction.map(|prediction| {
                    let at = prediction.guess.unwrap_or_else(|| self.in_the_picture(self.runner().run.point()));
                    grip("guess".into(), "Where the next point will be".into(), at)
                });
                starts.chain(guess).collect()
            }
            2 => self.ground.fitted().map(|fitted| fitted.grips(view)).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    fn lines(&self) -> Vec<String> {
        self.step_latex()
    }

    fn describe(&self) -> String {
        self.sentences()
    }

    fn tables(&self) -> Vec<Table> {
        self.numbers()
    }

    fn query(&self) -> Query {
        let mut query = self.runners[0].add_to(self.ground.add_to(Query::new())).with("steps", self.steps);
        for (i, runner) in self.runners.iter().enumerate().skip(1) {
            query = query.with(&format!("run{}", i + 1), runner.add_to(Query::new()));
        }
        let camera = self.ground.seen.as_ref().map(|seen| {
            let (turn, tilt) = seen.relief.degrees();
            format!("{},{}", input_figure(turn), input_figure(tilt))
        });
        for (name, value) in [
            ("chosen", (self.chosen > 0).then(|| (self.chosen + 1).to_string())),
            ("apart", (!self.together).then(|| "on".to_owned())),
            ("batch", self.batch.map(|batch| batch.to_string())),
            ("seed", (self.seed != 1).then(|| self.seed.to_string())),
            ("second", (self.second != Second::Loss).then(|| self.second.name().to_owned())),
            ("camera", camera.filter(|_| self.second == Second::Surface)),
            ("predict", self.prediction.map(|_| "on".to_owned())),
            ("pace", Some(input_figure(self.pace))),
        ] {
            if let Some(value) = value {
                query = query.with(name, value);
            }
        }
        query
    }
}

#[cfg(test)]
mod tests;
