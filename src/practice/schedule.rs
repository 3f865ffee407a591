//! What comes next: the skills mixed, the weaker ones more often.
//!
//! Practice that mixes kinds of problems is remembered better than practice in blocks (Rohrer, Dedrick and Burgess 2014:
//! 72 % against 38 % on a delayed test), so no skill comes three times in a row. The rest is one number a skill, its
//! [`weight`].

use super::{Level, Outcome, Progress, Skill, words};
use crate::dice::Dice;

/// The next problem to give, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it practises.
    pub skill: Skill,
    /// How hard it is.
    pub level: Level,
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

/// The next problem with the skills mixed. `shown` are the skills of the problems shown so far, the latest last.
///
/// Each skill comes up as often as its [`weight`] says, the latest half as often; one that was shown twice in a row
/// doesn't. The same arguments give the same choice.
///
/// ```
/// use gradus::practice::{Progress, Skill, schedule};
/// let shown = [Skill::Chain, Skill::Chain];
/// assert_ne!(schedule::next(&Progress::new(), &shown, 1).skill, Skill::Chain);
/// ```
pub fn next(progress: &Progress, shown: &[Skill], seed: u64) -> Choice {
    let weights = Skill::ALL.map(|skill| match shown {
        [.., a, b] if [*a, *b] == [skill; 2] => 0,
        [.., last] if *last == skill => weight(progress, skill) / 2,
        _ => weight(progress, skill),
    });
    let i = Dice::new("schedule", seed).weighted(&weights).unwrap_or(0);
    let (skill, (right, of)) = (Skill::ALL[i], recent(progress, Skill::ALL[i]));
    let percent = 100 * weights[i] / weights.iter().sum::<u32>().max(1);
    of_skill(progress, skill, seed, Why::Mixed { right, of, percent })
}

/// The next problem of one skill, at the level that the progress has come to.
pub fn of_skill(progress: &Progress, skill: Skill, seed: u64, why: Why) -> Choice {
    Choice { skill, level: progress.level(skill), seed, why }
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
    /// assert!(choice.reason().contains("haven't tried"));
    /// ```
    pub fn reason(&self) -> String {
        let (skill, level) = (self.skill, self.level);
        let why = match &self.why {
            Why::Mixed { of: 0, percent, .. } => {
                format!("You haven't tried the {skill} here yet, so it had a good chance to come up ({percent} %).")
            }
            Why::Mixed { right, of, percent } => format!(
                "The rules are mixed, and those that need it come more often. Of your last {} on the {skill} you got {} right at the first try, so its chance was {percent} %.",
                words::counted(*of, "problem"),
                if right == of && *of > 1 { "all".into() } else { right.to_string() },
            ),
            Why::Asked => format!("You chose to practise the {skill}."),
            Why::Afresh => format!("You saw the answer to one of these; here is a fresh one on the {skill}."),
            Why::Linked => return "A link led to this problem.".into(),
        };
        let level = match level {
            Level::FIRST => format!("Level {level}: the rule by itself."),
            Level::LAST => format!("Level {level}: the rule together with others."),
            _ => format!("Level {level}: richer parts."),
        };
        format!("{why} {level}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::Attempt;

    fn record(progress: &mut Progress, skill: Skill, outcome: Outcome) {
        let time = progress.attempts().count() as u64;
        progress.record(Attempt { time, skill: skill.id().into(), level: 1, seed: 0, outcome, retry: false });
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
    fn no_skill_comes_three_times_in_a_row() {
        let mut progress = Progress::new();
        for _ in 0..10 {
            record(&mut progress, Skill::Quotient, Outcome::Wrong);
        }
        let mut shown = Vec::new();
        for seed in 0..3000 {
            shown.push(next(&progress, &shown, seed).skill);
        }
        assert!(shown.windows(3).all(|three| three[0] != three[1] || three[1] != three[2]));
        assert!(Skill::ALL.iter().all(|skill| shown.iter().filter(|s| *s == skill).count() > 200));
    }

    /// A learner who can do all but one skill, nine times in ten: within 20 problems that skill has the largest weight.
    #[test]
    fn a_weak_skill_is_found_out() {
        let (mut found, mut all) = (0, 0);
        for weak in Skill::ALL {
            for run in 0..50 {
                let mut dice = Dice::new("learner", run);
                let (mut progress, mut shown) = (Progress::new(), Vec::new());
                for problem in 0..20 {
                    let skill = next(&progress, &shown, run * 1000 + problem).skill;
                    shown.push(skill);
                    let right = dice.below(10) < if skill == weak { 1 } else { 9 };
                    record(&mut progress, skill, if right { Outcome::Right } else { Outcome::Wrong });
                }
                all += 1;
                found += usize::from(Skill::ALL.into_iter().max_by_key(|s| weight(&progress, *s)) == Some(weak));
            }
        }
        println!("the weak skill was found in {found} of {all} runs");
        assert!(found * 100 >= all * 85, "{found} of {all}");
    }

    #[test]
    fn reasons_are_given() {
        let mut progress = Progress::new();
        for skill in Skill::ALL {
            record(&mut progress, skill, Outcome::Right);
            record(&mut progress, skill, Outcome::Wrong);
        }
        let reason = next(&progress, &[Skill::Power], 1).reason();
        assert!(reason.contains("Of your last 2 problems on the"), "{reason}");
        assert!(reason.contains("you got 1 right"), "{reason}");
    }
}
