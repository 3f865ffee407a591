//! What a picture is made of.

use super::{Interval, Point, Role, clip_polygon, clip_polyline, clip_segment};

/// One thing in a picture: a shape in the units of the mathematics, with its meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it means; from this come colour, line style and marker.
    pub role: Role,
    /// How much it stands out among marks of its role.
    pub emphasis: Emphasis,
    /// What it looks like.
    pub shape: Shape,
}

/// The shapes there are.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Polylines: a curve with its gaps, a segment, contour lines.
    Lines(Vec<Vec<Point>>),
    /// Points that cannot be dragged.
    Points {
        /// Where they are.
        at: Vec<Point>,
        /// The sign that stands there.
        marker: Marker,
    },
    /// Arrows from tail to tip. One whose tip is out of sight has no head.
    Arrows(Vec<Arrow>),
    /// Filled polygons: the area under a curve, bars.
    Area {
        /// The corners of each polygon.
        polygons: Vec<Vec<Point>>,
        /// How they are filled.
        fill: Fill,
    },
    /// Pieces of a surface, from back to front: what comes later hides what is behind it.
    Facets(Vec<Facet>),
    /// A short text.
    Label {
        /// What it belongs to.
        at: Point,
        /// What it says.
        text: String,
        /// Where it stands beside that point.
        place: Place,
    },
}

/// A piece of a surface as it is seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// Its corners.
    pub corners: Vec<Point>,
    /// Its tint, from 0 for the lowest to 1 for the highest.
    pub rank: f64,
}

/// An arrow in the units of the mathematics.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arrow {
    /// Where it starts.
    pub tail: Point,
    /// Where it ends.
    pub tip: Point,
    /// Whether a head is drawn at the tip.
    pub head: bool,
}

/// The sign that stands at a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A filled circle: the point belongs to the curve.
    Disc,
    /// An open circle: the point is missing from the curve.
    Ring,
    /// A diagonal cross.
    Cross,
    /// A filled square.
    Square,
    /// A filled square on its corner.
    Diamond,
}

/// How much a mark stands out among those of its role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// Thinner and paler: former states, the other members of a family.
    Faint,
    /// As the role has it.
    #[default]
    Usual,
    /// Thicker: what the text speaks of just now.
    Strong,
}

/// How a polygon is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A pale tint, through which grid and lines are seen.
    Tint,
    /// The full colour.
    Solid,
}

/// Where a label stands beside its point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// To the right and above.
    #[default]
    AboveRight,
    /// To the left and above.
    AboveLeft,
    /// To the right and below.
    BelowRight,
    /// To the left and below.
    BelowLeft,
    /// Above, in the middle.
    Above,
    /// Below, in the middle.
    Below,
    /// To the right.
    Right,
    /// To the left.
    Left,
    /// On the point.
    On,
}

/// A point that can be dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    /// Where it is, in the units of the mathematics; perhaps out of sight.
    pub at: Point,
    /// What it moves.
    pub role: Role,
    /// Whether the keyboard is on it.
    pub focused: bool,
}

impl Mark {
    /// A mark of the usual emphasis.
    pub const fn new(role: Role, shape: Shape) -> Self {
        Self { role, emphasis: Emphasis::Usual, shape }
    }

    /// The same mark, thinner and paler.
    #[must_use]
    pub fn faint(mut self) -> Self {
        self.emphasis = Emphasis::Faint;
        self
    }

    /// The same mark, thicker.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.emphasis = Emphasis::Strong;
        self
    }

    /// The part of the mark inside the box `x` × `y`, or `None` if nothing of it is there.
    #[must_use]
    pub fn clipped(self, x: Interval, y: Interval) -> Option<Self> {
        let shape = self.shape.clipped(x, y)?;
        Some(Self { shape, ..self })
    }
}

impl Arrow {
    /// An arrow with a head.
    pub const fn new(tail: Point, tip: Point) -> Self {
        Self { tail, tip, head: true }
    }
}

impl Shape {
    fn clipped(self, x: Interval, y: Interval) -> Option<Self> {
        let seen = |p: &Point| x.contains(p.0) && y.contains(p.1);
        match self {
            Self::Lines(lines) => {
                let parts: Vec<_> = lines.iter().flat_map(|line| clip_polyline(line, x, y)).collect();
                (!parts.is_empty()).then_some(Self::Lines(parts))
            }
            Self::Points { mut at, marker } => {
                at.retain(seen);
                (!at.is_empty()).then_some(Self::Points { at, marker })
            }
            Self::Arrows(arrows) => {
                let cut = |arrow: Arrow| {
                    let (tail, tip) = clip_segment(arrow.tail, arrow.tip, x, y)?;
                    Some(Arrow { tail, tip, head: arrow.head && tip == arrow.tip })
                };
                let parts: Vec<_> = arrows.into_iter().filter_map(cut).collect();
                (!parts.is_empty()).then_some(Self::Arrows(parts))
            }
            Self::Area { polygons, fill } => {
                let parts: Vec<_> = polygons.iter().map(|p| clip_polygon(p, x, y)).filter(|p| p.len() > 2).collect();
                (!parts.is_empty()).then_some(Self::Area { polygons: parts, fill })
            }
            Self::Facets(facets) => {
                let cut = |facet: Facet| Facet { corners: clip_polygon(&facet.corners, x, y), ..facet };
                let parts: Vec<_> = facets.into_iter().map(cut).filter(|facet| facet.corners.len() > 2).collect();
                (!parts.is_empty()).then_some(Self::Facets(parts))
            }
            Self::Label { at, text, place } => {
                (seen(&at) && !text.is_empty()).then_some(Self::Label { at, text, place })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_that_leaves_the_box_loses_its_head() {
        let unit = Interval::new(0.0, 1.0);
        let arrows = Shape::Arrows(vec![Arrow::new((0.5, 0.5), (2.0, 0.5)), Arrow::new((0.5, 0.5), (0.9, 0.5))]);
        let Some(Shape::Arrows(seen)) = arrows.clipped(unit, unit) else { unreachable!("both are seen in part") };
        assert_eq!((seen[0].tip, seen[0].head, seen[1].head), ((1.0, 0.5), false, true));
    }

    #[test]
    fn what_is_out_of_sight_is_gone() {
        let unit = Interval::new(0.0, 1.0);
        for shape in [
            Shape::Lines(vec![vec![(2.0, 2.0), (3.0, 3.0)]]),
            Shape::Points { at: vec![(0.5, f64::NAN)], marker: Marker::Disc },
            Shape::Area { polygons: vec![vec![(2.0, 0.0), (3.0, 0.0), (3.0, 1.0)]], fill: Fill::Tint },
            Shape::Label { at: (0.5, 1.5), text: "a".into(), place: Place::Above },
        ] {
            assert_eq!(Mark::new(Role::Data, shape).clipped(unit, unit), None);
        }
    }
}
