//! Variables in LaTeX.

use crate::symbolic::Symbol;

/// A variable in LaTeX: Greek names as letters, what follows `_` or a letter as an index, longer names upright; `_hat` is the hat
/// of an estimate.
///
/// ```
/// use gradus::symbolic::{Symbol, print::symbol_latex};
/// assert_eq!(symbol_latex(&Symbol::new("w_hat_i")), r"\hat{w}_{i}");
/// ```
pub fn symbol_latex(symbol: &Symbol) -> String {
    let name = symbol.name();
    let (stem, index) = match name.split_once('_') {
        Some((stem, index)) if !stem.is_empty() && !index.is_empty() => (stem, index),
        _ => {
            let digits = name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            name.split_at(if digits == 0 { name.len() } else { digits })
        }
    };
    // An estimate, as in w_hat: the hat goes on the letter.
    let (hat, index) = match index.strip_prefix("hat") {
        Some("") => (true, ""),
        Some(rest) if rest.starts_with('_') && rest.len() > 1 => (true, &rest[1..]),
        _ => (false, index),
    };
    let letter = match stem {
        s if GREEK.contains(&s) => format!(r"\{s}"),
        s if s.chars().count() == 1 => s.to_owned(),
        s => format!(r"\mathrm{{{}}}", s.replace('_', r"\_")),
    };
    let letter = if hat { format!(r"\hat{{{letter}}}") } else { letter };
    let index = index.replace('_', r"\_");
    match index.chars().count() {
        0 => letter,
        _ if index.chars().all(|c| c.is_ascii_digit()) || index.chars().count() == 1 => format!("{letter}_{{{index}}}"),
        _ => format!(r"{letter}_{{\mathrm{{{index}}}}}"),
    }
}

/// The Greek letters that have a name in LaTeX and in the reader.
pub(crate) const GREEK: [&str; 33] = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "varepsilon",
    "zeta",
    "eta",
    "theta",
    "vartheta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "varphi",
    "chi",
    "psi",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Xi",
    "Phi",
    "Psi",
    "Omega",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_hats_and_indices() {
        for (name, expected) in [
            ("x", "x"),
            ("x1", "x_{1}"),
            ("w_i", "w_{i}"),
            ("w_hat", r"\hat{w}"),
            ("w_hat_i", r"\hat{w}_{i}"),
            ("theta_hat_12", r"\hat{\theta}_{12}"),
            ("y_hat_train", r"\hat{y}_{\mathrm{train}}"),
            ("x_hatch", r"x_{\mathrm{hatch}}"),
            ("rate_hat_", r"\mathrm{rate}_{\mathrm{hat\_}}"),
        ] {
            assert_eq!(symbol_latex(&Symbol::new(name)), expected, "{name}");
        }
    }
}
