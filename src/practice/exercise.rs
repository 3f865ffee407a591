//! The short exercise against one slip: a problem where it is among the answers to pick from, then one where it could be made.

use super::{
    Choice, Form, Kind, Meaning, Mistake, Problem, Topic, Why, mastery::blamed, mistakes::slipped, problem::Source,
};
use crate::dice::Dice;

/// How many problems the exercise has.
pub(super) const LENGTH: u32 = 2;

/// How many problems are looked at for one in which the slip can be made.
const LOOKED_AT: usize = 24;

/// The problem of the exercise after `done` others, and the form in which it is asked; nothing where no problem lets the slip be
/// made. The same arguments give the same problem.
///
/// ```
/// use gradus::practice::{Form, Mistake, against};
/// let (choice, form) = against(Mistake::from_id("H1").unwrap(), 0, 7).unwrap();
/// assert_eq!(form, Form::Pick);
/// assert!(choice.reason().contains("inner derivative missing"));
/// ```
pub fn against(mistake: Mistake, done: u32, seed: u64) -> Option<(Choice, Form)> {
    let mut dice = Dice::new("exercise", seed);
    let skill = blamed(mistake.topic());
    let (near, far): (Vec<&'static Kind>, Vec<_>) = Kind::all().partition(|kind| Some(kind.skill) == skill);
    let mut fallback = None;
    for look in 0..LOOKED_AT {
        // Where the slip is not made where it is taught (a lost constant, say), other kinds have it.
        let kinds = if near.is_empty() || look > LOOKED_AT / 2 { &far } else { &near };
        let Some(kind) = dice.choose(kinds).copied() else { break };
        let seed = dice.seed();
        let choice = Choice { kind, seed, why: Why::Slip { mistake, done } };
        let problem = Problem::new(kind, seed);
        if done == 0 && problem.clone().in_form(Form::Pick).offers(mistake) {
            return Some((choice, Form::Pick));
        }
        if fallback.is_none() && problem.allows(mistake) {
            if done > 0 {
                return Some((choice, Form::Write));
            }
            fallback = Some((choice, Form::Write));
        }
    }
    fallback
}

impl Problem {
    /// Whether what a slip leads to is among the answers to pick from.
    fn offers(&self, mistake: Mistake) -> bool {
        let mut options = self.blanks.iter().flat_map(|blank| &blank.options);
        options.any(|option| leads_from(&option.meaning, mistake))
    }

    /// Whether a slip can be made in it.
    fn allows(&self, mistake: Mistake) -> bool {
        self.blanks.iter().any(|blank| {
            let by_rule = match &blank.source {
                Source::Derivative { of, by } if by.len() == 1 => {
                    slipped(of, &by[0]).iter().any(|choice| leads_from(&choice.meaning, mistake))
                }
                Source::Derivative { .. } => mistake.topic() == Topic::Second,
                _ => false,
            };
            by_rule || blank.slips.iter().any(|(slip, _)| *slip == mistake)
        })
    }
}

fn leads_from(meaning: &Meaning, mistake: Mistake) -> bool {
    matches!(meaning, Meaning::Slip(finding) if finding.slips.iter().any(|slip| slip.mistakes.contains(&mistake)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        practice::{Action, Progress, Session},
        symbolic::{Symbol, parse},
    };

    #[test]
    fn nearly_every_slip_has_its_exercise() {
        let without: Vec<&str> =
            Mistake::all().filter(|m| (0..3).all(|seed| against(*m, 1, seed).is_none())).map(Mistake::id).collect();
        println!("no exercise against {without:?}");
        assert!(without.len() * 5 < Mistake::all().count(), "{without:?}");
    }

    #[test]
    fn a_slip_that_comes_up_twice_brings_its_exercise() {
        let mut session = Session::new(Progress::new(), 1, 0);
        for (f, wrong) in [("sin(x^2)", "cos(x^2)"), ("x+cos(x^3)", "1-sin(x^3)")] {
            assert!(!session.view().reason.contains("slip"));
            session.update(Action::Own(parse(f).unwrap(), Symbol::new("x"), Form::Write), 0);
            session.update(Action::Type(0, wrong.into()), 0);
            let attempt = session.update(Action::Submit, 0).attempt.unwrap();
            assert_eq!(attempt.mistakes, ["H1"]);
        }
        let mut reasons = Vec::new();
        for _ in 0..3 {
            session.update(Action::Next, 0);
            reasons.push(session.view().reason);
        }
        assert!(reasons[0].contains("inner derivative missing. Two short problems"), "{reasons:?}");
        assert!(reasons[1].contains("The second of two short problems"), "{reasons:?}");
        assert!(!reasons[2].contains("slip"), "{reasons:?}");
    }

    #[test]
    fn first_it_is_picked_then_written() {
        for id in ["P1", "H1", "M1", "Q1", "E1"] {
            let mistake = Mistake::from_id(id).unwrap();
            let (first, form) = against(mistake, 0, 5).unwrap();
            assert_eq!(form, Form::Pick, "{id}");
            assert!(Problem::new(first.kind, first.seed).in_form(form).offers(mistake), "{id}");
            let (second, form) = against(mistake, 1, 5).unwrap();
            assert_eq!(form, Form::Write, "{id}");
            assert!(Problem::new(second.kind, second.seed).allows(mistake), "{id}");
            assert_eq!(against(mistake, 1, 5), Some((second, form)));
        }
    }
}
