//! Labs: one idea each, as something to move.
//!
//! A [`Lab`] is a state machine without a browser. The page forwards what a person does as an [`Action`]; `update` changes
//! the state; `scene` shows it through a viewport; `describe` says it in a sentence; `query` writes it into a link and
//! `from_query` reads it back. Time and randomness come in as arguments, so a list of actions always gives the same
//! pictures, and each lab is tested without drawing. [`entry`] lists the labs; [`History`] undoes.
//!
//! This floor imports `dice`, `symbolic`, `numeric`, `optimize` and `plot`, and never draws.

pub mod backprop;
mod catalogue;
pub mod chain;
mod curve;
mod data;
pub mod derivative;
pub mod derive;
pub mod descent;
mod figures;
mod fitted;
pub mod functions;
pub mod gradient;
mod history;
pub mod jacobian;
#[cfg(test)]
mod law;
pub mod limit;
mod limits;
pub mod network;
pub mod newton;
mod parts;
mod relief;
pub mod softmax;
mod surface;
pub mod tangent;

pub use backprop::BackpropLab;
pub use catalogue::{Entry, LABS, entry};
pub use chain::ChainLab;
pub use curve::{Curve, Side};
use data::rows;
pub use data::{MOST_POINTS, points, points_text};
pub use derivative::DerivativeLab;
pub use derive::{DeriveLab, number};
pub use descent::DescentLab;
use figures::numbers;
pub use figures::{exact_figure, figure, figure_latex, input_figure, subscripted};
pub use functions::FunctionsLab;
pub use gradient::GradientLab;
pub use history::History;
pub use jacobian::JacobianLab;
pub use limit::LimitLab;
pub use limits::{Workload, limits, speed};
pub use network::NetworkLab;
pub use newton::NewtonLab;
pub use parts::{Action, Example, Grip, Hold, Input, InputKind, Legend, Picture, Playing, Table, Words, grip_at};
pub use softmax::SoftmaxLab;
pub use surface::{Landscape, Surface};
pub use tangent::TangentLab;

use crate::{
    plot::{Scene, Viewport},
    query::Query,
};

/// An idea as something to move: one page shows any of them.
///
/// A lab has inputs, pictures with grips, formulas, a sentence and tables, all of which follow from its state. A person's
/// [`Action`]s change the state, and so does time, which comes in as one of them. The whole state is in [`query`](Lab::query):
/// a link brings it back, and undoing is going back to a former link.
pub trait Lab: Send + Sync {
    /// What can be typed, chosen and set, in the order in which it stands.
    fn inputs(&self) -> Vec<Input>;

    /// Does what a person did. What means nothing here does nothing.
    ///
    /// # Errors
    /// In words, if an input can't be taken as it is; then nothing has changed.
    fn update(&mut self, action: Action) -> Result<(), String>;

    /// What letting time go by does, if it does anything.
    fn plays(&self) -> Option<Playing> {
        None
    }

    /// What is shown.
    fn pictures(&self) -> Vec<Picture>;

    /// The part of the plane that a picture shows in a box of so many css pixels.
    fn viewport(&self, picture: usize, width: f64, height: f64) -> Viewport;

    /// A picture.
    fn scene(&self, picture: usize, view: Viewport) -> Scene;

    /// What can be taken hold of in a picture.
    fn grips(&self, picture: usize, view: &Viewport) -> Vec<Grip>;

    /// What is computed, line by line in LaTeX.
    fn lines(&self) -> Vec<String>;

    /// The state in a sentence or two.
    fn describe(&self) -> String;

    /// The numbers behind the pictures.
    fn tables(&self) -> Vec<Table>;

    /// The whole state, as a link has it.
    fn query(&self) -> Query;
}

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
