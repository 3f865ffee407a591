//! What the browser keeps from one visit to the next, and what to do where it keeps nothing.
//!
//! Storage may be absent, forbidden or full. What could not be kept is held in memory, so that the visit goes on as if
//! it had been, and the caller is told.

use super::dom::{Listener, keep};
use std::{cell::RefCell, collections::BTreeMap};
use thiserror::Error;
use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent};

/// Stands before each key, because every site of a host shares one storage.
const PREFIX: &str = "gradus:";

thread_local! {
    /// What could not be kept.
    static HELD: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// Why a value is not kept beyond this visit, in words for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StorageError {
    /// There is no storage, or it is forbidden.
    #[error(
        "this browser keeps nothing for this site (its settings may forbid it), so it is lost when you close the page"
    )]
    Unavailable,
    /// There is no room.
    #[error("the browser's storage for this site is full, so it is lost when you close the page")]
    Full,
}

/// The value of a key, if there is one.
pub fn read(key: &str) -> Option<String> {
    let held = HELD.with_borrow(|held| held.get(key).cloned());
    held.or_else(|| local()?.get_item(&name(key)).ok()?)
}

/// Keeps a value.
///
/// # Errors
/// If it is kept for this visit only.
pub fn write(key: &str, value: &str) -> Result<(), StorageError> {
    let kept = match local() {
        None => Err(StorageError::Unavailable),
        Some(storage) => storage.set_item(&name(key), value).map_err(|_| StorageError::Full),
    };
    HELD.with_borrow_mut(|held| match kept {
        Ok(()) => held.remove(key),
        Err(_) => held.insert(key.to_owned(), value.to_owned()),
    });
    kept
}

/// Forgets the value of a key.
pub fn remove(key: &str) {
    HELD.with_borrow_mut(|held| held.remove(key));
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
