//! The pages there are and where each stands below the site's root: one list for the router, the links, the titles
//! and the build, which writes one `index.html` for each so that a deep link works on any static host.

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// What Gradus is, and the ways on.
    Home,
    /// A function of the reader's own, differentiated line by line.
    Derive,
    /// Gradient descent on a loss, step by step.
    Descent,
    /// Problems made at random, checked by the engine.
    Practice,
}

impl Page {
    /// Every page, in the order of the navigation.
    pub const ALL: [Self; 4] = [Self::Home, Self::Derive, Self::Descent, Self::Practice];

    /// The path below the site's root, without slashes at either end.
    ///
    /// ```
    /// assert_eq!(gradus::page::Page::Descent.path(), "labs/descent");
    /// ```
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "",
            Self::Derive => "derive",
            Self::Descent => "labs/descent",
            Self::Practice => "practice",
        }
    }

    /// The name in the navigation and in the window's title.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "Gradus",
            Self::Derive => "Derive",
            Self::Descent => "Descent",
            Self::Practice => "Practice",
        }
    }
}
