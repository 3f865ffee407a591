//! The graph as a picture.

use super::{BackpropLab, graph::Edge};
use crate::{
    lab::figure,
    plot::{Fill, Margins, Mark, Place, Point, Role, Scene, Shape, Viewport},
};

/// Half the height of a node's box, in css pixels, and half the width of a letter in it.
const HALF: f64 = 13.0;
const LETTER: f64 = 4.2;
/// Digits of the numbers beside a node.
const DIGITS: usize = 4;
/// A picture that is narrower than this for each layer stands upright.
const LAYER: f64 = 74.0;

impl BackpropLab {
    /// The layers go to the right where there is room for the numbers, and down where there is not.
    pub(super) fn is_upright(&self, view: &Viewport) -> bool {
        view.width() < LAYER * self.graph.layout.layers() as f64 && view.width() < 1.2 * view.height()
    }

    pub(super) fn view(&self, width: f64, height: f64) -> Viewport {
        let layout = &self.graph.layout;
        let (layers, breadth) = (layout.layers() as f64, layout.breadth());
        let upright = self.is_upright(&Viewport::new((0.0, 1.0), (0.0, 1.0), width, height));
        let (x, y) = if upright {
            ((-0.45, breadth + 0.75), (-layers + 0.45, 0.55))
        } else {
            ((-0.6, layers - 0.35), (-breadth - 0.8, 0.8))
        };
        Viewport::new(x, y, width, height).with_margins(Margins::NONE)
    }

    fn half_width(&self, node: usize) -> f64 {
        (LETTER * self.graph.nodes[node].sign.chars().count() as f64 + 7.0).max(HALF)
    }

    pub(super) fn picture(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = None;
        scene.y_axis = None;
        for (to, node) in self.graph.nodes.iter().enumerate() {
            for argument in 0..node.parents.len() {
                let line = self.line(to, argument, &view);
                scene.push(Mark::new(Role::Level, Shape::Lines(vec![line])));
            }
        }
        let now = self.share_now();
        for (i, edge) in self.graph.edges.iter().enumerate().filter(|(i, _)| self.is_back(*i)) {
            let strong = now == Some(i);
            self.way_back(&mut scene, edge, strong);
        }
        for node in 0..self.graph.nodes.len() {
            self.node(&mut scene, node);
        }
        scene
    }

    /// The line to a node from one of its parents, from box to box.
    fn line(&self, to: usize, argument: usize, view: &Viewport) -> Vec<Point> {
        let from = self.graph.nodes[to].parents[argument];
        let way = self.graph.layout.lines_to(to).get(argument).cloned().unwrap_or_default();
        let upright = self.is_upright(view);
        let at = |(layer, across): Point| if upright { (across, -layer) } else { (layer, -across) };
        let mut way: Vec<Point> = way.into_iter().map(|place| view.to_px(at(place))).collect();
        self.cut(&mut way, from);
        way.reverse();
        self.cut(&mut way, to);
        way.reverse();
        way.into_iter().map(|(x, y)| view.to_math(x, y)).collect()
    }

    /// Takes off the part of a line that is in the box where it begins.
    fn cut(&self, way: &mut [Point], node: usize) {
        if let [first, second, ..] = way {
            let (dx, dy) = (second.0 - first.0, second.1 - first.1);
            let t = (self.half_width(node) / dx.abs()).min(HALF / dy.abs()).min(1.0);
            *first = (first.0 + t * dx, first.1 + t * dy);
        }
    }

    /// What comes back along an edge, as an arrow.
    fn way_back(&self, scene: &mut Scene, edge: &Edge, strong: bool) {
        let line = self.line(edge.to, edge.argument, scene.viewport());
        let tip = line.iter().take(2).copied().collect::<Vec<_>>();
        let &[tip, before] = tip.as_slice() else { return };
        let emphasise = |mark: Mark| if strong { mark.strong() } else { mark };
        let rest = line.into_iter().skip(1).collect();
        scene.push(emphasise(Mark::new(Role::Gradient, Shape::Lines(vec![rest]))));
        scene.push(emphasise(Mark::new(Role::Gradient, Shape::Arrows(vec![crate::plot::Arrow::new(before, tip)]))));
    }

    fn node(&self, scene: &mut Scene, node: usize) {
        let view = *scene.viewport();
        let upright = self.is_upright(&view);
        let at = self.place(node, upright);
        let ((x, y), half) = (view.to_px(at), self.half_width(node));
        let known = self.value_shown(node).is_some();
        let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
        let mut corners: Vec<Point> = corners.iter().map(|(a, b)| view.to_math(x + a * half, y + b * HALF)).collect();
        let role = if self.graph.nodes[node].is_operation() { Role::Function } else { Role::Data };
        if known {
            let area = Shape::Area { polygons: vec![corners.clone()], fill: Fill::Tint };
            scene.push(Mark::new(role, area));
        }
        corners.extend(corners.first().copied());
        let frame = if node == self.node { Role::Tangent } else { Role::Level };
        let mark = Mark::new(frame, Shape::Lines(vec![corners]));
        scene.push(if node == self.node { mark.strong() } else { mark });
        scene.label(role, at, self.graph.nodes[node].sign.clone(), Place::On);
        let is_number = self.graph.nodes[node].is_number();
        let value = self.value_shown(node).filter(|_| !is_number).map(short);
        let adjoint = self.adjoint_shown(node).map(short);
        // Beside the lines, which go down or to the right.
        let (above, below, place, other) = if upright {
            ((x + half - 4.0, y - 7.0), (x + half - 4.0, y + 7.0), Place::Right, Place::Right)
        } else {
            ((x, y - HALF + 5.0), (x, y + HALF - 5.0), Place::Above, Place::Below)
        };
        if let Some(value) = value {
            scene.label(role, view.to_math(above.0, above.1), value, place);
        }
        if let Some(adjoint) = adjoint {
            scene.label(Role::Gradient, view.to_math(below.0, below.1), adjoint, other);
        }
    }
}

/// A number to a few digits, for a small place.
fn short(value: f64) -> String {
    if !value.is_finite() {
        return "—".into();
    }
    let rounded = format!("{value:.*e}", DIGITS - 1).parse().ok();
    figure(rounded)
}
