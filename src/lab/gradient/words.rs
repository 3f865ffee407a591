//! Partial derivatives and the gradient in formulas and sentences.

use super::GradientLab;
use crate::{
    lab::{Table, figure, figure_latex},
    optimize::Fit,
    plot::Point,
    symbolic::{latex, print::symbol_latex, simplify},
};

fn pair((x, y): Point) -> String {
    format!("({}, {})", figure(Some(x)), figure(Some(y)))
}

fn column(a: &str, b: &str) -> String {
    format!(r"\begin{{pmatrix}}{a}\\{b}\end{{pmatrix}}")
}

/// The letter of the function.
fn letter(lab: &GradientLab) -> &'static str {
    if lab.subject.fitted().is_some() { "J" } else { "f" }
}

pub(super) fn lines(lab: &GradientLab) -> Vec<String> {
    let (surface, f) = (lab.subject.surface(), letter(lab));
    let [x, y] = surface.by().each_ref().map(symbol_latex);
    let number = |value: Option<f64>| figure_latex(value);
    let slopes = lab.slopes();
    let mut lines = Vec::new();
    match lab.subject.fitted() {
        None => {
            for (name, formula, slope) in [
                (&x, surface.gradient().first(), slopes.map(|g| g.0)),
                (&y, surface.gradient().get(1), slopes.map(|g| g.1)),
            ] {
                let formula = formula.map(|formula| latex(&simplify(formula))).unwrap_or_default();
                let value = number(slope);
                let equal = if formula == value { String::new() } else { format!("={value}") };
                lines.push(format!(r"\frac{{\partial {f}}}{{\partial {name}}}={formula}{equal}"));
            }
        }
        // Over many points the formula is a sum, which the rule says better.
        Some(fitted) => {
            let (loss, residual) = match fitted.fit {
                Fit::Line => (r"(w x_i+b-y_i)^2", r"2\,(w x_i+b-y_i)"),
                Fit::Logistic => (r"\bigl(-y_i\ln p_i-(1-y_i)\ln(1-p_i)\bigr),\quad p_i=\sigma(w x_i+b)", r"(p_i-y_i)"),
            };
            let n = fitted.data.len();
            lines.push(format!(r"J=\frac{{1}}{{{n}}}\sum_i {loss}"));
            for (name, factor, slope) in [("w", r"\,x_i", slopes.map(|g| g.0)), ("b", "", slopes.map(|g| g.1))] {
                lines.push(format!(
                    r"\frac{{\partial J}}{{\partial {name}}}=\frac{{1}}{{{n}}}\sum_i {residual}{factor}={}",
                    number(slope)
                ));
            }
        }
    }
    if let Some((dx, dy)) = slopes {
        let (cos, sin) = lab.way();
        let gradient = column(&number(Some(dx)), &number(Some(dy)));
        let steepness = number(Some(dx.hypot(dy)));
        lines.push(format!(r"\nabla {f}={gradient},\qquad \lVert\nabla {f}\rVert={steepness}"));
        lines.push(format!(
            r"D_v {f}=\nabla {f}\cdot v={gradient}\cdot{}={}",
            column(&number(Some(cos)), &number(Some(sin))),
            number(lab.slope_along(lab.angle))
        ));
    }
    lines
}

pub(super) fn describe(lab: &GradientLab) -> String {
    let (surface, f, at) = (lab.subject.surface(), letter(lab), pair(lab.point));
    let [x, y] = surface.names();
    let Some(value) = surface.value(lab.point) else { return format!("{f} has no value at {at}.") };
    let value = figure(Some(value));
    let Some((dx, dy)) = lab.slopes() else {
        return format!("At {at} {f} is {value}. A partial derivative is missing there, so there is no gradient.");
    };
    let steepness = dx.hypot(dy);
    if steepness == 0.0 {
        return format!(
            "At {at} {f} is {value}, and level: both partial derivatives are 0, and so is the slope in every direction."
        );
    }
    let along = lab.slope_along(lab.angle).unwrap_or(f64::NAN);
    let angle = figure(Some(lab.degrees().round()));
    let share = figure(Some((100.0 * along / steepness).round()));
    let uphill = figure(Some(super::turned(dy.atan2(dx).to_degrees()).to_degrees().round()));
    let how = if along.abs() < 0.005 * steepness {
        "it is level there, at a right angle to the gradient".to_owned()
    } else {
        format!("that is {share} % of what it is along the gradient")
    };
    format!(
        "At {at} {f} is {value}; along {x} its slope is {}, along {y} {}. It rises most steeply at {uphill}°, by {}. In the direction \
         of {angle}° the slope is {}: {how}.",
        figure(Some(dx)),
        figure(Some(dy)),
        figure(Some(steepness)),
        figure(Some(along))
    )
}

pub(super) fn tables(lab: &GradientLab) -> Vec<Table> {
    let [x, y] = lab.subject.surface().names().map(str::to_owned);
    let slopes = lab.slopes();
    let row = |name: &str, a: Option<f64>, b: Option<f64>| vec![name.to_owned(), figure(a), figure(b)];
    let mut tables = vec![Table {
        caption: "At the point".into(),
        head: vec![String::new(), x, y],
        rows: vec![
            row("point", Some(lab.point.0), Some(lab.point.1)),
            row("partial derivatives", slopes.map(|g| g.0), slopes.map(|g| g.1)),
            row("direction", Some(lab.way().0), Some(lab.way().1)),
        ],
    }];
    if let Some(fitted) = lab.subject.fitted() {
        let (w, b) = lab.point;
        let row = |&[x, y]: &[f64; 2]| [x, y, fitted.fit.value(w, b, x)].map(|v| figure(Some(v))).to_vec();
        tables.push(Table {
            caption: "The data".into(),
            head: ["x", "y", "fit"].map(str::to_owned).to_vec(),
            rows: fitted.data.iter().map(row).collect(),
        });
    }
    tables
}
