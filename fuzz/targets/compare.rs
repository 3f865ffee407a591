//! Two expressions, one a line: each is itself, and neither order finds them equal where the other finds them different.

#![no_main]

use gradus::symbolic::{Expr, Verdict, compare, parse};
use libfuzzer_sys::fuzz_target;

/// The most parts of an expression that is compared: more takes long and shows no more.
const MAX_SIZE: u64 = 120;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.lines();
    let mut next = || lines.next().and_then(|line| parse(line).ok()).filter(|e: &Expr| e.size() <= MAX_SIZE);
    let Some(f) = next() else { return };
    assert!(!matches!(compare(&f, &f), Verdict::Different(_)), "{f} is different from itself");
    let Some(g) = next() else { return };
    let (one, other) = (compare(&f, &g), compare(&g, &f));
    let contradict = |a: &Verdict, b: &Verdict| a.is_equal() && matches!(b, Verdict::Different(_));
    assert!(!contradict(&one, &other) && !contradict(&other, &one), "{f} and {g}: {one:?}, but {other:?}");
});
