//! The desk of the Derive page: what was typed, the derivation that follows from it, how many of its lines are shown, and
//! the tangent beside it.

use std::ops::Range;

use super::{TangentLab, tangent};
use crate::{
    numeric::{Program, finite},
    query::Query,
    symbolic::{Derivation, Expr, ParseError, Symbol, parse},
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
    work: Option<Work>,
    /// How many lines after the first are shown; all where nothing is said.
    shown: Option<usize>,
}

/// A function with its derivation and its graph.
#[derive(Clone, Debug)]
pub struct Work {
    /// The function.
    pub f: Expr,
    /// Line by line.
    pub derivation: Derivation,
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
        let mut lab = Self { text: String::new(), fault: None, work: None, shown: None };
        lab.update(Action::Type(text.to_owned()));
        lab
    }

    /// Does what a person did.
    pub fn update(&mut self, action: Action) {
        match action {
            Action::Type(text) => {
                match worked(&text, None) {
                    Ok(work) => {
                        let same = self.work.as_ref().is_some_and(|old| old.f == work.f);
                        if !same {
                            self.put(work);
                        }
                        self.fault = None;
                    }
                    Err(fault) => self.fault = Some(fault),
                }
                self.text = text;
            }
            Action::By(by) => match worked(&self.text, Some(by)) {
                Ok(work) => self.put(work),
                Err(fault) => self.fault = Some(fault),
            },
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

    /// Puts a function on the desk. Whoever works line by line goes on so; the point keeps its x if f has a value there.
    fn put(&mut self, work: Work) {
        let x = self.work.as_ref().map(|old| old.tangent.x());
        let mut work = work;
        if let Some(x) = x {
            let chosen = work.tangent.x();
            work.tangent.update(tangent::Action::MoveTo(x));
            if work.tangent.readings().value.is_none() {
                work.tangent.update(tangent::Action::MoveTo(chosen));
            }
        }
        self.shown = self.shown.map(|_| 0).filter(|_| !work.derivation.steps.is_empty());
        self.work = Some(work);
    }

    /// What stands in the field.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with it, if anything is.
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// The last function that could be read, with its derivation.
    pub fn work(&self) -> Option<&Work> {
        self.work.as_ref()
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

    /// What a link needs to come back to the same desk.
    pub fn query(&self) -> Query {
        let mut query = Query::new().with("f", &self.text);
        if let Some(work) = &self.work {
            if *work.tangent.by() != variable(&work.f) {
                query = query.with("by", work.tangent.by());
            }
            query = work.tangent.query().into_iter().fold(query, |query, (name, value)| query.with(&name, value));
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
        let number = |name: &str| query.get(name).and_then(|text| text.parse::<f64>().ok());
        if let Some(x) = number("x") {
            lab.update(Action::Tangent(tangent::Action::MoveTo(x)));
        }
        let held: Vec<Symbol> =
            lab.work().into_iter().flat_map(|work| work.tangent.held()).map(|(x, _)| x.clone()).collect();
        for x in held {
            if let Some(value) = number(&format!("at.{x}")) {
                lab.update(Action::Tangent(tangent::Action::Hold(x, value)));
            }
        }
        lab.shown = query.get("lines").and_then(|n| n.parse().ok()).filter(|&n: &usize| n < lab.steps());
        lab
    }
}

/// Functions to begin with: one for each thing that there is to see.
pub const EXAMPLES: [&str; 8] = [
    "x^2 sin(3x)",
    "e^(-x^2)",
    "1/(1 + e^(-x))",
    "ln(x^2 + 1)",
    "(x^2 + 1)/(x - 1)",
    "sigmoid(w x + b)",
    "x^x",
    "relu(x^2 - 1)",
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

fn worked(text: &str, by: Option<Symbol>) -> Result<Work, Fault> {
    let said = |message: String| Fault { message, at: None };
    let f = parse(text)?;
    let by = by.unwrap_or_else(|| variable(&f));
    let derivation = Derivation::new(&f, &by).map_err(|error| said(error.to_string()))?;
    let tangent = TangentLab::new(&f, &by).map_err(|error| said(error.to_string()))?;
    Ok(Work { f, derivation, tangent })
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
mod tests {
    use super::*;

    #[test]
    fn lines_are_revealed_one_by_one() {
        let mut lab = DeriveLab::new("sin(x^2)");
        assert!(lab.is_complete());
        lab.update(Action::Hide);
        let mut shown = vec![lab.shown()];
        while !lab.is_complete() {
            lab.update(Action::Reveal);
            shown.push(lab.shown());
        }
        assert_eq!(shown, [0, 1, 2, 3]);
        lab.update(Action::Reveal);
        assert!(lab.is_complete());
    }

    #[test]
    fn a_link_comes_back_to_the_same_desk() {
        let mut lab = DeriveLab::new("sigmoid(w x + b)");
        lab.update(Action::By(Symbol::new("w")));
        lab.update(Action::Tangent(tangent::Action::MoveTo(-1.25)));
        lab.update(Action::Tangent(tangent::Action::Hold(Symbol::new("b"), 2.0)));
        lab.update(Action::Hide);
        let back = DeriveLab::from_query(&Query::parse(&lab.query().to_string()));
        assert_eq!(back.query(), lab.query());
        assert_eq!(back.work().unwrap().tangent.readings(), lab.work().unwrap().tangent.readings());
    }

    #[test]
    fn examples_and_hostile_links_do_no_harm() {
        for f in EXAMPLES {
            assert!(DeriveLab::new(f).fault().is_none(), "{f}");
        }
        for query in
            ["f=", "f=((((", "f=x&x=NaN", "f=x&x=1e999", "f=x&lines=-1", "f=x&by=", "f=7", "f=x&by=%00", "lines=9"]
        {
            let lab = DeriveLab::from_query(&Query::parse(query));
            assert!(lab.shown() <= lab.steps(), "{query}");
        }
    }

    #[test]
    fn typing_on_keeps_the_place() {
        let mut lab = DeriveLab::new("x^2");
        lab.update(Action::Tangent(tangent::Action::MoveTo(2.5)));
        lab.update(Action::Type("x^2 +".into()));
        assert_eq!(lab.fault().unwrap().at, Some(4..5));
        lab.update(Action::Type("x^2 + 1".into()));
        assert_eq!((lab.fault(), lab.work().unwrap().tangent.x()), (None, 2.5));
        lab.update(Action::Type("ln(-x)".into()));
        assert!(lab.work().unwrap().tangent.readings().value.is_some());
    }
}
