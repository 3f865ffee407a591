//! What a mark means, and how meanings are told apart without colour.

use super::Marker;

/// The meaning of a mark: one colour each, everywhere (formula, plot, text, code), in light and in dark.
///
/// A [`Theme`](super::Theme) holds the colours; line style and marker are here, because a meaning has to be told
/// apart without colour too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The function that is looked at: a solid line.
    Function,
    /// Its derivative: a long-dashed line.
    Derivative,
    /// A tangent: a thin solid line in ink, as if drawn along a ruler.
    Tangent,
    /// A gradient: arrows.
    Gradient,
    /// A step, or a path of steps: a line with a disc at each stop.
    Step,
    /// An error, or what is wrong: a dotted line and crosses.
    Error,
    /// What was measured or given: squares in ink.
    Data,
    /// A second function beside the first, a secant, an auxiliary line: short-dashed.
    Secondary,
    /// A line on which a function has one value.
    Level,
    /// What should stand back: asymptotes, guides, former positions.
    Muted,
}

/// How a line is drawn, in css pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Width of the line.
    pub width: f64,
    /// Lengths of ink and of gap, taken in turn; empty for a solid line.
    pub dash: &'static [f64],
}

impl Role {
    /// Every role, in the order of importance.
    pub const ALL: [Self; 10] = [
        Self::Function,
        Self::Derivative,
        Self::Tangent,
        Self::Gradient,
        Self::Step,
        Self::Error,
        Self::Data,
        Self::Secondary,
        Self::Level,
        Self::Muted,
    ];

    /// The name of the role, as in the style sheet: `--role-function` and so on.
    ///
    /// ```
    /// assert_eq!(gradus::plot::Role::Function.name(), "function");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Derivative => "derivative",
            Self::Tangent => "tangent",
            Self::Gradient => "gradient",
            Self::Step => "step",
            Self::Error => "error",
            Self::Data => "data",
            Self::Secondary => "secondary",
            Self::Level => "level",
            Self::Muted => "muted",
        }
    }

    /// How a line of this role is drawn.
    pub const fn stroke(self) -> Stroke {
        let (width, dash): (f64, &[f64]) = match self {
            Self::Function => (2.25, &[]),
            Self::Derivative => (2.25, &[10.0, 5.0]),
            Self::Gradient | Self::Step => (1.75, &[]),
            Self::Tangent | Self::Data => (1.5, &[]),
            Self::Error => (1.75, &[2.0, 3.0]),
            Self::Secondary => (1.5, &[5.0, 4.0]),
            Self::Level => (1.0, &[]),
            Self::Muted => (1.0, &[3.0, 4.0]),
        };
        Stroke { width, dash }
    }

    /// The sign that marks a point of this role.
    pub const fn marker(self) -> Marker {
        match self {
            Self::Error => Marker::Cross,
            Self::Data => Marker::Square,
            Self::Gradient | Self::Derivative | Self::Tangent => Marker::Diamond,
            Self::Function | Self::Step | Self::Secondary | Self::Level | Self::Muted => Marker::Disc,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_main_roles_differ_without_colour() {
        let main = [Role::Function, Role::Derivative, Role::Error, Role::Secondary, Role::Muted, Role::Tangent];
        for (i, a) in main.iter().enumerate() {
            for b in &main[..i] {
                assert_ne!(a.stroke(), b.stroke(), "{a:?} {b:?}");
            }
        }
    }
}
