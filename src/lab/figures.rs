//! Numbers as a person reads them.

use super::number;
use crate::query::Query;

/// The digits that are shown.
const DIGITS: i32 = 6;

/// A number to six significant digits, with a true minus sign; `—` where there is none.
///
/// ```
/// use gradus::lab::figure;
/// assert_eq!(figure(Some(-0.5)), "−0.5");
/// assert_eq!(figure(Some(1.0 / 3.0)), "0.333333");
/// assert_eq!(figure(Some(6.02e23)), "6.02·10²³");
/// assert_eq!(figure(None), "—");
/// ```
pub fn figure(value: Option<f64>) -> String {
    let Some(value) = value.filter(|v| v.is_finite()) else { return "—".into() };
    let (mantissa, exponent) = parts(value);
    let mantissa = mantissa.replace('-', "−");
    if exponent == 0 { mantissa } else { format!("{mantissa}·10{}", superscript(exponent)) }
}

/// The same in LaTeX.
///
/// ```
/// use gradus::lab::figure_latex;
/// assert_eq!(figure_latex(Some(1.5e-7)), r"1.5 \cdot 10^{-7}");
/// ```
pub fn figure_latex(value: Option<f64>) -> String {
    let Some(value) = value.filter(|v| v.is_finite()) else { return r"\text{—}".into() };
    match parts(value) {
        (mantissa, 0) => mantissa,
        (mantissa, exponent) => format!(r"{mantissa} \cdot 10^{{{exponent}}}"),
    }
}

/// The same as it stands in a field or a link: digits that can be typed and read back.
///
/// ```
/// use gradus::lab::input_figure;
/// assert_eq!(input_figure(-0.30000000000000004), "-0.3");
/// ```
pub fn input_figure(value: f64) -> String {
    match parts(value) {
        (mantissa, 0) => mantissa,
        (mantissa, exponent) => format!("{mantissa}e{exponent}"),
    }
}

/// The same with as many digits as tell the number from every other.
///
/// ```
/// use gradus::lab::exact_figure;
/// assert_eq!((exact_figure(0.1 + 0.2), exact_figure(-2.0)), ("3.0000000000000004e-1".into(), "-2".into()));
/// ```
pub fn exact_figure(value: f64) -> String {
    let short = input_figure(value);
    if short.parse() == Ok(value) { short } else { format!("{value:e}") }
}

/// Mantissa and decimal exponent; the exponent is 0 where the number can be written out.
fn parts(value: f64) -> (String, i32) {
    if !value.is_finite() {
        return (value.to_string(), 0);
    }
    let scientific = format!("{value:.*e}", DIGITS.unsigned_abs() as usize - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..DIGITS).contains(&exponent) {
        let decimals = usize::try_from(DIGITS - 1 - exponent).unwrap_or(0);
        (trimmed(&format!("{value:.decimals$}")), 0)
    } else {
        (trimmed(mantissa), exponent)
    }
}

/// Without zeros at the end of a fraction, and without a minus before 0.
fn trimmed(text: &str) -> String {
    let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    if short == "-0" { "0".into() } else { short.into() }
}

/// Text in which digits behind a letter, as in `w_1` or `v12`, stand below the line.
///
/// ```
/// use gradus::lab::subscripted;
/// assert_eq!(subscripted("w_1·x + 2·v12"), "w₁·x + 2·v₁₂");
/// ```
pub fn subscripted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut behind_a_letter = false;
    while let Some(c) = rest.next() {
        let begins = c == '_' && rest.peek().is_some_and(char::is_ascii_digit);
        let lowered = c.to_digit(10).filter(|_| behind_a_letter).and_then(|digit| char::from_u32(0x2080 + digit));
        if !(begins && behind_a_letter) {
            out.push(lowered.unwrap_or(c));
        }
        behind_a_letter = c.is_alphabetic() || (behind_a_letter && (begins || lowered.is_some()));
    }
    out
}

fn superscript(exponent: i32) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |c: char| c.to_digit(10).and_then(|d| RAISED.get(d as usize)).copied().unwrap_or('⁻');
    exponent.to_string().chars().map(digit).collect()
}

/// The numbers that a link has under a name, with commas between them; what is none is left out.
pub(super) fn numbers(query: &Query, name: &str) -> Vec<f64> {
    let all = query.get(name).unwrap_or_default().split(',');
    all.filter_map(|text| number(text).ok().filter(|v| v.is_finite())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (2.0, "2"),
            (0.1 + 0.2, "0.3"),
            (123_456.789, "123457"),
            (1_234_567.0, "1.23457·10⁶"),
            (0.000_123_4, "0.0001234"),
            (0.000_012_34, "1.234·10⁻⁵"),
            (-1e-300, "−1·10⁻³⁰⁰"),
            (999_999.9, "1·10⁶"),
            (f64::NAN, "—"),
            (f64::INFINITY, "—"),
        ] {
            assert_eq!(figure(Some(value)), expected, "{value}");
        }
    }
}
