//! Mathematics as text and as formulas: an expression is read, differentiated, tidied, compared and printed here.
//!
//! Start at [`Expr`], then [`Function`] (the one table of functions), then [`parse()`]. This floor imports nothing of the
//! crate's other floors; it has no clock, does no I/O and does not panic on any input.

mod differentiate;
mod equivalence;
mod expr;
mod function;
mod number;
mod parse;
pub mod print;
mod simplify;

pub use differentiate::{
    Application, Applied, Condition, Derivation, Detail, DifferentiateError, Method, Part, Rule, Step, conditions,
    differentiate, differentiate_in_turn, gradient, hessian, jacobian, methods, raw_derivative, shared_parts,
    total_derivative,
};
pub use equivalence::{Difference, Proof, Settled, Verdict, compare, follows, prove, spelled, unrounded};
pub use expr::{AtZero, Constant, Expr, Extremum, Node, Symbol};
pub use function::{Code, Function, Row, Spelling, TABLE};
pub use number::Number;
pub use parse::{
    MAX_LENGTH, MAX_NESTING, Note, NoteKind, ParseError, ParseErrorKind, Reading, parse, place_in_text, read,
};
pub use print::{latex, latex_marked};
pub use simplify::{Law, simplify, simplify_where_defined, tidyings};

/// The deepest nesting an expression may have. Every walk that recurses is bounded by it, which keeps the page's stack safe.
pub const MAX_DEPTH: u32 = 1200;
