//! What is said about an answer: the slip, the part where it was made, and the rule that goes right there.

use super::{Desk, graph::Graph};
use crate::{
    app::math::{Ink, Math},
    practice::{Blank, Grade, Picture, Source, Wrong, answer_over_slope},
    symbolic::{Rule, latex_marked, print::Mark},
};
use leptos::prelude::*;

/// What is said of one blank.
#[derive(Clone, PartialEq)]
struct Told {
    name: Option<String>,
    grade: Grade,
    formulas: Vec<String>,
    remark: Vec<String>,
    picture: Option<Picture>,
}

/// What is said about the last answer, blank by blank.
#[component]
pub fn Feedback(desk: Desk) -> impl IntoView {
    let graded = Memo::new(move |_| {
        desk.session.with(|session| {
            let view = session.view();
            let grades = view.feedback.map(<[Grade]>::to_vec).unwrap_or_default();
            let several = grades.len() > 1;
            let name = |blank: &Blank| several.then(|| blank.name.clone());
            let told: Vec<_> = view
                .problem
                .blanks
                .iter()
                .zip(grades)
                .zip(view.texts)
                .map(|((blank, grade), text)| {
                    // Where nothing explains it, the picture shows where it goes wrong.
                    let unexplained = matches!(&grade, Grade::Wrong(wrong) if wrong.findings.is_empty());
                    let picture = if unexplained { answer_over_slope(blank, text) } else { None };
                    let formulas = if let Grade::Wrong(wrong) = &grade { formulas(blank, wrong) } else { Vec::new() };
                    let remark = if grade.is_correct() { blank.remark.clone() } else { Vec::new() };
                    Told { name: name(blank), grade, formulas, remark, picture }
                })
                .collect();
            told
        })
    });
    let shown = move || {
        let one = |Told { name, grade, formulas, remark, picture }| {
            let kind = match grade {
                Grade::Correct => "right",
                Grade::Wrong(_) | Grade::NotThis(_) => "wrong",
                Grade::Ungraded(_) => "ungraded",
            };
            let sentences =
                grade.sentences().into_iter().chain(remark).map(|sentence| view! { <p>{sentence}</p> }).collect_view();
            let formulas = formulas.into_iter().map(|latex| view! { <Math latex=latex display=true /> }).collect_view();
            view! {
                <div class="verdict" data-verdict=kind>
                    {name.map(|name| view! { <p class="asked">{name}</p> })}
                    {sentences}
                    {formulas}
                    {picture.map(|picture| view! {
                        <figure>
                            <Graph picture=picture />
                            <figcaption>"Dotted: your answer. Squares: the slope as it is measured."</figcaption>
                        </figure>
                    })}
                </div>
            }
        };
        graded.get().into_iter().map(one).collect_view()
    };
    view! { <div class="feedback" role="status">{shown}</div> }
}

/// The function with the part marked at which it went wrong, and the rule that goes right there.
fn formulas(blank: &Blank, wrong: &Wrong) -> Vec<String> {
    let told = wrong.told();
    let Some(slip) = told.first().and_then(|finding| finding.slips.first()) else { return Vec::new() };
    let mut all = Vec::new();
    if let Source::Derivative { of, by } = &blank.source
        && by.len() == 1
        && of.part(&slip.place) == Some(&slip.part)
        && !slip.place.is_empty()
    {
        let marks: Vec<Mark> = told
            .first()
            .map(|finding| {
                let mark = |place: &Vec<usize>| Mark { path: place.clone(), colour: Ink::Error.colour() };
                finding.slips.iter().map(|slip| mark(&slip.place)).collect()
            })
            .unwrap_or_default();
        all.push(latex_marked(of, &marks));
    }
    all.extend(slip.rule().map(Rule::formula));
    all
}
