//! The learning rate: how it changes from step to step, and how large it may be here.

use std::collections::BTreeMap;

use super::Runner;
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

    pub(super) fn kind(&self) -> &'static ScheduleKind {
        self.kind
    }

    /// Its settings with their values.
    pub(super) fn settings(&self) -> impl Iterator<Item = (&'static str, f64)> + '_ {
        let value = |name, default| self.settings.get(name).copied().unwrap_or(default);
        self.kind.hypers.iter().map(move |hyper| (hyper.name, value(hyper.name, hyper.default)))
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

/// How the loss bends at the point, and for gradient descent whether the learning rate of the next step can settle there:
/// on a quadratic of this curvature it does below `2/λmax` ([`Curvature::largest_stable_rate`]). Empty where the run has
/// not even a start.
pub(super) fn curvature(runner: &Runner) -> String {
    if !runner.run.value().is_finite() {
        return String::new();
    }
    let loss = runner.run.loss();
    let Some(curvature) = Curvature::of(&loss.hessian(runner.run.point())) else {
        return "The loss has no second derivatives here.".to_owned();
    };
    let bending = match curvature.eigenvalues() {
        [one] => format!("The second derivative is {} here.", figure(Some(*one))),
        several => {
            let eigenvalues: Vec<String> = several.iter().map(|&value| figure(Some(value))).collect();
            format!("The Hessian has the eigenvalues {} here.", eigenvalues.join(" and "))
        }
    };
    if runner.method.name != "gd" {
        return bending;
    }
    let verdict = match curvature.largest_stable_rate() {
        Some(bound) => {
            let rate = runner.next_rate();
            let (name, rate_text, bound_text) =
                (if loss.variables().len() == 1 { "2/J″" } else { "2/λmax" }, figure(Some(rate)), figure(Some(bound)));
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

/// Degrees above which axes count as turned.
const TURNED: f64 = 1.0;
/// How close a factor has to be to the one that was predicted.
const LIKE: f64 = 0.02;

/// What the last step of gradient descent made of the gradient along each axis of the curvature, beside the `1 - αλ` that a quadratic
/// would have had; empty for other methods, and before the first step.
pub(super) fn factors(runner: &Runner) -> String {
    let (run, Some(step)) = (&runner.run, runner.run.steps().last()) else { return String::new() };
    if runner.by_batches() {
        return "Each step goes by the gradient of a few data, which is not that of the loss.".to_owned();
    }
    let Some(curvature) = Curvature::of(&run.loss().hessian(&step.before)).filter(|_| runner.method.name == "gd")
    else {
        return String::new();
    };
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let size = dot(&step.gradient, &step.gradient).sqrt();
    let mut said = Vec::new();
    let mut fails = false;
    for (axis, value) in curvature.axes().iter().zip(curvature.eigenvalues()) {
        let along = dot(axis, &step.gradient);
        // Along an axis on which there is no gradient nothing is multiplied.
        if along.abs() > 1e-9 * size {
            let (predicted, happened) = (1.0 - step.optimizer.rate() * value, dot(axis, run.gradient()) / along);
            fails |= (predicted - happened).abs() > LIKE * (1.0 + predicted.abs());
            said.push((figure(Some(predicted)), figure(Some(happened))));
        }
    }
    if said.is_empty() {
        return String::new();
    }
    let (predicted, happened): (Vec<String>, Vec<String>) = said.into_iter().unzip();
    let axes = if predicted.len() == 1 { "" } else { " along the axes" };
    let predicted = predicted.join(" and ");
    let happened = happened.join(" and ");
    if !fails {
        return format!("The last step multiplied the gradient by 1 − αλ = {happened}{axes}, as was to be expected.");
    }
    let there = Curvature::of(&run.loss().hessian(run.point()));
    let list = |curvature: &Curvature| {
        curvature.eigenvalues().iter().map(|&value| figure(Some(value))).collect::<Vec<_>>().join(" and ")
    };
    let turned = |there: &Curvature| match (curvature.axes(), there.axes()) {
        ([here, _], [there, _]) => dot(here, there).abs().min(1.0).acos().to_degrees(),
        _ => 0.0,
    };
    let why = match there {
        Some(there) if turned(&there) > TURNED => {
            format!("the axes of the curvature turned on the way, by {}°", figure(Some(turned(&there).round())))
        }
        Some(there) => format!("the curvature changed on the way, from {} to {}", list(&curvature), list(&there)),
        None => "there are no second derivatives where it led".to_owned(),
    };
    format!(
        "By 1 − αλ the last step should have multiplied the gradient by {predicted}{axes}; it was {happened}, since {why}."
    )
}
