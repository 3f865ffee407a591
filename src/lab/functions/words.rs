//! The lab of functions in formulas and sentences.

use super::{FunctionsLab, chain::Layer, figure, pictures};
use crate::lab::{Curve, figure_latex};

/// So many factors of a product are written out.
const FACTORS: usize = 3;
/// Where a product is said to vanish, and to explode.
const VANISHES: f64 = 1e-3;
const EXPLODES: f64 = 1e3;

pub(super) fn lines(lab: &FunctionsLab) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, (_, f)) in ["f", "g"].into_iter().zip(lab.curves()) {
        let layers = lab.layers(f);
        let Some(last) = layers.last() else { continue };
        let factor = |layer: &Layer| {
            let figure = figure_latex(Some(layer.slope));
            if layer.slope < 0.0 || figure.contains("cdot") { format!("({figure})") } else { figure }
        };
        let mut factors: Vec<String> = layers.iter().take(FACTORS).map(factor).collect();
        if layers.len() > FACTORS {
            factors.push(r"\cdots".to_owned());
        }
        let weight = if lab.gain == 1.0 { "" } else { "w" };
        let count = layers.len();
        let equal = if count == 1 { String::new() } else { format!("{}=", factors.join(r"\cdot ")) };
        lines.push(format!(
            r"\prod_{{k=1}}^{{{count}}} {weight}{name}'({weight}a_k)={equal}{}",
            figure_latex(Some(last.product))
        ));
    }
    lines
}

pub(super) fn describe(lab: &FunctionsLab) -> String {
    let said = ["f", "g"].into_iter().zip(lab.curves()).map(|(name, (_, f))| of_one(lab, name, f));
    said.collect::<Vec<_>>().join(" ")
}

fn of_one(lab: &FunctionsLab, name: &str, f: &Curve) -> String {
    let x = figure(Some(lab.x));
    let layers = lab.layers(f);
    let Some(value) = f.value(lab.x) else { return format!("{name} has no value at {x}.") };
    let here = match f.slope(lab.x) {
        Some(slope) => format!("{name} is {} at {x}, with the slope {}.", figure(Some(value)), figure(Some(slope))),
        None => format!("{name} is {} at {x}, and has no slope there.", figure(Some(value))),
    };
    let level = pictures::level_stretches(f, lab.window);
    let level = match level.as_slice() {
        [] => String::new(),
        stretches => {
            let one = |(from, to): &(f64, f64)| match (from.is_finite(), to.is_finite()) {
                (false, false) => "everywhere".to_owned(),
                (false, true) => format!("below {}", figure(Some(*to))),
                (true, false) => format!("above {}", figure(Some(*from))),
                (true, true) => format!("from {} to {}", figure(Some(*from)), figure(Some(*to))),
            };
            let all: Vec<String> = stretches.iter().take(3).map(one).collect();
            format!(" It is nearly level {}.", all.join(" and "))
        }
    };
    let through = match layers.last() {
        None => String::new(),
        Some(last) => {
            let size = last.product.abs();
            let fate = match size {
                0.0 => ": nothing comes through",
                s if s < VANISHES => ": it vanishes",
                s if s > EXPLODES => ": it explodes",
                _ => "",
            };
            let count = layers.len();
            let plural = if count == 1 { "layer" } else { "layers" };
            let through = if count < lab.depth {
                format!("Layer {} has no slope at what it is given; through the {count} {plural} before it", count + 1)
            } else {
                format!("Through {count} {plural}")
            };
            format!(" {through} a slope is multiplied by {}{fate}.", figure(Some(last.product)))
        }
    };
    format!("{here}{level}{through}")
}
