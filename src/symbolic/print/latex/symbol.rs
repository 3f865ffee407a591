//! Variables in LaTeX.

use crate::symbolic::Symbol;

/// A variable in LaTeX: Greek names as letters, what follows `_` or a letter as an index, longer names upright.
pub fn symbol_latex(symbol: &Symbol) -> String {
    let name = symbol.name();
    let (stem, index) = match name.split_once('_') {
        Some((stem, index)) if !stem.is_empty() && !index.is_empty() => (stem, index),
        _ => {
            let digits = name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            name.split_at(if digits == 0 { name.len() } else { digits })
        }
    };
    let letter = match stem {
        s if GREEK.contains(&s) => format!(r"\{s}"),
        s if s.chars().count() == 1 => s.to_owned(),
        s => format!(r"\mathrm{{{}}}", s.replace('_', r"\_")),
    };
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
