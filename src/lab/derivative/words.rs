//! The derivative lab in formulas and sentences.

use super::{DerivativeLab, Show, figure};
use crate::lab::figure_latex;

/// So many terms of a polynomial are written out.
const TERMS: usize = 5;

pub(super) fn lines(lab: &DerivativeLab) -> Vec<String> {
    match lab.show {
        Show::Taylor => polynomial(lab),
        _ if lab.hides_slope() => Vec::new(),
        _ => slopes(lab),
    }
}

fn slopes(lab: &DerivativeLab) -> Vec<String> {
    let x = figure_latex(Some(lab.x));
    let value = |value: Option<f64>| value.map_or_else(|| r"\text{no value}".to_owned(), |v| figure_latex(Some(v)));
    let mut lines =
        vec![format!("f({x})={}", value(lab.curve.value(lab.x))), format!("f'({x})={}", value(lab.curve.slope(lab.x)))];
    if lab.show == Show::Second {
        lines.push(format!("f''({x})={}", value(lab.second(lab.x))));
    }
    lines
}

fn polynomial(lab: &DerivativeLab) -> Vec<String> {
    let expansion = lab.expansion();
    let Some(order) = expansion.order() else { return Vec::new() };
    let by = lab.curve.by().name();
    let base = match lab.x {
        0.0 => by.to_owned(),
        x if x < 0.0 => format!("({by}+{})", figure_latex(Some(-x))),
        x => format!("({by}-{})", figure_latex(Some(x))),
    };
    let mut sum = String::new();
    let terms = expansion.coefficients().iter().enumerate().filter(|(_, c)| **c != 0.0);
    let mut left_out = false;
    for (i, (k, &c)) in terms.enumerate() {
        if i == TERMS {
            left_out = true;
            break;
        }
        let sign = match (sum.is_empty(), c < 0.0) {
            (true, false) => "",
            (_, true) => "-",
            (false, false) => "+",
        };
        let size = figure_latex(Some(c.abs()));
        let power = match k {
            0 => String::new(),
            1 => base.clone(),
            k => format!("{base}^{{{k}}}"),
        };
        let size = if size == "1" && k > 0 { String::new() } else { size };
        let dot = if size.contains("cdot") && k > 0 { r"\cdot " } else { r"\," };
        let dot = if size.is_empty() || power.is_empty() { "" } else { dot };
        sum.extend([sign, &size, dot, &power]);
    }
    if left_out {
        sum += r"+\cdots";
    }
    if sum.is_empty() {
        sum.push('0');
    }
    let t = figure_latex(Some(lab.reach));
    let mut lines = vec![format!("T_{{{order}}}({by})={sum}")];
    if let (Some(top), Some(rest)) = (lab.curve.value(lab.reach), expansion.remainder(&lab.curve, lab.reach)) {
        let [top, there, rest] = [top, expansion.at(lab.reach), rest].map(|v| figure_latex(Some(v)));
        let there = if there.starts_with(['-', '−']) { format!("({there})") } else { there };
        lines.push(format!("f({t})-T_{{{order}}}({t})={top}-{there}={rest}"));
    }
    lines
}

pub(super) fn describe(lab: &DerivativeLab) -> String {
    let (by, x) = (lab.curve.by(), figure(Some(lab.x)));
    if lab.curve.value(lab.x).is_none() {
        return format!("The function has no value at {by} = {x}.");
    }
    if lab.show == Show::Taylor {
        return of_expansion(lab);
    }
    if lab.hides_slope() {
        return "f′ is hidden. Pull the points to where you think it is: zero where f is level, above zero where f \
                rises, high where f is steep. Then show f′."
            .to_owned();
    }
    let Some(slope) = lab.curve.slope(lab.x) else {
        return format!("f has no derivative at {by} = {x}, so f′ has a gap there.");
    };
    let does = match slope {
        s if s > 0.0 => "f rises here.",
        s if s < 0.0 => "f falls here.",
        _ => "f is level here.",
    };
    let mut said = format!(
        "At {by} = {x} the tangent has the slope {}: that is the height of f′ there. {does}",
        figure(Some(slope))
    );
    if lab.show == Show::Second {
        let bends = match lab.second(lab.x) {
            None => " f″ has no value here.".to_owned(),
            Some(0.0) => " f″ is 0: for a moment the slope does not change.".to_owned(),
            Some(bend) => {
                let way = if bend > 0.0 {
                    "the slope grows and the curve bends upwards"
                } else {
                    "the slope shrinks and the curve bends downwards"
                };
                format!(" f″ is {}: {way}.", figure(Some(bend)))
            }
        };
        said.push_str(&bends);
    }
    said + &of_sketch(lab)
}

/// How the sketch compares.
fn of_sketch(lab: &DerivativeLab) -> String {
    let pairs: Vec<(f64, f64, f64)> =
        lab.sketched().into_iter().filter_map(|(x, y)| Some((x, y, lab.curve.slope(x)?))).collect();
    let worst = pairs.iter().copied().max_by(|a, b| (a.1 - a.2).abs().total_cmp(&(b.1 - b.2).abs()));
    let Some((x, y, slope)) = worst else { return String::new() };
    let side = |v: f64| if v == 0.0 { 0 } else { v.signum() as i32 };
    let right = pairs.iter().filter(|(_, y, slope)| side(*y) == side(*slope)).count();
    format!(
        " Your sketch is on the right side of zero at {right} of {} points, and furthest off at {} = {}: {} for {}.",
        pairs.len(),
        lab.curve.by(),
        figure(Some(x)),
        figure(Some(y)),
        figure(Some(slope))
    )
}

fn of_expansion(lab: &DerivativeLab) -> String {
    let (by, x, t) = (lab.curve.by(), figure(Some(lab.x)), figure(Some(lab.reach)));
    let expansion = lab.expansion();
    let Some(order) = expansion.order() else {
        return format!("There is no expansion about {by} = {x}.");
    };
    let short = if order < lab.order {
        format!(" There is no derivative of order {} there, so it ends with order {order}.", order + 1)
    } else {
        String::new()
    };
    let rest = match expansion.remainder(&lab.curve, lab.reach) {
        None => format!("f has no value at {by} = {t} to compare with."),
        Some(rest) => {
            let further = match expansion.further(&lab.curve, lab.reach) {
                Some((one, more)) if more.abs() > rest.abs() => format!(
                    " One order more leaves {}, eight more {}: at this distance more terms make it worse.",
                    figure(Some(one)),
                    figure(Some(more))
                ),
                Some((one, more)) => {
                    format!(" One order more leaves {}, eight more {}.", figure(Some(one)), figure(Some(more)))
                }
                None => String::new(),
            };
            format!("At {by} = {t} it is off by {}.{further}", figure(Some(rest)))
        }
    };
    format!(
        "The polynomial of order {order} about {by} = {x} has the first {order} derivatives of f there.{short} {rest}"
    )
}
