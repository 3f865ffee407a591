//! Something that is on or off.

use leptos::prelude::*;

/// A box to tick, with its label beside it.
#[component]
pub fn Switch(
    /// What is on or off.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Called when it is switched.
    #[prop(into)]
    on_switch: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                prop:checked=move || on.get()
                on:change=move |event| on_switch.run(event_target_checked(&event))
            />
            <span>{move || label.get()}</span>
        </label>
    }
}
