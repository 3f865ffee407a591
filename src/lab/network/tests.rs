//! The lab of networks: settings and steps in; losses, regions, matrices and words out.

use super::*;
use crate::plot::Pace;
use crate::{lab::law, page::Page};
use proptest::prelude::*;

fn open(link: &str) -> NetworkLab {
    NetworkLab::from_query(&Query::parse(link)).unwrap()
}

#[test]
fn each_set_is_learned_by_a_network_that_is_large_enough() {
    for (link, least) in [
        ("set=moons&hidden=6&rate=0.7&steps=800", 0.95),
        ("set=ring&hidden=5&rate=0.7&steps=600", 0.95),
        ("set=xor&hidden=4&rate=0.7&steps=400", 0.95),
        ("set=blobs&hidden=&rate=0.5&steps=200", 0.9),
        ("set=spirals&hidden=8,8&rate=0.7&steps=2500", 0.9),
    ] {
        let lab = open(link);
        assert!(lab.right.accuracy(&lab.samples) >= least, "{link}: {}", lab.describe());
    }
}

#[test]
fn without_a_hidden_layer_exclusive_or_is_not_learned() {
    let lab = open("set=xor&hidden=&rate=0.5&steps=500");
    assert!(lab.right.loss().unwrap() > 0.6, "{}", lab.describe());
}

#[test]
fn the_gradient_is_checked_by_differences() {
    for link in ["set=moons&hidden=3,2&steps=7", "set=blobs&hidden=4&f=gelu&loss=squared&steps=20&batch=10"] {
        let mut lab = open(link);
        for weight in lab.weights() {
            lab.weight = weight;
            let sample = lab.present();
            let net = &lab.right.net;
            let gradient = net.backward(&net.forward(&sample.at), sample.class, None);
            let exact = gradient.layers[weight.layer].weights[weight.row][weight.column];
            assert!((words::measured(&lab) - exact).abs() < 1e-8, "{link} {weight:?}");
        }
    }
}

#[test]
fn wrong_gradients_race() {
    let sign = open("set=moons&hidden=4&rate=0.3&steps=60&mistake=sign");
    assert!(
        sign.describe().contains("it climbs") || sign.describe().contains("left all bounds"),
        "{}",
        sign.describe()
    );
    let diagonal = open("set=blobs&hidden=4&rate=0.3&steps=120&mistake=diagonal");
    let wrong = diagonal.wrong.as_ref().unwrap();
    assert!(wrong.loss() < Some(0.8 * wrong.losses[0]), "it learns: {}", diagonal.describe());
    assert!(wrong.loss() > diagonal.right.loss(), "{}", diagonal.describe());
    let none = open("set=xor&hidden=&steps=5&mistake=transposed");
    assert!(none.describe().contains("can’t make that mistake"));
    let note = &none.inputs().into_iter().find(|input| input.id == "mistake").unwrap().note;
    assert!(note.starts_with("No matrix behind the first is square"));
}

#[test]
fn sigmoids_let_the_gradient_vanish_on_its_way_back() {
    let sizes = |f: &str| open(&format!("set=ring&hidden=6,6,6&f={f}")).right.gradient_sizes(&open("set=ring").samples);
    let (sigmoid, relu) = (sizes("sigmoid"), sizes("relu"));
    assert!(sigmoid[0] / sigmoid[3] < 0.1 * (relu[0] / relu[3]), "{sigmoid:?} {relu:?}");
}

#[test]
fn epochs_take_every_point_once() {
    let mut lab = open("set=moons&batch=10");
    assert_eq!(lab.epoch(), 6);
    lab.update(Action::Press("epoch".into())).unwrap();
    assert_eq!(lab.steps(), 6);
    assert!(lab.describe().starts_with("After 6 steps, 1 epoch,"), "{}", lab.describe());
    // The same steps one by one give the same network.
    let mut single = open("set=moons&batch=10");
    (0..6).for_each(|_| single.update(Action::Press("step".into())).unwrap());
    assert_eq!(single.right.net, lab.right.net);
}

#[test]
fn what_is_set_begins_anew_and_a_race_is_joined() {
    let mut lab = open("set=moons&hidden=4&steps=30");
    let trained = lab.right.net.clone();
    lab.update(Action::Choose("mistake".into(), "slope".into())).unwrap();
    assert_eq!((lab.steps(), &lab.right.net), (30, &trained));
    assert_eq!(lab.wrong.as_ref().unwrap().losses.len(), 31);
    lab.update(Action::Set("rate".into(), 0.0)).unwrap();
    assert_eq!((lab.steps(), lab.settings.rate), (0, 1.0));
    for (text, well) in [("3, 2", true), ("", true), ("9", false), ("1,1,1,1", false), ("two", false)] {
        assert_eq!(lab.update(Action::Type("hidden".into(), text.into())).is_ok(), well, "{text}");
    }
    assert!(lab.settings.hidden.is_empty());
}

#[test]
fn points_of_ones_own() {
    let mut lab = open("set=xor");
    lab.update(Action::Choose("set".into(), "own".into())).unwrap();
    assert_eq!(lab.samples.len(), 60);
    lab.update(Action::Type("data".into(), "x y class\n0 0 0\n1 1 1\n2 0 2".into())).unwrap();
    assert_eq!((lab.samples.len(), lab.right.net.layers.last().unwrap().biases.len()), (3, 3));
    assert_eq!(lab.update(Action::Type("data".into(), "0 0 5".into())).unwrap_err(), "The classes are 0, 1 and 2.");
    assert!(lab.update(Action::Type("data".into(), "0 0".into())).unwrap_err().starts_with("Line 1: type two numbers"));
    assert_eq!(open(&lab.query().to_string()).samples, lab.samples);
}

#[test]
fn points_and_weights_are_chosen_by_hand_and_by_keys() {
    let mut lab = open("set=moons&hidden=3");
    let [x, y] = lab.samples[17].at;
    lab.update(Action::Drag("sample".into(), (x, y))).unwrap();
    assert_eq!(lab.sample, 17);
    lab.update(Action::Nudge("weight".into(), Direction::Left, Pace::Usual)).unwrap();
    assert_eq!(lab.weight, Weight { layer: 1, row: 1, column: 2 });
    let middle = lab.middle(Weight { layer: 0, row: 2, column: 1 });
    lab.update(Action::Drag("weight".into(), middle)).unwrap();
    assert_eq!(lab.weight, Weight { layer: 0, row: 2, column: 1 });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_panics_and_every_state_has_a_link(
        set in prop::sample::select(vec!["moons", "blobs", "own&data=0,0,0;1,1,1"]),
        does in prop::collection::vec((0..9usize, -9.0..9.0f64), 0..8),
    ) {
        let mut lab = open(&format!("set={set}&hidden=3"));
        for (what, v) in does {
            let _ = lab.update(match what {
                0 => Action::Press("step".into()),
                1 => Action::Tick(v),
                2 => Action::Type("hidden".into(), format!("{v:.0}")),
                3 => Action::Choose("f".into(), if v > 0.0 { "relu" } else { "sigmoid" }.into()),
                4 => Action::Choose("mistake".into(), if v > 0.0 { "sign" } else { "transposed" }.into()),
                5 => Action::Set("rate".into(), v),
                6 => Action::Drag("sample".into(), (v, v)),
                7 => Action::Choose("third".into(), if v > 0.0 { "gradients" } else { "loss" }.into()),
                _ => Action::Choose("batch".into(), if v > 0.0 { "1" } else { "all" }.into()),
            });
        }
        law::holds(&lab, Page::Network);
        let again = open(&lab.query().to_string());
        prop_assert_eq!(again.right.net, lab.right.net);
    }
}
