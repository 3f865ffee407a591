//! The limit lab in formulas and sentences.

use super::{LimitLab, Side, figure};

/// So many digits tell what is lost when nearly equal numbers are subtracted.
const ALL_DIGITS: usize = 17;
const FEW_DIGITS: usize = 6;
/// Below this h the digits matter.
const SMALL: f64 = 1e-4;

/// The difference quotient with its numbers.
pub(super) fn lines(lab: &LimitLab) -> Vec<String> {
    let quotient = r"\frac{f(x+h)-f(x)}{h}";
    let (value, end) = (lab.curve.value(lab.x), lab.curve.value(lab.end()));
    let (Some(value), Some(end), Some(slope)) = (value, end, lab.quotient(lab.h)) else {
        return vec![format!(r"{quotient}=\text{{no value}}")];
    };
    let digits = if lab.h.abs() < SMALL { ALL_DIGITS } else { FEW_DIGITS };
    let [from, to, h] = [value, end, lab.h].map(|number| number_latex(number, digits));
    let from = if value < 0.0 { format!("({from})") } else { from };
    let mut lines = vec![
        format!(
            r"{quotient}=\frac{{f({})-f({})}}{{{}}}",
            number_latex(lab.end(), digits),
            number_latex(lab.x, FEW_DIGITS),
            number_latex(lab.h, FEW_DIGITS)
        ),
        format!(r"=\frac{{{to}-{from}}}{{{h}}}={}", number_latex(slope, digits.min(10))),
    ];
    if let Some(limit) = lab.slope() {
        lines.push(format!(r"f'(x)=\lim_{{h\to 0}}{quotient}={}", number_latex(limit, digits.min(10))));
    }
    lines
}

/// A number with so many significant digits in LaTeX, with a power of ten where it is very small or large.
fn number_latex(value: f64, digits: usize) -> String {
    if value == 0.0 || !value.is_finite() {
        return if value == 0.0 { "0".to_owned() } else { r"\infty".to_owned() };
    }
    let scientific = format!("{value:.*e}", digits.max(1) - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let trim = |text: &str| {
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
    };
    if (-4..6).contains(&exponent) {
        let places = usize::try_from(digits as i32 - 1 - exponent).unwrap_or(0);
        return trim(&format!("{value:.places$}"));
    }
    match trim(mantissa).as_str() {
        "1" => format!("10^{{{exponent}}}"),
        "-1" => format!("-10^{{{exponent}}}"),
        mantissa => format!(r"{mantissa}\cdot 10^{{{exponent}}}"),
    }
}

/// What is seen.
pub(super) fn describe(lab: &LimitLab) -> String {
    let by = lab.curve.by();
    let x = figure(Some(lab.x));
    if lab.curve.value(lab.x).is_none() {
        return format!("The function has no value at {by} = {x}, so there is no quotient to take.");
    }
    let secant = match lab.quotient(lab.h) {
        Some(slope) => format!("With h = {} the secant has the slope {}.", figure(Some(lab.h)), figure(Some(slope))),
        None => format!("The function has no value at {by} + h = {}.", figure(Some(lab.end()))),
    };
    let limit = match (lab.slope(), lab.curve.sides(lab.x)) {
        (Some(slope), _) => format!("As h goes to 0 the slopes go to {}, the derivative.", figure(Some(slope))),
        (None, [Side::Slope(left), Side::Slope(right)]) => format!(
            "From the left the slopes go to {}, from the right to {}: they don't agree, so there is no derivative at {by} = {x}.",
            figure(Some(left)),
            figure(Some(right))
        ),
        (None, [Side::Steep, Side::Steep]) => {
            format!("The secants get ever steeper: there is no derivative at {by} = {x}.")
        }
        (None, sides) => {
            let side = |side: Side| match side {
                Side::Slope(slope) => format!("the slopes go to {}", figure(Some(slope))),
                Side::Steep => "the secants get ever steeper".to_owned(),
                Side::Apart => "there is nothing to connect to".to_owned(),
            };
            let [left, right] = sides.map(side);
            format!("From the left {left}, from the right {right}: there is no derivative at {by} = {x}.")
        }
    };
    let rounding = match lab.microscope.best_h() {
        Some(best) if lab.h.abs() < best / 30.0 => format!(
            " This h is too small for numbers of 16 digits: f(x + h) and f(x) agree in most of them, and what is left over is rounding. The best h is near {}.",
            figure(Some(best))
        ),
        _ => String::new(),
    };
    format!("{secant} {limit}{rounding}")
}
