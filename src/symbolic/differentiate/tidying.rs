//! Tidying, law by law, as lines; and where a line changed.

use super::{Application, Applied, Detail, Rule, Step};
use crate::symbolic::{Expr, Law, Node, follows, simplify_where_defined, tidyings};

/// The most lines of tidying that a person would write.
const USUAL: usize = 3;

/// The steps from `line` to `answer`, to which it tidies.
pub(super) fn steps(line: &Expr, answer: &Expr, detail: Detail) -> Vec<Step> {
    let mut laws = tidyings(line);
    let end = laws.last().map_or(line, |(_, e)| e);
    if end != answer && (end.to_string() == answer.to_string() || follows(line, answer).is_proved()) {
        laws.pop();
        laws.push((Law::Factors, answer.clone()));
    }
    written(line, laws, detail)
}

/// The tidying of `line` as far as all the `parts` can be seen in it; to the end if they are not to be seen in it now.
pub(super) fn steps_with(line: &Expr, parts: &[Expr], detail: Detail) -> Vec<Step> {
    let parts: Vec<[Expr; 2]> = parts.iter().map(|part| [part.clone(), simplify_where_defined(part)]).collect();
    let shows = |e: &Expr| parts.iter().all(|forms| e.any(&|inside| forms.contains(inside)));
    let mut laws = tidyings(line);
    if shows(line) {
        let kept = laws.iter().rposition(|(_, e)| shows(e)).map_or(0, |last| last + 1);
        laws.truncate(kept);
    }
    written(line, laws, detail)
}

/// The laws as steps: each one in full detail, the few that matter as usual, all in one for short.
fn written(line: &Expr, laws: Vec<(Law, Expr)>, detail: Detail) -> Vec<Step> {
    let mut lines: Vec<(Vec<Law>, Expr)> = laws.into_iter().map(|(law, line)| (vec![law], line)).collect();
    leave_out_loops(line, &mut lines);
    leave_out_detours(line, &mut lines);
    let most = match detail {
        Detail::Short => 1,
        Detail::Usual => USUAL,
        Detail::Full => usize::MAX,
    };
    while lines.len() > most {
        merge_least(line, &mut lines);
    }
    let mut before = line.clone();
    let step = |(laws, after): (Vec<Law>, Expr)| {
        let step = step(&before, &after, &laws.into_iter().map(Rule::Tidy).collect::<Vec<_>>());
        before = after;
        step
    };
    lines.into_iter().map(step).collect()
}

/// Leaves out lines that read as an earlier one, with all between: no two are alike then. Brackets that nobody sees make
/// no line.
fn leave_out_loops(line: &Expr, lines: &mut Vec<(Vec<Law>, Expr)>) {
    let mut texts = vec![line.to_string()];
    let mut kept = Vec::new();
    for (laws, e) in lines.drain(..) {
        let text = e.to_string();
        if let Some(earlier) = texts.iter().position(|t| *t == text) {
            texts.truncate(earlier + 1);
            kept.truncate(earlier);
        } else {
            texts.push(text);
            kept.push((laws, e));
        }
    }
    *lines = kept;
}

/// Leaves out lines in which a bracket is multiplied out that stands in the lines before and after.
fn leave_out_detours(line: &Expr, lines: &mut Vec<(Vec<Law>, Expr)>) {
    let mut i = 0;
    while i + 1 < lines.len() {
        let before = if i == 0 { line } else { &lines[i - 1].1 };
        let (detour, after) = (&lines[i].1, &lines[i + 1].1);
        let is_kept = |bracket: &Expr| {
            matches!(bracket.node(), Node::Sum(_))
                && bracket != before
                && after.any(&|part| part == bracket)
                && !detour.any(&|part| part == bracket)
        };
        if before.any(&is_kept) {
            lines.remove(i);
        } else {
            i += 1;
        }
    }
}

/// Joins the two neighbouring steps of which the first changes least.
fn merge_least(line: &Expr, lines: &mut Vec<(Vec<Law>, Expr)>) {
    let size = |i: usize| lines.get(i).map_or(0, |(_, e)| e.size());
    let change = |i: usize| if i == 0 { line.size() } else { size(i - 1) }.abs_diff(size(i));
    let Some(least) = (0..lines.len().saturating_sub(1)).min_by_key(|&i| change(i)) else { return };
    let (laws, _) = lines.remove(least);
    if let Some((next, _)) = lines.get_mut(least) {
        let mut all = laws;
        all.extend(next.iter().filter(|law| !all.contains(law)).copied().collect::<Vec<_>>());
        *next = all;
    }
}

/// A step in which nothing is differentiated, with the parts that differ as its places.
pub(super) fn step(before: &Expr, after: &Expr, rules: &[Rule]) -> Step {
    let mut places = Vec::new();
    differing(before, after, &mut Vec::new(), &mut places);
    let applied = |(place, from, to): (Vec<usize>, Expr, Expr)| Applied {
        rules: rules.to_vec(),
        application: Application::plain(rules.first().copied().unwrap_or(Rule::Tidy(Law::Factors)), to),
        target: from,
        place_before: place.clone(),
        place_after: Some(place),
    };
    Step { applications: places.into_iter().map(applied).collect(), before: before.clone(), after: after.clone() }
}

/// The smallest parts in which the two differ, each with its place, which is the same in both.
fn differing(a: &Expr, b: &Expr, place: &mut Vec<usize>, found: &mut Vec<(Vec<usize>, Expr, Expr)>) {
    if a == b {
        return;
    }
    let (inside_a, inside_b) = (a.children(), b.children());
    let alike = !inside_a.is_empty()
        && inside_a.len() == inside_b.len()
        && a.with_children(inside_b.to_vec()) == *b
        && inside_a.iter().zip(inside_b).any(|(u, v)| u == v || inside_a.len() == 1);
    if !alike {
        return found.push((place.clone(), a.clone(), b.clone()));
    }
    for (i, (u, v)) in inside_a.iter().zip(inside_b).enumerate() {
        place.push(i);
        differing(u, v, place, found);
        place.pop();
    }
}
