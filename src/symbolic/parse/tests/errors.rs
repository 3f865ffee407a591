//! What is wrong, said at its place.

use super::refuses;

const BASE: &str = "the base of a logarithm is a positive number other than 1";

#[test]
fn something_is_missing() {
    refuses(&[
        ("", "type an expression, such as x^2 or sin(x)", 0..0),
        (" \t\n", "type an expression, such as x^2 or sin(x)", 0..0),
        ("x + ", "something is missing after the +", 2..3),
        ("x^", "something is missing after the ^", 1..2),
        ("x**", "something is missing after the **", 1..3),
        ("(x +)", "something is missing after the +", 3..4),
        ("max(x, )", "something is missing after the comma", 5..6),
        ("max(x,, 1)", "something is missing after the comma", 5..6),
        ("x +,", "something is missing after the +", 2..3),
        (",", "something is missing before the comma", 0..1),
        ("* x", "something is missing before the *", 0..1),
        ("(/x)", "something is missing before the /", 1..2),
        ("x */ y", "something is missing between the * and the /", 2..4),
        ("x***2", "something is missing between the ** and the *", 1..4),
        ("√", "something is missing after the √", 0..1),
        ("()", "there is nothing inside these brackets", 0..2),
        ("x()", "there is nothing inside these brackets", 1..3),
    ]);
}

#[test]
fn brackets_that_do_not_match() {
    refuses(&[
        ("2*(x+1", "this ( is never closed", 2..3),
        ("sin(x", "this ( is never closed", 3..4),
        ("((x)", "this ( is never closed", 0..1),
        ("|x", "this | is never closed", 0..1),
        ("x|", "this | is never closed", 1..2),
        ("(|x)", "this | is never closed", 1..2),
        ("x+1)", "this ) has no partner", 3..4),
        ("(x]", "( is closed by ] here; the two have to match", 2..3),
    ]);
}

#[test]
fn functions_with_something_wrong() {
    refuses(&[
        ("sin", "sin needs something to act on, such as sin(x)", 0..3),
        ("sin()", "sin needs something to act on, such as sin(x)", 0..5),
        ("sin + 1", "sin needs something to act on, such as sin(x)", 0..3),
        ("sin^2", "sin needs something to act on, such as sin(x)", 0..3),
        ("max x", "max needs something to act on, such as max(x, 0)", 0..3),
        ("sin(x, y)", "sin takes one argument, not 2", 0..3),
        ("log(x, 2, 3)", "log takes one argument or two, not 3", 0..3),
        ("pow(x)", "pow takes two arguments, as in pow(x, 2), not 1", 0..3),
        ("max(x y)", "max takes two arguments or more, as in max(x, 0), not 1", 0..3),
        ("min(x)", "min takes two arguments or more, as in min(x, 1), not 1", 0..3),
        ("logsumexp(x)", "logsumexp takes two arguments or more, as in logsumexp(x, y), not 1", 0..9),
        ("torch.logsumexp(x)", "logsumexp takes two arguments or more, as in logsumexp(x, y), not 1", 6..15),
        ("log(x, 1)", BASE, 7..8),
        ("log(x,0)", BASE, 6..7),
        ("log(x,-2)", BASE, 6..8),
        ("Log[-2, x]", BASE, 4..6),
        ("log_1 x", BASE, 4..5),
        ("hypot(x, y, z)", "hypot takes two arguments, as in hypot(x, y), not 3", 0..5),
        ("tahn(x)", "tahn is not known here; did you mean tanh?", 0..4),
        ("sqr(x)", "sqr is not known here; did you mean sqrt?", 0..3),
        ("In(x)", "In is not known here; did you mean ln?", 0..2),
        ("sin2(x)", "sin2 is not known here; did you mean sin^2?", 0..4),
        ("relux(x)", "relux is not known here; did you mean relu?", 0..5),
        ("sine x", "sine is not read here: write sin(x)", 0..4),
        ("x squared", "squared is not read here: write signs in place of words", 2..9),
        ("foo(x)", "foo is not known here", 0..3),
        ("f(x, y)", "f is a variable here, so it takes no arguments", 0..1),
        ("sinc(x)", "sinc is not read here: it has two meanings; write sin(x)/x or sin(pi*x)/(pi*x)", 0..4),
        ("floor(x)", "floor is not read here: it jumps at every integer", 0..5),
        ("ln_2 x", "_ has no meaning here", 2..3),
    ]);
}

#[test]
fn numbers_with_something_wrong() {
    refuses(&[
        ("2 3", "is there a sign missing between these two numbers?", 0..3),
        ("0,5", "a comma is not read inside a number; write 0.5", 1..2),
        ("1,000", "a comma is not read inside a number; write 1000 or 1.000", 1..2),
        ("1,000,000x", "a comma is not read inside a number; write 1000000", 1..2),
        ("(3,5)", "a comma stands only between the arguments of a function", 2..3),
        ("x, y", "a comma stands only between the arguments of a function", 1..2),
        ("1.000,5", "a comma is not read inside a number; write 1000.5", 5..6),
        ("0{,}5", "a comma is not read inside a number; write 0.5", 1..4),
        ("1.5,3", "a comma stands only between the arguments of a function", 3..4),
        ("x3.5", "x3.5 is not known here; did you mean x*3.5 or x3*0.5?", 0..4),
        ("2x_3.5y", "x_3.5 is not known here; did you mean x*3.5 or x_3*0.5?", 1..6),
        ("1_0", "_ has no meaning here", 1..2),
        ("1.2.3", "a number has one point at most", 0..5),
        ("1e999", "this number is too long", 0..5),
        ("5 kg", "kg looks like a unit; only numbers and variables are read here", 2..4),
        ("30 deg", "deg looks like a unit; only numbers and variables are read here", 3..6),
        ("5%", "% is not read here: write 5% as 0.05; remainders are not read", 1..2),
        ("n!", "! is not read here: a factorial is for whole numbers only", 1..2),
    ]);
}

#[test]
fn what_is_no_expression() {
    refuses(&[
        ("x = 3", "only an expression can be read here, without =", 2..3),
        ("(x = 3)", "only an expression can be read here, without =", 3..4),
        ("x^2 == 4", "only an expression can be read here, without ==", 4..6),
        ("x <= y", "<= is read only in a condition, as in where(x < 0, -x, x)", 2..4),
        ("dy/dx", "type only what is to be differentiated, without d/dx", 0..2),
        ("x dx", "type only what is to be differentiated, without d/dx", 2..4),
        (r"\frac{d}{dx} x", "type only what is to be differentiated, without d/dx", 9..11),
        ("f'(x)", "a prime stands for a derivative; type the function itself", 1..2),
        ("x $ é", "é has no meaning here", 4..5),
        ("else", "else has no meaning here", 0..4),
        ("_x", "_ has no meaning here", 0..1),
        ("x_", "_ has no meaning here", 1..2),
        ("x_{}", "_ has no meaning here", 1..2),
    ]);
}
