//! What can be chosen, set and stepped.

use super::{Desk, play::Play};
use crate::{
    app::{
        address::Address,
        math::Math,
        widgets::{Button, Field, Limits, NumberField, Range, Select, Weight},
    },
    lab::{
        DescentLab,
        descent::{Action, RATE_POWERS, Source, rate_at, rate_place},
        figure,
    },
    optimize::{METHODS, PRESETS, SCHEDULES},
};
use leptos::prelude::*;

/// How many steps “100 steps” takes.
const MANY: usize = 100;

/// The loss: one of the list, or typed.
#[component]
pub fn LossChoice(desk: Desk) -> impl IntoView {
    let lab = desk.lab;
    let chosen = move || {
        lab.with(|lab| match lab.source() {
            Source::Preset(id) => (*id).to_owned(),
            Source::Typed(_) => String::new(),
        })
    };
    let about = move || {
        let id = chosen();
        PRESETS
            .iter()
            .find(|preset| preset.id == id)
            .map_or("A loss of your own. Its variables are θ in the formulas.", |preset| preset.about)
    };
    let options = PRESETS
        .iter()
        .map(|preset| (preset.id.to_owned(), preset.name.to_owned()))
        .chain([(String::new(), "My own".to_owned())])
        .collect();
    let choose = move |id: String| {
        if id.is_empty() {
            let text = lab.with_untracked(DescentLab::text);
            desk.put(DescentLab::typed(&text), Address::push);
        } else {
            desk.put(DescentLab::preset(&id), Address::push);
        }
    };
    // What is typed stays in the field while it can't be read.
    let draft = RwSignal::new(None::<String>);
    let text = move || {
        let unread = draft.get().filter(|_| desk.loss_fault.with(Option::is_some));
        unread.unwrap_or_else(|| lab.with(DescentLab::text))
    };
    let typed = move |text: String| {
        draft.set(Some(text.clone()));
        desk.put(DescentLab::typed(&text), Address::draft);
    };
    let confirm = move |()| desk.address.push(lab.with_untracked(DescentLab::query));
    view! {
        <div class="question">
            <Select label="Loss" options=options chosen=Signal::derive(chosen) on_choose=choose />
            <Field
                label="Loss J, in one or two variables"
                value=Signal::derive(text)
                on_input=typed
                on_enter=Callback::new(confirm)
                error=Signal::derive(move || desk.loss_fault.get())
            >
                <div class="formulas">
                    <Math latex=Signal::derive(move || lab.with(DescentLab::loss_latex)) display=true />
                    <Math latex=Signal::derive(move || lab.with(DescentLab::gradient_latex)) display=true />
                </div>
                <p class="about">{about}</p>
                <Limits
                    own="A loss of one or two variables, so that it can be seen."
                    f=move |()| Some(lab.with_untracked(|lab| lab.run().loss().expr().clone()))
                />
            </Field>
        </div>
    }
}

/// Step, step back, play.
#[component]
pub fn Transport(desk: Desk) -> impl IntoView {
    let lab = desk.lab;
    let play = Play::new(desk);
    let at_start = Memo::new(move |_| lab.with(|lab| lab.run().steps().is_empty()));
    let at_end = Memo::new(move |_| lab.with(|lab| !lab.can_step()));
    let finished = Memo::new(move |_| lab.with(|lab| !lab.goes_on()));
    let press = move |action: Action| {
        play.stop();
        desk.act(action);
    };
    view! {
        <div class="actions transport" role="group" aria-label="Steps">
            <Button on_press=move |()| press(Action::ToStart) disabled=at_start>"To the start"</Button>
            <Button on_press=move |()| press(Action::Back) disabled=at_start>"Back"</Button>
            <Button weight=Weight::Primary on_press=move |()| press(Action::Forward) disabled=at_end>"Step"</Button>
            <Button on_press=move |()| play.toggle() disabled=finished>
                {move || if play.is_on() { "Pause" } else { "Play" }}
            </Button>
            <Button on_press=move |()| press(Action::Take(MANY)) disabled=finished>{format!("{MANY} steps")}</Button>
        </div>
    }
}

/// The method and its numbers.
#[component]
pub fn Settings(desk: Desk) -> impl IntoView {
    let lab = desk.lab;
    let methods = METHODS.iter().map(|method| (method.name.to_owned(), method.title.to_owned())).collect();
    let method = Memo::new(move |_| lab.with(|lab| lab.method().name));
    let rate = Memo::new(move |_| lab.with(DescentLab::rate));
    let schedules = SCHEDULES.iter().map(|kind| (kind.name.to_owned(), kind.title.to_owned())).collect();
    let schedule = Memo::new(move |_| lab.with(|lab| lab.schedule().name));
    let (least, most) = RATE_POWERS;
    let letter = move || if schedule.get() == SCHEDULES[0].name { "α" } else { "α at first" };
    let of_schedule = move || lab.with(|lab| lab.schedule_settings().map(|(name, _)| name).collect::<Vec<_>>());
    let others =
        move || lab.with(|lab| lab.settings().map(|(name, _)| name).filter(|name| *name != "lr").collect::<Vec<_>>());
    view! {
        <section class="settings" aria-label="Settings">
            <Select
                label="Method"
                options=methods
                chosen=Signal::derive(move || method.get().to_owned())
                on_choose=move |name| desk.act(Action::Method(name))
            />
            <Range
                label=Signal::derive(move || format!("Learning rate {}", letter()))
                min=least
                max=most
                step=0.01
                value=Signal::derive(move || rate_place(rate.get()))
                text=Signal::derive(move || figure(Some(rate.get())))
                on_input=move |place| desk.act(Action::Rate(rate_at(place)))
            />
            <NumberField
                label=Signal::derive(move || format!("{} exactly", letter()))
                value=rate
                on_number=move |rate| desk.act(Action::Rate(rate))
                refused=desk.setting_fault
            />
            <For each=others key=move |name| (method.get_untracked(), *name) let:name>
                <NumberField
                    label=spelled(name)
                    value=Signal::derive(move || {
                        lab.with(|lab| lab.settings().find(|(n, _)| *n == name).map_or(0.0, |(_, value)| value))
                    })
                    on_number=move |value| desk.act(Action::Setting(name.to_owned(), value))
                    refused=desk.setting_fault
                />
            </For>
            <Select
                label="Schedule of the rate"
                options=schedules
                chosen=Signal::derive(move || schedule.get().to_owned())
                on_choose=move |name| desk.act(Action::Schedule(name))
            />
            <For each=of_schedule key=move |name| (schedule.get_untracked(), *name) let:name>
                <NumberField
                    label=spelled(name)
                    value=Signal::derive(move || {
                        lab.with(|lab| lab.schedule_settings().find(|(n, _)| *n == name).map_or(0.0, |(_, value)| value))
                    })
                    on_number=move |value| desk.act(Action::ScheduleSetting(name.to_owned(), value))
                    refused=desk.setting_fault
                />
            </For>
        </section>
    }
}

/// A setting's name with its letter in the formulas.
fn spelled(name: &str) -> String {
    let spelled = match name {
        "momentum" => "momentum μ",
        "dampening" => "dampening",
        "alpha" => "decay β",
        "eps" => "small number ε",
        "beta1" => "decay of the mean β₁",
        "beta2" => "decay of the square β₂",
        "damping" => "damping λ",
        "centered" => "centered (0 or 1)",
        "lr_decay" => "decay of the rate",
        "initial_accumulator_value" => "sum s at first",
        "weight_decay" => "weight decay λ",
        "c1" => "part of the slope c₁",
        "shrink" => "shrinking factor",
        "step_size" => "steps until it falls s",
        "gamma" => "factor γ",
        "T_max" => "steps until it is least T",
        "eta_min" => "least rate",
        "start_factor" => "part at first a",
        "end_factor" => "part at last b",
        "total_iters" => "steps until then T",
        "power" => "power p",
        other => other,
    };
    spelled.to_owned()
}
