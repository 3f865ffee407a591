//! Reading mathematics as people type it.
//!
//! ```text
//! expression = ["+" | "-"] term { ("+" | "-") term }
//! term       = factor { ("*" | "/") factor | factor }        a factor that follows directly is multiplied
//! factor     = { "+" | "-" } power
//! power      = operand [ "^" exponent ]                       2^3^2 is 2^(3^2)
//! exponent   = { "+" | "-" } power
//! operand    = number | variable | constant | "(" expression ")" | "|" expression "|" | "√" operand
//!            | function [ "^" exponent ] argument
//! argument   = "(" expression { "," expression } ")" | [ "-" ] power { power }
//! ```
//!
//! Where people differ about the meaning, there is one rule:
//! - Multiplying and dividing go from left to right whether the sign is written or not: `1/2x` is `(1/2)·x`.
//! - A minus in front applies to the whole power or product: `-x^2` is `-(x^2)`.
//! - A function without brackets takes the next power, and what is glued to it or follows a number or constant in it:
//!   `sin 2x cos x` is `sin(2x)·cos(x)`, `ln x^2` is `ln(x^2)`, `sin x y` is `sin(x)·y`.
//! - `sin^2 x` is `(sin x)^2`, `sin^-1 x` is `asin x`.
//! - Two or three letters that spell no name are multiplied (`xy` is `x·y`); a letter with digits is one variable (`w1`).
//! - `log` is the natural logarithm, as in the machine-learning literature and its libraries.
//! - `2e3` is 2000; `e^u` and `exp(u)` are the same function.
//!
//! LaTeX (`\frac{1}{1+e^{-x}}`) and Python (`np.exp(-x)`) are read by the same grammar.

mod error;
mod lexer;
mod names;
mod parser;

pub use error::{ParseError, ParseErrorKind};

use super::Expr;

/// The longest text that is read, in characters.
pub const MAX_LENGTH: usize = 20_000;

/// The deepest nesting of brackets, exponents and the like that is read.
pub const MAX_NESTING: usize = 256;

/// Reads an expression.
///
/// Takes time in proportion to the length of the text, whatever it holds.
///
/// # Errors
/// Says what is wrong and where, in characters, for anything that is no expression by the grammar above, is longer than
/// [`MAX_LENGTH`] or deeper than [`MAX_NESTING`].
///
/// ```
/// use gradus::symbolic::parse;
/// assert_eq!(parse("2x sin x").unwrap().to_string(), "2*x*sin(x)");
/// let error = parse("3*(x+").unwrap_err();
/// assert_eq!((error.at.start, error.to_string().as_str()), (4, "something is missing after the +"));
/// ```
pub fn parse(text: &str) -> Result<Expr, ParseError> {
    if let Some((at, _)) = text.chars().enumerate().nth(MAX_LENGTH) {
        return Err(ParseErrorKind::TooLong.at(at..at + 1));
    }
    parser::Parser::new(lexer::tokens(text)?).parse()
}

#[cfg(test)]
mod tests;
