//! The six rules: how each stands, and which one to practise.

use super::Desk;
use crate::{
    app::widgets::Segments,
    practice::{Action, Mode, Skill},
};
use leptos::prelude::*;

/// What to practise, and what came of it so far.
#[component]
pub fn Skills(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let mode = Memo::new(move |_| session.with(|session| session.view().mode));
    let options = std::iter::once((Mode::Mixed, "All, mixed".to_owned()))
        .chain(Skill::ALL.into_iter().map(|skill| (Mode::Only(skill), skill.rule().name())))
        .collect();
    let row = move |skill: Skill| {
        let tally = Memo::new(move |_| session.with(|session| session.progress.tally(skill)));
        let level = move || session.with(|session| session.progress.level(skill).number());
        view! {
            <tr>
                <th scope="row">{skill.rule().name()}</th>
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
            <Segments legend="Practise" options=options chosen=mode on_choose=move |mode| desk.act(Action::Choose(mode)) />
            <table>
                <caption>"Your results"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Rule"</th>
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
