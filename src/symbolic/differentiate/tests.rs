//! Derivatives as they are handed in, and lines as they stand on the board.

use super::*;
use crate::symbolic::parse;

fn x() -> Symbol {
    Symbol::new("x")
}

#[track_caller]
fn check_derivative(f: &str, expected: &str) {
    let f = parse(f).unwrap();
    let derivative = differentiate(&f, &x()).unwrap();
    assert_eq!(derivative.to_string(), expected, "of {f}");
    let derivation = Derivation::new(&f, &x()).unwrap();
    assert_eq!(derivation.answer().to_string(), expected, "by lines, of {f}");
}

#[test]
fn derivatives_as_a_person_hands_them_in() {
    for (f, expected) in [
        ("7", "0"),
        ("x", "1"),
        ("3x^2 + 5x - 7", "6*x + 5"),
        ("x^2 sin x", "2*x*sin(x) + x^2*cos(x)"),
        ("x^2/(x+1)", "x*(x + 2)/(x + 1)^2"),
        ("sin(x^2)", "2*x*cos(x^2)"),
        ("e^(-x^2)", "-2*x*e^(-x^2)"),
        ("ln(x^2+1)", "2*x/(x^2 + 1)"),
        ("sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))"),
        ("1/(1+e^-x)", "e^(-x)/(1 + e^(-x))^2"),
        ("tanh(x)", "1 - tanh(x)^2"),
        ("relu(x)", "step(x)"),
        ("x^x", "x^x*(ln(x) + 1)"),
        ("5^x", "5^x*ln(5)"),
        ("sqrt(x)", "1/(2*sqrt(x))"),
        ("1/x^3", "-3/x^4"),
        ("x^(-3)", "-3/x^4"),
        ("(3x+1)^5", "15*(3*x + 1)^4"),
        ("ln(sigmoid(x))", "1 - sigmoid(x)"),
        ("x e^x", "(x + 1)*e^x"),
        ("abs(x)", "sign(x)"),
        ("ln(5x)", "1/x"),
        ("x^n", "n*x^(n - 1)"),
        ("sin(x)/x", "(x*cos(x) - sin(x))/x^2"),
        ("1/(x+1)", "-1/(x + 1)^2"),
        ("tan(x)", "1/cos(x)^2"),
        ("atan(x)", "1/(1 + x^2)"),
    ] {
        check_derivative(f, expected);
    }
}

fn lines(f: &str) -> Vec<String> {
    let derivation = Derivation::new(&parse(f).unwrap(), &x()).unwrap();
    let rules = std::iter::once(String::new())
        .chain(derivation.steps.iter().map(|step| step.rules().iter().map(|r| r.id()).collect::<Vec<_>>().join(", ")));
    derivation.lines().zip(rules).map(|(line, rules)| format!("{line}   [{rules}]")).collect()
}

#[test]
fn lines_are_as_short_as_a_person_writes_them() {
    for f in [
        "3x^2 + 5x - 7",
        "x^2 sin(3x)",
        "x^2/(x+1)",
        "e^(-x^2)",
        "sin(x)^2 cos(2x)",
        "x^x",
        "1/(1+e^-x)",
        "3 sin(x^2)",
        "ln(sigmoid(w x + b))",
    ] {
        println!("{}\n", lines(f).join("\n"));
    }
}
