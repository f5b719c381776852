//! The messages of a script for MySQL and MariaDB, each of many statements.
//!
//! Between them stands a mark that the shell is told of, and that none of them holds. The first one that comes to mind is
//! written as soon as a message ends; where a later message holds it, another one takes its place everywhere.

use crate::dialect::sql::{Sql, Written, pieces};

/// What may stand behind a message.
const MARKS: [&str; 5] = ["//", "$$", ";;", "||", "//migrate//"];

/// The messages that a text holds.
#[derive(Debug, Default)]
pub(super) struct Messages {
    /// Where the mark stands: where the shell is told of it, and behind each message.
    places: Vec<usize>,
    mark: String,
}

impl Messages {
    /// Ends a message at the end of a text.
    pub(super) fn end(&mut self, text: &mut Sql) {
        if self.places.is_empty() {
            self.mark = self.find_mark(text.text());
            // Comments that stand first are outside.
            let rest = text.split_off(head_of(text.text()));
            text.push("\nDELIMITER ");
            self.places.push(text.len());
            let mark = Written(&self.mark);
            text.push(pieces![mark, "\n", Written(&rest)]);
        } else if text.text()[self.begin()..].contains(&self.mark) {
            let mark = self.find_mark(text.text());
            self.put(text, mark);
        }
        self.places.push(text.len());
        let mark = Written(&self.mark);
        text.push(pieces![mark, "\n"]);
    }

    /// Ends the last message, behind which the shell takes semicolons again.
    pub(super) fn close(&self, text: &mut Sql) {
        if !self.places.is_empty() {
            let rest = text.split_off(self.begin());
            text.push(pieces!["DELIMITER ;\n", Written(&rest)]);
        }
    }

    /// Where the message in hand begins, behind the line that ends the one before it.
    fn begin(&self) -> usize {
        self.places.last().map_or(0, |last| last + self.mark.len() + 1)
    }

    /// A mark that no message holds.
    fn find_mark(&self, text: &str) -> String {
        let mut messages = Vec::with_capacity(self.places.len() + 1);
        let mut from = 0;
        for place in &self.places {
            messages.push(&text[from..*place]);
            from = place + self.mark.len();
        }
        messages.push(&text[from..]);
        let is_free = |mark: &str| !messages.iter().any(|message| message.contains(mark));
        let fixed = MARKS.iter().find(|mark| is_free(mark)).map(|mark| (*mark).to_owned());
        let numbered = || (0..=u32::MAX).map(|number| format!("//migrate{number}//"));
        let mark = fixed.or_else(|| numbered().find(|mark| is_free(mark)));
        mark.expect("a text does not hold infinitely many marks")
    }

    /// Puts another mark in the place of the one that there is.
    fn put(&mut self, text: &mut Sql, mark: String) {
        let old = std::mem::replace(&mut self.mark, mark);
        let whole = text.split_off(0);
        let mut from = 0;
        for place in &mut self.places {
            text.push(Written(&whole[from..*place]));
            from = *place + old.len();
            *place = text.len();
            text.push(Written(&self.mark));
        }
        text.push(Written(&whole[from..]));
    }
}

/// How long the comments are that a text begins with.
fn head_of(text: &str) -> usize {
    let lines = text.split_inclusive('\n').take_while(|line| line.starts_with("--"));
    lines.map(str::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect::MySql;
    use crate::dialect::sql::sql;

    fn written(messages: &[&str]) -> String {
        let mut text = sql!(MySql; "-- head\n");
        let mut all = Messages::default();
        for message in messages {
            text.push(Written(message));
            all.end(&mut text);
        }
        all.close(&mut text);
        text.into_text()
    }

    #[test]
    fn a_mark_is_in_no_message() {
        assert_eq!(
            written(&["SELECT '//', a$$b;\n"]),
            "-- head\n\nDELIMITER ;;\nSELECT '//', a$$b;\n;;\nDELIMITER ;\n"
        );
        assert_eq!(written(&["a;\n", "b;\n"]), "-- head\n\nDELIMITER //\na;\n//\nb;\n//\nDELIMITER ;\n");
    }

    #[test]
    fn a_mark_that_a_later_message_holds_is_taken_back() {
        assert_eq!(
            written(&["a || $$;\n", "b;\n", "c // d;\n", "e;\n"]),
            "-- head\n\nDELIMITER ;;\na || $$;\n;;\nb;\n;;\nc // d;\n;;\ne;\n;;\nDELIMITER ;\n"
        );
        let all = written(&["a;\n", "// $$ ;; || //migrate// //migrate0//;\n"]);
        assert!(all.starts_with("-- head\n\nDELIMITER //migrate1//\na;\n//migrate1//\n//"), "{all}");
    }
}
