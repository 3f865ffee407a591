//! Forms that lose their digits, or overflow where their values do not, computed in forms that keep them. Each has its law,
//! holds for all real numbers, and has the same domain.

mod complements;
mod exponentials;

use std::collections::HashMap;

use crate::symbolic::{Expr, Function, Node};

/// The expression with such forms replaced. Values and domains are the same.
pub(super) fn stable(e: &Expr, done: &mut HashMap<Expr, Expr>) -> Expr {
    if e.children().is_empty() {
        return e.clone();
    }
    if let Some(known) = done.get(e) {
        return known.clone();
    }
    let kept = e.with_children(e.children().iter().map(|part| stable(part, done)).collect());
    let replaced = match kept.node() {
        Node::Sum(terms) => Some(complements::without_complements(terms)),
        Node::Quotient([u, v]) => exponentials::ratio(u, v),
        Node::Apply(Function::Ln, u) => exponentials::logarithm(u),
        _ => None,
    };
    let replaced = replaced.unwrap_or(kept);
    done.insert(e.clone(), replaced.clone());
    replaced
}

#[cfg(test)]
mod tests {
    use crate::{
        numeric::Program,
        symbolic::{Symbol, parse},
    };

    /// Against values worked out in 40 digits.
    #[test]
    fn digits_are_kept_far_out() {
        for (text, x, expected) in [
            ("1 - sigmoid(x)", 40.0, 4.248_354_255_291_589e-18),
            ("sigmoid(x)*(1 - sigmoid(x))", 20.0, 2.061_153_613_941_849e-9),
            ("1 - tanh(x)^2", 20.0, 1.699_341_702_116_636e-17),
            ("1 + x - x*sigmoid(x)", 50.0, 1.0),
            ("x - x*sigmoid(x)", 50.0, 9.643_749_239_819_589e-21),
            ("y/3 - y*tanh(x)^2/3", 20.0, 5.664_472_340_388_787e-18),
            ("sigmoid(x) - sigmoid(x)^2", 20.0, 2.061_153_613_941_849e-9),
            ("2*x*tanh(x) - 2*x*tanh(x)^3", 20.0, 6.797_366_808_466_544e-16),
            ("1 - erf(x)", 5.0, 1.537_459_794_428_035e-12),
            ("1/2 + erf(x)/2", -5.0, 7.687_298_972_140_175e-13),
            ("1 - cos(x)", 1e-8, 5e-17),
            ("(1 - cos(x))/x^2", 1e-5, 0.499_999_999_995_833_3),
            ("ln(1 + e^x)", 800.0, 800.0),
            ("ln(e^x + 1)", -700.0, 9.859_676_543_759_77e-305),
            ("ln(sigmoid(x))", -800.0, -800.0),
            ("-ln(sigmoid(x))", 20.0, 2.061_153_620_314_381e-9),
            ("-ln(1 - sigmoid(x))", -20.0, 2.061_153_620_314_381e-9),
            ("ln(1/(1 + e^(-x)))", -800.0, -800.0),
            ("-ln(e^x/(e^x + 1))", 20.0, 2.061_153_620_314_381e-9),
            ("e^x/(1 + e^x)", 800.0, 1.0),
            ("e^x/(e^x + e^y + e^2)", 900.0, 1.0),
            ("(e^x - e^(-x))/(e^x + e^(-x))", 800.0, 1.0),
            ("(e^(-x) - e^x)/(e^x + e^(-x))", 800.0, -1.0),
            ("ln(e^x + e^y)", 1000.0, 1000.0),
            ("ln(cosh(x))", -800.0, 799.306_852_819_440_1),
            ("ln(cosh(x))", 0.5, 0.120_114_506_958_277_52),
            ("ln(e^x + e^y + e^(x - 1))", 1000.0, 1_000.313_261_687_518_2),
            ("ln(e^(-x) + e^(-2x))", 900.0, -900.0),
        ] {
            let program = Program::new(&[parse(text).unwrap()], &["x", "y"].map(Symbol::new)).unwrap();
            let value = program.eval(&[x, 1.0])[0];
            assert!((value - expected).abs() < 1e-14 * expected.abs(), "{text} at {x}: {value:e}");
        }
    }
}
