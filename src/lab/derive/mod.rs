//! The desk of the Derive page: what was typed, the derivation that follows from it by the method and in the detail that
//! were chosen, how many of its lines are shown and what numbers say of each, and the tangent beside it.

mod export;
mod line;
mod proof;
mod reading;

pub use export::Format;
pub use line::{Line, Reason};
pub use proof::{Check, Outcome};
pub use reading::Remark;

use std::ops::Range;

use super::{TangentLab, tangent};
use crate::{
    numeric::{Program, finite},
    query::Query,
    symbolic::{Derivation, Detail, Expr, Method, ParseError, Proof, Reading, Symbol, methods, parse, read},
};

/// A function that is being typed and differentiated.
///
/// While what is typed can't be read, the last function that could be stays on the desk.
///
/// ```
/// use gradus::lab::{DeriveLab, derive::Action};
/// let mut lab = DeriveLab::new("x^2 sin x");
/// assert_eq!(lab.work().unwrap().derivation.answer().to_string(), "2*x*sin(x) + x^2*cos(x)");
/// lab.update(Action::Type("x^2 sin(".into()));
/// assert_eq!(lab.fault().unwrap().message, "this ( is never closed");
/// assert!(lab.work().is_some());
/// ```
#[derive(Clone, Debug)]
pub struct DeriveLab {
    text: String,
    fault: Option<Fault>,
    remarks: Vec<Remark>,
    work: Option<Work>,
    detail: Detail,
    format: Format,
    /// How many lines after the first are shown; all where nothing is said.
    shown: Option<usize>,
}

/// A function with its derivation and its graph.
#[derive(Clone, Debug)]
pub struct Work {
    /// The function.
    pub f: Expr,
    /// What it is called: f where the text says nothing.
    pub name: String,
    /// The variable that is meant where none is chosen.
    meant: Symbol,
    /// The ways to differentiate it, the usual one first.
    pub methods: Vec<Method>,
    /// Line by line, by one of the methods.
    pub derivation: Derivation,
    /// What numbers say of each step, as far as it was asked.
    proofs: Vec<Option<Proof>>,
    /// The graph and the tangent.
    pub tangent: TangentLab,
}

/// What is wrong with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In plain words.
    pub message: String,
    /// Where, in characters, if it lies at a place.
    pub at: Option<Range<usize>>,
}

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Types; the whole text.
    Type(String),
    /// Chooses the variable.
    By(Symbol),
    /// Chooses how to differentiate.
    Method(Method),
    /// Chooses how much is written down.
    Detail(Detail),
    /// Checks a line by numbers; the first that follows from another is 1.
    Check(usize),
    /// Chooses as what the derivation is taken away.
    Export(Format),
    /// Asks for the next line.
    Reveal,
    /// Asks for all lines.
    RevealAll,
    /// Wants to think first: hides all lines but the first.
    Hide,
    /// Does something to the tangent.
    Tangent(tangent::Action),
}

impl DeriveLab {
    /// The desk with a text on it.
    pub fn new(text: &str) -> Self {
        let mut lab = Self {
            text: String::new(),
            fault: None,
            remarks: Vec::new(),
            work: None,
            detail: Detail::default(),
            format: Format::default(),
            shown: None,
        };
        lab.update(Action::Type(text.to_owned()));
        lab
    }

    /// Does what a person did.
    pub fn update(&mut self, action: Action) {
        match action {
            Action::Type(text) => {
                self.remarks.clear();
                self.fault = self.read(&text).err();
                self.text = text;
            }
            Action::By(by) => {
                if let Some(work) = &self.work
                    && let Err(fault) = self.put(work.f.clone(), work.meant.clone(), &by)
                {
                    self.fault = Some(fault);
                }
            }
            Action::Method(method) => self.rework(method),
            Action::Detail(detail) => {
                self.detail = detail;
                self.rework(self.method());
            }
            Action::Check(line) => self.check(line),
            Action::Export(format) => self.format = format,
            Action::Reveal => {
                let next = self.shown().saturating_add(1);
                self.shown = Some(next).filter(|&n| n < self.steps());
            }
            Action::RevealAll => self.shown = None,
            Action::Hide => self.shown = Some(0).filter(|_| self.steps() > 0),
            Action::Tangent(action) => {
                if let Some(work) = &mut self.work {
                    work.tangent.update(action);
                }
            }
        }
    }

    fn read(&mut self, text: &str) -> Result<(), Fault> {
        let Reading { expr: f, name, by, notes } = read(text)?;
        self.remarks = reading::remarks(text, &notes);
        let meant = by.unwrap_or_else(|| variable(&f));
        if self.work.as_ref().is_none_or(|work| work.f != f || work.meant != meant) {
            self.put(f, meant.clone(), &meant)?;
        }
        if let Some(work) = &mut self.work {
            work.name = name.unwrap_or_else(|| reading::free_name(&work.f));
        }
        Ok(())
    }

    /// Puts a function on the desk. Its method stays if it is one for the function, and the point if f has a value there.
    fn put(&mut self, f: Expr, meant: Symbol, by: &Symbol) -> Result<(), Fault> {
        let mut tangent = TangentLab::new(&f, by).map_err(|error| said(&error))?;
        if let Some(old) = &self.work {
            let chosen = tangent.x();
            tangent.update(tangent::Action::MoveTo(old.tangent.x()));
            if tangent.readings().value.is_none() {
                tangent.update(tangent::Action::MoveTo(chosen));
            }
        }
        let methods = methods(&f, by);
        let method = Some(self.method()).filter(|method| methods.contains(method)).unwrap_or_default();
        let derivation = Derivation::by_method(&f, by, method, self.detail).map_err(|error| said(&error))?;
        let name = self.work.take().map_or_else(String::new, |old| old.name);
        let proofs = vec![None; derivation.steps.len()];
        self.work = Some(Work { f, name, meant, methods, derivation, proofs, tangent });
        self.begin_again();
        Ok(())
    }

    /// Differentiates what is on the desk by a method, in the detail that was chosen.
    fn rework(&mut self, method: Method) {
        let Some(work) = self.work.as_mut().filter(|work| work.methods.contains(&method)) else { return };
        match Derivation::by_method(&work.f, work.tangent.by(), method, self.detail) {
            Ok(derivation) => {
                work.proofs = vec![None; derivation.steps.len()];
                work.derivation = derivation;
                self.begin_again();
            }
            Err(error) => self.fault = Some(said(&error)),
        }
    }

    /// After other lines were put on the desk. Whoever works line by line goes on so; only what is wrong with the text stays.
    fn begin_again(&mut self) {
        self.fault = self.fault.take().filter(|fault| fault.at.is_some());
        self.shown = self.shown.map(|_| 0).filter(|_| self.steps() > 0);
    }

    /// What stands in the field.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with it, if anything is.
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// How parts of it were read that people read in two ways.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The last function that could be read, with its derivation.
    pub fn work(&self) -> Option<&Work> {
        self.work.as_ref()
    }

    /// How it is differentiated.
    pub fn method(&self) -> Method {
        self.work.as_ref().map_or_else(Method::default, |work| work.derivation.method)
    }

    /// How much is written down.
    pub fn detail(&self) -> Detail {
        self.detail
    }

    fn steps(&self) -> usize {
        self.work.as_ref().map_or(0, |work| work.derivation.steps.len())
    }

    /// How many lines after the first are shown.
    pub fn shown(&self) -> usize {
        self.shown.unwrap_or(self.steps()).min(self.steps())
    }

    /// Whether every line is shown.
    pub fn is_complete(&self) -> bool {
        self.shown() == self.steps()
    }

    /// The lines that are shown.
    pub fn lines(&self) -> Vec<Line> {
        self.work.as_ref().map_or_else(Vec::new, |work| line::lines(&work.derivation, self.shown()))
    }

    /// What a link needs to come back to the same desk.
    pub fn query(&self) -> Query {
        let mut query = Query::new().with("f", &self.text);
        if let Some(work) = &self.work {
            if *work.tangent.by() != work.meant {
                query = query.with("by", work.tangent.by());
            }
            query = work.tangent.query().into_iter().fold(query, |query, (name, value)| query.with(&name, value));
        }
        if self.method() != Method::default() {
            query = query.with("method", self.method().id());
        }
        if self.detail != Detail::default() {
            query = query.with("detail", self.detail.id());
        }
        match self.shown {
            Some(shown) => query.with("lines", shown),
            None => query,
        }
    }

    /// The desk that a link describes; an example where it names no function.
    pub fn from_query(query: &Query) -> Self {
        let mut lab = Self::new(query.get("f").unwrap_or(EXAMPLES[0]));
        if let Some(by) = query.get("by").filter(|by| !by.is_empty()) {
            lab.update(Action::By(Symbol::new(by)));
        }
        if let Some(detail) = query.get("detail").and_then(Detail::from_id) {
            lab.update(Action::Detail(detail));
        }
        if let Some(method) = query.get("method").and_then(Method::from_id) {
            lab.update(Action::Method(method));
        }
        let number = |name: &str| query.get(name).and_then(|text| text.parse::<f64>().ok());
        let held: Vec<Symbol> =
            lab.work().into_iter().flat_map(|work| work.tangent.held()).map(|(x, _)| x.clone()).collect();
        for x in held {
            if let Some(value) = number(&format!("at.{x}")) {
                lab.update(Action::Tangent(tangent::Action::Hold(x, value)));
            }
        }
        // After what is held, which decides where the corners are that a number may name.
        if let Some(x) = number("x") {
            lab.update(Action::Tangent(tangent::Action::MoveTo(x)));
        }
        lab.shown = query.get("lines").and_then(|n| n.parse().ok()).filter(|&n: &usize| n < lab.steps());
        lab
    }
}

/// Functions to begin with: one for each thing that there is to see.
pub const EXAMPLES: [&str; 8] = [
    "x^2 sin(3x)",
    "(x^2 + 1)/(x - 1)",
    "x^x",
    "sigmoid(w x + b)",
    "e^x/(e^x + e^y)",
    "max(0, x)",
    "|x^2 - 1|",
    "gelu(x)",
];

/// x where there is one, else the first of its kind (`x1`, `x_2`), else the first variable in the alphabet.
fn variable(f: &Expr) -> Symbol {
    let symbols = f.symbols();
    let x = Symbol::new("x");
    if symbols.contains(&x) {
        return x;
    }
    symbols.iter().find(|s| s.name().starts_with('x')).or(symbols.first()).cloned().unwrap_or(x)
}

fn said(error: &impl std::error::Error) -> Fault {
    Fault { message: error.to_string(), at: None }
}

impl From<ParseError> for Fault {
    fn from(error: ParseError) -> Self {
        Self { message: error.to_string(), at: Some(error.at) }
    }
}

/// The number that a person typed: a decimal, or an expression without variables such as `pi/2`.
///
/// # Errors
/// In plain words, if it is neither or has no value.
///
/// ```
/// use gradus::lab::number;
/// assert_eq!(number("-1/4"), Ok(-0.25));
/// assert!(number("x").is_err() && number("1/0").is_err());
/// ```
pub fn number(text: &str) -> Result<f64, String> {
    let no_number = || "type a number, such as 0.5 or pi/2".to_owned();
    let e = parse(text).map_err(|_| no_number())?;
    let program = Program::new(&[e], &[]).map_err(|_| no_number())?;
    program.eval(&[]).first().copied().and_then(finite).ok_or_else(|| "this has no value".to_owned())
}

#[cfg(test)]
mod tests;
