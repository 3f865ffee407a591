//! Text into tokens: the many ways in which people and programs write the same sign become one.

mod characters;
mod command;
mod number;
mod signs;
mod upright;
mod word;

use std::ops::Range;

use characters::{accented, combining_accent, is_invisible, lowered, plain, raised, vulgar_fraction};

use signs::{simple_sign, unexpected};
pub(super) use word::indexed;

use super::{
    Failure, ParseErrorKind,
    names::{Name, Word},
};
use crate::symbolic::Number;

/// A token and where it stands, in characters.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub at: Range<usize>,
    /// Whether it follows the token before without space.
    pub glued: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Number(Number),
    Name(Name),
    Word(Word),
    /// `name=` inside brackets, an argument by name.
    Keyword(String),
    Plus,
    Minus,
    Times,
    Over,
    Caret,
    /// An exponent that is raised; it stands in `Open('(')` and `Close(')')` of no width.
    Raised,
    /// A base that is lowered, below `log`; in brackets too if it was typed lowered.
    Lowered,
    /// √, ∛, ∜ with their order.
    Root(i64),
    /// A root whose order follows in square brackets: `\sqrt[3]{x}`, `³√x`.
    RootOfOrder,
    Bar,
    Comma,
    Relation(Relation),
    /// `(`, `[`, `{`, and `|` where it is known to open.
    Open(char),
    /// `)`, `]`, `}`, and `|` where it is known to close.
    Close(char),
    /// `\frac`, which takes two arguments.
    Fraction,
    /// `\begin{cases}`
    BeginCases,
    /// `\end{cases}`
    EndCases,
    /// `&` between the value and the condition of a case.
    Column,
    /// `\\` between cases.
    Row,
    /// `\right.`, a bracket that is not shown.
    NoBracket,
    /// `.` between a value and what is done with it: `x.pow(2)`.
    Dot,
    Question,
    Colon,
    End,
}

/// What two expressions are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Less,
    AtMost,
    Greater,
    AtLeast,
    Equal,
    /// `≠`, `≈`, `:=` and others that no function by cases can use.
    Other,
}

/// The tokens of a text.
pub(super) struct Tokens {
    list: Vec<Token>,
    end: Token,
}

impl Tokens {
    /// The tokens of `text` from the character `start` on.
    pub fn new(text: &[char], start: usize) -> Result<Self, Failure> {
        let chars: Vec<char> = text.iter().copied().map(plain).collect();
        let end = chars.len();
        let mut lexer =
            Lexer { chars, at: start, end, brackets: 0, cases: 0, depth: 0, in_exponent: false, tokens: Vec::new() };
        while let Some(c) = lexer.peek(0) {
            lexer.next(c)?;
        }
        Ok(Self { list: lexer.tokens, end: Token { kind: Kind::End, at: end..end, glued: false } })
    }

    /// The token of that index; the end for every index beyond.
    pub fn get(&self, index: usize) -> &Token {
        self.list.get(index).unwrap_or(&self.end)
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Token> {
        self.list.iter()
    }
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    /// Where to stop: the end of the text, or of what is raised.
    end: usize,
    /// How many brackets are open.
    brackets: usize,
    /// How many `\begin{cases}` are open.
    cases: usize,
    /// How many LaTeX commands the one that is read now stands in.
    depth: usize,
    /// Whether what is read now is raised, where digits behind a letter are raised once more: `e⁻ˣ²`.
    in_exponent: bool,
    tokens: Vec<Token>,
}

type Lexed = Result<(), Failure>;

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        let i = self.at + ahead;
        if i < self.end { self.chars.get(i).copied() } else { None }
    }

    /// Takes characters as long as they have the property.
    fn take_while(&mut self, property: impl Fn(char) -> bool) -> usize {
        let from = self.at;
        while self.peek(0).is_some_and(&property) {
            self.at += 1;
        }
        self.at - from
    }

    fn text(&self, at: Range<usize>) -> String {
        self.chars.get(at).unwrap_or_default().iter().collect()
    }

    fn push(&mut self, kind: Kind, at: Range<usize>) {
        match kind {
            Kind::Open(_) => self.brackets += 1,
            Kind::Close(_) => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
        let glued = self.tokens.last().is_some_and(|last| last.at.end == at.start);
        self.tokens.push(Token { kind, at, glued });
    }

    fn sign(&mut self, kind: Kind, length: usize) {
        let from = self.at;
        self.at += length;
        self.push(kind, from..self.at);
    }

    /// Whether the last token ends a value and nothing stands between it and what follows.
    fn after_value(&self) -> bool {
        self.tokens.last().is_some_and(|last| {
            last.at.end == self.at && matches!(last.kind, Kind::Number(_) | Kind::Name(_) | Kind::Close(_) | Kind::Bar)
        })
    }

    fn after_name(&self) -> bool {
        self.after_value() && matches!(self.tokens.last(), Some(Token { kind: Kind::Name(_), .. }))
    }

    fn next(&mut self, c: char) -> Lexed {
        if let Some((kind, length)) = simple_sign(c, self.peek(1)) {
            self.sign(kind, length);
            return Ok(());
        }
        match c {
            _ if c.is_whitespace() || is_invisible(c) => {
                self.at += 1;
                Ok(())
            }
            _ if c.is_ascii_alphabetic() => self.word(),
            '0'..='9' if self.in_exponent && self.after_name() => {
                self.push(Kind::Caret, self.at..self.at);
                self.number()
            }
            '0'..='9' => self.number(),
            '.' => self.point(),
            ',' => self.comma(),
            '\\' => self.command(),
            '/' => self.not_read(2, "write / for a fraction"),
            '!' => self.not_read(1, "a factorial is for whole numbers only"),
            // A semicolon ends a line of a program.
            ';' if !self.tokens.is_empty() && self.is_last() => {
                self.at = self.end;
                Ok(())
            }
            '#' if self.is_comment() => {
                self.take_while(|c| c != '\n');
                Ok(())
            }
            // LaTeX's space that keeps a line together; behind anything else it is the `not` of arrays.
            '~' if self.after_value() || self.after_word() => {
                self.take_while(|c| c == '~');
                Ok(())
            }
            '\'' if self.after_value() => Err(ParseErrorKind::Prime.at(self.at..self.at + 1)),
            _ if raised(c).is_some() => self.raised(),
            _ if lowered(c).is_some() => self.lowered(),
            _ if accented(c).is_some() || c.is_alphabetic() => self.word(),
            _ => match vulgar_fraction(c) {
                Some(n) => {
                    self.fraction(n);
                    Ok(())
                }
                None => Err(unexpected(c).at(self.at..self.at + 1)),
            },
        }
    }

    fn after_word(&self) -> bool {
        self.tokens.last().is_some_and(|last| last.at.end == self.at && matches!(last.kind, Kind::Word(_)))
    }

    /// Whether a comment of a program begins here, behind a formula and a space.
    fn is_comment(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|i| self.chars.get(i));
        !self.tokens.is_empty() && before.is_some_and(|c| c.is_whitespace())
    }

    /// `½`, and `2½` with the whole number before it.
    fn fraction(&mut self, n: Number) {
        let (end, chars) = (self.at, &self.chars);
        let whole = self.tokens.last_mut().filter(|last| {
            let typed = chars.get(last.at.clone()).unwrap_or_default();
            last.at.end == end && !typed.is_empty() && typed.iter().all(char::is_ascii_digit)
        });
        match whole {
            Some(Token { kind: Kind::Number(whole), at, .. }) => {
                *whole = &*whole + &n;
                self.at += 1;
                at.end = self.at;
            }
            _ => self.sign(Kind::Number(n), 1),
        }
    }

    fn not_read(&self, length: usize, because: &'static str) -> Lexed {
        let at = self.at..self.at + length;
        Err(ParseErrorKind::not_read(self.text(at.clone()), because).at(at))
    }

    /// A point that begins a number, ends the text as a sentence, or parts a value from what is done with it.
    fn point(&mut self) -> Lexed {
        let after_value = self.after_value();
        match self.peek(1) {
            Some('0'..='9') => self.number(),
            // MATLAB's `.^`, `.*` and `./`, element by element.
            Some('^' | '*' | '/') if after_value => {
                self.at += 1;
                Ok(())
            }
            Some(c) if after_value && c.is_ascii_alphabetic() => {
                self.sign(Kind::Dot, 1);
                Ok(())
            }
            _ if !self.tokens.is_empty() && self.is_last() => {
                self.at = self.end;
                Ok(())
            }
            _ => Err(ParseErrorKind::Unexpected("this point".into()).at(self.at..self.at + 1)),
        }
    }

    /// Whether nothing is to be seen behind the next character, or only LaTeX's end of a line.
    fn is_last(&self) -> bool {
        let rest = self.chars.get(self.at + 1..self.end).unwrap_or_default();
        let mut seen = rest.iter().filter(|c| !c.is_whitespace() && !is_invisible(**c));
        matches!((seen.next(), seen.next(), seen.next()), (None, ..) | (Some('\\'), Some('\\'), None))
    }

    /// A comma; one between two digits is meant as part of a number, except between arguments, and one at the end ends a
    /// part of a sentence.
    fn comma(&mut self) -> Lexed {
        let between_arguments = self.brackets > 0 || self.cases > 0;
        if !between_arguments && !self.tokens.is_empty() && self.is_last() {
            self.at = self.end;
            return Ok(());
        }
        let number = self.tokens.last().filter(|last| last.at.end == self.at && matches!(last.kind, Kind::Number(_)));
        let rest = self.chars.get(self.at + 1..self.end).unwrap_or_default();
        let after: String = rest.iter().take_while(|c| c.is_ascii_digit() || **c == ',').take(30).collect();
        match number {
            Some(number)
                if !between_arguments
                    && after.starts_with(|c: char| c.is_ascii_digit())
                    && let Some(before) = whole_number(&self.text(number.at.clone())) =>
            {
                let in_groups = before.len() < number.at.len();
                let groups: Vec<&str> = after.trim_end_matches(',').split(',').collect();
                let joined = format!("{before}{}", groups.concat());
                let suggestion = match groups.as_slice() {
                    [digits] if in_groups || digits.len() != 3 => format!("{before}.{digits}"),
                    [digits] => format!("{joined} or {before}.{digits}"),
                    _ => joined,
                };
                Err(ParseErrorKind::DecimalComma(suggestion).at(self.at..self.at + 1))
            }
            _ => {
                self.sign(Kind::Comma, 1);
                Ok(())
            }
        }
    }

    /// `x²ʸ` is `x^(2y)`; `³√x` is a root.
    fn raised(&mut self) -> Lexed {
        let (from, is_exponent) = (self.at, self.after_value());
        let mut to = from + self.replace(raised);
        // `x¹⁄²`
        if is_exponent
            && self.chars.get(to) == Some(&'⁄')
            && self.chars.get(to + 1).is_some_and(|c| raised(*c).is_some())
        {
            self.at = to + 1;
            to = self.at + self.replace(raised);
            self.at = from;
        }
        if self.chars.get(to) == Some(&'√') && !is_exponent {
            self.push(Kind::RootOfOrder, from..to + 1);
            self.bracketed('[', to)?;
            self.at = to + 1;
            return Ok(());
        }
        self.push(Kind::Raised, from..to);
        self.in_exponent = true;
        let done = self.bracketed('(', to);
        self.in_exponent = false;
        done
    }

    /// `log₂` is `log_2`. What is lowered below a variable is taken with its name.
    fn lowered(&mut self) -> Lexed {
        let from = self.at;
        let to = from + self.replace(lowered);
        self.push(Kind::Lowered, from..to);
        self.bracketed('(', to)
    }

    /// Puts the plain characters in place of special ones, as far as they follow each other.
    fn replace(&mut self, plain: fn(char) -> Option<char>) -> usize {
        let mut length = 0;
        for c in self.chars.iter_mut().take(self.end).skip(self.at) {
            let Some(p) = plain(*c) else { break };
            *c = p;
            length += 1;
        }
        length
    }

    /// The tokens up to there, in brackets of no width.
    fn bracketed(&mut self, open: char, to: usize) -> Lexed {
        let outer_end = std::mem::replace(&mut self.end, to);
        self.push(Kind::Open(open), self.at..self.at);
        while let Some(c) = self.peek(0) {
            self.next(c)?;
        }
        self.push(Kind::Close(if open == '[' { ']' } else { ')' }), to..to);
        self.end = outer_end;
        Ok(())
    }
}

/// The digits before a comma, without the points that part them in groups of three: `1.000` of `1.000,5` is 1000. Nothing for
/// a number that is no whole one.
fn whole_number(typed: &str) -> Option<String> {
    let (first, groups) = typed.split_once('.').map_or((typed, ""), |(first, groups)| (first, groups));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let whole = digits(first) && digits(groups) && matches!(groups.len(), 0 | 3) && !typed.ends_with('.');
    whole.then(|| format!("{first}{groups}"))
}
