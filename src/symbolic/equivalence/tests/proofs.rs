//! Lines that follow from one another, and lines that don't.

use super::super::{Proof, follows, prove};
use crate::symbolic::{Derivation, Expr, Node, Number, Symbol, parse};

fn x() -> Symbol {
    Symbol::new("x")
}

/// `d/dx` of what follows a `'`: a line that is not yet carried out.
fn line(text: &str) -> Expr {
    match text.strip_prefix('\'') {
        Some(f) => Expr::derivative(parse(f).unwrap(), x()),
        None => parse(text).unwrap(),
    }
}

#[track_caller]
fn proved(before: &str, after: &str) {
    let proof = follows(&line(before), &line(after));
    assert!(proof.is_proved(), "{before} to {after}: {proof:?}");
}

#[track_caller]
fn refuted(before: &str, after: &str) {
    let proof = follows(&line(before), &line(after));
    assert!(matches!(proof, Proof::Refuted(_)), "{before} to {after}: {proof:?}");
}

#[test]
fn derivatives_are_what_differences_say() {
    proved("'x^3", "3x^2");
    proved("'sin(x^2)", "2x cos(x^2)");
    proved("'x^x", "x^x (ln(x) + 1)");
    proved("'ln|x|", "1/x");
    proved("'|x-5|", "sign(x-5)");
    proved("'relu(x-1000)", "step(x-1000)");
    proved("'max(x, x^2)", "where(x < 0, 2x, where(x < 1, 1, 2x))");
    proved("'gelu(x)", "(1+erf(x/sqrt(2)))/2 + x e^(-x^2/2)/sqrt(2 pi)");
    proved("'asin(x/1000000)", "1/sqrt(1e12-x^2)");
    proved("'acos(x-50)", "-1/sqrt(1-(x-50)^2)");
    proved("'(sin(x)^2 + cos(x)^2)", "0");
    proved("'1e-30 x^2", "2e-30 x");
    proved("'1.000000001^x", "1.000000001^x ln(1.000000001)");
    proved("'(a x^2 + b x + c)", "2 a x + b");
    proved("'7", "0");
    proved("2 + 3", "5");
    refuted("'x^3", "3x^3");
    refuted("'sin(x^2)", "cos(x^2)");
    refuted("'|x-5|", "1");
    refuted("'relu(x-1000)", "0");
    refuted("'cos(x)", "sin(x)");
    refuted("'(sin(x)^2 + cos(x)^2)", "1e-12");
    refuted("'x^5", "5.0000000001 x^4");
    refuted("'1e-30 x^2", "0");
    refuted("'gelu(x)", "(1+erf(x/sqrt(2)))/2 + x e^(-x^2/2)/sqrt(pi)");
    refuted("2 + 3", "6");
    // A value is lost.
    refuted("'cbrt(x)", "x^(-2/3)/3");
}

#[test]
fn a_wider_line_is_told() {
    let proof = follows(&line("'ln(x)"), &line("1/x"));
    assert!(matches!(proof, Proof::Proved { wider: true, .. }), "{proof:?}");
    let proof = follows(&line("'sin(x)"), &line("cos(x)"));
    assert!(matches!(proof, Proof::Proved { wider: false, .. }), "{proof:?}");
}

#[test]
fn what_has_no_value_stays_unchecked() {
    assert_eq!(follows(&line("'ln(-1-x^2)"), &line("-2x/(-1-x^2)")), Proof::Unchecked);
}

const FUNCTIONS: [&str; 24] = [
    "x^2*sin(x)",
    "e^(-x^2/2)",
    "ln(1+x^2)",
    "x/(1+x^2)",
    "sqrt(1-x^2)",
    "atan(1/x)",
    "2^x*cos(3x)",
    "(1+x^2)^sin(x)",
    "sigmoid(3x-1)",
    "softplus(x)*tanh(x)",
    "|x-1|*x",
    "relu(x^2-1)",
    "ln(ln(x))",
    "(x^2-1)/(x-1)",
    "cbrt(x^2)",
    "x^pi",
    "sin(cos(tan(x)))",
    "1/(1+e^(-w x - b))",
    "(p - y)^2 + x*p",
    "asinh(x)*acosh(x+2)",
    "max(0.1*x, x)",
    "where(x < 0, -x^2, x^2)",
    "erf(x/3)",
    "e^x/(e^x+e^y+e^z)",
];

#[test]
fn every_line_of_a_derivation_follows() {
    for text in FUNCTIONS {
        let derivation = Derivation::new(&parse(text).unwrap(), &x()).unwrap();
        let lines: Vec<Expr> = derivation.lines().collect();
        for (pair, proof) in lines.windows(2).zip(prove(&lines)) {
            assert!(proof.is_proved(), "{} to {}: {proof:?}", pair[0], pair[1]);
        }
    }
}

/// The same expression with its `n`-th number, counted from the left, made 1 greater.
fn mistaken(e: &Expr, n: &mut usize) -> Expr {
    if let Node::Number(value) = e.node() {
        let hit = *n == 0;
        *n = n.wrapping_sub(1);
        return if hit { Expr::number(value + &Number::ONE) } else { e.clone() };
    }
    e.with_children(e.children().iter().map(|child| mistaken(child, n)).collect())
}

#[test]
fn a_line_with_a_wrong_number_does_not_follow() {
    let mut wrong = 0;
    // What decides between two formulas may be scaled without harm.
    for text in FUNCTIONS.into_iter().filter(|text| !text.contains(',')) {
        let derivation = Derivation::new(&parse(text).unwrap(), &x()).unwrap();
        let answer = derivation.answer();
        for n in 0..6 {
            let mistake = mistaken(&answer, &mut n.clone());
            if mistake == answer {
                break;
            }
            let proof = follows(&Expr::derivative(derivation.of.clone(), x()), &mistake);
            // -1 made 0 in an exponent and the like may leave nothing to compare, but never a proof.
            assert!(!proof.is_proved(), "d/dx {text} is not {mistake}");
            wrong += usize::from(matches!(proof, Proof::Refuted(_)));
        }
    }
    assert!(wrong > 40, "{wrong} refuted");
}
