//! Surfaces in space, seen from a side: projected to the plane, and put in order from back to front.

use super::{Grid, Mark, Point, Role, Scene, Shape, mark::Facet};

/// From where a surface is seen, without perspective: it is turned about the upright axis, then tilted towards the eye.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// How far it is turned, in radians; 0 looks along y.
    pub turn: f64,
    /// How steeply it is looked down at, in radians: 0 from the side, π/2 from above.
    pub tilt: f64,
}

/// A point of space. What is shown lies in the cube from -1 to 1.
pub type Place3 = [f64; 3];

impl Camera {
    /// Where a point is seen, and how far behind the middle it is.
    ///
    /// ```
    /// use gradus::plot::Camera;
    /// let side = Camera { turn: 0.0, tilt: 0.0 };
    /// assert_eq!(side.see([0.5, 0.25, 1.0]), ((0.5, 1.0), 0.25));
    /// ```
    pub fn see(&self, [x, y, z]: Place3) -> (Point, f64) {
        let ((sin, cos), (up, along)) = (self.turn.sin_cos(), self.tilt.sin_cos());
        let (across, back) = (x * cos - y * sin, x * sin + y * cos);
        ((across, z * along + back * up), back * along - z * up)
    }
}

/// What is seen in space, to be put in order: what is nearer hides what is behind it.
#[derive(Clone, Debug)]
pub struct Solid {
    camera: Camera,
    /// With how far back each is.
    pieces: Vec<(f64, Piece)>,
}

#[derive(Clone, Debug)]
enum Piece {
    Facet(Facet),
    Segment(Role, [Point; 2]),
}

/// How far a line on a surface is held in front of it.
const BEFORE: f64 = 0.06;

impl Solid {
    /// Nothing yet.
    pub fn new(camera: Camera) -> Self {
        Self { camera, pieces: Vec::new() }
    }

    /// A surface over the square from -1 to 1: the grid's values, from `low` to `high`, become heights from `-height` to `height`.
    /// Where it is undefined, or outside of that range, it has a hole.
    pub fn surface(&mut self, grid: &Grid, (low, high): (f64, f64), height: f64) -> &mut Self {
        let (columns, rows) = (grid.columns(), grid.rows());
        let corner = |i: usize, j: usize| {
            let value = grid.value(i, j);
            let share = (value - low) / (high - low);
            let place = |k: usize, count: usize| 2.0 * k as f64 / (count - 1) as f64 - 1.0;
            let at = [place(i, columns), place(j, rows), height * (2.0 * share - 1.0)];
            (-1e-9..=1.0 + 1e-9).contains(&share).then_some((at, share))
        };
        for j in 0..rows - 1 {
            for i in 0..columns - 1 {
                let corners = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)];
                let [Some(a), Some(b), Some(c), Some(d)] = corners else { continue };
                let seen = [a, b, c, d].map(|(at, _)| self.camera.see(at));
                let depth = seen.iter().map(|(_, depth)| depth / 4.0).sum();
                let rank = [a, b, c, d].iter().map(|(_, share)| share / 4.0).sum();
                self.pieces.push((depth, Piece::Facet(Facet { corners: seen.map(|(at, _)| at).to_vec(), rank })));
            }
        }
        self
    }

    /// A line in space; it has a gap where a coordinate is not finite.
    pub fn line(&mut self, role: Role, places: &[Place3]) -> &mut Self {
        for pair in places.windows(2) {
            let [(a, near), (b, far)] = [pair[0], pair[1]].map(|place| self.camera.see(place));
            if [a.0, a.1, b.0, b.1].iter().all(|v| v.is_finite()) {
                self.pieces.push((near.midpoint(far) - BEFORE, Piece::Segment(role, [a, b])));
            }
        }
        self
    }

    /// Puts it all into a scene, from back to front.
    pub fn show(mut self, scene: &mut Scene) {
        self.pieces.sort_by(|a, b| b.0.total_cmp(&a.0));
        let same = |a: &(f64, Piece), b: &(f64, Piece)| match (&a.1, &b.1) {
            (Piece::Facet(_), Piece::Facet(_)) => true,
            (Piece::Segment(a, _), Piece::Segment(b, _)) => a == b,
            _ => false,
        };
        for run in self.pieces.chunk_by(same) {
            let mut facets = Vec::new();
            let (mut lines, mut of) = (Vec::new(), Role::Level);
            for (_, piece) in run {
                match piece {
                    Piece::Facet(facet) => facets.push(facet.clone()),
                    Piece::Segment(role, ends) => {
                        of = *role;
                        lines.push(ends.to_vec());
                    }
                }
            }
            let shape = if facets.is_empty() { Shape::Lines(lines) } else { Shape::Facets(facets) };
            scene.push(Mark::new(of, shape));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::Viewport;
    use proptest::prelude::*;

    #[test]
    fn what_is_behind_comes_first() {
        let camera = Camera { turn: 0.3, tilt: 0.5 };
        let grid = Grid::sample((-1.0, 1.0), (-1.0, 1.0), 5, 5, |x, y| x + y);
        let mut solid = Solid::new(camera);
        solid.surface(&grid, (-2.0, 2.0), 0.6);
        solid.line(Role::Step, &[[0.0, 0.0, 0.3], [0.1, 0.0, 0.3]]);
        let mut scene = Scene::new(Viewport::new((-2.0, 2.0), (-2.0, 2.0), 300.0, 300.0));
        solid.show(&mut scene);
        let facets: usize =
            scene.marks().iter().map(|m| if let Shape::Facets(f) = &m.shape { f.len() } else { 0 }).sum();
        assert_eq!(facets, 16);
        assert_eq!(scene.marks().len(), 3, "the line lies between those behind it and those before it");
    }

    #[test]
    fn a_surface_has_holes_where_it_has_no_value() {
        let grid = Grid::sample((-1.0, 1.0), (-1.0, 1.0), 5, 5, |x, y| if x < 0.0 { f64::NAN } else { y });
        let mut solid = Solid::new(Camera { turn: 0.0, tilt: 0.5 });
        solid.surface(&grid, (-1.0, 1.0), 0.6);
        assert_eq!(solid.pieces.len(), 8);
    }

    proptest! {
        #[test]
        fn turning_keeps_lengths(p in prop::array::uniform3(-1.0..1.0f64), turn in -7.0..7.0f64, tilt in 0.0..1.6f64) {
            let ((x, y), depth) = Camera { turn, tilt }.see(p);
            let length = |v: [f64; 3]| v.iter().map(|c| c * c).sum::<f64>();
            prop_assert!((length([x, y, depth]) - length(p)).abs() < 1e-12);
        }
    }
}
