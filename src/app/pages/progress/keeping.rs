//! The record itself: as a file to take away, from a file, or forgotten.

use crate::{
    app::{
        dom::download,
        keeper::Keeper,
        widgets::{Button, Weight},
    },
    practice::Record,
};
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, js_sys};

/// Files that are larger are not taken in; a year of practice is a few megabytes.
const LARGEST: f64 = 64e6;

/// Save, take in, forget.
#[component]
pub fn Keeping(keeper: Keeper) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let chooser = NodeRef::<html::Input>::new();
    let save = move |()| {
        let file = keeper.record().with_untracked(Record::export);
        let content = String::from(js_sys::encode_uri_component(&file));
        let day: String = String::from(js_sys::Date::new_0().to_iso_string()).chars().take(10).collect();
        let saved = download(&format!("gradus-{day}.json"), &format!("data:application/json;charset=utf-8,{content}"));
        said.set(
            if saved { "Your record was handed to the browser as a file." } else { "The browser refused the file." }
                .into(),
        );
    };
    let chosen = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some((input, file)) = input.and_then(|input| Some((input.clone(), input.files()?.get(0)?))) else { return };
        if file.size() > LARGEST {
            said.set("This file is too large to be a record of Gradus. Nothing was changed.".into());
            return;
        }
        spawn_local(async move {
            let text = file.text().await.ok().and_then(|text| text.as_string());
            // The same file can be chosen again.
            input.set_value("");
            let words = match text {
                None => "The browser could not read this file. Nothing was changed.".to_owned(),
                Some(text) => match keeper.import(&text).await {
                    Ok(words) => words,
                    Err(error) => sentence(&error.to_string()),
                },
            };
            said.try_set(words);
        });
    };
    let choose = move |()| {
        if let Some(chooser) = chooser.get_untracked() {
            chooser.click();
        }
    };
    view! {
        <section class="keeping" aria-labelledby="keeping-title">
            <h2 id="keeping-title">"Your record"</h2>
            <p class="about">
                "It lies in this browser and nowhere else. As a file you can take it to another one: what is in both is counted once,
                and nothing is lost."
            </p>
            <div class="actions">
                <Button on_press=save>"Save as a file"</Button>
                <Button on_press=choose>"Take in a file"</Button>
                <input
                    node_ref=chooser
                    type="file"
                    hidden
                    accept=".json,application/json"
                    aria-label="A record to take in"
                    on:change=chosen
                />
                <Forget keeper=keeper said=said />
            </div>
            <p class="said" role="status">{move || said.get()}</p>
        </section>
    }
}

/// Forgetting everything, which is asked twice.
#[component]
fn Forget(keeper: Keeper, said: RwSignal<String>) -> impl IntoView {
    let asked = RwSignal::new(0);
    let count = move || keeper.record().with(|record| record.progress.attempts().count() + record.unreadable());
    let forget = move |()| {
        asked.set(0);
        spawn_local(async move {
            let gone = keeper.forget().await;
            said.try_set(if gone { "Everything is forgotten." } else { "Nothing was removed." }.into());
        });
    };
    let question = move || {
        let attempts = if count() == 1 { "1 attempt".to_owned() } else { format!("all {} attempts", count()) };
        match asked.get() {
            1 => format!("This removes {attempts} from this browser. Without a file they can’t come back."),
            _ => "Asked a second time, since it can’t be undone: remove everything?".to_owned(),
        }
    };
    view! {
        <Show
            when=move || { asked.get() > 0 }
            fallback=move || view! { <Button on_press=move |()| asked.set(1)>"Forget everything"</Button> }
        >
            <div class="asking" role="group" aria-label="Forget everything">
                <p role="alert">{question}</p>
                <Button weight=Weight::Primary on_press=move |()| asked.set(0)>"Keep it"</Button>
                <Show
                    when=move || asked.get() == 1
                    fallback=move || view! { <Button on_press=forget>"Remove everything for good"</Button> }
                >
                    <Button on_press=move |()| asked.set(2)>"Forget it"</Button>
                </Show>
            </div>
        </Show>
    }
}

/// With a capital at the beginning and a stop at the end.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}
