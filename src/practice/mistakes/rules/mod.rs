//! The wrong rules: what a learner who makes a documented slip gets in place of the derivative of one part.

mod compositions;
mod constants;
mod networks;
mod powers;
mod products;
mod quotients;
mod sums;

use super::Mistake;
use crate::symbolic::{Expr, Node, Symbol, total_derivative};

/// A wrong derivative of a part, and the mistakes that lead to it, the most specific first.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    pub mistakes: Vec<Mistake>,
    pub wrong: Expr,
}

/// As what a part stands where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// A term of a sum, or the whole.
    Term,
    /// A factor, or above or below a line.
    Factor,
    /// Inside a function or a power.
    Argument,
}

/// Where a part stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    pub standing: Standing,
    /// It stands inside the inner function of a composition.
    pub inner: bool,
    /// It stands inside a square.
    pub squared: bool,
}

impl Surroundings {
    /// Those of the whole.
    pub const WHOLE: Self = Self { standing: Standing::Term, inner: false, squared: false };

    /// Those of a child of `e`, which has these.
    pub fn of_child(self, e: &Expr) -> Self {
        match e.node() {
            Node::Sum(_) => Self { standing: Standing::Term, ..self },
            Node::Negate(_) => self,
            Node::Product(_) | Node::Quotient(_) => Self { standing: Standing::Factor, ..self },
            Node::Power([_, n]) => {
                Self { standing: Standing::Argument, inner: true, squared: self.squared || n.is_integer(2) }
            }
            _ => Self { standing: Standing::Argument, inner: true, ..self },
        }
    }
}

/// The right derivatives of the parts, on which the wrong rules build.
pub(super) struct Calculus<'a> {
    pub by: &'a Symbol,
    /// Parts that letters stand for, with the derivatives that the learner took them to have.
    pub given: &'a [(Symbol, Expr)],
}

impl Calculus<'_> {
    pub fn slope(&self, e: &Expr) -> Expr {
        total_derivative(e, self.by, self.given)
    }

    pub fn varies(&self, e: &Expr) -> bool {
        e.contains(self.by) || self.given.iter().any(|(letter, _)| e.contains(letter))
    }

    pub fn is_variable(&self, e: &Expr) -> bool {
        e.as_symbol() == Some(self.by)
    }

    pub fn variable(&self) -> Expr {
        Expr::from(self.by.clone())
    }
}

/// What the wrong rules make of a part.
pub(super) fn slips(e: &Expr, around: Surroundings, calculus: &Calculus) -> Vec<Slip> {
    let mut slips = Slips(Vec::new());
    if calculus.varies(e) {
        sums::add(e, calculus, &mut slips);
        products::add(e, calculus, &mut slips);
        quotients::add(e, calculus, &mut slips);
        powers::add(e, calculus, &mut slips);
        compositions::add(e, around, calculus, &mut slips);
        networks::add(e, around, calculus, &mut slips);
    } else {
        constants::add(e, around, calculus, &mut slips);
    }
    slips.0
}

/// A list of slips under way.
pub(super) struct Slips(Vec<Slip>);

impl Slips {
    fn push(&mut self, ids: &[&str], wrong: Expr) {
        let mistakes = ids.iter().filter_map(|id| Mistake::from_id(id)).collect();
        self.0.push(Slip { mistakes, wrong });
    }
}
