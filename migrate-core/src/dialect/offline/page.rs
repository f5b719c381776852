//! The text of a script while it is written.

use std::borrow::Cow;
use std::fmt;

use super::messages::Messages;
use super::{OfflineError, Shell};
use crate::dialect::Dialect;
use crate::dialect::scan::{leading, scan};
use crate::dialect::sql::{Piece, Remarked, Sql, Written, pieces};
use crate::script::{ScriptOperation, ScriptStep};

/// The text of a script while it is written.
#[derive(Debug)]
pub(in crate::dialect) struct Page {
    shell: Shell,
    text: Sql,
    /// Comments that the next statement of a block begins with.
    pending: Vec<String>,
    messages: Messages,
}

impl Page {
    pub(super) fn new(shell: Shell) -> Self {
        let text = Sql::with_room(shell.dialect(), 4096);
        Self { shell, text, pending: Vec::new(), messages: Messages::default() }
    }

    /// The dialect.
    pub(super) fn dialect(&self) -> Dialect {
        self.shell.dialect()
    }

    /// Every line behind `-- `: a name can hold a line break, and what stands behind that must not run.
    pub(in crate::dialect) fn comment(&mut self, what: &str) {
        for line in what.split(['\n', '\r']) {
            self.text.push("--");
            let line = line.trim_end();
            if !line.is_empty() {
                self.text.push(" ");
                self.text.push(Written(line));
            }
            self.text.push("\n");
        }
    }

    /// A title above what belongs together.
    pub(in crate::dialect) fn title(&mut self, what: fmt::Arguments<'_>) {
        self.text.push("\n");
        self.remark(format_args!("==== {what}"));
    }

    /// A comment that is put together where it comes to stand.
    pub(in crate::dialect) fn remark(&mut self, what: fmt::Arguments<'_>) {
        let start = self.text.len();
        self.text.push(pieces!["-- ", Remarked(what)]);
        let written = &self.text.text()[start + 3..];
        // Most are one line as it should be.
        if written.is_empty()
            || written.contains(['\n', '\r'])
            || written.ends_with(|last: char| last.is_whitespace())
        {
            let written = self.text.split_off(start);
            self.comment(&written[3..]);
        } else {
            self.text.push("\n");
        }
    }

    /// A line as it is.
    pub(in crate::dialect) fn line(&mut self, line: &str) {
        self.text.push(Written(line));
        self.text.push("\n");
    }

    /// A statement with its semicolon.
    pub(in crate::dialect) fn statement(&mut self, sql: &str) {
        self.piece(Written(sql));
    }

    /// The same of pieces.
    pub(in crate::dialect) fn piece(&mut self, sql: impl Piece) {
        self.text.push(sql);
        self.text.push(";\n");
    }

    /// A statement of our own in a transaction, which is a block on SQLite.
    pub(in crate::dialect) fn ours(&mut self, sql: impl Piece) {
        match self.dialect() {
            Dialect::MySql | Dialect::Postgres => self.piece(sql),
            Dialect::Sqlite => self.piece_in_block(sql),
        }
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
        self.piece_in_block(Written(sql.trim_end()));
    }

    /// The same of pieces, with no comment before them and no blank behind.
    pub(in crate::dialect) fn piece_in_block(&mut self, sql: impl Piece) {
        self.text.push("; ");
        if !self.pending.is_empty() {
            let pending = std::mem::take(&mut self.pending).join("\n     ");
            self.text.push(pieces!["/* ", Written(&pending), " */ "]);
        }
        self.text.push(sql);
        self.text.push("\n");
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

    /// Ends what is sent to MySQL and MariaDB as one message.
    pub(in crate::dialect) fn end_message(&mut self) {
        self.messages.end(&mut self.text);
    }

    pub(super) fn into_text(mut self) -> String {
        self.messages.close(&mut self.text);
        self.text.into_text()
    }
}

/// The text as the shell passes it on: `mariadb`, `mysql` and `sqlite3` leave out a carriage return before a line feed, `psql`
/// keeps it and takes a colon before a name for one of its variables (tried on 15). Nothing where text would be changed.
fn passed(dialect: Dialect, text: &str) -> Option<Cow<'_, str>> {
    match dialect {
        Dialect::MySql | Dialect::Sqlite => {
            if !text.contains('\r') {
                return Some(Cow::Borrowed(text));
            }
            if text.match_indices("\r\n").any(|(at, _)| is_inside(dialect, &text[..at])) {
                return None;
            }
            Some(Cow::Owned(text.replace("\r\n", "\n")))
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
}
