//! What stands around every page: the header with its navigation, the place of the page, the footer.

use super::{
    dom::document,
    keeper::Keeper,
    pages::{Derive, Home, LabPage, Labs, NotFound, Practice, Progress, Sets},
    routes::At,
    screen::Screen,
    site::{self, href},
    theme::{Appearance, Choice},
    widgets::Segments,
};
use crate::{page::Page, query::Query};
use leptos::{html, prelude::*};
use leptos_router::{
    components::{FlatRoutes, Route, Router},
    hooks::use_location,
};

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    Screen::provide();
    Appearance::provide();
    Keeper::provide();
    view! {
        <Router base=site::base()>
            <Shell />
        </Router>
    }
}

#[component]
fn Shell() -> impl IntoView {
    let location = use_location();
    let page = Memo::new(move |_| site::page_at(&location.pathname.get()));
    let main = NodeRef::<html::Main>::new();
    announce(page, main);
    view! {
        <a class="skip" href="#main" rel="external">"Skip to the content"</a>
        <Header page=page.into() />
        <main id="main" tabindex="-1" node_ref=main>
            <FlatRoutes fallback=NotFound>
                <Route path=At(Page::Home) view=Home />
                <Route path=At(Page::Derive) view=Derive />
                <Route path=At(Page::Labs) view=Labs />
                <Route path=At(Page::Limit) view=|| view! { <LabPage page=Page::Limit /> } />
                <Route path=At(Page::Derivative) view=|| view! { <LabPage page=Page::Derivative /> } />
                <Route path=At(Page::Chain) view=|| view! { <LabPage page=Page::Chain /> } />
                <Route path=At(Page::Functions) view=|| view! { <LabPage page=Page::Functions /> } />
                <Route path=At(Page::Gradient) view=|| view! { <LabPage page=Page::Gradient /> } />
                <Route path=At(Page::Descent) view=|| view! { <LabPage page=Page::Descent /> } />
                <Route path=At(Page::Jacobian) view=|| view! { <LabPage page=Page::Jacobian /> } />
                <Route path=At(Page::Newton) view=|| view! { <LabPage page=Page::Newton /> } />
                <Route path=At(Page::Softmax) view=|| view! { <LabPage page=Page::Softmax /> } />
                <Route path=At(Page::Backprop) view=|| view! { <LabPage page=Page::Backprop /> } />
                <Route path=At(Page::Network) view=|| view! { <LabPage page=Page::Network /> } />
                <Route path=At(Page::Practice) view=Practice />
                <Route path=At(Page::Progress) view=Progress />
                <Route path=At(Page::Sets) view=Sets />
            </FlatRoutes>
        </main>
        <Footer />
    }
}

/// Titles the window after the page, and moves the focus to it when the reader goes from one to another, as a browser
/// does when it loads a page.
fn announce(page: Memo<Option<Page>>, main: NodeRef<html::Main>) {
    Effect::new(move |earlier: Option<()>| {
        let title = match page.get() {
            Some(Page::Home) => Page::Home.name().to_owned(),
            Some(page) => format!("{} · {}", page.name(), Page::Home.name()),
            None => format!("Not found · {}", Page::Home.name()),
        };
        if let Some(document) = document() {
            document.set_title(&title);
        }
        if let (Some(()), Some(main)) = (earlier, main.get_untracked()) {
            let _ = main.focus();
        }
    });
}

#[component]
fn Header(page: Signal<Option<Page>>) -> impl IntoView {
    let link = move |to: Page| {
        let current = move || match page.get() {
            Some(page) if page == to => Some("page"),
            Some(page) if page.section() == to => Some("true"),
            _ => None,
        };
        view! {
            <a href=href(to, &Query::new()) aria-current=current class:home=to == Page::Home>
                {to.name()}
            </a>
        }
    };
    view! {
        <header class="site-header">
            <nav aria-label="Gradus">
                <ul>{Page::NAVIGATION.into_iter().map(|to| view! { <li>{link(to)}</li> }).collect_view()}</ul>
            </nav>
        </header>
    }
}

#[component]
fn Footer() -> impl IntoView {
    let appearance = use_context::<Appearance>();
    let choice = move |appearance: Appearance| {
        view! {
            <Segments
                legend="Colours"
                options=Choice::ALL.map(|choice| (choice, choice.name().to_owned())).to_vec()
                chosen=appearance.choice
                on_choose=move |choice| appearance.choose(choice)
            />
        }
    };
    view! {
        <footer class="site-footer">
            <p>"Gradus runs whole in this tab. What you type stays here."</p>
            {appearance.map(choice)}
        </footer>
    }
}
