//! Signs that stand for themselves, and what to say of those that are not read.

use super::{Kind, Relation};
use crate::symbolic::parse::{ParseErrorKind, names::Word};

/// The signs that stand for themselves, whatever is around them, with their length. The next character tells `*` from `**`.
pub(super) fn simple_sign(c: char, next: Option<char>) -> Option<(Kind, usize)> {
    let kind = match (c, next) {
        ('*', Some('*')) => return Some((Kind::Caret, 2)),
        ('&', Some('&')) => return Some((Kind::Word(Word::And), 2)),
        ('+', _) => Kind::Plus,
        ('-', _) => Kind::Minus,
        ('*' | '·', _) => Kind::Times,
        ('⁄', _) => Kind::Over,
        ('/', next) if next != Some('/') => Kind::Over,
        ('^', _) => Kind::Caret,
        ('_', _) => Kind::Lowered,
        ('√', _) => Kind::Root(2),
        ('∛', _) => Kind::Root(3),
        ('∜', _) => Kind::Root(4),
        ('|', _) => Kind::Bar,
        ('(' | '[' | '{', _) => Kind::Open(c),
        (')' | ']' | '}', _) => Kind::Close(c),
        ('&', _) => Kind::Column,
        ('∧', _) => Kind::Word(Word::And),
        ('∨', _) => Kind::Word(Word::Or),
        ('¬', _) => Kind::Word(Word::Not),
        ('?', _) => Kind::Question,
        _ => return relation(c, next),
    };
    Some((kind, 1))
}

/// Signs between the two sides of a condition or equation.
fn relation(c: char, next: Option<char>) -> Option<(Kind, usize)> {
    let (relation, length) = match (c, next) {
        ('<', Some('=')) | ('=', Some('<')) => (Relation::AtMost, 2),
        ('>', Some('=')) => (Relation::AtLeast, 2),
        ('=', Some('=')) => (Relation::Equal, 2),
        ('<', Some('>' | '<')) | ('>' | '=', Some('>')) | ('!' | ':', Some('=')) => (Relation::Other, 2),
        ('<', _) => (Relation::Less, 1),
        ('>', _) => (Relation::Greater, 1),
        ('≤', _) => (Relation::AtMost, 1),
        ('≥', _) => (Relation::AtLeast, 1),
        ('=', _) => (Relation::Equal, 1),
        ('≠' | '≈', _) => (Relation::Other, 1),
        (':', _) => return Some((Kind::Colon, 1)),
        _ => return None,
    };
    Some((Kind::Relation(relation), length))
}

/// What to say of a character that no expression has.
pub(super) fn unexpected(c: char) -> ParseErrorKind {
    let because = match c {
        '∞' => "infinity is no real number",
        '°' => "angles are in radians; write x*pi/180",
        '%' => "write 5% as 0.05; remainders are not read",
        '±' | '∓' => "type the two expressions one after the other",
        '∫' | '∮' => "only expressions are differentiated here",
        '∑' | '∏' => "write the terms out",
        '∂' | '∇' => "type only what is to be differentiated",
        '‖' | '∥' => "write abs(x) for the absolute value of a number",
        '⌊' | '⌋' | '⌈' | '⌉' => "rounding jumps at every integer",
        '@' => "matrices are not read; write * to multiply numbers",
        '∈' | '∀' | '∃' => "type the expression alone",
        _ if c.is_control() || c.len_utf8() > 1 && !c.is_alphanumeric() && is_unseen(c) => {
            return ParseErrorKind::Unexpected(format!("the character U+{:04X}", c as u32));
        }
        _ => return ParseErrorKind::Unexpected(c.to_string()),
    };
    ParseErrorKind::not_read(c, because)
}

/// Whether a character shows nothing by itself: combining marks and non-characters.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
}
