//! Products, quotients, powers, and the operands that they are made of.

use super::{Expr, Kind, Name, NoteKind, ParseErrorKind, Parsed, Parser, Range, Token, Word, raise, remarks::Division};
use crate::symbolic::parse::{composed::root, lexer::indexed};

impl Parser<'_> {
    /// Factors, multiplied and divided from left to right.
    pub(super) fn term(&mut self) -> Parsed {
        let start = self.token().at.start;
        let mut bars = BarsSeen::default();
        let mut factors = vec![self.power_seen(&mut bars)?];
        let mut division: Option<Division> = None;
        loop {
            match self.kind() {
                Kind::Times => {
                    self.operator()?;
                    (division, bars) = (None, BarsSeen::default());
                    factors.push(self.signed(Self::power)?);
                }
                Kind::Over => {
                    let numerator = start..self.read_to();
                    self.operator()?;
                    let from = self.token().at.start;
                    let quotient =
                        Expr::quotient(Expr::product(std::mem::take(&mut factors)), self.signed(Self::power)?);
                    factors.push(self.bounded(quotient)?);
                    let denominator = from..self.read_to();
                    if let Some(first) = division {
                        self.note_chain(&first, &denominator);
                    }
                    division = Some(Division { numerator, denominator });
                }
                _ if self.at_operand() => {
                    self.refuse_two_numbers()?;
                    let from = self.token().at.start;
                    factors.push(self.power_seen(&mut bars)?);
                    if let Some(division) = division.take() {
                        self.note_division(&division, from..self.read_to());
                    }
                }
                _ => return Ok(Expr::product(factors)),
            }
        }
    }

    /// A factor, and a note where its bars could as well stand inside those of an earlier one.
    fn power_seen(&mut self, bars: &mut BarsSeen) -> Parsed {
        let (from, is_bar) = (self.token().at.start, *self.kind() == Kind::Bar);
        let factor = self.power()?;
        if is_bar {
            let at = from..self.read_to();
            match bars.0.replace(at.clone()) {
                Some(first) if first.end < from => {
                    let kind = NoteKind::Bars {
                        first: self.quote(first.clone()),
                        between: self.quote(first.end..from),
                        last: self.quote(at.clone()),
                    };
                    self.note(first.start..at.end, kind);
                }
                _ => {}
            }
        }
        Ok(factor)
    }

    /// Whether what comes next begins an operand, so that it is multiplied without a sign.
    pub(super) fn at_operand(&self) -> bool {
        match self.kind() {
            Kind::Number(_)
            | Kind::Name(_)
            | Kind::Open(_)
            | Kind::Root(_)
            | Kind::RootOfOrder
            | Kind::Fraction
            | Kind::BeginCases => true,
            Kind::Bar => self.bars == 0,
            _ => false,
        }
    }

    fn refuse_two_numbers(&self) -> Parsed<()> {
        // `\frac123` is 1/2·3.
        let after_fraction = self.at.checked_sub(3).is_some_and(|i| self.tokens.get(i).kind == Kind::Fraction);
        if after_fraction && self.token().glued {
            return Ok(());
        }
        match (self.previous(), self.token()) {
            (Some(Token { kind: Kind::Number(_), at: first, .. }), Token { kind: Kind::Number(_), at, .. }) => {
                Err(ParseErrorKind::TwoNumbers.at(first.start..at.end))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn power(&mut self) -> Parsed {
        let from = self.token().at.start;
        let base = self.operand()?;
        let base = self.with_methods(base)?;
        self.raised(base, from)
    }

    /// `base`, or `base ^ exponent` where an exponent follows. The base begins at the character `from`.
    pub(super) fn raised(&mut self, base: Expr, from: usize) -> Parsed {
        let mut base = base;
        loop {
            match self.kind() {
                Kind::Raised => {
                    self.take();
                    let exponent = self.one_in_brackets()?;
                    base = self.bounded(raise(base, exponent))?;
                }
                Kind::Caret => {
                    let base_at = from..self.read_to();
                    self.operator()?;
                    self.note_superscript(&base_at);
                    let exponent_from = self.token().at.start;
                    let exponent = self.nested(|p| p.signed(|p| p.exponent(base_at.clone(), exponent_from)))?;
                    self.note_after_exponent(base_at, exponent_from);
                    return Ok(raise(self.indexed_after_exponent(base)?, exponent));
                }
                _ => return Ok(base),
            }
        }
    }

    /// `x^2_1` and `x^2_{ij}` are `x_1^2` and `x_{ij}^2`, as LaTeX has it.
    fn indexed_after_exponent(&mut self, base: Expr) -> Parsed {
        let Some(x) = base.as_symbol().filter(|_| *self.kind() == Kind::Lowered) else { return Ok(base) };
        let sign = self.take();
        let braced = self.take_if(&Kind::Open('{'));
        let mut index = String::new();
        loop {
            match self.kind() {
                Kind::Number(n) if n.is_integer() => index.push_str(&n.to_string()),
                Kind::Name(Name::Variable(letter)) => index.push_str(letter),
                _ => break,
            }
            self.take();
            if !braced {
                break;
            }
        }
        let name = indexed(x.name(), &index).filter(|_| !braced || self.take_if(&Kind::Close('}')));
        name.map(|name| Expr::symbol(&name))
            .ok_or_else(|| ParseErrorKind::Unexpected("this index".into()).at(sign.at.start..self.read_to()))
    }

    /// What stands after `^`; a further `^` in it gets a note.
    fn exponent(&mut self, base: Range<usize>, from: usize) -> Parsed {
        let operand_from = self.token().at.start;
        let operand = self.operand()?;
        let operand = self.with_methods(operand)?;
        let is_tower = *self.kind() == Kind::Caret;
        let (operand_to, last_from) = (self.read_to(), self.ahead(1).at.start);
        let exponent = self.raised(operand, operand_from)?;
        if is_tower {
            let kind = NoteKind::PowerTower {
                base: self.quote(base.clone()),
                exponent: self.quote(from..self.read_to()),
                together: self.quote(base.start..operand_to),
                last: self.quote(last_from..self.read_to()),
            };
            self.note(base.start..self.read_to(), kind);
        }
        Ok(exponent)
    }

    pub(super) fn operand(&mut self) -> Parsed {
        let token = self.token();
        match &token.kind {
            Kind::Number(n) => {
                self.take();
                self.note_scientific(token);
                Ok(Expr::number(n.clone()))
            }
            Kind::Name(name) => {
                self.take();
                self.named(name, &token.at)
            }
            Kind::Word(Word::If) if matches!(self.ahead(1).kind, Kind::Open('(')) => {
                self.take();
                self.choice(&token.at)
            }
            Kind::Open('{') if self.ahead(1).kind == Kind::BeginCases => self.cases_in_brace(),
            Kind::BeginCases => self.cases_environment(),
            Kind::Open(_) => self.one_in_brackets(),
            Kind::Bar => self.absolute_value(),
            Kind::Root(order) => {
                self.take();
                self.root(&Expr::integer(*order), token)
            }
            Kind::RootOfOrder => {
                self.take();
                let order = self.one_in_brackets()?;
                self.root(&order, token)
            }
            Kind::Fraction => {
                self.take();
                self.fraction(token)
            }
            _ => Err(self.no_operand()),
        }
    }

    fn fraction(&mut self, sign: &Token) -> Parsed {
        let numerator = self.argument_of_sign(sign)?;
        let denominator = self.argument_of_sign(sign)?;
        let d = Expr::symbol("d");
        if numerator == d && denominator.children().first() == Some(&d) {
            return Err(ParseErrorKind::DerivativeSign.at(sign.at.start..self.read_to()));
        }
        Ok(Expr::quotient(numerator, denominator))
    }

    /// `√x`, `√x²`, `\sqrt{x}`, `\sqrt[3]{x}`: of one operand, and its exponent where √ is typed as a sign.
    fn root(&mut self, order: &Expr, sign: &Token) -> Parsed {
        let next = self.token();
        let typed_as_sign = !self.source(sign.at.clone()).starts_with('\\');
        let takes_power = typed_as_sign && !matches!(next.kind, Kind::Open(_) | Kind::Bar);
        let signed = takes_power && next.kind == Kind::Minus && next.glued;
        let radicand = if takes_power && (signed || self.at_operand()) {
            self.nested(|p| p.signed(Self::power))?
        } else {
            self.argument_of_sign(sign)?
        };
        self.note_root(sign, next.at.start);
        Ok(root(order, radicand))
    }

    /// One operand after a sign that needs it.
    fn argument_of_sign(&mut self, sign: &Token) -> Parsed {
        match self.kind() {
            Kind::End | Kind::Close(_) | Kind::Comma => {
                Err(ParseErrorKind::MissingAfter(self.quote(sign.at.clone())).at(sign.at.clone()))
            }
            _ => self.nested(Self::operand),
        }
    }
}

/// Where the last factor between bars stood, if only factors without a sign followed it.
#[derive(Default)]
struct BarsSeen(Option<Range<usize>>);
