//! `Progress`: what a learner has tried, and how it went.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Level, Skill};

/// How a try at a problem ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Right, without a hint.
    Right,
    /// Right, after one hint or more.
    Hinted,
    /// Wrong.
    Wrong,
    /// The answer was asked for.
    Shown,
}

/// A try at a problem. It is never changed and never removed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Attempt {
    /// When, in milliseconds since 1970.
    pub time: u64,
    /// The id of the skill. One that this version doesn't know is kept and not counted.
    pub skill: String,
    /// The id of the kind of problem; empty in records from before there were kinds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The level of the problem.
    pub level: u8,
    /// The seed of the problem.
    pub seed: u64,
    /// How it ended.
    pub outcome: Outcome,
    /// Whether the problem had been tried before. Only first tries count for the skill.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retry: bool,
    /// The ids of the other skills that its derivation uses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<String>,
    /// The ids of the mistakes that explained a wrong answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mistakes: Vec<String>,
}

#[cfg(test)]
impl Attempt {
    /// An attempt with everything else as it is when nothing is said about it.
    pub(super) fn of(skill: &str, outcome: Outcome) -> Self {
        Self {
            time: 0,
            skill: skill.into(),
            kind: String::new(),
            level: 1,
            seed: 0,
            outcome,
            retry: false,
            uses: Vec::new(),
            mistakes: Vec::new(),
        }
    }
}

/// How many first tries ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Right, without a hint.
    pub right: u32,
    /// Right, after a hint.
    pub hinted: u32,
    /// Wrong.
    pub wrong: u32,
    /// The answer was asked for.
    pub shown: u32,
}

/// Everything a learner has tried: a list that only grows, from which all else is derived.
///
/// Because nothing is ever changed or removed, two of them merge without loss, in any order and however often
/// ([`Progress::merge`]); so two tabs, or a file from another machine, never overwrite one another.
///
/// The list is not thinned out: a merge stays exact only as long as every attempt is there to be told from every other, and
/// a year of 27 a day is 10,000 attempts of about 140 characters each ([`Record::export`](super::Record::export)).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// In the order of their times, each once.
    attempts: BTreeSet<Attempt>,
}

/// Keeping.
impl Progress {
    /// Nothing tried yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an attempt and gives back what was added: where the same one is there already, the time moves on by a
    /// millisecond, so that none gets lost when the clock stands still.
    pub fn record(&mut self, mut attempt: Attempt) -> Attempt {
        while !self.attempts.insert(attempt.clone()) {
            attempt.time = attempt.time.wrapping_add(1);
        }
        attempt
    }

    /// Adds an attempt as it is, unless the same one is there already; whether it was added.
    pub fn insert(&mut self, attempt: Attempt) -> bool {
        self.attempts.insert(attempt)
    }

    /// Takes in every attempt of another.
    ///
    /// ```
    /// use gradus::practice::{Attempt, Outcome, Progress};
    /// let attempt = |time| Attempt { time, skill: "chain".into(), kind: "chain-trig".into(), level: 1, seed: 5, outcome: Outcome::Right, retry: false, uses: vec![], mistakes: vec![] };
    /// let (mut here, mut there) = (Progress::new(), Progress::new());
    /// here.record(attempt(1));
    /// there.record(attempt(1));
    /// there.record(attempt(2));
    /// here.merge(&there);
    /// assert_eq!(here, there);
    /// ```
    pub fn merge(&mut self, other: &Self) {
        self.attempts.extend(other.attempts.iter().cloned());
    }
}

/// Counting.
impl Progress {
    /// Every attempt, the oldest first.
    pub fn attempts(&self) -> impl DoubleEndedIterator<Item = &Attempt> {
        self.attempts.iter()
    }

    /// The first tries at problems of a skill, the latest first.
    pub fn latest(&self, skill: Skill) -> impl Iterator<Item = &Attempt> {
        self.attempts.iter().rev().filter(move |a| !a.retry && a.skill == skill.id())
    }

    /// How the first tries at problems of a skill ended.
    pub fn tally(&self, skill: Skill) -> Tally {
        let mut tally = Tally::default();
        for attempt in self.latest(skill) {
            *match attempt.outcome {
                Outcome::Right => &mut tally.right,
                Outcome::Hinted => &mut tally.hinted,
                Outcome::Wrong => &mut tally.wrong,
                Outcome::Shown => &mut tally.shown,
            } += 1;
        }
        tally
    }

    /// The level at which a skill is to be practised next: one harder after two right answers in a row, one easier after
    /// two in a row that weren't. Answers after a hint change nothing; of problems that are harder, to which a link may
    /// lead, only a right answer counts, and takes the learner there.
    pub fn level(&self, skill: Skill) -> Level {
        let mut latest: Vec<&Attempt> = self.latest(skill).filter(|a| a.outcome != Outcome::Hinted).collect();
        latest.reverse();
        let (mut level, mut run) = (Level::FIRST, (true, 0));
        for attempt in latest {
            let (at, right) = (Level::new(attempt.level), attempt.outcome == Outcome::Right);
            if at > level && right {
                (level, run) = (at, (true, 0));
            }
            if at != level {
                continue;
            }
            run = if run.0 == right { (right, run.1 + 1) } else { (right, 1) };
            if run.1 == 2 {
                level = if right { level.harder() } else { level.easier() };
                run = (right, 0);
            }
        }
        level
    }

    /// How many first tries in a row were right, up to the latest. A hint neither adds to it nor ends it.
    pub fn streak(&self) -> usize {
        let firsts = self.attempts.iter().rev().filter(|a| !a.retry && a.outcome != Outcome::Hinted);
        firsts.take_while(|a| a.outcome == Outcome::Right).count()
    }

    /// On how many days (by universal time) something was tried. It never falls.
    pub fn days(&self) -> usize {
        const DAY: u64 = 24 * 60 * 60 * 1000;
        self.attempts.iter().map(|a| a.time / DAY).collect::<BTreeSet<_>>().len()
    }
}

impl Tally {
    /// How many there are.
    pub fn total(self) -> u32 {
        self.right + self.hinted + self.wrong + self.shown
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn attempt(time: u64, skill: &str, level: u8, outcome: Outcome) -> Attempt {
        Attempt { time, level, ..Attempt::of(skill, outcome) }
    }

    fn progress(attempts: &[Attempt]) -> Progress {
        let mut progress = Progress::new();
        for attempt in attempts {
            progress.record(attempt.clone());
        }
        progress
    }

    #[test]
    fn levels_rise_after_successes() {
        use Outcome::{Hinted, Right, Shown, Wrong};
        for (tries, expected) in [
            (&[][..], 1),
            (&[(1, Right)], 1),
            (&[(1, Right), (1, Right)], 2),
            (&[(1, Right), (1, Hinted), (1, Right)], 2),
            (&[(1, Right), (1, Right), (2, Right)], 2),
            (&[(2, Right), (2, Right)], 3),
            (&[(3, Right), (3, Right)], 3),
            (&[(2, Wrong), (2, Right)], 2),
            (&[(2, Wrong), (2, Shown)], 1),
            (&[(1, Wrong), (1, Wrong)], 1),
            (&[(9, Right)], 3),
            // A link to a harder problem: failing there raises nothing.
            (&[(2, Shown)], 1),
            (&[(3, Wrong), (1, Right)], 1),
            (&[(1, Right), (1, Right), (2, Wrong), (2, Wrong)], 1),
        ] {
            let list: Vec<Attempt> = tries
                .iter()
                .enumerate()
                .map(|(i, &(level, outcome))| attempt(i as u64, "chain", level, outcome))
                .collect();
            assert_eq!(progress(&list).level(Skill::Chain).number(), expected, "{tries:?}");
        }
    }

    #[test]
    fn a_streak_survives_a_hint_and_days_never_fall() {
        let day = 86_400_000;
        let mut progress = progress(&[
            attempt(0, "chain", 1, Outcome::Wrong),
            attempt(1, "chain", 1, Outcome::Right),
            attempt(2, "power", 1, Outcome::Hinted),
            attempt(day, "power", 1, Outcome::Right),
        ]);
        assert_eq!((progress.streak(), progress.days()), (2, 2));
        progress.record(attempt(day + 1, "chain", 1, Outcome::Wrong));
        assert_eq!((progress.streak(), progress.days()), (0, 2));
    }

    fn outcomes() -> impl Strategy<Value = Outcome> {
        prop::sample::select(vec![Outcome::Right, Outcome::Hinted, Outcome::Wrong, Outcome::Shown])
    }

    fn attempts() -> impl Strategy<Value = Attempt> {
        let skills = prop::sample::select(vec!["chain", "power", "gradient"]);
        (0..20u64, skills, 0..5u8, 0..3u64, outcomes(), any::<bool>()).prop_map(
            |(time, skill, level, seed, outcome, retry)| Attempt {
                seed,
                retry,
                ..attempt(time, skill, level, outcome)
            },
        )
    }

    fn progresses() -> impl Strategy<Value = Progress> {
        prop::collection::vec(attempts(), 0..40).prop_map(|list| progress(&list))
    }

    fn merged(a: &Progress, b: &Progress) -> Progress {
        let mut all = a.clone();
        all.merge(b);
        all
    }

    proptest! {
        #[test]
        fn every_recorded_attempt_is_there(list in prop::collection::vec(attempts(), 0..60)) {
            prop_assert_eq!(progress(&list).attempts().count(), list.len());
        }

        #[test]
        fn merging_loses_nothing_in_any_order(a in progresses(), b in progresses(), c in progresses()) {
            let ab = merged(&a, &b);
            prop_assert!(a.attempts().chain(b.attempts()).all(|attempt| ab.attempts().any(|other| other == attempt)));
            prop_assert_eq!(&ab, &merged(&b, &a));
            prop_assert_eq!(merged(&ab, &c), merged(&a, &merged(&b, &c)));
            prop_assert_eq!(&merged(&ab, &a), &ab);
        }
    }
}
