//! Dashes: plotters' backends know only solid lines.

use crate::plot::Point;

/// Length of line beyond which dashes would be a grey mass, in css pixels: such a line is left solid.
const LONGEST: f64 = 40_000.0;

/// The dashes of a polyline: lengths of ink and gap taken in turn along it, round its corners.
///
/// An empty pattern, or one with a length that is not positive, leaves the line solid.
pub(super) fn dashes(line: &[Point], pattern: &[f64]) -> Vec<Vec<Point>> {
    let length: f64 = line.windows(2).map(|w| distance(w[0], w[1])).sum();
    // a sum that is NaN is not below the bound
    let drawable = length < LONGEST && !pattern.is_empty() && pattern.iter().all(|&part| part >= 0.5);
    if !drawable {
        return vec![line.to_vec()];
    }
    let mut parts = pattern.iter().copied().cycle();
    let mut left = parts.next().unwrap_or(LONGEST);
    let mut ink = true;
    let mut dashes = Vec::new();
    let mut dash: Vec<Point> = line.first().copied().into_iter().collect();
    for w in line.windows(2) {
        let (mut a, b) = (w[0], w[1]);
        let mut rest = distance(a, b);
        while rest > left {
            let t = left / rest;
            a = (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
            rest -= left;
            if ink {
                dash.push(a);
                dashes.push(std::mem::take(&mut dash));
            } else {
                dash = vec![a];
            }
            ink = !ink;
            left = parts.next().unwrap_or(LONGEST);
        }
        left -= rest;
        if ink {
            dash.push(b);
        }
    }
    if dash.len() > 1 {
        dashes.push(dash);
    }
    dashes
}

fn distance(a: Point, b: Point) -> f64 {
    (b.0 - a.0).hypot(b.1 - a.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_go_round_corners() {
        let line = [(0.0, 0.0), (5.0, 0.0), (5.0, 5.0)];
        let expected =
            [vec![(0.0, 0.0), (3.0, 0.0)], vec![(4.0, 0.0), (5.0, 0.0), (5.0, 2.0)], vec![(5.0, 3.0), (5.0, 5.0)]];
        assert_eq!(dashes(&line, &[3.0, 1.0]), expected);
    }

    #[test]
    fn ink_and_gap_add_up() {
        let line: Vec<Point> = (0..=100).map(|i| (f64::from(i), (f64::from(i) / 9.0).sin() * 30.0)).collect();
        let length = |line: &[Point]| line.windows(2).map(|w| distance(w[0], w[1])).sum::<f64>();
        let ink: f64 = dashes(&line, &[6.0, 2.0]).iter().map(|dash| length(dash)).sum();
        assert!((ink / length(&line) - 0.75).abs() < 0.02);
    }

    #[test]
    fn what_cannot_be_dashed_is_solid() {
        let line = [(0.0, 0.0), (9.0, 0.0)];
        assert_eq!(dashes(&line, &[]), [line.to_vec()]);
        assert_eq!(dashes(&line, &[0.0, 0.0]), [line.to_vec()]);
        assert_eq!(dashes(&[(0.0, 0.0), (1e9, 0.0)], &[1.0, 1.0]).len(), 1);
        assert!(dashes(&[], &[1.0, 1.0]).is_empty());
    }
}
