//! The lab of backpropagation: an expression as a graph, values forward and derivatives backward edge by edge, and the same as
//! a worksheet to fill in.

mod graph;
mod pictures;
mod words;
mod worksheet;

use std::collections::BTreeMap;

use self::{
    graph::{Graph, Run},
    worksheet::{Cell, Verdict, judge},
};
use super::{
    Action, Direction, Example, Grip, Hold, Input, Lab, Legend, Picture, Playing, Table, exact_figure, figure, number,
    numbers, subscripted,
};
use crate::{
    plot::{Point, Role, Scene, Viewport},
    query::Query,
    symbolic::latex,
};

/// A graph, a point, and how far the way forward and back has been gone.
#[derive(Clone, Debug)]
pub struct BackpropLab {
    graph: Graph,
    point: Vec<f64>,
    run: Run,
    /// The steps that have been taken.
    at: usize,
    /// The node whose lines are shown.
    node: usize,
    mode: Mode,
    /// What was filled in.
    answers: BTreeMap<Cell, String>,
    /// Seconds since the last step, while it plays.
    clock: f64,
}

/// Who computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Watch,
    /// The learner fills in the derivatives.
    Derivatives,
    /// The learner fills in values and derivatives.
    Everything,
}

/// A step of the way forward and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// A value is computed.
    Value(usize),
    /// The derivative of the expression by itself is 1.
    Begin,
    /// An edge brings back its share.
    Share(usize),
}

/// States worth looking at, the first of which is opened.
pub const EXAMPLES: [Example; 8] = [
    Example {
        name: "Used twice",
        question: "x is used by the product and by the sine. What does each send back to it, and what becomes of the two?",
        query: "f=x*y%2Bsin(x)&at=2,3",
    },
    Example {
        name: "A sum times a number",
        question: "Which of the two operations swaps what it gets, and which hands it on as it is?",
        query: "f=(a%2Bb)*c&at=-2,5,-4&step=0",
    },
    Example {
        name: "A sigmoid, piece by piece",
        question: "Multiply the slopes along the way back. Is it σ(x)(1 − σ(x))?",
        query: "f=1/(1%2Bexp(-x))&at=1",
    },
    Example {
        name: "A neuron and its loss",
        question: "Which of w and b gets more, and which number makes the difference?",
        query: "f=(sigmoid(w*x%2Bb)-y)^2&at=-1,0.5,3,1&step=0",
    },
    Example {
        name: "The greater wins",
        question: "Change x until y is the greater. Who gets the derivative now?",
        query: "f=max(x,y)*z&at=4,1,3",
    },
    Example {
        name: "Two layers",
        question: "Make w_1 large. What happens to the derivatives before the tanh, and why?",
        query: "f=(w_2*tanh(w_1*x)-y)^2&at=0.8,1.5,1,0.5",
    },
    Example {
        name: "Fill it in",
        question: "Begin at the end, with 1, and go back. Mind what is used twice.",
        query: "f=(x%2By)*x&at=3,2&mode=derivatives",
    },
    Example {
        name: "Cross-entropy of two scores",
        question: "Add up what comes back to a: is it p − 1, where p is the probability of a?",
        query: "f=ln(exp(a)%2Bexp(b))-a&at=1,0.5",
    },
];

/// Values for variables that nothing is said of.
const VALUES: [f64; graph::MOST_VARIABLES] = [2.0, 3.0, -1.0, 0.5, 1.5, -2.0, 1.0, 0.25];
/// The grip on the nodes of a picture that lies, and of one that is upright.
const LYING: &str = "node";
const UPRIGHT: &str = "node-upright";
/// Seconds from step to step.
const PAUSE: f64 = 0.7;
/// The most letters of an answer.
const LONGEST: usize = 40;

impl Mode {
    const fn name(self) -> &'static str {
        match self {
            Self::Watch => "watch",
            Self::Derivatives => "derivatives",
            Self::Everything => "everything",
        }
    }

    fn named(name: &str) -> Self {
        [Self::Derivatives, Self::Everything].into_iter().find(|mode| mode.name() == name).unwrap_or(Self::Watch)
    }
}

impl Cell {
    fn id(self) -> String {
        match self {
            Self::Value(node) => format!("value{node}"),
            Self::Adjoint(node) => format!("derivative{node}"),
        }
    }
}

impl BackpropLab {
    /// The state that a link holds; what it lacks is chosen.
    ///
    /// # Errors
    /// In words, if the expression can't be used.
    pub fn from_query(query: &Query) -> Result<Self, String> {
        let graph = Graph::read(query.get("f").unwrap_or("x*y+sin(x)"))?;
        let mut point = numbers(query, "at");
        point.truncate(graph.variables().len());
        point.extend(VALUES.iter().take(graph.variables().len()).skip(point.len()));
        let run = graph.run(&point);
        let node = graph.nodes.len() - 1;
        let mode = Mode::named(query.get("mode").unwrap_or_default());
        let mut lab = Self { graph, point, run, at: 0, node, mode, answers: BTreeMap::new(), clock: 0.0 };
        let given = |name: &str| query.get(name).and_then(|text| text.parse::<usize>().ok());
        lab.go(given("step").unwrap_or(usize::MAX));
        if let Some(node) = given("node").filter(|&node| node < lab.graph.nodes.len()) {
            lab.node = node;
        }
        for cell in lab.cells() {
            if let Some(answer) = query.get(&cell.id()).filter(|answer| !answer.trim().is_empty()) {
                lab.answers.insert(cell, answer.chars().take(LONGEST).collect());
            }
        }
        Ok(lab)
    }

    /// Every step of the way, forward and back.
    fn steps(&self) -> Vec<Step> {
        let operations = (0..self.graph.nodes.len()).filter(|&node| self.graph.nodes[node].is_operation());
        let back = (0..self.graph.edges.len()).rev().map(Step::Share);
        operations.map(Step::Value).chain([Step::Begin]).chain(back).collect()
    }

    fn step(&self) -> Option<Step> {
        self.steps().get(self.at.checked_sub(1)?).copied()
    }

    fn is_done(&self, step: Step) -> bool {
        self.steps().iter().take(self.at).any(|&done| done == step)
    }

    /// Goes to a step, and looks where something happens.
    fn go(&mut self, at: usize) {
        self.at = at.min(self.steps().len());
        self.node = match self.step() {
            Some(Step::Value(node)) => node,
            Some(Step::Share(edge)) => self.graph.edges[edge].from,
            Some(Step::Begin) | None => self.graph.nodes.len() - 1,
        };
    }

    /// The edge that the last step went along.
    fn share_now(&self) -> Option<usize> {
        match self.step() {
            Some(Step::Share(edge)) if self.mode == Mode::Watch && self.at < self.steps().len() => Some(edge),
            _ => None,
        }
    }

    /// Whether it is shown what an edge brings back.
    fn is_back(&self, edge: usize) -> bool {
        match self.mode {
            Mode::Watch => self.is_done(Step::Share(edge)),
            _ => self.is_right(Cell::Adjoint(self.graph.edges[edge].from)),
        }
    }

    /// The value of a node, if it is shown; NaN where there is none.
    fn value_shown(&self, node: usize) -> Option<f64> {
        let shown = match self.mode {
            _ if !self.graph.nodes[node].is_operation() => true,
            Mode::Watch => self.is_done(Step::Value(node)),
            Mode::Derivatives => true,
            Mode::Everything => self.is_right(Cell::Value(node)),
        };
        shown.then(|| self.run.values[node])
    }

    /// What has come back to a node so far, if that is shown.
    fn adjoint_shown(&self, node: usize) -> Option<f64> {
        let is_last = node + 1 == self.graph.nodes.len();
        if self.mode != Mode::Watch {
            return self.is_right(Cell::Adjoint(node)).then(|| self.run.adjoints[node]);
        }
        let begun = is_last && self.is_done(Step::Begin);
        let back: Vec<f64> =
            self.graph.uses(node).into_iter().filter(|&i| self.is_back(i)).map(|i| self.run.shares[i]).collect();
        (begun || !back.is_empty()).then(|| back.iter().sum::<f64>() + if begun { 1.0 } else { 0.0 })
    }

    /// What is to be filled in, in the order of the way.
    fn cells(&self) -> Vec<Cell> {
        let nodes = 0..self.graph.nodes.len();
        let values =
            nodes.clone().filter(|&node| self.mode == Mode::Everything && self.graph.nodes[node].is_operation());
        let back = nodes.rev().filter(|&node| self.mode != Mode::Watch && !self.graph.nodes[node].is_number());
        values.map(Cell::Value).chain(back.map(Cell::Adjoint)).collect()
    }

    fn answer(&self, cell: Cell) -> Option<f64> {
        number(self.answers.get(&cell)?).ok()
    }

    fn verdict(&self, cell: Cell) -> Option<Verdict> {
        let answer = self.answer(cell)?;
        Some(judge(&self.graph, &self.run, cell, answer, |cell| self.answer(cell)))
    }

    fn is_right(&self, cell: Cell) -> bool {
        self.verdict(cell) == Some(Verdict::Right)
    }

    fn recompute(&mut self) {
        self.run = self.graph.run(&self.point);
    }

    fn retype(&mut self, text: &str) -> Result<(), String> {
        let graph = Graph::read(text)?;
        let former = self.graph.variables().iter().zip(&self.point);
        let former: Vec<(String, f64)> = former.map(|(x, value)| (x.name().to_owned(), *value)).collect();
        let kept = |name: &str| former.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
        let value = |(x, fallback): (&crate::symbolic::Symbol, &f64)| kept(x.name()).unwrap_or(*fallback);
        self.point = graph.variables().iter().zip(&VALUES).map(value).collect();
        self.graph = graph;
        self.answers.clear();
        self.recompute();
        self.go(usize::MAX);
        Ok(())
    }

    /// Where a node stands in a picture that lies, or is upright: layers go to the right, or down.
    fn place(&self, node: usize, upright: bool) -> Point {
        let (layer, across) = self.graph.layout.places().get(node).copied().unwrap_or_default();
        if upright { (across, -layer) } else { (layer, -across) }
    }

    /// The node that is next to the chosen one in a direction of the picture.
    fn neighbour(&self, direction: Direction, upright: bool) -> Option<usize> {
        let here = self.place(self.node, upright);
        let ahead = |node: &usize| {
            let there = self.place(*node, upright);
            let (dx, dy) = (there.0 - here.0, there.1 - here.1);
            let (along, aside) = match direction {
                Direction::Left => (-dx, dy),
                Direction::Right => (dx, dy),
                Direction::Up => (dy, dx),
                Direction::Down => (-dy, dx),
            };
            (along > 0.1).then(|| along.hypot(2.0 * aside))
        };
        let ahead = (0..self.graph.nodes.len()).filter_map(|node| Some((node, ahead(&node)?)));
        ahead.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(node, _)| node)
    }

    fn nearest(&self, (x, y): Point, upright: bool) -> usize {
        let away = |node: &usize| {
            let (nx, ny) = self.place(*node, upright);
            (nx - x).hypot(ny - y)
        };
        (0..self.graph.nodes.len()).min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(self.node)
    }

    /// The shape of the picture as it lies, and as it stands.
    fn shapes(&self) -> (f64, f64) {
        let (layers, breadth) = (self.graph.layout.layers() as f64, self.graph.layout.breadth());
        ((900.0 / (breadth * 85.0 + 140.0)).clamp(1.2, 3.6), (340.0 / (layers * 62.0)).clamp(0.6, 1.3))
    }
}

impl Lab for BackpropLab {
    fn inputs(&self) -> Vec<Input> {
        let read_as = vec![format!("f={}", latex(&self.graph.f))];
        let mut inputs = vec![Input::text("f", "Expression f", self.graph.text.clone(), read_as)];
        let (at, last) = (self.at, self.steps().len());
        if self.mode == Mode::Watch {
            inputs.extend([
                Input::button("step", "Step", at < last),
                Input::button("back", "Step back", at > 0),
                Input::button("start", "To the start", at > 0),
                Input::slider("at", "Steps taken", at as f64, (0.0, last as f64), 1.0, format!("{at} of {last}")),
            ]);
        }
        let modes = [("watch", "nothing"), ("derivatives", "derivatives"), ("everything", "everything")];
        inputs.push(Input::choice("mode", "You fill in", &modes, self.mode.name()));
        for (x, value) in self.graph.variables().iter().zip(&self.point) {
            inputs.push(Input::number(&format!("x:{x}"), subscripted(x.name()), *value));
        }
        for cell in self.cells() {
            let label = match cell {
                Cell::Value(node) => format!("{} = {}", self.name(node), words::plain(&self.graph.nodes[node].formula)),
                Cell::Adjoint(node) => format!("∂f/∂{}", self.name(node)),
            };
            let typed = self.answers.get(&cell).cloned().unwrap_or_default();
            inputs.push(Input::answer(&cell.id(), label, typed).with_note(words::note(self, cell)));
        }
        inputs
    }

    fn update(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Type(id, text) if id == "f" => self.retype(&text)?,
            Action::Type(id, text) => {
                if let Some(cell) = self.cells().into_iter().find(|cell| cell.id() == id) {
                    if text.trim().is_empty() {
                        self.answers.remove(&cell);
                        return Ok(());
                    }
                    number(&text)?;
                    self.answers.insert(cell, text.chars().take(LONGEST).collect());
                    let (Cell::Value(node) | Cell::Adjoint(node)) = cell;
                    self.node = node;
                }
            }
            Action::Set(id, step) if id == "at" => self.go(step.max(0.0) as usize),
            Action::Set(id, value) => {
                let place = self.graph.variables().iter().position(|x| id.strip_prefix("x:") == Some(x.name()));
                if let Some(entry) = place.and_then(|place| self.point.get_mut(place)).filter(|_| value.is_finite()) {
                    *entry = value;
                    self.recompute();
                }
            }
            Action::Choose(id, mode) if id == "mode" => {
                self.mode = Mode::named(&mode);
                self.node = self.graph.nodes.len() - 1;
            }
            Action::Press(id) => match id.as_str() {
                "step" => self.go(self.at + 1),
                "back" => self.go(self.at.saturating_sub(1)),
                "start" => self.go(0),
                _ => {}
            },
            Action::Drag(id, at) if id == LYING || id == UPRIGHT => self.node = self.nearest(at, id == UPRIGHT),
            Action::Nudge(id, direction, _) if id == LYING || id == UPRIGHT => {
                self.node = self.neighbour(direction, id == UPRIGHT).unwrap_or(self.node);
            }
            Action::Tick(seconds) => {
                self.clock += seconds.clamp(0.0, PAUSE);
                if self.clock >= PAUSE {
                    self.clock = 0.0;
                    self.go(self.at + 1);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn plays(&self) -> Option<Playing> {
        let goes_on = self.at < self.steps().len();
        (self.mode == Mode::Watch).then_some(Playing { name: "Play", goes_on })
    }

    fn pictures(&self) -> Vec<Picture> {
        let legend = vec![
            Legend::words(Role::Function, "values, forward"),
            Legend::words(Role::Gradient, "derivatives of f, backward"),
        ];
        let (lying, standing) = self.shapes();
        vec![Picture::new("The graph", lying, Hold::Anywhere, legend).narrow(standing)]
    }

    fn viewport(&self, _picture: usize, width: f64, height: f64) -> Viewport {
        self.view(width, height)
    }

    fn scene(&self, _picture: usize, view: Viewport) -> Scene {
        self.picture(view)
    }

    fn grips(&self, _picture: usize, view: &Viewport) -> Vec<Grip> {
        let (last, upright) = (self.graph.nodes.len() - 1, self.is_upright(view));
        vec![Grip {
            // An upright picture is gone through in another way.
            id: if upright { UPRIGHT } else { LYING }.into(),
            label: "Node that is looked at".into(),
            at: self.place(self.node, upright),
            value: (self.node as f64, 0.0, last as f64),
            text: words::spoken(self, self.node),
        }]
    }

    fn lines(&self) -> Vec<String> {
        words::lines(self)
    }

    fn describe(&self) -> String {
        words::describe(self)
    }

    fn tables(&self) -> Vec<Table> {
        let row = |node: usize| {
            let of = |shown: Option<f64>| shown.map_or_else(|| "?".to_owned(), |value| figure(Some(value)));
            let formula = words::plain(&self.graph.nodes[node].formula);
            vec![self.name(node), formula, of(self.value_shown(node)), of(self.adjoint_shown(node))]
        };
        let rows = (0..self.graph.nodes.len()).filter(|&node| !self.graph.nodes[node].is_number()).map(row).collect();
        let head = ["node", "formula", "value", "∂f by it, so far"].map(str::to_owned).to_vec();
        vec![Table { caption: "The nodes".into(), head, rows }]
    }

    fn query(&self) -> Query {
        let point: Vec<String> = self.point.iter().copied().map(exact_figure).collect();
        let query = Query::new().with("f", &self.graph.text).with("at", point.join(","));
        let query = match self.mode {
            Mode::Watch => query.with("step", self.at),
            mode => query.with("step", self.at).with("mode", mode.name()),
        };
        let answers = self.cells().into_iter().filter_map(|cell| Some((cell, self.answers.get(&cell)?)));
        answers.fold(query.with("node", self.node), |query, (cell, answer)| query.with(&cell.id(), answer))
    }
}

#[cfg(test)]
mod tests;
