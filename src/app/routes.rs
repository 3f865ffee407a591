//! The router's view of the list of pages.

use super::site::page_below_root;
use crate::page::Page;
use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};

/// The route of a page: matches its path below the root as a whole.
#[derive(Clone, Copy, Debug)]
pub struct At(pub Page);

impl PossibleRouteMatch for At {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        // A base that is a prefix of the path by chance (`/x` of `/xy`) leaves no slash in front.
        let below_root = path.is_empty() || path.starts_with('/');
        let found = below_root && page_below_root(path) == Some(self.0);
        found.then(|| PartialPathMatch::new("", Vec::new(), path))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.push(PathSegment::Static(self.0.path().into()));
    }
}
