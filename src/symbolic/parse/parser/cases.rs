//! Functions by cases: `where(x < 0, -x, x)`, `x if x > 0 else 0`, LaTeX's `cases`.

use super::{
    Expr, Kind, Name, ParseErrorKind, Parsed, Parser, Range, Word,
    condition::{Condition, is_of_condition},
    pieces::Cases,
};

/// The most cases that a function may have, and the most inequalities in a condition.
pub(super) const MAX_CASES: usize = 64;

impl Parser<'_> {
    /// `where(c, a, b)`, `piecewise(c1, a, c2, b, …)`, `SymPy`'s `Piecewise((a, c1), (b, True))`. The name has been taken.
    pub(super) fn choice(&mut self, at: &Range<usize>) -> Parsed {
        if !self.at_call() || matches!(self.ahead(1).kind, Kind::Close(_)) {
            let name = self.quote(at.clone());
            let example = format!("{name}(x < 0, -x, x)");
            return Err(ParseErrorKind::MissingArgument { name, example }.at(at.clone()));
        }
        let bracket = self.open()?;
        let mut cases = Cases::default();
        // Mathematica lists the pairs: `Piecewise[{{a, c}, {b, d}}]`.
        let is_list = matches!((self.kind(), &self.ahead(1).kind), (Kind::Open('{' | '['), Kind::Open(_)));
        if is_list {
            let list = self.open()?;
            self.pieces(&mut cases)?;
            self.close(list)?;
            if self.comma()? {
                cases.otherwise = Some(self.expression()?);
            }
        } else {
            self.pieces(&mut cases)?;
        }
        self.close(bracket)?;
        let whole = at.start..self.read_to();
        self.chosen(cases, whole)
    }

    fn pieces(&mut self, cases: &mut Cases) -> Parsed<()> {
        loop {
            let last = self.piece(cases)?;
            if cases.cases.len() > MAX_CASES {
                return Err(ParseErrorKind::TooDeep.at(self.token().at.clone()));
            }
            if last || !self.comma()? {
                return Ok(());
            }
        }
    }

    /// One condition with its value, or the value that is left at the end. Says whether it was that last one.
    fn piece(&mut self, cases: &mut Cases) -> Parsed<bool> {
        let is_pair = matches!(self.kind(), Kind::Open(_)) && self.brackets_hold(|kind| *kind == Kind::Comma);
        if is_pair {
            let bracket = self.open()?;
            let value = self.expression()?;
            self.comma()?;
            let condition = self.condition()?;
            self.close(bracket)?;
            cases.add(condition, value);
            return Ok(false);
        }
        if !cases.cases.is_empty() && !self.begins_condition() {
            let from = self.token().at.start;
            cases.otherwise = Some(self.expression()?);
            if *self.kind() == Kind::Comma {
                return Err(ParseErrorKind::MissingCondition.at(from..self.read_to()));
            }
            return Ok(true);
        }
        let condition = self.condition()?;
        if !self.comma()? {
            let token = self.token();
            return Err(match token.kind {
                Kind::Close(_) => ParseErrorKind::MissingElse.at(token.at.clone()),
                Kind::End => ParseErrorKind::MissingElse.at(self.tokens.get(self.at.saturating_sub(1)).at.clone()),
                _ => self.unexpected(),
            });
        }
        let value = self.expression()?;
        cases.add(condition, value);
        Ok(false)
    }

    /// Whether an inequality comes before the next comma.
    fn begins_condition(&self) -> bool {
        let in_brackets = matches!(self.kind(), Kind::Open(_)) && self.brackets_hold(is_of_condition);
        // A value by cases may stand in brackets too.
        if in_brackets && !self.brackets_hold(|kind| matches!(kind, Kind::Word(Word::If) | Kind::Question)) {
            return true;
        }
        let mut depth = 0usize;
        for i in 0.. {
            match &self.ahead(i).kind {
                Kind::Open(_) | Kind::BeginCases => depth += 1,
                Kind::End => return false,
                kind if depth == 0 => match kind {
                    Kind::Close(_) | Kind::EndCases | Kind::Comma | Kind::Word(Word::If) | Kind::Question => {
                        return false;
                    }
                    kind if is_of_condition(kind) => return true,
                    _ => {}
                },
                Kind::Close(_) | Kind::EndCases => depth -= 1,
                _ => {}
            }
        }
        false
    }

    /// `a if c else b`, of which `a` has been read.
    pub(super) fn conditional(&mut self, value: Expr) -> Parsed {
        let word = self.take();
        let condition = self.condition()?;
        if !self.take_if(&Kind::Word(Word::Else)) {
            return Err(match self.kind() {
                Kind::End | Kind::Close(_) | Kind::Comma => ParseErrorKind::MissingElse.at(word.at.clone()),
                _ => self.unexpected(),
            });
        }
        let other = self.expression()?;
        let cases = Cases { cases: vec![(condition, value)], otherwise: Some(other) };
        self.chosen(cases, word.at.clone())
    }

    /// `c ? a : b`, of which the first sum of `c` has been read.
    pub(super) fn ternary(&mut self, left: Expr) -> Parsed {
        let relation = self.token();
        let condition = self.condition_from(left)?;
        if *self.kind() != Kind::Question {
            return Err(ParseErrorKind::Inequality(self.quote(relation.at.clone())).at(relation.at.clone()));
        }
        let question = self.take();
        let value = self.expression()?;
        if !self.take_if(&Kind::Colon) {
            return Err(ParseErrorKind::MissingElse.at(question.at.clone()));
        }
        let other = self.expression()?;
        let cases = Cases { cases: vec![(condition, value)], otherwise: Some(other) };
        self.chosen(cases, question.at.clone())
    }

    /// `\left\{\begin{array}{ll} … \end{array}\right.`
    pub(super) fn cases_in_brace(&mut self) -> Parsed {
        let open = self.take();
        let value = self.cases_environment()?;
        match self.kind() {
            Kind::Close('}') | Kind::NoBracket => {
                self.take();
                Ok(value)
            }
            _ => Err(ParseErrorKind::Unclosed(self.quote(open.at.clone())).at(open.at.clone())),
        }
    }

    /// `\begin{cases} a & x < 0 \\ b & x \ge 0 \end{cases}`
    pub(super) fn cases_environment(&mut self) -> Parsed {
        let begin = self.take();
        let bars = std::mem::take(&mut self.bars);
        let mut cases = Cases::default();
        while *self.kind() != Kind::EndCases {
            if *self.kind() == Kind::End {
                return Err(ParseErrorKind::Unclosed(self.quote(begin.at.clone())).at(begin.at.clone()));
            }
            self.case(&mut cases)?;
            if cases.cases.len() > MAX_CASES {
                return Err(ParseErrorKind::TooDeep.at(self.token().at.clone()));
            }
            if !self.take_if(&Kind::Row) {
                break;
            }
        }
        if *self.kind() != Kind::EndCases {
            return Err(match self.kind() {
                Kind::End => ParseErrorKind::Unclosed(self.quote(begin.at.clone())).at(begin.at.clone()),
                _ => self.unexpected(),
            });
        }
        self.take();
        self.bars = bars;
        self.chosen(cases, begin.at.start..self.read_to())
    }

    /// `a & \text{if } x < 0`, or `b & \text{otherwise}`.
    fn case(&mut self, cases: &mut Cases) -> Parsed<()> {
        let value = self.nested(Self::sum)?;
        self.take_if(&Kind::Comma);
        self.take_if(&Kind::Column);
        if matches!(self.kind(), Kind::Word(Word::If | Word::For) | Kind::Name(Name::Choice)) {
            self.take();
        }
        if self.take_if(&Kind::Word(Word::Else)) {
            cases.add(Condition::Always, value);
        } else {
            let mut condition = self.condition()?;
            // `x > 0, x < y`: both have to hold.
            while *self.kind() == Kind::Comma && !matches!(self.ahead(1).kind, Kind::Row | Kind::EndCases) {
                self.take();
                condition = condition.and(self.condition()?);
                self.check_length(&condition)?;
            }
            cases.add(condition, value);
        }
        self.take_if(&Kind::Comma);
        Ok(())
    }

    /// The expression that the cases make.
    fn chosen(&mut self, cases: Cases, at: Range<usize>) -> Parsed {
        let chosen = cases.into_expr().map_err(|kind| kind.at(at.clone()))?;
        super::check_size(&chosen, at)?;
        self.bounded(chosen)
    }
}
