//! The labs there are: what each is about, its examples, and how it is opened.

use super::{
    BackpropLab, ChainLab, DerivativeLab, DescentLab, Example, FunctionsLab, GradientLab, JacobianLab, Lab, LimitLab,
    NetworkLab, NewtonLab, SoftmaxLab, backprop, chain, derivative, descent, functions, gradient, jacobian, limit,
    network, newton, softmax,
};
use crate::{page::Page, query::Query};

/// What the page of a lab says beside the lab.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its page.
    pub page: Page,
    /// The idea in a sentence.
    pub about: &'static str,
    /// What can be typed in it, in a sentence; nothing where nothing is.
    pub takes: &'static str,
    /// States worth looking at, the first of which is opened.
    pub examples: &'static [Example],
    open: fn(&Query) -> Result<Box<dyn Lab>, String>,
}

impl Entry {
    /// The lab in the state that a link holds.
    ///
    /// # Errors
    /// In words, if the link can't be used.
    pub fn open(&self, query: &Query) -> Result<Box<dyn Lab>, String> {
        (self.open)(query)
    }

    /// The lab as it is met first.
    ///
    /// # Errors
    /// None, as the tests hold.
    pub fn opening(&self) -> Result<Box<dyn Lab>, String> {
        self.open(&self.examples.first().map_or_else(Query::new, |example| Query::parse(example.query)))
    }
}

/// Every lab that is shown by the common page, in the order of the ideas.
pub const LABS: [Entry; 11] = [
    Entry {
        page: Page::Limit,
        about: "A derivative is where the slopes of secants go as their two points come together.",
        takes: "A function of one variable.",
        examples: &limit::EXAMPLES,
        open: |query| Ok(Box::new(LimitLab::from_query(query)?)),
    },
    Entry {
        page: Page::Derivative,
        about: "Drag a tangent along a curve, and its slopes draw a curve of their own.",
        takes: "A function of one variable.",
        examples: &derivative::EXAMPLES,
        open: |query| Ok(Box::new(DerivativeLab::from_query(query)?)),
    },
    Entry {
        page: Page::Chain,
        about: "A step goes through one function after another, and each stretches it; a product is a rectangle that grows.",
        takes: "A function of one variable, or two of the same one.",
        examples: &chain::EXAMPLES,
        open: |query| Ok(Box::new(ChainLab::from_query(query)?)),
    },
    Entry {
        page: Page::Functions,
        about: "The functions that networks are made of: where each is level, and what many layers of it leave of a slope.",
        takes: "A function of one variable on either side.",
        examples: &functions::EXAMPLES,
        open: |query| Ok(Box::new(FunctionsLab::from_query(query)?)),
    },
    Entry {
        page: Page::Gradient,
        about: "A surface has a slope in every direction; two of them, along the axes, give all the others.",
        takes: "A function of two variables, or up to 40 points of data.",
        examples: &gradient::EXAMPLES,
        open: |query| Ok(Box::new(GradientLab::from_query(query)?)),
    },
    Entry {
        page: Page::Descent,
        about: "A loss seen from above, and methods on their way down: each step in words and numbers.",
        takes: "A loss of one or two variables, so that it can be seen, or up to 40 points of data.",
        examples: &descent::EXAMPLES,
        open: |query| Ok(Box::new(DescentLab::from_query(query)?)),
    },
    Entry {
        page: Page::Jacobian,
        about: "A map of the plane bends a grid; close to a point it is a matrix, and its determinant is what becomes of areas.",
        takes: "Functions of two variables, the same ones in both.",
        examples: &jacobian::EXAMPLES,
        open: |query| Ok(Box::new(JacobianLab::from_query(query)?)),
    },
    Entry {
        page: Page::Newton,
        about: "The second derivatives make a parabola that fits the function; Newton’s step goes to where it is level.",
        takes: "A function of two variables.",
        examples: &newton::EXAMPLES,
        open: |query| Ok(Box::new(NewtonLab::from_query(query)?)),
    },
    Entry {
        page: Page::Softmax,
        about: "Scores become probabilities, and the loss pulls each score by what its probability is off.",
        takes: "",
        examples: &softmax::EXAMPLES,
        open: |query| Ok(Box::new(SoftmaxLab::from_query(query)?)),
    },
    Entry {
        page: Page::Backprop,
        about: "An expression is a graph: values go forward, and one way back brings the derivative by everything at once.",
        takes: "An expression of up to 8 variables, and up to 48 operations and numbers.",
        examples: &backprop::EXAMPLES,
        open: |query| Ok(Box::new(BackpropLab::from_query(query)?)),
    },
    Entry {
        page: Page::Network,
        about: "A small network learns to tell points apart: the matrices forward, the gradients back, and what a wrong one does.",
        takes: "",
        examples: &network::EXAMPLES,
        open: |query| Ok(Box::new(NetworkLab::from_query(query)?)),
    },
];

/// The entry of a page, if it is a lab's.
///
/// ```
/// use gradus::{lab::entry, page::Page};
/// assert!(entry(Page::Limit).is_some() && entry(Page::Home).is_none());
/// ```
pub fn entry(page: Page) -> Option<&'static Entry> {
    LABS.iter().find(|entry| entry.page == page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_opens_and_comes_back_from_its_own_link() {
        for entry in &LABS {
            for example in entry.examples {
                let lab = entry.open(&Query::parse(example.query)).unwrap();
                let again = entry.open(&lab.query()).unwrap();
                assert_eq!(again.query(), lab.query(), "{}", example.name);
                assert_eq!(again.describe(), lab.describe(), "{}", example.name);
            }
            assert_eq!(
                entry.opening().unwrap().query(),
                entry.open(&Query::parse(entry.examples[0].query)).unwrap().query()
            );
        }
    }
}
