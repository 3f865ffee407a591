//! Names, numbers and brackets in programs, and what is refused.

use super::*;
use crate::symbolic::{MAX_DEPTH, parse};

/// The formula of f on the last line of its function.
fn formula(language: Language, f: &Expr) -> String {
    let program = code(language, f, &[], &[]).unwrap();
    let line = if language == Language::Rust {
        let mut lines = program.lines().skip_while(|line| !line.starts_with("fn f("));
        lines.find(|line| line.starts_with("    ") && !line.starts_with("    let "))
    } else {
        program.lines().find(|line| line.starts_with("    return ") || line.starts_with("f = "))
    };
    let line = line.unwrap().trim_start();
    line.strip_prefix("return ").or(line.strip_prefix("f = ")).unwrap_or(line).to_owned()
}

#[track_caller]
fn check(text: &str, language: Language, expected: &str) {
    assert_eq!(formula(language, &parse(text).unwrap()), expected, "{text}");
}

#[test]
fn brackets_stand_where_they_are_needed() {
    for (text, expected) in [
        ("-x^2", "-x ** 2"),
        ("(-x)^2", "(-x) ** 2"),
        ("-(x+y)", "-(x + y)"),
        ("x-(y-x)", "x - (y - x)"),
        ("x/(y*x)", "x / (y * x)"),
        ("x/y/x", "x / y / x"),
        ("x*(y/x)", "x * (y / x)"),
        ("(x^2)^3", "(x ** 2) ** 3"),
        ("x^-2", "x ** -2"),
        ("x^y", "np.power(x, y)"),
        ("x*-y", "x * (-y)"),
        ("e^-x", "np.exp(-x)"),
    ] {
        check(text, Language::NumPy, expected);
    }
    for (text, expected) in [
        ("-x^2", "-x.powi(2)"),
        ("(-x)^2", "(-x).powi(2)"),
        ("x^y", "x.powf(y)"),
        ("2^x", "f64::powf(2.0, x)"),
        ("sin(x+1)^2", "(x + 1.0).sin().powi(2)"),
        ("sqrt(2)*x", "f64::sqrt(2.0) * x"),
        ("sin(2*x)", "(2.0 * x).sin()"),
    ] {
        check(text, Language::Rust, expected);
    }
}

#[test]
fn numbers_are_exact() {
    for (text, sympy, rust) in [
        ("x/3", "x / 3", "x / 3.0"),
        ("1/3*x", "sp.Rational(1, 3) * x", "1.0 / 3.0 * x"),
        ("0.1*x", "sp.Rational(1, 10) * x", "0.1 * x"),
        ("x+2^-1", "x + sp.S(2) ** -1", "x + f64::powi(2.0, -1)"),
        ("x*10^400", "x * 10 ** 400", "x * f64::powi(10.0, 400)"),
        ("12345678901234567890*x", "12345678901234567890 * x", "1.2345678901234567e19 * x"),
        ("1/2", "sp.Rational(1, 2)", "1.0 / 2.0"),
        ("7", "sp.S(7)", "7.0"),
    ] {
        check(text, Language::SymPy, sympy);
        check(text, Language::Rust, rust);
    }
    let large = Expr::product([parse("10^400").unwrap(), Expr::symbol("x")]);
    let folded = crate::symbolic::simplify(&large);
    assert!(formula(Language::Rust, &folded).contains("f64::INFINITY"));
    let third = Expr::product([Expr::number(crate::symbolic::Number::ratio(-1, 3).unwrap()), Expr::symbol("x")]);
    assert_eq!(formula(Language::NumPy, &third), "-1.0 / 3.0 * x");
}

#[test]
fn pytorch_needs_tensors() {
    check("ln(2)*x", Language::PyTorch, "math.log(2.0) * x");
    check("sigmoid(2)*x", Language::PyTorch, "torch.sigmoid(torch.tensor(2.0, dtype=torch.float64)) * x");
    let relu = Expr::max(Expr::zero(), Expr::symbol("x"));
    assert_eq!(formula(Language::PyTorch, &relu), "torch.maximum(torch.tensor(0.0, dtype=torch.float64), x)");
    check("3", Language::PyTorch, "torch.tensor(3.0, dtype=torch.float64)");
}

#[test]
fn names_are_identifiers() {
    let names = |language, symbols: &[&str]| {
        let symbols: Vec<Symbol> = symbols.iter().map(|s| Symbol::new(s)).collect();
        let names = Names::new(language, &symbols);
        symbols.iter().map(|s| names.of(s).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(Language::NumPy, &["lambda", "w_1", "theta", "f", "x"]), ["lambda_", "w_1", "theta", "f_", "x"]);
    assert_eq!(names(Language::Rust, &["lambda", "type", "self", "max"]), ["lambda", "type_", "self_", "max_"]);
    assert_eq!(names(Language::Jax, &["x'", "x_", "1x", "", "µ"]), ["x_", "x__", "x1x", "x", "x___"]);
    assert_eq!(names(Language::PyTorch, &["df_dx", "sigmoid", "part_1"]), ["xdf_dx", "sigmoid_", "part_1_"]);
    let parts = Names::new(Language::NumPy, &[Symbol::new("t1")]);
    assert_eq!((parts.part(1), Names::new(Language::NumPy, &[]).part(1)), ("part_1".into(), "t1".into()));
}

#[test]
fn what_is_not_worked_out_is_refused() {
    let open = Expr::sum([Expr::one(), Expr::derivative(Expr::symbol("x"), Symbol::new("x"))]);
    for language in Language::ALL {
        let error = code(language, &open, &[], &[]).unwrap_err();
        assert_eq!(error.to_string(), "the derivative by x has to be worked out first");
    }
}

/// Python reads at most 200 brackets in brackets.
#[test]
fn deep_formulas_are_taken_apart() {
    let mut e = Expr::symbol("x");
    for _ in 1..MAX_DEPTH {
        e = Expr::apply(Function::Sin, e);
    }
    for language in Language::ALL {
        let program = code(language, &e, &[], &[]).unwrap();
        let deepest = program.lines().map(|line| line.matches('(').count()).max();
        assert!(deepest < Some(60), "{language:?}: {deepest:?}");
    }
}

/// 2^40 nodes when written out.
#[test]
fn shared_parts_are_written_once() {
    let mut e = Expr::symbol("x");
    for _ in 0..40 {
        e = Expr::product([Expr::apply(Function::Sin, e.clone()), e]);
    }
    for language in Language::ALL {
        assert!(code(language, &e, &[], &[]).unwrap().len() < 5000);
    }
}
