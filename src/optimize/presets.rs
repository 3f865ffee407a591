//! Losses that are worth descending.

use crate::symbolic::{Symbol, parse};

use super::{Fit, Loss, LossError, View};

/// A loss with a view, a start and a learning rate that show what it is known for.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// How links call it.
    pub id: &'static str,
    /// What it is called in words.
    pub name: &'static str,
    /// What it is known for, in a sentence.
    pub about: &'static str,
    /// The variables, in the order of the axes.
    pub variables: &'static [&'static str],
    view: View,
    start: &'static [f64],
    rate: f64,
    formula: Formula,
}

/// Where the expression comes from.
#[derive(Clone, Copy, Debug)]
enum Formula {
    /// It is written out.
    Text(&'static str),
    /// A model is fitted to data.
    Fitted { data: &'static [[f64; 2]], fit: Fit },
}

/// Every preset.
pub static PRESETS: [Preset; 8] = [
    Preset {
        id: "parabola",
        name: "Parabola",
        about: "One valley: each step shrinks the distance to the minimum by the same factor.",
        variables: &["x"],
        view: View { horizontal: [-4.0, 4.0], vertical: [-1.0, 12.0] },
        start: &[3.0],
        rate: 0.1,
        formula: Formula::Text("x^2"),
    },
    Preset {
        id: "double-well",
        name: "Double well",
        about: "Two valleys of different depth: the start decides which one is found.",
        variables: &["x"],
        view: View { horizontal: [-2.0, 2.0], vertical: [-1.0, 4.0] },
        start: &[1.75],
        rate: 0.02,
        formula: Formula::Text("(x^2 - 1)^2 + x/4"),
    },
    Preset {
        id: "ravine",
        name: "Ravine",
        about: "Ten times steeper across than along: plain descent zigzags, momentum does not.",
        variables: &["x", "y"],
        view: View { horizontal: [-5.0, 5.0], vertical: [-3.0, 3.0] },
        start: &[4.0, 1.5],
        rate: 0.08,
        formula: Formula::Text("x^2 + 10*y^2"),
    },
    Preset {
        id: "saddle",
        name: "Saddle",
        about: "The gradient vanishes at a point that is no minimum: exactly on the ridge the descent gets stuck there.",
        variables: &["x", "y"],
        view: View { horizontal: [-3.0, 3.0], vertical: [-3.0, 3.0] },
        start: &[2.0, 0.01],
        rate: 0.1,
        formula: Formula::Text("x^2 - y^2"),
    },
    Preset {
        id: "rosenbrock",
        name: "Rosenbrock's banana",
        about: "A bent valley with a flat floor: easily found, slowly followed.",
        variables: &["x", "y"],
        view: View { horizontal: [-2.0, 2.0], vertical: [-1.0, 3.0] },
        start: &[-1.2, 1.0],
        rate: 0.001,
        formula: Formula::Text("(1 - x)^2 + 100*(y - x^2)^2"),
    },
    Preset {
        id: "himmelblau",
        name: "Himmelblau's function",
        about: "Four minima of the same depth: which one is found depends on the start and on the method.",
        variables: &["x", "y"],
        view: View { horizontal: [-6.0, 6.0], vertical: [-6.0, 6.0] },
        start: &[0.0, -0.5],
        rate: 0.01,
        formula: Formula::Text("(x^2 + y - 11)^2 + (x + y^2 - 7)^2"),
    },
    Preset {
        id: "regression",
        name: "Mean squared error",
        about: "A straight line w·x + b through points: J(w, b) is the mean of the squared errors.",
        variables: &["w", "b"],
        view: View { horizontal: [-2.0, 4.0], vertical: [-3.0, 5.0] },
        start: &[-1.0, 4.0],
        rate: 0.1,
        // Near y = 1.5·x + 0.5.
        formula: Formula::Fitted {
            data: &[[-1.0, -0.8], [-0.5, -0.6], [0.0, 0.7], [0.5, 1.0], [1.5, 3.0], [2.0, 3.3]],
            fit: Fit::Line,
        },
    },
    Preset {
        id: "logistic",
        name: "Logistic loss",
        about: "Two classes, 0 and 1, told apart by sigmoid(w·x + b): J(w, b) is the mean of their cross-entropies.",
        variables: &["w", "b"],
        view: View { horizontal: [-3.0, 7.0], vertical: [-5.0, 5.0] },
        start: &[-2.0, 3.0],
        rate: 1.0,
        // The classes overlap, so that there is a minimum.
        formula: Formula::Fitted {
            data: &[[-2.0, 0.0], [-1.0, 0.0], [-0.5, 1.0], [0.5, 0.0], [0.8, 1.0], [1.5, 1.0], [2.5, 1.0]],
            fit: Fit::Logistic,
        },
    },
];

impl Preset {
    /// The preset of that id.
    ///
    /// ```
    /// use gradus::optimize::Preset;
    /// assert_eq!(Preset::named("saddle").unwrap().text(), "x^2 - y^2");
    /// ```
    pub fn named(id: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.id == id)
    }

    /// The expression as text that can be read, and changed by a learner.
    pub fn text(&self) -> String {
        match self.formula {
            Formula::Text(text) => text.to_owned(),
            Formula::Fitted { data, fit } => fit.loss(data),
        }
    }

    /// The loss, ready to be descended.
    ///
    /// # Errors
    /// None for the presets that there are, which is tested.
    pub fn loss(&self) -> Result<Loss, LossError> {
        let variables: Vec<_> = self.variables.iter().map(|name| Symbol::new(name)).collect();
        let mut loss = Loss::with_variables(parse(&self.text())?, &variables)?;
        self.name.clone_into(&mut loss.name);
        loss.view = self.view;
        loss.start = self.start.to_vec();
        loss.rate = self.rate;
        if let Formula::Fitted { data, .. } = self.formula {
            loss.data = data.to_vec();
        }
        Ok(loss)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimize::{Optimizer, Status, Trajectory};

    #[test]
    fn each_is_ready() {
        for (i, preset) in PRESETS.iter().enumerate() {
            let loss = preset.loss().unwrap();
            assert!(PRESETS[..i].iter().all(|other| other.id != preset.id), "{}", preset.id);
            assert_eq!(loss.start.len(), loss.variables().len(), "{}", preset.id);
            assert!(loss.value(&loss.start).is_finite(), "{}", preset.id);
            let [from, to] = loss.view.horizontal;
            assert!(from < loss.start[0] && loss.start[0] < to, "{}", preset.id);
        }
    }

    /// How plain descent ends from the start and with the rate that a learner gets first.
    #[test]
    fn each_shows_what_it_is_known_for() {
        for (id, steps, status, end) in [
            ("parabola", 200, Status::Converged, &[0.0][..]),
            ("double-well", 2000, Status::Converged, &[0.967_148_9]),
            ("ravine", 300, Status::Converged, &[0.0, 0.0]),
            ("saddle", 300, Status::Diverged, &[]),
            ("rosenbrock", 100, Status::Running, &[]),
            ("himmelblau", 1000, Status::Converged, &[3.0, 2.0]),
            ("regression", 1000, Status::Converged, &[]),
            ("logistic", 5000, Status::Converged, &[]),
        ] {
            let loss = Preset::named(id).unwrap().loss().unwrap();
            let start = loss.start.clone();
            let mut run = Trajectory::new(loss.clone(), Optimizer::GradientDescent { lr: loss.rate }, start);
            assert_eq!(run.run(steps), status, "{id} at {:?}", run.point());
            for (found, expected) in run.point().iter().zip(end) {
                assert!((found - expected).abs() < 1e-6, "{id} at {:?}", run.point());
            }
        }
    }

    /// w = cov(x, y)/var(x) and b = mean(y) - w·mean(x) minimise the mean squared error.
    #[test]
    fn regression_finds_the_least_squares_line() {
        let loss = Preset::named("regression").unwrap().loss().unwrap();
        let n = loss.data.len() as f64;
        let mean = |f: &dyn Fn(f64, f64) -> f64| loss.data.iter().map(|&[x, y]| f(x, y)).sum::<f64>() / n;
        let (mx, my) = (mean(&|x, _| x), mean(&|_, y| y));
        let w = (mean(&|x, y| x * y) - mx * my) / (mean(&|x, _| x * x) - mx * mx);
        let b = my - w * mx;
        assert!(loss.gradient(&[w, b]).iter().all(|d| d.abs() < 1e-14), "{:?}", loss.gradient(&[w, b]));
        let error = mean(&|x, y| (w * x + b - y).powi(2));
        assert!((loss.value(&[w, b]) - error).abs() < 1e-15);
    }
}
