//! The page “Descent”: a loss, its landscape, and a descent that is stepped through.

mod controls;
mod landscape;
mod play;

use self::{
    controls::{LossChoice, Settings, Transport},
    landscape::Landscape,
};
use crate::{
    app::{address::Address, math::Formulas},
    lab::{DescentLab, descent::Action},
    optimize::LossError,
    page::Page,
    query::Query,
};
use leptos::prelude::*;

/// What the page shows: the lab, and what is wrong with what was asked for last.
#[derive(Clone, Copy)]
pub struct Desk {
    lab: RwSignal<DescentLab>,
    /// What is wrong with the loss that is being typed.
    loss_fault: RwSignal<Option<String>>,
    /// What is wrong with a setting.
    setting_fault: RwSignal<Option<String>>,
    address: Address,
}

impl Desk {
    /// Does what the reader did, and lets the address follow.
    fn act(self, action: Action) {
        let lasting = matches!(action, Action::Method(_) | Action::Schedule(_));
        let sets = lasting || matches!(action, Action::Rate(_) | Action::Setting(..) | Action::ScheduleSetting(..));
        let result = self.lab.try_update(|lab| lab.update(action));
        if sets {
            let fault = result.and_then(Result::err).map(|error| error.to_string());
            self.setting_fault.try_set(fault);
        }
        if let Some(query) = self.lab.try_with_untracked(DescentLab::query) {
            if lasting { self.address.push(query) } else { self.address.replace(query) }
        }
    }

    /// Puts another loss on the desk, if it can be used.
    fn put(self, lab: Result<DescentLab, LossError>, show: fn(&Address, Query)) {
        match lab {
            Ok(lab) => {
                show(&self.address, lab.query());
                self.lab.set(lab);
                self.loss_fault.set(None);
                self.setting_fault.set(None);
            }
            Err(error) => self.loss_fault.set(Some(error.to_string())),
        }
    }
}

/// The page.
#[component]
pub fn Descent() -> impl IntoView {
    let address = Address::of(Page::Descent);
    let arrived = address.arrived();
    let from_link = |query: &Query| match DescentLab::from_query(query) {
        Ok(lab) => Some((lab, None)),
        // The link's loss can't be used: say so over a loss that can.
        Err(error) => DescentLab::from_query(&Query::new()).ok().map(|lab| (lab, Some(error.to_string()))),
    };
    let Some((lab, fault)) = from_link(&arrived.get_untracked()) else {
        return view! { <p>"The losses can't be shown."</p> }.into_any();
    };
    let desk =
        Desk { lab: RwSignal::new(lab), loss_fault: RwSignal::new(fault), setting_fault: RwSignal::new(None), address };
    Effect::new(move |earlier: Option<()>| {
        let query = arrived.get();
        if let (Some(()), Some((lab, fault))) = (earlier, from_link(&query)) {
            desk.lab.set(lab);
            desk.loss_fault.set(fault);
        }
    });
    view! {
        <article class="descent">
            <h1>"Descent"</h1>
            <LossChoice desk=desk />
            <div class="desk" class:stale=move || desk.loss_fault.with(Option::is_some)>
                <Landscape desk=desk />
                <div class="panel">
                    <Transport desk=desk />
                    <Numbers lab=desk.lab />
                    <Settings desk=desk />
                </div>
            </div>
        </article>
    }
    .into_any()
}

/// The update rule with the numbers of the last step, and how the run stands.
#[component]
fn Numbers(lab: RwSignal<DescentLab>) -> impl IntoView {
    let lines = Memo::new(move |_| lab.with(DescentLab::step_latex));
    let sentence = Memo::new(move |_| lab.with(DescentLab::describe));
    let evidence = Memo::new(move |_| lab.with(DescentLab::evidence_sentence));
    let curvature = Memo::new(move |_| lab.with(DescentLab::curvature_sentence));
    view! {
        <section class="numbers" aria-label="The last step in numbers">
            <p class="status" role="status" data-status=move || format!("{:?}", lab.with(DescentLab::status))>
                {move || sentence.get()}
            </p>
            <div class="step">
                <Formulas lines=lines />
            </div>
            <p class="evidence" hidden=move || evidence.with(String::is_empty)>{move || evidence.get()}</p>
            <p class="curvature">{move || curvature.get()}</p>
        </section>
    }
}
