//! The documented mistakes: their stable names, and what is said of them.

use crate::symbolic::Rule;

/// A documented slip in differentiating, or in what is built on it. [`Mistake::id`] is stable: stored attempts and scripts refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mistake(&'static Row);

/// What is known of a slip.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Row {
    id: &'static str,
    skill: Topic,
    name: &'static str,
    says: &'static str,
}

/// What a slip is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The power rule.
    Power,
    /// What doesn't depend on the variable.
    Constant,
    /// Sums and constant factors.
    Linearity,
    /// The product rule.
    Product,
    /// The quotient rule.
    Quotient,
    /// The chain rule.
    Chain,
    /// The exponential rule.
    Exponential,
    /// The logarithmic rule.
    Logarithm,
    /// A second derivative.
    Second,
    /// The limit that a derivative is.
    Limit,
    /// Sigmoid, tanh and losses made of them.
    Network,
    /// Partial derivatives.
    Partial,
    /// Vectors and matrices, softmax and losses.
    Vectors,
    /// Backpropagation.
    Backprop,
    /// Steps of descent.
    Descent,
}

impl Topic {
    /// The rule that goes right where the slip goes wrong, if one rule does.
    pub fn rule(self) -> Option<Rule> {
        match self {
            Self::Power => Some(Rule::Power),
            Self::Constant => Some(Rule::Constant),
            Self::Linearity => Some(Rule::Sum),
            Self::Product => Some(Rule::Product),
            Self::Quotient => Some(Rule::Quotient),
            Self::Chain | Self::Network => Some(Rule::Chain),
            Self::Exponential => Some(Rule::Exponential),
            Self::Logarithm => Some(Rule::Logarithmic),
            Self::Second | Self::Limit | Self::Partial | Self::Vectors | Self::Backprop | Self::Descent => None,
        }
    }
}

impl Mistake {
    /// Every mistake, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(Self)
    }

    /// The mistake of that id.
    ///
    /// ```
    /// use gradus::practice::Mistake;
    /// assert_eq!(Mistake::from_id("H1").unwrap().name(), "inner derivative missing");
    /// ```
    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().find(|mistake| mistake.id() == id)
    }

    /// The name by which stored attempts and scripts refer to it.
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// What it is about.
    pub fn topic(self) -> Topic {
        self.0.skill
    }

    /// What it is called: `inner derivative missing`.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// What happened, as a sentence to the learner.
    pub fn sentence(self) -> &'static str {
        self.0.says
    }
}

const fn row(id: &'static str, skill: Topic, name: &'static str, says: &'static str) -> Row {
    Row { id, skill, name, says }
}

use Topic as T;

/// Where each is documented stands in the table of sources of `docs/mistakes.md`.
static TABLE: [Row; 73] = [
    row(
        "P1",
        T::Power,
        "coefficient lost",
        "The exponent was lowered, but it has to come down in front as a factor too.",
    ),
    row(
        "P2",
        T::Power,
        "exponent not lowered",
        "The exponent came down in front, but it has to be lowered by 1 as well.",
    ),
    row("P3", T::Power, "integrated", "This was integrated: differentiating your answer gives back the function."),
    row(
        "P4",
        T::Power,
        "power rule inside the denominator",
        "The denominator was differentiated where it stands. The derivative of 1/g is not 1/g′.",
    ),
    row(
        "P5",
        T::Power,
        "negative exponent moved towards zero",
        "A negative exponent is lowered too: from −3 to −4, not to −2.",
    ),
    row(
        "P6",
        T::Power,
        "exponent added to the coefficient",
        "The exponent was added to the coefficient; it is a factor.",
    ),
    row(
        "P7",
        T::Power,
        "half of the root lost",
        "A root is a power with exponent 1/2, and that 1/2 comes down as a factor.",
    ),
    row(
        "C1",
        T::Constant,
        "constant taken for a variable",
        "A fixed number such as π, e or ln 3 was differentiated as if it varied; its derivative is 0.",
    ),
    row(
        "C2",
        T::Constant,
        "additive constant kept",
        "A constant term was kept. It doesn’t change, so it adds nothing to the slope.",
    ),
    row("C3", T::Linearity, "not every term differentiated", "Not every term of the sum was differentiated."),
    row(
        "C4",
        T::Linearity,
        "constant factor dropped",
        "A constant factor was dropped. It stays in front of the derivative.",
    ),
    row("C5", T::Linearity, "minus sign lost", "A minus sign was lost on the way."),
    row(
        "M1",
        T::Product,
        "product of the derivatives",
        "The derivative of a product is not the product of the derivatives.",
    ),
    row(
        "M2",
        T::Product,
        "each factor times its own derivative",
        "Each factor was multiplied by its own derivative; it has to be the derivative of the other one.",
    ),
    row(
        "M3",
        T::Product,
        "sum rule used on a product",
        "The factors were differentiated one by one and added, as in a sum. But this is a product.",
    ),
    row(
        "M4",
        T::Product,
        "minus in the product rule",
        "The two parts of the product rule are added; the minus belongs to the quotient rule.",
    ),
    row(
        "M5",
        T::Product,
        "only one factor differentiated",
        "Only one factor was differentiated. Each of them has its turn, and the results are added.",
    ),
    row(
        "Q1",
        T::Quotient,
        "quotient of the derivatives",
        "The derivative of a quotient is not the quotient of the derivatives.",
    ),
    row(
        "Q2",
        T::Quotient,
        "plus in the numerator",
        "The two parts of the numerator are subtracted in the quotient rule.",
    ),
    row("Q3", T::Quotient, "denominator not squared", "The denominator has to be squared in the quotient rule."),
    row(
        "Q4",
        T::Quotient,
        "divided by f²",
        "It was divided by the square of the numerator; it is the denominator that is squared.",
    ),
    row(
        "Q5",
        T::Quotient,
        "numerator in the wrong order",
        "The numerator stands in the wrong order: the derivative of the top comes first.",
    ),
    row(
        "H1",
        T::Chain,
        "inner derivative missing",
        "The outer function was differentiated, but the derivative of the inner one is missing as a factor.",
    ),
    row(
        "H2",
        T::Chain,
        "multiplied by g in place of g′",
        "The factor that follows has to be the derivative of the inner function, not the inner function itself.",
    ),
    row(
        "H3",
        T::Chain,
        "sign of the inner derivative ignored",
        "The derivative of the inner function has a minus sign that was lost.",
    ),
    row(
        "H4",
        T::Chain,
        "composition read as a product",
        "The outer derivative was taken at x. It has to be taken at the inner function, which stays inside.",
    ),
    row(
        "H5",
        T::Chain,
        "outer rule applied to the inner derivative",
        "The derivative of the inner function was put inside. It is a factor, and the inner function stays inside as it is.",
    ),
    row(
        "H6",
        T::Chain,
        "inner function lost",
        "The inner function was lost from inside when the outer one was differentiated.",
    ),
    row(
        "H7",
        T::Chain,
        "sign of a table derivative",
        "The sign of the outer derivative is the other one: (sin u)′ = cos u · u′ and (cos u)′ = −sin u · u′.",
    ),
    row(
        "H8",
        T::Chain,
        "chain rule once in place of twice",
        "The chain rule is needed once more: what is inside the inner function brings its derivative too.",
    ),
    row(
        "E1",
        T::Exponential,
        "factor from the exponent missing",
        "e^x is its own derivative, but another exponent brings its own derivative as a factor.",
    ),
    row(
        "E2",
        T::Exponential,
        "exponent collapsed to x",
        "The exponent stays as it is when an exponential is differentiated.",
    ),
    row(
        "E3",
        T::Exponential,
        "minus of the exponent lost",
        "The derivative of the exponent has a minus sign that was lost.",
    ),
    row(
        "E4",
        T::Exponential,
        "power rule on an exponential",
        "The power rule is for a variable base. Here the variable is in the exponent.",
    ),
    row(
        "E5",
        T::Exponential,
        "power rule on a^x",
        "The power rule is for a variable base and a constant exponent; here it is the other way round.",
    ),
    row("E6", T::Exponential, "factor ln a forgotten", "A base other than e brings its logarithm as a factor."),
    row(
        "E7",
        T::Exponential,
        "power rule with a variable exponent",
        "The power rule needs a constant exponent; here the exponent varies as well.",
    ),
    row(
        "L1",
        T::Logarithm,
        "inner derivative missing in a logarithm",
        "The slope of ln u is u′/u: the derivative of what is inside goes on top.",
    ),
    row(
        "L2",
        T::Logarithm,
        "inner function dropped from a logarithm",
        "The derivative of what is inside is on top, but what is inside has to stand below.",
    ),
    row(
        "L3",
        T::Logarithm,
        "sign of the logarithm’s derivative",
        "The derivative of ln u is +u′/u. The minus belongs to 1/u.",
    ),
    row(
        "L4",
        T::Logarithm,
        "inner derivative missing in a logarithm",
        "The slope of ln u is u′/u: the derivative of what is inside goes on top.",
    ),
    row(
        "D1",
        T::Second,
        "stopped after one differentiation",
        "That is the first derivative; the second was asked for.",
    ),
    row(
        "D2",
        T::Second,
        "factor taken once in place of twice",
        "Each of the two differentiations brings the inner derivative as a factor.",
    ),
    row(
        "T1",
        T::Limit,
        "f(x + h) written as f(x) + h",
        "This comes out when f(x + h) is written as f(x) + h. The h has to go inside.",
    ),
    row(
        "T2",
        T::Limit,
        "power of a sum expanded termwise",
        "This comes out when (x + h)ⁿ is expanded as xⁿ + hⁿ; the mixed terms are what counts.",
    ),
    row("N1", T::Network, "σ′ fed with the input", "σ(1 − σ) was written with the input in place of σ of the input."),
    row("N2", T::Network, "σ applied twice", "σ′ was taken at the activation; it has to be taken at the input."),
    row("N3", T::Network, "inner weight missing", "The derivative of what stands inside σ is missing as a factor."),
    row("N4", T::Network, "chain rule not carried into σ", "After ln comes σ: its derivative is a factor too."),
    row("N5", T::Network, "sign inside σ lost", "The derivative of ln σ(u) is σ(−u), which is 1 − σ(u), not σ(u)."),
    row(
        "N6",
        T::Network,
        "one of two minus signs lost",
        "There are two minus signs, one from the quotient and one from the exponent; together they make a plus.",
    ),
    row(
        "N7",
        T::Network,
        "tanh′ fed with the input",
        "1 − a² was written with the input in place of tanh of the input.",
    ),
    row(
        "N8",
        T::Network,
        "derivative of the activation forgotten",
        "The derivative of the activation is missing. It only cancels with cross-entropy, not with a squared error.",
    ),
    row("N9", T::Network, "factor of the mean lost", "The sum was differentiated; the factor before it stays."),
    row(
        "V1",
        T::Partial,
        "both partial derivatives added",
        "The other letter was varied as well, and both derivatives were added. It stays fixed.",
    ),
    row("V2", T::Partial, "other variable dropped", "The other letter stays as a constant factor; it doesn’t vanish."),
    row(
        "V3",
        T::Partial,
        "part of the other variable differentiated",
        "A term without the variable was differentiated by another letter; it counts as a constant, with slope 0.",
    ),
    row(
        "B1",
        T::Vectors,
        "softmax taken component by component",
        "Every share depends on every logit: the entries off the diagonal are −s_i·s_j, not 0.",
    ),
    row(
        "B2",
        T::Vectors,
        "sign of the softmax Jacobian",
        "The sign is the other one: s_i·(1 − s_i) on the diagonal, −s_i·s_j elsewhere.",
    ),
    row(
        "B3",
        T::Vectors,
        "only the true class has a gradient",
        "The other logits have a gradient too: raising them takes from the share of the true class.",
    ),
    row("B4", T::Vectors, "minus of −ln lost", "The minus of −ln is missing: raising the true logit lowers the loss."),
    row(
        "B6",
        T::Vectors,
        "Jacobian transposed",
        "Row and column are exchanged: a row belongs to a component, a column to a variable.",
    ),
    row("B8", T::Vectors, "the wrong factor differentiated", "That is w itself. By w the slope of w · x is x."),
    row(
        "B9",
        T::Vectors,
        "scalar rule on a norm",
        "The gradient of a squared norm is a vector, twice the vector itself, not twice its norm.",
    ),
    row(
        "B10",
        T::Vectors,
        "norm and squared norm confused",
        "The norm has a gradient of length 1: w divided by its norm. 2w belongs to the squared norm.",
    ),
    row("B11", T::Vectors, "symmetry assumed", "2Ax is right for a symmetric A alone; in general it is (A + Aᵀ)x."),
    row(
        "B12",
        T::Backprop,
        "one way back forgotten",
        "The value is used twice, so what comes back on both ways is added.",
    ),
    row(
        "B14",
        T::Backprop,
        "value confused with gradient",
        "A gradient does not say how large a value is, but how much the loss changes with it.",
    ),
    row("B16", T::Descent, "step uphill", "The step goes against the gradient: x − α·g."),
    row("B18", T::Vectors, "sign inside σ lost", "The derivative of ln σ(u) is 1 − σ(u), times that of u."),
    row(
        "B20",
        T::Vectors,
        "mixed derivatives forgotten",
        "The mixed derivative is not 0: the slope by x changes with y.",
    ),
    row(
        "B21",
        T::Descent,
        "Newton’s method for roots used for a minimum",
        "x − f/f′ goes to where f is 0. A minimum is where f′ is 0: x − f′/f″.",
    ),
    row(
        "B22",
        T::Backprop,
        "factors not exchanged",
        "Back through a product each factor gets the other one as its slope.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<_> = Mistake::all().map(Mistake::id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), TABLE.len());
    }
}
