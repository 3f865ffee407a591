//! Where a part of an expression stands in the text that it was read from.

use std::ops::Range;

use super::parse;
use crate::symbolic::{Expr, Node, Symbol};

/// The longest text that is searched.
const MAX_SEARCHED: usize = 200;

/// Where the part at a place (the index of the child at each level) stands in the text, in characters; nothing where no
/// stretch of the text is just that part. A subtracted term stands from its minus on.
///
/// A stretch is the part if it reads as the part, and if a letter put there in its stead stands at the part's place.
///
/// ```
/// use gradus::symbolic::place_in_text;
/// assert_eq!(place_in_text("x^2 sin(3x)", &[1, 0]), Some(8..10));
/// ```
pub fn place_in_text(text: &str, place: &[usize]) -> Option<Range<usize>> {
    let characters: Vec<char> = text.chars().collect();
    let whole = parse(text).ok()?;
    let part = whole.part(place)?;
    if characters.len() > MAX_SEARCHED {
        return None;
    }
    let letter = ["q", "u", "v", "q_1"].into_iter().map(Symbol::new).find(|letter| !whole.contains(letter))?;
    let wanted = whole.with_part(place, Expr::from(letter.clone()));
    let is_part = |range: &Range<usize>| {
        let stretch = &characters[range.clone()];
        let closed = |open: char, close: char| {
            stretch.iter().filter(|c| **c == open).count() == stretch.iter().filter(|c| **c == close).count()
        };
        if stretch.first().is_some_and(|c| c.is_whitespace())
            || stretch.last().is_some_and(|c| c.is_whitespace())
            || !closed('(', ')')
        {
            return false;
        }
        let text = |some: &[char]| some.iter().collect::<String>();
        parse(&text(stretch)).is_ok_and(|read| read == *part)
            && parse(&format!("{}({letter}){}", text(&characters[..range.start]), text(&characters[range.end..])))
                .is_ok_and(|read| read == wanted)
    };
    let n = characters.len();
    let whole_range = (1..=n).flat_map(|length| (0..=n - length).map(move |from| from..from + length)).find(is_part);
    whole_range.or_else(|| {
        let Node::Negate(_) = part.node() else { return None };
        let after = place_in_text(text, &[place, &[0]].concat())?;
        let minus = characters[..after.start].iter().rposition(|c| matches!(c, '-' | '−'))?;
        Some(minus..after.end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        for (text, place, expected) in [
            ("x^2*sin(x)", &[][..], Some("x^2*sin(x)")),
            ("x^2*sin(x)", &[1], Some("sin(x)")),
            ("(3x + 1)^5", &[0], Some("3x + 1")),
            ("sin(x) + 2 sin(x)", &[1, 1], Some("sin(x)")),
            ("x - x^2", &[1], Some("- x^2")),
            ("x - x^2", &[1, 0], Some("x^2")),
            ("2^x^2", &[0], Some("2")),
            ("e^(-x)", &[0], Some("-x")),
            ("x", &[3], None),
        ] {
            let found = place_in_text(text, place)
                .map(|range| text.chars().skip(range.start).take(range.len()).collect::<String>());
            assert_eq!(found.as_deref(), expected, "{text} at {place:?}");
        }
        assert_eq!(place_in_text("sin(x) + 2 sin(x)", &[1, 1]), Some(11..17));
    }
}
