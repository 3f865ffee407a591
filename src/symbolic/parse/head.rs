//! What may stand before an expression: `f(x) =`, `y =`, `f: x ↦`, `lambda x:`, `d/dx`.

use super::{
    Failure, NoteKind, ParseErrorKind,
    lexer::{Kind, Tokens},
    names::{Name, name},
};
use crate::symbolic::Symbol;

/// What stands before an expression.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Head {
    /// What the text calls the expression: `f` of `f(x) =`.
    pub name: Option<String>,
    /// What it says to differentiate by: x of `d/dx`, and of `f(x) =` where there is one variable.
    pub by: Option<Symbol>,
    /// Whether it is `d/dx`.
    pub is_derivative: bool,
    /// Where the expression begins, in characters.
    pub end: usize,
}

impl Head {
    /// The head of a text; an empty one if the text is an expression alone.
    pub fn new<'t>(text: &'t [char]) -> Self {
        let readings: [for<'s> fn(&'s mut Scan<'t>) -> Option<Head>; 6] =
            [Scan::equals, Scan::lambda, Scan::arrow, Scan::definition, Scan::derivative, Scan::latex_derivative];
        readings
            .into_iter()
            .find_map(|reading| {
                let mut scan = Scan { text, at: 0 };
                let head = reading(&mut scan)?;
                Some(Head { end: scan.at, ..head })
            })
            .unwrap_or_default()
    }

    /// Checks that something follows.
    pub fn check(&self, text: &[char], tokens: &Tokens) -> Result<(), Failure> {
        if self.end == 0 || tokens.len() > 0 {
            return Ok(());
        }
        let typed: String = text.iter().take(self.end).collect();
        Err(ParseErrorKind::MissingAfter(typed.trim().to_owned()).at(0..self.end))
    }

    /// Checks `d/dx` against what follows it: `d/dx (x^2) + 3x` does not say how far it reaches. Where nothing else can be
    /// meant than all that follows, that is noted.
    pub fn reaches(&self, text: &[char], tokens: &Tokens, is_sum: bool) -> Result<Option<NoteKind>, Failure> {
        if !self.is_derivative || !is_sum {
            return Ok(None);
        }
        let first = tokens.get(0);
        let opens = matches!(first.kind, Kind::Open(_));
        if opens && one_bracket_holds_all(tokens) {
            return Ok(None);
        }
        let sign: String = text.iter().take(self.end).collect();
        let sign = sign.trim().to_owned();
        if opens {
            return Err(ParseErrorKind::DerivativeSign.at(0..self.end));
        }
        Ok(Some(NoteKind::DerivativeOfAll(sign)))
    }
}

/// Walks along a text, past spaces.
struct Scan<'a> {
    text: &'a [char],
    at: usize,
}

impl Scan<'_> {
    fn skip_space(&mut self) {
        while self.text.get(self.at).is_some_and(|c| c.is_whitespace() || *c == '$') {
            self.at += 1;
        }
    }

    /// Takes what is written, spaces before it left out.
    fn eat(&mut self, expected: &str) -> Option<()> {
        self.skip_space();
        let length = expected.chars().count();
        let found = self.text.get(self.at..self.at + length)?;
        found.iter().copied().eq(expected.chars()).then(|| self.at += length)
    }

    /// Takes a name: letters and digits, or a LaTeX command, with an index.
    fn name(&mut self) -> Option<String> {
        self.skip_space();
        let from = self.at;
        if self.text.get(self.at) == Some(&'\\') {
            self.at += 1;
        }
        self.text.get(self.at).filter(|c| c.is_alphabetic())?;
        let mut depth = 0usize;
        while let Some(&c) = self.text.get(self.at) {
            match c {
                '{' if self.text.get(self.at.wrapping_sub(1)) == Some(&'_') => depth += 1,
                '}' if depth > 0 => depth -= 1,
                _ if c.is_alphanumeric() || c == '_' || depth > 0 => {}
                _ => break,
            }
            self.at += 1;
        }
        Some(self.text.get(from..self.at)?.iter().collect())
    }

    /// Takes a name that is a variable.
    fn variable(&mut self) -> Option<Symbol> {
        let from = self.at;
        self.name()?;
        let tokens = Tokens::new(self.text.get(..self.at)?, from).ok()?;
        match (&tokens.get(0).kind, tokens.len()) {
            (Kind::Name(Name::Variable(v)), 1) => Some(Symbol::new(v)),
            _ => None,
        }
    }

    /// Takes variables separated by commas.
    fn variables(&mut self) -> Option<Vec<Symbol>> {
        let mut all = vec![self.variable()?];
        while self.eat(",").is_some() {
            all.push(self.variable()?);
        }
        Some(all)
    }

    /// Takes variables in brackets.
    fn bracketed_variables(&mut self) -> Option<Vec<Symbol>> {
        let _ = self.eat(r"\left");
        self.eat("(")?;
        let all = self.variables()?;
        let _ = self.eat(r"\right");
        self.eat(")")?;
        Some(all)
    }

    /// Takes `=` or `:=`, but not `==` or `=>`.
    fn equals_sign(&mut self) -> Option<()> {
        let _ = self.eat(":");
        self.eat("=")?;
        (!matches!(self.text.get(self.at), Some('=' | '<' | '>'))).then_some(())
    }

    /// `=x^2`, as in a spreadsheet.
    fn equals(&mut self) -> Option<Head> {
        self.equals_sign()?;
        Some(Head::default())
    }

    /// `f(x) =`, `y =`
    fn definition(&mut self) -> Option<Head> {
        let called = self
            .name()
            .filter(|called| name(called.trim_start_matches('\\')).is_none_or(|n| matches!(n, Name::Variable(_))))?;
        let after_name = self.at;
        let variables = self.bracketed_variables();
        if variables.is_none() {
            self.at = after_name;
        }
        self.equals_sign()?;
        Some(Head::named(Some(called), variables.as_deref().unwrap_or_default()))
    }

    /// `x ↦`, `f: x ↦`, `f: (x, y) ->`
    fn arrow(&mut self) -> Option<Head> {
        let start = self.at;
        let called = self.name().filter(|_| self.eat(":").is_some() || self.eat(r"\colon").is_some());
        if called.is_none() {
            self.at = start;
        }
        let before = self.at;
        let variables = match self.bracketed_variables() {
            Some(all) => all,
            None => {
                self.at = before;
                vec![self.variable()?]
            }
        };
        ["↦", "→", "⟼", "⟶", "->", "=>", r"\mapsto", r"\to"].iter().find_map(|arrow| self.eat(arrow))?;
        Some(Head::named(called, &variables))
    }

    /// `lambda x:`, `f = lambda x, y:`
    fn lambda(&mut self) -> Option<Head> {
        let start = self.at;
        let called = self.name().filter(|_| self.equals_sign().is_some());
        if called.is_none() {
            self.at = start;
        }
        self.eat("lambda").filter(|()| self.text.get(self.at).is_some_and(|c| c.is_whitespace()))?;
        let variables = self.variables()?;
        self.eat(":")?;
        Some(Head::named(called, &variables))
    }

    /// `d/dx`, `∂/∂x`
    fn derivative(&mut self) -> Option<Head> {
        let d = if self.eat("d").is_some() { "d" } else { self.eat("∂").map(|()| "∂")? };
        self.eat("/")?;
        self.eat(d)?;
        Some(Head { by: Some(self.by()?), is_derivative: true, ..Head::default() })
    }

    /// `\frac{d}{dx}`, `\frac{\partial}{\partial x}`
    fn latex_derivative(&mut self) -> Option<Head> {
        [r"\frac", r"\dfrac", r"\tfrac"].iter().find_map(|command| self.eat(command))?;
        let d = |scan: &mut Self| [r"\mathrm{d}", r"\partial", "d", "∂"].iter().find_map(|d| scan.eat(d));
        self.eat("{")?;
        d(self)?;
        self.eat("}")?;
        self.eat("{")?;
        d(self)?;
        let by = self.by()?;
        self.eat("}")?;
        Some(Head { by: Some(by), is_derivative: true, ..Head::default() })
    }

    /// The variable behind the d. A word glued to it may be a function: `d/dxsin(x)` is not read.
    fn by(&mut self) -> Option<Symbol> {
        self.variable()
    }
}

impl Head {
    fn named(called: Option<String>, variables: &[Symbol]) -> Self {
        let by = if let [x] = variables { Some(x.clone()) } else { None };
        Self { name: called.map(|name| name.trim_start_matches('\\').to_owned()), by, ..Self::default() }
    }
}

/// Whether the bracket with which the tokens begin is closed by the last of them.
fn one_bracket_holds_all(tokens: &Tokens) -> bool {
    let mut depth = 0usize;
    for (i, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return i + 1 == tokens.len();
        }
    }
    false
}
