//! Several lines of text to type or paste.

use super::fresh_id;
use leptos::prelude::*;

/// A field of several lines with its label, and what is wrong with its content.
#[component]
pub fn TextArea(
    /// What is to be typed.
    #[prop(into)]
    label: Signal<String>,
    /// The content.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the content at each key.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is wrong, if anything is.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = fresh_id("text");
    let error_id = format!("{id}-error");
    let described_by = {
        let error_id = error_id.clone();
        move || error.with(Option::is_some).then(|| error_id.clone())
    };
    view! {
        <div class="field">
            <label for=id.clone()>{move || label.get()}</label>
            <textarea
                id=id
                rows="6"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || value.get()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described_by
                on:input=move |event| on_input.run(event_target_value(&event))
            ></textarea>
            <p class="error" id=error_id role="status">{move || error.get()}</p>
        </div>
    }
}
