//! Words: which letters spell a function, a constant or a variable.

use std::ops::Range;

use super::{ParseError, ParseErrorKind};
use crate::symbolic::{Constant, Function, TABLE, print::GREEK};

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Name {
    Function(Function),
    Constant(Constant),
    Variable(String),
    /// `log` with a base below it.
    LogBase(String),
    /// `pow(x, n)`
    Pow,
    /// `max(0, u)`, which is `relu(u)`.
    Max,
}

/// Prefixes under which programs keep their functions: `np.exp`.
pub(super) const MODULES: [&str; 14] =
    ["np", "numpy", "math", "Math", "torch", "jnp", "jax", "sp", "sympy", "tf", "F", "nn", "scipy", "cmath"];

/// No name inside a run of letters is longer; this bounds the work on a long run.
const LONGEST: usize = 10;

/// Functions and words that are not read here, and must not be cut into letters and shorter names.
const NOT_READ: [&str; 36] = [
    "sech", "csch", "coth", "arsech", "arcsch", "arcoth", "asech", "acsch", "acoth", "arccot", "arcsec", "arccsc",
    "acot", "asec", "acsc", "ctan", "expm", "erf", "erfc", "gelu", "elu", "selu", "silu", "swish", "min", "mod", "and",
    "not", "or", "if", "of", "lim", "sum", "prod", "int", "diff",
];

/// Words that name a value which is no real number.
const NOT_NUMBERS: [&str; 4] = ["nan", "inf", "infinity", "infty"];

/// What a whole word stands for, if it is one name.
pub(super) fn word(text: &str) -> Option<Name> {
    let lower = text.to_ascii_lowercase();
    match (text, lower.as_str()) {
        ("e", _) => Some(Name::Constant(Constant::E)),
        (_, "pi" | "π") => Some(Name::Constant(Constant::Pi)),
        (_, "pow" | "power") => Some(Name::Pow),
        (_, "max" | "maximum") => Some(Name::Max),
        // One letter is a variable, capitals included; so is sigma, unless it is applied.
        (_, "sigma" | "σ") => None,
        _ if text.chars().count() == 1 => None,
        _ => Function::named(text).map(Name::Function),
    }
    .or_else(|| greek(text).map(Name::Variable))
}

/// Greek letters, and their names in the same order.
const LETTERS: &str = "αβγδεϵζηθϑικλμνξρστυφϕχψωΓΔΘΛΞΦΨΩ";
const LETTER_NAMES: [&str; 33] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "epsilon", "zeta", "eta", "theta", "vartheta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "rho", "sigma", "tau", "upsilon", "phi", "varphi", "chi", "psi", "omega", "Gamma",
    "Delta", "Theta", "Lambda", "Xi", "Phi", "Psi", "Omega",
];

/// The name of the Greek letter that a word or character stands for.
fn greek(text: &str) -> Option<String> {
    let from_letter = || {
        let mut letters = text.chars();
        let (letter, None) = (letters.next()?, letters.next()) else { return None };
        LETTERS.chars().position(|l| l == letter).and_then(|i| LETTER_NAMES.get(i).copied())
    };
    GREEK.iter().find(|&&name| name == text).copied().or_else(from_letter).map(str::to_owned)
}

/// Splits a run of letters into the names it spells: `xsin` into `x` and `sin`, `xy` into `x` and `y`.
///
/// `called` says that an opening bracket follows directly: `foo(` asks for a function, so it is not split into letters.
pub(super) fn split(run: &str, start: usize, called: bool) -> Result<Vec<(Name, Range<usize>)>, ParseError> {
    let letters: Vec<char> = run.chars().collect();
    let unknown = || {
        let kind = ParseErrorKind::UnknownName { name: run.to_owned(), hint: nearest(run) };
        Err(kind.at(start..start + letters.len()))
    };
    if let Some(name) = word(run) {
        return Ok(vec![(name, start..start + letters.len())]);
    }
    if NOT_NUMBERS.contains(&run.to_ascii_lowercase().as_str()) {
        return unknown();
    }
    let (mut names, mut singles, mut i) = (Vec::new(), 0, 0);
    while i < letters.len() {
        let rest: String = letters[i..].iter().take(LONGEST).collect();
        let is_whole_word = |word: &str| word.len() > 3 || (i == 0 && word.len() == letters.len());
        if NOT_READ.iter().any(|word| rest.starts_with(word) && is_whole_word(word)) {
            return unknown();
        }
        let longest = (i + 2..=letters.len().min(i + LONGEST)).rev().find_map(|j| {
            let part: String = letters[i..j].iter().collect();
            inner_word(&part).map(|name| (name, j))
        });
        let (name, next) = longest.unwrap_or_else(|| {
            singles += 1;
            let letter = letters[i].to_string();
            (word(&letter).unwrap_or(Name::Variable(letter)), i + 1)
        });
        names.push((name, start + i..start + next));
        i = next;
    }
    let ends_in_function = matches!(names.last(), Some((Name::Function(_) | Name::LogBase(_), _)));
    if singles > 3 || (called && letters.len() > 1 && !ends_in_function) { unknown() } else { Ok(names) }
}

/// A name inside a longer run: only those of three letters and more, `ln` and `pi`, so that few words are cut up.
fn inner_word(part: &str) -> Option<Name> {
    let function = TABLE.iter().find(|row| row.name == part || (part.len() > 3 && row.aliases.contains(&part)));
    match part {
        "pi" => Some(Name::Constant(Constant::Pi)),
        "log" => Some(Name::Function(Function::Ln)),
        "sigma" => None,
        _ => function.map(|row| Name::Function(row.function)),
    }
    .or_else(|| greek(part).filter(|_| part.len() > 3).map(Name::Variable))
}

/// The known function whose name is fewest letters away, if that is at most two and less than half of the word.
fn nearest(run: &str) -> Option<String> {
    let run = run.to_ascii_lowercase();
    if run.len() > 20 {
        return None;
    }
    TABLE
        .iter()
        .flat_map(|row| std::iter::once(&row.name).chain(row.aliases))
        .map(|name| (edit_distance(&run, name), name.len().abs_diff(run.len()), name))
        .min()
        .filter(|&(distance, ..)| distance <= 2 && distance * 2 < run.len())
        .map(|(.., name)| (*name).to_owned())
}

/// How many letters have to be put in, taken out, replaced or swapped with their neighbour (optimal string alignment).
fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or(0)
}
