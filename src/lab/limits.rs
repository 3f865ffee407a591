//! What can be typed, and how fast it is worked out here.

use crate::{
    numeric::{Lanes, MAX_OPERATIONS, Program, Scratch},
    symbolic::{Expr, MAX_LENGTH, MAX_NESTING},
};

/// What a text may be, in sentences.
///
/// ```
/// assert!(gradus::lab::limits()[0].contains("characters"));
/// ```
pub fn limits() -> [String; 2] {
    [
        format!(
            "A text may have {} characters, with brackets {MAX_NESTING} deep and as many variables as you like.",
            grouped(MAX_LENGTH)
        ),
        format!(
            "What is drawn may take {} operations; a derivative that would take more is refused, and said to be.",
            grouped(MAX_OPERATIONS)
        ),
    ]
}

/// A number with its thousands apart.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let parts = digits.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok());
    parts.collect::<Vec<_>>().join(",")
}

/// A function at many points, to see how long that takes.
#[derive(Clone, Debug)]
pub struct Workload {
    program: Program,
    columns: Vec<Vec<f64>>,
    out: Vec<f64>,
    scratch: Scratch<Lanes>,
}

/// How many points are evaluated at a time.
const POINTS: usize = 4096;

impl Workload {
    /// The function at points between -2 and 2; nothing if it can't be computed.
    pub fn new(f: &Expr) -> Option<Self> {
        let variables = f.symbols();
        let program = Program::new(std::slice::from_ref(f), &variables).ok()?;
        let column =
            |k: usize| (0..POINTS).map(|i| 4.0 * ((i * (k + 1)) % POINTS) as f64 / POINTS as f64 - 2.0).collect();
        let columns = (0..variables.len()).map(column).collect();
        Some(Self { program, columns, out: vec![0.0; POINTS], scratch: Scratch::new() })
    }

    /// Evaluates it at so many points as it tells.
    pub fn run(&mut self) -> usize {
        let columns: Vec<&[f64]> = self.columns.iter().map(Vec::as_slice).collect();
        self.program.eval_columns(&columns, &mut self.scratch, &mut [&mut self.out]);
        self.out.len()
    }
}

/// A speed in words, from points and seconds.
///
/// ```
/// assert_eq!(gradus::lab::speed(3_000_000, 0.1), "This function: 30 million points a second in this browser, measured just now.");
/// ```
pub fn speed(points: usize, seconds: f64) -> String {
    let rate = points as f64 / seconds;
    let words = match rate {
        r if r >= 1e6 => format!("{} million", super::figure(Some((r / 1e5).round() / 10.0))),
        r if r >= 1e3 => format!("{} thousand", super::figure(Some((r / 1e3).round()))),
        r => super::figure(Some(r.round())),
    };
    format!("This function: {words} points a second in this browser, measured just now.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::parse;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([7, 999, 20_000, 4_194_304].map(grouped), ["7", "999", "20,000", "4,194,304"]);
    }

    #[test]
    fn any_function_can_be_timed() {
        for text in ["x^2", "x*y + sin(z)", "3", "ln(-1 - x^2)"] {
            let mut work = Workload::new(&parse(text).unwrap()).unwrap();
            assert_eq!((work.run(), work.run()), (POINTS, POINTS), "{text}");
        }
    }
}
