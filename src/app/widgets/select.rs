//! A choice of one among many.

use super::fresh_id;
use leptos::prelude::*;

/// One of a list that is too long for [`Segments`](super::Segments).
#[component]
pub fn Select(
    /// What is chosen here.
    #[prop(into)]
    label: String,
    /// The ids of what there is to choose, with their names.
    options: Vec<(String, String)>,
    /// The id of what is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with the id of what the reader chooses.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let id = fresh_id("select");
    let option = |(id, name): (String, String)| {
        let own = id.clone();
        view! { <option value=id prop:selected=move || chosen.with(|chosen| *chosen == own)>{name}</option> }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id on:change=move |event| on_choose.run(event_target_value(&event))>
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}
