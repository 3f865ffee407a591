//! Names, and functions with what they act on.

use super::{Expr, Function, Kind, Name, NoteKind, ParseErrorKind, Parsed, Parser, Range, raise};
use crate::symbolic::parse::{
    composed::{self, Composed, is_base, logarithm},
    spelling::shortened,
};

impl<'t> Parser<'t> {
    /// What a name stands for, with its arguments if it is a function. The name has been taken.
    pub(super) fn named(&mut self, name: &'t Name, at: &Range<usize>) -> Parsed {
        match name {
            Name::Constant(c) => {
                self.skip_empty_call();
                self.note_constant(*c, at);
                Ok(Expr::constant(*c))
            }
            Name::Variable(v) if v == "sigma" && self.is_called() => self.application(Function::Sigmoid, at),
            Name::Variable(v) => self.variable(v, at),
            Name::Function(f) => self.application(*f, at),
            Name::Composed(row) => self.composed(row, at),
            Name::Choice => self.choice(at),
        }
    }

    /// `PI()`, as spreadsheets write it.
    fn skip_empty_call(&mut self) {
        if self.token().glued && *self.kind() == Kind::Open('(') && self.ahead(1).kind == Kind::Close(')') {
            self.at += 2;
        }
    }

    fn variable(&mut self, name: &str, at: &Range<usize>) -> Parsed {
        let next = self.token();
        match next.kind {
            Kind::Open('[') if next.glued => {
                let kind = ParseErrorKind::not_read(format!("{name}["), "write x_1 for an index");
                return Err(kind.at(at.start..next.at.end));
            }
            Kind::Open('(') if next.glued && !self.bare && !self.is_operand_of_sign() && !self.follows_letter() => {
                let kind = NoteKind::ProductNotCall(self.quote(at.clone()));
                self.note(at.clone(), kind);
            }
            Kind::Name(Name::Variable(_)) if next.glued => self.note_letters(at),
            Kind::Caret if name == "E" => self.note(at.clone(), NoteKind::CapitalE),
            _ => {}
        }
        if matches!(name, "i" | "j") {
            self.note(at.clone(), NoteKind::Imaginary(name.to_owned()));
        }
        let typed = self.source(at.clone());
        let letter = typed.trim_end_matches(|c: char| c.is_ascii_digit());
        if letter.len() < typed.len() && !letter.contains(['_', '{', '\\']) {
            let digits = typed.get(letter.len()..).unwrap_or_default().to_owned();
            self.note(at.clone(), NoteKind::OneVariable { letter: letter.to_owned(), digits });
        }
        Ok(Expr::symbol(name))
    }

    /// Whether a name is followed by brackets, perhaps after a number above: `σ(x)`, `σ^2(x)`.
    fn is_called(&self) -> bool {
        let opens = |i: usize| matches!(self.ahead(i).kind, Kind::Open(_));
        let number = |i: usize| matches!(self.ahead(i).kind, Kind::Number(_));
        match (&self.ahead(0).kind, &self.ahead(1).kind) {
            (Kind::Open('('), _) => true,
            (Kind::Caret, Kind::Number(_)) => opens(2) && self.ahead(2).glued,
            (Kind::Caret | Kind::Raised, Kind::Open(_)) => {
                number(2) && matches!(self.ahead(3).kind, Kind::Close(_)) && opens(4)
            }
            _ => false,
        }
    }

    /// A function and what it acts on: `sin(x)`, `sin^2 x`, `sin^-1(x)`, `sin 2x`, `log_2 x`.
    fn application(&mut self, f: Function, at: &Range<usize>) -> Parsed {
        let (mut f, mut exponent) = (f, None);
        // `nn.ReLU()(x)`: a module is made, then called.
        if matches!(self.ahead(2).kind, Kind::Open('(')) {
            self.skip_empty_call();
        }
        let base = if *self.kind() == Kind::Lowered { Some(self.base(f, at)?) } else { None };
        let name_end = self.read_to();
        if matches!(self.kind(), Kind::Caret | Kind::Raised) {
            let n = self.exponent_of_function()?;
            let kind = match inverse(f).filter(|_| n.is_integer(-1) && base.is_none()) {
                Some(inverse) => {
                    let function = std::mem::replace(&mut f, inverse).name();
                    NoteKind::Inverse { function, inverse: inverse.name() }
                }
                None => {
                    let typed = self.quote(at.start..self.read_to());
                    let bracketed = if n.children().is_empty() {
                        n.to_string()
                    } else {
                        format!("({})", shortened(&n.to_string()))
                    };
                    exponent = Some(n);
                    NoteKind::FunctionPower { typed, function: self.name_at(at.start..name_end), exponent: bracketed }
                }
            };
            self.note(at.start..self.read_to(), kind);
        }
        let value = match base {
            Some(base) => logarithm(&base, self.argument(f, at)?),
            None => self.applied(f, at)?,
        };
        super::check_size(&value, at.clone())?;
        Ok(exponent.map_or(value.clone(), |n| raise(value, n)))
    }

    /// The base below `log`, one operand.
    fn base(&mut self, f: Function, at: &Range<usize>) -> Parsed {
        let sign = self.token();
        if f != Function::Ln || !self.source(at.clone()).to_ascii_lowercase().ends_with("log") {
            return Err(ParseErrorKind::Unexpected("_".into()).at(sign.at.clone()));
        }
        self.operator()?;
        // `log_b(x)`: what follows in brackets is no factor of b.
        if let Kind::Name(Name::Variable(b)) = self.kind() {
            self.take();
            return Ok(Expr::symbol(b));
        }
        if let Kind::Name(Name::Constant(c)) = self.kind() {
            self.take();
            return Ok(Expr::constant(*c));
        }
        let from = self.token().at.start;
        let base = self.nested(Self::operand)?;
        if is_base(&base) { Ok(base) } else { Err(ParseErrorKind::Base.at(from..self.read_to())) }
    }

    /// A function's name as typed, without LaTeX's backslash.
    pub(super) fn name_at(&self, at: Range<usize>) -> String {
        self.quote(at).trim_start_matches('\\').to_owned()
    }

    fn exponent_of_function(&mut self) -> Parsed {
        if *self.kind() == Kind::Raised {
            self.take();
            return self.one_in_brackets();
        }
        self.operator()?;
        self.nested(|p| p.signed(Self::operand))
    }

    /// The function of what follows.
    fn applied(&mut self, f: Function, at: &Range<usize>) -> Parsed {
        if !self.at_call() {
            let u = self.argument(f, at)?;
            self.note_function(f, at);
            self.note_angle(f, &u, at);
            return Ok(Expr::apply(f, u));
        }
        let (open, spaced) = (self.token(), !self.token().glued);
        let (mut arguments, mut places) = self.arguments(f.name(), || format!("{}(x)", f.name()), at)?;
        if spaced && *self.kind() == Kind::Caret {
            let kind = NoteKind::PowerOfFunction {
                function: self.name_at(at.clone()),
                argument: self.quote(open.at.start..self.read_to()),
                exponent: self.quote(self.ahead(1).at.clone()),
            };
            self.note(at.start..self.ahead(1).at.end, kind);
        }
        // Mathematica has the base first: `Log[2, x]`.
        if f == Function::Ln && open.kind == Kind::Open('[') {
            arguments.reverse();
            places.reverse();
        }
        if let ([_, second], [_, place]) = (arguments.as_slice(), places.as_slice()) {
            check_second(f, second).map_err(|kind| kind.at(place.clone()))?;
        }
        match arguments.as_slice() {
            [u] => {
                self.note_function(f, at);
                self.note_angle(f, u, at);
                Ok(Expr::apply(f, u.clone()))
            }
            all => {
                let row = composed::named(f.name());
                let wanted = if row.is_some() { "one argument or two" } else { "one argument" };
                let name = self.quote(at.clone());
                let wrong = ParseErrorKind::WrongArguments { name, wanted, given: all.len() };
                row.and_then(|row| (row.build)(all)).ok_or_else(|| wrong.at(at.clone()))
            }
        }
    }

    /// The argument of a function of one variable, in brackets or not.
    fn argument(&mut self, f: Function, at: &Range<usize>) -> Parsed {
        if self.at_call() {
            let (mut arguments, _) = self.arguments(f.name(), || format!("{}(x)", f.name()), at)?;
            return match (arguments.pop(), arguments.len()) {
                (Some(u), 0) => Ok(u),
                (_, more) => {
                    let name = self.quote(at.clone());
                    let kind = ParseErrorKind::WrongArguments { name, wanted: "one argument", given: more + 1 };
                    Err(kind.at(at.clone()))
                }
            };
        }
        // `sin -x`, but not `sin + 1` or `sin - 1`.
        let signed = *self.kind() == Kind::Minus && self.ahead(1).glued;
        if !signed && !self.at_operand() {
            let name = self.quote(at.clone());
            let example = format!("{name}(x)");
            return Err(ParseErrorKind::MissingArgument { name, example }.at(at.clone()));
        }
        let from = self.token().at.start;
        let outer = std::mem::replace(&mut self.bare, true);
        let u = self.nested(|p| p.signed(|p| p.unbracketed(at, from)))?;
        self.bare = outer;
        Ok(u)
    }

    /// A power, and what is glued to it or follows a number or constant in it.
    fn unbracketed(&mut self, name: &Range<usize>, from: usize) -> Parsed {
        let first_token = self.token();
        let (mut factors, mut last_from) = (vec![self.power()?], first_token.at.start);
        loop {
            let token = self.token();
            let after_number = factors.last().is_some_and(|e| e.as_number().is_some() || is_constant(e));
            let more = match &token.kind {
                Kind::Name(Name::Function(_) | Name::Composed(_) | Name::Choice) => false,
                Kind::Name(_) => token.glued || after_number,
                Kind::Root(_) | Kind::RootOfOrder | Kind::Fraction => after_number,
                Kind::Open(_) => after_number && token.glued,
                Kind::Bar => after_number && self.bars == 0,
                _ => false,
            };
            if !more {
                let begins_with_number = matches!(first_token.kind, Kind::Number(_));
                self.note_argument(name, from..self.read_to(), last_from, factors.len(), begins_with_number);
                return Ok(Expr::product(factors));
            }
            last_from = token.at.start;
            factors.push(self.power()?);
        }
    }

    /// Whether brackets follow that hold arguments, and not the bars of an absolute value.
    pub(super) fn at_call(&self) -> bool {
        matches!(self.kind(), Kind::Open('(' | '[' | '{'))
    }

    /// What stands in the brackets behind a function's name.
    fn arguments(
        &mut self,
        name: &str,
        example: impl Fn() -> String,
        at: &Range<usize>,
    ) -> Parsed<(Vec<Expr>, Vec<Range<usize>>)> {
        let empty = matches!(self.ahead(1).kind, Kind::Close(_));
        match self.at_call() {
            true if !empty => self.list_in_brackets(name),
            opens => {
                let to = if opens { self.ahead(1).at.end } else { at.end };
                let kind = ParseErrorKind::MissingArgument { name: self.quote(at.clone()), example: example() };
                Err(kind.at(at.start..to))
            }
        }
    }

    /// A function that is an expression in others.
    fn composed(&mut self, row: &'static Composed, at: &Range<usize>) -> Parsed {
        if *self.kind() == Kind::Lowered {
            return Err(ParseErrorKind::Unexpected("_".into()).at(self.token().at.clone()));
        }
        let mut exponent = None;
        if matches!(self.kind(), Kind::Caret | Kind::Raised) {
            exponent = Some(self.exponent_of_function()?);
        }
        let (arguments, _) = self.arguments(row.name(), || row.example.to_owned(), at)?;
        let value = self.build(row, &arguments, at)?;
        Ok(exponent.map_or(value.clone(), |n| raise(value, n)))
    }

    fn build(&mut self, row: &'static Composed, arguments: &[Expr], at: &Range<usize>) -> Parsed {
        let value = (row.build)(arguments).ok_or_else(|| {
            let name = self.quote(at.clone());
            ParseErrorKind::WrongArguments { name, wanted: row.takes, given: arguments.len() }.at(at.clone())
        })?;
        super::check_size(&value, at.clone())?;
        self.bounded(value)
    }

    /// `x.pow(2)`, `x.exp()`: what is done with a value, as tensors have it.
    pub(super) fn with_methods(&mut self, value: Expr) -> Parsed {
        let mut value = value;
        while self.take_if(&Kind::Dot) {
            let token = self.take();
            let at = &token.at;
            let mut arguments = vec![value];
            match (self.kind(), &self.ahead(1).kind) {
                (Kind::Open('('), Kind::Close(')')) => self.at += 2,
                (Kind::Open('('), _) => arguments.extend(self.list_in_brackets(&self.quote(at.clone()))?.0),
                _ => return Err(ParseErrorKind::Unexpected(format!(".{}", self.quote(at.clone()))).at(at.clone())),
            }
            value = match (&token.kind, arguments.as_slice()) {
                (Kind::Name(Name::Function(f)), [u]) => self.bounded(Expr::apply(*f, u.clone()))?,
                (Kind::Name(Name::Composed(row)), all) => self.build(row, all, at)?,
                _ => return Err(ParseErrorKind::Unexpected(format!(".{}", self.quote(at.clone()))).at(at.clone())),
            };
        }
        Ok(value)
    }
}

/// Refuses what a second argument cannot be: the base 1 of a logarithm, the value 1/2 of a step.
fn check_second(f: Function, argument: &Expr) -> Result<(), ParseErrorKind> {
    match f {
        Function::Ln if !is_base(argument) => Err(ParseErrorKind::Base),
        Function::Step if !(argument.is_integer(0) || argument.is_integer(1)) => Err(ParseErrorKind::SinglePoint),
        _ => Ok(()),
    }
}

/// What `f^-1` stands for: the inverse has the name of the function with an `a` before it.
fn inverse(f: Function) -> Option<Function> {
    Function::named(&format!("a{}", f.name()))
}

fn is_constant(e: &Expr) -> bool {
    matches!(e.node(), crate::symbolic::Node::Constant(_))
}
