//! The update rule in LaTeX, and a step of it with its numbers.

use crate::{
    lab::figure_latex,
    optimize::{Moments, Search, Step, Terms, Trial},
};

/// A column vector, or the number itself where there is only one.
pub(super) fn column(entries: &[String]) -> String {
    match entries {
        [one] => one.clone(),
        _ => format!(r"\begin{{pmatrix}}{}\end{{pmatrix}}", entries.join(r"\\")),
    }
}

fn numbers(values: &[f64]) -> String {
    column(&values.iter().map(|&v| figure_latex(Some(v))).collect::<Vec<_>>())
}

/// A vector as a factor: one number that is negative stands in brackets.
fn factor(values: &[f64]) -> String {
    match values {
        [v] if *v < 0.0 => format!(r"\left({}\right)", figure_latex(Some(*v))),
        _ => numbers(values),
    }
}

/// The update rule of a method, as it is written in books.
pub(super) fn rule_latex(method: &str, scalar: bool) -> String {
    let (gradient, square, slope) = if scalar {
        (r"J'(\theta)", r"J'(\theta)^2", r"J'(\theta)\,p")
    } else {
        (r"\nabla J(\theta)", r"\left\|\nabla J(\theta)\right\|^2", r"\nabla J(\theta)^{\mathsf{T}}p")
    };
    match method {
        "momentum" => format!(r"b\coloneqq \mu\,b+{gradient},\quad\theta\coloneqq\theta-\alpha\,b"),
        "nesterov" => {
            format!(r"b\coloneqq \mu\,b+{gradient},\quad\theta\coloneqq\theta-\alpha\left({gradient}+\mu\,b\right)")
        }
        "rmsprop" => {
            let squared = format!(r"{gradient}^2");
            format!(
                r"v\coloneqq \beta\,v+(1-\beta)\,{squared},\quad\theta\coloneqq\theta-\alpha\,\frac{{{gradient}}}{{\sqrt{{v}}+\varepsilon}}"
            )
        }
        "adagrad" => {
            format!(
                r"s\coloneqq s+{gradient}^2,\quad\theta\coloneqq\theta-\alpha\,\frac{{{gradient}}}{{\sqrt{{s}}+\varepsilon}}"
            )
        }
        "adamw" => {
            r"\theta\coloneqq\theta-\alpha\,\lambda\,\theta-\alpha\,\frac{\hat{m}}{\sqrt{\hat{v}}+\varepsilon}".into()
        }
        "adam" => r"\theta\coloneqq\theta-\alpha\,\frac{\hat{m}}{\sqrt{\hat{v}}+\varepsilon}".into(),
        "backtracking" => {
            format!(
                r"\theta\coloneqq\theta-\alpha\,{gradient},\quad J\text{{ falls by }}c_1\,\alpha\,{square}\text{{ or more}}"
            )
        }
        "newton-backtracking" => format!(
            r"\left(H+\lambda I\right)p={gradient},\quad\theta\coloneqq\theta-\alpha\,p,\quad J\text{{ falls by }}c_1\,\alpha\,{slope}\text{{ or more}}"
        ),
        "bfgs" => format!(
            r"p=B\,{gradient},\quad\theta\coloneqq\theta-\alpha\,p,\quad J\text{{ falls by }}c_1\,\alpha\,{slope}\text{{ or more}}"
        ),
        "newton" => format!(r"\theta\coloneqq\theta-\alpha\left(H+\lambda I\right)^{{-1}}{gradient}"),
        _ => format!(r"\theta\coloneqq\theta-\alpha\,{gradient}"),
    }
}

/// The numbers of a step, one line for each quantity that the rule computes.
pub(super) fn numbers_latex(step: &Step, theta: &str) -> Vec<String> {
    let gradient = if step.before.len() == 1 { r"J'(\theta)" } else { r"\nabla J(\theta)" };
    let mut lines = vec![format!("{gradient}={}", numbers(&step.gradient))];
    let before = numbers(&step.before);
    let by = |rate: f64, direction: &[f64]| {
        let rate = figure_latex(Some(rate));
        format!(r"{theta}\coloneqq {before}-{rate}\cdot {}={}", factor(direction), numbers(&step.after))
    };
    let plainly = |direction: &[f64]| by(step.optimizer.rate(), direction);
    // What the rate was multiplied by.
    let scaled = |change: &[f64]| -> Vec<f64> { change.iter().map(|d| -d / step.optimizer.rate()).collect() };
    match &step.terms {
        Terms::Plain => lines.push(plainly(&step.gradient)),
        Terms::Momentum { velocity } => {
            lines.push(format!("b={}", numbers(velocity)));
            lines.push(plainly(velocity));
        }
        Terms::Nesterov { velocity, ahead } => {
            lines.push(format!("b={}", numbers(velocity)));
            lines.push(plainly(ahead));
        }
        Terms::AdaGrad { rate, sum, scaled, .. } => {
            lines.push(format!("s={}", numbers(sum)));
            lines.push(by(*rate, scaled));
        }
        Terms::RmsProp { square, velocity, .. } => {
            lines.push(format!("v={}", numbers(square)));
            lines.push(plainly(velocity));
        }
        Terms::Adam(moments) => {
            lines.push(corrected(moments));
            lines.push(plainly(&scaled(&step.change)));
        }
        Terms::AdamW { moments, decay } => {
            lines.push(corrected(moments));
            lines.push(format!(r"\alpha\,\lambda\,\theta={}", numbers(decay)));
            let rest: Vec<f64> = step.change.iter().zip(decay).map(|(change, decay)| change + decay).collect();
            let (rate, rest) = (figure_latex(Some(step.optimizer.rate())), scaled(&rest));
            let (decay, after) = (factor(decay), numbers(&step.after));
            lines.push(format!(r"{theta}\coloneqq {before}-{decay}-{rate}\cdot {}={after}", factor(&rest)));
        }
        Terms::Newton { direction, .. } => lines.push(plainly(direction)),
        Terms::Backtracking(search) => {
            lines.extend(trials(search));
            lines.push(by(search.rate, &step.gradient));
        }
        Terms::NewtonBacktracking { direction, search, .. } | Terms::Bfgs { direction, search, .. } => {
            if let Terms::Bfgs { learned: Some(pair), .. } = &step.terms {
                let left_out = if pair.skipped { r"\quad\text{(left out)}" } else { "" };
                let (s, y) = (numbers(&pair.s), numbers(&pair.y));
                let curvature = figure_latex(Some(pair.curvature));
                lines.push(format!(r"s={s},\quad y={y},\quad y^{{\mathsf{{T}}}}s={curvature}{left_out}"));
            }
            lines.push(format!("p={}", numbers(direction)));
            lines.extend(trials(search));
            lines.push(by(search.rate, direction));
        }
    }
    lines
}

fn corrected(moments: &Moments) -> String {
    let (mean, square) = (numbers(&moments.mean_corrected), numbers(&moments.square_corrected));
    format!(r"\hat{{m}}={mean},\quad\hat{{v}}={square}")
}

/// How many of the rates that were tried are written out at either end.
const SHOWN: usize = 3;

/// The rates that were tried with the loss at each, a line for each; of many, the first and the last ones.
fn trials(search: &Search) -> Vec<String> {
    let line = |trial: &Trial| {
        let [rate, loss] = [trial.rate, trial.loss].map(|v| figure_latex(Some(v)));
        let bound = figure_latex(Some(trial.bound));
        match (trial.rate == search.rate, trial.slope) {
            (true, Some(_)) => format!(r"\alpha={rate}:\quad J={loss}\quad\text{{(the slope decides)}}"),
            (true, None) => format!(r"\alpha={rate}:\quad J={loss}\le {bound}"),
            (false, _) => format!(r"\alpha={rate}:\quad J={loss}\quad\text{{(too little gained)}}"),
        }
    };
    match &search.trials[..] {
        many if many.len() > 2 * SHOWN => {
            let (first, last) = (&many[..SHOWN], &many[many.len() - SHOWN..]);
            let lines = first.iter().map(line);
            lines.chain([r"\vdots".to_owned()]).chain(last.iter().map(line)).collect()
        }
        few => few.iter().map(line).collect(),
    }
}
