//! From the registry to the schema of a chain's models.

use std::collections::{BTreeMap, BTreeSet};

use super::belonging::Homes;
use super::definition::{
    EnumDefinition, ModelDefinition, RegisteredEnum, RegisteredModel, Renamed, Standing,
};
use super::describe::{self, Beside};
use super::error::ModelError;
use super::fit;
use crate::diff::{Rename, Renames};
use crate::name::{Name, QualifiedName};
use crate::registry::AnyChain;
use crate::schema::{Dialect, EnumType, Schema, Table};
use crate::site::Site;

/// What the models of a chain say: the schema that they want, and what was called otherwise before.
#[derive(Clone, Debug, Default)]
pub struct Models {
    /// The tables and enum types of the chain's models, and the schemas that they are in. Their names are those of revisions,
    /// without a prefix. Tables and enums of other chains, and sequences, are named in it without being part of it.
    pub schema: Schema,
    /// What the attributes say was called otherwise before.
    pub renames: Renames,
    /// Where it stands in the source.
    pub sites: Sites,
}

/// Where the parts of the models' schema stand in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sites {
    tables: BTreeMap<QualifiedName, Site>,
    columns: BTreeMap<(QualifiedName, Name), Site>,
    enums: BTreeMap<QualifiedName, Site>,
}

impl Sites {
    /// Where the struct of a table stands.
    pub fn table(&self, name: &QualifiedName) -> Option<Site> {
        self.tables.get(name).copied()
    }

    /// Where the field of a column stands.
    pub fn column(&self, table: &QualifiedName, column: &Name) -> Option<Site> {
        self.columns.get(&(table.clone(), column.clone())).copied()
    }

    /// Where the Rust enum of an enum type stands.
    pub fn enum_type(&self, name: &QualifiedName) -> Option<Site> {
        self.enums.get(name).copied()
    }
}

impl Models {
    /// Adds the models of another chain.
    pub(crate) fn add(&mut self, other: Self) {
        let Self { schema, renames, sites: Sites { tables, columns, enums } } = other;
        schema.schemas().for_each(|name| self.schema.put_schema(name.clone()));
        schema.enum_types().for_each(|it| self.schema.put_enum(it.clone()));
        schema.tables().for_each(|table| self.schema.put_table(table.clone()));
        self.renames.renamed.extend(renames.renamed);
        self.sites.tables.extend(tables);
        self.sites.columns.extend(columns);
        self.sites.enums.extend(enums);
    }
}

/// A model that is described for a dialect.
#[derive(Debug)]
pub(super) struct Described {
    pub(super) model: &'static ModelDefinition,
    pub(super) table: Table,
    pub(super) beside: Beside,
}

/// The schema of a chain's models on a dialect. It asks no database.
///
/// # Errors
///
/// When the program has no model of the chain, when it cannot be told which chain a model belongs to, when two are one
/// table, or when what they say fits no table.
pub fn collect(chain: impl Into<AnyChain>, dialect: Dialect) -> Result<Models, ModelError> {
    collect_told(chain.into(), dialect, &BTreeSet::new()).map(|(models, _)| models)
}

/// The same, and whether the models say it of every dialect: of these it is asked then too whether they fit together there.
///
/// # Errors
///
/// As [`collect`] has.
pub(crate) fn collect_told(
    chain: AnyChain,
    dialect: Dialect,
    wanted: &BTreeSet<Dialect>,
) -> Result<(Models, bool), ModelError> {
    let homes = Homes::of_program();
    let ours = |standing: &Standing| homes.belongs(standing, chain.definition().identity);
    let registered = inventory::iter::<RegisteredModel>().map(|model| model.0);
    let models = belonging(registered, |model| &model.standing, ours)?;
    let registered = inventory::iter::<RegisteredEnum>().map(|enum_type| enum_type.0);
    let enums = belonging(registered, |enum_type| &enum_type.standing, ours)?;
    if models.is_empty() {
        return Err(ModelError::NoModels { chain: chain.name().to_owned(), site: chain.site() });
    }
    distinct(&models, "table", |model| (&model.standing, model.table()))?;
    distinct(&enums, "enum", |enum_type| (&enum_type.standing, enum_type.enum_type()))?;
    let described = models.into_iter().map(|model| {
        let (table, beside) = describe::table_of(model, dialect);
        Described { model, table, beside }
    });
    let mut described = described.collect::<Vec<_>>();
    let own = described.iter().map(|described| described.model.table()).collect::<BTreeSet<_>>();
    let is_everywhere = described.iter().all(|described| {
        // What others are of is told by their models, for a dialect too.
        let of_others = described.beside.models.iter().any(|model| !own.contains(&model.table()));
        !described.beside.asks_dialect && !of_others
    });
    described.retain(|described| !described.beside.is_absent);
    fit::check(&described, &enums, dialect)?;
    for other in wanted.iter().filter(|other| is_everywhere && **other != dialect) {
        fit::check(&described, &enums, *other)?;
    }
    Ok((put_together(described, &enums), is_everywhere))
}

/// Those that belong to a chain, sorted by where they stand.
fn belonging<T>(
    registered: impl Iterator<Item = &'static T>,
    standing: impl Fn(&'static T) -> &'static Standing,
    ours: impl Fn(&Standing) -> Result<bool, ModelError>,
) -> Result<Vec<&'static T>, ModelError> {
    let mut all = registered.collect::<Vec<_>>();
    // The registry has no order, and the first fault is told.
    all.sort_by_key(|it| (standing(it).site, standing(it).module, standing(it).type_name));
    let mut found = Vec::new();
    for it in all {
        if ours(standing(it))? {
            found.push(it);
        }
    }
    Ok(found)
}

/// No two of them may have one name.
fn distinct<T>(
    all: &[&'static T],
    kind: &'static str,
    of: impl Fn(&'static T) -> (&'static Standing, QualifiedName),
) -> Result<(), ModelError> {
    let mut seen = BTreeMap::<QualifiedName, &Standing>::new();
    for it in all {
        let (standing, name) = of(it);
        if let Some(other) = seen.insert(name.clone(), standing) {
            let model = |standing: &Standing| (standing.type_name.to_owned(), standing.site);
            let models = vec![model(other), model(standing)];
            return Err(ModelError::SameName { kind, name: name.to_string(), models });
        }
    }
    Ok(())
}

fn put_together(described: Vec<Described>, enums: &[&'static EnumDefinition]) -> Models {
    let mut models = Models::default();
    for definition in enums {
        let name = definition.enum_type();
        put_schema(&mut models.schema, &name);
        models.sites.enums.insert(name.clone(), definition.standing.site);
        if let Some(from) = former(definition.renamed_from, &name) {
            models.renames.renamed.push(Rename::Enum { from, to: name.clone() });
        }
        let renamed = definition.values.iter().filter_map(|(value, from)| from.map(|from| (from, *value)));
        models.renames.renamed.extend(renamed.map(|(from, to)| Rename::EnumValue {
            name: name.clone(),
            from: from.to_owned(),
            to: to.to_owned(),
        }));
        models.schema.put_enum(enum_type(definition));
    }
    for Described { model, table, beside: _ } in described {
        put_schema(&mut models.schema, &table.name);
        models.sites.tables.insert(table.name.clone(), model.standing.site);
        if let Some(from) = former(model.renamed_from, &table.name) {
            models.renames.renamed.push(Rename::Table { from, to: table.name.clone() });
        }
        for field in model.fields {
            let column = Name::from(field.column);
            models.sites.columns.insert((table.name.clone(), column.clone()), field.site);
            if let Some(from) = field.renamed_from {
                let (table, from) = (table.name.clone(), from.into());
                models.renames.renamed.push(Rename::Column { table, from, to: column });
            }
        }
        models.schema.put_table(table);
    }
    models
}

/// The enum type that a Rust enum is.
pub(super) fn enum_type(definition: &EnumDefinition) -> EnumType {
    let values = definition.values.iter().map(|(value, _)| (*value).to_owned()).collect();
    EnumType { name: definition.enum_type(), values }
}

/// A schema that something is in is the chain's, unless every database of PostgreSQL has it.
pub(super) fn put_schema(schema: &mut Schema, name: &QualifiedName) {
    if let Some(name) = name.schema.as_ref().filter(|name| !schema.has_schema(name)) {
        schema.put_schema(name.clone());
    }
}

fn former(renamed: Option<Renamed>, now: &QualifiedName) -> Option<QualifiedName> {
    renamed.map(|renamed| renamed.beside(now))
}
