//! Signs of keyboards, word processors and papers.

use super::{reads, refuses};

#[test]
fn signs_that_look_alike() {
    reads(&[
        ("x² − 3·x", "x^2 - 3*x"),
        ("x—1", "x - 1"),
        ("2×x÷y", "2*x/y"),
        ("２ｘ＋１", "2*x + 1"),
        ("𝑥² + 𝐲 + 𝜃 + 𝟐", "x^2 + y + theta + 2"),
        ("2πθ", "2*pi*theta"),
        ("µ + μ", "mu + mu"),
        ("½x", "1/2*x"),
        ("2½", "5/2"),
        ("x^2½", "x^(5/2)"),
        ("∆x", "Delta*x"),
        ("x⁄y", "x/y"),
        ("x²⁄y", "x^2/y"),
        ("x^⅔", "x^(2/3)"),
        ("\u{feff}x\u{200b}+1\u{200e}", "x + 1"),
        ("x\u{3000}+\u{a0}1", "x + 1"),
        ("sin\u{2061}(x)", "sin(x)"),
        ("∣x∣", "abs(x)"),
    ]);
}

#[test]
fn raised_signs_are_exponents() {
    reads(&[
        ("x²³", "x^23"),
        ("x¹⁄²", "x^(1/2)"),
        ("x⁻¹", "x^(-1)"),
        ("eˣ", "e^x"),
        ("xⁿ⁺¹y", "x^(n + 1)*y"),
        ("x²ʸ", "x^(2*y)"),
        ("x⁽ⁿ⁻¹⁾", "x^(n - 1)"),
        ("e⁻ˣ²", "e^(-x^2)"),
        ("(x+1)²", "(x + 1)^2"),
        ("x²^3", "(x^2)^3"),
        ("2^x²", "2^x^2"),
        ("sin²x", "sin(x)^2"),
        ("sin⁻¹(x)", "asin(x)"),
    ]);
}

#[test]
fn roots_of_every_order() {
    reads(&[
        ("√x", "sqrt(x)"),
        ("√(x+1)", "sqrt(x + 1)"),
        ("√√x", "sqrt(sqrt(x))"),
        ("√-x", "sqrt(-x)"),
        ("√x²", "sqrt(x^2)"),
        ("∛x", "cbrt(x)"),
        ("∜x", "x^(1/4)"),
        ("³√x", "cbrt(x)"),
        ("ⁿ√x", "x^(1/n)"),
        ("2√3", "2*sqrt(3)"),
    ]);
}

#[test]
fn signs_without_a_meaning() {
    refuses(&[
        ("∞", "∞ is not read here: infinity is no real number", 0..1),
        ("30°", "° is not read here: angles are in radians; write x*pi/180", 2..3),
        ("x + 😀", "😀 has no meaning here", 4..5),
        ("e\u{301}+1", "the character U+0301 has no meaning here", 1..2),
        ("x\0", "the character U+0000 has no meaning here", 1..2),
        ("xᵀ", "ᵀ has no meaning here", 1..2),
        ("x′", "a prime stands for a derivative; type the function itself", 1..2),
        ("²", "something is missing before the ²", 0..1),
        ("x⁻", "something is missing after the ⁻", 1..2),
        ("1 ½", "is there a sign missing between these two numbers?", 0..3),
        ("∑x", "∑ is not read here: write the terms out", 0..1),
    ]);
}
