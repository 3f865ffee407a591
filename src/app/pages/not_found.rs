//! What is shown where there is no page.

use crate::{app::site::href, page::Page, query::Query};
use leptos::prelude::*;

/// Says so, and shows the ways on.
#[component]
pub fn NotFound() -> impl IntoView {
    let way = |page: Page| {
        view! { <li><a href=href(page, &Query::new())>{page.name()}</a></li> }
    };
    view! {
        <section class="prose">
            <h1>"There is no such page"</h1>
            <p>"The address may have a slip in it, or come from an older version of Gradus. These pages there are:"</p>
            <ul>{Page::ALL.into_iter().map(way).collect_view()}</ul>
        </section>
    }
}
