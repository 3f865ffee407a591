//! Where a rule gets the derivatives that it asks for: left open for the next line, or carried out at once.

use super::apply::apply;
use crate::symbolic::{Expr, Symbol, expr::Memo};

/// What a rule needs to know of the variable, and where it gets the derivatives of the parts.
pub(super) trait Slopes {
    /// Whether anybody wants to know what the rule's letters stand for.
    const EXPLAINED: bool;

    /// The variable.
    fn by(&self) -> &Symbol;

    /// Whether the variable occurs in `e`.
    fn varies(&self, e: &Expr) -> bool;

    /// The derivative of `e`.
    fn slope(&mut self, e: &Expr) -> Expr;

    /// The same, but for the variable itself the 1 that nobody writes a line for.
    fn slope_or_one(&mut self, e: &Expr) -> Expr {
        if e.as_symbol() == Some(self.by()) { Expr::one() } else { self.slope(e) }
    }
}

/// The derivatives by one variable, carried out, each once for all places that share it.
pub(super) struct Derivatives {
    by: Symbol,
    /// Letters that stand for functions of the variable, with their derivatives.
    given: Vec<(Symbol, Expr)>,
    done: Memo<Expr>,
}

impl Derivatives {
    pub fn new(by: &Symbol) -> Self {
        Self::with_given(by, Vec::new())
    }

    pub fn with_given(by: &Symbol, given: Vec<(Symbol, Expr)>) -> Self {
        Self { by: by.clone(), given, done: Memo::default() }
    }
}

impl Slopes for Derivatives {
    const EXPLAINED: bool = false;

    fn by(&self) -> &Symbol {
        &self.by
    }

    fn varies(&self, e: &Expr) -> bool {
        e.contains(&self.by) || self.given.iter().any(|(letter, _)| e.contains(letter))
    }

    fn slope(&mut self, e: &Expr) -> Expr {
        if let Some((_, slope)) = e.as_symbol().and_then(|x| self.given.iter().find(|(letter, _)| letter == x)) {
            return slope.clone();
        }
        if e.children().is_empty() {
            return apply(e, self).result;
        }
        if let Some(known) = self.done.get(&e.fingerprint()) {
            return known.clone();
        }
        let slope = apply(e, self).result;
        self.done.insert(e.fingerprint(), slope.clone());
        slope
    }
}

/// The derivatives left open, for a line.
pub(super) struct Open<'a>(pub &'a mut Derivatives);

impl Slopes for Open<'_> {
    const EXPLAINED: bool = true;

    fn by(&self) -> &Symbol {
        &self.0.by
    }

    fn varies(&self, e: &Expr) -> bool {
        self.0.varies(e)
    }

    fn slope(&mut self, e: &Expr) -> Expr {
        Expr::derivative(e.clone(), self.0.by.clone())
    }
}
