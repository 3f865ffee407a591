//! How to differentiate, where there is a choice, and how much of it is written down.

use crate::{
    app::widgets::Segments,
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
    let titled = |method: Method| (method, method.title().to_owned());
    let choose_method = move || {
        let methods = methods.get();
        (methods.len() > 1).then(|| {
            let options = methods.into_iter().map(titled).collect();
            view! {
                <Segments
                    legend="Method"
                    options=options
                    chosen=method
                    on_choose=move |method| on_choose.run(Action::Method(method))
                />
            }
        })
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
