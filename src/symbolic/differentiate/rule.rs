//! The rules: their stable names, their formulas, and why they hold.

use super::definition;
use crate::symbolic::{Expr, Function, Law, latex};

/// A rule of differentiation, a way of rewriting what is to be differentiated, or a law by which a line is tidied.
/// [`Rule::id`] is stable: links, stored progress and the mistakes refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// c′ = 0
    Constant,
    /// x′ = 1
    Variable,
    /// (c·f)′ = c·f′
    ConstantMultiple,
    /// (f + g)′ = f′ + g′
    Sum,
    /// (f·g)′ = f′·g + f·g′
    Product,
    /// (f/g)′ = (f′·g − f·g′)/g²
    Quotient,
    /// (xⁿ)′ = n·xⁿ⁻¹
    Power,
    /// (e^f)′ = e^f·f′, (a^f)′ = a^f·ln a·f′
    Exponential,
    /// (ln f)′ = f′/f
    Logarithmic,
    /// (f(g))′ = f′(g)·g′
    Chain,
    /// (f^g)′ = f^g·(g·ln f)′
    GeneralPower,
    /// Differentiated on each side of the place where it changes.
    Piecewise,
    /// The derivative of an elementary function, from the table.
    Function(Function),
    /// f′ = f·(ln|f|)′
    LogarithmicDifferentiation,
    /// ln(f·g) = ln f + ln g, ln(f/g) = ln f − ln g, ln(fⁿ) = n·ln f
    LogarithmLaws,
    /// f/g = f·g⁻¹
    NegativePower,
    /// f^g = e^(g·ln f)
    ExponentialForm,
    /// √f = f^(1/2)
    RootAsPower,
    /// (a + b)·(c + d) = a·c + a·d + b·c + b·d
    MultiplyOut,
    /// max(f, g) as cases.
    Cases,
    /// A function written by what defines it, or what defines it recognised as the function.
    Definition(Function),
    /// The same value, arranged so that a function can be recognised in it.
    Regroup,
    /// The line is written more shortly; nothing is differentiated.
    Tidy(Law),
}

impl Rule {
    /// The six rules of the cheat-sheet, in its order.
    pub const SIX: [Self; 6] =
        [Self::Power, Self::Chain, Self::Product, Self::Quotient, Self::Exponential, Self::Logarithmic];

    /// The name by which links and records refer to the rule.
    pub fn id(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Variable => "variable",
            Self::ConstantMultiple => "constant-multiple",
            Self::Sum => "sum",
            Self::Product => "product",
            Self::Quotient => "quotient",
            Self::Power => "power",
            Self::Exponential => "exponential",
            Self::Logarithmic => "logarithmic",
            Self::Chain => "chain",
            Self::GeneralPower => "general-power",
            Self::Piecewise => "piecewise",
            Self::Function(f) => f.name(),
            Self::LogarithmicDifferentiation => "logarithmic-differentiation",
            Self::LogarithmLaws => "logarithm-laws",
            Self::NegativePower => "negative-power",
            Self::ExponentialForm => "exponential-form",
            Self::RootAsPower => "root-as-power",
            Self::MultiplyOut => "multiply-out",
            Self::Cases => "cases",
            Self::Definition(f) => definition::of(f).map_or("definition", |definition| definition.id),
            Self::Regroup => "regroup",
            Self::Tidy(law) => law.id(),
        }
    }

    /// The rule of that id.
    ///
    /// ```
    /// use gradus::symbolic::{Function, Rule};
    /// assert_eq!(Rule::from_id("sin"), Some(Rule::Function(Function::Sin)));
    /// assert_eq!(Rule::from_id("definition-of-tan"), Some(Rule::Definition(Function::Tan)));
    /// ```
    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().find(|rule| rule.id() == id)
    }

    /// Every rule there is, the laws of tidying last.
    pub fn all() -> impl Iterator<Item = Self> {
        [
            Self::Constant,
            Self::Variable,
            Self::ConstantMultiple,
            Self::Sum,
            Self::Power,
            Self::Product,
            Self::Quotient,
            Self::Chain,
            Self::Exponential,
            Self::Logarithmic,
            Self::GeneralPower,
            Self::Piecewise,
            Self::LogarithmicDifferentiation,
            Self::LogarithmLaws,
            Self::NegativePower,
            Self::ExponentialForm,
            Self::RootAsPower,
            Self::MultiplyOut,
            Self::Cases,
            Self::Regroup,
        ]
        .into_iter()
        .chain(Function::all().filter(|f| !matches!(f, Function::Exp | Function::Ln)).map(Self::Function))
        .chain(Function::all().filter(|f| definition::of(*f).is_some()).map(Self::Definition))
        .chain(Law::ALL.map(Self::Tidy))
    }

    /// Whether it only writes a line more shortly.
    pub fn is_tidying(self) -> bool {
        matches!(self, Self::Tidy(_))
    }

    /// Whether a good teacher would do it without a word.
    pub(super) fn goes_without_saying(self) -> bool {
        matches!(self, Self::Constant | Self::Variable | Self::ConstantMultiple)
    }

    /// What the rule is called.
    pub fn name(self) -> String {
        match self {
            Self::Constant => "constant rule".into(),
            Self::Variable => "derivative of the variable".into(),
            Self::ConstantMultiple => "constant multiple rule".into(),
            Self::Sum => "sum rule".into(),
            Self::Product => "product rule".into(),
            Self::Quotient => "quotient rule".into(),
            Self::Power => "power rule".into(),
            Self::Exponential => "exponential rule".into(),
            Self::Logarithmic => "logarithmic rule".into(),
            Self::Chain => "chain rule".into(),
            Self::GeneralPower => "general power rule".into(),
            Self::Piecewise => "piece by piece".into(),
            Self::Function(f) => format!("derivative of {}", f.name()),
            Self::LogarithmicDifferentiation => "logarithmic differentiation".into(),
            Self::LogarithmLaws => "laws of logarithms".into(),
            Self::NegativePower => "fraction as a negative power".into(),
            Self::ExponentialForm => "power as an exponential".into(),
            Self::RootAsPower => "root as a power".into(),
            Self::MultiplyOut => "multiplied out".into(),
            Self::Cases => "case by case".into(),
            Self::Definition(f) => format!("definition of {}", f.name()),
            Self::Regroup => "regrouped".into(),
            Self::Tidy(law) => law.name().into(),
        }
    }

    /// The rule as a formula, in LaTeX.
    pub fn formula(self) -> String {
        let d = |what: &str| format!(r"\frac{{d}}{{dx}}\left[{what}\right]");
        match self {
            Self::Constant => d("c") + "=0",
            Self::Variable => d("x") + "=1",
            Self::ConstantMultiple => d("c f") + r"=c\,f'",
            Self::Sum => d("f+g") + "=f'+g'",
            Self::Product => d("f g") + "=f' g+f g'",
            Self::Quotient => d(r"\frac{f}{g}") + r"=\frac{f' g-f g'}{g^2}",
            Self::Power => d("x^n") + "=n x^{n-1}",
            Self::Exponential => d("e^{f}") + r"=e^{f} f',\quad " + &d("a^{f}") + r"=a^{f}\ln(a)\,f'",
            Self::Logarithmic => d(r"\ln f") + r"=\frac{f'}{f}",
            Self::Chain => d("f(g(x))") + r"=f'(g(x))\cdot g'(x)",
            Self::GeneralPower => d("f^{g}") + r"=f^{g}\cdot\frac{d}{dx}\left[g\ln f\right]",
            Self::Piecewise => d(r"\begin{cases}f&x<a\\g&x>a\end{cases}") + r"=\begin{cases}f'&x<a\\g'&x>a\end{cases}",
            Self::Function(f) => {
                let x = Expr::symbol("x");
                d(&latex(&Expr::apply(f, x.clone()))) + "=" + &latex(&f.derivative_at(&x))
            }
            Self::LogarithmicDifferentiation => r"f'=f\cdot\frac{d}{dx}\left[\ln\left|f\right|\right]".into(),
            Self::LogarithmLaws => r"\ln(f g)=\ln f+\ln g,\quad\ln\frac{f}{g}=\ln f-\ln g,\quad\ln f^{n}=n\ln f".into(),
            Self::NegativePower => r"\frac{f}{g}=f\,g^{-1}".into(),
            Self::ExponentialForm => r"f^{g}=e^{g\ln f}".into(),
            Self::RootAsPower => r"\sqrt[n]{f}=f^{1/n}".into(),
            Self::MultiplyOut => "(a+b)(c+d)=ac+ad+bc+bd".into(),
            Self::Cases => r"\max(f,g)=\begin{cases}g&f<g\\f&f>g\end{cases}".into(),
            Self::Definition(f) => {
                let x = Expr::symbol("x");
                let named = latex(&Expr::apply(f, x.clone()));
                definition::of(f).map_or_else(|| named.clone(), |row| format!("{named}={}", latex(&(row.of)(&x))))
            }
            Self::Regroup => "a=a".into(),
            Self::Tidy(law) => law.formula().into(),
        }
    }

    /// One or two sentences that say why the rule holds or how to use it.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Constant => "A constant doesn't change, so its slope is 0 everywhere.",
            Self::Variable => "The line y = x rises by 1 for each step of 1.",
            Self::ConstantMultiple => {
                "Stretching a graph by c stretches every slope by c, so the constant waits outside."
            }
            Self::Sum => "Where two quantities are added, their rates of change are added: differentiate term by term.",
            Self::Product => {
                "A small step changes f while g waits, and g while f waits; the two changes are added. Think of the two strips by which a growing rectangle gets larger."
            }
            Self::Quotient => {
                "The product rule in disguise: f over g is f times 1/g. Mind the order in the numerator, the derivative of the top comes first."
            }
            Self::Power => {
                "The exponent comes down in front, and one is taken off it. It holds for any constant exponent, negative and fractional ones too."
            }
            Self::Exponential => {
                "The exponential function is its own derivative; what stands in the exponent brings its own derivative as a factor, and another base than e its logarithm."
            }
            Self::Logarithmic => {
                "The slope of ln at u is 1/u; with u = f(x) the chain rule brings f' on top. For ln |f| it is the same."
            }
            Self::Chain => {
                "A small step in x becomes g' times as large in u = g(x), and that becomes f'(u) times as large in f(u). Slopes of nested functions are multiplied."
            }
            Self::GeneralPower => {
                "With x in base and exponent neither the power rule nor the exponential rule fits. Write f^g as e^(g ln f), and both are at work."
            }
            Self::Piecewise => {
                "Away from the place where the pieces meet, only one of them counts. At that place there is a derivative only if the pieces meet there with one value and one slope."
            }
            Self::Function(f) if f.row().kink_at_zero => {
                "It has a corner or a jump at 0: there is no derivative there, and frameworks put a number of their own choice (for relu and |x| PyTorch takes 0)."
            }
            Self::Function(_) => "One of the derivatives worth knowing by heart.",
            Self::LogarithmicDifferentiation => {
                "By the logarithmic rule (ln |f|)' is f'/f, so f' is f times (ln |f|)'. It pays because a logarithm turns products into sums and powers into factors."
            }
            Self::LogarithmLaws => {
                "A logarithm turns a product into a sum, a fraction into a difference and an exponent into a factor. Sums are easy to differentiate."
            }
            Self::NegativePower => {
                "To divide by g is to multiply by g to the power -1. Then the product rule and the power rule do what the quotient rule does."
            }
            Self::ExponentialForm => {
                "Every positive number f is e^(ln f), so f^g is e^(g ln f). Then only the exponent varies."
            }
            Self::RootAsPower => "A root is a power with a fraction for its exponent, so the power rule is enough.",
            Self::MultiplyOut => "Without brackets it is a plain sum of powers, which is differentiated term by term.",
            Self::Cases => "The greater and the smaller of two are each one of the two, depending on which is ahead.",
            Self::Definition(f) => definition::of(f).map_or("", |row| row.explanation),
            Self::Regroup => {
                "The same value, arranged so that the functions we began with can be seen in it. Multiply out to check."
            }
            Self::Tidy(law) => law.explanation(),
        }
    }

    /// What a line is called that takes several rules: `sum and power rule`, `product rule, derivatives of sin and ln`.
    /// Rules that nobody mentions are named only where there is no other.
    ///
    /// ```
    /// use gradus::symbolic::{Function, Rule};
    /// assert_eq!(Rule::names(&[Rule::Sum, Rule::ConstantMultiple, Rule::Power]), "sum and power rule");
    /// ```
    pub fn names(rules: &[Self]) -> String {
        let mut mentioned: Vec<Self> = rules.iter().copied().filter(|rule| !rule.goes_without_saying()).collect();
        if mentioned.len() > 1 {
            mentioned.retain(|rule| *rule != Self::Tidy(Law::Factors));
        }
        if mentioned.is_empty() {
            mentioned = rules.iter().copied().take(1).collect();
        }
        let mut names = Vec::new();
        if mentioned.first() == Some(&Self::Piecewise) {
            names.push(mentioned.remove(0).name());
        }
        let (mut proper, mut functions, mut defined, mut others) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for rule in mentioned {
            let (list, name) = match rule {
                Self::Function(f) => (&mut functions, f.name().to_owned()),
                Self::Definition(f) => (&mut defined, f.name().to_owned()),
                _ => match rule.name().strip_suffix(" rule") {
                    Some(name) => (&mut proper, name.to_owned()),
                    None => (&mut others, rule.name()),
                },
            };
            if !list.contains(&name) {
                list.push(name);
            }
        }
        if !proper.is_empty() {
            names.push(format!("{} rule", listed(&proper)));
        }
        for (list, one, several) in
            [(&functions, "derivative of", "derivatives of"), (&defined, "definition of", "definitions of")]
        {
            match list.as_slice() {
                [] => {}
                [name] => names.push(format!("{one} {name}")),
                [_, _] | [_, _, _] => names.push(format!("{several} {}", listed(list))),
                _ => names.push(format!("{several} {} functions", list.len())),
            }
        }
        names.extend(others);
        names.join(", ")
    }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
