//! What a drawing has to know of the screen: pixels per css pixel, the wish for less motion, the lettering's arrival.

use super::dom::{Listener, document, keep};
use leptos::prelude::*;
use wasm_bindgen::{JsValue, closure::Closure};
use web_sys::MediaQueryList;

/// The face of all lettering in plots, as a style sheet names it.
pub const LETTERING: &str = "\"Gradus Sans\", \"STIX Two Math\", system-ui, sans-serif";

/// The screen, from the context of the page.
#[derive(Clone, Copy)]
pub struct Screen {
    /// Device pixels for each css pixel; changes with the browser's zoom and from one monitor to another.
    pub pixel_ratio: ReadSignal<f64>,
    /// Whether the reader asks the system for less motion.
    pub reduced_motion: Signal<bool>,
    /// Whether the face of the lettering has come: a canvas does not draw itself again when it does.
    pub lettering: ReadSignal<bool>,
}

impl Screen {
    /// Observes the screen for as long as the current component lives, and gives it to all below.
    pub fn provide() {
        provide_context(Self {
            pixel_ratio: pixel_ratio(),
            reduced_motion: media("(prefers-reduced-motion: reduce)"),
            lettering: lettering(),
        });
    }
}

/// Whether a media query holds, now and later.
pub fn media(query: &str) -> Signal<bool> {
    let list = media_list(query);
    let (holds, set_holds) = signal(list.as_ref().is_some_and(MediaQueryList::matches));
    if let Some(list) = list {
        let asked = list.clone();
        keep(Listener::new(&list, "change", move |_| {
            set_holds.try_set(asked.matches());
        }));
    }
    holds.into()
}

fn media_list(query: &str) -> Option<MediaQueryList> {
    web_sys::window()?.match_media(query).ok()?
}

/// A media query can only tell that the ratio is no longer what it was, so each answer asks the next question. Not every
/// browser asks it anew whenever it should; all of them resize the window when they zoom.
fn pixel_ratio() -> ReadSignal<f64> {
    let now = || web_sys::window().map_or(1.0, |w| w.device_pixel_ratio());
    let (ratio, set_ratio) = signal(now());
    let look = move || {
        if ratio.try_get_untracked().is_some_and(|ratio| ratio != now()) {
            set_ratio.try_set(now());
        }
    };
    if let Some(window) = web_sys::window() {
        keep(Listener::new(&window, "resize", move |_| look()));
    }
    let armed = StoredValue::new_local(None::<Listener>);
    Effect::new(move |_| {
        let question = format!("(resolution: {}dppx)", ratio.get());
        armed.set_value(media_list(&question).map(|list| Listener::new(&list, "change", move |_| look())));
    });
    ratio
}

fn lettering() -> ReadSignal<bool> {
    let (came, set_came) = signal(false);
    if let Some(document) = document() {
        let then = Closure::<dyn FnMut(_)>::new(move |_: JsValue| {
            set_came.try_set(true);
        });
        let _ = document.fonts().load(&format!("12px {LETTERING}")).then(&then);
        keep(then);
    }
    came
}
