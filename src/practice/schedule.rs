//! What comes next: the skills mixed, those that need it more often.
//!
//! Practice that mixes kinds of problems is remembered better than practice in blocks (Rohrer, Dedrick and Burgess 2014:
//! 72 % against 38 % on a delayed test), so no skill comes three times in a row. The rest follows from where each skill
//! stands ([`standings`]): what was never tried comes soon, what goes wrong comes often, what is due for a review comes back.

use super::{Kind, Mistake, Problem, Progress, Skill, Standing, placement, standings, words};
use crate::dice::Dice;

/// The next problem to give, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What kind it is of.
    pub kind: &'static Kind,
    /// From which it is made.
    pub seed: u64,
    /// Why this one.
    pub why: Why,
}

/// Why a problem was chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The skills are mixed, and this one came up.
    Mixed {
        /// Where it stands.
        standing: Standing,
        /// Whether it was due for a review.
        due: bool,
        /// Its chance, in percent.
        percent: u32,
    },
    /// The learner chose the skill.
    Asked,
    /// The answer to one of its kind was shown.
    Afresh,
    /// A slip was made more than once, and this is a short exercise against it.
    Slip {
        /// Which one.
        mistake: Mistake,
        /// How many problems of the exercise came before.
        done: u32,
    },
    /// It stands in a set that a link led to.
    Set {
        /// Its number, from 1.
        number: usize,
        /// How many there are.
        of: usize,
    },
    /// It is to find out where the learner stands.
    Placing {
        /// Its number, from 1.
        number: usize,
    },
    /// A link led to it.
    Linked,
    /// It is the learner's own function.
    Own {
        /// Whether it can be asked in the form that was wanted.
        as_wanted: bool,
    },
}

/// The skills that are open, those that need it most first.
///
/// ```
/// use gradus::practice::{Progress, Skill, schedule};
/// let plan = schedule::plan(&Progress::new(), 0);
/// assert_eq!(plan.iter().map(|standing| standing.skill).collect::<Vec<_>>(), [Skill::Power, Skill::Functions]);
/// ```
pub fn plan(progress: &Progress, now: u64) -> Vec<Standing> {
    let mut open: Vec<Standing> = standings(progress, now).into_iter().filter(|standing| standing.open).collect();
    open.sort_by(|a, b| b.need().total_cmp(&a.need()));
    open
}

/// What never was tried counts as if it went wrong this often; what is due, at least so.
const NEW: f64 = 1.0;
const DUE: f64 = 0.55;

/// How often a skill comes up, compared with the others: the cube of its need, so that the weakest come clearly more often.
fn weight(standing: &Standing, now: u64) -> u32 {
    let need = match standing {
        Standing { evidence: 0, .. } => NEW,
        standing if standing.is_due(now) => standing.need().max(DUE),
        standing => standing.need(),
    };
    (1000.0 * need.powi(3)) as u32 + 1
}

/// The weights of the skills that are open, after those that were shown.
fn weights(open: &[Standing], shown: &[Skill], now: u64) -> Vec<u32> {
    let after_shown = |standing: &Standing| match shown {
        [.., a, b] if [*a, *b] == [standing.skill; 2] => 0,
        [.., last] if *last == standing.skill => weight(standing, now) / 2,
        _ => weight(standing, now),
    };
    open.iter().map(after_shown).collect()
}

/// The skills that are open with the chance of each to come next, in percent, those that need it most first.
pub fn chances(progress: &Progress, shown: &[Skill], now: u64) -> Vec<(Standing, u32)> {
    let open = plan(progress, now);
    let weights = weights(&open, shown, now);
    let all = weights.iter().sum::<u32>().max(1);
    let percent = |weight: u32| (100 * weight + all / 2) / all;
    open.into_iter().zip(weights.into_iter().map(percent)).collect()
}

/// The next problem with the skills mixed. `shown` are the skills of the problems shown so far, the latest last; `now` is the
/// time in milliseconds since 1970.
///
/// Each skill that is open comes up as often as it needs it, the latest half as often; one that was shown twice in a row
/// doesn't. The same arguments give the same choice.
///
/// ```
/// use gradus::practice::{Progress, Skill, schedule};
/// let shown = [Skill::Power, Skill::Power];
/// assert_ne!(schedule::next(&Progress::new(), &shown, 1, 0).kind.skill, Skill::Power);
/// ```
pub fn next(progress: &Progress, shown: &[Skill], seed: u64, now: u64) -> Choice {
    let chances = chances(progress, shown, now);
    let open: Vec<Standing> = chances.iter().map(|(standing, _)| standing.clone()).collect();
    let i = Dice::new("schedule", seed).weighted(&weights(&open, shown, now)).unwrap_or(0);
    match chances.into_iter().nth(i) {
        Some((standing, percent)) => {
            let (skill, due) = (standing.skill, standing.is_due(now));
            of_skill(progress, skill, seed, Why::Mixed { standing, due, percent })
        }
        None => of_skill(progress, Skill::Power, seed, Why::Asked),
    }
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

impl Choice {
    /// Why this problem now, in words.
    ///
    /// ```
    /// use gradus::practice::{Progress, schedule};
    /// let choice = schedule::next(&Progress::new(), &[], 1, 0);
    /// assert!(choice.reason().contains("New here"));
    /// ```
    pub fn reason(&self) -> String {
        let skill = self.kind.skill;
        match &self.why {
            Why::Mixed { standing: Standing { evidence: 0, .. }, percent, .. } => {
                format!("New here: {skill}. What is new comes soon; its chance was {percent} %.")
            }
            Why::Mixed { standing, due, percent } => {
                let tries = words::counted(standing.evidence, "problem");
                let review = if *due { " A review is due." } else { "" };
                format!(
                    "What you practise is mixed, and what needs it comes more often. By {tries} with {skill} so far, about {} in 10 would go right now.{review} So its chance was {percent} %.",
                    (10.0 * standing.known * standing.recall).round(),
                )
            }
            Why::Asked => format!("You chose to practise {skill}."),
            Why::Afresh => format!("You saw the answer to one of these; here is a fresh one on {skill}."),
            Why::Slip { mistake, done: 0 } => {
                format!(
                    "A slip that came up more than once: {}. Two short problems against it; this is the first.",
                    mistake.name()
                )
            }
            Why::Slip { mistake, .. } => {
                format!("The second of two short problems against a slip: {}.", mistake.name())
            }
            Why::Set { number, of } => format!("Problem {number} of {of} of a set."),
            Why::Placing { number } => format!(
                "Placement, problem {number} of at most {}. Whatever you don’t know yet, have the answer shown: then nothing that builds on it is asked.",
                placement::LONGEST
            ),
            Why::Linked => "A link led to this problem.".into(),
            Why::Own { as_wanted: true } => "This is your own function.".into(),
            Why::Own { as_wanted: false } => {
                "This is your own function. It does not lend itself to that form, so write its derivative.".into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::practice::{Attempt, Level, Outcome};

    fn attempt(time: u64, skill: Skill, level: u8, outcome: Outcome) -> Attempt {
        Attempt { time, level, seed: time, ..Attempt::of(skill.id(), outcome) }
    }

    fn record(progress: &mut Progress, skill: Skill, outcome: Outcome) {
        let time = progress.attempts().count() as u64;
        progress.record(attempt(time, skill, 1, outcome));
    }

    #[test]
    fn nothing_comes_before_what_it_builds_on() {
        let mut progress = Progress::new();
        for skill in Skill::ALL {
            let open: Vec<Skill> = plan(&progress, 100).into_iter().map(|standing| standing.skill).collect();
            assert!(open.contains(&skill), "{skill} is not open after all that it builds on");
            record(&mut progress, skill, Outcome::Right);
        }
        // Who can't do the power rule is not asked for sums.
        let mut progress = Progress::new();
        record(&mut progress, Skill::Power, Outcome::Wrong);
        assert!(plan(&progress, 100).iter().all(|standing| standing.skill != Skill::Sum));
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
        for seed in 0..300 {
            shown.push(next(&progress, &shown, seed, 100).kind.skill);
        }
        assert!(shown.windows(3).all(|three| three[0] != three[1] || three[1] != three[2]));
        assert!(Skill::ALL.iter().all(|skill| shown.iter().any(|s| s == skill)));
        let often = shown.iter().filter(|s| **s == Skill::Quotient).count();
        assert!(often > 300 / 8, "{often}");
    }

    #[test]
    fn reasons_are_given() {
        let mut progress = Progress::new();
        for skill in Skill::ALL {
            record(&mut progress, skill, Outcome::Right);
            record(&mut progress, skill, Outcome::Wrong);
        }
        let reason = next(&progress, &[Skill::Power], 1, 100).reason();
        assert!(reason.contains("By 2 problems with"), "{reason}");
        assert!(reason.contains("about 5 in 10 would go right now"), "{reason}");
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
        for (time, level) in [1, 1, 2, 2].into_iter().enumerate() {
            progress.record(attempt(time as u64, Skill::Product, level, Outcome::Right));
        }
        assert_eq!(progress.level(Skill::Product), Level::LAST);
        assert!(mean(&progress) > easy + 0.4, "{easy} and {}", mean(&progress));
    }

    /// A learner who fails at one skill nine times in ten, and at anything else once in twenty, with a slip that is named in
    /// two of three cases: within 20 problems that skill is on top of the plan.
    #[test]
    fn a_weak_skill_is_found_out() {
        // Problems are made once for all learners.
        let mut made: HashMap<(&str, u64), Vec<Skill>> = HashMap::new();
        let (mut found, mut all, mut when) = (0, 0, Vec::new());
        let mut missed: HashMap<Skill, u32> = HashMap::new();
        for weak in Skill::ALL {
            let named = Mistake::all().find(|m| super::super::mastery::blamed(m.topic()) == Some(weak));
            for run in 0..30 {
                let mut dice = Dice::new("learner", run);
                let (mut progress, mut shown, mut first) = (Progress::new(), Vec::new(), None);
                for problem in 0..20 {
                    let standings = plan(&progress, problem * 60_000);
                    let skill = drawn(&standings, &shown, run * 1000 + problem, problem * 60_000);
                    shown.push(skill);
                    let kinds: Vec<&Kind> = Kind::of(skill).collect();
                    let (kind, seed) = (*dice.choose(&kinds).unwrap(), u64::from(dice.below(3)));
                    let skills = made
                        .entry((kind.id, seed))
                        .or_insert_with(|| Problem::new(Kind::from_id(kind.id).unwrap(), seed).skills);
                    let stumbles = skills.contains(&weak);
                    let right = dice.below(20) < if stumbles { 2 } else { 19 };
                    let told = named.filter(|_| !right && stumbles && dice.below(3) < 2);
                    progress.record(Attempt {
                        uses: skills.iter().filter(|s| **s != skill).map(|s| s.id().into()).collect(),
                        mistakes: told.into_iter().map(|m| m.id().into()).collect(),
                        ..attempt(problem * 60_000, skill, 1, if right { Outcome::Right } else { Outcome::Wrong })
                    });
                    let top = plan(&progress, (problem + 1) * 60_000).first().map(|standing| standing.skill);
                    if top == Some(weak) {
                        first = first.or(Some(problem + 1));
                    } else {
                        first = None;
                    }
                }
                all += 1;
                match first {
                    Some(problem) => {
                        found += 1;
                        when.push(problem);
                    }
                    None => *missed.entry(weak).or_insert(0) += 1,
                }
            }
        }
        when.sort_unstable();
        println!(
            "on top after 20 problems in {found} of {all} runs, for good from problem {} on (median); missed {missed:?}",
            when[when.len() / 2]
        );
        assert!(found * 100 >= all * 85, "{found} of {all}");
    }

    /// The skill that [`next`] would take.
    fn drawn(open: &[Standing], shown: &[Skill], seed: u64, now: u64) -> Skill {
        let i = Dice::new("schedule", seed).weighted(&weights(open, shown, now)).unwrap_or(0);
        open[i].skill
    }
}
