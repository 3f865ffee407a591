//! Text into tokens: the many ways in which people and programs write the same sign become one.

use std::ops::Range;

use super::{
    ParseError, ParseErrorKind,
    names::{MODULES, Name, split, word},
};
use crate::symbolic::{Function, Number};

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
    Plus,
    Minus,
    Times,
    Over,
    Caret,
    Root,
    Bar,
    Comma,
    /// `(`, `[` or `{`
    Open(char),
    /// `)`, `]` or `}`
    Close(char),
    /// `\frac`, which takes two braced arguments.
    Fraction,
    End,
}

/// The longest number that is read, in characters.
const MAX_DIGITS: usize = 1000;

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, ParseError> {
    let mut lexer = Lexer { chars: text.chars().map(plain).collect(), at: 0, tokens: Vec::new() };
    while let Some(c) = lexer.peek(0) {
        lexer.next(c)?;
    }
    let end = lexer.chars.len();
    lexer.tokens.push(Token { kind: Kind::End, at: end..end, glued: false });
    Ok(lexer.tokens)
}

/// The plain character for the look-alikes that keyboards, word processors and slides put in its place.
fn plain(c: char) -> char {
    match c {
        // Full-width forms stand at a fixed distance from ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '−' | '–' | '—' | '‐' | '‑' | '⁻' | '﹣' => '-',
        '⁺' | '﹢' => '+',
        // Not `*`: two dots are no power.
        '×' | '•' | '∗' | '⋅' | '∙' | '✕' => '·',
        '÷' | '∕' | '⁄' => '/',
        '∣' | '❘' => '|',
        'ℯ' => 'e',
        '𝑥' => 'x',
        _ => c,
    }
}

fn superscript(c: char) -> Option<char> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c).and_then(|i| char::from_digit(i as u32, 10))
}

fn vulgar_fraction(c: char) -> Option<(i64, i64)> {
    const SIGNS: [(char, i64, i64); 7] =
        [('½', 1, 2), ('¼', 1, 4), ('¾', 3, 4), ('⅓', 1, 3), ('⅔', 2, 3), ('⅛', 1, 8), ('⅕', 1, 5)];
    SIGNS.iter().find(|(sign, ..)| *sign == c).map(|&(_, p, q)| (p, q))
}

/// Characters that show nothing: joiners, direction marks, the byte order mark, LaTeX's invisible function sign.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '$')
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    tokens: Vec<Token>,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn push(&mut self, kind: Kind, from: usize) {
        let glued = self.tokens.last().is_some_and(|last| last.at.end == from);
        self.tokens.push(Token { kind, at: from..self.at, glued });
    }

    fn sign(&mut self, kind: Kind, length: usize) {
        let from = self.at;
        self.at += length;
        self.push(kind, from);
    }

    fn next(&mut self, c: char) -> Result<(), ParseError> {
        match c {
            _ if c.is_whitespace() || is_invisible(c) => self.at += 1,
            '0'..='9' | '.' => self.number()?,
            '+' => self.sign(Kind::Plus, 1),
            '-' => self.sign(Kind::Minus, 1),
            '*' if self.peek(1) == Some('*') => self.sign(Kind::Caret, 2),
            '*' | '·' => self.sign(Kind::Times, 1),
            '/' => self.sign(Kind::Over, 1),
            '^' => self.sign(Kind::Caret, 1),
            '√' => self.sign(Kind::Root, 1),
            '|' => self.sign(Kind::Bar, 1),
            ',' => self.sign(Kind::Comma, 1),
            '(' | '[' | '{' => self.sign(Kind::Open(c), 1),
            ')' | ']' | '}' => self.sign(Kind::Close(c), 1),
            '\\' => self.command()?,
            '=' | '<' | '>' | '≤' | '≥' | '≠' | '≈' => {
                return Err(ParseErrorKind::Relation(c.to_string()).at(self.at..self.at + 1));
            }
            _ if superscript(c).is_some() => self.superscripts(),
            _ if vulgar_fraction(c).is_some() => {
                let (p, q) = vulgar_fraction(c).unwrap_or((1, 1));
                self.sign(Kind::Number(Number::ratio(p, q).unwrap_or(Number::ONE)), 1);
            }
            'π' => self.word()?,
            _ if c.is_alphabetic() && (c.is_ascii() || word(&c.to_string()).is_some() || c == 'σ') => self.word()?,
            _ => {
                let shown = if c.is_control() { "this character".to_owned() } else { c.to_string() };
                return Err(ParseErrorKind::Unexpected(shown).at(self.at..self.at + 1));
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), ParseError> {
        let from = self.at;
        let digits = |lexer: &mut Self| {
            let start = lexer.at;
            while lexer.peek(0).is_some_and(|c| c.is_ascii_digit()) {
                lexer.at += 1;
            }
            lexer.at - start
        };
        let mut count = digits(self);
        if self.peek(0) == Some('.') {
            self.at += 1;
            count += digits(self);
        }
        if count == 0 || self.peek(0) == Some('.') {
            return Err(ParseErrorKind::Unexpected("this point".into()).at(self.at - 1..self.at));
        }
        // An exponent only where digits follow: `2e+x` is 2·e + x.
        if matches!(self.peek(0), Some('e' | 'E')) {
            let sign = usize::from(matches!(self.peek(1), Some('+' | '-')));
            if self.peek(1 + sign).is_some_and(|c| c.is_ascii_digit()) {
                self.at += 1 + sign;
                digits(self);
            }
        }
        let text: String = self.chars[from..self.at].iter().collect();
        let value = (text.len() <= MAX_DIGITS).then(|| Number::from_decimal(&text)).flatten();
        let value = value.ok_or_else(|| ParseErrorKind::NumberTooLong.at(from..self.at))?;
        self.push(Kind::Number(value), from);
        Ok(())
    }

    /// `x²` is `x^2`; a minus in front of raised digits is raised too.
    fn superscripts(&mut self) {
        let from = self.at;
        let mut digits = String::new();
        while let Some(digit) = self.peek(0).and_then(superscript).filter(|_| digits.len() < 18) {
            digits.push(digit);
            self.at += 1;
        }
        // A minus before raised digits can only be a raised one, which `plain` has brought down.
        let minus = self.tokens.pop_if(|last| last.kind == Kind::Minus && last.at.end == from);
        self.push(Kind::Caret, from);
        if let Some(minus) = minus {
            self.tokens.push(minus);
        }
        self.push(Kind::Number(Number::from(digits.parse::<i64>().unwrap_or(0))), from);
    }

    fn letters(&mut self) -> String {
        let from = self.at;
        while self.peek(0).is_some_and(|c| c.is_ascii_alphabetic()) {
            self.at += 1;
        }
        if from == self.at {
            self.at += 1;
        }
        self.chars[from..self.at].iter().collect()
    }

    fn word(&mut self) -> Result<(), ParseError> {
        let from = self.at;
        let run = self.letters();
        // `np.exp`: the module says nothing about the function.
        if self.peek(0) == Some('.')
            && self.peek(1).is_some_and(|c| c.is_ascii_alphabetic())
            && MODULES.contains(&run.as_str())
        {
            self.at += 1;
            return Ok(());
        }
        self.names(&run, from)
    }

    /// The names in a run of letters, the last of which may have an index or digits.
    fn names(&mut self, run: &str, from: usize) -> Result<(), ParseError> {
        let called = matches!(self.peek(0), Some('(' | '['));
        if run.len() == 2 && run.starts_with('d') && self.follows_d_over() {
            return Err(ParseErrorKind::DerivativeSign.at(from.saturating_sub(2)..self.at));
        }
        let mut names = split(run, from, called)?;
        let Some((last, at)) = names.pop() else { return Ok(()) };
        for (name, at) in names {
            let glued = self.tokens.last().is_some_and(|before| before.at.end == at.start);
            self.tokens.push(Token { kind: Kind::Name(name), at, glued });
        }
        let last = self.with_index(last)?;
        let last =
            if called && last == Name::Variable("sigma".into()) { Name::Function(Function::Sigmoid) } else { last };
        self.push(Kind::Name(last), at.start);
        Ok(())
    }

    /// Whether `d/` has just been read.
    fn follows_d_over(&self) -> bool {
        let mut last = self.tokens.iter().rev().map(|t| &t.kind);
        last.next() == Some(&Kind::Over) && matches!(last.next(), Some(Kind::Name(Name::Variable(d))) if d == "d")
    }

    /// `w_1`, `w_{12}`, `w1`, `log2`, `log_{10}`.
    fn with_index(&mut self, name: Name) -> Result<Name, ParseError> {
        let from = self.at;
        let underscore = self.peek(0) == Some('_');
        let braced = underscore && self.peek(1) == Some('{');
        self.at += usize::from(underscore) + usize::from(braced);
        let start = self.at;
        let letters_too = underscore && (braced || !self.peek(0).is_some_and(|c| c.is_ascii_digit()));
        while self.peek(0).is_some_and(|c| c.is_ascii_digit() || (letters_too && c.is_ascii_alphabetic())) {
            self.at += 1;
        }
        let index: String = self.chars[start..self.at].iter().collect();
        if braced {
            if self.peek(0) != Some('}') || index.is_empty() {
                return Err(
                    ParseErrorKind::Unexpected("this index".into()).at(from..(self.at + 1).min(self.chars.len()))
                );
            }
            self.at += 1;
        }
        match name {
            _ if index.is_empty() && !underscore => Ok(name),
            _ if index.is_empty() || index.len() > 30 => Err(ParseErrorKind::Unexpected("_".into()).at(from..from + 1)),
            Name::Variable(letter) if underscore => Ok(Name::Variable(format!("{letter}_{index}"))),
            Name::Variable(letter) => Ok(Name::Variable(letter + &index)),
            Name::Function(Function::Ln) if index == "2" => Ok(Name::Function(Function::Log2)),
            Name::Function(Function::Ln) if index == "10" => Ok(Name::Function(Function::Log10)),
            Name::Function(Function::Ln) if underscore => Ok(Name::LogBase(index)),
            _ if underscore => Err(ParseErrorKind::Unexpected("_".into()).at(from..from + 1)),
            // `sin2x`: the digits belong to the argument.
            _ => {
                self.at = from;
                Ok(name)
            }
        }
    }

    /// LaTeX: `\frac`, `\cdot`, `\sin`, `\left(`, `\operatorname{…}`.
    fn command(&mut self) -> Result<(), ParseError> {
        let from = self.at;
        self.at += 1;
        let name: String = match self.peek(0) {
            Some(c) if c.is_ascii_alphabetic() => self.letters(),
            Some(c) => {
                self.at += 1;
                c.to_string()
            }
            None => String::new(),
        };
        match name.as_str() {
            "," | ";" | "!" | ":" | " " | "quad" | "qquad" | "left" | "right" | "displaystyle" | "big" | "Big"
            | "limits" => {}
            "cdot" | "times" | "ast" => self.push(Kind::Times, from),
            "div" => self.push(Kind::Over, from),
            "frac" | "dfrac" | "tfrac" | "cfrac" => self.push(Kind::Fraction, from),
            "sqrt" => self.push(Kind::Root, from),
            "lvert" | "rvert" | "vert" | "mid" => self.push(Kind::Bar, from),
            "{" | "lbrace" => self.push(Kind::Open('{'), from),
            "}" | "rbrace" => self.push(Kind::Close('}'), from),
            "operatorname" | "mathrm" | "text" | "mathit" | "mathbf" | "textrm" | "mathop" => {
                self.upright_word(from)?;
            }
            _ if word(&name).is_some() || name == "sigma" => self.names(&name, from)?,
            _ => {
                let shown = format!("\\{name}");
                return Err(ParseErrorKind::UnknownName { name: shown, hint: None }.at(from..self.at));
            }
        }
        Ok(())
    }

    /// `\operatorname{name}`
    fn upright_word(&mut self, from: usize) -> Result<(), ParseError> {
        let bad = |at: usize| ParseErrorKind::Unexpected("this command".into()).at(from..at);
        if self.peek(0) != Some('{') {
            return Err(bad(self.at));
        }
        self.at += 1;
        let start = self.at;
        while self.peek(0).is_some_and(|c| c.is_ascii_alphanumeric()) {
            self.at += 1;
        }
        let run: String = self.chars[start..self.at].iter().collect();
        if self.peek(0) != Some('}') || run.is_empty() {
            return Err(bad(self.at));
        }
        self.at += 1;
        self.names(&run, from)
    }
}
