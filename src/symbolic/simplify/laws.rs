//! The laws by which a line is tidied, and the way to the tidy form in lines that a person would write.

use super::{Domain, Simplifier};
use crate::symbolic::Expr;

/// A law by which a line is tidied. What makes the greater change comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Law {
    /// Numbers, signs, and powers of the same base brought together in each product.
    Factors,
    /// `2x + 3x = 5x`
    LikeTerms,
    /// Fractions brought to one denominator.
    Fractions,
    /// `x²/x = x`, `(x² - 1)/(x - 1) = x + 1`
    Cancelling,
    /// `ab + ac = a(b + c)`
    CommonFactor,
    /// `a(b + c) = ab + ac`
    Distributive,
    /// An identity between functions: `sin² + cos² = 1`, `sin/cos = tan`.
    Identity,
}

impl Law {
    /// Every law there is.
    pub const ALL: [Self; 7] = [
        Self::Factors,
        Self::LikeTerms,
        Self::Fractions,
        Self::Cancelling,
        Self::CommonFactor,
        Self::Distributive,
        Self::Identity,
    ];

    /// The name by which links and records refer to the law.
    pub fn id(self) -> &'static str {
        match self {
            Self::Factors => "tidy",
            Self::LikeTerms => "like-terms",
            Self::Fractions => "one-fraction",
            Self::Cancelling => "cancelling",
            Self::CommonFactor => "common-factor",
            Self::Distributive => "multiplied-out",
            Self::Identity => "identity",
        }
    }

    /// What was done, in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Factors => "tidied",
            Self::LikeTerms => "like terms collected",
            Self::Fractions => "written as one fraction",
            Self::Cancelling => "cancelled",
            Self::CommonFactor => "common factor taken out",
            Self::Distributive => "brackets multiplied out",
            Self::Identity => "an identity used",
        }
    }

    /// The law as a formula, in LaTeX.
    pub fn formula(self) -> &'static str {
        match self {
            Self::Factors => r"a\cdot b=b\cdot a,\quad a^m a^n=a^{m+n}",
            Self::LikeTerms => r"a c+b c=(a+b)\,c",
            Self::Fractions => r"\frac{a}{b}+\frac{c}{d}=\frac{a d+b c}{b d}",
            Self::Cancelling => r"\frac{a c}{b c}=\frac{a}{b}",
            Self::CommonFactor => r"a b+a c=a\,(b+c)",
            Self::Distributive => r"a\,(b+c)=a b+a c",
            Self::Identity => r"\sin^2 u+\cos^2 u=1,\quad\frac{\sin u}{\cos u}=\tan u",
        }
    }

    /// One sentence that says what the law allows.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Factors => {
                "The same expression, written as it is usually written: numbers first, powers of one base as one power."
            }
            Self::LikeTerms => "Terms that differ only in a number are added by adding the numbers.",
            Self::Fractions => "Fractions are added when they have one denominator.",
            Self::Cancelling => "What stands above and below the line as a factor cancels, wherever it is not 0.",
            Self::CommonFactor => "What every term contains as a factor is written once, in front of a bracket.",
            Self::Distributive => "Each term in the bracket is multiplied; then like terms are collected.",
            Self::Identity => {
                "Functions of the same argument are tied to one another, and one of them can stand for two."
            }
        }
    }
}

/// How far a line is tidied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Each product for itself.
    Products,
    /// Sums too: like terms, brackets multiplied out where that makes the sum shorter.
    Sums,
    /// Everything: fractions, common factors.
    #[default]
    Whole,
}

/// The way to the tidy form, law by law: each with what it makes of the expression before. The last is what
/// [`simplify_where_defined`](super::simplify_where_defined) gives; there is none where nothing is to be tidied. Where a
/// line takes several laws, the one that changes most is named.
///
/// ```
/// use gradus::symbolic::{Law, parse, tidyings};
/// let lines = tidyings(&parse("(2x*(x + 1) - x^2*1)/(x + 1)^2")?);
/// let lines: Vec<(Law, String)> = lines.into_iter().map(|(law, line)| (law, line.to_string())).collect();
/// assert_eq!(lines[0], (Law::Factors, "(2*x*(x + 1) - x^2)/(x + 1)^2".into()));
/// assert_eq!(lines[1], (Law::Distributive, "(x^2 + 2*x)/(x + 1)^2".into()));
/// assert_eq!(lines[2], (Law::CommonFactor, "x*(x + 2)/(x + 1)^2".into()));
/// # Ok::<(), gradus::symbolic::ParseError>(())
/// ```
pub fn tidyings(e: &Expr) -> Vec<(Law, Expr)> {
    let mut lines: Vec<(Law, Expr)> = Vec::new();
    let mut last = e.to_string();
    for stage in [Stage::Products, Stage::Sums, Stage::Whole] {
        // What is shown as the end is what is given as the answer.
        let from = if stage == Stage::Whole { e } else { lines.last().map_or(e, |(_, line)| line) };
        let mut simplifier = Simplifier { domain: Domain::Given, stage, ..Simplifier::default() };
        let line = simplifier.simplify(from);
        let text = line.to_string();
        if text != last {
            let law = simplifier.used.iter().copied().filter(|law| stage_of(*law) == stage).max();
            lines.push((law.unwrap_or(Law::Factors), line));
            last = text;
        }
    }
    lines
}

/// The stage at which a law comes into use.
fn stage_of(law: Law) -> Stage {
    match law {
        Law::Factors => Stage::Products,
        Law::LikeTerms | Law::Distributive | Law::Identity => Stage::Sums,
        Law::Fractions | Law::Cancelling | Law::CommonFactor => Stage::Whole,
    }
}
