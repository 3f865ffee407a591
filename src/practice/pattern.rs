//! Patterns: a formula with choices in it.
//!
//! A pattern is a formula as a person would type it, with choices in braces: `({2..7}x {+|-} {1..9})^{3..6}` stands for
//! `(5x - 2)^4` and some seven hundred others. A choice is a list of alternatives between bars, each a range of integers
//! or a text.

use crate::dice::Dice;
use crate::symbolic::{Expr, parse};

/// A formula made from a pattern; nothing if what comes out is no formula.
pub(super) fn make(pattern: &str, dice: &mut Dice) -> Option<Expr> {
    parse(&fill(pattern, dice)).ok()
}

/// A formula made from one of the patterns.
pub(super) fn one_of(patterns: &[&str], dice: &mut Dice) -> Option<Expr> {
    make(dice.choose(patterns)?, dice)
}

/// The pattern with one alternative in the place of each choice.
fn fill(pattern: &str, dice: &mut Dice) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (choice, after) = after.split_once('}').unwrap_or((after, ""));
        text += before;
        text += &chosen(choice, dice);
        rest = after;
    }
    text + rest
}

fn chosen(choice: &str, dice: &mut Dice) -> String {
    let alternatives: Vec<&str> = choice.split('|').collect();
    let alternative = dice.choose(&alternatives).copied().unwrap_or_default();
    match range(alternative) {
        Some((from, to)) => (from + dice.below(to - from + 1)).to_string(),
        None => alternative.to_owned(),
    }
}

/// `2..7`, both ends included.
fn range(alternative: &str) -> Option<(u32, u32)> {
    let (from, to) = alternative.split_once("..")?;
    let (from, to) = (from.parse().ok()?, to.parse().ok()?);
    (from <= to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_filled_in() {
        let mut seen = std::collections::BTreeSet::new();
        let mut dice = Dice::new("test", 3);
        for _ in 0..200 {
            seen.insert(fill("{sin|2..3}(x{+|-}1)", &mut dice));
        }
        let seen: Vec<&str> = seen.iter().map(String::as_str).collect();
        assert_eq!(seen, ["2(x+1)", "2(x-1)", "3(x+1)", "3(x-1)", "sin(x+1)", "sin(x-1)"]);
    }

    #[test]
    fn a_broken_pattern_does_no_harm() {
        let mut dice = Dice::new("test", 4);
        for pattern in ["", "{", "}", "{}", "{5..2}", "x{", "{|}"] {
            let _ = make(pattern, &mut dice);
        }
    }
}
