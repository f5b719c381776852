//! The one writer of SQL text.
//!
//! SQL is put together from [`Piece`]s: keywords that stand in our source, quoted names, encoded literals, and
//! the author's own expressions. There is no way to put any other text in, so nothing can be forgotten to be quoted.

use std::fmt::{self, Write as _};

use super::{Dialect, quote};
use crate::name::{Name, QualifiedName};
use crate::schema::Expression;

/// SQL text of one dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sql {
    dialect: Dialect,
    text: String,
}

/// Writes SQL for a dialect: `sql!(Sqlite; "DROP TABLE ", &table)`.
macro_rules! sql {
    ($dialect:expr; $($piece:expr),* $(,)?) => {{
        let mut sql = $crate::dialect::sql::Sql::new($dialect);
        $(sql.push($piece);)*
        sql
    }};
}
pub(super) use sql;

/// Pieces that are written one behind the other where they come to stand, and are no text before:
/// `pieces![" WHERE chain = ", Text(chain)]`.
macro_rules! pieces {
    ($($piece:expr),* $(,)?) => {
        $crate::dialect::sql::Pieces(move |sql: &mut $crate::dialect::sql::Sql| {
            $(sql.push($piece);)*
        })
    };
}
pub(super) use pieces;

/// What SQL text is put together from.
pub(super) trait Piece {
    /// Writes the piece behind what is there.
    fn write(self, out: &mut Sql);
}

/// What [`pieces!`] makes: the writing of them.
pub(super) struct Pieces<F>(pub(super) F);

impl<F: FnOnce(&mut Sql)> Piece for Pieces<F> {
    fn write(self, out: &mut Sql) {
        (self.0)(out);
    }
}

impl Sql {
    /// Empty text, with room for a name or two and the words around them.
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, text: String::with_capacity(64) }
    }

    /// Empty text, with room for so many bytes.
    pub(super) fn with_room(dialect: Dialect, room: usize) -> Self {
        Self { dialect, text: String::with_capacity(room) }
    }

    /// A piece in text with room for so many bytes.
    pub(super) fn of(dialect: Dialect, room: usize, piece: impl Piece) -> Self {
        let mut sql = Self::with_room(dialect, room);
        sql.push(piece);
        sql
    }

    /// Writes a piece behind what is there.
    pub(super) fn push(&mut self, piece: impl Piece) {
        piece.write(self);
    }

    /// The pieces with a separator between them.
    pub(super) fn join<P: Piece>(
        dialect: Dialect,
        separator: &'static str,
        pieces: impl IntoIterator<Item = P>,
    ) -> Self {
        let mut sql = Self::new(dialect);
        for piece in pieces {
            if !sql.text.is_empty() {
                sql.push(separator);
            }
            sql.push(piece);
        }
        sql
    }

    /// The pieces with commas between them.
    pub(super) fn list<P: Piece>(dialect: Dialect, pieces: impl IntoIterator<Item = P>) -> Self {
        Self::join(dialect, ", ", pieces)
    }

    /// The dialect.
    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The length in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Takes off what stands behind so many bytes.
    pub(super) fn split_off(&mut self, at: usize) -> String {
        self.text.split_off(at)
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// A keyword or punctuation of ours.
impl Piece for &'static str {
    fn write(self, out: &mut Sql) {
        out.text.push_str(self);
    }
}

/// A name, quoted.
impl Piece for &Name {
    fn write(self, out: &mut Sql) {
        quote::name(out.dialect, self.as_str(), &mut out.text);
    }
}

/// A name behind that of its schema, both quoted.
impl Piece for &QualifiedName {
    fn write(self, out: &mut Sql) {
        let QualifiedName { schema, name } = self;
        if let Some(schema) = schema {
            out.push(schema);
            out.push(".");
        }
        out.push(name);
    }
}

/// Text of the author's own.
impl Piece for &Expression {
    fn write(self, out: &mut Sql) {
        out.text.push_str(self.text(out.dialect).trim());
    }
}

/// SQL that was written before.
impl Piece for Sql {
    fn write(self, out: &mut Sql) {
        debug_assert_eq!(self.dialect, out.dialect, "one statement is of one dialect");
        out.text.push_str(&self.text);
    }
}

/// SQL that was written before, and is needed again.
impl Piece for &Sql {
    fn write(self, out: &mut Sql) {
        debug_assert_eq!(self.dialect, out.dialect, "one statement is of one dialect");
        out.text.push_str(&self.text);
    }
}

/// The lines between the parentheses of `CREATE TABLE`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines<'a>(pub(super) &'a [Sql]);

impl Lines<'_> {
    /// Room for them, with the words around them.
    pub(super) fn room(self) -> usize {
        256 + self.0.iter().map(|line| line.len() + 8).sum::<usize>()
    }
}

impl Piece for Lines<'_> {
    fn write(self, out: &mut Sql) {
        for (at, line) in self.0.iter().enumerate() {
            out.push(if at == 0 { "\n    " } else { ",\n    " });
            out.push(line);
        }
        out.push("\n");
    }
}

impl<P: Piece> Piece for Option<P> {
    fn write(self, out: &mut Sql) {
        if let Some(piece) = self {
            piece.write(out);
        }
    }
}

/// SQL that was written before: by a writer of ours that kept it as text, or by whoever made what the database holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written<'a>(pub(super) &'a str);

impl Piece for Written<'_> {
    fn write(self, out: &mut Sql) {
        out.text.push_str(self.0);
    }
}

/// A number.
impl Piece for i64 {
    fn write(self, out: &mut Sql) {
        // Writing to a `String` cannot fail.
        let _ = write!(out.text, "{self}");
    }
}

/// A floating-point number, with all digits that make it the same number again.
impl Piece for f64 {
    fn write(self, out: &mut Sql) {
        debug_assert!(self.is_finite(), "what is no number was refused when the operation was replayed");
        // Writing to a `String` cannot fail.
        let _ = write!(out.text, "{self:?}");
    }
}

/// Text, as a quoted literal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a>(pub(super) &'a str);

impl Piece for Text<'_> {
    fn write(self, out: &mut Sql) {
        quote::text(out.dialect, self.0, &mut out.text);
    }
}

/// An operator, as replay has found it to be one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operator<'a>(pub(super) &'a str);

impl Piece for Operator<'_> {
    fn write(self, out: &mut Sql) {
        debug_assert!(
            !self.0.contains("--") && !self.0.contains("/*"),
            "what is no operator was refused when the operation was replayed"
        );
        out.text.push_str(self.0);
    }
}

/// Words for people, as a comment in the SQL itself. Its end is the only thing that it cannot hold: a blank parts it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remark<'a>(pub(super) &'a str);

impl Piece for Remark<'_> {
    fn write(self, out: &mut Sql) {
        out.text.push_str("/* ");
        out.text.push_str(&self.0.replace("*/", "* /"));
        out.text.push_str(" */");
    }
}

/// Words for people behind `--`. Who writes them sees to it that they are one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remarked<'a>(pub(super) fmt::Arguments<'a>);

impl Piece for Remarked<'_> {
    fn write(self, out: &mut Sql) {
        // Writing to a `String` cannot fail.
        let _ = out.text.write_fmt(self.0);
    }
}

/// Bytes, as hexadecimal digits in quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hex<'a>(pub(super) &'a [u8]);

/// An exact number: a sign, digits and a point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal<'a>(pub(super) &'a str);

impl Piece for Decimal<'_> {
    fn write(self, out: &mut Sql) {
        debug_assert!(
            self.0.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte)),
            "what is no number was refused when the operation was replayed"
        );
        out.text.push_str(self.0.trim_start_matches('+'));
    }
}

impl Piece for Hex<'_> {
    fn write(self, out: &mut Sql) {
        quote::bytes(out.dialect, self.0, &mut out.text);
    }
}
