//! The softmax lab: logits as bars to pull, the probabilities they give, the Jacobian as a table of tinted squares, and
//! the loss with its gradient.

mod pictures;
mod shares;
mod words;

use self::{
    pictures::{place, tops},
    shares::Shares,
};
use super::{
    Action, Direction, Example, Grip, Hold, Input, Lab, Legend, Picture, Table, figure, input_figure, subscripted,
};
use crate::{
    plot::{Pace, Point, Role, Scene, Viewport},
    query::Query,
};

/// Logits, the class that is right, and the temperature.
#[derive(Clone, Debug)]
pub struct SoftmaxLab {
    logits: Vec<f64>,
    /// The place of the right class.
    target: usize,
    temperature: f64,
    /// The row and the column that are looked at.
    cell: (usize, usize),
    shares: Shares,
}

/// States worth looking at, the first of which is opened.
pub const EXAMPLES: [Example; 6] = [
    Example {
        name: "Three classes",
        question: "Pull one logit up. What becomes of the other probabilities, and what of the loss?",
        query: "z=2,1,-1&target=2",
    },
    Example {
        name: "Sure and wrong",
        question: "How large can an entry of the gradient become, however wrong the guess is?",
        query: "z=6,-4,0&target=2",
    },
    Example {
        name: "Only differences count",
        question: "Move all logits up by the same amount. What changes?",
        query: "z=-3,-4,-6&target=1",
    },
    Example {
        name: "Heat",
        question: "Raise the temperature, then lower it. Where do the probabilities go, and the gradient?",
        query: "z=3,2,1,0&target=1&t=3",
    },
    Example {
        name: "Too large for exp",
        question: "Why does the formula as written fail here, and why does the shifted one not?",
        query: "z=1000,999,997&target=2",
    },
    Example {
        name: "Two classes",
        question: "With two classes, which function of the difference of the logits is the first probability?",
        query: "z=1,-0.5&target=1",
    },
];

/// How many classes there may be.
const CLASSES: (usize, usize) = (2, 6);
/// The temperatures that the slider reaches, as powers of ten.
const POWERS: (f64, f64) = (-1.0, 1.0);
/// No logit is larger.
const LARGEST: f64 = 1e6;
/// Logits up to this size are seen without another scale.
const USUAL: f64 = 6.0;

impl SoftmaxLab {
    /// The state that a link holds; what it lacks is chosen.
    ///
    /// # Errors
    /// In words, if softmax can't be computed, which no link can bring about.
    pub fn from_query(query: &Query) -> Result<Self, String> {
        let number = |text: &str| super::number(text).ok().filter(|v| v.is_finite());
        let given = query.get("z").unwrap_or("2,1,-1").split(',').take(CLASSES.1);
        let mut logits: Vec<f64> = given.map(|text| number(text).unwrap_or(0.0).clamp(-LARGEST, LARGEST)).collect();
        logits.resize(logits.len().max(CLASSES.0), 0.0);
        let place = |text: &str| Some(text.parse::<usize>().ok()?.clamp(1, logits.len()) - 1);
        let target = query.get("target").and_then(place).unwrap_or(0);
        let cell = query.get("cell").and_then(|text| text.split_once(','));
        let cell = cell.and_then(|(i, j)| Some((place(i)?, place(j)?))).unwrap_or((0, 0));
        let temperature = query.get("t").and_then(number).filter(|t| *t > 0.0).unwrap_or(1.0);
        let temperature = temperature.clamp(10f64.powf(POWERS.0), 10f64.powf(POWERS.1));
        let shares = Shares::new(logits.len())?;
        Ok(Self { logits, target, temperature, cell, shares })
    }

    fn count(&self) -> usize {
        self.logits.len()
    }

    /// The logits over the temperature.
    fn scaled(&self) -> Vec<f64> {
        self.logits.iter().map(|z| z / self.temperature).collect()
    }

    fn probabilities(&self) -> Vec<f64> {
        self.shares.probabilities(&self.scaled())
    }

    /// `∂pᵢ/∂zⱼ`, row by row.
    fn jacobian(&self) -> Vec<Vec<f64>> {
        let rows = self.shares.jacobian(&self.scaled());
        rows.into_iter().map(|row| row.into_iter().map(|d| d / self.temperature).collect()).collect()
    }

    /// `-ln` of the right class's probability.
    fn loss(&self) -> f64 {
        let scaled = self.scaled();
        self.shares.log_sum_exp(&scaled) - scaled.get(self.target).copied().unwrap_or(f64::NAN)
    }

    /// The gradient of the loss.
    fn gradient(&self) -> Vec<f64> {
        let towards = self.shares.gradient(&self.scaled());
        let right = |i: usize| f64::from(u8::from(i == self.target));
        towards.into_iter().enumerate().map(|(i, p)| (p - right(i)) / self.temperature).collect()
    }

    fn set(&mut self, i: usize, z: f64) {
        if let Some(logit) = self.logits.get_mut(i).filter(|_| z.is_finite()) {
            *logit = z.clamp(-LARGEST, LARGEST);
        }
    }

    fn resize(&mut self, count: usize) -> Result<(), String> {
        let count = count.clamp(CLASSES.0, CLASSES.1);
        self.shares = Shares::new(count)?;
        self.logits.resize(count, 0.0);
        let last = count - 1;
        self.target = self.target.min(last);
        self.cell = (self.cell.0.min(last), self.cell.1.min(last));
        Ok(())
    }

    /// The height of the picture of the logits.
    fn height(&self) -> f64 {
        let most = self.logits.iter().fold(0.0f64, |most, z| most.max(z.abs()));
        if most <= USUAL { USUAL } else { 1.25 * most }
    }

    fn tables_of_numbers(&self) -> Vec<Table> {
        let (p, g) = (self.probabilities(), self.gradient());
        let rows = (0..self.count()).map(|i| {
            let cell = |values: &[f64]| figure(values.get(i).copied());
            vec![(i + 1).to_string(), cell(&self.logits), cell(&p), cell(&g)]
        });
        let outcome = Table {
            caption: format!("Softmax at the temperature {}", figure(Some(self.temperature))),
            head: ["class", "logit", "probability", "slope of the loss"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
        };
        let head = (0..self.count()).map(|j| subscripted(&format!("z{}", j + 1)));
        let row = |(i, row): (usize, Vec<f64>)| {
            let name = std::iter::once(subscripted(&format!("p{}", i + 1)));
            name.chain(row.into_iter().map(|d| figure(Some(d)))).collect()
        };
        let jacobian = Table {
            caption: "The Jacobian".to_owned(),
            head: std::iter::once(String::new()).chain(head).collect(),
            rows: self.jacobian().into_iter().enumerate().map(row).collect(),
        };
        vec![outcome, jacobian]
    }

    fn nudge(&mut self, id: &str, direction: Direction, pace: Pace) {
        if id == "cell" {
            let last = self.count() - 1;
            let (i, j) = self.cell;
            self.cell = match direction {
                Direction::Up => (i.saturating_sub(1), j),
                Direction::Down => ((i + 1).min(last), j),
                Direction::Left => (i, j.saturating_sub(1)),
                Direction::Right => (i, (j + 1).min(last)),
            };
            return;
        }
        let Some(i) = class(id) else { return };
        let height = self.height();
        let step = Viewport::new((0.0, 1.0), (-height, height), 1.0, 1.0).step(pace).1;
        let sign = match direction {
            Direction::Up | Direction::Right => 1.0,
            Direction::Down | Direction::Left => -1.0,
        };
        if let Some(&z) = self.logits.get(i) {
            self.set(i, ((z + sign * step) / step).round() * step);
        }
    }
}

impl Lab for SoftmaxLab {
    fn inputs(&self) -> Vec<Input> {
        let names: Vec<String> = (1..=self.count()).map(|i| i.to_string()).collect();
        let options: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), name.as_str())).collect();
        let target = (self.target + 1).to_string();
        let mut inputs = vec![
            Input::choice("target", "Right class", &options, &target),
            Input::slider("t", "Temperature", self.temperature.log10(), POWERS, 0.02, figure(Some(self.temperature))),
        ];
        let logits = self.logits.iter().enumerate();
        inputs.extend(logits.map(|(i, &z)| Input::number(&format!("z{i}"), format!("Logit {}", i + 1), z)));
        inputs.push(Input::button("more", "One class more", self.count() < CLASSES.1));
        inputs.push(Input::button("fewer", "One class fewer", self.count() > CLASSES.0));
        inputs
    }

    fn update(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Choose(id, chosen) if id == "target" => {
                if let Ok(chosen) = chosen.parse::<usize>() {
                    self.target = chosen.clamp(1, self.count()) - 1;
                }
            }
            Action::Set(id, power) if id == "t" && power.is_finite() => {
                self.temperature = 10f64.powf(power.clamp(POWERS.0, POWERS.1));
            }
            Action::Set(id, z) => {
                if let Some(i) = class(&id) {
                    self.set(i, z);
                }
            }
            Action::Press(id) if id == "more" => self.resize(self.count() + 1)?,
            Action::Press(id) if id == "fewer" => self.resize(self.count() - 1)?,
            Action::Drag(id, (x, y)) if id == "cell" && x.is_finite() && y.is_finite() => {
                let count = self.count() as f64;
                let within = |v: f64| v.round().clamp(1.0, count) as usize - 1;
                self.cell = (within(count + 1.0 - y), within(x));
            }
            Action::Drag(id, (_, z)) => {
                if let Some(i) = class(&id) {
                    let height = self.height();
                    self.set(i, z.clamp(-height, height));
                }
            }
            Action::Nudge(id, direction, pace) => self.nudge(&id, direction, pace),
            _ => {}
        }
        Ok(())
    }

    fn pictures(&self) -> Vec<Picture> {
        let picture = |name: &str, shape: f64, hold: Hold, legend: Vec<Legend>| Picture::new(name, shape, hold, legend);
        vec![
            picture(
                "Logits, to be pulled",
                1.6,
                Hold::Anywhere,
                vec![
                    Legend::words(Role::Secondary, "logit"),
                    Legend::words(Role::Step, "a step down the loss, at rate 1"),
                ],
            ),
            picture(
                "Probabilities",
                1.6,
                Hold::Nothing,
                vec![
                    Legend::words(Role::Function, "probability"),
                    Legend::words(Role::Data, "what is wanted"),
                    Legend::words(Role::Error, "the difference"),
                ],
            ),
            picture(
                "The Jacobian: how each probability answers to each logit",
                1.6,
                Hold::Anywhere,
                vec![Legend::words(Role::Function, "rises"), Legend::words(Role::Error, "falls")],
            ),
        ]
    }

    fn viewport(&self, picture: usize, width: f64, height: f64) -> Viewport {
        let count = self.count() as f64;
        let classes = (0.4, count + 0.8);
        match picture {
            0 => Viewport::new(classes, (-self.height(), self.height()), width, height),
            1 => Viewport::new(classes, (-0.2, 1.12), width, height),
            _ => Viewport::new((0.0, count + 0.6), (0.4, count + 1.0), width, height),
        }
    }

    fn scene(&self, picture: usize, view: Viewport) -> Scene {
        match picture {
            0 => self.bars(view),
            1 => self.outcome(view),
            _ => self.squares(view),
        }
    }

    fn grips(&self, picture: usize, view: &Viewport) -> Vec<Grip> {
        let seen = view.y();
        match picture {
            0 => {
                let grip = |(i, at): (usize, Point)| Grip {
                    id: format!("z{i}"),
                    label: format!("Logit of class {}", i + 1),
                    at,
                    value: (at.1, seen.lo(), seen.hi()),
                    text: figure(Some(at.1)),
                };
                tops(&self.logits).into_iter().enumerate().map(grip).collect()
            }
            2 => {
                let (i, j) = self.cell;
                let entry = self.jacobian().get(i).and_then(|row| row.get(j)).copied();
                let cell = i * self.count() + j + 1;
                vec![Grip {
                    id: "cell".to_owned(),
                    label: "Entry of the Jacobian".to_owned(),
                    at: place(self.count(), i, j),
                    value: (cell as f64, 1.0, self.count().pow(2) as f64),
                    text: format!("row {}, column {}: {}", i + 1, j + 1, figure(entry)),
                }]
            }
            _ => Vec::new(),
        }
    }

    fn lines(&self) -> Vec<String> {
        words::lines(self)
    }

    fn describe(&self) -> String {
        words::describe(self)
    }

    fn tables(&self) -> Vec<Table> {
        self.tables_of_numbers()
    }

    fn query(&self) -> Query {
        let logits: Vec<String> = self.logits.iter().map(|&z| input_figure(z)).collect();
        let mut query = Query::new().with("z", logits.join(",")).with("target", self.target + 1);
        if self.temperature != 1.0 {
            query = query.with("t", input_figure(self.temperature));
        }
        if self.cell != (0, 0) {
            query = query.with("cell", format!("{},{}", self.cell.0 + 1, self.cell.1 + 1));
        }
        query
    }
}

/// The class whose logit an id means.
fn class(id: &str) -> Option<usize> {
    id.strip_prefix('z')?.parse().ok()
}

#[cfg(test)]
mod tests;
