//! The window through which a picture is seen, and the one projection between its two languages: the units of the
//! mathematics and css pixels.

use super::{Interval, Point};

/// The least width and height of the plotted part, in css pixels: a box without area still has a projection.
const LEAST_SIDE: f64 = 1.0;
/// The largest width and height, in css pixels.
const LARGEST_SIDE: f64 = 16_384.0;

/// Space between the border of the picture and its plotted part, in css pixels; tick labels may stand in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    /// Above.
    pub top: f64,
    /// On the right.
    pub right: f64,
    /// Below.
    pub bottom: f64,
    /// On the left.
    pub left: f64,
}

impl Margins {
    /// No margins: the plot fills its box.
    pub const NONE: Self = Self { top: 0.0, right: 0.0, bottom: 0.0, left: 0.0 };
    /// Room for tick labels below and on the left. It is fixed, so that the plot does not jump while numbers change
    /// their width.
    pub const LABELS: Self = Self { top: 14.0, right: 16.0, bottom: 22.0, left: 42.0 };
}

/// How far an arrow key moves a point: a part of what is seen, as in mafs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// 1/200 of the span, with a modifier for care.
    Fine,
    /// 1/50 of the span.
    #[default]
    Usual,
    /// 1/10 of the span, with a modifier for haste.
    Coarse,
}

/// A box of css pixels and the part of the plane that is seen in it.
///
/// Pixels count from the top left corner, y downwards; mathematics has y upwards. Both directions of the projection
/// are affine and undo each other to within rounding (about 10⁻⁹ of the span).
///
/// ```
/// use gradus::plot::{Margins, Viewport};
///
/// let view = Viewport::new((-3.0, 3.0), (-2.0, 2.0), 600.0, 400.0).with_margins(Margins::NONE);
/// assert_eq!(view.to_px((0.0, 0.0)), (300.0, 200.0));
/// assert_eq!(view.to_math(600.0, 0.0), (3.0, 2.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    x: Interval,
    y: Interval,
    width: f64,
    height: f64,
    margins: Margins,
}

impl Viewport {
    /// A view of `x` × `y` in a box of `width` × `height` css pixels with [`Margins::LABELS`].
    ///
    /// Whatever is unfit is mended: ranges by [`Interval::new`], sides to at least one pixel.
    pub fn new(x: impl Into<Interval>, y: impl Into<Interval>, width: f64, height: f64) -> Self {
        Self { x: x.into(), y: y.into(), width: side(width), height: side(height), margins: Margins::LABELS }
    }

    /// The x that are seen.
    pub const fn x(&self) -> Interval {
        self.x
    }

    /// The y that are seen.
    pub const fn y(&self) -> Interval {
        self.y
    }

    /// Width of the whole box in css pixels, margins included.
    pub const fn width(&self) -> f64 {
        self.width
    }

    /// Height of the whole box in css pixels, margins included.
    pub const fn height(&self) -> f64 {
        self.height
    }

    /// The plotted part inside the margins, in css pixels: (left, top, right, bottom).
    pub fn plot_px(&self) -> (f64, f64, f64, f64) {
        let (left, right) = inside(self.width, self.margins.left, self.margins.right);
        let (top, bottom) = inside(self.height, self.margins.top, self.margins.bottom);
        (left, top, right, bottom)
    }

    /// Css pixels per unit of x and of y; both are positive.
    pub fn px_per_unit(&self) -> (f64, f64) {
        let (left, top, right, bottom) = self.plot_px();
        ((right - left) / self.x.span(), (bottom - top) / self.y.span())
    }

    /// Where a point of the plane stands, in css pixels from the top left corner of the box.
    pub fn to_px(&self, (x, y): Point) -> Point {
        let (left, top, right, bottom) = self.plot_px();
        let (u, v) = (self.x.fraction(x), self.y.fraction(y));
        (left + u * (right - left), bottom - v * (bottom - top))
    }

    /// Which point of the plane stands at a pixel.
    pub fn to_math(&self, px: f64, py: f64) -> Point {
        let (left, top, right, bottom) = self.plot_px();
        (self.x.at((px - left) / (right - left)), self.y.at((bottom - py) / (bottom - top)))
    }

    /// Whether a point of the plane is seen.
    pub fn contains(&self, (x, y): Point) -> bool {
        self.x.contains(x) && self.y.contains(y)
    }

    /// The nearest point that is seen.
    pub fn clamp(&self, (x, y): Point) -> Point {
        (self.x.clamp(x), self.y.clamp(y))
    }

    /// How far an arrow key moves a point in x and in y.
    pub fn step(&self, pace: Pace) -> (f64, f64) {
        let parts = match pace {
            Pace::Fine => 200.0,
            Pace::Usual => 50.0,
            Pace::Coarse => 10.0,
        };
        (self.x.span() / parts, self.y.span() / parts)
    }

    /// The same view with other x.
    #[must_use]
    pub fn with_x(mut self, x: impl Into<Interval>) -> Self {
        self.x = x.into();
        self
    }

    /// The same view with other y.
    #[must_use]
    pub fn with_y(mut self, y: impl Into<Interval>) -> Self {
        self.y = y.into();
        self
    }

    /// The same part of the plane in a box of another size.
    #[must_use]
    pub fn with_size(mut self, width: f64, height: f64) -> Self {
        (self.width, self.height) = (side(width), side(height));
        self
    }

    /// The same part of the plane inside other margins. They give way when the box is too small for them.
    #[must_use]
    pub fn with_margins(mut self, margins: Margins) -> Self {
        let sane = |m: f64| {
            if m.is_finite() { m.clamp(0.0, LARGEST_SIDE) } else { 0.0 }
        };
        self.margins = Margins {
            top: sane(margins.top),
            right: sane(margins.right),
            bottom: sane(margins.bottom),
            left: sane(margins.left),
        };
        self
    }

    /// The view after its content was dragged by so many css pixels.
    #[must_use]
    pub fn pan(mut self, dx: f64, dy: f64) -> Self {
        let (sx, sy) = self.px_per_unit();
        self.x = moved(self.x, -dx / sx);
        self.y = moved(self.y, dy / sy);
        self
    }

    /// The view with spans multiplied by `factor` (below 1: nearer), while `about`, in the units of the mathematics,
    /// keeps its place.
    #[must_use]
    pub fn zoom(mut self, factor: f64, about: Point) -> Self {
        self.x = self.x.scaled(factor, about.0);
        self.y = self.y.scaled(factor, about.1);
        self
    }

    /// The smallest view about the same middle that shows all of this one with a unit equally long both ways, so that
    /// circles are round and right angles right.
    #[must_use]
    pub fn equal_aspect(mut self) -> Self {
        let (sx, sy) = self.px_per_unit();
        if sx > sy {
            self.x = self.x.scaled(sx / sy, self.x.mid());
        } else {
            self.y = self.y.scaled(sy / sx, self.y.mid());
        }
        self
    }

    /// The view with y chosen so that the samples of a function are well seen.
    ///
    /// Samples beyond Tukey's outer fences (three interquartile ranges outside the quartiles; *Exploratory Data
    /// Analysis*, 1977) are left out, so a pole does not flatten the rest; but not a summit or a valley that its neighbours lead
    /// up to on both sides, such as the bump of `exp(-x^2)` in a wide window. So samples are to be in order. Zero is included when it is near, and a
    /// twelfth is added above and below. Without a finite sample y stays as it is.
    ///
    /// ```
    /// use gradus::plot::Viewport;
    ///
    /// let view = Viewport::new((-3.0, 3.0), (0.0, 1.0), 600.0, 400.0);
    /// let tamed = view.fit_y(view.x().points(200).map(|x| 1.0 / x));
    /// assert!(tamed.y().hi() < 10.0);
    /// ```
    #[must_use]
    pub fn fit_y(mut self, samples: impl IntoIterator<Item = f64>) -> Self {
        let ys: Vec<f64> = samples.into_iter().filter(|y| y.is_finite()).collect();
        if let Some(core) = core(&ys) {
            self.y = aired(core);
        }
        self
    }
}

/// What of the samples is to be seen: what lies inside the outer fences, and smooth summits and valleys beyond.
fn core(ys: &[f64]) -> Option<Interval> {
    let mut sorted = ys.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let (&least, &most) = (sorted.first()?, sorted.last()?);
    let (&q1, &q3) = (sorted.get(ys.len() / 4)?, sorted.get(ys.len() * 3 / 4)?);
    let fence = 3.0 * (q3 - q1);
    if fence <= 0.0 {
        return Some(Interval::new(least, most));
    }
    // No further from its neighbours than a part of how far it stands out: no pole, and no end of the window.
    let rounded = |extreme: f64, beyond: f64| {
        ys.windows(3).any(|three| {
            let [before, y, after] = [three[0], three[1], three[2]];
            y == extreme && (y - before).abs().max((y - after).abs()) <= beyond / 8.0
        })
    };
    let (low, high) = (q1 - fence, q3 + fence);
    let lo = if least >= low || rounded(least, low - least) { least } else { low };
    let hi = if most <= high || rounded(most, most - high) { most } else { high };
    Some(Interval::new(lo, hi))
}

/// With zero when it is near, and some air.
fn aired(core: Interval) -> Interval {
    let near = core.span() / 4.0;
    let lo = if core.lo() > 0.0 && core.lo() < near { 0.0 } else { core.lo() };
    let hi = if core.hi() < 0.0 && core.hi() > -near { 0.0 } else { core.hi() };
    let air = (hi - lo) / 12.0;
    Interval::new(lo - air, hi + air)
}

/// The interval moved; one that cannot follow without losing its length (at the end of f64) stays.
fn moved(interval: Interval, by: f64) -> Interval {
    if by.is_finite() { interval.shifted(by) } else { interval }
}

/// A side of the box that can be drawn on.
fn side(px: f64) -> f64 {
    if px.is_nan() { LEAST_SIDE } else { px.clamp(LEAST_SIDE, LARGEST_SIDE) }
}

/// The two ends that margins leave of a side; when they leave less than a pixel, there are none.
fn inside(side: f64, before: f64, after: f64) -> (f64, f64) {
    if side - before - after >= LEAST_SIDE { (before, side - after) } else { (0.0, side) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{num, prelude::*};

    fn view() -> Viewport {
        Viewport::new((-3.0, 3.0), (-2.0, 2.0), 634.0, 436.0)
    }

    proptest! {
        #[test]
        fn map_then_unmap_is_identity(x in -1e6..1e6, y in -1e6..1e6, span in 1e-2..1e6, w in 2.0..4000.0) {
            let view = Viewport::new((x, x + span), (y - span, y), w, w / 2.0);
            for (u, v) in [(0.0, 0.0), (0.3, 0.9), (1.0, 1.0), (1.7, -2.0)] {
                let p = (view.x().at(u), view.y().at(v));
                let (px, py) = view.to_px(p);
                let q = view.to_math(px, py);
                prop_assert!((p.0 - q.0).abs() <= 1e-6 * span && (p.1 - q.1).abs() <= 1e-6 * span);
            }
        }

        #[test]
        fn any_numbers_give_a_projection(v in prop::array::uniform8(num::f64::ANY)) {
            let view = Viewport::new((v[0], v[1]), (v[2], v[3]), v[4], v[5])
                .with_margins(Margins { top: v[6], right: v[7], bottom: v[0], left: v[1] })
                .pan(v[6], v[7])
                .zoom(v[5], (v[4], v[3]))
                .equal_aspect();
            let (sx, sy) = view.px_per_unit();
            prop_assert!(sx > 0.0 && sy > 0.0 && sx.is_finite() && sy.is_finite());
            let (px, py) = view.to_px((view.x().mid(), view.y().mid()));
            prop_assert!((0.0..=view.width()).contains(&px) && (0.0..=view.height()).contains(&py));
        }

        #[test]
        fn zoom_keeps_its_point(factor in 0.01..100.0, u in 0.0..1.0, v in 0.0..1.0) {
            let p = (view().x().at(u), view().y().at(v));
            let (before, after) = (view().to_px(p), view().zoom(factor, p).to_px(p));
            prop_assert!((before.0 - after.0).abs() < 1e-6 && (before.1 - after.1).abs() < 1e-6);
        }
    }

    #[test]
    fn a_drag_takes_the_point_under_the_pointer_along() {
        let p = view().to_math(100.0, 120.0);
        let (px, py) = view().pan(30.0, -7.0).to_px(p);
        assert!((px - 130.0).abs() < 1e-9 && (py - 113.0).abs() < 1e-9);
    }

    #[test]
    fn equal_aspect_only_widens() {
        let square = Viewport::new((-1.0, 1.0), (-10.0, 10.0), 500.0, 300.0).equal_aspect();
        let (sx, sy) = square.px_per_unit();
        assert!((sx / sy - 1.0).abs() < 1e-12);
        assert!(square.x().lo() <= -1.0 && square.y().lo() <= -10.0);
    }

    #[test]
    fn fit_y_sees_the_shape_and_not_the_pole() {
        let x = Interval::new(-3.0, 3.0);
        let fit = |f: &dyn Fn(f64) -> f64| Viewport::new(x, (7.0, 8.0), 9.0, 9.0).fit_y(x.points(301).map(f)).y();
        let parabola = fit(&|x| x * x);
        assert!(parabola.lo() > -1.0 && parabola.lo() < 0.0 && parabola.hi() > 9.0 && parabola.hi() < 10.0);
        assert!(fit(&f64::tan).hi() < 15.0);
        assert!(fit(&|x| x * x + 1.0).lo() < 0.0, "zero is near");
        assert!(fit(&|x| x + 100.0).lo() > 90.0, "zero is far");
        assert!(fit(&|_| 2.0).contains(2.0));
        assert_eq!(fit(&|_| f64::NAN), Interval::new(7.0, 8.0));
        let bump = fit(&|x| (-x * x).exp() * (3.0 * x).sin() / (1.0 + x * x));
        assert!(bump.lo() < -0.57 && bump.hi() > 0.57 && bump.hi() < 1.0, "{bump:?}");
        let wide = |x: f64| (-100.0 * x * x).exp();
        assert!(fit(&wide).hi() > 1.0 && fit(&|x| -wide(x)).lo() < -1.0, "a narrow bump is seen whole");
        assert!(fit(&|x| 1.0 / (x - 0.001).powi(2)).hi() < 20.0, "a pole of even order is no summit");
        assert!(fit(&|x| x.powi(10)).hi() < 2e4, "nor is the end of the window");
        assert!(fit(&|x| x.max(0.0)).hi() > 3.0, "a flat half is no reason to cut the other");
    }
}
