//! When a note is due: ways of writing that people read differently.

use super::{Constant, Expr, Function, Kind, Name, NoteKind, Parser, Range, Token};
use crate::symbolic::parse::spelling::shortened;

/// A factor that was typed as `a/b`, and where its parts stand.
pub(super) struct Division {
    pub numerator: Range<usize>,
    pub denominator: Range<usize>,
}

impl Parser<'_> {
    /// `-x^2`, where x is one token: the exponent is that of x alone. With an odd exponent nobody can tell.
    pub(super) fn note_minus_before_power(&mut self) {
        let (base, caret, exponent) = (self.ahead(1), self.ahead(2), self.ahead(3));
        let odd = matches!(&exponent.kind, Kind::Number(n) if n.is_integer() && !n.is_even());
        if matches!(base.kind, Kind::Name(Name::Variable(_)) | Kind::Number(_))
            && caret.kind == Kind::Caret
            && matches!(exponent.kind, Kind::Name(Name::Variable(_)) | Kind::Number(_))
            && !odd
        {
            let kind = NoteKind::MinusBeforePower {
                base: self.quote(base.at.clone()),
                exponent: self.quote(exponent.at.clone()),
            };
            self.note(self.token().at.start..exponent.at.end, kind);
        }
    }

    pub(super) fn note_division(&mut self, division: &Division, factor: Range<usize>) {
        let kind = NoteKind::DivisionThenProduct {
            numerator: self.quote(division.numerator.clone()),
            denominator: self.quote(division.denominator.clone()),
            together: self.quote(division.denominator.start..factor.end),
            factor: self.quote(factor.clone()),
        };
        self.note(division.numerator.start..factor.end, kind);
    }

    pub(super) fn note_chain(&mut self, first: &Division, last: &Range<usize>) {
        let kind = NoteKind::ChainedDivision {
            first: self.quote(first.numerator.start..first.denominator.end),
            last: self.quote(last.clone()),
            numerator: self.quote(first.numerator.clone()),
            together: self.quote(first.denominator.start..last.end),
        };
        self.note(first.numerator.start..last.end, kind);
    }

    /// `w^T` and `x^{(i)}` are no powers where vectors and samples are written.
    pub(super) fn note_superscript(&mut self, base: &Range<usize>) {
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

    /// `e^2x` and `x^1/2`: what follows without space is not in the exponent, though it may have been meant to be.
    pub(super) fn note_after_exponent(&mut self, base: Range<usize>, exponent: usize) {
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

    /// `2e3x`: the number may have been meant as a product with Euler's number.
    pub(super) fn note_scientific(&mut self, number: &Token) {
        let typed = self.source(number.at.clone());
        let is_short = typed.len() <= 20 && typed.contains(['e', 'E']);
        if is_short && self.token().glued && matches!(self.kind(), Kind::Name(_) | Kind::Open(_)) {
            self.note(number.at.clone(), NoteKind::Scientific(typed));
        }
    }

    /// `√2x` and `√x^2`: how far the root reaches.
    pub(super) fn note_root(&mut self, sign: &Token, from: usize) {
        let (radicand, next) = (from..self.read_to(), self.token());
        let function = self.quote(sign.at.start..from);
        let text = self.source(radicand.clone());
        let simple = |base: &str| !function.starts_with('\\') && !base.contains(['(', '[', '{']);
        if let Some((base, exponent)) = text.split_once('^').filter(|(base, _)| simple(base)) {
            let (base, exponent) = (shortened(base), shortened(exponent));
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

    /// `e` that is not the base of a power may have been meant as a variable.
    pub(super) fn note_constant(&mut self, c: Constant, at: &Range<usize>) {
        let is_power = matches!(self.kind(), Kind::Caret | Kind::Raised);
        let alone = matches!(self.kind(), Kind::Close(_))
            && self.at.checked_sub(2).is_some_and(|i| matches!(self.tokens.get(i).kind, Kind::Open(_)));
        let number_before = self.at.checked_sub(2).is_some_and(|i| matches!(self.tokens.get(i).kind, Kind::Dot));
        if c == Constant::E && self.source(at.clone()) == "e" && !is_power && !alone && !number_before {
            self.note(at.clone(), NoteKind::EulersNumber);
        }
    }

    /// Whether the name that was taken last stands after a sign that takes one operand: `^`, √, a fraction in LaTeX.
    pub(super) fn is_operand_of_sign(&self) -> bool {
        let before = |places: usize| self.at.checked_sub(places).map(|i| &self.tokens.get(i).kind);
        let is_sign =
            |kind: Option<&Kind>| matches!(kind, Some(Kind::Caret | Kind::Root(_) | Kind::Lowered | Kind::Fraction));
        is_sign(before(2)) || (before(2) == Some(&Kind::Minus) && is_sign(before(3)))
    }

    /// Whether the name that was taken last follows a variable without space.
    pub(super) fn follows_letter(&self) -> bool {
        let last = self.previous().is_some_and(|last| last.glued);
        last && self.at.checked_sub(2).is_some_and(|i| matches!(self.tokens.get(i).kind, Kind::Name(Name::Variable(_))))
    }

    /// `xyz`: letters without space between them.
    pub(super) fn note_letters(&mut self, first: &Range<usize>) {
        // After `^` and √ only the first of them is meant, which has its own note.
        if self.is_operand_of_sign() {
            return;
        }
        let (mut letters, mut to, mut i) = (vec![self.quote(first.clone())], first.end, 0);
        while let Token { kind: Kind::Name(Name::Variable(_)), glued: true, at } = self.ahead(i)
            && i < MOST_LETTERS
        {
            letters.push(self.quote(at.clone()));
            (to, i) = (at.end, i + 1);
        }
        // Commands of LaTeX stand apart without space.
        if !letters.iter().any(|letter| letter.contains('\\')) {
            self.note(first.start..to, NoteKind::Letters(letters));
        }
    }

    /// Notes on functions of which there is more than one.
    pub(super) fn note_function(&mut self, f: Function, at: &Range<usize>) {
        let typed = self.source(at.clone());
        // A module says which logarithm it has.
        let qualified = at.start.checked_sub(1).and_then(|i| self.text.get(i)) == Some(&'.');
        let kind = match (f, typed.trim_start_matches('\\').to_ascii_lowercase().as_str()) {
            (Function::Ln, "log") if !qualified => NoteKind::NaturalLogarithm,
            (Function::Log10, "lg") => NoteKind::DecimalLogarithm,
            _ => match f.name() {
                function @ "leaky_relu" => NoteKind::Parameter {
                    function,
                    means: "slope 0.01 for negative numbers",
                    other: "leaky_relu(x, 0.1)",
                },
                function @ "elu" => NoteKind::Parameter { function, means: "alpha = 1", other: "elu(x, 0.5)" },
                function @ "acot" => NoteKind::Range { function, values: ACOT_VALUES },
                _ => return,
            },
        };
        self.note(at.clone(), kind);
    }

    /// `sin(30)` was perhaps meant in degrees.
    pub(super) fn note_angle(&mut self, f: Function, u: &Expr, at: &Range<usize>) {
        let circular =
            matches!(f, Function::Sin | Function::Cos | Function::Tan | Function::Sec | Function::Csc | Function::Cot);
        let degrees = u.as_number().and_then(|n| n.to_i64()).filter(|n| *n >= 15 && n % 15 == 0);
        if let Some(degrees) = degrees.filter(|_| circular) {
            let kind = NoteKind::Radians { function: f.name().to_owned(), angle: degrees.to_string() };
            self.note(at.start..self.read_to(), kind);
        }
    }

    /// Notes on how far a function without brackets reaches.
    pub(super) fn note_argument(
        &mut self,
        name: &Range<usize>,
        argument: Range<usize>,
        last: usize,
        factors: usize,
        number: bool,
    ) {
        let function = self.name_at(name.clone());
        let text = self.quote(argument.clone());
        let next = self.token();
        let whole = name.start..argument.end;
        let caret = self.text.get(last..argument.end).unwrap_or_default().iter().position(|c| *c == '^');
        let is_power = factors == 1 && caret.is_some() && !text.contains(['(', '{', ' ']);
        if is_power {
            let caret = last + caret.unwrap_or_default();
            let (base, exponent) = (self.quote(argument.start..caret), self.quote(caret + 1..argument.end));
            self.note(whole, NoteKind::PowerInArgument { function, base, exponent });
        } else if self.at_operand() {
            self.note(whole, NoteKind::UnbracketedArgument { function, argument: text, multiplied: true });
        } else if next.kind == Kind::Over && next.glued {
            self.note(whole, NoteKind::ArgumentThenDivision { function, argument: text });
        } else if factors > 1 && !number {
            self.note(whole, NoteKind::UnbracketedArgument { function, argument: text, multiplied: false });
        }
    }
}

/// The most letters behind the first that a note names.
const MOST_LETTERS: usize = 3;

/// Where the values of the inverse cotangent lie.
const ACOT_VALUES: &str = "between 0 and pi";
