//! A rule applied to an expression: what its letters stand for, when it holds, and what it makes of it.

use std::fmt;

use super::Rule;
use crate::symbolic::{Expr, Node, latex};

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

/// Where a line holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Where this is not 0.
    NotZero(Expr),
    /// Where this is greater than 0.
    Positive(Expr),
}

impl Condition {
    /// `x\neq 0` or `x>1`, in LaTeX.
    pub fn latex(&self) -> String {
        let (left, right) = sides(self.of());
        let sign = match self {
            Self::NotZero(_) => r"\neq ",
            Self::Positive(_) => ">",
        };
        format!("{}{sign}{}", latex(&left), latex(&right))
    }

    /// What is not 0, or greater than 0.
    pub fn of(&self) -> &Expr {
        match self {
            Self::NotZero(u) | Self::Positive(u) => u,
        }
    }
}

/// `x ≠ 0`, `x > 1`.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = sides(self.of());
        let sign = match self {
            Self::NotZero(_) => '≠',
            Self::Positive(_) => '>',
        };
        write!(f, "{left} {sign} {right}")
    }
}

/// The two sides between which a person would write the sign that stands between `u` and 0: `x - 1` is compared with 0 as
/// `x` with 1.
fn sides(u: &Expr) -> (Expr, Expr) {
    if let Node::Sum(terms) = u.node()
        && let [left, right] = terms.as_slice()
    {
        match right.node() {
            Node::Negate(v) => return (left.clone(), v.clone()),
            Node::Number(n) => return (left.clone(), Expr::number(-n)),
            _ => {}
        }
    }
    (u.clone(), Expr::zero())
}
