//! How a method begins and ends: what is to be differentiated is written otherwise first, and recognised in the result.

use super::{
    Application, Applied, Condition, Detail, Method, Part, Rule, Step,
    apply::{cases, is_positive, times},
    definition::{self, By},
    logarithm,
    polynomial::multiplied_out,
    slopes::{Derivatives, Slopes},
    tidying,
};
use crate::symbolic::{AtZero, Expr, Function, Node, Number, follows};

/// The lines with which a method begins; none where it has nothing to rewrite. `line` is `d/dx f`.
pub(super) fn opening(method: Method, line: &Expr, s: &mut Derivatives) -> Vec<Step> {
    let Node::Derivative(f, x) = line.node() else { return Vec::new() };
    match method {
        Method::Usual => Vec::new(),
        Method::Logarithmic => logarithm::differentiation(line, f, x, s),
        Method::MultiplyOut => match multiplied_out(f) {
            Some(expanded) => {
                let after = Expr::derivative(expanded.clone(), x.clone());
                vec![one_place(line, after, Rule::MultiplyOut, f, vec![0], expanded)]
            }
            None => Vec::new(),
        },
        _ => {
            let mut found = Vec::new();
            let after = rewritten(method, false, line, &mut Vec::new(), &mut found, s);
            if found.is_empty() {
                return Vec::new();
            }
            vec![Step { applications: found, before: line.clone(), after }]
        }
    }
}

/// The lines from what the rules gave to the answer: tidied, and the functions that were rewritten recognised again.
pub(super) fn closing(method: Method, line: &Expr, answer: &Expr, detail: Detail, s: &mut Derivatives) -> Vec<Step> {
    let mut found = Vec::new();
    let spelt_out = match method {
        Method::Definition | Method::SinesAndCosines | Method::Exponential | Method::Powers => {
            rewritten(method, true, answer, &mut Vec::new(), &mut found, s)
        }
        _ => answer.clone(),
    };
    if found.is_empty() || !is_proved(line, answer) || line.to_string() == answer.to_string() {
        return tidying::steps(line, answer, detail);
    }
    let pieces: Vec<Expr> = found
        .iter()
        .flat_map(|applied| applied.application.result.children())
        .filter(|piece| !piece.children().is_empty())
        .cloned()
        .collect();
    let mut steps = tidying::steps_with(line, &pieces, detail);
    let last = steps.last().map_or(line, |step| &step.after).clone();
    let text = |e: &Expr| e.to_string();
    if text(&last) == text(answer) {
        return steps;
    }
    if text(&last) != text(&spelt_out) && is_proved(&last, &spelt_out) && is_proved(&spelt_out, answer) {
        steps.push(tidying::step(&last, &spelt_out, &[Rule::Regroup]));
    }
    let last = steps.last().map_or(line, |step| &step.after).clone();
    if last != spelt_out {
        let rules: Vec<Rule> = found.iter().flat_map(|applied| applied.rules.clone()).collect();
        steps.push(tidying::step(&last, answer, &rules));
        return steps;
    }
    let recognised = |applied: Applied| Applied {
        application: Application {
            result: applied.target.clone(),
            parts: Vec::new(),
            conditions: Vec::new(),
            ..applied.application.clone()
        },
        target: applied.application.result,
        ..applied
    };
    let applications = found.into_iter().map(recognised).collect();
    steps.push(Step { applications, before: last, after: answer.clone() });
    steps
}

/// Whether numbers say that one line follows from the other.
fn is_proved(before: &Expr, after: &Expr) -> bool {
    follows(before, after).is_proved()
}

pub(super) fn one_place(
    before: &Expr,
    after: Expr,
    rule: Rule,
    target: &Expr,
    place: Vec<usize>,
    result: Expr,
) -> Step {
    let applied = Applied {
        rules: vec![rule],
        application: Application::plain(rule, result),
        target: target.clone(),
        place_before: place.clone(),
        place_after: Some(place),
    };
    Step { applications: vec![applied], before: before.clone(), after }
}

/// The expression with everything rewritten that the method rewrites, and what was rewritten: of nested parts the
/// outermost.
fn rewritten(
    method: Method,
    in_result: bool,
    e: &Expr,
    place: &mut Vec<usize>,
    found: &mut Vec<Applied>,
    s: &mut Derivatives,
) -> Expr {
    if e.children().is_empty() || !s.varies(e) || is_left_alone(method, e) {
        return e.clone();
    }
    let before = found.len();
    let children = e.children().iter().enumerate().map(|(i, child)| {
        place.push(i);
        let new = rewritten(method, in_result, child, place, found, s);
        place.pop();
        new
    });
    let children: Vec<Expr> = children.collect();
    let e_new = if found.len() == before { e.clone() } else { e.with_children(children) };
    let Some((rule, result, mut conditions)) = rewriting(method, in_result, &e_new, s) else { return e_new };
    conditions.extend(found.drain(before..).flat_map(|inside| inside.application.conditions));
    let parts = match e.node() {
        Node::Quotient([f, g]) | Node::Power([f, g]) | Node::Extremum(_, [f, g]) => {
            vec![Part { name: "f", is: f.clone() }, Part { name: "g", is: g.clone() }]
        }
        _ => Vec::new(),
    };
    found.push(Applied {
        rules: vec![rule],
        application: Application { rule, outer: None, parts, conditions, result: result.clone() },
        target: e.clone(),
        place_before: place.clone(),
        place_after: Some(place.clone()),
    });
    result
}

/// Whether nobody would rewrite what is inside: the derivative of `ln |u|` needs no cases.
fn is_left_alone(method: Method, e: &Expr) -> bool {
    method == Method::Definition
        && matches!(e.node(), Node::Apply(Function::Ln, u) if matches!(u.node(), Node::Apply(Function::Abs, _)))
}

/// How the method writes the outermost operation, if it writes it otherwise.
fn rewriting(method: Method, in_result: bool, e: &Expr, s: &mut Derivatives) -> Option<(Rule, Expr, Vec<Condition>)> {
    match (method, e.node()) {
        (Method::ProductAndPower, Node::Quotient([f, g])) if s.varies(g) && (s.varies(f) || !is_power(g)) => {
            let power = negative_power(g)?;
            let result = if f.is_integer(1) { power } else { times(f.clone(), power) };
            Some((Rule::NegativePower, result, Vec::new()))
        }
        (Method::Powers, Node::Quotient([f, g])) if !in_result => {
            let Node::Power([u, n]) = g.node() else { return None };
            let n = n.as_number().filter(|n| !n.is_integer())?;
            Some((Rule::RootAsPower, times(f.clone(), Expr::power(u.clone(), Expr::number(-&n))), Vec::new()))
        }
        (Method::Powers, Node::Apply(f @ (Function::Sqrt | Function::Cbrt), u)) => {
            let (root, conditions) = match (f, u.node()) {
                (Function::Sqrt, _) => (2, Vec::new()),
                (_, Node::Power([v, n])) if n.as_number().is_some_and(|n| n.is_even()) => {
                    (3, vec![Condition::Nonzero(v.clone())])
                }
                _ if is_positive(u) => (3, Vec::new()),
                _ => (3, vec![Condition::Positive(u.clone())]),
            };
            let power = Expr::power(u.clone(), Expr::number(Number::ratio(1, root)?));
            Some((Rule::RootAsPower, power, conditions))
        }
        (Method::LogarithmLaws, Node::Apply(Function::Ln, u)) => {
            Some((Rule::LogarithmLaws, logarithm::laws(u)?, Vec::new()))
        }
        (Method::SinesAndCosines, Node::Apply(f, u)) => {
            Some((Rule::Definition(*f), (definition::by(*f, By::Sines)?.of)(u), Vec::new()))
        }
        (Method::Definition, Node::Apply(f, u)) => {
            let row =
                definition::by(*f, By::Meaning).or_else(|| definition::by(*f, By::Result).filter(|_| in_result))?;
            Some((Rule::Definition(*f), (row.of)(u), Vec::new()))
        }
        (Method::Definition, Node::Extremum(which, [v, w])) => {
            let [on, below, above] = cases(*which, v, w);
            Some((Rule::Cases, Expr::piecewise(AtZero::Above, on, below, above), Vec::new()))
        }
        (Method::Exponential, Node::Power([f, g])) if s.varies(g) && f.as_number().is_none_or(|_| is_positive(f)) => {
            let conditions = if is_positive(f) { Vec::new() } else { vec![Condition::Positive(f.clone())] };
            let exponent = times(g.clone(), Expr::apply(Function::Ln, f.clone()));
            Some((Rule::ExponentialForm, Expr::apply(Function::Exp, exponent), conditions))
        }
        _ => None,
    }
}

/// Whether the reciprocal is differentiated by the power rule already.
fn is_power(g: &Expr) -> bool {
    matches!(g.node(), Node::Symbol(_) | Node::Power(_) | Node::Apply(Function::Sqrt, _))
}

/// `1/g` as a power.
fn negative_power(g: &Expr) -> Option<Expr> {
    let minus = |n: Number| Expr::number(-&n);
    Some(match g.node() {
        Node::Apply(Function::Exp, u) => Expr::apply(Function::Exp, u.clone().negate()),
        Node::Apply(Function::Sqrt, u) => Expr::power(u.clone(), minus(Number::ratio(1, 2)?)),
        Node::Power([base, n]) => match n.as_number() {
            Some(n) => Expr::power(base.clone(), minus(n)),
            None => Expr::power(base.clone(), n.clone().negate()),
        },
        _ => Expr::power(g.clone(), Expr::integer(-1)),
    })
}
