//! The first page: what Gradus is, something to take hold of, and the ways on.

use crate::{
    app::{
        math::{Ink, Math},
        site::href,
        tangent::TangentPlot,
    },
    lab::{TangentLab, figure},
    page::Page,
    query::Query,
    symbolic::{Symbol, latex, parse},
};
use leptos::prelude::*;

/// What is drawn: it rises, falls and turns, and its derivative is a line long.
const FUNCTION: &str = "x sin x";

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <div class="home-page">
            <section class="opening">
                <h1>"The calculus behind machine learning, one step at a time"</h1>
                <p>
                    "Type a function and read its derivative rule by rule. Walk down a loss by its gradient. Practise
                    until the rules come by themselves."
                </p>
            </section>
            <LiveFigure />
            <Ways />
        </div>
    }
}

/// A curve with a tangent to drag along it.
#[component]
fn LiveFigure() -> impl IntoView {
    let of = parse(FUNCTION).ok().and_then(|f| {
        let lab = TangentLab::new(&f, &Symbol::new("x")).ok()?;
        Some((latex(&f), lab))
    });
    of.map(|(f, lab)| {
        let formulas = [
            Ink::Function.around(&format!("f(x)={f}")),
            Ink::Derivative.around(&format!("f'(x)={}", latex(lab.slope_formula()))),
        ];
        let lab = RwSignal::new(lab);
        let readings = move || {
            let readings = lab.with(TangentLab::readings);
            format!("At x = {} the slope is {}.", figure(Some(readings.x)), figure(readings.slope))
        };
        view! {
            <figure class="figure">
                <TangentPlot lab=lab on_action=move |action| lab.update(|lab| lab.update(action)) />
                <figcaption>
                    <p class="formulas">{formulas.map(|formula| view! { <Math latex=formula /> }).collect_view()}</p>
                    <p>"Drag the point, or move it by the arrow keys. "<output class="slope">{readings}</output></p>
                </figcaption>
            </figure>
        }
    })
}

/// What there is to do, in the order in which to do it.
#[component]
fn Ways() -> impl IntoView {
    let ways = [
        (Page::Derive, "A function of your own, differentiated line by line, with the rule named in each."),
        (Page::Labs, "Limits, descents and more as something to move, with functions and losses of your own."),
        (Page::Practice, "Problems for every rule. A wrong answer is shown where it fails; a hint is the next line."),
    ];
    let way = |(page, words): (Page, &'static str)| {
        view! {
            <li>
                <a href=href(page, &Query::new())>
                    <strong>{page.name()}</strong>
                    <span>{words}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="onward" aria-label="Ways on">
            <ul class="ways">{ways.map(way).collect_view()}</ul>
        </nav>
    }
}
