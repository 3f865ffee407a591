//! A picture of a lab with its grips.

use super::Bench;
use crate::{
    app::{
        canvas::{self, Drag, Handle, Nudge, Phase, Plot, Pointed, Zoom},
        math::Math,
    },
    lab::{Action, Grip, Hold, Legend, Words, grip_at},
    query::Query,
};
use leptos::prelude::*;

/// How near to a grip a pointer has to be where it can also be beside all of them, in css pixels.
const REACH: f64 = 24.0;
const FINGER: f64 = 40.0;

/// One of the pictures, with what its lines are.
#[component]
pub fn PictureOf(bench: Bench, index: usize, hold: Hold) -> impl IntoView {
    let lab = bench.lab;
    let size = RwSignal::new((0.0, 0.0));
    let view = Memo::new(move |_| {
        let (width, height) = size.get();
        lab.with(|lab| lab.viewport(index, width, height))
    });
    let scene = Memo::new(move |_| {
        let view = view.get();
        lab.with(|lab| lab.scene(index, view))
    });
    let grips = Memo::new(move |_| {
        let view = view.get();
        lab.with(|lab| lab.grips(index, &view))
    });
    let about = Memo::new(move |_| lab.with(|lab| lab.pictures().into_iter().nth(index)));
    let name = move || about.with(|picture| picture.as_ref().map(|picture| picture.name.clone()).unwrap_or_default());
    let label = move || format!("{}. {}", name(), lab.with(|lab| lab.describe()));
    let shape = move || about.with(|picture| picture.as_ref().map_or(1.4, |picture| picture.shape)).to_string();
    let narrow = move || {
        about.with(|picture| picture.as_ref().and_then(|picture| picture.narrow)).map(|shape| shape.to_string())
    };
    let drag = match hold {
        Hold::Nothing | Hold::Grips => Drag::Handles,
        Hold::Sideways => Drag::Sideways,
        Hold::Anywhere => Drag::Free,
    };
    let pull = Pull::new(bench, index, hold, view, grips);
    let zoom = move |Zoom { factor, x, y, moved: (dx, dy) }: Zoom| {
        let about = view.with_untracked(|view| view.to_math(x, y));
        bench.act(Action::Zoom(index, factor, about));
        if (dx, dy) != (0.0, 0.0) {
            let (from, to) = view.with_untracked(|view| (view.to_math(x, y), view.to_math(x + dx, y + dy)));
            bench.act(Action::Pan(index, (to.0 - from.0, to.1 - from.1)));
        }
    };
    let legend =
        Memo::new(move |_| about.with(|picture| picture.as_ref().map(|p| p.legend.clone()).unwrap_or_default()));
    view! {
        <section class="picture" aria-label=name style:--plot-shape=shape style:--narrow-shape=narrow>
            <h2>{name}</h2>
            <Plot
                scene=scene
                size=size
                label=Signal::derive(label)
                drag=drag
                on_point=move |pointed| pull.follow(pointed)
                on_zoom=zoom
            >
                <For each=move || grips.with(|grips| ids(grips)) key=|id| id.clone() let:id>
                    <GripOf bench=bench grips=grips view=view id=id />
                </For>
            </Plot>
            <ul class="legend">
                {move || legend.get().into_iter().map(|line| view! { <LegendLine line=line /> }).collect_view()}
            </ul>
        </section>
    }
}

fn ids(grips: &[Grip]) -> Vec<String> {
    grips.iter().map(|grip| grip.id.clone()).collect()
}

#[component]
fn LegendLine(line: Legend) -> impl IntoView {
    let words = match line.words {
        Words::Plain(words) => words.into_any(),
        Words::Formula(latex) => view! { <Math latex=latex /> }.into_any(),
    };
    view! { <li data-role=line.role.name()>{words}</li> }
}

/// A grip for the keyboard and for screen readers.
#[component]
fn GripOf(bench: Bench, grips: Memo<Vec<Grip>>, view: Memo<crate::plot::Viewport>, id: String) -> impl IntoView {
    let own = id.clone();
    let grip = Memo::new(move |_| grips.with(|grips| grips.iter().find(|grip| grip.id == own).cloned()));
    let at = move || grip.with(|grip| grip.as_ref().map(|grip| view.with(|view| view.to_px(view.clamp(grip.at)))));
    let label = move || grip.with(|grip| grip.as_ref().map(|grip| grip.label.clone()).unwrap_or_default());
    let value = move || grip.with(|grip| grip.as_ref().map(|grip| grip.value).unwrap_or_default());
    let text = move || grip.with(|grip| grip.as_ref().map(|grip| grip.text.clone()).unwrap_or_default());
    let nudged = move |nudge: Nudge| bench.act(Action::Nudge(id.clone(), nudge.direction(), nudge.pace));
    view! {
        <Handle
            at=Signal::derive(at)
            label=Signal::derive(label)
            value=Signal::derive(value)
            text=Signal::derive(text)
            on_nudge=nudged
        />
    }
}

/// A pointer that pulls at a grip.
#[derive(Clone, Copy)]
struct Pull {
    bench: Bench,
    picture: usize,
    hold: Hold,
    view: Memo<crate::plot::Viewport>,
    grips: Memo<Vec<Grip>>,
    held: StoredValue<Option<String>>,
    /// The state to go back to if the browser takes the pointer away.
    before: StoredValue<Query>,
    /// Where the pointer was last.
    last: StoredValue<(f64, f64)>,
}

impl Pull {
    fn new(
        bench: Bench,
        picture: usize,
        hold: Hold,
        view: Memo<crate::plot::Viewport>,
        grips: Memo<Vec<Grip>>,
    ) -> Self {
        Self {
            bench,
            picture,
            hold,
            view,
            grips,
            held: StoredValue::new(None),
            before: StoredValue::new(Query::new()),
            last: StoredValue::new((0.0, 0.0)),
        }
    }

    fn follow(self, Pointed { phase, x, y, kind }: Pointed) {
        let is_finger = kind == canvas::Kind::Touch;
        match phase {
            Phase::Down => {
                let reach = match self.hold {
                    Hold::Nothing => -1.0,
                    Hold::Grips if is_finger => FINGER,
                    Hold::Grips => REACH,
                    Hold::Anywhere | Hold::Sideways => f64::INFINITY,
                };
                let found = self.view.with_untracked(|view| {
                    self.grips.with_untracked(|grips| {
                        grip_at(grips, view, (x, y), reach).and_then(|i| grips.get(i)).map(|grip| grip.id.clone())
                    })
                });
                self.before.set_value(self.bench.lab.with_untracked(|lab| lab.query()));
                self.held.set_value(found);
                self.last.set_value((x, y));
                // A finger may turn out to scroll the page.
                if !is_finger {
                    self.pull(x, y);
                }
            }
            Phase::Move | Phase::Up => self.pull(x, y),
            Phase::Cancel => {
                let before = self.before.get_value();
                self.bench.show(&before);
                self.bench.address.replace(before);
            }
        }
    }

    fn pull(self, x: f64, y: f64) {
        let (last_x, last_y) = self.last.get_value();
        self.last.set_value((x, y));
        let (to, from) = self.view.with_untracked(|view| (view.to_math(x, y), view.to_math(last_x, last_y)));
        match self.held.get_value() {
            Some(grip) => self.bench.act(Action::Drag(grip, to)),
            None if self.hold != Hold::Nothing => {
                self.bench.act(Action::Pan(self.picture, (to.0 - from.0, to.1 - from.1)));
            }
            None => {}
        }
    }
}
