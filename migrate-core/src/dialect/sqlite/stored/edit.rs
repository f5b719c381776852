//! Changing a stored `CREATE TABLE`. What is not meant to change stays byte for byte, comments too.
//!
//! A comment at the end of a column's line is the column's and goes with it; every other comment stays.

use std::ops::Range;

use super::lexer::{Kind, Token, content, is_same, tokens};
use super::table::{StoredColumn, StoredConstraint, StoredKind, StoredTable};
use super::unreadable::Unreadable;

/// A part of a column's definition that there is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect::sqlite) enum Part {
    Collation,
    Default,
    Generated,
    NotNull,
}

impl Part {
    fn is(self, kind: &StoredKind) -> bool {
        match self {
            Self::Collation => matches!(kind, StoredKind::Collate { .. }),
            Self::Default => matches!(kind, StoredKind::Default { .. }),
            Self::Generated => matches!(kind, StoredKind::Generated { .. }),
            Self::NotNull => matches!(kind, StoredKind::NotNull | StoredKind::Null),
        }
    }
}

/// Pieces of the text and what stands there instead.
struct Edits<'a> {
    text: &'a str,
    edits: Vec<(Range<usize>, String)>,
}

impl<'a> Edits<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, edits: Vec::new() }
    }

    fn replace(&mut self, span: Range<usize>, by: impl Into<String>) {
        self.edits.push((span, by.into()));
    }

    fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Takes a piece out with the blanks before it, unless these end a comment.
    fn remove(&mut self, span: Range<usize>) {
        let before = &self.text[..span.start];
        let blanks = before.len() - before.trim_end_matches([' ', '\t', '\n', '\r', '\x0c']).len();
        let tokens = tokens(before);
        let ends_comment = tokens.iter().rev().find(|token| token.kind != Kind::Blank);
        let keeps = ends_comment.is_some_and(|token| token.kind == Kind::LineComment);
        let start = if keeps { span.start } else { span.start - blanks };
        self.replace(start..span.end, "");
    }

    fn read(mut self) -> Result<StoredTable, Unreadable> {
        self.edits.sort_by_key(|(span, _)| (span.start, span.end));
        let mut text = self.text.to_owned();
        for (span, by) in self.edits.iter().rev() {
            text.replace_range(span.clone(), by);
        }
        StoredTable::read(&text)
    }
}

impl StoredTable {
    /// The statement.
    pub(in crate::dialect::sqlite) fn text(&self) -> &str {
        &self.text
    }

    fn column(&self, name: &str) -> Result<&StoredColumn, Unreadable> {
        let column = self.columns.iter().find(|column| is_same(&column.name.name, name));
        column.ok_or_else(|| Unreadable::UnknownColumn { column: name.to_owned() })
    }

    /// The columns, then the constraints: what commas stand between.
    fn items(&self) -> Vec<Range<usize>> {
        let columns = self.columns.iter().map(|column| column.span.clone());
        columns.chain(self.constraints.iter().map(|constraint| constraint.span.clone())).collect()
    }

    /// Takes a column out, with the constraints that stand with it.
    pub(in crate::dialect::sqlite) fn drop_column(&self, name: &str) -> Result<Self, Unreadable> {
        let span = self.column(name)?.span.clone();
        let mut edits = Edits::new(&self.text);
        self.remove_item(&span, &mut edits);
        edits.read()
    }

    fn remove_item(&self, item: &Range<usize>, edits: &mut Edits<'_>) {
        let items = self.items();
        let at = items.iter().position(|other| other == item).unwrap_or_default();
        if let Some(next) = items.get(at + 1) {
            let gap = gap(&self.text, item.end..next.start);
            let behind = comma(&gap).map_or(item.end, |comma| comma + 1);
            let own = self.line_end(behind, next.start).unwrap_or(behind);
            let rest = &self.text[own..next.start];
            edits.replace(item.start..own + (rest.len() - rest.trim_start().len()), "");
            return;
        }
        let Some(before) = at.checked_sub(1).and_then(|at| items.get(at)) else { return };
        let gap = gap(&self.text, before.end..item.start);
        if let Some(comma) = comma(&gap) {
            edits.replace(comma..comma + 1, "");
        }
        let end = self.line_end(item.end, self.close).unwrap_or(item.end);
        let last = gap.iter().rev().find(|token| token.kind != Kind::Blank);
        let mut start = last.map_or(before.end, |token| token.span.end);
        let ends_line = last.is_some_and(|token| token.kind == Kind::LineComment);
        let line_follows = self.text[end..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        if ends_line && !line_follows {
            start += 1;
        }
        edits.replace(start..end, "");
    }

    /// Where the comments end that stand on the same line, if the line ends before `limit`.
    fn line_end(&self, from: usize, limit: usize) -> Option<usize> {
        let mut end = from;
        for token in gap(&self.text, from..limit) {
            match token.kind {
                Kind::Blank if self.text[token.span.clone()].contains('\n') => return Some(end),
                Kind::BlockComment | Kind::LineComment => end = token.span.end,
                Kind::Blank => {}
                Kind::Close
                | Kind::Comma
                | Kind::Literal
                | Kind::Open
                | Kind::Quoted
                | Kind::String
                | Kind::Symbol
                | Kind::Word => return None,
            }
        }
        None
    }

    /// Puts a column behind the last.
    pub(in crate::dialect::sqlite) fn add_column(&self, definition: &str) -> Result<Self, Unreadable> {
        let mut edits = Edits::new(&self.text);
        let last = self.columns.last().map_or(0..0, |column| column.span.clone());
        self.add_item(&last, definition, &mut edits);
        edits.read()
    }

    /// Puts a constraint behind all that is there.
    pub(in crate::dialect::sqlite) fn add_constraint(&self, definition: &str) -> Result<Self, Unreadable> {
        let mut edits = Edits::new(&self.text);
        let last = self.items().pop().unwrap_or_default();
        self.add_item(&last, definition, &mut edits);
        edits.read()
    }

    fn add_item(&self, last: &Range<usize>, definition: &str, edits: &mut Edits<'_>) {
        let before = &self.text[..last.start];
        let blanks = &before[before.trim_end_matches([' ', '\t']).len()..];
        let own_line = before.len() > blanks.len() && before[..before.len() - blanks.len()].ends_with('\n');
        // Behind a comment only a new line will do.
        let separator = |behind_comment: bool| match (own_line, behind_comment) {
            (true, _) => format!("\n{blanks}"),
            (false, true) => "\n".to_owned(),
            (false, false) => " ".to_owned(),
        };
        let next = self.items().into_iter().find(|item| item.start >= last.end);
        let limit = next.as_ref().map_or(self.close, |next| next.start);
        let comma = next.is_some().then(|| comma(&gap(&self.text, last.end..limit))).flatten();
        match comma {
            Some(comma) => {
                let place = self.line_end(comma + 1, limit).unwrap_or(comma + 1);
                edits.insert(place, format!("{}{definition},", separator(place > comma + 1)));
            }
            None => match self.line_end(last.end, limit) {
                Some(place) if place > last.end => {
                    edits.insert(last.end, ",");
                    edits.insert(place, format!("{}{definition}", separator(true)));
                }
                Some(_) | None => edits.insert(last.end, format!(",{}{definition}", separator(false))),
            },
        }
    }

    /// Puts a constraint behind those that stand with a column.
    pub(in crate::dialect::sqlite) fn add_column_constraint(
        &self,
        column: &str,
        definition: &str,
    ) -> Result<Self, Unreadable> {
        let mut edits = Edits::new(&self.text);
        edits.insert(self.column(column)?.span.end, format!(" {definition}"));
        edits.read()
    }

    /// Takes a constraint out.
    pub(super) fn remove_constraint(&self, constraint: &StoredConstraint) -> Result<Self, Unreadable> {
        let mut edits = Edits::new(&self.text);
        let holder = self.columns.iter().find(|column| {
            column.span.start <= constraint.span.start && constraint.span.end <= column.span.end
        });
        match holder {
            None => self.remove_item(&constraint.span, &mut edits),
            Some(column) => {
                edits.remove(constraint.span.clone());
                if matches!(constraint.kind, StoredKind::ForeignKey { .. }) {
                    let apart = column
                        .constraints
                        .iter()
                        .filter(|it| matches!(it.kind, StoredKind::Deferrable { .. }));
                    apart.for_each(|deferrable| edits.remove(deferrable.span.clone()));
                }
            }
        }
        edits.read()
    }

    /// Gives a constraint a name, or another.
    pub(super) fn name_constraint(
        &self,
        constraint: &StoredConstraint,
        quoted: &str,
    ) -> Result<Self, Unreadable> {
        let mut edits = Edits::new(&self.text);
        match &constraint.name {
            Some(name) => edits.replace(name.span.clone(), quoted),
            None => edits.insert(constraint.span.start, format!("CONSTRAINT {quoted} ")),
        }
        edits.read()
    }

    /// Gives a column another type.
    pub(in crate::dialect::sqlite) fn set_type(
        &self,
        column: &str,
        column_type: &str,
    ) -> Result<Self, Unreadable> {
        let column = self.column(column)?;
        let mut edits = Edits::new(&self.text);
        match &column.column_type {
            Some(span) => edits.replace(span.clone(), column_type),
            None => edits.insert(column.name.span.end, format!(" {column_type}")),
        }
        edits.read()
    }

    /// Sets a part of a column's definition, or takes it out.
    pub(in crate::dialect::sqlite) fn set_part(
        &self,
        column: &str,
        part: Part,
        definition: Option<&str>,
    ) -> Result<Self, Unreadable> {
        let column = self.column(column)?;
        let mut edits = Edits::new(&self.text);
        let mut old = column.constraints.iter().filter(|it| part.is(&it.kind)).collect::<Vec<_>>();
        match (definition, old.pop()) {
            (Some(definition), Some(last)) => edits.replace(last.span.clone(), definition),
            (Some(definition), None) => edits.insert(place(column, part), format!(" {definition}")),
            (None, Some(last)) => edits.remove(last.span.clone()),
            (None, None) => {}
        }
        for other in old {
            edits.remove(other.span.clone());
        }
        edits.read()
    }

    /// Puts a comment behind the name of the table or of a column, in the place of the one that stands there; or takes it
    /// out. Another comment there is somebody else's and stays.
    pub(in crate::dialect::sqlite) fn set_comment(
        &self,
        column: Option<&str>,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Result<Self, Unreadable> {
        let name = match column {
            Some(column) => &self.column(column)?.name,
            None => &self.name,
        };
        let mut edits = Edits::new(&self.text);
        let behind = gap(&self.text, name.span.end..self.text.len());
        let mut comments = behind.into_iter().take_while(Token::is_space);
        let there = comments.find(|token| Some(&self.text[token.span.clone()]) == before);
        match (there, after) {
            (Some(there), Some(after)) => edits.replace(there.span, after),
            (Some(there), None) => edits.remove(there.span),
            (None, Some(after)) => edits.insert(name.span.end, format!(" {after}")),
            (None, None) => {}
        }
        edits.read()
    }

    /// Has other options stand behind the columns, or none.
    pub(in crate::dialect::sqlite) fn set_options(&self, options: Option<&str>) -> Result<Self, Unreadable> {
        let mut edits = Edits::new(&self.text);
        edits.replace(self.options.clone(), options.map_or_else(String::new, |words| format!(" {words}")));
        edits.read()
    }

    /// Puts a nameless check of a column's in the place of another, found by what it says; or takes it out.
    pub(in crate::dialect::sqlite) fn replace_check(
        &self,
        column: &str,
        before: &str,
        after: Option<&str>,
    ) -> Result<Self, Unreadable> {
        let says = content(before);
        let candidates = self.column(column)?.constraints.iter().chain(&self.constraints);
        let found = candidates.into_iter().find_map(|constraint| {
            let StoredKind::Check { expression } = &constraint.kind else { return None };
            (content(&self.text[expression.clone()]) == says).then(|| (constraint, expression.clone()))
        });
        let (constraint, span) = found.ok_or_else(|| Unreadable::UnknownConstraint {
            constraint: format!("check `{before}` of column `{column}`"),
        })?;
        let Some(after) = after else { return self.remove_constraint(constraint) };
        let mut edits = Edits::new(&self.text);
        edits.replace(span, after);
        edits.read()
    }
}

/// Where a new part of a column stands: behind the type, and behind what usually stands before it.
fn place(column: &StoredColumn, part: Part) -> usize {
    let behind_type = column.column_type.as_ref().map_or(column.name.span.end, |span| span.end);
    let not_null = column.constraints.iter().filter(|it| Part::NotNull.is(&it.kind));
    match part {
        Part::Collation => {
            let before = [Part::Default, Part::Generated, Part::NotNull];
            let before = column.constraints.iter().filter(|it| before.iter().any(|part| part.is(&it.kind)));
            before.map(|it| it.span.end).max().unwrap_or(behind_type)
        }
        Part::NotNull => behind_type,
        Part::Default => not_null.map(|it| it.span.end).max().unwrap_or(behind_type),
        Part::Generated => column.span.end,
    }
}

/// The tokens between two items.
fn gap(text: &str, span: Range<usize>) -> Vec<Token> {
    let start = span.start;
    let moved =
        |token: Token| Token { kind: token.kind, span: token.span.start + start..token.span.end + start };
    tokens(&text[span]).into_iter().map(moved).collect()
}

fn comma(gap: &[Token]) -> Option<usize> {
    gap.iter().find(|token| token.kind == Kind::Comma).map(|token| token.span.start)
}
