//! Values of formulas at the same points, by which they are told apart.

use crate::{
    numeric::{Program, Scratch},
    symbolic::{Expr, Symbol},
};

/// Points at which some formulas all have values.
pub(super) struct Points {
    variables: Vec<Symbol>,
    points: Vec<Vec<f64>>,
}

/// How many points are tried, and how many are kept; how many it takes to tell anything.
const TRIED: usize = 64;
const KEPT: usize = 12;
const ENOUGH: usize = 3;

impl Points {
    /// Points at which each of the formulas has a value, and those values, a list for each formula; nothing if there are hardly
    /// any.
    pub fn where_defined(formulas: &[Expr]) -> Option<(Self, Vec<Vec<f64>>)> {
        let variables = Expr::sum(formulas.iter().cloned()).symbols();
        let program = Program::new(formulas, &variables).ok()?;
        let mut points = Vec::new();
        let mut lists = vec![Vec::with_capacity(KEPT); formulas.len()];
        for i in 0..TRIED {
            let point: Vec<f64> = (0..variables.len()).map(|k| coordinate(i, k)).collect();
            let values = program.eval(&point);
            if values.iter().all(|v| v.is_finite()) {
                points.push(point);
                for (list, value) in lists.iter_mut().zip(values) {
                    list.push(value);
                }
            }
            if points.len() == KEPT {
                break;
            }
        }
        (points.len() >= ENOUGH).then_some((Self { variables, points }, lists))
    }

    /// The values of other formulas, a list for each.
    pub fn values(&self, formulas: &[Expr]) -> Vec<Vec<f64>> {
        let Ok(program) = Program::new(formulas, &self.variables) else { return Vec::new() };
        let mut lists = vec![Vec::with_capacity(self.points.len()); formulas.len()];
        let (mut scratch, mut out) = (Scratch::new(), vec![0.0; formulas.len()]);
        for point in &self.points {
            program.eval_into(point, &mut scratch, &mut out);
            for (list, value) in lists.iter_mut().zip(&out) {
                list.push(*value);
            }
        }
        lists
    }
}

/// Whether two lists of values can be of the same formula.
pub(super) fn agree(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_close(*a, *b))
}

/// Whether two values are the same but for rounding.
pub(super) fn is_close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-8 * (a.abs() + b.abs()) + 1e-12
}

/// Coordinates that no formula is likely to mark out: multiples of irrational numbers, folded, near 0 and farther away.
fn coordinate(i: usize, k: usize) -> f64 {
    let turns = (i as f64 + 1.0) * ((2.0 + k as f64).sqrt().fract() + 0.618_033_988_749_895);
    let share = turns.fract();
    match i % 4 {
        0 => 0.2 + 1.7 * share,
        1 => -0.2 - 1.7 * share,
        2 => 0.5 + 3.0 * share,
        _ => 1.0 - 2.0 * share,
    }
}
