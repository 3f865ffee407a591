//! An expression: every line of its derivation is printed, and the last line is the answer.

#![no_main]

use gradus::symbolic::{Derivation, latex, parse};
use libfuzzer_sys::fuzz_target;

/// The most parts of an expression that is differentiated: more takes long and shows no more.
const MAX_SIZE: u64 = 120;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let Ok(f) = parse(&text) else { return };
    if f.size() > MAX_SIZE {
        return;
    }
    for x in f.symbols().iter().take(2) {
        let Ok(derivation) = Derivation::new(&f, x) else { continue };
        let mut last = String::new();
        for line in derivation.lines() {
            last = line.to_string();
            assert!(!latex(&line).is_empty());
        }
        assert_eq!(last, derivation.answer().to_string(), "the derivation of {f} by {x}");
    }
});
