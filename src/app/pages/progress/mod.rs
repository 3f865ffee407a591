//! The page “Progress”: where each skill stands and why it comes when it comes, the slips, the share of right answers, and the
//! record itself to take away or to forget.

mod accuracy;
mod keeping;

use self::{accuracy::Accuracy, keeping::Keeping};
use crate::{
    app::{keeper::Keeper, site::href, timer::now},
    page::Page,
    practice::{Report, Row, Slip},
    query::Query,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Progress() -> impl IntoView {
    let keeper = expect_context::<Keeper>();
    keeper.open();
    let record = keeper.record();
    let ready = keeper.ready();
    let report = Memo::new(move |_| record.with(|record| Report::new(&record.progress, now())));
    let summary = move || report.with(|report| report.summary.clone());
    let rows = move || report.with(|report| report.skills.iter().map(skill_row).collect_view());
    let slips = move || report.with(|report| report.slips.iter().map(slip_row).collect_view());
    let no_slips = move || report.with(|report| report.slips.is_empty());
    view! {
        <article class="progress-page">
            <h1>"Progress"</h1>
            <Show when=move || ready.get() fallback=|| view! { <p class="opening-record">"Opening your record …"</p> }>
                <p class="about">{summary}" "<a href=href(Page::Practice, &Query::new())>"Go on practising"</a></p>
                <p class="trouble" role="alert">{move || keeper.trouble().get()}</p>
                <section aria-labelledby="skills-title">
                    <h2 id="skills-title">"Skills"</h2>
                    <p class="about">
                        "What would go right now is reckoned from your latest problems and from what is forgotten since. What is
                        weak or new comes more often: beside it stands the chance that the next problem is one of it."
                    </p>
                    <div class="wide-table" role="region" aria-label="Skills" tabindex="0">
                        <table class="skill-table">
                            <thead>
                                <tr>
                                    <th scope="col">"Skill"</th>
                                    <th scope="col">"Of ten, right now"</th>
                                    <th scope="col">"Review"</th>
                                    <th scope="col">"Comes next"</th>
                                    <th scope="col">"Level"</th>
                                    <th scope="col">"Right"</th>
                                    <th scope="col">"With hints"</th>
                                    <th scope="col">"Not solved"</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                </section>
                <Accuracy record=record />
                <section aria-labelledby="slips-title">
                    <h2 id="slips-title">"Slips"</h2>
                    <p class="about" hidden=move || !no_slips()>"None found so far."</p>
                    <ul class="slips" hidden=no_slips>{slips}</ul>
                </section>
                <Keeping keeper=keeper />
            </Show>
        </article>
    }
}

fn skill_row(row: &Row) -> impl IntoView + use<> {
    let Row { skill, tally, in_ten, level, next, percent } = row.clone();
    let waits = next.starts_with("after").then_some("");
    let tried = |n: u32| (tally.total() > 0).then_some(n);
    view! {
        <tr data-waiting=waits>
            <th scope="row">
                <a href=href(Page::Practice, &Query::new().with("only", skill.id()))>{skill.title()}</a>
            </th>
            <td data-tally="in-ten">
                {in_ten.map(|n| view! { <span class="share" style=("--share", n.to_string())></span> {n} })}
            </td>
            <td data-tally="next">{next}</td>
            <td data-tally="percent">{(percent > 0).then(|| format!("{percent} %"))}</td>
            <td data-tally="level">{tried(level.number().into())}</td>
            <td data-tally="right">{tried(tally.right)}</td>
            <td data-tally="hinted">{tried(tally.hinted)}</td>
            <td data-tally="wrong">{tried(tally.wrong + tally.shown)}</td>
        </tr>
    }
}

fn slip_row(slip: &Slip) -> impl IntoView + use<> {
    let Slip { mistake, times, last } = slip.clone();
    let often = if times == 1 { "once".to_owned() } else { format!("{times} times") };
    view! {
        <li>
            <strong>{mistake.name()}</strong>
            <span class="often">{format!("{often}, the last {last}")}</span>
            <span>
                {mistake.sentence()}" "
                <a href=href(Page::Practice, &Query::new().with("slip", mistake.id()))>"Practise against it"</a>
            </span>
        </li>
    }
}
