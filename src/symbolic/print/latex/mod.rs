//! LaTeX as a book would set it, with parts marked by colour.

mod cases;
mod symbol;

use std::fmt;

pub(crate) use symbol::GREEK;
pub use symbol::symbol_latex;

use super::{Binding, begins_with_minus, is_fraction};
use crate::symbolic::{Constant, Expr, Extremum, Function, Node, Number};

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

    /// Whether the part that the path leads to is marked.
    fn is_marked(&self) -> bool {
        self.marks.iter().any(|mark| mark.path == self.path)
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
            Node::Extremum(which, _) => {
                self.say(match which {
                    Extremum::Max => r"\max\left(",
                    Extremum::Min => r"\min\left(",
                });
                self.listed(*which, e);
                self.say(r"\right)");
            }
            Node::Piecewise(..) => self.cases(e),
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

    /// What a maximum or minimum is taken of, those inside of it included: `max(a, max(b, c))` is the greatest of three.
    fn listed(&mut self, which: Extremum, e: &Expr) {
        for (i, u) in e.children().iter().enumerate() {
            self.say(if i > 0 { "," } else { "" });
            self.path.push(i);
            match u.node() {
                Node::Extremum(inner, _) if *inner == which && !self.is_marked() => self.listed(which, u),
                _ => self.whole(u),
            }
            self.path.pop();
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
            let last = i + 1 == terms.len();
            self.child_in(
                i,
                term,
                if matches!(term.node(), Node::Piecewise(..)) && !last { Binding::Atom } else { Binding::Sum },
            );
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
                if !self.is_marked() {
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

/// How tightly the outermost operation binds in LaTeX: a brace with cases reaches as far as there is something.
fn binding(e: &Expr) -> Binding {
    if let Node::Piecewise(..) = e.node() { Binding::Sum } else { super::binding(e) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::{AtZero, Symbol, parse};

    /// Expressions with every node and every function, some parts marked.
    fn expressions() -> Vec<Expr> {
        let x = || Expr::symbol("x");
        let step = |at_zero| Expr::piecewise(at_zero, x(), Expr::zero(), x());
        let nested = Expr::piecewise(AtZero::Agreed, parse("x-1").unwrap(), step(AtZero::Above), step(AtZero::Below));
        let mut all: Vec<Expr> = Function::all().map(|f| Expr::apply(f, x())).collect();
        all.extend(Function::all().map(|f| f.derivative_at(&x())));
        all.extend(Function::all().map(|f| Expr::power(Expr::apply(f, x()), Expr::integer(2))));
        all.extend(["x^2/(1+w_1)", "-3*x/4", "theta^x_max", "2*3", "x^(1/3)"].map(|text| parse(text).unwrap()));
        all.extend([
            Expr::max(Expr::max(x(), Expr::one()), Expr::min(x(), Expr::zero())),
            Expr::derivative(step(AtZero::Above), Symbol::new("x")),
            Expr::sum([nested.clone(), nested.clone().negate(), Expr::power(nested, x())]),
        ]);
        all
    }

    /// The crate that makes `MathML` of it on the page has to take all that is printed.
    #[test]
    fn all_that_is_printed_can_be_typeset() {
        for e in expressions() {
            let storage = pulldown_latex::Storage::new();
            for path in [vec![9], vec![], vec![0], vec![1], vec![0, 0]] {
                let text = latex_marked(&e, &[Mark { path, colour: "#fe0001".into() }]);
                let events: Result<Vec<_>, _> = pulldown_latex::Parser::new(&text, &storage).collect();
                let error = events.err().map(|error| error.to_string());
                assert_eq!(error, None, "{text}");
            }
        }
    }

    #[test]
    fn extrema_are_listed() {
        let [x, y, z] = ["x", "y", "z"].map(Expr::symbol);
        let three = Expr::max(x.clone(), Expr::max(y.clone(), z.clone()));
        assert_eq!(latex(&three), r"\max\left(x,y,z\right)");
        assert_eq!(latex(&Expr::max(Expr::max(x.clone(), y.clone()), z.clone())), r"\max\left(x,y,z\right)");
        assert_eq!(latex(&Expr::max(x, Expr::min(y, z))), r"\max\left(x,\min\left(y,z\right)\right)");
        let marked = latex_marked(&three, &[Mark { path: vec![1], colour: "#f00".into() }]);
        assert_eq!(marked, r"\max\left(x,{\color{#f00}\max\left(y,z\right)}\right)");
    }
}
