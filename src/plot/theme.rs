//! Colours: the palette in light and in dark.
//!
//! Every role has a contrast of at least 4.5 : 1 to the paper (WCAG 2.2, success criterion 1.4.3: it is used for text
//! as well as for lines) and at least 3 : 1 (1.4.11) to the darkest tint of a heat map. The five coloured meanings
//! stay apart for people with protanopia, deuteranopia and tritanopia; the tests hold all of this.

use super::Role;

/// A colour of the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// The colour as a style sheet writes it.
    ///
    /// ```
    /// use gradus::plot::{Rgb, Role, Theme};
    ///
    /// assert_eq!(Rgb(252, 251, 248).hex(), "#fcfbf8");
    /// assert_eq!(Theme::light().color(Role::Function).hex(), "#204f83");
    /// ```
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Relative luminance, 0 for black and 1 for white (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast ratio of two colours, from 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        a.max(b) / a.min(b)
    }

    /// The colour at the fraction `t` of the way to `other`; `t` outside `[0, 1]` or NaN is pulled to the nearer end.
    #[must_use]
    pub fn mix(self, other: Self, t: f64) -> Self {
        let t = if t.is_nan() { 0.0 } else { t.clamp(0.0, 1.0) };
        let part = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * t).round() as u8;
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }

    /// Red, green and blue as amounts of light from 0 to 1.
    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|c| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }
}

/// A palette: a colour for each role, and those of paper, ink, axes and grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The background.
    pub paper: Rgb,
    /// Text.
    pub ink: Rgb,
    /// Axis lines and tick labels.
    pub axis: Rgb,
    /// Grid lines, which may be overlooked.
    pub grid: Rgb,
    /// The highest value of a heat map; the lowest is paper.
    pub heat: Rgb,
    function: Rgb,
    derivative: Rgb,
    gradient: Rgb,
    step: Rgb,
    error: Rgb,
    secondary: Rgb,
    level: Rgb,
}

impl Theme {
    /// Ink on paper.
    pub const fn light() -> Self {
        Self {
            paper: Rgb(0xfc, 0xfb, 0xf8),
            ink: Rgb(0x22, 0x24, 0x28),
            axis: Rgb(0x66, 0x67, 0x6b),
            grid: Rgb(0xec, 0xea, 0xe4),
            heat: Rgb(0xc6, 0xd5, 0xe2),
            function: Rgb(0x20, 0x4f, 0x83),
            derivative: Rgb(0xa6, 0x5f, 0x0c),
            gradient: Rgb(0x04, 0x7e, 0x6d),
            step: Rgb(0x87, 0x53, 0xcb),
            error: Rgb(0x97, 0x05, 0x31),
            secondary: Rgb(0x4a, 0x4d, 0x55),
            level: Rgb(0x6b, 0x6f, 0x78),
        }
    }

    /// Chalk on slate.
    pub const fn dark() -> Self {
        Self {
            paper: Rgb(0x16, 0x18, 0x1d),
            ink: Rgb(0xe7, 0xe5, 0xdf),
            axis: Rgb(0x9b, 0x9d, 0xa4),
            grid: Rgb(0x24, 0x27, 0x2e),
            heat: Rgb(0x33, 0x41, 0x54),
            function: Rgb(0x78, 0xa2, 0xfc),
            derivative: Rgb(0xfe, 0xb1, 0x62),
            gradient: Rgb(0x75, 0xf3, 0xba),
            step: Rgb(0xdd, 0xbd, 0xfc),
            error: Rgb(0xef, 0x7d, 0x89),
            secondary: Rgb(0xc2, 0xc4, 0xca),
            level: Rgb(0x9a, 0x9f, 0xab),
        }
    }

    /// The colour of a role.
    pub const fn color(&self, role: Role) -> Rgb {
        match role {
            Role::Function => self.function,
            Role::Derivative => self.derivative,
            Role::Gradient => self.gradient,
            Role::Step => self.step,
            Role::Error => self.error,
            Role::Tangent | Role::Data => self.ink,
            Role::Secondary => self.secondary,
            Role::Level => self.level,
            Role::Muted => self.axis,
        }
    }

    /// The colour of a rank of a heat map: paper at 0, the full tint at 1.
    pub fn tint(&self, rank: f64) -> Rgb {
        self.paper.mix(self.heat, rank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Coefficients for full colour-blindness: Machado, Oliveira and Fernandes, *A Physiologically-based Model for
    /// Simulation of Color Vision Deficiency*, 2009. The first is ordinary vision.
    const VISION: [(&str, [[f64; 3]; 3]); 4] = [
        ("ordinary", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    fn times(m: [[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
        m.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
    }

    /// Björn Ottosson, *A perceptual color space for image processing*, 2020.
    fn oklab(linear: [f64; 3]) -> [f64; 3] {
        let lms = times(
            [
                [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
                [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
                [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
            ],
            linear.map(|c| c.clamp(0.0, 1.0)),
        );
        times(
            [
                [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
                [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
                [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
            ],
            lms.map(f64::cbrt),
        )
    }

    fn seen_distance(a: Rgb, b: Rgb, eye: [[f64; 3]; 3]) -> f64 {
        let (a, b) = (oklab(times(eye, a.linear())), oklab(times(eye, b.linear())));
        (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 1e-12);
        assert!((Rgb(0x76, 0x76, 0x76).contrast(Rgb(255, 255, 255)) - 4.54).abs() < 0.01);
    }

    #[test]
    fn every_role_is_read_on_paper_and_seen_on_heat() {
        for theme in [Theme::light(), Theme::dark()] {
            for role in Role::ALL {
                let color = theme.color(role);
                assert!(color.contrast(theme.paper) >= 4.5, "{role:?}: {}", color.contrast(theme.paper));
                assert!(color.contrast(theme.heat) >= 3.0, "{role:?}: {}", color.contrast(theme.heat));
            }
            assert!(theme.ink.contrast(theme.paper) >= 12.0);
            assert!(theme.axis.contrast(theme.paper) >= 4.5);
            assert!(theme.grid.contrast(theme.paper) < 1.5, "the grid stands back");
        }
    }

    #[test]
    fn the_coloured_meanings_stay_apart_for_every_eye() {
        let coloured = [Role::Function, Role::Derivative, Role::Gradient, Role::Step, Role::Error];
        for theme in [Theme::light(), Theme::dark()] {
            for (who, eye) in VISION {
                for (i, &a) in coloured.iter().enumerate() {
                    for &b in &coloured[..i] {
                        let distance = seen_distance(theme.color(a), theme.color(b), eye);
                        assert!(distance > 0.095, "{who}: {a:?} and {b:?} are {distance:.3} apart");
                    }
                }
            }
        }
    }
}
