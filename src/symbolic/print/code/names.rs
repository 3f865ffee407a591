//! Identifiers for variables.

use std::collections::BTreeMap;

use super::Language;
use crate::symbolic::{Function, Symbol};

/// Words that can't be variables, or that the exported programs use themselves.
const PYTHON: &str = "False None True and as assert async await break case class continue def del elif else except \
    finally for from global if import in is lambda match nonlocal not or pass raise return try type while with yield \
    abs float max min pow print round sum range list np sp jnp jax torch math f";

const RUST: &str = "Self abstract as async await become box break const continue crate do dyn else enum extern false \
    final fn for if impl in let loop macro match mod move mut override priv pub ref return self static struct super \
    trait true try type typeof unsafe unsized use virtual where while yield f64 i32 std main f max min gen";

/// How the variables of a program are called in it.
pub(super) struct Names(BTreeMap<Symbol, String>);

impl Names {
    pub(super) fn new(language: Language, variables: &[Symbol]) -> Self {
        let mut names = BTreeMap::new();
        for variable in variables {
            let mut name = identifier(variable.name());
            while is_taken(&name, language) || names.values().any(|other| *other == name) {
                name.push('_');
            }
            names.insert(variable.clone(), name);
        }
        Self(names)
    }

    pub(super) fn of(&self, x: &Symbol) -> &str {
        self.0.get(x).map_or("_", String::as_str)
    }

    /// The name of the n-th shared part: `t1`, unless a variable looks like that.
    pub(super) fn part(&self, n: usize) -> String {
        let looks_like = |name: &String| name.strip_prefix('t').is_some_and(|rest| rest.parse::<usize>().is_ok());
        let prefix = if self.0.values().any(looks_like) { "part_" } else { "t" };
        format!("{prefix}{n}")
    }
}

/// The name with what no identifier may hold replaced.
fn identifier(name: &str) -> String {
    let letters = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
    let name: String = letters.collect();
    // A leading underscore says in Rust that it is unused; df_dx and d2f_dx_dx are the derivatives.
    let is_derivative = name.starts_with('d') && name.contains("f_d");
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_derivative { name } else { format!("x{name}") }
}

fn is_taken(name: &str, language: Language) -> bool {
    let words = if language == Language::Rust { RUST } else { PYTHON };
    let is_part = name.strip_prefix("part_").is_some_and(|rest| rest.parse::<usize>().is_ok());
    words.split_whitespace().any(|word| word == name) || is_part || Function::all().any(|f| f.name() == name)
}
