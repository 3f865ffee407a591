//! A function of two variables as a surface that turns.

use std::sync::Arc;

use crate::plot::{Camera, Grid, Interval, Margins, Place, Place3, Point, Role, Scene, Solid, Viewport};

/// A surface and from where it is seen.
#[derive(Clone, Debug)]
pub(super) struct Relief {
    mesh: Arc<Grid>,
    window: [Interval; 2],
    heights: (f64, f64),
    camera: Camera,
}

/// Points of a surface each way.
pub(super) const MESH: usize = 37;
/// How high a surface is drawn, in half widths of its square.
const HEIGHT: f64 = 0.62;
/// From where it is seen at first, in degrees, and how steeply it may be looked at.
const TURN: f64 = -35.0;
const TILT: f64 = 35.0;
pub(super) const TILTS: (f64, f64) = (5.0, 85.0);
/// Degrees by which it turns for each of its half widths that a hand moves.
const PULL: f64 = 60.0;

/// The window on space: as wide as a surface that is turned.
pub(super) fn viewport(width: f64, height: f64) -> Viewport {
    let half = 1.5;
    let up = half * height / width.max(1.0);
    Viewport::new((-half, half), (-up, up), width, height).with_margins(Margins::NONE)
}

impl Relief {
    /// A surface over a window, given by its values.
    pub(super) fn new(mesh: Grid, window: [Interval; 2]) -> Self {
        let heights = heights(&mesh);
        let camera = Camera { turn: TURN.to_radians(), tilt: TILT.to_radians() };
        Self { mesh: Arc::new(mesh), window, heights, camera }
    }

    /// Another surface seen from the same side.
    pub(super) fn seen_as(mut self, former: &Self) -> Self {
        self.camera = former.camera;
        self
    }

    /// The degrees by which it is turned, and those from which it is looked down at.
    pub(super) fn degrees(&self) -> (f64, f64) {
        (self.camera.turn.to_degrees(), self.camera.tilt.to_degrees())
    }

    pub(super) fn turn_to(&mut self, turn: f64, tilt: f64) {
        if turn.is_finite() && tilt.is_finite() {
            let turn = (turn + 180.0).rem_euclid(360.0) - 180.0;
            let tilt = tilt.clamp(TILTS.0, TILTS.1);
            self.camera = Camera { turn: turn.to_radians(), tilt: tilt.to_radians() };
        }
    }

    /// Turned by a hand that moves so far.
    pub(super) fn pull(&mut self, (dx, dy): Point) {
        let (turn, tilt) = self.degrees();
        self.turn_to(turn + PULL * dx, tilt - PULL * dy);
    }

    /// The least value, and the greatest that is drawn.
    pub(super) fn heights(&self) -> (f64, f64) {
        self.heights
    }

    /// Where a point of the function is in the cube; nowhere where it is cut off.
    pub(super) fn place(&self, (x, y): Point, value: f64) -> Place3 {
        let (low, high) = self.heights;
        let across = |window: Interval, v: f64| 2.0 * (v - window.lo()) / window.span() - 1.0;
        let z = HEIGHT * (2.0 * (value - low) / (high - low) - 1.0);
        let at = [across(self.window[0], x), across(self.window[1], y), z];
        let inside = at[0].abs() <= 1.001 && at[1].abs() <= 1.001 && z.abs() <= HEIGHT * 1.001;
        if inside { at } else { [f64::NAN; 3] }
    }

    /// Where a point of the function is seen.
    pub(super) fn seen(&self, at: Point, value: f64) -> Point {
        self.camera.see(self.place(at, value)).0
    }

    /// The surface with lines on it, and the names of the axes.
    pub(super) fn scene(&self, view: Viewport, names: [&str; 2], add: impl FnOnce(&mut Solid)) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = None;
        scene.y_axis = None;
        let mut solid = Solid::new(self.camera);
        solid.surface(&self.mesh, self.heights, HEIGHT);
        let floor = |x: f64, y: f64| [x, y, -HEIGHT];
        let base = [floor(-1.0, -1.0), floor(1.0, -1.0), floor(1.0, 1.0), floor(-1.0, 1.0), floor(-1.0, -1.0)];
        for edge in base.windows(2) {
            solid.line(Role::Muted, edge);
        }
        add(&mut solid);
        solid.show(&mut scene);
        // Beside the edges that are in front.
        let front = |a: Place3, b: Place3| {
            let [a, b] = [a, b].map(|place| self.camera.see(place));
            if a.1 < b.1 { a.0 } else { b.0 }
        };
        scene.label(Role::Muted, front([0.0, -1.15, -HEIGHT], [0.0, 1.15, -HEIGHT]), names[0], Place::On);
        scene.label(Role::Muted, front([-1.15, 0.0, -HEIGHT], [1.15, 0.0, -HEIGHT]), names[1], Place::On);
        scene
    }
}

/// The least value, and the greatest that is drawn: of a function that rises by powers of ten the top is cut off.
fn heights(mesh: &Grid) -> (f64, f64) {
    let places = (0..mesh.rows()).flat_map(|j| (0..mesh.columns()).map(move |i| (i, j)));
    let mut values: Vec<f64> = places.map(|(i, j)| mesh.value(i, j)).filter(|value| value.is_finite()).collect();
    if values.is_empty() {
        return (-1.0, 1.0);
    }
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values.get(((values.len() - 1) as f64 * share) as usize).copied().unwrap_or(0.0);
    let spread = (at(0.9) - at(0.1)).max(f64::MIN_POSITIVE);
    let (low, high) = (at(0.0).max(at(0.1) - 3.0 * spread), at(1.0).min(at(0.9) + 3.0 * spread));
    if high > low { (low, high) } else { (low - 1.0, high + 1.0) }
}
