//! What a misspelt name was perhaps meant to be.

use super::composed::COMPOSED;
use crate::symbolic::TABLE;

/// Words longer than this are compared with no name.
const LONGEST: usize = 20;

/// What was typed, cut short to fit into a sentence.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 24;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The known function whose name is fewest letters away, if that is at most two and less than half of the word.
pub(super) fn nearest(word: &str) -> Option<String> {
    let word = word.to_ascii_lowercase();
    // A capital I looks like a small l.
    if word == "in" {
        return Some("ln".to_owned());
    }
    if word.len() > LONGEST {
        return None;
    }
    let table = TABLE.iter().flat_map(|row| std::iter::once(&row.name).chain(row.aliases));
    table
        .chain(COMPOSED.iter().flat_map(|row| row.names))
        .map(|name| {
            let has_digit = name.ends_with(|c: char| c.is_ascii_digit());
            (edit_distance(&word, name), has_digit, name.len().abs_diff(word.len()), name)
        })
        .min()
        .filter(|&(distance, ..)| distance <= 2 && distance * 2 < word.len())
        .map(|(.., name)| (*name).to_owned())
}

/// How many letters have to be put in, taken out, replaced or swapped with their neighbour (optimal string alignment).
fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or(0)
}
