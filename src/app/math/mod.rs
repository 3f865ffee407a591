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

/// Formulas, each on a line of its own.
#[component]
pub fn Formulas(
    /// The formulas in LaTeX.
    #[prop(into)]
    lines: Signal<Vec<String>>,
) -> impl IntoView {
    let count = Memo::new(move |_| lines.with(Vec::len));
    let line = move |i: usize| move || lines.with(|lines| lines.get(i).cloned().unwrap_or_default());
    view! {
        <For each=move || 0..count.get() key=|i| *i let:i>
            <Math latex=Signal::derive(line(i)) display=true />
        </For>
    }
}

/// A formula on a line of its own. While it is wider than its box the keyboard can reach and scroll it, and it fades out
/// on the side where there is more.
#[component]
fn Wide(markup: Signal<String>) -> impl IntoView {
    let line = NodeRef::<html::Div>::new();
    let more = RwSignal::new(More::default());
    let measure = move || {
        let found = line.try_get_untracked().flatten().map(|line| More::of(&line)).unwrap_or_default();
        if more.try_get_untracked().is_some_and(|known| known != found) {
            more.try_set(found);
        }
    };
    observe_size(line, move |_, _| measure());
    Effect::new(move |_| {
        markup.track();
        measure();
    });
    let reachable = move || more.get() != More::Nothing;
    view! {
        <div
            class="math math-wide"
            node_ref=line
            data-more=move || more.get().name()
            tabindex=move || reachable().then_some("0")
            role=move || reachable().then_some("group")
            aria-label=move || reachable().then_some("Formula, scrolls sideways")
            inner_html=move || markup.get()
            on:scroll=move |_| measure()
        ></div>
    }
}

/// On which sides of its box a formula goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum More {
    #[default]
    Nothing,
    Before,
    After,
    Both,
}

impl More {
    fn of(line: &web_sys::HtmlDivElement) -> Self {
        let room = line.scroll_width() - line.client_width();
        match (line.scroll_left() > 1, line.scroll_left() < room - 1) {
            _ if room <= 0 => Self::Nothing,
            (true, true) => Self::Both,
            (true, false) => Self::Before,
            (false, _) => Self::After,
        }
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Before => Some("before"),
            Self::After => Some("after"),
            Self::Both => Some("both"),
        }
    }
}
