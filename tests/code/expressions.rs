//! Expressions that reach every function, every node and every way of writing them in code. Shared by `tests/code.rs` and
//! `examples/code.rs`.

use gradus::symbolic::{AtZero, Expr, Function, parse};

/// What the reader reads.
const TEXTS: [&str; 45] = [
    "x^2*sin(x)",
    "x/3",
    "1/3",
    "0.1*x + 2.5e-7",
    "x^(1/3)",
    "cbrt(x)",
    "x^-2",
    "x^12 - x^3",
    "2^x",
    "x^y",
    "x^x",
    "e^(-x^2/2)/sqrt(2*pi)",
    "-x^2",
    "(-x)^2",
    "-(x + y)",
    "x - (y - x)",
    "x/(y/2)",
    "x/y/2",
    "-x/y*2",
    "(x + 1)*(x - 1)",
    "-(x*y)*-x",
    "2*x*(y/3)*(x + y)",
    "ln(2)*x + ln(x)",
    "log10(x) + log2(x)",
    "sqrt(1 - x^2)",
    "abs(x - y)*sign(x)",
    "x*step(x - 1/2)",
    "sin(pi*x) + cos(e*y)",
    "tan(x)/sec(y)",
    "sigmoid(2)*x",
    "sigmoid(w_1*x_1 + w_2*x_2 + b)",
    "relu(x)^2 + lrelu(y)",
    "elu(x)*silu(y)",
    "gelu(3*x + 1)",
    "erf(x)*erfc(-y)",
    "softplus(x) - tanh(y)",
    "asinh(x) + acosh(x + 2) + atanh(x/4)",
    "lambda*theta^2 + alpha",
    "(x^2 + y^2 + 1)^(3/2) + (x^2 + y^2 + 1)^(1/2) + sin(x^2 + y^2 + 1)*cos(x^2 + y^2 + 1)",
    "exp(-x^2)*sin(3*x)/(1 + x^2) + exp(-x^2)*cos(3*x)/(1 + x^2)",
    "1/(1 + 1/(1 + 1/(1 + 1/(1 + x))))",
    "123456789012345678901234567890*x/987654321098765432109876543210",
    "2^3 + 2^-1 + (1/2)^2 + 4^(1/2) + x",
    "7",
    "x*0 + 1/4",
];

/// All of them.
pub fn expressions() -> Vec<Expr> {
    let e = |text: &str| parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let x = || Expr::symbol("x");
    let mut all: Vec<Expr> = TEXTS.iter().map(|text| e(text)).collect();
    all.extend(Function::all().map(|f| Expr::apply(f, Expr::sum([x(), e("1/4")]))));
    all.extend([
        Expr::max(Expr::zero(), x()),
        Expr::max(Expr::max(x(), Expr::symbol("y")), e("1/2")),
        Expr::product([Expr::integer(2), Expr::min(e("x^2"), e("x*y"))]),
        Expr::max(e("ln(2)"), e("1/2")),
        Expr::apply(Function::Sin, Expr::max(e("sqrt(2)"), e("x"))),
    ]);
    for at_zero in [AtZero::Below, AtZero::Above, AtZero::Agreed] {
        all.push(Expr::piecewise(at_zero, x(), e("x^2"), e("x^3")));
        all.push(Expr::sum([Expr::piecewise(at_zero, e("x - y"), e("1/2"), e("2")).negate(), e("x*y")]));
    }
    let nested = Expr::piecewise(AtZero::Above, e("x - 1"), x(), Expr::one());
    all.push(Expr::power(Expr::piecewise(AtZero::Above, x(), Expr::zero(), nested), Expr::integer(2)));
    all.push(Expr::piecewise(AtZero::Below, e("sin(2)"), e("x"), e("y")));
    // Deeper than Python reads brackets in brackets.
    all.push((0..300).fold(x(), |u, i| Expr::apply(if i % 2 == 0 { Function::Sin } else { Function::Atan }, u)));
    all
}
