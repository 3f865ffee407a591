//! How to differentiate, where there is a choice, and how much of it is written down.

use crate::{
    app::widgets::{Segments, Select},
    lab::{DeriveLab, derive::Action},
    symbolic::{Detail, Method},
};
use leptos::prelude::*;

/// The two choices.
#[component]
pub fn Ways(
    lab: RwSignal<DeriveLab>,
    /// Called with what is chosen.
    on_choose: Callback<Action>,
) -> impl IntoView {
    let methods = Memo::new(move |_| lab.with(|lab| lab.work().map_or_else(Vec::new, |work| work.methods.clone())));
    let method = Memo::new(move |_| lab.with(DeriveLab::method));
    let detail = Memo::new(move |_| lab.with(DeriveLab::detail));
    let choose_method = move || {
        let methods = methods.get();
        let choose = move |method| on_choose.run(Action::Method(method));
        match methods.len() {
            0 | 1 => ().into_any(),
            2 | 3 => {
                let options = methods.into_iter().map(|method| (method, method.title().to_owned())).collect();
                view! { <Segments legend="Method" options=options chosen=method on_choose=choose /> }.into_any()
            }
            _ => {
                let options = methods.into_iter().map(|method| (method.id().into(), method.title().into())).collect();
                let chosen = Signal::derive(move || method.get().id().to_owned());
                let choose = move |id: String| {
                    if let Some(method) = Method::from_id(&id) {
                        choose(method);
                    }
                };
                view! { <Select label="Method" options=options chosen=chosen on_choose=choose /> }.into_any()
            }
        }
    };
    view! {
        <div class="ways">
            {choose_method}
            <Segments
                legend="Detail"
                options=Detail::ALL.map(|detail| (detail, detail.title().to_owned())).to_vec()
                chosen=detail
                on_choose=move |detail| on_choose.run(Action::Detail(detail))
            />
        </div>
    }
}
