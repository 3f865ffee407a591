//! A button.

use leptos::prelude::*;

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// What most people will do next; one in a place.
    Primary,
    /// One of several things to do.
    #[default]
    Usual,
    /// Words that can be pressed.
    Quiet,
}

/// Something to press.
#[component]
pub fn Button(
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// How much it stands out.
    #[prop(optional)]
    weight: Weight,
    /// Whether it can't be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let weight = match weight {
        Weight::Primary => "primary",
        Weight::Usual => "usual",
        Weight::Quiet => "quiet",
    };
    // Not the attribute `disabled`, which would take the focus from who has just pressed it.
    let press = move |_| {
        if !disabled.get_untracked() {
            on_press.run(());
        }
    };
    view! {
        <button
            type="button"
            class="button"
            data-weight=weight
            aria-disabled=move || disabled.get().then_some("true")
            on:click=press
        >
            {children()}
        </button>
    }
}
