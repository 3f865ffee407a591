//! How a text was read: the function's name, and remarks on what could have been meant otherwise.

use super::Work;
use crate::symbolic::{Expr, Note, Symbol, latex, print::symbol_latex};

/// A remark on how a part of the text was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The part as it was typed, where the sentence does not begin with it.
    pub part: Option<String>,
    /// What is said of it.
    pub sentence: String,
}

pub(super) fn remarks(text: &str, notes: &[Note]) -> Vec<Remark> {
    let remark = |note: &Note| {
        let part: String = text.chars().skip(note.at.start).take(note.at.len()).collect();
        let (part, sentence) = (part.trim(), note.to_string());
        let begins = sentence.starts_with(part);
        Remark { part: (!begins).then(|| part.to_owned()), sentence }
    };
    notes.iter().map(remark).collect()
}

/// A name for a function that none of its variables has.
pub(super) fn free_name(f: &Expr) -> String {
    let taken = f.symbols();
    let free = |name: &&str| taken.iter().all(|x| x.name() != *name);
    ["f", "g", "h"].into_iter().find(free).unwrap_or("F").to_owned()
}

impl Work {
    /// The name in LaTeX.
    pub fn name_latex(&self) -> String {
        symbol_latex(&Symbol::new(&self.name.replace(['{', '}'], "")))
    }

    /// What is differentiated, in LaTeX: `f(x,b) = …`, or `y = …` for what is called y.
    pub fn definition(&self) -> String {
        let arguments = std::iter::once(self.tangent.by()).chain(self.tangent.held().map(|(x, _)| x));
        let arguments: Vec<String> = arguments.map(symbol_latex).collect();
        let arguments = match self.name.as_str() {
            "y" | "z" => String::new(),
            _ => format!(r"\left({}\right)", arguments.join(",")),
        };
        format!("{}{arguments}={}", self.name_latex(), latex(&self.f))
    }

    /// How the derivative is named, in LaTeX: `df/dx`, with ∂ where there are other variables.
    pub fn derivative_name(&self) -> String {
        let d = if self.f.symbols().len() > 1 { r"\partial" } else { "d" };
        format!(r"\frac{{{d} {}}}{{{d} {}}}", self.name_latex(), symbol_latex(self.tangent.by()))
    }
}
