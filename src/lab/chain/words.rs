//! The rules in formulas and sentences.

use super::{ChainLab, Rule, Stage, What, pictures::Sides};
use crate::{
    lab::{Table, figure, figure_latex},
    symbolic::{latex, print::symbol_latex, simplify},
};

fn quotient(above: &str, below: &str) -> String {
    format!(r"\frac{{d{above}}}{{d{below}}}")
}

fn factor(value: Option<f64>) -> String {
    let text = figure_latex(value);
    if text.starts_with('-') { format!("({text})") } else { text }
}

pub(super) fn lines(lab: &ChainLab) -> Vec<String> {
    match &lab.what {
        What::Chain { stages, .. } => chain_lines(lab, stages),
        What::Pair { rule, parts, .. } => {
            let x = symbol_latex(lab.what.whole().by());
            let [u, v] = &**parts;
            let slope = |name: &str, curve: &crate::lab::Curve| {
                format!(
                    "{}={}={}",
                    quotient(name, &x),
                    latex(&simplify(curve.slope_formula())),
                    figure_latex(curve.slope(lab.x))
                )
            };
            let [du, dv] = [u, v].map(|curve| factor(curve.slope(lab.x)));
            let [us, vs] = [u, v].map(|curve| factor(curve.value(lab.x)));
            let whole = figure_latex(lab.what.whole().slope(lab.x));
            let rule = match rule {
                Rule::Product => format!(
                    r"{}=u\,\frac{{dv}}{{d{x}}}+v\,\frac{{du}}{{d{x}}}={us}\cdot {dv}+{vs}\cdot {du}={whole}",
                    quotient("(uv)", &x)
                ),
                Rule::Quotient => format!(
                    r"{}=\frac{{1}}{{v}}\left(\frac{{du}}{{d{x}}}-q\,\frac{{dv}}{{d{x}}}\right)=\frac{{v\,\frac{{du}}{{d{x}}}-u\,\frac{{dv}}{{d{x}}}}}{{v^2}}=\frac{{{vs}\cdot {du}-{us}\cdot {dv}}}{{{vs}^2}}={whole}",
                    quotient("q", &x)
                ),
            };
            vec![slope("u", u), slope("v", v), rule]
        }
    }
}

fn chain_lines(lab: &ChainLab, stages: &[Stage]) -> Vec<String> {
    let rows = lab.rows(stages);
    let mut lines = Vec::new();
    let x = symbol_latex(lab.what.whole().by());
    for (i, (stage, row)) in stages.iter().zip(rows.iter().skip(1)).enumerate() {
        let below = if i == 0 { x.clone() } else { stages[i - 1].name.clone() };
        let formula = latex(&simplify(stage.curve.slope_formula()));
        let number = figure_latex(row.slope);
        let equal = if formula == number { String::new() } else { format!("={number}") };
        let name = &stage.name;
        lines.push(format!(r"{name}={},\qquad {}={formula}{equal}", latex(stage.curve.expr()), quotient(name, &below)));
    }
    let Some(last) = stages.last() else { return lines };
    if stages.len() > 1 {
        let names: Vec<&str> = std::iter::once(x.as_str()).chain(stages.iter().map(|s| s.name.as_str())).collect();
        let quotients: Vec<String> = names.windows(2).rev().map(|pair| quotient(pair[1], pair[0])).collect();
        let numbers: Vec<String> = rows.iter().skip(1).rev().map(|row| factor(row.slope)).collect();
        lines.push(format!(
            "{}={}={}={}",
            quotient(&last.name, &x),
            quotients.join(r"\cdot "),
            numbers.join(r"\cdot "),
            figure_latex(lab.what.whole().slope(lab.x))
        ));
    }
    lines
}

pub(super) fn describe(lab: &ChainLab) -> String {
    let (x, at) = (lab.variable(), figure(Some(lab.x)));
    let dx = format!("d{x} = {}", figure(Some(lab.dx)));
    if lab.what.whole().value(lab.x).is_none() {
        return format!("The function has no value at {x} = {at}.");
    }
    match &lab.what {
        What::Chain { stages, .. } => {
            let rows = lab.rows(stages);
            let Some(last) = rows.last() else { return String::new() };
            if let Some(missing) = rows.iter().find(|row| row.slope.is_none()) {
                return format!(
                    "At {x} = {at} the function for {} has no slope, so there is no product.",
                    missing.name
                );
            }
            let chain: Vec<String> =
                rows.iter().skip(1).map(|row| format!("d{} = {}", row.name, figure(row.difference))).collect();
            let slopes: Vec<String> = rows.iter().skip(1).map(|row| figure(row.slope)).collect();
            let product = rows.iter().skip(1).filter_map(|row| row.slope).product::<f64>();
            let multiplied = if slopes.len() > 1 {
                format!("The slopes {} multiply to {}", slopes.join(" and "), figure(Some(product)))
            } else {
                format!("The slope is {}", figure(Some(product)))
            };
            format!(
                "At {x} = {at} the step {dx} becomes {}. {multiplied}, which makes {} of it{}.",
                chain.join(", then "),
                figure(last.differential),
                off(last.difference, last.differential)
            )
        }
        What::Pair { rule, parts, .. } => {
            let Some(Sides { width, height, wider, higher }) = lab.sides() else {
                return format!("At {x} = {at} a step of {dx} leads to where there is no value.");
            };
            let number = |value: f64| figure(Some(value));
            match rule {
                Rule::Product => format!(
                    "At {x} = {at} the sides are u = {} and v = {}. The step {dx} changes the area by {}: the strips u·dv = {} \
                     and v·du = {}, and the corner du·dv = {}. Beside d{x} the corner vanishes, and u·v changes at the rate {}.",
                    number(height),
                    number(width),
                    number((height + higher) * (width + wider) - height * width),
                    number(height * wider),
                    number(width * higher),
                    number(higher * wider),
                    figure(lab.what.whole().slope(lab.x))
                ),
                Rule::Quotient => {
                    let du = parts[0].value(lab.x + lab.dx).zip(parts[0].value(lab.x)).map(|(b, a)| b - a);
                    format!(
                        "At {x} = {at} the area u = {} over the width v = {} has the height q = {}. The step {dx} brings \
                         du = {} of area; the wider floor takes q·dv = {} of it, and what is left raises q by {}. For small \
                         steps q changes at the rate {}.",
                        figure(parts[0].value(lab.x)),
                        number(width),
                        number(height),
                        figure(du),
                        number(height * wider),
                        number(higher),
                        figure(lab.what.whole().slope(lab.x))
                    )
                }
            }
        }
    }
}

/// How far the slopes are from what happens.
fn off(difference: Option<f64>, differential: Option<f64>) -> String {
    match difference.zip(differential) {
        Some((true_, linear)) if true_ != 0.0 => {
            let percent = 100.0 * ((linear - true_) / true_).abs();
            if percent < 0.05 {
                ", and that is it but for less than 0.1 %".to_owned()
            } else {
                format!(", off by {} %", figure(format!("{percent:.1}").parse().ok()))
            }
        }
        _ => String::new(),
    }
}

pub(super) fn table(lab: &ChainLab) -> Table {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    match &lab.what {
        What::Chain { stages, .. } => {
            let row = |row: &super::pictures::Row| {
                let numbers = [row.value, row.slope, row.difference, row.differential].map(figure);
                std::iter::once(row.name.clone()).chain(numbers).collect()
            };
            Table {
                caption: "The step, from line to line".into(),
                head: names(&["", "value", "slope by the line above", "difference", "by the slopes"]),
                rows: lab.rows(stages).iter().map(row).collect(),
            }
        }
        What::Pair { parts, whole, rule } => {
            let row = |name: &str, curve: &crate::lab::Curve| {
                let (now, then) = (curve.value(lab.x), curve.value(lab.x + lab.dx));
                let difference = then.zip(now).map(|(then, now)| then - now);
                let slope = curve.slope(lab.x);
                let numbers = [now, slope, difference, slope.map(|slope| slope * lab.dx)].map(figure);
                std::iter::once(name.to_owned()).chain(numbers).collect()
            };
            let whole_name = if *rule == Rule::Product { "uv" } else { "q" };
            Table {
                caption: "The two and what they make".into(),
                head: names(&["", "value", "slope", "difference", "slope times step"]),
                rows: vec![row("u", &parts[0]), row("v", &parts[1]), row(whole_name, whole)],
            }
        }
    }
}
