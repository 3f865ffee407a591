//! What talks to the browser, tested in one: `cargo xtask test in-browser` compiles this file to WebAssembly and runs
//! it in Chromium.
#![cfg(target_arch = "wasm32")]

#[path = "in_browser/app.rs"]
mod app;

use gradus::page::Page;
use plotters::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Url};

wasm_bindgen_test_configure!(run_in_browser);

/// A canvas of 20 by 10 pixels that is in no document.
fn canvas() -> HtmlCanvasElement {
    let document = web_sys::window().and_then(|window| window.document()).expect("a document");
    let canvas: HtmlCanvasElement =
        document.create_element("canvas").expect("an element").dyn_into().expect("a canvas");
    canvas.set_width(20);
    canvas.set_height(10);
    canvas
}

/// The red, green, blue and alpha of one pixel.
fn pixel(canvas: &HtmlCanvasElement, x: f64, y: f64) -> Vec<u8> {
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d").expect("a context").expect("a context").dyn_into().expect("a 2d context");
    context.get_image_data(x, y, 1.0, 1.0).expect("the pixel's data").data().0
}

#[wasm_bindgen_test]
fn plotters_draws_where_it_is_told_to() {
    let canvas = canvas();
    let area = CanvasBackend::with_canvas_object(canvas.clone()).expect("a backend").into_drawing_area();
    assert_eq!(area.dim_in_pixel(), (20, 10));

    let square = Rectangle::new([(5, 2), (10, 7)], RGBColor(10, 20, 30).filled());
    area.draw(&square).expect("a drawn square");
    assert_eq!(pixel(&canvas, 7.0, 4.0), [10, 20, 30, 255]);
    assert_eq!(pixel(&canvas, 15.0, 4.0), [0, 0, 0, 0], "nothing is drawn beside the square");
}

#[wasm_bindgen_test]
fn every_page_leads_back_to_the_root_by_its_depth() {
    let root = "https://example.org/deep/sub/app/";
    for page in Page::ALL {
        let address = Url::new_with_base(page.path(), root).expect("the page's address");
        // The folder that stands for the page, as the build writes it.
        let folder = if page.path().is_empty() { root.to_owned() } else { format!("{}/", address.href()) };
        let depth = page.path().split('/').filter(|segment| !segment.is_empty()).count();
        let back = Url::new_with_base(&format!("./{}", "../".repeat(depth)), &folder).expect("an address");
        assert_eq!(back.href(), root, "{page:?}");
    }
}
