//! Where a rule gets the derivatives that it asks for: left open for the next line, or carried out at once.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::apply::apply;
use crate::symbolic::{Expr, Node, Symbol};

/// What a rule needs to know of the variable, and where it gets the derivatives of the parts.
pub(super) trait Slopes {
    /// Whether anybody wants to know what the rule's letters stand for.
    const EXPLAINED: bool;

    /// The variable.
    fn by(&self) -> &Symbol;

    /// Whether the variable occurs in `e`.
    fn varies(&mut self, e: &Expr) -> bool;

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
    varies: HashMap<u128, bool, Fingerprints>,
    done: HashMap<u128, Expr, Fingerprints>,
}

impl Derivatives {
    pub fn new(by: &Symbol) -> Self {
        Self { by: by.clone(), varies: HashMap::default(), done: HashMap::default() }
    }
}

impl Slopes for Derivatives {
    const EXPLAINED: bool = false;

    fn by(&self) -> &Symbol {
        &self.by
    }

    fn varies(&mut self, e: &Expr) -> bool {
        match e.node() {
            Node::Number(_) | Node::Constant(_) => false,
            Node::Symbol(x) => *x == self.by,
            _ => {
                if let Some(&known) = self.varies.get(&e.fingerprint()) {
                    return known;
                }
                let varies = e.children().iter().any(|c| self.varies(c));
                self.varies.insert(e.fingerprint(), varies);
                varies
            }
        }
    }

    fn slope(&mut self, e: &Expr) -> Expr {
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

    fn varies(&mut self, e: &Expr) -> bool {
        self.0.varies(e)
    }

    fn slope(&mut self, e: &Expr) -> Expr {
        Expr::derivative(e.clone(), self.0.by.clone())
    }
}

/// For maps whose keys are fingerprints, which are hashes already.
type Fingerprints = BuildHasherDefault<Fingerprint>;

/// The lower half of a fingerprint.
#[derive(Default)]
pub(super) struct Fingerprint(u64);

impl Hasher for Fingerprint {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u128(&mut self, fingerprint: u128) {
        self.0 = fingerprint as u64;
    }
}
