//! An expression as a graph of operations.

use std::sync::Arc;

use crate::{
    lab::{input_figure, subscripted},
    numeric::{Operation, Program, Tape},
    plot::Layered,
    symbolic::{self, Expr, Function, Symbol, parse, simplify},
};

/// The most operations that are drawn, and the most variables.
pub(super) const MOST_NODES: usize = 48;
pub(super) const MOST_VARIABLES: usize = 8;

/// An expression, operation by operation as it is written. Nodes are counted so that each comes after what it is made of;
/// the last is the expression itself.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    pub(super) text: String,
    pub(super) f: Expr,
    program: Program,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) layout: Arc<Layered>,
}

#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What it is called: a variable by its name, a number by itself, an operation by v and its count.
    pub(super) name: Expr,
    /// The sign that stands in it.
    pub(super) sign: String,
    /// What it does, from the names of what it is made of.
    pub(super) formula: Expr,
    pub(super) operation: Operation,
    /// What it is made of, as nodes.
    pub(super) parents: Vec<usize>,
}

/// A line of the graph along which a derivative comes back: not to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Which of the parents of `to` it is.
    pub(super) argument: usize,
}

/// What comes of a point.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// The value of each node; NaN where it has none.
    pub(super) values: Vec<f64>,
    /// The derivative of the expression by each node.
    pub(super) adjoints: Vec<f64>,
    /// The slope of each edge's end by its beginning.
    pub(super) slopes: Vec<f64>,
    /// What each edge brings back.
    pub(super) shares: Vec<f64>,
    /// Whether the expression depends on each node at this point: on what is not chosen it does not.
    pub(super) counts: Vec<bool>,
}

impl Node {
    pub(super) fn is_operation(&self) -> bool {
        !matches!(self.operation, Operation::Constant(_) | Operation::Variable(_))
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self.operation, Operation::Constant(_))
    }
}

impl Graph {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let f = parse(text).map_err(|error| error.to_string())?;
        let variables = f.symbols();
        if variables.is_empty() {
            return Err("This has no variable, so there is nothing to differentiate by.".into());
        }
        if variables.len() > MOST_VARIABLES {
            return Err(format!("This has {} variables; up to {MOST_VARIABLES} are shown.", variables.len()));
        }
        let program = Program::as_written(&f, &variables).map_err(|error| error.to_string())?;
        let slots = needed(&program);
        if slots.len() > MOST_NODES {
            return Err(format!(
                "This takes {} operations and numbers; a graph of up to {MOST_NODES} is drawn.",
                slots.len()
            ));
        }
        let operations: Vec<Operation> = slots.iter().map(|&slot| program.operations()[slot]).collect();
        let node_of = |slot: u32| slots.iter().position(|&s| s == slot as usize);
        let parents: Vec<Vec<usize>> =
            operations.iter().map(|o| o.parents().into_iter().filter_map(node_of).collect()).collect();
        let letter = ["v", "u", "h", "t"].into_iter().find(|l| variables.iter().all(|x| !x.name().starts_with(l)));
        let mut nodes: Vec<Node> = Vec::new();
        let mut count = 0;
        for (operation, parents) in operations.iter().zip(&parents) {
            let arguments: Vec<Expr> = parents.iter().map(|&parent| nodes[parent].name.clone()).collect();
            let formula = formula(*operation, &arguments, &program);
            let name = match operation {
                Operation::Constant(_) | Operation::Variable(_) => formula.clone(),
                // The last is f itself.
                _ if nodes.len() + 1 == operations.len() && variables.iter().all(|x| x.name() != "f") => {
                    Expr::symbol("f")
                }
                _ => {
                    count += 1;
                    Expr::symbol(&format!("{}_{count}", letter.unwrap_or("node")))
                }
            };
            let sign = sign(*operation, &program, &formula);
            nodes.push(Node { name, sign, formula, operation: *operation, parents: parents.clone() });
        }
        let edges = edges(&nodes);
        let layout = Arc::new(Layered::new(&parents));
        Ok(Self { text: text.to_owned(), f, program, nodes, edges, layout })
    }

    pub(super) fn variables(&self) -> &[Symbol] {
        self.program.variables()
    }

    pub(super) fn run(&self, point: &[f64]) -> Run {
        let mut tape = Tape::new(&self.program);
        tape.record(point);
        let slots = needed(&self.program);
        let slot_of = |node: usize| slots.get(node).map_or(u32::MAX, |&slot| slot as u32);
        let values: Vec<f64> =
            (0..self.nodes.len()).map(|node| tape.value_at(slot_of(node)).copied().unwrap_or(f64::NAN)).collect();
        let slope = |edge: &Edge| {
            let slopes = tape.slopes_at(slot_of(edge.to));
            if self.nodes[edge.to].chooses() {
                // What is not chosen is not asked for a slope.
                slopes.iter().find(|(slot, _)| *slot == slot_of(edge.from)).map(|(_, slope)| *slope)
            } else {
                let place = self.into(edge.to).position(|other| other == edge);
                place.and_then(|place| slopes.get(place)).map(|(_, slope)| *slope)
            }
        };
        let slopes: Vec<Option<f64>> = self.edges.iter().map(slope).collect();
        let mut adjoints = vec![0.0; self.nodes.len()];
        let mut counts = vec![false; self.nodes.len()];
        let mut shares = vec![0.0; self.edges.len()];
        if let (Some(adjoint), Some(counts)) = (adjoints.last_mut(), counts.last_mut()) {
            (*adjoint, *counts) = (1.0, true);
        }
        for (i, edge) in self.edges.iter().enumerate().rev() {
            if let Some(slope) = slopes[i].filter(|_| counts[edge.to]) {
                shares[i] = adjoints[edge.to] * slope;
                adjoints[edge.from] += shares[i];
                counts[edge.from] = true;
            }
        }
        let slopes = slopes.into_iter().map(|slope| slope.unwrap_or(0.0)).collect();
        Run { values, adjoints, slopes, shares, counts }
    }

    /// The edges that end at a node.
    pub(super) fn into(&self, node: usize) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.to == node)
    }

    /// The places of the edges that begin at a node, the latest end first, as they come back.
    pub(super) fn uses(&self, node: usize) -> Vec<usize> {
        (0..self.edges.len()).rev().filter(|&i| self.edges[i].from == node).collect()
    }

    /// The slope of an edge as a formula.
    pub(super) fn slope_formula(&self, edge: &Edge) -> Expr {
        let end = &self.nodes[edge.to];
        // No name that can be typed, so that both factors of x·x are apart.
        let stand_in = |i: usize| Symbol::new(&format!("\u{0}{i}"));
        let arguments: Vec<Expr> = (0..end.parents.len()).map(|i| Expr::symbol(stand_in(i).name())).collect();
        let mut whole = formula(end.operation, &arguments, &self.program);
        for (i, &parent) in end.parents.iter().enumerate().filter(|(_, parent)| self.nodes[**parent].is_number()) {
            whole = whole.substitute(&stand_in(i), &self.nodes[parent].name);
        }
        let by = stand_in(edge.argument);
        let mut slope = symbolic::differentiate(&whole, &by).unwrap_or_else(|_| Expr::derivative(whole, by));
        slope = simplify(&slope);
        for (i, &parent) in end.parents.iter().enumerate() {
            slope = slope.substitute(&stand_in(i), &self.nodes[parent].name);
        }
        slope
    }
}

impl Node {
    fn chooses(&self) -> bool {
        matches!(self.operation, Operation::Max(..) | Operation::Min(..) | Operation::Piecewise(..))
    }
}

/// The slots that the expression depends on, in order.
fn needed(program: &Program) -> Vec<usize> {
    let operations = program.operations();
    let mut is_needed = vec![false; operations.len()];
    let Some(&last) = program.slots().first() else { return Vec::new() };
    is_needed[last as usize] = true;
    for i in (0..operations.len()).rev().filter(|&i| i <= last as usize) {
        if is_needed[i] {
            operations[i].parents().into_iter().for_each(|slot| is_needed[slot as usize] = true);
        }
    }
    (0..operations.len()).filter(|&i| is_needed[i]).collect()
}

fn edges(nodes: &[Node]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    for (to, node) in nodes.iter().enumerate() {
        for (argument, &from) in node.parents.iter().enumerate() {
            let again = node.chooses() && edges.iter().any(|edge| (edge.from, edge.to) == (from, to));
            if !nodes[from].is_number() && !again {
                edges.push(Edge { from, to, argument });
            }
        }
    }
    edges
}

fn number(value: f64) -> Expr {
    parse(&input_figure(value)).unwrap_or_else(|_| Expr::symbol("?"))
}

/// An operation on what stands for its parents.
fn formula(operation: Operation, arguments: &[Expr], program: &Program) -> Expr {
    let at = |i: usize| arguments.get(i).cloned().unwrap_or_else(Expr::zero);
    let constant = |i: u32| number(program.constants().get(i as usize).copied().unwrap_or(f64::NAN));
    match operation {
        Operation::Constant(i) => constant(i),
        Operation::Variable(i) => Expr::symbol(program.variables().get(i as usize).map_or("?", Symbol::name)),
        Operation::Negate(_) => at(0).negate(),
        Operation::Add(..) => Expr::sum([at(0), at(1)]),
        Operation::Subtract(..) => Expr::sum([at(0), at(1).negate()]),
        Operation::Multiply(..) => Expr::product([at(0), at(1)]),
        Operation::Divide(..) => Expr::quotient(at(0), at(1)),
        Operation::PowerInteger(_, n) => Expr::power(at(0), Expr::integer(i64::from(n))),
        Operation::PowerReal(_, p) => Expr::power(at(0), constant(p)),
        Operation::Power(..) => Expr::power(at(0), at(1)),
        Operation::Apply(f, _) => Expr::apply(f, at(0)),
        Operation::Max(..) => Expr::max(at(0), at(1)),
        Operation::Min(..) => Expr::min(at(0), at(1)),
        Operation::Piecewise(at_zero, ..) => Expr::piecewise(at_zero, at(0), at(1), at(2)),
    }
}

/// What stands in the box of a node.
fn sign(operation: Operation, program: &Program, formula: &Expr) -> String {
    match operation {
        Operation::Constant(_) | Operation::Variable(_) => subscripted(&formula.to_string().replace('-', "−")),
        Operation::Negate(_) => "−1 ×".into(),
        Operation::Add(..) => "+".into(),
        Operation::Subtract(..) => "−".into(),
        Operation::Multiply(..) => "×".into(),
        Operation::Divide(..) => "÷".into(),
        Operation::PowerInteger(_, 2) => "( )²".into(),
        Operation::PowerInteger(_, 3) => "( )³".into(),
        Operation::PowerInteger(_, n) => format!("^ {n}").replace('-', "−"),
        Operation::PowerReal(_, p) => {
            format!("^ {}", number(program.constants().get(p as usize).copied().unwrap_or(f64::NAN))).replace('-', "−")
        }
        Operation::Power(..) => "^".into(),
        Operation::Apply(Function::Sigmoid, _) => "σ".into(),
        Operation::Apply(Function::Abs, _) => "| |".into(),
        Operation::Apply(Function::Sqrt, _) => "√".into(),
        Operation::Apply(f, _) => f.name().into(),
        Operation::Max(..) => "max".into(),
        Operation::Min(..) => "min".into(),
        Operation::Piecewise(..) => "cases".into(),
    }
}
