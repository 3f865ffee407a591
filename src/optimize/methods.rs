//! The methods by name, with what can be set on each.

use std::collections::BTreeMap;

use super::{
    Backtracking, Hyper, Optimizer, OptimizerError,
    settings::{Values, built},
};

/// A kind of optimizer and its settings.
#[derive(Debug)]
pub struct Method {
    /// How links and tests call it.
    pub name: &'static str,
    /// What it is called in words.
    pub title: &'static str,
    /// What can be set; the learning rate first.
    pub hypers: &'static [Hyper],
    /// The optimizer, given the value of each of `hypers` by name.
    build: fn(Values) -> Optimizer,
}

const C1: Hyper = Hyper::decay("c1", 1e-4);
/// From as good as one trial to a hundred for each power of ten.
const SHRINK: Hyper = Hyper::between("shrink", 0.5, 0.01, 0.9);

fn line_search(h: Values) -> Backtracking {
    Backtracking { lr: h("lr"), c1: h("c1"), shrink: h("shrink") }
}

/// Every method.
pub static METHODS: [Method; 11] = [
    Method {
        name: "gd",
        title: "Gradient descent",
        hypers: &[Hyper::positive("lr", 0.001)],
        build: |h| Optimizer::GradientDescent { lr: h("lr") },
    },
    Method {
        name: "backtracking",
        title: "Gradient descent with line search",
        hypers: &[Hyper::positive("lr", 1.0), C1, SHRINK],
        build: |h| Optimizer::Backtracking(line_search(h)),
    },
    Method {
        name: "momentum",
        title: "Momentum",
        hypers: &[Hyper::positive("lr", 0.001), Hyper::positive("momentum", 0.9), Hyper::fraction("dampening", 0.0)],
        build: |h| Optimizer::Momentum { lr: h("lr"), momentum: h("momentum"), dampening: h("dampening") },
    },
    Method {
        name: "nesterov",
        title: "Nesterov's momentum",
        hypers: &[Hyper::positive("lr", 0.001), Hyper::positive("momentum", 0.9)],
        build: |h| Optimizer::Nesterov { lr: h("lr"), momentum: h("momentum") },
    },
    Method {
        name: "adagrad",
        title: "AdaGrad",
        hypers: &[
            Hyper::positive("lr", 0.01),
            Hyper::positive("lr_decay", 0.0),
            Hyper::positive("initial_accumulator_value", 0.0),
            Hyper::positive("eps", 1e-10),
        ],
        build: |h| Optimizer::AdaGrad {
            lr: h("lr"),
            lr_decay: h("lr_decay"),
            initial_accumulator_value: h("initial_accumulator_value"),
            eps: h("eps"),
        },
    },
    Method {
        name: "rmsprop",
        title: "RMSProp",
        hypers: &[
            Hyper::positive("lr", 0.01),
            Hyper::fraction("alpha", 0.99),
            Hyper::positive("eps", 1e-8),
            Hyper::positive("momentum", 0.0),
            Hyper::fraction("centered", 0.0),
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
        hypers: &[
            Hyper::positive("lr", 0.001),
            Hyper::decay("beta1", 0.9),
            Hyper::decay("beta2", 0.999),
            Hyper::positive("eps", 1e-8),
        ],
        build: |h| Optimizer::Adam { lr: h("lr"), beta1: h("beta1"), beta2: h("beta2"), eps: h("eps") },
    },
    Method {
        name: "adamw",
        title: "AdamW",
        hypers: &[
            Hyper::positive("lr", 0.001),
            Hyper::decay("beta1", 0.9),
            Hyper::decay("beta2", 0.999),
            Hyper::positive("eps", 1e-8),
            Hyper::positive("weight_decay", 0.01),
        ],
        build: |h| Optimizer::AdamW {
            lr: h("lr"),
            beta1: h("beta1"),
            beta2: h("beta2"),
            eps: h("eps"),
            weight_decay: h("weight_decay"),
        },
    },
    Method {
        name: "newton",
        title: "Newton's method",
        hypers: &[Hyper::positive("lr", 1.0), Hyper::positive("damping", 0.0)],
        build: |h| Optimizer::Newton { lr: h("lr"), damping: h("damping") },
    },
    Method {
        name: "newton-backtracking",
        title: "Newton's method with line search",
        hypers: &[Hyper::positive("lr", 1.0), Hyper::positive("damping", 0.0), C1, SHRINK],
        build: |h| Optimizer::NewtonBacktracking { damping: h("damping"), search: line_search(h) },
    },
    Method {
        name: "bfgs",
        title: "BFGS",
        hypers: &[Hyper::positive("lr", 1.0), C1, SHRINK],
        build: |h| Optimizer::Bfgs(line_search(h)),
    },
];

impl Method {
    /// Whether the learning rate is a part of a step that has a length of its own, or the first of the rates to be tried, so that 1
    /// suits any loss.
    ///
    /// ```
    /// use gradus::optimize::METHODS;
    /// let full: Vec<_> = METHODS.iter().filter(|m| m.takes_full_steps()).map(|m| m.name).collect();
    /// assert_eq!(full, ["backtracking", "newton", "newton-backtracking", "bfgs"]);
    /// ```
    pub fn takes_full_steps(&self) -> bool {
        self.hypers.first().is_some_and(|rate| rate.default == 1.0)
    }
}

impl Optimizer {
    /// The optimizer of that name; what is not set has `PyTorch`'s default. Where that has none, momentum is 0.9, Newton's method
    /// takes its full step without damping, and a line search tries 1 first and halves, with Nocedal and Wright's c1 = 1e-4.
    /// `centered` is 0 or 1.
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
        built(method.name, method.hypers, method.build, settings)
    }

    /// Its method.
    pub fn method(&self) -> &'static Method {
        &METHODS[match self {
            Self::GradientDescent { .. } => 0,
            Self::Backtracking(_) => 1,
            Self::Momentum { .. } => 2,
            Self::Nesterov { .. } => 3,
            Self::AdaGrad { .. } => 4,
            Self::RmsProp { .. } => 5,
            Self::Adam { .. } => 6,
            Self::AdamW { .. } => 7,
            Self::Newton { .. } => 8,
            Self::NewtonBacktracking { .. } => 9,
            Self::Bfgs(_) => 10,
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
            assert_eq!((optimizer.rate(), "lr"), (method.hypers[0].default, method.hypers[0].name));
            assert_eq!(optimizer.with_rate(0.25).rate(), 0.25);
        }
    }

    #[test]
    fn errors_say_what_there_is() {
        let methods = "there is no method sgd; there are gd, backtracking, momentum, nesterov, adagrad, rmsprop, adam, adamw, \
                       newton, newton-backtracking, bfgs";
        for (method, hyper, value, message) in [
            ("sgd", "lr", 0.1, methods),
            ("nesterov", "dampening", 0.1, "nesterov has no dampening; it has lr, momentum"),
            ("gd", "lr", -0.1, "lr = -0.1 is not allowed; it has to be a number from 0 up"),
            ("gd", "lr", f64::NAN, "lr = NaN is not allowed; it has to be a number from 0 up"),
            ("gd", "lr", f64::INFINITY, "lr = inf is not allowed; it has to be a number from 0 up"),
            ("adam", "beta2", 1.0, "beta2 = 1 is not allowed; it has to be at least 0 and below 1"),
            ("rmsprop", "alpha", 2.0, "alpha = 2 is not allowed; it has to be from 0 to 1"),
            ("bfgs", "shrink", 1.0, "shrink = 1 is not allowed; it has to be from 0.01 to 0.9"),
        ] {
            let error = Optimizer::named(method, &[(hyper.to_owned(), value)].into()).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }
}
