//! Cells of backpropagation: derivatives handed back through a graph.

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
        problem::{Blank, Draft, at_point},
    },
    symbolic::{Expr, Function, Symbol, differentiate, latex, parse, simplify},
};

#[rustfmt::skip]
pub(super) static KINDS: &[Kind] = &[
    kind("backprop-product", S::Backprop, "back through a product", Drawn(product)),
    kind("backprop-fan-out", S::Backprop, "two ways back", Drawn(fan_out)),
    kind("backprop-neuron", S::Backprop, "back through a neuron", Drawn(neuron)),
];

fn digit(dice: &mut Dice, from: u32, to: u32) -> Expr {
    Expr::integer(i64::from(from + dice.below(to - from + 1)))
}

fn named(values: &[(&str, Expr)]) -> Vec<(Symbol, Expr)> {
    values.iter().map(|(name, value)| (Symbol::new(name), value.clone())).collect()
}

/// The derivative of `of` by a letter, as a number, with the way back as a hint.
fn cell(of: &str, by: &str, point: &[(Symbol, Expr)], root: &str, way: &str) -> Option<Blank> {
    let by = Symbol::new(by);
    let lines = vec![(way.to_owned(), "What comes from above, times the slope of this cell:")];
    Blank::at(
        &partial_latex(root, &[&by]),
        &format!("∂{root}/∂{by}"),
        &parse(of).ok()?,
        std::slice::from_ref(&by),
        point,
        lines,
    )
}

/// `L = (a·b - t)²`: the factors change places.
fn product(dice: &mut Dice) -> Option<Draft> {
    let (a, b) = (digit(dice, 2, 5), digit(dice, 2, 5));
    let t = digit(dice, 1, 9);
    let inputs = named(&[("a", a.clone()), ("b", b.clone()), ("t", t.clone())]);
    let c = at_point(&parse("a b").ok()?, &inputs);
    let above = at_point(&parse("2(a b - t)").ok()?, &inputs);
    let with_c = [inputs.clone(), named(&[("c", c)])].concat();
    let swapped = |own: &Expr| simplify(&Expr::product([above.clone(), own.clone()]));
    Some(Draft {
        task: "Go back through the graph, in numbers".into(),
        given: vec![r"c=a\,b,\quad L=\left(c-t\right)^2".into(), format!("a={a},\\quad b={b},\\quad t={t}")],
        plain: vec![format!("c = a b, L = (c - t)^2, a = {a}, b = {b}, t = {t}")],
        blanks: vec![
            cell("(c - t)^2", "c", &with_c, "L", r"\frac{\partial L}{\partial c}=2\left(c-t\right)")?,
            cell(
                "(a b - t)^2",
                "a",
                &inputs,
                "L",
                r"\frac{\partial L}{\partial a}=\frac{\partial L}{\partial c}\cdot b",
            )?
            .with_slip("B22", swapped(&a)),
            cell(
                "(a b - t)^2",
                "b",
                &inputs,
                "L",
                r"\frac{\partial L}{\partial b}=\frac{\partial L}{\partial c}\cdot a",
            )?
            .with_slip("B22", swapped(&b)),
        ],
    })
}

/// `c = a + b, d = a·b, y = c + d + c·d`: what comes back on two ways is added.
fn fan_out(dice: &mut Dice) -> Option<Draft> {
    let (a, b) = (digit(dice, 2, 6), digit(dice, 2, 6));
    let y = *dice.choose(&["c + d + c d", "c d", "2c + c d", "c^2 + d"])?;
    let inputs = named(&[("a", a.clone()), ("b", b.clone())]);
    let (c, d) = (at_point(&parse("a + b").ok()?, &inputs), at_point(&parse("a b").ok()?, &inputs));
    let above = named(&[("c", c), ("d", d)]);
    let whole = y.replace('c', "(a + b)").replace('d', "(a b)");
    let slope = |by: &str| Some(at_point(&differentiate(&parse(y).ok()?, &Symbol::new(by)).ok()?, &above));
    let (by_c, by_d) = (slope("c")?, slope("d")?);
    let by_letter = |by: &str| {
        let slope = differentiate(&parse(y).ok()?, &Symbol::new(by)).ok()?;
        Some(format!(r"\frac{{\partial y}}{{\partial {by}}}={}", latex(&slope)))
    };
    let one_way = |other: &Expr| simplify(&Expr::product([by_d.clone(), other.clone()]));
    let blank = |by: &str, other: &Expr| {
        let name = if by == "a" { "b" } else { "a" };
        let way = format!(
            r"\frac{{\partial y}}{{\partial {by}}}=\frac{{\partial y}}{{\partial c}}\cdot 1+\frac{{\partial y}}{{\partial d}}\cdot {name}"
        );
        Some(cell(&whole, by, &inputs, "y", &way)?.with_slip("B12", one_way(other)).with_slip("B12", by_c.clone()))
    };
    Some(Draft {
        task: "Go back through the graph, in numbers".into(),
        given: vec![format!(r"c=a+b,\quad d=a\,b,\quad y={}", latex(&parse(y).ok()?)), format!("a={a},\\quad b={b}")],
        plain: vec![format!("c = a + b, d = a b, y = {y}, a = {a}, b = {b}")],
        blanks: vec![
            cell(y, "c", &above, "y", &by_letter("c")?)?,
            cell(y, "d", &above, "y", &by_letter("d")?)?,
            blank("a", &b)?,
            blank("b", &a)?,
        ],
    })
}

/// A neuron with a squared error, in letters.
fn neuron(dice: &mut Dice) -> Option<Draft> {
    let (f, name, slope) =
        *dice.choose(&[(Function::Sigmoid, r"\sigma", "a(1 - a)"), (Function::Tanh, r"\tanh", "(1 - a^2)")])?;
    let bias = *dice.choose(&["b", "b", ""])?;
    let (loss, written, outer) = *dice.choose(&[
        ("(a - t)^2/2", r"\frac{1}{2}\left(a-t\right)^2", "(a - t)"),
        ("(a - t)^2", r"\left(a-t\right)^2", "2(a - t)"),
    ])?;
    let z = if bias.is_empty() { "w x" } else { "w x + b" };
    let a = Symbol::new("a");
    let letter = |inside: &str| Some((a.clone(), Expr::apply(f, parse(inside).ok()?)));
    let loss = parse(loss).ok()?;
    let below = |inside: &str| Some(loss.substitute(&a, &letter(inside)?.1));
    let blank = |by: &str, of: Expr, answer: &str, letters: Vec<(Symbol, Expr)>| {
        let by = Symbol::new(by);
        Some(partial_blank("L", &of, &by)?.written(parse(answer).ok()?, letters))
    };
    let inner = vec![letter(z)?, (Symbol::new("z"), parse(z).ok()?)];
    let mut blanks = vec![
        blank("a", loss.clone(), outer, Vec::new())?,
        blank("z", below("z")?, &format!("{outer}{slope}"), vec![letter("z")?])?.with_slip("N8", parse(outer).ok()?),
        blank("w", below(z)?, &format!("{outer}{slope}x"), inner.clone())?
            .with_slip("N8", parse(&format!("{outer}x")).ok()?),
    ];
    if !bias.is_empty() {
        blanks.push(blank("b", below(z)?, &format!("{outer}{slope}"), inner)?.with_slip("B14", Expr::zero()));
    }
    Some(Draft {
        task: "Go back through the neuron; the letters a, t, x may stay".into(),
        given: vec![format!(r"z={},\quad a={name}\left(z\right),\quad L={written}", latex(&parse(z).ok()?))],
        plain: vec![format!("z = {z}, a = {}(z), L = {loss}", f.name())],
        blanks,
    })
}
