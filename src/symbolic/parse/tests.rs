//! What is typed, and how it is read or why it is not.

use crate::symbolic::{latex, parse};

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
        ("sin 2x cos x", "sin(2*x)*cos(x)"),
        ("sin x y", "sin(x)*y"),
        ("ln x^2", "ln(x^2)"),
        ("sin^2 x", "sin(x)^2"),
        ("sin^-1 x", "asin(x)"),
        ("ln2x", "ln(2*x)"),
        ("log2(x)", "log2(x)"),
        ("sin -x", "sin(-x)"),
        ("log(x, 3)", "ln(x)/ln(3)"),
        ("e^x", "e^x"),
        ("exp(x)", "e^x"),
        ("2e3x", "2000*x"),
        ("2e+x", "2*e + x"),
    ]);
}

#[test]
fn signs_of_keyboards_and_word_processors() {
    reads(&[
        ("x² − 3·x", "x^2 - 3*x"),
        ("x⁻¹", "x^(-1)"),
        ("√x", "sqrt(x)"),
        ("2πθ", "2*pi*theta"),
        ("x₁ + x_2", "x1 + x_2"),
        ("|x|y|z|", "abs(x)*y*abs(z)"),
        ("½x", "1/2*x"),
        ("x**2", "x^2"),
        ("\u{feff}x\u{200b}+1", "x + 1"),
    ]);
}

#[test]
fn latex_and_python() {
    reads(&[
        (r"\frac{1}{1+e^{-x}}", "1/(1 + e^(-x))"),
        (r"\frac12x", "1/2*x"),
        (r"\sqrt[3]{x}", "cbrt(x)"),
        (r"\left(x+1\right)^{2}", "(x + 1)^2"),
        (r"\sigma\left(x\right)", "sigmoid(x)"),
        (r"\sigma^2", "sigma^2"),
        (r"\log_{2} x", "log2(x)"),
        ("np.exp(-x)", "e^(-x)"),
        ("math.sqrt(x)", "sqrt(x)"),
        ("torch.relu(x)", "relu(x)"),
        ("Math.pow(x, 2)", "x^2"),
        ("Math.E**x", "e^x"),
    ]);
}

#[test]
fn what_is_wrong_is_said_at_its_place() {
    refuses(&[
        ("", "type an expression, such as x^2 or sin(x)", 0..0),
        ("2*(x+1", "this ( is never closed", 2..3),
        ("x+1)", "this ) has no partner", 3..4),
        ("()", "there is nothing inside these brackets", 0..2),
        ("x + ", "something is missing after the +", 2..3),
        ("* x", "something is missing before the *", 0..1),
        ("sin", "sin needs something to act on, such as sin(x)", 0..3),
        ("sin + 1", "sin needs something to act on, such as sin(x)", 0..3),
        ("tahn(x)", "tahn is not known here; did you mean tanh?", 0..4),
        ("2 3", "is there a sign missing between these two numbers?", 0..3),
        ("x = 3", "only an expression can be read here, without =", 2..3),
        ("0,5", "a comma stands only between arguments; a decimal is written with a point, 0.5", 1..2),
        ("dy/dx", "type only what is to be differentiated, without d/dx", 0..2),
        ("x[2]", "[ has no meaning here", 1..2),
        ("x $ é", "é has no meaning here", 4..5),
    ]);
}

/// Names of functions that are not read must not be cut into shorter ones.
#[test]
fn no_name_is_cut_up() {
    for typed in ["log1p(x)", "exp2(x)", "relu6(x)", "min(x, y)", "x mod 2", "foo(x)"] {
        assert!(parse(typed).is_err(), "{typed} was read as {:?}", parse(typed));
    }
}

#[test]
fn hostile_input_ends_soon() {
    for typed in
        ["(".repeat(10_000), "-".repeat(10_000) + "x", "x".repeat(1_000_000), "2^".repeat(9000), "sin ".repeat(4000)]
    {
        let _ = parse(&typed);
    }
    assert!(parse(&("(".repeat(200) + "x" + &")".repeat(200))).is_ok());
}

/// What is printed as LaTeX is LaTeX, and is read back.
#[test]
fn printed_latex_is_read() {
    for typed in
        ["2pi x", "theta x", "sin(omega t)", "sigmoid(x)^2", "x^(1/2)", "e^(-x^2)/2", "ln|x|", "w_1 x_2 + b", "cbrt(x)"]
    {
        let e = parse(typed).unwrap();
        let printed = latex(&e);
        assert_eq!(parse(&printed).map(|back| latex(&back)), Ok(printed.clone()), "{typed}: {printed}");
    }
}
