//! What holds of every lab in every state: the last line of its test of random actions.

use super::{Lab, entry};
use crate::{page::Page, query::Query};

/// Draws every picture on a narrow and on a wide page, and goes through the lab's link and back.
///
/// # Panics
/// If a picture can't be drawn, a number without a value is said, or the link opens another state.
#[track_caller]
pub(super) fn holds(lab: &dyn Lab, page: Page) {
    for (width, height) in [(300.0, 460.0), (1200.0, 400.0)] {
        for picture in 0..lab.pictures().len() {
            let view = lab.viewport(picture, width, height);
            lab.scene(picture, view);
            lab.grips(picture, &view);
        }
    }
    let said = format!("{} {:?} {:?} {:?}", lab.describe(), lab.lines(), lab.tables(), lab.inputs());
    assert!(!said.contains("NaN"), "{said}");
    let link = Query::parse(&lab.query().to_string());
    let again = entry(page).expect("a lab of the page").open(&link).expect("a link that opens");
    assert_eq!(again.query(), lab.query());
}
