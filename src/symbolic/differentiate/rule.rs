//! The rules: which one fits an expression, and what it makes of it.

use crate::symbolic::{AtZero, Constant, Expr, Extremum, Function, Node, Number, Symbol, simplify};

/// A rule of differentiation, or a law by which a line is tidied. [`Rule::id`] is stable: links, stored progress and the
/// mistakes refer to it.
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
    /// The line is written more shortly; nothing is differentiated.
    Tidy,
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
            Self::Tidy => "tidy",
        }
    }

    /// The rule of that id.
    ///
    /// ```
    /// use gradus::symbolic::{Function, Rule};
    /// assert_eq!(Rule::from_id("sin"), Some(Rule::Function(Function::Sin)));
    /// ```
    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().find(|rule| rule.id() == id)
    }

    /// Every rule there is.
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
            Self::Tidy,
        ]
        .into_iter()
        .chain(Function::all().filter(|f| !matches!(f, Function::Exp | Function::Ln)).map(Self::Function))
    }

    /// What the rule is called.
    pub fn name(self) -> String {
        match self {
            Self::Constant => "constant rule".into(),
            Self::Variable => "derivative of x".into(),
            Self::ConstantMultiple => "constant multiple rule".into(),
            Self::Sum => "sum rule".into(),
            Self::Product => "product rule".into(),
            Self::Quotient => "quotient rule".into(),
            Self::Power => "power rule".into(),
            Self::Exponential => "exponential rule".into(),
            Self::Logarithmic => "logarithmic rule".into(),
            Self::Chain => "chain rule".into(),
            Self::GeneralPower => "logarithmic differentiation".into(),
            Self::Piecewise => "piece by piece".into(),
            Self::Function(f) => format!("derivative of {}", f.name()),
            Self::Tidy => "tidied".into(),
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
                d(&crate::symbolic::latex(&Expr::apply(f, x.clone())))
                    + "="
                    + &crate::symbolic::latex(&f.derivative_at(&x))
            }
            Self::Tidy => "a=a".into(),
        }
    }

    /// One sentence that says why the rule holds or how to use it.
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
            Self::Logarithmic => "The slope of ln at u is 1/u; with u = f(x) the chain rule brings f' on top.",
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
                "It has a corner or a jump at 0: there is no derivative there, and frameworks put a number of their own choice (PyTorch takes 0)."
            }
            Self::Function(_) => "One of the derivatives worth knowing by heart.",
            Self::Tidy => "Nothing is differentiated here: the same expression is written more shortly.",
        }
    }
}

/// A part that a rule tells apart, such as the outer and the inner function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in the rule: `f`, `g`, `outer`, `inner`, `n`, `c`.
    pub name: &'static str,
    /// What it is here.
    pub is: Expr,
}

impl Part {
    /// `f=x^{2}`, or `outer: u^{3}` for the parts of a chain, in LaTeX.
    pub fn latex(&self) -> String {
        let is = crate::symbolic::latex(&self.is);
        match self.name {
            "outer" | "inner" => format!(r"\text{{{}: }}{is}", self.name),
            name => format!("{name}={is}"),
        }
    }
}

/// A rule, applied to an expression.
#[derive(Clone, Debug)]
pub struct Application {
    /// The rule.
    pub rule: Rule,
    /// For the chain rule, the rule by which the outer function was differentiated.
    pub outer: Option<Rule>,
    /// What the rule's letters stand for here.
    pub parts: Vec<Part>,
    /// What the rule makes of it; derivatives that are still to be taken stand in it as [`Node::Derivative`].
    pub result: Expr,
}

/// Applies the one rule that fits the outermost operation of `u`.
pub(super) fn apply(u: &Expr, x: &Symbol) -> Application {
    if !u.contains(x) {
        return plain(Rule::Constant, Expr::zero());
    }
    let d = |v: &Expr| Expr::derivative(v.clone(), x.clone());
    match u.node() {
        Node::Number(_) | Node::Constant(_) | Node::Symbol(_) => plain(Rule::Variable, Expr::one()),
        Node::Derivative(v, y) => {
            let inner = super::raw_derivative(v, y);
            plain(Rule::Tidy, Expr::derivative(inner, x.clone()))
        }
        Node::Negate(v) => with(Rule::ConstantMultiple, [("c", Expr::integer(-1)), ("f", v.clone())], d(v).negate()),
        Node::Sum(terms) => plain(
            Rule::Sum,
            Expr::sum(terms.iter().map(|t| if let Node::Negate(v) = t.node() { d(v).negate() } else { d(t) })),
        ),
        Node::Product(factors) => product(factors, x),
        Node::Quotient([f, g]) if !g.contains(x) => {
            let c = Expr::quotient(Expr::one(), g.clone());
            with(Rule::ConstantMultiple, [("c", c), ("f", f.clone())], Expr::quotient(d(f), g.clone()))
        }
        Node::Quotient([f, g]) => quotient(f, g, x),
        Node::Power([base, exponent]) => power(u, base, exponent, x),
        Node::Apply(f, v) => function(*f, v, x),
        // Where u < v the greater is v.
        Node::Extremum(which, [v, w]) => {
            let on = Expr::sum([v.clone(), w.clone().negate()]);
            let (below, above) = if *which == Extremum::Max { (w, v) } else { (v, w) };
            plain(Rule::Piecewise, Expr::piecewise(AtZero::Agreed, on, d(below), d(above)))
        }
        Node::Piecewise(_, [on, below, above]) => {
            plain(Rule::Piecewise, Expr::piecewise(AtZero::Agreed, on.clone(), d(below), d(above)))
        }
    }
}

/// What the factors of a product are called.
const LETTERS: [&str; 4] = ["f", "g", "h", "k"];

fn product(factors: &[Expr], x: &Symbol) -> Application {
    let (varying, constant): (Vec<Expr>, Vec<Expr>) = factors.iter().cloned().partition(|f| f.contains(x));
    let d = |v: &Expr| Expr::derivative(v.clone(), x.clone());
    if !constant.is_empty() {
        let rest = Expr::product(varying);
        let result = Expr::product(constant.iter().cloned().chain([d(&rest)]));
        return with(Rule::ConstantMultiple, [("c", Expr::product(constant)), ("f", rest)], result);
    }
    let term = |i: usize| Expr::product(factors.iter().enumerate().map(|(j, f)| if i == j { d(f) } else { f.clone() }));
    let result = Expr::sum((0..factors.len()).map(term));
    let parts = LETTERS.iter().zip(factors).map(|(name, f)| Part { name, is: f.clone() }).collect();
    Application { rule: Rule::Product, outer: None, parts, result }
}

fn quotient(f: &Expr, g: &Expr, x: &Symbol) -> Application {
    if let Some(application) = reciprocal_power(f, g, x) {
        return application;
    }
    let d = |v: &Expr| Expr::derivative(v.clone(), x.clone());
    let below = Expr::power(g.clone(), Expr::integer(2));
    let fdg = times(f.clone(), d(g));
    let result = if f.contains(x) {
        Expr::quotient(Expr::sum([times(d(f), g.clone()), fdg.negate()]), below)
    } else {
        Expr::quotient(fdg, below).negate()
    };
    with(Rule::Quotient, [("f", f.clone()), ("g", g.clone())], result)
}

/// `c/x^n` is `c·x^-n`, for which the power rule is shorter.
fn reciprocal_power(f: &Expr, g: &Expr, x: &Symbol) -> Option<Application> {
    let exponent = match g.node() {
        Node::Symbol(y) if y == x => Number::ONE,
        Node::Power([base, n]) if base.as_symbol() == Some(x) => {
            simplify(n).as_number().filter(|n| !n.is_negative())?
        }
        _ => return None,
    };
    if f.contains(x) {
        return None;
    }
    let above = times(Expr::number(exponent.clone()), f.clone());
    let below = Expr::power(Expr::from(x.clone()), Expr::number(&exponent + &Number::ONE));
    Some(with(Rule::Power, [("n", Expr::number(-&exponent))], Expr::quotient(above, below).negate()))
}

fn power(u: &Expr, base: &Expr, exponent: &Expr, x: &Symbol) -> Application {
    let d = |v: &Expr| Expr::derivative(v.clone(), x.clone());
    let variable = |e: &Expr| e.as_symbol() == Some(x);
    match (base.contains(x), exponent.contains(x)) {
        (_, false) => {
            let slope = power_slope(base, exponent);
            if variable(base) {
                return with(Rule::Power, [("n", exponent.clone())], slope);
            }
            let outer = Expr::power(Expr::symbol("u"), exponent.clone());
            chain(Rule::Power, outer, base, times(slope, d(base)))
        }
        (false, true) => {
            let slope = times(u.clone(), Expr::apply(Function::Ln, base.clone()));
            let parts = [("a", base.clone()), ("f", exponent.clone())];
            with(Rule::Exponential, parts, if variable(exponent) { slope } else { times(slope, d(exponent)) })
        }
        (true, true) => {
            let logarithm = times(exponent.clone(), Expr::apply(Function::Ln, base.clone()));
            with(Rule::GeneralPower, [("f", base.clone()), ("g", exponent.clone())], times(u.clone(), d(&logarithm)))
        }
    }
}

/// `n·u^(n-1)`, written as a person would.
fn power_slope(base: &Expr, exponent: &Expr) -> Expr {
    let Some(n) = simplify(exponent).as_number() else {
        let less = Expr::sum([exponent.clone(), Expr::one().negate()]);
        return times(exponent.clone(), Expr::power(base.clone(), less));
    };
    let less = &n - &Number::ONE;
    let raised = match less.to_i64() {
        Some(0) => Expr::one(),
        Some(1) => base.clone(),
        _ => Expr::power(base.clone(), Expr::number(less)),
    };
    if n.is_negative() { times(Expr::number(-&n), raised).negate() } else { times(Expr::number(n), raised) }
}

fn function(f: Function, v: &Expr, x: &Symbol) -> Application {
    let variable = v.as_symbol() == Some(x);
    let dv = Expr::derivative(v.clone(), x.clone());
    match f {
        Function::Exp => {
            let u = Expr::apply(f, v.clone());
            with(
                Rule::Exponential,
                [("a", Expr::constant(Constant::E)), ("f", v.clone())],
                if variable { u } else { times(u, dv) },
            )
        }
        Function::Ln => with(
            Rule::Logarithmic,
            [("f", v.clone())],
            Expr::quotient(if variable { Expr::one() } else { dv }, v.clone()),
        ),
        _ if variable => plain(Rule::Function(f), f.derivative_at(v)),
        _ => chain(Rule::Function(f), Expr::apply(f, Expr::symbol("u")), v, times(f.derivative_at(v), dv)),
    }
}

fn chain(outer_rule: Rule, outer: Expr, inner: &Expr, result: Expr) -> Application {
    let mut application = with(Rule::Chain, [("outer", outer), ("inner", inner.clone())], result);
    application.outer = Some(outer_rule);
    application
}

fn plain(rule: Rule, result: Expr) -> Application {
    Application { rule, outer: None, parts: Vec::new(), result }
}

fn with<const N: usize>(rule: Rule, parts: [(&'static str, Expr); N], result: Expr) -> Application {
    let parts = parts.into_iter().map(|(name, is)| Part { name, is }).collect();
    Application { rule, outer: None, parts, result }
}

/// `a·b` without what nobody writes: a factor 1, brackets around a product, a sign in the middle, a quotient beside
/// the factor that goes on top of it.
fn times(a: Expr, b: Expr) -> Expr {
    match (a.node(), b.node()) {
        _ if a.is_integer(1) => b,
        _ if b.is_integer(1) => a,
        (Node::Negate(u), _) => times(u.clone(), b).negate(),
        (Node::Quotient([u, v]), _) => Expr::quotient(times(u.clone(), b), v.clone()),
        (Node::Product(factors), _) => Expr::product(factors.iter().cloned().chain([b])),
        _ => Expr::product([a, b]),
    }
}

/// The same operation on parts that have been carried out: terms that became 0 and factors that became 1 go.
pub(super) fn rebuild(e: &Expr, parts: Vec<Expr>) -> Expr {
    match e.node() {
        Node::Sum(_) => Expr::sum(parts.into_iter().filter(|p| !p.is_integer(0))),
        Node::Product(_) if parts.iter().any(|p| p.is_integer(0)) => Expr::zero(),
        Node::Product(_) => Expr::product(parts.into_iter().filter(|p| !p.is_integer(1))),
        Node::Negate(_) if parts.iter().all(|p| p.is_integer(0)) => Expr::zero(),
        Node::Quotient(_) if parts.first().is_some_and(|p| p.is_integer(0)) => Expr::zero(),
        _ => e.with_children(parts),
    }
}
