//! A text to take away.

use super::Button;
use crate::app::clipboard;
use leptos::{html, prelude::*};

/// A text as it is written, with a button that copies it and says how that went. Where the browser doesn't let it, the text
/// is selected, ready for the reader's own keys.
#[component]
pub fn CopyBlock(
    /// What the text is.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let block = NodeRef::<html::Pre>::new();
    // What was copied, and whether that was allowed.
    let copied = RwSignal::new(None::<(String, bool)>);
    let copy = move |()| {
        let taken = text.get_untracked();
        let told = taken.clone();
        clipboard::copy(&taken, move |allowed| {
            if let Some(block) = block.try_get_untracked().flatten().filter(|_| !allowed) {
                let _ = block.focus();
                clipboard::select(&block);
            }
            copied.try_set(Some((told, allowed)));
        });
    };
    // Only as long as it is true of the text that is shown.
    let said = move || match copied.get() {
        Some((told, allowed)) if told == text.get() => {
            if allowed {
                "Copied."
            } else {
                "The browser does not let this page copy. The text is selected: press Ctrl+C, or ⌘C on a Mac."
            }
        }
        _ => "",
    };
    view! {
        <div class="copy-block">
            <pre node_ref=block tabindex="0" role="group" aria-label=move || label.get()>
                <code>{move || text.get()}</code>
            </pre>
            <div class="copy-actions">
                <Button on_press=copy>"Copy"</Button>
                <p role="status">{said}</p>
            </div>
        </div>
    }
}
