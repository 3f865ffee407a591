//! Notes on what is read in two ways.

use super::read;

#[track_caller]
fn notes(typed: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let reading = read(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
    reading.notes.into_iter().map(|note| (note.at.clone(), note.to_string())).collect()
}

#[test]
fn what_nobody_doubts_has_no_note() {
    for typed in [
        "x^2 sin(x)",
        "e^-x",
        "3x+1",
        "2x",
        "2x sin x",
        "sin 2x",
        "sin x + 1",
        "x/2",
        "a/b*c",
        "(1/2)x",
        "-x^3",
        "3 - x^2",
        "e^(-x^2)",
        "e^{-x^2/2}",
        "x^2y",
        "x^2/3",
        "(x+1)(x-1)",
        "2(x+1)",
        "x e^x",
        "ln(e)",
        "ln x",
        "sin(x)^2",
        "x_1 + x_2",
        "np.log(x)",
        "log2(x)",
        "log(x, 2)",
        "log_2 x",
        "1e-3",
        "|x||y|",
        "cos(2)",
        "sin(3x)",
        "√x + 1",
        "√(x+1)",
        r"\frac{1}{2}x",
        r"\theta x",
        r"\alpha\beta",
        "max(0, x)",
        "where(x < 0, -x, x)",
        "sigmoid(x)(1 - sigmoid(x))",
        "f(x) = x^2",
        "σ(x)",
        "1/(2x)",
        "math.e**x",
        "e^x cos x",
        "x sin(x) cos(x)",
        "(x+1)^2y",
        r"\left(x\right)^2",
        "sin(x)/x",
        "ln(x)/x",
        "ln x / x",
        "tanh(w*x + b)",
    ] {
        assert_eq!(notes(typed), [], "{typed}");
    }
}

#[test]
fn what_is_read_in_two_ways_is_noted() {
    let table: &[(&str, std::ops::Range<usize>, &str)] = &[
        ("1/2x", 0..4, "Read as (1/2)·x. Write 1/(2x) to divide by all of it."),
        ("3 + 1/2(x+1)", 4..12, "Read as (1/2)·(x+1). Write 1/(2(x+1)) to divide by all of it."),
        ("a/b/c", 0..5, "Read as (a/b)/c. Write a/(b/c) for the other order."),
        ("-x^2", 0..4, "Read as -(x^2). Write (-x)^2 for the power of -x."),
        ("2^3^2", 0..5, "Read as 2^(3^2). Write (2^3)^2 for the other order."),
        ("e^-x^2", 0..6, "Read as e^(-x^2). Write (e^-x)^2 for the other order."),
        ("x^1/2", 0..5, "Read as (x^1)/2. Write x^(1/2) for a fraction in the exponent."),
        ("e^2x", 0..4, "Read as (e^2)·x. Write e^(2x) for 2x in the exponent."),
        ("sin 2x cos x", 0..6, "Read as sin(2x), times what follows. Use brackets for another meaning."),
        ("sin x y", 0..5, "Read as sin(x), times what follows. Use brackets for another meaning."),
        ("sin x^2", 0..7, "Read as sin(x^2). Write sin(x)^2 for the power of sin(x)."),
        ("ln x/2", 0..4, "Read as ln(x), divided by what follows. Use brackets for another meaning."),
        ("sin (x)^2", 0..9, "Read as (sin(x))^2. Write sin((x)^2) for the power inside."),
        ("sin^2 x", 0..5, "sin^2 is read as a power of the value: (sin(x))^2."),
        ("sin^-1 x", 0..6, "sin^-1 is read as asin, the inverse function. Write 1/sin(x) for one over sin(x)."),
        ("√2x", 0..3, "Read as √2·x. Write √(2x) for the root of 2x."),
        ("√x^2", 0..4, "Read as √(x^2). Write (√x)^2 for the power of the root."),
        ("xy", 0..2, "Read as x·y, variables multiplied."),
        ("xy(x+y)", 0..2, "Read as x·y, variables multiplied."),
        ("2abc", 1..4, "Read as a·b·c, variables multiplied."),
        ("x1", 0..2, "x1 is read as one variable. Write x*1 for a product."),
        ("x(x+1)", 0..1, "x is read as a variable, multiplied by the brackets that follow."),
        ("gamma(x)", 0..5, "gamma is read as a variable, multiplied by the brackets that follow."),
        ("beta(x)", 0..4, "beta is read as a variable, multiplied by the brackets that follow."),
        ("Γ(x)", 0..1, "Γ is read as a variable, multiplied by the brackets that follow."),
        (r"\Phi(x)", 0..4, r"\Phi is read as a variable, multiplied by the brackets that follow."),
        ("f(x)", 0..1, "f is read as a variable, multiplied by the brackets that follow."),
        ("log x", 0..3, "log is read as the natural logarithm, ln. Write log10 or log2 for another base."),
        ("lg x", 0..2, "lg is read as the logarithm to base 10. Write log2 for base 2."),
        ("a + e", 4..5, "e is read as Euler's number, 2.718…, not as a variable."),
        ("E^x", 0..1, "E is read as a variable. Write e for Euler's number, 2.718…"),
        ("3 i", 2..3, "i is read as a variable, not as the imaginary unit."),
        ("5e-1x", 0..4, "5e-1 is read as the number 5·10^-1."),
        ("|a|b|c|", 0..7, "Read as |a|·b·|c|. Write abs( ) for bars inside bars."),
        ("sin(30)", 0..7, "Angles are in radians. Write sin(30*pi/180) for 30 degrees."),
        ("w^T x", 0..3, "w^T is read as a power, not as a transposed vector."),
        ("d/dx x^2 + 3x", 0..4, "d/dx is read as acting on everything after it."),
    ];
    for (typed, at, text) in table {
        assert_eq!(notes(typed), [(at.clone(), (*text).to_owned())], "{typed}");
    }
}

#[test]
fn notes_stand_from_left_to_right_one_of_a_kind() {
    let texts: Vec<_> = notes("1/2x + 1/3x + xy + ab").into_iter().map(|(at, _)| at).collect();
    assert_eq!(texts, [0..4, 14..16]);
    assert_eq!(notes("sin xy").len(), 2);
}

/// The parameter that is taken when none is given.
#[test]
fn parameters_left_out_are_noted() {
    for (name, text) in [
        (
            "leaky_relu",
            "leaky_relu is read with slope 0.01 for negative numbers. Write leaky_relu(x, 0.1) for another.",
        ),
        ("elu", "elu is read with alpha = 1. Write elu(x, 0.5) for another."),
    ] {
        assert_eq!(notes(&format!("{name}(x, 0.1)")), []);
        if crate::symbolic::Function::named(name).is_some() {
            assert_eq!(notes(&format!("{name}(x)")), [(0..name.len(), text.to_owned())]);
        }
    }
}
