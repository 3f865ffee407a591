//! Any bytes: read or refused at a place in the text, and what is read is printed so that it reads back.

#![no_main]

use gradus::symbolic::{Expr, MAX_LENGTH, latex, parse, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let length = text.chars().count();
    match read(&text) {
        Ok(reading) => {
            for note in &reading.notes {
                assert!(note.at.start < note.at.end && note.at.end <= length, "{note:?} in {text:?}");
                assert!(!note.to_string().is_empty());
            }
            reads_back(&reading.expr, &text);
        }
        Err(error) => {
            assert!(error.at.start <= error.at.end && error.at.end <= length, "{error:?} in {text:?}");
            assert!(!error.to_string().is_empty());
        }
    }
    // Without what may stand before an expression, the same text may be another one.
    if let Ok(e) = parse(&text) {
        reads_back(&e, &text);
    }
});

fn reads_back(e: &Expr, text: &str) {
    let printed = e.to_string();
    // Without its spaces left out and its signs written, a text may be longer than is read.
    if printed.chars().count() <= MAX_LENGTH {
        match parse(&printed) {
            Ok(back) => assert_eq!(back.to_string(), printed, "{text:?}"),
            Err(error) => panic!("{text:?} is printed as {printed:?}, which is refused: {error}"),
        }
    }
    let _ = parse(&latex(e));
}
