//! Examples to take.

use crate::app::math::Math;
use leptos::prelude::*;

/// An example: what is taken when it is pressed, and the formula that it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What is taken.
    pub text: String,
    /// The formula in LaTeX.
    pub latex: String,
}

/// A row of formulas that can be pressed.
#[component]
pub fn Examples(
    /// What they are examples of.
    #[prop(into)]
    label: String,
    /// The examples in their order.
    examples: Vec<Example>,
    /// Called with the text of the example that was pressed.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let id = super::fresh_id("examples");
    let chip = move |Example { text, latex }: Example| {
        view! {
            <li>
                <button type="button" class="chip" title=text.clone() on:click=move |_| on_choose.run(text.clone())>
                    <Math latex=latex />
                </button>
            </li>
        }
    };
    view! {
        <div class="examples">
            <span id=id.clone() class="label">{label}</span>
            <ul aria-labelledby=id>{examples.into_iter().map(chip).collect_view()}</ul>
        </div>
    }
}
