//! The few things that every part asks of the document.

use leptos::{html::ElementType, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    AddEventListenerOptions, Document, Element, Event, EventTarget, HtmlElement, ResizeObserver, ResizeObserverEntry,
    js_sys,
};

/// The document, where there is one.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Hands the reader a file, whose content stands in a `data:` address; whether the browser let it.
pub fn download(name: &str, address: &str) -> bool {
    let link = || -> Option<HtmlElement> {
        let link = document()?.create_element("a").ok()?;
        link.set_attribute("href", address).ok()?;
        link.set_attribute("download", name).ok()?;
        link.dyn_into().ok()
    };
    link().map(|link| link.click()).is_some()
}

/// Takes an element out of the document.
pub fn remove(id: &str) {
    if let Some(element) = document().and_then(|d| d.get_element_by_id(id)) {
        element.remove();
    }
}

/// Keeps a value until the current component goes away, and drops it then.
pub fn keep<T: 'static>(value: T) {
    StoredValue::new_local(value);
}

/// A listener that stops when it is dropped.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `on_event` for each event of that name. A browser that refuses leaves it silent.
    pub fn new(target: &EventTarget, event: &'static str, on_event: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(on_event);
        let options = AddEventListenerOptions::new();
        options.set_passive(true);
        let function = closure.as_ref().unchecked_ref();
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(event, function, &options);
        Self { target: target.clone(), event, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.event, function);
    }
}

/// Calls `on_size` with an element's width and height in css pixels, once it is shown and whenever they change.
pub fn observe_size<E>(node: NodeRef<E>, on_size: impl FnMut(f64, f64) + 'static)
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    node.on_load(move |element: E::Output| {
        if let Some(element) = element.dyn_ref::<Element>() {
            keep(SizeObserver::new(element, on_size));
        }
    });
}

/// Observes an element until it is dropped.
struct SizeObserver {
    observer: Option<ResizeObserver>,
    _closure: Closure<dyn FnMut(js_sys::Array)>,
}

impl SizeObserver {
    fn new(element: &Element, mut on_size: impl FnMut(f64, f64) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(_)>::new(move |entries: js_sys::Array| {
            // Several entries of one element: the last is the newest.
            if let Ok(entry) = entries.pop().dyn_into::<ResizeObserverEntry>() {
                let size = entry.content_rect();
                on_size(size.width(), size.height());
            }
        });
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self { observer, _closure: closure }
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
