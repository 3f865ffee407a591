//! A slider.

use super::fresh_id;
use leptos::prelude::*;

/// A number chosen by sliding, with its value beside it.
#[component]
pub fn Range(
    /// What the number is.
    #[prop(into)]
    label: Signal<String>,
    /// The least number.
    min: f64,
    /// The greatest number.
    max: f64,
    /// From one number to the next.
    step: f64,
    /// The number.
    #[prop(into)]
    value: Signal<f64>,
    /// The number as it is shown and read out.
    #[prop(into)]
    text: Signal<String>,
    /// Called while it slides.
    #[prop(into)]
    on_input: Callback<f64>,
) -> impl IntoView {
    let id = fresh_id("range");
    view! {
        <div class="range">
            <label for=id.clone()>{move || label.get()}</label>
            <output for=id.clone()>{move || text.get()}</output>
            <input
                id=id
                type="range"
                min=min
                max=max
                step=step
                prop:value=move || value.get().to_string()
                aria-valuetext=move || text.get()
                on:input=move |event| {
                    if let Ok(number) = event_target_value(&event).parse() {
                        on_input.run(number);
                    }
                }
            />
        </div>
    }
}
