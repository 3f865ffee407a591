//! LaTeX's words in braces and letters under an accent: `\operatorname{name}`, `\text{if }`, `\mathbf{w}`, `\hat{y}`.

use super::{Kind, Lexed, Lexer, Token, indexed, is_invisible};
use crate::symbolic::{
    Constant,
    parse::{
        ParseErrorKind,
        names::{Name, name, refused, word},
        spelling::{nearest, shortened},
    },
};

impl Lexer {
    /// `\operatorname{name}`, `\text{if }`, `\mathbf{w}`: a word in braces is one name, never letters multiplied.
    pub(super) fn upright(&mut self, from: usize) -> Lexed {
        if self.peek(0) == Some('*') {
            self.at += 1;
        }
        if self.after_space() != Some('{') {
            // `\mathbf x`
            return match self.peek(0) {
                Some(c) if c.is_ascii_alphabetic() => self.single_letter(c),
                Some('\\') => self.command(),
                _ => Err(ParseErrorKind::Unexpected("this command".into()).at(from..self.at)),
            };
        }
        self.at += 1;
        self.upright_group(from)
    }

    /// `\rm{sin}` and `{\rm sin}`: a word in braces is one name here too. Before anything else it changes nothing.
    pub(super) fn switch(&mut self, from: usize) -> Lexed {
        let braced = self.after_space() == Some('{');
        let mut ahead = usize::from(braced);
        while self.peek(ahead).is_some_and(|c| c.is_ascii_alphabetic()) {
            ahead += 1;
        }
        let is_word = ahead > usize::from(braced) && self.peek(ahead) == Some('}');
        let brace =
            self.tokens.last().filter(|last| last.kind == Kind::Open('{') && last.at == (from.saturating_sub(1)..from));
        match brace.map(|brace| brace.at.start) {
            _ if !is_word => Ok(()),
            _ if braced => self.upright(from),
            None => Ok(()),
            Some(from) => {
                self.tokens.pop();
                self.brackets = self.brackets.saturating_sub(1);
                self.upright_group(from)
            }
        }
    }

    /// What stands in braces up to the one that closes them.
    fn upright_group(&mut self, from: usize) -> Lexed {
        let first = self.tokens.len();
        loop {
            match self.peek(0) {
                None => return Err(ParseErrorKind::Unclosed("{".into()).at(from..self.at)),
                Some('}') => break,
                Some(c) if c.is_ascii_alphabetic() => self.upright_word()?,
                Some(c) => self.next(c)?,
            }
        }
        self.at += 1;
        let is_d =
            matches!(self.tokens.get(first..), Some([token]) if token.kind == Kind::Name(Name::Variable("d".into())));
        if is_d && self.peek(0).is_some_and(|c| c.is_alphabetic() || c == '\\') {
            return Err(ParseErrorKind::DerivativeSign.at(from..self.at));
        }
        self.as_one(first, from)
    }

    fn single_letter(&mut self, letter: char) -> Lexed {
        let from = self.at;
        self.at += 1;
        let stem = letter.to_string();
        self.finish(name(&stem).unwrap_or(Name::Variable(stem)), from, false)
    }

    fn upright_word(&mut self) -> Lexed {
        let from = self.at;
        let mut spelled = String::new();
        while let Some(c) = self.peek(0) {
            match c {
                '\\' if self.peek(1) == Some('_') => {}
                _ if c.is_ascii_alphanumeric() || c == '_' => spelled.push(c),
                _ => break,
            }
            self.at += 1;
        }
        let at = from..self.at;
        let single = spelled.chars().nth(1).is_none();
        if let Some(word) = word(&spelled) {
            self.push(Kind::Word(word), at);
        } else if let Some(known) = name(&spelled) {
            self.push(Kind::Name(known), at);
        } else if single || spelled == "sigma" {
            self.push(Kind::Name(Name::Variable(spelled)), at);
        } else if let Some((stem, index)) = spelled.split_at_checked(1).filter(|(_, index)| is_index(index))
            && let Some(indexed) = indexed(stem, index.trim_start_matches('_'))
        {
            self.push(Kind::Name(Name::Variable(indexed)), at);
        } else if let Some(error) = refused(&spelled, at.clone(), true) {
            return Err(error);
        } else {
            let hint = nearest(&spelled);
            return Err(ParseErrorKind::UnknownName { name: shortened(&spelled), hint }.at(at));
        }
        Ok(())
    }

    /// Lets the tokens from the index `first` on stand where the command stands that made them; a variable among them may
    /// have an index behind the brace.
    fn as_one(&mut self, first: usize, from: usize) -> Lexed {
        let stem = match self.tokens.get(first..).unwrap_or_default() {
            [.., Token { kind: Kind::Name(Name::Variable(stem)), .. }] => Some(stem.clone()),
            [.., Token { kind: Kind::Name(Name::Constant(Constant::Pi)), .. }] => Some("pi".to_owned()),
            [.., Token { kind: Kind::Name(Name::Constant(Constant::E)), .. }] => Some("e".to_owned()),
            _ => None,
        };
        if let Some(stem) = stem {
            let name = self.with_index(stem.clone(), false)?;
            if let Some(last) = self.tokens.last_mut().filter(|_| name != stem) {
                last.kind = Kind::Name(Name::Variable(name));
            }
        }
        let glued = first > 0 && self.tokens.get(first - 1).is_some_and(|before| before.at.end == from);
        let to = self.at;
        if let Some([start, ..]) = self.tokens.get_mut(first..) {
            (start.at.start, start.glued) = (from, glued);
        }
        if let Some([.., end]) = self.tokens.get_mut(first..) {
            end.at.end = to;
        }
        Ok(())
    }

    /// `\hat{y}`: the variable `y_hat`.
    pub(super) fn accent(&mut self, from: usize, accent: &str) -> Lexed {
        let first = self.tokens.len();
        match self.after_space() {
            Some('{') => {
                self.at += 1;
                while let Some(c) = self.peek(0).filter(|c| *c != '}') {
                    self.next(c)?;
                }
                self.at = (self.at + 1).min(self.end);
            }
            // `\hat y_1`: the index is that of what is under the hat.
            Some(c) if c.is_ascii_alphabetic() => {
                let stem = self.text(self.at..self.at + 1);
                self.sign(Kind::Name(name(&stem).unwrap_or(Name::Variable(stem))), 1);
            }
            Some(c) if !is_invisible(c) => self.next(c)?,
            _ => {}
        }
        let accented = match self.tokens.get(first..) {
            Some([Token { kind: Kind::Name(Name::Variable(stem)), .. }]) => indexed(stem, accent),
            Some([Token { kind: Kind::Name(Name::Constant(Constant::Pi)), .. }]) => indexed("pi", accent),
            Some([Token { kind: Kind::Name(Name::Constant(Constant::E)), .. }]) => indexed("e", accent),
            _ => None,
        };
        match (accented, self.tokens.last_mut()) {
            (Some(name), Some(token)) => {
                token.kind = Kind::Name(Name::Variable(name));
                self.as_one(first, from)
            }
            _ => {
                Err(ParseErrorKind::not_read(format!("\\{accent}"), "it stands only over one letter").at(from..self.at))
            }
        }
    }
}

/// Whether what follows a letter is an index: digits, or an underscore and more.
fn is_index(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
        || text.strip_prefix('_').is_some_and(|rest| !rest.is_empty() && !rest.contains("__") && !rest.ends_with('_'))
}
