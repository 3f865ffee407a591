//! How two expressions differ: where, and whether by one factor or one term everywhere.

use super::bounded::Value;
use crate::symbolic::Symbol;

/// A point at which two expressions differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The variables' values.
    pub at: Vec<(Symbol, f64)>,
    /// The student's value there, if there is one; infinite if it is out of range.
    pub student: Option<f64>,
    /// The teacher's value there, if there is one.
    pub teacher: Option<f64>,
    /// `student / teacher`, if it is the same wherever both were tried.
    pub ratio: Option<f64>,
    /// `student - teacher`, if it is the same wherever both were tried.
    pub offset: Option<f64>,
}

impl Difference {
    /// What is wrong with the student's, in a few words: the same factor or term everywhere, or else a point.
    ///
    /// ```
    /// use gradus::symbolic::{Verdict, compare, parse};
    /// let Verdict::Different(difference) = compare(&parse("x^2").unwrap(), &parse("3x^2").unwrap()) else { panic!() };
    /// assert_eq!(difference.describe(), "yours is 3 times too small");
    /// ```
    pub fn describe(&self) -> String {
        if let Some(ratio) = self.ratio {
            let sign = if ratio < 0.0 { ", with the other sign" } else { "" };
            return match ratio.abs() {
                1.0 => "yours has the other sign".into(),
                size if size > 1.0 => format!("yours is {} times too large{sign}", spelled(size)),
                size => format!("yours is {} times too small{sign}", spelled(size.recip())),
            };
        }
        if let Some(offset) = self.offset {
            let which = if offset > 0.0 { "much" } else { "little" };
            return format!("yours is {} too {which}", spelled(offset.abs()));
        }
        let at: Vec<String> = self.at.iter().map(|(x, value)| format!("{x} = {}", spelled(*value))).collect();
        let place = if at.is_empty() { String::new() } else { format!("at {} ", at.join(", ")) };
        match (self.student, self.teacher) {
            (Some(s), Some(t)) => {
                // As many digits as it takes to see a difference.
                let both = |digits| (decimal(s, digits), decimal(t, digits));
                match (5..=17).map(both).find(|(s, t)| s != t) {
                    Some((s, t)) => format!("{place}yours is {s} and not {t}"),
                    None => format!("{place}yours differs in digits too far back to show"),
                }
            }
            (None, Some(t)) => format!("{place}yours has no value, and should be {}", decimal(t, 5)),
            (Some(s), None) => format!("{place}yours is {}, where there is no value", decimal(s, 5)),
            (None, None) => format!("{place}yours differs"),
        }
    }
}

/// A number as a person would write it: by its name if it has one such as `pi/2`, `ln(2)`, `2*sqrt(3)` or `2/3`.
///
/// ```
/// use gradus::symbolic::spelled;
/// assert_eq!(spelled(1.570796326794897), "pi/2");
/// assert_eq!(spelled(0.123456789), "0.12346");
/// ```
pub fn spelled(value: f64) -> String {
    const NAMED: [(&str, f64); 9] = [
        ("", 1.0),
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("ln(2)", std::f64::consts::LN_2),
        ("ln(10)", std::f64::consts::LN_10),
        ("sqrt(2)", std::f64::consts::SQRT_2),
        ("sqrt(3)", 1.732_050_807_568_877_2),
        ("pi^2", std::f64::consts::PI * std::f64::consts::PI),
        ("sqrt(pi)", 1.772_453_850_905_516),
    ];
    const MAX: f64 = 12.0;
    if !(1e-9..1e9).contains(&value.abs()) {
        return decimal(value, 5);
    }
    let near = |found: f64| (value - found).abs() < 1e-11 * value.abs();
    let times = |n: f64, name: &str| match (n, name) {
        (_, "") => n.to_string(),
        (1.0, _) => name.to_owned(),
        (-1.0, _) => format!("-{name}"),
        _ => format!("{n}*{name}"),
    };
    for (name, unit) in NAMED {
        for q in (1..=MAX as u32).map(f64::from) {
            let (above, below) = ((value / unit * q).round(), (value * unit * q).round());
            let small = |n: f64| n != 0.0 && (name.is_empty() || n.abs() <= MAX);
            if small(above) && near(above / q * unit) {
                return if q == 1.0 { times(above, name) } else { format!("{}/{q}", times(above, name)) };
            }
            if small(below) && near(below / (q * unit)) {
                return if q == 1.0 { format!("{below}/{name}") } else { format!("{below}/({q}*{name})") };
            }
        }
    }
    decimal(value, 5)
}

/// At most so many significant digits, without needless zeros.
fn decimal(value: f64, digits: usize) -> String {
    let rounded: f64 = format!("{value:.*e}", digits.saturating_sub(1)).parse().unwrap_or(value);
    let plain = rounded == 0.0 || (1e-5..1e9).contains(&rounded.abs()) || !rounded.is_finite();
    if plain { rounded.to_string() } else { format!("{rounded:e}") }
}

/// What the values at the points tried have in common.
#[derive(Default)]
pub(super) struct Pairs(Vec<(Value, Value)>);

/// A constant is known if its error is below this part of it, from at least so many points.
const KNOWN: f64 = 1e-9;
const POINTS: usize = 4;

impl Pairs {
    /// Notes the student's value and the teacher's at a point.
    pub fn note(&mut self, student: Value, teacher: Value) {
        self.0.push((student, teacher));
    }

    /// The difference with this witness, and what holds everywhere. `alone` says that there is but one point.
    pub fn summed_up(&self, witness: Difference, alone: bool) -> Difference {
        let needed = if alone { 1 } else { POINTS };
        let ratio = |&(s, t): &(Value, Value)| {
            let k = s.value / t.value;
            Value { value: k, error: (s.error + k.abs() * t.error) / (t.value.abs() - t.error).max(0.0) }
        };
        let offset = |&(s, t): &(Value, Value)| Value { value: s.value - t.value, error: s.error + t.error };
        let scaled = |k: Value, t: Value| (k.value * t.value, k.value.abs() * t.error + k.error * t.value.abs());
        let moved = |c: Value, t: Value| (c.value + t.value, c.error + t.error);
        // 1 is what is left of a factor that is too close to it.
        let ratio = self.constant(needed, ratio, scaled).filter(|ratio| *ratio != 1.0);
        Difference { ratio, offset: self.constant(needed, offset, moved), ..witness }
    }

    /// The constant that `measure` finds best, if `predict` makes the student's value of it and the teacher's everywhere.
    fn constant(
        &self,
        needed: usize,
        measure: impl Fn(&(Value, Value)) -> Value,
        predict: impl Fn(Value, Value) -> (f64, f64),
    ) -> Option<f64> {
        let known = |c: &Value| c.value.is_finite() && c.error < KNOWN * c.value.abs();
        let telling: Vec<Value> = self.0.iter().map(measure).filter(known).collect();
        let best = *telling.iter().min_by(|a, b| a.error.total_cmp(&b.error))?;
        let holds = |&(s, t): &(Value, Value)| {
            let (predicted, error) = predict(best, t);
            (s.value - predicted).abs() <= s.error + error + f64::EPSILON * predicted.abs()
        };
        (telling.len() >= needed && self.0.iter().all(holds)).then(|| rounded(best.value))
    }
}

/// A constant measured to fifteen digits, without the noise in the last.
fn rounded(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}
