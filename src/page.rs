//! The pages there are and where each stands below the site's root: one list for the router, the links, the titles
//! and the build, which writes one `index.html` for each so that a deep link works on any static host.

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// What Gradus is, and the ways on.
    Home,
    /// A function of the reader's own, differentiated line by line.
    Derive,
    /// The labs there are.
    Labs,
    /// A secant that becomes a tangent.
    Limit,
    /// A tangent that is dragged along a curve, and the slopes that it draws.
    Derivative,
    /// A step through a chain of functions, a product, a quotient.
    Chain,
    /// The functions of machine learning with their slopes.
    Functions,
    /// A surface, its slices and its gradient.
    Gradient,
    /// Gradient descent on a loss, step by step.
    Descent,
    /// A map of the plane and its Jacobian.
    Jacobian,
    /// The Hessian and Newton's step.
    Newton,
    /// Logits, their probabilities, and the loss.
    Softmax,
    /// An expression as a graph, forward and back.
    Backprop,
    /// A network that is trained.
    Network,
    /// Problems made at random, checked by the engine.
    Practice,
    /// What came of practising.
    Progress,
    /// Problem sets for a class.
    Sets,
}

impl Page {
    /// Every page.
    pub const ALL: [Self; 17] = [
        Self::Home,
        Self::Derive,
        Self::Labs,
        Self::Limit,
        Self::Derivative,
        Self::Chain,
        Self::Functions,
        Self::Gradient,
        Self::Descent,
        Self::Jacobian,
        Self::Newton,
        Self::Softmax,
        Self::Backprop,
        Self::Network,
        Self::Practice,
        Self::Progress,
        Self::Sets,
    ];

    /// The pages of the navigation, in its order.
    pub const NAVIGATION: [Self; 4] = [Self::Home, Self::Derive, Self::Labs, Self::Practice];

    /// The page of the navigation that this one belongs to.
    #[must_use]
    pub const fn section(self) -> Self {
        match self {
            Self::Limit
            | Self::Derivative
            | Self::Chain
            | Self::Functions
            | Self::Gradient
            | Self::Descent
            | Self::Jacobian
            | Self::Newton
            | Self::Softmax
            | Self::Backprop
            | Self::Network => Self::Labs,
            Self::Progress | Self::Sets => Self::Practice,
            other => other,
        }
    }

    /// The path below the site's root, without slashes at either end.
    ///
    /// ```
    /// assert_eq!(gradus::page::Page::Descent.path(), "labs/descent");
    /// ```
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "",
            Self::Derive => "derive",
            Self::Labs => "labs",
            Self::Limit => "labs/limit",
            Self::Derivative => "labs/derivative",
            Self::Chain => "labs/rules",
            Self::Functions => "labs/functions",
            Self::Gradient => "labs/gradient",
            Self::Descent => "labs/descent",
            Self::Jacobian => "labs/jacobian",
            Self::Newton => "labs/newton",
            Self::Softmax => "labs/softmax",
            Self::Backprop => "labs/backpropagation",
            Self::Network => "labs/network",
            Self::Practice => "practice",
            Self::Progress => "practice/progress",
            Self::Sets => "practice/sets",
        }
    }

    /// The name in the navigation and in the window's title.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "Gradus",
            Self::Derive => "Derive",
            Self::Labs => "Labs",
            Self::Limit => "Limit",
            Self::Derivative => "Derivative",
            Self::Chain => "Chain, product, quotient",
            Self::Functions => "ML functions",
            Self::Gradient => "Partial derivatives",
            Self::Descent => "Descent",
            Self::Jacobian => "Jacobian",
            Self::Newton => "Hessian and Newton",
            Self::Softmax => "Softmax",
            Self::Backprop => "Backpropagation",
            Self::Network => "Network",
            Self::Practice => "Practice",
            Self::Progress => "Progress",
            Self::Sets => "Problem sets",
        }
    }
}
