//! Numbers: `12`, `.5`, `3.`, `1.5e-3`.

use super::{Kind, Lexed, Lexer};
use crate::symbolic::{
    Number,
    parse::{ParseErrorKind, spelling::shortened},
};

/// The longest number that is read, in characters.
const MAX_DIGITS: usize = 1000;

impl Lexer {
    pub(super) fn number(&mut self) -> Lexed {
        let from = self.at;
        let digit = |c: char| c.is_ascii_digit();
        self.take_while(digit);
        self.groups(from)?;
        if self.peek(0) == Some('.') && !self.is_operator_by_element() {
            self.at += 1;
            self.take_while(digit);
        }
        if self.peek(0) == Some('.') && self.peek(1).is_some_and(|c| c == '.' || digit(c)) {
            self.take_while(|c| c == '.' || digit(c));
            return Err(ParseErrorKind::Points.at(from..self.at));
        }
        let prefix = matches!(self.peek(0), Some('x' | 'b' | 'o')) && self.peek(1).is_some_and(digit);
        if self.text(from..self.at) == "0" && prefix {
            self.take_while(|c| c.is_ascii_alphanumeric());
            let kind = ParseErrorKind::not_read(shortened(&self.text(from..self.at)), "write numbers in base ten");
            return Err(kind.at(from..self.at));
        }
        // An exponent only where digits follow: `2e+x` is 2·e + x.
        if matches!(self.peek(0), Some('e' | 'E')) {
            let sign = usize::from(matches!(self.peek(1), Some('+' | '-')));
            if self.peek(1 + sign).is_some_and(digit) {
                self.at += 1 + sign;
                self.take_while(digit);
            }
        }
        let at = from..self.at;
        let value = (at.len() <= MAX_DIGITS).then(|| Number::from_decimal(&digits(&self.text(at.clone())))).flatten();
        let value = value.ok_or_else(|| ParseErrorKind::NumberTooLong.at(at.clone()))?;
        self.push(Kind::Number(value), at);
        Ok(())
    }

    /// Takes groups of three digits behind what parts them: `1{,}000` in LaTeX, `1_000` in programs. In an exponent, `_1` is
    /// an index of the base.
    fn groups(&mut self, from: usize) -> Lexed {
        let in_exponent = self.tokens.last().is_some_and(|last| last.kind == Kind::Caret);
        loop {
            let separator = match self.peek(0) {
                Some('_') if !in_exponent => 1,
                Some('{') if self.peek(1) == Some(',') && self.peek(2) == Some('}') => 3,
                _ => return Ok(()),
            };
            let rest = self.chars.get(self.at + separator..self.end).unwrap_or_default();
            let group: String = rest.iter().take_while(|c| c.is_ascii_digit()).take(20).collect();
            match group.len() {
                3 => self.at += separator + 3,
                1.. if separator == 3 => {
                    let suggestion = format!("{}.{group}", shortened(&digits(&self.text(from..self.at))));
                    return Err(ParseErrorKind::DecimalComma(suggestion).at(self.at..self.at + separator));
                }
                _ => return Ok(()),
            }
        }
    }

    /// Whether the point belongs to MATLAB's `.^`: `2.^x`.
    fn is_operator_by_element(&self) -> bool {
        matches!(self.peek(1), Some('^' | '*' | '/'))
    }
}

/// A number without what parts its digits in groups.
fn digits(typed: &str) -> String {
    typed.replace("{,}", "").replace('_', "")
}
