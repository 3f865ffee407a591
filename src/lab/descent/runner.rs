//! A run of one method with its settings, begun anew whenever one of them changes.

use std::collections::BTreeMap;

use super::rate::Scheduled;
use crate::{
    lab::exact_figure,
    optimize::{Batches, Loss, METHODS, Method, Optimizer, OptimizerError, ScheduleKind, Status, Trajectory},
    query::Query,
};

/// A method on its way.
#[derive(Clone, Debug)]
pub(super) struct Runner {
    pub(super) run: Trajectory,
    pub(super) method: &'static Method,
    settings: BTreeMap<&'static str, f64>,
    pub(super) scheduled: Scheduled,
    batches: Option<Batches>,
}

impl Runner {
    /// Gradient descent from where a loss suggests to begin.
    pub(super) fn new(loss: &Loss, batches: Option<Batches>) -> Self {
        let optimizer = Optimizer::GradientDescent { lr: loss.rate };
        let run = Trajectory::new(loss.clone(), optimizer, loss.start.clone());
        let settings = BTreeMap::from([("lr", loss.rate)]);
        let mut runner = Self { run, method: &METHODS[0], settings, scheduled: Scheduled::default(), batches };
        runner.again(optimizer, runner.run.start().to_vec(), 0);
        runner
    }

    /// The run from a start, with so many steps if it gets that far.
    fn again(&mut self, optimizer: Optimizer, start: Vec<f64>, steps: usize) {
        let run = Trajectory::new(self.run.loss().clone(), optimizer, start).scheduled(self.scheduled.schedule());
        self.run = match &self.batches {
            Some(batches) => run.on_batches(batches.clone()),
            None => run,
        };
        self.go_to(steps);
    }

    /// The same on another loss, or by other batches.
    pub(super) fn on(&mut self, loss: &Loss, batches: Option<Batches>, steps: usize) {
        let mut start = self.run.start().to_vec();
        if start.len() != loss.start.len() {
            start.clone_from(&loss.start);
        }
        self.batches = batches;
        self.run = Trajectory::new(loss.clone(), self.run.optimizer(), start.clone());
        self.again(self.run.optimizer(), start, steps);
    }

    /// Takes steps, or takes them back, until there are so many or there is an end.
    pub(super) fn go_to(&mut self, steps: usize) {
        while self.run.steps().len() > steps {
            self.run.back();
        }
        while self.run.steps().len() < steps && self.goes_on() {
            self.run.step();
        }
    }

    pub(super) fn start_at(&mut self, start: Vec<f64>, steps: usize) {
        if start.len() == self.run.start().len() && start.iter().all(|v| v.is_finite()) {
            self.again(self.run.optimizer(), start, steps);
        }
    }

    /// Sets a setting of the method or of its schedule.
    pub(super) fn set(&mut self, name: &str, value: f64, steps: usize) -> Result<(), OptimizerError> {
        if self.schedule().hypers.iter().any(|hyper| hyper.name == name) {
            self.follow(self.scheduled.with(name, value)?, steps);
            return Ok(());
        }
        let hyper = self.method.hypers.iter().find(|hyper| hyper.name == name);
        let unknown = || OptimizerError::UnknownHyper {
            method: self.method.name,
            hyper: name.to_owned(),
            known: self.method.hypers.iter().map(|h| h.name).collect::<Vec<_>>().join(", "),
        };
        let mut settings = self.settings.clone();
        settings.insert(hyper.ok_or_else(unknown)?.name, value);
        let optimizer = built(self.method, &settings)?;
        self.settings = settings;
        self.again(optimizer, self.run.start().to_vec(), steps);
        Ok(())
    }

    /// Another method; what both have keeps its value.
    pub(super) fn choose(&mut self, name: &str, steps: usize) -> Result<(), OptimizerError> {
        let method = METHODS.iter().find(|m| m.name == name);
        let method = method.ok_or_else(|| OptimizerError::UnknownMethod(name.to_owned()))?;
        let mut settings = self.settings.clone();
        settings.retain(|name, _| method.hypers.iter().any(|h| h.name == *name));
        if method.takes_full_steps() {
            settings.remove("lr");
        } else {
            settings.entry("lr").or_insert(self.run.loss().rate);
        }
        let optimizer = built(method, &settings)?;
        (self.method, self.settings) = (method, settings);
        self.again(optimizer, self.run.start().to_vec(), steps);
        Ok(())
    }

    /// Another schedule by its name; what both have keeps its value.
    pub(super) fn choose_schedule(&mut self, name: &str, steps: usize) -> Result<(), OptimizerError> {
        self.follow(self.scheduled.of_kind(name)?, steps);
        Ok(())
    }

    fn follow(&mut self, scheduled: Scheduled, steps: usize) {
        self.scheduled = scheduled;
        self.again(self.run.optimizer(), self.run.start().to_vec(), steps);
    }

    /// The kind of schedule that the learning rate follows.
    pub(super) fn schedule(&self) -> &'static ScheduleKind {
        self.scheduled.kind()
    }

    /// The settings of method and schedule with their values; the learning rate first.
    pub(super) fn settings(&self) -> Vec<(&'static str, f64)> {
        let own = self.method.hypers.iter().map(|h| (h.name, self.settings.get(h.name).copied().unwrap_or(h.default)));
        own.chain(self.scheduled.settings()).collect()
    }

    /// The learning rate of the next step.
    pub(super) fn next_rate(&self) -> f64 {
        self.scheduled.schedule().rate(self.run.optimizer().rate(), self.run.steps().len())
    }

    /// Whether another step can be taken that has something to show. By batches it goes on where the whole loss would rest.
    pub(super) fn goes_on(&self) -> bool {
        match (self.run.status(), &self.batches) {
            (Status::Running, _) => true,
            (Status::Converged | Status::Saddle | Status::Plateau | Status::Cycle | Status::Stalled, Some(_)) => {
                self.run.refused().is_none()
            }
            _ => false,
        }
    }

    /// Whether its steps take a few data each.
    pub(super) fn by_batches(&self) -> bool {
        self.batches.is_some()
    }

    /// Where it has been.
    pub(super) fn stops(&self) -> impl Iterator<Item = &[f64]> {
        std::iter::once(self.run.start()).chain(self.run.steps().iter().map(|step| step.after.as_slice()))
    }

    /// The loss at each of them.
    pub(super) fn losses(&self) -> Vec<f64> {
        let first = self.run.steps().first().map_or(self.run.value(), |step| step.loss_before);
        std::iter::once(first).chain(self.run.steps().iter().map(|step| step.loss_after)).collect()
    }

    pub(super) fn add_to(&self, query: Query) -> Query {
        let start: Vec<String> = self.run.start().iter().copied().map(exact_figure).collect();
        let mut query = query.with("start", start.join(",")).with("method", self.method.name);
        if !self.schedule().hypers.is_empty() {
            query = query.with("schedule", self.schedule().name);
        }
        self.settings().into_iter().fold(query, |query, (name, value)| query.with(name, exact_figure(value)))
    }

    /// What a link says of it; what can't be used is left as it is.
    pub(super) fn read(&mut self, query: &Query) {
        let get = |name: &str| query.get(name);
        if let Some(method) = get("method") {
            let _ = self.choose(method, 0);
        }
        if let Some(schedule) = get("schedule") {
            let _ = self.choose_schedule(schedule, 0);
        }
        for (name, _) in self.settings() {
            if let Some(value) = get(name).and_then(|text| text.parse().ok()) {
                let _ = self.set(name, value, 0);
            }
        }
        let start: Option<Vec<f64>> =
            get("start").and_then(|text| text.split(',').map(|v| v.trim().parse().ok()).collect());
        if let Some(start) = start {
            self.start_at(start, 0);
        }
    }
}

fn built(method: &Method, settings: &BTreeMap<&'static str, f64>) -> Result<Optimizer, OptimizerError> {
    Optimizer::named(method.name, &settings.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect())
}
