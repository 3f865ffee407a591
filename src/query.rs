//! The part of an address after the `?`: names and values, as text and back.
//!
//! Values are formulas, so a link should stay readable: `?f=x^2%2B1&x=1.5`. What a formula often holds and an address may
//! hold stays as it is; a plus is written `%2B`, because a bare `+` means a space there.

use std::fmt::{self, Display, Write as _};

/// What stays as it is beside letters and digits.
const PLAIN: &[u8] = b"-._~^*/(),:;!@$";

/// Names with their values, in the order in which they are written.
///
/// ```
/// use gradus::query::Query;
/// let query = Query::new().with("f", "x^2 + 1").with("x", 0.5);
/// assert_eq!(query.to_string(), "f=x^2%20%2B%201&x=0.5");
/// assert_eq!(Query::parse(&query.to_string()), query);
/// assert_eq!(Query::parse("?f=sin+x%2By").get("f"), Some("sin x+y"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Without any name.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Reads what stands after the `?`, which may be there or not. Whatever is typed is read: a `%` that begins no code
    /// stands for itself, and bytes that are no UTF-8 become the replacement character.
    pub fn parse(text: &str) -> Self {
        let text = text.strip_prefix('?').unwrap_or(text);
        let pair = |part: &str| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(name), decode(value))
        };
        Self(text.split('&').filter(|part| !part.is_empty()).map(pair).collect())
    }

    /// The value of a name; of several the first.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The query with a value for a name, in place of what the name had.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Display) -> Self {
        let value = value.to_string();
        match self.0.iter_mut().find(|(n, _)| n == name) {
            Some(pair) => pair.1 = value,
            None => self.0.push((name.to_owned(), value)),
        }
        self
    }

    /// Whether there is no name at all.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (name, value)) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_char('&')?;
            }
            encode(name, f)?;
            f.write_char('=')?;
            encode(value, f)?;
        }
        Ok(())
    }
}

fn encode(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) {
            f.write_char(char::from(byte))?;
        } else {
            write!(f, "%{byte:02X}")?;
        }
    }
    Ok(())
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let (byte, after) = match (first, after) {
            (b'+', _) => (b' ', after),
            (b'%', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, after),
                _ => (b'%', &rest[1..]),
            },
            _ => (first, after),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|d| d as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_by_hand_or_by_other_programs_is_read() {
        for (text, expected) in [
            ("f=x^2", "x^2"),
            ("?f=x%5E2%2b1", "x^2+1"),
            ("f=sin+x", "sin x"),
            ("f=sin%20x", "sin x"),
            ("x=1&f=a=b", "a=b"),
            ("f=100%", "100%"),
            ("f=%zz%4", "%zz%4"),
            ("f=%CF%80", "π"),
            ("f=π", "π"),
            ("f=%ff", "\u{fffd}"),
            ("f=1&f=2", "1"),
            ("f", ""),
        ] {
            assert_eq!(Query::parse(text).get("f"), Some(expected), "{text}");
        }
        assert_eq!(Query::parse("?&&"), Query::new());
    }

    #[test]
    fn a_formula_stays_readable() {
        let written = Query::new().with("f", "1").with("x", 2).with("f", "2*x^3/(1+|x|)");
        assert_eq!(written.to_string(), "f=2*x^3/(1%2B%7Cx%7C)&x=2");
    }

    proptest! {
        #[test]
        fn comes_back_as_it_was(name in "\\PC{1,8}", value in any::<String>(), other in any::<String>()) {
            let query = Query::new().with(&name, &value).with("other", &other);
            let text = query.to_string();
            prop_assert!(text.is_ascii() && !text.contains(['+', '#', ' ', '"', '\'', '<']));
            prop_assert_eq!(Query::parse(&text), query);
        }
    }
}
