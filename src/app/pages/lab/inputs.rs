//! What can be typed, chosen and set.

use super::Bench;
use crate::{
    app::{
        math::Formulas,
        widgets::{Field, NumberField, Range, Segments, Select},
    },
    lab::{Action, Input, InputKind},
};
use leptos::prelude::*;

/// Above so many options a list is clearer than a strip.
const MOST_SEGMENTS: usize = 4;

/// The inputs of the lab: the texts, or all others.
#[component]
pub fn Inputs(bench: Bench, texts: bool) -> impl IntoView {
    let inputs = Memo::new(move |_| bench.lab.with(|lab| lab.inputs()));
    let is_text = |input: &Input| matches!(input.kind, InputKind::Text { .. });
    // An input is made anew when there is another in its place, and follows its value else.
    let shown = move || {
        inputs.with(|inputs| {
            let wanted = inputs.iter().filter(|input| is_text(input) == texts);
            wanted.map(|input| (input.id.clone(), shape(&input.kind))).collect::<Vec<_>>()
        })
    };
    view! {
        <div class=if texts { "inputs texts" } else { "inputs" }>
            <For each=shown key=|input| input.clone() let:input>
                <One bench=bench inputs=inputs id=input.0 />
            </For>
        </div>
    }
}

/// What does not follow by itself.
fn shape(kind: &InputKind) -> String {
    match kind {
        InputKind::Text { .. } => "text".to_owned(),
        InputKind::Number(_) => "number".to_owned(),
        InputKind::Slider { range, step, .. } => format!("{range:?} {step}"),
        InputKind::Choice { options, .. } => format!("{options:?}"),
    }
}

#[component]
fn One(bench: Bench, inputs: Memo<Vec<Input>>, id: String) -> impl IntoView {
    let found = {
        let id = id.clone();
        Memo::new(move |_| inputs.with(|inputs| inputs.iter().find(|input| input.id == id).cloned()))
    };
    let label =
        Signal::derive(move || found.with(|input| input.as_ref().map(|input| input.label.clone()).unwrap_or_default()));
    let fault = {
        let id = id.clone();
        Signal::derive(move || bench.fault.with(|fault| fault.clone().filter(|fault| fault.input == id)))
    };
    let error = Signal::derive(move || fault.get().map(|fault| fault.words));
    let kind = found.get_untracked().map(|input| input.kind);
    match kind {
        None => ().into_any(),
        Some(InputKind::Text { .. }) => {
            let text = move || {
                let said = found.with(|input| match input.as_ref().map(|input| &input.kind) {
                    Some(InputKind::Text { text, .. }) => text.clone(),
                    _ => String::new(),
                });
                // What is typed stays in the field while it can't be read.
                fault.get().map_or(said, |fault| fault.text)
            };
            let read_as = Memo::new(move |_| {
                found.with(|input| match input.as_ref().map(|input| &input.kind) {
                    Some(InputKind::Text { read_as, .. }) => read_as.clone(),
                    _ => Vec::new(),
                })
            });
            let confirm = move |()| {
                if let Some(query) = bench.lab.try_with_untracked(|lab| lab.query()) {
                    bench.address.push(query);
                }
                bench.settle();
            };
            view! {
                <Field
                    label=label
                    value=Signal::derive(text)
                    on_input=move |text| bench.act(Action::Type(id.clone(), text))
                    on_enter=Callback::new(confirm)
                    error=error
                >
                    <div class="formulas"><Formulas lines=read_as /></div>
                </Field>
            }
            .into_any()
        }
        Some(InputKind::Number(_)) => {
            let value = move || {
                found.with(|input| match input.as_ref().map(|input| &input.kind) {
                    Some(InputKind::Number(value)) => *value,
                    _ => 0.0,
                })
            };
            view! {
                <NumberField
                    label=label
                    value=Signal::derive(value)
                    on_number=move |value| bench.act(Action::Set(id.clone(), value))
                    refused=error
                />
            }
            .into_any()
        }
        Some(InputKind::Slider { range: (min, max), step, .. }) => {
            let stands = Memo::new(move |_| {
                found.with(|input| match input.as_ref().map(|input| &input.kind) {
                    Some(InputKind::Slider { value, shown, .. }) => (*value, shown.clone()),
                    _ => (0.0, String::new()),
                })
            });
            view! {
                <Range
                    label=label
                    min=min
                    max=max
                    step=step
                    value=Signal::derive(move || stands.get().0)
                    text=Signal::derive(move || stands.get().1)
                    on_input=move |value| bench.act(Action::Set(id.clone(), value))
                />
            }
            .into_any()
        }
        Some(InputKind::Choice { options, .. }) => {
            let chosen = Signal::derive(move || {
                found.with(|input| match input.as_ref().map(|input| &input.kind) {
                    Some(InputKind::Choice { chosen, .. }) => chosen.clone(),
                    _ => String::new(),
                })
            });
            let choose = move |option| bench.act(Action::Choose(id.clone(), option));
            let name = label.get_untracked();
            if options.len() <= MOST_SEGMENTS {
                view! { <Segments legend=name options=options chosen=chosen on_choose=choose /> }.into_any()
            } else {
                view! { <Select label=name options=options chosen=chosen on_choose=choose /> }.into_any()
            }
        }
    }
}
