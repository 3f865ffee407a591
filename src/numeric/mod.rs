//! Numbers out of expressions: values, and derivatives that do not come from rules.
//!
//! Start at [`Program`], an expression compiled to straight-line code that runs on any [`Scalar`]: on `f64` for values, on
//! [`Lanes`] for values at many points, on [`Dual`] for values and derivatives in one pass (forward mode), on a [`Tape`]
//! there and back (reverse mode). [`gradient()`], [`jacobian()`] and [`hessian()`] take the way that costs least, and
//! [`Mode`] says why; [`Partial`] is a derivative found by rules that knows where it holds; [`taylor()`] gives
//! derivatives of every order along a line; [`difference`] gives derivatives from values alone, with an estimate of their
//! error, as an independent check, and by the complex step; [`check`] says what is wrong with a gradient. On [`Interval`] a program
//! answers for all points of a stretch at once: [`Enclosure`] says where a function is surely defined, continuous, or
//! goes one way, [`Roots`] finds all its zeros, and [`Kinks`] its corners and jumps with the slopes beside them.
//!
//! This floor imports `symbolic` only. It has no clock and no randomness, does no I/O, and answers NaN where there is no
//! value: it computes with real numbers throughout, so a division by 0, `0^0`, the logarithm of a number that is not
//! positive and a negative number to a broken power have none, and nothing that contains such a part has one either.

mod adjoint;
mod bell;
pub mod check;
mod code;
mod compiler;
mod complex;
pub mod difference;
mod dual;
mod hessian;
mod interval;
mod kink;
mod lanes;
mod mode;
mod multivariate;
mod partial;
mod program;
mod roots;
mod scalar;
mod slope;
mod stable;
mod tape;
mod taylor;

pub use complex::Complex;
pub use dual::Dual;
pub use hessian::{SecondOrder, hessian, hessian_vector};
pub use interval::{Behaviour, Decoration, Enclosure, Interval, Line, Trend};
pub use kink::{Kink, Kinks};
pub use lanes::Lanes;
pub use mode::Mode;
pub use multivariate::{Jacobian, gradient, gradient_columns, jacobian, jacobian_by};
pub use partial::{Partial, PartialError};
pub use program::{MAX_OPERATIONS, Operation, Program, ProgramError, Scratch, Slot};
pub use roots::{Roots, Zero, ZeroKind};
pub use scalar::{Scalar, finite};
pub use slope::Differentiable;
pub use tape::Tape;
pub use taylor::{Taylor, TaylorPolynomial, taylor};
