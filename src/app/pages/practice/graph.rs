//! A graph of a problem or of an answer.

use crate::{app::canvas::Plot, practice::Picture};
use leptos::prelude::*;

/// The picture; it doesn't change.
#[component]
pub fn Graph(picture: Picture) -> impl IntoView {
    let size = RwSignal::new((0.0, 0.0));
    let label = picture.words();
    let scene = Signal::derive(move || {
        let (width, height) = size.get();
        picture.scene(width, height)
    });
    view! { <Plot scene=scene size=size label=label /> }
}
