//! Text into tokens: the many ways in which people and programs write the same sign become one.

use std::ops::Range;

use super::{
    ParseError, ParseErrorKind,
    names::{MODULES, Name, split, word},
};
use crate::symbolic::{Constant, Function, Number};

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
        'µ' => 'μ',
        'ℯ' => 'e',
        '𝑥' => 'x',
        _ => c,
    }
}

/// The digit that a lowered or a usual digit is.
fn index_digit(c: char) -> Option<char> {
    "₀₁₂₃₄₅₆₇₈₉"
        .chars()
        .position(|s| s == c)
        .and_then(|i| char::from_digit(i as u32, 10))
        .or(Some(c).filter(char::is_ascii_digit))
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
        let hexadecimal = self.chars[from..self.at] == ['0'] && matches!(self.peek(0), Some('x' | 'b' | 'o'));
        if hexadecimal && self.peek(1).is_some_and(|c| c.is_ascii_digit()) {
            return Err(ParseErrorKind::Unexpected("0x or 0b".into()).at(from..self.at + 1));
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
            if self.peek(0) == Some('E') && !self.peek(1).is_some_and(|c| c.is_ascii_alphanumeric()) {
                self.sign(Kind::Name(Name::Constant(Constant::E)), 1);
            }
            return Ok(());
        }
        self.names(&run, from)
    }

    /// The names in a run of letters, the last of which may have an index or digits.
    fn names(&mut self, run: &str, from: usize) -> Result<(), ParseError> {
        let called = matches!(self.peek(0), Some('(' | '['));
        // `dx` alone is the end of an integral or the foot of a derivative, and no product.
        if run.len() == 2
            && run.starts_with('d')
            && matches!(self.peek(0), None | Some(' ' | '/' | ')' | '}' | '(' | '['))
        {
            return Err(ParseErrorKind::DerivativeSign.at(from..self.at));
        }
        let mut names = split(run, from, called)?;
        let Some((last, at)) = names.pop() else { return Ok(()) };
        for (name, at) in names {
            let glued = self.tokens.last().is_some_and(|before| before.at.end == at.start);
            self.tokens.push(Token { kind: Kind::Name(name), at, glued });
        }
        let spelled_log = run.ends_with("log");
        let last = self.with_index(last, spelled_log, at.start)?;
        self.push(Kind::Name(last), at.start);
        Ok(())
    }

    /// `w_1`, `w_{12}`, `w1`, `log2`, `log_{10}`.
    fn with_index(&mut self, name: Name, spelled_log: bool, start_of_name: usize) -> Result<Name, ParseError> {
        let from = self.at;
        let underscore = self.peek(0) == Some('_');
        let braced = underscore && self.peek(1) == Some('{');
        self.at += usize::from(underscore) + usize::from(braced);
        let start = self.at;
        let letters_too = underscore && (braced || !self.peek(0).is_some_and(|c| c.is_ascii_digit()));
        while self.peek(0).is_some_and(|c| index_digit(c).is_some() || (letters_too && c.is_ascii_alphabetic())) {
            self.at += 1;
        }
        let index: String = self.chars[start..self.at].iter().map(|&c| index_digit(c).unwrap_or(c)).collect();
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
            Name::Function(Function::Ln) if index == "2" && spelled_log => Ok(Name::Function(Function::Log2)),
            Name::Function(Function::Ln) if index == "10" && spelled_log => Ok(Name::Function(Function::Log10)),
            Name::Function(Function::Ln) if underscore && !matches!(word(&index), Some(Name::Function(_))) => {
                Ok(Name::LogBase(index))
            }
            _ if underscore => Err(ParseErrorKind::Unexpected("_".into()).at(from..from + 1)),
            // `exp2(x)` and `log1p(x)` are functions of other names.
            Name::Function(_) if self.is_a_longer_name() => {
                while self.peek(0).is_some_and(|c| c.is_ascii_alphanumeric()) {
                    self.at += 1;
                }
                let name: String = self.chars[start_of_name..self.at].iter().collect();
                Err(ParseErrorKind::UnknownName { name, hint: None }.at(start_of_name..self.at))
            }
            // `sin2x`: the digits belong to the argument.
            _ => {
                self.at = from;
                Ok(name)
            }
        }
    }

    /// Whether digits behind a function's name are part of it: a bracket follows them, or letters that spell no function
    /// and a bracket.
    fn is_a_longer_name(&self) -> bool {
        let letters: String = self.chars[self.at..].iter().take_while(|c| c.is_ascii_alphabetic()).take(12).collect();
        let next = self.peek(letters.len());
        next == Some('(') && !matches!(word(&letters), Some(Name::Function(_) | Name::Constant(_)))
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
            "," | ";" | "!" | ":" | " " | "quad" | "qquad" | "(" | ")" | "[" | "]" | "bigl" | "bigr" | "Bigl"
            | "Bigr" | "left" | "right" | "displaystyle" | "big" | "Big" | "limits" => {}
            "cdot" | "times" | "ast" => self.push(Kind::Times, from),
            "div" => self.push(Kind::Over, from),
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                self.push(Kind::Fraction, from);
                self.single_digits();
            }
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

    /// `\frac12` is one half: without braces LaTeX takes one digit for each argument.
    fn single_digits(&mut self) {
        for _ in 0..2 {
            while self.peek(0) == Some(' ') {
                self.at += 1;
            }
            let Some(digit) = self.peek(0).and_then(|c| c.to_digit(10)) else { return };
            self.sign(Kind::Number(Number::from(i64::from(digit))), 1);
        }
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
