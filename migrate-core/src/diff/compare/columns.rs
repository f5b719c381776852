//! Columns of a table that both have.

use super::{Comparing, parts};
use crate::diff::pending::Phase;
use crate::diff::properties::{Described, differences};
use crate::diff::{Change, Difference, Effect, Field, FillIn, Hit, Object, Rows, Verdict, Which};
use crate::name::{Name, QualifiedName};
use crate::operation::{
    AddColumn, AlterColumn, Change as Value, DropColumn, Nullability, Operation, SetComment, SetType,
};
use crate::schema::{
    Column, ColumnDefault, ColumnType, Constraint, Conversion, Expression, Generated, Table, expr,
};

impl Comparing<'_> {
    /// The columns that nothing but a drop makes those of the target: what is computed otherwise, and what is computed from
    /// those, or from a column that gets another type.
    pub(super) fn find_remade_columns(&mut self) {
        for before in self.former.tables() {
            let Some(after) = self.target.table(&before.name) else { continue };
            if std::ptr::eq(before, after) {
                continue;
            }
            let both = before.columns.iter().filter_map(|it| Some((it, after.column(&it.name)?)));
            let both = both.collect::<Vec<_>>();
            let is_typed = |(one, other): &&(&Column, &Column)| one.column_type != other.column_type;
            let typed = both.iter().filter(is_typed).map(|(it, _)| &it.name).collect::<Vec<_>>();
            let is_remade = |one: &Column, other: &Column| {
                // That it takes NULL is nothing that MySQL and MariaDB change of a computed column.
                let kind = |column: &Column| (column.column_type.clone(), column.nullable);
                computed(one) != computed(other) || (one.generated.is_some() && kind(one) != kind(other))
            };
            let mut remade =
                both.iter().filter(|(one, other)| is_remade(one, other)).map(|(it, _)| it.name.clone());
            let mut remade = remade.by_ref().collect::<Vec<_>>();
            loop {
                let is_of = |generated: &Generated| {
                    let expression = &generated.expression;
                    remade.iter().chain(typed.iter().copied()).any(|name| expression.mentions(name))
                };
                let next = both
                    .iter()
                    .find(|(it, _)| !remade.contains(&it.name) && it.generated.as_ref().is_some_and(is_of));
                match next {
                    Some((column, _)) => remade.push(column.name.clone()),
                    None => break,
                }
            }
            if !remade.is_empty() {
                self.remade_columns.insert(before.name.clone(), remade);
            }
        }
    }

    pub(super) fn is_remade(&self, table: &QualifiedName, column: &Name) -> bool {
        self.remade_columns.get(table).is_some_and(|columns| columns.contains(column))
    }

    /// The columns of a table that both have.
    pub(super) fn columns(&mut self, before: &Table, after: &Table) {
        for column in &after.columns {
            match before.column(&column.name) {
                None => self.add_column(after, before, column, Vec::new()),
                Some(old) if self.is_remade(&after.name, &column.name) => {
                    self.remake_column(before, after, old, column);
                }
                Some(old) => self.alter_column(after, old, column),
            }
        }
        for column in before.columns.iter().filter(|column| after.column(&column.name).is_none()) {
            let (table, name) = (before.name.clone(), column.name.clone());
            let drop = match parts::takes_along(before, after, &name) {
                Some(true) => DropColumn::cascading(table, name),
                Some(false) | None => DropColumn::unused(table, name),
            };
            let object = Object::Column(before.name.clone(), column.name.clone());
            let mut change = Change::new(object, Verdict::Dropped, vec![drop.into()]);
            change.hits.extend(self.lost(before, column));
            self.push(Phase::DropColumns, change);
        }
    }

    /// The values that go with a column.
    fn lost(&self, table: &Table, column: &Column) -> Option<Hit> {
        let rows = self.rows(&table.name, &column.name, Which::Valued);
        column.generated.is_none().then_some(Hit { effect: Effect::Loses, rows })
    }

    /// Rows of a table by what they hold in a column.
    pub(super) fn rows(&self, table: &QualifiedName, column: &Name, which: impl Fn(Name) -> Which) -> Rows {
        Rows { table: self.old_table(table), which: which(self.old_column(table, column)) }
    }

    /// A column that comes to a table that is there, with the keys that are of it alone.
    fn add_column(&mut self, after: &Table, before: &Table, column: &Column, differences: Vec<Difference>) {
        let is_new = differences.is_empty();
        let mut addition = Table::new(&after.name);
        let mut added = column.clone();
        let mut operations = Vec::new();
        let mut fill_ins = Vec::new();
        let mut alteration = AlterColumn::new(after.name.clone(), column.name.clone());
        // Only a column that is there becomes an identity.
        let identity = added.identity.take();
        if !added.fills_itself() {
            added.nullable = true;
            alteration.nullability = Some(Nullability::NotNull { fill: Some(stopgap()) });
        }
        addition.columns.push(added);
        if is_new {
            for unique in &after.uniques {
                if unique.columns == [column.name.clone()]
                    && unique.include.is_empty()
                    && before.constraint(&unique.name).is_none()
                {
                    addition.uniques.push(unique.clone());
                }
            }
            for key in &after.foreign_keys {
                let is_valid =
                    Constraint::ForeignKey(key.clone()).validation() == crate::schema::Validation::Valid;
                if key.columns == [column.name.clone()] && before.constraint(&key.name).is_none() && is_valid
                {
                    addition.foreign_keys.push(key.clone());
                }
            }
        }
        operations.push(Operation::from(AddColumn::new(addition)));
        if alteration != AlterColumn::new(after.name.clone(), column.name.clone()) {
            let question = format!("what rows that are there have in column `{}`", column.name);
            fill_ins.push(FillIn { operation: 1, field: Field::Fill, question });
            operations.push(alteration.into());
        }
        let object = Object::Column(after.name.clone(), column.name.clone());
        let verdict = if is_new { Verdict::Added } else { Verdict::Changed };
        let mut change = Change::new(object, verdict, operations);
        if !fill_ins.is_empty() {
            let rows = Rows { table: self.old_table(&after.name), which: Which::All };
            change.hits.push(Hit { effect: Effect::Refuses, rows });
        }
        change.fill_ins = fill_ins;
        change.differences = differences;
        let phase = if column.generated.is_some() { Phase::AddGenerated } else { Phase::AddColumns };
        self.push(phase, change);
        if identity.is_some() {
            self.number(after, &Column { identity: None, ..column.clone() }, column);
        }
    }

    /// A column that is dropped and added.
    fn remake_column(&mut self, before: &Table, after: &Table, old: &Column, column: &Column) {
        let drop = DropColumn::unused(before.name.clone(), old.name.clone()).into();
        let object = Object::Column(before.name.clone(), old.name.clone());
        let mut change = Change::new(object, Verdict::Remade, vec![drop]);
        if column.generated.is_none() || old.generated.is_none() {
            // What was computed is lost too, where nothing computes it any more.
            let rows = self.rows(&before.name, &old.name, Which::Valued);
            change.hits.push(Hit { effect: Effect::Loses, rows });
        }
        self.push(Phase::DropRemade, change);
        let mut differences = differences(old, column);
        if differences.is_empty() {
            // It is in the way of another, and comes again as it was.
            differences.push(Difference {
                property: "generated",
                before: computed(old),
                after: computed(old),
            });
        }
        self.add_column(after, before, column, differences);
    }

    /// A column that both have.
    fn alter_column(&mut self, table: &Table, before: &Column, after: &Column) {
        if before.is_like(after) {
            return;
        }
        let differences = differences(before, after);
        let differs = |property: &str| differences.iter().any(|difference| difference.property == property);
        let name = || after.name.clone();
        let mut alteration = AlterColumn::new(table.name.clone(), name());
        let mut hits = Vec::new();
        let mut fill_ins = Vec::new();
        let is_typed = self.typed.contains(&(table.name.clone(), name()));
        if differs("type") && !is_typed {
            let conversion = Conversion::between(&before.column_type, &after.column_type);
            hits.extend(self.conversion(table, before, after, conversion));
            let using = conversion.is_none().then(|| {
                let question = format!("what `{}` is as {}", after.name, after.column_type);
                fill_ins.push(FillIn { operation: 0, field: Field::Using, question });
                own(&after.name)
            });
            let column_type = after.column_type.clone();
            alteration.set_type = Some(SetType { column_type, using, reverse_using: None });
        }
        if differs("nullable") {
            alteration.nullability = Some(if after.nullable {
                Nullability::Nullable
            } else {
                let rows = self.rows(&table.name, &after.name, Which::Null);
                hits.push(Hit { effect: Effect::Refuses, rows });
                let fill = after.default.clone().unwrap_or_else(|| {
                    let question = format!("what rows have that hold NULL in `{}`", after.name);
                    fill_ins.push(FillIn { operation: 0, field: Field::Fill, question });
                    stopgap()
                });
                Nullability::NotNull { fill: Some(fill) }
            });
        }
        if differs("default") {
            alteration.default = Some(after.default.clone().map_or(Value::Drop, Value::Set));
        }
        let is_numbered = before.identity.is_some() != after.identity.is_some();
        if is_numbered {
            self.number(table, before, after);
        } else if differs("identity") {
            alteration.identity = after.identity.map(Value::Set);
        }
        if differs("collation") {
            alteration.collation = Some(after.collation.clone().map_or(Value::Drop, Value::Set));
        }
        if ["check of the column", "invisible", "on update"].into_iter().any(differs) {
            alteration.mysql = Some(after.mysql.clone());
        }
        let mut operations = Vec::<Operation>::new();
        if alteration != AlterColumn::new(table.name.clone(), name()) {
            operations.push(alteration.into());
        }
        if differs("comment") {
            let (column, comment) = (Some(name()), after.comment.clone());
            operations.push(SetComment { table: table.name.clone(), column, comment }.into());
        }
        if operations.is_empty() {
            return;
        }
        let object = Object::Column(table.name.clone(), name());
        let mut change = Change::new(object, Verdict::Changed, operations);
        change.differences = differences;
        change.differences.retain(|difference| {
            !(is_typed && difference.property == "type" || is_numbered && difference.property == "identity")
        });
        (change.hits, change.fill_ins) = (hits, fill_ins);
        self.push(Phase::AlterColumns, change);
    }

    /// A column that becomes an identity, which some databases let only a key be, or is one no more.
    fn number(&mut self, table: &Table, before: &Column, after: &Column) {
        let (phase, identity) = match after.identity {
            None => (Phase::Unnumber, Value::Drop),
            Some(identity) => (Phase::Number, Value::Set(identity)),
        };
        let mut alteration = AlterColumn::new(table.name.clone(), after.name.clone());
        alteration.identity = Some(identity);
        let object = Object::Column(table.name.clone(), after.name.clone());
        let mut change = Change::new(object, Verdict::Changed, vec![alteration.into()]);
        change.differences = differences(before, after);
        change.differences.retain(|difference| difference.property == "identity");
        self.push(phase, change);
    }

    /// What a change of type makes of values.
    pub(super) fn conversion(
        &self,
        table: &Table,
        before: &Column,
        after: &Column,
        conversion: Option<Conversion>,
    ) -> Option<Hit> {
        let rows = |which: &dyn Fn(Name) -> Which| self.rows(&table.name, &after.name, which);
        match conversion {
            Some(Conversion::Exact) => None,
            Some(Conversion::Fits) => {
                let rows = match &after.column_type {
                    ColumnType::Char(length) | ColumnType::Varchar(length)
                        if before.column_type.is_text() =>
                    {
                        rows(&|column| Which::Longer(column, *length))
                    }
                    ColumnType::SmallInt if before.column_type.is_integer() => {
                        rows(&|column| Which::Beyond(column, i64::from(i16::MIN), i64::from(i16::MAX)))
                    }
                    ColumnType::Integer if before.column_type.is_integer() => {
                        rows(&|column| Which::Beyond(column, i64::from(i32::MIN), i64::from(i32::MAX)))
                    }
                    ColumnType::Array(_)
                    | ColumnType::BigInt
                    | ColumnType::Boolean
                    | ColumnType::Bytes
                    | ColumnType::Char(_)
                    | ColumnType::Date
                    | ColumnType::Double
                    | ColumnType::Enum(_)
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
                    | ColumnType::Varchar(_) => rows(&Which::Valued),
                };
                Some(Hit { effect: Effect::Refuses, rows })
            }
            Some(Conversion::Rounds) | None => {
                Some(Hit { effect: Effect::Alters, rows: rows(&Which::Valued) })
            }
        }
    }
}

/// What a column is computed from, in words.
fn computed(column: &Column) -> Option<String> {
    let properties = column.properties();
    properties.into_iter().find(|(property, _)| *property == "generated").and_then(|(_, value)| value)
}

/// What stands for a value that only a person can say.
fn stopgap() -> ColumnDefault {
    ColumnDefault::Expression(expr("NULL"))
}

/// What stands for what only a person can say of a column's values: the values.
fn own(column: &Name) -> Expression {
    // As a column that was renamed, it is quoted as each database does.
    let mut own = Expression::from("its_values");
    own.rename_column(&"its_values".into(), column);
    own
}
