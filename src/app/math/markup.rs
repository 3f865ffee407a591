//! From LaTeX to `MathML` as text.

use super::brackets::lowered;
use pulldown_latex::{Parser, RenderConfig, Storage, config::DisplayMode, mathml::push_mathml};

/// Formulas that are longer are shown as they are written: browsers lay out no deeper nests, and nobody reads them.
const LONGEST: usize = 20_000;
/// The space that TeX leaves between a name and the bracket of its argument when the bracket may grow, as in `\sin\left(`.
const AFTER_NAME: &str =
    concat!("<mo>\u{2061}</mo><mspace width=\"0.1667em\" />", "<mrow><mo symmetric=\"false\" stretchy=\"false\">(");
/// The bracket without the space.
const BRACKET: &str = "<mo>\u{2061}</mo><mrow><mo symmetric=\"false\" stretchy=\"false\">(";

/// What a marked part of a formula means.
///
/// LaTeX knows colours only, and a colour here would not follow the theme. So [`Ink::colour`] gives a colour that
/// stands for the meaning, for [`latex_marked`](crate::symbolic::latex_marked); in the `MathML` an attribute takes its
/// place, and the style sheet gives the attribute its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// What a rule is about to change.
    Before,
    /// What the rule has made of it.
    After,
    /// The function.
    Function,
    /// The derivative.
    Derivative,
    /// A gradient.
    Gradient,
    /// A step.
    Step,
    /// What is wrong.
    Error,
}

impl Ink {
    const ALL: [Self; 7] =
        [Self::Before, Self::After, Self::Function, Self::Derivative, Self::Gradient, Self::Step, Self::Error];

    /// The colour that stands for the meaning in LaTeX.
    pub fn colour(self) -> String {
        format!("#fe00{:02x}", self as u8)
    }

    /// A formula in LaTeX with this meaning as a whole.
    pub fn around(self, latex: &str) -> String {
        format!(r"{{\color{{{}}}{latex}}}", self.colour())
    }

    /// The name of the meaning in `data-ink`, for the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::Function => "function",
            Self::Derivative => "derivative",
            Self::Gradient => "gradient",
            Self::Step => "step",
            Self::Error => "error",
        }
    }
}

/// The formula as `MathML`, or as the escaped text that it is.
pub fn mathml(latex: &str, display_mode: DisplayMode) -> String {
    render(latex, display_mode).unwrap_or_else(|| format!("<code>{}</code>", escape(latex)))
}

fn render(latex: &str, display_mode: DisplayMode) -> Option<String> {
    if latex.len() > LONGEST {
        return None;
    }
    let storage = Storage::new();
    let events = lowered(Parser::new(latex, &storage).collect::<Result<_, _>>().ok()?);
    let config = RenderConfig { display_mode, annotation: None, ..RenderConfig::default() };
    let mut markup = String::new();
    push_mathml(&mut markup, events.into_iter().map(Ok::<_, std::convert::Infallible>), config).ok()?;
    let markup = markup.replace(AFTER_NAME, BRACKET);
    Some(Ink::ALL.into_iter().fold(markup, |markup, ink| with_meaning(&markup, ink)))
}

/// Puts the meaning in the place of the colour that stands for it.
fn with_meaning(markup: &str, ink: Ink) -> String {
    let colour = format!("style=\"color: rgb(254 0 {})\"", ink as u8);
    markup.replace(&colour, &format!("data-ink=\"{}\"", ink.name()))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
