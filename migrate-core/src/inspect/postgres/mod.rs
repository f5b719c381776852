//! The catalogue of PostgreSQL, read into a schema.

mod code;
mod columns;
mod constraints;
mod indexes;
mod options;
mod rows;
mod sequences;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Inspected, Stage, Unmodelled, Wanted};
use crate::dialect::{Dialect, Server};
use crate::name::{Name, QualifiedName};
use crate::schema::{EnumType, Extension, Schema, Table};

pub(crate) use rows::Catalogue;
use rows::{Index, Relation, RelationKind};

/// What an identity's sequence is called, where its table or column was renamed since.
pub(super) const NAME_OF_IDENTITY: &str = "name of an identity's sequence";

/// The kinds of things that there are no words for, as the catalogue's queries call them.
const KINDS: [&str; 36] = [
    "access method",
    "aggregate",
    "cast",
    "clustering",
    "collation",
    "comment",
    "compression of a column",
    "composite type",
    "default in other words",
    "domain",
    "event trigger",
    "forced row security",
    "foreign table",
    "materialized view",
    NAME_OF_IDENTITY,
    "operator",
    "operator class",
    "options of a view",
    "policy",
    "procedure",
    "range type",
    "replica identity",
    "row security",
    "rule",
    "state of a trigger",
    "statistics",
    "statistics target of a column",
    "statistics target of an index",
    "storage of a column",
    "storage parameters",
    "storage parameters of a key",
    "tablespace",
    "text search configuration",
    "text search dictionary",
    "typed table",
    "window function",
];

/// Makes a schema of what the catalogue said.
///
/// # Errors
///
/// With what is not understood, in words.
pub(crate) fn read(
    catalogue: &Catalogue,
    server: Option<Server>,
    wanted: &Wanted,
) -> Result<Inspected, String> {
    let home = catalogue.setting.as_ref().and_then(|setting| setting.home.clone());
    let reader = Reader::new(catalogue, home.as_ref(), wanted);
    let mut unmodelled = Vec::new();
    let mut schema = Schema::default();
    let schemas = catalogue.setting.iter().flat_map(|setting| setting.schemas.iter().flatten());
    // That one is in every database, and nobody's.
    for name in schemas.filter(|name| name.as_str() != "public") {
        schema.put_schema(name.clone());
    }
    for it in &catalogue.enums {
        let name = QualifiedName { schema: it.schema.clone(), name: it.name.clone() };
        schema.put_enum(EnumType { name, values: it.values.clone() });
    }
    for extension in &catalogue.extensions {
        let rows::Extension { name, schema: within, version } = extension;
        let within = Some(within).filter(|within| home.as_ref() != Some(within)).cloned();
        schema.put_extension(Extension {
            name: name.clone(),
            schema: within,
            version: Some(version.clone()),
        });
    }
    for table in reader.tables(&mut unmodelled)? {
        schema.put_table(table);
    }
    for sequence in reader.sequences() {
        schema.put_sequence(sequence);
    }
    code::read(&reader, &mut schema, &mut unmodelled)?;
    for other in &catalogue.others {
        unmodelled.push((other.oid, Reader::unmodelled(other)?));
    }
    unmodelled.retain(|(_, it)| !reader.is_ledger(&it.name));
    unmodelled.sort_by(|(one, this), (two, that)| (this.stage, one, this).cmp(&(that.stage, two, that)));
    let unmodelled = unmodelled.into_iter().map(|(_, it)| it).collect();
    Ok(Inspected { dialect: Dialect::Postgres, server, home, schema, unmodelled })
}

/// What has no words, and the number that the catalogue gave it: the later it was made, the greater.
type Found = Vec<(i64, Unmodelled)>;

/// The rows, by what they are of.
struct Reader<'a> {
    catalogue: &'a Catalogue,
    ledger: QualifiedName,
    /// All but the ledger.
    relations: BTreeMap<i64, &'a Relation>,
    indexes: BTreeMap<i64, &'a Index>,
}

impl<'a> Reader<'a> {
    fn new(catalogue: &'a Catalogue, home: Option<&Name>, wanted: &Wanted) -> Self {
        let schema = wanted.ledger.schema.clone().filter(|schema| home != Some(schema));
        let ledger = QualifiedName { schema, name: wanted.ledger.table.clone() };
        let relations = catalogue.relations.iter().filter(|relation| relation.qualified() != ledger);
        Self {
            catalogue,
            relations: relations.map(|relation| (relation.oid, relation)).collect(),
            indexes: catalogue.indexes.iter().map(|index| (index.oid, index)).collect(),
            ledger,
        }
    }

    fn is_ledger(&self, name: &QualifiedName) -> bool {
        *name == self.ledger
    }

    fn table_name(&self, oid: i64) -> Option<QualifiedName> {
        self.relations.get(&oid).map(|relation| relation.qualified())
    }

    /// The tables, each with all that stands inside it.
    fn tables(&self, unmodelled: &mut Found) -> Result<Vec<Table>, String> {
        let mut tables = BTreeMap::new();
        for (oid, relation) in &self.relations {
            match relation.kind {
                RelationKind::Partitioned | RelationKind::Table => {
                    let comment = relation.comment.clone();
                    let options = options::read(relation)?;
                    tables.insert(*oid, Table { comment, options, ..Table::new(relation.qualified()) });
                }
                RelationKind::Foreign | RelationKind::Materialized | RelationKind::View => {}
            }
        }
        columns::read(self, &mut tables)?;
        constraints::read(self, &mut tables, unmodelled)?;
        indexes::read(self, &mut tables, unmodelled)?;
        let mut tables = tables.into_values().collect::<Vec<_>>();
        for table in &mut tables {
            table.uniques.sort_by(|one, two| one.name.cmp(&two.name));
            table.foreign_keys.sort_by(|one, two| one.name.cmp(&two.name));
            table.checks.sort_by(|one, two| one.name.cmp(&two.name));
            table.exclusions.sort_by(|one, two| one.name.cmp(&two.name));
            table.indexes.sort_by(|one, two| one.name.cmp(&two.name));
        }
        Ok(tables)
    }

    fn unmodelled(other: &rows::Other) -> Result<Unmodelled, String> {
        let rows::Other { oid, schema, name, stage, kind, detail, definition } = other;
        let known = KINDS.iter().find(|known| **known == kind.as_str());
        let kind = known.ok_or_else(|| format!("a `{kind}` called `{name}` (oid {oid})"))?;
        let stage = if stage == "before" { Stage::BeforeTables } else { Stage::BehindTables };
        let name = QualifiedName { schema: schema.clone(), name: name.clone() };
        Ok(Unmodelled { stage, kind, name, detail: detail.clone(), definition: definition.clone() })
    }

    /// Something that stands behind the tables and has no words.
    fn behind(kind: &'static str, name: QualifiedName, detail: &str, definition: Option<&str>) -> Unmodelled {
        let definition = definition.map(|text| text.trim_end().trim_end_matches(';').to_owned());
        Unmodelled { stage: Stage::BehindTables, kind, name, detail: detail.to_owned(), definition }
    }
}
