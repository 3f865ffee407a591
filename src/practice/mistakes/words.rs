//! What a finding says.

use super::{Finding, Slipped};
use crate::practice::words;

impl Slipped {
    /// What happened, and what it made of the part: `The outer function was differentiated, … Here (3·x + 1)^5 became
    /// 5·(3·x + 1)^4.` What it should have become is not given away.
    pub fn sentence(&self) -> String {
        let Some(mistake) = self.mistakes.first() else { return String::new() };
        if self.is_about_the_whole() {
            return mistake.sentence().into();
        }
        if self.wrong == self.part {
            return format!("{} Here {} stayed as it is.", mistake.sentence(), words::formula(&self.part));
        }
        format!("{} Here {} became {}.", mistake.sentence(), words::formula(&self.part), words::formula(&self.wrong))
    }

    /// Whether it is about what was asked, and not about a part.
    fn is_about_the_whole(&self) -> bool {
        self.place.is_empty()
            && self
                .mistakes
                .first()
                .is_some_and(|m| m.id().starts_with('B') || matches!(m.id(), "P3" | "T1" | "D1" | "V1"))
    }
}

impl Finding {
    /// What happened, in words; of a slip made everywhere, at one place for all.
    ///
    /// ```
    /// use gradus::{practice::diagnose, symbolic::{Symbol, parse}};
    /// let found = diagnose(&parse("x^5").unwrap(), &Symbol::new("x"), &parse("x^4").unwrap());
    /// assert_eq!(found[0].sentences().join(" "), "The exponent was lowered, but it has to come down in front as a factor too. Here x^5 became x^4.");
    /// ```
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences: Vec<String> = self.slips.iter().map(Slipped::sentence).collect();
        if self.everywhere {
            let count = u32::try_from(self.slips.len()).unwrap_or(u32::MAX);
            sentences.truncate(1);
            sentences.insert(0, format!("The same slip at {}:", words::counted(count, "place")));
        }
        sentences
    }
}
