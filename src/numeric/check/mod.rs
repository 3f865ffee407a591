//! The gradient check: a gradient that someone claims against one by differences, and what is wrong with it.
//!
//! As practitioners do it (the notes of Stanford's course cs231n, "Gradient checks"): the relative error
//! `|a - n|/max(|a|, |n|)` of each component, fine up to 1e-7, wrong from 1e-2, in double precision and away from kinks.
//! Beyond that, the mistakes that people make are looked for: a factor, a sign, a constant, an order.

mod finding;
mod measure;
mod words;

use super::difference::{self, Estimate};
use finding::diagnose;
use measure::doubt;

/// What a gradient check found.
#[derive(Clone, Debug, PartialEq)]
pub struct GradientCheck {
    /// One by one, in the order of the claim.
    pub components: Vec<Component>,
    /// All together.
    pub finding: Finding,
}

/// One component of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Component {
    /// What someone says that it is.
    pub claimed: f64,
    /// What differences say, with their probable error.
    pub measured: Estimate,
    /// `|a - n|/max(|a|, |n|)`, and 0 if both are 0; NaN if one is no number.
    pub relative_error: f64,
    /// What to think of it.
    pub verdict: Verdict,
}

/// What to think of one component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// A relative error of at most 1e-7, or no more than the differences know.
    Fine,
    /// At most 1e-4: good enough where kinks are near, and a small mistake otherwise.
    Close,
    /// At most 1e-2: probably a mistake.
    Suspicious,
    /// More than that, and no pattern in it.
    Wrong,
    /// This many times what it should be.
    Factor(f64),
    /// This much more than it should be, as other components are too.
    Offset(f64),
    /// The differences can't tell.
    Unknown(Doubt),
}

/// Why differences can't tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Doubt {
    /// The slopes on both sides differ, and go on to differ as the step shrinks: a kink here, or nearer than a step.
    Kink {
        /// The slope for smaller values.
        left: f64,
        /// The slope for greater values.
        right: f64,
    },
    /// The slopes grow as the step shrinks: a jump or a vertical tangent.
    Steep,
    /// The function has no value here or beside.
    NoValue,
    /// Too few digits are left of the differences.
    Digits,
}

/// What to think of a gradient as a whole. Places count from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// What can be told is fine.
    Fine,
    /// Nothing can be told.
    Unknown,
    /// Nothing is further off than 1e-4.
    Close,
    /// The claim has another number of components than the point.
    Length {
        /// Components of the claim.
        claimed: usize,
        /// Coordinates of the point.
        expected: usize,
    },
    /// What is off is off by the same factor.
    Factor {
        /// Claimed over true.
        factor: f64,
        /// Which components.
        places: Vec<usize>,
    },
    /// What is off is off by the same difference.
    Offset {
        /// Claimed less true.
        offset: f64,
        /// Which components.
        places: Vec<usize>,
    },
    /// The coordinates are a matrix of this shape row by row, and the claim is its transpose row by row.
    Transposed {
        /// Rows of the true gradient.
        rows: usize,
        /// Columns of the true gradient.
        columns: usize,
    },
    /// The right numbers in another order: claim i is the true component `order[i]`.
    Permuted {
        /// Where each belongs.
        order: Vec<usize>,
    },
    /// These components are off, in no common way.
    Wrong {
        /// Which components.
        places: Vec<usize>,
    },
}

/// Checks a gradient of f at a point against [`difference::gradient`], component by component.
///
/// `f` answers NaN where it has no value; it is given points as long as `point`. At most 57 evaluations a component. A factor of
/// a single component is only named if it is simple: a whole number up to 12, the number of components, the inverse of
/// one, or any of these negative.
///
/// A kink nearer than about 1e-4 (relative to a coordinate beyond 1) is noticed by slopes that differ on both sides; one
/// further away is crossed by the greater steps alone, which costs digits and nothing else.
///
/// ```
/// use gradus::numeric::check::{self, Finding};
/// let f = |p: &[f64]| p[0] * p[0] + 3.0 * p[1] * p[1];
/// let check = check::gradient(f, &[1.0, 2.0], &[4.0, 24.0]);
/// assert_eq!(check.finding, Finding::Factor { factor: 2.0, places: vec![0, 1] });
/// assert_eq!(check.to_string(), "Components 1 and 2 are 2 times what they should be.");
/// ```
pub fn gradient(f: impl Fn(&[f64]) -> f64, point: &[f64], claimed: &[f64]) -> GradientCheck {
    if claimed.len() != point.len() {
        let finding = Finding::Length { claimed: claimed.len(), expected: point.len() };
        return GradientCheck { components: Vec::new(), finding };
    }
    let measured = difference::gradient(&f, point);
    let sizes = measured.iter().map(|n| n.value).chain(claimed.iter().copied()).filter(|c| c.is_finite());
    let scale = sizes.fold(0.0, |scale: f64, c| scale.max(c.abs()));
    let component = |(i, (&measured, &claimed)): (usize, (&Estimate, &f64))| {
        let x = point.get(i).copied().unwrap_or(f64::NAN);
        let doubt = doubt(&difference::along(&f, point, i), x, measured);
        Component::new(claimed, measured, doubt, scale)
    };
    let mut components: Vec<_> = measured.iter().zip(claimed).enumerate().map(component).collect();
    let finding = diagnose(&mut components);
    GradientCheck { components, finding }
}

impl Component {
    /// Judged by the relative error alone; `scale` is the size of the gradient.
    fn new(claimed: f64, measured: Estimate, doubt: Option<Doubt>, scale: f64) -> Self {
        let (distance, size) = ((claimed - measured.value).abs(), claimed.abs().max(measured.value.abs()));
        let relative_error = if distance == 0.0 { 0.0 } else { distance / size };
        let within = distance <= CERTAIN * measured.error;
        let verdict = match doubt {
            Some(doubt) => Verdict::Unknown(doubt),
            None if relative_error <= FINE => Verdict::Fine,
            None if within && measured.error <= (FINE * scale).max(1e-3 * size).max(NOTHING) => Verdict::Fine,
            None if within => Verdict::Unknown(Doubt::Digits),
            None if relative_error <= 1e-4 => Verdict::Close,
            None if relative_error <= 1e-2 => Verdict::Suspicious,
            None => Verdict::Wrong,
        };
        Self { claimed, measured, relative_error, verdict }
    }
}

/// The relative error that rounding brings.
const FINE: f64 = 1e-7;

/// An error that is as good as none, whatever the gradient: what rounding leaves of a function of size 1 at a minimum.
const NOTHING: f64 = 1e-9;

/// A distance beyond so many times the probable error is one.
const CERTAIN: f64 = 10.0;

#[cfg(test)]
mod tests;
