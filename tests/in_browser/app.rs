//! The small parts of the page, each alone.

use gradus::app::{
    dom::{self, Listener},
    math::{Ink, Math},
    storage,
};
use leptos::{mount::mount_to, prelude::*, task::tick};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlElement};

/// An empty element of the document.
fn place() -> HtmlElement {
    let document = dom::document().expect("a document");
    let place: HtmlElement = document.create_element("div").expect("an element").dyn_into().expect("an element");
    document.body().expect("a body").append_child(&place).expect("a place in the body");
    place
}

/// What a formula in LaTeX becomes.
async fn typeset(latex: &str) -> String {
    let (place, latex) = (place(), latex.to_owned());
    let mounted = mount_to(place.clone(), move || view! { <Math latex=latex /> });
    tick().await;
    let markup = place.inner_html();
    drop(mounted);
    place.remove();
    markup
}

#[wasm_bindgen_test]
async fn a_marked_part_carries_its_meaning_and_no_colour() {
    let markup = typeset(&Ink::Before.around("x^2")).await;
    assert!(markup.contains(r#"data-ink="before""#) && !markup.contains("rgb("), "{markup}");
}

#[wasm_bindgen_test]
async fn brackets_grow_only_where_there_is_something_to_grow_for() {
    for (latex, grows) in [
        (r"\sin\left(x^{2}\right)", false),
        (r"\left[\left(x+1\right)\cdot 2\right]", false),
        (r"\left(\frac{1}{x}\right)", true),
        (r"\left(1+\left(\sqrt{x}\right)\right)", true),
    ] {
        assert_eq!(typeset(latex).await.contains(r#"stretchy="true""#), grows, "{latex}");
    }
    assert!(!typeset(r"\sin\left(x\right)").await.contains("mspace"), "no hole after a name");
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_shown_as_it_is_written() {
    let markup = typeset(r"\frac{<b>}").await;
    assert!(markup.contains(r"\frac{&lt;b&gt;}") && !markup.contains("<b>"), "{markup}");
    assert!(typeset(&"{".repeat(30_000)).await.contains("<code>"));
}

#[wasm_bindgen_test]
async fn what_is_kept_ends_with_its_component() {
    let heard = Rc::new(Cell::new(0));
    let (place, target, counted) = (place(), place(), Rc::clone(&heard));
    let listening = target.clone();
    let mounted = mount_to(place, move || {
        dom::keep(Listener::new(&listening, "ping", move |_| counted.set(counted.get() + 1)));
    });
    let ping =
        || target.dispatch_event(&Event::new("ping").expect("an event")).expect("a listener that does not throw");
    ping();
    drop(mounted);
    ping();
    assert_eq!(heard.get(), 1);
}

#[wasm_bindgen_test]
fn what_is_stored_is_read_until_it_is_removed() {
    storage::remove("test");
    assert_eq!(storage::read("test"), None);
    storage::write("test", "ünï");
    assert_eq!(storage::read("test").as_deref(), Some("ünï"));
    storage::remove("test");
    assert_eq!(storage::read("test"), None);
}

#[wasm_bindgen_test]
fn what_finds_no_room_is_not_kept() {
    storage::write("large", &"x".repeat(20_000_000));
    assert_eq!(storage::read("large"), None);
}
