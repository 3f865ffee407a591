//! Small sets of points that a person types or pastes.

use super::number;

/// The most points that are read.
pub const MOST_POINTS: usize = 40;

/// Points from text: a pair of numbers on each line, apart by commas, semicolons, tabs or spaces. A first line of names is
/// passed over, as are empty lines.
///
/// # Errors
/// In words with the number of the line, if one can't be read, or there are too few points or too many.
///
/// ```
/// use gradus::lab::points;
/// assert_eq!(points("x,y\n1,2\n\n-0.5; 1/4\n"), Ok(vec![[1.0, 2.0], [-0.5, 0.25]]));
/// assert!(points("1,2\n3").unwrap_err().starts_with("Line 2:"));
/// ```
pub fn points(text: &str) -> Result<Vec<[f64; 2]>, String> {
    rows(text, "two numbers, such as 1.5, 2", MOST_POINTS)
}

/// Rows of so many numbers, of which `what` tells what they are; otherwise as [`points`].
pub(super) fn rows<const N: usize>(text: &str, what: &str, most: usize) -> Result<Vec<[f64; N]>, String> {
    let mut rows = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let cells: Vec<&str> =
            line.split([',', ';', '\t', ' ']).map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let numbers: Vec<f64> = cells.iter().filter_map(|cell| number(cell).ok()).collect();
        match <[f64; N]>::try_from(numbers) {
            Ok(row) if cells.len() == N => rows.push(row),
            _ if cells.is_empty() => {}
            Err(none) if i == 0 && none.is_empty() => {}
            _ => return Err(format!("Line {}: type {what}.", i + 1)),
        }
        if rows.len() > most {
            return Err(format!("These are too many points; up to {most} are taken."));
        }
    }
    if rows.is_empty() { Err(format!("Type at least one point: {what}.")) } else { Ok(rows) }
}

/// Points as text that [`points`] reads.
pub fn points_text(points: &[[f64; 2]]) -> String {
    points.iter().map(|[x, y]| format!("{x}, {y}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_data_is_told() {
        for (text, words) in [
            ("", "Type at least one point: two numbers, such as 1.5, 2."),
            ("x,y", "Type at least one point: two numbers, such as 1.5, 2."),
            ("1,2,3", "Line 1: type two numbers, such as 1.5, 2."),
            ("1,2\na,b", "Line 2: type two numbers, such as 1.5, 2."),
            ("1,1/0", "Line 1: type two numbers, such as 1.5, 2."),
        ] {
            assert_eq!(points(text), Err(words.to_owned()), "{text}");
        }
        assert!(points(&"1 2\n".repeat(MOST_POINTS + 1)).unwrap_err().contains("too many"));
        assert_eq!(points("weight\theight\n1\t2").unwrap(), [[1.0, 2.0]]);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(data in prop::collection::vec([-1e6..1e6f64, -1.0..1.0f64], 1..MOST_POINTS)) {
            prop_assert_eq!(points(&points_text(&data)), Ok(data));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".*") {
            let _ = points(&text);
        }
    }
}
