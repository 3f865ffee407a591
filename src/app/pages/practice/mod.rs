//! The page “Practice”: problems made at random, answers that are really checked, and what came of them, kept.

mod answer;
mod keep;
mod skills;

use self::{answer::Answer, keep::Keeper, skills::Skills};
use crate::{
    app::{address::Address, math::Math},
    page::Page,
    practice::{Action, Level, Mode, Session, Skill},
    query::Query,
};
use leptos::prelude::*;

/// The session with all that it needs from the browser.
#[derive(Clone, Copy)]
pub struct Desk {
    session: RwSignal<Session>,
    keeper: Keeper,
    address: Address,
}

impl Desk {
    /// Does what the learner did. An attempt is kept before anything is said about it.
    fn act(self, action: Action) {
        let mut session = self.session.get_untracked();
        let changed = session.update(action, now());
        if changed.attempt.is_some() {
            self.keeper.keep(&mut session.progress);
        }
        if changed.problem {
            self.address.push(link(&session));
        }
        if changed.view {
            self.session.set(session);
        }
    }
}

/// The page.
#[component]
pub fn Practice() -> impl IntoView {
    let address = Address::of(Page::Practice);
    let arrived = address.arrived();
    let (keeper, progress) = Keeper::open();
    let mut session = Session::new(progress, seed());
    let linked = open(&mut session, &arrived.get_untracked());
    if !linked {
        address.replace(link(&session));
    }
    let desk = Desk { session: RwSignal::new(session), keeper, address };
    keeper.follow(desk.session);
    Effect::new(move |earlier: Option<()>| {
        let query = arrived.get();
        if earlier.is_some() {
            desk.session.update(|session| {
                open(session, &query);
            });
        }
    });
    let question = Memo::new(move |_| {
        desk.session.with(|session| {
            let view = session.view();
            format!(r"f\left({}\right)={}", view.problem.by, view.question)
        })
    });
    let reason = move || desk.session.with(|session| session.view().reason);
    view! {
        <article class="practice">
            <h1>"Practice"</h1>
            <div class="desk">
                <section class="problem" aria-label="Problem">
                    <p class="asked">"Differentiate"</p>
                    <Math latex=question display=true />
                    <Answer desk=desk />
                    <p class="reason">{reason}</p>
                </section>
                <Skills desk=desk />
            </div>
        </article>
    }
}

/// What a link needs to come to the same problem.
fn link(session: &Session) -> Query {
    let view = session.view();
    let query = match view.mode {
        Mode::Mixed => Query::new(),
        Mode::Only(skill) => Query::new().with("only", skill.id()),
    };
    let problem = view.problem;
    query.with("skill", problem.skill.id()).with("level", problem.level.number()).with("seed", problem.seed)
}

/// Goes to the problem of a link, if it names one that is not there already; whether it names one.
fn open(session: &mut Session, query: &Query) -> bool {
    let skill = query.get("skill").and_then(Skill::from_id);
    let seed = query.get("seed").and_then(|seed| seed.parse().ok());
    let (Some(skill), Some(seed)) = (skill, seed) else { return false };
    let level = query.get("level").and_then(|level| level.parse().ok()).map_or(Level::FIRST, Level::new);
    if let Some(only) = query.get("only").and_then(Skill::from_id).filter(|_| session.view().mode == Mode::Mixed) {
        session.update(Action::Choose(Mode::Only(only)), now());
    }
    let problem = session.view().problem;
    if (problem.skill, problem.level, problem.seed) != (skill, level, seed) {
        session.update(Action::Open { skill, level, seed }, now());
    }
    true
}

/// Milliseconds since 1970.
fn now() -> u64 {
    js_sys::Date::now() as u64
}

fn seed() -> u64 {
    // A link shows the seed of a problem; a million million is enough to choose from.
    (js_sys::Math::random() * 1e12) as u64
}
