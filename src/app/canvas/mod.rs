//! Plots on the page: a [`Scene`] drawn on a canvas, with the pointer, the wheel and the keyboard forwarded.
//!
//! The owner keeps the state. It makes a signal for the size, which the plot reports to; builds a scene for that size;
//! and changes its state when the plot forwards an event. So a plot draws what it is given and decides nothing.

mod backend;
mod handle;
mod pointer;
mod surface;

pub use handle::{Handle, Nudge};
pub use pointer::{Drag, Kind, Phase, Pointed, Zoom};

use super::{dom::observe_size, screen::Screen, theme::Appearance};
use crate::plot::Scene;
use leptos::{html, logging, prelude::*};
use pointer::Grip;

/// A picture that redraws itself when the scene, its size, the colours or the screen change.
///
/// Children lie over the picture, in its css pixels: [`Handle`]s.
#[component]
pub fn Plot(
    /// What is shown, built for a viewport of `size`.
    #[prop(into)]
    scene: Signal<Scene>,
    /// Where the width and height in css pixels are reported.
    size: RwSignal<(f64, f64)>,
    /// What is to be seen, in words.
    #[prop(into)]
    label: Signal<String>,
    /// Which way a finger drags in the picture; what is left scrolls the page.
    #[prop(optional)]
    drag: Drag,
    /// Called while a pointer is held down in the picture.
    #[prop(optional, into)]
    on_point: Option<Callback<Pointed>>,
    /// Called when the reader zooms: by the wheel with Ctrl held, by pinching on a touch pad, or by two fingers.
    #[prop(optional, into)]
    on_zoom: Option<Callback<Zoom>>,
    /// What lies over the picture.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    observe_size(frame, move |width, height| {
        size.try_set((width, height));
    });
    draw_when_changed(canvas, scene, size);

    let grip = Grip::new(on_point, on_zoom);
    view! {
        <div
            class="plot"
            node_ref=frame
            data-drag=drag.name()
            data-zooms=on_zoom.is_some().then_some("")
            on:pointerdown=move |event| grip.down(&event)
            on:pointermove=move |event| grip.moved(&event)
            on:pointerup=move |event| grip.ended(&event, Phase::Up)
            on:pointercancel=move |event| grip.ended(&event, Phase::Cancel)
            on:wheel=move |event| pointer::zoom(&event, on_zoom)
        >
            <canvas node_ref=canvas role="img" aria-label=move || label.get()></canvas>
            {children.map(|children| children())}
        </div>
    }
}

/// One effect draws; however much changes at once, it runs once.
fn draw_when_changed(canvas: NodeRef<html::Canvas>, scene: Signal<Scene>, size: RwSignal<(f64, f64)>) {
    let (Some(appearance), Some(screen)) = (use_context::<Appearance>(), use_context::<Screen>()) else {
        logging::error!("a plot stands outside the shell, which gives it its colours");
        return;
    };
    Effect::new(move |_| {
        screen.lettering.track();
        let ratio = screen.pixel_ratio.get();
        let palette = appearance.palette.get();
        let (width, height) = size.get();
        let shown = width >= 1.0 && height >= 1.0;
        if let Some(canvas) = canvas.get().filter(|_| shown) {
            let drawn = scene.with(|scene| surface::draw(scene, &palette, ratio, &canvas));
            if let Err(error) = drawn {
                logging::error!("{error}");
            }
        }
    });
}
