//! The derivation: each line the whole expression, what changed in it marked, the rule named beside it.

use super::ways::Ways;
use crate::{
    app::{
        math::{Ink, Math},
        widgets::{Button, Weight},
    },
    lab::{
        DeriveLab,
        derive::{Action, Check, Line, Outcome, Reason},
    },
    symbolic::{Condition, Part, Rule, latex_marked, print::Mark},
};
use leptos::prelude::*;

/// The lines that are shown so far, and the buttons for more.
#[component]
pub fn Lines(
    lab: RwSignal<DeriveLab>,
    /// Called when lines are asked for or hidden.
    on_action: Callback<Action>,
    /// Called when another method or detail is chosen.
    on_choose: Callback<Action>,
) -> impl IntoView {
    let lines = Memo::new(move |_| lab.with(DeriveLab::lines));
    let complete = Memo::new(move |_| lab.with(DeriveLab::is_complete));
    let nothing_to_hide = Memo::new(move |_| lab.with(|lab| lab.shown() == 0));
    let count = move || lines.with(Vec::len);
    view! {
        <section class="derivation" aria-label="Derivation">
            <Ways lab=lab on_choose=on_choose />
            <ol class="lines">
                <For each=move || 0..count() key=|i| *i let:i>
                    <Row
                        line=Memo::new(move |_| lines.with(|lines| lines.get(i).cloned()))
                        check=Memo::new(move |_| lab.with(|lab| lab.checked(i)))
                    />
                </For>
            </ol>
            <Key lines=lines />
            <div class="actions">
                <Button weight=Weight::Primary on_press=move |()| on_action.run(Action::Reveal) disabled=complete>
                    "Next line"
                </Button>
                <Button on_press=move |()| on_action.run(Action::RevealAll) disabled=complete>
                    "All lines"
                </Button>
                <Button on_press=move |()| on_action.run(Action::Hide) disabled=nothing_to_hide>
                    "Hide the lines"
                </Button>
            </div>
        </section>
    }
}

/// What the two marks mean, where there are any.
#[component]
fn Key(lines: Memo<Vec<Line>>) -> impl IntoView {
    let any = move |places: fn(&Line) -> &Vec<Vec<usize>>| {
        move || !lines.with(|lines| lines.iter().any(|line| !places(line).is_empty()))
    };
    view! {
        <ul class="key" aria-label="Marks in the lines">
            <li hidden=any(|line| &line.changes)>
                <span data-ink=Ink::Before.name()>"what the next line changes"</span>
            </li>
            <li hidden=any(|line| &line.changed)>
                <span data-ink=Ink::After.name()>"what has just changed"</span>
            </li>
        </ul>
    }
}

#[component]
fn Row(line: Memo<Option<Line>>, check: Memo<Option<Check>>) -> impl IntoView {
    let formula = move || line.with(|line| line.as_ref().map_or_else(String::new, marked));
    let conditions = Memo::new(move |_| line.with(|line| line.as_ref().map_or_else(Vec::new, conditions)));
    let reason = Memo::new(move |_| line.with(|line| line.as_ref().and_then(|line| line.reason.clone())));
    let condition = |latex: String| view! { <li>"for "<Math latex=latex /></li> };
    view! {
        <li class="line">
            <div class="formula">
                <Math latex=Signal::derive(formula) display=true />
                <ul class="conditions" hidden=move || conditions.with(Vec::is_empty)>
                    {move || conditions.get().into_iter().map(condition).collect_view()}
                </ul>
            </div>
            {move || reason.get().map(|reason| view! { <Explained reason=reason check=check /> })}
            {move || check.get().map(|check| view! { <Checked check=check /> })}
        </li>
    }
}

/// The rule's name, which opens into its formula, what its letters stand for here, and why it holds.
#[component]
fn Explained(reason: Reason, check: Memo<Option<Check>>) -> impl IntoView {
    let explained = |rule: Rule| {
        view! {
            <div class="explained" data-rule=rule.id()>
                <Math latex=rule.formula() display=true />
                <p>{rule.explanation()}</p>
            </div>
        }
    };
    let parts =
        reason.parts.iter().map(|parts| view! { <li><Math latex=letters(parts) display=true /></li> }).collect_view();
    let parts = (!reason.parts.is_empty()).then(|| view! { <ul class="parts">{parts}</ul> });
    let (at_once, when_asked) = if reason.spelt_out { (parts, None) } else { (None, parts) };
    view! {
        {at_once}
        <details class="rule">
            <summary>{reason.name}</summary>
            {when_asked}
            {reason.rules.into_iter().map(explained).collect_view()}
            <p class="check">{move || check.get().map(|check| check.sentence)}</p>
        </details>
    }
}

/// What numbers say of a line: a tick where it was proved, words where it was not.
#[component]
fn Checked(check: Check) -> impl IntoView {
    let Check { outcome, sentence } = check;
    match outcome {
        Outcome::Proved => view! {
            <span class="tick" role="img" aria-label=sentence.clone() title=sentence>
                <svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 6.5 4.8 9.5 10 2.8" /></svg>
            </span>
        }
        .into_any(),
        Outcome::Unchecked => view! { <p class="unproved">{sentence}</p> }.into_any(),
        Outcome::Refuted => view! { <p class="refuted" role="alert">{sentence}</p> }.into_any(),
    }
}

/// A line in LaTeX: what the step to it made, and what the step from it will change.
fn marked(line: &Line) -> String {
    let mark = |ink: Ink| move |path: &Vec<usize>| Mark { path: path.clone(), colour: ink.colour() };
    // Of two marks at one place the first counts: what is to be changed next.
    let changes = line.changes.iter().map(mark(Ink::Before));
    let marks: Vec<Mark> = changes.chain(line.changed.iter().map(mark(Ink::After))).collect();
    let equals = if line.reason.is_some() { "=" } else { "" };
    format!("{equals}{}", latex_marked(&line.expr, &marks))
}

fn conditions(line: &Line) -> Vec<String> {
    line.conditions.iter().map(Condition::latex).collect()
}

fn letters(parts: &[Part]) -> String {
    parts.iter().map(Part::latex).collect::<Vec<_>>().join(r",\quad ")
}
