//! The lab of second derivatives in formulas and sentences.

use super::{NewtonLab, figure, model::Kind};
use crate::{lab::figure_latex, plot::Point, symbolic::latex};

fn pair((x, y): Point) -> String {
    format!("({}, {})", figure(Some(x)), figure(Some(y)))
}

pub(super) fn lines(lab: &NewtonLab) -> Vec<String> {
    let formulas: Vec<String> = lab.surface.gradient().iter().map(latex).collect();
    let mut lines = vec![format!(r"\nabla f=\begin{{pmatrix}}{}\end{{pmatrix}}", formulas.join(r"\\"))];
    let Some(model) = lab.model() else { return lines };
    let number = |value: f64| figure_latex(Some(value));
    let [[a, b], [c, d]] = model.hessian.map(|row| row.map(number));
    let (gx, gy) = (number(model.gradient.0), number(model.gradient.1));
    let hessian = format!(r"\begin{{pmatrix}}{a}&{b}\\{c}&{d}\end{{pmatrix}}");
    let gradient = format!(r"\begin{{pmatrix}}{gx}\\{gy}\end{{pmatrix}}");
    lines.push(format!(
        r"H={hessian},\quad \lambda_1={},\;\lambda_2={}",
        number(model.axes[0].1),
        number(model.axes[1].1)
    ));
    if let Some((x, y)) = model.stationary {
        let step = format!(r"\begin{{pmatrix}}{}\\{}\end{{pmatrix}}", number(x - lab.point.0), number(y - lab.point.1));
        lines.push(format!(r"-H^{{-1}}\nabla f=-{hessian}^{{-1}}{gradient}={step}"));
    }
    lines
}

pub(super) fn describe(lab: &NewtonLab) -> String {
    let at = pair(lab.point);
    let Some(value) = lab.surface.value(lab.point) else { return format!("The function has no value at {at}.") };
    let Some(model) = lab.model() else {
        return format!(
            "At {at} f is {}. A first or second derivative is missing there, so there is no model.",
            figure(Some(value))
        );
    };
    let [least, greatest] = model.axes.map(|(_, value)| value);
    let bends = format!("the eigenvalues of the Hessian are {} and {}", figure(Some(least)), figure(Some(greatest)));
    if model.is_level() {
        let kind = match model.kind() {
            Kind::Minimum => "both above 0: this is a minimum",
            Kind::Maximum => "both below 0: this is a maximum",
            Kind::Saddle => "of either sign: this is a saddle",
            Kind::Undecided => "and one of them is 0: the Hessian does not tell what this is",
        };
        return format!("f is level at {at}, and {bends}, {kind}.");
    }
    let conditioned = match model.kind() {
        Kind::Minimum => format!(
            " It is bent {} times as much one way as the other, and gradient descent settles at rates below {}.",
            figure(Some(greatest / least)),
            figure(Some(2.0 / greatest))
        ),
        _ => String::new(),
    };
    let Some(target) = model.stationary else {
        return format!("At {at} {bends}: along an axis the model is not bent, so Newton has no step.");
    };
    let end = match model.kind() {
        Kind::Minimum => "the model’s lowest point",
        Kind::Maximum => "the model’s highest point, which is no way to a minimum",
        Kind::Saddle | Kind::Undecided => "the model’s saddle, which is no way to a minimum",
    };
    let becomes = match lab.surface.value(target) {
        Some(there) => format!(
            "The model has {} there, f has {}; now it has {}.",
            figure(Some(model.at(target))),
            figure(Some(there)),
            figure(Some(value))
        ),
        None => "f has no value there.".to_owned(),
    };
    format!("At {at} {bends}.{conditioned} Newton’s step leads to {}, {end}. {becomes}", pair(target))
}
