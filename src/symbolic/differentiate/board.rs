//! The next line: which rule a person would use next, at which places, and what the line becomes.

use super::{
    Application, Applied, Condition, Detail, Rule, Step,
    apply::{apply, multiplied, negated, over, sum},
    slopes::{Derivatives, Open, Slopes},
};
use crate::symbolic::{Expr, Node, Symbol, simplify::Simplifier};

/// The board on which a derivation is written: how detailed it is to be, and what is known already.
pub(super) struct Board {
    detail: Detail,
    by: Vec<Derivatives>,
    simplifier: Simplifier,
}

impl Board {
    pub fn new(detail: Detail) -> Self {
        Self { detail, by: Vec::new(), simplifier: Simplifier::where_defined() }
    }

    /// The derivatives by `x` that are known.
    pub fn by(&mut self, x: &Symbol) -> &mut Derivatives {
        let place = self.by.iter().position(|d| d.by() == x).unwrap_or(self.by.len());
        if place == self.by.len() {
            self.by.push(Derivatives::new(x));
        }
        &mut self.by[place]
    }

    /// The step that a person would take next.
    ///
    /// The first rule that still leaves something to differentiate is applied at every place where that rule fits; when
    /// only the table's derivatives are left, all of them are taken at once. In full detail those too go rule by rule; in
    /// short, all that is pending is done at once.
    pub fn next_step(&mut self, line: &Expr) -> Step {
        let mut pending = Vec::new();
        find_pending(line, &mut Vec::new(), &mut pending);
        let whole = pending.len() == 1 && pending.iter().all(|(place, ..)| place.is_empty());
        let mut candidates: Vec<Applied> =
            pending.into_iter().map(|(place, u, x)| self.applied(u, x, place, whole)).collect();
        let structural = candidates.iter().find(|c| c.application.result.is_pending()).map(|c| c.application.rule);
        match (self.detail, structural) {
            (Detail::Short, _) | (Detail::Usual, None) => {}
            (Detail::Full, None) => {
                let first = candidates.first().map(|c| c.application.rule);
                candidates.retain(|c| Some(c.application.rule) == first);
            }
            (_, Some(rule)) => {
                candidates.retain(|c| c.application.rule == rule && c.application.result.is_pending());
            }
        }
        let new = rewritten(line, &mut Vec::new(), &mut candidates.iter().enumerate().peekable());
        for (i, place) in new.places {
            if let Some(candidate) = candidates.get_mut(i) {
                candidate.place_after = Some(place.into_iter().rev().collect());
            }
        }
        Step { applications: candidates, before: line.clone(), after: new.e }
    }

    /// The rule that fits, carried out to the end where a person would do it in the head.
    fn applied(&mut self, u: &Expr, x: &Symbol, place: Vec<usize>, whole: bool) -> Applied {
        let detail = self.detail;
        let mut application = apply(u, &mut Open(self.by(x)));
        let mut rules = vec![application.rule];
        if detail == Detail::Full {
            rules.extend(application.outer);
        } else if application.result.is_pending() {
            if self.is_done_in_the_head(u, x, whole) {
                let within = self.within(u, x);
                (rules, application.conditions) = (within.rules, within.conditions);
                let slope = self.by(x).slope(u);
                application.result = self.simplifier.simplify(&slope);
            } else if let Some((sign, v)) = self.single_term(u, x, whole) {
                // Signs and constant terms get no line of their own.
                let inner = self.applied(&v, x, place, false);
                let result = inner.application.result;
                let result = if sign { negated(result) } else { result };
                return Applied {
                    rules: Some(Rule::Sum).filter(|_| rules == [Rule::Sum]).into_iter().chain(inner.rules).collect(),
                    application: Application { result, ..inner.application },
                    target: u.clone(),
                    place_before: inner.place_before,
                    place_after: None,
                };
            } else if detail == Detail::Short {
                let mut done = Within { rules, conditions: application.conditions };
                application.result = self.with_easy_parts(&application.result, &mut done);
                (rules, application.conditions) = (done.rules, done.conditions);
            } else if application.rule == Rule::Sum && !whole {
                // Inside a longer line nobody writes d/dx(1).
                application.result = self.without_constants(&application.result, x);
            }
        }
        Applied { rules, application, target: u.clone(), place_before: place, place_after: None }
    }

    /// What is left of `u` without a sign and, inside a longer line, without constant terms, and whether the sign turned;
    /// nothing if there is nothing to leave off.
    fn single_term(&mut self, u: &Expr, x: &Symbol, whole: bool) -> Option<(bool, Expr)> {
        match u.node() {
            Node::Negate(v) => Some((true, v.clone())),
            Node::Sum(terms) if !whole => {
                let mut varying = terms.iter().filter(|t| self.by(x).varies(t));
                let (term, None) = (varying.next()?, varying.next()) else { return None };
                Some(if let Node::Negate(v) = term.node() { (true, v.clone()) } else { (false, term.clone()) })
            }
            _ => None,
        }
    }

    /// Whether nobody writes a line for it: what stands in the table, a multiple of it, pieces of that kind, and a sum of
    /// such where it is only a part of a longer line.
    fn is_done_in_the_head(&mut self, u: &Expr, x: &Symbol, whole: bool) -> bool {
        match u.node() {
            Node::Negate(v) => self.is_done_in_the_head(v, x, false),
            Node::Sum(terms) => !whole && terms.iter().all(|t| self.is_done_in_the_head(t, x, false)),
            Node::Product(factors) => {
                let mut varying = factors.iter().filter(|f| self.by(x).varies(f));
                match (varying.next(), varying.next()) {
                    (Some(f), None) if factors.len() > 1 => {
                        let f = f.clone();
                        self.is_done_in_the_head(&f, x, false)
                    }
                    (first, _) => first.is_none(),
                }
            }
            Node::Quotient([f, g]) if !self.by(x).varies(g) => self.is_done_in_the_head(f, x, false),
            Node::Piecewise(_, [_, below, above]) | Node::Extremum(_, [below, above]) => {
                self.is_done_in_the_head(below, x, false) && self.is_done_in_the_head(above, x, false)
            }
            // e^(-x) differs from e^x only by a sign.
            Node::Apply(_, v) if !whole && matches!(v.node(), Node::Negate(w) if w.as_symbol().is_some()) => true,
            Node::Derivative(..) => false,
            _ => !apply(u, &mut Open(self.by(x))).result.is_pending(),
        }
    }

    /// A sum of derivatives without those of constants.
    fn without_constants(&mut self, slopes: &Expr, x: &Symbol) -> Expr {
        let mut is_zero = |term: &Expr| match term.node() {
            Node::Negate(d) => matches!(d.node(), Node::Derivative(u, _) if !self.by(x).varies(u)),
            Node::Derivative(u, _) => !self.by(x).varies(u),
            _ => false,
        };
        Expr::sum(slopes.children().iter().filter(|term| !is_zero(term)).cloned().collect::<Vec<_>>())
    }

    /// What a rule makes of an expression, with those derivatives taken that are done in the head.
    fn with_easy_parts(&mut self, result: &Expr, done: &mut Within) -> Expr {
        let mut pending = Vec::new();
        find_pending(result, &mut Vec::new(), &mut pending);
        let mut easy = Vec::new();
        for (place, u, x) in pending {
            if self.is_done_in_the_head(u, x, false) {
                done.add(self.within(u, x));
                let slope = self.by(x).slope(u);
                let slope = self.simplifier.simplify(&slope);
                let application = Application::plain(Rule::Constant, slope);
                let (rules, target) = (Vec::new(), u.clone());
                easy.push(Applied { rules, application, target, place_before: place, place_after: None });
            }
        }
        rewritten(result, &mut Vec::new(), &mut easy.iter().enumerate().peekable()).e
    }

    /// The rules that differentiating `u` takes, the outermost first, and where they hold.
    fn within(&mut self, u: &Expr, x: &Symbol) -> Within {
        let application = apply(u, &mut Open(self.by(x)));
        let mut within = Within { rules: vec![application.rule], conditions: application.conditions };
        let mut pending = Vec::new();
        find_pending(&application.result, &mut Vec::new(), &mut pending);
        for (_, inner, x) in pending {
            within.add(self.within(inner, x));
        }
        within
    }
}

/// The rules that a derivative takes, each once, and where they hold.
struct Within {
    rules: Vec<Rule>,
    conditions: Vec<Condition>,
}

impl Within {
    fn add(&mut self, other: Self) {
        for rule in other.rules {
            if !self.rules.contains(&rule) {
                self.rules.push(rule);
            }
        }
        for condition in other.conditions {
            if !self.conditions.contains(&condition) {
                self.conditions.push(condition);
            }
        }
    }
}

/// The places of the derivatives that can be carried out, from left to right: of nested ones the innermost.
fn find_pending<'a>(e: &'a Expr, place: &mut Vec<usize>, found: &mut Vec<(Vec<usize>, &'a Expr, &'a Symbol)>) {
    if !e.is_pending() {
        return;
    }
    if let Node::Derivative(u, x) = e.node()
        && !u.is_pending()
    {
        return found.push((place.clone(), u, x));
    }
    for (i, child) in e.children().iter().enumerate() {
        place.push(i);
        find_pending(child, place, found);
        place.pop();
    }
}

/// A part of the new line, and which result stands where in it: the indices from the result outwards.
struct New {
    e: Expr,
    places: Vec<(usize, Vec<usize>)>,
}

/// The line with the results in place of what they were made from, which come in the order of [`find_pending`].
fn rewritten<'a>(
    e: &Expr,
    place: &mut Vec<usize>,
    by: &mut std::iter::Peekable<impl Iterator<Item = (usize, &'a Applied)>>,
) -> New {
    if !e.is_pending() {
        return New { e: e.clone(), places: Vec::new() };
    }
    if matches!(e.node(), Node::Derivative(..))
        && let Some((i, applied)) = by.next_if(|(_, applied)| applied.place_before == *place)
    {
        return New { e: applied.application.result.clone(), places: vec![(i, Vec::new())] };
    }
    let parts = e.children().iter().enumerate().map(|(i, child)| {
        place.push(i);
        let new = rewritten(child, place, by);
        place.pop();
        new
    });
    let parts: Vec<New> = parts.collect();
    rebuilt(e, parts)
}

/// The same operation on parts that have been carried out: terms that became 0 and factors that became 1 go.
fn rebuilt(e: &Expr, parts: Vec<New>) -> New {
    let (new, mut places): (Vec<Expr>, Vec<_>) = parts.into_iter().map(|part| (part.e, part.places)).unzip();
    let old = new.clone();
    let e = match e.node() {
        Node::Sum(_) => sum(new),
        Node::Product(_) => multiplied(new),
        Node::Negate(_) => new.into_iter().next().map_or_else(Expr::zero, negated),
        Node::Quotient(_) => match <[Expr; 2]>::try_from(new) {
            Ok([u, v]) => over(u, v),
            Err(parts) => e.with_children(parts),
        },
        _ => e.with_children(new),
    };
    // What is left of the parts stands in the new operation in the same order.
    let mut at = 0;
    let mut left = Vec::new();
    for (part, found) in old.iter().zip(&mut places) {
        if part.is_same(&e) {
            left.append(found);
            break;
        }
        if e.children().get(at).is_some_and(|child| child.is_same(part)) {
            for (_, place) in &mut *found {
                place.push(at);
            }
            left.append(found);
            at += 1;
        }
    }
    New { e, places: left }
}
