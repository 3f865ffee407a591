//! What can be wrong with a typed expression, said in plain words.

use std::ops::Range;

use thiserror::Error;

/// Why a text is no expression, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{kind}")]
pub struct ParseError {
    /// What is wrong.
    pub kind: ParseErrorKind,
    /// Where, in characters of the text from 0; empty where something is missing.
    pub at: Range<usize>,
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
    /// A number with more digits or a larger exponent than an expression may have.
    #[error("this number is too long")]
    NumberTooLong,
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
    /// An operator without something to its right.
    #[error("something is missing after the {0}")]
    MissingAfter(String),
    /// An operator without something to its left.
    #[error("something is missing before the {0}")]
    MissingBefore(String),
    /// Brackets with nothing inside.
    #[error("there is nothing inside these brackets")]
    EmptyBrackets,
    /// A function without an argument.
    #[error("{0} needs something to act on, such as {0}(x)")]
    MissingArgument(String),
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
    /// An opening bracket that is never closed.
    #[error("this {0} is never closed")]
    Unclosed(String),
    /// A closing bracket that was never opened, or of another kind than the one that was.
    #[error("this {0} has no partner")]
    Unopened(String),
    /// Two numbers with only space between.
    #[error("is there a sign missing between these two numbers?")]
    TwoNumbers,
    /// An equation or inequality.
    #[error("only an expression can be read here, without {0}")]
    Relation(String),
    /// `d/dx`
    #[error("type only what is to be differentiated, without d/dx")]
    DerivativeSign,
    /// A decimal comma.
    #[error("a comma stands only between arguments; a decimal is written with a point, 0.5")]
    Comma,
}

impl ParseErrorKind {
    pub(super) fn at(self, at: Range<usize>) -> ParseError {
        ParseError { kind: self, at }
    }
}
