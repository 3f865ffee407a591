//! `Keeper`: the learner's record, kept in the browser from one visit to the next and shared by all tabs.
//!
//! An attempt is written in a transaction of its own, and only when that is through is anything said about it. What can't be
//! written is held, tried again with the next attempt, and told. Nothing is ever overwritten: tabs only add.

mod store;
mod tabs;

use self::tabs::{News, Tabs};
use super::storage;
use crate::practice::{Attempt, ImportError, Record, imported};
use leptos::{leptos_dom::helpers::set_timeout, prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::JsValue;

/// Where earlier versions kept the progress, as one text, and what of it they could not read.
const EARLIER: [&str; 2] = ["progress", "progress.unreadable"];

/// How long the pages wait for the record before they go on without it.
const PATIENCE: Duration = Duration::from_secs(4);

/// Why the record is not kept as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// It can't be read.
    Unavailable,
    /// It takes long to open.
    Slow,
    /// So many attempts can't be written.
    Refused(usize),
    /// It can't be removed.
    Unremoved,
}

impl Trouble {
    fn words(self) -> String {
        match self {
            Self::Unavailable => "This browser keeps nothing for this site (its settings may forbid it). What you do here is lost when you close the page, unless you save your record as a file.".into(),
            Self::Slow => "The browser takes long to open your record. You can practise meanwhile; both are put together as soon as it is there.".into(),
            Self::Refused(n) => {
                let what = if n == 1 { "your last answer".into() } else { format!("your last {n} answers") };
                format!("The browser could not keep {what}: its storage for this site may be full. Until you close the page nothing is lost, and it is tried again with each answer. To be safe, save your record as a file.")
            }
            Self::Unremoved => "The browser would not remove your record, so it is still there.".into(),
        }
    }
}

/// The record and what keeps it, from the context.
#[derive(Clone, Copy)]
pub struct Keeper {
    record: RwSignal<Record>,
    ready: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
    /// The entries that are not written yet.
    waiting: StoredValue<Vec<String>>,
    /// How often everything was forgotten: what was read before that doesn't come back.
    forgotten: StoredValue<u32>,
    tabs: StoredValue<Option<Tabs>, LocalStorage>,
}

impl Keeper {
    /// Gives one to all below. Nothing is opened before somebody wants it.
    pub fn provide() {
        provide_context(Self {
            record: RwSignal::new(Record::default()),
            ready: RwSignal::new(false),
            trouble: RwSignal::new(None),
            waiting: StoredValue::new(Vec::new()),
            forgotten: StoredValue::new(0),
            tabs: StoredValue::new_local(None),
        });
    }

    /// Opens the record, unless it is open.
    pub fn open(self) {
        if self.ready.get_untracked() || self.tabs.with_value(Option::is_some) {
            return;
        }
        self.tabs.set_value(Tabs::new(move |news| match news {
            News::Added => spawn_local(self.read()),
            News::Forgotten => self.forget_here(),
        }));
        let late = move || {
            if !self.ready.get_untracked() {
                self.trouble.set(Some(Trouble::Slow));
                self.ready.set(true);
            }
        };
        set_timeout(late, PATIENCE);
        spawn_local(async move {
            self.read().await;
            self.take_over().await;
            self.ready.set(true);
        });
    }

    /// Whether the record is there, or will not be for a while.
    pub fn ready(self) -> Signal<bool> {
        self.ready.into()
    }

    /// All that was tried, here and before.
    pub fn record(self) -> Signal<Record> {
        self.record.into()
    }

    /// What is wrong with keeping it, if anything is.
    pub fn trouble(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let trouble = self.trouble.get().map(Trouble::words);
            let remark = self.record.with(Record::remark);
            match (trouble, remark) {
                (Some(trouble), Some(remark)) => Some(format!("{trouble} {remark}")),
                (trouble, remark) => trouble.or(remark),
            }
        })
    }

    /// Keeps an attempt. When this is through it is written, or what hinders that is told.
    pub async fn keep(self, attempt: Attempt) {
        self.write(vec![Record::entry(&attempt)]).await;
        self.record.update(|record| {
            record.progress.insert(attempt);
        });
    }

    /// Takes in a file, and says what it brought.
    ///
    /// # Errors
    /// If it is no record; then nothing has changed.
    pub async fn import(self, file: &str) -> Result<String, ImportError> {
        let other = Record::import(file)?;
        let mut all = self.record.get_untracked();
        let new = all.merge(&other);
        let words = imported(new.len(), other.progress.attempts().count() + other.unreadable());
        if !new.is_empty() {
            self.write(new).await;
        }
        self.record.update(|record| {
            record.merge(&other);
        });
        Ok(words)
    }

    /// Removes everything, here and in the other tabs; whether that was possible.
    pub async fn forget(self) -> bool {
        if store::clear().await.is_err() {
            self.trouble.set(Some(Trouble::Unremoved));
            return false;
        }
        EARLIER.into_iter().for_each(storage::remove);
        self.forget_here();
        self.tell(News::Forgotten);
        true
    }

    fn forget_here(self) {
        self.forgotten.update_value(|n| *n += 1);
        self.waiting.update_value(Vec::clear);
        self.record.set(Record::default());
    }

    /// Adds what is stored to what is here.
    async fn read(self) {
        let before = self.forgotten.get_value();
        match store::read().await {
            Ok(entries) if self.forgotten.get_value() == before => {
                let stored = Record::from_entries(entries);
                self.record.update(|record| {
                    record.merge(&stored);
                });
                self.recovered();
            }
            Ok(_) => {}
            Err(_) => self.trouble.set(Some(Trouble::Unavailable)),
        }
    }

    /// Takes over what an earlier version kept elsewhere. It is removed there once it is written here.
    async fn take_over(self) {
        for key in EARLIER {
            let Some(text) = storage::read(key) else { continue };
            let earlier = Record::import(&text).unwrap_or_else(|_| Record::from_entries([text]));
            let new = self.record.try_update(|record| record.merge(&earlier)).unwrap_or_default();
            if new.is_empty() || self.write(new).await {
                storage::remove(key);
            }
        }
    }

    /// Writes entries with all that still wait; whether that was possible.
    async fn write(self, entries: Vec<String>) -> bool {
        let mut batch = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        batch.extend(entries);
        let written = store::append(&batch).await.is_ok();
        if written {
            self.recovered();
            self.tell(News::Added);
            ask_to_persist();
        } else {
            self.waiting.update_value(|waiting| waiting.extend(batch));
            self.trouble.set(Some(Trouble::Refused(self.waiting.with_value(Vec::len))));
        }
        written
    }

    fn recovered(self) {
        if self.trouble.get_untracked().is_some() && self.waiting.with_value(Vec::is_empty) {
            self.trouble.set(None);
        }
    }

    fn tell(self, news: News) {
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.tell(news);
            }
        });
    }
}

/// Asks the browser not to remove the record when space gets short. Some ask the reader; whatever comes of it, nothing is to do.
fn ask_to_persist() {
    let storage = web_sys::window().map(|window| window.navigator().storage());
    // Typed as if it were always there, which it is on secure pages only.
    if let Some(storage) = storage.filter(|storage| !JsValue::from(storage.clone()).is_undefined())
        && let Ok(asked) = storage.persist()
    {
        spawn_local(async move {
            let _ = asked.await;
        });
    }
}
