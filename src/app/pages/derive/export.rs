//! The derivation to take away. It is written out only while somebody looks.

use crate::{
    app::widgets::{CopyBlock, Segments},
    lab::{
        DeriveLab,
        derive::{Action, Format},
    },
};
use leptos::{html, prelude::*};

/// A disclosure with every format.
#[component]
pub fn Export(
    lab: RwSignal<DeriveLab>,
    /// Called with the format that is chosen.
    on_choose: Callback<Action>,
) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    let open = RwSignal::new(false);
    let look = move |_| open.set(details.get_untracked().is_some_and(|details| details.open()));
    let format = Memo::new(move |_| lab.with(DeriveLab::format));
    let text = Memo::new(move |_| lab.with(|lab| lab.export(&address())));
    view! {
        <details class="export" node_ref=details on:toggle=look>
            <summary>"Copy as LaTeX, code or a link"</summary>
            <Show when=move || open.get()>
                <Segments
                    legend="Copy as"
                    options=Format::all().map(|format| (format, format.name().to_owned())).collect()
                    chosen=format
                    on_choose=move |format| on_choose.run(Action::Export(format))
                />
                <CopyBlock label=Signal::derive(move || format.get().name().to_owned()) text=text />
            </Show>
        </details>
    }
}

/// The address of this page without its query.
fn address() -> String {
    let location = web_sys::window().map(|window| window.location());
    let part = |read: fn(&web_sys::Location) -> Option<String>| location.as_ref().and_then(read).unwrap_or_default();
    part(|location| location.origin().ok()) + &part(|location| location.pathname().ok())
}
