//! What PostgreSQL makes of a schema, as its catalogue would tell it.

use super::{column, physical, types};
use crate::dialect::Dialect::Postgres;
use crate::dialect::Unsupported;
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Argument, Check, Collation, Column, ColumnDefault, ColumnType, EnumType, Exclusion, Expression,
    Extension, ForeignKey, Function, Generated, Identity, Index, IndexKey, IndexPart, MySqlColumn,
    MySqlIndex, OperatorClass, Parameter, PartitionOf, Partitioning, PostgresTable, PrimaryKey, Schema,
    Sequence, SequenceNumber, SequenceOwner, Table, TableOptions, Trigger, View, without_default,
};

/// The schema as the catalogue would tell it.
pub(in crate::dialect) fn realize(schema: &Schema, home: Option<&Name>) -> Result<Schema, Unsupported> {
    let real = Realizer { home };
    let mut out = schema.clone();
    let schemas = schema.schemas().filter(|name| home == Some(name) || name.as_str() == "public");
    for name in schemas {
        out.take_schema(name);
    }
    for it in schema.enum_types() {
        out.take_enum(&it.name);
        let EnumType { name, values } = it;
        out.put_enum(EnumType { name: real.name(name), values: values.clone() });
    }
    for table in schema.tables() {
        out.take_table(&table.name);
    }
    for table in schema.tables() {
        out.put_table(real.table(table)?);
    }
    for it in schema.sequences() {
        out.take_sequence(&it.name);
        out.put_sequence(real.sequence(it));
    }
    for it in schema.triggers() {
        out.take_trigger(&it.table, &it.name);
        out.put_trigger(real.trigger(it));
    }
    for it in schema.views() {
        out.take_view(&it.name);
        out.put_view(real.view(it));
    }
    for it in schema.functions() {
        out.take_function(&it.signature());
        out.put_function(real.function(it));
    }
    for Extension { name, schema, version } in schema.extensions() {
        let schema = schema.clone().filter(|schema| home != Some(schema));
        out.put_extension(Extension { name: name.clone(), schema, version: version.clone() });
    }
    Ok(out)
}

/// Makes a schema physical.
struct Realizer<'a> {
    /// The schema that names without one are in.
    home: Option<&'a Name>,
}

impl Realizer<'_> {
    fn name(&self, name: &QualifiedName) -> QualifiedName {
        let schema = name.schema.clone().filter(|schema| self.home != Some(schema));
        name.within(schema)
    }

    fn table(&self, table: &Table) -> Result<Table, Unsupported> {
        let Table {
            name,
            columns,
            primary_key,
            uniques,
            foreign_keys,
            checks,
            exclusions,
            indexes,
            comment,
            options,
        } = table;
        let is_key = |column: &Column| {
            primary_key.as_ref().is_some_and(|PrimaryKey { columns, .. }| columns.contains(&column.name))
        };
        let columns = columns.iter().map(|column| {
            let real = self.column(column)?;
            let nullable = real.nullable && real.identity.is_none() && !is_key(column);
            Ok(Column { nullable, ..real })
        });
        let mut real = Table {
            name: self.name(name),
            columns: columns.collect::<Result<_, Unsupported>>()?,
            primary_key: primary_key.clone(),
            uniques: uniques.clone(),
            foreign_keys: foreign_keys.iter().map(|key| self.foreign_key(key)).collect(),
            checks: checks.iter().map(check).collect(),
            exclusions: exclusions.iter().map(exclusion).collect(),
            indexes: indexes.iter().map(index).collect(),
            comment: comment.clone(),
            options: self.options(options),
        };
        real.uniques.sort_by(|one, two| one.name.cmp(&two.name));
        real.foreign_keys.sort_by(|one, two| one.name.cmp(&two.name));
        real.checks.sort_by(|one, two| one.name.cmp(&two.name));
        real.exclusions.sort_by(|one, two| one.name.cmp(&two.name));
        real.indexes.sort_by(|one, two| one.name.cmp(&two.name));
        Ok(real)
    }

    /// Those of other databases are none.
    fn options(&self, options: &TableOptions) -> TableOptions {
        let PostgresTable { inherits, parameters, partition_by, partition_of, unlogged } = &options.postgres;
        let partition_by = partition_by.as_ref().map(|Partitioning { strategy, parts }| Partitioning {
            strategy: *strategy,
            parts: parts.iter().map(part).collect(),
        });
        let partition_of = partition_of.as_ref().map(|PartitionOf { parent, bounds }| PartitionOf {
            parent: self.name(parent),
            bounds: physical::bounds(&bounds.text(Postgres)),
        });
        let postgres = PostgresTable {
            inherits: inherits.iter().map(|name| self.name(name)).collect(),
            parameters: sorted(parameters),
            partition_by,
            partition_of,
            unlogged: *unlogged,
        };
        TableOptions { postgres, ..TableOptions::default() }
    }

    fn column(&self, column: &Column) -> Result<Column, Unsupported> {
        let Column {
            name,
            column_type,
            nullable,
            default,
            identity,
            generated,
            collation,
            comment,
            mysql: _,
        } = column;
        let column_type = self.column_type(column_type)?;
        let number_type = if column_type == ColumnType::Integer {
            "integer"
        } else if column_type == ColumnType::SmallInt {
            "smallint"
        } else {
            "bigint"
        };
        let identity = identity.map(|Identity { mode, options }| Identity {
            mode,
            options: physical::sequence_options(options, number_type),
        });
        let default = match default {
            None => None,
            Some(ColumnDefault::NextValue(sequence)) => Some(ColumnDefault::NextValue(self.name(sequence))),
            Some(default @ (ColumnDefault::Expression(_) | ColumnDefault::Now | ColumnDefault::Value(_))) => {
                // By its text, which the catalogue brings too.
                let text = column::default(column, default)?.into_text();
                physical::default(&text, &column_type)
            }
        };
        let generated = generated.as_ref().map(|Generated { expression, storage }| Generated {
            expression: physical::expression(&expression.text(Postgres)),
            storage: *storage,
        });
        Ok(Column {
            name: name.clone(),
            column_type,
            nullable: *nullable,
            default,
            identity,
            generated,
            collation: self::collation(collation.as_ref()),
            comment: comment.clone(),
            mysql: MySqlColumn::default(),
        })
    }

    fn column_type(&self, column_type: &ColumnType) -> Result<ColumnType, Unsupported> {
        Ok(match column_type {
            ColumnType::Array(of) => physical::array(self.column_type(of)?),
            ColumnType::Enum(name) => ColumnType::Enum(self.name(name)),
            ColumnType::BigInt
            | ColumnType::Boolean
            | ColumnType::Bytes
            | ColumnType::Char(_)
            | ColumnType::Date
            | ColumnType::Double
            | ColumnType::Integer
            | ColumnType::Json
            | ColumnType::Jsonb
            | ColumnType::Native(_)
            | ColumnType::Numeric(..)
            | ColumnType::Real
            | ColumnType::SmallInt
            | ColumnType::Text
            | ColumnType::Time
            | ColumnType::Timestamp
            | ColumnType::TimestampTz
            | ColumnType::Uuid
            | ColumnType::Varchar(_) => physical::column_type(&types::column_type(column_type)?.into_text()),
        })
    }

    fn foreign_key(&self, key: &ForeignKey) -> ForeignKey {
        ForeignKey { referenced_table: self.name(&key.referenced_table), ..key.clone() }
    }

    fn sequence(&self, sequence: &Sequence) -> Sequence {
        let Sequence { name, options, owner, number } = sequence;
        let owner = owner.as_ref().map(|SequenceOwner { table, column }| SequenceOwner {
            table: self.name(table),
            column: column.clone(),
        });
        let number_type = match number {
            SequenceNumber::BigInt => "bigint",
            SequenceNumber::Integer => "integer",
            SequenceNumber::SmallInt => "smallint",
        };
        let options = physical::sequence_options(*options, number_type);
        Sequence { name: self.name(name), options, owner, number: *number }
    }

    fn trigger(&self, trigger: &Trigger) -> Trigger {
        let Trigger { name, table, event, definition } = trigger;
        let text = |expression: &Expression| Expression::from(expression.text(Postgres).trim());
        Trigger {
            name: name.clone(),
            table: self.name(table),
            event: text(event),
            definition: text(definition),
        }
    }

    fn view(&self, view: &View) -> View {
        let View { name, query, depends_on } = view;
        let mut depends_on = depends_on.clone();
        for dependency in &mut depends_on {
            dependency.relation = self.name(&dependency.relation);
        }
        View { name: self.name(name), query: physical::query(&query.text(Postgres)), depends_on }
    }

    fn function(&self, function: &Function) -> Function {
        let Function { name, arguments, definition } = function;
        let argument = |Argument { name, argument_type }: &Argument| Argument {
            name: name.clone(),
            argument_type: argument_type_of(&argument_type.text(Postgres)),
        };
        Function {
            name: self.name(name),
            arguments: arguments.iter().map(argument).collect(),
            definition: Expression::from(definition.text(Postgres).trim()),
        }
    }
}

/// The type of an argument in the server's words, with its default as it was written.
fn argument_type_of(text: &str) -> Expression {
    let words = without_default(text);
    let default =
        text.trim_start().get(words.len()..).unwrap_or_default().trim_start().trim_start_matches([':', '=']);
    let default = if default.get(..8).is_some_and(|word| word.eq_ignore_ascii_case("default ")) {
        &default[8..]
    } else {
        default
    };
    let words = physical::argument_type(words);
    Expression::from(match default.trim() {
        "" => words,
        default => format!("{words} DEFAULT {default}"),
    })
}

/// Parameters by their names.
fn sorted(parameters: &[Parameter]) -> Vec<Parameter> {
    let mut parameters = parameters.to_vec();
    parameters.sort_by(|one, two| one.name.cmp(&two.name));
    parameters
}

fn check(check: &Check) -> Check {
    Check { expression: physical::expression(&check.expression.text(Postgres)), ..check.clone() }
}

fn exclusion(exclusion: &Exclusion) -> Exclusion {
    let mut real = exclusion.clone();
    real.method.take_if(|method| method.as_str() == "gist");
    for element in &mut real.elements {
        element.part = part(&element.part);
    }
    real.predicate = real.predicate.map(|predicate| physical::expression(&predicate.text(Postgres)));
    real
}

fn index(index: &Index) -> Index {
    let mut real = index.clone();
    real.method.take_if(|method| method.as_str() == "btree");
    real.parts = real.parts.iter().map(part).collect();
    real.parameters = sorted(&real.parameters);
    real.mysql = MySqlIndex::default();
    real.predicate = real.predicate.map(|predicate| physical::expression(&predicate.text(Postgres)));
    real
}

fn part(part: &IndexPart) -> IndexPart {
    let IndexPart { key, direction, nulls, opclass, collation, prefix } = part;
    let key = match key {
        IndexKey::Column(_) => key.clone(),
        IndexKey::Expression(expression) => {
            IndexKey::Expression(physical::expression(&expression.text(Postgres)))
        }
    };
    let usual = crate::dialect::attributes::nulls_order(Postgres, *direction);
    IndexPart {
        key,
        direction: *direction,
        nulls: nulls.filter(|nulls| *nulls != usual),
        opclass: opclass.as_ref().map(|OperatorClass { name, parameters }| OperatorClass {
            name: name.clone(),
            parameters: sorted(parameters),
        }),
        collation: self::collation(collation.as_ref()),
        prefix: *prefix,
    }
}

fn collation(collation: Option<&Collation>) -> Option<Collation> {
    collation.and_then(|collation| collation.name(Postgres)).map(|name| Collation::new(name.clone()))
}
