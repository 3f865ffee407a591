//! The one table of functions: name, spellings, value, derivative, where the derivative fails, how each prints. Reading,
//! evaluating, differentiating and printing all go by it, and `tests/agree.rs` runs every row on every engine.
//!
//! Accuracy, measured against 400 digits at 275 points of each function (near 0, near the ends of its domain, at its poles,
//! as far out as 1e300): values within 3 units in the last place, slopes within 4, wherever the result is a normal double.
//! The slopes of `silu` and `gelu` have a zero near -1.28 and -0.75; beside it their absolute error is below 2e-16.
//! `tests/functions.rs` holds it to that. The browser's `sin`, `exp` and so on are those of the crate `libm`.

mod code;
mod exact;
mod table;
mod values;

pub use code::{Code, Spelling};
pub(super) use exact::exact_value;
pub use table::TABLE;

use super::Expr;

/// A real function of one variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is described by its row in the table")]
pub enum Function {
    Exp,
    Ln,
    Log10,
    Log2,
    Sqrt,
    Cbrt,
    Abs,
    Sign,
    Step,
    Sin,
    Cos,
    Tan,
    Sec,
    Csc,
    Cot,
    Asin,
    Acos,
    Atan,
    Asec,
    Acsc,
    Acot,
    Sinh,
    Cosh,
    Tanh,
    Sech,
    Csch,
    Coth,
    Asinh,
    Acosh,
    Atanh,
    Asech,
    Acsch,
    Acoth,
    Erf,
    Erfc,
    Sigmoid,
    Relu,
    LeakyRelu,
    Elu,
    Softplus,
    Silu,
    Gelu,
}

/// A row of the table.
pub struct Row {
    /// Which function.
    pub function: Function,
    /// The name in plain text, which reads back.
    pub name: &'static str,
    /// What it is called in words.
    pub title: &'static str,
    /// Other spellings that are read as this function.
    pub aliases: &'static [&'static str],
    /// How it stands in front of its argument in LaTeX.
    pub latex: &'static str,
    /// Its value; NaN where it has none.
    pub value: fn(f64) -> f64,
    /// Its derivative at `u`, as an expression in `u`.
    pub derivative: fn(&Expr) -> Expr,
    /// Its derivative at `u` as a number, given `u` and its value there; NaN where there is none.
    pub slope: fn(f64, f64) -> f64,
    /// Whether the derivative formula holds only for arguments other than 0 although the function is defined there.
    pub kink_at_zero: bool,
    /// How it is written in the languages of [`code`](super::print::code).
    pub code: Code,
}

impl Function {
    /// Its row in the table.
    pub fn row(self) -> &'static Row {
        // The table is in the order of the enum, which `the_table_is_in_order` tests.
        &TABLE[self as usize]
    }

    /// The name in plain text.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Every function there is.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.function)
    }

    /// The function of that name or alias, if there is one. Capitals are read as small letters: `Sin`, `LN`.
    ///
    /// ```
    /// use gradus::symbolic::Function;
    /// assert_eq!(Function::named("arctan"), Some(Function::Atan));
    /// assert_eq!(Function::named("zeta"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        TABLE.iter().find(|row| row.name == name || row.aliases.contains(&name.as_str())).map(|row| row.function)
    }

    /// Its value at `u`; NaN where it has none, infinite only where the true value is out of range.
    pub fn value(self, u: f64) -> f64 {
        (self.row().value)(u)
    }

    /// Its derivative with respect to its argument, as an expression.
    pub fn derivative_at(self, u: &Expr) -> Expr {
        (self.row().derivative)(u)
    }

    /// Its derivative at `u`, given its value there.
    pub fn slope(self, u: f64, value: f64) -> f64 {
        (self.row().slope)(u, value)
    }

    fn of(self, u: &Expr) -> Expr {
        Expr::apply(self, u.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        for (i, row) in TABLE.iter().enumerate() {
            assert_eq!(row.function as usize, i, "{}", row.name);
        }
    }

    #[test]
    fn no_spelling_stands_for_two_functions() {
        let mut seen = std::collections::HashSet::new();
        for row in &TABLE {
            for name in std::iter::once(&row.name).chain(row.aliases) {
                assert!(seen.insert(name), "{name}");
            }
        }
    }

    /// The slope column against central differences of the value column.
    #[test]
    fn slopes_agree_with_differences() {
        for row in &TABLE {
            for u in [-2.3, -0.7, -0.2, 0.1, 0.4, 0.9, 1.7, 3.2] {
                let (f, h) = ((row.value)(u), 1e-6);
                let difference = ((row.value)(u + h) - (row.value)(u - h)) / (2.0 * h);
                let slope = (row.slope)(u, f);
                if f.is_finite() && difference.is_finite() {
                    assert!(
                        (slope - difference).abs() < 1e-7 * (1.0 + slope.abs()),
                        "{}'({u}) = {slope}, {difference}",
                        row.name
                    );
                }
            }
        }
    }
}
