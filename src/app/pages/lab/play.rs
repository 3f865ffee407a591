//! Time that goes by.

use super::Bench;
use crate::{
    app::{
        screen::Screen,
        timer::Debounce,
        widgets::{Button, Weight},
    },
    lab::Action,
};
use leptos::prelude::*;
use std::time::Duration;

/// From one moment to the next, and for readers who ask for less motion.
const MOMENT: Duration = Duration::from_millis(33);
const LEAP: Duration = Duration::from_millis(700);

/// A button that lets time go by, where that does something.
#[component]
pub fn Play(bench: Bench) -> impl IntoView {
    let player = Player {
        bench,
        on: RwSignal::new(false),
        calm: use_context::<Screen>().map(|screen| screen.reduced_motion),
        timer: StoredValue::new_local(Debounce::default()),
    };
    let plays = Memo::new(move |_| bench.lab.with(|lab| lab.plays()));
    let name = Memo::new(move |_| plays.with(|plays| plays.map(|playing| playing.name)));
    let rests = Memo::new(move |_| plays.with(|plays| plays.is_none_or(|playing| !playing.goes_on)));
    let button = move |name| {
        view! {
            <div class="actions">
                <Button weight=Weight::Primary on_press=move |()| player.toggle() disabled=rests>
                    {move || if player.on.get() { "Pause" } else { name }}
                </Button>
            </div>
        }
    };
    move || name.get().map(button)
}

#[derive(Clone, Copy)]
struct Player {
    bench: Bench,
    on: RwSignal<bool>,
    calm: Option<Signal<bool>>,
    timer: StoredValue<Debounce, LocalStorage>,
}

impl Player {
    fn toggle(self) {
        if self.on.get_untracked() {
            self.timer.try_with_value(Debounce::cancel);
            self.on.set(false);
        } else {
            self.on.set(true);
            self.tick();
        }
    }

    fn tick(self) {
        let calm = self.calm.and_then(|calm| calm.try_get_untracked()).unwrap_or(false);
        let pause = if calm { LEAP } else { MOMENT };
        self.bench.act(Action::Tick(pause.as_secs_f64()));
        // Where the page has gone away there is nothing to go on with.
        if self.bench.lab.try_with_untracked(|lab| lab.plays().is_some_and(|playing| playing.goes_on)) == Some(true) {
            self.timer.try_with_value(|timer| timer.after(pause, move || self.tick()));
        } else {
            self.on.try_set(false);
        }
    }
}
