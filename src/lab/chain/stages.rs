//! A composition, taken apart into functions one after the other.

use crate::{
    lab::Curve,
    symbolic::{Expr, Node, Symbol},
};

/// The most functions that a composition is taken apart into; what is further inside stays in one.
const MOST: usize = 5;
/// Names of what comes between, and of the result.
const NAMES: [&str; MOST + 1] = ["u", "v", "w", "s", "p", "q"];
const RESULTS: [&str; 2] = ["y", "z"];

/// A function of the chain, with the name of what it gives.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    pub(super) name: String,
    pub(super) curve: Curve,
}

/// A layer of an expression: the operation around the one part that varies.
struct Layer<'a> {
    whole: &'a Expr,
    place: usize,
    /// Whether it only shifts and scales.
    is_affine: bool,
}

impl Layer<'_> {
    fn around(&self, inner: Expr) -> Expr {
        let mut children = self.whole.children().to_vec();
        children[self.place] = inner;
        self.whole.with_children(children)
    }
}

/// The functions from the inside out: a new one begins with each operation that is more than shifting and scaling.
pub(super) fn stages(f: &Expr, by: &Symbol) -> Result<Vec<Stage>, String> {
    let (mut layers, mut inside) = (Vec::new(), f);
    while let Some(layer) = peeled(inside, by) {
        inside = &layer.whole.children()[layer.place];
        layers.push(layer);
    }
    // Each as an expression in what comes before it.
    let mut parts: Vec<Expr> = Vec::new();
    if inside.as_symbol() != Some(by) {
        parts.push(inside.clone());
    }
    for layer in layers.iter().rev() {
        match parts.last_mut() {
            Some(part) if layer.is_affine => *part = layer.around(part.clone()),
            _ => {
                let inner = Expr::symbol(&stand_in(parts.len(), by));
                parts.push(layer.around(inner));
            }
        }
    }
    if parts.is_empty() {
        parts.push(f.clone());
    }
    while parts.len() > MOST {
        let inner = parts.remove(0);
        parts[0] = parts[0].substitute(&Symbol::new(&stand_in(1, by)), &inner);
        // What was counted before is one less now.
        for (i, part) in parts.iter_mut().enumerate().skip(1) {
            *part = part.substitute(&Symbol::new(&stand_in(i + 1, by)), &Expr::symbol(&stand_in(i, by)));
        }
    }
    let mut names = NAMES.into_iter().filter(|name| *name != by.name());
    let result = RESULTS.into_iter().find(|name| *name != by.name()).unwrap_or_default();
    let count = parts.len();
    let mut stages: Vec<Stage> = Vec::new();
    for (i, part) in parts.into_iter().enumerate() {
        let name = if i + 1 == count { result } else { names.next().unwrap_or_default() };
        let formula = match stages.last() {
            Some(before) => part.substitute(&Symbol::new(&stand_in(i, by)), &Expr::symbol(&before.name)),
            None => part,
        };
        stages.push(Stage { name: name.to_owned(), curve: Curve::read(&formula.to_string())? });
    }
    Ok(stages)
}

/// What stands for the result of the part before the one of this number: no name that can be typed.
fn stand_in(part: usize, by: &Symbol) -> String {
    if part == 0 { by.name().to_owned() } else { format!("\u{0}{part}") }
}

fn peeled<'a>(e: &'a Expr, by: &Symbol) -> Option<Layer<'a>> {
    let mut varying = e.children().iter().enumerate().filter(|(_, child)| child.contains(by));
    let (place, _) = varying.next()?;
    if varying.next().is_some() {
        return None;
    }
    let is_affine = match e.node() {
        Node::Negate(_) | Node::Sum(_) | Node::Product(_) => true,
        Node::Quotient(_) => place == 0,
        Node::Power(_) | Node::Apply(..) | Node::Extremum(..) => false,
        _ => return None,
    };
    Some(Layer { whole: e, place, is_affine })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::parse;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let f = parse(text).unwrap();
        let found = stages(&f, &f.symbols()[0]).unwrap();
        let found: Vec<String> = found.iter().map(|stage| format!("{} = {}", stage.name, stage.curve.expr())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn compositions_are_taken_apart() {
        check("sin(x^2)", &["u = x^2", "y = sin(u)"]);
        check("exp(-x^2/2)", &["u = -x^2/2", "y = e^u"]);
        check("1/(1+exp(-x))", &["u = -x", "v = 1 + e^u", "y = 1/v"]);
        check("3*ln(2x+1)-4", &["u = 2*x + 1", "y = 3*ln(u) - 4"]);
        check("(x*sin(x))^2", &["u = x*sin(x)", "y = u^2"]);
        check("x^3", &["y = x^3"]);
        check("x", &["y = x"]);
        check("2x+1", &["y = 2*x + 1"]);
        check("x*sin(x)", &["y = x*sin(x)"]);
        check("sin(u^2)", &["v = u^2", "y = sin(v)"]);
        check("sin(y^2)", &["u = y^2", "z = sin(u)"]);
    }

    #[test]
    fn long_chains_keep_their_inside_in_one() {
        check(
            "sin(cos(tan(exp(ln(sqrt(x^2))))))",
            &["u = ln(sqrt(x^2))", "v = e^u", "w = tan(v)", "s = cos(w)", "y = sin(s)"],
        );
    }
}
