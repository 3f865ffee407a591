//! What a person does to descents.

use super::{
    DescentLab, MANY, PACES, Second,
    ground::{Ground, Source},
    inputs::RATES,
};
use crate::{
    lab::{Direction, curve::nudged, exact_figure},
    optimize::METHODS,
    plot::{Pace, Point},
    query::Query,
};

impl DescentLab {
    /// What a press of a button does.
    pub(super) fn press(&mut self, button: &str) -> Result<(), String> {
        match button {
            "step" => self.forward(),
            "back" => self.go_to(self.taken().saturating_sub(1)),
            "start" => self.go_to(0),
            "many" => self.advance(MANY),
            "add" => {
                // The next method that is not on its way yet.
                let used = |name: &str| self.runners.iter().any(|runner| runner.method.name == name);
                let method = METHODS.iter().find(|method| !used(method.name)).unwrap_or(&METHODS[0]);
                let rate = exact_figure(self.runners[0].run.optimizer().rate());
                let query = Query::new().with("method", method.name);
                self.add(&if method.takes_full_steps() { query } else { query.with("lr", rate) });
                self.chosen = self.runners.len() - 1;
            }
            "remove" if self.runners.len() > 1 => {
                self.runners.remove(self.chosen);
                self.chosen = self.chosen.min(self.runners.len() - 1);
            }
            "more" | "fewer" => {
                if let Some(fitted) = self.ground.fitted().and_then(|fitted| fitted.with_datum(button == "more")) {
                    self.of_data(fitted)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn choose(&mut self, id: &str, option: &str) -> Result<(), String> {
        let (steps, chosen) = (self.steps, self.chosen);
        let words = |error: crate::optimize::OptimizerError| error.to_string();
        match id {
            "loss" if option != self.ground.id() => match Ground::named(option) {
                Some(ground) => self.begin_on(ground?),
                None => {
                    let text = self.ground.text();
                    self.begin_on(Ground::new(Source::Typed(if text.is_empty() { "x^2 + y^2".into() } else { text }))?);
                }
            },
            "method" => {
                self.runners[chosen].choose(option, steps).map_err(words)?;
            }
            "schedule" => {
                self.runners[chosen].choose_schedule(option, steps).map_err(words)?;
            }
            "run" => {
                if let Some(i) = option.parse::<usize>().ok().filter(|i| (1..=self.runners.len()).contains(i)) {
                    self.chosen = i - 1;
                }
            }
            "second" => self.second = Second::named(option).unwrap_or(self.second),
            "batch" => {
                self.batch = option.parse().ok();
                self.rebatch();
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn set(&mut self, id: &str, value: f64) -> Result<(), String> {
        let (steps, chosen) = (self.steps, self.chosen);
        let mut set =
            |name: &str, value: f64| self.runners[chosen].set(name, value, steps).map_err(|error| error.to_string());
        match id {
            "rate" => set("lr", rate_at(value))?,
            "steps" => {
                self.go_to(value.max(0.0) as usize);
                self.steps = self.taken();
            }
            "pace" => self.pace = value.clamp(PACES.0, PACES.1).round(),
            "seed" if (0.0..=1e9).contains(&value) && value.fract() == 0.0 => {
                self.seed = value as u64;
                self.rebatch();
            }
            "seed" => return Err("A seed is a whole number from 0 up.".into()),
            id => {
                if let Some(name) = id.strip_prefix("set:") {
                    set(name, value)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn moved(&mut self, grip: &str, at: Point) -> Result<(), String> {
        let [across, up] = self.ground.window;
        let at_point = [across.clamp(at.0), up.clamp(at.1)];
        let coordinates = &at_point[..self.ground.loss.variables().len().min(2)];
        if grip == "guess" {
            let guess = self.in_the_picture(coordinates);
            if let Some(prediction) = &mut self.prediction {
                prediction.guess = Some(guess);
            }
        } else if let Some(i) = start(grip) {
            if at.0.is_finite() && at.1.is_finite() {
                self.start_at(i, coordinates);
            }
        } else if let Some(fitted) = self.ground.fitted().and_then(|fitted| fitted.dragged(grip, at)) {
            self.of_data(fitted)?;
        }
        Ok(())
    }

    pub(super) fn nudged(&mut self, grip: &str, direction: Direction, pace: Pace) -> Result<(), String> {
        let from = if grip == "guess" {
            self.prediction.and_then(|prediction| prediction.guess).unwrap_or_else(|| {
                let run = &self.runner().run;
                self.in_the_picture(run.point())
            })
        } else if let Some(runner) = start(grip).and_then(|i| self.runners.get(i)) {
            self.in_the_picture(runner.run.start())
        } else {
            if let Some(fitted) = self.ground.fitted().and_then(|fitted| fitted.nudged(grip, direction, pace)) {
                self.of_data(fitted)?;
            }
            return Ok(());
        };
        let [across, up] = self.ground.window;
        self.moved(
            grip,
            match direction {
                Direction::Left | Direction::Right => (nudged(across, from.0, direction, pace), from.1),
                Direction::Up | Direction::Down => (from.0, nudged(up, from.1, direction, pace)),
            },
        )
    }
}

/// The run of a start's grip.
fn start(grip: &str) -> Option<usize> {
    grip.strip_prefix("start")?.parse().ok()
}

/// The learning rate at a place of the slider: a power of ten, to two digits.
fn rate_at(place: f64) -> f64 {
    format!("{:.1e}", 10f64.powf(place.clamp(RATES.0, RATES.1))).parse().unwrap_or(0.1)
}
