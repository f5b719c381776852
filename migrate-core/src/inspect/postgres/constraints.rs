//! Constraints.

use std::collections::BTreeMap;

use super::rows::{self, ConstraintKind};
use super::{Found, Reader, indexes};
use crate::dialect::postgres_physical as physical;
use crate::name::Name;
use crate::schema::{
    Action, Check, Exclusion, ExclusionElement, ForeignKey, Inheritance, Matching, NoActionWords, Nulls,
    PrimaryKey, Table, Timing, Unique, Validation,
};

/// Gives tables their constraints. What a parent has and a table not by itself is left out.
pub(super) fn read(
    reader: &Reader<'_>,
    tables: &mut BTreeMap<i64, Table>,
    unmodelled: &mut Found,
) -> Result<(), String> {
    for row in &reader.catalogue.constraints {
        let Some(table) = tables.get_mut(&row.relation) else { continue };
        if row.inherited || !row.local {
            continue;
        }
        if row.more {
            let (kind, name) = (row.kind.words(), row.name.as_str());
            unmodelled.push((
                row.relation,
                Reader::behind(kind, table.name.clone(), name, row.definition.as_deref()),
            ));
            continue;
        }
        let index = reader.indexes.get(&row.index).copied();
        put(row, index, table).ok_or_else(|| format!("constraint `{}` of `{}`", row.name, table.name))?;
    }
    Ok(())
}

impl ConstraintKind {
    fn words(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Exclusion => "exclusion constraint",
            Self::ForeignKey => "foreign key",
            Self::PrimaryKey => "primary key",
            Self::Unique => "unique constraint",
        }
    }
}

/// Puts a constraint into its table; nothing where it lacks what such a one has.
fn put(row: &rows::Constraint, index: Option<&rows::Index>, table: &mut Table) -> Option<()> {
    let name = row.name.clone();
    let columns = || row.columns.clone().filter(|columns| !columns.is_empty());
    let timing = match (row.deferrable, row.deferred) {
        (_, true) => Timing::Deferred,
        (true, false) => Timing::Deferrable,
        (false, false) => Timing::Immediate,
    };
    let validation = if row.validated { Validation::Valid } else { Validation::NotValid };
    match row.kind {
        ConstraintKind::Check => {
            let expression = physical::expression(row.expression.as_deref()?);
            let inheritance = if row.no_inherit { Inheritance::NoInherit } else { Inheritance::Inherited };
            table.checks.push(Check { name, expression, validation, inheritance });
        }
        ConstraintKind::Exclusion => {
            let index = index?;
            let operators = row.operators.as_ref()?;
            let parts = index.parts.iter().filter(|part| part.key);
            let parts = parts.map(indexes::part).collect::<Option<Vec<_>>>()?;
            let elements = parts.into_iter().zip(operators);
            let elements =
                elements.map(|(part, operator)| ExclusionElement { part, operator: operator.clone() });
            table.exclusions.push(Exclusion {
                name,
                method: Some(index.method.clone()).filter(|method| method.as_str() != "gist"),
                elements: elements.collect(),
                include: include(index),
                predicate: index.predicate.as_deref().map(physical::expression),
                timing,
            });
        }
        ConstraintKind::ForeignKey => table.foreign_keys.push(ForeignKey {
            name,
            columns: columns()?,
            referenced_table: row.referenced.as_ref()?.into(),
            referenced_columns: row.referenced_columns.clone()?,
            on_delete: action(&row.on_delete)?,
            on_update: action(&row.on_update)?,
            timing,
            validation,
            matching: if row.matching == "f" { Matching::Full } else { Matching::Simple },
            set_columns: row.set_columns.clone().unwrap_or_default(),
            no_action: NoActionWords::default(),
        }),
        ConstraintKind::PrimaryKey => {
            table.primary_key =
                Some(PrimaryKey { name, columns: columns()?, include: include(index?), timing });
        }
        ConstraintKind::Unique => {
            let nulls = if index?.nulls_not_distinct { Nulls::NotDistinct } else { Nulls::Distinct };
            table.uniques.push(Unique { name, columns: columns()?, include: include(index?), nulls, timing });
        }
    }
    Some(())
}

/// The columns that an index carries along.
pub(super) fn include(index: &rows::Index) -> Vec<Name> {
    index.parts.iter().filter(|part| !part.key).filter_map(|part| part.column.clone()).collect()
}

/// `confdeltype` and `confupdtype` (manual 15, section 53.13).
fn action(word: &str) -> Option<Action> {
    match word {
        "a" => Some(Action::NoAction),
        "c" => Some(Action::Cascade),
        "d" => Some(Action::SetDefault),
        "n" => Some(Action::SetNull),
        "r" => Some(Action::Restrict),
        _ => None,
    }
}
