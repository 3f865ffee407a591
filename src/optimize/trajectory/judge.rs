//! How a run stands: the tests that [`Status`] documents.

use super::{Known, Step, Trajectory, norm};
use crate::optimize::{Curvature, Evidence, Missing, Status};

/// How many steps in a row have to be too small.
const STALLED: usize = 5;

/// The size of the gradient, and up to what it counts as 0.
#[derive(Clone, Copy)]
struct Rest {
    gradient: f64,
    rest: f64,
}

impl Trajectory {
    /// Why a step cannot be taken, if it cannot.
    pub(super) fn refusal(&self, step: &Step) -> Option<(Status, Evidence)> {
        let missing = |status, missing| Some((status, Evidence::Missing(missing)));
        let overflow = step.gradient.iter().chain(&step.change).any(|x| x.is_infinite());
        if overflow || step.after.iter().any(|x| x.is_infinite()) || step.loss_after.is_infinite() {
            missing(Status::Diverged, Missing::Range)
        } else if step.change.iter().any(|x| x.is_nan()) {
            missing(Status::NoStep, Missing::Step)
        } else if step.loss_after.is_nan() {
            // Far out, infinity minus infinity is the likelier reason.
            self.far(&step.after).or_else(|| missing(Status::LeftDomain, Missing::LossAhead))
        } else {
            None
        }
    }

    /// How it stands at a point that it has reached.
    pub(super) fn judge(&self) -> (Status, Evidence) {
        let Known { loss, gradient } = &self.here;
        if self.steps.is_empty() && !(loss.is_finite() && self.start.iter().all(|x| x.is_finite())) {
            return (Status::NoStart, Evidence::Missing(Missing::Start));
        }
        if let Some(diverged) = self.far(self.point()).or_else(|| self.high()) {
            return diverged;
        }
        if gradient.iter().any(|d| d.is_nan()) {
            return (Status::NoGradient, Evidence::Missing(Missing::Gradient));
        }
        let rest = Rest { gradient: norm(gradient), rest: 1e-9 * self.scale.gradient };
        if rest.gradient.is_finite() && rest.gradient <= rest.rest && !self.moves() {
            return self.by_curvature(rest).unwrap_or_else(|| self.by_surroundings(rest));
        }
        self.cycles().or_else(|| self.stalls(rest)).unwrap_or_else(|| {
            let Rest { gradient, rest } = rest;
            let (step, still) = (self.last_step(), self.still());
            (Status::Running, Evidence::Moving { gradient, rest, step, still })
        })
    }

    fn far(&self, point: &[f64]) -> Option<(Status, Evidence)> {
        let (size, bound) = (norm(point), 1e4 * self.scale.point);
        (size > bound).then_some((Status::Diverged, Evidence::Far { size, bound }))
    }

    fn high(&self) -> Option<(Status, Evidence)> {
        let (loss, bound) = (self.here.loss, 1e6 * self.scale.loss);
        (loss.abs() > bound).then_some((Status::Diverged, Evidence::High { loss, bound }))
    }

    fn last_step(&self) -> f64 {
        self.steps.last().map_or(0.0, |step| norm(&step.change))
    }

    /// How long a step may be at rest.
    fn still(&self) -> f64 {
        1e-6 * (1.0 + norm(self.point()))
    }

    /// Whether the last step was more than a touch.
    fn moves(&self) -> bool {
        self.last_step() > self.still()
    }

    /// The steps that say something of how it will go on.
    fn by_this_rule(&self) -> &[Step] {
        self.steps.get(self.earlier..).unwrap_or_default()
    }

    fn cycles(&self) -> Option<(Status, Evidence)> {
        let [.., a, b, c, d] = self.by_this_rule() else { return None };
        let gap =
            |p: &Step, q: &Step| p.after.iter().zip(&q.after).fold(0.0, |most: f64, (x, y)| most.max((x - y).abs()));
        let same = |p: &Step, q: &Step| gap(p, q) <= 1e-12 * norm(&q.after);
        let evidence = Evidence::Cycle { step: self.last_step(), gap: gap(b, d) };
        (self.moves() && same(a, c) && same(b, d)).then_some((Status::Cycle, evidence))
    }

    fn stalls(&self, Rest { gradient, rest }: Rest) -> Option<(Status, Evidence)> {
        let last = self.by_this_rule().last_chunk::<STALLED>()?;
        let small = last.iter().all(|step| norm(&step.change) <= 1e-12 * (1.0 + norm(&step.after)));
        let longest = last.iter().map(|step| norm(&step.change)).fold(0.0, f64::max);
        small.then_some((Status::Stalled, Evidence::Stalled { steps: STALLED, longest, gradient, rest }))
    }

    fn radius(&self) -> f64 {
        1e-3 * (1.0 + norm(self.point()))
    }

    /// What it is that the gradient vanishes on, by the eigenvalues of the Hessian, if they tell.
    fn by_curvature(&self, Rest { gradient, rest }: Rest) -> Option<(Status, Evidence)> {
        let curvature = Curvature::of(&self.loss.hessian(self.point()))?;
        let (least, greatest) = (curvature.least(), curvature.greatest());
        let threshold = 1e-6 * self.scale.gradient / self.radius();
        let evidence = Evidence::Curvature { gradient, rest, least, greatest, threshold };
        if least < -threshold {
            Some((Status::Saddle, evidence))
        } else {
            (least > threshold).then_some((Status::Converged, evidence))
        }
    }

    /// The same, by the values around.
    fn by_surroundings(&self, Rest { gradient, rest }: Rest) -> (Status, Evidence) {
        let (point, level, distance) = (self.point(), self.here.loss, self.radius());
        let rise = |direction: Vec<(usize, f64)>| {
            let mut beside = point.to_vec();
            for (i, part) in direction {
                beside[i] += distance * part;
            }
            self.loss.value(&beside) - level
        };
        let rises: Vec<f64> = directions(point.len()).into_iter().map(rise).collect();
        // What rounding, and the rest of a gradient, can make of a rise of 0.
        let slope: f64 = self.here.gradient.iter().map(|d| d.abs()).sum();
        let margin = 16.0 * f64::EPSILON * level.abs() + 2.0 * slope * distance + 1e-9 * norm(&rises);
        // Both leave out what has no value.
        let least = rises.iter().copied().fold(f64::INFINITY, f64::min);
        let most = rises.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let status = if least < -margin {
            Status::Saddle
        } else if most > margin {
            Status::Converged
        } else {
            Status::Plateau
        };
        (status, Evidence::Surroundings { gradient, rest, points: rises.len(), distance, least, most, margin })
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

#[cfg(test)]
mod tests {
    use super::directions;

    #[test]
    fn directions_are_of_length_one() {
        for n in [1, 2, 3, 16, 40] {
            let all = directions(n);
            assert_eq!(all.len(), 2 * n + if n <= 16 { 6 * n * (n - 1) } else { 0 });
            assert!(all.iter().all(|d| (d.iter().map(|(_, part)| part * part).sum::<f64>() - 1.0).abs() < 1e-15));
        }
    }
}
