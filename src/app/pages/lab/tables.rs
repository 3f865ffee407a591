//! The numbers behind the pictures, on request.

use super::Bench;
use crate::lab::Table;
use leptos::prelude::*;

/// The tables of the lab.
#[component]
pub fn Tables(bench: Bench) -> impl IntoView {
    let is_open = RwSignal::new(false);
    // Made only while they are seen.
    let tables = move || if is_open.get() { bench.lab.with(|lab| lab.tables()) } else { Vec::new() };
    let opened = move |event: web_sys::Event| {
        let details = event
            .target()
            .and_then(|target| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlDetailsElement>(target).ok());
        is_open.set(details.is_some_and(|details| details.open()));
    };
    view! {
        <details class="lab-tables" on:toggle=opened>
            <summary>"The numbers as a table"</summary>
            <div class="tables">{move || tables().into_iter().map(|table| view! { <One table=table /> }).collect_view()}</div>
        </details>
    }
}

#[component]
fn One(table: Table) -> impl IntoView {
    let row = |row: Vec<String>| {
        let mut cells = row.into_iter();
        let name = cells.next().unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
            </tr>
        }
    };
    let label = table.caption.clone();
    view! {
        <div class="table" role="region" tabindex="0" aria-label=label>
            <table>
                <caption>{table.caption}</caption>
                <thead>
                    <tr>{table.head.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{table.rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
