//! `Status`: how a run stands, and the test that each answer rests on.

/// How a run stands.
///
/// A run that is running, converged, stuck (saddle, plateau), stalled or going in circles can take a further step, and so can one
/// that has diverged to a point that is still in range; the others have none to take.
///
/// Sizes of points and gradients are largest components. In the tests, θ₀, L₀ and g₀ are the start, the loss and the
/// gradient there, and "at rest" means `‖g‖ ≤ 1e-9·(1 + ‖g₀‖)` and a last step of at most `1e-6·(1 + ‖θ‖)`.
///
/// At rest, the eigenvalues λ of the Hessian decide where they tell, that is, by more than `τ = 1e-6·(1 + ‖g₀‖)/r` with
/// `r = 1e-3·(1 + ‖θ‖)`: over the distance r the gradient then changes by a thousand times what counts as rest. Where they do not, or
/// there is no Hessian, the values around decide: at the distance r in both directions of every axis and, for up to 16 variables, in
/// three directions between every two. [`Evidence`](super::Evidence) says which test it was, and its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// None of the others.
    Running,
    /// At rest, and every λ is above τ; or else the loss is nowhere around lower, and not everywhere the same.
    Converged,
    /// At rest, but a λ is below -τ; or else the loss is lower somewhere around.
    Saddle,
    /// At rest, no λ tells, and the loss is the same all around.
    Plateau,
    /// Not at rest, but the last four steps led back and forth between two points (to `1e-12` of their size).
    Cycle,
    /// Not at rest, but none of the last five steps is longer than `1e-12·(1 + ‖θ‖)`.
    Stalled,
    /// `‖θ‖ > 1e4·(1 + ‖θ₀‖)` or `|L| > 1e6·(1 + |L₀|)`, or the next step led out of the range of numbers.
    Diverged,
    /// The next step led to where the loss has no value.
    LeftDomain,
    /// The loss has a value here but no gradient.
    NoGradient,
    /// The update rule has no value here.
    NoStep,
    /// The loss has no value at the start.
    NoStart,
}

impl Status {
    /// What it means, in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Running => "The descent goes on.",
            Self::Converged => "Converged: the gradient is zero here, and the loss is nowhere lower close by.",
            Self::Saddle => {
                "Stuck: the gradient is zero here, but the loss falls in some direction. This is a saddle or a maximum."
            }
            Self::Plateau => {
                "Stuck: the gradient is zero here, and the loss is the same all around. This is flat ground."
            }
            Self::Cycle => {
                "Going in circles: the steps jump back and forth between two points. The learning rate is too large to settle."
            }
            Self::Stalled => {
                "Stalled: the steps have become too small to matter, but the gradient is not zero here. A larger learning rate may go on."
            }
            Self::Diverged => {
                "Diverged: the steps grow without bound. The learning rate is too large, or the loss has no lowest value."
            }
            Self::LeftDomain => {
                "Stopped: the next step leads to where the loss has no value. A smaller learning rate may stay inside."
            }
            Self::NoGradient => {
                "Stopped: the loss has no gradient here, so there is no direction to go. This is a kink or the end of the domain."
            }
            Self::NoStep => {
                "Stopped: the update rule divides by zero here. A larger eps, or damping in Newton's method, avoids that."
            }
            Self::NoStart => "The loss has no value at the start.",
        }
    }
}
