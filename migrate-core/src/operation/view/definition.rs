//! What the operations on views share.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::{Columns, Misfit, fit};
use crate::schema::{Canonical, Dependency, Expression, Schema, View};

/// A view as an author describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewDefinition {
    /// The name.
    pub name: QualifiedName,
    /// The query: what stands behind `AS`.
    pub query: Expression,
    /// What the query needs; what its words name where the author does not say.
    pub depends_on: Option<Vec<Need>>,
}

/// A table or view that an author says a view needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The table or view.
    pub relation: QualifiedName,
    /// Which of its columns; those that the query's words name where the author does not say.
    pub columns: Option<Vec<Name>>,
}

/// Says more of a view.
#[derive(Debug)]
pub struct ViewBuilder<'a> {
    pub(in crate::operation) definition: &'a mut ViewDefinition,
}

impl ViewBuilder<'_> {
    /// Says which tables and views the query needs. Otherwise they are those that its words name, which may be too many:
    /// a word may be the name of something else.
    pub fn depends_on<N: Into<QualifiedName>>(self, relations: impl IntoIterator<Item = N>) -> Self {
        let stated = self.definition.depends_on.get_or_insert_default();
        stated
            .extend(relations.into_iter().map(|relation| Need { relation: relation.into(), columns: None }));
        self
    }

    /// Says that the query needs these columns of a table or view, and no others of it.
    pub fn depends_on_columns(self, relation: impl Into<QualifiedName>, columns: impl Columns) -> Self {
        let stated = self.definition.depends_on.get_or_insert_default();
        stated.push(Need { relation: relation.into(), columns: Some(columns.into_names()) });
        self
    }
}

impl ViewDefinition {
    pub(in crate::operation) fn new(name: QualifiedName, query: Expression) -> Self {
        Self { name, query, depends_on: None }
    }

    /// What records the definition.
    pub(in crate::operation) fn written(&self, method: &'static str) -> Code {
        let Self { name, query, depends_on } = self;
        let mut code = Code::op(method, [code::qualified(name), code::expression(query)]);
        let Some(needs) = depends_on else { return code };
        // An array has one kind of names: with a schema or without.
        let alike = |one: &Need, other: &Need| {
            let plain = |need: &Need| need.columns.is_none();
            plain(one) && plain(other) && one.relation.schema.is_some() == other.relation.schema.is_some()
        };
        for needs in needs.chunk_by(alike) {
            code = match needs {
                [Need { relation, columns: Some(columns) }] => {
                    code.then("depends_on_columns", [code::qualified(relation), code::names(columns)])
                }
                needs => {
                    let names = needs.iter().map(|need| code::qualified(&need.relation));
                    code.then("depends_on", [code::array(names)])
                }
            };
        }
        if needs.is_empty() { code.then("depends_on", [Code::word("[\"\"; 0]")]) } else { code }
    }

    /// What describes a view that is there, with all that it is known to need.
    pub(crate) fn of(view: &View) -> Self {
        let View { name, query, depends_on } = view.clone();
        let need = |dependency: Dependency| {
            let Dependency { relation, named, taken } = dependency;
            // What is taken with a `*` is what is there then.
            Need { relation, columns: taken.is_empty().then_some(named) }
        };
        Self { name, query, depends_on: Some(depends_on.into_iter().map(need).collect()) }
    }

    /// The view on a schema, in which all must be that it needs.
    pub(in crate::operation) fn view(&self, schema: &Schema) -> Result<View, Misfit> {
        let Self { name, query, depends_on } = self;
        if query.common_text().trim().is_empty() {
            return Err(Misfit::Ill { what: format!("view `{name}`"), fault: "has no query".to_owned() });
        }
        let mut depends_on = match depends_on {
            Some(stated) => {
                stated.iter().map(|need| need.resolve(schema, query)).collect::<Result<Vec<_>, _>>()?
            }
            None => mentioned(schema, name, query),
        };
        depends_on.sort();
        depends_on.dedup();
        if depends_on.iter().any(|dependency| dependency.relation == *name) {
            return Err(Misfit::Ill {
                what: format!("view `{name}`"),
                fault: "depends on itself".to_owned(),
            });
        }
        Ok(View { name: name.clone(), query: query.clone(), depends_on })
    }

    pub(in crate::operation) fn names(&self) -> Vec<&QualifiedName> {
        let stated = self.depends_on.iter().flatten().map(|dependency| &dependency.relation);
        std::iter::once(&self.name).chain(stated).collect()
    }

    pub(in crate::operation) fn prefix(&mut self, by: &Prefix) {
        let Self { name, query: _, depends_on } = self;
        by.set_qualified(name);
        for Need { relation, columns: _ } in depends_on.iter_mut().flatten() {
            by.set_qualified(relation);
        }
    }

    pub(in crate::operation) fn canonical(&self, out: &mut Canonical) {
        let Self { name, query, depends_on } = self;
        out.qualified(name);
        out.expression(query);
        let Some(depends_on) = depends_on else { return };
        out.list("depends_on", |out| {
            for Need { relation, columns } in depends_on {
                match columns {
                    None => out.qualified(relation),
                    Some(columns) => out.list("of", |out| {
                        out.qualified(relation);
                        for column in columns {
                            out.name(column);
                        }
                    }),
                }
            }
        });
    }
}

impl Need {
    fn resolve(&self, schema: &Schema, query: &Expression) -> Result<Dependency, Misfit> {
        let Self { relation, columns } = self;
        if schema.view(relation).is_some() {
            return Ok(Dependency::on_view(relation));
        }
        let table = fit::require_table(schema, relation)?;
        let Some(columns) = columns else { return Ok(Dependency::on_table(table, query)) };
        columns.iter().try_for_each(|column| fit::require_column(table, column).map(|_| ()))?;
        Ok(Dependency { relation: relation.clone(), named: columns.clone(), taken: Vec::new() })
    }
}

/// The tables and views that a query names.
pub(crate) fn mentioned(schema: &Schema, own: &QualifiedName, query: &Expression) -> Vec<Dependency> {
    let tables = schema.tables().filter(|table| query.mentions_relation(&table.name));
    let views = schema.views().filter(|view| view.name != *own && query.mentions_relation(&view.name));
    let tables = tables.map(|table| Dependency::on_table(table, query));
    tables.chain(views.map(|view| Dependency::on_view(&view.name))).collect()
}
