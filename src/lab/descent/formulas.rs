//! The update rule in LaTeX, and a step of it with its numbers.

use crate::{
    lab::figure_latex,
    optimize::{Step, Terms},
};

/// A column vector, or the number itself where there is only one.
pub(super) fn column(entries: &[String]) -> String {
    match entries {
        [one] => one.clone(),
        _ => format!(r"\begin{{pmatrix}}{}\end{{pmatrix}}", entries.join(r"\\")),
    }
}

fn numbers(values: &[f64]) -> String {
    column(&values.iter().map(|&v| figure_latex(Some(v))).collect::<Vec<_>>())
}

/// A vector as a factor: one number that is negative stands in brackets.
fn factor(values: &[f64]) -> String {
    match values {
        [v] if *v < 0.0 => format!(r"\left({}\right)", figure_latex(Some(*v))),
        _ => numbers(values),
    }
}

/// The update rule of a method, as it is written in books.
pub(super) fn rule_latex(method: &str, scalar: bool) -> String {
    let gradient = if scalar { r"J'(\theta)" } else { r"\nabla J(\theta)" };
    match method {
        "momentum" => format!(r"b\coloneqq \mu\,b+{gradient},\quad\theta\coloneqq\theta-\alpha\,b"),
        "nesterov" => {
            format!(r"b\coloneqq \mu\,b+{gradient},\quad\theta\coloneqq\theta-\alpha\left({gradient}+\mu\,b\right)")
        }
        "rmsprop" => {
            let squared = format!(r"{gradient}^2");
            format!(
                r"v\coloneqq \beta\,v+(1-\beta)\,{squared},\quad\theta\coloneqq\theta-\alpha\,\frac{{{gradient}}}{{\sqrt{{v}}+\varepsilon}}"
            )
        }
        "adam" => r"\theta\coloneqq\theta-\alpha\,\frac{\hat{m}}{\sqrt{\hat{v}}+\varepsilon}".into(),
        "newton" => format!(r"\theta\coloneqq\theta-\alpha\left(H+\lambda I\right)^{{-1}}{gradient}"),
        _ => format!(r"\theta\coloneqq\theta-\alpha\,{gradient}"),
    }
}

/// The numbers of a step, one line for each quantity that the rule computes.
pub(super) fn numbers_latex(step: &Step, theta: &str) -> Vec<String> {
    let gradient = if step.before.len() == 1 { r"J'(\theta)" } else { r"\nabla J(\theta)" };
    let mut lines = vec![format!("{gradient}={}", numbers(&step.gradient))];
    let before = numbers(&step.before);
    let rate = figure_latex(Some(step.optimizer.rate()));
    let plainly = |direction: &[f64]| {
        format!(r"{theta}\coloneqq {before}-{rate}\cdot {}={}", factor(direction), numbers(&step.after))
    };
    match &step.terms {
        Terms::Plain => lines.push(plainly(&step.gradient)),
        Terms::Momentum { velocity } => {
            lines.push(format!("b={}", numbers(velocity)));
            lines.push(plainly(velocity));
        }
        Terms::Nesterov { velocity, ahead } => {
            lines.push(format!("b={}", numbers(velocity)));
            lines.push(plainly(ahead));
        }
        Terms::RmsProp { square, velocity, .. } => {
            lines.push(format!("v={}", numbers(square)));
            lines.push(plainly(velocity));
        }
        Terms::Adam { mean_corrected, square_corrected, .. } => {
            lines.push(format!(r"\hat{{m}}={},\quad\hat{{v}}={}", numbers(mean_corrected), numbers(square_corrected)));
            let direction: Vec<f64> = step.change.iter().map(|d| -d / step.optimizer.rate()).collect();
            lines.push(plainly(&direction));
        }
        Terms::Newton { direction, .. } => lines.push(plainly(direction)),
    }
    lines
}
