//! Whether two expressions mean the same.
//!
//! Cheap things come first. At simple points both are evaluated in double precision, each value with a bound on its
//! rounding error: values further apart than their bounds differ. If the difference tidies to 0, the two are equal. All else
//! is settled by numbers: at points near the origin and far from it, and beside every landmark of the formulas (corners,
//! jumps, poles, ends of domains, narrow peaks). Where doubles overflow or cancel, and before anything is called equal or
//! different, numbers of 40 digits and more decide, with exponents that `e^(10^11)` fits in.
//!
//! A point where one side is surely undefined and the other defined shows that the domains differ, unless that is so at
//! isolated points alone, such as the hole of `x/x`. What cancels in the difference counts as cancelled, with its domain:
//! `ln(x)/ln(x)` is 1.

mod bounded;
mod difference;
mod digits;
mod exact;
mod landmarks;
mod points;
mod precise;
mod proof;

pub use self::{
    difference::{Difference, spelled},
    digits::unrounded,
    proof::{Proof, follows, prove},
};

use std::{cell::Cell, mem, ops::ControlFlow};

use self::{
    bounded::Program,
    difference::Pairs,
    points::Point,
    precise::{Ball, Session},
};
use super::{Expr, Node, Symbol, simplify};

/// What a comparison found.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// They mean the same.
    Equal(Settled),
    /// They differ, and here is where.
    Different(Difference),
    /// Too few points could be evaluated well enough to tell.
    Unknown,
}

impl Verdict {
    /// Whether they mean the same.
    pub fn is_equal(&self) -> bool {
        matches!(self, Self::Equal(_))
    }
}

/// How it was settled that two expressions are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// By algebra: their difference tidies to 0.
    NormalForm,
    /// By values at so many points, none of which could tell them apart.
    Numbers {
        /// How many.
        points: usize,
    },
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    /// There surely is no real one: a logarithm of a negative number, a division by exactly 0.
    Undefined,
    /// It can't be told with so many digits, or not even whether there is one.
    Unclear,
}

use Missing::Undefined;

/// How many points are tried before algebra is.
const FIRST: usize = 16;

/// The longest expressions, written out, whose difference is tidied.
const MAX_SIZE: u64 = 40_000;

/// How many points must be able to tell a difference before agreement counts.
const ENOUGH: usize = 10;

/// How many points are looked at with more digits: where doubles agree, and where they can't tell.
const CERTAIN: usize = 3;
const DOUBTFUL: usize = 8;
const MAX_DOUBTFUL: usize = 24;

/// How many points are looked at because only one side has a value there.
const MAX_ONE_SIDED: usize = 12;

/// In doubles, a point can tell a difference if the error bound is below this part of the value.
const INFORMATIVE: f64 = 1e-6;

/// With more digits, if the difference is below `2^-AGREED` of the values, or where both are 0, below `2^-ZERO`.
const AGREED: i64 = 64;
const ZERO: i64 = 256;

/// How many bits are tried first, besides those that the numbers in the expressions take; then twice and four times as many.
const BITS: usize = 128;

/// How many points are looked at for what all differences have in common.
const PAIRS: usize = 40;

/// How much work precise evaluation may be in one comparison, and evaluation in doubles, in operations.
const FUEL: u64 = 1_000_000;
const OPERATIONS: usize = 1_000_000;

/// Compares what a student wrote with what a teacher expects, over the real numbers.
///
/// ```
/// use gradus::symbolic::{Settled, Verdict, compare, parse};
/// let verdict = |a: &str, b: &str| compare(&parse(a).unwrap(), &parse(b).unwrap());
/// assert_eq!(verdict("2x cos(x^2)", "cos(x^2)*x*2"), Verdict::Equal(Settled::NormalForm));
/// assert!(verdict("e^x/(1+e^x)^2", "sigmoid(x)*(1-sigmoid(x))").is_equal());
/// assert!(matches!(verdict("sqrt(x^2)", "x"), Verdict::Different(_)));
/// ```
pub fn compare(student: &Expr, teacher: &Expr) -> Verdict {
    if student == teacher {
        return Verdict::Equal(Settled::NormalForm);
    }
    match Comparison::new(student, teacher).steps() {
        ControlFlow::Break(verdict) => verdict,
        ControlFlow::Continue(()) => Verdict::Unknown,
    }
}

/// A comparison under way. Its steps break off with a verdict as soon as there is one.
struct Comparison<'a> {
    sides: [&'a Expr; 2],
    /// The tidy form of the difference, once it is known: where both sides are huge, it alone tells them apart.
    gap: Option<Expr>,
    symbols: Vec<Symbol>,
    visited: Vec<Point>,
    bits: usize,
    session: Session,
    /// How many points agree as far as doubles can tell.
    informative: usize,
    /// Some of them.
    clear: Vec<Point>,
    /// Points about which doubles can't tell.
    doubtful: Vec<Point>,
    /// Those of them at which the gap is open.
    open: Vec<Point>,
    /// Points at which only one side has a value.
    one_sided: Vec<Point>,
}

/// What more digits show at a point.
enum Outcome {
    Agree,
    Different(Ball, Ball),
    /// One side has a value, and the other surely none.
    OneSided(Option<Ball>, Option<Ball>),
    Open,
}

/// How a step ends: with a verdict, or with something for the next.
type Step<T = ()> = ControlFlow<Verdict, T>;

impl<'a> Comparison<'a> {
    fn new(student: &'a Expr, teacher: &'a Expr) -> Self {
        let symbols = Expr::sum([student.clone(), teacher.clone()]).symbols();
        Self {
            sides: [student, teacher],
            gap: None,
            visited: points::points(symbols.len()).collect(),
            symbols,
            bits: BITS + number_bits(student).max(number_bits(teacher)),
            session: Session::new(FUEL),
            informative: 0,
            clear: Vec::new(),
            doubtful: Vec::new(),
            open: Vec::new(),
            one_sided: Vec::new(),
        }
    }

    fn steps(&mut self) -> Step {
        let visited = self.visited.clone();
        let (first, rest) = visited.split_at(visited.len().min(FIRST));
        self.survey(first)?;
        self.algebra()?;
        self.survey(rest)?;
        self.survey(&landmarks::points(self.sides, &self.symbols, &visited))?;
        self.look_closer()?;
        self.domains()?;
        let enough = if self.symbols.is_empty() { 1 } else { ENOUGH };
        if self.informative < enough {
            return ControlFlow::Continue(());
        }
        ControlFlow::Break(Verdict::Equal(Settled::Numbers { points: self.informative }))
    }

    /// Evaluates both sides in doubles.
    fn survey(&mut self, points: &[Point]) -> Step {
        let program = Program::new(self.sides.into_iter().chain(&self.gap), &self.symbols);
        let mut scratch = Vec::new();
        for point in points.iter().take(OPERATIONS / program.length().max(1)) {
            let mut found = program.run(point, &mut scratch);
            let (Some(s), Some(t)) = (found.next(), found.next()) else { continue };
            let gap_is_open = found.next().is_some_and(|gap| gap.is_ok_and(|gap| gap.value.abs() > gap.error));
            match (s, t) {
                (Ok(s), Ok(t)) => {
                    let bound = s.error + t.error;
                    let apart = (s.value - t.value).abs() > bound;
                    if apart || gap_is_open {
                        match self.check(point) {
                            Outcome::Different(s, t) => return self.different(point, Some(&s), Some(&t)),
                            Outcome::Open if apart => {
                                let [s, t] = [s, t].map(|v| Ball::from_f64(v.value));
                                return self.different(point, Some(&s), Some(&t));
                            }
                            _ => {}
                        }
                    }
                    let scale = s.value.abs().max(t.value.abs());
                    if bound <= INFORMATIVE * scale || scale == 0.0 && bound == 0.0 {
                        self.informative += 1;
                        self.clear.push(point.clone());
                    } else {
                        self.doubtful.push(point.clone());
                    }
                }
                (Err(Undefined), Err(Undefined)) => {}
                (Ok(_), Err(Undefined)) | (Err(Undefined), Ok(_)) => self.one_sided.push(point.clone()),
                _ if gap_is_open => self.open.push(point.clone()),
                _ => self.doubtful.push(point.clone()),
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether the difference tidies to 0.
    fn algebra(&mut self) -> Step {
        let [student, teacher] = self.sides;
        if student.size().max(teacher.size()) > MAX_SIZE {
            return ControlFlow::Continue(());
        }
        let gap = simplify(&Expr::sum([student.clone(), teacher.clone().negate()]));
        if gap.is_integer(0) {
            return ControlFlow::Break(Verdict::Equal(Settled::NormalForm));
        }
        self.gap = Some(gap);
        ControlFlow::Continue(())
    }

    /// Evaluates with more digits: at a few points for certainty, and at those about which doubles can't tell.
    fn look_closer(&mut self) -> Step {
        let clear = mem::take(&mut self.clear);
        let open = mem::take(&mut self.open);
        for point in spread(&clear, CERTAIN).chain(spread(&open, DOUBTFUL)) {
            self.note(point)?;
        }
        self.gap = None;
        let doubtful = mem::take(&mut self.doubtful);
        // Some from all over first: they are in the order of their size.
        let mut order: Vec<&Point> = spread(&doubtful, DOUBTFUL).collect();
        let rest: Vec<&Point> = spread(&doubtful, MAX_DOUBTFUL).filter(|point| !order.contains(point)).collect();
        order.extend(rest);
        for (i, point) in order.into_iter().enumerate() {
            if i >= DOUBTFUL && self.informative >= ENOUGH {
                break;
            }
            self.informative += self.note(point)?;
        }
        ControlFlow::Continue(())
    }

    /// Evaluates with more digits at a point; 1 if both sides agree there.
    fn note(&mut self, point: &Point) -> Step<usize> {
        match self.check(point) {
            Outcome::Agree => return ControlFlow::Continue(1),
            Outcome::Different(s, t) => self.different(point, Some(&s), Some(&t))?,
            Outcome::OneSided(..) => self.one_sided.push(point.clone()),
            Outcome::Open => {}
        }
        ControlFlow::Continue(0)
    }

    /// What more digits show, as many as it takes.
    fn check(&mut self, point: &Point) -> Outcome {
        for times in [1, 2, 4] {
            let bits = self.bits * times;
            let mut at = self.session.at(&self.symbols, point, bits);
            match self.sides.map(|side| at.value(side)) {
                [Ok(s), Ok(t)] => {
                    let apart = s.subtract(&t, bits);
                    let is_open = |difference: &Ball| difference.is_positive() || difference.is_negative();
                    // The gap counts where it is finer than the difference worked out, and in keeping with it.
                    let gap = self.gap.as_ref().and_then(|gap| at.value(gap).ok());
                    let finer = gap.is_some_and(|gap| is_open(&gap) && !is_open(&apart.subtract(&gap, bits)));
                    if is_open(&apart) || finer {
                        return Outcome::Different(s, t);
                    }
                    let close = apart.top() < s.top().max(t.top()).saturating_sub(AGREED);
                    if close || apart.is_zero() || times == 4 && apart.top() < -ZERO {
                        return Outcome::Agree;
                    }
                }
                [Ok(s), Err(Undefined)] => return Outcome::OneSided(Some(s), None),
                [Err(Undefined), Ok(t)] => return Outcome::OneSided(None, Some(t)),
                [Err(Undefined), Err(Undefined)] => return Outcome::Open,
                _ => {}
            }
        }
        Outcome::Open
    }

    /// Whether one side has values in a whole region where the other has none.
    fn domains(&mut self) -> Step {
        let program = Program::new(self.sides, &self.symbols);
        let mut scratch = Vec::new();
        let mut one_sided = |point: &[f64]| {
            let found: Vec<bounded::Found> = program.run(point, &mut scratch).collect();
            match found.as_slice() {
                [Ok(s), Err(Undefined)] => Some((Some(s.value), None)),
                [Err(Undefined), Ok(t)] => Some((None, Some(t.value))),
                _ => None,
            }
        };
        let points = mem::take(&mut self.one_sided);
        for point in spread(&points, MAX_ONE_SIDED) {
            let Some((student, teacher)) = one_sided(point) else { continue };
            let near = [1e-3, -1e-3, 1e-6].map(|by| one_sided(&points::beside(point, by)));
            if near
                .iter()
                .any(|found| found.is_none_or(|(s, t)| s.is_some() != student.is_some() || t.is_some() == s.is_some()))
            {
                continue;
            }
            let surely = match self.check(point) {
                Outcome::OneSided(s, t) => s.is_some() == student.is_some() && t.is_some() == teacher.is_some(),
                Outcome::Open => true,
                Outcome::Agree | Outcome::Different(..) => false,
            };
            if surely {
                let [student, teacher] = [student, teacher].map(|v| v.map(Ball::from_f64));
                return self.different(point, student.as_ref(), teacher.as_ref());
            }
        }
        ControlFlow::Continue(())
    }

    /// The verdict that this point tells them apart, with what holds wherever both have values.
    fn different<T>(&self, point: &[f64], student: Option<&Ball>, teacher: Option<&Ball>) -> Step<T> {
        let at = self.symbols.iter().cloned().zip(point.iter().copied()).collect();
        let [student, teacher] = [student, teacher].map(|value| value.map(Ball::to_f64));
        let program = Program::new(self.sides, &self.symbols);
        let (mut scratch, mut pairs) = (Vec::new(), Pairs::default());
        for point in self.visited.iter().take(PAIRS) {
            let mut found = program.run(point, &mut scratch);
            if let (Some(Ok(s)), Some(Ok(t))) = (found.next(), found.next()) {
                pairs.note(s, t);
            }
        }
        let witness = Difference { at, student, teacher, ratio: None, offset: None };
        ControlFlow::Break(Verdict::Different(pairs.summed_up(witness, self.symbols.is_empty())))
    }
}

/// So many of the points, evenly spread among them.
fn spread(points: &[Point], wanted: usize) -> impl Iterator<Item = &Point> {
    let step = points.len().div_ceil(wanted.max(1)).max(1);
    points.iter().step_by(step)
}

/// How many bits the longest number in an expression takes.
fn number_bits(e: &Expr) -> usize {
    let longest = Cell::new(0);
    e.any(&|part| {
        if let Node::Number(n) = part.node() {
            longest.set(longest.get().max(n.bits()));
        }
        false
    });
    longest.get()
}

#[cfg(test)]
mod tests;
