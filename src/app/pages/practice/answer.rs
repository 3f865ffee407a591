//! The answer that is typed, what is said about it, and the hints.

use super::Desk;
use crate::{
    app::{
        math::{Ink, Math},
        widgets::{Button, Field, Weight},
    },
    practice::{Action, Grade},
};
use leptos::{html, prelude::*};

/// The field, the buttons, the feedback and the hints.
#[component]
pub fn Answer(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let input = NodeRef::<html::Input>::new();
    let over = Memo::new(move |_| session.with(|session| session.view().over));
    let text = move || session.with(|session| session.view().text.to_owned());
    let preview = move || {
        session.with(|session| {
            let view = session.view();
            if view.text.trim().is_empty() { String::new() } else { view.preview.unwrap_or_default() }
        })
    };
    let empty = Memo::new(move |_| session.with(|session| session.view().text.trim().is_empty()));
    let more_hints = Memo::new(move |_| session.with(|session| !session.view().over && session.view().hints_left > 1));
    let go_to = move |action: Action| {
        desk.act(action);
        // The button that was pressed goes away; the field stays.
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let next = move |()| go_to(Action::Next);
    let entered = move |()| if over.get_untracked() { next(()) } else { desk.act(Action::Submit) };
    view! {
        <Field
            label="Your answer"
            value=Signal::derive(text)
            on_input=move |text| desk.act(Action::Type(text))
            on_enter=Callback::new(entered)
            input=input
        >
            <Math latex=Signal::derive(preview) display=true />
        </Field>
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

/// What is said about the last answer.
#[component]
fn Feedback(desk: Desk) -> impl IntoView {
    let feedback = Memo::new(move |_| desk.session.with(|session| session.view().feedback.cloned()));
    let shown = move || {
        feedback.get().map(|grade| {
            let kind = match grade {
                Grade::Correct => "right",
                Grade::Wrong(_) => "wrong",
                Grade::Ungraded(_) => "ungraded",
            };
            let sentences = grade.sentences().into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
            view! { <div class="verdict" data-verdict=kind>{sentences}</div> }
        })
    };
    view! { <div class="feedback" role="status">{shown}</div> }
}

/// The hints that were asked for, and at the end the answer.
#[component]
fn Hints(desk: Desk) -> impl IntoView {
    let hints = Memo::new(move |_| {
        desk.session.with(|session| {
            let view = session.view();
            let hint = |hint: &crate::practice::Hint| (hint.caption(), hint.latex(&Ink::After.colour()));
            view.hints.iter().map(hint).collect::<Vec<_>>()
        })
    });
    // Where the hints have led to the answer it is there already.
    let answer = Memo::new(move |_| {
        desk.session.with(|session| {
            let view = session.view();
            view.answer.filter(|_| view.hints_left > 0)
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
        {move || answer.get().map(|answer| view! {
            <div class="answer">
                <Math latex=format!("f'={answer}") display=true />
            </div>
        })}
    }
}
