//! Functions of several variables.

use super::{
    Kind,
    Make::{Gradient, Hessian, Jacobian, Partial},
    kind,
    scalar::defined,
};
use crate::{
    dice::Dice,
    practice::{
        Skill as S, pattern,
        problem::{Blank, Draft},
    },
    symbolic::{Expr, Symbol, differentiate, latex},
};

#[rustfmt::skip]
pub(super) static KINDS: &[Kind] = &[
    kind("partial-powers", S::Partial, "powers of two letters", Partial(&["x^{2..4} y^{2..4}", "{2..6}x^{2..3} y {+|-} {2..7}y^{2..3}", "x^{2..4} {+|-} {2..7}x y^{2..3}", "{2..5}x^2 y^3 {+|-} {2..5}x y"], &["x", "y"])),
    kind("partial-functions", S::Partial, "functions of two letters", Partial(&["x^{2..3} {sin|cos}(y)", "{2..5}e^(x y)", "ln(x^2 + {2..5}y^2)", "{sin|cos}({2..4}x + {2..4}y)", "x^2 e^({2..4}y)", "y^{2..3}/x"], &["x", "y"])),
    kind("partial-loss", S::Partial, "a loss by its weight", Partial(&["({2..5}w + b - {2..9})^2", "(w x + b - t)^2/2", "ln(1 + e^(-w x))", "(sigmoid({2..4}w + b) - 1)^2/2", "({2..4}w + b)^2 + 0.{1..5}*w^2"], &["w", "b"])),
    kind("gradient-two", S::Gradient, "two partial derivatives", Gradient(&["{2..6}x^2 {+|-} {2..6}x y {+|-} y^{2..3}", "x^{2..3} y^{2..3}", "x^2 {sin|cos}(y)", "e^({2..4}x + {2..4}y)", "ln(x^2 + y^2)", "x^{2..3} y {+|-} {2..7}y^2"], &["x", "y"])),
    kind("gradient-three", S::Gradient, "three partial derivatives", Gradient(&["x^2 {+|-} {2..5}x y {+|-} {2..5}y z^2", "x^{2..3} y z", "x y {+|-} {2..5}y z {+|-} z^{2..3}", "x^2 e^y {+|-} {2..6}z^{2..3}"], &["x", "y", "z"])),
    kind("gradient-loss", S::Gradient, "the gradient of a loss", Gradient(&["({2..5}w + b - {2..9})^2/2", "({2..5}w {+|-} {2..4}b)^2 + w^2", "(w - {2..6})^2 + {2..5}(b - {1..5})^2", "(sigmoid({2..4}w + b) - 1)^2/2"], &["w", "b"])),
    kind("jacobian-polynomial", S::Jacobian, "a map of the plane", Jacobian(&[["x^{2..3} {+|-} {2..5}y", "{2..6}x y"], ["x^2 {+|-} y^2", "{2..5}x y {+|-} {2..4}x"], ["{2..5}x^2 y", "x {+|-} {2..5}y^{2..3}"]])),
    kind("jacobian-functions", S::Jacobian, "a curved map", Jacobian(&[["x {sin|cos}(y)", "{2..5}x y^2"], ["e^x {sin|cos}(y)", "x^2 {+|-} {2..5}y"], ["ln(x) {+|-} {2..5}y", "x^{2..3} e^y"], ["tanh({2..4}x {+|-} y)", "x y^{2..3}"]])),
    kind("hessian-polynomial", S::Hessian, "the curvature of a polynomial", Hessian(&["x^{2..3} y^{2..3}", "{2..6}x^2 {+|-} {2..6}x y {+|-} {2..6}y^2", "x^3 {+|-} {2..5}x y^2", "x^2 y {+|-} {2..5}y^3"])),
    kind("hessian-functions", S::Hessian, "the curvature of a function", Hessian(&["x^{2..3} {sin|cos}(y)", "e^({2..4}x) y^{2..3}", "x^{2..4} e^y", "x^{2..4} ln(y)", "{sin|cos}(x) y^{2..4}", "{2..5}x^2 e^y"])),
];

pub(super) fn partial(patterns: &[&str], by: &[&str], dice: &mut Dice) -> Option<Draft> {
    let f = pattern::one_of(patterns, dice)?;
    let letters: Vec<Symbol> = by.iter().map(|x| Symbol::new(x)).filter(|x| f.contains(x)).collect();
    let x = dice.choose(&letters)?.clone();
    Some(Draft {
        task: format!("Give the partial derivative by {x}; the other letters stay fixed"),
        given: vec![defined(&listed(&f, by), &f)],
        plain: vec![format!("f({}) = {f}", listed(&f, by))],
        blanks: vec![partial_blank("f", &f, &x)?],
    })
}

pub(super) fn gradient(patterns: &[&str], by: &[&str], dice: &mut Dice) -> Option<Draft> {
    let f = pattern::one_of(patterns, dice)?;
    let blank = |x: &&str| partial_blank("f", &f, &Symbol::new(x));
    Some(Draft {
        task: "Give the gradient".into(),
        given: vec![defined(&by.join(","), &f)],
        plain: vec![format!("f({}) = {f}", by.join(", "))],
        blanks: by.iter().map(blank).collect::<Option<_>>()?,
    })
}

pub(super) fn jacobian(patterns: &[[&str; 2]], dice: &mut Dice) -> Option<Draft> {
    let pair = dice.choose(patterns)?;
    let fs = [pattern::make(pair[0], dice)?, pattern::make(pair[1], dice)?];
    let by = [Symbol::new("x"), Symbol::new("y")];
    let mut blanks = Vec::new();
    for (i, f) in fs.iter().enumerate() {
        for (j, x) in by.iter().enumerate() {
            let name = format!("f_{}", i + 1);
            let mut blank = partial_blank(&name, f, x)?;
            if i != j {
                let transposed = differentiate(&fs[j], &by[i]).ok()?;
                blank = blank.with_slip("B6", transposed);
            }
            blanks.push(blank);
        }
    }
    Some(Draft {
        task: "Give the Jacobian, a row for each component".into(),
        given: vec![format!(
            r"\mathbf{{f}}\left(x,y\right)=\begin{{pmatrix}}{}\\{}\end{{pmatrix}}",
            latex(&fs[0]),
            latex(&fs[1])
        )],
        plain: vec![format!("f(x, y) = ({}, {})", fs[0], fs[1])],
        blanks,
    })
}

pub(super) fn hessian(patterns: &[&str], dice: &mut Dice) -> Option<Draft> {
    let f = pattern::one_of(patterns, dice)?;
    let (x, y) = (Symbol::new("x"), Symbol::new("y"));
    let mut blanks = Vec::new();
    for (first, then) in [(&x, &x), (&x, &y), (&y, &y)] {
        let name = format!("∂²f/∂{first}∂{then}");
        let blank = Blank::second(&partial_latex("f", &[first, then]), &name, &f, first, then)?;
        blanks.push(if first == then { blank } else { blank.with_slip("B20", Expr::zero()) });
    }
    Some(Draft {
        task: "Give the Hessian; the two mixed entries are the same".into(),
        given: vec![defined("x,y", &f)],
        plain: vec![format!("f(x, y) = {f}")],
        blanks,
    })
}

/// The variables of a function with commas, those of a list first.
fn listed(f: &Expr, first: &[&str]) -> String {
    let others = f.symbols().into_iter().map(|x| x.to_string()).filter(|x| !first.contains(&x.as_str()));
    let first = first.iter().map(|x| (*x).to_owned()).filter(|x| f.contains(&Symbol::new(x)));
    first.chain(others).collect::<Vec<_>>().join(",")
}

/// The partial derivative of the function of that name, as a blank.
pub(super) fn partial_blank(name: &str, of: &Expr, by: &Symbol) -> Option<Blank> {
    Blank::derivative(&partial_latex(name, &[by]), &format!("∂{name}/∂{by}"), of, by)
}

/// `∂f/∂x`, or `∂²f/∂x∂y`.
pub(super) fn partial_latex(f: &str, by: &[&Symbol]) -> String {
    match by {
        [x] => format!(r"\frac{{\partial {f}}}{{\partial {}}}", latex(&Expr::from((*x).clone()))),
        [x, y] if x == y => format!(r"\frac{{\partial^2 {f}}}{{\partial {}^2}}", latex(&Expr::from((*x).clone()))),
        several => {
            let below: Vec<String> =
                several.iter().map(|x| format!(r"\partial {}", latex(&Expr::from((*x).clone())))).collect();
            format!(r"\frac{{\partial^{} {f}}}{{{}}}", several.len(), below.join(r"\,"))
        }
    }
}
