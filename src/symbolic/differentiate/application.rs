//! A rule applied to an expression: what its letters stand for, when it holds, and what it makes of it.

use super::{Condition, Rule};
use crate::symbolic::{Expr, latex};

/// A rule, applied to an expression.
#[derive(Clone, Debug)]
pub struct Application {
    /// The rule.
    pub rule: Rule,
    /// For the chain rule, the rule by which the outer function was differentiated.
    pub outer: Option<Rule>,
    /// What the rule's letters stand for here.
    pub parts: Vec<Part>,
    /// Where it holds, as far as the formulas don't show it by themselves.
    pub conditions: Vec<Condition>,
    /// What the rule makes of it; derivatives that are still to be taken stand in it as
    /// [`Node::Derivative`](crate::symbolic::Node::Derivative).
    pub result: Expr,
}

impl Application {
    /// An application in which there is nothing to tell apart.
    pub(super) fn plain(rule: Rule, result: Expr) -> Self {
        Self { rule, outer: None, parts: Vec::new(), conditions: Vec::new(), result }
    }
}

/// A part that a rule tells apart, such as the outer and the inner function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in the rule: `f`, `g`, `outer`, `inner`, `n`, `c`.
    pub name: &'static str,
    /// What it is here.
    pub is: Expr,
}

impl Part {
    /// `f=x^{2}`, or `outer: u^{3}` for the parts of a chain, in LaTeX.
    pub fn latex(&self) -> String {
        let is = latex(&self.is);
        match self.name {
            "outer" | "inner" => format!(r"\text{{{}: }}{is}", self.name),
            name => format!("{name}={is}"),
        }
    }
}
