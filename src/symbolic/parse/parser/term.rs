//! Products, quotients, powers, and the operands that they are made of.

use super::{Expr, Kind, Name, NoteKind, ParseErrorKind, Parsed, Parser, Range, Token, Word, raise};
use crate::symbolic::parse::{composed::root, lexer::indexed};

/// A factor that was typed as `a/b`, and where its parts stand.
struct Division {
    numerator: Range<usize>,
    denominator: Range<usize>,
}

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

    fn note_division(&mut self, division: &Division, factor: Range<usize>) {
        let kind = NoteKind::DivisionThenProduct {
            numerator: self.quote(division.numerator.clone()),
            denominator: self.quote(division.denominator.clone()),
            together: self.quote(division.denominator.start..factor.end),
            factor: self.quote(factor.clone()),
        };
        self.note(division.numerator.start..factor.end, kind);
    }

    fn note_chain(&mut self, first: &Division, last: &Range<usize>) {
        let kind = NoteKind::ChainedDivision {
            first: self.quote(first.numerator.start..first.denominator.end),
            last: self.quote(last.clone()),
            numerator: self.quote(first.numerator.clone()),
            together: self.quote(first.denominator.start..last.end),
        };
        self.note(first.numerator.start..last.end, kind);
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

    /// `w^T` and `x^{(i)}` are no powers where vectors and samples are written.
    fn note_superscript(&mut self, base: &Range<usize>) {
        let next = self.token();
        let kinds = [0, 1, 2, 3, 4].map(|i| &self.ahead(i).kind);
        let kind = match kinds {
            [Kind::Name(Name::Variable(t)), ..] if t == "T" => NoteKind::Transpose(self.quote(base.start..next.at.end)),
            [Kind::Open('{'), Kind::Open('('), Kind::Name(_) | Kind::Number(_), Kind::Close(')'), Kind::Close('}')] => {
                NoteKind::RaisedIndex {
                    typed: self.quote(base.start..self.ahead(4).at.end),
                    base: self.quote(base.clone()),
                    index: self.quote(self.ahead(2).at.clone()),
                }
            }
            _ => return,
        };
        self.note(base.start..next.at.end, kind);
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

    /// `e^2x` and `x^1/2`: what follows without space is not in the exponent, though it may have been meant to be.
    fn note_after_exponent(&mut self, base: Range<usize>, exponent: usize) {
        let exponent = exponent..self.read_to();
        let (base_text, text) = (self.source(base.clone()), self.source(exponent.clone()));
        let unsigned = text.trim_start_matches(['-', '−']);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let doubtful = if is_number(unsigned) {
            matches!(base_text.as_str(), "e" | "pi" | "π") || is_number(&base_text)
        } else {
            !unsigned.is_empty() && unsigned.chars().all(char::is_alphabetic)
        };
        let (next, after) = (self.token(), self.ahead(1));
        let power = || self.quote(base.start..exponent.end);
        match &next.kind {
            Kind::Name(Name::Variable(_) | Name::Constant(_)) if next.glued && doubtful => {
                let kind = NoteKind::ExponentThenProduct {
                    power: power(),
                    factor: self.quote(next.at.clone()),
                    base: self.quote(base.clone()),
                    together: self.quote(exponent.start..next.at.end),
                };
                self.note(base.start..next.at.end, kind);
            }
            Kind::Over if next.glued && after.glued && unsigned == "1" && matches!(after.kind, Kind::Number(_)) => {
                let kind = NoteKind::ExponentThenDivision {
                    power: power(),
                    denominator: self.quote(after.at.clone()),
                    base: self.quote(base.clone()),
                    together: self.quote(exponent.start..after.at.end),
                };
                self.note(base.start..after.at.end, kind);
            }
            _ => {}
        }
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

    /// `2e3x`: the number may have been meant as a product with Euler's number.
    fn note_scientific(&mut self, number: &Token) {
        let typed = self.source(number.at.clone());
        if typed.contains(['e', 'E']) && self.token().glued && matches!(self.kind(), Kind::Name(_) | Kind::Open(_)) {
            self.note(number.at.clone(), NoteKind::Scientific(typed));
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

    /// `√2x` and `√x^2`: how far the root reaches.
    fn note_root(&mut self, sign: &Token, from: usize) {
        let (radicand, next) = (from..self.read_to(), self.token());
        let function = self.quote(sign.at.start..from);
        let text = self.source(radicand.clone());
        if let Some((base, exponent)) = text.split_once('^').filter(|_| !function.starts_with('\\')) {
            let (base, exponent) = (base.to_owned(), exponent.to_owned());
            self.note(sign.at.start..radicand.end, NoteKind::PowerInRoot { sign: function, base, exponent });
            return;
        }
        let single = text.chars().all(char::is_alphanumeric);
        if single && next.glued && matches!(next.kind, Kind::Name(Name::Variable(_) | Name::Constant(_))) {
            let kind = NoteKind::RootThenProduct {
                root: self.quote(sign.at.start..radicand.end),
                sign: function,
                factor: self.quote(next.at.clone()),
                together: self.quote(from..next.at.end),
            };
            self.note(sign.at.start..next.at.end, kind);
        }
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
