//! What went wrong: documented slips as wrong rules, and an answer looked up among what they give.
//!
//! A [`Mistake`] is a row of a table. `rules/` holds what each makes of a part of a function, `suspects` carries that through
//! the right rules to a wrong derivative of the whole, at one place, at all places, or at two; [`diagnose`] compares an
//! answer with them by value.

mod diagnose;
mod rules;
mod suspects;
mod table;
mod terms;
mod values;
mod words;

pub(super) use self::{
    diagnose::slipped,
    suspects::{Fault, Suspects},
    terms::numeral,
};
pub use self::{
    diagnose::{Finding, Slipped, diagnose, diagnose_second},
    table::{Mistake, Topic},
};
