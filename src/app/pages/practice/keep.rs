//! Progress, kept from one visit to the next and shared with other tabs.

use crate::{
    app::storage,
    practice::{Progress, Session},
};
use leptos::prelude::*;

const KEY: &str = "progress";
/// Where a record that can't be read is put, so that nothing is thrown away.
const SET_ASIDE: &str = "progress.unreadable";

/// Reads and writes the progress, and says in words what is wrong with that.
#[derive(Clone, Copy)]
pub struct Keeper {
    trouble: RwSignal<Option<String>>,
}

impl Keeper {
    /// Opens the record of earlier visits.
    pub fn open() -> (Self, Progress) {
        let keeper = Self { trouble: RwSignal::new(None) };
        (keeper, keeper.read().unwrap_or_default())
    }

    /// What is wrong, if anything is.
    pub fn trouble(self) -> Signal<Option<String>> {
        self.trouble.into()
    }

    /// Keeps the progress, together with what another tab has kept meanwhile.
    pub fn keep(self, progress: &mut Progress) {
        if let Some(stored) = self.read() {
            progress.merge(&stored);
        }
        if let Err(error) = storage::write(KEY, &progress.encode()) {
            self.trouble.try_set(Some(format!("Your progress can't be kept: {error}.")));
        }
    }

    /// Takes over what other tabs keep, for as long as the page is shown.
    pub fn follow(self, session: RwSignal<Session>) {
        storage::on_change(KEY, move || {
            if let Some(stored) = self.read() {
                session.try_update(|session| session.progress.merge(&stored));
            }
        });
    }

    fn read(self) -> Option<Progress> {
        let text = storage::read(KEY)?;
        match Progress::decode(&text) {
            Ok(progress) => Some(progress),
            Err(error) => {
                let kept = storage::write(SET_ASIDE, &text).is_ok();
                let aside = if kept { " It is set aside and not thrown away." } else { "" };
                self.trouble.try_set(Some(format!("{error}{aside}")));
                None
            }
        }
    }
}
