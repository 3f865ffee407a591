//! One step of an optimizer by hand, in numbers.

use super::{Kind, Make::Drawn, kind, scalar::defined};
use crate::{
    dice::Dice,
    practice::{
        Skill as S, pattern,
        problem::{Blank, Draft, Method, Source, at_point},
    },
    symbolic::{Expr, Number, Symbol, differentiate, differentiate_in_turn, latex, simplify},
};

#[rustfmt::skip]
pub(super) static KINDS: &[Kind] = &[
    kind("descent-step", S::Descent, "one step downhill", Drawn(step)),
    kind("descent-two", S::Descent, "one step in two variables", Drawn(step_in_two)),
    kind("descent-momentum", S::Descent, "one step with momentum", Drawn(momentum)),
    kind("descent-newton", S::Descent, "one step of Newton’s method", Drawn(newton)),
];

/// The learning rates, in hundredths.
const RATES: [i64; 5] = [5, 10, 20, 25, 50];

fn hundredths(n: i64) -> Option<Expr> {
    Some(Expr::number(Number::ratio(n, 100)?))
}

fn start(dice: &mut Dice) -> Expr {
    let v = i64::from(dice.below(5)) + 1;
    Expr::integer(if dice.below(2) == 0 { v } else { -v })
}

fn slope_at(f: &Expr, by: &Symbol, point: &[(Symbol, Expr)]) -> Option<Expr> {
    Some(at_point(&differentiate(f, by).ok()?, point))
}

/// `x - α·g`, and with another sign or rate.
fn moved(x: &Expr, rate: &Expr, g: &Expr, sign: i64) -> Expr {
    simplify(&Expr::sum([x.clone(), Expr::product([Expr::integer(sign), rate.clone(), g.clone()])]))
}

fn rule(variables: &str) -> String {
    format!(r"{variables}\leftarrow {variables}-\alpha\,\nabla f")
}

fn step(dice: &mut Dice) -> Option<Draft> {
    let f = pattern::one_of(
        &["{1..4}x^2 {+|-} {1..9}x", "x^3 {+|-} {2..6}x", "{2..3}x^2 {+|-} x^3", "(x {+|-} {1..6})^2"],
        dice,
    )?;
    let (x, x0, rate) = (Symbol::new("x"), start(dice), hundredths(*dice.choose(&RATES)?)?);
    let point = vec![(x.clone(), x0.clone())];
    let g = slope_at(&f, &x, &point)?;
    let slope = Blank::at(
        &format!(r"f'\left({}\right)", latex(&x0)),
        &format!("f'({x0})"),
        &f,
        std::slice::from_ref(&x),
        &point,
        vec![(format!(r"f'\left(x\right)={}", latex(&differentiate(&f, &x).ok()?)), "The derivative:")],
    )?;
    let source = Source::Step { of: f.clone(), method: Method::Descent, rate: rate.clone(), point, component: 0 };
    let next = Blank::step(
        "x_1",
        source,
        moved(&x0, &rate, &g, -1),
        vec![(rule("x"), "Against the slope, by the learning rate times the slope:")],
    )
    .with_slip("B16", moved(&x0, &rate, &g, 1));
    Some(Draft {
        task: "Take one step of gradient descent".into(),
        given: vec![defined("x", &f), format!(r"x_0={},\quad\alpha={}", latex(&x0), latex(&rate))],
        plain: vec![format!("f(x) = {f}, x_0 = {x0}, α = {rate}")],
        blanks: vec![slope, next],
    })
}

fn step_in_two(dice: &mut Dice) -> Option<Draft> {
    let f = pattern::one_of(
        &["{1..4}x^2 {+|-} {1..3}x y + {1..4}y^2", "(x {+|-} {1..5})^2 + {2..4}y^2", "x^2 y {+|-} {2..5}y^2"],
        dice,
    )?;
    let rate = hundredths(*dice.choose(&RATES)?)?;
    let point = vec![(Symbol::new("x"), start(dice)), (Symbol::new("y"), start(dice))];
    let mut blanks = Vec::new();
    for (i, (x, x0)) in point.iter().enumerate() {
        let g = slope_at(&f, x, &point)?;
        blanks.push(
            Blank::step(
                &format!("{x}_1"),
                Source::Step {
                    of: f.clone(),
                    method: Method::Descent,
                    rate: rate.clone(),
                    point: point.clone(),
                    component: i,
                },
                moved(x0, &rate, &g, -1),
                vec![
                    (rule(r"\mathbf{x}"), "Each coordinate moves against its own partial derivative:"),
                    (
                        format!(r"\frac{{\partial f}}{{\partial {x}}}={}", latex(&differentiate(&f, x).ok()?)),
                        "Its partial derivative:",
                    ),
                ],
            )
            .with_slip("B16", moved(x0, &rate, &g, 1)),
        );
    }
    Some(Draft {
        task: "Take one step of gradient descent".into(),
        given: vec![
            defined("x,y", &f),
            format!(
                r"\left(x_0,y_0\right)=\left({},{}\right),\quad\alpha={}",
                latex(&point[0].1),
                latex(&point[1].1),
                latex(&rate)
            ),
        ],
        plain: vec![format!("f(x, y) = {f}, start ({}, {}), α = {rate}", point[0].1, point[1].1)],
        blanks,
    })
}

/// As PyTorch has it: the velocity takes the whole gradient, and the step the learning rate times the velocity.
fn momentum(dice: &mut Dice) -> Option<Draft> {
    let f = pattern::one_of(&["{1..4}x^2 {+|-} {1..9}x", "(x {+|-} {1..6})^2", "{2..5}x^2"], dice)?;
    let (x, x0, v0) = (Symbol::new("x"), start(dice), start(dice));
    let (rate, mu) = (hundredths(*dice.choose(&RATES)?)?, hundredths(*dice.choose(&[50, 80, 90])?)?);
    let point = vec![(x.clone(), x0.clone())];
    let g = slope_at(&f, &x, &point)?;
    let kept = Expr::product([mu.clone(), v0.clone()]);
    let velocity = simplify(&Expr::sum([kept.clone(), g]));
    // Both are slopes of a function that has the rule in it: so they can be verified as slopes.
    let pushed = Expr::sum([f.clone(), Expr::product([kept, Expr::from(x.clone())])]);
    let half_square = Expr::quotient(Expr::power(Expr::from(x.clone()), Expr::integer(2)), Expr::integer(2));
    let carried = Expr::sum([half_square, Expr::product([rate.clone(), pushed.clone()]).negate()]);
    let v1 = Blank::at(
        "v_1",
        "v_1",
        &pushed,
        std::slice::from_ref(&x),
        &point,
        vec![(r"v_1=\mu\,v_0+f'\left(x_0\right)".into(), "The old velocity, a little less of it, and the slope:")],
    )?;
    let x1 = Blank::at(
        "x_1",
        "x_1",
        &carried,
        std::slice::from_ref(&x),
        &point,
        vec![(r"x_1=x_0-\alpha\,v_1".into(), "The step goes against the velocity:")],
    )?
    .with_slip("B16", moved(&x0, &rate, &velocity, 1));
    Some(Draft {
        task: "Take one step with momentum".into(),
        given: vec![
            defined("x", &f),
            format!(
                r"x_0={},\quad v_0={},\quad\mu={},\quad\alpha={}",
                latex(&x0),
                latex(&v0),
                latex(&mu),
                latex(&rate)
            ),
            r"v_1=\mu\,v_0+f'\left(x_0\right),\quad x_1=x_0-\alpha\,v_1".into(),
        ],
        plain: vec![format!(
            "f(x) = {f}, x_0 = {x0}, v_0 = {v0}, μ = {mu}, α = {rate}; v_1 = μ v_0 + f'(x_0), x_1 = x_0 - α v_1"
        )],
        blanks: vec![v1, x1],
    })
}

fn newton(dice: &mut Dice) -> Option<Draft> {
    let f = pattern::one_of(
        &[
            "x^3 {+|-} {2..6}x^2",
            "x^4 {+|-} {2..6}x^2",
            "{2..4}x^2 {+|-} {3..9}x",
            "x^3 {+|-} {2..9}x",
            "x^4 {+|-} {2..4}x",
        ],
        dice,
    )?;
    let (x, x0) = (Symbol::new("x"), start(dice));
    let point = vec![(x.clone(), x0.clone())];
    let first = slope_at(&f, &x, &point)?;
    let second = slope_at(&differentiate(&f, &x).ok()?, &x, &point)?;
    let value = at_point(&f, &point);
    if second.is_integer(0) || first.is_integer(0) {
        return None;
    }
    let less = |part: &Expr, whole: &Expr| {
        simplify(&Expr::sum([x0.clone(), Expr::quotient(part.clone(), whole.clone()).negate()]))
    };
    let blank = |n: usize| {
        let (by, primes) = (vec![x.clone(); n], "'".repeat(n));
        let slope = latex(&differentiate_in_turn(&f, &by).ok()?);
        let lines = vec![(format!(r"f{primes}\left(x\right)={slope}"), "The derivative:")];
        Blank::at(
            &format!(r"f{primes}\left({}\right)", latex(&x0)),
            &format!("f{primes}({x0})"),
            &f,
            &by,
            &point,
            lines,
        )
    };
    let blanks = [blank(1)?, blank(2)?];
    let source = Source::Step { of: f.clone(), method: Method::Newton, rate: Expr::one(), point, component: 0 };
    let next = Blank::step(
        "x_1",
        source,
        less(&first, &second),
        vec![(
            r"x_1=x_0-\frac{f'\left(x_0\right)}{f''\left(x_0\right)}".into(),
            "To where the slope would be 0 if f were the parabola that it resembles here:",
        )],
    )
    .with_slip("B21", less(&value, &first));
    Some(Draft {
        task: "Take one step of Newton’s method towards a place where the slope is 0".into(),
        given: vec![defined("x", &f), format!("x_0={}", latex(&x0))],
        plain: vec![format!("f(x) = {f}, x_0 = {x0}")],
        blanks: blanks.into_iter().chain([next]).collect(),
    })
}
