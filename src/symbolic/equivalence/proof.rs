//! Whether one line of a derivation follows from another.

use super::{
    Difference,
    Missing::Undefined,
    landmarks,
    points::{self, Point},
    precise::{Ball, Evaluator, Session},
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
const ENOUGH: usize = 6;
const MAX_POINTS: usize = 60;

/// How many points are looked at beside corners and other landmarks.
const LANDMARKS: usize = 12;

/// Lines agree at a point if they differ by less than `2^-AGREED` of their values (or, where both are 0, than `2^-AGREED`).
const AGREED: i64 = 52;

/// How many bits are worked with; twice as many before a line is refuted.
const BITS: usize = 80;

/// How much work each step may be.
const FUEL: u64 = 400_000;

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

/// Whether each line of a derivation follows from the one before; what they share is evaluated once. One proof fewer than
/// there are lines.
pub fn prove(lines: &[Expr]) -> Vec<Proof> {
    let symbols = Expr::sum(lines.iter().cloned()).symbols();
    let mut session = Session::new(FUEL * lines.len() as u64);
    let mut steps: Vec<Step> = lines.windows(2).map(|_| Step::default()).collect();
    let visited: Vec<Point> = points::points(symbols.len()).take(MAX_POINTS).collect();
    let landmarks = match lines {
        [first, .., last] => landmarks::points([first, last], &symbols, &visited),
        _ => Vec::new(),
    };
    let enough = if symbols.is_empty() { 1 } else { ENOUGH };
    // Landmarks first, a few of them: nothing else is sure to see both sides of a corner.
    let few = landmarks.iter().step_by(landmarks.len().div_ceil(LANDMARKS).max(1));
    let required = few.clone().count();
    for (i, point) in few.chain(&visited).enumerate() {
        if i >= required && steps.iter().all(|step| step.is_settled(enough)) {
            break;
        }
        let mut at = session.at(&symbols, point, BITS);
        let seen: Vec<Option<Seen>> = lines
            .windows(2)
            .zip(&steps)
            .map(|(pair, step)| (step.refuted.is_none()).then(|| look(&mut at, &pair[0], &pair[1])))
            .collect();
        for ((pair, step), seen) in lines.windows(2).zip(&mut steps).zip(seen) {
            match seen {
                Some(Seen::Agree) => step.agreed += 1,
                Some(Seen::Wider) => step.wider = true,
                Some(Seen::Apart) => step.refuted = refutation(&mut session, &symbols, point, pair),
                Some(Seen::Nothing) | None => {}
            }
        }
    }
    steps.into_iter().map(|step| step.proof(enough)).collect()
}

#[derive(Default)]
struct Step {
    agreed: usize,
    wider: bool,
    refuted: Option<Difference>,
}

impl Step {
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
    Apart,
    Nothing,
}

fn look(at: &mut Evaluator, before: &Expr, after: &Expr) -> Seen {
    match (at.value(before), at.value(after)) {
        (Ok(b), Ok(a)) => {
            let difference = a.subtract(&b, 2 * BITS);
            if difference.is_positive() || difference.is_negative() {
                return Seen::Apart;
            }
            let scale = a.top().max(b.top());
            let close = difference.top() < scale.saturating_sub(AGREED) || difference.top() < scale.min(0).saturating_sub(AGREED);
            if close || scale < -AGREED { Seen::Agree } else { Seen::Nothing }
        }
        (Err(Undefined), Ok(_)) => Seen::Wider,
        (Ok(_), Err(Undefined)) => Seen::Apart,
        _ => Seen::Nothing,
    }
}

/// The difference of two lines, if they are apart with more digits and beside the point too: isolated points don't count.
fn refutation(session: &mut Session, symbols: &[Symbol], point: &Point, pair: &[Expr]) -> Option<Difference> {
    for near in [1e-3, -1e-3, 1e-6].map(|by| points::beside(point, by)) {
        if !matches!(look(&mut session.at(symbols, &near, BITS), &pair[0], &pair[1]), Seen::Apart) {
            return None;
        }
    }
    let mut at = session.at(symbols, point, 2 * BITS);
    if !matches!(look(&mut at, &pair[0], &pair[1]), Seen::Apart) {
        return None;
    }
    let value = |found: Result<Ball, _>| found.ok().map(|v| v.to_f64());
    let (teacher, student) = (value(at.value(&pair[0])), value(at.value(&pair[1])));
    let at = symbols.iter().cloned().zip(point.iter().copied()).collect();
    Some(Difference { at, student, teacher, ratio: None, offset: None })
}
