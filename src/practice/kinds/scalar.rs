//! Functions of one variable.

use super::{
    Kind,
    Make::{Derivative as D, Second},
    kind,
};
use crate::{
    dice::Dice,
    practice::{
        Skill as S, pattern,
        problem::{Blank, Draft},
    },
    symbolic::{Expr, Symbol, latex},
};

#[rustfmt::skip]
pub(super) static KINDS: &[Kind] = &[
    kind("power-simple", S::Power, "a power of x", D(&["x^{3..9}", "{2..9}x^{2..7}"])),
    kind("power-negative", S::Power, "negative exponents", D(&["{2..9}x^(-{2..5})", "{2..7}/x^{2..4}", "x^(-{2..6})"])),
    kind("power-roots", S::Power, "roots and fractions in the exponent", D(&["{2..8}x^({1/3|3/2|2/3|5/2|3/4})", "{2..9}sqrt(x)", "{2..6}x^(-{1/2|1/3|3/2})", "x sqrt(x) + {2..5}x"])),
    kind("power-real", S::Power, "any exponent", D(&["x^{pi|e} {+|-} {2..7}x^2", "{2..6}x^{pi|e}", "{2..5}x^{1.5|2.5|0.5|0.1}"])),
    kind("sum-polynomial", S::Sum, "polynomials", D(&["{2..7}x^{3..4} {+|-} {2..9}x", "{2..6}x^{3..5} {+|-} {2..9}x^2", "x^{4..7} {+|-} {2..9}x^{2..3} {+|-} {2..9}x {+|-} {1..9}", "x^{3..6}/{2..5} {+|-} {2..9}x^2 {+|-} {2..5}x"])),
    kind("sum-mixed", S::Sum, "powers and roots added", D(&["x^{2..5} {+|-} {2..6}/x^{2..4}", "x^{2..5} {+|-} {2..8}sqrt(x)", "{2..6}x^({3/2|5/2|4/3|5/3}) {+|-} {2..6}x^(-{1/2|1/3|3/2})", "{2..6}sqrt(x) {+|-} {2..5}x^(-{1..3}) {+|-} x^{2..3}", "(x^{3..5} {+|-} {2..9}x^(-{1..3}))/{2..4}"])),
    kind("functions-trig", S::Functions, "sine, cosine, tangent", D(&["{2..9}{sin|cos|tan}(x)", "{2..7}sin(x) {+|-} {2..7}cos(x)", "x^{2..4} {+|-} {2..7}{sin|cos|tan}(x)"])),
    kind("functions-inverse", S::Functions, "inverse functions", D(&["{2..9}{arctan|arcsin|arccos}(x)", "{2..7}arctan(x) {+|-} {2..9}x^{2..3}", "{2..5}arcsin(x) {+|-} {2..5}x^2"])),
    kind("functions-hyperbolic", S::Functions, "hyperbolic functions", D(&["{2..9}{sinh|cosh}(x)", "{2..7}sinh(x) {+|-} {2..7}x^{2..3}", "{2..6}cosh(x) {+|-} {2..7}sin(x)"])),
    kind("exponential-linear", S::Exponential, "e to a multiple of x", D(&["{2..7}e^({2..6}x)", "{2..7}e^(-{2..5}x)", "{2..6}e^({2..5}x {+|-} {1..6})", "{2..5}e^(x/{2..5})"])),
    kind("exponential-base", S::Exponential, "another base", D(&["{2..9}*{2|3|5|7|10}^x", "{2|3|5|7}^({2..4}x)", "{2|3|5}^x {+|-} x^{2..3}", "{2..5}*{2|3|5}^(x^2)"])),
    kind("exponential-curved", S::Exponential, "e to a curve", D(&["{2..6}e^(x^{2..3})", "{2..7}e^(-x^2)", "{3..7}e^(-x^2/{4|6|8})", "{2..5}e^({sin|cos}(x))", "{2..8}e^(sqrt(x))", "e^(x^2 {+|-} {2..5}x)", "e^(-(x - {1..4})^2)"])),
    kind("exponential-sums", S::Exponential, "exponentials added", D(&["{2..6}e^x {+|-} x^{2..3}", "{2..6}e^({2..4}x) {+|-} {2..5}e^(-{2..4}x)", "(e^x {+|-} e^(-x))/2", "sqrt({1..5} + e^({2..4}x))"])),
    kind("exponential-general", S::Exponential, "x in base and exponent", D(&["x^x", "x^({2..7}x)", "{2..9}x^x", "x^({sin|cos}(x))", "x^(x^2)"])),
    kind("logarithmic-linear", S::Logarithmic, "the logarithm of a multiple", D(&["{2..7}ln({2..9}x)", "{2..5}ln({2..7}x + {1..9})", "{2..6}ln(x) {+|-} x^{2..3}", "{2..5}ln(x + {1..9})"])),
    kind("logarithmic-curved", S::Logarithmic, "the logarithm of a curve", D(&["{2..5}ln(x^2 + {1..9})", "ln({2..5}x^2 + {1..7})", "ln(x^2 + {2..6}x + {7..12})", "{2..4}ln(e^x + {1..5})", "ln({2..4} + {sin|cos}(x))"])),
    kind("logarithmic-products", S::Logarithmic, "a logarithm times something", D(&["x^{2..4} ln(x)", "x^2 ln({2..5}x)", "sqrt(x) ln({2..4}x + 1)", "{2..4}x ln(x^2 + {1..5})"])),
    kind("logarithmic-inside", S::Logarithmic, "much inside a logarithm", D(&["ln({2..4} + {sin|cos}({2..4}x))", "ln({2..5}x + {1..3})^{2..3}", "ln(x/(x + {1..5}))", "ln(1 + e^({2..4}x))", "ln(sqrt({2..5}x + {1..5}))"])),
    kind("product-trig", S::Product, "times sine or cosine", D(&["x^{2..4} {sin|cos}(x)", "{2..9}x {sin|cos}(x)", "({2..6}x {+|-} {1..7}) {sin|cos}(x)", "(x^2 {+|-} {1..6}) {sin|cos}(x)", "x^{2..3} {sin|cos}({2..5}x)"])),
    kind("product-exponential", S::Product, "times an exponential", D(&["x^{2..4} e^x", "({2..6}x {+|-} {1..5}) e^x", "(x^{2..3} {+|-} {2..5}x) e^x", "x e^(-{2..4}x)", "x^{2..3} e^({2..4}x)", "e^(-{2..4}x) {sin|cos}(x)", "x^2 e^(-x^2/{2|4})"])),
    kind("product-roots", S::Product, "times a root or a logarithm", D(&["sqrt(x) {sin|cos|ln}(x)", "(x + {1..9}) ln(x)", "x sqrt({2..5}x + {1..5})", "({2..4}x {+|-} {1..5}) ln({2..5}x + {1..5})"])),
    kind("product-three", S::Product, "three factors", D(&["{x|2x|3x|5x} e^x {sin|cos}(x)", "x^{2..4} e^({2..4}x) {sin|cos}(x)", "{x|x^2|x^3} ln(x) {sin|cos}(x)", "x^{2..4} e^x ln(x)"])),
    kind("quotient-rational", S::Quotient, "polynomials divided", D(&["x/(x {+|-} {2..7})", "x^{2..3}/(x + {2..6})", "({2..6}x {+|-} {1..6})/({2..5}x + {1..7})", "(x {+|-} {1..5})/(x^2 + {2..6})", "(x^2 {+|-} {1..5})/(x + {2..5})", "x^2/(x^2 + {2..6})", "(x^2 {+|-} {2..4}x)/(x^2 + {2..4})"])),
    kind("quotient-mixed", S::Quotient, "functions divided", D(&["{sin|cos}(x)/x", "e^x/({2..3}x + {1..5})", "{ln|sin|cos}(x)/x^{2..3}", "{2..5}x/(e^x + {2..4})", "x^{2..3}/(e^x + {2..4})", "{sin|cos}(x)/({2..3} + {sin|cos}(x))", "(e^x {+|-} 1)/(e^x + {2..4})"])),
    kind("quotient-reciprocal", S::Quotient, "something below the line", D(&["{2..9}/(x^2 + {2..6})", "{3..9}/(e^x + {2..6})", "{2..7}/({2..4} + {sin|cos}(x))", "{2..7}/(x^3 {+|-} {2..5})"])),
    kind("quotient-chain", S::Quotient, "a chain in a quotient", D(&["{sin|cos}({2..4}x)/(x + {1..3})", "ln({2..4}x + 1)/x", "(x + {1..3})/e^({2..3}x)", "x/sqrt(x^2 + {2..7})", "ln(x^2 + {2..5})/x"])),
    kind("chain-powers", S::Chain, "a power of something linear", D(&["({2..9}x {+|-} {1..9})^{3..6}", "{2..5}({2..5}x {+|-} {1..9})^{3..4}", "({2..7} - {2..5}x)^{3..5}"])),
    kind("chain-trig", S::Chain, "sine or cosine of something", D(&["{sin|cos}({2..9}x)", "{2..7}{sin|cos}({2..6}x {+|-} {1..5})", "{sin|cos}(x^{2..4})", "{2..5}tan({2..6}x)"])),
    kind("chain-roots", S::Chain, "a root of something", D(&["sqrt({2..9}x + {1..9})", "sqrt({2..5}x^2 + {1..9})", "sqrt({2..5} + {sin|cos}({2..4}x))", "{2..6}sqrt(x^2 + {2..9})"])),
    kind("chain-inner", S::Chain, "a power of a curve", D(&["(x^2 {+|-} {2..6})^{3..5}", "({2..5} - x^{2..3})^{3..5}", "(x^2 {+|-} {2..5}x + {1..5})^{3..4}", "({sin|cos}(x) {+|-} x)^{3..4}"])),
    kind("chain-outer", S::Chain, "a power of a function", D(&["{sin|cos}(x)^{2..5}", "({1..4} - e^x)^{3..5}", "(ln(x) + {1..5})^{3..4}", "{2..5}{sin|cos}(x)^{3..4}"])),
    kind("chain-twice", S::Chain, "the chain rule twice", D(&["{sin|cos}({2..5}x)^{2..4}", "{sin|cos}(sqrt({2..5}x + {1..5}))", "tanh({sin|cos}({2..4}x))", "e^(-({2..4}x {+|-} 1)^2/2)", "ln({sin|cos}({2..4}x) + {2..4})", "(1 + e^({2..4}x))^{3..4}"])),
    kind("network-sigmoid", S::Network, "sigmoid", D(&["sigmoid({2..6}x)", "sigmoid({2..6}x {+|-} {1..4})", "{2..5}sigmoid(x)", "sigmoid({2..4}x {+|-} {1..3})^2", "{2..7}/(1 + e^(-{2..4}x))"])),
    kind("network-tanh", S::Network, "tanh", D(&["tanh({2..6}x)", "{2..7}tanh(x)", "tanh({2..6}x {+|-} {1..4})", "x tanh({2..4}x)", "tanh(x^2 {+|-} {1..3})"])),
    kind("network-relu", S::Network, "ReLU and its kin", D(&["{2..6}relu(x) {+|-} x^{2..3}", "relu({2..6}x {+|-} {1..5})", "{2..5}leaky_relu(x) + {2..6}x^2", "relu(x)^{2..3}"])),
    kind("network-softplus", S::Network, "softplus and silu", D(&["softplus({2..6}x)", "{2..5}softplus(x {+|-} {1..5})", "x sigmoid({2..4}x)", "{2..5}x sigmoid(x)"])),
    kind("network-log-sigmoid", S::Network, "the logarithm of sigmoid", D(&["ln(sigmoid({2..6}x))", "{2..5}ln(sigmoid(x))", "ln(sigmoid({2..4}x {+|-} {1..3}))", "-ln(sigmoid({2..4}x))"])),
    kind("network-squared-error", S::Network, "squared errors", D(&["(sigmoid({2..4}x) - {1|0.5})^2/2", "(tanh({2..4}x) - 1)^2/2", "(sigmoid(x {+|-} {1..3}) - 1)^2", "({2..5}x - {2..9})^2/2"])),
    kind("network-cross-entropy", S::Network, "cross-entropy", D(&["-ln(sigmoid({2..5}x {+|-} {1..3}))", "-{2..4}ln(1 - sigmoid({2..4}x))", "ln(1 + e^(-{2..4}x))", "-(0.{2..4}*ln(x) + 0.{5..7}*ln(1 - x))"])),
    kind("second-powers", S::Second, "second derivatives of powers", Second(&["{2..5}x^{4..6}", "x^{4..6} {+|-} {2..9}x^{2..3}", "{2..5}x^(-{1..3})", "{2..8}x^({5/2|7/2|3/2})", "({2..4}x {+|-} {1..5})^{4..5}"])),
    kind("second-functions", S::Second, "second derivatives of functions", Second(&["{2..5}{sin|cos}({2..4}x)", "{2..5}e^({2..4}x)", "x^2 {+|-} {2..5}ln(x)", "{2..4}e^(-{2..4}x) {+|-} x^3", "{sin|cos}({2..4}x {+|-} {1..5})", "x e^x"])),
];

pub(super) fn derivative(patterns: &[&str], dice: &mut Dice) -> Option<Draft> {
    let f = pattern::one_of(patterns, dice)?;
    let x = Symbol::new("x");
    Some(Draft {
        task: "Differentiate".into(),
        given: vec![defined("x", &f)],
        plain: vec![format!("f(x) = {f}")],
        blanks: vec![Blank::derivative(r"f'\left(x\right)", "f'(x)", &f, &x)?],
    })
}

pub(super) fn second(patterns: &[&str], dice: &mut Dice) -> Option<Draft> {
    let f = pattern::one_of(patterns, dice)?;
    let x = Symbol::new("x");
    Some(Draft {
        task: "Give the second derivative".into(),
        given: vec![defined("x", &f)],
        plain: vec![format!("f(x) = {f}")],
        blanks: vec![Blank::second(r"f''\left(x\right)", "f''(x)", &f, &x, &x)?],
    })
}

/// `f(x, y) = …` in LaTeX.
pub(super) fn defined(variables: &str, f: &Expr) -> String {
    format!(r"f\left({variables}\right)={}", latex(f))
}
