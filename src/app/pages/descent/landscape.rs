//! The picture: the loss from above or from the side, the path, and the start to take hold of.

use super::Desk;
use crate::{
    app::{
        canvas::{Drag, Handle, Nudge, Plot, Pointed},
        math::Math,
    },
    lab::{DescentLab, descent::Action, figure},
};
use leptos::prelude::*;

/// The picture with its legend.
#[component]
pub fn Landscape(desk: Desk) -> impl IntoView {
    let lab = desk.lab;
    let size = RwSignal::new((0.0, 0.0));
    let view = Memo::new(move |_| {
        let (width, height) = size.get();
        lab.with(|lab| lab.viewport(width, height))
    });
    let scene = move || {
        let view = view.get();
        lab.with(|lab| lab.scene(view))
    };
    let start = Memo::new(move |_| lab.with(DescentLab::start_in_the_picture));
    let at = move || Some(view.get().to_px(view.get().clamp(start.get())));
    let value = move || (start.get().0, view.get().x().lo(), view.get().x().hi());
    let place = move || {
        lab.with(|lab| {
            let names = lab.run().loss().variables().iter();
            let parts: Vec<String> =
                names.zip(lab.run().start()).map(|(x, &v)| format!("{x} = {}", figure(Some(v)))).collect();
            parts.join(", ")
        })
    };
    let pointed = move |pointed: Pointed| {
        let (x, y) = view.with_untracked(|view| view.clamp(view.to_math(pointed.x, pointed.y)));
        let dimensions = lab.with_untracked(|lab| lab.run().start().len());
        desk.act(Action::Start([x, y].into_iter().take(dimensions).collect()));
    };
    let nudged = move |nudge: Nudge| {
        desk.act(Action::Nudge(nudge.direction(), nudge.pace));
    };
    let from_above = Memo::new(move |_| lab.with(|lab| lab.run().start().len() == 2));
    view! {
        <section class="landscape" aria-label="Landscape">
            <Plot
                scene=Signal::derive(scene)
                size=size
                label=Signal::derive(move || lab.with(DescentLab::describe))
                drag=Drag::Free
                on_point=pointed
            >
                <Handle
                    at=Signal::derive(at)
                    label="Start of the descent"
                    value=Signal::derive(value)
                    text=Signal::derive(place)
                    on_nudge=nudged
                />
            </Plot>
            <ul class="legend">
                <li data-role="step">"descent, drag its start"</li>
                <li data-role="gradient" hidden=move || !from_above.get()>"gradient, uphill"</li>
                <li data-role="function" hidden=from_above><Math latex="J" /></li>
                <li data-role="tangent" hidden=from_above>"slope at the point"</li>
            </ul>
        </section>
    }
}
