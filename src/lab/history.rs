//! What was done, to be undone: the states that a lab was left in, as its links have them.

use crate::query::Query;

/// The states of a lab in the order in which they came, and the one that is shown.
///
/// ```
/// use gradus::{lab::History, query::Query};
/// let state = |x: f64| Query::new().with("x", x);
/// let mut history = History::new(state(1.0));
/// history.push(state(2.0));
/// assert_eq!(history.undo(), Some(&state(1.0)));
/// assert_eq!(history.undo(), None);
/// assert_eq!(history.redo(), Some(&state(2.0)));
/// ```
#[derive(Clone, Debug)]
pub struct History {
    states: Vec<Query>,
    at: usize,
}

/// The most states that are kept.
const MOST: usize = 200;

impl History {
    /// One that begins in a state.
    pub fn new(state: Query) -> Self {
        Self { states: vec![state], at: 0 }
    }

    /// Notes a state, if it is another one; what was undone is forgotten.
    pub fn push(&mut self, state: Query) {
        if self.states.get(self.at) == Some(&state) {
            return;
        }
        self.states.truncate(self.at + 1);
        self.states.push(state);
        if self.states.len() > MOST {
            self.states.remove(0);
        }
        self.at = self.states.len() - 1;
    }

    /// Whether there is a state before this one.
    pub fn can_undo(&self) -> bool {
        self.at > 0
    }

    /// Whether there is a state after this one.
    pub fn can_redo(&self) -> bool {
        self.at + 1 < self.states.len()
    }

    /// The state before, which becomes the one that is shown.
    pub fn undo(&mut self) -> Option<&Query> {
        self.at = self.at.checked_sub(1)?;
        self.states.get(self.at)
    }

    /// The state after, which becomes the one that is shown.
    pub fn redo(&mut self) -> Option<&Query> {
        let next = self.states.get(self.at + 1)?;
        self.at += 1;
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(n: usize) -> Query {
        Query::new().with("n", n)
    }

    #[test]
    fn a_new_move_forgets_what_was_undone() {
        let mut history = History::new(state(0));
        history.push(state(1));
        history.push(state(1));
        history.push(state(2));
        assert_eq!(history.undo(), Some(&state(1)));
        history.push(state(3));
        assert!(!history.can_redo());
        assert_eq!((history.undo().cloned(), history.undo().cloned()), (Some(state(1)), Some(state(0))));
        assert!(!history.can_undo() && history.can_redo());
    }

    #[test]
    fn the_oldest_states_go() {
        let mut history = History::new(state(0));
        (1..=MOST + 50).for_each(|n| history.push(state(n)));
        let mut steps = 0;
        while history.undo().is_some() {
            steps += 1;
        }
        assert_eq!(steps, MOST - 1);
    }
}
