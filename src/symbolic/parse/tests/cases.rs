//! Functions by cases, in every way of writing them.

use super::{reads, refuses};
use crate::symbolic::{AtZero, Expr, parse};

/// The text of each kind of piecewise node reads back as that node.
#[test]
fn printed_cases_read_back() {
    let (x, y) = (|| Expr::symbol("x"), || Expr::symbol("y"));
    let on = [x(), Expr::zero(), Expr::integer(3), Expr::sum([x(), y().negate()]), Expr::max(x(), y())];
    for (at_zero, on) in
        [AtZero::Below, AtZero::Above, AtZero::Agreed].into_iter().flat_map(|z| on.clone().map(|on| (z, on)))
    {
        let e = Expr::piecewise(at_zero, on, x().negate(), Expr::piecewise(at_zero, y(), x(), y()));
        assert_eq!(parse(&e.to_string()), Ok(e.clone()), "{e}");
    }
}

#[test]
fn calls_with_conditions() {
    reads(&[
        ("where(x < 0, -x, x)", "where(x < 0, -x, x)"),
        ("where(x <= 0, -x, x)", "where(x > 0, x, -x)"),
        ("where(x > 0, x, 0)", "where(x > 0, x, 0)"),
        ("where(x ≥ 0, x, 0)", "where(x < 0, 0, x)"),
        ("where(0 < x, x, 0)", "where(x > 0, x, 0)"),
        ("where(x < 1, x, 1)", "where(x - 1 < 0, x, 1)"),
        ("where(x > -1, x, y)", "where(x + 1 > 0, x, y)"),
        ("where(x < y, x, y)", "where(x - y < 0, x, y)"),
        ("where(x < 0, 1, x > 0, 2)", "where(x < 0, 1, x > 0, 2)"),
        ("where(x < 0, 1, x >= 0, 2)", "where(x < 0, 1, 2)"),
        ("if(x > 0, x, 0)", "where(x > 0, x, 0)"),
        ("IF(x>0, x, 0)", "where(x > 0, x, 0)"),
        ("ifelse(x > 0, x, 0)", "where(x > 0, x, 0)"),
        ("np.where((x > 0), x, 0.01*x)", "where(x > 0, x, 0.01*x)"),
        ("torch.where(x > 0, x, 0)", "where(x > 0, x, 0)"),
        ("2where(x > 0, x, 0)^2", "2*where(x > 0, x, 0)^2"),
        ("np.heaviside(x, 0)", "where(x > 0, 1, 0)"),
        ("heaviside(x, 1)", "where(x < 0, 0, 1)"),
        ("heaviside(x)", "step(x)"),
    ]);
}

#[test]
fn sentences_and_question_marks() {
    reads(&[
        ("x if x > 0 else 0", "where(x > 0, x, 0)"),
        ("2*(x if x > 0 else 0)", "2*where(x > 0, x, 0)"),
        ("x if x > 1 else 0 if x < -1 else 1", "where(x - 1 > 0, x, where(x + 1 < 0, 0, 1))"),
        ("x > 0 ? x : 0", "where(x > 0, x, 0)"),
        ("1 + (x > 0 ? x : 0)", "1 + where(x > 0, x, 0)"),
    ]);
}

/// Conditions that bound one expression cut its line into pieces, whatever their order.
#[test]
fn many_cases_are_pieces_of_a_line() {
    reads(&[
        ("piecewise(x < -1, -1, x < 1, x, 1)", "where(x + 1 < 0, -1, where(x - 1 < 0, x, 1))"),
        ("piecewise(x > 1, 1, x < -1, -1, x)", "where(x + 1 < 0, -1, where(x - 1 > 0, 1, x))"),
        ("where(0 < x < 1, x, 0)", "where(x > 0, where(x - 1 < 0, x, 0), 0)"),
        ("where(x > 0 and x < 1, x, 0)", "where(x > 0, where(x - 1 < 0, x, 0), 0)"),
        ("where((x > 0) & (x < 1), x, 0)", "where(x > 0, where(x - 1 < 0, x, 0), 0)"),
        ("where(x < 0 or x > 1, x, 0)", "where(x < 0, x, where(x - 1 > 0, x, 0))"),
        ("where(not x < 0, x, 0)", "where(x < 0, 0, x)"),
        ("where(y < x, 1, x <= y, 2)", "where(y - x < 0, 1, 2)"),
        ("where(x < pi, 1, pi <= x, 2)", "where(x - pi < 0, 1, 2)"),
        ("where(x < 1/2, 1, x >= 0.5, 2)", "where(x - 1/2 < 0, 1, 2)"),
        // With bounds of different expressions, one line is cut inside the pieces of the other.
        ("where(0 < x < y, 1, 2)", "where(x > 0, where(x - y < 0, 1, 2), 2)"),
        ("where(x < 0 or y < 0, 1, 2)", "where(x < 0, 1, where(y < 0, 1, 2))"),
        ("where(x > 0 and y > 0, 1, x <= 0, 2, y <= 0, 3)", "where(x > 0, where(y > 0, 1, 3), 2)"),
        ("Piecewise((x, x < 0), (x**2, True))", "where(x < 0, x, x^2)"),
        ("Piecewise[{{x, x < 0}, {x^2, x >= 0}}]", "where(x < 0, x, x^2)"),
        ("Piecewise[{{x, x < 0}}, 3]", "where(x < 0, x, 3)"),
    ]);
}

#[test]
fn cases_in_latex() {
    for typed in [
        r"\begin{cases} -x & x<0 \\ x & x \ge 0 \end{cases}",
        r"\begin{cases} -x & \text{if } x<0 \\ x & \text{otherwise} \end{cases}",
        r"\begin{cases} -x, & \text{if } x<0, \\ x, & \mbox{if } x \geqslant 0. \end{cases}",
        r"\begin{cases} -x, & \text{if}~x<0 \\ x, & {\rm otherwise} \end{cases},",
        r"\begin{dcases} -x & \text{for } x<0 \\[2pt] x & \text{else} \end{dcases}",
        r"\begin{cases} -x & \text{when } 0 > x \\ x & 0 \leq x \\ \end{cases}",
        r"\left\{\begin{array}{ll} -x & x < 0 \\ x & x \ge 0 \end{array}\right.",
    ] {
        reads(&[(typed, "where(x < 0, -x, x)")]);
    }
    reads(&[
        (
            r"\begin{cases} 0 & x < 0 \\ x & 0 \le x < 1 \\ 1 & x \ge 1 \end{cases}",
            "where(x < 0, 0, where(x - 1 < 0, x, 1))",
        ),
        (
            r"\begin{cases} 0 & x \leq 0 \\ 1 & x>0,\ x<y \\ 2 & x>0,\ x\geq y \end{cases}",
            "where(x > 0, where(x - y < 0, 1, 2), 0)",
        ),
        (r"2\begin{cases} x & x > 0 \\ 0 & x < 0 \end{cases} + 1", "2*where(x < 0, 0, x > 0, x) + 1"),
    ]);
}

#[test]
fn what_is_no_function_by_cases() {
    refuses(&[
        ("where(x == 0, 1, 2)", "a condition is an inequality, such as x < 0; == is not read", 8..10),
        ("where(x = 0, 1, 2)", "a condition is an inequality, such as x < 0; = is not read", 8..9),
        ("where(x != 0, 1, 2)", "a condition is an inequality, such as x < 0; != is not read", 8..10),
        ("where(x, 1, 2)", "a condition is missing here, such as x < 0", 7..8),
        ("where(x<0, 1, 2, 3)", "a condition is missing here, such as x < 0", 14..15),
        ("where(x<0, 1)", "the other case is missing: what is the value where the condition does not hold?", 0..13),
        ("x if x > 0", "the other case is missing: what is the value where the condition does not hold?", 2..4),
        ("x > 0 ? x", "the other case is missing: what is the value where the condition does not hold?", 6..7),
        ("where(x<0, 1, x>1, 2)", "these cases do not cover everything; give the last one as otherwise", 0..21),
        ("where(x<0, 1, y>=0, 2)", "these cases do not cover everything; give the last one as otherwise", 0..22),
        ("where(x<0, 1, x<=0, 2, 3)", "a single point cannot be given a value of its own here", 0..25),
        ("np.heaviside(x, 0.5)", "a single point cannot be given a value of its own here", 16..19),
        ("where(~(x<0), 1, 2)", "~ has no meaning here", 6..7),
        ("where()", "where needs something to act on, such as where(x < 0, -x, x)", 0..5),
        ("x > 0", "> is read only in a condition, as in where(x < 0, -x, x)", 2..3),
        ("(x > 0)*x", "> is read only in a condition, as in where(x < 0, -x, x)", 3..4),
        (r"\begin{cases} x & x > 0", r"this \begin{cases} is never closed", 0..13),
    ]);
}
