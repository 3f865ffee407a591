//! Practice: problems made afresh, answers judged, hints from the derivation, and what comes next.
//!
//! Start at [`Session`], the state machine that the page forwards to. It asks [`schedule`] what comes next, makes a
//! [`Problem`] of a [`Kind`], judges what is typed into its blanks with [`grade()`], says which [`Mistake`] a wrong answer comes
//! from ([`diagnose`]), reveals [`hints`], and keeps every attempt in [`Progress`]; a [`Record`]
//! is that as it is stored.
//!
//! This floor imports `dice`, `symbolic`, `numeric` for values at a point, `plot` for the pictures that it describes, and `query` for links. It knows no browser, reads no clock
//! (times are arguments) and makes no randomness of its own (seeds are arguments), so that the same seed gives the same
//! problem everywhere. It differentiates nothing itself: problem, answer and hints are one
//! [`Derivation`](crate::symbolic::Derivation), and a slip is that with one rule replaced at one place
//! ([`total_derivative`](crate::symbolic::total_derivative) carries it through the others).

mod exercise;
mod grading;
mod hint;
mod kinds;
mod mastery;
mod mistakes;
mod pattern;
mod picture;
mod placement;
mod problem;
mod progress;
mod record;
mod report;
pub mod schedule;
mod screen;
mod session;
mod set;
mod skill;
mod words;

pub use exercise::against;
pub use grading::{Grade, Pattern, Ungraded, Witness, Wrong, grade, without_label};
pub use hint::{Advice, Hint, Line, hints};
pub use kinds::Kind;
pub use mastery::{Standing, standings};
pub use mistakes::{Finding, Mistake, Slipped, Topic, diagnose, diagnose_second};
pub use picture::{Picture, answer_over_slope};
pub use placement::placing;
pub use problem::{Blank, Choice as Answer, Form, Meaning, Method, Problem, Source, Work};
pub use progress::{Attempt, Outcome, Progress, Tally};
pub use record::{ImportError, Record, imported};
pub use report::{Report, Row, Slip, accuracy, accuracy_scene, accuracy_words};
pub use schedule::{Choice, Why};
pub use session::{Action, Changed, Mode, Session, View};
pub use set::{MOST_IN_SET, ProblemSet};
pub use skill::{Level, Skill};
