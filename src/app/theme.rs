//! Light and dark: what the reader chose, or else what the system has.

use super::{dom::document, screen::media, storage};
use crate::plot::Theme;
use leptos::prelude::*;

const KEY: &str = "appearance";

/// What the reader wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// What the system has, at each time.
    #[default]
    System,
    /// Ink on paper.
    Light,
    /// Chalk on slate.
    Dark,
}

impl Choice {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name of the choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

/// The colours of the page, from its context.
#[derive(Clone, Copy)]
pub struct Appearance {
    /// What the reader wants.
    pub choice: ReadSignal<Choice>,
    /// The palette that follows from it, for plots.
    pub palette: Memo<Theme>,
    set_choice: WriteSignal<Choice>,
}

impl Appearance {
    /// Restores the choice, puts it on the document, and gives it to all below.
    pub fn provide() {
        let stored = || storage::read(KEY).and_then(|name| Choice::named(&name)).unwrap_or_default();
        let (choice, set_choice) = signal(stored());
        let system_dark = media("(prefers-color-scheme: dark)");
        let dark = Memo::new(move |_| match choice.get() {
            Choice::System => system_dark.get(),
            Choice::Light => false,
            Choice::Dark => true,
        });
        let palette = Memo::new(move |_| if dark.get() { Theme::dark() } else { Theme::light() });

        Effect::new(move |_| {
            let name = if dark.get() { "dark" } else { "light" };
            if let Some(root) = document().and_then(|d| d.document_element()) {
                let _ = root.set_attribute("data-theme", name);
            }
        });
        storage::on_change(KEY, move || {
            set_choice.try_set(stored());
        });
        provide_context(Self { choice, palette, set_choice });
    }

    /// Takes a choice and remembers it.
    pub fn choose(&self, choice: Choice) {
        self.set_choice.set(choice);
        storage::write(KEY, choice.name());
    }
}
