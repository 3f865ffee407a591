//! What is descended: a loss, from above as a landscape and in space as a surface, perhaps with the data that it is of.

use std::sync::Arc;

use crate::{
    lab::{
        Landscape, exact_figure,
        fitted::Fitted,
        relief::{MESH, Relief},
        surface::sampled,
    },
    optimize::{Batches, Fit, Loss, LossError, Preset},
    plot::Interval,
    query::Query,
    symbolic::{self, Expr, Symbol, parse},
};

/// A loss and how it is seen.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) source: Source,
    pub(super) loss: Loss,
    pub(super) gradient: Vec<Expr>,
    pub(super) window: [Interval; 2],
    /// Of a loss of two variables.
    pub(super) seen: Option<Seen>,
}

/// A loss of two variables from above and in space.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) landscape: Arc<Landscape>,
    pub(super) relief: Relief,
}

/// Where the loss comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    /// One of the losses that are worth descending, by its id.
    Preset(&'static str),
    /// What a person typed.
    Typed(String),
    /// Data that something is fitted to.
    Data(Fitted),
}

/// Points of the landscape each way, and its contour lines.
const POINTS: usize = 201;
const LEVELS: usize = 20;

impl Ground {
    pub(super) fn new(source: Source) -> Result<Self, String> {
        let words = |error: LossError| error.to_string();
        let loss = match &source {
            Source::Preset(id) => {
                let preset = Preset::named(id).ok_or("There is no such loss.")?;
                preset.loss().map_err(words)?
            }
            Source::Typed(text) => Loss::new(parse(text).map_err(|error| error.to_string())?).map_err(words)?,
            Source::Data(fitted) => loss_of(fitted)?,
        };
        let window = [loss.view.horizontal, loss.view.vertical].map(|[from, to]| Interval::new(from, to));
        let by = |x: &Symbol| {
            symbolic::differentiate(loss.expr(), x).unwrap_or_else(|_| Expr::derivative(loss.expr().clone(), x.clone()))
        };
        let gradient = loss.variables().iter().map(by).collect();
        let mut ground = Self { source, loss, gradient, window, seen: None };
        ground.look(window);
        Ok(ground)
    }

    /// Another part of the plane.
    pub(super) fn look(&mut self, window: [Interval; 2]) {
        self.window = window;
        if self.is_flat() {
            let grid = |points| sampled(self.loss.program(), window[0], window[1], points);
            let relief = Relief::new(grid(MESH), window);
            let relief = match &self.seen {
                Some(seen) => relief.seen_as(&seen.relief),
                None => relief,
            };
            self.seen = Some(Seen { landscape: Arc::new(Landscape::new(&grid(POINTS), LEVELS)), relief });
        }
    }

    /// Whether it has two variables, so that its points lie in a plane.
    pub(super) fn is_flat(&self) -> bool {
        self.loss.variables().len() == 2
    }

    pub(super) fn fitted(&self) -> Option<&Fitted> {
        match &self.source {
            Source::Data(fitted) => Some(fitted),
            _ => None,
        }
    }

    /// The loss as text that can be changed.
    pub(super) fn text(&self) -> String {
        match &self.source {
            Source::Preset(id) => Preset::named(id).map(Preset::text).unwrap_or_default(),
            Source::Typed(text) => text.clone(),
            Source::Data(_) => String::new(),
        }
    }

    pub(super) fn id(&self) -> &'static str {
        match &self.source {
            Source::Preset(id) => id,
            Source::Typed(_) => "typed",
            Source::Data(fitted) => fitted.id(),
        }
    }

    /// A few data at a time, if there are data.
    pub(super) fn batches(&self, size: usize, seed: u64) -> Option<Batches> {
        let fitted = self.fitted()?;
        let terms: Result<Vec<Expr>, _> = fitted.data.iter().map(|&point| parse(&fitted.fit.term(point))).collect();
        Batches::new(&terms.ok()?, self.loss.variables(), size, seed).ok()
    }

    /// What a link says of it.
    pub(super) fn from_query(query: &Query) -> Result<Self, String> {
        if let Some(fitted) = Fitted::from_query(query)? {
            return Self::new(Source::Data(fitted));
        }
        match (query.get("f"), query.get("loss")) {
            (Some(text), _) if !text.trim().is_empty() => Self::new(Source::Typed(text.to_owned())),
            (_, Some(id)) => Self::named(id).unwrap_or_else(|| Self::new(Source::Preset("ravine"))),
            _ => Self::new(Source::Preset("ravine")),
        }
    }

    /// One of the losses that are worth descending; those that are fitted have their data.
    pub(super) fn named(id: &str) -> Option<Result<Self, String>> {
        let fitted = |fit| Some(Self::new(Source::Data(Fitted::new(fit))));
        match id {
            "line" | "regression" => fitted(Fit::Line),
            "logistic" => fitted(Fit::Logistic),
            _ => Preset::named(id).map(|preset| Self::new(Source::Preset(preset.id))),
        }
    }

    pub(super) fn add_to(&self, query: Query) -> Query {
        let query = match &self.source {
            Source::Preset(id) => query.with("loss", id),
            Source::Typed(text) => query.with("f", text),
            Source::Data(fitted) => fitted.add_to(query),
        };
        let [x, y] = self.window;
        let ends = [x.lo(), x.hi(), y.lo(), y.hi()].map(exact_figure);
        query.with("view", ends.join(","))
    }
}

/// The loss of data, begun where its preset begins.
fn loss_of(fitted: &Fitted) -> Result<Loss, String> {
    let preset = Preset::named(if fitted.fit == Fit::Line { "regression" } else { "logistic" });
    let preset = preset.ok_or("There is no such loss.")?.loss().map_err(|error| error.to_string())?;
    let expr = parse(&fitted.fit.loss(&fitted.data)).map_err(|error| error.to_string())?;
    let mut loss = Loss::with_variables(expr, &["w", "b"].map(Symbol::new)).map_err(|error| error.to_string())?;
    (loss.name, loss.view, loss.start, loss.rate) = (preset.name, preset.view, preset.start, preset.rate);
    loss.data.clone_from(&fitted.data);
    Ok(loss)
}
