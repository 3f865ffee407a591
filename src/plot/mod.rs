//! Pictures as data: what a plot shows, in the units of the mathematics and already clipped, and the one place that
//! draws it.
//!
//! A [`Scene`] is a list of [`Mark`]s over a [`Viewport`]. Labs build scenes and tests read them; [`draw()`] puts one on
//! any plotters backend, so the canvas of the page and the SVG of a test show the same lines.
//!
//! What may be imported here: `std` and plotters, nothing above this floor. Functions come in as closures
//! (`Fn(f64) -> f64`, `Fn(f64, f64) -> f64`), so the folder does not even know what an expression is.
//!
//! What never happens here:
//! - no panic, whatever the numbers are: not-a-number, infinities, empty and reversed ranges, boxes without area;
//! - no mark leaves the viewport: [`Scene::push`] is the only way in and it clips, because plotters clamps what is
//!   outside to the border and so would draw false slopes;
//! - no colour inside a mark: a mark has a [`Role`], and the [`Theme`] gives each role its colour when it is drawn;
//! - no clock, no randomness (jitter is a fixed sequence), no I/O, no measuring of text.
//!
//! ```
//! use gradus::plot::{Role, Scene, Viewport};
//!
//! let mut scene = Scene::new(Viewport::new((-3.0, 3.0), (-2.0, 2.0), 600.0, 400.0));
//! scene.curve(Role::Function, |x| x * x - 1.0);
//! scene.line(Role::Tangent, (1.0, 0.0), 2.0);
//! let handle = scene.handle(Role::Function, (1.0, 0.0));
//!
//! let (px, py) = scene.viewport().to_px((1.0, 0.0));
//! assert_eq!(scene.nearest_handle(px + 5.0, py, 20.0), Some(handle));
//! ```

pub mod contour;
pub mod field;
pub mod sample;

mod clip;
mod draw;
mod grid;
mod heat;
mod interval;
mod layered;
mod mark;
mod role;
mod scene;
mod solid;
mod theme;
mod ticks;
mod viewport;

pub use clip::{clip_polygon, clip_polyline, clip_segment};
pub use draw::{DrawError, draw, draw_over};
pub use grid::Grid;
pub use heat::Heat;
pub use interval::Interval;
pub use layered::Layered;
pub use mark::{Arrow, Emphasis, Facet, Fill, Handle, Mark, Marker, Place, Shape};
pub use role::{Role, Stroke};
pub use scene::{Axis, Scene};
pub use solid::{Camera, Place3, Solid};
pub use theme::{Rgb, Theme};
pub use ticks::{Tick, TickUnit, ticks};
pub use viewport::{Margins, Pace, Viewport};

/// A point of the plane: in the units of the mathematics, or in css pixels where the name says so (`px`, `py`).
pub type Point = (f64, f64);
