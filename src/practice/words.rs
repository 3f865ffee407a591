//! Numbers, formulas and names as they stand in a sentence.

use crate::symbolic::Expr;

/// A number as a person would write it: at most `digits` significant digits, without needless zeros.
pub(super) fn number(value: f64, digits: usize) -> String {
    if value == 0.0 {
        return "0".into();
    }
    if value < 0.0 {
        let positive = number(-value, digits);
        return if positive == "0" { positive } else { format!("−{positive}") };
    }
    let magnitude = value.abs().log10().floor();
    if !(-5.0..9.0).contains(&magnitude) {
        let text = format!("{value:.*e}", digits.saturating_sub(1));
        return match text.split_once('e') {
            Some((mantissa, exponent)) if mantissa.contains('.') => {
                format!("{}e{exponent}", mantissa.trim_end_matches('0').trim_end_matches('.'))
            }
            _ => text,
        };
    }
    let decimals = (digits as f64 - 1.0 - magnitude).clamp(0.0, 20.0) as usize;
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    text.to_owned()
}

/// A formula as it stands in a sentence: `2·x − 1`.
pub(super) fn formula(e: &Expr) -> String {
    e.to_string().replace('*', "·").replace('-', "−")
}

/// A name with its number below: `w₁`, but `f'(1)`.
pub(super) fn subscripted(name: &str) -> String {
    let mut after_letter = false;
    let below = |c: char| {
        let digit = c.to_digit(10).filter(|_| after_letter).and_then(|digit| char::from_u32('₀' as u32 + digit));
        after_letter = c.is_alphabetic() || digit.is_some();
        digit.unwrap_or(c)
    };
    name.replace('_', "").chars().map(below).collect()
}

/// Two different numbers with as many digits as it takes to see that they differ, four at least.
pub(super) fn different(a: f64, b: f64) -> (String, String) {
    let both = |digits| (number(a, digits), number(b, digits));
    (4..=17).map(both).find(|(a, b)| a != b).unwrap_or_else(|| both(17))
}

/// `1 problem`, `2 problems`
pub(super) fn counted(n: u32, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// `chain rule, power rule and sum rule`
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, expected) in [
            (12.0, "12"),
            (0.5, "0.5"),
            (-1.0 / 3.0, "−0.3333"),
            (1234.56, "1235"),
            (0.000_123_456, "0.0001235"),
            (1e-9, "1e-9"),
            (-2.5e12, "−2.5e12"),
            (0.0, "0"),
            (99_999.9, "100000"),
        ] {
            assert_eq!(number(value, 4), expected);
        }
    }

    #[test]
    fn numbers_stand_below_letters_only() {
        for (name, expected) in [("w_1", "w₁"), ("∂s12/∂z3", "∂s₁₂/∂z₃"), ("f'(1)", "f'(1)")] {
            assert_eq!(subscripted(name), expected);
        }
    }

    #[test]
    fn different_numbers_look_different() {
        assert_eq!(different(1.0, 2.0), ("1".into(), "2".into()));
        assert_eq!(different(1.00001, 1.00002), ("1.00001".into(), "1.00002".into()));
    }
}
