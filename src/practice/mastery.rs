//! How well each skill is known, as the attempts say: how often it went right lately, and how much of it is still
//! remembered.
//!
//! An attempt is evidence for every skill that its problem uses. A right answer speaks for all of them; a wrong one against the
//! skill that the diagnosis names, and where nothing was found, against the skill that the problem is about. Reviews are
//! scheduled by FSRS (Free Spaced Repetition Scheduler, version 5, by the crate `rs-fsrs`), with each skill for a card.

use chrono::{DateTime, Utc};
use rs_fsrs::{Card, FSRS, Parameters, Rating, State};

use super::{Attempt, Mistake, Outcome, Progress, Skill, Topic};

/// What is known of one skill.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The skill.
    pub skill: Skill,
    /// How many attempts spoke for it or against it.
    pub evidence: u32,
    /// The chance that it goes right, by the latest attempts: between 0 and 1.
    pub known: f64,
    /// The part that is still remembered, by the forgetting curve of FSRS: 1 right after practising.
    pub recall: f64,
    /// When a review is due, in milliseconds since 1970; nothing if it was never tried.
    pub due: Option<u64>,
    /// Whether what it builds on is known well enough to try it.
    pub open: bool,
}

/// How much an attempt weighs against the one after it: the latest count most.
const FADING: f64 = 0.8;

/// What a skill has to be known with before what builds on it is asked.
const ENOUGH: f64 = 0.6;

impl Standing {
    /// How much it needs to be practised: between 0 and 1.
    pub fn need(&self) -> f64 {
        1.0 - self.known * self.recall
    }

    /// Whether it is known well enough for what builds on it.
    pub fn is_known(&self) -> bool {
        self.known >= ENOUGH
    }

    /// Whether it is due for a review.
    pub fn is_due(&self, now: u64) -> bool {
        self.due.is_some_and(|due| due <= now)
    }
}

/// Where every skill stands at a time, in the order of [`Skill::ALL`].
///
/// ```
/// use gradus::practice::{Progress, Skill, standings};
/// let all = standings(&Progress::new(), 0);
/// assert_eq!(all.len(), Skill::ALL.len());
/// assert!(all.iter().all(|standing| standing.known == 0.5 && standing.due.is_none()));
/// ```
pub fn standings(progress: &Progress, now: u64) -> Vec<Standing> {
    let scheduler = FSRS::new(Parameters::default());
    let mut all: Vec<Memory> = Skill::ALL.into_iter().map(Memory::new).collect();
    for attempt in progress.attempts().filter(|attempt| !attempt.retry) {
        for memory in &mut all {
            if let Some(rating) = evidence(attempt, memory.skill) {
                memory.take(rating, attempt.time, &scheduler);
            }
        }
    }
    let known: Vec<(Skill, f64, u32)> =
        all.iter().map(|memory| (memory.skill, memory.known(), memory.evidence)).collect();
    let is_known = |skill: &Skill| known.iter().any(|(s, known, _)| s == skill && *known >= ENOUGH);
    let standing = |memory: &Memory| Standing {
        skill: memory.skill,
        evidence: memory.evidence,
        known: memory.known(),
        recall: memory.recall(now),
        due: memory.due(),
        open: (memory.evidence > 0 && memory.known() >= ENOUGH) || memory.skill.needs().iter().all(is_known),
    };
    all.iter().map(standing).collect()
}

/// What an attempt says of a skill: nothing, if its problem doesn't use it or something else went wrong.
fn evidence(attempt: &Attempt, skill: Skill) -> Option<Rating> {
    let id = skill.id();
    let is_used = attempt.skill == id || attempt.uses.iter().any(|used| used == id);
    match attempt.outcome {
        Outcome::Right if is_used => Some(Rating::Good),
        Outcome::Hinted if attempt.skill == id => Some(Rating::Hard),
        Outcome::Wrong | Outcome::Shown => {
            let blamed: Vec<Skill> = attempt
                .mistakes
                .iter()
                .filter_map(|id| Mistake::from_id(id))
                .filter_map(|m| blamed(m.topic()))
                .collect();
            let is_blamed = if blamed.is_empty() { attempt.skill == id } else { blamed.contains(&skill) };
            is_blamed.then_some(Rating::Again)
        }
        _ => None,
    }
}

/// The skill that a slip speaks against, if it is one by itself.
pub(super) fn blamed(topic: Topic) -> Option<Skill> {
    Some(match topic {
        Topic::Power => Skill::Power,
        Topic::Constant | Topic::Linearity => Skill::Sum,
        Topic::Product => Skill::Product,
        Topic::Quotient => Skill::Quotient,
        Topic::Chain => Skill::Chain,
        Topic::Exponential => Skill::Exponential,
        Topic::Logarithm => Skill::Logarithmic,
        Topic::Second => Skill::Second,
        Topic::Network => Skill::Network,
        Topic::Partial => Skill::Partial,
        Topic::Vectors => Skill::Vectors,
        Topic::Backprop => Skill::Backprop,
        Topic::Descent => Skill::Descent,
        Topic::Limit => return None,
    })
}

/// A skill with its evidence so far.
struct Memory {
    skill: Skill,
    evidence: u32,
    /// The faded counts of what went right, and of all.
    right: f64,
    all: f64,
    card: Card,
}

impl Memory {
    fn new(skill: Skill) -> Self {
        Self { skill, evidence: 0, right: 0.0, all: 0.0, card: Card::default() }
    }

    fn take(&mut self, rating: Rating, time: u64, scheduler: &FSRS) {
        let share = match rating {
            Rating::Again => 0.0,
            Rating::Hard => 0.5,
            Rating::Good | Rating::Easy => 1.0,
        };
        self.right = FADING * self.right + share;
        self.all = FADING * self.all + 1.0;
        self.evidence += 1;
        self.card = scheduler.next(self.card.clone(), date(time).max(self.card.last_review), rating).card;
    }

    /// With one success and one failure beforehand, so that nothing is certain (Laplace's rule of succession).
    fn known(&self) -> f64 {
        (self.right + 1.0) / (self.all + 2.0)
    }

    fn recall(&self, now: u64) -> f64 {
        if self.card.state == State::New {
            return 1.0;
        }
        // A clock may have been set back.
        let recall = self.card.get_retrievability(date(now).max(self.card.last_review));
        if recall.is_finite() { recall.clamp(0.0, 1.0) } else { 1.0 }
    }

    fn due(&self) -> Option<u64> {
        (self.card.state != State::New).then(|| u64::try_from(self.card.due.timestamp_millis()).unwrap_or(0))
    }
}

/// A time in milliseconds since 1970 as a date; what lies beyond every calendar is the beginning.
fn date(time: u64) -> DateTime<Utc> {
    // FSRS adds up to a hundred years.
    const LAST: i64 = 253_370_764_800_000;
    let time = i64::try_from(time).unwrap_or(LAST).min(LAST);
    DateTime::from_timestamp_millis(time).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u64 = 86_400_000;

    fn attempt(time: u64, skill: Skill, uses: &[Skill], outcome: Outcome, mistakes: &[&str]) -> Attempt {
        Attempt {
            time,
            seed: time,
            uses: uses.iter().map(|s| s.id().to_owned()).collect(),
            mistakes: mistakes.iter().map(|m| (*m).to_owned()).collect(),
            ..Attempt::of(skill.id(), outcome)
        }
    }

    fn of(progress: &Progress, skill: Skill, now: u64) -> Standing {
        standings(progress, now).into_iter().find(|standing| standing.skill == skill).unwrap()
    }

    #[test]
    fn a_right_answer_speaks_for_all_that_it_uses() {
        let mut progress = Progress::new();
        progress.record(attempt(0, Skill::Product, &[Skill::Power, Skill::Functions], Outcome::Right, &[]));
        for skill in [Skill::Product, Skill::Power, Skill::Functions] {
            assert!(of(&progress, skill, 0).known > 0.6);
        }
        assert_eq!(of(&progress, Skill::Chain, 0).known, 0.5);
    }

    #[test]
    fn a_slip_speaks_against_the_skill_that_it_names() {
        let mut progress = Progress::new();
        progress.record(attempt(0, Skill::Product, &[Skill::Chain, Skill::Power], Outcome::Wrong, &["H1"]));
        assert!(of(&progress, Skill::Chain, 0).known < 0.4);
        assert_eq!(of(&progress, Skill::Product, 0).evidence, 0);
        progress.record(attempt(1, Skill::Product, &[Skill::Chain, Skill::Power], Outcome::Wrong, &[]));
        assert!(of(&progress, Skill::Product, 1).known < 0.4);
        assert_eq!(of(&progress, Skill::Power, 1).evidence, 0);
    }

    #[test]
    fn what_is_not_practised_is_forgotten_and_comes_due() {
        let mut progress = Progress::new();
        for day in [0, 3] {
            progress.record(attempt(day * DAY, Skill::Power, &[], Outcome::Right, &[]));
        }
        let soon = of(&progress, Skill::Power, 3 * DAY + 1);
        let late = of(&progress, Skill::Power, 100 * DAY);
        assert!(soon.recall > 0.99 && late.recall < 0.9, "{} and {}", soon.recall, late.recall);
        assert!(!soon.is_due(3 * DAY + 1) && late.is_due(100 * DAY));
        assert!(late.need() > soon.need());
    }

    #[test]
    fn any_time_is_taken() {
        let mut progress = Progress::new();
        for time in [0, u64::MAX, u64::MAX / 2, 1 << 53] {
            progress.record(attempt(time, Skill::Power, &[], Outcome::Right, &[]));
        }
        for now in [0, 1, u64::MAX] {
            assert!(standings(&progress, now).iter().all(|s| s.recall.is_finite() && (0.0..=1.0).contains(&s.need())));
        }
    }
}
