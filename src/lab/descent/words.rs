//! Descents in sentences, formulas and tables.

use super::{
    DescentLab, Runner,
    formulas::{column, numbers_latex, rule_latex},
    rate,
};
use crate::{
    lab::{Table, figure},
    optimize::Status,
    symbolic::{Symbol, print::symbol_latex},
};

impl DescentLab {
    /// The last step as the update rule with its numbers, line by line in LaTeX; before the first step, the rule alone.
    pub(super) fn step_latex(&self) -> Vec<String> {
        let (runner, run) = (self.runner(), &self.runner().run);
        let names: Vec<String> = run.loss().variables().iter().map(symbol_latex).collect();
        let theta = column(&names);
        let rule = std::iter::once(rule_latex(runner.method.name, names.len() == 1));
        let rule = rule.chain(runner.scheduled.latex().map(str::to_owned));
        match run.refused().or(run.steps().last()) {
            None => rule.collect(),
            Some(step) => {
                let refused = run.refused().map(|_| r"\text{The next step would be}".to_owned());
                rule.chain(refused).chain(numbers_latex(step, &theta)).collect()
            }
        }
    }

    /// How the chosen run stands, why, what the rate may be here, and how the others stand.
    pub(super) fn sentences(&self) -> String {
        let runner = self.runner();
        let mut said = vec![self.standing(runner)];
        said.extend(self.judgement());
        if runner.run.status() != Status::Running {
            said.push(runner.run.evidence().sentence());
        }
        said.push(rate::factors(runner));
        said.push(rate::curvature(runner));
        let others = self.runners.iter().enumerate().filter(|(i, _)| *i != self.chosen);
        said.extend(others.map(|(_, other)| {
            let (steps, loss) = (other.run.steps().len(), figure(Some(other.run.value())));
            let ended = if other.goes_on() { "" } else { ", where it ends" };
            format!("{}: {loss} after {steps} steps{ended}.", other.method.title)
        }));
        said.retain(|sentence| !sentence.is_empty());
        said.join(" ")
    }

    fn standing(&self, runner: &Runner) -> String {
        let run = &runner.run;
        let steps = run.steps().len();
        let point: Vec<String> = (run.loss().variables().iter().zip(run.point()))
            .map(|(x, &v)| format!("{x} = {}", figure(Some(v))))
            .collect();
        let count = match steps {
            0 => "At the start".to_owned(),
            1 => "After 1 step".to_owned(),
            n => format!("After {n} steps"),
        };
        let count =
            if self.runners.len() > 1 { format!("{}, {}", runner.method.title, count.to_lowercase()) } else { count };
        let seen = run.point().iter().zip(&self.ground.window).all(|(&v, window)| window.contains(v));
        let outside = if seen { "" } else { " The point has left the picture." };
        let unmoved = run.steps().last().is_some_and(|step| step.before == step.after);
        let status = match run.status() {
            Status::Running if steps == 0 => "",
            Status::Running if unmoved => "The steps are too small to move the point.",
            status => status.sentence(),
        };
        let value = figure(Some(run.value()));
        format!("{count}: {}, and the loss is {value}.{outside} {status}", point.join(", ")).trim_end().to_owned()
    }

    /// What became of a guess.
    fn judgement(&self) -> Option<String> {
        let prediction = self.prediction?;
        match prediction.judged {
            None if prediction.guess.is_none() => Some("Where will the next point be? Click there, then step.".into()),
            None => None,
            Some((off, length)) if off <= 0.1 * length => {
                Some(format!("Your guess was right, to {}.", figure(Some(off))))
            }
            Some((off, length)) => Some(format!(
                "Your guess was off by {}; the step was {} long.",
                figure(Some(off)),
                figure(Some(length))
            )),
        }
    }

    pub(super) fn numbers(&self) -> Vec<Table> {
        let names: Vec<String> = self.ground.loss.variables().iter().map(|x: &Symbol| x.name().to_owned()).collect();
        let runner = self.runner();
        let losses = runner.losses();
        let row = |(t, (stop, loss)): (usize, (&[f64], &f64))| {
            let numbers = stop.iter().chain([loss]).map(|v| figure(Some(*v)));
            std::iter::once(t.to_string()).chain(numbers).collect::<Vec<_>>()
        };
        let all: Vec<Vec<String>> = runner.stops().zip(&losses).enumerate().map(row).collect();
        // Of many the last ones.
        let rows = all[all.len().saturating_sub(LISTED)..].to_vec();
        let head = std::iter::once("step".to_owned()).chain(names.iter().cloned()).chain(["J".to_owned()]).collect();
        let mut tables = vec![Table { caption: format!("The last steps of {}", runner.method.title), head, rows }];
        if self.runners.len() > 1 {
            let row = |other: &Runner| {
                let numbers =
                    other.run.point().iter().chain([&other.run.value()]).map(|v| figure(Some(*v))).collect::<Vec<_>>();
                [vec![other.method.title.to_owned(), other.run.steps().len().to_string()], numbers].concat()
            };
            let head = ["run", "steps"].map(str::to_owned).into_iter().chain(names).chain(["J".to_owned()]).collect();
            tables.push(Table { caption: "The runs".into(), head, rows: self.runners.iter().map(row).collect() });
        }
        tables
    }
}

/// The steps that are listed.
const LISTED: usize = 12;

/// A setting's name with its letter in the formulas.
pub(super) fn setting(name: &str) -> &str {
    match name {
        "momentum" => "momentum μ",
        "alpha" => "decay β",
        "eps" => "small number ε",
        "beta1" => "decay of the mean β₁",
        "beta2" => "decay of the square β₂",
        "damping" => "damping λ",
        "centered" => "centered (0 or 1)",
        "lr_decay" => "decay of the rate",
        "initial_accumulator_value" => "sum s at first",
        "weight_decay" => "weight decay λ",
        "c1" => "part of the slope c₁",
        "shrink" => "shrinking factor",
        "step_size" => "steps until it falls s",
        "gamma" => "factor γ",
        "T_max" => "steps until it is least T",
        "eta_min" => "least rate",
        "start_factor" => "part at first a",
        "end_factor" => "part at last b",
        "total_iters" => "steps until then T",
        "power" => "power p",
        other => other,
    }
}
