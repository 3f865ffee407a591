//! Where the site stands on its host, and the one function that writes links.

use super::dom::document;
use crate::{page::Page, query::Query};
use std::sync::LazyLock;

/// The path of the site's root, with a slash at both ends. It is found out once, at the address at which the page was
/// loaded, because the way to the root that the document gives is relative to that address.
static ROOT: LazyLock<String> = LazyLock::new(|| discover().unwrap_or_else(|| "/".to_owned()));

/// The path of the site's root without the slash at its end, as the router has it: empty at the root of a host.
///
/// Must be called before the address changes for the first time.
pub fn base() -> &'static str {
    ROOT.trim_end_matches('/')
}

/// The link to a page in a state. Every link of the site is written here.
pub fn href(page: Page, query: &Query) -> String {
    let slash = if page.path().is_empty() { "" } else { "/" };
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}{}{slash}{mark}{query}", *ROOT, page.path())
}

/// The page that stands at a path of this host, written with a slash at its end, without one, or as a file.
pub fn page_at(path: &str) -> Option<Page> {
    page_below_root(path.strip_prefix(base())?)
}

/// The page that stands at a path below the root, such as `/derive/`.
pub fn page_below_root(path: &str) -> Option<Page> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    Page::ALL.into_iter().find(|page| page.path() == path)
}

fn discover() -> Option<String> {
    let meta = document()?.query_selector("meta[name=gradus-root]").ok()??;
    let here = web_sys::window()?.location().href().ok()?;
    let root = web_sys::Url::new_with_base(&meta.get_attribute("content")?, &here).ok()?;
    Some(root.pathname())
}
