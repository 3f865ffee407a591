//! What was typed in a way that people read differently, and how it was read.

use std::{fmt, ops::Range};

/// A remark on how a part of the text was read, for input of the kind that is read in two ways. Displayed, it is a
/// sentence or two for the learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The part of the text, in characters from 0.
    pub at: Range<usize>,
    /// What is to be said.
    pub kind: NoteKind,
}

/// The ways of writing that are noted; the texts are quoted from what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// `1/2x`
    DivisionThenProduct {
        /// `1`
        numerator: String,
        /// `2`
        denominator: String,
        /// `x`
        factor: String,
        /// `2x`
        together: String,
    },
    /// `a/b/c`
    ChainedDivision {
        /// `a/b`
        first: String,
        /// `c`
        last: String,
        /// `a`
        numerator: String,
        /// `b/c`
        together: String,
    },
    /// `-x^2` at the beginning
    MinusBeforePower {
        /// `x`
        base: String,
        /// `2`
        exponent: String,
    },
    /// `2^3^2`
    PowerTower {
        /// `2`
        base: String,
        /// `3^2`
        exponent: String,
        /// `2^3`
        together: String,
        /// `2`
        last: String,
    },
    /// `x^1/2`
    ExponentThenDivision {
        /// `x^1`
        power: String,
        /// `2`
        denominator: String,
        /// `x`
        base: String,
        /// `1/2`
        together: String,
    },
    /// `e^2x`
    ExponentThenProduct {
        /// `e^2`
        power: String,
        /// `x`
        factor: String,
        /// `e`
        base: String,
        /// `2x`
        together: String,
    },
    /// `w^T`
    Transpose(String),
    /// `x^{(i)}`
    RaisedIndex {
        /// `x^{(i)}`
        typed: String,
        /// `x`
        base: String,
        /// `i`
        index: String,
    },
    /// `sin 2x cos x`, `sin xy`
    UnbracketedArgument {
        /// `sin`
        function: String,
        /// `2x`
        argument: String,
        /// Whether something is multiplied behind it.
        multiplied: bool,
    },
    /// `sin x^2`
    PowerInArgument {
        /// `sin`
        function: String,
        /// `x`
        base: String,
        /// `2`
        exponent: String,
    },
    /// `sin x/2`
    ArgumentThenDivision {
        /// `sin`
        function: String,
        /// `x`
        argument: String,
    },
    /// `sin (x)^2`, with space
    PowerOfFunction {
        /// `sin`
        function: String,
        /// `(x)`
        argument: String,
        /// `2`
        exponent: String,
    },
    /// `√2x`
    RootThenProduct {
        /// `√2`
        root: String,
        /// `√`
        sign: String,
        /// `x`
        factor: String,
        /// `2x`
        together: String,
    },
    /// `√x^2`
    PowerInRoot {
        /// `√`
        sign: String,
        /// `x`
        base: String,
        /// `2`
        exponent: String,
    },
    /// `sin^2 x`
    FunctionPower {
        /// `sin^2`
        typed: String,
        /// `sin`
        function: String,
        /// `2`
        exponent: String,
    },
    /// `sin^-1 x`
    Inverse {
        /// `sin`
        function: &'static str,
        /// `asin`
        inverse: &'static str,
    },
    /// `xy`: letters multiplied
    Letters(Vec<String>),
    /// `x1`
    OneVariable {
        /// `x`
        letter: String,
        /// `1`
        digits: String,
    },
    /// `x(x+1)`, `f(x)`
    ProductNotCall(String),
    /// `log` without a base
    NaturalLogarithm,
    /// `lg`
    DecimalLogarithm,
    /// `e` as a factor or term
    EulersNumber,
    /// `E^x`
    CapitalE,
    /// `i`, `j`
    Imaginary(String),
    /// `5e-1x`
    Scientific(String),
    /// `|a|b|c|`
    Bars {
        /// `|a|`
        first: String,
        /// `b`
        between: String,
        /// `|c|`
        last: String,
    },
    /// `sin(30)`
    Radians {
        /// `sin`
        function: String,
        /// `30`
        angle: String,
    },
    /// `leaky_relu(x)`, `elu(x)`: which parameter is taken
    Parameter {
        /// `leaky_relu`
        function: &'static str,
        /// What its parameter is.
        means: &'static str,
        /// The call with another one.
        other: &'static str,
    },
    /// `acot(x)`, whose values are taken differently
    Range {
        /// `acot`
        function: &'static str,
        /// Where its values lie.
        values: &'static str,
    },
    /// `d/dx` before a sum without brackets
    DerivativeOfAll(String),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DivisionThenProduct { numerator, denominator, factor, together } => write!(
                f,
                "Read as ({numerator}/{denominator})·{factor}. Write {numerator}/({together}) to divide by all of it."
            ),
            Self::ChainedDivision { first, last, numerator, together } => {
                write!(f, "Read as ({first})/{last}. Write {numerator}/({together}) for the other order.")
            }
            Self::MinusBeforePower { base, exponent } => {
                write!(f, "Read as -({base}^{exponent}). Write (-{base})^{exponent} for the power of -{base}.")
            }
            Self::PowerTower { base, exponent, together, last } => {
                write!(f, "Read as {base}^({exponent}). Write ({together})^{last} for the other order.")
            }
            Self::ExponentThenDivision { power, denominator, base, together } => {
                write!(f, "Read as ({power})/{denominator}. Write {base}^({together}) for a fraction in the exponent.")
            }
            Self::ExponentThenProduct { power, factor, base, together } => {
                write!(f, "Read as ({power})·{factor}. Write {base}^({together}) for {together} in the exponent.")
            }
            Self::Transpose(typed) => write!(f, "{typed} is read as a power, not as a transposed vector."),
            Self::RaisedIndex { typed, base, index } => {
                write!(f, "{typed} is read as a power. Write {base}_{index} for an index.")
            }
            Self::UnbracketedArgument { function, argument, multiplied: true } => {
                write!(f, "Read as {function}({argument}), times what follows. Use brackets for another meaning.")
            }
            Self::UnbracketedArgument { function, argument, multiplied: false } => {
                write!(f, "Read as {function}({argument}). Use brackets for another meaning.")
            }
            Self::PowerInArgument { function, base, exponent } => {
                write!(
                    f,
                    "Read as {function}({base}^{exponent}). Write {function}({base})^{exponent} for the power of {function}({base})."
                )
            }
            Self::ArgumentThenDivision { function, argument } => {
                write!(f, "Read as {function}({argument}), divided by what follows. Use brackets for another meaning.")
            }
            Self::PowerOfFunction { function, argument, exponent } => {
                write!(
                    f,
                    "Read as ({function}{argument})^{exponent}. Write {function}({argument}^{exponent}) for the power inside."
                )
            }
            Self::RootThenProduct { root, sign, factor, together } => {
                write!(f, "Read as {root}·{factor}. Write {sign}({together}) for the root of {together}.")
            }
            Self::PowerInRoot { sign, base, exponent } => {
                write!(
                    f,
                    "Read as {sign}({base}^{exponent}). Write ({sign}{base})^{exponent} for the power of the root."
                )
            }
            Self::FunctionPower { typed, function, exponent } => {
                write!(f, "{typed} is read as a power of the value: ({function}(x))^{exponent}.")
            }
            Self::Inverse { function, inverse } => {
                write!(
                    f,
                    "{function}^-1 is read as {inverse}, the inverse function. Write 1/{function}(x) for one over {function}(x)."
                )
            }
            Self::Letters(letters) => write!(f, "Read as {}, variables multiplied.", letters.join("·")),
            Self::OneVariable { letter, digits } => {
                write!(f, "{letter}{digits} is read as one variable. Write {letter}*{digits} for a product.")
            }
            Self::ProductNotCall(letter) => {
                write!(f, "{letter} is read as a variable, multiplied by the brackets that follow.")
            }
            Self::NaturalLogarithm => {
                f.write_str("log is read as the natural logarithm, ln. Write log10 or log2 for another base.")
            }
            Self::DecimalLogarithm => f.write_str("lg is read as the logarithm to base 10. Write log2 for base 2."),
            Self::EulersNumber => f.write_str("e is read as Euler's number, 2.718…, not as a variable."),
            Self::CapitalE => f.write_str("E is read as a variable. Write e for Euler's number, 2.718…"),
            Self::Imaginary(letter) => write!(f, "{letter} is read as a variable, not as the imaginary unit."),
            Self::Scientific(number) => {
                let (digits, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
                write!(f, "{number} is read as the number {digits}·10^{exponent}.")
            }
            Self::Bars { first, between, last } => {
                write!(f, "Read as {first}·{between}·{last}. Write abs( ) for bars inside bars.")
            }
            Self::Radians { function, angle } => {
                write!(f, "Angles are in radians. Write {function}({angle}*pi/180) for {angle} degrees.")
            }
            Self::Parameter { function, means, other } => {
                write!(f, "{function} is read with {means}. Write {other} for another.")
            }
            Self::Range { function, values } => write!(f, "{function} is read with values {values}."),
            Self::DerivativeOfAll(sign) => write!(f, "{sign} is read as acting on everything after it."),
        }
    }
}
