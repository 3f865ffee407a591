//! The descent lab: a loss, a start, a method, and the path that follows from them.

mod formulas;
mod rate;

use std::{collections::BTreeMap, sync::Arc};

use self::{
    formulas::{column, numbers_latex, rule_latex},
    rate::Scheduled,
};
use super::{Direction, figure, input_figure};
use crate::{
    numeric::{Scratch, gradient_columns},
    optimize::{Loss, LossError, METHODS, Method, Optimizer, OptimizerError, Preset, Status, Trajectory},
    plot::{Axis, Emphasis, Grid, Heat, Interval, Marker, Pace, Role, Scene, Viewport, contour},
    query::Query,
    symbolic::{Expr, Symbol, latex, parse, print::symbol_latex, simplify},
};

/// A descent, seen from above for two variables and from the side for one.
///
/// Whatever is changed, the start, the rate, the method, the loss, the same number of steps is taken anew, so the path
/// moves under the hand.
///
/// ```
/// use gradus::lab::{DescentLab, descent::Action};
/// let mut lab = DescentLab::preset("parabola")?;
/// lab.update(Action::Rate(0.25));
/// lab.update(Action::Forward);
/// assert_eq!((lab.run().start(), lab.run().point()), ([3.0].as_slice(), [1.5].as_slice()));
/// # Ok::<(), gradus::optimize::LossError>(())
/// ```
#[derive(Clone, Debug)]
pub struct DescentLab {
    source: Source,
    run: Trajectory,
    settings: BTreeMap<&'static str, f64>,
    method: &'static Method,
    scheduled: Scheduled,
    window: [Interval; 2],
    gradient: Vec<Expr>,
    /// The landscape of two variables, which no step changes.
    landscape: Option<Arc<Landscape>>,
}

/// Where the loss comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// One of the losses that are worth descending, by its id.
    Preset(&'static str),
    /// What the person typed.
    Typed(String),
}

#[derive(Debug)]
struct Landscape {
    grid: Grid,
    heat: Heat,
    levels: Vec<f64>,
}

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Starts elsewhere; a coordinate that is no number is not gone to.
    Start(Vec<f64>),
    /// Moves the start by a step of the arrow keys.
    Nudge(Direction, Pace),
    /// Sets the learning rate.
    Rate(f64),
    /// Chooses a method by its name.
    Method(String),
    /// Sets another hyperparameter of the method.
    Setting(String, f64),
    /// Chooses a schedule of the learning rate by its name.
    Schedule(String),
    /// Sets what the schedule has to set.
    ScheduleSetting(String, f64),
    /// Takes a step.
    Forward,
    /// Takes the last step back.
    Back,
    /// Takes all steps back.
    ToStart,
    /// Takes so many steps, or fewer if the run ends before.
    Take(usize),
}

/// The most steps that a run has here.
pub const MAX_STEPS: usize = 2000;

/// The learning rates that the slider reaches, as powers of ten.
pub const RATE_POWERS: (f64, f64) = (-4.0, 1.0);

/// The learning rate at a place of the slider: a power of ten, to two digits.
///
/// ```
/// use gradus::lab::descent::{rate_at, rate_place};
/// assert_eq!(rate_at(-1.0), 0.1);
/// assert_eq!(rate_at(rate_place(0.25)), 0.25);
/// ```
pub fn rate_at(place: f64) -> f64 {
    format!("{:.1e}", 10f64.powf(place)).parse().unwrap_or(0.1)
}

/// The place of a learning rate on the slider.
pub fn rate_place(rate: f64) -> f64 {
    let (least, most) = RATE_POWERS;
    rate.max(f64::MIN_POSITIVE).log10().clamp(least, most)
}

/// How finely the landscape is sampled, and how many contour lines it has.
const CELLS: usize = 96;
const LEVELS: usize = 14;

impl DescentLab {
    /// The lab for one of the losses that are worth descending.
    ///
    /// # Errors
    /// If there is none of that id.
    pub fn preset(id: &str) -> Result<Self, LossError> {
        let preset = Preset::named(id).ok_or(LossError::NoVariable)?;
        Ok(Self::new(Source::Preset(preset.id), &preset.loss()?))
    }

    /// The lab for a loss that a person typed, of one or two variables.
    ///
    /// # Errors
    /// If the text is no expression, or has no variable or too many.
    pub fn typed(text: &str) -> Result<Self, LossError> {
        let loss = Loss::new(parse(text)?)?;
        Ok(Self::new(Source::Typed(text.to_owned()), &loss))
    }

    fn new(source: Source, loss: &Loss) -> Self {
        let method = &METHODS[0];
        let settings = BTreeMap::from([("lr", loss.rate)]);
        let window = [loss.view.horizontal, loss.view.vertical].map(|[from, to]| Interval::new(from, to));
        let landscape = (loss.variables().len() == 2).then(|| {
            let grid = Grid::sample_columns(window[0], window[1], CELLS, CELLS, |xs, ys, out| {
                loss.program().eval_columns(&[xs, ys], &mut Scratch::new(), &mut [out]);
            });
            let (heat, levels) = (Heat::from_grid(&grid), contour::levels(&grid, LEVELS));
            Arc::new(Landscape { grid, heat, levels })
        });
        let gradient = loss
            .variables()
            .iter()
            .map(|x| {
                crate::symbolic::differentiate(loss.expr(), x)
                    .unwrap_or_else(|_| Expr::derivative(loss.expr().clone(), x.clone()))
            })
            .collect();
        let start = loss.start.clone();
        let run = Trajectory::new(loss.clone(), Optimizer::GradientDescent { lr: loss.rate }, start);
        Self { source, run, settings, method, scheduled: Scheduled::default(), window, gradient, landscape }
    }

    /// Does what a person did.
    ///
    /// # Errors
    /// If a setting has a value that the method does not allow; nothing is changed then.
    pub fn update(&mut self, action: Action) -> Result<(), OptimizerError> {
        match action {
            Action::Start(start) if start.iter().all(|v| v.is_finite()) => self.start_at(start),
            Action::Start(_) => {}
            Action::Nudge(direction, pace) => {
                let (dx, dy) = Viewport::new(self.window[0], self.window[1], 1.0, 1.0).step(pace);
                let mut start = self.run.start().to_vec();
                let (i, by) = match direction {
                    Direction::Left => (0, -dx),
                    Direction::Right => (0, dx),
                    Direction::Up => (1, dy),
                    Direction::Down => (1, -dy),
                };
                if let (Some(v), Some(window)) = (start.get_mut(i), self.window.get(i)) {
                    *v = window.clamp(((*v + by) / by.abs()).round() * by.abs());
                    self.start_at(start);
                }
            }
            Action::Rate(rate) => self.set("lr", rate)?,
            Action::Setting(name, value) => {
                let hyper = self.method.hypers.iter().find(|h| h.name == name);
                let hyper = hyper.ok_or_else(|| unknown_setting(self.method, &name))?;
                self.set(hyper.name, value)?;
            }
            Action::Method(name) => self.choose(&name)?,
            Action::Schedule(name) => self.follow(self.scheduled.of_kind(&name)?),
            Action::ScheduleSetting(name, value) => self.follow(self.scheduled.with(&name, value)?),
            Action::Forward => {
                if self.run.steps().len() < MAX_STEPS {
                    self.run.step();
                }
            }
            Action::Back => {
                self.run.back();
            }
            Action::ToStart => self.again(self.run.optimizer(), self.run.start().to_vec(), 0),
            Action::Take(steps) => {
                let most = steps.min(MAX_STEPS.saturating_sub(self.run.steps().len()));
                self.run.run(most);
            }
        }
        Ok(())
    }

    fn start_at(&mut self, start: Vec<f64>) {
        self.again(self.run.optimizer(), start, self.run.steps().len());
    }

    fn set(&mut self, name: &'static str, value: f64) -> Result<(), OptimizerError> {
        let mut settings = self.settings.clone();
        settings.insert(name, value);
        let optimizer = built(self.method, &settings)?;
        self.settings = settings;
        self.again(optimizer, self.run.start().to_vec(), self.run.steps().len());
        Ok(())
    }

    /// Another method; what both have keeps its value.
    fn choose(&mut self, name: &str) -> Result<(), OptimizerError> {
        let method =
            METHODS.iter().find(|m| m.name == name).ok_or_else(|| OptimizerError::UnknownMethod(name.to_owned()))?;
        let mut settings = self.settings.clone();
        settings.retain(|name, _| method.hypers.iter().any(|h| h.name == *name));
        if method.takes_full_steps() {
            settings.remove("lr");
        } else {
            settings.entry("lr").or_insert(self.run.loss().rate);
        }
        let optimizer = built(method, &settings)?;
        (self.method, self.settings) = (method, settings);
        self.again(optimizer, self.run.start().to_vec(), self.run.steps().len());
        Ok(())
    }

    /// Another schedule; the same number of steps is taken by it.
    fn follow(&mut self, scheduled: Scheduled) {
        self.scheduled = scheduled;
        self.start_at(self.run.start().to_vec());
    }

    /// The run from a start, with so many steps if it gets that far.
    fn again(&mut self, optimizer: Optimizer, start: Vec<f64>, steps: usize) {
        let schedule = self.scheduled.schedule();
        let mut run = Trajectory::new(self.run.loss().clone(), optimizer, start).scheduled(schedule);
        for _ in 0..steps {
            run.step();
        }
        self.run = run;
    }

    /// Where the loss comes from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The loss as text that can be changed.
    pub fn text(&self) -> String {
        match &self.source {
            Source::Preset(id) => Preset::named(id).map(Preset::text).unwrap_or_default(),
            Source::Typed(text) => text.clone(),
        }
    }

    /// The run so far.
    pub fn run(&self) -> &Trajectory {
        &self.run
    }

    /// How it stands.
    pub fn status(&self) -> Status {
        self.run.status()
    }

    /// Whether another step can be taken that has something to show.
    pub fn goes_on(&self) -> bool {
        self.status() == Status::Running && self.run.steps().len() < MAX_STEPS
    }

    /// Whether a further step can be taken at all.
    pub fn can_step(&self) -> bool {
        let ended = matches!(self.status(), Status::LeftDomain | Status::NoGradient | Status::NoStep | Status::NoStart);
        self.run.refused().is_none() && !ended && self.run.steps().len() < MAX_STEPS
    }

    /// Where the start is in the picture: for one variable on the graph.
    pub fn start_in_the_picture(&self) -> (f64, f64) {
        match *self.run.start() {
            [x, y] => (x, y),
            [x] => (x, self.run.loss().value(&[x])),
            _ => (f64::NAN, f64::NAN),
        }
    }

    /// The method.
    pub fn method(&self) -> &'static Method {
        self.method
    }

    /// The method's settings with their values.
    pub fn settings(&self) -> impl Iterator<Item = (&'static str, f64)> + '_ {
        self.method.hypers.iter().map(|h| (h.name, self.settings.get(h.name).copied().unwrap_or(h.default)))
    }

    /// The learning rate that the schedule starts from.
    pub fn rate(&self) -> f64 {
        self.run.optimizer().rate()
    }

    /// Whether the point has left what is shown.
    pub fn out_of_sight(&self) -> bool {
        !self.run.point().iter().zip(&self.window).all(|(&v, window)| window.contains(v))
    }

    /// The gradient as formulas, one for each variable.
    pub fn gradient_formulas(&self) -> &[Expr] {
        &self.gradient
    }

    /// What is shown, in a box of so many css pixels.
    pub fn viewport(&self, width: f64, height: f64) -> Viewport {
        Viewport::new(self.window[0], self.window[1], width, height)
    }

    /// The picture.
    pub fn scene(&self, view: Viewport) -> Scene {
        match &self.landscape {
            Some(landscape) => self.seen_from_above(view, landscape),
            None => self.seen_from_the_side(view),
        }
    }

    fn seen_from_above(&self, view: Viewport, landscape: &Landscape) -> Scene {
        let mut scene = Scene::new(view);
        let names: Vec<&str> = self.run.loss().variables().iter().map(Symbol::name).collect();
        scene.x_axis = names.first().map(|name| Axis::new(*name).at_border());
        scene.y_axis = names.get(1).map(|name| Axis::new(*name).at_border());
        scene.heat = Some(landscape.heat.clone());
        scene.contours(&landscape.grid, &landscape.levels);
        let program = self.run.loss().program();
        scene.emphasised(Emphasis::Faint, |scene| {
            scene.field_of_columns(Role::Gradient, |xs, ys, by_x, by_y| {
                gradient_columns(program, &[xs, ys], &mut [&mut vec![f64::NAN; xs.len()], by_x, by_y]);
            });
        });
        let pair = |v: &[f64]| (v.first().copied().unwrap_or(f64::NAN), v.get(1).copied().unwrap_or(f64::NAN));
        scene.path(Role::Step, self.stops().map(|v| pair(&v)).collect());
        scene.point(Role::Step, pair(self.run.point()), Marker::Disc);
        scene.handle(Role::Step, pair(self.run.start()));
        scene
    }

    fn seen_from_the_side(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        let loss = self.run.loss();
        scene.x_axis = loss.variables().first().map(|x| Axis::new(x.name()));
        scene.y_axis = Some(Axis::new("J"));
        scene.curve(Role::Function, |x| loss.value(&[x]));
        let on_graph = |v: &[f64]| (v.first().copied().unwrap_or(f64::NAN), loss.value(v));
        if let Some(&slope) = self.run.gradient().first() {
            scene.line(Role::Tangent, on_graph(self.run.point()), slope);
        }
        scene.path(Role::Step, self.stops().map(|v| on_graph(&v)).collect());
        scene.point(Role::Step, on_graph(self.run.point()), Marker::Disc);
        scene.handle(Role::Step, on_graph(self.run.start()));
        scene
    }

    fn stops(&self) -> impl Iterator<Item = Vec<f64>> + '_ {
        std::iter::once(self.run.start().to_vec()).chain(self.run.steps().iter().map(|step| step.after.clone()))
    }

    /// The loss and its gradient in LaTeX.
    pub fn loss_latex(&self) -> String {
        format!("J={}", latex(self.run.loss().expr()))
    }

    /// The gradient in LaTeX.
    pub fn gradient_latex(&self) -> String {
        let entries: Vec<String> = self.gradient.iter().map(|g| latex(&simplify(g))).collect();
        let left = if entries.len() == 1 { "J'" } else { r"\nabla J" };
        format!("{left}={}", column(&entries))
    }

    /// The last step as the update rule with its numbers, line by line in LaTeX; before the first step, the rule alone.
    pub fn step_latex(&self) -> Vec<String> {
        let names: Vec<String> = self.run.loss().variables().iter().map(symbol_latex).collect();
        let theta = column(&names);
        let rule = std::iter::once(rule_latex(self.method.name, names.len() == 1));
        let rule = rule.chain(self.scheduled.latex().map(str::to_owned));
        match self.run.refused().or(self.run.steps().last()) {
            None => rule.collect(),
            Some(step) => {
                let refused = self.run.refused().map(|_| r"\text{The next step would be}".to_owned());
                rule.chain(refused).chain(numbers_latex(step, &theta)).collect()
            }
        }
    }

    /// How the run stands, in words.
    pub fn describe(&self) -> String {
        let steps = self.run.steps().len();
        let point: Vec<String> = self
            .run
            .loss()
            .variables()
            .iter()
            .zip(self.run.point())
            .map(|(x, &v)| format!("{x} = {}", figure(Some(v))))
            .collect();
        let count = match steps {
            0 => "At the start".to_owned(),
            1 => "After 1 step".to_owned(),
            n => format!("After {n} steps"),
        };
        let outside = if self.out_of_sight() { " The point has left the picture." } else { "" };
        let unmoved = self.run.steps().last().is_some_and(|step| step.before == step.after);
        let status = match self.status() {
            Status::Running if steps == 0 => "",
            Status::Running if unmoved => "The steps are too small to move the point.",
            status => status.sentence(),
        };
        let value = figure(Some(self.run.value()));
        format!("{count}: {}, and the loss is {value}.{outside} {status}", point.join(", ")).trim_end().to_owned()
    }

    /// What a link needs to come back to the same run.
    pub fn query(&self) -> Query {
        let query = match &self.source {
            Source::Preset(id) => Query::new().with("loss", id),
            Source::Typed(text) => Query::new().with("f", text),
        };
        let start: Vec<String> = self.run.start().iter().map(|&v| input_figure(v)).collect();
        let query = query.with("start", start.join(",")).with("method", self.method.name);
        let query = self.settings().fold(query, |query, (name, value)| query.with(name, input_figure(value)));
        let query = match self.schedule().hypers {
            [] => query,
            _ => query.with("schedule", self.schedule().name),
        };
        let query = self.schedule_settings().fold(query, |query, (name, value)| query.with(name, input_figure(value)));
        query.with("steps", self.run.steps().len())
    }

    /// The lab that a link describes. What it lacks, or has in a way that can't be used, is as at first.
    ///
    /// # Errors
    /// If the loss that it names or spells can't be used.
    pub fn from_query(query: &Query) -> Result<Self, LossError> {
        let get = |name: &str| query.get(name);
        let mut lab = match (get("f"), get("loss")) {
            (Some(text), _) if !text.trim().is_empty() => Self::typed(text)?,
            (_, Some(id)) if Preset::named(id).is_some() => Self::preset(id)?,
            _ => Self::preset("ravine")?,
        };
        // Each part on its own: a bad one is left as it was.
        if let Some(method) = get("method") {
            let _ = lab.update(Action::Method(method.to_owned()));
        }
        for hyper in lab.method.hypers {
            if let Some(value) = get(hyper.name).and_then(|text| text.parse().ok()) {
                let _ = lab.update(Action::Setting(hyper.name.to_owned(), value));
            }
        }
        if let Some(schedule) = get("schedule") {
            let _ = lab.update(Action::Schedule(schedule.to_owned()));
        }
        for hyper in lab.schedule().hypers {
            if let Some(value) = get(hyper.name).and_then(|text| text.parse().ok()) {
                let _ = lab.update(Action::ScheduleSetting(hyper.name.to_owned(), value));
            }
        }
        let start: Option<Vec<f64>> =
            get("start").and_then(|text| text.split(',').map(|v| v.trim().parse().ok()).collect());
        if let Some(start) = start.filter(|start| start.len() == lab.run.start().len()) {
            let _ = lab.update(Action::Start(start));
        }
        if let Some(steps) = get("steps").and_then(|text| text.parse::<usize>().ok()) {
            for _ in 0..steps.min(MAX_STEPS) {
                lab.run.step();
            }
        }
        Ok(lab)
    }
}

fn built(method: &Method, settings: &BTreeMap<&'static str, f64>) -> Result<Optimizer, OptimizerError> {
    Optimizer::named(method.name, &settings.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect())
}

fn unknown_setting(method: &'static Method, name: &str) -> OptimizerError {
    let known = method.hypers.iter().map(|h| h.name).collect::<Vec<_>>().join(", ");
    OptimizerError::UnknownHyper { method: method.name, hyper: name.to_owned(), known }
}

#[cfg(test)]
mod tests;
