//! `Record`: what is kept of a learner from one visit to the next, entry by entry, and all of it as one file.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::{Attempt, Progress, words::counted};

/// The version of the format of entries and files. Whoever adds a field makes it one more.
const VERSION: u64 = 2;

/// Everything that is kept: the attempts, and the entries that this version can't read.
///
/// A store holds one text for each attempt, the *entry*. It only ever gets more of them, in any order, and what is in it
/// twice counts once; so tabs and machines merge without loss ([`Record::merge`]). An entry that is damaged, or that a newer
/// version of Gradus wrote, takes no other one along: it is kept as it is, written into the file, and read as soon as a version
/// can. docs/record.md describes both formats.
///
/// ```
/// use gradus::practice::Record;
/// let entry = r#"{"version":2,"attempt":{"time":1,"skill":"chain","level":1,"seed":5,"outcome":"right"}}"#;
/// let record = Record::from_entries([entry.to_owned(), "{ damaged".to_owned()]);
/// assert_eq!(record.progress.attempts().count(), 1);
/// assert_eq!(Record::import(&record.export()), Ok(record));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What was tried.
    pub progress: Progress,
    /// The entries that can't be read, as they are.
    unreadable: BTreeSet<String>,
}

/// Why a file can't be taken in. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// It is not what [`Record::export`] writes.
    #[error("this is no record of Gradus, or it is damaged ({0}). Nothing was changed")]
    Damaged(String),
    /// A newer version of Gradus wrote it.
    #[error(
        "a newer version of Gradus wrote this file (format {0}; this one reads up to {VERSION}). Reload the page to get the newer version. Nothing was changed"
    )]
    Newer(u64),
}

#[derive(Deserialize)]
struct Versioned {
    version: u64,
}

#[derive(Serialize, Deserialize)]
struct Entry<A> {
    version: u64,
    attempt: A,
}

#[derive(Serialize, Deserialize)]
struct File<A> {
    version: u64,
    attempts: A,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    unreadable: BTreeSet<String>,
}

impl Record {
    /// The record of a store that holds these entries.
    pub fn from_entries(entries: impl IntoIterator<Item = String>) -> Self {
        let mut record = Self::default();
        for entry in entries {
            match read(&entry) {
                Some(attempt) => record.progress.insert(attempt),
                None => record.unreadable.insert(entry),
            };
        }
        record
    }

    /// The entry of an attempt: `{"version":2,"attempt":{"time":…,"skill":"chain",…}}`.
    pub fn entry(attempt: &Attempt) -> String {
        // Nothing in an attempt can fail to be written.
        serde_json::to_string(&Entry { version: VERSION, attempt }).unwrap_or_default()
    }

    /// Takes in all of another, and gives back the entries that are new, to be stored.
    pub fn merge(&mut self, other: &Self) -> Vec<String> {
        let mut new = Vec::new();
        for attempt in other.progress.attempts() {
            if self.progress.insert(attempt.clone()) {
                new.push(Self::entry(attempt));
            }
        }
        for entry in &other.unreadable {
            if self.unreadable.insert(entry.clone()) {
                new.push(entry.clone());
            }
        }
        new
    }

    /// All of it as one file, in JSON: `{"version":2,"attempts":[{"time":…,"skill":"chain",…},…]}`.
    pub fn export(&self) -> String {
        let attempts: Vec<&Attempt> = self.progress.attempts().collect();
        let file = File { version: VERSION, attempts, unreadable: self.unreadable.clone() };
        serde_json::to_string(&file).unwrap_or_default()
    }

    /// The record that a file holds. What is damaged in it is kept as unreadable entries; the rest is not lost with it.
    ///
    /// # Errors
    /// If it is no such file, or a newer version's.
    pub fn import(file: &str) -> Result<Self, ImportError> {
        let damaged = |error: serde_json::Error| ImportError::Damaged(error.to_string());
        // The version first: what else a newer one holds is not for this one to judge.
        let Versioned { version } = serde_json::from_str(file).map_err(damaged)?;
        match version {
            1..=VERSION => {}
            0 => return Err(ImportError::Damaged("there is no version 0".into())),
            newer => return Err(ImportError::Newer(newer)),
        }
        let file: File<Vec<Value>> = serde_json::from_str(file).map_err(damaged)?;
        let entry = |attempt: Value| serde_json::to_string(&Entry { version, attempt }).unwrap_or_default();
        Ok(Self::from_entries(file.attempts.into_iter().map(entry).chain(file.unreadable)))
    }

    /// How many entries can't be read.
    pub fn unreadable(&self) -> usize {
        self.unreadable.len()
    }

    /// What is to be said of the entries that can't be read, if there are any.
    ///
    /// ```
    /// use gradus::practice::Record;
    /// let record = Record::from_entries([r#"{"version":9,"attempt":{}}"#.to_owned()]);
    /// assert_eq!(
    ///     record.remark().unwrap(),
    ///     "1 entry of your record can’t be read here: a newer version of Gradus wrote it; reload the page to get that version. It is kept as it is, and the rest is not touched by it.",
    /// );
    /// ```
    pub fn remark(&self) -> Option<String> {
        let all = self.unreadable.len() as u32;
        let newer = self.unreadable.iter().filter(|entry| version(entry).is_some_and(|v| v > VERSION)).count() as u32;
        let it = if all == 1 { "it" } else { "them" };
        let cause = match all - newer {
            0 => format!("a newer version of Gradus wrote {it}; reload the page to get that version"),
            damaged if newer == 0 => if damaged == 1 { "it is damaged" } else { "they are damaged" }.to_owned(),
            damaged => format!(
                "{damaged} of them damaged, {newer} written by a newer version of Gradus; reload the page to get that version"
            ),
        };
        let kept = if all == 1 { "It is kept as it is" } else { "They are kept as they are" };
        (all > 0).then(|| {
            let entries = if all == 1 { "1 entry".to_owned() } else { format!("{all} entries") };
            format!("{entries} of your record can’t be read here: {cause}. {kept}, and the rest is not touched by it.")
        })
    }
}

/// What a merge has brought, in words.
///
/// ```
/// assert_eq!(gradus::practice::imported(3, 5), "3 attempts added; 2 were there already.");
/// ```
pub fn imported(new: usize, all: usize) -> String {
    let added = counted(new as u32, "attempt");
    match all.saturating_sub(new) {
        0 => format!("{added} added."),
        1 => format!("{added} added; 1 was there already."),
        known => format!("{added} added; {known} were there already."),
    }
}

/// The attempt of an entry, unless it is damaged or of a newer version.
fn read(entry: &str) -> Option<Attempt> {
    version(entry).filter(|version| (1..=VERSION).contains(version))?;
    serde_json::from_str(entry).ok().map(|entry: Entry<Attempt>| entry.attempt)
}

fn version(entry: &str) -> Option<u64> {
    serde_json::from_str(entry).ok().map(|v: Versioned| v.version)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::practice::{Outcome, Skill};

    fn attempt(time: u64, skill: &str, level: u8, outcome: Outcome) -> Attempt {
        Attempt { time, level, ..Attempt::of(skill, outcome) }
    }

    fn record(attempts: &[Attempt]) -> Record {
        Record::from_entries(attempts.iter().map(Record::entry))
    }

    #[test]
    fn what_is_stored() {
        let right = attempt(1_700_000_000_000, "chain", 2, Outcome::Right);
        let entry =
            r#"{"version":2,"attempt":{"time":1700000000000,"skill":"chain","level":2,"seed":0,"outcome":"right"}}"#;
        assert_eq!(Record::entry(&right), entry);
        let shown = Attempt { retry: true, ..attempt(1_700_000_000_001, "power", 1, Outcome::Shown) };
        let record = record(&[right, shown]);
        let file = r#"{"version":2,"attempts":[{"time":1700000000000,"skill":"chain","level":2,"seed":0,"outcome":"right"},{"time":1700000000001,"skill":"power","level":1,"seed":0,"outcome":"shown","retry":true}]}"#;
        assert_eq!(record.export(), file);
        assert_eq!(Record::import(file), Ok(record.clone()));
        // What the first version wrote is read as it was.
        assert_eq!(Record::import(&file.replace(r#""version":2"#, r#""version":1"#)), Ok(record));
    }

    #[test]
    fn a_damaged_entry_takes_no_other_along_and_is_kept() {
        let good = Record::entry(&attempt(1, "chain", 1, Outcome::Right));
        for bad in ["", "null", "[]", "{}", "hello", r#"{"version":2}"#, r#"{"version":0,"attempt":{}}"#, &good[..20]] {
            let record = Record::from_entries([bad.to_owned(), good.clone()]);
            assert_eq!((record.progress.attempts().count(), record.unreadable()), (1, 1), "{bad}");
            let remark = record.remark().unwrap();
            assert!(remark.starts_with("1 entry of your record can’t be read here: it is damaged."), "{remark}");
            assert_eq!(Record::import(&record.export()), Ok(record));
        }
    }

    #[test]
    fn one_damaged_attempt_in_a_file_is_kept_aside() {
        let file = record(&[attempt(1, "chain", 1, Outcome::Right), attempt(2, "chain", 2, Outcome::Right)]).export();
        let record = Record::import(&file.replace(r#""level":2"#, r#""level":"two""#)).unwrap();
        assert_eq!((record.progress.attempts().count(), record.unreadable()), (1, 1));
    }

    #[test]
    fn what_a_later_version_adds_is_passed_over_and_kept_apart() {
        let more = r#"{"version":2,"theme":"dark","attempts":[{"time":1,"skill":"guessing","level":1,"seed":0,"outcome":"right","answer":"2x"}]}"#;
        let record = Record::import(more).unwrap();
        assert!(record.export().contains("guessing"));
        assert!(Skill::ALL.iter().all(|skill| record.progress.tally(*skill).total() == 0));
        for newer in [r#"{"version":3,"attempts":[{"new":1}]}"#, r#"{"version":3,"days":{}}"#] {
            assert_eq!(Record::import(newer), Err(ImportError::Newer(3)));
            let kept = Record::from_entries([newer.to_owned()]);
            assert!(kept.remark().unwrap().contains("a newer version"));
            // Once there is a version that reads it, it is there.
            assert!(kept.export().contains(r#"\"version\":3"#));
        }
    }

    #[test]
    fn damage_of_a_file_is_said() {
        let good = record(&[attempt(1, "chain", 1, Outcome::Right)]).export();
        let others = ["", "null", "[]", "{}", "hello", r#"{"version":1}"#, r#"{"version":0,"attempts":[]}"#];
        for text in others.into_iter().chain([&good[..good.len() - 3]]) {
            let error = Record::import(text).unwrap_err();
            assert!(matches!(error, ImportError::Damaged(_)), "{text}");
        }
    }

    fn records() -> impl Strategy<Value = Record> {
        let outcomes = prop::sample::select(vec![Outcome::Right, Outcome::Hinted, Outcome::Wrong, Outcome::Shown]);
        let skills = prop::sample::select(vec!["chain", "power", "gradient", "guessing"]);
        let good = (0..9u64, skills, 0..5u8, outcomes)
            .prop_map(|(time, skill, level, outcome)| Record::entry(&attempt(time, skill, level, outcome)));
        let bad = prop_oneof!["[ -~]{0,9}", Just(r#"{"version":7,"attempt":{"a":1}}"#.to_owned())];
        prop::collection::vec(prop_oneof![4 => good, 1 => bad], 0..30).prop_map(Record::from_entries)
    }

    fn merged(a: &Record, b: &Record) -> Record {
        let mut all = a.clone();
        all.merge(b);
        all
    }

    proptest! {
        #[test]
        fn merging_loses_nothing_in_any_order(a in records(), b in records(), c in records()) {
            let ab = merged(&a, &b);
            prop_assert!(a.progress.attempts().chain(b.progress.attempts()).all(|one| ab.progress.attempts().any(|other| other == one)));
            prop_assert!(a.unreadable.union(&b.unreadable).eq(ab.unreadable.iter()));
            prop_assert_eq!(&ab, &merged(&b, &a));
            prop_assert_eq!(merged(&ab, &c), merged(&a, &merged(&b, &c)));
            prop_assert_eq!(&merged(&ab, &a), &ab);
        }

        #[test]
        fn what_a_merge_calls_new_is_all_that_a_store_lacks(a in records(), b in records()) {
            let mut all = a.clone();
            let new = all.merge(&b);
            let stored = merged(&a, &Record::from_entries(new));
            prop_assert_eq!(stored, all.clone());
            prop_assert!(all.merge(&b).is_empty());
        }

        #[test]
        fn a_file_holds_everything(a in records()) {
            prop_assert_eq!(Record::import(&a.export()), Ok(a));
        }

        #[test]
        fn reading_never_panics(text in any::<String>()) {
            let _ = Record::import(&text);
            let _ = Record::from_entries([text]).remark();
        }

        #[test]
        fn reading_a_damaged_file_never_panics(a in records(), cut in any::<prop::sample::Index>(), put in "[ -~]{0,3}") {
            let mut text = a.export();
            let at = cut.index(text.len());
            let end = (at + put.len()).min(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(end) {
                text.replace_range(at..end, &put);
            }
            let _ = Record::import(&text);
        }
    }
}
