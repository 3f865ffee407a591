//! `Step`: from one line of a derivation to the next.

use super::{Application, Condition, Part, Rule};
use crate::symbolic::Expr;

/// From one line of a derivation to the next.
#[derive(Clone, Debug)]
pub struct Step {
    /// What was done, from left to right. There is more than one where one rule, or rules from the table, fit at several
    /// places, or a law of tidying changes several.
    pub applications: Vec<Applied>,
    /// The line before.
    pub before: Expr,
    /// The line after.
    pub after: Expr,
}

/// An application at its place.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The rules used, the outermost first.
    pub rules: Vec<Rule>,
    /// The outermost rule with its parts.
    pub application: Application,
    /// What it was applied to: the function that was differentiated, or the part that was written otherwise.
    pub target: Expr,
    /// Where it stands in the line before: the index of the child at each level.
    pub place_before: Vec<usize>,
    /// Where its result stands in the line after; nothing where the result vanished (a term 0, a factor 1).
    pub place_after: Option<Vec<usize>>,
}

impl Step {
    /// The rule that names the line.
    pub fn rule(&self) -> Rule {
        self.rules().into_iter().next().unwrap_or(Rule::Tidy(crate::symbolic::Law::Factors))
    }

    /// The rules of the line, each once.
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules: Vec<Rule> = Vec::new();
        for rule in self.applications.iter().flat_map(|applied| &applied.rules) {
            if !rules.contains(rule) {
                rules.push(*rule);
            }
        }
        rules
    }

    /// What the line is called: `sum and power rule` (see [`Rule::names`]).
    pub fn name(&self) -> String {
        Rule::names(&self.rules())
    }

    /// What the rule's letters stand for, at each place where that is worth saying: where something is left to
    /// differentiate, or where there is only one place.
    pub fn parts(&self) -> Vec<Vec<Part>> {
        let only = self.applications.len() == 1;
        let is_worth_it = |applied: &&Applied| {
            let application = &applied.application;
            application.result.is_pending() || only && !application.rule.goes_without_saying()
        };
        let telling = |applied: &Applied| -> Vec<Part> {
            let parts = applied.application.parts.iter();
            parts.filter(|part| part.is.as_symbol().is_none_or(|x| x.name() != part.name)).cloned().collect()
        };
        let mut all: Vec<_> = self.applications.iter().filter(is_worth_it).map(telling).collect();
        all.retain(|parts| !parts.is_empty());
        all.dedup();
        all
    }

    /// Where the line holds, as far as the formulas don't show it by themselves, each condition once.
    pub fn conditions(&self) -> Vec<Condition> {
        let mut conditions: Vec<Condition> = Vec::new();
        for condition in self.applications.iter().flat_map(|applied| &applied.application.conditions) {
            if !conditions.contains(condition) {
                conditions.push(condition.clone());
            }
        }
        conditions
    }

    /// Whether nothing is differentiated and nothing rewritten for a purpose.
    pub fn is_tidying(&self) -> bool {
        self.applications.iter().flat_map(|applied| &applied.rules).all(|rule| rule.is_tidying())
    }
}
