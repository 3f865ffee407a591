//! What can be typed, chosen, set and pressed.

use super::{Bench, Fault};
use crate::{
    app::{
        math::Formulas,
        widgets::{Button, Field, NumberField, Range, Segments, Select, Switch, TextArea},
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
            let wanted: Vec<&Input> = inputs.iter().filter(|input| is_text(input) == texts).collect();
            // Buttons stand together.
            let groups = wanted.chunk_by(|a, b| is_button(a) && is_button(b));
            let named = |group: &[&Input]| group.iter().map(|input| (input.id.clone(), shape(&input.kind))).collect();
            groups.map(named).collect::<Vec<Vec<(String, String)>>>()
        })
    };
    let group = move |group: Vec<(String, String)>| {
        let class = if group.len() > 1 { "group actions" } else { "group" };
        let all = group.into_iter().map(|(id, _)| One { bench, inputs, id: StoredValue::new(id) }.view());
        view! { <div class=class>{all.collect_view()}</div> }
    };
    view! {
        <div class=if texts { "inputs texts" } else { "inputs" }>
            <For each=shown key=Clone::clone children=group />
        </div>
    }
}

fn is_button(input: &Input) -> bool {
    matches!(input.kind, InputKind::Button(_))
}

/// What does not follow by itself.
fn shape(kind: &InputKind) -> String {
    match kind {
        InputKind::Text { .. } => "text".to_owned(),
        InputKind::Answer(_) => "answer".to_owned(),
        InputKind::Lines(_) => "lines".to_owned(),
        InputKind::Number(_) => "number".to_owned(),
        InputKind::Slider { range, step, .. } => format!("{range:?} {step}"),
        InputKind::Choice { options, .. } => format!("{options:?}"),
        InputKind::Switch(_) => "switch".to_owned(),
        InputKind::Button(_) => "button".to_owned(),
    }
}

/// One of the inputs.
#[derive(Clone, Copy)]
struct One {
    bench: Bench,
    inputs: Memo<Vec<Input>>,
    id: StoredValue<String>,
}

impl One {
    fn view(self) -> AnyView {
        let note = self.memo(|input| input.note.clone());
        view! {
            <div class="input">
                {self.control()}
                <p class="note" role="status">{move || note.get()}</p>
            </div>
        }
        .into_any()
    }

    /// What follows the input; the default once it is gone.
    fn memo<T: Default + PartialEq + Send + Sync + 'static>(self, get: fn(&Input) -> T) -> Memo<T> {
        let Self { inputs, id, .. } = self;
        Memo::new(move |_| {
            inputs.with(|all| id.with_value(|id| all.iter().find(|input| input.id == *id).map(get)).unwrap_or_default())
        })
    }

    fn act(self, action: impl FnOnce(String) -> Action) {
        self.bench.act(action(self.id.get_value()));
    }

    fn fault(self) -> Option<Fault> {
        self.bench.fault.with(|fault| fault.clone().filter(|fault| self.id.with_value(|id| fault.input == *id)))
    }

    fn control(self) -> AnyView {
        let kind = self.inputs.with_untracked(|all| {
            self.id.with_value(|id| all.iter().find(|input| input.id == *id).map(|input| input.kind.clone()))
        });
        let label = self.memo(|input| input.label.clone());
        let error = Signal::derive(move || self.fault().map(|fault| fault.words));
        let number = self.memo(|input| match input.kind {
            InputKind::Number(value) | InputKind::Slider { value, .. } => value,
            _ => 0.0,
        });
        let on = self.memo(|input| matches!(input.kind, InputKind::Switch(true) | InputKind::Button(true)));
        let words = self.memo(|input| match &input.kind {
            InputKind::Text { text, .. } | InputKind::Answer(text) | InputKind::Lines(text) => text.clone(),
            InputKind::Slider { shown, .. } => shown.clone(),
            InputKind::Choice { chosen, .. } => chosen.clone(),
            _ => String::new(),
        });
        // What is typed stays in the field while it can't be read.
        let text = Signal::derive(move || self.fault().map_or_else(|| words.get(), |fault| fault.text));
        let set = move |value| self.act(|id| Action::Set(id, value));
        let typed = move |text| self.act(|id| Action::Type(id, text));
        let choose = move |option| self.act(|id| Action::Choose(id, option));
        match kind {
            None => ().into_any(),
            Some(InputKind::Text { .. }) => {
                let read_as = self.memo(|input| match &input.kind {
                    InputKind::Text { read_as, .. } => read_as.clone(),
                    _ => Vec::new(),
                });
                let enter = move |()| self.bench.confirm();
                view! {
                    <Field label=label value=text on_input=typed on_enter=Callback::new(enter) error=error>
                        <div class="formulas"><Formulas lines=read_as /></div>
                    </Field>
                }
                .into_any()
            }
            Some(InputKind::Answer(_)) => {
                let enter = move |()| self.bench.confirm();
                view! { <Field label=label value=text on_input=typed on_enter=Callback::new(enter) error=error /> }
                    .into_any()
            }
            Some(InputKind::Lines(_)) => {
                view! { <TextArea label=label value=text on_input=typed error=error /> }.into_any()
            }
            Some(InputKind::Number(_)) => {
                view! { <NumberField label=label value=number on_number=set refused=error /> }.into_any()
            }
            Some(InputKind::Slider { range: (min, max), step, .. }) => {
                view! { <Range label=label min=min max=max step=step value=number text=words on_input=set /> }
                    .into_any()
            }
            Some(InputKind::Choice { options, .. }) => {
                let name = label.get_untracked();
                if options.len() <= MOST_SEGMENTS {
                    view! { <Segments legend=name options=options chosen=words on_choose=choose /> }.into_any()
                } else {
                    view! { <Select label=name options=options chosen=words on_choose=choose /> }.into_any()
                }
            }
            Some(InputKind::Switch(_)) => {
                let switch = move |on| self.act(|id| Action::Switch(id, on));
                view! { <Switch label=label on=on on_switch=switch /> }.into_any()
            }
            Some(InputKind::Button(_)) => {
                let press = move |()| self.act(Action::Press);
                view! { <Button on_press=press disabled=Memo::new(move |_| !on.get())>{move || label.get()}</Button> }
                    .into_any()
            }
        }
    }
}
