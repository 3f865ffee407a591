//! The way forward and back in formulas and sentences.

use super::{
    BackpropLab, Mode, Step,
    worksheet::{Cell, Slip, Verdict},
};
use crate::{
    lab::{figure, figure_latex, subscripted},
    symbolic::{Expr, latex},
};

/// An expression in plain text for a sentence.
pub(super) fn plain(e: &Expr) -> String {
    subscripted(&e.to_string().replace('*', "·").replace('-', "−"))
}

/// A number as a factor.
fn factor(value: f64) -> String {
    let text = figure_latex(Some(value));
    if text.starts_with('-') { format!("({text})") } else { text }
}

fn quotient(above: &str, below: &str) -> String {
    format!(r"\frac{{\partial {above}}}{{\partial {below}}}")
}

impl BackpropLab {
    pub(super) fn name(&self, node: usize) -> String {
        subscripted(&self.graph.nodes[node].name.to_string())
    }

    fn latex(&self, node: usize) -> String {
        latex(&self.graph.nodes[node].name)
    }
}

/// What a screen reader says of a node.
pub(super) fn spoken(lab: &BackpropLab, node: usize) -> String {
    let mut text = lab.name(node);
    if lab.graph.nodes[node].is_operation() {
        text = format!("{text} = {}", plain(&lab.graph.nodes[node].formula));
    }
    if let Some(value) = lab.value_shown(node) {
        text = format!("{text}, value {}", figure(Some(value)));
    }
    if let Some(adjoint) = lab.adjoint_shown(node) {
        text = format!("{text}, derivative {}", figure(Some(adjoint)));
    }
    text
}

pub(super) fn lines(lab: &BackpropLab) -> Vec<String> {
    let node = lab.node;
    let (name, mut lines) = (lab.latex(node), Vec::new());
    let value = lab.value_shown(node).map(|value| format!("={}", figure_latex(Some(value)))).unwrap_or_default();
    if lab.graph.nodes[node].is_operation() {
        lines.push(format!("{name}={}{value}", latex(&lab.graph.nodes[node].formula)));
    } else if !lab.graph.nodes[node].is_number() {
        lines.push(format!("{name}{value}"));
    }
    let uses = lab.graph.uses(node);
    let back: Vec<usize> = uses.iter().copied().filter(|&i| lab.is_back(i)).collect();
    for &i in &back {
        let edge = &lab.graph.edges[i];
        let slope = latex(&lab.graph.slope_formula(edge));
        let number = figure_latex(Some(lab.run.slopes[i]));
        let equal = if slope == number { String::new() } else { format!("={number}") };
        lines.push(format!("{}={slope}{equal}", quotient(&lab.latex(edge.to), &name)));
    }
    if let Some(adjoint) = lab.adjoint_shown(node).filter(|_| !lab.graph.nodes[node].is_number()) {
        let all = back.len() == uses.len();
        let rule = |&i: &usize| {
            let to = lab.latex(lab.graph.edges[i].to);
            format!("{}{}", quotient("f", &to), quotient(&to, &name))
        };
        let numbers = |&i: &usize| {
            let edge = &lab.graph.edges[i];
            format!(r"{}\cdot {}", factor(lab.run.adjoints[edge.to]), factor(lab.run.slopes[i]))
        };
        let sum = |term: &dyn Fn(&usize) -> String| back.iter().map(term).collect::<Vec<_>>().join("+");
        let dots = if all { "" } else { r"+\dots" };
        let left = quotient("f", &name);
        lines.push(if back.is_empty() {
            format!("{left}={}", figure_latex(Some(adjoint)))
        } else {
            let result = if all { format!("={}", figure_latex(Some(adjoint))) } else { String::new() };
            format!("{left}={}{dots}={}{dots}{result}", sum(&rule), sum(&numbers))
        });
    }
    lines
}

pub(super) fn describe(lab: &BackpropLab) -> String {
    if let Some(node) =
        (0..lab.graph.nodes.len()).find(|&node| lab.run.counts[node] && !lab.run.values[node].is_finite())
    {
        let at: Vec<String> = (lab.graph.variables().iter().zip(&lab.point))
            .map(|(x, value)| format!("{x} = {}", figure(Some(*value))))
            .collect();
        let formula = plain(&lab.graph.nodes[node].formula);
        return format!("At {} the value of {} = {formula} is none that can be shown.", at.join(", "), lab.name(node));
    }
    if lab.mode != Mode::Watch {
        return worksheet(lab);
    }
    let (at, last) = (lab.at, lab.steps().len());
    match lab.step() {
        None => {
            "Nothing is computed yet: the variables have their values, and the graph says what is made of them.".into()
        }
        Some(_) if at == last => done(lab),
        Some(Step::Value(node)) => format!(
            "Step {at} of {last}, forward: {} = {} is {}.",
            lab.name(node),
            plain(&lab.graph.nodes[node].formula),
            figure(Some(lab.run.values[node]))
        ),
        Some(Step::Begin) => format!("Step {at} of {last}, and back: the derivative of f by itself is 1."),
        Some(Step::Share(i)) => format!("Step {at} of {last}, back: {}", share(lab, i)),
    }
}

/// What an edge brings back.
fn share(lab: &BackpropLab, i: usize) -> String {
    let (edge, run) = (lab.graph.edges[i], &lab.run);
    let (from, to) = (lab.name(edge.from), lab.name(edge.to));
    let slope = format!("∂{to}/∂{from} = {}", figure(Some(run.slopes[i])));
    let product = format!(
        "at {to} stands {}, its slope is {slope}, so {from} gets {}.",
        figure(Some(run.adjoints[edge.to])),
        figure(Some(run.shares[i]))
    );
    let uses = lab.graph.uses(edge.from);
    if !run.slopes[i].is_finite() {
        return format!("{to} has no slope by {from} here, so nothing can be sent back.");
    }
    if uses.len() < 2 {
        return product;
    }
    let place = uses.iter().position(|&other| other == i).unwrap_or(0) + 1;
    let so_far = lab.adjoint_shown(edge.from);
    format!(
        "{product} It is used {} times, and the shares add up: this is number {place}, and they make {} so far.",
        uses.len(),
        figure(so_far)
    )
}

fn done(lab: &BackpropLab) -> String {
    let value = lab.run.values.last().copied();
    let by: Vec<String> = (0..lab.graph.nodes.len())
        .filter(|&node| !lab.graph.nodes[node].is_operation() && !lab.graph.nodes[node].is_number())
        .map(|node| format!("∂f/∂{} = {}", lab.name(node), figure(Some(lab.run.adjoints[node]))))
        .collect();
    let shared = (0..lab.graph.nodes.len()).find(|&node| lab.graph.uses(node).len() > 1);
    let why = shared.map(|node| {
        let shares: Vec<String> = lab.graph.uses(node).into_iter().map(|i| figure(Some(lab.run.shares[i]))).collect();
        format!(
            " {} is used {} times: {} come back to it and are added.",
            lab.name(node),
            shares.len(),
            shares.join(" and ")
        )
    });
    let missing = if lab.run.shares.iter().all(|share| share.is_finite()) {
        ""
    } else {
        " Where there is a — an operation has no slope at its point."
    };
    format!("f is {}, and one way back gives {}.{}{missing}", figure(value), by.join(", "), why.unwrap_or_default())
}

fn worksheet(lab: &BackpropLab) -> String {
    let cells = lab.cells();
    let right = cells.iter().filter(|&&cell| lab.is_right(cell)).count();
    if right == cells.len() {
        return format!("All {right} are right. {}", done(lab));
    }
    let how = if lab.answers.is_empty() {
        " Begin at the end, where the derivative of f by itself is 1; then each operation sends back what stands at it, times its slope. Three digits will do."
    } else {
        ""
    };
    format!("{right} of {} are right.{how}", cells.len())
}

/// What is said of an answer.
pub(super) fn note(lab: &BackpropLab, cell: Cell) -> String {
    let Some(verdict) = lab.verdict(cell) else { return String::new() };
    match verdict {
        Verdict::Right => "Right.".into(),
        Verdict::Close => "Close: give three digits.".into(),
        Verdict::Missing => "Here is no number to find.".into(),
        Verdict::Follows(node) => {
            format!("That follows from what you have for ∂f/∂{}, which is not right yet.", lab.name(node))
        }
        Verdict::Slips(slips) => {
            let all: Vec<String> = slips.iter().map(|&slip| slipped(lab, cell, slip)).collect();
            all.join(" Or: ")
        }
        Verdict::Wrong => match cell {
            Cell::Value(node) => format!("Not so: it is {}.", plain(&lab.graph.nodes[node].formula)),
            Cell::Adjoint(_) => "Not right, and I can’t tell which step went wrong.".into(),
        },
    }
}

fn slipped(lab: &BackpropLab, cell: Cell, slip: Slip) -> String {
    let (Cell::Value(node) | Cell::Adjoint(node)) = cell;
    let name = lab.name(node);
    match slip {
        Slip::Overwritten(by) => format!(
            "That is what comes back from {} alone. {name} is used {} times, and the shares add up.",
            lab.name(by),
            lab.graph.uses(node).len()
        ),
        Slip::NotSwapped(by) => {
            format!("The product {} hands each factor the other one; here {name} got itself.", lab.name(by))
        }
        Slip::AtActivation(by) => {
            let by = lab.name(by);
            format!("The slope of {by} is taken at its argument {name}; here it was taken at the value of {by}.")
        }
        Slip::ValueForSlope(by) => format!("That has the value of {} where its slope should be.", lab.name(by)),
        Slip::SlopeForgotten(by) => {
            let by = lab.name(by);
            format!("What stands at {by} was handed on as it is: the slope ∂{by}/∂{name} is missing.")
        }
        Slip::ArrivalForgotten => "That is the slope alone: it has to be multiplied by what comes from above.".into(),
        Slip::Sign => "The number is right but for its sign.".into(),
        Slip::ExponentKept(by) => {
            format!("In the slope of the power {} the exponent has to fall by one.", lab.name(by))
        }
        Slip::ExponentForgotten(by) => {
            format!("In the slope of the power {} the exponent comes down as a factor.", lab.name(by))
        }
        Slip::NotInverted(by) => format!("{} is a quotient: look again at what its slope divides by.", lab.name(by)),
        Slip::ValueItself => format!("That is the value of {name}; the derivative by it is asked for."),
    }
}
