//! What the surface is of: a function, or the loss of a fit to data.

use crate::{
    lab::{Surface, fitted::Fitted},
    optimize::Fit,
    plot::Interval,
    symbolic::{Symbol, parse},
};

/// A function of two variables, perhaps with the data that it is the loss of.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    surface: Surface,
    fitted: Option<Fitted>,
}

impl Subject {
    pub(super) fn function(text: &str) -> Result<Self, String> {
        Ok(Self { surface: Surface::read(text)?, fitted: None })
    }

    pub(super) fn of_data(fitted: Fitted) -> Result<Self, String> {
        let text = fitted.fit.loss(&fitted.data);
        let loss = parse(&text).map_err(|error| error.to_string())?;
        let surface = Surface::of(&text, loss, ["w", "b"].map(Symbol::new))?;
        Ok(Self { surface, fitted: Some(fitted) })
    }

    /// The same data, or some, with another fit; or a function.
    pub(super) fn of_kind(&self, kind: &str) -> Result<Self, String> {
        let fit = match kind {
            "line" => Fit::Line,
            "logistic" => Fit::Logistic,
            _ => return Self::function("x^2 + x*y + y^2"),
        };
        Self::of_data(match &self.fitted {
            Some(fitted) => Fitted { fit, ..fitted.clone() },
            None => Fitted::new(fit),
        })
    }

    pub(super) fn surface(&self) -> &Surface {
        &self.surface
    }

    pub(super) fn fitted(&self) -> Option<&Fitted> {
        self.fitted.as_ref()
    }

    pub(super) fn kind(&self) -> &'static str {
        self.fitted.as_ref().map_or("function", Fitted::id)
    }

    /// What is worth seeing of it at first.
    pub(super) fn window(&self) -> [Interval; 2] {
        self.fitted.as_ref().map_or([Interval::new(-2.0, 2.0); 2], Fitted::window)
    }
}
