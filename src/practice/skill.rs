//! What is practised, and how hard.

use std::fmt;

use crate::symbolic::Rule;

/// What a problem practises: one of the six rules of the cheat-sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skill {
    /// (xⁿ)′ = n·xⁿ⁻¹
    Power,
    /// (f(g))′ = f′(g)·g′
    Chain,
    /// (f·g)′ = f′·g + f·g′
    Product,
    /// (f/g)′ = (f′·g − f·g′)/g²
    Quotient,
    /// (e^f)′ = e^f·f′
    Exponential,
    /// (ln f)′ = f′/f
    Logarithmic,
}

impl Skill {
    /// Every skill, in the order of the cheat-sheet.
    pub const ALL: [Self; 6] =
        [Self::Power, Self::Chain, Self::Product, Self::Quotient, Self::Exponential, Self::Logarithmic];

    /// The rule that is practised.
    pub fn rule(self) -> Rule {
        match self {
            Self::Power => Rule::Power,
            Self::Chain => Rule::Chain,
            Self::Product => Rule::Product,
            Self::Quotient => Rule::Quotient,
            Self::Exponential => Rule::Exponential,
            Self::Logarithmic => Rule::Logarithmic,
        }
    }

    /// The name by which links and stored progress refer to it; the id of its rule.
    pub fn id(self) -> &'static str {
        self.rule().id()
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

    /// The skill that practises a rule, if there is one.
    pub fn of(rule: Rule) -> Option<Self> {
        Self::ALL.into_iter().find(|skill| skill.rule() == rule)
    }
}

/// What the skill is called: `chain rule`.
impl fmt::Display for Skill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rule().name())
    }
}

/// How much a problem asks for, from [`Level::FIRST`] to [`Level::LAST`].
///
/// The first has the rule by itself, the second has richer parts, the third brings other rules along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// The rule by itself.
    pub const FIRST: Self = Self(1);
    /// The rule together with others.
    pub const LAST: Self = Self(3);

    /// The level of that number, or the nearest that there is.
    pub fn new(number: u8) -> Self {
        Self(number.clamp(Self::FIRST.0, Self::LAST.0))
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

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
