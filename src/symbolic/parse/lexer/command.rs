//! LaTeX: `\frac`, `\cdot`, `\sin`, `\left(`, `\operatorname{…}`, `\begin{cases}`.

use super::{Kind, Lexed, Lexer, Relation};
use crate::symbolic::{
    Number,
    parse::{
        ParseErrorKind,
        names::{Name, Word, name, refused},
        spelling::{nearest, shortened},
    },
};

/// Commands that only say how what follows in braces looks.
pub(super) fn is_typeface(command: &str) -> bool {
    const TYPEFACES: [&str; 19] = [
        "operatorname",
        "mathrm",
        "text",
        "mathit",
        "mathbf",
        "textrm",
        "mathop",
        "mbox",
        "textit",
        "textbf",
        "boldsymbol",
        "bm",
        "mathsf",
        "mathtt",
        "mathcal",
        "mathscr",
        "textsf",
        "textnormal",
        "pmb",
    ];
    TYPEFACES.contains(&command)
}

/// Space, and commands that say how what follows is set.
const SPACES: [&str; 21] = [
    ",",
    ";",
    "!",
    ":",
    " ",
    ">",
    "/",
    "quad",
    "qquad",
    "enspace",
    "thinspace",
    "(",
    ")",
    "[",
    "]",
    "displaystyle",
    "textstyle",
    "limits",
    "nolimits",
    "nonumber",
    "notag",
];

/// The commands that stand for one sign.
fn simple_command(command: &str) -> Option<Kind> {
    Some(match command {
        "cdot" | "times" | "ast" | "star" | "bullet" => Kind::Times,
        "div" => Kind::Over,
        "lt" => Kind::Relation(Relation::Less),
        "gt" => Kind::Relation(Relation::Greater),
        "le" | "leq" | "leqslant" => Kind::Relation(Relation::AtMost),
        "ge" | "geq" | "geqslant" => Kind::Relation(Relation::AtLeast),
        "ne" | "neq" | "approx" | "equiv" | "sim" | "to" | "mapsto" | "in" | "rightarrow" => {
            Kind::Relation(Relation::Other)
        }
        "land" | "wedge" => Kind::Word(Word::And),
        "lor" | "vee" => Kind::Word(Word::Or),
        "lnot" | "neg" => Kind::Word(Word::Not),
        "colon" => Kind::Colon,
        "lvert" => Kind::Open('|'),
        "rvert" => Kind::Close('|'),
        "vert" | "mid" => Kind::Bar,
        "{" | "lbrace" => Kind::Open('{'),
        "}" | "rbrace" => Kind::Close('}'),
        "lbrack" => Kind::Open('['),
        "rbrack" => Kind::Close(']'),
        "ell" => Kind::Name(Name::Variable("l".to_owned())),
        _ => return None,
    })
}

/// Surroundings of a formula that do not change it.
const DISPLAYS: [&str; 12] = [
    "equation",
    "equation*",
    "displaymath",
    "math",
    "align",
    "align*",
    "aligned",
    "gather",
    "gather*",
    "gathered",
    "split",
    "multline",
];

/// How many commands may stand in each other's braces.
const MAX_COMMANDS: usize = 32;

impl Lexer {
    pub(super) fn command(&mut self) -> Lexed {
        if self.depth >= MAX_COMMANDS {
            return Err(ParseErrorKind::TooDeep.at(self.at..self.at + 1));
        }
        self.depth += 1;
        let done = self.one_command();
        self.depth -= 1;
        done
    }

    fn one_command(&mut self) -> Lexed {
        let from = self.at;
        self.at += 1;
        let command = match self.peek(0) {
            Some(c) if c.is_ascii_alphabetic() => {
                let start = self.at;
                self.take_while(|c| c.is_ascii_alphabetic());
                self.text(start..self.at)
            }
            Some(c) => {
                self.at += 1;
                c.to_string()
            }
            None => String::new(),
        };
        if let Some(kind) = simple_command(&command) {
            self.push(kind, from..self.at);
            return Ok(());
        }
        match command.as_str() {
            _ if SPACES.contains(&command.as_str()) => Ok(()),
            // At the end there is no further line.
            "\\" if self.cases == 0 && !self.tokens.is_empty() && self.after_space().is_none() => Ok(()),
            "\\" if self.cases > 0 => {
                self.skip_group('[', ']');
                self.push(Kind::Row, from..self.at);
                Ok(())
            }
            "left" | "right" | "bigl" | "bigr" | "Bigl" | "Bigr" | "biggl" | "biggr" | "Biggl" | "Biggr" | "big"
            | "Big" | "bigg" | "Bigg" | "middle" => self.delimiter(&command, from),
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                self.push(Kind::Fraction, from..self.at);
                self.short_arguments();
                Ok(())
            }
            "sqrt" => {
                let at = from..self.at;
                let kind = if self.after_space() == Some('[') { Kind::RootOfOrder } else { Kind::Root(2) };
                self.push(kind, at);
                Ok(())
            }
            "hat" | "widehat" => self.accent(from, "hat"),
            "bar" | "overline" => self.accent(from, "bar"),
            "tilde" | "widetilde" => self.accent(from, "tilde"),
            "begin" | "end" => self.environment(&command, from),
            "color" | "hspace" | "vspace" | "label" | "tag" => {
                self.skip_group('{', '}');
                Ok(())
            }
            "prime" | "dot" | "ddot" => Err(ParseErrorKind::Prime.at(from..self.at)),
            "rm" | "bf" | "it" => self.switch(from),
            _ if is_typeface(&command) => self.upright(from),
            _ => self.named_command(&command, from),
        }
    }

    /// `\sin`, `\theta`, and what to say of commands that are not read.
    fn named_command(&mut self, command: &str, from: usize) -> Lexed {
        let at = from..self.at;
        if name(command).is_some() || command == "sigma" {
            return self.finish_command(command, from);
        }
        let because = match command {
            "partial" | "nabla" => "type only what is to be differentiated",
            "circ" | "degree" => "angles are in radians; write x*pi/180",
            "pm" | "mp" => "type the two expressions one after the other",
            "%" => "write 5\\% as 0.05",
            "cdots" | "ldots" | "dots" => "write the terms out",
            "over" => "write \\frac{x}{y}",
            "vec" | "top" | "intercal" => "vectors are not read; type one entry",
            "lfloor" | "rfloor" | "lceil" | "rceil" => "rounding jumps at every integer",
            "lVert" | "rVert" | "Vert" | "|" => "write |x| for the absolute value of a number",
            "oint" | "iint" => "only expressions are differentiated here",
            _ => {
                if let Some(mut error) = refused(command, at.clone(), true) {
                    if let ParseErrorKind::NotRead { what, .. } = &mut error.0.kind {
                        what.insert(0, '\\');
                    }
                    return Err(error);
                }
                let kind = if !command.bytes().all(|b| b.is_ascii_alphanumeric()) || command.is_empty() {
                    ParseErrorKind::Unexpected(format!("\\{}", command.trim()))
                } else {
                    let hint = nearest(command).map(|near| format!("\\{near}"));
                    ParseErrorKind::UnknownName { name: shortened(&format!("\\{command}")), hint }
                };
                return Err(kind.at(at));
            }
        };
        Err(ParseErrorKind::not_read(format!("\\{command}"), because).at(at))
    }

    fn finish_command(&mut self, command: &str, from: usize) -> Lexed {
        let known = name(command).unwrap_or_else(|| Name::Variable("sigma".into()));
        self.finish(known, from, false)
    }

    /// `\left(`, `\bigr|`, `\right.`
    fn delimiter(&mut self, command: &str, from: usize) -> Lexed {
        let (opens, closes) =
            (command == "left" || command.ends_with('l'), command == "right" || command.ends_with('r'));
        let sign = self.after_space();
        let kind = match sign {
            Some('|') if opens => Kind::Open('|'),
            Some('|') if closes => Kind::Close('|'),
            Some('|') => Kind::Bar,
            Some(c @ ('(' | '[' | '{')) => Kind::Open(c),
            Some(c @ (')' | ']' | '}')) => Kind::Close(c),
            Some('.') if opens => {
                self.at += 1;
                return Ok(());
            }
            Some('.') => Kind::NoBracket,
            // `\left\{`: the command says which bracket it is.
            Some('\\') => {
                let before = self.tokens.len();
                self.command()?;
                if let Some(token) = self.tokens.get_mut(before) {
                    token.at.start = from;
                }
                return Ok(());
            }
            _ => return Ok(()),
        };
        self.at += 1;
        self.push(kind, from..self.at);
        Ok(())
    }

    /// The next character that is no space, which is skipped.
    pub(super) fn after_space(&mut self) -> Option<char> {
        self.take_while(char::is_whitespace);
        self.peek(0)
    }

    /// Skips a group in brackets, if one comes next.
    fn skip_group(&mut self, open: char, close: char) {
        if self.peek(0) == Some(open) {
            self.take_while(|c| c != close);
            self.at = (self.at + 1).min(self.end);
        }
    }

    /// `\frac12` is one half, `\frac xy` x over y: without braces LaTeX takes one digit or letter for each argument.
    fn short_arguments(&mut self) {
        for _ in 0..2 {
            let Some(c) = self.after_space() else { return };
            let kind = match c.to_digit(10) {
                Some(digit) => Kind::Number(Number::from(i64::from(digit))),
                None if c.is_ascii_alphabetic() => {
                    Kind::Name(name(&c.to_string()).unwrap_or_else(|| Name::Variable(c.to_string())))
                }
                None => return,
            };
            let from = self.at;
            self.at += 1;
            self.push(kind, from..self.at);
        }
    }

    /// `\begin{cases}`, and surroundings that do not matter.
    fn environment(&mut self, command: &str, from: usize) -> Lexed {
        let start = self.at + 1;
        self.skip_group('{', '}');
        let name = self.text(start..self.at.saturating_sub(1).max(start));
        let in_braces = self.tokens.last().is_some_and(|last| last.kind == Kind::Open('{'));
        let kind = match (command, name.as_str()) {
            ("begin", "cases" | "dcases" | "rcases") => Kind::BeginCases,
            ("begin", "array") if in_braces => {
                self.skip_group('{', '}');
                Kind::BeginCases
            }
            ("end", "cases" | "dcases" | "rcases") => Kind::EndCases,
            ("end", "array") if self.cases > 0 => Kind::EndCases,
            (_, name) if DISPLAYS.contains(&name) => return Ok(()),
            (_, name) => {
                let because = if name.contains("matrix") || name == "array" {
                    "matrices are not read; type one entry"
                } else {
                    "paste the formula alone"
                };
                return Err(
                    ParseErrorKind::not_read(shortened(&format!("\\{command}{{{name}}}")), because).at(from..self.at)
                );
            }
        };
        self.cases = if kind == Kind::BeginCases { self.cases + 1 } else { self.cases.saturating_sub(1) };
        self.push(kind, from..self.at);
        Ok(())
    }
}
