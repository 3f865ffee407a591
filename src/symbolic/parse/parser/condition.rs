//! Conditions: inequalities, alone, in chains, and joined by and, or, not.

use super::{Expr, Kind, ParseErrorKind, Parsed, Parser, Relation, Word, cases::MAX_CASES, pieces::Bound};

/// What has to hold for a case.
pub(super) enum Condition {
    Always,
    Compare(Bound),
    And(Box<(Condition, Condition)>),
    Or(Box<(Condition, Condition)>),
    Not(Box<Condition>),
}

impl Condition {
    pub fn and(self, other: Self) -> Self {
        Self::And(Box::new((self, other)))
    }

    /// Does something with every comparison in it, from left to right.
    pub fn for_each(&mut self, act: &mut dyn FnMut(&mut Bound)) {
        match self {
            Self::Always => {}
            Self::Compare(bound) => act(bound),
            Self::Not(inner) => inner.for_each(act),
            Self::And(both) | Self::Or(both) => {
                both.0.for_each(act);
                both.1.for_each(act);
            }
        }
    }

    /// How many comparisons are in it.
    fn length(&self) -> usize {
        match self {
            Self::Always => 0,
            Self::Compare(_) => 1,
            Self::Not(inner) => inner.length(),
            Self::And(both) | Self::Or(both) => both.0.length() + both.1.length(),
        }
    }

    /// Whether it holds where the expressions that it bounds have those values.
    pub fn holds(&self, places: &[f64]) -> bool {
        match self {
            Self::Always => true,
            Self::Compare(bound) => bound.admits(places),
            Self::Not(inner) => !inner.holds(places),
            Self::And(both) => both.0.holds(places) && both.1.holds(places),
            Self::Or(both) => both.0.holds(places) || both.1.holds(places),
        }
    }
}

impl Parser<'_> {
    /// `x < 0`, `0 <= x < 1`, `x < 0 or x > 1`, in brackets or not.
    pub(super) fn condition(&mut self) -> Parsed<Condition> {
        self.nested(|p| {
            let first = p.conjunction()?;
            p.alternatives(first)
        })
    }

    /// The rest of a condition of which the first sum has been read.
    pub(super) fn condition_from(&mut self, left: Expr) -> Parsed<Condition> {
        let first = self.comparison_from(left)?;
        let first = self.conjuncts(first)?;
        self.alternatives(first)
    }

    fn alternatives(&mut self, first: Condition) -> Parsed<Condition> {
        let mut condition = first;
        while self.take_if(&Kind::Word(Word::Or)) {
            condition = Condition::Or(Box::new((condition, self.conjunction()?)));
            self.check_length(&condition)?;
        }
        Ok(condition)
    }

    fn conjunction(&mut self) -> Parsed<Condition> {
        let first = self.simple_condition()?;
        self.conjuncts(first)
    }

    fn conjuncts(&mut self, first: Condition) -> Parsed<Condition> {
        let mut condition = first;
        // `&` is what arrays have for `and`.
        while self.take_if(&Kind::Word(Word::And)) || self.take_if(&Kind::Column) {
            condition = condition.and(self.simple_condition()?);
            self.check_length(&condition)?;
        }
        Ok(condition)
    }

    fn simple_condition(&mut self) -> Parsed<Condition> {
        match self.kind() {
            Kind::Word(Word::Not) => {
                self.take();
                Ok(Condition::Not(Box::new(self.nested(Self::simple_condition)?)))
            }
            Kind::Word(Word::True) => {
                self.take();
                Ok(Condition::Always)
            }
            Kind::Keyword(_) => Err(ParseErrorKind::NotAnInequality("=".into()).at(self.ahead(1).at.clone())),
            Kind::Open('(' | '[' | '{') if self.brackets_hold(is_of_condition) => {
                let bracket = self.open()?;
                let condition = self.condition()?;
                self.close(bracket)?;
                Ok(condition)
            }
            _ => {
                let left = self.sum()?;
                self.comparison_from(left)
            }
        }
    }

    /// `< right`, or `< middle < right`: each link has to hold.
    fn comparison_from(&mut self, left: Expr) -> Parsed<Condition> {
        let mut left = left;
        let mut all: Option<Condition> = None;
        while let Kind::Relation(relation) = *self.kind() {
            if matches!(relation, Relation::Equal | Relation::Other) {
                let kind = ParseErrorKind::NotAnInequality(self.quote(self.token().at.clone()));
                return Err(kind.at(self.token().at.clone()));
            }
            self.operator()?;
            let right = self.sum()?;
            let link = Condition::Compare(Bound::new(&left, relation, &right));
            all = Some(match all {
                None => link,
                Some(before) => before.and(link),
            });
            left = right;
            if let Some(all) = &all {
                self.check_length(all)?;
            }
        }
        all.ok_or_else(|| {
            let token = self.token();
            match token.kind {
                Kind::Comma
                | Kind::End
                | Kind::Close(_)
                | Kind::Word(_)
                | Kind::Column
                | Kind::Row
                | Kind::EndCases => ParseErrorKind::MissingCondition.at(token.at.clone()),
                _ => self.unexpected(),
            }
        })
    }

    pub(super) fn check_length(&self, condition: &Condition) -> Parsed<()> {
        if condition.length() > MAX_CASES {
            return Err(ParseErrorKind::TooDeep.at(self.token().at.clone()));
        }
        Ok(())
    }

    /// Whether the bracket that opens here holds such a token, outside of brackets in it.
    pub(super) fn brackets_hold(&self, wanted: fn(&Kind) -> bool) -> bool {
        let mut depth = 0usize;
        for i in 0.. {
            let kind = &self.ahead(i).kind;
            match kind {
                Kind::Open(_) | Kind::BeginCases => depth += 1,
                Kind::Close(_) | Kind::EndCases if depth <= 1 => return false,
                Kind::Close(_) | Kind::EndCases => depth -= 1,
                Kind::End => return false,
                _ if depth == 1 && wanted(kind) => return true,
                _ => {}
            }
        }
        false
    }
}

/// Whether a token stands only in conditions.
pub(super) fn is_of_condition(kind: &Kind) -> bool {
    matches!(kind, Kind::Relation(_) | Kind::Word(Word::And | Word::Or | Word::Not | Word::True))
}
