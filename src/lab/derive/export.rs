//! The derivation to take away: as text, as LaTeX, as a program, as a link.

use super::{DeriveLab, Line, Work, line};
use crate::symbolic::{
    Condition, latex,
    print::{Derivative, Language, code},
};

/// As what something is taken away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// All lines with their rules, for a paper.
    #[default]
    Latex,
    /// All lines with their rules, as text that can be typed again.
    Text,
    /// The function and its derivative as a program.
    Code(Language),
    /// The address of this desk.
    Link,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        let code = Language::ALL.map(Self::Code);
        [Self::Latex, Self::Text].into_iter().chain(code).chain([Self::Link])
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Latex => "LaTeX",
            Self::Text => "Plain text",
            Self::Code(language) => language.name(),
            Self::Link => "Link",
        }
    }
}

impl DeriveLab {
    /// As what the derivation is taken away.
    pub fn format(&self) -> Format {
        self.format
    }

    /// What is taken away; `address` is that of the page. LaTeX needs the package amsmath.
    ///
    /// ```
    /// use gradus::lab::{DeriveLab, derive::{Action, Format}};
    /// let mut lab = DeriveLab::new("x^3");
    /// lab.update(Action::Export(Format::Text));
    /// assert_eq!(lab.export(""), "d/dx(x^3)\n= 3*x^2    (power rule)\n");
    /// ```
    pub fn export(&self, address: &str) -> String {
        let Some(work) = &self.work else { return String::new() };
        let lines = line::lines(&work.derivation, usize::MAX);
        match self.format {
            Format::Latex => as_latex(&lines),
            Format::Text => lines.iter().map(as_text).collect(),
            Format::Code(language) => as_code(work, language),
            Format::Link => format!("{address}?{}", self.query()),
        }
    }
}

fn as_latex(lines: &[Line]) -> String {
    let line = |line: &Line| {
        let conditions: Vec<String> = line.conditions.iter().map(Condition::latex).collect();
        let conditions = match conditions.as_slice() {
            [] => String::new(),
            all => format!(r" \quad\text{{for }} {}", all.join(", ")),
        };
        let formula = latex(&line.expr) + &conditions;
        match &line.reason {
            None => format!("  {formula}"),
            Some(reason) => format!(r"  &= {formula} && \text{{{}}}", reason.name),
        }
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    // The first two lines stand side by side.
    format!("\\begin{{align*}}\n{}\n\\end{{align*}}\n", lines.join(" \\\\\n").replacen(" \\\\\n", "\n", 1))
}

fn as_text(line: &Line) -> String {
    let conditions: Vec<String> = line.conditions.iter().map(condition).collect();
    let conditions = if conditions.is_empty() { String::new() } else { format!("  for {}", conditions.join(", ")) };
    match &line.reason {
        None => format!("{}\n", line.expr),
        Some(reason) => format!("= {}{conditions}    ({})\n", line.expr, reason.name),
    }
}

fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Nonzero(u) => format!("{u} ≠ 0"),
        Condition::Positive(u) => format!("{u} > 0"),
        Condition::Meeting([on, ..]) => format!("{on} ≠ 0, or where both formulas meet in value and slope"),
    }
}

fn as_code(work: &Work, language: Language) -> String {
    let by = work.tangent.by().clone();
    let at: Vec<_> = std::iter::once((by.clone(), work.tangent.x()))
        .chain(work.tangent.held().map(|(x, value)| (x.clone(), value)))
        .collect();
    let derivative = Derivative { by: vec![by], formula: work.derivation.answer() };
    code(language, &work.f, &[derivative], &at).unwrap_or_else(|error| error.to_string())
}
