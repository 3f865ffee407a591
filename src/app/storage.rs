//! Small things that the browser keeps from one visit to the next, each a text under a key. Storage may be absent, forbidden or
//! full; then nothing is kept, which is worth no message for what is kept here. The learner's record is in [`Keeper`]'s hands.
//!
//! [`Keeper`]: super::keeper::Keeper

use super::dom::{Listener, keep};
use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent};

/// Stands before each key, because every site of a host shares one storage.
const PREFIX: &str = "gradus:";

/// The value of a key, if there is one.
pub fn read(key: &str) -> Option<String> {
    local()?.get_item(&name(key)).ok()?
}

/// Keeps a value, where that is possible.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = local() {
        let _ = storage.set_item(&name(key), value);
    }
}

/// Forgets the value of a key.
pub fn remove(key: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(&name(key));
    }
}

/// Calls `changed` whenever another tab changes the value of a key, for as long as the current component lives.
pub fn on_change(key: &'static str, mut changed: impl FnMut() + 'static) {
    let Some(window) = web_sys::window() else { return };
    keep(Listener::new(&window, "storage", move |event| {
        // Without a key everything was removed.
        let of = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
        if of.is_none_or(|of| of == name(key)) {
            changed();
        }
    }));
}

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn name(key: &str) -> String {
    format!("{PREFIX}{key}")
}
