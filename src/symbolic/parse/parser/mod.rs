//! Tokens into an expression, by recursive descent along the grammar in the module's description.

mod application;
mod brackets;
mod cases;
mod condition;
mod pieces;
mod remarks;
mod term;

use std::ops::Range;

use super::{
    Failure, MAX_LENGTH, MAX_NESTING, Note, NoteKind, ParseErrorKind,
    composed::raise,
    lexer::{Kind, Relation, Token, Tokens},
    names::{Name, Word},
    spelling::shortened,
};
use crate::symbolic::{Constant, Expr, Function, MAX_DEPTH};

type Parsed<T = Expr> = Result<T, Failure>;

/// The most parts that an expression may have when every function in it is written in terms of simpler ones.
const MAX_SIZE: u64 = 4 * MAX_LENGTH as u64;

pub(super) struct Parser<'t> {
    text: &'t [char],
    tokens: &'t Tokens,
    at: usize,
    nesting: usize,
    /// How many `|` are open in the brackets that are open now.
    bars: usize,
    /// Whether what is read is the argument of a function without brackets.
    bare: bool,
    /// Whether there is a `?`, so that an inequality may begin `x > 0 ? x : 0`.
    questions: bool,
    notes: Vec<Note>,
}

/// Refuses an expression that is too long when written out.
fn check_size(e: &Expr, at: Range<usize>) -> Parsed<()> {
    if e.size() > MAX_SIZE { Err(ParseErrorKind::TooLarge.at(at)) } else { Ok(()) }
}

impl<'t> Parser<'t> {
    pub fn new(text: &'t [char], tokens: &'t Tokens) -> Self {
        let questions = tokens.iter().any(|token| token.kind == Kind::Question);
        Self { text, tokens, at: 0, nesting: 0, bars: 0, bare: false, questions, notes: Vec::new() }
    }

    /// The expression that all of the tokens make, and the notes on how it was read.
    pub fn whole(mut self) -> Parsed<(Expr, Vec<Note>)> {
        if self.tokens.len() == 0 {
            return Err(ParseErrorKind::Empty.at(0..0));
        }
        let e = self.expression()?;
        if self.kind() != &Kind::End {
            return Err(self.unexpected());
        }
        if e.depth() > MAX_DEPTH {
            return Err(ParseErrorKind::TooDeep.at(0..self.text.len()));
        }
        check_size(&e, 0..self.text.len())?;
        Ok((e, self.notes))
    }

    fn token(&self) -> &'t Token {
        self.tokens.get(self.at)
    }

    fn kind(&self) -> &'t Kind {
        &self.token().kind
    }

    /// The token that many places further on.
    fn ahead(&self, places: usize) -> &'t Token {
        self.tokens.get(self.at + places)
    }

    /// The token before this one.
    fn previous(&self) -> Option<&'t Token> {
        self.at.checked_sub(1).map(|i| self.tokens.get(i))
    }

    /// Where what has been read so far ends, in characters.
    fn read_to(&self) -> usize {
        self.previous().map_or(0, |token| token.at.end)
    }

    fn take(&mut self) -> &'t Token {
        let token = self.token();
        self.at += usize::from(token.kind != Kind::End);
        token
    }

    fn take_if(&mut self, kind: &Kind) -> bool {
        let is = self.kind() == kind;
        if is {
            self.take();
        }
        is
    }

    /// What was typed there.
    fn source(&self, at: Range<usize>) -> String {
        self.text.get(at).unwrap_or_default().iter().collect()
    }

    /// What was typed there, shortened for a sentence.
    fn quote(&self, at: Range<usize>) -> String {
        shortened(self.source(at).trim())
    }

    /// Keeps a note, unless there is one of its kind: one is enough to learn the rule.
    fn note(&mut self, at: Range<usize>, kind: NoteKind) {
        let same = |note: &Note| std::mem::discriminant(&note.kind) == std::mem::discriminant(&kind);
        if !self.notes.iter().any(same) {
            self.notes.push(Note { at, kind });
        }
    }

    /// Runs one level of the grammar deeper, within the bound.
    fn nested<T>(&mut self, level: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.nesting >= MAX_NESTING {
            return Err(ParseErrorKind::TooDeep.at(self.token().at.clone()));
        }
        self.nesting += 1;
        let result = level(self);
        self.nesting -= 1;
        result
    }

    /// The expression, if it is not too deep: what a loop builds has no other bound.
    fn bounded(&self, e: Expr) -> Parsed {
        if e.depth() as usize > 2 * MAX_NESTING {
            return Err(ParseErrorKind::TooDeep.at(self.token().at.clone()));
        }
        Ok(e)
    }

    /// `sum`, `a if c else b`, or `c ? a : b`.
    fn expression(&mut self) -> Parsed {
        self.nested(|p| {
            let u = p.sum()?;
            match p.kind() {
                Kind::Word(Word::If) => p.conditional(u),
                Kind::Relation(relation) if p.questions && *relation != Relation::Equal => p.ternary(u),
                _ => Ok(u),
            }
        })
    }

    fn sum(&mut self) -> Parsed {
        let mut terms = vec![self.first_term()?];
        loop {
            match self.kind() {
                Kind::Plus => {
                    self.operator()?;
                    terms.push(self.signed(Self::term)?);
                }
                Kind::Minus => {
                    self.operator()?;
                    terms.push(self.signed(Self::term)?.negate());
                }
                _ => return Ok(Expr::sum(terms)),
            }
        }
    }

    /// The term that a sum begins with. At the very beginning, `-x^2` gets a note.
    fn first_term(&mut self) -> Parsed {
        if self.at == 0 && *self.kind() == Kind::Minus {
            self.note_minus_before_power();
        }
        self.signed(Self::term)
    }

    /// Any number of signs, then something: an odd number of minuses negates it.
    fn signed(&mut self, inner: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        let mut negative = false;
        while matches!(self.kind(), Kind::Plus | Kind::Minus) {
            negative ^= *self.kind() == Kind::Minus;
            self.operator()?;
        }
        let e = inner(self)?;
        Ok(if negative { e.negate() } else { e })
    }

    /// Takes a sign that needs something to its right.
    fn operator(&mut self) -> Parsed<()> {
        let sign = self.take();
        let next = self.token();
        match next.kind {
            Kind::Times | Kind::Over | Kind::Caret => {
                let (sign_text, next_text) = (self.quote(sign.at.clone()), self.quote(next.at.clone()));
                Err(ParseErrorKind::TwoOperators(sign_text, next_text).at(sign.at.start..next.at.end))
            }
            Kind::End
            | Kind::Close(_)
            | Kind::Comma
            | Kind::Relation(_)
            | Kind::Column
            | Kind::Row
            | Kind::EndCases
            | Kind::NoBracket
            | Kind::Question
            | Kind::Colon => Err(ParseErrorKind::MissingAfter(self.quote(sign.at.clone())).at(sign.at.clone())),
            _ => Ok(()),
        }
    }

    /// What is wrong where an operand is to stand.
    fn no_operand(&self) -> Failure {
        let token = self.token();
        match (&token.kind, self.previous()) {
            (
                Kind::Plus | Kind::Minus | Kind::Times | Kind::Over | Kind::Caret | Kind::Raised | Kind::Relation(_),
                _,
            ) => ParseErrorKind::MissingBefore(self.quote(token.at.clone())).at(token.at.clone()),
            (Kind::End | Kind::Close(_) | Kind::Column | Kind::Row | Kind::EndCases | Kind::Comma, Some(before))
                if !matches!(before.kind, Kind::Comma | Kind::Column | Kind::Row) =>
            {
                ParseErrorKind::MissingAfter(self.quote(before.at.clone())).at(before.at.clone())
            }
            (Kind::Comma, _) => ParseErrorKind::MissingBefore("comma".into()).at(token.at.clone()),
            (Kind::End | Kind::Close(_), Some(before)) => {
                ParseErrorKind::MissingAfter("comma".into()).at(before.at.clone())
            }
            _ => self.unexpected(),
        }
    }

    /// What is wrong with a token where the expression might have ended.
    fn unexpected(&self) -> Failure {
        let token = self.token();
        let text = || self.quote(token.at.clone());
        let kind = match &token.kind {
            Kind::Close(_) => ParseErrorKind::Unopened(text()),
            Kind::Bar | Kind::Open(_) => ParseErrorKind::Unclosed(text()),
            Kind::Comma => ParseErrorKind::Comma,
            Kind::Relation(Relation::Equal | Relation::Other) => ParseErrorKind::Relation(text()),
            Kind::Keyword(_) => return ParseErrorKind::Relation("=".into()).at(self.ahead(1).at.clone()),
            Kind::Relation(_) => ParseErrorKind::Inequality(text()),
            _ => ParseErrorKind::Unexpected(text()),
        };
        kind.at(token.at.clone())
    }
}
