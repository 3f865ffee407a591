//! The methods by name, with what can be set on each.

use std::collections::BTreeMap;

use super::Optimizer;

/// A kind of optimizer and its settings.
#[derive(Debug)]
pub struct Method {
    /// How links and tests call it.
    pub name: &'static str,
    /// What it is called in words.
    pub title: &'static str,
    /// What can be set.
    pub hypers: &'static [Hyper],
    /// The optimizer, given the value of each of `hypers` by name.
    build: fn(Values) -> Optimizer,
}

/// The value of each setting by name.
type Values<'a> = &'a dyn Fn(&str) -> f64;

/// A setting of a method: a hyperparameter.
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
}

const fn positive(name: &'static str, default: f64) -> Hyper {
    Hyper { name, default, least: 0.0, most: f64::MAX, closed: true }
}

const fn fraction(name: &'static str, default: f64) -> Hyper {
    Hyper { name, default, least: 0.0, most: 1.0, closed: true }
}

const fn decay(name: &'static str, default: f64) -> Hyper {
    Hyper { name, default, least: 0.0, most: 1.0, closed: false }
}

/// Every method.
pub static METHODS: [Method; 6] = [
    Method {
        name: "gd",
        title: "Gradient descent",
        hypers: &[positive("lr", 0.001)],
        build: |h| Optimizer::GradientDescent { lr: h("lr") },
    },
    Method {
        name: "momentum",
        title: "Momentum",
        hypers: &[positive("lr", 0.001), positive("momentum", 0.9), fraction("dampening", 0.0)],
        build: |h| Optimizer::Momentum { lr: h("lr"), momentum: h("momentum"), dampening: h("dampening") },
    },
    Method {
        name: "nesterov",
        title: "Nesterov's momentum",
        hypers: &[positive("lr", 0.001), positive("momentum", 0.9)],
        build: |h| Optimizer::Nesterov { lr: h("lr"), momentum: h("momentum") },
    },
    Method {
        name: "rmsprop",
        title: "RMSProp",
        hypers: &[
            positive("lr", 0.01),
            fraction("alpha", 0.99),
            positive("eps", 1e-8),
            positive("momentum", 0.0),
            fraction("centered", 0.0),
        ],
        build: |h| Optimizer::RmsProp {
            lr: h("lr"),
            alpha: h("alpha"),
            eps: h("eps"),
            momentum: h("momentum"),
            centered: h("centered") != 0.0,
        },
    },
    Method {
        name: "adam",
        title: "Adam",
        hypers: &[positive("lr", 0.001), decay("beta1", 0.9), decay("beta2", 0.999), positive("eps", 1e-8)],
        build: |h| Optimizer::Adam { lr: h("lr"), beta1: h("beta1"), beta2: h("beta2"), eps: h("eps") },
    },
    Method {
        name: "newton",
        title: "Newton's method",
        hypers: &[positive("lr", 1.0), positive("damping", 0.0)],
        build: |h| Optimizer::Newton { lr: h("lr"), damping: h("damping") },
    },
];

/// Why there is no optimizer of a name and settings.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OptimizerError {
    /// No method has that name.
    #[error("there is no method {0}; there are {known}", known = names(METHODS.iter().map(|m| m.name)))]
    UnknownMethod(String),
    /// The method has no such setting.
    #[error("{method} has no {hyper}; it has {known}")]
    UnknownHyper {
        /// The method's name.
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

fn names(all: impl Iterator<Item = &'static str>) -> String {
    all.collect::<Vec<_>>().join(", ")
}

impl Hyper {
    fn allows(&self, value: f64) -> bool {
        self.least <= value && (value < self.most || (self.closed && value == self.most))
    }

    fn range(&self) -> String {
        match (self.most == f64::MAX, self.closed) {
            (true, _) => format!("a number from {} up", self.least),
            (false, true) => format!("from {} to {}", self.least, self.most),
            (false, false) => format!("at least {} and below {}", self.least, self.most),
        }
    }
}

impl Optimizer {
    /// The optimizer of that name; what is not set has `PyTorch`'s default. Where that has none, momentum is 0.9, and
    /// Newton's method takes its full step without damping. `centered` is 0 or 1.
    ///
    /// # Errors
    /// If there is no such method, if it lacks one of the settings, or if a value is out of its range.
    ///
    /// ```
    /// use gradus::optimize::Optimizer;
    /// let gd = Optimizer::named("gd", &[("lr".to_owned(), 0.1)].into())?;
    /// assert_eq!(gd, Optimizer::GradientDescent { lr: 0.1 });
    /// let error = Optimizer::named("gd", &[("beta".to_owned(), 0.1)].into()).unwrap_err();
    /// assert_eq!(error.to_string(), "gd has no beta; it has lr");
    /// # Ok::<(), gradus::optimize::OptimizerError>(())
    /// ```
    pub fn named(name: &str, settings: &BTreeMap<String, f64>) -> Result<Self, OptimizerError> {
        let unknown = || OptimizerError::UnknownMethod(name.to_owned());
        let method = METHODS.iter().find(|method| method.name == name).ok_or_else(unknown)?;
        if let Some(hyper) = settings.keys().find(|key| method.hypers.iter().all(|h| h.name != key.as_str())) {
            return Err(OptimizerError::UnknownHyper {
                method: method.name,
                hyper: hyper.clone(),
                known: names(method.hypers.iter().map(|h| h.name)),
            });
        }
        let value = |hyper: &Hyper| settings.get(hyper.name).copied().unwrap_or(hyper.default);
        if let Some(&hyper) = method.hypers.iter().find(|hyper| !hyper.allows(value(hyper))) {
            return Err(OptimizerError::OutOfRange { hyper, value: value(&hyper) });
        }
        Ok((method.build)(&|name| method.hypers.iter().find(|hyper| hyper.name == name).map_or(f64::NAN, value)))
    }

    /// Its method.
    pub fn method(&self) -> &'static Method {
        &METHODS[match self {
            Self::GradientDescent { .. } => 0,
            Self::Momentum { .. } => 1,
            Self::Nesterov { .. } => 2,
            Self::RmsProp { .. } => 3,
            Self::Adam { .. } => 4,
            Self::Newton { .. } => 5,
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_method_can_be_had_by_name() {
        for method in &METHODS {
            let optimizer = Optimizer::named(method.name, &BTreeMap::new()).unwrap();
            assert_eq!(optimizer.method().name, method.name);
            assert_eq!(optimizer.rate(), method.hypers[0].default);
        }
    }

    #[test]
    fn errors_say_what_there_is() {
        for (method, hyper, value, message) in [
            ("sgd", "lr", 0.1, "there is no method sgd; there are gd, momentum, nesterov, rmsprop, adam, newton"),
            ("nesterov", "dampening", 0.1, "nesterov has no dampening; it has lr, momentum"),
            ("gd", "lr", -0.1, "lr = -0.1 is not allowed; it has to be a number from 0 up"),
            ("gd", "lr", f64::NAN, "lr = NaN is not allowed; it has to be a number from 0 up"),
            ("gd", "lr", f64::INFINITY, "lr = inf is not allowed; it has to be a number from 0 up"),
            ("adam", "beta2", 1.0, "beta2 = 1 is not allowed; it has to be at least 0 and below 1"),
            ("rmsprop", "alpha", 2.0, "alpha = 2 is not allowed; it has to be from 0 to 1"),
        ] {
            let error = Optimizer::named(method, &[(hyper.to_owned(), value)].into()).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }
}
