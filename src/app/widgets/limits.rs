//! What can be typed in a field, and how fast it is worked out in this browser.

use super::{Button, Weight};
use crate::{
    lab::{Workload, limits, speed},
    symbolic::Expr,
};
use leptos::prelude::*;
use web_sys::js_sys::Date;

/// How long is measured, in milliseconds, which are what a browser's clock tells.
const LONG_ENOUGH: f64 = 60.0;

/// A note that opens.
#[component]
pub fn Limits(
    /// What holds here beside what holds for every text.
    own: &'static str,
    /// The function that is typed.
    #[prop(into)]
    f: Callback<(), Option<Expr>>,
) -> impl IntoView {
    let measured = RwSignal::new(String::new());
    let measure = move |()| {
        if let Some(mut work) = f.run(()).and_then(|f| Workload::new(&f)) {
            let (start, mut points) = (Date::now(), 0);
            while Date::now() - start < LONG_ENOUGH {
                points += work.run();
            }
            measured.set(speed(points, (Date::now() - start) / 1000.0));
        }
    };
    view! {
        <details class="limits">
            <summary>"What can be typed here"</summary>
            <p>{own}" "{limits().join(" ")}</p>
            <p>
                <Button weight=Weight::Quiet on_press=measure>"How fast is it here?"</Button>
                " "
                <span role="status">{move || measured.get()}</span>
            </p>
        </details>
    }
}
