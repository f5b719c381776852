//! Changing what a column is.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{HolePlace, Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, fit};
use crate::schema::{
    Canonical, Collation, Column, ColumnDefault, ColumnType, Conversion, Expression, Identity, MySqlColumn,
    Schema, Table,
};

/// Changes what a column is: only what is asked for, and nothing else of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterColumn {
    /// The table.
    pub table: QualifiedName,
    /// The column.
    pub column: Name,
    /// Its new type, if it changes.
    pub set_type: Option<SetType>,
    /// Whether it takes NULL from now on, if that changes.
    pub nullability: Option<Nullability>,
    /// Its new default, if it changes.
    pub default: Option<Change<ColumnDefault>>,
    /// How the database numbers the rows from now on, if that changes.
    pub identity: Option<Change<Identity>>,
    /// How its text is compared from now on, if that changes.
    pub collation: Option<Change<Collation>>,
    /// All that MySQL and MariaDB alone have of it from now on, if that changes.
    pub mysql: Option<MySqlColumn>,
}

/// A column's new type, and what becomes of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetType {
    /// The type.
    pub column_type: ColumnType,
    /// The new value of each row, as the author says it; without, the one that means the same.
    pub using: Option<Expression>,
    /// The old value of each row, as the author says it, for the way back.
    pub reverse_using: Option<Expression>,
}

/// Whether a column takes NULL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nullability {
    /// It takes none.
    NotNull {
        /// What rows that hold NULL get first. Without, such a row is an error.
        fill: Option<ColumnDefault>,
    },
    /// It takes NULL.
    Nullable,
}

/// A change of something that a column may have or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change<T> {
    /// It has none from now on.
    Drop,
    /// It has this from now on.
    Set(T),
}

impl<T: Clone> Change<T> {
    /// What the column has from now on.
    pub fn value(&self) -> Option<T> {
        match self {
            Self::Drop => None,
            Self::Set(value) => Some(value.clone()),
        }
    }

    pub(in crate::operation) fn to(value: Option<T>) -> Self {
        value.map_or(Self::Drop, Self::Set)
    }
}

impl AlterColumn {
    /// A change that asks for nothing yet.
    pub fn new(table: QualifiedName, column: Name) -> Self {
        Self {
            table,
            column,
            set_type: None,
            nullability: None,
            default: None,
            identity: None,
            collation: None,
            mysql: None,
        }
    }

    /// The column as it is from now on.
    pub fn after(&self, before: &Column) -> Column {
        let Self { table: _, column: _, set_type, nullability, default, identity, collation, mysql } = self;
        let mut after = before.clone();
        if let Some(SetType { column_type, using: _, reverse_using: _ }) = set_type {
            after.column_type = column_type.clone();
        }
        match nullability {
            Some(Nullability::NotNull { fill: _ }) => after.nullable = false,
            Some(Nullability::Nullable) => after.nullable = true,
            None => {}
        }
        if let Some(change) = default {
            after.default = change.value();
        }
        if let Some(change) = identity {
            after.identity = change.value();
        }
        if let Some(change) = collation {
            after.collation = change.value();
        }
        if let Some(mysql) = mysql {
            after.mysql.clone_from(mysql);
        }
        after
    }

    /// What rows that hold NULL get first.
    pub fn fill(&self) -> Option<&ColumnDefault> {
        match &self.nullability {
            Some(Nullability::NotNull { fill }) => fill.as_ref(),
            Some(Nullability::Nullable) | None => None,
        }
    }

    /// The table with the column as it is from now on.
    fn with(&self, table: &Table) -> Table {
        let mut after = table.clone();
        for column in after.columns.iter_mut().filter(|column| column.name == self.column) {
            *column = self.after(column);
        }
        after
    }

    /// Something must be asked for, and nothing that is so already.
    fn asks(&self, before: &Column) -> Result<(), Misfit> {
        let Self { table, column, set_type, nullability, default, identity, collation, mysql } = self;
        let ill = |fault: &str| {
            let what = format!("column `{column}` of table `{table}`");
            Err(Misfit::Ill { what, fault: fault.to_owned() })
        };
        if *self == Self::new(table.clone(), column.clone()) {
            return ill("is asked to change in nothing");
        }
        if let Some(SetType { column_type, using: None, reverse_using: _ }) = set_type
            && *column_type == before.column_type
        {
            return ill(&format!("is {column_type} already"));
        }
        let using = set_type.as_ref().is_some_and(|set_type| set_type.using.is_some());
        if before.generated.is_some() && (using || self.fill().is_some()) {
            return ill("is computed, and has no values of its own");
        }
        match nullability {
            Some(Nullability::NotNull { fill: _ }) if !before.nullable => {
                return ill("takes no NULL already");
            }
            Some(Nullability::Nullable) if before.nullable => return ill("takes NULL already"),
            Some(Nullability::NotNull { fill: _ } | Nullability::Nullable) | None => {}
        }
        if default.as_ref().is_some_and(|change| change.value() == before.default) {
            return ill(if before.default.is_some() { "has that default already" } else { "has no default" });
        }
        if identity.as_ref().is_some_and(|change| change.value() == before.identity) {
            return ill(if before.identity.is_some() { "is an identity already" } else { "is no identity" });
        }
        if collation.as_ref().is_some_and(|change| change.value() == before.collation) {
            return ill(if before.collation.is_some() {
                "has that collation already"
            } else {
                "has no collation of its own"
            });
        }
        if mysql.as_ref().is_some_and(|mysql| *mysql == before.mysql) {
            return ill("has that on MySQL and MariaDB already");
        }
        Ok(())
    }

    /// The values must have a way to the new type, and the fill must be one of its values.
    fn values_fit(&self, schema: &Schema, before: &Column) -> Result<(), Misfit> {
        if let Some(SetType { column_type, using: None, reverse_using: _ }) = &self.set_type
            && Conversion::between(&before.column_type, column_type).is_none()
        {
            return Err(Misfit::NoConversion {
                table: self.table.clone(),
                column: self.column.clone(),
                from: before.column_type.clone().into(),
                to: column_type.clone().into(),
            });
        }
        let Some(fill) = self.fill() else { return Ok(()) };
        let filled = Column { default: Some(fill.clone()), identity: None, ..self.after(before) };
        fit::column(schema, &self.table, &filled)
    }

    /// A default that was there before must be one of the new type.
    fn default_fits(&self, schema: &Schema, after: &Column) -> Result<(), Misfit> {
        if self.set_type.is_none() || self.default.is_some() {
            return Ok(());
        }
        match fit::column(schema, &self.table, after) {
            Err(Misfit::Value { table, column, column_type, value }) => {
                Err(Misfit::StaleDefault { table, column, column_type, value })
            }
            fits => fits,
        }
    }
}

impl Operate for AlterColumn {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let table = fit::require_table(schema, &self.table)?;
        let before = fit::require_column(table, &self.column)?;
        self.asks(before)?;
        self.values_fit(schema, before)?;
        let after = self.with(table);
        self.default_fits(schema, &self.after(before))?;
        fit::column_types(schema, &after, &self.column)?;
        fit::table(schema, &after)?;
        schema.put_table(after);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { table, column, set_type, nullability, default, identity, collation, mysql } = self;
        let Some(before) = before.table(table).and_then(|table| table.column(column)) else {
            return Ok(Vec::new());
        };
        let mut inverse = Self::new(table.clone(), column.clone());
        if let Some(SetType { column_type, using, reverse_using }) = set_type {
            let conversion = Conversion::between(column_type, &before.column_type);
            if reverse_using.is_none() && (using.is_some() || conversion.is_none()) {
                return Err(Irreversible::Cast {
                    table: table.clone(),
                    column: column.clone(),
                    from: before.column_type.clone().into(),
                    to: column_type.clone().into(),
                });
            }
            inverse.set_type = Some(SetType {
                column_type: before.column_type.clone(),
                using: reverse_using.clone(),
                reverse_using: using.clone(),
            });
        }
        inverse.nullability = nullability.as_ref().map(|nullability| match nullability {
            Nullability::NotNull { fill: _ } => Nullability::Nullable,
            Nullability::Nullable => Nullability::NotNull { fill: None },
        });
        inverse.default = default.as_ref().map(|_| Change::to(before.default.clone()));
        inverse.identity = identity.as_ref().map(|_| Change::to(before.identity));
        inverse.collation = collation.as_ref().map(|_| Change::to(before.collation.clone()));
        inverse.mysql = mysql.as_ref().map(|_| before.mysql.clone());
        Ok(vec![inverse.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        let enum_type = self.set_type.as_ref().and_then(|set_type| set_type.column_type.enum_name());
        std::iter::once(&self.table).chain(enum_type).collect()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, column: _, set_type, nullability: _, default, identity: _, collation: _, mysql: _ } =
            self;
        by.set_qualified(table);
        if let Some(set) = set_type {
            set.column_type.prefix(by);
        }
        match default {
            Some(Change::Set(default)) => default.prefix(by),
            Some(Change::Drop) | None => {}
        }
    }

    fn hazards(&self, before: &Schema) -> Vec<Hazard> {
        let Some(before) = before.table(&self.table).and_then(|table| table.column(&self.column)) else {
            return Vec::new();
        };
        let (table, column) = (|| self.table.clone(), || self.column.clone());
        let mut hazards = Vec::new();
        if let Some(SetType { column_type, using, reverse_using: _ }) = &self.set_type {
            let conversion = Conversion::between(&before.column_type, column_type);
            match conversion.filter(|_| using.is_none()) {
                Some(Conversion::Fits) => hazards.push(Hazard::NeedsFit {
                    table: table(),
                    column: column(),
                    column_type: column_type.clone(),
                }),
                Some(Conversion::Rounds) => hazards.push(Hazard::Rounds {
                    table: table(),
                    column: column(),
                    column_type: column_type.clone(),
                }),
                Some(Conversion::Exact) | None => {}
            }
            hazards.push(Hazard::Rewrites { table: table() });
        }
        match &self.nullability {
            Some(Nullability::NotNull { fill: None }) => {
                hazards.push(Hazard::NeedsValues { table: table(), column: column() });
            }
            Some(Nullability::NotNull { fill: Some(_) } | Nullability::Nullable) | None => {}
        }
        hazards
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, column, set_type, nullability, default, identity, collation, mysql } = self;
        out.list("alter_column", |out| {
            out.qualified(table);
            out.name(column);
            if let Some(SetType { column_type, using, reverse_using }) = set_type {
                out.list("type", |out| {
                    out.word(&column_type.to_string());
                    for (head, using) in [("using", using), ("reverse_using", reverse_using)] {
                        if let Some(using) = using {
                            out.list(head, |out| out.expression(using));
                        }
                    }
                });
            }
            match nullability {
                Some(Nullability::NotNull { fill }) => out.list("not_null", |out| {
                    if let Some(fill) = fill {
                        out.column_default(fill);
                    }
                }),
                Some(Nullability::Nullable) => out.word("nullable"),
                None => {}
            }
            match default {
                Some(Change::Drop) => out.word("drop_default"),
                Some(Change::Set(default)) => out.list("default", |out| out.column_default(default)),
                None => {}
            }
            match identity {
                Some(Change::Drop) => out.word("drop_identity"),
                Some(Change::Set(identity)) => out.identity(identity),
                None => {}
            }
            match collation {
                Some(Change::Drop) => out.word("drop_collation"),
                Some(Change::Set(collation)) => out.collation(collation),
                None => {}
            }
            if let Some(mysql) = mysql {
                out.mysql_column(mysql);
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "alter column `{}` of `{}`", self.column, self.table)?;
        let Self { table: _, column: _, set_type, nullability, default, identity, collation, mysql } = self;
        let mut changes = Vec::new();
        if let Some(SetType { column_type, using: _, reverse_using: _ }) = set_type {
            changes.push(format!("to {column_type}"));
        }
        changes.extend(nullability.as_ref().map(|nullability| match nullability {
            Nullability::NotNull { fill: _ } => "not null".to_owned(),
            Nullability::Nullable => "nullable".to_owned(),
        }));
        changes.extend(default.as_ref().map(|change| match change {
            Change::Drop => "without default".to_owned(),
            Change::Set(_) => "another default".to_owned(),
        }));
        changes.extend(identity.as_ref().map(|change| match change {
            Change::Drop => "no identity".to_owned(),
            Change::Set(_) => "an identity".to_owned(),
        }));
        changes.extend(collation.as_ref().map(|change| match change {
            Change::Drop => "without collation".to_owned(),
            Change::Set(_) => "another collation".to_owned(),
        }));
        changes.extend(mysql.as_ref().map(|_| "otherwise on MySQL and MariaDB".to_owned()));
        if changes.is_empty() { Ok(()) } else { write!(f, ": {}", changes.join(", ")) }
    }

    fn source(&self, holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, column, set_type, nullability, default, identity, collation, mysql } = self;
        let mut body = Vec::new();
        if let Some(SetType { column_type, using, reverse_using }) = set_type {
            let code = Code::on("c", "set_type", [code::column_type(column_type)]);
            let using = holes.or(&HolePlace::Using, using.as_ref().map(code::expression));
            let reverse = holes.or(&HolePlace::ReverseUsing, reverse_using.as_ref().map(code::expression));
            body.push(code.then_with("using", using).then_with("reverse_using", reverse));
        }
        match nullability {
            Some(Nullability::NotNull { fill }) => {
                let fill = holes.or(&HolePlace::Fill, fill.as_ref().map(code::default));
                body.push(Code::on("c", "not_null", []).then_with("fill", fill));
            }
            Some(Nullability::Nullable) => body.push(Code::on("c", "nullable", [])),
            None => {}
        }
        body.extend(default.as_ref().map(|change| match change {
            Change::Drop => Code::on("c", "drop_default", []),
            Change::Set(default) => Code::on("c", "set_default", [code::default(default)]),
        }));
        body.extend(identity.as_ref().map(|change| match change {
            Change::Drop => Code::on("c", "drop_identity", []),
            Change::Set(Identity::BY_DEFAULT) => Code::on("c", "identity", []),
            Change::Set(identity) => Code::on("c", "identity_as", [code::identity(identity)]),
        }));
        match collation {
            Some(Change::Drop) => body.push(Code::on("c", "drop_collation", [])),
            Some(Change::Set(collation)) => {
                let common = collation.common().map(|name| Code::on("c", "collate", [code::name(name)]));
                let own = collation.dialect_names().map(|(dialect, name)| {
                    Code::on("c", "collate_on", [Code::word(dialect.variant()), code::name(name)])
                });
                body.extend(common.into_iter().chain(own));
            }
            None => {}
        }
        body.extend(mysql.as_ref().map(crate::operation::written::set_mysql));
        let closure = Code::closure("c", body);
        Ok(vec![Code::op("alter_column", [code::qualified(table), code::name(column), closure])])
    }
}
