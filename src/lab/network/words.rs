//! The lab of networks in matrices and sentences.

use super::{Head, NetworkLab, Training, Weight};
use crate::{
    lab::{Table, figure, figure_latex},
    optimize::Mistake,
    symbolic::{Expr, latex},
};

/// The step of the central difference that checks a gradient.
const H: f64 = 1e-5;
/// The most rows and columns that are written out.
const MOST: usize = 8;

pub(super) const fn mistake(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::Diagonal => "softmax’s diagonal only",
        Mistake::SlopeForgotten => "σ′ left out",
        Mistake::Sign => "the sign turned round",
        Mistake::NotTransposed => "W in place of Wᵀ",
        Mistake::Overwritten => "shares overwritten, not added",
    }
}

/// Why a mistake makes no difference, if it makes none.
pub(super) fn no_difference(lab: &NetworkLab) -> &'static str {
    match lab.settings.mistake {
        Some(mistake) if !lab.right.net.is_prone_to(mistake) => match mistake {
            Mistake::Diagonal => "With the squared error there is no softmax, so this makes no difference.",
            Mistake::NotTransposed => {
                "No matrix behind the first is square, so W and its transpose can’t be mixed up: this makes no difference."
            }
            _ => "There is no hidden layer, so this makes no difference.",
        },
        _ => "",
    }
}

fn small(value: f64) -> String {
    figure_latex(format!("{value:.2e}").parse().ok())
}

fn column(values: &[f64]) -> String {
    let cells: Vec<String> = values.iter().take(MOST).map(|v| small(*v)).collect();
    format!(r"\begin{{pmatrix}}{}\end{{pmatrix}}", cells.join(r"\\"))
}

fn matrix(rows: &[Vec<f64>]) -> String {
    let row = |row: &Vec<f64>| row.iter().take(MOST).map(|v| small(*v)).collect::<Vec<_>>().join("&");
    let rows: Vec<String> = rows.iter().take(MOST).map(row).collect();
    format!(r"\begin{{pmatrix}}{}\end{{pmatrix}}", rows.join(r"\\"))
}

/// The function of a layer, of its sums.
fn applied(lab: &NetworkLab, layer: usize) -> String {
    let z = Expr::symbol(&format!("z_{}", layer + 1));
    match lab.settings.head {
        _ if layer + 1 < lab.right.net.layers.len() => latex(&Expr::apply(lab.settings.activation, z)),
        Head::CrossEntropy => format!(r"\operatorname{{softmax}}(z_{})", layer + 1),
        Head::SquaredError => format!(r"\sigma(z_{})", layer + 1),
    }
}

pub(super) fn lines(lab: &NetworkLab) -> Vec<String> {
    let training = lab.shown();
    let (net, sample, Weight { layer, row, column: from }) = (&training.net, lab.present(), lab.weight);
    let pass = net.forward(&sample.at);
    let back = net.backward(&pass, sample.class, training.mistake);
    let (n, last) = (layer + 1, layer + 1 == net.layers.len());
    let dense = &net.layers[layer];
    let (rows, columns) = (dense.biases.len(), dense.weights.first().map_or(0, Vec::len));
    let before = if layer == 0 { "x".to_owned() } else { format!("a_{layer}") };
    let input = &pass.activations[layer];
    let delta = match (last, lab.settings.head) {
        (true, Head::CrossEntropy) => "p-y".to_owned(),
        (true, Head::SquaredError) => r"(a-y)\circ a\circ(1-a)".to_owned(),
        (false, _) => format!(r"(W_{}^{{\top}}\delta_{})\circ f'(z_{n})", n + 1, n + 1),
    };
    let gradient = &back.layers[layer];
    vec![
        format!(
            r"z_{n}=W_{n}\,{before}+b_{n}={}{}+{}={}\qquad W_{n}\colon {rows}\times {columns}",
            matrix(&dense.weights),
            column(input),
            column(&dense.biases),
            column(&pass.sums[layer])
        ),
        format!("a_{n}={}={}", applied(lab, layer), column(&pass.activations[n])),
        format!(r"\delta_{n}=\frac{{\partial L}}{{\partial z_{n}}}={delta}={}", column(&back.deltas[layer])),
        format!(
            r"\frac{{\partial L}}{{\partial W_{n}}}=\delta_{n}\,{before}^{{\top}}={}\qquad {rows}\times {columns}",
            matrix(&gradient.weights)
        ),
        format!(
            r"\frac{{\partial L}}{{\partial w}}={},\qquad \frac{{L(w+h)-L(w-h)}}{{2h}}={}",
            figure_latex(Some(gradient.weights[row][from])),
            figure_latex(Some(measured(lab)))
        ),
    ]
}

/// The derivative of the chosen point's loss by the chosen weight, as a central difference.
pub(super) fn measured(lab: &NetworkLab) -> f64 {
    let (sample, Weight { layer, row, column }) = (lab.present(), lab.weight);
    let loss = |by: f64| {
        let mut net = lab.shown().net.clone();
        net.layers[layer].weights[row][column] += by;
        net.loss(&net.forward(&sample.at), sample.class)
    };
    (loss(H) - loss(-H)) / (2.0 * H)
}

/// What a screen reader says of the chosen weight.
pub(super) fn weight(lab: &NetworkLab) -> String {
    let Weight { layer, row, column } = lab.weight;
    format!(
        "layer {}, from unit {} to unit {}: {}",
        layer + 1,
        column + 1,
        row + 1,
        figure(Some(lab.shown().net.layers[layer].weights[row][column]))
    )
}

fn percent(share: f64) -> String {
    format!("{} %", figure(Some((100.0 * share).round())))
}

fn stands(training: &Training, lab: &NetworkLab) -> String {
    match training.loss().filter(|_| !training.is_lost()) {
        Some(loss) => format!(
            "the loss is {} and {} of the points are put where they belong",
            figure(Some(loss)),
            percent(training.accuracy(&lab.samples))
        ),
        None => "the loss has left all bounds".to_owned(),
    }
}

pub(super) fn describe(lab: &NetworkLab) -> String {
    let (steps, epoch) = (lab.steps(), lab.epoch());
    let epochs = match (10.0 * steps as f64 / epoch as f64).round() / 10.0 {
        _ if epoch == 1 => String::new(),
        1.0 => ", 1 epoch".to_owned(),
        many => format!(", {} epochs", figure(Some(many))),
    };
    let count = if steps == 1 { "1 step".to_owned() } else { format!("{steps} steps") };
    let mut said = format!("After {count}{epochs}, {}.", stands(&lab.right, lab));
    if let (Some(wrong), Some(made)) = (&lab.wrong, lab.settings.mistake) {
        said = format!("{said} With {}, {}", mistake(made), stands(wrong, lab));
        let first = lab.right.losses.first().copied().unwrap_or(f64::NAN);
        let verdict = match (wrong.loss().filter(|_| !wrong.is_lost()), lab.right.loss()) {
            (None, _) => ".",
            _ if !lab.right.net.is_prone_to(made) => ": this network can’t make that mistake.",
            (Some(w), _) if w > first => ": it climbs.",
            (Some(w), Some(r)) if w > 0.9 * first && r < 0.8 * first => ": it hardly learns.",
            (Some(w), Some(r)) if w > 1.02 * r => {
                ": it learns, but not as far, which is how such a mistake goes unnoticed."
            }
            (Some(w), Some(r)) if w < 0.98 * r => ": it is ahead here, although it does not follow the gradient.",
            _ => ": it keeps up here.",
        };
        said = format!("{said}{verdict}");
    }
    let sizes = lab.shown().gradient_sizes(&lab.samples);
    if let (Some(first), Some(last)) = (sizes.first(), sizes.last())
        && sizes.len() > 1
        && *last > 0.0
    {
        said = format!(
            "{said} The first layer’s gradient is {} times the last one’s.",
            figure(format!("{:.1e}", first / last).parse().ok())
        );
    }
    said
}

pub(super) fn tables(lab: &NetworkLab) -> Vec<Table> {
    let text = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let trainings = std::iter::once(("right", &lab.right)).chain(lab.wrong.iter().map(|wrong| ("wrong", wrong)));
    let rows = trainings
        .clone()
        .map(|(name, training)| {
            let accuracy = percent(training.accuracy(&lab.samples));
            vec![name.to_owned(), figure(training.losses.first().copied()), figure(training.loss()), accuracy]
        })
        .collect();
    let sizes = trainings.flat_map(|(name, training)| {
        let row = move |(layer, size): (usize, f64)| vec![format!("{name}, layer {}", layer + 1), figure(Some(size))];
        training.gradient_sizes(&lab.samples).into_iter().enumerate().map(row).collect::<Vec<_>>()
    });
    vec![
        Table {
            caption: "The training".into(),
            head: text(&["gradient", "loss at first", "loss now", "points right"]),
            rows,
        },
        Table {
            caption: "The gradient by layer".into(),
            head: text(&["", "root of the mean square"]),
            rows: sizes.collect(),
        },
    ]
}
