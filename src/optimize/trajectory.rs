//! `Trajectory`: a run of an optimizer on a loss.

use super::{Loss, Optimizer, Place, Schedule, Status, Terms};

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
    start: Vec<f64>,
    steps: Vec<Step>,
    refused: Option<Step>,
    /// At the point.
    here: Known,
    /// At the start: what the tests measure by.
    scale: Scale,
    status: Status,
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
            start,
            steps: Vec::new(),
            refused: None,
            here,
            scale,
            status: Status::Running,
        };
        run.status = run.judge();
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
        self.status = self.judge();
        self
    }

    /// The same run, continued by another rule, or the same rule with another learning rate. Of the memory is kept what
    /// a rule of the same method can use.
    #[must_use]
    pub fn continued_by(mut self, optimizer: Optimizer) -> Self {
        self.optimizer = optimizer;
        self.refused = None;
        self.status = self.judge();
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
        let Known { loss: value, gradient } = &self.here;
        let update = optimizer.update(last, &Place { point: &before, value: *value, gradient, oracle: &self.loss });
        let after: Vec<f64> = before.iter().zip(&update.change).map(|(x, dx)| x + dx).collect();
        let next = known(&self.loss, &after);
        let step = Step {
            before,
            loss_before: self.here.loss,
            gradient: self.here.gradient.clone(),
            optimizer,
            terms: update.terms,
            change: update.change,
            after,
            loss_after: next.loss,
        };
        if let Some(reason) = self.refusal(&step) {
            self.refused = Some(step);
            self.status = reason;
        } else {
            self.steps.push(step);
            self.here = next;
            self.status = self.judge();
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
            self.here = Known { loss: step.loss_before, gradient: step.gradient };
            self.refused = None;
            self.status = self.judge();
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
}

/// The tests that [`Status`] documents.
impl Trajectory {
    /// Why a step cannot be taken, if it cannot.
    fn refusal(&self, step: &Step) -> Option<Status> {
        let overflow = step.gradient.iter().chain(&step.change).any(|x| x.is_infinite());
        if overflow || step.after.iter().any(|x| x.is_infinite()) || step.loss_after.is_infinite() {
            Some(Status::Diverged)
        } else if step.change.iter().any(|x| x.is_nan()) {
            Some(Status::NoStep)
        } else if step.loss_after.is_nan() {
            // Far out, infinity minus infinity is the likelier reason.
            Some(if self.is_far(&step.after) { Status::Diverged } else { Status::LeftDomain })
        } else {
            None
        }
    }

    /// How it stands at a point that it has reached.
    fn judge(&self) -> Status {
        let Known { loss, gradient } = &self.here;
        if self.steps.is_empty() && !(loss.is_finite() && self.start.iter().all(|x| x.is_finite())) {
            Status::NoStart
        } else if self.is_far(self.point()) || loss.abs() > 1e6 * self.scale.loss {
            Status::Diverged
        } else if gradient.iter().any(|d| d.is_nan()) {
            Status::NoGradient
        } else if norm(gradient).is_finite() && norm(gradient) <= 1e-9 * self.scale.gradient && !self.moves() {
            self.kind_of_rest()
        } else if self.cycles() {
            Status::Cycle
        } else {
            Status::Running
        }
    }

    fn is_far(&self, point: &[f64]) -> bool {
        norm(point) > 1e4 * self.scale.point
    }

    /// Whether the last step was more than a touch.
    fn moves(&self) -> bool {
        self.steps.last().is_some_and(|step| norm(&step.change) > 1e-6 * (1.0 + norm(&step.after)))
    }

    fn cycles(&self) -> bool {
        let [.., a, b, c, d] = &self.steps[..] else { return false };
        let same = |p: &Step, q: &Step| {
            let distance = p.after.iter().zip(&q.after).fold(0.0, |most: f64, (x, y)| most.max((x - y).abs()));
            distance <= 1e-12 * norm(&q.after)
        };
        self.moves() && same(a, c) && same(b, d)
    }

    /// What it is that the gradient vanishes on, by the values around.
    fn kind_of_rest(&self) -> Status {
        let (point, level) = (self.point(), self.here.loss);
        let radius = 1e-3 * (1.0 + norm(point));
        let rise = |direction: Vec<(usize, f64)>| {
            let mut beside = point.to_vec();
            for (i, part) in direction {
                beside[i] += radius * part;
            }
            self.loss.value(&beside) - level
        };
        let rises: Vec<f64> = directions(point.len()).into_iter().map(rise).collect();
        // What rounding, and the rest of a gradient, can make of a rise of 0.
        let slope: f64 = self.here.gradient.iter().map(|d| d.abs()).sum();
        let margin = 16.0 * f64::EPSILON * level.abs() + 2.0 * slope * radius + 1e-9 * norm(&rises);
        if rises.iter().any(|&rise| rise < -margin) {
            Status::Saddle
        } else if rises.iter().any(|&rise| rise > margin) {
            Status::Converged
        } else {
            Status::Plateau
        }
    }
}

/// Unit directions as their components that are not 0: along the axes and, in few variables, between every two of them.
fn directions(n: usize) -> Vec<Vec<(usize, f64)>> {
    const BETWEEN: [f64; 3] = [22.5, 45.0, 67.5];
    let mut all: Vec<_> = (0..n).flat_map(|i| [vec![(i, 1.0)], vec![(i, -1.0)]]).collect();
    if n <= 16 {
        for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
            for degrees in BETWEEN {
                let (sin, cos) = f64::to_radians(degrees).sin_cos();
                all.extend(
                    [(1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)].map(|(a, b)| vec![(i, a * cos), (j, b * sin)]),
                );
            }
        }
    }
    all
}

fn known(loss: &Loss, point: &[f64]) -> Known {
    Known { loss: loss.value(point), gradient: loss.gradient(point) }
}

/// The largest component, NaN left out.
fn norm(v: &[f64]) -> f64 {
    v.iter().fold(0.0, |most, x| x.abs().max(most))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::symbolic::parse;

    fn run(text: &str, optimizer: Optimizer, start: &[f64]) -> Trajectory {
        Trajectory::new(Loss::new(parse(text).unwrap()).unwrap(), optimizer, start.to_vec())
    }

    const fn gd(lr: f64) -> Optimizer {
        Optimizer::GradientDescent { lr }
    }

    const NEWTON: Optimizer = Optimizer::Newton { lr: 1.0, damping: 0.0 };

    #[test]
    fn each_end_is_told_apart() {
        use Status as S;
        let no_eps = Optimizer::Adam { lr: 0.1, beta1: 0.9, beta2: 0.999, eps: 0.0 };
        for (text, optimizer, start, status) in [
            ("x^2", gd(0.1), &[3.0][..], S::Converged),
            ("x^2", gd(0.1), &[0.0], S::Converged),
            ("(x+y-1)^2", gd(0.1), &[3.0, 1.0], S::Converged),
            ("x^4", gd(0.1), &[1.0], S::Running),
            ("x^2-y^2", gd(0.1), &[1.0, 0.0], S::Saddle),
            ("x^2-y^2", gd(0.1), &[1.0, 1e-3], S::Diverged),
            ("x*y", gd(0.1), &[0.0, 0.0], S::Saddle),
            ("-x^2", gd(0.1), &[0.0], S::Saddle),
            ("x^3", gd(0.1), &[0.0], S::Saddle),
            ("relu(x)", gd(0.1), &[-3.0], S::Plateau),
            ("x^2", gd(1.0), &[3.0], S::Cycle),
            ("abs(x)", gd(0.5), &[0.25], S::Cycle),
            ("abs(x)", gd(0.5), &[1.0], S::NoGradient),
            ("x^2", gd(1.5), &[3.0], S::Diverged),
            ("x^4", gd(1.0), &[10.0], S::Diverged),
            ("exp(exp(x))", gd(1.0), &[6.0], S::Diverged),
            ("x-ln(x)", gd(5.0), &[2.0], S::LeftDomain),
            ("x", gd(1.0), &[3.0], S::Running),
            ("ln(x)", gd(0.1), &[-1.0], S::NoStart),
            ("x^2", gd(0.1), &[f64::INFINITY], S::NoStart),
            ("x^2", gd(0.1), &[], S::NoStart),
            ("x^2*y^2/y^2", no_eps, &[1.0, 1.0], S::NoStep),
            ("x^3-3*x+y", NEWTON, &[2.0, 0.0], S::NoStep),
            ("3*x^2+2*x*y+5*y^2-4*x+y", NEWTON, &[2.0, 2.0], S::Converged),
            ("cos(x)", NEWTON, &[0.5], S::Saddle),
        ] {
            let mut run = run(text, optimizer, start);
            assert_eq!(run.run(1000), status, "{text} from {start:?}: {:?} after {}", run.point(), run.steps().len());
            let sound = run.point().iter().all(|x| x.is_finite()) && run.value().is_finite();
            assert!(sound || status == S::NoStart, "{text} from {start:?}: {:?}", run.point());
            assert!(run.status().sentence().ends_with('.'));
        }
    }

    #[test]
    fn steps_keep_their_terms() {
        let mut run = run("x^2", Optimizer::Momentum { lr: 0.25, momentum: 0.5, dampening: 0.0 }, &[1.0]);
        run.step();
        run.step();
        let step = &run.steps()[1];
        assert_eq!((step.before[0], step.loss_before, step.gradient[0]), (0.5, 0.25, 1.0));
        assert_eq!(step.terms.named(), [("b", &[2.0][..])]);
        assert_eq!((step.change[0], step.after[0], step.loss_after), (-0.5, 0.0, 0.0));
        // The gradient is 0 here, but the velocity is not.
        assert_eq!(run.status(), Status::Running);
    }

    #[test]
    fn back_undoes_what_step_does() {
        for method in &crate::optimize::METHODS {
            let optimizer = Optimizer::named(method.name, &[("lr".to_owned(), 0.125)].into()).unwrap();
            let mut run = run("x^2+10*y^2+x*y", optimizer, &[4.0, 1.0]);
            run.run(5);
            let before = run.clone();
            run.step();
            let after = run.clone();
            run.back();
            assert_eq!((run.point(), run.steps(), run.status()), (before.point(), before.steps(), before.status()));
            run.step();
            assert_eq!((run.steps(), run.status()), (after.steps(), after.status()), "{}", method.name);
        }
        let mut run = run("x^2", gd(0.1), &[1.0]);
        run.back();
        assert_eq!(run.point(), [1.0]);
    }

    #[test]
    fn a_refused_step_is_kept_to_be_shown() {
        let mut run = run("x-ln(x)", gd(5.0), &[2.0]);
        run.run(10);
        let refused = run.refused().unwrap().clone();
        assert_eq!(refused.before, run.point());
        assert!(refused.after[0] < 0.0 && refused.loss_after.is_nan());
        let steps = run.steps().len();
        assert_eq!((run.step(), run.steps().len()), (Status::LeftDomain, steps));
        let mut slower = run.continued_by(gd(0.1));
        assert_eq!(slower.run(1000), Status::Converged);
        assert!((slower.point()[0] - 1.0).abs() < 1e-8);
    }

    #[test]
    fn directions_are_of_length_one() {
        for n in [1, 2, 3, 16, 40] {
            let all = directions(n);
            assert_eq!(all.len(), 2 * n + if n <= 16 { 6 * n * (n - 1) } else { 0 });
            assert!(all.iter().all(|d| (d.iter().map(|(_, part)| part * part).sum::<f64>() - 1.0).abs() < 1e-15));
        }
    }

    proptest! {
        /// On a quadratic with the eigenvalues λ₁ ≥ λ₂ > 0 plain descent converges for lr < 2/λ₁ and diverges beyond.
        #[test]
        fn the_rate_decides(
            large in 1i32..40, part in 2i32..=10, degrees in 0i32..180, share in 0.2..0.95f64, excess in 1.05..2.0f64,
        ) {
            let (l1, l2) = (f64::from(large) / 4.0, f64::from(large * part) / 40.0);
            let (s, c) = f64::from(degrees).to_radians().sin_cos();
            let (a, b, d) = (l1 * c * c + l2 * s * s, (l1 - l2) * s * c, l1 * s * s + l2 * c * c);
            let text = format!("({a:.17}*x^2 + 2*({b:.17})*x*y + {d:.17}*y^2)/2");
            let mut below = run(&text, gd(share * 2.0 / l1), &[1.0, -0.7]);
            prop_assert_eq!(below.run(2000), Status::Converged);
            prop_assert!(below.point().iter().all(|x| x.abs() < 1e-7), "{:?}", below.point());
            let mut beyond = run(&text, gd(excess * 2.0 / l1), &[1.0 + c, -0.7 + s]);
            prop_assert_eq!(beyond.run(2000), Status::Diverged);
        }

        /// Whatever is typed and set, a run ends and keeps to finite points.
        #[test]
        fn no_run_is_lost(which in 0usize..6, rate in 1e-3..100.0f64, x in -3.0..3.0f64, y in -3.0..3.0f64, f in 0usize..6) {
            let text = ["x^4-y^2", "ln(x)+sqrt(y)", "1/(x*y)", "exp(x*y)-x", "abs(x)+tan(y)", "(1-x)^2+100*(y-x^2)^2"][f];
            let name = crate::optimize::METHODS[which].name;
            let optimizer = Optimizer::named(name, &[("lr".to_owned(), rate)].into()).unwrap();
            let mut run = run(text, optimizer, &[x, y]);
            for _ in 0..50 {
                let status = run.step();
                let sound = run.value().is_finite() && run.point().iter().all(|x| x.is_finite());
                prop_assert!(sound || status == Status::NoStart, "{text} {:?}", run.point());
            }
        }
    }
}
