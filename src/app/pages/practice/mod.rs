//! The page “Practice”: problems made at random, answers that are really checked, and what came of them, kept.

mod answer;
mod feedback;
mod graph;
mod keys;
mod skills;

use self::{answer::Answer, graph::Graph, skills::Skills};
use crate::{
    app::{address::Address, keeper::Keeper, math::Math, timer::now},
    page::Page,
    practice::{Action, Form, Kind, Mistake, Mode, ProblemSet, Session, Skill, Source},
    query::Query,
    symbolic::{Symbol, parse},
};
use leptos::{prelude::*, task::spawn_local};

/// The session with all that it needs from the browser.
///
/// An attempt is stored before anything is said about it: the session goes on at once, but what is seen stays as it is while an
/// attempt is being written.
#[derive(Clone, Copy)]
pub struct Desk {
    session: RwSignal<Session>,
    keeper: Keeper,
    address: Address,
    /// How many attempts are being written.
    writing: RwSignal<usize>,
}

impl Desk {
    /// Does what the learner did.
    fn act(self, action: Action) {
        self.changed_by(action);
    }

    /// Does what the learner did, and says whether it changed anything.
    fn changed_by(self, action: Action) -> bool {
        let update = |session: &mut Session| {
            let changed = session.update(action, now());
            (changed.clone(), changed.problem.then(|| link(session)))
        };
        let Some((changed, link)) = self.session.try_update_untracked(update) else { return false };
        if let Some(link) = link {
            self.address.push(link);
        }
        if let Some(attempt) = changed.attempt {
            self.writing.update(|n| *n += 1);
            spawn_local(async move {
                self.keeper.keep(attempt).await;
                self.writing.try_update(|n| *n -= 1);
                self.show();
            });
        } else if changed.view {
            self.show();
        }
        changed.view
    }

    /// Shows how the session stands, unless an attempt is still being written.
    fn show(self) {
        if self.writing.try_get_untracked() == Some(0) {
            self.session.try_update(|_| {});
        }
    }

    /// Takes in what other tabs and files add to the record, and forgets what is forgotten.
    fn follow_record(self) {
        let record = self.keeper.record();
        Effect::new(move |_| {
            let progress = record.with(|record| record.progress.clone());
            let changed = self.session.try_update_untracked(|session| {
                if progress.attempts().next().is_none() {
                    session.progress = progress;
                } else {
                    session.progress.merge(&progress);
                }
            });
            if changed.is_some() {
                self.show();
            }
        });
    }
}

/// The page. The first problem depends on what was tried before, so it waits for the record.
#[component]
pub fn Practice() -> impl IntoView {
    let keeper = expect_context::<Keeper>();
    keeper.open();
    let address = Address::of(Page::Practice);
    let ready = keeper.ready();
    view! {
        <article class="practice">
            <h1>"Practice"</h1>
            <Show when=move || ready.get() fallback=|| view! { <p class="opening-record">"Opening your record …"</p> }>
                <Room keeper=keeper address=address />
            </Show>
        </article>
    }
}

/// The desk with its problem, and what there is to practise.
#[component]
fn Room(keeper: Keeper, address: Address) -> impl IntoView {
    let arrived = address.arrived();
    let progress = keeper.record().with_untracked(|record| record.progress.clone());
    let mut session = Session::new(progress, seed(), now());
    let linked = open(&mut session, &arrived.get_untracked());
    if !linked {
        address.replace(link(&session));
    }
    let desk = Desk { session: RwSignal::new(session), keeper, address, writing: RwSignal::new(0) };
    desk.follow_record();
    Effect::new(move |earlier: Option<()>| {
        let query = arrived.get();
        if earlier.is_some() {
            desk.session.update(|session| {
                open(session, &query);
            });
        }
    });
    let task = Memo::new(move |_| desk.session.with(|session| session.view().problem.task.clone()));
    let given = Memo::new(move |_| desk.session.with(|session| session.view().problem.given.clone()));
    let picture = Memo::new(move |_| desk.session.with(|session| session.view().problem.picture.clone()));
    let busy = move || (desk.writing.get() > 0).then_some("true");
    let reason = move || desk.session.with(|session| session.view().reason);
    view! {
        <div class="desk">
            <section class="problem" aria-label="Problem" aria-busy=busy>
                <p class="asked">{move || task.get()}</p>
                <div class="given">
                    {move || given.get().into_iter().map(|latex| view! { <Math latex=latex display=true /> }).collect_view()}
                    {move || picture.get().map(|picture| view! { <Graph picture=picture /> })}
                </div>
                <Answer desk=desk />
                <p class="reason">{reason}</p>
            </section>
            <Skills desk=desk />
        </div>
    }
}

/// What a link needs to come to the same problem.
fn link(session: &Session) -> Query {
    if let Some((set, number)) = session.set() {
        return set.query().with("n", number);
    }
    let view = session.view();
    let query = match view.mode {
        Mode::Mixed => Query::new(),
        Mode::Only(skill) => Query::new().with("only", skill.id()),
    };
    let problem = view.problem;
    if let (Kind { id: "own", .. }, Some(Source::Derivative { of, by })) =
        (problem.kind, problem.blanks.last().map(|blank| &blank.source))
    {
        let by = by.first().map(ToString::to_string).unwrap_or_default();
        let query = query.with("own", of).with("by", by);
        return if problem.form == Form::Write { query } else { query.with("form", problem.form.id()) };
    }
    let query = query.with("kind", problem.kind.id).with("seed", problem.seed);
    if problem.form == Form::Write { query } else { query.with("form", problem.form.id()) }
}

/// Goes to the problem of a link, if it names one that is not there already; whether it names one.
fn open(session: &mut Session, query: &Query) -> bool {
    if let Some(only) = query.get("only").and_then(Skill::from_id).filter(|_| session.view().mode == Mode::Mixed) {
        session.update(Action::Choose(Mode::Only(only)), now());
    }
    if let Some(f) = query.get("own").and_then(|f| parse(f).ok()) {
        let by = Symbol::new(query.get("by").unwrap_or("x"));
        let form = query.get("form").and_then(Form::from_id).unwrap_or_default();
        let is_there = link(session).get("own") == Some(f.to_string().as_str()) && session.view().problem.form == form;
        return is_there || session.update(Action::Own(f, by, form), now()).problem;
    }
    if let Some(mistake) = query.get("slip").and_then(Mistake::from_id) {
        session.update(Action::Against(mistake), now());
        return false;
    }
    if let Some(set) = ProblemSet::from_query(query) {
        let number = query.get("n").and_then(|n| n.parse().ok()).unwrap_or(1);
        if session.set() != Some((&set, number)) {
            session.update(Action::Set(set, number), now());
        }
        // Without a number in it the link becomes one with a number.
        return query.get("n").is_some();
    }
    let seed = query.get("seed").and_then(|seed| seed.parse().ok());
    let (Some(kind), Some(seed)) = (query.get("kind").and_then(Kind::from_id), seed) else { return false };
    let form = query.get("form").and_then(Form::from_id).unwrap_or_default();
    let problem = session.view().problem;
    if *problem.kind != *kind || problem.seed != seed || problem.form != form {
        session.update(Action::Open { kind, seed, form }, now());
    }
    true
}

fn seed() -> u64 {
    // A link shows the seed of a problem; a million million is enough to choose from.
    (js_sys::Math::random() * 1e12) as u64
}
