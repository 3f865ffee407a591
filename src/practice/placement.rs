//! Placement: a few problems that find out where a learner stands, by halving what is not known yet.

use super::{Skill, Standing};

/// How many problems it takes at most: some two minutes, since answers are picked.
pub(super) const LONGEST: usize = 8;

/// The skill to ask about next; nothing once every skill is settled.
///
/// A skill is settled if there is evidence for it; if something is known that builds on it; or if something that it builds on has
/// evidence and is not known. Of the others, the one in the middle of the way from the first to the last is asked, so that each
/// answer settles about half of them.
///
/// ```
/// use gradus::practice::{Progress, Skill, placing, standings};
/// assert_eq!(placing(&standings(&Progress::new(), 0)), Some(Skill::Network));
/// ```
pub fn placing(standings: &[Standing]) -> Option<Skill> {
    let of = |skill: Skill| standings.iter().find(|standing| standing.skill == skill);
    let is_tried = |skill: Skill| of(skill).is_some_and(|standing| standing.evidence > 0);
    let is_known = |skill: Skill| is_tried(skill) && of(skill).is_some_and(Standing::is_known);
    let is_settled = |skill: Skill| {
        is_tried(skill)
            || Skill::ALL.into_iter().any(|other| is_known(other) && builds_on(other, skill))
            || Skill::ALL.into_iter().any(|other| is_tried(other) && !is_known(other) && builds_on(skill, other))
    };
    let open: Vec<Skill> = Skill::ALL.into_iter().filter(|skill| !is_settled(*skill)).collect();
    open.get(open.len() / 2).copied()
}

/// Whether a skill builds on another, directly or through others.
fn builds_on(skill: Skill, other: Skill) -> bool {
    skill.needs().iter().any(|need| *need == other || builds_on(*need, other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::{Action, Meaning, Outcome, Progress, Session, standings};

    /// Goes through a placement as one who knows these skills, and gives the problems that it took.
    fn place(knows: impl Fn(Skill) -> bool) -> (Session, usize) {
        let mut session = Session::new(Progress::new(), 3, 0);
        session.update(Action::Place, 0);
        for n in 0..=LONGEST {
            if !session.view().reason.starts_with("Placement") {
                return (session, n);
            }
            let problem = session.view().problem.clone();
            let can = problem.skills.iter().all(|skill| knows(*skill));
            if can {
                for (i, blank) in problem.blanks.iter().enumerate() {
                    let right = blank.options.iter().position(|option| option.meaning == Meaning::Right);
                    let text = right.map_or_else(|| blank.answer.to_string(), |i| (i + 1).to_string());
                    session.update(Action::Type(i, text), 0);
                }
                let outcome = session.update(Action::Submit, 0).attempt.map(|attempt| attempt.outcome);
                assert_eq!(outcome, Some(Outcome::Right), "{:?}", problem.plain);
            } else {
                session.update(Action::ShowAnswer, 0);
            }
            session.update(Action::Next, 0);
        }
        panic!("the placement does not end");
    }

    #[test]
    fn it_ends_soon_and_opens_what_is_known() {
        let (expert, n) = place(|_| true);
        assert!(n <= LONGEST, "{n}");
        let open = |session: &Session| standings(&session.progress, 0).into_iter().filter(|s| s.open).count();
        let (beginner, m) = place(|_| false);
        assert!(m <= LONGEST, "{m}");
        println!("{n} and {m} problems; {} and {} skills are open", open(&expert), open(&beginner));
        assert!(open(&expert) > open(&beginner) + 4, "{} {}", open(&expert), open(&beginner));
        let school = [Skill::Power, Skill::Sum, Skill::Functions, Skill::Exponential, Skill::Logarithmic, Skill::Chain];
        let (pupil, k) = place(|skill| school.contains(&skill));
        assert!(k <= LONGEST, "{k}");
        assert!(open(&pupil) > open(&beginner), "{} {}", open(&pupil), open(&beginner));
    }

    #[test]
    fn what_builds_on_what() {
        assert!(builds_on(Skill::Hessian, Skill::Power));
        assert!(!builds_on(Skill::Power, Skill::Hessian));
        assert!(Skill::ALL.into_iter().all(|skill| !builds_on(skill, skill)));
    }
}
