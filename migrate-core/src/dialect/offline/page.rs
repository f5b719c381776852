//! The text of a script while it is written.

use std::borrow::Cow;

use super::{OfflineError, Shell};
use crate::dialect::Dialect;
use crate::dialect::scan::{leading, scan};
use crate::script::{ScriptOperation, ScriptStep};

/// The text of a script while it is written.
#[derive(Debug)]
pub(in crate::dialect) struct Page {
    shell: Shell,
    text: String,
    /// Comments that the next statement of a block begins with.
    pending: Vec<String>,
    /// What is sent to MySQL and MariaDB as one message each; the text is the one in hand.
    messages: Vec<String>,
}

/// What may stand behind a message of MySQL and MariaDB.
const DELIMITERS: [&str; 5] = ["//", "$$", ";;", "||", "//migrate//"];

impl Page {
    pub(super) fn new(shell: Shell) -> Self {
        Self { shell, text: String::new(), pending: Vec::new(), messages: Vec::new() }
    }

    /// The dialect.
    pub(super) fn dialect(&self) -> Dialect {
        self.shell.dialect()
    }

    /// Every line behind `-- `: a name can hold a line break, and what stands behind that must not run.
    pub(in crate::dialect) fn comment(&mut self, what: &str) {
        for line in what.split(['\n', '\r']) {
            self.text.push_str("--");
            let line = line.trim_end();
            if !line.is_empty() {
                self.text.push(' ');
                self.text.push_str(line);
            }
            self.text.push('\n');
        }
    }

    /// A title above what belongs together.
    pub(in crate::dialect) fn title(&mut self, what: &str) {
        self.text.push('\n');
        self.comment(&format!("==== {what}"));
    }

    /// A line as it is.
    pub(in crate::dialect) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A statement with its semicolon.
    pub(in crate::dialect) fn statement(&mut self, sql: &str) {
        self.text.push_str(sql);
        self.text.push_str(";\n");
    }

    /// Statements, each with its semicolon.
    pub(in crate::dialect) fn statements<S: AsRef<str>>(&mut self, all: &[S]) {
        for sql in all {
            self.statement(sql.as_ref());
        }
    }

    /// Statements of a block.
    pub(in crate::dialect) fn all_in_block(&mut self, all: &[String]) {
        for sql in all {
            self.in_block(sql);
        }
    }

    /// A comment of the next statement of a block.
    pub(in crate::dialect) fn block_comment(&mut self, what: &str) {
        let lines = what.lines().map(|line| match line.trim() {
            line if line.contains('*') => line.replace("*/", "* /").replace("/*", "/ *"),
            line => line.to_owned(),
        });
        self.pending.extend(lines.filter(|line| !line.is_empty()));
    }

    /// A statement of a block. The semicolon of the one before it stands at the beginning of its first line, which goes on
    /// behind it: where a line ends behind a semicolon, `sqlite3` runs what it has. Nothing stands before the next semicolon,
    /// since SQLite keeps that with a definition.
    pub(in crate::dialect) fn in_block(&mut self, sql: &str) {
        let begins = leading(self.shell.dialect(), sql);
        let (comments, sql) = sql.split_at(begins);
        self.block_comment(comments);
        self.text.push_str("; ");
        if !self.pending.is_empty() {
            let pending = std::mem::take(&mut self.pending).join("\n     ");
            self.text.push_str("/* ");
            self.text.push_str(&pending);
            self.text.push_str(" */ ");
        }
        self.text.push_str(sql.trim_end());
        self.text.push('\n');
    }

    /// The text of an operation as the shell passes it on.
    ///
    /// # Errors
    ///
    /// When the shell would change it.
    pub(in crate::dialect) fn passed<'t>(
        &self,
        step: &ScriptStep,
        operation: &ScriptOperation,
        text: &'t str,
    ) -> Result<Cow<'t, str>, OfflineError> {
        passed(self.shell.dialect(), text).ok_or_else(|| OfflineError::LineBreak {
            revision: step.entry.revision.clone(),
            shell: self.shell,
            site: operation.site,
        })
    }

    /// Ends what is sent as one message.
    pub(in crate::dialect) fn end_message(&mut self) {
        // The next one is about as long.
        let room = String::with_capacity(self.text.len());
        self.messages.push(std::mem::replace(&mut self.text, room));
    }

    pub(super) fn into_text(mut self) -> String {
        if self.messages.is_empty() {
            return self.text;
        }
        let is_free = |mark: &&str| !self.messages.iter().any(|message| message.contains(mark));
        let fixed = DELIMITERS.iter().copied().find(is_free).map(str::to_owned);
        let numbered = || {
            (0..=u32::MAX).map(|number| format!("//migrate{number}//")).find(|mark| is_free(&mark.as_str()))
        };
        let mark = fixed.or_else(numbered).expect("a text does not hold infinitely many marks");
        let mut text = String::new();
        for (at, message) in self.messages.iter().enumerate() {
            // Comments that stand first are outside.
            if at == 0 {
                let (head, rest) = message.split_at(head_of(message));
                text = format!("{head}\nDELIMITER {mark}\n{rest}");
            } else {
                text.push_str(message);
            }
            text.push_str(&mark);
            text.push('\n');
        }
        text.push_str("DELIMITER ;\n");
        text.push_str(&std::mem::take(&mut self.text));
        text
    }
}

/// How long the comments are that a text begins with.
fn head_of(text: &str) -> usize {
    let lines = text.split_inclusive('\n').take_while(|line| line.starts_with("--"));
    lines.map(str::len).sum()
}

/// The text as the shell passes it on: `mariadb`, `mysql` and `sqlite3` leave out a carriage return before a line feed, `psql`
/// keeps it and takes a colon before a name for one of its variables (tried on 15). Nothing where text would be changed.
fn passed(dialect: Dialect, text: &str) -> Option<Cow<'_, str>> {
    match dialect {
        Dialect::MySql | Dialect::Sqlite => {
            if text.match_indices("\r\n").any(|(at, _)| is_inside(dialect, &text[..at])) {
                return None;
            }
            let changes = text.contains("\r\n");
            Some(if changes { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) })
        }
        Dialect::Postgres => Some(without_variables(text)),
    }
}

/// Whether a text ends inside of quotes.
fn is_inside(dialect: Dialect, text: &str) -> bool {
    scan(dialect, text).is_err_and(|fault| fault.what != "a comment")
}

fn without_variables(text: &str) -> Cow<'_, str> {
    let begins = |rest: &str| {
        rest.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '_' | '\'' | '"' | '{'))
    };
    if !text.contains(':') {
        return Cow::Borrowed(text);
    }
    let Ok(scan) = scan(Dialect::Postgres, text) else { return Cow::Borrowed(text) };
    let mut from = 0;
    let mut escaped = String::new();
    for (_, end) in &scan.tokens {
        let (before, behind) = text.split_at(*end);
        let Some(before) = before.strip_suffix(':') else { continue };
        if !before.ends_with(':') && begins(behind) {
            escaped.push_str(&text[from..before.len()]);
            escaped.push_str("\\:");
            from = *end;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    escaped.push_str(&text[from..]);
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colon_of_sql_is_no_variable_of_psql() {
        for (text, written) in [
            (
                "SELECT a[1:USER], a::text, ':USER', $$ :USER $$, \":USER\"",
                "SELECT a[1\\:USER], a::text, ':USER', $$ :USER $$, \":USER\"",
            ),
            ("x := 1", "x := 1"),
            ("-- :USER\nSELECT 1", "-- :USER\nSELECT 1"),
        ] {
            assert_eq!(passed(Dialect::Postgres, text).as_deref(), Some(written));
        }
    }

    #[test]
    fn a_line_break_inside_of_quotes_is_not_changed() {
        for dialect in [Dialect::MySql, Dialect::Sqlite] {
            assert_eq!(
                passed(dialect, "SELECT 1,\r\n-- it's\r\n 'x'").as_deref(),
                Some("SELECT 1,\n-- it's\n 'x'")
            );
            assert_eq!(passed(dialect, "SELECT 'a\r\nb'"), None);
        }
        assert_eq!(passed(Dialect::Postgres, "SELECT 'a\r\nb'").as_deref(), Some("SELECT 'a\r\nb'"));
    }

    #[test]
    fn a_delimiter_is_nowhere_in_the_text() {
        let mut page = Page::new(Shell::MariaDb);
        page.comment("head");
        page.statement("SELECT '//', a$$b");
        page.end_message();
        assert_eq!(page.into_text(), "-- head\n\nDELIMITER ;;\nSELECT '//', a$$b;\n;;\nDELIMITER ;\n");
    }
}
