//! `Derivation`: the lines on the board.

use super::{
    Applied, Condition, DifferentiateError, Method, Rule, Step, board::Board, check, differentiate, rewriting,
};
use crate::symbolic::{Expr, Function, Proof, Symbol, prove};

/// A derivative, worked out line by line. Every line equals the one before.
///
/// The first line is `d/dx f`, not yet carried out. Each [`Step`] rewrites what is to be differentiated, applies one rule
/// (or all the table's rules that are left), or tidies; the last line is the answer.
///
/// ```
/// use gradus::symbolic::{Derivation, Symbol, parse};
/// let derivation = Derivation::new(&parse("sin(x^2)").unwrap(), &Symbol::new("x")).unwrap();
/// let lines: Vec<String> = derivation.lines().map(|line| line.to_string()).collect();
/// assert_eq!(lines, ["d/dx(sin(x^2))", "cos(x^2)*d/dx(x^2)", "cos(x^2)*2*x", "2*x*cos(x^2)"]);
/// ```
#[derive(Clone, Debug)]
pub struct Derivation {
    /// What is differentiated.
    pub of: Expr,
    /// By which variable.
    pub by: Symbol,
    /// In which way.
    pub method: Method,
    /// How detailed the lines are.
    pub detail: Detail,
    /// From each line to the next.
    pub steps: Vec<Step>,
}

/// How much of the work is written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// What fits on a slip of paper: all places at once, the easy derivatives in the head, tidied in one line.
    Short,
    /// As a person writes it on a board.
    #[default]
    Usual,
    /// Every rule on a line of its own, nothing done in the head.
    Full,
}

impl Detail {
    /// Every detail there is, the shortest first.
    pub const ALL: [Self; 3] = [Self::Short, Self::Usual, Self::Full];

    /// The name by which links refer to it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Usual => "usual",
            Self::Full => "full",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Short => "Short",
            Self::Usual => "As usual",
            Self::Full => "Every step",
        }
    }

    /// The detail of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|detail| detail.id() == id)
    }
}

impl Derivation {
    /// The derivative of `of` by `by`, line by line, by the usual rules and as short as a person would write it.
    ///
    /// # Errors
    /// If a line would be too deep or too long to write.
    pub fn new(of: &Expr, by: &Symbol) -> Result<Self, DifferentiateError> {
        Self::by_method(of, by, Method::Usual, Detail::Usual)
    }

    /// The derivative of `of` by `by`, line by line, in the way and the detail that is asked for. A method that has
    /// nothing to rewrite in `of` gives the usual lines. Whatever the method, the last line is what
    /// [`differentiate`](super::differentiate) gives, or an equal of it.
    ///
    /// # Errors
    /// If a line would be too deep or too long to write.
    ///
    /// ```
    /// use gradus::symbolic::{Derivation, Detail, Method, Symbol, parse};
    /// let (f, x) = (parse("tan(x)").unwrap(), Symbol::new("x"));
    /// let derivation = Derivation::by_method(&f, &x, Method::SinesAndCosines, Detail::Usual).unwrap();
    /// assert_eq!(derivation.lines().nth(1).unwrap().to_string(), "d/dx(sin(x)/cos(x))");
    /// ```
    pub fn by_method(of: &Expr, by: &Symbol, method: Method, detail: Detail) -> Result<Self, DifferentiateError> {
        let answer = differentiate(of, by)?;
        let mut board = Board::new(detail);
        let mut line = Expr::derivative(of.clone(), by.clone());
        let mut steps = rewriting::opening(method, &line, board.by(by));
        if let Some(last) = steps.last() {
            line = last.after.clone();
        }
        while line.is_pending() {
            check(&line)?;
            let step = board.next_step(&line);
            line = step.after.clone();
            steps.push(step);
        }
        check(&line)?;
        steps.extend(rewriting::closing(method, &line, &answer, detail, board.by(by)));
        Ok(Self { of: of.clone(), by: by.clone(), method, detail, steps })
    }

    /// The derivative.
    pub fn answer(&self) -> Expr {
        self.steps.last().map_or_else(|| Expr::derivative(self.of.clone(), self.by.clone()), |step| step.after.clone())
    }

    /// The lines, from `d/dx f` to the answer.
    pub fn lines(&self) -> impl Iterator<Item = Expr> + '_ {
        let first = Expr::derivative(self.of.clone(), self.by.clone());
        std::iter::once(first).chain(self.steps.iter().map(|step| step.after.clone()))
    }

    /// The rules used, each once, in the order of their first use; without tidying.
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules = Vec::new();
        for rule in self.applications().flat_map(|applied| &applied.rules).filter(|rule| !rule.is_tidying()) {
            if !rules.contains(rule) {
                rules.push(*rule);
            }
        }
        rules
    }

    /// Whether each line follows from the one before, as numbers say: one proof for each step. The lines are evaluated by
    /// [`prove`], which takes derivatives that are still to be carried out by differences, so by none of the rules here.
    /// Where the way taken asks for a condition, as logarithmic differentiation does, the lines are looked at only where it
    /// holds.
    ///
    /// ```
    /// use gradus::symbolic::{Derivation, Detail, Method, Symbol, parse};
    /// let (f, x) = (parse("x^x").unwrap(), Symbol::new("x"));
    /// let derivation = Derivation::by_method(&f, &x, Method::Logarithmic, Detail::Full).unwrap();
    /// assert!(derivation.verify().iter().all(|proof| proof.is_proved()));
    /// ```
    pub fn verify(&self) -> Vec<Proof> {
        let holds = self.conditions().into_iter().filter_map(|condition| match condition {
            Condition::Nonzero(u) => Some(Expr::quotient(Expr::one(), u)),
            Condition::Positive(u) => Some(Expr::apply(Function::Ln, u)),
            Condition::Meeting(_) => None,
        });
        let holds: Vec<Expr> = holds.collect();
        let where_it_holds = |line: Expr| {
            if holds.is_empty() {
                return line;
            }
            // What is multiplied by 0 only takes away the places where it has no value.
            Expr::sum([line, Expr::product([Expr::zero(), Expr::sum(holds.clone())])])
        };
        prove(&self.lines().map(where_it_holds).collect::<Vec<_>>())
    }

    /// Where the lines hold, as far as the formulas don't show it by themselves, each condition once.
    pub fn conditions(&self) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for condition in self.applications().flat_map(|applied| &applied.application.conditions) {
            if !conditions.contains(condition) {
                conditions.push(condition.clone());
            }
        }
        conditions
    }

    fn applications(&self) -> impl Iterator<Item = &Applied> {
        self.steps.iter().flat_map(|step| &step.applications)
    }
}
