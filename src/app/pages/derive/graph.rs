//! The graph of f and f′ with the tangent, and the numbers at the point.

use super::lines::operator;
use crate::{
    app::{
        canvas::{Drag, Handle, Nudge, Plot, Pointed},
        math::Math,
        widgets::NumberField,
    },
    lab::{
        DeriveLab, Direction,
        derive::{Action, Work},
        figure, tangent,
    },
    plot::{Scene, Viewport},
    symbolic::Symbol,
};
use leptos::prelude::*;

/// The graph, its legend and its numbers.
#[component]
pub fn Graph(
    lab: RwSignal<DeriveLab>,
    /// Called when the point or a held variable is moved.
    on_action: Callback<Action>,
) -> impl IntoView {
    let size = RwSignal::new((0.0, 0.0));
    let tangent = Callback::new(move |action| on_action.run(Action::Tangent(action)));
    let with_work = move |read: fn(&Work) -> String| lab.with(|lab| lab.work().map_or_else(String::new, read));
    let view = Memo::new(move |_| {
        let (width, height) = size.get();
        lab.with(|lab| {
            lab.work().map_or_else(
                || Viewport::new((-1.0, 1.0), (-1.0, 1.0), width, height),
                |work| work.tangent.viewport(width, height),
            )
        })
    });
    let scene = move || {
        let view = view.get();
        lab.with(|lab| lab.work().map_or_else(|| Scene::new(view), |work| work.tangent.scene(view)))
    };
    let at = move || {
        lab.with(|lab| {
            let readings = lab.work()?.tangent.readings();
            let place = (readings.x, readings.value.unwrap_or_default());
            Some(view.get().to_px(view.get().clamp(place)))
        })
    };
    let value = move || {
        let x = lab.with(|lab| lab.work().map_or(0.0, |work| work.tangent.x()));
        (x, view.get().x().lo(), view.get().x().hi())
    };
    let pointed = move |pointed: Pointed| {
        let (x, _) = view.get_untracked().to_math(pointed.x, pointed.y);
        tangent.run(tangent::Action::MoveTo(view.get_untracked().x().clamp(x)));
    };
    let nudged = move |nudge: Nudge| {
        let forward = if nudge.dx == 0.0 { nudge.dy > 0.0 } else { nudge.dx > 0.0 };
        let direction = if forward { Direction::Right } else { Direction::Left };
        tangent.run(tangent::Action::Nudge(direction, nudge.pace));
    };
    let sentence = move || with_work(|work| work.tangent.describe());
    view! {
        <section class="graph" aria-label="Graph">
            <Plot scene=Signal::derive(scene) size=size label=Signal::derive(sentence) drag=Drag::Sideways on_point=pointed>
                <Handle
                    at=Signal::derive(at)
                    label="Point of tangency"
                    value=Signal::derive(value)
                    text=Signal::derive(sentence)
                    on_nudge=nudged
                />
            </Plot>
            <ul class="legend">
                <li data-role="function"><Math latex="f" /></li>
                <li data-role="derivative"><Math latex=Signal::derive(move || with_work(operator)) /></li>
                <li data-role="tangent">"tangent"</li>
            </ul>
            <Readings lab=lab on_action=tangent />
        </section>
    }
}

/// The numbers at the point, the slope in three independent ways.
#[component]
fn Readings(lab: RwSignal<DeriveLab>, on_action: Callback<tangent::Action>) -> impl IntoView {
    let readings = Memo::new(move |_| lab.with(|lab| lab.work().map(|work| work.tangent.readings())));
    let shown = move |read: fn(&tangent::Readings) -> Option<f64>| {
        move || readings.with(|readings| figure(readings.as_ref().and_then(read)))
    };
    let line = move || lab.with(|lab| lab.work().and_then(|work| work.tangent.tangent_latex()));
    let by = Memo::new(move |_| {
        lab.with(|lab| lab.work().map_or_else(|| Symbol::new("x"), |work| work.tangent.by().clone()))
    });
    let held = Memo::new(move |_| {
        lab.with(|lab| lab.work().map_or_else(Vec::new, |work| work.tangent.held().map(|(x, _)| x.clone()).collect()))
    });
    view! {
        <div class="readings">
            <div class="places">
                <NumberField
                    label=Signal::derive(move || by.get().to_string())
                    value=Signal::derive(move || lab.with(|lab| lab.work().map_or(0.0, |work| work.tangent.x())))
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
                <dd data-reading="tangent">
                    {move || match line() {
                        Some(line) => view! { <Math latex=line /> }.into_any(),
                        None => "none here".into_any(),
                    }}
                </dd>
            </dl>
        </div>
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
