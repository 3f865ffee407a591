//! The small parts that pages are made of. Each shows what it is given and tells what was done; none keeps a state.

mod button;
mod copy;
mod examples;
mod field;
mod limits;
mod number;
mod range;
mod segments;
mod select;
mod switch;
mod text_area;

pub use button::{Button, Weight};
pub use copy::CopyBlock;
pub use examples::{Example, Examples};
pub use field::Field;
pub use limits::Limits;
pub use number::NumberField;
pub use range::Range;
pub use segments::Segments;
pub use select::Select;
pub use switch::Switch;
pub use text_area::TextArea;

use std::sync::atomic::{AtomicU32, Ordering};

/// An id that nothing else in the document has, to tie a label to its field.
fn fresh_id(stem: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
