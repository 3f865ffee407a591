//! Derivatives by a vector, asked for component by component.

use super::{
    Kind,
    Make::Drawn,
    kind,
    several::{partial_blank, partial_latex},
};
use crate::{
    dice::Dice,
    practice::{
        Skill as S,
        problem::{Blank, Draft},
    },
    symbolic::{Expr, Function, Symbol},
};

#[rustfmt::skip]
pub(super) static KINDS: &[Kind] = &[
    kind("vectors-dot", S::Vectors, "w · x by w", Drawn(dot)),
    kind("vectors-square", S::Vectors, "the squared norm", Drawn(square)),
    kind("vectors-norm", S::Vectors, "the norm", Drawn(norm)),
    kind("vectors-quadratic", S::Vectors, "a quadratic form", Drawn(quadratic)),
    kind("vectors-log-sigmoid", S::Vectors, "log σ(w · x) by w", Drawn(log_sigmoid)),
    kind("vectors-softmax", S::Vectors, "the Jacobian of softmax", Drawn(softmax)),
    kind("vectors-cross-entropy", S::Vectors, "softmax with cross-entropy", Drawn(cross_entropy)),
];

fn component(letter: &str, i: usize) -> Symbol {
    Symbol::new(&format!("{letter}{}", i + 1))
}

fn letter(letter: &str, i: usize) -> Expr {
    Expr::from(component(letter, i))
}

fn times(c: i64, u: Expr) -> Expr {
    match c {
        1 => u,
        -1 => u.negate(),
        c if c < 0 => Expr::product([Expr::integer(-c), u]).negate(),
        c => Expr::product([Expr::integer(c), u]),
    }
}

/// Numbers from 2 to 6 of either sign, all different in size.
fn numbers(n: usize, dice: &mut Dice) -> Vec<i64> {
    let order = dice.order(5);
    let sign = |dice: &mut Dice| if dice.below(2) == 0 { 1 } else { -1 };
    order.into_iter().take(n).map(|k| (k as i64 + 2) * sign(dice)).collect()
}

fn vector(numbers: &[i64]) -> String {
    let all: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!(r"\left({}\right)", all.join(","))
}

fn row(numbers: &[i64]) -> String {
    format!("({})", numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

/// `x_1·w_1 + …`
fn scalar_product(numbers: &[i64], name: &str) -> Expr {
    Expr::sum(numbers.iter().enumerate().map(|(i, c)| times(*c, letter(name, i))))
}

fn squares(offsets: &[i64], name: &str) -> Expr {
    let square = |(i, a): (usize, &i64)| {
        let u = if *a == 0 {
            letter(name, i)
        } else {
            Expr::sum([letter(name, i), times(-a.signum(), Expr::integer(a.abs()))])
        };
        Expr::power(u, Expr::integer(2))
    };
    Expr::sum(offsets.iter().enumerate().map(square))
}

fn dot(dice: &mut Dice) -> Option<Draft> {
    let x = numbers(3, dice);
    let f = scalar_product(&x, "w");
    let entry = |i: usize| Some(partial_blank("f", &f, &component("w", i))?.with_slip("B8", letter("w", i)));
    Some(Draft {
        task: "Give the gradient by w".into(),
        given: vec![
            r"f\left(\mathbf{w}\right)=\mathbf{w}\cdot\mathbf{x}".into(),
            format!(r"\mathbf{{x}}={}", vector(&x)),
        ],
        plain: vec![format!("f(w) = w · x, x = {}", row(&x))],
        blanks: (0..3).map(entry).collect::<Option<_>>()?,
    })
}

fn square(dice: &mut Dice) -> Option<Draft> {
    let a = numbers(2, dice);
    let f = squares(&a, "w");
    let length = Expr::apply(Function::Sqrt, f.clone());
    let entry = |i: usize| {
        let slip = Expr::product([Expr::integer(2), length.clone()]);
        Some(partial_blank("f", &f, &component("w", i))?.with_slip("B9", slip))
    };
    Some(Draft {
        task: "Give the gradient by w".into(),
        given: vec![
            r"f\left(\mathbf{w}\right)=\left\|\mathbf{w}-\mathbf{a}\right\|^2".into(),
            format!(r"\mathbf{{a}}={}", vector(&a)),
        ],
        plain: vec![format!("f(w) = ‖w − a‖², a = {}", row(&a))],
        blanks: (0..2).map(entry).collect::<Option<_>>()?,
    })
}

/// At a point where the norm is a whole number.
fn norm(dice: &mut Dice) -> Option<Draft> {
    let (a, b, c) = *dice.choose(&[(3, 4, 5), (5, 12, 13), (8, 15, 17), (6, 8, 10), (9, 12, 15), (7, 24, 25)])?;
    let sign = |dice: &mut Dice, v: i64| if dice.below(2) == 0 { v } else { -v };
    let (a, b) = if dice.below(2) == 0 { (a, b) } else { (b, a) };
    let at = [sign(dice, a), sign(dice, b)];
    let f = Expr::apply(Function::Sqrt, squares(&[0, 0], "w"));
    let point: Vec<(Symbol, Expr)> =
        at.iter().enumerate().map(|(i, v)| (component("w", i), Expr::integer(*v))).collect();
    let entry = |i: usize| {
        let by = component("w", i);
        let lines = vec![
            (
                r"\nabla\left\|\mathbf{w}\right\|=\frac{\mathbf{w}}{\left\|\mathbf{w}\right\|}".to_owned(),
                "The gradient of the norm has length 1 and points along w:",
            ),
            (format!(r"\left\|\mathbf{{w}}\right\|={c}"), "The norm here:"),
        ];
        let blank =
            Blank::at(&partial_latex("f", &[&by]), &format!("∂f/∂{by}"), &f, std::slice::from_ref(&by), &point, lines)?;
        Some(blank.with_slip("B10", Expr::one()).with_slip("B10", Expr::integer(2 * at[i])))
    };
    Some(Draft {
        task: "Give the gradient by w at this point, as numbers".into(),
        given: vec![
            r"f\left(\mathbf{w}\right)=\left\|\mathbf{w}\right\|".into(),
            format!(r"\mathbf{{w}}={}", vector(&at)),
        ],
        plain: vec![format!("f(w) = ‖w‖ at w = {}", row(&at))],
        blanks: (0..2).map(entry).collect::<Option<_>>()?,
    })
}

fn quadratic(dice: &mut Dice) -> Option<Draft> {
    let a = numbers(4, dice);
    let entry = |i: usize, j: usize| {
        let square = || Expr::power(letter("x", i), Expr::integer(2));
        times(a[2 * i + j], if i == j { square() } else { Expr::product([letter("x", i), letter("x", j)]) })
    };
    let f = Expr::sum([entry(0, 0), entry(0, 1), entry(1, 0), entry(1, 1)]);
    let blank = |i: usize| {
        let slip = Expr::sum((0..2).map(|j| times(2 * a[2 * i + j], letter("x", j))));
        Some(partial_blank("f", &f, &component("x", i))?.with_slip("B11", slip))
    };
    Some(Draft {
        task: "Give the gradient by x; A is not symmetric".into(),
        given: vec![
            r"f\left(\mathbf{x}\right)=\mathbf{x}^{T}A\,\mathbf{x}".into(),
            format!(r"A=\begin{{pmatrix}}{}&{}\\{}&{}\end{{pmatrix}}", a[0], a[1], a[2], a[3]),
        ],
        plain: vec![format!("f(x) = xᵀ A x, A = ({}, {}; {}, {})", a[0], a[1], a[2], a[3])],
        blanks: (0..2).map(blank).collect::<Option<_>>()?,
    })
}

fn log_sigmoid(dice: &mut Dice) -> Option<Draft> {
    let x = numbers(2, dice);
    let inside = scalar_product(&x, "w");
    let s = Expr::apply(Function::Sigmoid, inside);
    let f = Expr::apply(Function::Ln, s.clone());
    let short = Expr::symbol("s");
    let entry = |i: usize| {
        let answer = times(x[i], Expr::sum([Expr::one(), short.clone().negate()]));
        let blank = partial_blank("f", &f, &component("w", i))?.written(answer, vec![(Symbol::new("s"), s.clone())]);
        Some(blank.with_slip("B18", times(x[i], short.clone())).with_slip("B18", times(-x[i], short.clone())))
    };
    Some(Draft {
        task: "Give the gradient by w; write s for σ(w · x)".into(),
        given: vec![
            r"f\left(\mathbf{w}\right)=\ln\sigma\left(\mathbf{w}\cdot\mathbf{x}\right)".into(),
            format!(r"\mathbf{{x}}={}", vector(&x)),
        ],
        plain: vec![format!("f(w) = ln σ(w · x), x = {}, s = σ(w · x)", row(&x))],
        blanks: (0..2).map(entry).collect::<Option<_>>()?,
    })
}

/// `e^(z_i)/(e^(z_1) + e^(z_2) + e^(z_3))`
fn share(i: usize) -> Expr {
    let exp = |i: usize| Expr::apply(Function::Exp, letter("z", i));
    Expr::quotient(exp(i), Expr::sum((0..3).map(exp)))
}

fn shares() -> Vec<(Symbol, Expr)> {
    (0..3).map(|i| (component("s", i), share(i))).collect()
}

fn softmax(dice: &mut Dice) -> Option<Draft> {
    let order = dice.order(3);
    let (i, j) = (order[0], order[1]);
    let entry = |i: usize, j: usize| {
        let (s, other) = (letter("s", i), letter("s", j));
        let rest = Expr::sum([Expr::one(), s.clone().negate()]);
        let answer =
            if i == j { Expr::product([s.clone(), rest]) } else { Expr::product([s.clone(), other.clone()]).negate() };
        let name = component("s", i);
        let blank = partial_blank(name.name(), &share(i), &component("z", j))?.written(answer.clone(), shares());
        Some(if i == j {
            blank.with_slip("B2", answer.negate())
        } else {
            blank.with_slip("B1", Expr::zero()).with_slip("B2", Expr::product([s, other]))
        })
    };
    Some(Draft {
        task: "Give two entries of the Jacobian of softmax, written with s₁, s₂, s₃".into(),
        given: vec![r"s_i=\frac{e^{z_i}}{e^{z_1}+e^{z_2}+e^{z_3}}".into()],
        plain: vec![
            "s_i = e^(z_i)/(e^(z_1) + e^(z_2) + e^(z_3))".into(),
            format!("∂s{0}/∂z{0} and ∂s{0}/∂z{1}", i + 1, j + 1),
        ],
        blanks: vec![entry(i, i)?, entry(i, j)?],
    })
}

fn cross_entropy(dice: &mut Dice) -> Option<Draft> {
    let k = dice.below(3) as usize;
    let weight = i64::from(dice.below(3)) + 1;
    let f = times(-weight, Expr::apply(Function::Ln, share(k)));
    let entry = |i: usize| {
        let s = letter("s", i);
        let wrong = if i == k { Expr::sum([Expr::one(), s.clone().negate()]) } else { Expr::zero() };
        let right = if i == k { Expr::sum([s.clone(), Expr::integer(-1)]) } else { s };
        let blank = partial_blank("L", &f, &component("z", i))?.written(times(weight, right), shares());
        Some(if i == k { blank.with_slip("B4", times(weight, wrong)) } else { blank.with_slip("B3", wrong) })
    };
    let factor = if weight == 1 { String::new() } else { weight.to_string() };
    Some(Draft {
        task: "Give the gradient of the loss by the logits, written with s₁, s₂, s₃".into(),
        given: vec![format!(r"L=-{factor}\ln s_{}", k + 1), r"\mathbf{s}=\text{softmax}\left(\mathbf{z}\right)".into()],
        plain: vec![format!("L = -{factor} ln s_{}, s = softmax(z)", k + 1)],
        blanks: (0..3).map(entry).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::latex;

    #[test]
    fn what_is_given_reads_as_it_should() {
        assert_eq!(scalar_product(&[2, -3], "w").to_string(), "2*w1 - 3*w2");
        assert_eq!(latex(&squares(&[2, -3], "w")), latex(&crate::symbolic::parse("(w_1-2)^2+(w_2+3)^2").unwrap()));
    }
}
