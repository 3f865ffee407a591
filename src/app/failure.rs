//! When the program itself breaks: a plain banner. Nothing recovers after a panic, so all that is left is to say so.

use super::dom::document;
use std::panic;
use web_sys::Element;

const BANNER: &str = "failure";
const MESSAGE: &str = "Something in Gradus broke, and the page can't go on. Reload it: what you practised is kept.";

/// Writes each panic to the console and shows the banner.
pub fn report_panics() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let _ = show();
    }));
}

/// Puts the banner on top of the page, by the document alone: whatever else runs here may be what broke.
fn show() -> Option<()> {
    let document = document()?;
    if document.get_element_by_id(BANNER).is_some() {
        return Some(());
    }
    let banner: Element = document.create_element("div").ok()?;
    banner.set_id(BANNER);
    banner.set_attribute("role", "alert").ok()?;
    let words = document.create_element("p").ok()?;
    words.set_text_content(Some(MESSAGE));
    let reload = document.create_element("a").ok()?;
    reload.set_attribute("href", "").ok()?;
    reload.set_attribute("rel", "external").ok()?;
    reload.set_text_content(Some("Reload"));
    banner.append_child(&words).ok()?;
    banner.append_child(&reload).ok()?;
    document.body()?.append_child(&banner).ok()?;
    Some(())
}
