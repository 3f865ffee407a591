//! Cells to fill in, and what a wrong one comes from.

use super::graph::{Edge, Graph, Run};
use crate::numeric::Operation;

/// A number that a learner fills in: the value of a node, or the derivative by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    Value(usize),
    Adjoint(usize),
}

/// What is found of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    Right,
    /// Right to two digits or so.
    Close,
    /// It follows by the rules from another answer, which is wrong: that of this node.
    Follows(usize),
    /// What the slips of this list give, one or more.
    Slips(Vec<Slip>),
    Wrong,
    /// There is no such number at this point.
    Missing,
}

/// A wrong way back, of those that are usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// One share alone, where several have to be added; by the end of its edge.
    Overwritten(usize),
    /// A factor multiplied by itself in place of the other.
    NotSwapped(usize),
    /// The slope at the value of the function in place of its argument.
    AtActivation(usize),
    /// The value of the function for its slope.
    ValueForSlope(usize),
    /// What arrived, passed on as it is.
    SlopeForgotten(usize),
    /// The slopes alone, without what arrived.
    ArrivalForgotten,
    /// The sign.
    Sign,
    /// The exponent kept in a power's slope.
    ExponentKept(usize),
    /// The exponent not brought down as a factor.
    ExponentForgotten(usize),
    /// A divisor that multiplies.
    NotInverted(usize),
    /// The value where the derivative is asked for.
    ValueItself,
}

/// How far off a right answer may be, and a close one.
const RIGHT: f64 = 5e-3;
const CLOSE: f64 = 0.05;

fn near(answer: f64, number: f64, within: f64) -> bool {
    (answer - number).abs() <= (within * number.abs()).max(1e-9)
}

/// Judges the answer in a cell; `known` gives what the learner has for a node's derivative.
pub(super) fn judge(graph: &Graph, run: &Run, cell: Cell, answer: f64, known: impl Fn(Cell) -> Option<f64>) -> Verdict {
    let right = match cell {
        Cell::Value(node) => run.values[node],
        Cell::Adjoint(node) => run.adjoints[node],
    };
    if !right.is_finite() {
        return Verdict::Missing;
    }
    if near(answer, right, RIGHT) {
        return Verdict::Right;
    }
    if near(answer, right, CLOSE) {
        return Verdict::Close;
    }
    let Cell::Adjoint(node) = cell else { return Verdict::Wrong };
    let uses: Vec<(Edge, f64)> = graph.uses(node).into_iter().map(|i| (graph.edges[i], run.slopes[i])).collect();
    if let Some(wrong) = followed(&uses, run, answer, known) {
        return Verdict::Follows(wrong);
    }
    let mut slips: Vec<Slip> = candidates(graph, run, node, &uses)
        .into_iter()
        .filter(|(_, value)| near(answer, *value, RIGHT) && !near(*value, right, CLOSE))
        .map(|(slip, _)| slip)
        .collect();
    slips.sort();
    slips.dedup();
    if slips.is_empty() { Verdict::Wrong } else { Verdict::Slips(slips) }
}

/// The node whose wrong derivative an answer follows from.
fn followed(uses: &[(Edge, f64)], run: &Run, answer: f64, known: impl Fn(Cell) -> Option<f64>) -> Option<usize> {
    let own = |edge: &Edge| known(Cell::Adjoint(edge.to)).unwrap_or(run.adjoints[edge.to]);
    let wrong = uses.iter().find(|(edge, _)| !near(own(edge), run.adjoints[edge.to], RIGHT))?;
    let sum: f64 = uses.iter().map(|(edge, slope)| own(edge) * slope).sum();
    near(answer, sum, RIGHT).then_some(wrong.0.to)
}

/// What the slips give, each at one place.
fn candidates(graph: &Graph, run: &Run, node: usize, uses: &[(Edge, f64)]) -> Vec<(Slip, f64)> {
    let arrived = |edge: &Edge| run.adjoints[edge.to];
    let sum: f64 = uses.iter().map(|(edge, slope)| arrived(edge) * slope).sum();
    let mut all = vec![(Slip::Sign, -run.adjoints[node]), (Slip::ValueItself, run.values[node])];
    if !uses.is_empty() {
        all.push((Slip::ArrivalForgotten, uses.iter().map(|(_, slope)| slope).sum()));
    }
    for (edge, slope) in uses {
        let share = arrived(edge) * slope;
        if uses.len() > 1 {
            all.push((Slip::Overwritten(edge.to), share));
        }
        for (slip, wrong) in wrong_slopes(graph, run, edge) {
            all.push((slip, sum - share + arrived(edge) * wrong));
        }
    }
    all
}

/// Wrong slopes of an edge.
fn wrong_slopes(graph: &Graph, run: &Run, edge: &Edge) -> Vec<(Slip, f64)> {
    let (from, to) = (run.values[edge.from], edge.to);
    let parents = &graph.nodes[to].parents;
    let other = parents.get(1 - edge.argument.min(1)).map_or(f64::NAN, |&parent| run.values[parent]);
    let mut all = vec![(Slip::SlopeForgotten(to), 1.0)];
    match graph.nodes[to].operation {
        Operation::Multiply(..) => all.push((Slip::NotSwapped(to), from)),
        Operation::Divide(..) if edge.argument == 0 => all.push((Slip::NotInverted(to), other)),
        Operation::Divide(..) => {
            all.push((Slip::Sign, other / (from * from)));
            all.push((Slip::NotInverted(to), other));
        }
        Operation::Subtract(..) if edge.argument == 1 => all.push((Slip::Sign, 1.0)),
        Operation::PowerInteger(_, n) => {
            let n = f64::from(n);
            all.push((Slip::ExponentKept(to), n * from.powf(n)));
            all.push((Slip::ExponentForgotten(to), from.powf(n - 1.0)));
        }
        Operation::Apply(f, _) => {
            let value = run.values[to];
            all.push((Slip::AtActivation(to), f.slope(value, f.value(value))));
            all.push((Slip::ValueForSlope(to), value));
        }
        _ => {}
    }
    all
}
