//! Labs: one idea each, as something to move.
//!
//! A lab is a state machine without a browser. The page forwards what a person does as an `Action`; `update` changes the
//! state; `scene` shows it through a viewport; `describe` says it in a sentence; `query` writes it into a link and
//! `from_query` reads it back. Time and randomness would come in as arguments, so a list of actions always gives the same
//! pictures, and each lab is tested without drawing.
//!
//! This floor imports `symbolic`, `numeric`, `optimize` and `plot`, and never draws.

pub mod derive;
pub mod descent;
mod figures;
pub mod tangent;

pub use derive::{DeriveLab, number};
pub use descent::DescentLab;
pub use figures::{figure, figure_latex, input_figure};
pub use tangent::TangentLab;

/// A direction in which an arrow key moves a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards smaller x.
    Left,
    /// Towards larger x.
    Right,
    /// Towards larger y.
    Up,
    /// Towards smaller y.
    Down,
}
