//! Which rows an operation is about.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, QualifiedName};
use crate::operation::{Misfit, fit};
use crate::schema::{Canonical, ColumnType, Expression, Schema, Table, Value};

/// Which rows of a table an operation is about: those that meet every condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The conditions, in the order they were written.
    pub conditions: Vec<Condition>,
    /// Whether the author said that it is about all rows.
    pub all_rows: bool,
}

/// What a row must meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A column holds a value; NULL is a value here like any other.
    Equals {
        /// The column.
        column: Name,
        /// The value.
        value: Value,
    },
    /// SQL of the author's is true.
    Holds(Expression),
    /// Columns hold the values of one of these rows; NULL is a value here like any other.
    OneOf {
        /// The columns.
        columns: Vec<Name>,
        /// The rows.
        rows: Vec<Vec<Value>>,
    },
}

impl Selection {
    /// Says which rows are meant, behind what is done to them.
    pub(in crate::operation) fn written(&self, code: Code) -> Code {
        let Self { conditions, all_rows } = self;
        let code = conditions.iter().fold(code, |code, condition| match condition {
            Condition::Equals { column, value } => {
                code.then("matching", [code::name(column), code::value(value)])
            }
            Condition::Holds(expression) => code.then("predicate", [code::expression(expression)]),
            Condition::OneOf { columns, rows } => {
                code.then("matching_any", [code::names(columns), code::rows(rows)])
            }
        });
        code.then_if(*all_rows, "all_rows")
    }

    /// The conditions must fit the table, and say something.
    pub(in crate::operation) fn fit(&self, schema: &Schema, table: &QualifiedName) -> Result<(), Misfit> {
        let described = fit::require_table(schema, table)?;
        let ill = |fault: &str| {
            Err(Misfit::Ill {
                what: format!("the choice of rows of table `{table}`"),
                fault: fault.to_owned(),
            })
        };
        match (self.conditions.is_empty(), self.all_rows) {
            (true, false) => {
                return ill(
                    "says not which; add `.matching(\"…\", …)`, `.predicate(\"…\")` or `.all_rows()`",
                );
            }
            (false, true) => return ill("names conditions and `all_rows`; leave one of them out"),
            (true, true) | (false, false) => {}
        }
        for condition in &self.conditions {
            match condition {
                Condition::Equals { column, value } => equals(schema, described, column, value)?,
                Condition::Holds(expression) if expression.common_text().trim().is_empty() => {
                    return ill("has a predicate of no words");
                }
                Condition::Holds(_) => {}
                Condition::OneOf { columns, rows } => {
                    if columns.is_empty() || rows.is_empty() {
                        return ill("has a list of nothing");
                    }
                    for row in rows {
                        if row.len() != columns.len() {
                            let (values, columns) = (row.len(), columns.len());
                            return ill(&format!("has a row of {values} values for {columns} columns"));
                        }
                        for (column, value) in columns.iter().zip(row) {
                            equals(schema, described, column, value)?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// The same rows once the columns hold what they were set to: the conditions on those columns say the new values. None
    /// where that cannot be said.
    pub(in crate::operation) fn after(&self, set: &[(Name, Option<Value>)]) -> Option<Self> {
        let conditions = self.conditions.iter().map(|condition| match condition {
            Condition::Equals { column, value } => {
                let value = match set.iter().find(|(name, _)| name == column) {
                    Some((_, new)) => new.clone()?,
                    None => value.clone(),
                };
                Some(Condition::Equals { column: column.clone(), value })
            }
            Condition::Holds(expression) => {
                let is_changed = set.iter().any(|(name, _)| expression.mentions(name));
                (!is_changed).then(|| condition.clone())
            }
            Condition::OneOf { columns, rows } => {
                let mut after = Vec::<Vec<Value>>::new();
                for row in rows {
                    let values = columns.iter().zip(row).map(|(column, value)| {
                        let new = set.iter().find(|(name, _)| name == column);
                        new.map_or_else(|| Some(value.clone()), |(_, new)| new.clone())
                    });
                    let row = values.collect::<Option<Vec<_>>>()?;
                    if !after.contains(&row) {
                        after.push(row);
                    }
                }
                Some(Condition::OneOf { columns: columns.clone(), rows: after })
            }
        });
        Some(Self { conditions: conditions.collect::<Option<_>>()?, all_rows: self.all_rows })
    }

    pub(in crate::operation) fn canonical(&self, out: &mut Canonical) {
        let Self { conditions, all_rows } = self;
        if *all_rows {
            out.word("all_rows");
        }
        for condition in conditions {
            match condition {
                Condition::Equals { column, value } => out.list("matching", |out| {
                    out.name(column);
                    out.value(value);
                }),
                Condition::Holds(expression) => out.list("predicate", |out| out.expression(expression)),
                Condition::OneOf { columns, rows } => out.list("matching_any", |out| {
                    for column in columns {
                        out.name(column);
                    }
                    for row in rows {
                        out.list("row", |out| row.iter().for_each(|value| out.value(value)));
                    }
                }),
            }
        }
    }
}

/// A column must be able to hold a value, and to be compared with it.
fn equals(schema: &Schema, table: &Table, column: &Name, value: &Value) -> Result<(), Misfit> {
    let column = fit::require_column(table, column)?;
    fit::value(schema, &table.name, column, value)?;
    if *value == Value::Null || has_equality(&column.column_type) {
        return Ok(());
    }
    Err(Misfit::Ill {
        what: format!("the choice of rows of table `{}`", table.name),
        fault: format!(
            "compares column `{}`, and not every database finds equal values of {} equal; say it with \
             `.predicate(expr(\"…\"))`",
            column.name, column.column_type
        ),
    })
}

/// Whether equal values are equal on every database. Json is compared as text by some and as what it says by others,
/// and a `Real` is none of the numbers that decimal digits are read as.
fn has_equality(column_type: &ColumnType) -> bool {
    match column_type {
        ColumnType::Array(_) | ColumnType::Json | ColumnType::Jsonb | ColumnType::Real => false,
        ColumnType::Native(native) => native.has_equality(),
        ColumnType::BigInt
        | ColumnType::Boolean
        | ColumnType::Bytes
        | ColumnType::Char(_)
        | ColumnType::Date
        | ColumnType::Double
        | ColumnType::Enum(_)
        | ColumnType::Integer
        | ColumnType::Numeric(..)
        | ColumnType::SmallInt
        | ColumnType::Text
        | ColumnType::Time
        | ColumnType::Timestamp
        | ColumnType::TimestampTz
        | ColumnType::Uuid
        | ColumnType::Varchar(_) => true,
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.conditions.is_empty() {
            return f.write_str("all rows");
        }
        f.write_str("rows where ")?;
        for (at, condition) in self.conditions.iter().enumerate() {
            if at > 0 {
                f.write_str(" and ")?;
            }
            match condition {
                Condition::Equals { column, value } => write!(f, "`{column}` is {value}")?,
                Condition::Holds(expression) => write!(f, "`{}`", expression.common_text().trim())?,
                Condition::OneOf { columns, rows } => {
                    let columns = columns.iter().map(|column| format!("`{column}`")).collect::<Vec<_>>();
                    write!(f, "{} is among the {} listed", columns.join(", "), rows.len())?;
                }
            }
        }
        Ok(())
    }
}
