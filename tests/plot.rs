//! Whole pictures: scenes drawn as SVG by the same code that draws on the page's canvas.
//!
//! `GALLERY=target/gallery cargo test --test plot -- --ignored` writes larger ones, to be looked at.

use gradus::plot::{Axis, Emphasis, Grid, Heat, Margins, Marker, Place, Role, Scene, Theme, Viewport, contour, draw};
use plotters::prelude::{IntoDrawingArea, SVGBackend};
use proptest::{num, prelude::*};

/// The scene as SVG, at one or more backend pixels for each css pixel.
fn svg(scene: &Scene, theme: &Theme, scale: u32) -> String {
    let (width, height) = (scene.viewport().width() as u32, scene.viewport().height() as u32);
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, (width * scale, height * scale)).into_drawing_area();
    draw(scene, theme, f64::from(scale), &area).expect("SVG in memory has no errors");
    area.present().expect("SVG in memory has no errors");
    drop(area);
    let fine = format!("width=\"{}\" height=\"{}\" viewBox", width * scale, height * scale);
    letters_in_px(&svg.replacen(&fine, &format!("width=\"{width}\" height=\"{height}\" viewBox"), 1))
}

/// The SVG backend draws letters by 1.24 smaller than the canvas backend does; this is the size on the page.
fn letters_in_px(svg: &str) -> String {
    let mut parts = svg.split("font-size=\"");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (size, rest) = part.split_once('"').expect("an attribute ends");
        let size: f64 = size.parse().expect("a size is a number");
        whole.extend(["font-size=\"", &format!("{:.0}", size * 1.24), "\"", rest]);
    }
    whole
}

fn small(x: (f64, f64), y: (f64, f64)) -> Viewport {
    Viewport::new(x, y, 120.0, 90.0).with_margins(Margins::NONE)
}

#[test]
fn a_line_with_its_point() {
    let mut scene = Scene::new(small((-3.0, 3.0), (-2.0, 2.0)));
    scene.line(Role::Tangent, (0.0, 0.0), 2.0).point(Role::Function, (1.0, 0.0), Marker::Ring);
    scene.handle(Role::Function, (0.0, 0.0));
    insta::assert_snapshot!(svg(&scene, &Theme::light(), 1));
}

#[test]
fn a_pole_is_a_gap() {
    let mut scene = Scene::new(small((-2.0, 2.0), (-4.0, 4.0)));
    scene.curve(Role::Function, |x| 1.0 / x);
    insta::assert_snapshot!(svg(&scene, &Theme::dark(), 1));
}

#[test]
fn every_shape() {
    let view = small((-1.0, 1.0), (-1.0, 1.0));
    let grid = Grid::sample(view.x(), view.y(), 4, 4, |x, y| x * x + y * y);
    let mut scene = Scene::new(view);
    (scene.x_axis, scene.y_axis) = (None, Some(Axis::new("")));
    scene.heat = Some(Heat::from_grid(&grid));
    scene
        .contours(&grid, &[0.5])
        .bars(Role::Data, 0.2, &[(-0.8, 0.5), (0.8, 2.0)])
        .arrow(Role::Gradient, (0.0, 0.0), (0.5, 0.5))
        .points(Role::Error, vec![(0.0, -0.5), (5.0, 5.0)])
        .segment(Role::Secondary, (-1.0, -0.9), (1.0, -0.9))
        .label(Role::Step, (0.9, 0.9), "a long label & more", Place::Right);
    insta::assert_snapshot!(svg(&scene, &Theme::light(), 1));
}

#[test]
fn a_box_without_area_and_a_scale_that_is_none_are_drawn() {
    for (w, h) in [(0.0, 0.0), (f64::NAN, 5.0), (1.0, 3.0)] {
        let mut scene = Scene::new(Viewport::new((f64::NAN, 0.0), (5.0, 5.0), w, h));
        scene.curve(Role::Function, |x| x).label(Role::Function, (0.0, 5.0), "f", Place::Above);
        scene.handle(Role::Function, (0.0, 5.0));
        for scale in [0, 1, 8] {
            assert!(svg(&scene, &Theme::light(), scale).contains("</svg>"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_numbers_are_drawn(v in prop::array::uniform8(num::f64::ANY)) {
        let mut scene = Scene::new(Viewport::new((v[0], v[1]), (v[2], v[3]), 90.0, 60.0));
        scene.x_axis = Some(Axis::new("x").in_pi());
        scene
            .curve(Role::Derivative, |x| v[4] * x + v[5])
            .line(Role::Tangent, (v[0], v[2]), v[6])
            .arrow(Role::Gradient, (v[0], v[2]), (v[6], v[7]))
            .label(Role::Data, (v[0], v[2]), "p", Place::Below);
        scene.handle(Role::Function, (v[1], v[3]));
        let svg = svg(&scene, &Theme::light(), 2);
        prop_assert!(svg.contains("</svg>") && !svg.contains("NaN"));
    }
}

fn gallery() -> Vec<(&'static str, Scene)> {
    let view = Viewport::new((-3.0, 3.0), (-2.0, 5.0), 640.0, 420.0);
    let mut parabola = Scene::new(view);
    parabola
        .area(Role::Function, (0.0, 1.2), |x| x * x)
        .curve(Role::Function, |x| x * x)
        .curve(Role::Derivative, |x| 2.0 * x)
        .line(Role::Tangent, (1.2, 1.44), 2.4)
        .segment(Role::Muted, (1.2, 0.0), (1.2, 1.44))
        .segment(Role::Error, (2.0, 3.36), (2.0, 4.0))
        .points(Role::Error, vec![(2.0, 3.36)])
        .points(Role::Data, vec![(-2.0, 3.7), (-1.0, 1.3), (0.0, -0.3)])
        .label(Role::Function, (-2.0, 4.0), "f(x) = x²", Place::Left)
        .label(Role::Derivative, (-0.9, -1.5), "f′(x) = 2x", Place::Left)
        .label(Role::Tangent, (2.5, 4.56), "slope 2.4", Place::Right);
    parabola.handle(Role::Function, (1.2, 1.44));

    let trigonometry = Viewport::new((-7.0, 7.0), (-4.0, 4.0), 640.0, 420.0);
    let mut tan = Scene::new(trigonometry);
    tan.x_axis = Some(Axis::new("x").in_pi());
    tan.curve(Role::Function, f64::tan).curve(Role::Secondary, f64::sin);

    let mut poles = Scene::new(Viewport::new((-4.0, 4.0), (-4.0, 4.0), 640.0, 420.0).equal_aspect());
    poles.curve(Role::Function, |x| 1.0 / x).curve(Role::Derivative, |x| -1.0 / (x * x));

    let mut corners = Scene::new(Viewport::new((-3.0, 3.0), (-2.0, 3.0), 640.0, 420.0));
    corners
        .curve(Role::Function, f64::abs)
        .curve(Role::Derivative, |x| if x < 0.0 { -1.0 } else { 1.0 })
        .point(Role::Derivative, (0.0, -1.0), Marker::Ring)
        .point(Role::Derivative, (0.0, 1.0), Marker::Ring)
        .curve(Role::Secondary, |x| x.sqrt() - 1.5);
    let focused = corners.handle(Role::Function, (-1.0, 1.0));
    corners.focus(Some(focused));

    let mut wild = Scene::new(Viewport::new((-1.0, 1.0), (-1.5, 1.5), 640.0, 420.0));
    wild.curve(Role::Function, |x: f64| (1.0 / x).sin()).curve(Role::Error, |x| (x * 5.0).floor() / 5.0);

    let mut far = Scene::new(Viewport::new((2.0, 8.0), (1e6, 9e6), 640.0, 420.0));
    far.x_axis = Some(Axis::new("step"));
    far.y_axis = Some(Axis::new("loss"));
    far.curve(Role::Function, |x| 2e7 / x).bars(Role::Data, 0.4, &[(3.0, 3e6), (4.0, 5e6)]);

    vec![
        ("parabola", parabola),
        ("tan", tan),
        ("poles", poles),
        ("corners", corners),
        ("wild", wild),
        ("far", far),
        ("rosenbrock", rosenbrock()),
    ]
}

fn rosenbrock() -> Scene {
    let view = Viewport::new((-2.0, 2.0), (-1.0, 3.0), 640.0, 480.0);
    let f = |x: f64, y: f64| (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2);
    let df = |x: f64, y: f64| (-2.0 * (1.0 - x) - 400.0 * x * (y - x * x), 200.0 * (y - x * x));
    let grid = Grid::sample(view.x(), view.y(), 121, 121, f);
    let mut stops = vec![(-0.6, 2.6)];
    for _ in 0..40 {
        let (x, y) = stops[stops.len() - 1];
        let (gx, gy) = df(x, y);
        let rate = 0.0014;
        stops.push((x - rate * gx, y - rate * gy));
    }
    let end = stops[stops.len() - 1];
    let mut scene = Scene::new(view);
    (scene.x_axis, scene.y_axis) = (Some(Axis::new("x").at_border()), Some(Axis::new("y").at_border()));
    scene.heat = Some(Heat::from_grid(&grid));
    scene
        .emphasised(Emphasis::Faint, |scene| {
            scene.contours(&grid, &contour::levels(&grid, 10));
        })
        .field(Role::Gradient, df)
        .path(Role::Step, stops)
        .point(Role::Data, (1.0, 1.0), Marker::Cross)
        .arrow(Role::Gradient, end, {
            let g = df(end.0, end.1);
            let unit = 0.5 / g.0.hypot(g.1);
            (end.0 + unit * g.0, end.1 + unit * g.1)
        });
    scene.handle(Role::Step, (-0.6, 2.6));
    scene
}

#[test]
#[ignore = "writes files to be looked at"]
fn pictures_to_look_at() {
    let folder = std::env::var("GALLERY").expect("GALLERY names a folder");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    for (name, scene) in gallery() {
        for (look, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
            let path = format!("{folder}/{name}-{look}.svg");
            std::fs::write(path, svg(&scene, &theme, 8)).expect("the folder can be written to");
        }
    }
}
