//! `Mode`: the way to a Jacobian that costs least.

use std::fmt;

use super::Program;

/// How many directions one pass of forward mode carries. Wider duals save passes and cost copying.
pub(super) const WIDTH: usize = 8;

/// A way through a program that gives its derivatives.
///
/// Few inputs: forward mode. Few outputs: reverse mode. Where both are few, what they cost decides: measured on sums of
/// polynomials, sigmoids and products of sines, an evaluation being 1, a forward pass takes 4 for one direction and 6 to 7
/// for eight, a way back 1.2 to 1.5, so that one output is always cheaper backwards.
///
/// ```
/// use gradus::{numeric::{Mode, Program}, symbolic::{Symbol, parse}};
/// let xy = ["x", "y"].map(Symbol::new);
/// let one = Program::new(&[parse("x*y")?], &xy)?;
/// assert_eq!(
///     Mode::cheapest(&one).to_string(),
///     "reverse mode: 1 way back for 1 output, rather than 1 forward pass for 2 variables"
/// );
/// let polar = Program::new(&[parse("x*cos(y)")?, parse("x*sin(y)")?, parse("x^2")?, parse("y^2")?], &xy)?;
/// assert_eq!(Mode::cheapest(&polar), Mode::Forward { passes: 1, variables: 2, outputs: 4 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// [`Dual`](super::Dual) numbers: some columns of the Jacobian in each pass.
    Forward {
        /// How often the program runs.
        passes: usize,
        /// The columns of the Jacobian.
        variables: usize,
        /// The rows of the Jacobian.
        outputs: usize,
    },
    /// A [`Tape`](super::Tape): one run, and a way back for each row of the Jacobian.
    Reverse {
        /// The passes that forward mode would take.
        passes: usize,
        /// The columns of the Jacobian.
        variables: usize,
        /// The rows of the Jacobian.
        outputs: usize,
    },
}

impl Mode {
    /// The one that costs least.
    pub fn cheapest(program: &Program) -> Self {
        let (variables, outputs) = (program.variables().len(), program.outputs());
        let passes = variables.div_ceil(WIDTH);
        // In tenths of an evaluation.
        let forward = passes.saturating_mul(if variables <= 2 { 45 } else { 65 });
        let reverse = outputs.saturating_mul(13).saturating_add(10);
        if reverse < forward {
            Self::Reverse { passes, variables, outputs }
        } else {
            Self::Forward { passes, variables, outputs }
        }
    }
}

/// The choice and why, in a phrase.
impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Forward { passes, variables, outputs } | Self::Reverse { passes, variables, outputs }) = self;
        let back =
            format!("{} for {}", counted(*outputs, "way back", "ways back"), counted(*outputs, "output", "outputs"));
        let forward = counted(*passes, "forward pass", "forward passes");
        let forward = format!("{forward} for {}", counted(*variables, "variable", "variables"));
        match self {
            Self::Forward { .. } => write!(f, "forward mode: {forward}, rather than {back}"),
            Self::Reverse { .. } => write!(f, "reverse mode: {back}, rather than {forward}"),
        }
    }
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
