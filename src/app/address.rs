//! A page's state in the address bar, so that any view can be linked, and back and forward work.
//!
//! What is typed or dragged replaces the current entry of the history, a little later, so that it does not fill with
//! halves of words; what is chosen or confirmed gets an entry of its own.

use super::{site, timer::Debounce};
use crate::{page::Page, query::Query};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_location, hooks::use_navigate};
use std::time::Duration;

/// How long typing has to rest before the address follows. Browsers allow about a hundred changes in ten seconds.
const REST: Duration = Duration::from_millis(250);

/// The address of a page, for as long as the page is shown.
#[derive(Clone, Copy)]
pub struct Address {
    page: Page,
    arrived: RwSignal<Query>,
    inner: StoredValue<Inner, LocalStorage>,
}

type Navigate = dyn Fn(&str, NavigateOptions);

struct Inner {
    navigate: Box<Navigate>,
    /// What the address holds, as far as this page knows.
    shown: Query,
    /// The state to which the current entry of the history returns once the draft in it has become an entry of its own.
    settled: Query,
    pending: Debounce,
}

impl Address {
    /// The address of the page that is being built.
    pub fn of(page: Page) -> Self {
        let location = use_location();
        let navigate = use_navigate();
        let now = Query::parse(&location.search.get_untracked());
        let address = Self {
            page,
            arrived: RwSignal::new(now.clone()),
            inner: StoredValue::new_local(Inner {
                navigate: Box::new(navigate),
                shown: now.clone(),
                settled: now,
                pending: Debounce::default(),
            }),
        };
        // The one place where a signal is written from an effect: the address is outside, and this is how it comes in.
        Effect::new(move |_| {
            let query = Query::parse(&location.search.get());
            let still_here = site::page_at(&location.pathname.get_untracked()) == Some(page);
            if still_here && address.inner.try_with_value(|inner| inner.shown != query) == Some(true) {
                address.arrive(query);
            }
        });
        address
    }

    /// What the address said when the page was opened, and whenever the reader went back or forward or took a link to
    /// this page; never what the page itself wrote.
    pub fn arrived(&self) -> Signal<Query> {
        self.arrived.into()
    }

    /// Shows a state that is being typed: it replaces the current entry, and is moved out of it by [`Self::push`].
    pub fn draft(&self, query: Query) {
        self.later(query, false);
    }

    /// Shows a state that is being dragged or stepped through: it replaces the current entry.
    pub fn replace(&self, query: Query) {
        self.later(query, true);
    }

    /// Shows a state that was chosen or confirmed: it gets an entry of its own, and back returns to the state before.
    pub fn push(&self, query: Query) {
        self.inner.try_update_value(|inner| {
            inner.pending.cancel();
            if query == inner.settled {
                inner.go(self.page, query, true);
                return;
            }
            if inner.shown != inner.settled {
                inner.go(self.page, inner.settled.clone(), true);
            }
            inner.go(self.page, query.clone(), false);
            inner.settled = query;
        });
    }

    fn later(&self, query: Query, settles: bool) {
        let address = *self;
        self.inner.try_with_value(|inner| {
            inner.pending.after(REST, move || {
                address.inner.try_update_value(|inner| {
                    if settles {
                        inner.settled = query.clone();
                    }
                    inner.go(address.page, query, true);
                });
            });
        });
    }

    fn arrive(&self, query: Query) {
        self.inner.try_update_value(|inner| {
            inner.pending.cancel();
            inner.shown = query.clone();
            inner.settled = query.clone();
        });
        self.arrived.try_set(query);
    }
}

impl Inner {
    fn go(&mut self, page: Page, query: Query, replace: bool) {
        if query == self.shown {
            return;
        }
        let link = site::href(page, &query);
        self.shown = query;
        let options = NavigateOptions { resolve: false, replace, scroll: false, ..NavigateOptions::default() };
        (self.navigate)(&link, options);
    }
}
