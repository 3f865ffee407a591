//! Numbers out of expressions: values, and derivatives that do not come from rules.
//!
//! Start at [`Program`], an expression compiled to straight-line code that runs on any [`Scalar`]: on `f64` for values,
//! on [`Dual`] for values and derivatives in one pass. [`gradient()`] and [`jacobian()`] are had that way, and [`Hessian`]
//! from formulas on top of it; [`Partial`] is a derivative found by rules that knows where it holds; [`Kinks`] finds where
//! a function has a corner or a jump, and what the slopes are beside it; [`taylor()`] gives derivatives of every order along a
//! line; [`difference`] gives derivatives from values alone, with an estimate of their error, as an independent check, and by
//! the complex step; [`check`] says what is wrong with a gradient.
//!
//! This floor imports `symbolic` only. It has no clock and no randomness, does no I/O, and answers NaN where there is no
//! value: it computes with real numbers throughout, so a division by 0, `0^0`, the logarithm of a number that is not
//! positive and a negative number to a broken power have none, and nothing that contains such a part has one either.

mod bell;
pub mod check;
mod compiler;
mod complex;
pub mod difference;
mod dual;
mod hessian;
mod kink;
mod lanes;
mod multivariate;
mod partial;
mod program;
mod scalar;
mod stable;
mod taylor;

pub use complex::Complex;
pub use dual::Dual;
pub use hessian::Hessian;
pub use kink::{Kink, Kinks};
pub use lanes::Lanes;
pub use multivariate::{Jacobian, gradient, jacobian};
pub use partial::{Partial, PartialError};
pub use program::{Program, ProgramError, Scratch};
pub use scalar::{Scalar, finite};
pub use taylor::{Taylor, TaylorPolynomial, taylor};
