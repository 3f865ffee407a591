//! A line of text to type.

use super::fresh_id;
use leptos::{html, prelude::*};
use web_sys::KeyboardEvent;

/// A field with its label, a hint below, and what is wrong with its content.
#[component]
pub fn Field(
    /// What is to be typed.
    #[prop(into)]
    label: Signal<String>,
    /// The content.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the content at each key.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called when Enter is pressed.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// What is wrong, if anything is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The element, to focus it or to select a part of it.
    #[prop(optional)]
    input: NodeRef<html::Input>,
    /// The keyboard that a phone shows: `text`, `decimal`.
    #[prop(default = "text")]
    keyboard: &'static str,
    /// What helps while typing.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = fresh_id("field");
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described_by = {
        let hint = children.is_some().then(|| hint_id.clone());
        let error_id = error_id.clone();
        move || {
            let error = error.with(Option::is_some).then(|| error_id.clone());
            let ids: Vec<String> = error.into_iter().chain(hint.clone()).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let pressed = move |event: KeyboardEvent| {
        if let (Some(on_enter), "Enter", false) = (on_enter, event.key().as_str(), event.is_composing()) {
            on_enter.run(());
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{move || label.get()}</label>
            <input
                id=id
                node_ref=input
                type="text"
                inputmode=keyboard
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || value.get()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described_by
                on:input=move |event| on_input.run(event_target_value(&event))
                on:keydown=pressed
            />
            <p class="error" id=error_id role="status">{move || error.get()}</p>
            {children.map(|children| view! { <div class="hint" id=hint_id>{children()}</div> })}
        </div>
    }
}
