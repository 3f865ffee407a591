//! A point of a plot that can be taken hold of: by the pointer, which the plot forwards, and by the arrow keys.
//!
//! The scene draws the point; this lies over it without colour, large enough for a finger. Screen readers meet a slider
//! whose value is told in words.

use crate::{lab::Direction, plot::Pace};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// A wish to move a point by an arrow key, one step in one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nudge {
    /// −1 to the left, 1 to the right, else 0.
    pub dx: f64,
    /// −1 down, 1 up, else 0.
    pub dy: f64,
    /// How long the step is: coarse with Shift, fine with Alt.
    pub pace: Pace,
}

impl Nudge {
    /// The direction as labs have it.
    pub fn direction(self) -> Direction {
        match (self.dx > 0.0, self.dx < 0.0, self.dy > 0.0) {
            (true, ..) => Direction::Right,
            (_, true, _) => Direction::Left,
            (.., true) => Direction::Up,
            _ => Direction::Down,
        }
    }

    fn of(event: &KeyboardEvent) -> Option<Self> {
        if event.ctrl_key() || event.meta_key() {
            return None;
        }
        let (dx, dy) = match event.key().as_str() {
            "ArrowLeft" => (-1.0, 0.0),
            "ArrowRight" => (1.0, 0.0),
            "ArrowDown" => (0.0, -1.0),
            "ArrowUp" => (0.0, 1.0),
            _ => return None,
        };
        let pace = match (event.shift_key(), event.alt_key()) {
            (true, _) => Pace::Coarse,
            (false, true) => Pace::Fine,
            (false, false) => Pace::Usual,
        };
        Some(Self { dx, dy, pace })
    }
}

/// The hold on a point.
#[component]
pub fn Handle(
    /// Where the point is in the plot, in css pixels; without a place there is nothing to hold.
    #[prop(into)]
    at: Signal<Option<(f64, f64)>>,
    /// What the point is, such as “point of tangency”.
    #[prop(into)]
    label: Signal<String>,
    /// The value as a number, with the least and the greatest that are seen.
    #[prop(into)]
    value: Signal<(f64, f64, f64)>,
    /// The value in words.
    #[prop(into)]
    text: Signal<String>,
    /// Called for each press of an arrow key.
    #[prop(into)]
    on_nudge: Callback<Nudge>,
) -> impl IntoView {
    let place = move || {
        let (x, y) = at.get().unwrap_or_default();
        format!("translate({x:.1}px, {y:.1}px)")
    };
    let pressed = move |event: KeyboardEvent| {
        if let Some(nudge) = Nudge::of(&event) {
            event.prevent_default();
            on_nudge.run(nudge);
        }
    };
    view! {
        <div
            class="handle"
            role="slider"
            tabindex="0"
            hidden=move || at.get().is_none()
            style:transform=place
            aria-label=move || label.get()
            aria-valuenow=move || value.get().0.to_string()
            aria-valuemin=move || value.get().1.to_string()
            aria-valuemax=move || value.get().2.to_string()
            aria-valuetext=move || text.get()
            on:keydown=pressed
        ></div>
    }
}
