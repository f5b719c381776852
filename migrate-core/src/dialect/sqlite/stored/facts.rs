//! What a rebuild must know of a stored definition.

use super::lexer::{Kind, Token, is_same, named, tokens};
use super::table::{StoredColumn, StoredKind, StoredTable};

/// A constraint that a row breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dialect::sqlite) enum Broken<'a> {
    /// A check, with the columns that it mentions.
    Check { columns: Vec<&'a str>, expression: &'a str },
    /// NULL is not allowed.
    NotNull { column: &'a str },
    /// Values may be there once.
    Unique { columns: Vec<&'a str> },
}

impl StoredTable {
    /// The table's name.
    pub(in crate::dialect::sqlite) fn name(&self) -> &str {
        &self.name.name
    }

    /// The columns that hold values of their own, in order: all but generated ones.
    pub(in crate::dialect::sqlite) fn plain_columns(&self) -> impl Iterator<Item = &str> {
        let is_plain = |column: &&StoredColumn| {
            column.constraints.iter().all(|it| !matches!(it.kind, StoredKind::Generated { .. }))
        };
        self.columns.iter().filter(is_plain).map(|column| column.name.name.as_str())
    }

    /// The default of a column, as it is written.
    pub(in crate::dialect::sqlite) fn default_of(&self, column: &str) -> Option<&str> {
        let column = self.columns.iter().find(|it| is_same(&it.name.name, column))?;
        column.constraints.iter().find_map(|it| {
            let StoredKind::Default { value } = &it.kind else { return None };
            Some(&self.text()[value.clone()])
        })
    }

    /// All columns, in order.
    pub(in crate::dialect::sqlite) fn column_names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.name.as_str())
    }

    /// Whether SQLite numbers its rows and remembers the last number.
    pub(in crate::dialect::sqlite) fn is_numbered(&self) -> bool {
        let of_columns = self.columns.iter().flat_map(|column| &column.constraints);
        of_columns
            .chain(&self.constraints)
            .any(|it| matches!(it.kind, StoredKind::PrimaryKey { autoincrement: true, .. }))
    }

    /// The column that is another name of the rowid (manual, "ROWIDs and the INTEGER PRIMARY KEY").
    pub(in crate::dialect::sqlite) fn rowid_column(&self) -> Option<&str> {
        if self.without_rowid {
            return None;
        }
        let is_integer = |column: &&StoredColumn| {
            let column_type = column.column_type.clone();
            column_type.is_some_and(|span| self.text[span].eq_ignore_ascii_case("integer"))
        };
        let inline = self.columns.iter().find(|column| {
            // `INTEGER PRIMARY KEY DESC` is none, by a mistake of SQLite's that stays for old files.
            column
                .constraints
                .iter()
                .any(|it| matches!(it.kind, StoredKind::PrimaryKey { is_descending: false, .. }))
        });
        let behind = self.constraints.iter().find_map(|it| {
            let StoredKind::PrimaryKey { columns, .. } = &it.kind else { return None };
            let [only] = columns.as_slice() else { return None };
            self.columns.iter().find(|column| is_same(&column.name.name, only))
        });
        inline.or(behind).filter(is_integer).map(|column| column.name.name.as_str())
    }

    /// A name of the rowid that no column has taken.
    pub(in crate::dialect::sqlite) fn rowid_name(&self) -> Option<&'static str> {
        if self.without_rowid {
            return None;
        }
        let is_free = |name: &&str| self.column_names().all(|column| !is_same(column, name));
        ["rowid", "_rowid_", "oid"].into_iter().find(is_free)
    }

    /// The constraint that a row breaks, in SQLite's words (`UNIQUE constraint failed: deals.a, deals.b`,
    /// `CHECK constraint failed: name`), as far as these tell.
    pub(in crate::dialect::sqlite) fn broken(&self, message: &str) -> Option<Broken<'_>> {
        let (kind, what) = message.split_once(" constraint failed: ")?;
        let known = |name: &str| {
            let (_, name) = name.split_once('.')?;
            self.column_names().find(|column| is_same(column, name))
        };
        match kind {
            "CHECK" => self.broken_check(what),
            "NOT NULL" => Some(Broken::NotNull { column: known(what)? }),
            "UNIQUE" => Some(Broken::Unique { columns: what.split(", ").map(known).collect::<Option<_>>()? }),
            _ => None,
        }
    }

    /// A check by its name, or by what it says where it has none.
    fn broken_check(&self, what: &str) -> Option<Broken<'_>> {
        let in_columns = self.columns.iter().flat_map(|column| &column.constraints);
        let expression = in_columns.chain(&self.constraints).find_map(|it| {
            let StoredKind::Check { expression } = &it.kind else { return None };
            let expression = &self.text[expression.clone()];
            let is_it = match &it.name {
                Some(name) => is_same(&name.name, what),
                None => expression.trim() == what.trim(),
            };
            is_it.then_some(expression)
        })?;
        let columns = self.column_names().filter(|column| mentions(expression, column)).collect();
        Some(Broken::Check { columns, expression })
    }

    /// What still uses a column that is no longer there: a check, a key or a generated column, in the words of the
    /// definition.
    pub(in crate::dialect::sqlite) fn user_of(&self, gone: &str) -> Option<&str> {
        let in_columns = self.columns.iter().flat_map(|column| &column.constraints);
        let user = in_columns.chain(&self.constraints).find(|it| {
            let says = &self.text[it.span.clone()];
            match &it.kind {
                StoredKind::Check { expression } => mentions(&self.text[expression.clone()], gone),
                StoredKind::Generated { .. } => mentions(says, gone),
                StoredKind::ForeignKey { columns, table, referenced, .. } => {
                    let of_itself =
                        is_same(table, self.name()) && referenced.iter().any(|it| is_same(it, gone));
                    of_itself || columns.iter().any(|it| is_same(it, gone))
                }
                StoredKind::PrimaryKey { columns, .. } | StoredKind::Unique { columns } => {
                    columns.iter().any(|it| is_same(it, gone))
                }
                StoredKind::Collate { .. }
                | StoredKind::Default { .. }
                | StoredKind::Deferrable { .. }
                | StoredKind::Nothing
                | StoredKind::NotNull
                | StoredKind::Null => false,
            }
        });
        user.map(|it| &self.text[it.span.clone()])
    }
}

/// Whether SQL uses a name as that of a column, as far as its words tell. A word before a parenthesis is a function.
pub(in crate::dialect::sqlite) fn mentions(sql: &str, name: &str) -> bool {
    let tokens = significant(sql);
    tokens.iter().enumerate().any(|(at, token)| {
        let called =
            token.kind == Kind::Word && tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Open);
        let spelled = &sql[token.span.clone()];
        matches!(token.kind, Kind::Quoted | Kind::Word) && !called && is_same(&named(spelled), name)
    })
}

/// Whether SQL has the table's name before a point: `offers.price`.
pub(in crate::dialect::sqlite) fn qualifies(sql: &str, table: &str) -> bool {
    let tokens = significant(sql);
    tokens.windows(2).any(|pair| {
        pair[0].is_name()
            && is_same(&named(&sql[pair[0].span.clone()]), table)
            && sql[pair[1].span.clone()] == *"."
    })
}

fn significant(sql: &str) -> Vec<Token> {
    tokens(sql).into_iter().filter(|token| !token.is_space()).collect()
}

/// A stored statement with a semicolon, so that SQLite stores the very same again: it keeps the blanks before one, and not
/// those before the end of the text (`sqlite3EndTable`, 3.51). Within a comment it would be none.
pub(in crate::dialect::sqlite) fn ended(sql: &str) -> String {
    let last = tokens(sql).pop();
    let is_open = last.is_some_and(|token| matches!(token.kind, Kind::BlockComment | Kind::LineComment));
    if is_open { sql.to_owned() } else { format!("{sql};") }
}

/// Whether SQL has a name at all.
pub(in crate::dialect::sqlite) fn names(sql: &str, name: &str) -> bool {
    let tokens = significant(sql);
    tokens.iter().any(|token| token.is_name() && is_same(&named(&sql[token.span.clone()]), name))
}

/// What a trigger waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect::sqlite) enum Event {
    Delete,
    Insert,
    Update,
}

/// What a stored `CREATE TRIGGER` waits for: the first of the words, behind the trigger's own name.
pub(in crate::dialect::sqlite) fn event(sql: &str) -> Option<Event> {
    let tokens = significant(sql);
    let behind_name = tokens.iter().skip(3).filter(|token| token.kind == Kind::Word);
    behind_name.map(|token| &sql[token.span.clone()]).find_map(|word| {
        match word.to_ascii_uppercase().as_str() {
            "DELETE" => Some(Event::Delete),
            "INSERT" => Some(Event::Insert),
            "UPDATE" => Some(Event::Update),
            _ => None,
        }
    })
}
