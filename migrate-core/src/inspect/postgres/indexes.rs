//! Indexes.

use std::collections::BTreeMap;

use super::constraints::include;
use super::{Found, Reader, rows};
use crate::dialect::postgres_physical as physical;
use crate::name::QualifiedName;
use crate::schema::{
    Collation, Direction, Index, IndexKey, IndexPart, Nulls, NullsOrder, OperatorClass, Parameter, Table,
    Uniqueness,
};

/// Gives tables their indexes, but for those of constraints and those that follow from a partitioned table's.
pub(super) fn read(
    reader: &Reader<'_>,
    tables: &mut BTreeMap<i64, Table>,
    unmodelled: &mut Found,
) -> Result<(), String> {
    for row in &reader.catalogue.indexes {
        let Some(relation) = reader.relations.get(&row.relation) else { continue };
        if row.constrains || row.inherited {
            continue;
        }
        let kind = match tables.get_mut(&row.relation) {
            Some(table) if row.has_words() => {
                table.indexes.push(index(row).ok_or_else(|| format!("index `{}`", row.name))?);
                continue;
            }
            Some(_) if !row.valid => "invalid index",
            Some(_) | None => "index",
        };
        let name = QualifiedName { name: row.name.clone(), ..relation.qualified() };
        unmodelled
            .push((row.oid, Reader::behind(kind, name, relation.name.as_str(), row.definition.as_deref())));
    }
    Ok(())
}

impl rows::Index {
    fn has_words(&self) -> bool {
        self.valid && self.tablespace.is_none()
    }
}

fn index(row: &rows::Index) -> Option<Index> {
    let parts = row.parts.iter().filter(|part| part.key).map(part).collect::<Option<_>>()?;
    Some(Index {
        uniqueness: if row.unique { Uniqueness::Unique } else { Uniqueness::Plain },
        predicate: row.predicate.as_deref().map(physical::expression),
        method: Some(row.method.clone()).filter(|method| method.as_str() != "btree"),
        include: include(row),
        nulls: if row.nulls_not_distinct { Nulls::NotDistinct } else { Nulls::Distinct },
        parameters: parameters(row.parameters.as_deref()),
        ..Index::new(row.name.clone(), parts)
    })
}

/// A part of an index; nothing where it is neither of a column nor of an expression.
pub(super) fn part(row: &rows::Part) -> Option<IndexPart> {
    let rows::Part { column, expression, key: _, option, opclass, parameters, collation } = row;
    let key = match (column, expression) {
        (Some(column), _) => IndexKey::Column(column.clone()),
        (None, Some(text)) => IndexKey::Expression(physical::expression(text)),
        (None, None) => return None,
    };
    // `INDOPTION_DESC` and `INDOPTION_NULLS_FIRST` (source of 15, pg_index.h).
    let option = option.unwrap_or_default();
    let (descends, nulls_first) = (option & 1 != 0, option & 2 != 0);
    let nulls = match (descends, nulls_first) {
        (false, false) | (true, true) => None,
        (false, true) => Some(NullsOrder::First),
        (true, false) => Some(NullsOrder::Last),
    };
    Some(IndexPart {
        key,
        direction: if descends { Direction::Descending } else { Direction::Ascending },
        nulls,
        opclass: opclass.as_ref().map(|name| OperatorClass {
            name: name.into(),
            parameters: self::parameters(parameters.as_deref()),
        }),
        collation: collation.as_ref().map(|name| Collation::new(name.clone())),
        prefix: None,
    })
}

/// Parameters as the catalogue has them, `name=value` each, by their names.
pub(super) fn parameters(texts: Option<&[String]>) -> Vec<Parameter> {
    let pairs = texts.into_iter().flatten().filter_map(|text| text.split_once('='));
    let mut parameters = Parameter::list(pairs);
    parameters.sort_by(|one, two| one.name.cmp(&two.name));
    parameters
}
