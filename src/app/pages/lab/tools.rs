//! What can be done with any lab: undo, begin again, take it away.

use super::Bench;
use crate::{
    app::{
        clipboard,
        dom::{document, download},
        site,
        theme::Appearance,
        widgets::{Button, Weight},
    },
    lab::History,
    page::Page,
    plot,
};
use leptos::prelude::*;
use plotters::{drawing::IntoDrawingArea, prelude::SVGBackend};
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, js_sys::encode_uri_component};

/// The size of a picture that is saved as a drawing, in its units; any size shows it well.
const WIDTH: u32 = 840;

/// The tools.
#[component]
pub fn Tools(bench: Bench) -> impl IntoView {
    let said = RwSignal::new("");
    let appearance = use_context::<Appearance>();
    let page = bench.entry.page;
    let can_undo = Memo::new(move |_| bench.history.with(History::can_undo));
    let can_redo = Memo::new(move |_| bench.history.with(History::can_redo));
    let copy = move |()| {
        let link = bench.lab.with_untracked(|lab| site::href(page, &lab.query()));
        let whole = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default() + &link;
        clipboard::copy(&whole, move |allowed| {
            said.try_set(if allowed {
                "The link is copied."
            } else {
                "The browser does not let this page copy; the address above is the link."
            });
        });
    };
    let names = Memo::new(move |_| {
        bench.lab.with(|lab| lab.pictures().into_iter().map(|picture| picture.name).collect::<Vec<_>>())
    });
    let save = move || {
        let names = names.get();
        let several = names.len() > 1;
        let line = |(i, name): (usize, String)| {
            let name = if several { format!(" “{name}”") } else { String::new() };
            let png = move |()| {
                said.set(if save_png(page, i) { "Saved." } else { "The browser does not let this page save." });
            };
            let svg = move |()| {
                let done = appearance.is_some_and(|appearance| save_svg(bench, i, &appearance.palette.get_untracked()));
                said.set(if done { "Saved." } else { "The picture could not be drawn." });
            };
            view! {
                <li>
                    <span>"Save the picture"{name}</span>
                    <Button weight=Weight::Quiet on_press=png>"as PNG"</Button>
                    <Button weight=Weight::Quiet on_press=svg>"as SVG"</Button>
                </li>
            }
        };
        names.into_iter().enumerate().map(line).collect_view()
    };
    view! {
        <div class="tools">
            <div class="actions" role="group" aria-label="Moves">
                <Button on_press=move |()| bench.undo() disabled=Memo::new(move |_| !can_undo.get())>"Undo"</Button>
                <Button on_press=move |()| bench.redo() disabled=Memo::new(move |_| !can_redo.get())>"Redo"</Button>
                <Button on_press=move |()| bench.reset()>"Reset"</Button>
                <Button on_press=copy>"Copy link"</Button>
            </div>
            <details>
                <summary>"Take it away"</summary>
                <ul class="save">{save}</ul>
            </details>
            <p role="status">{move || said.get()}</p>
        </div>
    }
}

fn file_name(page: Page, picture: usize, ending: &str) -> String {
    format!("gradus-{}-{}.{ending}", page.path().rsplit('/').next().unwrap_or_default(), picture + 1)
}

/// As it is on the screen.
fn save_png(page: Page, picture: usize) -> bool {
    let canvas = || -> Option<HtmlCanvasElement> {
        let all = document()?.query_selector_all(".lab .plot canvas").ok()?;
        all.item(u32::try_from(picture).ok()?)?.dyn_into().ok()
    };
    let Some(url) = canvas().and_then(|canvas| canvas.to_data_url_with_type("image/png").ok()) else { return false };
    download(&file_name(page, picture, "png"), &url)
}

/// As a drawing, in the colours of the page.
fn save_svg(bench: Bench, picture: usize, theme: &plot::Theme) -> bool {
    let shape = bench.lab.with_untracked(|lab| lab.pictures().get(picture).map_or(1.4, |picture| picture.shape));
    let height = f64::from(WIDTH) / shape;
    let scene = bench.lab.with_untracked(|lab| lab.scene(picture, lab.viewport(picture, f64::from(WIDTH), height)));
    let mut text = String::new();
    let drawn =
        plot::draw(&scene, theme, 1.0, &SVGBackend::with_string(&mut text, (WIDTH, height as u32)).into_drawing_area());
    let encoded = String::from(encode_uri_component(&text));
    drawn.is_ok() && download(&file_name(bench.entry.page, picture, "svg"), &format!("data:image/svg+xml,{encoded}"))
}
