//! Putting a text on the clipboard, or saying that it can't be.

use wasm_bindgen::{JsValue, closure::Closure};
use web_sys::Node;

/// Copies a text and tells whether that was allowed. Browsers have no clipboard outside secure pages, and may ask the reader.
pub fn copy(text: &str, on_done: impl FnOnce(bool) + 'static) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // Typed as if it were always there.
    let Some(clipboard) = clipboard.filter(|clipboard| !JsValue::from(clipboard.clone()).is_undefined()) else {
        on_done(false);
        return;
    };
    let done = std::rc::Rc::new(std::cell::Cell::new(Some(on_done)));
    let tell = |copied: bool| {
        let done = std::rc::Rc::clone(&done);
        Closure::once(move |_: JsValue| {
            if let Some(on_done) = done.take() {
                on_done(copied);
            }
        })
    };
    let (copied, refused) = (tell(true), tell(false));
    let _ = clipboard.write_text(text).then2(&copied, &refused);
    copied.forget();
    refused.forget();
}

/// Selects all that an element holds, so that the reader can copy it by hand.
pub fn select(node: &Node) {
    if let Some(selection) = web_sys::window().and_then(|window| window.get_selection().ok()?) {
        let _ = selection.select_all_children(node);
    }
}
