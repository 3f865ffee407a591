//! Values to many digits.

use super::*;
use crate::symbolic::parse;

#[track_caller]
fn check(text: &str, digits: &str) {
    let mut session = Session::new(1_000_000);
    let found = session.at(&[], &[], 200).value(&parse(text).unwrap()).unwrap();
    let expected = Ball::from_number(&Number::from_decimal(digits).unwrap(), 200);
    // As far as the digits go.
    let close = found.subtract(&expected, 200).top() < expected.top() - 160;
    assert!(close, "{text}: {found:?}");
}

#[test]
fn digits_are_those_of_the_tables() {
    check("pi", "3.14159265358979323846264338327950288419716939937510582");
    check("e", "2.71828182845904523536028747135266249775724709369995957");
    check("ln 2", "0.693147180559945309417232121458176568075500134360255254");
    check("sin 1", "0.841470984807896506652502321630298999622563060798371066");
}
