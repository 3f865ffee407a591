//! The page: what a browser shows of the floors below, and how a reader's hands reach them.
//!
//! Here live the shell with its navigation ([`shell`]), the pages, the small parts that they are made of
//! ([`widgets`], [`canvas`], [`math`]) and all contact with the browser: address bar, storage ([`keeper`] for the learner's record), colours, screen.
//! This floor may import every other one. It holds no mathematics and takes no decision that a learner could see:
//! it forwards what was typed, pressed and dragged, and shows what comes back.
//!
//! Two habits hold everywhere:
//! - the browser may say no (no storage, no canvas, a closed window), so nothing here unwraps;
//! - whatever is asked of the browser for as long as a component lives (listeners, observers, timers) is a value that
//!   ends it when dropped, and [`dom::keep`] ties it to the component.

pub mod address;
pub mod canvas;
mod clipboard;
pub mod dom;
pub mod keeper;
pub mod math;
pub mod screen;
pub mod shell;
pub mod site;
pub mod storage;
pub mod tangent;
pub mod theme;
pub mod timer;
pub mod widgets;

mod failure;
mod pages;
mod routes;

/// Puts the page into the document.
pub fn start() {
    failure::report_panics();
    leptos::mount::mount_to_body(shell::App);
    dom::remove("boot");
}
