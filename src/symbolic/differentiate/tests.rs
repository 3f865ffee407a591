//! Derivatives as they are handed in, and lines as they stand on the board.

use super::*;
use crate::symbolic::{AtZero, Function, Proof, parse};

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

fn by_id(f: &Expr, method: &str, detail: &str) -> Derivation {
    let (method, detail) = (Method::from_id(method).unwrap(), Detail::from_id(detail).unwrap());
    let derivation = Derivation::by_method(f, &x(), method, detail).unwrap();
    for (step, proof) in derivation.steps.iter().zip(derivation.verify()) {
        assert!(proof.is_proved(), "from {} to {}: {proof:?}", step.before, step.after);
    }
    derivation
}

/// The lines as they are read: the rule, what its letters are, and where the line holds, to the right.
fn written(derivation: &Derivation) -> String {
    let first = Expr::derivative(derivation.of.clone(), derivation.by.clone());
    let mut lines = vec![format!("  {first}")];
    for step in &derivation.steps {
        let parts = step.parts().into_iter().map(|parts| {
            let letters: Vec<String> = parts.iter().map(|part| format!("{}: {}", part.name, part.is)).collect();
            format!("; {}", letters.join(", "))
        });
        let conditions = step.conditions().into_iter().map(|condition| format!("; for {}", condition.latex()));
        let notes: String = parts.chain(conditions).collect();
        lines.push(format!("= {}    ({}{notes})", step.after, step.name()));
    }
    lines.join("\n  ")
}

#[test]
fn lines_as_a_teacher_writes_them() {
    let read = |text: &str| parse(text).unwrap();
    let pieces = |on: &str, u: &str, v: &str| Expr::piecewise(AtZero::Above, read(on), read(u), read(v));
    let shown = [
        (read("3x^2 + 5x - 7"), "usual usual, usual full"),
        (read("x^2 sin(3x)"), "usual short, usual usual, usual full"),
        (read("e^(-x^2)"), "usual short, usual usual"),
        (read("x^2/(x+1)"), "usual usual, product-and-power usual"),
        (read("1/(x^2+1)^2"), "usual usual"),
        (read("(x+1)(x-2)"), "usual usual, multiply-out usual"),
        (read("sqrt(x^2+1)"), "usual usual, powers usual"),
        (read("ln((x+1)/(x-1))"), "usual usual, logarithm-laws usual"),
        (read("x^x"), "usual usual, exponential usual, logarithmic usual"),
        (read("x^2 sqrt(x+1)/(x-3)^3"), "logarithmic usual"),
        (read("tan(x)"), "usual usual, sines-and-cosines usual"),
        (read("sigmoid(w x + b)"), "usual usual, usual full, definition usual"),
        (read("tanh(x)"), "usual usual, sines-and-cosines usual, definition usual"),
        (read("softplus(x)"), "usual usual, definition usual"),
        (read("silu(x)"), "usual usual, definition usual"),
        (read("relu(x^2-1)"), "usual usual, definition usual"),
        (Expr::max(read("x"), read("x^2")), "usual usual, definition usual"),
        (pieces("x", "sin(x^2)", "x e^x"), "usual usual"),
        (read("-y ln(sigmoid(w x)) - (1-y) ln(1-sigmoid(w x))"), "usual usual"),
        (read("x^2 y + sin(x y)"), "usual usual"),
    ];
    let all = shown.iter().map(|(f, ways)| {
        let ways = ways.split(", ").filter_map(|way| way.split_once(' '));
        let ways = ways.map(|(method, detail)| format!("{method}, {detail}\n  {}", written(&by_id(f, method, detail))));
        format!("{f}\n{}", ways.collect::<Vec<_>>().join("\n"))
    });
    insta::assert_snapshot!(all.collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn methods_worth_showing() {
    for (f, expected) in [
        ("7", "usual"),
        ("x^2 sin(x)", "usual"),
        ("x^2/(x+1)", "usual product-and-power"),
        ("1/x^3", "usual"),
        ("sin(1/x)", "usual"),
        ("(x+1)(x-2)", "usual multiply-out"),
        ("(3x+1)^5", "usual"),
        ("sqrt(x)", "usual powers"),
        ("1/sqrt(x)", "usual powers"),
        ("tan(x)", "usual sines-and-cosines"),
        ("tan(y)", "usual"),
        ("tanh(x)", "usual sines-and-cosines definition"),
        ("relu(x) + sigmoid(y)", "usual definition"),
        ("ln|x|", "usual"),
        ("ln(x^2 (x+1))", "usual logarithm-laws"),
        ("5^x", "usual exponential"),
        ("x^x", "usual exponential logarithmic"),
        ("x^2 e^x sin(x)", "usual logarithmic"),
        ("x x x 0^x", "usual"),
        ("0 x (x+1) (x+2)", "usual multiply-out"),
        ("x x (-2)^x", "usual"),
    ] {
        let ids: Vec<&str> = methods(&parse(f).unwrap(), &x()).into_iter().map(Method::id).collect();
        assert_eq!(ids.join(" "), expected, "for {f}");
    }
}

#[test]
fn ids_lead_back() {
    for rule in Rule::all() {
        assert_eq!(Rule::from_id(rule.id()), Some(rule));
        assert!(!rule.name().is_empty() && !rule.formula().is_empty() && !rule.explanation().is_empty(), "{rule:?}");
    }
    for method in Method::ALL {
        assert_eq!(Method::from_id(method.id()), Some(method));
    }
    for detail in Detail::ALL {
        assert_eq!(Detail::from_id(detail.id()), Some(detail));
    }
}

#[test]
fn names_of_several_rules() {
    use Rule::{Chain, Constant, ConstantMultiple, Function as Table, Piecewise, Power, Product, Sum};
    for (rules, expected) in [
        (&[Constant][..], "constant rule"),
        (&[ConstantMultiple, Power], "power rule"),
        (&[Sum, ConstantMultiple, Power, Constant], "sum and power rule"),
        (&[Product, Sum, Power, Chain], "product, sum, power and chain rule"),
        (&[Table(Function::Sin), Table(Function::Cos)], "derivatives of sin and cos"),
        (&[Power, Table(Function::Sin)], "power rule, derivative of sin"),
        (&[Piecewise, Power], "piece by piece, power rule"),
        (&[Rule::Definition(Function::Sec), Rule::Definition(Function::Tan)], "definitions of sec and tan"),
    ] {
        assert_eq!(Rule::names(rules), expected);
    }
}

#[test]
fn a_hessian_is_symmetric_and_shares_its_parts() {
    let variables = ["w", "b"].map(Symbol::new);
    let loss = parse("(y - sigmoid(w x + b))^2").unwrap();
    let rows = hessian(&loss, &variables).unwrap();
    assert_eq!(rows[0][1], rows[1][0]);
    let flat: Vec<Expr> = rows.into_iter().flatten().collect();
    let (names, formulas) = shared_parts(&flat);
    assert_eq!(names[0].1.to_string(), "sigmoid(w*x + b)");
    // With the names put back, the formulas are the same.
    let back = |e: &Expr| names.iter().rev().fold(e.clone(), |e, (name, part)| e.substitute(name, part));
    assert_eq!(formulas.iter().map(back).collect::<Vec<_>>(), flat);
}

#[test]
fn names_keep_clear_of_variables() {
    let twice = parse("sin(s*t + x)*cos(s*t + x)").unwrap();
    let (names, _) = shared_parts(&[twice]);
    assert_eq!(names[0].0.name(), "u");
    assert!(shared_parts(&[parse("x + x").unwrap()]).0.is_empty());
}

#[test]
fn derivatives_inside_are_taken_first() {
    let f = Expr::derivative(parse("x^3").unwrap(), x());
    let derivation = Derivation::new(&f, &x()).unwrap();
    let lines: Vec<String> = derivation.lines().map(|line| line.to_string()).collect();
    assert_eq!(lines, ["d/dx(d/dx(x^3))", "d/dx(3*x^2)", "6*x"]);
}

#[test]
fn what_is_too_long_is_refused() {
    let tower = |height| (0..height).fold(Expr::symbol("x"), |u, _| Expr::power(u.clone(), u));
    for (height, error) in [(40, DifferentiateError::TooLong), (MAX_DEPTH, DifferentiateError::TooDeep)] {
        assert_eq!(Derivation::new(&tower(height), &x()).map(|d| d.steps.len()), Err(error));
    }
}

/// Found by random functions: proofs that did not end, were wrong, or lacked a condition.
#[test]
fn proofs_end_and_hold() {
    for f in [
        "max(sign(y)*x*4*x*3*e, x*(y + 5))",
        "sin(x^3)*max(y + x*x, csc(x + 1))",
        "x*max(x, cbrt(x*(-x)*(x + x)))",
        "(0^x)^x",
        "-x^x",
        "x*x*cbrt(x)",
        "max(x, (y + y)^(x*0))",
        "y/y^(x/x)",
        "ln(-2x)",
        "ln(x^3/(-5))",
        "ln(-(x - 1)(x - 2))",
        "softplus(ln(x))",
        "sqrt(x*x)*x^1",
        "x*(x + 1)*(x^2)^(1/4)",
        "x*(x - 1)*sqrt(-x)",
        "x*(x - 1)*sqrt(x*(x + 2))",
    ] {
        let f = parse(f).unwrap();
        for method in methods(&f, &x()) {
            let derivation = Derivation::by_method(&f, &x(), method, Detail::Usual).unwrap();
            for (step, proof) in derivation.steps.iter().zip(derivation.verify()) {
                let is_refuted = matches!(proof, Proof::Refuted(_));
                assert!(!is_refuted, "{f} by {method:?}: from {} to {}: {proof:?}", step.before, step.after);
            }
        }
    }
}

/// A way that comes back to where it was goes on from there.
#[test]
fn no_line_is_written_twice() {
    for f in ["asin(x)/0", "acos(x)/0", "(x + 1)*asin(x)/0", "x*cbrt(1/2)*cbrt(y)"] {
        let f = parse(f).unwrap();
        for detail in Detail::ALL {
            let derivation = Derivation::by_method(&f, &Symbol::new("x"), Method::Usual, detail).unwrap();
            let lines: Vec<String> = derivation.lines().map(|line| line.to_string()).collect();
            assert!(lines.windows(2).all(|pair| pair[0] != pair[1]), "{lines:#?}");
        }
    }
}
