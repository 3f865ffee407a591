//! Brackets and bars, and what stands between them.

use super::{Expr, Function, Kind, MAX_NESTING, Name, ParseErrorKind, Parsed, Parser, Range, Token};

impl Parser<'_> {
    /// Takes an opening bracket and looks inside: nothing may be missing there.
    pub(super) fn open(&mut self) -> Parsed<Bracket> {
        let token = self.token();
        let Kind::Open(open) = token.kind else { return Err(self.unexpected()) };
        self.take();
        match self.kind() {
            Kind::Close(_) => Err(ParseErrorKind::EmptyBrackets.at(token.at.start..self.token().at.end)),
            Kind::End => Err(ParseErrorKind::Unclosed(self.quote(token.at.clone())).at(token.at.clone())),
            _ => {
                let (bars, bare) = (std::mem::take(&mut self.bars), std::mem::take(&mut self.bare));
                Ok(Bracket { open, at: token.at.clone(), bars, bare })
            }
        }
    }

    /// Takes the bracket that closes the one that was opened.
    pub(super) fn close(&mut self, bracket: Bracket) -> Parsed<()> {
        let token = self.token();
        let typed = || self.quote(bracket.at.clone());
        match token.kind {
            Kind::Close(close) if close == partner(bracket.open) => {
                self.take();
                (self.bars, self.bare) = (bracket.bars, bracket.bare);
                Ok(())
            }
            Kind::End => Err(ParseErrorKind::Unclosed(typed()).at(bracket.at)),
            Kind::Close(_) => {
                let kind = ParseErrorKind::Mismatched { open: typed(), close: self.quote(token.at.clone()) };
                Err(kind.at(token.at.clone()))
            }
            _ => Err(self.unexpected()),
        }
    }

    /// One expression in brackets.
    pub(super) fn one_in_brackets(&mut self) -> Parsed {
        let before = self.previous();
        let bracket = self.open()?;
        let is_bar = bracket.open == '|';
        let e = self.expression()?;
        if *self.kind() == Kind::Comma {
            let called = before.filter(|_| self.at > 0 && bracket.open != '{');
            return Err(match called {
                Some(Token { kind: Kind::Name(Name::Variable(_)), at, .. }) if at.end == bracket.at.start => {
                    ParseErrorKind::NotAFunction(self.quote(at.clone())).at(at.clone())
                }
                _ => ParseErrorKind::Comma.at(self.token().at.clone()),
            });
        }
        self.close(bracket)?;
        Ok(if is_bar { Expr::apply(Function::Abs, e) } else { e })
    }

    /// Several expressions in brackets, separated by commas, some of them named: `(x, min=0)`; and where each stands.
    pub(super) fn list_in_brackets(&mut self, function: &str) -> Parsed<(Vec<Expr>, Vec<Range<usize>>)> {
        let bracket = self.open()?;
        let (mut inside, mut places) = (Vec::new(), Vec::new());
        loop {
            if let Kind::Keyword(keyword) = self.kind() {
                let place = PARAMETERS.iter().find(|(name, _)| name == keyword).map(|(_, place)| *place);
                if place != Some(inside.len()) {
                    let kind = ParseErrorKind::Keyword { name: function.to_owned(), keyword: keyword.clone() };
                    return Err(kind.at(self.token().at.clone()));
                }
                self.take();
                self.operator()?;
            }
            let from = self.token().at.start;
            inside.push(self.expression()?);
            places.push(from..self.read_to());
            if inside.len() > MAX_NESTING {
                return Err(ParseErrorKind::TooDeep.at(self.token().at.clone()));
            }
            if !self.comma()? {
                self.close(bracket)?;
                return Ok((inside, places));
            }
        }
    }

    /// Takes a comma, behind which something has to follow, if there is one.
    pub(super) fn comma(&mut self) -> Parsed<bool> {
        let comma = self.token();
        if !self.take_if(&Kind::Comma) {
            return Ok(false);
        }
        match self.kind() {
            Kind::Comma | Kind::Close(_) => Err(ParseErrorKind::MissingAfter("comma".into()).at(comma.at.clone())),
            _ => Ok(true),
        }
    }

    pub(super) fn absolute_value(&mut self) -> Parsed {
        let open = self.take();
        if matches!(self.kind(), Kind::End | Kind::Close(_)) {
            return Err(ParseErrorKind::Unclosed("|".into()).at(open.at.clone()));
        }
        self.bars += 1;
        let u = self.expression()?;
        self.bars -= 1;
        match self.kind() {
            Kind::Bar => {
                self.take();
                Ok(Expr::apply(Function::Abs, u))
            }
            Kind::End | Kind::Close(_) | Kind::Comma => Err(ParseErrorKind::Unclosed("|".into()).at(open.at.clone())),
            _ => Err(self.unexpected()),
        }
    }
}

/// A bracket that was opened, and what held outside of it.
pub(super) struct Bracket {
    open: char,
    at: Range<usize>,
    bars: usize,
    bare: bool,
}

/// Names of arguments in libraries, and their places.
const PARAMETERS: [(&str, usize); 8] = [
    ("negative_slope", 1),
    ("alpha", 1),
    ("beta", 1),
    ("min", 1),
    ("a_min", 1),
    ("min_val", 1),
    ("max", 2),
    ("a_max", 2),
];

fn partner(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        '|' => '|',
        _ => '}',
    }
}
