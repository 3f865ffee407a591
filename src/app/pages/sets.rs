//! The page “Problem sets”: for a teacher, who chooses kinds of problems and gets a link for a class, and a sheet to print with
//! its answers on a page of their own.

use crate::{
    app::{
        address::Address,
        math::Math,
        site::href,
        timer::Debounce,
        widgets::{Button, CopyBlock, Field, Range, Segments, Switch, Weight},
    },
    page::Page,
    practice::{Kind, Level, MOST_IN_SET, Problem, ProblemSet, Skill},
};
use leptos::prelude::*;
use std::time::Duration;

/// How long a choice has to rest before the problems are made.
const REST: Duration = Duration::from_millis(150);
/// Sheets are told apart by a number that a teacher can say.
const SEEDS: f64 = 10_000.0;

/// The page.
#[component]
pub fn Sets() -> impl IntoView {
    let address = Address::of(Page::Sets);
    let arrived = address.arrived();
    let set = RwSignal::new(ProblemSet::default());
    let title = RwSignal::new(String::new());
    Effect::new(move |_| {
        let query = arrived.get();
        set.set(ProblemSet::from_query(&query).unwrap_or_default());
        title.set(query.get("title").unwrap_or_default().to_owned());
    });
    let note = move || {
        let query = set.with_untracked(ProblemSet::query);
        let title = title.get_untracked();
        address.replace(if title.is_empty() { query } else { query.with("title", title) });
    };
    let choose = Callback::new(move |chosen: ProblemSet| {
        set.set(chosen);
        note();
    });
    let entitle = move |text: String| {
        title.set(text);
        note();
    };
    let heading =
        move || title.with(|title| if title.trim().is_empty() { "Problems".to_owned() } else { title.clone() });
    let problems = problems_of(set);
    let link = move || {
        let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
        origin + &href(Page::Practice, &set.with(ProblemSet::query))
    };
    let with_key = RwSignal::new(true);
    let print = move |()| {
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    };
    view! {
        <article class="sets">
            <div class="making">
                <h1>"Problem sets"</h1>
                <p class="about">
                    "For a class: choose what is practised. Whoever follows the link gets the same problems, with hints and a word on each
                    slip; the sheet below is for paper. Nothing that a learner does is sent to anybody."
                </p>
                <Choices set=set choose=choose />
                <h2>"The link"</h2>
                <CopyBlock label="The link to the set" text=Signal::derive(link) />
                <h2>"The sheet"</h2>
                <div class="sheet-choices">
                    <Field label="Title" value=title on_input=entitle />
                    <Switch label="Answers on a page of their own" on=with_key on_switch=move |on| with_key.set(on) />
                    <Button weight=Weight::Primary on_press=print>"Print"</Button>
                </div>
            </div>
            <section class="sheet" aria-labelledby="sheet-title">
                <h2 id="sheet-title">{heading}</h2>
                <p class="signed"><span>"Name"</span><span>"Date"</span></p>
                <ol>{move || problems.with(|problems| problems.iter().map(asked).collect_view())}</ol>
            </section>
            <Show when=move || with_key.get()>
                <section class="sheet answers" aria-labelledby="key-title">
                    <h2 id="key-title">{move || format!("Answers: {}", heading())}</h2>
                    <ol>{move || problems.with(|problems| problems.iter().map(answered).collect_view())}</ol>
                </section>
            </Show>
        </article>
    }
}

/// The problems of a set, made once the choice rests.
fn problems_of(set: RwSignal<ProblemSet>) -> RwSignal<Vec<Problem>> {
    let problems = RwSignal::new(set.with_untracked(ProblemSet::problems));
    let pending = StoredValue::new_local(Debounce::default());
    Effect::new(move |made: Option<ProblemSet>| {
        let wanted = set.get();
        if made.as_ref() != Some(&wanted) {
            let wanted = wanted.clone();
            pending.with_value(|pending| {
                pending.after(REST, move || {
                    problems.try_set(wanted.problems());
                });
            });
        }
        wanted
    });
    problems
}

/// What there is to choose.
#[component]
fn Choices(set: RwSignal<ProblemSet>, choose: Callback<ProblemSet>) -> impl IntoView {
    let change = move |change: &dyn Fn(ProblemSet) -> ProblemSet| choose.run(change(set.get_untracked()));
    let count = move || set.with(ProblemSet::count);
    let levels = std::iter::once((None, "Any".to_owned()))
        .chain(Level::all().map(|level| (Some(level.number()), level.to_string())))
        .collect::<Vec<_>>();
    let level = move || set.with(|set| set.level().map(Level::number));
    let grade = move |level: Option<u8>| change(&|set| set.with_level(level.map(Level::new)));
    let others = move |()| change(&|set| set.with_seed((js_sys::Math::random() * SEEDS) as u64));
    let group = move |skill: Skill| {
        let kind = move |kind: &'static Kind| {
            view! {
                <Switch
                    label=kind.title
                    on=Signal::derive(move || set.with(|set| set.has(kind)))
                    on_switch=move |on| change(&|set| set.with_kind(kind, on))
                />
            }
        };
        let all = Kind::of(skill).count();
        let chosen = move || set.with(|set| Kind::of(skill).filter(|kind| set.has(kind)).count());
        let some = move || match chosen() {
            0 => format!("{all} kinds"),
            n if n == all => format!("all {all} kinds"),
            n => format!("{n} of {all} kinds"),
        };
        view! {
            <li>
                <Switch
                    label=skill.title()
                    on=Signal::derive(move || chosen() == all)
                    on_switch=move |on| change(&|set| Kind::of(skill).fold(set, |set, kind| set.with_kind(kind, on)))
                />
                <details>
                    <summary>{some}</summary>
                    {Kind::of(skill).map(kind).collect_view()}
                </details>
            </li>
        }
    };
    view! {
        <div class="set-choices">
            <Range
                label="Problems"
                min=1.0
                max=MOST_IN_SET as f64
                step=1.0
                value=Signal::derive(move || count() as f64)
                text=Signal::derive(move || count().to_string())
                on_input=move |n: f64| change(&|set| set.with_count(n as usize))
            />
            <Segments
                legend="Level"
                options=levels
                chosen=Signal::derive(level)
                on_choose=grade
            />
            <Button on_press=others>"Other problems"</Button>
        </div>
        <ul class="kinds">{Skill::ALL.into_iter().map(group).collect_view()}</ul>
    }
}

/// A problem as it stands on the sheet.
fn asked(problem: &Problem) -> impl IntoView + use<> {
    let task = problem.task.clone();
    view! {
        <li>
            <p class="asked">{task}</p>
            {problem.given.iter().cloned().map(|latex| view! { <Math latex=latex display=true /> }).collect_view()}
        </li>
    }
}

/// Its answers.
fn answered(problem: &Problem) -> impl IntoView + use<> {
    let answers = problem.answers();
    view! { <li>{answers.into_iter().map(|latex| view! { <Math latex=latex display=true /> }).collect_view()}</li> }
}
