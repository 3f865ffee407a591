//! `Method`: the ways in which a good teacher would differentiate the same function.

use super::{
    rewriting::opening,
    slopes::{Derivatives, Slopes},
};
use crate::symbolic::{Expr, Function, Node, Symbol};

/// A way to differentiate a function. [`Method::id`] is stable: links refer to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// The rules that fit the function as it is written.
    #[default]
    Usual,
    /// Products multiplied out first.
    MultiplyOut,
    /// Fractions as products with a negative power.
    ProductAndPower,
    /// Roots as powers.
    Powers,
    /// tan, cot, sec, csc by sin and cos, and the hyperbolic ones alike.
    SinesAndCosines,
    /// Functions by what defines them: the sigmoid by `e^x`, `relu` by cases.
    Definition,
    /// Logarithms of products, fractions and powers taken apart first.
    LogarithmLaws,
    /// Powers with a varying exponent as powers of e.
    Exponential,
    /// The logarithm first.
    Logarithmic,
}

impl Method {
    /// Every method there is, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Usual,
        Self::MultiplyOut,
        Self::ProductAndPower,
        Self::Powers,
        Self::SinesAndCosines,
        Self::Definition,
        Self::LogarithmLaws,
        Self::Exponential,
        Self::Logarithmic,
    ];

    /// The name by which links refer to it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::MultiplyOut => "multiply-out",
            Self::ProductAndPower => "product-and-power",
            Self::Powers => "powers",
            Self::SinesAndCosines => "sines-and-cosines",
            Self::Definition => "definition",
            Self::LogarithmLaws => "logarithm-laws",
            Self::Exponential => "exponential",
            Self::Logarithmic => "logarithmic",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Usual => "The usual rules",
            Self::MultiplyOut => "Multiplied out first",
            Self::ProductAndPower => "Fractions as negative powers",
            Self::Powers => "Roots as powers",
            Self::SinesAndCosines => "By sine and cosine",
            Self::Definition => "From the definition",
            Self::LogarithmLaws => "Logarithms taken apart first",
            Self::Exponential => "As a power of e",
            Self::Logarithmic => "Logarithmic differentiation",
        }
    }

    /// The method of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }
}

/// The methods worth showing for `f`, the usual one first.
///
/// ```
/// use gradus::symbolic::{Method, Symbol, methods, parse};
/// let f = parse("x^2/(x + 1)").unwrap();
/// assert_eq!(methods(&f, &Symbol::new("x")), [Method::Usual, Method::ProductAndPower]);
/// ```
pub fn methods(f: &Expr, x: &Symbol) -> Vec<Method> {
    let mut s = Derivatives::new(x);
    let line = Expr::derivative(f.clone(), x.clone());
    let is_worth_it = |method: &Method| match method {
        Method::Usual => true,
        Method::Logarithmic => varying_factors(f, &mut s) >= 3 && !opening(*method, &line, &mut s).is_empty(),
        _ => !opening(*method, &line, &mut s).is_empty(),
    };
    Method::ALL.into_iter().filter(is_worth_it).collect()
}

/// How many factors a logarithm would part; a power with a varying exponent counts for many.
fn varying_factors(f: &Expr, s: &mut Derivatives) -> usize {
    match f.node() {
        _ if !s.varies(f) => 0,
        Node::Product(parts) => parts.iter().map(|u| varying_factors(u, s)).sum(),
        Node::Quotient(parts) => parts.iter().map(|u| varying_factors(u, s)).sum(),
        Node::Power([base, exponent]) if s.varies(exponent) && s.varies(base) => 3,
        Node::Power([base, _]) => varying_factors(base, s),
        Node::Negate(u) | Node::Apply(Function::Sqrt, u) => varying_factors(u, s),
        _ => 1,
    }
}
