//! `Schedule`: a learning rate that changes from step to step.

use std::collections::BTreeMap;

use super::{
    Hyper, OptimizerError,
    settings::{Values, built},
};

/// How the learning rate depends on t, the number of steps already taken; the schedules of `torch.optim.lr_scheduler` are in the
/// closed form of its documentation, where t is the epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Schedule {
    /// `lr`: the same at every step.
    #[default]
    Constant,
    /// `lr·gammaᵏ` with `k = ⌊t/step_size⌋` (`StepLR`).
    Step {
        /// After how many steps the rate falls.
        step_size: u32,
        /// By what it is multiplied then.
        gamma: f64,
    },
    /// `lr·gammaᵗ` (`ExponentialLR`).
    Exponential {
        /// By what the rate is multiplied after every step.
        gamma: f64,
    },
    /// `eta_min + (lr - eta_min)·(1 + cos(π·t/T_max))/2` (`CosineAnnealingLR`; Loshchilov and Hutter 2017, without restarts). After
    /// `T_max` steps the rate rises again, as there.
    Cosine {
        /// After how many steps the rate is least.
        t_max: u32,
        /// The least rate.
        eta_min: f64,
    },
    /// `lr·(start_factor + (end_factor - start_factor)·min(t, total_iters)/total_iters)` (`LinearLR`): a warm-up.
    Linear {
        /// What part of the rate the first step has.
        start_factor: f64,
        /// What part of the rate it comes to.
        end_factor: f64,
        /// After how many steps.
        total_iters: u32,
    },
    /// `lr·(1 - min(t, total_iters)/total_iters)^power` (`PolynomialLR`).
    Polynomial {
        /// After how many steps the rate is 0.
        total_iters: u32,
        /// 1 for a straight line; above, it falls sooner.
        power: f64,
    },
    /// `lr/(1 + gamma·t)` (Robbins and Monro 1951; Keras has it as `InverseTimeDecay`, `PyTorch` has no such class).
    InverseTime {
        /// How fast the rate falls: after `1/gamma` steps it is half of what it was.
        gamma: f64,
    },
}

/// A kind of schedule and its settings.
#[derive(Debug)]
pub struct ScheduleKind {
    /// How links and tests call it.
    pub name: &'static str,
    /// What it is called in words.
    pub title: &'static str,
    /// What can be set.
    pub hypers: &'static [Hyper],
    /// The schedule, given the value of each of `hypers` by name.
    build: fn(Values) -> Schedule,
}

/// Every kind of schedule. Where `PyTorch` has no default, it is one that shows something within a hundred steps.
pub static SCHEDULES: [ScheduleKind; 7] = [
    ScheduleKind { name: "constant", title: "Constant", hypers: &[], build: |_| Schedule::Constant },
    ScheduleKind {
        name: "step",
        title: "In steps",
        hypers: &[Hyper::count("step_size", 30.0), Hyper::positive("gamma", 0.1)],
        build: |h| Schedule::Step { step_size: h("step_size") as u32, gamma: h("gamma") },
    },
    ScheduleKind {
        name: "exponential",
        title: "Exponential",
        hypers: &[Hyper::positive("gamma", 0.95)],
        build: |h| Schedule::Exponential { gamma: h("gamma") },
    },
    ScheduleKind {
        name: "cosine",
        title: "Cosine annealing",
        hypers: &[Hyper::count("T_max", 100.0), Hyper::positive("eta_min", 0.0)],
        build: |h| Schedule::Cosine { t_max: h("T_max") as u32, eta_min: h("eta_min") },
    },
    ScheduleKind {
        name: "linear",
        title: "Linear warm-up",
        hypers: &[
            Hyper::fraction("start_factor", 1.0 / 3.0),
            Hyper::fraction("end_factor", 1.0),
            Hyper::count("total_iters", 5.0),
        ],
        build: |h| Schedule::Linear {
            start_factor: h("start_factor"),
            end_factor: h("end_factor"),
            total_iters: h("total_iters") as u32,
        },
    },
    ScheduleKind {
        name: "polynomial",
        title: "Polynomial",
        hypers: &[Hyper::count("total_iters", 5.0), Hyper::positive("power", 1.0)],
        build: |h| Schedule::Polynomial { total_iters: h("total_iters") as u32, power: h("power") },
    },
    ScheduleKind {
        name: "inverse-time",
        title: "Inverse time",
        hypers: &[Hyper::positive("gamma", 0.1)],
        build: |h| Schedule::InverseTime { gamma: h("gamma") },
    },
];

impl Schedule {
    /// The rate of the step that is taken after `t` others, where the optimizer's own is `base`.
    ///
    /// ```
    /// use gradus::optimize::Schedule;
    /// let schedule = Schedule::Step { step_size: 2, gamma: 0.5 };
    /// assert_eq!([0, 1, 2, 3, 4].map(|t| schedule.rate(0.8, t)), [0.8, 0.8, 0.4, 0.4, 0.2]);
    /// ```
    pub fn rate(self, base: f64, t: usize) -> f64 {
        let time = t as f64;
        // What part of so many steps is over; of none, all.
        let part = |total: u32| if total == 0 { 1.0 } else { (time / f64::from(total)).min(1.0) };
        match self {
            Self::Constant => base,
            Self::Step { step_size, gamma } => base * gamma.powf((time / f64::from(step_size.max(1))).floor()),
            Self::Exponential { gamma } => base * gamma.powf(time),
            Self::Cosine { t_max, eta_min } => {
                let angle = std::f64::consts::PI * time / f64::from(t_max.max(1));
                eta_min + (base - eta_min) * (1.0 + angle.cos()) / 2.0
            }
            Self::Linear { start_factor, end_factor, total_iters } => {
                base * (start_factor + (end_factor - start_factor) * part(total_iters))
            }
            Self::Polynomial { total_iters, power } => base * (1.0 - part(total_iters)).powf(power),
            Self::InverseTime { gamma } => base / (1.0 + gamma * time),
        }
    }

    /// The schedule of that name; what is not set has the default of [`SCHEDULES`].
    ///
    /// # Errors
    /// If there is no such schedule, if it lacks one of the settings, or if a value is out of its range.
    ///
    /// ```
    /// use gradus::optimize::Schedule;
    /// let schedule = Schedule::named("cosine", &[("T_max".to_owned(), 50.0)].into())?;
    /// assert_eq!(schedule, Schedule::Cosine { t_max: 50, eta_min: 0.0 });
    /// # Ok::<(), gradus::optimize::OptimizerError>(())
    /// ```
    pub fn named(name: &str, settings: &BTreeMap<String, f64>) -> Result<Self, OptimizerError> {
        let unknown = || OptimizerError::UnknownSchedule(name.to_owned());
        let kind = SCHEDULES.iter().find(|kind| kind.name == name).ok_or_else(unknown)?;
        built(kind.name, kind.hypers, kind.build, settings)
    }

    /// Its kind.
    pub fn kind(self) -> &'static ScheduleKind {
        &SCHEDULES[match self {
            Self::Constant => 0,
            Self::Step { .. } => 1,
            Self::Exponential { .. } => 2,
            Self::Cosine { .. } => 3,
            Self::Linear { .. } => 4,
            Self::Polynomial { .. } => 5,
            Self::InverseTime { .. } => 6,
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rates of a few steps from 0.8, worked out by hand.
    #[test]
    fn rates() {
        for (schedule, times, rates) in [
            (Schedule::Constant, [0, 1, 1000], [0.8, 0.8, 0.8]),
            (Schedule::Step { step_size: 3, gamma: 0.5 }, [2, 3, 6], [0.8, 0.4, 0.2]),
            (Schedule::Exponential { gamma: 0.5 }, [0, 1, 3], [0.8, 0.4, 0.1]),
            (Schedule::Cosine { t_max: 4, eta_min: 0.2 }, [0, 2, 4], [0.8, 0.5, 0.2]),
            // It rises again.
            (Schedule::Cosine { t_max: 4, eta_min: 0.2 }, [6, 8, 12], [0.5, 0.8, 0.2]),
            (Schedule::Linear { start_factor: 0.25, end_factor: 1.0, total_iters: 3 }, [0, 1, 9], [0.2, 0.4, 0.8]),
            (Schedule::Polynomial { total_iters: 4, power: 2.0 }, [0, 2, 5], [0.8, 0.2, 0.0]),
            (Schedule::InverseTime { gamma: 0.5 }, [0, 2, 6], [0.8, 0.4, 0.2]),
        ] {
            for (t, rate) in times.into_iter().zip(rates) {
                assert!((schedule.rate(0.8, t) - rate).abs() < 1e-15, "{schedule:?}: {}", schedule.rate(0.8, t));
            }
        }
    }

    #[test]
    fn each_can_be_had_by_name_and_begins_with_a_rate() {
        for kind in &SCHEDULES {
            let schedule = Schedule::named(kind.name, &BTreeMap::new()).unwrap();
            assert_eq!(schedule.kind().name, kind.name);
            assert!(schedule.rate(1.0, 0) > 0.3 && schedule.rate(1.0, usize::MAX).is_finite());
        }
    }

    #[test]
    fn errors_say_what_there_is() {
        let known = "there is no schedule warm; there are constant, step, exponential, cosine, linear, polynomial, inverse-time";
        for (name, hyper, value, message) in [
            ("warm", "gamma", 0.1, known),
            ("constant", "gamma", 0.1, "constant has no gamma; it has nothing to set"),
            ("cosine", "T_max", 0.0, "T_max = 0 is not allowed; it has to be a whole number from 1 to 1000000"),
            ("step", "step_size", 2.5, "step_size = 2.5 is not allowed; it has to be a whole number from 1 to 1000000"),
            ("exponential", "gamma", -0.5, "gamma = -0.5 is not allowed; it has to be a number from 0 up"),
        ] {
            let error = Schedule::named(name, &[(hyper.to_owned(), value)].into()).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }
}
