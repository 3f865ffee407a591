//! What there is to practise, how each skill stands, and a function of one's own.

use super::{Desk, now};
use crate::{
    app::widgets::{Button, Field, Select},
    practice::{Action, Mode, Skill, standings},
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
        .chain(Skill::ALL.into_iter().map(|skill| (skill.id().to_owned(), titled(skill))))
        .collect();
    let choose = move |id: String| {
        desk.act(Action::Choose(Skill::from_id(&id).map_or(Mode::Mixed, Mode::Only)));
    };
    let standings = Memo::new(move |_| session.with(|session| standings(&session.progress, now())));
    let row = move |skill: Skill| {
        let tally = Memo::new(move |_| session.with(|session| session.progress.tally(skill)));
        let level = move || session.with(|session| session.progress.level(skill).number());
        let waiting = Memo::new(move |_| standings.with(|all| all.iter().any(|s| s.skill == skill && !s.open)));
        view! {
            <tr data-waiting=move || waiting.get().then_some("")>
                <th scope="row">{titled(skill)}</th>
                <td data-tally="right">{move || tally.with(|tally| tally.right)}</td>
                <td data-tally="hinted">{move || tally.with(|tally| tally.hinted)}</td>
                <td data-tally="wrong">{move || tally.with(|tally| tally.wrong + tally.shown)}</td>
                <td data-tally="level">{level}</td>
            </tr>
        }
    };
    let streak = move || {
        session.with(|session| match session.progress.streak() {
            0 | 1 => String::new(),
            n => format!("{n} in a row without a slip."),
        })
    };
    view! {
        <aside class="skills" aria-label="Progress">
            <Select label="Practise" options=options chosen=Signal::derive(move || mode.get().to_owned()) on_choose=choose />
            <Own desk=desk />
            <table>
                <caption>"Your results; what is pale waits for what it builds on"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Skill"</th>
                        <th scope="col">"Right"</th>
                        <th scope="col">"With hints"</th>
                        <th scope="col">"Not solved"</th>
                        <th scope="col">"Level"</th>
                    </tr>
                </thead>
                <tbody>{Skill::ALL.into_iter().map(row).collect_view()}</tbody>
            </table>
            <p class="streak">{streak}</p>
            <p class="trouble" role="alert">{move || desk.keeper.trouble().get()}</p>
        </aside>
    }
}

/// The skill's name as a title.
fn titled(skill: Skill) -> String {
    let mut name = skill.to_string();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// A function of one's own as a problem.
#[component]
fn Own(desk: Desk) -> impl IntoView {
    let (text, error) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
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
                if !desk.changed_by(Action::Own(reading.expr, by)) {
                    error.set(Some("This one is too long to differentiate here.".into()));
                }
            }
        }
    };
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
            <Button on_press=start>"Practise it"</Button>
        </div>
    }
}
