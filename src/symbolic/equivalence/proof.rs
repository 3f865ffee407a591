//! Whether one line of a derivation follows from another.

use super::{
    Difference,
    Missing::Undefined,
    landmarks,
    points::{self, Point},
    precise::{Evaluator, Session},
};
use crate::symbolic::{Expr, Symbol};

/// What numbers say about a step from one line to the next.
#[derive(Clone, Debug, PartialEq)]
pub enum Proof {
    /// Both lines have the same value, to 15 digits at least, at so many points.
    Proved {
        /// How many.
        points: usize,
        /// Whether the line after has values where the one before has none: a condition was dropped.
        wider: bool,
    },
    /// The line after has another value, or none where the line before has one.
    Refuted(Difference),
    /// Too few points could be evaluated to tell.
    Unchecked,
}

impl Proof {
    /// Whether it is proved.
    pub fn is_proved(&self) -> bool {
        matches!(self, Self::Proved { .. })
    }
}

/// How many points must agree, and the most that are tried.
const ENOUGH: usize = 5;
const MAX_POINTS: usize = 60;

/// How many points are looked at beside corners and jumps, whatever the others say.
const MAX_KINKS: usize = 16;

/// Lines agree at a point if they differ by less than `2^-AGREED` of their values, or if both are below `2^-ZERO`.
const AGREED: i64 = 52;
const ZERO: i64 = 60;

/// How many bits are worked with first.
const BITS: usize = 80;

/// How much work the proof of a line may be, and of all lines.
const FUEL: u64 = 300_000;
const ALL_FUEL: u64 = 2_500_000;

/// Whether one line of a derivation follows from the line before: whether both have the same value wherever the line before
/// has one.
///
/// Derivatives that are still to be carried out may stand in both. They are evaluated by differences to many digits, and so
/// by none of the rules that the derivation goes by. The line after may have values where the one before has none, as the
/// derivative's formula often has; that is no refutation.
///
/// ```
/// use gradus::symbolic::{Derivation, Proof, Symbol, follows, parse};
/// let derivation = Derivation::new(&parse("sin(x^2)").unwrap(), &Symbol::new("x")).unwrap();
/// for step in &derivation.steps {
///     assert!(follows(&step.before, &step.after).is_proved());
/// }
/// let wrong = follows(&parse("2x*cos(x^2)").unwrap(), &parse("cos(x^2)").unwrap());
/// assert!(matches!(wrong, Proof::Refuted(_)));
/// ```
pub fn follows(before: &Expr, after: &Expr) -> Proof {
    prove(&[before.clone(), after.clone()]).pop().unwrap_or(Proof::Unchecked)
}

/// Whether each line of a derivation follows from the one before, wherever the first has a value; what they share is
/// evaluated once. One proof fewer than there are lines.
pub fn prove(lines: &[Expr]) -> Vec<Proof> {
    let symbols = Expr::sum(lines.iter().cloned()).symbols();
    let fuel = FUEL.saturating_mul(lines.len() as u64).min(ALL_FUEL);
    let mut checker = Checker { session: Session::new(fuel), symbols: &symbols };
    let enough = if symbols.is_empty() { 1 } else { ENOUGH };
    let mut steps: Vec<Step> = lines.windows(2).map(|pair| Step::new(&pair[0], &pair[1])).collect();
    let drawn: Vec<Point> = points::points(symbols.len()).take(MAX_POINTS).collect();
    // Nothing else is sure to see both sides of a corner.
    let kinks = landmarks::beside_kinks(&lines.iter().collect::<Vec<_>>(), &symbols);
    let every = kinks.len().div_ceil(MAX_KINKS).max(1) | 1;
    for point in kinks.iter().step_by(every) {
        checker.look(point, &mut steps);
    }
    for point in &drawn {
        if steps.iter().all(|step| step.is_settled(enough)) {
            break;
        }
        checker.look(point, &mut steps);
    }
    // Domains that are too narrow for points to be drawn from.
    if let Some(open) = steps.iter().find(|step| !step.is_settled(enough)) {
        for point in landmarks::points([open.before, open.after], &symbols, &drawn).iter().take(MAX_POINTS) {
            checker.look(point, &mut steps);
        }
    }
    steps.into_iter().map(|step| step.proof(enough)).collect()
}

/// A step from one line to the next, and what is known about it.
struct Step<'a> {
    before: &'a Expr,
    after: &'a Expr,
    agreed: usize,
    wider: bool,
    refuted: Option<Difference>,
}

impl<'a> Step<'a> {
    fn new(before: &'a Expr, after: &'a Expr) -> Self {
        Self { before, after, agreed: 0, wider: false, refuted: None }
    }

    fn is_settled(&self, enough: usize) -> bool {
        self.refuted.is_some() || self.agreed >= enough
    }

    fn proof(self, enough: usize) -> Proof {
        match self.refuted {
            Some(difference) => Proof::Refuted(difference),
            None if self.agreed >= enough => Proof::Proved { points: self.agreed, wider: self.wider },
            None => Proof::Unchecked,
        }
    }
}

/// What two lines show at a point.
enum Seen {
    Agree,
    /// Only the line after has a value.
    Wider,
    /// They have different values, or only the line before has one.
    Apart {
        before: Option<f64>,
        after: Option<f64>,
    },
    /// Too few digits.
    Blurred,
    Nothing,
}

struct Checker<'a> {
    session: Session,
    symbols: &'a [Symbol],
}

impl Checker<'_> {
    /// Looks at every step at a point, with more digits where that helps.
    fn look(&mut self, point: &Point, steps: &mut [Step]) {
        let mut at = self.session.at(self.symbols, point, BITS);
        let Some(first) = steps.first() else { return };
        if matches!(at.value(first.before), Err(Undefined)) {
            // A line that got wider may be followed by one that is as narrow as the first.
            for step in steps.iter_mut().filter(|step| step.refuted.is_none()) {
                step.wider |= matches!(see(&mut at, step.before, step.after), Seen::Wider);
            }
            return;
        }
        let seen: Vec<Seen> = steps
            .iter()
            .map(|step| if step.refuted.is_some() { Seen::Nothing } else { see(&mut at, step.before, step.after) })
            .collect();
        for (step, seen) in steps.iter_mut().zip(seen) {
            let seen = match seen {
                Seen::Blurred | Seen::Apart { .. } => self.look_closer(point, step),
                clear => clear,
            };
            match seen {
                Seen::Agree => step.agreed += 1,
                Seen::Wider => step.wider = true,
                Seen::Apart { before, after } => step.refuted = self.refutation(point, step, before, after),
                Seen::Blurred | Seen::Nothing => {}
            }
        }
    }

    fn look_closer(&mut self, point: &[f64], step: &Step) -> Seen {
        see(&mut self.session.at(self.symbols, point, 2 * BITS), step.before, step.after)
    }

    /// The difference of two lines, if they are apart beside the point too: isolated points don't count.
    fn refutation(
        &mut self,
        point: &[f64],
        step: &Step,
        before: Option<f64>,
        after: Option<f64>,
    ) -> Option<Difference> {
        for by in [1e-3, -1e-3, 1e-6] {
            let near = self.look_closer(&points::beside(point, by), step);
            if !matches!(near, Seen::Apart { after: value, .. } if value.is_some() == after.is_some()) {
                return None;
            }
        }
        let at = self.symbols.iter().cloned().zip(point.iter().copied()).collect();
        Some(Difference { at, student: after, teacher: before, ratio: None, offset: None })
    }
}

fn see(at: &mut Evaluator, before: &Expr, after: &Expr) -> Seen {
    match (at.value(before), at.value(after)) {
        (Ok(b), Ok(a)) => {
            let difference = a.subtract(&b, 4 * BITS);
            if difference.is_positive() || difference.is_negative() {
                return Seen::Apart { before: Some(b.to_f64()), after: Some(a.to_f64()) };
            }
            let scale = a.top().max(b.top());
            let close = difference.is_zero() || difference.top() < scale.saturating_sub(AGREED);
            if close || scale < -ZERO { Seen::Agree } else { Seen::Blurred }
        }
        (Err(Undefined), Ok(_)) => Seen::Wider,
        (Ok(b), Err(Undefined)) => Seen::Apart { before: Some(b.to_f64()), after: None },
        _ => Seen::Nothing,
    }
}
