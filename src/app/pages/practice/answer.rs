//! The answers that are typed, the hints, and what there is to do.

use super::{Desk, feedback::Feedback, graph::Graph, keys::Keys};
use crate::{
    app::{
        dom::document,
        math::{Ink, Math},
        widgets::{Button, Field, Weight},
    },
    practice::{Action, Answer as Choice, Picture},
    symbolic::latex,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The fields, the buttons, the feedback and the hints.
#[component]
pub fn Answer(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let over = Memo::new(move |_| session.with(|session| session.view().over));
    let count = Memo::new(move |_| session.with(|session| session.view().texts.len()));
    let typed = Memo::new(move |_| {
        session.with(|session| session.view().problem.blanks.iter().any(|blank| blank.options.is_empty()))
    });
    let empty =
        Memo::new(move |_| session.with(|session| session.view().texts.iter().all(|text| text.trim().is_empty())));
    let more_hints = Memo::new(move |_| session.with(|session| !session.view().over && session.view().hints_left > 1));
    let go_to = move |action: Action| {
        desk.act(action);
        // The button that was pressed goes away; once the next problem is there, its first field takes the focus.
        request_animation_frame(|| {
            let field = document().and_then(|d| d.query_selector(".blanks input").ok().flatten());
            if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
                let _ = field.focus();
            }
        });
    };
    let next = move |()| go_to(Action::Next);
    let entered = move |()| if over.get_untracked() { next(()) } else { desk.act(Action::Submit) };
    view! {
        <div class="blanks">
            <For each=move || 0..count.get() key=|i| *i let:i>
                <One desk=desk blank=i entered=Callback::new(entered) />
            </For>
        </div>
        <Show when=move || typed.get()>
            <Keys desk=desk />
        </Show>
        <div class="actions">
            <Show
                when=move || over.get()
                fallback=move || view! {
                    <Button weight=Weight::Primary on_press=move |()| desk.act(Action::Submit) disabled=empty>
                        "Check"
                    </Button>
                    <Button on_press=move |()| desk.act(Action::Hint) disabled=Signal::derive(move || !more_hints.get())>
                        "Hint"
                    </Button>
                    <Button on_press=move |()| go_to(Action::ShowAnswer)>"Show the answer"</Button>
                    <Button weight=Weight::Quiet on_press=next>"Another problem"</Button>
                }
            >
                <Button weight=Weight::Primary on_press=next>"Next problem"</Button>
            </Show>
        </div>
        <Feedback desk=desk />
        <Hints desk=desk />
    }
}

/// One blank, typeset while it is typed.
#[component]
fn One(desk: Desk, blank: usize, entered: Callback<()>) -> impl IntoView {
    let session = desk.session;
    let label = Memo::new(move |_| {
        session.with(|session| match session.view().problem.blanks.as_slice() {
            [_] => "Your answer".to_owned(),
            several => several.get(blank).map(|blank| blank.name.clone()).unwrap_or_default(),
        })
    });
    let text = move || session.with(|session| session.view().texts.get(blank).cloned().unwrap_or_default());
    let preview = move || {
        session.with(|session| {
            let is_empty = session.view().texts.get(blank).is_none_or(|text| text.trim().is_empty());
            if is_empty { String::new() } else { session.preview(blank).unwrap_or_default() }
        })
    };
    let options = Memo::new(move |_| {
        session.with(|session| {
            let options = session.view().problem.blanks.get(blank).map(|blank| blank.options.as_slice());
            options.unwrap_or_default().to_vec()
        })
    });
    view! {
        <Show
            when=move || options.with(Vec::is_empty)
            fallback=move || view! { <Options desk=desk blank=blank options=options /> }
        >
            <div data-blank=blank>
                <Field
                    label=label
                    value=Signal::derive(text)
                    on_input=move |text| desk.act(Action::Type(blank, text))
                    on_enter=entered
                >
                    <Math latex=Signal::derive(preview) display=true />
                </Field>
            </div>
        </Show>
    }
}

/// Answers to choose from.
#[component]
fn Options(desk: Desk, blank: usize, options: Memo<Vec<Choice>>) -> impl IntoView {
    let session = desk.session;
    let chosen =
        Memo::new(move |_| session.with(|session| session.view().texts.get(blank).cloned().unwrap_or_default()));
    let option = move |(i, choice): (usize, Choice)| {
        let Choice { formula, line, picture, .. } = choice;
        let formula = line.unwrap_or(formula);
        let plain = picture.as_ref().map_or_else(|| formula.to_string(), Picture::words);
        let shown = match picture {
            Some(picture) => view! { <Graph picture=picture /> }.into_any(),
            None => view! { <Math latex=latex(&formula) /> }.into_any(),
        };
        let number = (i + 1).to_string();
        let (own, value) = (number.clone(), number.clone());
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="option"
                    aria-label=plain
                    value=value
                    prop:checked=move || chosen.with(|chosen| *chosen == own)
                    on:change=move |_| desk.act(Action::Type(blank, number.clone()))
                />
                {shown}
            </label>
        }
    };
    view! {
        <fieldset
            class="options"
            aria-label="Answers"
            data-graphs=move || options.with(|options| options.iter().any(|o| o.picture.is_some())).then_some("")
        >
            {move || options.get().into_iter().enumerate().map(option).collect_view()}
        </fieldset>
    }
}

/// The hints that were asked for, and at the end the answers.
#[component]
fn Hints(desk: Desk) -> impl IntoView {
    let hints = Memo::new(move |_| {
        desk.session.with(|session| {
            let view = session.view();
            let hint = |hint: &crate::practice::Hint| (hint.caption(), hint.advice.latex(&Ink::After.colour()));
            view.hints.iter().map(hint).collect::<Vec<_>>()
        })
    });
    // Where the hints have led to the answer it is there already.
    let answers = Memo::new(move |_| {
        desk.session.with(|session| {
            let view = session.view();
            view.answers.filter(|_| view.hints_left > 0).unwrap_or_default()
        })
    });
    let count = move || hints.with(Vec::len);
    let part = move |i: usize, read: fn(&(String, String)) -> String| {
        Signal::derive(move || hints.with(|hints| hints.get(i).map(read).unwrap_or_default()))
    };
    view! {
        <ol class="hints" aria-label="Hints" hidden=move || count() == 0>
            <For each=move || 0..count() key=|i| *i let:i>
                <li>
                    <p>{part(i, |hint| hint.0.clone())}</p>
                    <Math latex=part(i, |hint| hint.1.clone()) display=true />
                </li>
            </For>
        </ol>
        <div class="answer">
            {move || answers.get().into_iter().map(|latex| view! { <Math latex=latex display=true /> }).collect_view()}
        </div>
    }
}
