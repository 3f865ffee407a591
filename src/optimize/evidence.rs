//! `Evidence`: the test that a status rests on, with its numbers.

/// The test that decided how a run stands, with the numbers that went into it; [`Status`](super::Status) says what they are measured
/// by. Sizes are largest components.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// Not at rest.
    Moving {
        /// The size of the gradient.
        gradient: f64,
        /// At most so much counts as none.
        rest: f64,
        /// The size of the last step; 0 before the first.
        step: f64,
        /// At most so much counts as none, at rest.
        still: f64,
    },
    /// At rest, and the Hessian matrix tells what this is.
    Curvature {
        /// The size of the gradient.
        gradient: f64,
        /// At most so much counts as none.
        rest: f64,
        /// The least eigenvalue.
        least: f64,
        /// The greatest eigenvalue.
        greatest: f64,
        /// An eigenvalue no further from 0 would not tell.
        threshold: f64,
    },
    /// At rest, and the values around tell what this is, because the Hessian matrix does not exist or is too close to singular.
    Surroundings {
        /// The size of the gradient.
        gradient: f64,
        /// At most so much counts as none.
        rest: f64,
        /// How many points were tried.
        points: usize,
        /// How far from here.
        distance: f64,
        /// The least that the loss rises to any of them; below 0 if it falls.
        least: f64,
        /// The most that it rises.
        most: f64,
        /// What rounding, and the rest of a gradient, can make of no rise.
        margin: f64,
    },
    /// The last four steps lead back and forth.
    Cycle {
        /// How long the last step was.
        step: f64,
        /// How far a point is, at most, from the one two steps before.
        gap: f64,
    },
    /// The last steps are too small to matter.
    Stalled {
        /// How many.
        steps: usize,
        /// The longest of them.
        longest: f64,
        /// The size of the gradient.
        gradient: f64,
        /// At most so much would count as none.
        rest: f64,
    },
    /// The point is far out.
    Far {
        /// Its size.
        size: f64,
        /// What is beyond counts as diverged.
        bound: f64,
    },
    /// The loss is far out.
    High {
        /// The loss.
        loss: f64,
        /// What is beyond, up or down, counts as diverged.
        bound: f64,
    },
    /// What would be needed to go on does not exist.
    Missing(Missing),
}

/// What does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The loss at the start.
    Start,
    /// A component of the gradient.
    Gradient,
    /// A component of the step.
    Step,
    /// The loss after the next step.
    LossAhead,
    /// A number large enough for the next step, or for the loss after it.
    Range,
}

impl Evidence {
    /// The test with its numbers, in a sentence or two.
    ///
    /// ```
    /// use gradus::optimize::Evidence;
    /// let evidence = Evidence::Far { size: 52_000.0, bound: 40_000.0 };
    /// assert_eq!(evidence.sentence(), "The largest coordinate is 52000, and beyond 40000 counts as diverged.");
    /// ```
    pub fn sentence(&self) -> String {
        let at_rest = |gradient: f64, rest: f64| {
            format!("The gradient is {}, and up to {} counts as zero.", short(gradient), short(rest))
        };
        match *self {
            Self::Moving { gradient, rest, step, still } => {
                let [gradient, rest, step, still] = [gradient, rest, step, still].map(short);
                format!(
                    "The gradient is {gradient} and the last step {step}; at rest they are at most {rest} and {still}."
                )
            }
            Self::Curvature { gradient, rest, least, greatest, threshold } => {
                let sign = if least < 0.0 { "the least is below" } else { "all are above" };
                let bound = short(threshold.copysign(least));
                let (at_rest, least, greatest) = (at_rest(gradient, rest), short(least), short(greatest));
                format!("{at_rest} The eigenvalues of the Hessian go from {least} to {greatest}; {sign} {bound}.")
            }
            Self::Surroundings { gradient, rest, points, distance, least, most, margin } => {
                let (at_rest, [distance, least, most, margin]) =
                    (at_rest(gradient, rest), [distance, least, most, margin].map(short));
                format!(
                    "{at_rest} The Hessian does not tell what this is. At {points} points at a distance of {distance} the loss is \
                     higher by {least} to {most}; up to {margin} counts as the same."
                )
            }
            Self::Cycle { step, gap } => {
                format!(
                    "The last step is {} long, and led to within {} of the point two steps before.",
                    short(step),
                    short(gap)
                )
            }
            Self::Stalled { steps, longest, gradient, rest } => {
                let [longest, gradient, rest] = [longest, gradient, rest].map(short);
                format!(
                    "None of the last {steps} steps was longer than {longest}, and the gradient is {gradient}; up to {rest} would \
                     count as zero."
                )
            }
            Self::Far { size, bound } => {
                format!("The largest coordinate is {}, and beyond {} counts as diverged.", short(size), short(bound))
            }
            Self::High { loss, bound } => {
                format!("The loss is {}, and beyond {} counts as diverged.", short(loss), short(bound.copysign(loss)))
            }
            Self::Missing(missing) => match missing {
                Missing::Start => "The loss has no finite value at the start.",
                Missing::Gradient => "A component of the gradient has no value.",
                Missing::Step => "A component of the next step has no value.",
                Missing::LossAhead => "The loss has no value after the next step.",
                Missing::Range => "The next step, or the loss after it, is larger than any number that can be written.",
            }
            .into(),
        }
    }
}

/// To four digits.
fn short(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 {
        "0".into()
    } else if (1e-3..1e6).contains(&size) {
        let decimals = (3.0 - size.log10().floor()).max(0.0) as usize;
        let text = format!("{value:.decimals$}");
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').into() } else { text }
    } else {
        let text = format!("{value:.1e}");
        text.replace(".0e", "e")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (-2.5, "-2.5"),
            (12.3456, "12.35"),
            (0.012_344, "0.01234"),
            (1e5, "100000"),
            (7e-9, "7e-9"),
            (-1.26e300, "-1.3e300"),
            (f64::INFINITY, "inf"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(short(value), text);
        }
    }
}
