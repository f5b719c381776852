//! Views.

use super::{Expression, Table, Trigger};
use crate::name::{Name, QualifiedName};

/// A view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The name.
    pub name: QualifiedName,
    /// The query: what stands behind `AS`.
    pub query: Expression,
    /// What the query needs, sorted.
    pub depends_on: Vec<Dependency>,
}

/// A view that was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedView {
    /// The view.
    pub view: View,
    /// Its triggers, which went with it.
    pub triggers: Vec<Trigger>,
}

/// A table or view that a view needs, with the columns it had when the view was made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dependency {
    /// The table or view.
    pub relation: QualifiedName,
    /// The columns of the table that the query names, so that it fails without them.
    pub named: Vec<Name>,
    /// The other columns of the table that it takes with a `*`.
    pub taken: Vec<Name>,
}

impl Dependency {
    /// What a query needs of another view.
    pub fn on_view(relation: &QualifiedName) -> Self {
        Self { relation: relation.clone(), named: Vec::new(), taken: Vec::new() }
    }

    /// What a query needs of a table, as far as its words tell.
    pub fn on_table(table: &Table, query: &Expression) -> Self {
        let columns = table.columns.iter().map(|column| column.name.clone());
        let (named, others) = columns.partition::<Vec<_>, _>(|column| query.mentions(column));
        let taken = if query.has_wildcard() { others } else { Vec::new() };
        Self { relation: table.name.clone(), named, taken }
    }
}

impl View {
    /// Whether the view needs a table or another view.
    pub fn needs(&self, relation: &QualifiedName) -> bool {
        self.depends_on.iter().any(|dependency| dependency.relation == *relation)
    }

    /// Whether the view needs a column of a table.
    pub fn needs_column(&self, table: &QualifiedName, column: &Name) -> bool {
        self.depends_on.iter().any(|dependency| {
            let Dependency { relation, named, taken } = dependency;
            relation == table && (named.contains(column) || taken.contains(column))
        })
    }
}
