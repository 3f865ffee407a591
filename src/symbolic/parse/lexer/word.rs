//! Words: letters, what is glued to them, and the index of a variable.

use std::ops::Range;

use super::{Kind, Lexed, Lexer, accented, combining_accent, is_invisible, lowered};
use crate::symbolic::{
    Constant, Function,
    parse::{
        Failure, ParseErrorKind,
        names::{Name, name, refused, split, word},
        spelling::{nearest, shortened},
    },
};

/// Prefixes under which programs keep their functions: `np.exp`, `torch.nn.functional.relu`.
const MODULES: [&str; 25] = [
    "np",
    "numpy",
    "math",
    "Math",
    "torch",
    "jnp",
    "jax",
    "sp",
    "sympy",
    "tf",
    "F",
    "nn",
    "scipy",
    "cmath",
    "functional",
    "special",
    "activations",
    "keras",
    "lax",
    "jnn",
    "mp",
    "mpmath",
    "K",
    "onp",
    "tnp",
];

/// Units that are no likely product of variables.
const UNITS: [&str; 14] =
    ["kg", "cm", "mm", "km", "ms", "Hz", "kHz", "mol", "deg", "rad", "mph", "min", "sec", "degrees"];

/// The longest name with digits and underscores, in characters.
const LONGEST_NAME: usize = 40;

/// The longest name of a variable with its indices, in characters.
const LONGEST_VARIABLE: usize = 40;

impl Lexer {
    pub(super) fn word(&mut self) -> Lexed {
        let from = self.at;
        let Some(first) = self.peek(0) else { return Ok(()) };
        if !first.is_ascii() {
            return self.foreign_letter(first);
        }
        let identifier = self.identifier();
        if self.brackets > 0 && !identifier.is_empty() && self.assigns(identifier.len()) {
            self.at += identifier.len();
            self.push(Kind::Keyword(identifier), from..self.at);
            return Ok(());
        }
        self.take_while(|c| c.is_ascii_alphabetic());
        let run = self.text(from..self.at);
        if self.is_module(&run) {
            return Ok(());
        }
        // `log1p`, `relu6`, `leaky_relu`: digits and underscores may be part of a name.
        if identifier.len() > run.len() {
            let at = from..from + identifier.len();
            let known = name(&identifier);
            if let Some(known) = known {
                self.at = at.end;
                self.push(Kind::Name(known), at);
                return Ok(());
            }
            if let Some(error) = refused(&identifier, at.clone(), true) {
                return Err(error);
            }
            Self::refuse_identifier(&run, &identifier, at)?;
        }
        if let Some(word) = word(&run) {
            self.push(Kind::Word(word), from..self.at);
            return Ok(());
        }
        self.refuse_unit(&run, from)?;
        self.names(&run, from, true)
    }

    /// The letters, digits and underscores from here on, if they are no more than a name may have.
    fn identifier(&self) -> String {
        let rest = self.chars.get(self.at..self.end).unwrap_or_default();
        let part = |c: &&char| c.is_ascii_alphabetic() || (!self.in_exponent && (c.is_ascii_digit() || **c == '_'));
        let found: String = rest.iter().take_while(part).take(LONGEST_NAME + 1).collect();
        if found.len() > LONGEST_NAME { String::new() } else { found }
    }

    /// Whether a single `=` follows a word of that length: `min=0`.
    fn assigns(&self, length: usize) -> bool {
        let mut ahead = length;
        while self.peek(ahead) == Some(' ') {
            ahead += 1;
        }
        self.peek(ahead) == Some('=') && !matches!(self.peek(ahead + 1), Some('=' | '<' | '>'))
    }

    /// `np.exp`: the module says nothing about the function. Takes the point, and `Math.E` whole.
    fn is_module(&mut self, run: &str) -> bool {
        let is = self.peek(0) == Some('.')
            && self.peek(1).is_some_and(|c| c.is_ascii_alphabetic())
            && MODULES.contains(&run);
        if is {
            self.at += 1;
            if self.peek(0) == Some('E') && !self.peek(1).is_some_and(|c| c.is_ascii_alphanumeric()) {
                let from = self.at;
                self.at += 1;
                self.push(Kind::Name(Name::Constant(Constant::E)), from..self.at);
            }
        }
        is
    }

    /// Names in the manner of programs, `my_rate`, are not cut into letters.
    fn refuse_identifier(run: &str, identifier: &str, at: Range<usize>) -> Lexed {
        let index = identifier.get(run.len()..).unwrap_or_default();
        let letters =
            index.strip_prefix('_').is_some_and(|index| index.chars().take(2).all(|c| c.is_ascii_alphabetic()));
        if run.len() > 1 && letters && index.len() > 2 && name(run).is_none() {
            let kind = ParseErrorKind::UnknownName { name: shortened(identifier), hint: nearest(identifier) };
            return Err(kind.at(at));
        }
        Ok(())
    }

    /// `5 kg`
    fn refuse_unit(&self, run: &str, from: usize) -> Lexed {
        let after_number =
            self.tokens.last().is_some_and(|last| matches!(last.kind, Kind::Number(_)) && last.at.end < from);
        let alone = !matches!(self.peek(0), Some('(' | '[' | '{' | '^' | '_'));
        if after_number && alone && UNITS.contains(&run) && !self.is_before_operand() {
            return Err(ParseErrorKind::Unit(run.to_owned()).at(from..self.at));
        }
        Ok(())
    }

    /// Whether a letter, digit or bracket comes next, so that a name here may be a function: `2 sec x`.
    fn is_before_operand(&self) -> bool {
        let rest = self.chars.get(self.at..self.end).unwrap_or_default();
        rest.iter()
            .find(|c| !c.is_whitespace())
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '[' | '|' | '\\'))
    }

    /// A letter beyond the Latin ones: Greek, or one with a hat.
    fn foreign_letter(&mut self, letter: char) -> Lexed {
        let from = self.at;
        self.at += 1;
        let known = match accented(letter) {
            Some((letter, accent)) => Some(Name::Variable(format!("{letter}_{accent}"))),
            None => name(&letter.to_string()).or_else(|| (letter == 'σ').then(|| Name::Variable("sigma".into()))),
        };
        let Some(known) = known else {
            return Err(super::unexpected(letter).at(from..self.at));
        };
        self.finish(known, from, true)
    }

    /// The names in a run of letters that has just been taken, the last of which may have an index. Digits belong to the
    /// name of a function, as in `log2`, unless it is a command.
    pub(super) fn names(&mut self, run: &str, from: usize, digits: bool) -> Lexed {
        // `dx` alone is the end of an integral or the foot of a derivative, and no product.
        let ends = matches!(self.peek(0), None | Some(' ' | '/' | ')' | '}' | ']' | '(' | '[' | '^'));
        if run.len() == 2 && run.starts_with('d') && ends {
            return Err(ParseErrorKind::DerivativeSign.at(from..self.at));
        }
        let called = matches!(self.peek(0), Some('(' | '['));
        let mut names = split(run, from, called)?;
        let Some((last, at)) = names.pop() else { return Ok(()) };
        for (name, at) in names {
            self.push(Kind::Name(name), at);
        }
        self.finish(last, at.start, digits)
    }

    /// A name with what may be glued to it: an index below a variable, digits behind `log`.
    pub(super) fn finish(&mut self, name: Name, from: usize, digits: bool) -> Lexed {
        let name = match name {
            Name::Variable(stem) => {
                let indexed = self.with_index(stem, true)?;
                self.refuse_decimals(from)?;
                Name::Variable(indexed)
            }
            Name::Constant(c) => {
                let stem = if c == Constant::E { "e" } else { "pi" };
                let indexed = self.with_index(stem.to_owned(), c == Constant::E)?;
                if indexed == stem { Name::Constant(c) } else { Name::Variable(indexed) }
            }
            Name::Function(f) if digits => self.with_digits(f, from)?,
            other => other,
        };
        self.push(Kind::Name(name), from..self.at);
        Ok(())
    }

    /// `x3.5`: an index is a whole number.
    fn refuse_decimals(&mut self, from: usize) -> Lexed {
        let typed = self.text(from..self.at);
        let letter = typed.trim_end_matches(|c: char| c.is_ascii_digit());
        let decimals = self.peek(0) == Some('.') && self.peek(1).is_some_and(|c| c.is_ascii_digit());
        if letter.len() == typed.len() || !decimals {
            return Ok(());
        }
        let index = self.at;
        self.at += 1;
        self.take_while(|c| c.is_ascii_digit());
        let (decimals, number) = (self.text(index..self.at), self.text(from + letter.chars().count()..self.at));
        let letter = letter.trim_end_matches('_');
        let hint =
            format!("{} or {}", shortened(&format!("{letter}*{number}")), shortened(&format!("{typed}*0{decimals}")));
        let kind = ParseErrorKind::UnknownName { name: shortened(&self.text(from..self.at)), hint: Some(hint) };
        Err(kind.at(from..self.at))
    }

    /// `log2x` is `log2(x)`, `sin2x` is `sin(2x)`, and `sin2(x)` is a function that is not known.
    fn with_digits(&mut self, f: Function, from: usize) -> Result<Name, Failure> {
        let spelled = self.text(from..self.at);
        let digits: String =
            self.chars.get(self.at..self.end).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).collect();
        if spelled.eq_ignore_ascii_case("log")
            && let Some(f) = Function::named(&format!("log{digits}")).filter(|_| !digits.is_empty())
        {
            self.at += digits.len();
            return Ok(Name::Function(f));
        }
        if !digits.is_empty() && self.is_longer_name(digits.len()) {
            self.at += self.identifier().len();
            let hint = (digits == "2").then(|| format!("{spelled}^2"));
            let kind = ParseErrorKind::UnknownName { name: shortened(&self.text(from..self.at)), hint };
            return Err(kind.at(from..self.at));
        }
        Ok(Name::Function(f))
    }

    /// Whether digits behind a function's name are part of it: a bracket follows them, or letters that spell no function
    /// and a bracket.
    fn is_longer_name(&self, digits: usize) -> bool {
        let rest = self.chars.get(self.at + digits..self.end).unwrap_or_default();
        let letters: String = rest.iter().take_while(|c| c.is_ascii_alphabetic()).take(12).collect();
        let known = matches!(name(&letters), Some(Name::Function(_) | Name::Constant(_)));
        rest.get(letters.len()) == Some(&'(') && !known
    }

    /// The variable with its accents and indices: `w_1`, `w_{12}`, `w₁`, `w1`, `x_i`, `x_{n+1}`, `ŷ`.
    pub(super) fn with_index(&mut self, stem: String, digits: bool) -> Result<String, Failure> {
        let (mut name, mut digits) = (stem, digits);
        loop {
            let index = match self.peek(0) {
                Some('_') => self.index_after_underscore()?,
                Some(c) if lowered(c).is_some() => {
                    let from = self.at;
                    let length = self.replace(lowered);
                    self.at += length;
                    self.text(from..self.at).chars().map(variable_name).collect()
                }
                Some(c) if combining_accent(c).is_some() => {
                    self.at += 1;
                    combining_accent(c).unwrap_or_default().to_owned()
                }
                Some('0'..='9') if digits && !self.in_exponent => {
                    let from = self.at;
                    self.take_while(|c| c.is_ascii_digit());
                    self.text(from..self.at)
                }
                _ => return Ok(name),
            };
            name = indexed(&name, &index).ok_or_else(|| {
                ParseErrorKind::Unexpected("this index".into()).at(self.at.saturating_sub(1)..self.at)
            })?;
            digits = false;
        }
    }

    fn index_after_underscore(&mut self) -> Result<String, Failure> {
        let from = self.at;
        self.at += 1;
        let mut index = String::new();
        match self.peek(0) {
            Some('0'..='9') => {
                self.take_while(|c| c.is_ascii_digit());
                index = self.text(from + 1..self.at);
            }
            Some(c) if c.is_ascii_alphabetic() => {
                self.take_while(|c| c.is_ascii_alphanumeric() || c == '_');
                let run = self.text(from + 1..self.at);
                run.trim_end_matches('_').clone_into(&mut index);
                // `w_hat_{n+1}`: the index in braces is one more.
                if run.ends_with('_') && matches!(self.peek(0), Some('{' | '\\')) {
                    self.at -= 1;
                }
            }
            Some('{' | '\\') => self.braced_index(&mut index)?,
            Some(c) if name(&c.to_string()).is_some() => {
                self.at += 1;
                index = variable_name(c);
            }
            _ => {}
        }
        if !index.chars().any(char::is_alphanumeric) {
            return Err(ParseErrorKind::Unexpected("_".into()).at(from..from + 1));
        }
        Ok(index)
    }

    /// `{n+1}`, `{\text{max}}`, `\theta`: what stands in braces, without the commands that only say how it looks.
    fn braced_index(&mut self, index: &mut String) -> Lexed {
        let from = self.at;
        let mut depth = 0usize;
        while let Some(c) = self.peek(0) {
            self.at += 1;
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                '\\' => {
                    let start = self.at;
                    self.take_while(|c| c.is_ascii_alphabetic());
                    let command = self.text(start..self.at);
                    if !super::command::is_typeface(&command) {
                        index.push_str(&command);
                    }
                }
                '+' | '-' | ',' | '_' => index.push(c),
                _ if c.is_ascii_alphanumeric() => index.push(c),
                _ if c.is_whitespace() || is_invisible(c) => {}
                _ if name(&c.to_string()).is_some() => index.push_str(&variable_name(c)),
                _ => break,
            }
            if depth == 0 && !(c == '\\' && self.peek(0) == Some('{')) {
                return Ok(());
            }
        }
        Err(ParseErrorKind::Unexpected("this index".into()).at(from..self.at))
    }
}

/// The name of a Greek letter, for an index.
fn variable_name(c: char) -> String {
    match name(&c.to_string()) {
        Some(Name::Variable(name)) => name,
        Some(Name::Constant(Constant::Pi)) => "pi".to_owned(),
        _ => c.to_string(),
    }
}

/// The name of a variable with one more index, if that is one and the name is not too long. A number is written behind the
/// letter, so that `w_1`, `w₁` and `w1` are one variable; braces stand where the name would not read back without them.
pub(in crate::symbolic::parse) fn indexed(name: &str, index: &str) -> Option<String> {
    let number = index.chars().all(|c| c.is_ascii_digit());
    let plain = index.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    // `pi1` is π·1.
    let indexed = if number && name != "pi" && !name.contains('_') && !name.ends_with(|c: char| c.is_ascii_digit()) {
        format!("{name}{index}")
    } else if number || (plain && index.starts_with(|c: char| c.is_ascii_alphabetic()) && !index.ends_with('_')) {
        format!("{name}_{index}")
    } else {
        format!("{name}_{{{index}}}")
    };
    let is_index = index.chars().any(char::is_alphanumeric);
    (is_index && indexed.chars().count() <= LONGEST_VARIABLE).then_some(indexed)
}
