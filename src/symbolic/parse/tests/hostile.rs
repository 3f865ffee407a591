//! Input of any length and any kind ends soon, with an expression or with an error at a place in the text.

use super::{parse, read};
use crate::symbolic::{MAX_DEPTH, parse::MAX_LENGTH};

/// Reads it in both ways; whatever comes of it has to be in order.
fn survives(text: &str) {
    let length = text.chars().count();
    for result in [parse(text).map(|e| (e, Vec::new())), read(text).map(|reading| (reading.expr, reading.notes))] {
        match result {
            Ok((e, notes)) => {
                assert!(e.depth() <= MAX_DEPTH, "{}", e.depth());
                for note in notes {
                    assert!(note.at.start < note.at.end && note.at.end <= length, "{note:?}");
                    assert!(note.to_string().chars().count() < 300, "{note}");
                }
            }
            Err(error) => {
                assert!(error.at.start <= error.at.end && error.at.end <= length, "{error:?}");
                assert!(error.to_string().chars().count() < 200, "{error}");
            }
        }
    }
}

#[test]
fn nesting_of_every_kind() {
    for (opening, closing) in [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("|", "|"),
        ("-(", ")"),
        ("1+2*(", ")"),
        ("x/(", ")"),
        ("x^(", ")"),
        ("sin(", ")"),
        ("sin ", ""),
        ("sin", ""),
        ("sin^2 ", ""),
        ("√", ""),
        ("∛-", ""),
        ("2^", ""),
        ("2^-", ""),
        ("e^-", ""),
        (r"\frac{1}{", "}"),
        (r"\frac", "12"),
        (r"\sqrt{", "}"),
        (r"\sqrt[", "]x"),
        (r"\left|", r"\right|"),
        (r"\left", ""),
        (r"\hat{", "}"),
        (r"\hat", ""),
        (r"\text{", "}"),
        (r"\begin{cases}", ""),
        (r"\begin{cases}1&x<0\\", r"&x>0\end{cases}"),
        ("where(x<0,1,", ")"),
        ("where(", "<0,1,2)"),
        ("where(not ", "<0,1,2)"),
        ("where((", "<0),1,2)"),
        ("piecewise((", ",x<0))"),
        ("x if x<0 else ", ""),
        ("x<0 ? 1 : ", ""),
        ("max(", ",1)"),
        ("elu(", ",2)"),
        ("mish(", ")"),
        ("hypot(", ",1)"),
        ("log_{", "}x"),
        ("log_", "x"),
        ("x.pow(", ")"),
        ("x_{", "}"),
        ("f(", ")"),
    ] {
        for depth in [10, 120, 250, 260, 10_000] {
            survives(&(opening.repeat(depth) + "x" + &closing.repeat(depth)));
        }
    }
    assert!(parse(&("(".repeat(250) + "x" + &")".repeat(250))).is_ok());
}

#[test]
fn length_of_every_kind() {
    for unit in [
        "-",
        "+",
        "x",
        "x+",
        "x ",
        "xy",
        "1",
        "1.",
        ".",
        "1,",
        ",",
        "x,",
        "=",
        "<",
        "x<",
        "&",
        "&&",
        "?",
        ":",
        ";",
        "!",
        "\\",
        "_",
        "x_",
        "x_1",
        "_1",
        "^",
        "²",
        "x²",
        " ²",
        "₁",
        "\u{302}",
        "\u{301}",
        "\0",
        "\u{202e}",
        "\u{200f}",
        "😀",
        "$",
        "'",
        "\"",
        "/",
        "x/",
        "1/",
        "*",
        "**",
        "2^",
        "|",
        "x|",
        "(",
        ")",
        "e",
        "1e",
        "1e5",
        "pi",
        "sin",
        "sin ",
        "lambda ",
        "max(x,",
        "x=",
        "f(",
        "d/dx",
        ".exp()",
        "x.",
        "np.",
        "and ",
        "x and ",
        "x<0 and ",
        "x<0 or x>",
        "if ",
        "else ",
        "éa",
        "~",
        "x #",
        "1_000",
        "1{,}000",
        "1½",
        "x1.5",
        "¹⁄²",
        r"\rm{x}",
        r"{\rm x}",
        r"{\rm",
        "中",
        r"\\",
        r"\{",
        r"\right.",
        r"\end{cases}",
        r"\frac",
        r"x&x<0\\",
        "(x,x<0),",
        "1\u{a0}",
        "\u{fffe}",
        "\u{10ffff}",
    ] {
        for length in [100, 4_000] {
            survives(&unit.chars().cycle().take(length).collect::<String>());
            survives(&(unit.chars().cycle().take(length - 1).collect::<String>() + "x"));
        }
    }
}

#[test]
fn what_is_too_long_is_said_to_be() {
    for unit in ["x+", "-", "\0", "😀"] {
        for length in [MAX_LENGTH + 1, 1_000_000] {
            let error = parse(&unit.chars().cycle().take(length).collect::<String>()).unwrap_err();
            assert_eq!(error.to_string(), "this is longer than can be read here (20000 characters at most)");
        }
    }
}

#[test]
fn conditions_and_arguments_in_great_number() {
    for text in [
        format!("max({}x)", "x,".repeat(9000)),
        format!("where({}x,1,2)", "x<".repeat(9000)),
        format!("where({}x<0,1,2)", "x<0 and ".repeat(2000)),
        format!("where({}1)", "x<0,1,".repeat(3000)),
        format!(r"\begin{{cases}}{}1&x>5\end{{cases}}", r"x&x<0\\".repeat(2000)),
        format!("f({}x)=x", "x,".repeat(9000)),
        format!("x{}", ".exp()".repeat(3000)),
        format!("x{}", " ²".repeat(9000)),
        format!("sin^({}1) x", "x+".repeat(9000)),
        format!("√x^({}1)", "x+".repeat(9000)),
        format!("1.{}e5x", "0".repeat(900)),
    ] {
        survives(&text);
    }
}

/// As many as may be are read.
#[test]
fn minus_signs() {
    assert_eq!(parse(&("-".repeat(MAX_LENGTH - 2) + "x")).unwrap().to_string(), "x");
    assert_eq!(parse(&("-".repeat(MAX_LENGTH - 1) + "x")).unwrap().to_string(), "-x");
}

/// Each `elu(u, a)` holds u three times, so that a few of them in each other would have more parts than there are atoms.
#[test]
fn what_is_written_out_stays_small() {
    let text = "elu(".repeat(100) + "x" + &", 2)".repeat(100);
    assert_eq!(parse(&text).unwrap_err().to_string(), "written out in full, this is longer than can be read here");
    survives(&("x if x<0 or y<0 else ".repeat(200) + "1"));
    survives(&("where((x<0 or y<0) and (z<0 or w<0), 1, ".repeat(60) + "1" + &")".repeat(60)));
}
