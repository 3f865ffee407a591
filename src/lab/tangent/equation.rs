//! The equation of a line as a person writes it.

use crate::{
    lab::{figure_latex, input_figure},
    plot::Point,
};

/// The right side of `y = …` for the line through a point with a slope, in LaTeX: `3x-2.25` where that is exact in the
/// digits that are shown, else `0.14-2.69\,(x-1)`, which says where it touches.
pub(super) fn line((x0, y0): Point, slope: f64, by: &str) -> String {
    if slope.abs() * (1.0 + x0.abs()) <= 1e-14 * y0.abs() || slope == 0.0 {
        return figure_latex(Some(y0));
    }
    let intercept = y0 - slope * x0;
    let intercept = if intercept.abs() <= 1e-13 * (y0.abs() + (slope * x0).abs()) { 0.0 } else { intercept };
    if x0 == 0.0 || is_shown_exactly(slope) && is_shown_exactly(intercept) {
        return match signed(intercept) {
            None => times(slope, by),
            Some(rest) => times(slope, by) + &rest,
        };
    }
    let shift = signed(-x0).unwrap_or_default();
    let rise = times(slope, &format!(r"\left({by}{shift}\right)"));
    match rise.strip_prefix('-') {
        _ if y0 == 0.0 => rise,
        Some(fall) => format!("{}-{fall}", figure_latex(Some(y0))),
        None => format!("{}+{rise}", figure_latex(Some(y0))),
    }
}

/// Whether the digits that are shown are all there are.
fn is_shown_exactly(value: f64) -> bool {
    input_figure(value).parse::<f64>().is_ok_and(|shown| (shown - value).abs() <= 1e-13 * value.abs())
}

/// `3\,x`, `x`, `-x`.
fn times(factor: f64, what: &str) -> String {
    match figure_latex(Some(factor)).as_str() {
        "1" => what.to_owned(),
        "-1" => format!("-{what}"),
        factor => format!(r"{factor}\,{what}"),
    }
}

/// `+2` or `-2`, as it follows in a sum; nothing for 0.
fn signed(term: f64) -> Option<String> {
    let sign = if term < 0.0 { '-' } else { '+' };
    (term != 0.0).then(|| format!("{sign}{}", figure_latex(Some(term.abs()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_written_as_a_person_would() {
        for ((x0, y0), slope, expected) in [
            ((1.0, 1.0), 1.0, "x"),
            ((1.0, -1.0), -1.0, "-x"),
            ((1.5, 2.25), 3.0, r"3\,x-2.25"),
            ((0.1, 0.3), 2.0, r"2\,x+0.1"),
            ((0.0, 1.0), 0.0, "1"),
            ((0.0, 0.0), 0.0, "0"),
            ((0.0, 2.0_f64.sqrt()), 1.0, "x+1.41421"),
            ((1.0, 1f64.sin()), 1f64.cos(), r"0.841471+0.540302\,\left(x-1\right)"),
            ((-1.0, 1.0 / 3.0), -1.0 / 7.0, r"0.333333-0.142857\,\left(x+1\right)"),
            ((std::f64::consts::PI, 0.0), -1.0, r"-\left(x-3.14159\right)"),
            ((std::f64::consts::FRAC_PI_2, 1.0), 6e-17, "1"),
        ] {
            assert_eq!(line((x0, y0), slope, "x"), expected, "{slope} through {x0}, {y0}");
        }
    }
}
