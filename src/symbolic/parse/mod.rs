//! Reading mathematics as people type it.
//!
//! ```text
//! expression = sum [ "if" condition "else" expression ]         also  condition "?" expression ":" expression
//! sum        = signs term { ("+" | "-") signs term }
//! term       = power { ("*" | "/") signs power | power }        a factor that follows directly is multiplied
//! power      = operand { raised } [ "^" signs power ]           2^3^2 is 2^(3^2); raised is the ² of x²
//! operand    = number | constant | variable | "(" expression ")" | "|" expression "|" | "√" signs power | application
//! application = function [ "_" operand ] [ "^" signs operand ] argument
//!            | ("where" | "if" | "piecewise") "(" condition "," expression { "," condition "," expression }
//!              [ "," expression ] ")"                           and LaTeX's cases
//! argument   = "(" expression { "," expression } ")" | ["-"] power { power }
//! condition  = comparison { ("and" | "or") comparison }         a comparison may be a chain: 0 <= x < 1
//! signs      = { "+" | "-" }
//! ```
//!
//! Where people differ about the meaning there is one rule, and [`read`] notes what was typed that way:
//! - Multiplying and dividing go from left to right whether the sign is written or not: `1/2x` is `(1/2)·x`, `a/b/c` is
//!   `(a/b)/c`.
//! - A minus in front applies to the whole power or product: `-x^2` is `-(x^2)`. Powers go from right to left: `2^3^2` is
//!   `2^(3^2)`. An exponent is one power, so `e^2x` is `(e^2)·x` and `x^1/2` is `(x^1)/2`.
//! - A function without brackets takes the next power, what is glued to it, and what follows a number or constant in it:
//!   `sin 2x cos x` is `sin(2x)·cos(x)`, `ln x^2` is `ln(x^2)`, `sin x y` is `sin(x)·y`, `sin 2(x+1)` is `sin(2(x+1))`. The
//!   sign √ takes the next power alone: `√x^2` is `√(x^2)`, `√2x` is `√2·x`.
//! - Brackets directly behind a function hold its argument, and nothing more: `sin(x)^2` is `(sin x)^2`, `√(x)y` is `√x·y`.
//! - `sin^2 x` is `(sin x)^2`, `sin^-1 x` is `asin x`.
//! - Up to three letters that spell no name are multiplied (`xy` is `x·y`); a letter with digits or an index is one
//!   variable (`w1`, `w_1` and `w₁` are the same). A variable before brackets is multiplied by them: `x(x+1)`; only σ is a
//!   function there.
//! - `log` is the natural logarithm, as in the machine-learning literature and its libraries; `log(x, 2)` and `Log[2, x]` have
//!   a base; `lg` is to base 10. `e` is Euler's number; `i` and `E` are variables. Angles are in radians.
//! - `2e3` is 2000; `e^u` and `exp(u)` are the same function. `|a|b|c|` is `|a|·b·|c|`.
//! - Cases are tried in turn. Together they have to cover everything but single points, at which the value is what both
//!   sides agree on; a last case without a condition takes the rest.
//!
//! LaTeX (`\frac{1}{1+e^{-x}}`) and programs (`np.exp(-x)`, `Exp[-x]`, `x.^2`) are read by the same grammar.

mod composed;
mod error;
mod head;
mod lexer;
mod names;
mod note;
mod parser;
mod place;
mod spelling;

pub use error::{ParseError, ParseErrorKind};
pub use note::{Note, NoteKind};
pub use place::place_in_text;

use error::Failure;

use super::{Expr, Node, Symbol};

/// The longest text that is read, in characters.
pub const MAX_LENGTH: usize = 20_000;

/// The deepest nesting of brackets, exponents and the like that is read.
pub const MAX_NESTING: usize = 256;

/// What a text was read as.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The expression.
    pub expr: Expr,
    /// What the text calls it: `f` of `f(x) = x^2`, `y` of `y = x^2`.
    pub name: Option<String>,
    /// What the text says to differentiate by: x of `d/dx x^2` and of `f(x) = a x^2`.
    pub by: Option<Symbol>,
    /// Remarks on parts that people read in two ways, from left to right, at most one of each kind.
    pub notes: Vec<Note>,
}

/// Reads an expression, alone.
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
    let text = characters(text)?;
    let tokens = lexer::Tokens::new(&text, 0)?;
    let (expr, _) = parser::Parser::new(&text, &tokens).whole()?;
    Ok(expr)
}

/// Reads an expression, alone or with a beginning such as `f(x) =`, `y =`, `f: x ↦` or `d/dx`, and notes what could have
/// been meant otherwise.
///
/// # Errors
/// As [`parse`]; and for `d/dx` before several terms of which only the first is in brackets.
///
/// ```
/// use gradus::symbolic::read;
/// let reading = read("f(x) = 1/2x").unwrap();
/// assert_eq!((reading.name.as_deref(), reading.expr.to_string().as_str()), (Some("f"), "1/2*x"));
/// assert_eq!(reading.notes[0].to_string(), "Read as (1/2)·x. Write 1/(2x) to divide by all of it.");
/// assert!(read("x^2 sin(x)").unwrap().notes.is_empty());
/// ```
pub fn read(text: &str) -> Result<Reading, ParseError> {
    let text = characters(text)?;
    let head = head::Head::new(&text);
    let tokens = lexer::Tokens::new(&text, head.end)?;
    head.check(&text, &tokens)?;
    let (expr, mut notes) = parser::Parser::new(&text, &tokens).whole()?;
    let is_sum = matches!(expr.node(), Node::Sum(_));
    if let Some(kind) = head.reaches(&text, &tokens, is_sum)? {
        notes.push(Note { at: 0..head.end, kind });
    }
    if head.name.as_deref().is_some_and(|name| expr.symbols().iter().any(|x| x.name() == name)) {
        return Err(ParseErrorKind::Relation("=".to_owned()).at(head.end.saturating_sub(1)..head.end).into());
    }
    notes.sort_by_key(|note| note.at.start);
    Ok(Reading { expr, name: head.name, by: head.by, notes })
}

fn characters(text: &str) -> Result<Vec<char>, Failure> {
    if let Some((at, _)) = text.chars().enumerate().nth(MAX_LENGTH) {
        return Err(ParseErrorKind::TooLong.at(at..at + 1));
    }
    Ok(text.chars().collect())
}

#[cfg(test)]
mod tests;
