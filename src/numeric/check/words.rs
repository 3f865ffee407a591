//! What was found, in words. Components count from 1 there.

use std::fmt;

use super::{Doubt, Finding, GradientCheck, Verdict};

impl fmt::Display for GradientCheck {
    /// What is wrong, and of which components nothing can be told.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.finding)?;
        let unknown = |(i, c): (usize, &super::Component)| matches!(c.verdict, Verdict::Unknown(_)).then_some(i);
        let unknown: Vec<usize> = self.components.iter().enumerate().filter_map(unknown).collect();
        if unknown.is_empty() || self.finding == Finding::Unknown {
            return Ok(());
        }
        write!(out, " Nothing can be told of {}.", listed(&unknown))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fine => write!(out, "The gradient agrees with differences."),
            Self::Unknown => write!(out, "Differences can't tell at this point."),
            Self::Close => write!(
                out,
                "The gradient is close, with errors of up to one in ten thousand: fine beside kinks or in single precision, a small mistake otherwise."
            ),
            Self::Length { claimed, expected } => {
                write!(out, "The gradient needs {expected} {}, and has {claimed}.", plural(*expected, "component"))
            }
            Self::Factor { factor, places } => {
                let (components, [are, they]) = (sentence(places), numbered(places));
                match *factor {
                    -1.0 => {
                        write!(out, "{components} {} the wrong sign.", if places.len() == 1 { "has" } else { "have" })
                    }
                    factor => write!(out, "{components} {are} {} what {they} should be.", times(factor)),
                }
            }
            Self::Offset { offset, places } => {
                let [are, _] = numbered(places);
                write!(out, "{} {are} all {}.", sentence(places), too_much(*offset))
            }
            Self::Transposed { rows, columns } => write!(
                out,
                "The numbers are right, but transposed: they belong in {rows} {} of {columns}.",
                plural(*rows, "row")
            ),
            Self::Permuted { order } => {
                write!(out, "The numbers are right, but in another order: ")?;
                let moved: Vec<_> = order.iter().enumerate().filter(|(i, j)| i != *j).collect();
                for (k, (i, j)) in moved.iter().take(SHOWN).enumerate() {
                    write!(out, "{}what stands at {} belongs at {}", if k > 0 { ", " } else { "" }, i + 1, *j + 1)?;
                }
                write!(out, "{}.", if moved.len() > SHOWN { ", and so on" } else { "" })
            }
            Self::Wrong { places } => {
                let [are, _] = numbered(places);
                write!(out, "{} {are} wrong.", sentence(places))
            }
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Fine => write!(out, "This agrees with differences."),
            Self::Close => write!(out, "This is close: fine beside kinks or in single precision."),
            Self::Suspicious => write!(out, "This is probably wrong."),
            Self::Wrong => write!(out, "This is wrong."),
            Self::Factor(-1.0) => write!(out, "This has the wrong sign."),
            Self::Factor(factor) => write!(out, "This is {} what it should be.", times(factor)),
            Self::Offset(offset) => write!(out, "This is {}.", too_much(offset)),
            Self::Unknown(doubt) => write!(out, "{doubt}"),
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Kink { left, right } => write!(
                out,
                "There is a kink here or very near: the slope is {} on the left and {} on the right.",
                short(left),
                short(right)
            ),
            Self::Steep => write!(out, "The function jumps here or is vertical, so that it has no slope."),
            Self::NoValue => write!(out, "The function has no value here or beside."),
            Self::Digits => write!(out, "Rounding leaves the differences too few digits to tell."),
        }
    }
}

/// How many things a sentence lists.
const SHOWN: usize = 5;

/// `component 2`, `components 1, 2 and 5`
fn listed(places: &[usize]) -> String {
    let shown: Vec<String> = places.iter().take(SHOWN).map(|i| (i + 1).to_string()).collect();
    let more = places.len().saturating_sub(SHOWN);
    let noun = plural(places.len(), "component");
    match (shown.split_last(), more) {
        (Some((last, [])), 0) => format!("{noun} {last}"),
        (Some((last, others)), 0) => format!("{noun} {} and {last}", others.join(", ")),
        _ => format!("{noun} {} and {more} more", shown.join(", ")),
    }
}

/// As the beginning of a sentence.
fn sentence(places: &[usize]) -> String {
    listed(places).replacen('c', "C", 1)
}

fn numbered(places: &[usize]) -> [&'static str; 2] {
    if places.len() == 1 { ["is", "it"] } else { ["are", "they"] }
}

fn plural(count: usize, noun: &str) -> String {
    format!("{noun}{}", if count == 1 { "" } else { "s" })
}

/// `2 times`, `1/3 of`, `-1.5 times`
fn times(factor: f64) -> String {
    let inverse = factor.recip();
    // 1/3 and its kind are not written any better.
    if inverse.abs() > 1.5 && (inverse - inverse.round()).abs() <= 1e-12 * inverse.abs() {
        format!("{}1/{} of", if factor < 0.0 { "-" } else { "" }, short(inverse.abs()))
    } else {
        format!("{} times", short(factor))
    }
}

fn too_much(offset: f64) -> String {
    format!("too {} by {}", if offset > 0.0 { "large" } else { "small" }, short(offset.abs()))
}

/// To six digits, without zeros at the end.
fn short(value: f64) -> String {
    let rounded: f64 = format!("{value:.5e}").parse().unwrap_or(value);
    if (1e-4..1e7).contains(&rounded.abs()) || rounded == 0.0 { rounded.to_string() } else { format!("{rounded:e}") }
}
