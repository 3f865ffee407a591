//! One formula in the syntax of a language.

use std::{cell::RefCell, collections::HashMap};

use super::{Export, Language, literal, parts};
use crate::symbolic::{
    AtZero, Constant, Expr, Extremum, Function, Node, Number, Spelling,
    print::{Comparison, Relation},
};

/// How tightly the outermost operation binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// `if … else …`
    Choice,
    Sum,
    Negation,
    Product,
    Power,
    Atom,
}

/// Writes formulas, parts that have been named by their names.
pub(super) struct Writer<'a> {
    export: &'a Export<'a>,
    known: HashMap<Expr, String>,
    constants: RefCell<HashMap<Expr, bool>>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(export: &'a Export<'a>) -> Self {
        Self { export, known: HashMap::new(), constants: RefCell::default() }
    }

    /// From now on the expression is written by this name.
    pub(super) fn name(&mut self, e: &Expr, name: &str) {
        self.known.insert(e.clone(), name.to_owned());
    }

    /// The formula as it stands on a line of its own.
    pub(super) fn whole(&self, e: &Expr) -> String {
        self.at_least(e, Level::Choice)
    }

    /// Whether it has the same value everywhere.
    pub(super) fn is_constant(&self, e: &Expr) -> bool {
        if let Some(&known) = self.constants.borrow().get(e) {
            return known;
        }
        let constant = parts::is_constant(e);
        self.constants.borrow_mut().insert(e.clone(), constant);
        constant
    }

    fn language(&self) -> Language {
        self.export.language
    }

    /// The formula, in brackets if its outermost operation binds less tightly than `least`.
    fn at_least(&self, e: &Expr, least: Level) -> String {
        let (text, level) = self.formula(e);
        if level < least { format!("({text})") } else { text }
    }

    fn formula(&self, e: &Expr) -> (String, Level) {
        if let Some(name) = self.known.get(e) {
            return (name.clone(), Level::Atom);
        }
        let (text, level) = match e.node() {
            Node::Number(n) => self.number(n),
            Node::Constant(c) => (self.constant(*c), Level::Atom),
            Node::Symbol(x) => (self.export.names.of(x).to_owned(), Level::Atom),
            Node::Negate(u) => {
                let u = self.at_least(u, Level::Product);
                (if u.starts_with('-') { format!("-({u})") } else { format!("-{u}") }, Level::Negation)
            }
            Node::Sum(terms) => (self.sum(terms), Level::Sum),
            Node::Product(factors) => {
                let least = |i| if i == 0 { Level::Negation } else { Level::Power };
                let factors: Vec<String> =
                    factors.iter().enumerate().map(|(i, factor)| self.at_least(factor, least(i))).collect();
                (factors.join(" * "), Level::Product)
            }
            Node::Quotient([u, v]) if self.is_ratio(u, v) => {
                (format!("sp.Rational({}, {})", self.whole(u), self.whole(v)), Level::Atom)
            }
            Node::Quotient([u, v]) => {
                let u =
                    if self.is_integer_arithmetic(e) { self.symbolic(u) } else { self.at_least(u, Level::Negation) };
                (format!("{u} / {}", self.at_least(v, Level::Power)), Level::Product)
            }
            Node::Power([u, v]) => self.power(e, u, v),
            Node::Apply(f, u) => (self.apply(*f, u), Level::Atom),
            Node::Extremum(which, [u, v]) => (self.extremum(e, *which, u, v), Level::Atom),
            Node::Piecewise(at_zero, [on, below, above]) => self.piecewise(*at_zero, on, below, above),
            // Refused before.
            Node::Derivative(u, _) => self.formula(u),
        };
        // A minus in front belongs to the first factor.
        let level = if text.starts_with('-') { level.min(Level::Negation) } else { level };
        (text, level)
    }

    fn number(&self, n: &Number) -> (String, Level) {
        if self.language() == Language::SymPy {
            let text = if n.is_integer() {
                n.to_string()
            } else {
                format!("sp.Rational({}, {})", n.numerator(), n.denominator())
            };
            return (text, Level::Atom);
        }
        let nearest = literal(n.to_f64(), self.language());
        let exact = |n: &Number| n.to_i64().is_some_and(|i| i.unsigned_abs() <= 1 << 53);
        let is_decimal = Number::from_decimal(nearest.trim_start_matches('-')).is_some_and(|d| d == n.abs());
        if !n.is_integer() && !is_decimal && exact(&n.numerator()) && exact(&n.denominator()) {
            let [above, below] = [n.numerator(), n.denominator()].map(|n| literal(n.to_f64(), self.language()));
            return (format!("{above} / {below}"), Level::Product);
        }
        (nearest, Level::Atom)
    }

    fn constant(&self, constant: Constant) -> String {
        let name = match (self.language(), constant) {
            (Language::Rust, Constant::Pi) => return "std::f64::consts::PI".into(),
            (Language::Rust, Constant::E) => return "std::f64::consts::E".into(),
            (Language::SymPy, Constant::E) => "E",
            (_, Constant::Pi) => "pi",
            (_, Constant::E) => "e",
        };
        let library = if self.language() == Language::PyTorch { "math" } else { self.language().library() };
        format!("{library}.{name}")
    }

    fn sum(&self, terms: &[Expr]) -> String {
        let mut sum = String::new();
        for (i, term) in terms.iter().enumerate() {
            let text = self.at_least(term, if i == 0 { Level::Sum } else { Level::Negation });
            match text.strip_prefix('-') {
                _ if i == 0 => sum = text,
                Some(rest) => sum = format!("{sum} - {rest}"),
                None => sum = format!("{sum} + {text}"),
            }
        }
        sum
    }

    fn power(&self, e: &Expr, base: &Expr, exponent: &Expr) -> (String, Level) {
        if let Node::Constant(Constant::E) = base.node() {
            return (self.apply(Function::Exp, exponent), Level::Atom);
        }
        let whole = exponent.as_number().and_then(|n| n.to_i64()).filter(|n| i32::try_from(*n).is_ok());
        let constants = (self.is_constant(base), self.is_constant(exponent));
        let text = match (self.language(), whole) {
            (Language::Rust, whole) => {
                let (name, argument) = match whole {
                    Some(n) => ("powi", n.to_string()),
                    None => ("powf", self.whole(exponent)),
                };
                return (self.method(name, base, &format!(", {argument}")), Level::Atom);
            }
            (Language::SymPy, _) => {
                let is_rounded = self.is_integer_arithmetic(e) && whole.is_none_or(|n| n < 0);
                let base = if is_rounded { self.symbolic(base) } else { self.at_least(base, Level::Atom) };
                let exponent = whole.map_or_else(|| self.at_least(exponent, Level::Atom), |n| n.to_string());
                format!("{base} ** {exponent}")
            }
            (_, Some(n)) => format!("{} ** {n}", self.at_least(base, Level::Atom)),
            // Python's own power of a negative number is complex.
            (language, None) => {
                let library = match (language, constants) {
                    (Language::PyTorch, (true, true)) => "math.pow",
                    (Language::PyTorch, _) => "torch.pow",
                    (Language::Jax, _) => "jnp.power",
                    _ => "np.power",
                };
                return (format!("{library}({}, {})", self.whole(base), self.whole(exponent)), Level::Atom);
            }
        };
        (text, Level::Power)
    }

    fn apply(&self, f: Function, u: &Expr) -> String {
        let spelling = self.language().spelling(f);
        match (spelling, self.language()) {
            (Spelling::Call(name), Language::Rust) => self.method(name, u, ""),
            (Spelling::Call(name), Language::PyTorch) if self.is_constant(u) => match of_math(f) {
                Some(own) => format!("{own}({})", self.whole(u)),
                None => format!("{name}({})", self.tensor(u)),
            },
            (Spelling::Call(name), _) => format!("{name}({})", self.whole(u)),
            (_, Language::PyTorch) => format!("{}({})", f.name(), self.tensor(u)),
            (_, Language::SymPy) if is_arithmetic(u) => format!("{}({})", f.name(), self.symbolic(u)),
            _ => format!("{}({})", f.name(), self.whole(u)),
        }
    }

    /// A method of `f64` in Rust; in the form of a function where the type of a number would not be known.
    fn method(&self, name: &str, u: &Expr, arguments: &str) -> String {
        if self.is_constant(u) {
            return format!("f64::{name}({}{arguments})", self.whole(u));
        }
        format!("{}.{name}({})", self.at_least(u, Level::Atom), arguments.trim_start_matches(", "))
    }

    fn extremum(&self, e: &Expr, which: Extremum, u: &Expr, v: &Expr) -> String {
        let (short, long) = match which {
            Extremum::Max => ("max", "maximum"),
            Extremum::Min => ("min", "minimum"),
        };
        match self.language() {
            Language::Rust => format!("{short}({}, {})", self.whole(u), self.whole(v)),
            Language::SymPy => {
                let name = if which == Extremum::Max { "sp.Max" } else { "sp.Min" };
                format!("{name}({})", self.listed(which, e).join(", "))
            }
            Language::PyTorch => format!("torch.{long}({}, {})", self.tensor(u), self.tensor(v)),
            language => format!("{}.{long}({}, {})", language.library(), self.whole(u), self.whole(v)),
        }
    }

    /// What a maximum or minimum is taken of, those inside of it included.
    fn listed(&self, which: Extremum, e: &Expr) -> Vec<String> {
        match e.node() {
            Node::Extremum(inner, pair) if *inner == which && !self.known.contains_key(e) => {
                pair.iter().flat_map(|u| self.listed(which, u)).collect()
            }
            _ => vec![self.whole(e)],
        }
    }

    fn piecewise(&self, at_zero: AtZero, on: &Expr, below: &Expr, above: &Expr) -> (String, Level) {
        let (relation, first, second) = match at_zero {
            AtZero::Below => (Relation::Greater, above, below),
            AtZero::Above | AtZero::Agreed => (Relation::Less, below, above),
        };
        let Comparison { left, relation, right } = Comparison::with_zero(on, relation);
        let sign = if relation == Relation::Less { "<" } else { ">" };
        let condition = format!("{} {sign} {}", self.at_least(&left, Level::Sum), self.at_least(&right, Level::Sum));
        let (a, b) = (self.whole(first), self.whole(second));
        // Of two numbers PyTorch makes single precision, which is enough for integers.
        let is_rounded = |e: &Expr| self.is_constant(e) && e.as_number().is_none_or(|n| !n.is_integer());
        let both_constant = self.is_constant(first) && self.is_constant(second);
        let needs_tensors = both_constant && (is_rounded(first) || is_rounded(second));
        match self.language() {
            Language::Rust => {
                let otherwise = if b.starts_with("if ") { b } else { format!("{{ {b} }}") };
                (format!("if {condition} {{ {a} }} else {otherwise}"), Level::Choice)
            }
            Language::SymPy => (format!("sp.Piecewise(({a}, {condition}), ({b}, True))"), Level::Atom),
            Language::PyTorch if self.is_constant(on) => (format!("({a} if {condition} else {b})"), Level::Atom),
            Language::PyTorch if needs_tensors => {
                (format!("torch.where({condition}, {}, {})", self.tensor(first), self.tensor(second)), Level::Atom)
            }
            language => (format!("{}.where({condition}, {a}, {b})", language.library()), Level::Atom),
        }
    }

    /// As a tensor, which numbers of Python are not.
    fn tensor(&self, u: &Expr) -> String {
        let text = self.whole(u);
        if self.is_constant(u) { format!("torch.tensor({text}, dtype=torch.float64)") } else { text }
    }

    /// Whether it is a fraction of two integers.
    fn is_ratio(&self, u: &Expr, v: &Expr) -> bool {
        let integer = |e: &Expr| e.as_number().is_some_and(|n| n.is_integer());
        self.language() == Language::SymPy && integer(u) && integer(v) && !v.is_integer(0)
    }

    /// Whether Python would compute it with its own integers and round it.
    fn is_integer_arithmetic(&self, e: &Expr) -> bool {
        self.language() == Language::SymPy && is_arithmetic(e)
    }

    /// Numbers of Python as numbers of SymPy.
    pub(super) fn symbolic(&self, e: &Expr) -> String {
        let text = self.whole(e);
        match e.node() {
            Node::Number(n) if !n.is_integer() => text,
            Node::Quotient([u, v]) if self.is_ratio(u, v) => text,
            _ => format!("sp.S({text})"),
        }
    }
}

/// Whether it is made of numbers alone.
pub(super) fn is_arithmetic(e: &Expr) -> bool {
    !e.any(&|part| {
        !matches!(
            part.node(),
            Node::Number(_) | Node::Negate(_) | Node::Sum(_) | Node::Product(_) | Node::Quotient(_) | Node::Power(_)
        )
    })
}

/// Python's own function for numbers that are no tensors.
fn of_math(f: Function) -> Option<&'static str> {
    use Function as F;
    Some(match f {
        F::Exp => "math.exp",
        F::Ln => "math.log",
        F::Log10 => "math.log10",
        F::Log2 => "math.log2",
        F::Sqrt => "math.sqrt",
        F::Abs => "abs",
        F::Sin => "math.sin",
        F::Cos => "math.cos",
        F::Tan => "math.tan",
        F::Asin => "math.asin",
        F::Acos => "math.acos",
        F::Atan => "math.atan",
        F::Sinh => "math.sinh",
        F::Cosh => "math.cosh",
        F::Tanh => "math.tanh",
        F::Asinh => "math.asinh",
        F::Acosh => "math.acosh",
        F::Atanh => "math.atanh",
        F::Erf => "math.erf",
        F::Erfc => "math.erfc",
        _ => return None,
    })
}
