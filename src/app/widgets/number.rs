//! A number to type.

use super::Field;
use crate::lab::{input_figure, number};
use leptos::prelude::*;

/// A field for a number, as a decimal or as an expression such as pi/2. It follows the value, but leaves alone what is
/// being typed as long as that says the same number, or none yet.
#[component]
pub fn NumberField(
    /// What the number is.
    #[prop(into)]
    label: Signal<String>,
    /// The number.
    #[prop(into)]
    value: Signal<f64>,
    /// Called with the number, once it can be read.
    #[prop(into)]
    on_number: Callback<f64>,
    /// What is wrong with a number that can be read, if anything is.
    #[prop(optional, into)]
    refused: Signal<Option<String>>,
) -> impl IntoView {
    // What was typed, and the number that there was then.
    let draft = RwSignal::new(None::<(String, f64)>);
    let shown = move || input_figure(value.get());
    let stands = move || {
        let (text, before) = draft.get()?;
        let says_it = number(&text).is_ok_and(|typed| input_figure(typed) == shown());
        (says_it || value.get() == before).then_some(text)
    };
    let text = move || stands().unwrap_or_else(shown);
    let error = move || stands().and_then(|text| number(&text).err().or_else(|| refused.get()));
    let typed = move |text: String| {
        let typed = number(&text);
        draft.set(Some((text, value.get_untracked())));
        if let Ok(typed) = typed {
            on_number.run(typed);
        }
    };
    view! { <Field label=label value=Signal::derive(text) on_input=typed error=Signal::derive(error) /> }
}
