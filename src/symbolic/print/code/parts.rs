//! Which parts of formulas get a name of their own.

use std::collections::{HashMap, HashSet};

use crate::symbolic::{Expr, Node};

/// A part has to have this many nodes to be worth a name.
const WORTH_A_NAME: u64 = 6;
/// Formulas with fewer nodes are written at once.
const LONG: u64 = 30;
/// Brackets in brackets: Python reads at most 200.
const DEEPEST: u32 = 40;

/// The parts to be named, each after those that it is made of: what is referred to more than once in long formulas, and
/// what would else be nested too deeply to be read.
pub(super) fn parts(formulas: &[&Expr]) -> Vec<Expr> {
    let mut search = Search::default();
    for formula in formulas {
        search.count(formula);
    }
    if formulas.iter().map(|e| e.size()).fold(0, u64::saturating_add) < LONG {
        search.references.clear();
    }
    for formula in formulas {
        search.order(formula, true);
    }
    search.named
}

/// Whether a part has no variable, so that its value is known to the reader.
pub(super) fn is_constant(e: &Expr) -> bool {
    !e.any(&|part| matches!(part.node(), Node::Symbol(_)))
}

#[derive(Default)]
struct Search {
    /// How often each part is referred to, where each part is written once.
    references: HashMap<Expr, u32>,
    seen: HashSet<Expr>,
    /// How deep each part is nested, parts with a name left out.
    depths: HashMap<Expr, u32>,
    named: Vec<Expr>,
}

impl Search {
    fn count(&mut self, e: &Expr) {
        *self.references.entry(e.clone()).or_default() += 1;
        if self.seen.insert(e.clone()) {
            e.children().iter().for_each(|child| self.count(child));
        }
    }

    fn order(&mut self, e: &Expr, is_whole: bool) -> u32 {
        if let Some(&depth) = self.depths.get(e) {
            return depth;
        }
        let depth = 1 + e.children().iter().map(|child| self.order(child, false)).max().unwrap_or(0);
        let shared = e.size() >= WORTH_A_NAME && self.references.get(e).is_some_and(|n| *n > 1);
        let named =
            !is_whole && !matches!(e.node(), Node::Negate(_)) && (shared || depth >= DEEPEST) && !is_constant(e);
        if named {
            self.named.push(e.clone());
        }
        let depth = if named { 0 } else { depth };
        self.depths.insert(e.clone(), depth);
        depth
    }
}
