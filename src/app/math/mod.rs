//! Formulas: LaTeX in, `MathML` out.

mod brackets;
mod markup;

pub use markup::Ink;

use super::dom::observe_size;
use leptos::{html, prelude::*};
use markup::mathml;
use pulldown_latex::config::DisplayMode;

/// A formula, typeset. LaTeX that can't be read is shown as it is written.
#[component]
pub fn Math(
    /// The formula in LaTeX.
    #[prop(into)]
    latex: Signal<String>,
    /// On a line of its own, where it may be wider than the page and then scrolls by itself.
    #[prop(optional)]
    display: bool,
) -> impl IntoView {
    let mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let markup = move || latex.with(|latex| mathml(latex, mode));
    if display {
        view! { <Wide markup=Signal::derive(markup) /> }.into_any()
    } else {
        view! { <span class="math" inner_html=markup></span> }.into_any()
    }
}

/// A formula on a line of its own. While it is wider than its box the keyboard can reach and scroll it.
#[component]
fn Wide(markup: Signal<String>) -> impl IntoView {
    let line = NodeRef::<html::Div>::new();
    let (reachable, set_reachable) = signal(false);
    let measure = move || {
        let wider = |line: web_sys::HtmlDivElement| line.scroll_width() > line.client_width();
        set_reachable.try_set(line.try_get_untracked().flatten().is_some_and(wider));
    };
    observe_size(line, move |_, _| measure());
    Effect::new(move |_| {
        markup.track();
        measure();
    });
    view! {
        <div
            class="math math-wide"
            node_ref=line
            tabindex=move || reachable.get().then_some("0")
            role=move || reachable.get().then_some("group")
            aria-label=move || reachable.get().then_some("Formula, scrolls sideways")
            inner_html=move || markup.get()
        ></div>
    }
}
