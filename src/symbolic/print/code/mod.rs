//! Expressions as programs: a function and its derivatives, ready to be pasted.

mod formula;
mod names;
mod parts;
mod python;
mod rust;

use thiserror::Error;

use self::names::Names;
use crate::symbolic::{Expr, Function, Node, Spelling, Symbol};

/// A language, or a library of Python, that expressions are exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "they are their own names")]
pub enum Language {
    SymPy,
    NumPy,
    PyTorch,
    Jax,
    Rust,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::SymPy, Self::NumPy, Self::PyTorch, Self::Jax, Self::Rust];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::SymPy => "SymPy",
            Self::NumPy => "NumPy",
            Self::PyTorch => "PyTorch",
            Self::Jax => "JAX",
            Self::Rust => "Rust",
        }
    }

    /// The name under which the library's functions are called.
    fn library(self) -> &'static str {
        match self {
            Self::SymPy => "sp",
            Self::NumPy => "np",
            Self::PyTorch => "torch",
            Self::Jax => "jnp",
            Self::Rust => "f64",
        }
    }

    fn spelling(self, f: Function) -> Spelling {
        let code = f.row().code;
        match self {
            Self::SymPy => code.sympy,
            Self::NumPy => code.numpy,
            Self::PyTorch => code.pytorch,
            Self::Jax => code.jax,
            Self::Rust => code.rust,
        }
    }
}

/// A derivative to be exported.
#[derive(Clone, Debug)]
pub struct Derivative {
    /// By which variables, in turn.
    pub by: Vec<Symbol>,
    /// Its formula.
    pub formula: Expr,
}

impl Derivative {
    /// `df_dx`, `d2f_dx_dy`
    fn name(&self, names: &Names) -> String {
        let order = if self.by.len() > 1 { self.by.len().to_string() } else { String::new() };
        let by: Vec<&str> = self.by.iter().map(|x| names.of(x)).collect();
        format!("d{order}f_d{}", by.join("_d"))
    }
}

/// Why an expression can't be exported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CodeError {
    /// A program has no word for a derivative that is still to be taken.
    #[error("the derivative by {0} has to be worked out first")]
    OpenDerivative(Symbol),
}

/// A function and its derivatives as a program that runs as it is pasted, with a line that tries it at a point.
///
/// `at` gives the point; variables that it lacks are tried at 0.5, 0.75 and so on. Numbers are exact: a fraction stays one in SymPy and
/// is one division of doubles elsewhere. Names that the language has taken get an underscore (`lambda_`). In long
/// formulas parts that occur more than once are computed once, as `t1`, `t2` and so on.
///
/// The values are those of the expression, with two differences. Where it has none, a program has what its library
/// makes of that: infinity, NaN, an error, 1 for `0^0`, a complex number in SymPy. And where a piecewise expression or a
/// step changes, a program takes one of the two formulas, as the libraries do, also in a derivative that does not exist
/// there.
///
/// # Errors
/// If a derivative inside is not yet carried out.
///
/// ```
/// use gradus::symbolic::{Symbol, differentiate, parse, print::{Derivative, Language, code}};
/// let (f, x) = (parse("x^2/3").unwrap(), Symbol::new("x"));
/// let derivative = Derivative { formula: differentiate(&f, &x).unwrap(), by: vec![x.clone()] };
/// let program = code(Language::NumPy, &f, &[derivative], &[(x, 2.0)]).unwrap();
/// assert!(program.contains("def df_dx(x):\n    return 2.0 * x / 3.0"));
/// ```
pub fn code(
    language: Language,
    f: &Expr,
    derivatives: &[Derivative],
    at: &[(Symbol, f64)],
) -> Result<String, CodeError> {
    let formulas: Vec<&Expr> = std::iter::once(f).chain(derivatives.iter().map(|d| &d.formula)).collect();
    for formula in &formulas {
        if let Some(x) = open_derivative(formula) {
            return Err(CodeError::OpenDerivative(x));
        }
    }
    let mut variables: Vec<Symbol> = formulas.iter().flat_map(|e| e.symbols()).collect();
    variables.extend(derivatives.iter().flat_map(|d| d.by.iter().cloned()));
    variables.sort();
    variables.dedup();
    let value =
        |(k, x): (usize, &Symbol)| at.iter().find(|(y, _)| x == y).map_or(0.5 + 0.25 * k as f64, |(_, value)| *value);
    let sample = variables.iter().enumerate().map(value).collect();
    let names = Names::new(language, &variables);
    let export = Export { language, f, derivatives, formulas, variables, sample, names };
    Ok(match language {
        Language::SymPy => export.sympy(),
        Language::NumPy => export.numpy(),
        Language::PyTorch => export.pytorch(),
        Language::Jax => export.jax(),
        Language::Rust => export.rust(),
    })
}

/// All that the layout of a program needs.
struct Export<'a> {
    language: Language,
    f: &'a Expr,
    derivatives: &'a [Derivative],
    /// f, then the derivatives.
    formulas: Vec<&'a Expr>,
    variables: Vec<Symbol>,
    /// A value for each variable.
    sample: Vec<f64>,
    names: Names,
}

impl Export<'_> {
    /// Each function by the name that it is defined under.
    fn functions(&self) -> impl Iterator<Item = (String, &Expr)> {
        let derivatives = self.derivatives.iter().map(|d| (d.name(&self.names), &d.formula));
        std::iter::once(("f".to_owned(), self.f)).chain(derivatives)
    }

    /// The variables' names, with commas between.
    fn parameters(&self) -> String {
        self.variables.iter().map(|x| self.names.of(x)).collect::<Vec<_>>().join(", ")
    }

    /// The functions that the library lacks, each once and after those that it needs.
    fn helpers(&self) -> Vec<Function> {
        let mut helpers: Vec<Function> = Vec::new();
        for f in Function::all() {
            let used = |e: &&Expr| e.any(&|part| matches!(part.node(), Node::Apply(g, _) if *g == f));
            if self.formulas.iter().any(used) {
                self.add_helper(f, &mut helpers);
            }
        }
        helpers
    }

    fn add_helper(&self, f: Function, helpers: &mut Vec<Function>) {
        let (Spelling::Formula(text) | Spelling::Lines(text)) = self.language.spelling(f) else { return };
        if helpers.contains(&f) {
            return;
        }
        for needed in Function::all().filter(|g| *g != f && calls(text, g.name())) {
            self.add_helper(needed, helpers);
        }
        helpers.push(f);
    }
}

/// Whether a program calls a function of its own of that name.
fn calls(text: &str, name: &str) -> bool {
    let call = format!("{name}(");
    text.match_indices(&call).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '.' && c != '_')
    })
}

fn open_derivative(e: &Expr) -> Option<Symbol> {
    let found = std::cell::RefCell::new(None);
    e.any(&|part| {
        if let Node::Derivative(_, x) = part.node() {
            *found.borrow_mut() = Some(x.clone());
        }
        found.borrow().is_some()
    });
    found.into_inner()
}

/// A value in every language: `0.5`, `-2.0`, `1e300`.
fn literal(value: f64, language: Language) -> String {
    match (value.is_finite(), language) {
        (true, _) => format!("{value:?}"),
        (false, Language::Rust) if value.is_nan() => "f64::NAN".into(),
        (false, Language::Rust) => (if value > 0.0 { "f64::INFINITY" } else { "f64::NEG_INFINITY" }).into(),
        (false, _) => format!("float(\"{value}\")"),
    }
}

#[cfg(test)]
mod tests;
