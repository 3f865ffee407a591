//! `Trajectory`: a run of an optimizer on a loss.

mod judge;

use super::{Batches, Evidence, Loss, Missing, Optimizer, Place, Schedule, Status, Terms};

/// A run: from a start, by steps that keep their terms, forward and back, to an end that is put in words.
///
/// The point is always finite and the loss has a value there (unless there was none at the start); a step that would
/// lead elsewhere is not taken, but kept as [`Trajectory::refused`].
///
/// ```
/// use gradus::{optimize::{Loss, Optimizer, Status, Trajectory}, symbolic::parse};
/// let loss = Loss::new(parse("x^2")?)?;
/// let mut run = Trajectory::new(loss, Optimizer::GradientDescent { lr: 0.25 }, vec![4.0]);
/// run.step();
/// assert_eq!(run.point(), [2.0]);
/// assert_eq!(run.run(100), Status::Converged);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Trajectory {
    loss: Loss,
    optimizer: Optimizer,
    schedule: Schedule,
    /// Where the gradients of steps come from, if not from the whole loss.
    batches: Option<Batches>,
    /// How many steps another rule has made.
    earlier: usize,
    start: Vec<f64>,
    steps: Vec<Step>,
    refused: Option<Step>,
    /// At the point.
    here: Known,
    /// At the start: what the tests measure by.
    scale: Scale,
    status: Status,
    evidence: Evidence,
}

/// A step with everything that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The point before, θ.
    pub before: Vec<f64>,
    /// The loss there.
    pub loss_before: f64,
    /// The gradient there.
    pub gradient: Vec<f64>,
    /// The rule that made the step, with its learning rate.
    pub optimizer: Optimizer,
    /// What the rule computed on the way.
    pub terms: Terms,
    /// What was added to the point.
    pub change: Vec<f64>,
    /// The point after.
    pub after: Vec<f64>,
    /// The loss there.
    pub loss_after: f64,
}

/// What is known of a point.
#[derive(Clone, Debug)]
struct Known {
    loss: f64,
    gradient: Vec<f64>,
}

#[derive(Clone, Copy, Debug)]
struct Scale {
    point: f64,
    loss: f64,
    gradient: f64,
}

impl Trajectory {
    /// A run that stands at its start: a coordinate for each variable of the loss.
    pub fn new(loss: Loss, optimizer: Optimizer, start: Vec<f64>) -> Self {
        let here = known(&loss, &start);
        let scale =
            Scale { point: 1.0 + norm(&start), loss: 1.0 + here.loss.abs(), gradient: 1.0 + norm(&here.gradient) };
        let mut run = Self {
            loss,
            optimizer,
            schedule: Schedule::Constant,
            batches: None,
            earlier: 0,
            start,
            steps: Vec::new(),
            refused: None,
            here,
            scale,
            status: Status::NoStart,
            evidence: Evidence::Missing(Missing::Start),
        };
        (run.status, run.evidence) = run.judge();
        run
    }

    /// The same run, with a learning rate that changes from here on; t counts from the start.
    ///
    /// ```
    /// use gradus::{optimize::{Loss, Optimizer, Schedule, Trajectory}, symbolic::parse};
    /// let descent = Optimizer::GradientDescent { lr: 0.5 };
    /// let mut run = Trajectory::new(Loss::new(parse("x")?)?, descent, vec![1.0])
    ///     .scheduled(Schedule::Exponential { gamma: 0.5 });
    /// run.run(3);
    /// assert_eq!(run.point(), [1.0 - 0.5 - 0.25 - 0.125]);
    /// assert_eq!(run.steps()[2].optimizer.rate(), 0.125);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn scheduled(mut self, schedule: Schedule) -> Self {
        self.schedule = schedule;
        self.refused = None;
        self.earlier = self.steps.len();
        (self.status, self.evidence) = self.judge();
        self
    }

    /// The same run, whose further steps take the gradient of a few data each. How it stands is still told by the whole loss.
    #[must_use]
    pub fn on_batches(mut self, batches: Batches) -> Self {
        self.batches = Some(batches);
        self
    }

    /// The same run, continued by another rule, or the same rule with another learning rate. Of the memory is kept what
    /// a rule of the same method can use.
    #[must_use]
    pub fn continued_by(mut self, optimizer: Optimizer) -> Self {
        self.optimizer = optimizer;
        self.refused = None;
        self.earlier = self.steps.len();
        (self.status, self.evidence) = self.judge();
        self
    }

    /// Takes a step, if there is one to take from here, and says how the run stands.
    pub fn step(&mut self) -> Status {
        if matches!(self.status, Status::NoStart | Status::NoGradient) || self.refused.is_some() {
            return self.status;
        }
        let last = self.steps.last().map(|step| &step.terms);
        let before = self.point().to_vec();
        let optimizer = self.optimizer_at(self.steps.len());
        let value = self.here.loss;
        let gradient = match &self.batches {
            Some(batches) => batches.gradient(self.steps.len(), &before),
            None => self.here.gradient.clone(),
        };
        let update = optimizer.update(last, &Place { point: &before, value, gradient: &gradient, oracle: &self.loss });
        let after: Vec<f64> = before.iter().zip(&update.change).map(|(x, dx)| x + dx).collect();
        let next = known(&self.loss, &after);
        let step = Step {
            before,
            loss_before: self.here.loss,
            gradient,
            optimizer,
            terms: update.terms,
            change: update.change,
            after,
            loss_after: next.loss,
        };
        if let Some(reason) = self.refusal(&step) {
            self.refused = Some(step);
            (self.status, self.evidence) = reason;
        } else {
            self.steps.push(step);
            self.here = next;
            (self.status, self.evidence) = self.judge();
        }
        self.status
    }

    /// Takes steps while the run is [`Status::Running`], `most` at most.
    pub fn run(&mut self, most: usize) -> Status {
        for _ in 0..most {
            if self.status != Status::Running || self.step() != Status::Running {
                break;
            }
        }
        self.status
    }

    /// Takes back the last step; at the start it does nothing. Says how the run stands.
    pub fn back(&mut self) -> Status {
        if let Some(step) = self.steps.pop() {
            let gradient = match self.batches {
                Some(_) => self.loss.gradient(&step.before),
                None => step.gradient,
            };
            self.here = Known { loss: step.loss_before, gradient };
            self.refused = None;
            self.earlier = self.earlier.min(self.steps.len());
            (self.status, self.evidence) = self.judge();
        }
        self.status
    }

    /// What is descended.
    pub fn loss(&self) -> &Loss {
        &self.loss
    }

    /// The rule, with the learning rate that the schedule starts from.
    pub fn optimizer(&self) -> Optimizer {
        self.optimizer
    }

    /// How the learning rate changes.
    pub fn schedule(&self) -> Schedule {
        self.schedule
    }

    fn optimizer_at(&self, t: usize) -> Optimizer {
        self.optimizer.with_rate(self.schedule.rate(self.optimizer.rate(), t))
    }

    /// Where it started.
    pub fn start(&self) -> &[f64] {
        &self.start
    }

    /// Where it stands.
    pub fn point(&self) -> &[f64] {
        self.steps.last().map_or(&self.start, |step| &step.after)
    }

    /// The loss where it stands.
    pub fn value(&self) -> f64 {
        self.here.loss
    }

    /// The gradient where it stands.
    pub fn gradient(&self) -> &[f64] {
        &self.here.gradient
    }

    /// The steps so far.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step that was worked out but not taken, because it leads out of the domain or of the range of numbers.
    pub fn refused(&self) -> Option<&Step> {
        self.refused.as_ref()
    }

    /// How it stands.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The test that this rests on, with its numbers.
    ///
    /// ```
    /// use gradus::{optimize::{Evidence, Loss, Optimizer, Trajectory}, symbolic::parse};
    /// let saddle = Loss::new(parse("x^2 - y^2")?)?;
    /// let run = Trajectory::new(saddle, Optimizer::GradientDescent { lr: 0.1 }, vec![0.0, 0.0]);
    /// assert!(matches!(run.evidence(), Evidence::Curvature { least: -2.0, greatest: 2.0, .. }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

fn known(loss: &Loss, point: &[f64]) -> Known {
    Known { loss: loss.value(point), gradient: loss.gradient(point) }
}

/// The largest component, NaN left out.
fn norm(v: &[f64]) -> f64 {
    v.iter().fold(0.0, |most, x| x.abs().max(most))
}

#[cfg(test)]
mod tests;
