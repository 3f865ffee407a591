//! LaTeX as it is pasted from papers.

use super::{reads, refuses, typeset};
use crate::symbolic::parse;

#[test]
fn formulas_from_papers() {
    reads(&[
        (r"\frac{1}{1+e^{-x}}", "1/(1 + e^(-x))"),
        (r"\frac12x", "1/2*x"),
        (r"\frac xy", "x/y"),
        (r"\frac x2", "x/2"),
        (r"\frac123", "1/2*3"),
        (r"x^2_1 + w^3_{ij}", "x1^2 + w_ij^3"),
        (r"\log_e x", "ln(x)"),
        (r"\sqrt[3]{x}", "cbrt(x)"),
        (r"\sqrt x^2", "sqrt(x)^2"),
        (r"\left(x+1\right)^{2}", "(x + 1)^2"),
        (r"\bigl[ x \bigr]", "x"),
        (r"\sigma\left(x\right)", "sigmoid(x)"),
        (r"\sigma^2", "sigma^2"),
        (r"\log_{2} x", "log2(x)"),
        (r"\sin^{-1} x", "asin(x)"),
        (r"\sin 2\theta", "sin(2*theta)"),
        (r"\text{ReLU}(x)", "relu(x)"),
        (r"\operatorname{leaky\_relu}(x, 0.1)", "where(x < 0, 0.1*x, x)"),
        (r"\max\left\{0, x\right\}", "max(0, x)"),
        (r"\left|x\left|y\right|z\right|", "abs(x*abs(y)*z)"),
        (r"\ln\left|x\right|", "ln(abs(x))"),
        (r"\mathbf{w}^2 + \boldsymbol\theta", "w^2 + theta"),
        (r"\mathrm{e}^{x}", "e^x"),
        (r"\frac{1}{2}\left(y - \hat{y}\right)^2", "1/2*(y - y_hat)^2"),
        (r"\exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)", "e^(-(x - mu)^2/(2*sigma^2))"),
        (r"-y \log \hat{y} - (1-y)\log(1-\hat{y})", "-y*ln(y_hat) - (1 - y)*ln(1 - y_hat)"),
        (r"\begin{equation} x^2 \end{equation}", "x^2"),
        (r"$x^2$.", "x^2"),
        (r"x^2,", "x^2"),
        (r"x^2 \\", "x^2"),
        (r"x^2, \\", "x^2"),
        (r"$x^2$,", "x^2"),
        (r"x~y", "x*y"),
        (r"\rm{sin}x", "sin(x)"),
        (r"2{\rm sin} x", "2*sin(x)"),
        (r"{\rm e}^{x}", "e^x"),
        (r"{\bf x + y}^2", "(x + y)^2"),
        (r"1{,}000x + 2{,}500{,}000", "1000*x + 2500000"),
        (r"{\color{#b3261e}x^2}", "x^2"),
    ]);
}

#[test]
fn commands_that_are_not_read() {
    refuses(&[
        (r"\foo{x}", r"\foo is not known here", 0..4),
        (r"\tahn x", r"\tahn is not known here; did you mean \tanh?", 0..5),
        (r"\int x", r"\int is not read here: only expressions are differentiated here", 0..4),
        (
            r"\begin{pmatrix} 1 \end{pmatrix}",
            r"\begin{pmatrix} is not read here: matrices are not read; type one entry",
            0..15,
        ),
        (r"\vec{x}", r"\vec is not read here: vectors are not read; type one entry", 0..4),
        (r"\frac{1}{", "this { is never closed", 8..9),
        (r"\frac{1}", r"something is missing after the \frac", 0..5),
        (r"\sqrt{}", "there is nothing inside these brackets", 5..7),
        (r"\left(x\right]", r"\left( is closed by \right] here; the two have to match", 7..14),
        (r"\text{loss}", "loss is not known here", 6..10),
        (r"\sin(x)\,\mathrm{d}x", "type only what is to be differentiated, without d/dx", 9..19),
        (r"x^{\prime}", "a prime stands for a derivative; type the function itself", 3..9),
        (r"\", r"\ has no meaning here", 0..1),
    ]);
}

/// What is printed as LaTeX is LaTeX, and is read back.
#[test]
fn printed_latex_is_read() {
    for typed in [
        "2pi x",
        "theta x",
        "sin(omega t)",
        "sigmoid(x)^2",
        "x^(1/2)",
        "e^(-x^2)/2",
        "ln|x|",
        "w_1 x_2 + b",
        "cbrt(x)",
        "abs(x abs(y) z)",
        "max(x, 0)",
        "y_hat x_max",
    ] {
        let e = parse(typed).unwrap();
        let printed = typeset(&e);
        assert_eq!(parse(&printed), Ok(e), "{typed}: {printed}");
    }
}
