//! The tangent lab as a plot: the point goes where it is dragged, along the curve.

use super::canvas::{Drag, Handle, Kind, Nudge, Phase, Plot, Pointed};
use crate::lab::{TangentLab, figure, tangent::Action};
use leptos::prelude::*;

/// A function with its derivative and the tangent at a point that can be dragged or moved by the arrow keys.
#[component]
pub fn TangentPlot(
    /// What is shown.
    #[prop(into)]
    lab: Signal<TangentLab>,
    /// Called with what the reader does.
    #[prop(into)]
    on_action: Callback<Action>,
) -> impl IntoView {
    let size = RwSignal::new((0.0, 0.0));
    let scene = Memo::new(move |_| {
        let (width, height) = size.get();
        lab.with(|lab| lab.scene(lab.viewport(width, height)))
    });
    let at = move || {
        scene.with(|scene| {
            let view = scene.viewport();
            Some(view.to_px(lab.with(|lab| lab.grip(view))))
        })
    };
    let value = move || lab.with(|lab| (lab.x(), lab.window().lo(), lab.window().hi()));
    let text = move || lab.with(TangentLab::describe);
    let drag_to = move |x: f64, y: f64| {
        on_action.run(Action::Drag(scene.with_untracked(|scene| scene.viewport().to_math(x, y).0)));
    };

    // A finger that turns out to scroll the page leaves the point where it was.
    let before = StoredValue::new(0.0);
    let on_point = move |Pointed { phase, x, y, kind }| match phase {
        Phase::Down => {
            before.set_value(lab.with_untracked(TangentLab::x));
            if kind != Kind::Touch {
                drag_to(x, y);
            }
        }
        Phase::Move | Phase::Up => drag_to(x, y),
        Phase::Cancel => on_action.run(Action::MoveTo(before.get_value())),
    };
    let on_nudge = move |nudge: Nudge| on_action.run(Action::Nudge(nudge.direction(), nudge.pace));
    let label = move || lab.with(TangentLab::picture);
    let handle_label = move || lab.with(|lab| format!("The point, at {} = {}", lab.by(), figure(Some(lab.x()))));
    view! {
        <Plot
            scene=scene
            size=size
            label=Signal::derive(label)
            drag=Drag::Sideways
            on_point=on_point
        >
            <Handle
                at=Signal::derive(at)
                label=Signal::derive(handle_label)
                value=Signal::derive(value)
                text=Signal::derive(text)
                on_nudge=on_nudge
            />
        </Plot>
    }
}
