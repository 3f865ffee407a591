//! LaTeX as a book would set it, with parts marked by colour.

use std::fmt;

use super::{Binding, begins_with_minus, binding, is_fraction};
use crate::symbolic::{Constant, Expr, Extremum, Function, Node, Number, Symbol};

/// A part to be marked: where it stands (the index of the child at each level, from the whole inwards) and the colour
/// that `\color` gets, such as `#b3261e`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The way to the part from the whole expression.
    pub path: Vec<usize>,
    /// A colour that LaTeX's `\color` understands.
    pub colour: String,
}

/// The expression in LaTeX.
///
/// ```
/// use gradus::symbolic::{latex, parse};
/// assert_eq!(latex(&parse("x^2 sin(3x) / 2").unwrap()), r"\frac{x^{2}\sin\left(3x\right)}{2}");
/// ```
pub fn latex(e: &Expr) -> String {
    latex_marked(e, &[])
}

/// The expression in LaTeX with some of its parts coloured.
pub fn latex_marked(e: &Expr, marks: &[Mark]) -> String {
    let d = if e.symbols().len() > 1 { r"\partial" } else { "d" };
    let mut printer = Printer { out: String::new(), path: Vec::new(), marks, d };
    printer.whole(e);
    printer.out
}

/// A variable in LaTeX: Greek names as letters, what follows `_` or a letter as an index, longer names upright.
pub fn symbol_latex(symbol: &Symbol) -> String {
    let name = symbol.name();
    let (stem, index) = match name.split_once('_') {
        Some((stem, index)) if !stem.is_empty() && !index.is_empty() => (stem, index),
        _ => {
            let digits = name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            name.split_at(if digits == 0 { name.len() } else { digits })
        }
    };
    let letter = match stem {
        s if GREEK.contains(&s) => format!(r"\{s}"),
        s if s.chars().count() == 1 => s.to_owned(),
        s => format!(r"\mathrm{{{}}}", s.replace('_', r"\_")),
    };
    let index = index.replace('_', r"\_");
    match index.chars().count() {
        0 => letter,
        _ if index.chars().all(|c| c.is_ascii_digit()) || index.chars().count() == 1 => format!("{letter}_{{{index}}}"),
        _ => format!(r"{letter}_{{\mathrm{{{index}}}}}"),
    }
}

/// The Greek letters that have a name in LaTeX and in the reader.
pub(crate) const GREEK: [&str; 33] = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "varepsilon",
    "zeta",
    "eta",
    "theta",
    "vartheta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "varphi",
    "chi",
    "psi",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Xi",
    "Phi",
    "Psi",
    "Omega",
];

struct Printer<'a> {
    out: String,
    path: Vec<usize>,
    marks: &'a [Mark],
    /// The sign of a derivative: ∂ where the whole has several variables.
    d: &'static str,
}

impl Printer<'_> {
    /// Writes on. A command that ends in letters, such as `\pi`, is parted from a letter after it.
    fn say(&mut self, text: &str) {
        let letters = self.out.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if letters.len() < self.out.len()
            && letters.ends_with('\\')
            && text.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            self.out.push(' ');
        }
        self.out.push_str(text);
    }

    fn put(&mut self, text: fmt::Arguments<'_>) {
        self.say(&text.to_string());
    }

    /// Writes the part that the path leads to, marked if it is to be.
    fn whole(&mut self, e: &Expr) {
        match self.marks.iter().find(|mark| mark.path == self.path) {
            Some(mark) => {
                self.put(format_args!(r"{{\color{{{}}}", mark.colour));
                self.write(e);
                self.say("}");
            }
            None => self.write(e),
        }
    }

    fn child(&mut self, index: usize, e: &Expr) {
        self.path.push(index);
        self.whole(e);
        self.path.pop();
    }

    /// Writes a child, in brackets if its outermost operation binds less tightly than `least`.
    fn child_in(&mut self, index: usize, e: &Expr, least: Binding) {
        if binding(e) < least {
            self.say(r"\left(");
            self.child(index, e);
            self.say(r"\right)");
        } else {
            self.child(index, e);
        }
    }

    fn braced(&mut self, index: usize, e: &Expr) {
        self.say("{");
        self.child(index, e);
        self.say("}");
    }

    fn write(&mut self, e: &Expr) {
        match e.node() {
            Node::Number(n) => self.number(n),
            Node::Constant(Constant::Pi) => self.say(r"\pi"),
            Node::Constant(Constant::E) => self.say("e"),
            Node::Symbol(s) => self.say(&symbol_latex(s)),
            Node::Negate(u) => {
                self.say("-");
                self.child_in(0, u, Binding::Product);
            }
            Node::Sum(terms) => self.sum(terms),
            Node::Product(factors) => self.product(factors),
            Node::Quotient([u, v]) => {
                self.say(r"\frac");
                self.braced(0, u);
                self.braced(1, v);
            }
            Node::Power([u, v]) => self.power(u, v),
            Node::Apply(Function::Exp, u) => {
                self.say("e^");
                self.braced(0, u);
            }
            Node::Apply(f @ (Function::Sqrt | Function::Cbrt), u) => {
                self.say(f.row().latex);
                self.braced(0, u);
            }
            Node::Apply(Function::Abs, u) => {
                self.say(r"\left|");
                self.child(0, u);
                self.say(r"\right|");
            }
            Node::Apply(f, u) => {
                self.say(f.row().latex);
                self.argument(0, u);
            }
            Node::Extremum(which, [u, v]) => {
                self.say(match which {
                    Extremum::Max => r"\max\left(",
                    Extremum::Min => r"\min\left(",
                });
                self.child(0, u);
                self.say(",");
                self.child(1, v);
                self.say(r"\right)");
            }
            Node::Piecewise(_, [on, below, above]) => {
                self.say(r"\begin{cases}");
                self.child(1, below);
                self.say("&");
                self.child(0, on);
                self.say(r"<0\\");
                self.child(2, above);
                self.say("&");
                self.child(0, on);
                self.say(r">0\end{cases}");
            }
            Node::Derivative(u, x) => {
                let d = self.d;
                self.put(format_args!(r"\frac{{{d}}}{{{d} {}}}\left[", symbol_latex(x)));
                self.child(0, u);
                self.say(r"\right]");
            }
        }
    }

    fn number(&mut self, n: &Number) {
        if is_fraction(n) {
            self.say(if n.is_negative() { "-" } else { "" });
            self.put(format_args!(r"\frac{{{}}}{{{}}}", n.numerator().abs(), n.denominator()));
        } else {
            self.say(&n.short_decimal().unwrap_or_else(|| n.to_string()));
        }
    }

    fn argument(&mut self, index: usize, u: &Expr) {
        self.say(r"\left(");
        self.child(index, u);
        self.say(r"\right)");
    }

    fn sum(&mut self, terms: &[Expr]) {
        for (i, term) in terms.iter().enumerate() {
            // A term that brings its own minus needs no plus: "a" then "-b".
            if i > 0 && !begins_with_minus(term) {
                self.say("+");
            }
            self.child(i, term);
        }
    }

    fn product(&mut self, factors: &[Expr]) {
        for (i, factor) in factors.iter().enumerate() {
            let least = if i == 0 { Binding::Negation } else { Binding::Product };
            let bracketed = binding(factor) < least;
            if i > 0 && !bracketed && needs_dot(&factors[i - 1], factor) {
                self.say(r" \cdot ");
            }
            self.child_in(i, factor, least);
        }
    }

    fn power(&mut self, base: &Expr, exponent: &Expr) {
        match base.node() {
            // sin²(x), with the exponent at the name.
            Node::Apply(f, u)
                if is_named(*f) && exponent.as_number().is_some_and(|n| n.to_i64().is_some_and(|n| n > 0)) =>
            {
                self.path.push(0);
                let marked = self.marks.iter().any(|mark| mark.path == self.path);
                if !marked {
                    self.say(f.row().latex);
                    self.say("^");
                    self.path.pop();
                    self.braced(1, exponent);
                    self.path.push(0);
                    self.argument(0, u);
                    self.path.pop();
                    return;
                }
                self.path.pop();
                self.child_in(0, base, Binding::Atom);
            }
            _ => self.child_in(0, base, Binding::Atom),
        }
        self.say("^");
        match exponent.node() {
            // A fraction in an exponent stands on the line.
            Node::Number(n) if is_fraction(n) => self.put(format_args!("{{{}/{}}}", n.numerator(), n.denominator())),
            _ => self.braced(1, exponent),
        }
    }
}

/// Whether the function is written as a name before its argument.
fn is_named(f: Function) -> bool {
    !matches!(f, Function::Exp | Function::Sqrt | Function::Cbrt | Function::Abs)
}

/// Whether juxtaposing the two factors would read as something else (`2` and `3`, `x` and `d/dx`).
fn needs_dot(left: &Expr, right: &Expr) -> bool {
    let number_ahead = matches!(leading(right).node(), Node::Number(_));
    let fractions =
        matches!(left.node(), Node::Quotient(_) | Node::Derivative(..)) && matches!(right.node(), Node::Quotient(_));
    number_ahead || fractions || matches!(right.node(), Node::Derivative(..))
}

/// The part that is written first.
fn leading(e: &Expr) -> &Expr {
    match e.node() {
        Node::Product(all) => all.first().map_or(e, leading),
        // What stands in brackets begins with the bracket.
        Node::Power([base, _]) if binding(base) == Binding::Atom => leading(base),
        _ => e,
    }
}
