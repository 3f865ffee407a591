//! Brackets that may grow, `\left( … \right)`, where there is nothing to grow for.
//!
//! Browsers give a bracket that may grow the width of the widest it could become, so `\left(x\right)` is set with holes
//! in it. Around what is no taller than a line the bracket is therefore fixed.

use pulldown_latex::event::{Content, DelimiterType, Event, Grouping, ScriptPosition, Visual};

/// A group that has begun.
struct Open {
    /// Where it begins.
    at: usize,
    /// Its brackets, if they may grow.
    brackets: Option<(Option<char>, Option<char>)>,
    /// Whether something in it is taller than a line.
    tall: bool,
}

/// The same events with fixed brackets around what is no taller than a line.
pub fn lowered(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut lowered = Vec::with_capacity(events.len());
    let mut open: Vec<Open> = Vec::new();
    for event in events {
        match &event {
            Event::Begin(grouping) => {
                let brackets = match grouping {
                    Grouping::LeftRight(left, right) => Some((*left, *right)),
                    _ => None,
                };
                let plain = matches!(grouping, Grouping::Normal | Grouping::LeftRight(..));
                open.push(Open { at: lowered.len(), brackets, tall: !plain });
            }
            Event::End => {
                if let Some(group) = open.pop() {
                    close(&mut lowered, &group);
                    if let Some(outer) = open.last_mut() {
                        outer.tall |= group.tall;
                    }
                }
            }
            other => {
                if let Some(group) = open.last_mut() {
                    group.tall |= is_tall(other);
                }
            }
        }
        lowered.push(event);
    }
    lowered
}

/// Fixes the brackets of a group whose content ends here, if it is low.
fn close(events: &mut Vec<Event<'_>>, group: &Open) {
    let Some((left, right)) = group.brackets.filter(|_| !group.tall) else { return };
    events[group.at] = Event::Begin(Grouping::Normal);
    if let Some(left) = left {
        events.insert(group.at + 1, bracket(left, DelimiterType::Open));
    }
    events.extend(right.map(|right| bracket(right, DelimiterType::Close)));
}

fn bracket(content: char, ty: DelimiterType) -> Event<'static> {
    Event::Content(Content::Delimiter { content, size: None, ty })
}

fn is_tall(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Visual(Visual::SquareRoot | Visual::Root | Visual::Fraction(_))
            | Event::Content(Content::LargeOp { .. })
            | Event::Script { position: ScriptPosition::AboveBelow | ScriptPosition::Movable, .. }
            | Event::EnvironmentFlow(_)
    )
}
