//! What can be typed, chosen and set on descents.

use super::{DescentLab, MANY, MOST_RUNS, PACES, formulas, words};
use crate::{
    lab::{Input, MOST_POINTS, figure, points_text},
    optimize::{METHODS, PRESETS, SCHEDULES},
    symbolic::{latex, simplify},
};

/// The learning rates that the slider reaches, as powers of ten.
pub(super) const RATES: (f64, f64) = (-4.0, 1.0);

/// What can be typed, chosen and set.
pub(super) fn inputs(lab: &DescentLab) -> Vec<Input> {
    let runner = lab.runner();
    let mut inputs = vec![match lab.ground.fitted() {
        Some(fitted) => Input::lines("data", "Data, a point x, y on each line", points_text(&fitted.data)),
        None => {
            let entries: Vec<String> = lab.ground.gradient.iter().map(|g| latex(&simplify(g))).collect();
            let left = if entries.len() == 1 { "J'" } else { r"\nabla J" };
            let gradient = format!("{left}={}", formulas::column(&entries));
            let read_as = vec![format!("J={}", latex(lab.ground.loss.expr())), gradient];
            Input::text("f", "Loss J, in one or two variables", lab.ground.text(), read_as)
        }
    }];
    inputs.extend([
        Input::button("step", "Step", lab.goes_on()),
        Input::button("back", "Back", lab.taken() > 0),
        Input::button("start", "To the start", lab.taken() > 0),
        Input::button("many", format!("{MANY} steps"), lab.goes_on()),
    ]);
    let taken = lab.taken();
    let most = taken.max(MANY) as f64;
    inputs.push(Input::slider("steps", "Steps taken", taken as f64, (0.0, most), 1.0, taken.to_string()));
    inputs.push(Input::choice("loss", "Loss", &losses(), lab.ground.id()).with_note(about(lab)));
    if lab.runners.len() > 1 {
        let names = ["1", "2", "3", "4"];
        let runs: Vec<(&str, &str)> = names.iter().take(lab.runners.len()).map(|name| (*name, *name)).collect();
        inputs.push(Input::choice("run", "Run that is set", &runs, names[lab.chosen]));
    }
    let methods: Vec<(&str, &str)> = METHODS.iter().map(|method| (method.name, method.title)).collect();
    inputs.push(Input::choice("method", "Method", &methods, runner.method.name));
    let letter = if runner.schedule().hypers.is_empty() { "α" } else { "α at first" };
    let rate = runner.run.optimizer().rate();
    let place = rate.max(f64::MIN_POSITIVE).log10().clamp(RATES.0, RATES.1);
    inputs.push(Input::slider("rate", format!("Learning rate {letter}"), place, RATES, 0.01, figure(Some(rate))));
    let schedules: Vec<(&str, &str)> = SCHEDULES.iter().map(|kind| (kind.name, kind.title)).collect();
    let settings = runner.settings();
    let (own, of_schedule) = settings.split_at(runner.method.hypers.len());
    let setting = |&(name, value): &(&str, f64)| {
        let label = if name == "lr" { format!("{letter} exactly") } else { words::setting(name).to_owned() };
        Input::number(&format!("set:{name}"), label, value)
    };
    inputs.extend(own.iter().map(setting));
    inputs.push(Input::choice("schedule", "Schedule of the rate", &schedules, runner.schedule().name));
    inputs.extend(of_schedule.iter().map(setting));
    inputs.push(Input::button("add", "One run more", lab.runners.len() < MOST_RUNS));
    inputs.push(Input::button("remove", "Without this run", lab.runners.len() > 1));
    if lab.runners.len() > 1 {
        inputs.push(Input::switch("apart", "Starts of their own", !lab.together));
    }
    if let Some(fitted) = lab.ground.fitted() {
        let chosen = lab.batch.map_or_else(|| "all".to_owned(), |batch| batch.to_string());
        let sizes = [("all", "all"), ("3", "3"), ("1", "1")];
        inputs.push(Input::choice("batch", "Points in a step", &sizes, &chosen));
        if lab.batch.is_some() {
            inputs.push(Input::number("seed", "Seed of chance", lab.seed as f64));
        }
        inputs.push(Input::button("more", "One point more", fitted.data.len() < MOST_POINTS));
        inputs.push(Input::button("fewer", "One point less", fitted.data.len() > 1));
    }
    let seconds = [("loss", "loss"), ("coordinates", "coordinates"), ("surface", "surface")];
    let seconds = if lab.ground.is_flat() { &seconds[..] } else { &seconds[..2] };
    inputs.push(Input::choice("second", "The second picture shows", seconds, lab.second.name()));
    inputs.push(Input::switch("predict", "Predict first", lab.prediction.is_some()));
    let pace = format!("{} in a second", figure(Some(lab.pace)));
    inputs.push(Input::slider("pace", "Steps while it plays", lab.pace, PACES, 1.0, pace));
    inputs
}

/// The losses that can be chosen, by id and name.
fn losses() -> Vec<(&'static str, &'static str)> {
    let presets = PRESETS.iter().map(|preset| match preset.id {
        "regression" => ("line", preset.name),
        id => (id, preset.name),
    });
    presets.chain([("typed", "of your own")]).collect()
}

/// What the loss is known for.
fn about(lab: &DescentLab) -> &'static str {
    let id = match lab.ground.id() {
        "line" => "regression",
        id => id,
    };
    PRESETS.iter().find(|preset| preset.id == id).map_or("", |preset| preset.about)
}
