//! Which rows an operation is about.

use std::fmt;

use crate::name::{Name, QualifiedName};
use crate::operation::{Misfit, fit};
use crate::schema::{Canonical, ColumnType, Expression, Schema, Value};

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
}

impl Selection {
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
                Condition::Equals { column, value } => {
                    let column = fit::require_column(described, column)?;
                    fit::value(schema, table, column, value)?;
                    if *value != Value::Null && !has_equality(&column.column_type) {
                        return ill(&format!(
                            "compares column `{}`, and not every database finds equal values of {} equal; say it with \
                             `.predicate(expr(\"…\"))`",
                            column.name, column.column_type
                        ));
                    }
                }
                Condition::Holds(expression) if expression.common_text().trim().is_empty() => {
                    return ill("has a predicate of no words");
                }
                Condition::Holds(_) => {}
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
            }
        }
    }
}

/// Whether equal values are equal on every database. Json is compared as text by some and as what it says by others,
/// and a `Real` is none of the numbers that decimal digits are read as.
fn has_equality(column_type: &ColumnType) -> bool {
    match column_type {
        ColumnType::Array(_) | ColumnType::Json | ColumnType::Jsonb | ColumnType::Real => false,
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
            }
        }
        Ok(())
    }
}
