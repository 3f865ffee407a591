//! The derivation: each line the whole expression, what changed in it marked, the rule named beside it.

use crate::{
    app::{
        math::{Ink, Math},
        widgets::{Button, Weight},
    },
    lab::{
        DeriveLab,
        derive::{Action, Work},
    },
    symbolic::{
        Expr, Part, Rule, Step, latex_marked,
        print::{Mark, symbol_latex},
    },
};
use leptos::prelude::*;

/// A line as it is shown.
#[derive(Clone, PartialEq)]
struct Line {
    latex: String,
    /// What led to it; nothing for the first line.
    reason: Option<Reason>,
}

#[derive(Clone, PartialEq)]
struct Reason {
    rules: Vec<Rule>,
    /// The letters of the rule, and what they stand for, at each place where it was applied.
    parts: Vec<String>,
}

/// The lines that are shown so far, and the buttons for more.
#[component]
pub fn Lines(
    lab: RwSignal<DeriveLab>,
    /// Called when lines are asked for or hidden.
    on_action: Callback<Action>,
) -> impl IntoView {
    let lines = Memo::new(move |_| lab.with(|lab| lab.work().map_or_else(Vec::new, |work| lines(work, lab.shown()))));
    let complete = Memo::new(move |_| lab.with(DeriveLab::is_complete));
    let nothing_to_hide = Memo::new(move |_| lab.with(|lab| lab.shown() == 0));
    let count = move || lines.with(Vec::len);
    view! {
        <section class="derivation" aria-label="Derivation">
            <ol class="lines">
                <For each=move || 0..count() key=|i| *i let:i>
                    <Row line=Memo::new(move |_| lines.with(|lines| lines.get(i).cloned())) />
                </For>
            </ol>
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

#[component]
fn Row(line: Memo<Option<Line>>) -> impl IntoView {
    let formula = move || line.with(|line| line.as_ref().map_or_else(String::new, |line| line.latex.clone()));
    let reason = Memo::new(move |_| line.with(|line| line.as_ref().and_then(|line| line.reason.clone())));
    view! {
        <li class="line">
            <Math latex=Signal::derive(formula) display=true />
            {move || reason.get().map(|reason| view! { <Explained reason=reason /> })}
        </li>
    }
}

/// The rule's name, which opens into its formula, what its letters stand for here, and why it holds.
#[component]
fn Explained(reason: Reason) -> impl IntoView {
    let names = reason.rules.iter().map(|rule| rule.name()).collect::<Vec<_>>().join(", ");
    let explained = |rule: Rule| {
        let formula = (!rule.is_tidying()).then(|| view! { <Math latex=rule.formula() display=true /> });
        view! {
            <div class="explained" data-rule=rule.id()>
                {formula}
                <p>{rule.explanation()}</p>
            </div>
        }
    };
    let parts = reason.parts.into_iter().map(|latex| view! { <li><Math latex=latex /></li> }).collect_view();
    view! {
        <details class="rule">
            <summary>{names}</summary>
            <ul class="parts">{parts}</ul>
            {reason.rules.into_iter().map(explained).collect_view()}
        </details>
    }
}

/// The first line and so many after it.
fn lines(work: &Work, shown: usize) -> Vec<Line> {
    let steps = &work.derivation.steps;
    let first = Expr::derivative(work.derivation.of.clone(), work.derivation.by.clone());
    let first = Line { latex: marked(&first, None, steps.first()), reason: None };
    let line = |(i, step): (usize, &Step)| Line {
        latex: format!("={}", marked(&step.after, Some(step), steps.get(i + 1))),
        reason: Some(Reason { rules: step.rules(), parts: parts(step) }),
    };
    std::iter::once(first).chain(steps.iter().take(shown).enumerate().map(line)).collect()
}

/// A line in LaTeX: what the step to it made, and what the step from it will change.
fn marked(line: &Expr, made_by: Option<&Step>, changed_by: Option<&Step>) -> String {
    let made = made_by.into_iter().flat_map(|step| &step.applications).filter_map(|a| a.place_after.clone());
    let changed = changed_by.into_iter().flat_map(|step| &step.applications).map(|a| a.place_before.clone());
    let mark = |ink: Ink| move |path| Mark { path, colour: ink.colour() };
    // Of two marks at one place the first counts: what is to be changed next.
    let marks: Vec<Mark> = changed.map(mark(Ink::Before)).chain(made.map(mark(Ink::After))).collect();
    // To mark a whole line says nothing.
    let marks: Vec<Mark> = marks.into_iter().filter(|mark| !mark.path.is_empty()).collect();
    latex_marked(line, &marks)
}

fn parts(step: &Step) -> Vec<String> {
    let of_one = |application: &crate::symbolic::Application| {
        application.parts.iter().map(Part::latex).collect::<Vec<_>>().join(r",\quad ")
    };
    let mut parts: Vec<String> =
        step.applications.iter().map(|a| of_one(&a.application)).filter(|parts| !parts.is_empty()).collect();
    parts.dedup();
    parts
}

/// The first line's name for screen readers and titles: `d/dx`.
pub fn operator(work: &Work) -> String {
    let by = symbol_latex(work.tangent.by());
    let d = if work.f.symbols().len() > 1 { r"\partial" } else { "d" };
    format!(r"\frac{{{d} f}}{{{d} {by}}}")
}
