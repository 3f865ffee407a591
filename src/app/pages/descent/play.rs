//! Steps taken by themselves, one after another.

use super::Desk;
use crate::{
    app::timer::Debounce,
    lab::{DescentLab, descent::Action},
};
use leptos::prelude::*;
use std::time::Duration;

/// From one step to the next: slow enough to follow, quick enough not to wait.
const PACE: Duration = Duration::from_millis(140);

/// Takes steps until the run ends, it is told to stop, or the page goes away.
#[derive(Clone, Copy)]
pub struct Play {
    desk: Desk,
    on: RwSignal<bool>,
    timer: StoredValue<Debounce, LocalStorage>,
}

impl Play {
    /// Not playing yet.
    pub fn new(desk: Desk) -> Self {
        Self { desk, on: RwSignal::new(false), timer: StoredValue::new_local(Debounce::default()) }
    }

    /// Whether it is playing.
    pub fn is_on(self) -> bool {
        self.on.get()
    }

    /// Starts or stops.
    pub fn toggle(self) {
        if self.on.get_untracked() {
            self.stop();
        } else {
            self.on.set(true);
            self.tick();
        }
    }

    /// Stops, if it is playing.
    pub fn stop(self) {
        self.timer.try_with_value(Debounce::cancel);
        self.on.try_set(false);
    }

    fn tick(self) {
        self.desk.act(Action::Forward);
        // Where the page has gone away there is nothing to go on with.
        let readable = self.desk.loss_fault.try_with_untracked(Option::is_none) == Some(true);
        if readable && self.desk.lab.try_with_untracked(DescentLab::goes_on) == Some(true) {
            self.timer.try_with_value(|timer| timer.after(PACE, move || self.tick()));
        } else {
            self.on.try_set(false);
        }
    }
}
