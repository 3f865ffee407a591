//! The page “Derive”: a function of the reader's own, its derivative line by line, and its tangent.

mod export;
mod graph;
mod lines;
mod ways;

use self::{export::Export, graph::Graph, lines::Lines};
use crate::{
    app::{
        address::Address,
        math::Math,
        timer::Debounce,
        widgets::{Example, Examples, Field, Limits, Segments},
    },
    lab::{
        DeriveLab,
        derive::{Action, EXAMPLES, Remark, Work},
    },
    page::Page,
    symbolic::{Symbol, latex, parse},
};
use leptos::{html, prelude::*};
use std::time::Duration;

/// How long everything has to rest before a line is checked.
const IDLE: Duration = Duration::from_millis(80);

/// The page.
#[component]
pub fn Derive() -> impl IntoView {
    let address = Address::of(Page::Derive);
    let arrived = address.arrived();
    let lab = RwSignal::new(DeriveLab::from_query(&arrived.get_untracked()));
    // Back, forward and links to this page bring another state.
    Effect::new(move |earlier: Option<()>| {
        let query = arrived.get();
        if earlier.is_some() {
            lab.set(DeriveLab::from_query(&query));
        }
    });
    check_lines(lab);
    let act = move |action: Action| {
        lab.update(|lab| lab.update(action));
        lab.with_untracked(DeriveLab::query)
    };
    let replace = Callback::new(move |action| address.replace(act(action)));
    let push = Callback::new(move |action| address.push(act(action)));

    view! {
        <article class="derive">
            <h1>"Derive"</h1>
            <Question lab=lab on_draft=move |text| address.draft(act(Action::Type(text))) on_choose=push />
            <Show when=move || lab.with(|lab| lab.work().is_some())>
                <div class="desk" class:stale=move || lab.with(|lab| lab.fault().is_some())>
                    <div class="board">
                        <Lines lab=lab on_action=replace on_choose=push />
                        <Export lab=lab on_choose=replace />
                    </div>
                    <Graph lab=lab on_action=replace />
                </div>
            </Show>
            <Limits
                own="Any expression: the graph shows it along one of its variables, the others held."
                f=move |()| lab.with_untracked(|lab| lab.work().map(|work| work.f.clone()))
            />
        </article>
    }
}

/// Has the lines that are shown checked, one at a time, while nothing else happens.
fn check_lines(lab: RwSignal<DeriveLab>) {
    let pending = StoredValue::new_local(Debounce::default());
    Effect::new(move |_| {
        let next = lab.with(DeriveLab::next_check);
        pending.with_value(|pending| match next {
            Some(line) => pending.after(IDLE, move || {
                lab.try_update(|lab| lab.update(Action::Check(line)));
            }),
            None => pending.cancel(),
        });
    });
}

/// What is differentiated, and by which variable.
#[component]
fn Question(
    lab: RwSignal<DeriveLab>,
    /// Called with the whole text at each key.
    #[prop(into)]
    on_draft: Callback<String>,
    /// Called with what is chosen or confirmed.
    on_choose: Callback<Action>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let error = move || lab.with(|lab| lab.fault().map(|fault| fault.message.clone()));
    let confirm = move |()| on_choose.run(Action::Type(lab.with_untracked(|lab| lab.text().to_owned())));
    let examples = EXAMPLES
        .into_iter()
        .map(|text| Example {
            text: text.to_owned(),
            latex: parse(text).map_or_else(|_| text.to_owned(), |f| latex(&f)),
        })
        .collect();
    view! {
        <div class="question">
            <Field
                label="A function of your own"
                value=Signal::derive(move || lab.with(|lab| lab.text().to_owned()))
                on_input=on_draft
                on_enter=Callback::new(confirm)
                error=Signal::derive(error)
                input=input
            >
                <Typeset lab=lab />
                <Remarks lab=lab />
            </Field>
            <Variable lab=lab on_choose=on_choose />
            <Examples label="Or try" examples=examples on_choose=move |text| on_choose.run(Action::Type(text)) />
        </div>
    }
}

/// What was typed as it was understood; or the text with the place of the fault marked.
#[component]
fn Typeset(lab: RwSignal<DeriveLab>) -> impl IntoView {
    let fault = Memo::new(move |_| {
        lab.with(|lab| {
            let at = lab.fault()?.at.clone()?;
            let letters: Vec<char> = lab.text().chars().collect();
            let part =
                |from: usize, to: usize| letters.iter().skip(from).take(to.saturating_sub(from)).collect::<String>();
            Some((part(0, at.start), part(at.start, at.end), part(at.end, letters.len())))
        })
    });
    let formula = move || lab.with(|lab| lab.work().map_or_else(String::new, Work::definition));
    move || match fault.get() {
        None => view! { <Math latex=Signal::derive(formula) display=true /> }.into_any(),
        Some((before, wrong, after)) => view! {
            <p class="fault">
                <code>{before}<mark>{if wrong.is_empty() { "␣".to_owned() } else { wrong }}</mark>{after}</code>
            </p>
        }
        .into_any(),
    }
}

/// How parts were read that people read in two ways.
#[component]
fn Remarks(lab: RwSignal<DeriveLab>) -> impl IntoView {
    let remarks = Memo::new(move |_| lab.with(|lab| lab.remarks().to_vec()));
    let remark = |remark: Remark| {
        let part = remark.part.map(|part| view! { <code>{part}</code>" " });
        view! { <li>{part}{remark.sentence}</li> }
    };
    view! {
        <ul class="remarks" hidden=move || remarks.with(Vec::is_empty)>
            {move || remarks.get().into_iter().map(remark).collect_view()}
        </ul>
    }
}

/// The variable, where there is a choice.
#[component]
fn Variable(lab: RwSignal<DeriveLab>, on_choose: Callback<Action>) -> impl IntoView {
    let symbols = Memo::new(move |_| lab.with(|lab| lab.work().map_or_else(Vec::new, |work| work.f.symbols())));
    let chosen = Memo::new(move |_| {
        lab.with(|lab| lab.work().map_or_else(|| Symbol::new("x"), |work| work.tangent.by().clone()))
    });
    move || {
        let symbols = symbols.get();
        (symbols.len() > 1).then(|| {
            let options = symbols.into_iter().map(|x| (x.clone(), x.to_string())).collect();
            view! {
                <Segments legend="Differentiate by" options=options chosen=chosen on_choose=move |x| on_choose.run(Action::By(x)) />
            }
        })
    }
}
