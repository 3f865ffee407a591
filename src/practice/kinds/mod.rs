//! The kinds of problems, as a table: what each practises, and the patterns or the function that it is made from.

mod backprop;
mod scalar;
mod several;
mod steps;
mod vectors;

use super::{Skill, problem::Draft};
use crate::dice::Dice;

/// A kind of problem. Two kinds are the same if their ids are.
#[derive(Debug)]
pub struct Kind {
    /// The name by which links and stored progress refer to it.
    pub id: &'static str,
    /// What it practises.
    pub skill: Skill,
    /// What it is called: `powers of x`.
    pub title: &'static str,
    make: Make,
}

/// A function of the learner's own.
static OWN: Kind = kind("own", Skill::Chain, "a function of your own", Make::Drawn(|_| None));

/// From what a problem is made. In a pattern `{2..7}` is a number of that range and `{sin|cos}` one of the two; the rest is
/// typed as always.
#[derive(Debug)]
enum Make {
    /// The derivative by x of one of the patterns.
    Derivative(&'static [&'static str]),
    /// The second derivative by x.
    Second(&'static [&'static str]),
    /// The derivative by one of these variables.
    Partial(&'static [&'static str], &'static [&'static str]),
    /// The gradient by these variables.
    Gradient(&'static [&'static str], &'static [&'static str]),
    /// The Jacobian of two functions of x and y.
    Jacobian(&'static [[&'static str; 2]]),
    /// The Hessian of a function of x and y.
    Hessian(&'static [&'static str]),
    /// Made otherwise.
    Drawn(fn(&mut Dice) -> Option<Draft>),
}

impl Kind {
    /// Every kind, those of a skill together.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        [scalar::KINDS, several::KINDS, vectors::KINDS, steps::KINDS, backprop::KINDS].into_iter().flatten()
    }

    /// The kind of that id.
    ///
    /// ```
    /// use gradus::practice::{Kind, Skill};
    /// assert_eq!(Kind::from_id("chain-powers").unwrap().skill, Skill::Chain);
    /// ```
    pub fn from_id(id: &str) -> Option<&'static Self> {
        Self::all().chain([&OWN]).find(|kind| kind.id == id)
    }

    /// The kind of a learner's own function, which is none of [`Kind::all`].
    pub(super) fn own() -> &'static Self {
        &OWN
    }

    /// The kinds that practise a skill.
    pub fn of(skill: Skill) -> impl Iterator<Item = &'static Self> {
        Self::all().filter(move |kind| kind.skill == skill)
    }

    /// A candidate, which may be unfit to be asked.
    pub(super) fn draft(&self, dice: &mut Dice) -> Option<Draft> {
        match self.make {
            Make::Derivative(patterns) => scalar::derivative(patterns, dice),
            Make::Second(patterns) => scalar::second(patterns, dice),
            Make::Partial(patterns, by) => several::partial(patterns, by, dice),
            Make::Gradient(patterns, by) => several::gradient(patterns, by, dice),
            Make::Jacobian(patterns) => several::jacobian(patterns, dice),
            Make::Hessian(patterns) => several::hessian(patterns, dice),
            Make::Drawn(draw) => draw(dice),
        }
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Kind {}

const fn kind(id: &'static str, skill: Skill, title: &'static str, make: Make) -> Kind {
    Kind { id, skill, title, make }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_every_skill_has_kinds() {
        let mut ids: Vec<&str> = Kind::all().map(|kind| kind.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        assert!(count >= 40, "{count}");
        assert!(Skill::ALL.into_iter().all(|skill| Kind::of(skill).next().is_some()));
    }
}
