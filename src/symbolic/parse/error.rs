//! What can be wrong with a typed expression, said in plain words.

use std::ops::Range;

use thiserror::Error;

/// Why a text is no expression, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{kind}")]
pub struct ParseError {
    /// What is wrong.
    pub kind: ParseErrorKind,
    /// Where, in characters of the text from 0: the part that is to be changed, or the sign or bracket to which something is
    /// missing. Empty only where the text is.
    pub at: Range<usize>,
}

/// An error on its way through the reader: boxed, so that what the reader's functions return is small, and so is the stack
/// that they take.
#[derive(Debug)]
pub(super) struct Failure(pub Box<ParseError>);

impl From<Failure> for ParseError {
    fn from(failure: Failure) -> Self {
        *failure.0
    }
}

/// What can be wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ParseErrorKind {
    /// There is nothing but space.
    #[error("type an expression, such as x^2 or sin(x)")]
    Empty,
    /// More than [`MAX_LENGTH`](super::MAX_LENGTH) characters.
    #[error("this is longer than can be read here ({} characters at most)", super::MAX_LENGTH)]
    TooLong,
    /// Deeper than [`MAX_NESTING`](super::MAX_NESTING).
    #[error("this is nested deeper than can be read here ({} levels at most)", super::MAX_NESTING)]
    TooDeep,
    /// Written out with every function in terms of simpler ones, it has too many parts.
    #[error("written out in full, this is longer than can be read here")]
    TooLarge,
    /// A number with more digits or a larger exponent than an expression may have.
    #[error("this number is too long")]
    NumberTooLong,
    /// A number with two points.
    #[error("a number has one point at most")]
    Points,
    /// A character or word that no expression has.
    #[error("{0} has no meaning here")]
    Unexpected(String),
    /// A word that is no function, constant or variable.
    #[error("{name} is not known here{}", hint.as_ref().map_or_else(String::new, |h| format!("; did you mean {h}?")))]
    UnknownName {
        /// The word.
        name: String,
        /// The nearest known name, if one is near.
        hint: Option<String>,
    },
    /// A sign or word that has a meaning, but none that is read here.
    #[error("{what} is not read here: {because}")]
    NotRead {
        /// The sign or word.
        what: String,
        /// Why, or what to type instead.
        because: &'static str,
    },
    /// An operator without something to its right.
    #[error("something is missing after the {0}")]
    MissingAfter(String),
    /// An operator without something to its left.
    #[error("something is missing before the {0}")]
    MissingBefore(String),
    /// Two operators in a row.
    #[error("something is missing between the {0} and the {1}")]
    TwoOperators(String, String),
    /// Brackets with nothing inside.
    #[error("there is nothing inside these brackets")]
    EmptyBrackets,
    /// A function without an argument.
    #[error("{name} needs something to act on, such as {example}")]
    MissingArgument {
        /// The function.
        name: String,
        /// How it is used.
        example: String,
    },
    /// A function with more or fewer arguments than it takes.
    #[error("{name} takes {wanted}, not {given}")]
    WrongArguments {
        /// The function.
        name: String,
        /// How many it takes, in words.
        wanted: &'static str,
        /// How many there are.
        given: usize,
    },
    /// An argument by name, `dim=0`, that the function does not have.
    #[error("{name} has no argument called {keyword} here")]
    Keyword {
        /// The function.
        name: String,
        /// The name of the argument.
        keyword: String,
    },
    /// A logarithm to a base that is 1, 0 or negative.
    #[error("the base of a logarithm is a positive number other than 1")]
    Base,
    /// Brackets with several arguments behind what is no function.
    #[error("{0} is a variable here, so it takes no arguments")]
    NotAFunction(String),
    /// An opening bracket that is never closed.
    #[error("this {0} is never closed")]
    Unclosed(String),
    /// A closing bracket that was never opened.
    #[error("this {0} has no partner")]
    Unopened(String),
    /// A closing bracket of another kind than the one that is open.
    #[error("{open} is closed by {close} here; the two have to match")]
    Mismatched {
        /// The bracket that is open.
        open: String,
        /// The bracket that is to close it.
        close: String,
    },
    /// Two numbers with only space between.
    #[error("is there a sign missing between these two numbers?")]
    TwoNumbers,
    /// An equation.
    #[error("only an expression can be read here, without {0}")]
    Relation(String),
    /// An inequality outside a condition.
    #[error("{0} is read only in a condition, as in where(x < 0, -x, x)")]
    Inequality(String),
    /// A function by cases without a condition where one has to stand.
    #[error("a condition is missing here, such as x < 0")]
    MissingCondition,
    /// A condition that is no inequality.
    #[error("a condition is an inequality, such as x < 0; {0} is not read")]
    NotAnInequality(String),
    /// `a if c` without its `else`, or a call of that kind without its last part.
    #[error("the other case is missing: what is the value where the condition does not hold?")]
    MissingElse,
    /// Cases that leave places without a value.
    #[error("these cases do not cover everything; give the last one as otherwise")]
    CasesLeaveGap,
    /// Cases that single out one point.
    #[error("a single point cannot be given a value of its own here")]
    SinglePoint,
    /// `d/dx`
    #[error("type only what is to be differentiated, without d/dx")]
    DerivativeSign,
    /// `x'`
    #[error("a prime stands for a derivative; type the function itself")]
    Prime,
    /// A comma between other things than arguments.
    #[error("a comma stands only between the arguments of a function")]
    Comma,
    /// A comma between digits.
    #[error("a comma is not read inside a number; write {0}")]
    DecimalComma(String),
    /// A unit behind a number.
    #[error("{0} looks like a unit; only numbers and variables are read here")]
    Unit(String),
}

impl ParseErrorKind {
    pub(super) fn at(self, at: Range<usize>) -> Failure {
        Failure(Box::new(ParseError { kind: self, at }))
    }

    pub(super) fn not_read(what: impl Into<String>, because: &'static str) -> Self {
        Self::NotRead { what: what.into(), because }
    }
}
