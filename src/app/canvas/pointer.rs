//! Pointers and wheel over a plot, in its css pixels.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent, WheelEvent};

/// The part of a drag that an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The pointer was pressed.
    Down,
    /// It moved while it was held; perhaps outside the picture.
    Move,
    /// It was let go.
    Up,
    /// The browser took it away, to scroll the page for instance.
    Cancel,
}

/// What points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A mouse, or something like it.
    Mouse,
    /// A pen.
    Pen,
    /// A finger, which hides what it points at and needs room.
    Touch,
}

/// A pointer that is held down in a plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointed {
    /// The part of the drag.
    pub phase: Phase,
    /// Css pixels from the left border.
    pub x: f64,
    /// Css pixels from the upper border.
    pub y: f64,
    /// What points.
    pub kind: Kind,
}

/// A wish to see more or less.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zoom {
    /// By what the spans are to be multiplied; below 1 to see less of it, larger.
    pub factor: f64,
    /// The point that shall stay where it is, in css pixels from the left border.
    pub x: f64,
    /// The same from the upper border.
    pub y: f64,
    /// By how many css pixels to the right and down what is seen shall move besides.
    pub moved: (f64, f64),
}

/// Fingers that are closer than this, in css pixels, zoom no further.
const CLOSE: f64 = 8.0;

/// Which way a finger drags in a plot. What it does not drag scrolls the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drag {
    /// Not at all: only handles drag.
    #[default]
    Handles,
    /// To the sides.
    Sideways,
    /// Every way, so that the page can't be scrolled from the plot.
    Free,
}

impl Drag {
    /// The value of `data-drag`, for the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Handles => "handles",
            Self::Sideways => "sideways",
            Self::Free => "free",
        }
    }
}

/// The pointer that holds a plot, one at a time; two fingers zoom and move it instead, where it can be zoomed.
#[derive(Clone, Copy)]
pub struct Grip {
    on_point: Option<Callback<Pointed>>,
    on_zoom: Option<Callback<Zoom>>,
    held: StoredValue<Option<i32>>,
    fingers: StoredValue<Vec<Finger>>,
}

/// A finger on a plot: its pointer and its place.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Finger {
    id: i32,
    at: (f64, f64),
}

impl Grip {
    /// A grip that tells `on_point` of one pointer, and `on_zoom` of two fingers.
    pub fn new(on_point: Option<Callback<Pointed>>, on_zoom: Option<Callback<Zoom>>) -> Self {
        Self { on_point, on_zoom, held: StoredValue::new(None), fingers: StoredValue::new(Vec::new()) }
    }

    /// Takes hold, if nothing else has; from then on the pointer belongs to the plot wherever it goes.
    pub fn down(self, event: &PointerEvent) {
        if self.is_second_finger(event) {
            if self.held.try_get_value().flatten().is_some() {
                self.held.try_set_value(None);
                self.tell(event, Phase::Cancel);
            }
            capture(event);
            return;
        }
        let free = self.held.try_get_value() == Some(None);
        if self.on_point.is_none() || event.button() != 0 || !free {
            return;
        }
        self.held.try_set_value(Some(event.pointer_id()));
        capture(event);
        self.tell(event, Phase::Down);
    }

    /// Follows the pointer that holds.
    pub fn moved(self, event: &PointerEvent) {
        if let (Some(on_zoom), Some(zoom)) = (self.on_zoom, self.pinched(event)) {
            on_zoom.try_run(zoom);
        }
        if self.is_held_by(event) {
            self.tell(event, Phase::Move);
        }
    }

    /// Lets go.
    pub fn ended(self, event: &PointerEvent, phase: Phase) {
        self.fingers.try_update_value(|fingers| fingers.retain(|finger| finger.id != event.pointer_id()));
        if self.is_held_by(event) {
            self.held.try_set_value(None);
            self.tell(event, phase);
        }
    }

    /// Notes a finger; whether it is the second, so that both zoom.
    fn is_second_finger(self, event: &PointerEvent) -> bool {
        if self.on_zoom.is_none() || event.pointer_type() != "touch" {
            return false;
        }
        let Some(at) = place(event) else { return false };
        let note = |fingers: &mut Vec<Finger>| {
            fingers.truncate(1);
            fingers.push(Finger { id: event.pointer_id(), at });
            fingers.len() == 2
        };
        self.fingers.try_update_value(note).unwrap_or(false)
    }

    /// What two fingers ask for when one of them has moved.
    fn pinched(self, event: &PointerEvent) -> Option<Zoom> {
        let at = place(event)?;
        self.fingers
            .try_update_value(|fingers| {
                let own = fingers.iter().position(|finger| finger.id == event.pointer_id())?;
                let from = std::mem::replace(&mut fingers.get_mut(own)?.at, at);
                let [a, b] = fingers.as_slice() else { return None };
                let other = if own == 0 { b.at } else { a.at };
                let apart = |p: (f64, f64)| (p.0 - other.0).hypot(p.1 - other.1).max(CLOSE);
                Some(Zoom {
                    factor: apart(from) / apart(at),
                    x: from.0.midpoint(other.0),
                    y: from.1.midpoint(other.1),
                    moved: ((at.0 - from.0) / 2.0, (at.1 - from.1) / 2.0),
                })
            })
            .flatten()
    }

    fn is_held_by(self, event: &PointerEvent) -> bool {
        self.held.try_get_value().flatten() == Some(event.pointer_id())
    }

    fn tell(self, event: &PointerEvent, phase: Phase) {
        let kind = match event.pointer_type().as_str() {
            "touch" => Kind::Touch,
            "pen" => Kind::Pen,
            _ => Kind::Mouse,
        };
        if let (Some(on_point), Some((x, y))) = (self.on_point, place(event)) {
            on_point.try_run(Pointed { phase, x, y, kind });
        }
    }
}

/// Zooms if Ctrl is held, as it is said to be while pinching on a touch pad; else the page scrolls.
pub fn zoom(event: &WheelEvent, on_zoom: Option<Callback<Zoom>>) {
    if let (Some(on_zoom), true, Some((x, y))) = (on_zoom, event.ctrl_key(), place(event)) {
        event.prevent_default();
        // A notch of a wheel is about 100 pixels, or 3 lines.
        let pixels = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { 33.0 };
        let factor = (event.delta_y() * pixels / 400.0).clamp(-1.0, 1.0).exp();
        on_zoom.try_run(Zoom { factor, x, y, moved: (0.0, 0.0) });
    }
}

/// From now on the pointer belongs to the plot wherever it goes. Without it a drag ends at the border, which is bearable.
fn capture(event: &PointerEvent) {
    if let Some(plot) = plot_of(event) {
        let _ = plot.set_pointer_capture(event.pointer_id());
    }
}

/// Where an event is, in css pixels from the plot's upper left corner.
fn place(event: &MouseEvent) -> Option<(f64, f64)> {
    let corner = plot_of(event)?.get_bounding_client_rect();
    Some((f64::from(event.client_x()) - corner.left(), f64::from(event.client_y()) - corner.top()))
}

fn plot_of(event: &MouseEvent) -> Option<Element> {
    let within: Element = event.target()?.dyn_into().ok()?;
    within.closest(".plot").ok()?
}
