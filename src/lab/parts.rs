//! What a lab is made of, as the page sees it: what can be typed, set and taken hold of, what is shown, and what a
//! person does with it.

use super::Direction;
use crate::plot::{Pace, Point, Role, Viewport};

/// What a person does in a lab.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Types a text, such as a function, into an input.
    Type(String, String),
    /// Gives an input a number.
    Set(String, f64),
    /// Chooses an option of an input.
    Choose(String, String),
    /// Switches an input on or off.
    Switch(String, bool),
    /// Presses a button among the inputs.
    Press(String),
    /// Drags a grip to a place.
    Drag(String, Point),
    /// Moves a grip by a step of the arrow keys.
    Nudge(String, Direction, Pace),
    /// Sees more or less of a picture: spans are multiplied by a factor about a point that stays where it is.
    Zoom(usize, f64, Point),
    /// Moves what is seen of a picture by so much of its units.
    Pan(usize, Point),
    /// Lets so many seconds go by, while it plays.
    Tick(f64),
}

/// Something that can be typed, chosen or set.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// What actions call it, and links.
    pub id: String,
    /// What it is, in words.
    pub label: String,
    /// How it is asked for.
    pub kind: InputKind,
    /// What is said of it below; perhaps nothing.
    pub note: String,
}

/// The kinds of input.
#[derive(Clone, Debug, PartialEq)]
pub enum InputKind {
    /// A line of text, with formulas in LaTeX of how it was read.
    Text {
        /// What it says.
        text: String,
        /// How it was read.
        read_as: Vec<String>,
    },
    /// A short answer to type, among what is set.
    Answer(String),
    /// Several lines of text, such as data.
    Lines(String),
    /// A number to type.
    Number(f64),
    /// A number to slide.
    Slider {
        /// Where the slider stands.
        value: f64,
        /// Its ends.
        range: (f64, f64),
        /// From one place to the next.
        step: f64,
        /// The number in words.
        shown: String,
    },
    /// One of a few.
    Choice {
        /// The ids of the options, with their names.
        options: Vec<(String, String)>,
        /// The id of the one that is chosen.
        chosen: String,
    },
    /// On or off.
    Switch(bool),
    /// Something to press; whether that would do something now.
    Button(bool),
}

impl Input {
    /// A line of text.
    pub fn text(id: &str, label: impl Into<String>, text: impl Into<String>, read_as: Vec<String>) -> Self {
        Self::new(id, label, InputKind::Text { text: text.into(), read_as })
    }

    /// A short answer.
    pub fn answer(id: &str, label: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(id, label, InputKind::Answer(text.into()))
    }

    /// Several lines of text.
    pub fn lines(id: &str, label: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(id, label, InputKind::Lines(text.into()))
    }

    /// A number to type.
    pub fn number(id: &str, label: impl Into<String>, value: f64) -> Self {
        Self::new(id, label, InputKind::Number(value))
    }

    /// A number to slide, from `range.0` to `range.1`.
    pub fn slider(
        id: &str,
        label: impl Into<String>,
        value: f64,
        range: (f64, f64),
        step: f64,
        shown: impl Into<String>,
    ) -> Self {
        Self::new(id, label, InputKind::Slider { value, range, step, shown: shown.into() })
    }

    /// One of a few, given with their names.
    pub fn choice(id: &str, label: impl Into<String>, options: &[(&str, &str)], chosen: &str) -> Self {
        let options = options.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect();
        Self::new(id, label, InputKind::Choice { options, chosen: chosen.to_owned() })
    }

    /// On or off.
    pub fn switch(id: &str, label: impl Into<String>, on: bool) -> Self {
        Self::new(id, label, InputKind::Switch(on))
    }

    /// Something to press.
    pub fn button(id: &str, label: impl Into<String>, enabled: bool) -> Self {
        Self::new(id, label, InputKind::Button(enabled))
    }

    /// The same with something said of it.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// An input of any kind.
    pub fn new(id: &str, label: impl Into<String>, kind: InputKind) -> Self {
        Self { id: id.to_owned(), label: label.into(), kind, note: String::new() }
    }
}

/// What letting time go by does in a lab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Playing {
    /// The name of the button.
    pub name: &'static str,
    /// Whether it would do something now.
    pub goes_on: bool,
}

/// A picture of a lab.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What it is called.
    pub name: String,
    /// Its width over its height.
    pub shape: f64,
    /// The same where the page is narrow, if it is another one.
    pub narrow: Option<f64>,
    /// What a pointer drags in it.
    pub hold: Hold,
    /// What its lines are.
    pub legend: Vec<Legend>,
}

impl Picture {
    /// A picture of one shape everywhere.
    pub fn new(name: &str, shape: f64, hold: Hold, legend: Vec<Legend>) -> Self {
        Self { name: name.to_owned(), shape, narrow: None, hold, legend }
    }

    /// The same with another shape on a narrow page.
    #[must_use]
    pub fn narrow(mut self, shape: f64) -> Self {
        self.narrow = Some(shape);
        self
    }
}

/// What a pointer drags in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Nothing.
    Nothing,
    /// A grip, when it is pressed close to one.
    Grips,
    /// The nearest grip, from anywhere.
    Anywhere,
    /// The same, to the sides; up and down the page scrolls.
    Sideways,
}

/// What a line of a picture is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Legend {
    /// The meaning, which has a colour and a stroke.
    pub role: Role,
    /// What it is, in words or as a formula in LaTeX.
    pub words: Words,
}

/// Words, or a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// As they stand.
    Plain(String),
    /// LaTeX.
    Formula(String),
}

impl Legend {
    /// A line in words.
    pub fn words(role: Role, words: impl Into<String>) -> Self {
        Self { role, words: Words::Plain(words.into()) }
    }

    /// A line as a formula.
    pub fn formula(role: Role, latex: impl Into<String>) -> Self {
        Self { role, words: Words::Formula(latex.into()) }
    }
}

/// A point of a picture that can be taken hold of.
#[derive(Clone, Debug, PartialEq)]
pub struct Grip {
    /// What actions call it.
    pub id: String,
    /// What it is, in words.
    pub label: String,
    /// Where it is, in the units of its picture.
    pub at: Point,
    /// The number that it stands for, with the least and the greatest that are seen.
    pub value: (f64, f64, f64),
    /// The same in words.
    pub text: String,
}

/// The grip that a pointer takes hold of: the nearest, within reach. Places and reach are in css pixels; NaN is nowhere.
///
/// ```
/// use gradus::{lab::{Grip, grip_at}, plot::{Margins, Viewport}};
/// let view = Viewport::new((0.0, 10.0), (0.0, 10.0), 100.0, 100.0).with_margins(Margins::NONE);
/// let grip = |x: f64| Grip { id: x.to_string(), label: "point".into(), at: (x, 5.0), value: (x, 0.0, 10.0), text: x.to_string() };
/// let grips = [grip(2.0), grip(6.0)];
/// assert_eq!(grip_at(&grips, &view, (55.0, 50.0), f64::INFINITY), Some(1));
/// assert_eq!(grip_at(&grips, &view, (100.0, 50.0), 24.0), None);
/// ```
pub fn grip_at(grips: &[Grip], view: &Viewport, (x, y): Point, reach: f64) -> Option<usize> {
    let away = |grip: &Grip| {
        let (gx, gy) = view.to_px(view.clamp(grip.at));
        (gx - x).hypot(gy - y)
    };
    let near = grips.iter().map(away).enumerate().filter(|(_, away)| *away <= reach);
    near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i)
}

/// Numbers in rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the numbers are.
    pub caption: String,
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows; the first cell of each is its name.
    pub rows: Vec<Vec<String>>,
}

/// A state of a lab that makes a point, with a question to be answered by moving something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it is called.
    pub name: &'static str,
    /// The question.
    pub question: &'static str,
    /// The state, as in a link.
    pub query: &'static str,
}
