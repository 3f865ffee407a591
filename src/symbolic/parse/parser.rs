//! Tokens into an expression, by recursive descent along the grammar in the module's description.

use std::ops::Range;

use super::{
    MAX_NESTING, ParseError, ParseErrorKind,
    lexer::{Kind, Token},
    names::Name,
};
use crate::symbolic::{Constant, Expr, Function, Number};

type Parsed<T = Expr> = Result<T, ParseError>;

pub(super) struct Parser {
    tokens: Vec<Token>,
    at: usize,
    nesting: usize,
    /// How many `|` are open in the brackets that are open now.
    bars: usize,
}

impl Parser {
    /// `tokens` ends in [`Kind::End`].
    pub fn new(tokens: Vec<Token>) -> Self {
        Self { tokens, at: 0, nesting: 0, bars: 0 }
    }

    pub fn parse(mut self) -> Parsed {
        if self.tokens.len() <= 1 {
            return Err(ParseErrorKind::Empty.at(0..0));
        }
        let e = self.expression()?;
        match self.kind() {
            Kind::End => Ok(e),
            _ => Err(self.unexpected()),
        }
    }

    fn token(&self) -> Token {
        self.tokens.get(self.at).cloned().unwrap_or(Token { kind: Kind::End, at: 0..0, glued: false })
    }

    fn kind(&self) -> Kind {
        self.token().kind
    }

    fn take(&mut self) -> Token {
        let token = self.token();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    fn take_if(&mut self, kind: &Kind) -> bool {
        let is = self.kind() == *kind;
        if is {
            self.take();
        }
        is
    }

    /// Runs one level of the grammar deeper, within the bound.
    fn nested<T>(&mut self, level: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.nesting >= MAX_NESTING {
            return Err(ParseErrorKind::TooDeep.at(self.token().at));
        }
        self.nesting += 1;
        let result = level(self);
        self.nesting -= 1;
        result
    }

    fn expression(&mut self) -> Parsed {
        self.nested(|p| {
            let mut terms = vec![p.signed(Self::term)?];
            loop {
                match p.kind() {
                    Kind::Plus => {
                        p.operator()?;
                        terms.push(p.signed(Self::term)?);
                    }
                    Kind::Minus => {
                        p.operator()?;
                        terms.push(p.signed(Self::term)?.negate());
                    }
                    _ => return Ok(Expr::sum(terms)),
                }
            }
        })
    }

    /// Any number of signs, then something: an odd number of minuses negates it.
    fn signed(&mut self, inner: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        let mut negative = false;
        while matches!(self.kind(), Kind::Plus | Kind::Minus) {
            negative ^= self.kind() == Kind::Minus;
            self.operator()?;
        }
        let e = inner(self)?;
        Ok(if negative { e.negate() } else { e })
    }

    /// Takes a sign that needs something to its right.
    fn operator(&mut self) -> Parsed<()> {
        let sign = self.take();
        match self.kind() {
            Kind::End | Kind::Close(_) | Kind::Comma => {
                Err(ParseErrorKind::MissingAfter(spelling(&sign.kind)).at(sign.at))
            }
            _ => Ok(()),
        }
    }

    fn term(&mut self) -> Parsed {
        let mut factors = vec![self.power()?];
        loop {
            match self.kind() {
                Kind::Times => {
                    self.operator()?;
                    factors.push(self.signed(Self::power)?);
                }
                Kind::Over => {
                    self.operator()?;
                    let numerator = Expr::product(std::mem::take(&mut factors));
                    let quotient = Expr::quotient(numerator, self.signed(Self::power)?);
                    if quotient.depth() as usize > 2 * MAX_NESTING {
                        return Err(ParseErrorKind::TooDeep.at(self.token().at));
                    }
                    factors.push(quotient);
                }
                _ if self.at_operand() => {
                    self.reject_two_numbers()?;
                    factors.push(self.power()?);
                }
                _ => return Ok(Expr::product(factors)),
            }
        }
    }

    /// Whether what comes next begins an operand, so that it is multiplied without a sign.
    fn at_operand(&self) -> bool {
        match self.kind() {
            Kind::Number(_) | Kind::Name(_) | Kind::Open(_) | Kind::Root | Kind::Fraction => true,
            Kind::Bar => self.bars == 0,
            _ => false,
        }
    }

    fn reject_two_numbers(&self) -> Parsed<()> {
        let previous = self.at.checked_sub(1).and_then(|i| self.tokens.get(i));
        match (previous.map(|t| &t.kind), self.kind()) {
            (Some(Kind::Number(_)), Kind::Number(_)) => {
                let from = previous.map_or(0, |t| t.at.start);
                Err(ParseErrorKind::TwoNumbers.at(from..self.token().at.end))
            }
            _ => Ok(()),
        }
    }

    fn power(&mut self) -> Parsed {
        let base = self.operand()?;
        self.raised(base)
    }

    /// `base`, or `base ^ exponent` where an exponent follows.
    fn raised(&mut self, base: Expr) -> Parsed {
        if self.kind() != Kind::Caret {
            return Ok(base);
        }
        self.operator()?;
        let exponent = self.nested(|p| p.signed(Self::power))?;
        Ok(raise(base, exponent))
    }

    fn operand(&mut self) -> Parsed {
        let token = self.token();
        match token.kind {
            Kind::Number(n) => {
                self.take();
                Ok(Expr::number(n))
            }
            Kind::Name(name) => {
                self.take();
                self.named(name, token.at)
            }
            Kind::Open(_) => {
                let mut inside = self.bracketed()?;
                match (inside.pop(), inside.len()) {
                    (Some(e), 0) => Ok(e),
                    _ => Err(ParseErrorKind::Comma.at(token.at)),
                }
            }
            Kind::Bar => self.absolute_value(),
            Kind::Root => {
                self.take();
                self.root(&token.at)
            }
            Kind::Fraction => {
                self.take();
                let numerator = self.latex_argument(&token.at)?;
                let denominator = self.latex_argument(&token.at)?;
                let d = Expr::symbol("d");
                if numerator == d && denominator.children().first() == Some(&d) {
                    return Err(ParseErrorKind::DerivativeSign.at(token.at));
                }
                Ok(Expr::quotient(numerator, denominator))
            }
            Kind::End | Kind::Close(_) => Err(self.missing_before_this()),
            Kind::Plus | Kind::Minus | Kind::Times | Kind::Over | Kind::Caret | Kind::Comma => {
                Err(ParseErrorKind::MissingBefore(spelling(&token.kind)).at(token.at))
            }
        }
    }

    fn named(&mut self, name: Name, at: Range<usize>) -> Parsed {
        match name {
            Name::Constant(c) => Ok(Expr::constant(c)),
            Name::Variable(v) if v == "sigma" && self.is_called() => self.application(Function::Sigmoid, at),
            Name::Variable(v) => {
                let next = self.token();
                if next.kind == Kind::Open('[') && next.glued {
                    return Err(ParseErrorKind::Unexpected("[".into()).at(next.at));
                }
                Ok(Expr::symbol(&v))
            }
            Name::Function(Function::Ln) if matches!(self.kind(), Kind::Open(_)) => self.logarithm(&at),
            Name::Function(f) => self.application(f, at),
            Name::LogBase(base) => {
                let base = match Number::from_decimal(&base) {
                    Some(n) => Expr::number(n),
                    None => Expr::symbol(&base),
                };
                let u = self.argument("log", &at)?;
                Ok(Expr::quotient(Expr::apply(Function::Ln, u), Expr::apply(Function::Ln, base)))
            }
            Name::Pow => match self.arguments("pow", &at)?.as_slice() {
                [base, exponent] => Ok(raise(base.clone(), exponent.clone())),
                all => Err(wrong_arguments("pow", "two arguments", all.len()).at(at)),
            },
            Name::Max => match self.arguments("max", &at)?.as_slice() {
                [zero, u] | [u, zero] if zero.is_integer(0) => Ok(Expr::apply(Function::Relu, u.clone())),
                [_, _] => Err(ParseErrorKind::Unexpected("max of anything but 0 and an expression".into()).at(at)),
                all => Err(wrong_arguments("max", "two arguments", all.len()).at(at)),
            },
        }
    }

    /// `ln(x)`, or `log(x, b)` to a base.
    fn logarithm(&mut self, at: &Range<usize>) -> Parsed {
        match self.arguments("ln", at)?.as_slice() {
            [u] => Ok(Expr::apply(Function::Ln, u.clone())),
            [u, base] => {
                Ok(Expr::quotient(Expr::apply(Function::Ln, u.clone()), Expr::apply(Function::Ln, base.clone())))
            }
            all => Err(wrong_arguments("log", "one or two arguments", all.len()).at(at.clone())),
        }
    }

    /// Whether a name is followed by brackets, perhaps after a number above: `σ(x)`, `σ^2(x)`.
    fn is_called(&self) -> bool {
        let kind = |i: usize| self.tokens.get(self.at + i).map(|t| &t.kind);
        let glued = |i: usize| self.tokens.get(self.at + i).is_some_and(|t| t.glued);
        let opens = |i: usize| matches!(kind(i), Some(Kind::Open(_)));
        match (kind(0), kind(1), kind(2), kind(3)) {
            (Some(Kind::Open('(')), ..) => true,
            (Some(Kind::Caret), Some(Kind::Number(_)), ..) => opens(2) && glued(2),
            (Some(Kind::Caret), Some(Kind::Open(_)), Some(Kind::Number(_)), Some(Kind::Close(_))) => opens(4),
            _ => false,
        }
    }

    /// A function and what it acts on: `sin(x)`, `sin^2 x`, `sin^-1(x)`, `sin 2x`.
    fn application(&mut self, f: Function, at: Range<usize>) -> Parsed {
        let mut f = f;
        let mut exponent = None;
        if self.kind() == Kind::Caret {
            self.operator()?;
            let n = self.signed(Self::operand)?;
            match inverse(f) {
                Some(inverse) if n.is_integer(-1) => f = inverse,
                // As `sin^-1` is the inverse, so would `sec^-1` be.
                None if n.is_integer(-1) && matches!(f, Function::Sec | Function::Csc | Function::Cot) => {
                    let name = format!("the inverse of {}", f.name());
                    return Err(ParseErrorKind::UnknownName { name, hint: None }.at(at));
                }
                _ => exponent = Some(n),
            }
        }
        let value = Expr::apply(f, self.argument(f.name(), &at)?);
        Ok(exponent.map_or(value.clone(), |n| raise(value, n)))
    }

    /// The argument of a function of one variable, in brackets or not.
    fn argument(&mut self, name: &str, at: &Range<usize>) -> Parsed {
        if matches!(self.kind(), Kind::Open(_)) {
            let mut arguments = self.arguments(name, at)?;
            return match (arguments.pop(), arguments.len()) {
                (Some(u), 0) => Ok(u),
                (_, n) => Err(wrong_arguments(name, "one argument", n + 1).at(at.clone())),
            };
        }
        // `sin -x`, but not `sin + 1` or `sin - 1`.
        let signed = self.kind() == Kind::Minus && self.tokens.get(self.at + 1).is_some_and(|next| next.glued);
        if !signed && !self.at_operand() {
            return Err(ParseErrorKind::MissingArgument(name.to_owned()).at(at.clone()));
        }
        let unbracketed = |p: &mut Self| {
            let mut factors = vec![p.power()?];
            loop {
                let token = p.token();
                let after_number = factors.last().is_some_and(|e| e.as_number().is_some() || is_constant(e));
                let more = match token.kind {
                    Kind::Name(Name::Function(_) | Name::LogBase(_)) => false,
                    Kind::Name(_) => token.glued || after_number,
                    Kind::Root | Kind::Fraction => after_number,
                    _ => false,
                };
                if !more {
                    return Ok(Expr::product(factors));
                }
                factors.push(p.power()?);
            }
        };
        self.nested(|p| p.signed(unbracketed))
    }

    fn arguments(&mut self, name: &str, at: &Range<usize>) -> Parsed<Vec<Expr>> {
        match self.kind() {
            Kind::Open(_) => self.bracketed(),
            _ => Err(ParseErrorKind::MissingArgument(name.to_owned()).at(at.clone())),
        }
    }

    /// What stands between brackets, separated by commas.
    fn bracketed(&mut self) -> Parsed<Vec<Expr>> {
        let open = self.take();
        let Kind::Open(bracket) = open.kind else { return Err(self.unexpected()) };
        let bars = std::mem::take(&mut self.bars);
        let mut inside = Vec::new();
        loop {
            if matches!(self.kind(), Kind::Close(_)) {
                let close = self.token();
                let kind = if inside.is_empty() {
                    ParseErrorKind::EmptyBrackets
                } else {
                    ParseErrorKind::MissingBefore(spelling(&close.kind))
                };
                return Err(kind.at(open.at.start..close.at.end));
            }
            if self.kind() == Kind::End {
                return Err(ParseErrorKind::Unclosed(bracket.to_string()).at(open.at));
            }
            inside.push(self.expression()?);
            let next = self.token();
            match next.kind {
                Kind::Comma => {
                    self.operator()?;
                }
                Kind::Close(c) if c == partner(bracket) => {
                    self.take();
                    self.bars = bars;
                    return Ok(inside);
                }
                Kind::End => return Err(ParseErrorKind::Unclosed(bracket.to_string()).at(open.at)),
                _ => return Err(self.unexpected()),
            }
        }
    }

    fn absolute_value(&mut self) -> Parsed {
        let open = self.take();
        if matches!(self.kind(), Kind::End | Kind::Close(_)) {
            return Err(ParseErrorKind::Unclosed("|".into()).at(open.at));
        }
        self.bars += 1;
        let u = self.expression()?;
        self.bars -= 1;
        if !self.take_if(&Kind::Bar) {
            return Err(ParseErrorKind::Unclosed("|".into()).at(open.at));
        }
        Ok(Expr::apply(Function::Abs, u))
    }

    /// `√x`, `\sqrt{x}`, `\sqrt[3]{x}`
    fn root(&mut self, at: &Range<usize>) -> Parsed {
        if self.kind() == Kind::Open('[') {
            let mut index = self.bracketed()?;
            let radicand = self.latex_argument(at)?;
            return match (index.pop(), index.len()) {
                (Some(n), 0) if n.is_integer(2) => Ok(Expr::apply(Function::Sqrt, radicand)),
                (Some(n), 0) if n.is_integer(3) => Ok(Expr::apply(Function::Cbrt, radicand)),
                (Some(n), 0) => Ok(Expr::power(radicand, Expr::quotient(Expr::one(), n))),
                _ => Err(ParseErrorKind::Comma.at(at.clone())),
            };
        }
        Ok(Expr::apply(Function::Sqrt, self.latex_argument(at)?))
    }

    /// One operand after a sign that needs it.
    fn latex_argument(&mut self, at: &Range<usize>) -> Parsed {
        match self.kind() {
            Kind::End | Kind::Close(_) => Err(ParseErrorKind::MissingAfter("sign".into()).at(at.clone())),
            _ => self.nested(Self::operand),
        }
    }

    fn missing_before_this(&self) -> ParseError {
        let token = self.token();
        match self.at.checked_sub(1).and_then(|i| self.tokens.get(i)) {
            Some(before) => ParseErrorKind::MissingAfter(spelling(&before.kind)).at(before.at.clone()),
            None => unexpected_token(&token),
        }
    }

    fn unexpected(&self) -> ParseError {
        unexpected_token(&self.token())
    }
}

fn unexpected_token(token: &Token) -> ParseError {
    let kind = match token.kind {
        Kind::Close(c) => ParseErrorKind::Unopened(c.to_string()),
        Kind::Bar => ParseErrorKind::Unclosed("|".into()),
        Kind::Comma => ParseErrorKind::Comma,
        _ => ParseErrorKind::Unexpected(spelling(&token.kind)),
    };
    kind.at(token.at.clone())
}

/// `base^exponent`, where a power of e is the exponential function.
fn raise(base: Expr, exponent: Expr) -> Expr {
    if matches!(base.node(), crate::symbolic::Node::Constant(Constant::E)) {
        Expr::apply(Function::Exp, exponent)
    } else {
        Expr::power(base, exponent)
    }
}

/// What `f^-1` stands for.
fn inverse(f: Function) -> Option<Function> {
    Some(match f {
        Function::Sin => Function::Asin,
        Function::Cos => Function::Acos,
        Function::Tan => Function::Atan,
        Function::Sinh => Function::Asinh,
        Function::Cosh => Function::Acosh,
        Function::Tanh => Function::Atanh,
        _ => return None,
    })
}

fn is_constant(e: &Expr) -> bool {
    matches!(e.node(), crate::symbolic::Node::Constant(_))
}

fn wrong_arguments(name: &str, wanted: &'static str, given: usize) -> ParseErrorKind {
    ParseErrorKind::WrongArguments { name: name.to_owned(), wanted, given }
}

fn partner(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

fn spelling(kind: &Kind) -> String {
    match kind {
        Kind::Plus => "+".into(),
        Kind::Minus => "−".into(),
        Kind::Times => "*".into(),
        Kind::Over => "/".into(),
        Kind::Caret => "^".into(),
        Kind::Root => "√".into(),
        Kind::Bar => "|".into(),
        Kind::Comma => "comma".into(),
        Kind::Open(c) | Kind::Close(c) => c.to_string(),
        Kind::Number(n) => n.to_string(),
        Kind::Name(_) => "name".into(),
        Kind::Fraction => "fraction".into(),
        Kind::End => "end".into(),
    }
}
