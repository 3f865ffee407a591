//! A row of keys for what a phone's keyboard hides.

use super::Desk;
use crate::{app::dom::document, practice::Action};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// What a key writes, and what it is called.
const KEYS: [(&str, &str, &str); 12] = [
    ("^", "^", "to the power"),
    ("(", "(", "open bracket"),
    (")", ")", "close bracket"),
    ("·", "*", "times"),
    ("/", "/", "divided by"),
    ("√", "sqrt(", "square root"),
    ("exp", "exp(", "exponential"),
    ("ln", "ln(", "logarithm"),
    ("sin", "sin(", "sine"),
    ("cos", "cos(", "cosine"),
    ("σ", "sigmoid(", "sigmoid"),
    ("π", "pi", "pi"),
];

/// Keys that write into the field that has the focus, at its cursor; into the first one if none has.
#[component]
pub fn Keys(desk: Desk) -> impl IntoView {
    let key = |(shown, writes, name): (&'static str, &'static str, &'static str)| {
        view! {
            <button
                type="button"
                class="key"
                aria-label=name
                // The field keeps the focus, and a phone its keyboard.
                on:pointerdown=move |event| event.prevent_default()
                on:click=move |_| press(desk, writes)
            >
                {shown}
            </button>
        }
    };
    view! {
        <div class="keys" role="group" aria-label="Keys">
            {KEYS.into_iter().map(key).collect_view()}
        </div>
    }
}

fn press(desk: Desk, writes: &str) {
    let field = || -> Option<(usize, HtmlInputElement)> {
        let document = document()?;
        let focused = document.active_element().and_then(|e| e.dyn_into::<HtmlInputElement>().ok());
        let in_blank = |input: HtmlInputElement| {
            let blank = input.closest("[data-blank]").ok()??.get_attribute("data-blank")?.parse().ok()?;
            Some((blank, input))
        };
        let first = || document.query_selector("[data-blank] input").ok()??.dyn_into().ok();
        focused.and_then(in_blank).or_else(|| in_blank(first()?))
    };
    let Some((blank, input)) = field() else { return };
    let text: Vec<u16> = input.value().encode_utf16().collect();
    let place = |at: Option<u32>| at.map_or(text.len(), |at| (at as usize).min(text.len()));
    let from = place(input.selection_start().ok().flatten());
    let to = place(input.selection_end().ok().flatten()).max(from);
    let written: Vec<u16> = writes.encode_utf16().collect();
    let new = [&text[..from], &written, &text[to..]].concat();
    let new = String::from_utf16_lossy(&new);
    // Before the page does, so that the cursor stays where it is put.
    input.set_value(&new);
    let _ = input.focus();
    let cursor = (from + written.len()) as u32;
    let _ = input.set_selection_range(cursor, cursor);
    desk.act(Action::Type(blank, new));
}
