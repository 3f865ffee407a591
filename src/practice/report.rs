//! `Report`: what the attempts say of a learner, to be read: where each skill stands and why it comes when it comes, which slips
//! were made how often, and how much went right as time went by.

use super::{Level, Mistake, Outcome, Progress, Skill, Standing, Tally, schedule, standings, words};
use crate::plot::{Axis, Point, Role, Scene, Viewport};

const DAY: u64 = 24 * 60 * 60 * 1000;
const HOUR: u64 = 60 * 60 * 1000;
/// Over how many problems the share of right answers is taken.
const WINDOW: usize = 10;

/// Everything that the attempts say at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// How much was tried, and what is due.
    pub summary: String,
    /// Every skill, in the order in which they build on one another.
    pub skills: Vec<Row>,
    /// The slips, the most frequent first.
    pub slips: Vec<Slip>,
}

/// Where a skill stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The skill.
    pub skill: Skill,
    /// How first tries at its problems ended.
    pub tally: Tally,
    /// Of ten problems, how many would go right now; nothing without evidence.
    pub in_ten: Option<u32>,
    /// The level of its next problem.
    pub level: Level,
    /// When a review is due, or what it waits for.
    pub next: String,
    /// The chance that the next problem is one of it, in percent.
    pub percent: u32,
}

/// A slip that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Slip {
    /// Which one.
    pub mistake: Mistake,
    /// How often.
    pub times: u32,
    /// When last: `today`, `3 days ago`.
    pub last: String,
}

impl Report {
    /// What is to be said at a time, in milliseconds since 1970.
    ///
    /// ```
    /// use gradus::practice::{Progress, Report, Skill};
    /// let report = Report::new(&Progress::new(), 0);
    /// assert_eq!(report.skills[0].next, "new");
    /// assert_eq!(report.skills[0].percent, 50);
    /// assert_eq!(report.skills[1].next, "after the power rule");
    /// ```
    pub fn new(progress: &Progress, now: u64) -> Self {
        let standings = standings(progress, now);
        let chances = schedule::chances(progress, &[], now);
        let row = |standing: &Standing| Row {
            skill: standing.skill,
            tally: progress.tally(standing.skill),
            in_ten: (standing.evidence > 0).then(|| (10.0 * standing.known * standing.recall).round() as u32),
            level: progress.level(standing.skill),
            next: next(standing, &standings, now),
            percent: chances.iter().find(|(s, _)| s.skill == standing.skill).map_or(0, |(_, percent)| *percent),
        };
        Self {
            summary: said(progress, &standings, now),
            skills: standings.iter().map(row).collect(),
            slips: slips(progress, now),
        }
    }

    /// How much was tried, and what is due, without the rest.
    pub fn summary(progress: &Progress, now: u64) -> String {
        said(progress, &standings(progress, now), now)
    }
}

fn said(progress: &Progress, standings: &[Standing], now: u64) -> String {
    let tried = progress.attempts().filter(|attempt| !attempt.retry).count() as u32;
    if tried == 0 {
        return "Nothing tried yet. What you practise is counted here, and stays in this browser.".into();
    }
    let mut said =
        format!("{} on {}.", words::counted(tried, "problem"), words::counted(progress.days() as u32, "day"));
    if let streak @ 2.. = progress.streak() {
        said = format!("{said} The last {streak} went right at once.");
    }
    let due = standings.iter().filter(|standing| standing.is_due(now)).count() as u32;
    match due {
        0 => format!("{said} No review is due."),
        1 => format!("{said} 1 skill is due for a review."),
        n => format!("{said} {n} skills are due for a review."),
    }
}

/// When a skill comes next, or what it waits for.
fn next(standing: &Standing, all: &[Standing], now: u64) -> String {
    if !standing.open {
        let waits = |skill: &&Skill| all.iter().any(|s| s.skill == **skill && !s.is_known());
        let for_what: Vec<String> =
            standing.skill.needs().iter().filter(waits).map(|skill| with_article(*skill)).collect();
        return format!("after {}", words::list(&for_what));
    }
    match standing.due {
        None => "new".into(),
        Some(due) if due <= now => "due".into(),
        Some(due) => match (due - now).div_ceil(HOUR) {
            0..=1 => "within the hour".into(),
            hours @ 2..=36 => format!("in {hours} hours"),
            hours => format!("in {} days", (hours + 12) / 24),
        },
    }
}

/// `the chain rule`, `sums and constants`
fn with_article(skill: Skill) -> String {
    let name = skill.to_string();
    if name.ends_with('s') && skill != Skill::Functions { name } else { format!("the {name}") }
}

fn slips(progress: &Progress, now: u64) -> Vec<Slip> {
    let made = |mistake: Mistake| {
        let times: Vec<u64> = progress
            .attempts()
            .filter(|attempt| attempt.mistakes.iter().any(|id| id == mistake.id()))
            .map(|attempt| attempt.time)
            .collect();
        let last = *times.last()?;
        Some((last, Slip { mistake, times: times.len() as u32, last: ago(last, now) }))
    };
    let mut all: Vec<(u64, Slip)> = Mistake::all().filter_map(made).collect();
    all.sort_by(|(last_a, a), (last_b, b)| b.times.cmp(&a.times).then(last_b.cmp(last_a)));
    all.into_iter().map(|(_, slip)| slip).collect()
}

fn ago(then: u64, now: u64) -> String {
    match now.saturating_sub(then) / DAY {
        0 => "within a day".into(),
        1 => "a day ago".into(),
        days => format!("{days} days ago"),
    }
}

/// The share of right answers among the last ten first tries, after each of them, in percent: of one skill, or of all. Hints
/// count as half.
pub fn accuracy(progress: &Progress, of: Option<Skill>) -> Vec<Point> {
    let tries: Vec<f64> = progress
        .attempts()
        .filter(|attempt| !attempt.retry && of.is_none_or(|skill| attempt.skill == skill.id()))
        .map(|attempt| match attempt.outcome {
            Outcome::Right => 100.0,
            Outcome::Hinted => 50.0,
            Outcome::Wrong | Outcome::Shown => 0.0,
        })
        .collect();
    let share = |n: usize| {
        let latest = &tries[n.saturating_sub(WINDOW)..n];
        (n as f64, latest.iter().sum::<f64>() / latest.len() as f64)
    };
    (1..=tries.len()).map(share).collect()
}

/// The picture of [`accuracy`].
pub fn accuracy_scene(shares: &[Point], width: f64, height: f64) -> Scene {
    let view = Viewport::new((0.0, (shares.len() as f64).max(10.0) + 0.5), (-4.0, 108.0), width, height);
    let mut scene = Scene::new(view);
    scene.x_axis = Some(Axis::new("problems").at_border());
    scene.y_axis = Some(Axis::new("% right").at_border());
    scene.polyline(Role::Function, shares.to_vec());
    if let Some(last) = shares.last() {
        scene.points(Role::Function, vec![*last]);
    }
    scene
}

/// What that picture shows, in words.
///
/// ```
/// use gradus::practice::accuracy_words;
/// assert_eq!(accuracy_words(&[(1.0, 100.0), (2.0, 50.0)]), "Of the last 2 problems 50 % went right.");
/// ```
pub fn accuracy_words(shares: &[Point]) -> String {
    let Some((count, last)) = shares.last() else { return "Nothing tried yet.".into() };
    let latest = (*count as usize).min(WINDOW);
    let now = format!("Of the last {latest} problems {} % went right", last.round());
    match shares.get(WINDOW - 1) {
        Some((_, first)) if shares.len() >= 2 * WINDOW => {
            format!("{now}; of the first {WINDOW}, {} %.", first.round())
        }
        _ => format!("{now}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::Attempt;

    fn progress(attempts: &[(u64, Skill, Outcome, &[&str])]) -> Progress {
        let mut progress = Progress::new();
        for &(time, skill, outcome, mistakes) in attempts {
            let mistakes = mistakes.iter().map(|id| (*id).to_owned()).collect();
            progress.record(Attempt { time, mistakes, ..Attempt::of(skill.id(), outcome) });
        }
        progress
    }

    #[test]
    fn what_is_said() {
        use Outcome::{Right, Wrong};
        let progress = progress(&[
            (0, Skill::Power, Right, &[]),
            (1, Skill::Power, Wrong, &["P1"]),
            (2, Skill::Power, Wrong, &["P1", "P2"]),
            (3 * DAY, Skill::Power, Right, &[]),
            (3 * DAY + 1, Skill::Functions, Right, &[]),
        ]);
        let report = Report::new(&progress, 3 * DAY + 2);
        assert_eq!(report.summary, "5 problems on 2 days. The last 2 went right at once. No review is due.");
        let slips: Vec<_> = report.slips.iter().map(|s| (s.mistake.id(), s.times, s.last.as_str())).collect();
        assert_eq!(slips, [("P1", 2, "3 days ago"), ("P2", 1, "3 days ago")]);
        let power = &report.skills[0];
        assert_eq!((power.tally.right, power.tally.wrong, power.in_ten), (2, 2, Some(5)));
        let late = Report::new(&progress, 400 * DAY);
        assert!(late.summary.ends_with("2 skills are due for a review."), "{}", late.summary);
        assert_eq!(late.skills[0].next, "due");
        // Out of what the next problem is drawn.
        let chances: u32 = report.skills.iter().map(|row| row.percent).sum();
        assert!((97..=103).contains(&chances), "{chances}");
        assert!(report.skills.iter().all(|row| !row.next.starts_with("after") || row.percent == 0));
    }

    #[test]
    fn how_much_went_right() {
        use Outcome::{Hinted, Right, Wrong};
        let tries: Vec<_> = (0..30)
            .map(|n| (n, Skill::Power, if n < 10 { Wrong } else { Right }, &[][..]))
            .chain([(30, Skill::Chain, Hinted, &[][..])])
            .collect();
        let progress = progress(&tries);
        let shares = accuracy(&progress, Some(Skill::Power));
        assert_eq!((shares[9], shares[14], shares[29]), ((10.0, 0.0), (15.0, 50.0), (30.0, 100.0)));
        assert_eq!(accuracy_words(&shares), "Of the last 10 problems 100 % went right; of the first 10, 0 %.");
        assert_eq!(accuracy(&progress, Some(Skill::Chain)), [(1.0, 50.0)]);
        assert_eq!(accuracy(&progress, None).last(), Some(&(31.0, 95.0)));
        assert!(accuracy(&progress, Some(Skill::Sum)).is_empty());
        assert!(!accuracy_scene(&shares, 400.0, 200.0).marks().is_empty());
        accuracy_scene(&[], 400.0, 200.0);
    }
}
