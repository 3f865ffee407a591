//! The page of a lab, whichever it is: it shows what the lab says and forwards what a person does.

mod inputs;
mod picture;
mod play;
mod tables;
mod tools;

use self::{inputs::Inputs, picture::PictureOf, play::Play, tables::Tables, tools::Tools};
use crate::{
    app::{
        address::Address,
        math::Formulas,
        timer::Debounce,
        widgets::{Button, Limits},
    },
    lab::{Action, Entry, Example, History, Input, InputKind, Lab, entry},
    page::Page,
    query::Query,
    symbolic::{Expr, parse},
};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// How long everything has to rest until a state is one to go back to.
const REST: Duration = Duration::from_millis(400);

/// What the page holds: the lab, what can't be read in an input, and what was done.
#[derive(Clone, Copy)]
struct Bench {
    entry: &'static Entry,
    lab: RwSignal<Box<dyn Lab>>,
    fault: RwSignal<Option<Fault>>,
    history: RwSignal<History>,
    settling: StoredValue<Debounce, LocalStorage>,
    address: Address,
}

/// An input that can't be taken as it is.
#[derive(Clone, Debug, PartialEq)]
struct Fault {
    input: String,
    /// What was typed.
    text: String,
    /// What is wrong with it.
    words: String,
}

impl Bench {
    /// Does what the reader did, and lets the address follow.
    fn act(self, action: Action) {
        let (input, text) = match &action {
            Action::Type(input, text) => (input.clone(), text.clone()),
            Action::Set(input, value) => (input.clone(), value.to_string()),
            Action::Choose(input, option) => (input.clone(), option.clone()),
            Action::Press(input) | Action::Switch(input, _) => (input.clone(), String::new()),
            _ => Default::default(),
        };
        let typed = matches!(action, Action::Type(..));
        match self.lab.try_update(|lab| lab.update(action)) {
            Some(Err(words)) => self.fault.set(Some(Fault { input, text, words })),
            Some(Ok(())) => {
                if typed || self.fault.with_untracked(|fault| fault.as_ref().is_some_and(|fault| fault.input == input))
                {
                    self.fault.set(None);
                }
                self.follow(typed);
            }
            None => {}
        }
    }

    fn follow(self, typed: bool) {
        if let Some(query) = self.lab.try_with_untracked(|lab| lab.query()) {
            if typed { self.address.draft(query) } else { self.address.replace(query) }
        }
        self.settling.try_with_value(|settling| settling.after(REST, move || self.settle()));
    }

    /// Makes the present state one to go back to.
    fn settle(self) {
        self.settling.try_with_value(Debounce::cancel);
        if let Some(query) = self.lab.try_with_untracked(|lab| lab.query()) {
            self.history.try_update(|history| history.push(query));
        }
    }

    /// Shows the state of a link; one that can't be used is told of, over the lab as it was.
    fn show(self, query: &Query) {
        let opened = if query.is_empty() { self.entry.opening() } else { self.entry.open(query) };
        match opened {
            Ok(lab) => {
                self.lab.set(lab);
                self.fault.set(None);
            }
            Err(words) => self.fault.set(Some(Fault { input: String::new(), text: query.to_string(), words })),
        }
    }

    /// The first function that is typed.
    fn typed(self) -> Option<Expr> {
        let text = |input: Input| match input.kind {
            InputKind::Text { text, .. } => Some(text),
            _ => None,
        };
        parse(&self.lab.with_untracked(|lab| lab.inputs()).into_iter().find_map(text)?).ok()
    }

    /// Makes what was typed a page to come back to.
    fn confirm(self) {
        if let Some(query) = self.lab.try_with_untracked(|lab| lab.query()) {
            self.address.push(query);
        }
        self.settle();
    }

    fn undo(self) {
        self.settle();
        self.go(History::undo);
    }

    fn redo(self) {
        self.go(History::redo);
    }

    fn go(self, way: fn(&mut History) -> Option<&Query>) {
        if let Some(query) = self.history.try_update(|history| way(history).cloned()).flatten() {
            self.show(&query);
            self.address.replace(query);
        }
    }

    /// The lab as it is met first.
    fn reset(self) {
        self.settle();
        self.show(&Query::new());
        self.follow(false);
    }

    fn take(self, example: &Example) {
        self.settle();
        self.show(&Query::parse(example.query));
        self.confirm();
    }
}

/// The page.
#[component]
pub fn LabPage(
    /// Which.
    page: Page,
) -> impl IntoView {
    let Some(entry) = entry(page) else {
        return view! { <p>"There is no such lab."</p> }.into_any();
    };
    let address = Address::of(page);
    let arrived = address.arrived();
    let Ok(lab) = entry.opening() else {
        return view! { <p>"The lab can't be shown."</p> }.into_any();
    };
    let history = History::new(lab.query());
    let bench = Bench {
        entry,
        lab: RwSignal::new(lab),
        fault: RwSignal::new(None),
        history: RwSignal::new(history),
        settling: StoredValue::new_local(Debounce::default()),
        address,
    };
    Effect::new(move |earlier: Option<()>| {
        let query = arrived.get();
        if earlier.is_some() || !query.is_empty() {
            bench.show(&query);
            bench.settle();
        }
    });
    let pressed = move |event: KeyboardEvent| {
        let types = event.target().is_some_and(|target| {
            target.has_type::<web_sys::HtmlInputElement>() || target.has_type::<web_sys::HtmlTextAreaElement>()
        });
        if (event.ctrl_key() || event.meta_key()) && !types && event.key().eq_ignore_ascii_case("z") {
            event.prevent_default();
            if event.shift_key() { bench.redo() } else { bench.undo() }
        }
    };
    // A picture is made anew when something else is dragged in it, and follows the lab else.
    let holds =
        Memo::new(move |_| bench.lab.with(|lab| lab.pictures().iter().map(|picture| picture.hold).collect::<Vec<_>>()));
    view! {
        <article class="lab" on:keydown=pressed>
            <h1>{page.name()}</h1>
            <p class="about">{entry.about}</p>
            <Examples bench=bench />
            <p class="error" role="status">{move || lost(bench)}</p>
            <Inputs bench=bench texts=true />
            {(!entry.takes.is_empty())
                .then(|| view! { <Limits own=entry.takes f=move |()| bench.typed() /> })}
            <div class="pictures" class:stale=move || bench.fault.with(Option::is_some)>
                {move || {
                    let holds = holds.get().into_iter().enumerate();
                    holds.map(|(index, hold)| view! { <PictureOf bench=bench index=index hold=hold /> }).collect_view()
                }}
            </div>
            <div class="below">
                <Words bench=bench />
                <section class="controls" aria-label="Controls">
                    <Play bench=bench />
                    <Inputs bench=bench texts=false />
                    <Tools bench=bench />
                </section>
            </div>
            <Tables bench=bench />
        </article>
    }
    .into_any()
}

/// What is wrong with the link that the reader came by.
fn lost(bench: Bench) -> Option<String> {
    bench.fault.with(|fault| fault.as_ref().filter(|fault| fault.input.is_empty()).map(|fault| fault.words.clone()))
}

/// States to begin from, each with a question.
#[component]
fn Examples(bench: Bench) -> impl IntoView {
    let arrived = bench.address.arrived().get_untracked();
    let met = bench.entry.examples.iter().find(|example| arrived.is_empty() || Query::parse(example.query) == arrived);
    let asked = RwSignal::new(met.map_or("", |example| example.question));
    let choose = move |example: &'static Example| {
        asked.set(example.question);
        bench.take(example);
    };
    let chip = move |example: &'static Example| {
        view! { <li><Button on_press=move |()| choose(example)>{example.name}</Button></li> }
    };
    view! {
        <div class="lab-examples">
            <ul aria-label="Examples">{bench.entry.examples.iter().map(chip).collect_view()}</ul>
            <p class="asked" role="status">{move || asked.get()}</p>
        </div>
    }
}

/// The state in a sentence, and what is computed.
#[component]
fn Words(bench: Bench) -> impl IntoView {
    let lines = Memo::new(move |_| bench.lab.with(|lab| lab.lines()));
    let sentence = Memo::new(move |_| bench.lab.with(|lab| lab.describe()));
    view! {
        <section class="words" aria-label="In words and numbers">
            <p class="sentence" role="status">{move || sentence.get()}</p>
            <div class="formulas"><Formulas lines=lines /></div>
        </section>
    }
}
