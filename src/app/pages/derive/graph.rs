//! The graph of f and f′ with the tangent, and the numbers at the point.

use crate::{
    app::{math::Math, tangent::TangentPlot, widgets::NumberField},
    lab::{
        DeriveLab,
        derive::{Action, Work},
        figure, tangent,
    },
    symbolic::Symbol,
};
use leptos::{html, prelude::*};

/// The graph, its legend and its numbers.
#[component]
pub fn Graph(
    lab: RwSignal<DeriveLab>,
    /// Called when the point or a held variable is moved.
    on_action: Callback<Action>,
) -> impl IntoView {
    let on_action = Callback::new(move |action| on_action.run(Action::Tangent(action)));
    let first = lab.with_untracked(|lab| lab.work().map(|work| work.tangent.clone()));
    first.map(|first| {
        let tangent = move || lab.with(|lab| lab.work().map_or_else(|| first.clone(), |work| work.tangent.clone()));
        let name = move || lab.with(|lab| lab.work().map_or_else(String::new, Work::name_latex));
        let slope = move || lab.with(|lab| lab.work().map_or_else(String::new, Work::derivative_name));
        let no_kinks = move || lab.with(|lab| lab.work().is_none_or(|work| work.tangent.kinks().is_empty()));
        view! {
            <section class="graph" aria-label="Graph">
                <TangentPlot lab=Signal::derive(tangent) on_action=on_action />
                <ul class="legend">
                    <li data-role="function"><Math latex=Signal::derive(name) /></li>
                    <li data-role="derivative"><Math latex=Signal::derive(slope) /></li>
                    <li data-role="tangent">"tangent"</li>
                    <li data-role="function" data-marker="ring" hidden=no_kinks>"no derivative"</li>
                </ul>
                <Readings lab=lab on_action=on_action />
                <Ways lab=lab />
            </section>
        }
    })
}

/// The numbers at the point, the slope in three independent ways.
#[component]
fn Readings(lab: RwSignal<DeriveLab>, on_action: Callback<tangent::Action>) -> impl IntoView {
    let readings = Memo::new(move |_| lab.with(|lab| lab.work().map(|work| work.tangent.readings())));
    let shown = move |read: fn(&tangent::Readings) -> Option<f64>| {
        move || readings.with(|readings| figure(readings.as_ref().and_then(read)))
    };
    let line = move || {
        let line = lab.with(|lab| lab.work().and_then(|work| work.tangent.tangent_latex()));
        line.unwrap_or_else(|| r"\text{none here}".into())
    };
    let by = move |work: &Work| work.tangent.by().to_string();
    let by = Memo::new(move |_| lab.with(|lab| lab.work().map_or_else(String::new, by)));
    let x = move || lab.with(|lab| lab.work().map_or(0.0, |work| work.tangent.x()));
    let held = Memo::new(move |_| {
        lab.with(|lab| lab.work().map_or_else(Vec::new, |work| work.tangent.held().map(|(x, _)| x.clone()).collect()))
    });
    view! {
        <div class="readings">
            <div class="places">
                <NumberField
                    label=by
                    value=Signal::derive(x)
                    on_number=move |x| on_action.run(tangent::Action::MoveTo(x))
                />
                <For each=move || held.get() key=Clone::clone let:name>
                    <Held name=name lab=lab on_action=on_action />
                </For>
            </div>
            <dl class="readout">
                <dt>"value"</dt>
                <dd data-reading="value">{shown(|r| r.value)}</dd>
                <dt>"slope, by the rules"</dt>
                <dd data-reading="slope">{shown(|r| r.slope)}</dd>
                <dt>"slope, by automatic differentiation"</dt>
                <dd data-reading="automatic">{shown(|r| r.automatic)}</dd>
                <dt>"slope, by a central difference"</dt>
                <dd data-reading="difference">{shown(|r| r.difference)}</dd>
                <dt>"tangent"</dt>
                <dd data-reading="tangent"><Math latex=Signal::derive(line) display=true /></dd>
            </dl>
            <p class="remark" hidden=move || readings.with(|r| r.is_none_or(|r| r.slope.is_some()))>
                {move || lab.with(|lab| lab.work().map_or_else(String::new, |work| work.tangent.describe()))}
            </p>
        </div>
    }
}

/// The ways to the slope at the point, worked out only while they are looked at.
#[component]
fn Ways(lab: RwSignal<DeriveLab>) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    let open = RwSignal::new(false);
    let look = move |_| open.set(details.get_untracked().is_some_and(|details| details.open()));
    let ways = Memo::new(move |_| {
        let shown = open.get();
        lab.with(|lab| lab.work().filter(|_| shown).map_or_else(Vec::new, |work| work.tangent.ways()))
    });
    let row = |way: tangent::Way| {
        view! {
            <tr>
                <th scope="row">{way.name}</th>
                <td>{way.slope}</td>
                <td>{way.off}</td>
            </tr>
        }
    };
    view! {
        <details class="slopes" node_ref=details on:toggle=look>
            <summary>"Ways to this slope"</summary>
            <table>
                <thead>
                    <tr>
                        <th scope="col">"by"</th>
                        <th scope="col">"slope"</th>
                        <th scope="col">"off by"</th>
                    </tr>
                </thead>
                <tbody>{move || ways.get().into_iter().map(row).collect_view()}</tbody>
            </table>
            <p class="about">
                "Forward and reverse mode and the complex step are exact up to rounding. A difference has to choose between
                too wide a step and too few digits; extrapolation gets most of them back, and says how sure it is."
            </p>
        </details>
    }
}

/// The value of a variable that is held while the other one varies.
#[component]
fn Held(name: Symbol, lab: RwSignal<DeriveLab>, on_action: Callback<tangent::Action>) -> impl IntoView {
    let label = name.to_string();
    let own = name.clone();
    let value = move || {
        lab.with(|lab| {
            let held = lab.work().and_then(|work| work.tangent.held().find(|(x, _)| **x == own).map(|(_, v)| v));
            held.unwrap_or_default()
        })
    };
    let hold = move |value| on_action.run(tangent::Action::Hold(name.clone(), value));
    view! { <NumberField label=label value=Signal::derive(value) on_number=hold /> }
}
