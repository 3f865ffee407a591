//! Words: which letters spell a function, a constant or a variable.

use std::ops::Range;

use super::{
    Failure, ParseErrorKind,
    composed::{self, Composed},
    spelling::{nearest, shortened},
};
use crate::symbolic::{Constant, Function, TABLE, print::GREEK};

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Name {
    Function(Function),
    /// A function that is an expression in others: `max`, `hypot`, `clip`.
    Composed(&'static Composed),
    Constant(Constant),
    Variable(String),
    /// `where`, `piecewise`: one value or another.
    Choice,
}

/// A word of a sentence rather than of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    If,
    Else,
    /// `for`, `when`: before a condition in LaTeX's cases.
    For,
    And,
    Or,
    Not,
    /// A condition that always holds: `True`.
    True,
}

/// What a whole word stands for, if it is one name.
pub(super) fn name(text: &str) -> Option<Name> {
    if text.len() < 2 {
        // One letter is a variable, capitals included.
        return (text == "e").then_some(Name::Constant(Constant::E));
    }
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "pi" | "π" => Some(Name::Constant(Constant::Pi)),
        "where" | "piecewise" | "ifelse" | "iif" => Some(Name::Choice),
        // So is sigma, unless it is applied.
        "sigma" | "σ" => None,
        _ if text.chars().nth(1).is_none() => None,
        _ => Function::named(&lower).map(Name::Function).or_else(|| composed::named(&lower).map(Name::Composed)),
    }
    .or_else(|| greek(text).map(Name::Variable))
}

/// Words of sentences. `if` may also be a function, which the parser decides.
pub(super) fn word(text: &str) -> Option<Word> {
    if text.len() < 2 {
        return None;
    }
    Some(match text.to_ascii_lowercase().as_str() {
        "if" => Word::If,
        "else" | "otherwise" => Word::Else,
        "for" | "when" => Word::For,
        "and" => Word::And,
        "or" => Word::Or,
        "not" => Word::Not,
        "true" => Word::True,
        _ => return None,
    })
}

/// Greek letters, and their names in the same order.
const LETTERS: &str = "αβγδεϵζηθϑικλμνξορϱςστυφϕχψωΓΔΘΛΞΦΨΩ";
const LETTER_NAMES: [&str; 36] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "epsilon", "zeta", "eta", "theta", "vartheta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "o", "rho", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "varphi", "chi", "psi",
    "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Phi", "Psi", "Omega",
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

/// What to say of words.
const WORDS: &str = "write signs in place of words";

/// Words that are not read, and are not cut into letters and shorter names either; with the reason, if there is one to
/// give.
const NOT_READ: [(&str, &str); 56] = [
    ("sinc", "it has two meanings; write sin(x)/x or sin(pi*x)/(pi*x)"),
    ("atan2", "write atan(y/x) and mind the quadrant"),
    ("arctan2", "write atan(y/x) and mind the quadrant"),
    ("floor", "it jumps at every integer"),
    ("ceil", "it jumps at every integer"),
    ("round", "it jumps"),
    ("trunc", "it jumps at every integer"),
    ("mod", "it jumps"),
    ("fmod", "it jumps"),
    ("factorial", "it is for whole numbers only"),
    ("binom", "it is for whole numbers only"),
    ("sum", "write the terms out"),
    ("prod", "write the factors out"),
    ("mean", "write the terms out"),
    ("softmax", "it acts on several numbers at once; write e^x/(e^x + e^y)"),
    ("lim", "type the expression alone"),
    ("limit", "type the expression alone"),
    ("int", "only expressions are differentiated here"),
    ("integral", "only expressions are differentiated here"),
    ("integrate", "only expressions are differentiated here"),
    ("diff", "type only what is to be differentiated"),
    ("derivative", "type only what is to be differentiated"),
    ("grad", "type only what is to be differentiated"),
    ("det", "matrices are not read"),
    ("deg", "angles are in radians; write x*pi/180"),
    ("degrees", "angles are in radians; write x*pi/180"),
    ("nan", "it is no real number"),
    ("inf", "it is no real number"),
    ("infinity", "it is no real number"),
    ("infty", "it is no real number"),
    ("oo", "it is no real number"),
    ("sine", "write sin(x)"),
    ("cosine", "write cos(x)"),
    ("tangent", "write tan(x)"),
    ("secant", "write sec(x)"),
    ("logarithm", "write ln(x)"),
    ("exponential", "write exp(x)"),
    ("the", WORDS),
    ("plus", WORDS),
    ("minus", WORDS),
    ("times", WORDS),
    ("over", WORDS),
    ("squared", WORDS),
    ("cubed", WORDS),
    ("one", WORDS),
    ("two", WORDS),
    ("six", WORDS),
    ("ten", WORDS),
    ("expm", ""),
    ("ctan", ""),
    ("arc", ""),
    ("def", ""),
    ("of", WORDS),
    ("import", ""),
    ("return", ""),
    ("print", ""),
];

/// Why a word is not read, if it is one of those: a whole word, or one of four letters and more at the start of a run.
pub(super) fn refused(run: &str, at: Range<usize>, whole: bool) -> Option<Failure> {
    let fits = |word: &str| {
        let start = run.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        start && ((whole && word.len() == run.len()) || (word.len() > 3 && run.starts_with(word)))
    };
    let &(word, because) = NOT_READ.iter().find(|(word, _)| fits(word))?;
    let kind = match because {
        "" => ParseErrorKind::UnknownName { name: shortened(run), hint: nearest(run) },
        _ => ParseErrorKind::not_read(word, because),
    };
    Some(kind.at(at))
}

/// Splits a run of letters into the names it spells: `xsin` into `x` and `sin`, `xy` into `x` and `y`.
///
/// `called` says that an opening bracket follows directly: `foo(` asks for a function, so it is not split into letters.
pub(super) fn split(run: &str, start: usize, called: bool) -> Result<Vec<(Name, Range<usize>)>, Failure> {
    let length = run.chars().count();
    let whole = start..start + length;
    if let Some(name) = name(run) {
        return Ok(vec![(name, whole)]);
    }
    if length == 1 || !run.is_ascii() {
        return Ok(vec![(Name::Variable(run.to_owned()), whole)]);
    }
    let unknown = || {
        let kind = ParseErrorKind::UnknownName { name: shortened(run), hint: nearest(run) };
        Err(kind.at(whole.clone()))
    };
    let (mut names, mut singles, mut i) = (Vec::new(), 0, 0);
    while let Some(rest) = run.get(i..).filter(|rest| !rest.is_empty()) {
        if let Some(error) = refused(rest, whole.clone(), i == 0) {
            return Err(error);
        }
        let (name, length) = inner_name(rest).unwrap_or_else(|| {
            singles += 1;
            let letter = &rest[..1];
            (name(letter).unwrap_or_else(|| Name::Variable(letter.to_owned())), 1)
        });
        if singles > MOST_LETTERS {
            return unknown();
        }
        names.push((name, start + i..start + i + length));
        i += length;
    }
    let ends_in_function = matches!(names.last(), Some((Name::Function(_), _)));
    if called && length > 1 && !ends_in_function && !is_product(run) { unknown() } else { Ok(names) }
}

/// The most letters of one run that are read as variables multiplied: four letters more likely spell a word.
const MOST_LETTERS: usize = 3;

/// Whether two letters before a bracket are rather a product, as in `xy(x + y)`, than the name of a function.
fn is_product(run: &str) -> bool {
    run.len() == 2 && run.bytes().all(|b| b"abckmnpqrstuvwxyz".contains(&b))
}

/// The longest name with which a longer run of letters begins: the names of the table, their aliases of four letters and
/// more, `log`, `pi`, and Greek names of four letters and more, so that few words are cut up.
fn inner_name(run: &str) -> Option<(Name, usize)> {
    let functions = TABLE.iter().flat_map(|row| {
        let aliases = row.aliases.iter().copied().filter(|alias| alias.len() > 3 && *alias != "sigma");
        std::iter::once(row.name).chain(aliases).map(|name| (name, Name::Function(row.function)))
    });
    let others = [("log", Name::Function(Function::Ln)), ("pi", Name::Constant(Constant::Pi))];
    let greek = GREEK.iter().filter(|name| name.len() > 3).map(|&name| (name, Name::Variable(name.to_owned())));
    functions
        .chain(others)
        .chain(greek)
        .filter(|(name, _)| run.starts_with(name))
        .max_by_key(|(name, _)| name.len())
        .map(|(name, stands_for)| (stands_for, name.len()))
}
