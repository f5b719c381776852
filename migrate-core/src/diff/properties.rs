//! What a part of a schema is, in words: a list of properties, so that two of a kind can be compared one by one.
//!
//! Two parts are alike when their properties are. A property is written as a revision would have it, so that no two
//! different ones read the same. Names are none, nor is the order of what stands beside each other.

use std::fmt::Write as _;

use super::Difference;
use crate::name::Name;
use crate::schema::{
    Action, Argument, Check, Collation, Column, ColumnDefault, Constraint, Direction, EnumType, Exclusion,
    ExclusionElement, Expression, Extension, ForeignKey, Function, Generated, Identity, IdentityMode, Index,
    IndexKey, IndexPart, Inheritance, Matching, MySqlColumn, MySqlIndex, MySqlTable, Nulls, NullsOrder,
    OperatorClass, Parameter, PartitionOf, PartitionStrategy, Partitioning, PostgresTable, PrimaryKey,
    Sequence, SequenceNumber, SequenceOptions, SequenceOwner, SqliteTable, Storage, Table, TableOptions,
    Timing, Trigger, Unique, Uniqueness, Validation, Value, View,
};

/// The properties of something, always the same ones in the same order for its kind.
pub(super) type Properties = Vec<(&'static str, Option<String>)>;

/// What has properties.
pub(super) trait Described {
    /// Its properties.
    fn properties(&self) -> Properties;

    /// Whether another one has the same.
    fn is_like(&self, other: &Self) -> bool
    where
        Self: PartialEq,
    {
        self == other || self.properties() == other.properties()
    }
}

/// What differs between the properties of something before and after.
pub(super) fn differences(before: &impl Described, after: &impl Described) -> Vec<Difference> {
    let both = before.properties().into_iter().zip(after.properties());
    let differing = both.filter(|((_, before), (_, after))| before != after);
    differing.map(|((property, before), (_, after))| Difference { property, before, after }).collect()
}

impl Described for Column {
    fn properties(&self) -> Properties {
        let Self { name: _, column_type, nullable, default, identity, generated, collation, comment, mysql } =
            self;
        let MySqlColumn { check, invisible, on_update_now } = mysql;
        vec![
            ("type", Some(column_type.to_string())),
            ("nullable", Some(if *nullable { "yes" } else { "no" }.to_owned())),
            ("default", default.as_ref().map(self::default)),
            ("identity", identity.as_ref().map(self::identity)),
            ("generated", generated.as_ref().map(self::generated)),
            ("collation", collation.as_ref().map(self::collation)),
            ("comment", comment.as_ref().map(|comment| format!("{comment:?}"))),
            ("check of the column", check.as_ref().map(expression)),
            ("invisible", word(*invisible)),
            ("on update", on_update_now.then(|| "now".to_owned())),
        ]
    }
}

impl Described for Index {
    fn properties(&self) -> Properties {
        let Self { name: _, parts, uniqueness, predicate, method, include, nulls, parameters, mysql } = self;
        // That a B-tree says so means nothing.
        let MySqlIndex { comment, says_btree: _ } = mysql;
        vec![
            ("columns", Some(parts.iter().map(part).collect::<Vec<_>>().join(", "))),
            ("unique", (*uniqueness == Uniqueness::Unique).then(|| "yes".to_owned())),
            ("predicate", predicate.as_ref().map(expression)),
            ("method", method.as_ref().map(ToString::to_string)),
            ("include", names(include)),
            ("nulls", self::nulls(*nulls)),
            ("parameters", self::parameters(parameters)),
            ("comment", comment.as_ref().map(|comment| format!("{comment:?}"))),
        ]
    }
}

impl Described for Constraint {
    fn properties(&self) -> Properties {
        let mut properties = match self {
            Self::Check(Check { name: _, expression, validation, inheritance }) => {
                let inheritance = match inheritance {
                    Inheritance::Inherited => None,
                    Inheritance::NoInherit => Some("no".to_owned()),
                };
                vec![
                    ("expression", Some(self::expression(expression))),
                    ("inherited", inheritance),
                    ("valid", self::validation(*validation)),
                ]
            }
            Self::Exclusion(Exclusion { name: _, method, elements, include, predicate, timing }) => {
                let element = |ExclusionElement { part, operator }: &ExclusionElement| {
                    format!("{} with {operator}", self::part(part))
                };
                vec![
                    ("elements", Some(elements.iter().map(element).collect::<Vec<_>>().join(", "))),
                    ("method", method.as_ref().map(ToString::to_string)),
                    ("include", names(include)),
                    ("predicate", predicate.as_ref().map(expression)),
                    ("timing", self::timing(*timing)),
                ]
            }
            Self::ForeignKey(key) => {
                let ForeignKey {
                    name: _,
                    columns,
                    referenced_table,
                    referenced_columns,
                    on_delete,
                    on_update,
                    timing,
                    validation,
                    matching,
                    set_columns,
                    // Words that mean nothing.
                    no_action: _,
                } = key;
                let matching = match matching {
                    Matching::Full => Some("full".to_owned()),
                    Matching::Simple => None,
                };
                let references =
                    format!("{referenced_table} ({})", names(referenced_columns).unwrap_or_default());
                vec![
                    ("columns", names(columns)),
                    ("references", Some(references)),
                    ("on delete", action(*on_delete)),
                    ("on update", action(*on_update)),
                    ("columns that are set", names(set_columns)),
                    ("match", matching),
                    ("timing", self::timing(*timing)),
                    ("valid", self::validation(*validation)),
                ]
            }
            Self::PrimaryKey(PrimaryKey { name: _, columns, include, timing }) => {
                vec![
                    ("columns", names(columns)),
                    ("include", names(include)),
                    ("timing", self::timing(*timing)),
                ]
            }
            Self::Unique(Unique { name: _, columns, include, nulls, timing }) => {
                vec![
                    ("columns", names(columns)),
                    ("include", names(include)),
                    ("nulls", self::nulls(*nulls)),
                    ("timing", self::timing(*timing)),
                ]
            }
        };
        properties.insert(0, ("kind", Some(self.kind().to_owned())));
        properties
    }
}

/// A table's own properties, without those of what stands in it.
impl Described for Table {
    fn properties(&self) -> Properties {
        let TableOptions { mysql, postgres, sqlite } = &self.options;
        let MySqlTable { engine, charset, collation, others, partition_by: mysql_parts } = mysql;
        let PostgresTable { inherits, parameters, partition_by, partition_of, unlogged } = postgres;
        let inherits = inherits.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let partition_of = partition_of
            .as_ref()
            .map(|PartitionOf { parent, bounds }| format!("{parent} {}", expression(bounds)));
        let parts = |Partitioning { strategy, parts }: &Partitioning| {
            let parts = parts.iter().map(part).collect::<Vec<_>>().join(", ");
            match strategy {
                PartitionStrategy::Hash => format!("hash ({parts})"),
                PartitionStrategy::List => format!("list ({parts})"),
                PartitionStrategy::Range => format!("range ({parts})"),
            }
        };
        let SqliteTable { strict, without_rowid } = sqlite;
        vec![
            ("comment", self.comment.as_ref().map(|comment| format!("{comment:?}"))),
            ("engine", engine.as_ref().map(ToString::to_string)),
            ("character set", charset.as_ref().map(ToString::to_string)),
            ("collation", collation.as_ref().map(ToString::to_string)),
            ("strict", word(*strict)),
            ("without rowid", word(*without_rowid)),
            ("options", others.as_ref().map(|others| format!("{others:?}"))),
            ("partitions", mysql_parts.as_ref().map(expression)),
            ("inherits", Some(inherits).filter(|inherits| !inherits.is_empty())),
            ("parameters", self::parameters(parameters)),
            ("partitioned by", partition_by.as_ref().map(parts)),
            ("partition of", partition_of),
            ("unlogged", word(*unlogged)),
        ]
    }
}

impl Described for EnumType {
    fn properties(&self) -> Properties {
        let Self { name: _, values } = self;
        vec![("values", Some(values.iter().map(|value| format!("{value:?}")).collect::<Vec<_>>().join(", ")))]
    }
}

impl Described for Sequence {
    fn properties(&self) -> Properties {
        let Self { name: _, options, owner, number } = self;
        let number = match number {
            SequenceNumber::BigInt => None,
            SequenceNumber::Integer => Some("integer".to_owned()),
            SequenceNumber::SmallInt => Some("smallint".to_owned()),
        };
        let owner = owner.as_ref().map(|SequenceOwner { table, column }| format!("{table}.{column}"));
        let mut properties = sequence_options(options);
        properties.push(("owned by", owner));
        properties.push(("numbers", number));
        properties
    }
}

/// A view by its query: what it depends on follows from that and from what was there.
impl Described for View {
    fn properties(&self) -> Properties {
        let Self { name: _, query, depends_on: _ } = self;
        vec![("query", Some(expression(query)))]
    }
}

impl Described for Function {
    fn properties(&self) -> Properties {
        let Self { name: _, arguments, definition } = self;
        let argument =
            |Argument { name, argument_type }: &Argument| format!("{name} {}", expression(argument_type));
        vec![
            ("arguments", Some(arguments.iter().map(argument).collect::<Vec<_>>().join(", "))),
            ("definition", Some(expression(definition))),
        ]
    }
}

impl Described for Trigger {
    fn properties(&self) -> Properties {
        let Self { name: _, table: _, event, definition } = self;
        vec![("event", Some(expression(event))), ("definition", Some(expression(definition)))]
    }
}

impl Described for Extension {
    fn properties(&self) -> Properties {
        let Self { name: _, schema, version } = self;
        vec![("schema", schema.as_ref().map(ToString::to_string)), ("version", version.clone())]
    }
}

fn word(is: bool) -> Option<String> {
    is.then(|| "yes".to_owned())
}

fn parameters(parameters: &[Parameter]) -> Option<String> {
    let parameter = |Parameter { name, value }: &Parameter| format!("{name} = {value}");
    let list = parameters.iter().map(parameter).collect::<Vec<_>>().join(", ");
    Some(list).filter(|_| !parameters.is_empty())
}

fn names(names: &[Name]) -> Option<String> {
    let list = names.iter().map(|name| format!("{name}")).collect::<Vec<_>>().join(", ");
    Some(list).filter(|_| !names.is_empty())
}

/// A text with its line ends as LF, and those of single dialects.
pub(super) fn expression(expression: &Expression) -> String {
    let text = |text: &str| format!("{:?}", text.replace("\r\n", "\n"));
    let mut words = text(&expression.common_text());
    for (dialect, other) in expression.dialect_texts() {
        let _ = write!(words, ", on {dialect} {}", text(&other));
    }
    words
}

fn default(default: &ColumnDefault) -> String {
    match default {
        ColumnDefault::Expression(expression) => format!("expr({})", self::expression(expression)),
        ColumnDefault::NextValue(sequence) => format!("next_value({})", sequence.source()),
        ColumnDefault::Now => "now()".to_owned(),
        ColumnDefault::Value(Value::Bytes(bytes)) => format!("{bytes:?}"),
        ColumnDefault::Value(
            value @ (Value::Boolean(_) | Value::Float(_) | Value::Integer(_) | Value::Null | Value::Text(_)),
        ) => value.to_string(),
    }
}

fn identity(identity: &Identity) -> String {
    let Identity { mode, options } = identity;
    let mode = match mode {
        IdentityMode::Always => "always",
        IdentityMode::ByDefault => "by default",
    };
    let options = sequence_options(options).into_iter();
    let options = options.filter_map(|(property, value)| Some(format!(", {property} {}", value?)));
    std::iter::once(mode.to_owned()).chain(options).collect()
}

fn sequence_options(options: &SequenceOptions) -> Properties {
    let SequenceOptions { start, increment, min, max, cache, cycle } = options;
    let number = |number: &Option<i64>| number.as_ref().map(ToString::to_string);
    vec![
        ("start", number(start)),
        ("increment", number(increment)),
        ("min", number(min)),
        ("max", number(max)),
        ("cache", number(cache)),
        ("cycle", cycle.then(|| "yes".to_owned())),
    ]
}

fn generated(generated: &Generated) -> String {
    let Generated { expression, storage } = generated;
    let storage = match storage {
        Storage::Stored => "stored",
        Storage::Virtual => "virtual",
    };
    format!("{}, {storage}", self::expression(expression))
}

fn collation(collation: &Collation) -> String {
    let common = collation.common().map(|name| format!("{name}"));
    let on = collation.dialect_names().map(|(dialect, name)| format!("on {dialect} {name}"));
    common.into_iter().chain(on).collect::<Vec<_>>().join(", ")
}

fn part(part: &IndexPart) -> String {
    let IndexPart { key, direction, nulls, opclass, collation, prefix } = part;
    let mut words = match key {
        IndexKey::Column(column) => format!("{column}"),
        IndexKey::Expression(expression) => format!("expr({})", self::expression(expression)),
    };
    if let Some(prefix) = prefix {
        let _ = write!(words, "({prefix})");
    }
    if let Some(collation) = collation {
        let _ = write!(words, " collate {}", self::collation(collation));
    }
    if let Some(OperatorClass { name, parameters }) = opclass {
        let _ = write!(words, " {name}");
        if let Some(parameters) = self::parameters(parameters) {
            let _ = write!(words, " ({parameters})");
        }
    }
    match direction {
        Direction::Ascending => {}
        Direction::Descending => words.push_str(" desc"),
    }
    match nulls {
        Some(NullsOrder::First) => words.push_str(" nulls first"),
        Some(NullsOrder::Last) => words.push_str(" nulls last"),
        None => {}
    }
    words
}

fn nulls(nulls: Nulls) -> Option<String> {
    match nulls {
        Nulls::Distinct => None,
        Nulls::NotDistinct => Some("not distinct".to_owned()),
    }
}

fn timing(timing: Timing) -> Option<String> {
    match timing {
        Timing::Deferrable => Some("deferrable".to_owned()),
        Timing::Deferred => Some("initially deferred".to_owned()),
        Timing::Immediate => None,
    }
}

fn validation(validation: Validation) -> Option<String> {
    match validation {
        Validation::NotValid => Some("not looked at".to_owned()),
        Validation::Valid => None,
    }
}

fn action(action: Action) -> Option<String> {
    match action {
        Action::Cascade => Some("cascade".to_owned()),
        Action::NoAction => None,
        Action::Restrict => Some("restrict".to_owned()),
        Action::SetDefault => Some("set default".to_owned()),
        Action::SetNull => Some("set null".to_owned()),
    }
}

/// Whether two tables are alike in all that stands in them, by name, in any order.
pub(super) fn same_table(before: &Table, after: &Table) -> bool {
    if std::ptr::eq(before, after) || before == after {
        return true;
    }
    before.is_like(after)
        && before.columns.len() == after.columns.len()
        && before
            .columns
            .iter()
            .all(|column| after.column(&column.name).is_some_and(|other| column.is_like(other)))
        && before.indexes.len() == after.indexes.len()
        && before
            .indexes
            .iter()
            .all(|index| after.index(&index.name).is_some_and(|other| index.is_like(other)))
        && before.constraint_names().count() == after.constraint_names().count()
        && before.constraints().all(|constraint| {
            after.constraint(constraint.name()).is_some_and(|other| constraint.is_like(&other))
        })
}
