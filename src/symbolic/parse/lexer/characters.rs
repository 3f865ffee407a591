//! Characters: of the many that look or mean the same, each becomes one.

use crate::symbolic::Number;

/// The plain character for the look-alikes that keyboards, word processors, slides and papers put in its place.
pub(super) fn plain(c: char) -> char {
    match c {
        _ if c.is_ascii() => c,
        // Full-width forms stand at a fixed distance from ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '−' | '–' | '—' | '‐' | '‑' | '﹣' | '➖' => '-',
        '﹢' | '➕' => '+',
        // Not `*`: two dots are no power.
        '×' | '•' | '∗' | '⋅' | '∙' | '✕' | '✖' | '⋆' => '·',
        '÷' | '∕' | '➗' => '/',
        '∣' | '❘' | '│' => '|',
        '′' | '’' | '‘' | 'ʹ' | 'ʼ' | '´' | '″' | '‴' => '\'',
        '≦' | '⩽' => '≤',
        '≧' | '⩾' => '≥',
        'µ' => 'μ',
        '\u{2206}' => 'Δ',
        'ℯ' | 'ⅇ' => 'e',
        'ℎ' => 'h',
        'ℓ' => 'l',
        'ϴ' => 'Θ',
        '\u{2126}' => 'Ω',
        '\u{1d400}'..='\u{1d7ff}' => mathematical(c),
        _ => c,
    }
}

/// The letter or digit of which a character of Unicode's block of mathematical letters (U+1D400) is a bold, italic,
/// script… form.
fn mathematical(c: char) -> char {
    const GREEK: &str = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΘΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ";
    let within = |start: u32, length: u32| (c as u32 - start) % length;
    let found = match c {
        '\u{1d400}'..='\u{1d6a3}' => {
            let i = within(0x1d400, 52) as u8;
            Some(char::from(if i < 26 { b'A' + i } else { b'a' + i - 26 }))
        }
        '\u{1d6a8}'..='\u{1d7cb}' => GREEK.chars().nth(within(0x1d6a8, 58) as usize),
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit(within(0x1d7ce, 10), 10),
        _ => None,
    };
    found.unwrap_or(c)
}

/// What a raised character stands for.
pub(super) fn raised(c: char) -> Option<char> {
    paired("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵅᵝᵞᵟᶿᵠ", "0123456789+-()abcdefghijklmnoprstuvwxyzαβγδθφ", c)
}

/// What a lowered character stands for.
pub(super) fn lowered(c: char) -> Option<char> {
    paired("₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", "0123456789+-aehijklmnoprstuvxβγρφχ", c)
}

fn paired(from: &str, to: &str, c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    from.chars().position(|s| s == c).and_then(|i| to.chars().nth(i))
}

pub(super) fn vulgar_fraction(c: char) -> Option<Number> {
    const SIGNS: [(char, i64, i64); 16] = [
        ('½', 1, 2),
        ('¼', 1, 4),
        ('¾', 3, 4),
        ('⅓', 1, 3),
        ('⅔', 2, 3),
        ('⅕', 1, 5),
        ('⅖', 2, 5),
        ('⅗', 3, 5),
        ('⅘', 4, 5),
        ('⅙', 1, 6),
        ('⅚', 5, 6),
        ('⅛', 1, 8),
        ('⅜', 3, 8),
        ('⅝', 5, 8),
        ('⅞', 7, 8),
        ('⅒', 1, 10),
    ];
    SIGNS.iter().find(|(sign, ..)| *sign == c).and_then(|&(_, p, q)| Number::ratio(p, q))
}

/// The letter under a hat, bar or tilde, for the letters that are one character with it.
pub(super) fn accented(c: char) -> Option<(char, &'static str)> {
    const HATS: (&str, &str) = ("âĉêĝĥîĵôŝûŵŷẑ", "aceghijosuwyz");
    const BARS: (&str, &str) = ("āēīōūȳ", "aeiouy");
    const TILDES: (&str, &str) = ("ãĩñõũṽỹ", "ainouvy");
    [(HATS, "hat"), (BARS, "bar"), (TILDES, "tilde")]
        .into_iter()
        .find_map(|((from, to), accent)| Some((paired(from, to, c)?, accent)))
}

/// The accent that a combining mark puts on the letter before it.
pub(super) fn combining_accent(c: char) -> Option<&'static str> {
    match c {
        '\u{302}' => Some("hat"),
        '\u{304}' | '\u{305}' => Some("bar"),
        '\u{303}' => Some("tilde"),
        _ => None,
    }
}

/// Characters that show nothing: joiners, direction marks, the byte order mark, LaTeX's invisible function sign; and the
/// dollar signs around LaTeX.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '$')
}
