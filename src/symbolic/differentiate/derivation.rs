//! `Derivation`: the lines on the board.

use super::{
    Application, DifferentiateError, Resolver, Rule, check,
    rule::{apply, rebuild},
};
use crate::symbolic::{Expr, Node, Symbol, simplify_where_defined};

/// A derivative, worked out line by line. Every line equals the one before.
///
/// The first line is `d/dx f`, not yet carried out. Each [`Step`] applies one rule, or all the table's rules that are
/// left, or tidies; the last line is the answer.
///
/// ```
/// use gradus::symbolic::{Derivation, Symbol, parse};
/// let derivation = Derivation::new(&parse("sin(x^2)").unwrap(), &Symbol::new("x")).unwrap();
/// let lines: Vec<String> = derivation.lines().map(|line| line.to_string()).collect();
/// assert_eq!(lines, ["d/dx(sin(x^2))", "cos(x^2)*d/dx(x^2)", "cos(x^2)*2*x", "2*x*cos(x^2)"]);
/// ```
#[derive(Clone, Debug)]
pub struct Derivation {
    /// What is differentiated.
    pub of: Expr,
    /// By which variable.
    pub by: Symbol,
    /// From each line to the next.
    pub steps: Vec<Step>,
}

/// From one line of a derivation to the next.
#[derive(Clone, Debug)]
pub struct Step {
    /// What was done, from left to right; several applications only where one rule, or rules from the table, fit at
    /// several places.
    pub applications: Vec<Applied>,
    /// The line before.
    pub before: Expr,
    /// The line after.
    pub after: Expr,
}

/// An application at its place.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The rules used, the outermost first.
    pub rules: Vec<Rule>,
    /// The outermost rule with its parts.
    pub application: Application,
    /// What was differentiated.
    pub target: Expr,
    /// Where it stands in the line before: the index of the child at each level.
    pub place_before: Vec<usize>,
    /// Where its result stands in the line after; nothing where the result vanished (a term 0, a factor 1).
    pub place_after: Option<Vec<usize>>,
}

impl Derivation {
    /// The derivative of `of` by `by`, line by line.
    ///
    /// # Errors
    /// If a line would be too deep or too long to write.
    pub fn new(of: &Expr, by: &Symbol) -> Result<Self, DifferentiateError> {
        let mut line = Expr::derivative(of.clone(), by.clone());
        let mut steps = Vec::new();
        while line.is_pending() {
            let step = next_step(&line);
            check(&step.after)?;
            line = step.after.clone();
            steps.push(step);
        }
        let tidy = simplify_where_defined(&line);
        check(&tidy)?;
        // Brackets that nobody sees make no line.
        if tidy.to_string() != line.to_string() {
            steps.push(Step { applications: Vec::new(), before: line, after: tidy });
        }
        Ok(Self { of: of.clone(), by: by.clone(), steps })
    }

    /// The derivative.
    pub fn answer(&self) -> Expr {
        self.steps.last().map_or_else(|| Expr::derivative(self.of.clone(), self.by.clone()), |step| step.after.clone())
    }

    /// The lines, from `d/dx f` to the answer.
    pub fn lines(&self) -> impl Iterator<Item = Expr> + '_ {
        let first = Expr::derivative(self.of.clone(), self.by.clone());
        std::iter::once(first).chain(self.steps.iter().map(|step| step.after.clone()))
    }

    /// The rules used, each once, in the order of their first use; without tidying.
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules = Vec::new();
        for rule in self.steps.iter().flat_map(|step| &step.applications).flat_map(|applied| &applied.rules) {
            if !rules.contains(rule) {
                rules.push(*rule);
            }
        }
        rules
    }
}

impl Step {
    /// The rule that names the line.
    pub fn rule(&self) -> Rule {
        self.applications.first().and_then(|applied| applied.rules.first().copied()).unwrap_or(Rule::Tidy)
    }

    /// The rules of the line, each once.
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules: Vec<Rule> = Vec::new();
        for rule in self.applications.iter().flat_map(|applied| &applied.rules) {
            if !rules.contains(rule) {
                rules.push(*rule);
            }
        }
        if rules.is_empty() { vec![Rule::Tidy] } else { rules }
    }
}

/// The step that a person would take next: the first rule that still leaves something to differentiate, at every place
/// where that rule fits; when only the table's derivatives are left, all of them at once.
fn next_step(line: &Expr) -> Step {
    let mut pending = Vec::new();
    find_pending(line, &mut Vec::new(), &mut pending);
    let whole = pending.len() == 1 && pending[0].0.is_empty();
    let mut candidates: Vec<Applied> = pending.into_iter().map(|(place, u, x)| applied(&u, &x, place, whole)).collect();
    let structural = candidates.iter().find(|c| c.application.result.is_pending()).map(|c| c.application.rule);
    if let Some(rule) = structural {
        candidates.retain(|c| c.application.rule == rule && c.application.result.is_pending());
    }
    let after = replace(line, &mut Vec::new(), &candidates);
    for candidate in &mut candidates {
        candidate.place_after = find_same(&after, &candidate.application.result, &mut Vec::new());
    }
    Step { applications: candidates, before: line.clone(), after }
}

/// The rule that fits, carried out to the end where a person would do it in the head.
fn applied(u: &Expr, x: &Symbol, place: Vec<usize>, whole: bool) -> Applied {
    let mut application = apply(u, x);
    let mut rules = vec![application.rule];
    if application.result.is_pending() && is_done_in_the_head(u, x, whole) {
        rules = rules_within(u, x);
        application.result = simplify_where_defined(&Resolver::default().resolve(&application.result));
    }
    if application.rule == Rule::Sum && !whole && application.result.is_pending() {
        // Inside a longer line nobody writes d/dx(1).
        application.result = without_constants(&application.result, x);
    }
    application.result = application.result.fresh();
    Applied { rules, application, target: u.clone(), place_before: place, place_after: None }
}

/// Whether nobody writes a line for it: a multiple of what stands in the table, and a sum of such where it is only a part
/// of a longer line.
fn is_done_in_the_head(u: &Expr, x: &Symbol, whole: bool) -> bool {
    let application = apply(u, x);
    match (application.rule, u.node()) {
        _ if !application.result.is_pending() => true,
        (Rule::ConstantMultiple, _) => {
            application.parts.iter().filter(|p| p.name == "f").all(|p| is_done_in_the_head(&p.is, x, false))
        }
        (Rule::Sum, Node::Sum(terms)) => !whole && terms.iter().all(|t| is_done_in_the_head(t, x, false)),
        _ => false,
    }
}

/// A sum of derivatives without those of constants.
fn without_constants(sum: &Expr, x: &Symbol) -> Expr {
    let is_zero = |term: &Expr| match term.node() {
        Node::Negate(d) => matches!(d.node(), Node::Derivative(u, _) if !u.contains(x)),
        Node::Derivative(u, _) => !u.contains(x),
        _ => false,
    };
    Expr::sum(sum.children().iter().filter(|term| !is_zero(term)).cloned())
}

/// The rules that differentiating `u` takes, each once, the outermost first.
fn rules_within(u: &Expr, x: &Symbol) -> Vec<Rule> {
    let application = apply(u, x);
    let mut rules = vec![application.rule];
    let mut pending = Vec::new();
    find_pending(&application.result, &mut Vec::new(), &mut pending);
    for (_, inner, x) in pending {
        for rule in rules_within(&inner, &x) {
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }
    rules
}

/// The places of derivatives that are to be carried out, from left to right.
fn find_pending(e: &Expr, place: &mut Vec<usize>, found: &mut Vec<(Vec<usize>, Expr, Symbol)>) {
    if !e.is_pending() {
        return;
    }
    if let Node::Derivative(u, x) = e.node() {
        return found.push((place.clone(), u.clone(), x.clone()));
    }
    for (i, child) in e.children().iter().enumerate() {
        place.push(i);
        find_pending(child, place, found);
        place.pop();
    }
}

fn replace(e: &Expr, place: &mut Vec<usize>, by: &[Applied]) -> Expr {
    if let Some(applied) = by.iter().find(|a| a.place_before == *place) {
        return applied.application.result.clone();
    }
    if !e.is_pending() || matches!(e.node(), Node::Derivative(..)) {
        return e.clone();
    }
    let children = e.children().iter().enumerate().map(|(i, child)| {
        place.push(i);
        let new = replace(child, place, by);
        place.pop();
        new
    });
    let children = children.collect();
    rebuild(e, children)
}

/// Where `part` itself, and not only its equal, stands in `e`.
fn find_same(e: &Expr, part: &Expr, place: &mut Vec<usize>) -> Option<Vec<usize>> {
    if e.is_same(part) {
        return Some(place.clone());
    }
    if e.size() <= part.size() {
        return None;
    }
    for (i, child) in e.children().iter().enumerate() {
        place.push(i);
        let found = find_same(child, part, place);
        place.pop();
        if found.is_some() {
            return found;
        }
    }
    None
}
