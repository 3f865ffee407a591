//! `Progress`: what a learner has tried, and how it went.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

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
/// The list is not thinned out. An attempt takes about 140 characters in [`Progress::encode`], so that 10,000 attempts
/// (a year of 27 a day) take 1.4 MB of the 5 MB that a browser gives; a merge stays exact only as long as every attempt
/// is there to be told from every other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// In the order of their times, each once.
    attempts: BTreeSet<Attempt>,
}

/// Why stored progress can't be read. The text that was given is untouched: keep it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// It is not what [`Progress::encode`] writes.
    #[error("the stored progress is damaged and can't be read ({0}); it is kept as it is")]
    Damaged(String),
    /// A newer version of Gradus wrote it.
    #[error(
        "the stored progress was written by a newer version of Gradus (format {0}, this one reads up to {VERSION}); it is kept as it is, reload the page to get the newer version"
    )]
    Newer(u64),
}

/// The version of the format that [`Progress::encode`] writes.
const VERSION: u64 = 2;

/// The stored form. Fields that it doesn't have are passed over.
#[derive(Serialize, Deserialize)]
struct Stored<A> {
    version: u64,
    attempts: A,
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

    /// As JSON: `{"version":2,"attempts":[{"time":…,"skill":"chain","kind":"chain-trig","level":1,"seed":5,"outcome":"right"},…]}`.
    pub fn encode(&self) -> String {
        let stored = Stored { version: VERSION, attempts: &self.attempts };
        // Nothing in it can fail to be written; an empty text would be read back as damaged, not as nothing tried.
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads what [`Progress::encode`] wrote.
    ///
    /// # Errors
    /// If the text is damaged or a newer version wrote it. Whoever holds the text then keeps it and writes elsewhere.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let damaged = |error: serde_json::Error| DecodeError::Damaged(error.to_string());
        // The version first: what else a newer one holds is not for this one to judge.
        let stored: Stored<serde::de::IgnoredAny> = match serde_json::from_str(text) {
            Ok(stored) => stored,
            Err(error) => return Err(newer(text).map_or_else(|| damaged(error), DecodeError::Newer)),
        };
        match stored.version {
            1..=VERSION => {}
            0 => return Err(DecodeError::Damaged("there is no version 0".into())),
            newer => return Err(DecodeError::Newer(newer)),
        }
        let stored: Stored<BTreeSet<Attempt>> = serde_json::from_str(text).map_err(damaged)?;
        Ok(Self { attempts: stored.attempts })
    }
}

/// The version of a text that has one and may hold anything else, if it is newer than this one's.
fn newer(text: &str) -> Option<u64> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u64,
    }
    serde_json::from_str(text).ok().map(|v: Versioned| v.version).filter(|&version| version > VERSION)
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
        Attempt {
            time,
            skill: skill.into(),
            kind: String::new(),
            level,
            seed: 0,
            outcome,
            retry: false,
            uses: Vec::new(),
            mistakes: Vec::new(),
        }
    }

    fn progress(attempts: &[Attempt]) -> Progress {
        let mut progress = Progress::new();
        for attempt in attempts {
            progress.record(attempt.clone());
        }
        progress
    }

    #[test]
    fn what_is_stored() {
        let mut progress = progress(&[attempt(1_700_000_000_000, "chain", 2, Outcome::Right)]);
        progress.record(Attempt { retry: true, ..attempt(1_700_000_000_001, "power", 1, Outcome::Shown) });
        let text = r#"{"version":2,"attempts":[{"time":1700000000000,"skill":"chain","level":2,"seed":0,"outcome":"right"},{"time":1700000000001,"skill":"power","level":1,"seed":0,"outcome":"shown","retry":true}]}"#;
        assert_eq!(progress.encode(), text);
        assert_eq!(Progress::decode(text), Ok(progress.clone()));
        // What the first version wrote is read as it was.
        assert_eq!(Progress::decode(&text.replace(r#""version":2"#, r#""version":1"#)), Ok(progress));
    }

    #[test]
    fn what_a_later_version_adds_is_passed_over_and_kept_apart() {
        let more = r#"{"version":1,"theme":"dark","attempts":[{"time":1,"skill":"guessing","level":1,"seed":0,"outcome":"right","answer":"2x"}]}"#;
        let progress = Progress::decode(more).unwrap();
        assert!(progress.encode().contains("guessing"));
        assert!(Skill::ALL.iter().all(|skill| progress.tally(*skill).total() == 0));
        for newer in [r#"{"version":3,"attempts":[{"new":1}]}"#, r#"{"version":3,"days":{}}"#] {
            assert_eq!(Progress::decode(newer), Err(DecodeError::Newer(3)));
        }
    }

    #[test]
    fn damage_is_said() {
        let good = progress(&[attempt(1, "chain", 1, Outcome::Right)]).encode();
        for text in [
            "",
            "null",
            "[]",
            "{}",
            "hello",
            r#"{"version":1}"#,
            r#"{"version":0,"attempts":[]}"#,
            &good[..good.len() - 3],
        ] {
            let error = Progress::decode(text).unwrap_err();
            assert!(matches!(error, DecodeError::Damaged(_)), "{text}");
            assert!(error.to_string().starts_with("the stored progress is damaged and can't be read ("), "{error}");
        }
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
                time,
                skill: skill.into(),
                kind: String::new(),
                level,
                seed,
                outcome,
                retry,
                uses: Vec::new(),
                mistakes: Vec::new(),
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

        #[test]
        fn what_is_written_reads_back(a in progresses()) {
            prop_assert_eq!(Progress::decode(&a.encode()), Ok(a));
        }

        #[test]
        fn reading_never_panics(text in any::<String>()) {
            let _ = Progress::decode(&text);
        }

        #[test]
        fn reading_damaged_progress_never_panics(a in progresses(), cut in any::<prop::sample::Index>(), put in "[ -~]{0,3}") {
            let mut text = a.encode();
            let at = cut.index(text.len());
            text.replace_range(at..(at + put.len()).min(text.len()), &put);
            let _ = Progress::decode(&text);
        }
    }
}
