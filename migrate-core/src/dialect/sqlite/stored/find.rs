//! Finding constraints in a stored `CREATE TABLE`: by their names, and by what they say where they have none.

use super::lexer::{content, is_same};
use super::table::{StoredConstraint, StoredKind, StoredTable};
use super::unreadable::Unreadable;
use crate::dialect::Dialect::Sqlite;
use crate::name::Name;
use crate::schema::Constraint;

impl StoredTable {
    /// The constraints of columns and table, each with the column it stands with.
    fn all_constraints(&self) -> impl Iterator<Item = (Option<&str>, &StoredConstraint)> {
        let of_columns = self.columns.iter().flat_map(|column| {
            column.constraints.iter().map(|constraint| (Some(column.name.name.as_str()), constraint))
        });
        of_columns.chain(self.constraints.iter().map(|constraint| (None, constraint)))
    }

    /// The constraint of this name and kind, with these capitals if there is one; or else a nameless one that says the same.
    fn require_constraint(&self, constraint: &Constraint) -> Result<&StoredConstraint, Unreadable> {
        let name = constraint.name().as_str();
        let of_kind = || self.all_constraints().filter(|(_, stored)| is_kind(&stored.kind, constraint));
        let is_named = |stored: &StoredConstraint, is: fn(&str, &str) -> bool| {
            stored.name.as_ref().is_some_and(|stored| is(&stored.name, name))
        };
        // SQLite has names of constraints twice, and all the more where capitals differ.
        let named = of_kind().find(|(_, stored)| is_named(stored, |stored, name| stored == name));
        let named = named.or_else(|| of_kind().find(|(_, stored)| is_named(stored, is_same)));
        let same = || {
            of_kind().find(|(column, stored)| {
                // A table has one primary key, whatever its name.
                let may = stored.name.is_none() || matches!(constraint, Constraint::PrimaryKey(_));
                may && self.says(*column, stored, constraint)
            })
        };
        named.or_else(same).map(|(_, stored)| stored).ok_or_else(|| Unreadable::UnknownConstraint {
            constraint: format!("{} `{name}`", constraint.kind()),
        })
    }

    /// Whether a stored constraint says what this one says.
    fn says(&self, column: Option<&str>, stored: &StoredConstraint, constraint: &Constraint) -> bool {
        let own = |columns: &[String]| match column {
            Some(column) => vec![column.to_owned()],
            None => columns.to_vec(),
        };
        match (&stored.kind, constraint) {
            (StoredKind::Check { expression }, Constraint::Check(check)) => {
                content(&self.text[expression.clone()]) == content(&check.expression.text(Sqlite))
            }
            (StoredKind::ForeignKey { columns, table, referenced, .. }, Constraint::ForeignKey(key)) => {
                is_same(table, key.referenced_table.name.as_str())
                    && are_same(&own(columns), &key.columns)
                    && (referenced.is_empty() || are_same(referenced, &key.referenced_columns))
            }
            (StoredKind::PrimaryKey { .. }, Constraint::PrimaryKey(_)) => true,
            (StoredKind::Unique { columns }, Constraint::Unique(unique)) => {
                are_same(&own(columns), &unique.columns)
            }
            _ => false,
        }
    }

    /// Takes a constraint out.
    pub(in crate::dialect::sqlite) fn drop_constraint(
        &self,
        constraint: &Constraint,
    ) -> Result<Self, Unreadable> {
        self.remove_constraint(self.require_constraint(constraint)?)
    }

    /// Gives a constraint another name.
    pub(in crate::dialect::sqlite) fn rename_constraint(
        &self,
        constraint: &Constraint,
        quoted: &str,
    ) -> Result<Self, Unreadable> {
        self.name_constraint(self.require_constraint(constraint)?, quoted)
    }
}

fn is_kind(kind: &StoredKind, constraint: &Constraint) -> bool {
    match constraint {
        Constraint::Check(_) => matches!(kind, StoredKind::Check { .. }),
        // SQLite has none.
        Constraint::Exclusion(_) => false,
        Constraint::ForeignKey(_) => matches!(kind, StoredKind::ForeignKey { .. }),
        Constraint::PrimaryKey(_) => matches!(kind, StoredKind::PrimaryKey { .. }),
        Constraint::Unique(_) => matches!(kind, StoredKind::Unique { .. }),
    }
}

fn are_same(stored: &[String], names: &[Name]) -> bool {
    stored.len() == names.len()
        && stored.iter().zip(names).all(|(stored, name)| is_same(stored, name.as_str()))
}
