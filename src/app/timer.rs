//! The time, and doing something later, unless something newer comes first.

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use std::{cell::RefCell, rc::Rc, time::Duration};

/// Milliseconds since 1970.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Holds back an action until no newer one has come for a while. What still waits when it is dropped is never done.
#[derive(Default)]
pub struct Debounce {
    waiting: Rc<RefCell<Option<TimeoutHandle>>>,
}

impl Debounce {
    /// Does `action` after `delay`, in place of what is waiting.
    pub fn after(&self, delay: Duration, action: impl FnOnce() + 'static) {
        self.cancel();
        let waiting = Rc::clone(&self.waiting);
        let run = move || {
            waiting.borrow_mut().take();
            action();
        };
        *self.waiting.borrow_mut() = set_timeout_with_handle(run, delay).ok();
    }

    /// Forgets what is waiting.
    pub fn cancel(&self) {
        if let Some(handle) = self.waiting.borrow_mut().take() {
            handle.clear();
        }
    }
}

impl Drop for Debounce {
    fn drop(&mut self) {
        self.cancel();
    }
}
