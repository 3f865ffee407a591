//! Points of the plane in classes.

use crate::{dice::Dice, lab::rows};

/// A point with its class, from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sample {
    pub(super) at: [f64; 2],
    pub(super) class: usize,
}

/// Where the points come from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Set {
    /// One of those that are made by chance, by its place in [`MADE`].
    Made(usize),
    /// What a person typed.
    Own(Vec<Sample>),
}

/// A set that is made by chance.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// A point of a class, given a share of the way from 0 to 1.
    point: fn(class: usize, share: f64, dice: &mut Dice) -> [f64; 2],
    classes: usize,
}

/// The most classes, and the points of each.
pub(super) const MOST_CLASSES: usize = 3;
const POINTS: usize = 30;
/// The most points that a person may give.
const MOST_SAMPLES: usize = 120;

/// The sets that are made by chance.
pub(super) static MADE: [Made; 5] = [
    Made {
        id: "moons",
        name: "two moons",
        point: |class, share, dice| {
            let (sin, cos) = (std::f64::consts::PI * share).sin_cos();
            let (x, y) = if class == 0 { (cos - 0.5, sin - 0.25) } else { (0.5 - cos, 0.25 - sin) };
            blurred([x, y], 0.12, dice)
        },
        classes: 2,
    },
    Made {
        id: "ring",
        name: "a ring around a disc",
        point: |class, share, dice| {
            let (sin, cos) = (std::f64::consts::TAU * share).sin_cos();
            let radius = if class == 0 { 0.5 * dice.share().sqrt() } else { 1.2 };
            blurred([radius * cos, radius * sin], 0.08, dice)
        },
        classes: 2,
    },
    Made {
        id: "xor",
        name: "exclusive or",
        point: |class, share, dice| {
            let side = if share < 0.5 { 1.0 } else { -1.0 };
            blurred([0.8 * side, if class == 0 { 0.8 * side } else { -0.8 * side }], 0.22, dice)
        },
        classes: 2,
    },
    Made {
        id: "spirals",
        name: "two spirals",
        point: |class, share, dice| {
            let turn = 1.3 * std::f64::consts::TAU * share + std::f64::consts::PI * class as f64;
            let radius = 0.15 + 1.2 * share;
            blurred([radius * turn.cos(), radius * turn.sin()], 0.04, dice)
        },
        classes: 2,
    },
    Made {
        id: "blobs",
        name: "three blobs",
        point: |class, _, dice| {
            let (sin, cos) = (std::f64::consts::TAU * (class as f64 / 3.0 + 0.25)).sin_cos();
            blurred([0.8 * cos, 0.8 * sin], 0.33, dice)
        },
        classes: 3,
    },
];

fn blurred([x, y]: [f64; 2], by: f64, dice: &mut Dice) -> [f64; 2] {
    [x + by * dice.normal(), y + by * dice.normal()]
}

impl Set {
    pub(super) fn named(id: &str) -> Option<Self> {
        MADE.iter().position(|made| made.id == id).map(Self::Made)
    }

    pub(super) fn id(&self) -> &'static str {
        match self {
            Self::Made(i) => MADE.get(*i).map_or("own", |made| made.id),
            Self::Own(_) => "own",
        }
    }

    /// Points from text: x, y and the class on each line.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let rows = rows::<3>(text, "two numbers and a class, such as 1.5, 2, 0", MOST_SAMPLES)?;
        let sample = |[x, y, class]: [f64; 3]| {
            let whole = class.fract() == 0.0 && (0.0..MOST_CLASSES as f64).contains(&class);
            whole.then_some(Sample { at: [x, y], class: class as usize })
        };
        let samples: Option<Vec<Sample>> = rows.into_iter().map(sample).collect();
        samples.map(Self::Own).ok_or_else(|| "The classes are 0, 1 and 2.".into())
    }

    pub(super) fn samples(&self, seed: u64) -> Vec<Sample> {
        match self {
            Self::Own(samples) => samples.clone(),
            Self::Made(i) => {
                let Some(made) = MADE.get(*i) else { return Vec::new() };
                let mut dice = Dice::new(made.id, seed);
                let all = (0..made.classes).flat_map(|class| (0..POINTS).map(move |k| (class, k)));
                let sample = |(class, k)| {
                    let share = (k as f64 + 0.5) / POINTS as f64;
                    Sample { at: (made.point)(class, share, &mut dice), class }
                };
                all.map(sample).collect()
            }
        }
    }
}

/// Samples as text that [`Set::read`] reads.
pub(super) fn text(samples: &[Sample]) -> String {
    let line = |sample: &Sample| {
        let [x, y] = sample.at.map(|v| (v * 1e3).round() / 1e3);
        format!("{x}, {y}, {}", sample.class)
    };
    samples.iter().map(line).collect::<Vec<_>>().join("\n")
}
