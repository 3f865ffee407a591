//! `Hyper`: what can be set on a method or a schedule, by name and within bounds.

use std::collections::BTreeMap;

use super::{METHODS, SCHEDULES};

/// A setting of a method or a schedule: a hyperparameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hyper {
    /// Its name, as in `PyTorch`.
    pub name: &'static str,
    /// What is taken if nothing is said.
    pub default: f64,
    /// The least value.
    pub least: f64,
    /// The greatest value, or, for a factor that must stay below 1, the value that it must not reach.
    pub most: f64,
    /// Whether `most` itself is allowed.
    pub closed: bool,
    /// Whether it counts something, and so has to be a whole number.
    pub whole: bool,
}

/// Why there is no optimizer or schedule of a name and settings.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OptimizerError {
    /// No method has that name.
    #[error("there is no method {0}; there are {known}", known = names(METHODS.iter().map(|m| m.name)))]
    UnknownMethod(String),
    /// No schedule has that name.
    #[error("there is no schedule {0}; there are {known}", known = names(SCHEDULES.iter().map(|s| s.name)))]
    UnknownSchedule(String),
    /// The method or schedule has no such setting.
    #[error("{method} has no {hyper}; it has {known}")]
    UnknownHyper {
        /// The method's or schedule's name.
        method: &'static str,
        /// What was set.
        hyper: String,
        /// What can be set.
        known: String,
    },
    /// The setting cannot have that value.
    #[error("{} = {value} is not allowed; it has to be {}", .hyper.name, .hyper.range())]
    OutOfRange {
        /// The setting.
        hyper: Hyper,
        /// What it was set to.
        value: f64,
    },
}

/// The value of each setting by name.
pub(super) type Values<'a> = &'a dyn Fn(&str) -> f64;

/// What `build` makes of the settings of `owner`, with defaults for those that are not given.
pub(super) fn built<T>(
    owner: &'static str,
    hypers: &'static [Hyper],
    build: fn(Values) -> T,
    settings: &BTreeMap<String, f64>,
) -> Result<T, OptimizerError> {
    if let Some(hyper) = settings.keys().find(|key| hypers.iter().all(|h| h.name != key.as_str())) {
        let known = if hypers.is_empty() { "nothing to set".to_owned() } else { names(hypers.iter().map(|h| h.name)) };
        return Err(OptimizerError::UnknownHyper { method: owner, hyper: hyper.clone(), known });
    }
    let value = |hyper: &Hyper| settings.get(hyper.name).copied().unwrap_or(hyper.default);
    if let Some(&hyper) = hypers.iter().find(|hyper| !hyper.allows(value(hyper))) {
        return Err(OptimizerError::OutOfRange { hyper, value: value(&hyper) });
    }
    Ok(build(&|name| hypers.iter().find(|hyper| hyper.name == name).map_or(f64::NAN, value)))
}

fn names(all: impl Iterator<Item = &'static str>) -> String {
    all.collect::<Vec<_>>().join(", ")
}

/// The kinds of settings.
impl Hyper {
    /// A number from 0 up.
    pub(super) const fn positive(name: &'static str, default: f64) -> Self {
        Self { name, default, least: 0.0, most: f64::MAX, closed: true, whole: false }
    }

    /// From 0 to 1.
    pub(super) const fn fraction(name: &'static str, default: f64) -> Self {
        Self { most: 1.0, ..Self::positive(name, default) }
    }

    /// From 0 to what is below 1.
    pub(super) const fn decay(name: &'static str, default: f64) -> Self {
        Self { closed: false, ..Self::fraction(name, default) }
    }

    /// Between two bounds, which are allowed.
    pub(super) const fn between(name: &'static str, default: f64, least: f64, most: f64) -> Self {
        Self { least, most, ..Self::positive(name, default) }
    }

    /// A count from 1 to a million.
    pub(super) const fn count(name: &'static str, default: f64) -> Self {
        Self { whole: true, ..Self::between(name, default, 1.0, 1e6) }
    }

    fn allows(&self, value: f64) -> bool {
        let within = self.least <= value && (value < self.most || (self.closed && value == self.most));
        within && (!self.whole || value.fract() == 0.0)
    }

    fn range(&self) -> String {
        let Self { least, most, .. } = self;
        match (self.most == f64::MAX, self.closed) {
            _ if self.whole => format!("a whole number from {least} to {most}"),
            (true, _) => format!("a number from {least} up"),
            (false, true) => format!("from {least} to {most}"),
            (false, false) => format!("at least {least} and below {most}"),
        }
    }
}
