//! A choice of one among a few: radio buttons that look like a strip.

use super::fresh_id;
use leptos::prelude::*;

/// One of a few. Arrow keys move the choice, as in any group of radio buttons.
#[component]
pub fn Segments<T>(
    /// What is chosen here.
    #[prop(into)]
    legend: String,
    /// What there is to choose, with its name.
    options: Vec<(T, String)>,
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<T>,
    /// Called with what the reader chooses.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let group = fresh_id("choice");
    let option = |(value, name): (T, String)| {
        let own = value.clone();
        let checked = move || chosen.with(|chosen| *chosen == own);
        view! {
            <label>
                <input
                    type="radio"
                    name=group.clone()
                    prop:checked=checked
                    on:change=move |_| on_choose.run(value.clone())
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend>{legend}</legend>
            <div>{options.into_iter().map(option).collect_view()}</div>
        </fieldset>
    }
}
