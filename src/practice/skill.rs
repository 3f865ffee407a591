//! What is practised, what it builds on, and how hard a problem is.

use std::fmt;

use crate::symbolic::{Derivation, Rule};

/// What a learner can know: a rule, or a use of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skill {
    /// (c·f + g)′ = c·f′ + g′
    Sum,
    /// (xⁿ)′ = n·xⁿ⁻¹
    Power,
    /// sin, cos, tan, and what else stands in the table.
    Functions,
    /// (e^f)′ = e^f·f′
    Exponential,
    /// (ln f)′ = f′/f
    Logarithmic,
    /// (f·g)′ = f′·g + f·g′
    Product,
    /// (f/g)′ = (f′·g − f·g′)/g²
    Quotient,
    /// (f(g))′ = f′(g)·g′
    Chain,
    /// Sigmoid, tanh, softplus, and losses made of them.
    Network,
    /// Differentiating twice.
    Second,
    /// One variable moves, the others wait.
    Partial,
    /// All partial derivatives of one function.
    Gradient,
    /// All partial derivatives of several functions.
    Jacobian,
    /// All second partial derivatives.
    Hessian,
    /// Derivatives by a vector.
    Vectors,
    /// A step of an optimizer by hand.
    Descent,
    /// The chain rule through a graph.
    Backprop,
}

impl Skill {
    /// Every skill; each stands after those that it builds on.
    pub const ALL: [Self; 17] = [
        Self::Power,
        Self::Sum,
        Self::Functions,
        Self::Exponential,
        Self::Logarithmic,
        Self::Chain,
        Self::Product,
        Self::Quotient,
        Self::Network,
        Self::Second,
        Self::Partial,
        Self::Gradient,
        Self::Jacobian,
        Self::Hessian,
        Self::Vectors,
        Self::Descent,
        Self::Backprop,
    ];

    /// The name by which links and stored progress refer to it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Power => "power",
            Self::Functions => "functions",
            Self::Exponential => "exponential",
            Self::Logarithmic => "logarithmic",
            Self::Product => "product",
            Self::Quotient => "quotient",
            Self::Chain => "chain",
            Self::Network => "network",
            Self::Second => "second",
            Self::Partial => "partial",
            Self::Gradient => "gradient",
            Self::Jacobian => "jacobian",
            Self::Hessian => "hessian",
            Self::Vectors => "vectors",
            Self::Descent => "descent",
            Self::Backprop => "backprop",
        }
    }

    /// The skill of that id.
    ///
    /// ```
    /// use gradus::practice::Skill;
    /// assert_eq!(Skill::from_id("chain"), Some(Skill::Chain));
    /// assert_eq!(Skill::from_id("guessing"), None);
    /// ```
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|skill| skill.id() == id)
    }

    /// Its name as a title: `Chain rule`.
    pub fn title(self) -> String {
        let mut name = self.to_string();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        name
    }

    /// What it builds on directly.
    ///
    /// ```
    /// use gradus::practice::Skill;
    /// assert!(Skill::Chain.needs().contains(&Skill::Power));
    /// ```
    pub fn needs(self) -> &'static [Self] {
        match self {
            Self::Power | Self::Functions => &[],
            Self::Sum => &[Self::Power],
            Self::Exponential | Self::Logarithmic | Self::Chain => &[Self::Power, Self::Functions],
            Self::Product | Self::Quotient => &[Self::Sum, Self::Functions],
            Self::Network | Self::Second => &[Self::Chain, Self::Exponential],
            Self::Partial => &[Self::Sum],
            Self::Gradient => &[Self::Partial],
            Self::Jacobian | Self::Vectors | Self::Descent => &[Self::Gradient],
            Self::Hessian => &[Self::Gradient, Self::Second],
            Self::Backprop => &[Self::Chain, Self::Partial],
        }
    }

    /// The rule that it is about, if it is about one.
    pub fn rule(self) -> Option<Rule> {
        match self {
            Self::Sum => Some(Rule::Sum),
            Self::Power => Some(Rule::Power),
            Self::Exponential => Some(Rule::Exponential),
            Self::Logarithmic => Some(Rule::Logarithmic),
            Self::Product => Some(Rule::Product),
            Self::Quotient => Some(Rule::Quotient),
            Self::Chain => Some(Rule::Chain),
            _ => None,
        }
    }

    /// The skills that a derivation uses.
    ///
    /// ```
    /// use gradus::{practice::Skill, symbolic::{Derivation, Symbol, parse}};
    /// let derivation = Derivation::new(&parse("x sin(x^2)").unwrap(), &Symbol::new("x")).unwrap();
    /// assert_eq!(Skill::used_by(&derivation), [Skill::Power, Skill::Functions, Skill::Chain, Skill::Product]);
    /// ```
    pub fn used_by(derivation: &Derivation) -> Vec<Self> {
        use crate::symbolic::Function as F;
        let steps = derivation.steps.iter();
        let applied = steps.flat_map(|step| &step.applications);
        let rules: Vec<Rule> =
            applied.flat_map(|applied| applied.rules.iter().copied().chain(applied.application.outer)).collect();
        let uses = |skill: Self| {
            rules.iter().any(|rule| match rule {
                Rule::GeneralPower => skill == Self::Exponential,
                Rule::Function(
                    F::Sigmoid | F::Tanh | F::Relu | F::LeakyRelu | F::Elu | F::Softplus | F::Silu | F::Gelu,
                ) => skill == Self::Network,
                Rule::Function(_) => skill == Self::Functions,
                rule => skill.rule() == Some(*rule),
            })
        };
        Self::ALL.into_iter().filter(|skill| uses(*skill)).collect()
    }
}

/// What the skill is called: `chain rule`.
impl fmt::Display for Skill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sum => "sums and constants",
            Self::Power => "power rule",
            Self::Functions => "table of functions",
            Self::Exponential => "exponential rule",
            Self::Logarithmic => "logarithmic rule",
            Self::Product => "product rule",
            Self::Quotient => "quotient rule",
            Self::Chain => "chain rule",
            Self::Network => "activations and losses",
            Self::Second => "second derivatives",
            Self::Partial => "partial derivatives",
            Self::Gradient => "gradients",
            Self::Jacobian => "Jacobians",
            Self::Hessian => "Hessians",
            Self::Vectors => "derivatives by vectors",
            Self::Descent => "steps of descent",
            Self::Backprop => "backpropagation",
        })
    }
}

/// How much a problem asks for, from [`Level::FIRST`] to [`Level::LAST`], as its derivation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// One rule or two.
    pub const FIRST: Self = Self(1);
    /// Many rules, or long lines.
    pub const LAST: Self = Self(3);

    /// The level of that number, or the nearest that there is.
    pub fn new(number: u8) -> Self {
        Self(number.clamp(Self::FIRST.0, Self::LAST.0))
    }

    /// The level of a derivation: by how many rules it applies, and how long its answer is.
    ///
    /// ```
    /// use gradus::{practice::Level, symbolic::{Derivation, Symbol, parse}};
    /// let level = |f| Level::of(&[Derivation::new(&parse(f).unwrap(), &Symbol::new("x")).unwrap()]).number();
    /// assert_eq!((level("x^3"), level("x^2 sin(x)"), level("x^2 e^(-x^2) cos(3x)")), (1, 2, 3));
    /// ```
    pub fn of(derivations: &[Derivation]) -> Self {
        let effort: usize = derivations.iter().map(effort).sum();
        match effort {
            0..=4 => Self::FIRST,
            5..=6 => Self(2),
            _ => Self::LAST,
        }
    }

    /// Every level, the easiest first.
    pub fn all() -> impl Iterator<Item = Self> {
        (Self::FIRST.0..=Self::LAST.0).map(Self)
    }

    /// 1, 2 or 3.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The next harder one, if there is one.
    #[must_use]
    pub fn harder(self) -> Self {
        Self::new(self.0.saturating_add(1))
    }

    /// The next easier one, if there is one.
    #[must_use]
    pub fn easier(self) -> Self {
        Self::new(self.0.saturating_sub(1))
    }
}

/// The rules applied, a chain counted twice, and the characters of the answer by the dozen.
fn effort(derivation: &Derivation) -> usize {
    let applied = derivation.steps.iter().flat_map(|step| &step.applications);
    let rules = applied.flat_map(|applied| &applied.rules).map(|rule| match rule {
        Rule::Constant | Rule::Variable | Rule::ConstantMultiple | Rule::Sum => 0,
        rule if rule.is_tidying() => 0,
        Rule::Chain | Rule::Product | Rule::Quotient | Rule::GeneralPower => 2,
        _ => 1,
    });
    rules.sum::<usize>() + derivation.answer().to_string().chars().count() / 12
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
