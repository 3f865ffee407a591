//! What numbers say of each line: looked at one line at a time, when somebody asks.

use super::DeriveLab;
use crate::{
    lab::figure,
    symbolic::{Difference, Proof, follows},
};

/// What is told of a line that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// How it came out.
    pub outcome: Outcome,
    /// In a sentence.
    pub sentence: String,
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The line follows.
    Proved,
    /// It could not be told.
    Unchecked,
    /// It is wrong.
    Refuted,
}

impl DeriveLab {
    /// The next line to be checked: the first that is shown and was not looked at.
    pub fn next_check(&self) -> Option<usize> {
        let proofs = &self.work.as_ref()?.proofs;
        proofs.iter().take(self.shown()).position(Option::is_none).map(|step| step + 1)
    }

    /// What was found out about a line; nothing for the first line, and for one that was not looked at yet.
    pub fn checked(&self, line: usize) -> Option<Check> {
        self.work.as_ref()?.proofs.get(line.checked_sub(1)?)?.as_ref().map(Check::of)
    }

    pub(super) fn check(&mut self, line: usize) {
        let Some(work) = &mut self.work else { return };
        let step =
            line.checked_sub(1).and_then(|step| Some((work.derivation.steps.get(step)?, work.proofs.get_mut(step)?)));
        if let Some((step, proof @ None)) = step {
            *proof = Some(follows(&step.before, &step.after));
        }
    }
}

impl Check {
    fn of(proof: &Proof) -> Self {
        let (outcome, sentence) = match proof {
            Proof::Proved { points, wider } => {
                let wider = if *wider { " It has values in more places than the line before." } else { "" };
                let s = if *points == 1 { "" } else { "s" };
                (Outcome::Proved, format!("Checked by numbers at {points} point{s}.{wider}"))
            }
            Proof::Unchecked => (Outcome::Unchecked, "Not checked: too few points could be evaluated.".to_owned()),
            Proof::Refuted(difference) => (Outcome::Refuted, refuted(difference)),
        };
        Self { outcome, sentence }
    }
}

fn refuted(difference: &Difference) -> String {
    let at: Vec<String> = difference.at.iter().map(|(x, value)| format!("{x} = {}", figure(Some(*value)))).collect();
    let at = if at.is_empty() { String::new() } else { format!("At {}: ", at.join(", ")) };
    let value = |value: Option<f64>| value.map_or_else(|| "no value".to_owned(), |value| figure(Some(value)));
    format!(
        "This line is wrong, and the mistake is ours. {at}{} in the line before, {} in this one.",
        value(difference.teacher),
        value(difference.student)
    )
}
