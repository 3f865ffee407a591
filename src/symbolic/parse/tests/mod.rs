//! What is typed, and how it is read or why it is not.

mod cases;
mod errors;
mod hostile;
mod latex;
mod notes;
mod programs;
mod unicode;

use super::{parse, read};
use crate::symbolic::{Expr, Function, TABLE, latex as typeset};

#[track_caller]
fn reads(table: &[(&str, &str)]) {
    for (typed, expected) in table {
        match parse(typed) {
            Ok(e) => assert_eq!(e.to_string(), *expected, "{typed}"),
            Err(error) => panic!("{typed}: {error} at {:?}", error.at),
        }
    }
}

#[track_caller]
fn refuses(table: &[(&str, &str, std::ops::Range<usize>)]) {
    for (typed, message, at) in table {
        let error = parse(typed).expect_err(typed);
        assert_eq!((error.to_string().as_str(), &error.at), (*message, at), "{typed}");
    }
}

#[test]
fn multiplication_needs_no_sign() {
    reads(&[
        ("2x sin x", "2*x*sin(x)"),
        ("3(x+1)(x-2)", "3*(x + 1)*(x - 2)"),
        ("x y", "x*y"),
        ("xy", "x*y"),
        ("(x+1)2", "(x + 1)*2"),
        ("2e^x", "2*e^x"),
        ("xsinx", "x*sin(x)"),
        ("2pi x", "2*pi*x"),
        ("sin(x)(x+1)", "sin(x)*(x + 1)"),
        ("xy(x+y)", "x*y*(x + y)"),
        ("x(x+1)", "x*(x + 1)"),
        ("x|y|", "x*abs(y)"),
        ("sinxcosx", "sin(x)*cos(x)"),
    ]);
}

#[test]
fn one_rule_where_people_differ() {
    reads(&[
        ("1/2x", "1/2*x"),
        ("a/b/c", "a/b/c"),
        ("-x^2", "-x^2"),
        ("(-x)^2", "(-x)^2"),
        ("2^3^2", "2^3^2"),
        ("2^-x^2", "2^(-x^2)"),
        ("e^2x", "e^2*x"),
        ("x^1/2", "x^1/2"),
        ("sin 2x cos x", "sin(2*x)*cos(x)"),
        ("sin x y", "sin(x)*y"),
        ("sin xy", "sin(x*y)"),
        ("sin 2(x+1)", "sin(2*(x + 1))"),
        ("sin x(x+1)", "sin(x)*(x + 1)"),
        ("ln x/2", "ln(x)/2"),
        ("ln x^2", "ln(x^2)"),
        ("sin^2 x", "sin(x)^2"),
        ("sin^-1 x", "asin(x)"),
        ("ln2x", "ln(2*x)"),
        ("sin -x", "sin(-x)"),
        ("√2x", "sqrt(2)*x"),
        ("√x^2", "sqrt(x^2)"),
        ("√(x+1)^2", "sqrt(x + 1)^2"),
        ("e^x", "e^x"),
        ("exp(x)", "e^x"),
        ("2e3x", "2000*x"),
        ("2e+x", "2*e + x"),
        ("|x|y|z|", "abs(x)*y*abs(z)"),
        ("||x|-1|", "abs(abs(x) - 1)"),
    ]);
}

#[test]
fn logarithms_have_bases() {
    reads(&[
        ("log x", "ln(x)"),
        ("lg x", "log10(x)"),
        ("log2(x)", "log2(x)"),
        ("log2x", "log2(x)"),
        ("log10x", "log10(x)"),
        ("log_2 x", "log2(x)"),
        ("log_{10}(x)", "log10(x)"),
        ("log₂ x", "log2(x)"),
        ("log(x, 3)", "ln(x)/ln(3)"),
        ("Log[3, x]", "ln(x)/ln(3)"),
        ("Log[2,x]", "log2(x)"),
        ("Log[x]", "ln(x)"),
        ("log(x, 1/2)", "ln(x)/ln(1/2)"),
        ("log(x, e)", "ln(x)"),
        ("log_b(x)", "ln(x)/ln(b)"),
        ("log_{a+b} x", "ln(x)/ln(a + b)"),
        ("log_2^2 x", "log2(x)^2"),
    ]);
}

#[test]
fn an_index_belongs_to_the_variable() {
    reads(&[
        ("w_1 + w1 + w₁ + w_{1}", "w1 + w1 + w1 + w1"),
        ("x_i", "x_i"),
        ("xᵢ", "x_i"),
        ("x_{i,j}", "x_{i,j}"),
        ("x_{n+1}^2", "x_{n+1}^2"),
        ("xₙ₊₁ yᵦ", "x_{n+1}*y_beta"),
        (r"x_{\text{max}}", "x_max"),
        (r"x_\theta", "x_theta"),
        ("theta_1", "theta1"),
        ("lambda_old", "lambda_old"),
        ("e_1", "e1"),
        ("pi_1 + π₁ + pi1", "pi_1 + pi_1 + pi*1"),
        ("x_train", "x_train"),
        ("x_{2a}", "x_{2a}"),
        (r"x_\text{in}_2", "x_in_2"),
        ("ŷ", "y_hat"),
        ("w\u{302}_{+1}", "w_hat_{+1}"),
        ("w_hat_{n+1} w_hat_{1}", "w_hat_{n+1}*w_hat_1"),
        ("x̂ + x̄_1", "x_hat + x_bar_1"),
        (r"\hat{y}_i", "y_hat_i"),
        (r"\hat y_i", "y_hat_i"),
        (r"\bar x", "x_bar"),
    ]);
}

/// Every row of the table, by each of its names.
#[test]
fn every_function_is_read() {
    for row in &TABLE {
        for name in std::iter::once(&row.name).chain(row.aliases) {
            let expected = Ok(Expr::apply(row.function, Expr::symbol("x")));
            for typed in [format!("{name}(x)"), format!("{name} x"), format!("{}(x)", name.to_uppercase())] {
                // Unless it is applied, σ is a variable.
                if !matches!(*name, "sigma" | "σ") || typed == format!("{name}(x)") {
                    assert_eq!(parse(&typed), expected, "{typed}");
                }
            }
        }
        if let Some(inverse) = Function::named(&format!("a{}", row.name)) {
            let expected = Ok(Expr::apply(inverse, Expr::symbol("x")));
            assert_eq!(parse(&format!("{}^-1 x", row.name)), expected, "{}", row.name);
            assert_eq!(parse(&format!("{}⁻¹(x)", row.name)), expected, "{}", row.name);
        }
    }
}

/// Names of functions that are not read must not be cut into shorter ones.
#[test]
fn no_name_is_cut_up() {
    for typed in [
        "expm(x)",
        "exp3(x)",
        "sin2(x)",
        "x mod 2",
        "foo(x)",
        "fsin3(x)",
        "floor(x)",
        "my_rate",
        "atan2(y, x)",
        "arc tan x",
        "abcd",
    ] {
        assert!(parse(typed).is_err(), "{typed} was read as {:?}", parse(typed));
    }
}

#[test]
fn functions_in_terms_of_others() {
    reads(&[
        ("max(a, b, c)", "max(a, b, c)"),
        ("max(0, x)", "max(0, x)"),
        ("min{x, 1}", "min(x, 1)"),
        ("max^2(x, 1)", "max(x, 1)^2"),
        ("pow(x, 2)", "x^2"),
        ("power(e, x)", "e^x"),
        ("root(x, 5)", "x^(1/5)"),
        ("nthroot(x, 3)", "cbrt(x)"),
        ("hypot(x, y)", "sqrt(x^2 + y^2)"),
        ("logaddexp(x, y)", "ln(e^x + e^y)"),
        ("logsumexp(a, b, 0)", "ln(e^a + e^b + e^0)"),
        ("square(x)", "x^2"),
        ("reciprocal(x)", "1/x"),
        ("rsqrt(x)", "1/sqrt(x)"),
        ("log1p(x)", "ln(1 + x)"),
        ("expm1(x)", "e^x - 1"),
        ("exp2(x)", "2^x"),
        ("softsign(x)", "x/(1 + abs(x))"),
        ("mish(x)", "x*tanh(softplus(x))"),
        ("logsigmoid(x)", "-softplus(-x)"),
        ("log_sigmoid(x)", "-softplus(-x)"),
        ("relu6(x)", "min(max(x, 0), 6)"),
        ("hardtanh(x)", "min(max(x, -1), 1)"),
        ("clip(x, 0, 1)", "min(max(x, 0), 1)"),
        ("leaky_relu(x, 0.2)", "where(x < 0, 1/5*x, x)"),
        ("LeakyReLU(x, a)", "where(x < 0, a*x, x)"),
        ("elu(x, 2)", "where(x < 0, 2*(e^x - 1), x)"),
        ("softplus(x, 2)", "softplus(2*x)/2"),
    ]);
}

/// Of several, the greatest of the first two is compared with the third, and so on.
#[test]
fn the_greatest_of_several() {
    let [a, b, c] = ["a", "b", "c"].map(Expr::symbol);
    assert_eq!(parse("max(a, b, c)"), Ok(Expr::max(Expr::max(a.clone(), b.clone()), c.clone())));
    assert_eq!(parse(r"\min\{a, b, c\}"), Ok(Expr::min(Expr::min(a, b), c)));
}

#[test]
fn a_text_may_say_what_it_defines() {
    for (typed, name, by, expected) in [
        ("f(x) = a x^2", Some("f"), Some("x"), "a*x^2"),
        ("f(x, y) := x y", Some("f"), None, "x*y"),
        ("y = x^2", Some("y"), None, "x^2"),
        ("loss = (y - w x)^2", Some("loss"), None, "(y - w*x)^2"),
        ("J_1(w_1) = w_1^2", Some("J_1"), Some("w1"), "w1^2"),
        ("f: x ↦ x^2", Some("f"), Some("x"), "x^2"),
        ("x -> x^2", None, Some("x"), "x^2"),
        (r"f \colon x \mapsto x^2", Some("f"), Some("x"), "x^2"),
        ("lambda x: x**2", None, Some("x"), "x^2"),
        ("f = lambda x, y: x*y", Some("f"), None, "x*y"),
        ("=x^2", None, None, "x^2"),
        (r"\sigma(x) = \frac{1}{1+e^{-x}}", Some("sigma"), Some("x"), "1/(1 + e^(-x))"),
        ("d/dx x^2", None, Some("x"), "x^2"),
        ("d/dx (x^2 + 1)", None, Some("x"), "x^2 + 1"),
        ("d/dx (x+1)(x-1)", None, Some("x"), "(x + 1)*(x - 1)"),
        ("∂/∂w (y - w x)^2", None, Some("w"), "(y - w*x)^2"),
        (r"\frac{d}{dx}\left(x^2+1\right)", None, Some("x"), "x^2 + 1"),
        (r"\frac{\partial}{\partial w_1} w_1^2", None, Some("w1"), "w1^2"),
        ("x sin x", None, None, "x*sin(x)"),
    ] {
        let reading = read(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
        let by_name = reading.by.as_ref().map(|x| x.name().to_owned());
        let found = (reading.name.as_deref(), by_name.as_deref(), reading.expr.to_string());
        assert_eq!(found, (name, by, expected.to_owned()), "{typed}");
    }
    for (typed, message) in [
        ("y = y^2", "only an expression can be read here, without ="),
        ("sin(x) = x", "only an expression can be read here, without ="),
        ("x^2 + y^2 = 1", "only an expression can be read here, without ="),
        ("f(x) =", "something is missing after the f(x) ="),
        ("d/dx", "something is missing after the d/dx"),
        ("d/dx (x^2) + 3x", "type only what is to be differentiated, without d/dx"),
        ("d^2/dx^2 x^3", "type only what is to be differentiated, without d/dx"),
        ("f'(x) = 2x", "a prime stands for a derivative; type the function itself"),
    ] {
        assert_eq!(read(typed).expect_err(typed).to_string(), message, "{typed}");
    }
    assert!(parse("y = x^2").is_err() && parse("d/dx x^2").is_err(), "an expression alone has no such beginning");
}
