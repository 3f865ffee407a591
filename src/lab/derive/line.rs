//! The lines on the board, with all that is said of each.

use crate::symbolic::{Condition, Derivation, Detail, Expr, Part, Rule, Step};

/// A line as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The whole expression.
    pub expr: Expr,
    /// The places that the next line changes: the index of the child at each level. Empty where it changes all.
    pub changes: Vec<Vec<usize>>,
    /// The places that this line has changed. Empty where it has changed all.
    pub changed: Vec<Vec<usize>>,
    /// Where it holds, as far as it doesn't show that by itself; on the last line, where the whole derivation does.
    pub conditions: Vec<Condition>,
    /// What led to it; nothing for the first line.
    pub reason: Option<Reason>,
}

/// Why a line follows from the one before.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What the step is called.
    pub name: String,
    /// The rules that were used, each once.
    pub rules: Vec<Rule>,
    /// What their letters stand for, at each place where that is worth saying.
    pub parts: Vec<Vec<Part>>,
    /// Whether that is told at once, and not only when it is asked for.
    pub spelt_out: bool,
}

/// The first line and so many after it.
pub(super) fn lines(derivation: &Derivation, shown: usize) -> Vec<Line> {
    let steps = &derivation.steps;
    let first = Line {
        expr: Expr::derivative(derivation.of.clone(), derivation.by.clone()),
        changes: changes(steps.first()),
        changed: Vec::new(),
        conditions: Vec::new(),
        reason: None,
    };
    let line = |(i, step): (usize, &Step)| Line {
        expr: step.after.clone(),
        changes: changes(steps.get(i + 1)),
        changed: places(step.applications.iter().filter_map(|applied| applied.place_after.clone())),
        conditions: if i + 1 == steps.len() { derivation.conditions() } else { step.conditions() },
        reason: Some(Reason {
            name: step.name(),
            rules: step.rules(),
            parts: step.parts(),
            spelt_out: derivation.detail == Detail::Full,
        }),
    };
    std::iter::once(first).chain(steps.iter().take(shown).enumerate().map(line)).collect()
}

fn changes(next: Option<&Step>) -> Vec<Vec<usize>> {
    places(next.into_iter().flat_map(|step| &step.applications).map(|applied| applied.place_before.clone()))
}

/// To mark a whole line says nothing.
fn places(places: impl Iterator<Item = Vec<usize>>) -> Vec<Vec<usize>> {
    places.filter(|place| !place.is_empty()).collect()
}
