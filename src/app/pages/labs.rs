//! The labs there are.

use crate::{app::site::href, lab::LABS, page::Page, query::Query};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Labs() -> impl IntoView {
    let descent = (Page::Descent, "Walk down a loss by its gradient, one step at a time, by eleven methods.");
    let mut labs: Vec<_> = LABS.iter().map(|entry| (entry.page, entry.about)).chain([descent]).collect();
    labs.sort_by_key(|(page, _)| Page::ALL.iter().position(|known| known == page));
    let way = |(page, words): (Page, &'static str)| {
        view! {
            <li>
                <a href=href(page, &Query::new())>
                    <strong>{page.name()}</strong>
                    <span>{words}</span>
                </a>
            </li>
        }
    };
    view! {
        <article class="labs">
            <h1>"Labs"</h1>
            <p class="about">"One idea each, as something to move. Every number is worked out while you drag, for any function of your own."</p>
            <ul class="ways">{labs.into_iter().map(way).collect_view()}</ul>
        </article>
    }
}
