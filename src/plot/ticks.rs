//! Where an axis has its numbers, and how they are written.

use super::Interval;
use std::f64::consts::PI;

/// The most ticks of an axis.
const MOST: usize = 64;
/// Parts and multiples of π that an axis steps by, finest first: numerator and denominator.
const PI_STEPS: [(i64, i64); 10] = [(1, 12), (1, 6), (1, 4), (1, 2), (1, 1), (2, 1), (5, 1), (10, 1), (20, 1), (50, 1)];
/// Digits as exponents.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A place on an axis and its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it is.
    pub value: f64,
    /// What is written there.
    pub label: String,
}

/// What an axis counts in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TickUnit {
    /// Decimal numbers.
    #[default]
    One,
    /// Multiples of π, for trigonometry.
    Pi,
    /// Powers of ten, by their exponents: what is shown at 2 is 100.
    PowerOfTen,
}

/// Ticks of an interval, about `count` of them, at round multiples of the unit.
///
/// Steps are 1, 2 or 5 times a power of ten, or simple parts and multiples of π. Values and labels come from whole
/// numbers of steps, so there is no 0.30000000000000004 and no "−0"; minus is the true sign, and numbers of a million
/// and more, or all below a thousandth, are written with a power of ten.
///
/// ```
/// use gradus::plot::{Interval, TickUnit, ticks};
///
/// let labels = |lo, hi, unit| ticks(Interval::new(lo, hi), 4, unit).into_iter().map(|t| t.label).collect::<Vec<_>>();
/// assert_eq!(labels(-0.3, 0.3, TickUnit::One), ["−0.2", "0", "0.2"]);
/// assert_eq!(labels(-4.0, 4.0, TickUnit::Pi), ["−π", "−π/2", "0", "π/2", "π"]);
/// assert_eq!(labels(-16.0, 0.0, TickUnit::PowerOfTen), ["10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "1"]);
/// assert_eq!(labels(0.0, 2e7, TickUnit::One), ["0", "5×10⁶", "10⁷", "1.5×10⁷", "2×10⁷"]);
/// ```
pub fn ticks(interval: Interval, count: usize, unit: TickUnit) -> Vec<Tick> {
    let coarse = interval.span() / count.clamp(1, MOST) as f64;
    let pi_step = PI_STEPS.into_iter().find(|&(p, q)| coarse <= PI * p as f64 / q as f64 * 1.3);
    match (unit, pi_step) {
        (TickUnit::PowerOfTen, _) => {
            let step = coarse.ceil().max(1.0);
            let label = |exponent: f64| if exponent == 0.0 { "1".to_owned() } else { power_label(1, exponent as i32) };
            multiples(interval, step)
                .map(|k| k as f64 * step)
                .map(|value| Tick { value, label: label(value) })
                .collect()
        }
        (TickUnit::Pi, Some((p, q))) if coarse > PI / 30.0 => multiples(interval, PI * p as f64 / q as f64)
            .map(|k| Tick { value: PI * (k * p) as f64 / q as f64, label: pi_label(k * p, q) })
            .collect(),
        _ => decimal_ticks(interval, &Step::near(coarse)),
    }
}

/// A round step near `coarse`: 1, 2 or 5 times a power of ten.
pub(super) fn round_step(coarse: f64) -> f64 {
    Step::near(coarse).times(1)
}

/// The step `digit × 10^exponent`, with a digit of 1, 2 or 5.
struct Step {
    digit: i64,
    exponent: i32,
}

impl Step {
    /// The round step that is not much below `coarse`, which is positive.
    fn near(coarse: f64) -> Self {
        let exponent = coarse.log10().floor() as i32;
        let scaled = coarse / 10f64.powi(exponent);
        match [1, 2, 5].into_iter().find(|&digit| scaled <= digit as f64 * 1.2) {
            Some(digit) => Self { digit, exponent },
            None => Self { digit: 1, exponent: exponent + 1 },
        }
    }

    /// The correctly rounded multiple of the step.
    fn times(&self, k: i64) -> f64 {
        let n = (k * self.digit) as f64;
        if self.exponent < 0 { n / 10f64.powi(-self.exponent) } else { n * 10f64.powi(self.exponent) }
    }
}

/// The whole numbers `k` for which `k · step` lies in the interval, to within rounding.
fn multiples(interval: Interval, step: f64) -> impl Iterator<Item = i64> {
    let slack = 1e-9;
    let first = (interval.lo() / step - slack).ceil() as i64;
    let last = (interval.hi() / step + slack).floor() as i64;
    (first..=last).take(4 * MOST)
}

fn decimal_ticks(interval: Interval, step: &Step) -> Vec<Tick> {
    let magnitude = interval.lo().abs().max(interval.hi().abs());
    let plain = (1e-3..1e6).contains(&magnitude);
    multiples(interval, step.times(1))
        .map(|k| {
            let n = k * step.digit;
            let label = if plain { plain_label(n, step.exponent) } else { power_label(n, step.exponent) };
            Tick { value: step.times(k), label }
        })
        .collect()
}

/// `n × 10^exponent` written out.
fn plain_label(n: i64, exponent: i32) -> String {
    let digits = n.unsigned_abs().to_string();
    let written = if n == 0 {
        digits
    } else if exponent >= 0 {
        digits + &"0".repeat(exponent as usize)
    } else {
        let places = exponent.unsigned_abs() as usize;
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, part) = padded.split_at(padded.len() - places);
        format!("{whole}.{part}").trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    sign(n) + &written
}

/// `n × 10^exponent` with one digit before the point, times a power of ten.
fn power_label(n: i64, exponent: i32) -> String {
    if n == 0 {
        return "0".to_owned();
    }
    let digits = n.unsigned_abs().to_string();
    let (whole, part) = digits.split_at(1);
    let power = raised(exponent + part.bytes().fold(0, |places, _| places + 1));
    let part = part.trim_end_matches('0');
    let mantissa = match (whole, part) {
        ("1", "") => String::new(),
        (_, "") => format!("{whole}×"),
        _ => format!("{whole}.{part}×"),
    };
    format!("{}{mantissa}10{power}", sign(n))
}

/// `n π / q` in lowest terms.
fn pi_label(n: i64, q: i64) -> String {
    let common = gcd(n.abs(), q);
    let (n, q) = (n / common, q / common);
    let top = match n.abs() {
        0 => return "0".to_owned(),
        1 => "π".to_owned(),
        m => format!("{m}π"),
    };
    if q == 1 { sign(n) + &top } else { format!("{}{top}/{q}", sign(n)) }
}

fn sign(n: i64) -> String {
    if n < 0 { "−".to_owned() } else { String::new() }
}

fn raised(power: i32) -> String {
    let digits = power.unsigned_abs().to_string();
    let minus = (power < 0).then_some('⁻');
    minus.into_iter().chain(digits.bytes().map(|d| RAISED[usize::from(d - b'0')])).collect()
}

fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{num, prelude::*};

    #[track_caller]
    fn check(lo: f64, hi: f64, unit: TickUnit, expected: &str) {
        let labels: Vec<String> = ticks(Interval::new(lo, hi), 5, unit).into_iter().map(|t| t.label).collect();
        assert_eq!(labels.join(" "), expected);
    }

    #[test]
    fn decimal_labels() {
        check(-3.0, 3.0, TickUnit::One, "−3 −2 −1 0 1 2 3");
        check(0.0, 0.5, TickUnit::One, "0 0.1 0.2 0.3 0.4 0.5");
        check(-1.2, 1.2, TickUnit::One, "−1 −0.5 0 0.5 1");
        check(100.0, 350.0, TickUnit::One, "100 150 200 250 300 350");
        check(1.0, 1.00002, TickUnit::One, "1 1.000005 1.00001 1.000015 1.00002");
        check(0.0, 9e5, TickUnit::One, "0 200000 400000 600000 800000");
    }

    #[test]
    fn labels_with_powers_of_ten() {
        check(-2e7, 1e7, TickUnit::One, "−2×10⁷ −1.5×10⁷ −10⁷ −5×10⁶ 0 5×10⁶ 10⁷");
        check(0.0, 5e-7, TickUnit::One, "0 10⁻⁷ 2×10⁻⁷ 3×10⁻⁷ 4×10⁻⁷ 5×10⁻⁷");
        check(0.0, 4e12, TickUnit::One, "0 10¹² 2×10¹² 3×10¹² 4×10¹²");
    }

    #[test]
    fn labels_in_pi() {
        check(-7.0, 7.0, TickUnit::Pi, "−2π −π 0 π 2π");
        check(0.0, 3.2, TickUnit::Pi, "0 π/6 π/3 π/2 2π/3 5π/6 π");
        check(-40.0, 40.0, TickUnit::Pi, "−10π −5π 0 5π 10π");
        check(0.0, 0.1, TickUnit::Pi, "0 0.02 0.04 0.06 0.08 0.1");
    }

    proptest! {
        #[test]
        fn ticks_are_few_sorted_and_inside(a in num::f64::ANY, b in num::f64::ANY, n in 0usize..1000) {
            for unit in [TickUnit::One, TickUnit::Pi] {
                let interval = Interval::new(a, b);
                let found = ticks(interval, n, unit);
                prop_assert!(found.len() <= 4 * MOST);
                prop_assert!(found.windows(2).all(|w| w[0].value < w[1].value && w[0].label != w[1].label));
                let slack = 1e-6 * interval.span();
                prop_assert!(found.iter().all(|t| t.value >= interval.lo() - slack && t.value <= interval.hi() + slack));
                prop_assert!(found.iter().all(|t| !t.label.contains('-') && t.label != "−0"));
            }
        }
    }
}
