//! The learning rate: how it changes from step to step, and how large it may be here.

use std::collections::BTreeMap;

use super::DescentLab;
use crate::{
    lab::figure,
    optimize::{Curvature, OptimizerError, SCHEDULES, Schedule, ScheduleKind},
};

/// A kind of schedule with what was set on it.
#[derive(Clone, Debug)]
pub(super) struct Scheduled {
    kind: &'static ScheduleKind,
    settings: BTreeMap<&'static str, f64>,
    schedule: Schedule,
}

impl Default for Scheduled {
    /// The same rate at every step.
    fn default() -> Self {
        Self { kind: &SCHEDULES[0], settings: BTreeMap::new(), schedule: Schedule::Constant }
    }
}

impl Scheduled {
    /// Another kind, with its own settings where it has set none so far.
    pub(super) fn of_kind(&self, name: &str) -> Result<Self, OptimizerError> {
        let kind = SCHEDULES.iter().find(|kind| kind.name == name);
        let kind = kind.ok_or_else(|| OptimizerError::UnknownSchedule(name.to_owned()))?;
        let has = |name: &str| kind.hypers.iter().any(|hyper| hyper.name == name);
        let settings =
            self.settings.iter().filter(|(name, _)| has(name)).map(|(name, value)| (*name, *value)).collect();
        Self::built(kind, settings)
    }

    /// The same kind with one setting changed.
    pub(super) fn with(&self, name: &str, value: f64) -> Result<Self, OptimizerError> {
        let hypers = self.kind.hypers;
        let hyper = hypers.iter().find(|hyper| hyper.name == name).ok_or_else(|| {
            let known: Vec<&str> = hypers.iter().map(|hyper| hyper.name).collect();
            let known = if known.is_empty() { "nothing to set".to_owned() } else { known.join(", ") };
            OptimizerError::UnknownHyper { method: self.kind.name, hyper: name.to_owned(), known }
        })?;
        let mut settings = self.settings.clone();
        settings.insert(hyper.name, value);
        Self::built(self.kind, settings)
    }

    fn built(kind: &'static ScheduleKind, settings: BTreeMap<&'static str, f64>) -> Result<Self, OptimizerError> {
        let named = settings.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        let schedule = Schedule::named(kind.name, &named)?;
        Ok(Self { kind, settings, schedule })
    }

    pub(super) fn schedule(&self) -> Schedule {
        self.schedule
    }

    /// The learning rate in LaTeX, as it depends on the number of steps taken; nothing for a rate that stays.
    pub(super) fn latex(&self) -> Option<&'static str> {
        Some(match self.schedule {
            Schedule::Constant => return None,
            Schedule::Step { .. } => r"\alpha=\alpha_0\,\gamma^{\lfloor t/s\rfloor}",
            Schedule::Exponential { .. } => r"\alpha=\alpha_0\,\gamma^{t}",
            Schedule::Cosine { .. } => {
                r"\alpha=\alpha_{\min}+\tfrac{1}{2}\left(\alpha_0-\alpha_{\min}\right)\left(1+\cos\frac{\pi t}{T}\right)"
            }
            Schedule::Linear { .. } => r"\alpha=\alpha_0\left(a+(b-a)\,\min\left(\frac{t}{T},1\right)\right)",
            Schedule::Polynomial { .. } => r"\alpha=\alpha_0\left(1-\min\left(\frac{t}{T},1\right)\right)^{p}",
            Schedule::InverseTime { .. } => r"\alpha=\frac{\alpha_0}{1+\gamma\,t}",
        })
    }
}

impl DescentLab {
    /// The kind of schedule that the learning rate follows.
    pub fn schedule(&self) -> &'static ScheduleKind {
        self.scheduled.kind
    }

    /// The schedule's settings with their values.
    pub fn schedule_settings(&self) -> impl Iterator<Item = (&'static str, f64)> + '_ {
        let value = |name, default| self.scheduled.settings.get(name).copied().unwrap_or(default);
        self.schedule().hypers.iter().map(move |hyper| (hyper.name, value(hyper.name, hyper.default)))
    }

    /// The learning rate of the next step.
    pub fn next_rate(&self) -> f64 {
        self.scheduled.schedule.rate(self.rate(), self.run.steps().len())
    }

    /// How the loss bends at the point, and for gradient descent whether the learning rate of the next step can settle there:
    /// on a quadratic of this curvature it does below `2/λmax` ([`Curvature::largest_stable_rate`]). Empty where the run has
    /// not even a start.
    ///
    /// ```
    /// use gradus::lab::{DescentLab, descent::Action};
    /// let mut lab = DescentLab::typed("x^2 + 10 y^2").unwrap();
    /// lab.update(Action::Rate(0.08)).unwrap();
    /// assert_eq!(
    ///     lab.curvature_sentence(),
    ///     "The Hessian has the eigenvalues 2 and 20 here. Where the curvature stays like this, gradient descent settles \
    ///      at rates below 2/λmax = 0.1: the next step’s rate, 0.08, is below."
    /// );
    /// ```
    pub fn curvature_sentence(&self) -> String {
        if !self.run.value().is_finite() {
            return String::new();
        }
        let loss = self.run.loss();
        let Some(curvature) = Curvature::of(&loss.hessian(self.run.point())) else {
            return "The loss has no second derivatives here.".to_owned();
        };
        let bending = match curvature.eigenvalues() {
            [one] => format!("The second derivative is {} here.", figure(Some(*one))),
            several => {
                let eigenvalues: Vec<String> = several.iter().map(|&value| figure(Some(value))).collect();
                format!("The Hessian has the eigenvalues {} here.", eigenvalues.join(" and "))
            }
        };
        if self.method.name != "gd" {
            return bending;
        }
        let verdict = match curvature.largest_stable_rate() {
            Some(bound) => {
                let rate = self.next_rate();
                let (name, rate_text, bound_text) = (
                    if loss.variables().len() == 1 { "2/J″" } else { "2/λmax" },
                    figure(Some(rate)),
                    figure(Some(bound)),
                );
                let stands = if (rate - bound).abs() <= 1e-12 * bound {
                    "is right at it, and jumps back and forth"
                } else if rate < bound {
                    "is below"
                } else {
                    "is above, and the steps grow"
                };
                format!(
                    "Where the curvature stays like this, gradient descent settles at rates below {name} = {bound_text}: \
                     the next step’s rate, {rate_text}, {stands}."
                )
            }
            None if curvature.least() < 0.0 => {
                "The loss bends down along an axis, so no rate makes gradient descent settle here.".to_owned()
            }
            None => "The loss does not bend here, so nothing bounds the rate.".to_owned(),
        };
        format!("{bending} {verdict}")
    }

    /// The test that decided how the run ended, with its numbers; empty while it goes on.
    pub fn evidence_sentence(&self) -> String {
        if self.status() == crate::optimize::Status::Running { String::new() } else { self.run.evidence().sentence() }
    }
}
