//! What comes next: the skills mixed, the weaker ones more often.
//!
//! Practice that mixes kinds of problems is remembered better than practice in blocks (Rohrer, Dedrick and Burgess 2014:
//! 72 % against 38 % on a delayed test), so no skill comes three times in a row. The rest is one number a skill, its
//! [`weight`].

use super::{Kind, Outcome, Problem, Progress, Skill, words};
use crate::dice::Dice;

/// The next problem to give, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What kind it is of.
    pub kind: &'static Kind,
    /// From which it is made.
    pub seed: u64,
    /// Why this one.
    pub why: Why,
}

/// Why a problem was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The skills are mixed, and this one came up.
    Mixed {
        /// How many of the latest problems of the skill were right.
        right: u32,
        /// Of how many; ten at most.
        of: u32,
        /// Its chance, in percent.
        percent: u32,
    },
    /// The learner chose the skill.
    Asked,
    /// The answer to one of its kind was shown.
    Afresh,
    /// A link led to it.
    Linked,
    /// It is the learner's own function.
    Own,
}

/// How many of the latest first tries of a skill its weight goes by.
const RECENT: usize = 10;

/// How often a skill comes up, compared with the others: from about 20 to 120.
///
/// 20 for every skill, and 100 more times the share of recent first tries that weren't right without a hint, where one
/// that was and one that wasn't are added to the ten latest. So a skill never tried weighs 70, and one with ten right
/// answers in a row 28.
pub fn weight(progress: &Progress, skill: Skill) -> u32 {
    let (right, of) = recent(progress, skill);
    20 + 100 * (of - right + 1) / (of + 2)
}

/// Whether a learner may be asked it: what it builds on was done once, or it was tried.
pub fn is_open(progress: &Progress, skill: Skill) -> bool {
    let done = |skill: &Skill| progress.latest(*skill).any(|attempt| attempt.outcome == Outcome::Right);
    progress.latest(skill).next().is_some() || skill.needs().iter().all(done)
}

/// The next problem with the skills mixed. `shown` are the skills of the problems shown so far, the latest last.
///
/// Each skill that is open comes up as often as its [`weight`] says, the latest half as often; one that was shown twice in a
/// row doesn't. The same arguments give the same choice.
///
/// ```
/// use gradus::practice::{Progress, Skill, schedule};
/// let shown = [Skill::Power, Skill::Power];
/// assert_ne!(schedule::next(&Progress::new(), &shown, 1).kind.skill, Skill::Power);
/// ```
pub fn next(progress: &Progress, shown: &[Skill], seed: u64) -> Choice {
    let weights = Skill::ALL.map(|skill| match shown {
        _ if !is_open(progress, skill) => 0,
        [.., a, b] if [*a, *b] == [skill; 2] => 0,
        [.., last] if *last == skill => weight(progress, skill) / 2,
        _ => weight(progress, skill),
    });
    let i = Dice::new("schedule", seed).weighted(&weights).unwrap_or(0);
    let (skill, (right, of)) = (Skill::ALL[i], recent(progress, Skill::ALL[i]));
    let percent = 100 * weights[i] / weights.iter().sum::<u32>().max(1);
    of_skill(progress, skill, seed, Why::Mixed { right, of, percent })
}

/// How many problems are looked at for one of the level that the learner has come to.
const LOOKED_AT: usize = 6;

/// The next problem of one skill, as near as possible to the level that the progress has come to.
pub fn of_skill(progress: &Progress, skill: Skill, seed: u64, why: Why) -> Choice {
    let kinds: Vec<&'static Kind> = Kind::of(skill).collect();
    let wanted = progress.level(skill).number();
    let mut dice = Dice::new("kinds", seed);
    let mut best: Option<(u8, &'static Kind, u64)> = None;
    for _ in 0..LOOKED_AT {
        let Some(kind) = dice.choose(&kinds).copied() else { break };
        let seed = dice.seed();
        let away = Problem::new(kind, seed).level.number().abs_diff(wanted);
        if best.is_none_or(|(least, ..)| away < least) {
            best = Some((away, kind, seed));
        }
        if away == 0 {
            break;
        }
    }
    let (_, kind, seed) = best.unwrap_or((0, Kind::own(), seed));
    Choice { kind, seed, why }
}

/// How many of how many recent first tries were right without a hint.
fn recent(progress: &Progress, skill: Skill) -> (u32, u32) {
    progress
        .latest(skill)
        .take(RECENT)
        .fold((0, 0), |(right, of), attempt| (right + u32::from(attempt.outcome == Outcome::Right), of + 1))
}

impl Choice {
    /// Why this problem now, in words.
    ///
    /// ```
    /// use gradus::practice::{Progress, schedule};
    /// let choice = schedule::next(&Progress::new(), &[], 1);
    /// assert!(choice.reason().contains("new here"));
    /// ```
    pub fn reason(&self) -> String {
        let skill = self.kind.skill;
        match &self.why {
            Why::Mixed { of: 0, percent, .. } => {
                format!(
                    "On {skill}, new here: what it builds on is done, so it had a good chance to come up ({percent} %)."
                )
            }
            Why::Mixed { right, of, percent } => format!(
                "What you practise is mixed, and what needs it comes more often. Of your last {} on {skill} you got {} right at the first try, so its chance was {percent} %.",
                words::counted(*of, "problem"),
                if right == of && *of > 1 { "all".into() } else { right.to_string() },
            ),
            Why::Asked => format!("You chose to practise {skill}."),
            Why::Afresh => format!("You saw the answer to one of these; here is a fresh one on {skill}."),
            Why::Linked => "A link led to this problem.".into(),
            Why::Own => "This is your own function.".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::{Attempt, Level};

    fn record(progress: &mut Progress, skill: Skill, outcome: Outcome) {
        let time = progress.attempts().count() as u64;
        let (skill, kind) = (skill.id().into(), String::new());
        progress.record(Attempt { time, skill, kind, level: 1, seed: 0, outcome, retry: false, mistakes: Vec::new() });
    }

    #[test]
    fn the_weight_falls_with_success() {
        let mut progress = Progress::new();
        assert_eq!(weight(&progress, Skill::Chain), 70);
        let mut before = 70;
        for _ in 0..10 {
            record(&mut progress, Skill::Chain, Outcome::Right);
            assert!(weight(&progress, Skill::Chain) <= before);
            before = weight(&progress, Skill::Chain);
        }
        assert_eq!(before, 28);
        record(&mut progress, Skill::Chain, Outcome::Wrong);
        assert!(weight(&progress, Skill::Chain) > before);
    }

    #[test]
    fn nothing_comes_before_what_it_builds_on() {
        let mut progress = Progress::new();
        let open = |progress: &Progress| Skill::ALL.into_iter().filter(|s| is_open(progress, *s)).collect::<Vec<_>>();
        assert_eq!(open(&progress), [Skill::Power, Skill::Functions]);
        for skill in Skill::ALL {
            assert!(is_open(&progress, skill), "{skill} is not open after all that it builds on");
            record(&mut progress, skill, Outcome::Right);
        }
        assert_eq!(open(&progress).len(), Skill::ALL.len());
    }

    #[test]
    fn no_skill_comes_three_times_in_a_row() {
        let mut progress = Progress::new();
        for skill in Skill::ALL {
            record(&mut progress, skill, Outcome::Right);
        }
        for _ in 0..10 {
            record(&mut progress, Skill::Quotient, Outcome::Wrong);
        }
        let mut shown = Vec::new();
        for seed in 0..400 {
            shown.push(next(&progress, &shown, seed).kind.skill);
        }
        assert!(shown.windows(3).all(|three| three[0] != three[1] || three[1] != three[2]));
        assert!(Skill::ALL.iter().all(|skill| shown.iter().any(|s| s == skill)));
    }

    #[test]
    fn reasons_are_given() {
        let mut progress = Progress::new();
        for skill in Skill::ALL {
            record(&mut progress, skill, Outcome::Right);
            record(&mut progress, skill, Outcome::Wrong);
        }
        let reason = next(&progress, &[Skill::Power], 1).reason();
        assert!(reason.contains("Of your last 2 problems on"), "{reason}");
        assert!(reason.contains("you got 1 right"), "{reason}");
    }

    #[test]
    fn problems_come_at_the_level_that_was_reached() {
        let mut progress = Progress::new();
        let mean = |progress: &Progress| -> f64 {
            let levels = (0..40).map(|seed| {
                let choice = of_skill(progress, Skill::Product, seed, Why::Asked);
                f64::from(Problem::new(choice.kind, choice.seed).level.number())
            });
            levels.sum::<f64>() / 40.0
        };
        let easy = mean(&progress);
        for level in [1, 1, 2, 2] {
            let time = progress.attempts().count() as u64;
            progress.record(Attempt {
                time,
                skill: Skill::Product.id().into(),
                kind: String::new(),
                level,
                seed: 0,
                outcome: Outcome::Right,
                retry: false,
                mistakes: Vec::new(),
            });
        }
        assert_eq!(progress.level(Skill::Product), Level::LAST);
        assert!(mean(&progress) > easy + 0.5, "{easy} and {}", mean(&progress));
    }
}
