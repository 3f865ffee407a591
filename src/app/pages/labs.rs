//! The labs there are.

use crate::{
    app::site::href,
    lab::{Entry, LABS},
    query::Query,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Labs() -> impl IntoView {
    let way = |entry: &'static Entry| {
        view! {
            <li>
                <a href=href(entry.page, &Query::new())>
                    <strong>{entry.page.name()}</strong>
                    <span>{entry.about}</span>
                </a>
            </li>
        }
    };
    view! {
        <article class="labs">
            <h1>"Labs"</h1>
            <p class="about">"One idea each, as something to move. Every number is worked out while you drag, for any function of your own."</p>
            <ul class="ways">{LABS.iter().map(way).collect_view()}</ul>
        </article>
    }
}
