//! Marks and handles.

use super::DrawError;
use super::dash::dashes;
use super::pen::{Ink, Lettering, Pen};
use crate::plot::{Arrow, Emphasis, Fill, Handle, Mark, Marker, Place, Point, Rgb, Role, Shape, Theme, Viewport};
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

/// Height of labels, in css pixels.
const LABEL: f64 = 13.0;
/// Distance of a label from its point, in css pixels.
const BESIDE: f64 = 9.0;
/// Half the size of a marker, in css pixels.
const MARKER: f64 = 3.5;
/// Width of the edge of paper that sets a marker off from what is under it, in css pixels.
const EDGE: f64 = 1.5;
/// How far the tints of a surface reach below the darkest: all the way to paper, it would not be seen on it.
const FACE: f64 = 0.8;
/// Length of an arrow's head, in css pixels.
const HEAD: f64 = 9.0;

pub(super) fn draw<B: DrawingBackend>(
    mark: &Mark,
    view: &Viewport,
    theme: &Theme,
    pen: &Pen<B>,
) -> Result<(), DrawError> {
    let stroke = mark.role.stroke();
    let (wider, opacity) = match mark.emphasis {
        Emphasis::Faint => (0.7, 0.5),
        Emphasis::Usual => (1.0, 1.0),
        Emphasis::Strong => (1.4, 1.0),
    };
    let color = theme.color(mark.role);
    let (width, ink) = (stroke.width * wider, Ink(color, opacity));
    let to_px = |points: &[Point]| points.iter().map(|&p| view.to_px(p)).collect::<Vec<_>>();
    match &mark.shape {
        Shape::Lines(lines) => {
            for dash in lines.iter().flat_map(|line| dashes(&to_px(line), stroke.dash)) {
                pen.line(&dash, width, ink)?;
            }
        }
        Shape::Points { at, marker } => {
            for p in to_px(at) {
                draw_marker(*marker, p, MARKER * wider, theme.paper, ink, pen)?;
            }
        }
        Shape::Arrows(arrows) => {
            for arrow in arrows {
                draw_arrow(*arrow, view, width, ink, pen)?;
            }
        }
        Shape::Area { polygons, fill } => {
            let share = match fill {
                Fill::Tint => 0.14,
                Fill::Solid => 0.85,
            };
            for polygon in polygons {
                pen.polygon(&to_px(polygon), Ink(color, share * opacity))?;
            }
        }
        Shape::Facets(facets) => {
            for facet in facets {
                let mut outline = to_px(&facet.corners);
                pen.polygon(&outline, theme.tint(FACE.mul_add(facet.rank, 1.0 - FACE)))?;
                outline.extend(outline.first().copied());
                pen.line(&outline, 0.75, Ink(theme.color(Role::Level), 0.35))?;
            }
        }
        Shape::Label { at, text, place } => {
            let lettering = Lettering { text, size: LABEL * wider.max(1.0), color, slanted: false };
            draw_label(lettering, view.to_px(*at), *place, (view.width(), view.height()), pen)?;
        }
    }
    Ok(())
}

/// A disc to take hold of, with a halo that says so; a ring shows that the keyboard is on it.
pub(super) fn draw_handle<B: DrawingBackend>(
    handle: &Handle,
    view: &Viewport,
    theme: &Theme,
    pen: &Pen<B>,
) -> Result<(), DrawError> {
    if !view.contains(handle.at) {
        return Ok(());
    }
    let color = theme.color(handle.role);
    let at = view.to_px(handle.at);
    pen.disc(at, 13.0, Ink(color, 0.18))?;
    if handle.focused {
        pen.ring(at, 13.0, 2.0, color)?;
    }
    pen.disc(at, 6.5 + EDGE, theme.paper)?;
    pen.disc(at, 6.5, color)
}

fn draw_marker<B: DrawingBackend>(
    marker: Marker,
    (x, y): Point,
    r: f64,
    paper: Rgb,
    ink: Ink,
    pen: &Pen<B>,
) -> Result<(), DrawError> {
    let square = |r: f64| [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)];
    let diamond = |r: f64| [(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
    match marker {
        Marker::Disc => {
            pen.disc((x, y), r + EDGE, paper)?;
            pen.disc((x, y), r, ink)
        }
        Marker::Ring => {
            pen.disc((x, y), r + 0.5, paper)?;
            pen.ring((x, y), r + 0.5, 1.75, ink)
        }
        Marker::Cross => {
            let [a, b, c, d] = square(r);
            pen.line(&[a, c], 2.0, ink)?;
            pen.line(&[b, d], 2.0, ink)
        }
        Marker::Square => {
            pen.polygon(&square(r * 0.9 + EDGE), paper)?;
            pen.polygon(&square(r * 0.9), ink)
        }
        Marker::Diamond => {
            pen.polygon(&diamond(r * 1.35 + 1.4 * EDGE), paper)?;
            pen.polygon(&diamond(r * 1.35), ink)
        }
    }
}

/// A shaft and a filled head; the head of a short arrow is short too.
fn draw_arrow<B: DrawingBackend>(
    arrow: Arrow,
    view: &Viewport,
    width: f64,
    ink: Ink,
    pen: &Pen<B>,
) -> Result<(), DrawError> {
    let (tail, tip) = (view.to_px(arrow.tail), view.to_px(arrow.tip));
    let (dx, dy) = (tip.0 - tail.0, tip.1 - tail.1);
    let length = dx.hypot(dy);
    if !arrow.head || length == 0.0 {
        return pen.line(&[tail, tip], width, ink);
    }
    let (ux, uy) = (dx / length, dy / length);
    let head = (HEAD * (width / 1.75).max(0.75)).min(length * 0.5);
    let side = head * 0.4;
    let base = (tip.0 - ux * head, tip.1 - uy * head);
    pen.line(&[tail, base], width, ink)?;
    pen.polygon(&[tip, (base.0 - uy * side, base.1 + ux * side), (base.0 + uy * side, base.1 - ux * side)], ink)
}

fn draw_label<B: DrawingBackend>(
    lettering: Lettering,
    (x, y): Point,
    place: Place,
    page: (f64, f64),
    pen: &Pen<B>,
) -> Result<(), DrawError> {
    let (right, down) = match place {
        Place::AboveRight => (1.0, -1.0),
        Place::AboveLeft => (-1.0, -1.0),
        Place::BelowRight => (1.0, 1.0),
        Place::BelowLeft => (-1.0, 1.0),
        Place::Above => (0.0, -1.0),
        Place::Below => (0.0, 1.0),
        Place::Right => (1.0, 0.0),
        Place::Left => (-1.0, 0.0),
        Place::On => (0.0, 0.0),
    };
    let across = if right > 0.0 {
        HPos::Left
    } else if right < 0.0 {
        HPos::Right
    } else {
        HPos::Center
    };
    let along = if down > 0.0 {
        VPos::Top
    } else if down < 0.0 {
        VPos::Bottom
    } else {
        VPos::Center
    };
    pen.text(lettering, (x + right * BESIDE, y + down * BESIDE), (across, along), page)
}
