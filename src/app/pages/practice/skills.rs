//! What there is to practise, and a function of one's own.

use super::Desk;
use crate::{
    app::{
        site::href,
        timer::now,
        widgets::{Button, Field, Select},
    },
    page::Page,
    practice::{Action, Form, Mode, Report, Skill},
    query::Query,
    symbolic::{Symbol, read},
};
use leptos::prelude::*;

/// What to practise, and what came of it so far.
#[component]
pub fn Skills(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let mode = Memo::new(move |_| match session.with(|session| session.view().mode) {
        Mode::Mixed => "mixed",
        Mode::Only(skill) => skill.id(),
    });
    let options = std::iter::once(("mixed".to_owned(), "All, mixed".to_owned()))
        .chain(Skill::ALL.into_iter().map(|skill| (skill.id().to_owned(), skill.title())))
        .collect();
    let choose = move |id: String| {
        desk.act(Action::Choose(Skill::from_id(&id).map_or(Mode::Mixed, Mode::Only)));
    };
    let is_new = Memo::new(move |_| session.with(|session| session.progress.attempts().next().is_none()));
    let said = move || session.with(|session| Report::summary(&session.progress, now()));
    view! {
        <aside class="skills" aria-label="What to practise">
            <Select label="Practise" options=options chosen=Signal::derive(move || mode.get().to_owned()) on_choose=choose />
            <Show when=move || is_new.get()>
                <div class="own">
                    <Button on_press=move |()| desk.act(Action::Place)>"Find out where I stand"</Button>
                    <p class="said">"Up to eight answers to pick, some two minutes. You can leave it at any time."</p>
                </div>
            </Show>
            <Own desk=desk />
            <p class="said">{said}" "<a href=href(Page::Progress, &Query::new())>"Your progress"</a></p>
            <p class="said">"For a class: "<a href=href(Page::Sets, &Query::new())>"make a problem set"</a></p>
            <p class="trouble" role="alert">{move || desk.keeper.trouble().get()}</p>
        </aside>
    }
}

/// A function of one's own as a problem.
#[component]
fn Own(desk: Desk) -> impl IntoView {
    let (text, error) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let form = RwSignal::new(Form::Write);
    let start = move |()| {
        let written = text.get_untracked();
        match read(&written) {
            Err(problem) => error.set(Some(format!("I can’t read this yet: {problem}."))),
            Ok(reading) => {
                let by = reading.by.or_else(|| {
                    let letters = reading.expr.symbols();
                    letters.iter().find(|s| s.name() == "x").or(letters.first()).cloned()
                });
                let by = by.unwrap_or_else(|| Symbol::new("x"));
                if !desk.changed_by(Action::Own(reading.expr, by, form.get_untracked())) {
                    error.set(Some("This one is too long to differentiate here.".into()));
                }
            }
        }
    };
    // As help fades: a line is left out, then only the parts are given, then nothing.
    let forms = [
        (Form::Write, "I write the derivative"),
        (Form::Steps, "In steps: the parts first"),
        (Form::MissingLine, "One line of the derivation is missing"),
        (Form::WrongLine, "One line of the derivation is wrong"),
        (Form::Pick, "I pick it among wrong ones"),
        (Form::Graph, "I find its graph"),
    ];
    let forms = forms.map(|(form, name)| (form.id().to_owned(), name.to_owned())).to_vec();
    let choose_form = move |id: String| form.set(Form::from_id(&id).unwrap_or_default());
    view! {
        <div class="own">
            <Field
                label="A function of your own"
                value=text
                on_input=move |typed| {
                    text.set(typed);
                    error.set(None);
                }
                on_enter=Callback::new(start)
                error=error
            />
            <Select label="How" options=forms chosen=Signal::derive(move || form.get().id().to_owned()) on_choose=choose_form />
            <Button on_press=start>"Practise it"</Button>
        </div>
    }
}
