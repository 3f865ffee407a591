//! How much went right, problem after problem, of one skill or of all.

use crate::{
    app::{canvas::Plot, widgets::Select},
    practice::{Record, Skill, accuracy, accuracy_scene, accuracy_words},
};
use leptos::prelude::*;

/// The picture with its choice of a skill.
#[component]
pub fn Accuracy(record: Signal<Record>) -> impl IntoView {
    let of = RwSignal::new(None::<Skill>);
    let size = RwSignal::new((0.0, 0.0));
    let shares = Memo::new(move |_| record.with(|record| accuracy(&record.progress, of.get())));
    let scene = Signal::derive(move || {
        let (width, height) = size.get();
        shares.with(|shares| accuracy_scene(shares, width, height))
    });
    let words = move || shares.with(|shares| accuracy_words(shares));
    let options = std::iter::once((String::new(), "All skills".to_owned()))
        .chain(Skill::ALL.into_iter().map(|skill| (skill.id().to_owned(), skill.title())))
        .collect();
    view! {
        <section class="accuracy" aria-labelledby="accuracy-title">
            <h2 id="accuracy-title">"Right at the first try"</h2>
            <Select
                label="Of"
                options=options
                chosen=Signal::derive(move || of.get().map_or("", Skill::id).to_owned())
                on_choose=move |id: String| of.set(Skill::from_id(&id))
            />
            <Plot scene=scene size=size label=Signal::derive(words) />
            <p class="about">{words}" A hint counts as half."</p>
        </section>
    }
}
