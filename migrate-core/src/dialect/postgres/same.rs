//! Asking PostgreSQL which texts mean the same.
//!
//! Each is made a part of something temporary, and read back in the server's own words: views and functions first, then,
//! table by table, what stands on a temporary table of the same columns. That has the table's own name, since an expression
//! may say it, and hides the table meanwhile. All of it is rolled back. What cannot be made is the same as nothing.

use super::{column, function, options, physical, trigger, types};
use crate::dialect::Dialect::Postgres;
use crate::dialect::same::Subject;
use crate::dialect::sql::{Sql, Text, sql};
use crate::dialect::{Unsupported, definition};
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Check, Column, Constraint, Exclusion, Expression, Function, Generated, Index, Nulls, Storage, Table,
    Timing, Trigger, Uniqueness, View,
};

/// The message. Its rows are the places of the pairs, whether their forms are one, and the second one's form.
pub(in crate::dialect) fn question(pairs: &[(Subject<'_>, Subject<'_>)]) -> String {
    let sides = [Side { name: "before", of: |pair| pair.0 }, Side { name: "after", of: |pair| pair.1 }];
    let mut body = sql!(Postgres; "BEGIN\n");
    for side in &sides {
        let alone = numbered(pairs).filter(|(_, pair)| scratch((side.of)(pair)).is_none());
        for (at, pair) in alone {
            body.push(tried(asked(side, at, (side.of)(pair))));
        }
    }
    for side in &sides {
        let on = numbered(pairs).filter_map(|(at, pair)| {
            let subject = (side.of)(pair);
            Some((scratch(subject)?, at, subject))
        });
        let mut on = on.collect::<Vec<_>>();
        on.sort_by_key(|(scratch, at, _)| (scratch.name().clone(), *at));
        for group in on.chunk_by(|(one, _, _), (other, _, _)| one.name() == other.name()) {
            let [(scratch, _, _), ..] = group else { continue };
            let parts = group.iter().map(|(_, at, subject)| tried(asked(side, *at, *subject)));
            let parts = Sql::join(Postgres, "", parts);
            body.push(tried(
                scratch.create().map(|(create, drop)| sql!(Postgres; execute(create), parts, execute(drop))),
            ));
        }
    }
    body.push("END");
    sql!(
        Postgres;
        "BEGIN;\n\
         SET LOCAL check_function_bodies = off;\n\
         SET LOCAL client_min_messages = error;\n\
         CREATE TEMPORARY TABLE migrate_same (at bigint, side text, form text) ON COMMIT DROP;\n\
         DO ", Text(&body.into_text()), ";\n\
         SELECT at, count(*) = 2 AND count(DISTINCT form) = 1 AS same, max(form) FILTER (WHERE side = 'after') AS form \
         FROM migrate_same GROUP BY at ORDER BY at;\n\
         ROLLBACK",
    )
    .into_text()
}

/// Whether a form, of what is wanted, is what the catalogue told. What it tells may be told otherwise where it is made again:
/// `IN` over a `varchar` is one of these.
pub(crate) fn is_form_of(told: Subject<'_>, wanted: Subject<'_>, form: &str) -> bool {
    let is = |text: &Expression| physical::expression(form).text(Postgres) == text.text(Postgres);
    match told {
        Subject::Check(_, check) => is(&check.expression),
        Subject::Default(_, column) => column.default == physical::default(form, &column.column_type),
        Subject::Generated(_, column) => column.generated.as_ref().is_some_and(|it| is(&it.expression)),
        // Of its parts the form is that of another name, so that they are the same as they are written.
        Subject::Index(_, index) => {
            let Subject::Index(_, wanted) = wanted else { return false };
            let predicate = form.split_once(" WHERE ").map(|(_, predicate)| physical::expression(predicate));
            let told = |text: &Expression| text.text(Postgres).into_owned();
            index.parts == wanted.parts && predicate.as_ref().map(told) == index.predicate.as_ref().map(told)
        }
        Subject::Partition(_, table) => {
            let told = table.options.postgres.partition_of.as_ref();
            told.is_some_and(|it| physical::bounds(form) == it.bounds)
        }
        Subject::View(view) => physical::query(form).text(Postgres) == view.query.text(Postgres),
        Subject::Exclusion(..)
        | Subject::Function(_)
        | Subject::PartitionKey(_)
        | Subject::TableTrigger(..)
        | Subject::ViewTrigger(..) => false,
    }
}

/// One of two sides.
struct Side {
    name: &'static str,
    of: for<'a> fn(&(Subject<'a>, Subject<'a>)) -> Subject<'a>,
}

pub(super) fn numbered<'a, 'b>(
    pairs: &'b [(Subject<'a>, Subject<'a>)],
) -> impl Iterator<Item = (i64, &'b (Subject<'a>, Subject<'a>))> {
    (0..).zip(pairs)
}

/// The temporary table or view that something stands on.
enum Scratch<'a> {
    Table(&'a Table),
    View(&'a View),
}

fn scratch(subject: Subject<'_>) -> Option<Scratch<'_>> {
    match subject {
        Subject::Check(table, _)
        | Subject::Default(table, _)
        | Subject::Exclusion(table, _)
        | Subject::Generated(table, _)
        | Subject::Index(table, _)
        | Subject::TableTrigger(table, _) => Some(Scratch::Table(table)),
        Subject::Function(_) | Subject::Partition(..) | Subject::PartitionKey(_) | Subject::View(_) => None,
        Subject::ViewTrigger(view, _) => Some(Scratch::View(view)),
    }
}

impl Scratch<'_> {
    fn name(&self) -> &QualifiedName {
        match self {
            Self::Table(table) => &table.name,
            Self::View(view) => &view.name,
        }
    }

    /// What makes it, and what takes it away.
    fn create(&self) -> Result<(Sql, Sql), Unsupported> {
        let name = temporary(&self.name().name);
        match self {
            Self::Table(table) => {
                let columns = Sql::list(Postgres, columns(table)?);
                let create = sql!(Postgres; "CREATE TEMPORARY TABLE ", &name, " (", columns, ")");
                Ok((create, sql!(Postgres; "DROP TABLE ", &name)))
            }
            Self::View(view) => {
                let create = definition::create_view(Postgres, "CREATE VIEW ", &name, &view.query)?;
                Ok((create, sql!(Postgres; "DROP VIEW ", &name)))
            }
        }
    }
}

/// The names and types of a table's columns.
fn columns(table: &Table) -> Result<Vec<Sql>, Unsupported> {
    let columns = table.columns.iter().map(|column| {
        let collation = column.collation.as_ref().and_then(|collation| collation.name(Postgres));
        let collation = collation.map(|name| sql!(Postgres; " COLLATE ", name));
        Ok(sql!(Postgres; &column.name, " ", types::column_type(&column.column_type)?, collation))
    });
    columns.collect()
}

/// What makes a table of the same columns and partitions under a name.
fn parted(table: &Table, name: QualifiedName) -> Result<Sql, Unsupported> {
    let mut bare = Table::new(name);
    bare.options.postgres.partition_by.clone_from(&table.options.postgres.partition_by);
    options::around(&bare, "", &columns(table)?)
}

/// A name among what is temporary.
fn temporary(name: &Name) -> QualifiedName {
    QualifiedName { schema: Some("pg_temp".into()), name: name.clone() }
}

fn execute(statement: Sql) -> Sql {
    sql!(Postgres; "EXECUTE ", Text(&statement.into_text()), ";\n")
}

/// What is passed over where it fails.
pub(super) fn tried(statements: Result<Sql, Unsupported>) -> Option<Sql> {
    let statements = statements.ok()?;
    Some(sql!(Postgres; "BEGIN\n", statements, "EXCEPTION WHEN OTHERS THEN NULL;\nEND;\n"))
}

/// Makes something under a name of its own, and notes its form.
fn asked(side: &Side, at: i64, subject: Subject<'_>) -> Result<Sql, Unsupported> {
    let name = Name::from(format!("migrate_same_{at}").as_str());
    let (make, form) = made(&name, subject)?;
    let note = sql!(
        Postgres;
        "INSERT INTO pg_temp.migrate_same SELECT ", at, ", ", Text(side.name), ", ", form,
    );
    // What stands on a temporary table goes with it.
    let kind = match subject {
        Subject::Check(..)
        | Subject::Default(..)
        | Subject::Exclusion(..)
        | Subject::Generated(..)
        | Subject::Index(..)
        | Subject::TableTrigger(..)
        | Subject::ViewTrigger(..) => None,
        Subject::Function(_) => Some("DROP FUNCTION "),
        Subject::Partition(..) | Subject::PartitionKey(_) => Some("DROP TABLE "),
        Subject::View(_) => Some("DROP VIEW "),
    };
    let drop = kind.map(|kind| execute(sql!(Postgres; kind, &temporary(&name))));
    Ok(sql!(Postgres; execute(make), execute(note), drop))
}

/// What makes something under a name, and the form of it behind `SELECT`.
fn made(name: &Name, subject: Subject<'_>) -> Result<(Sql, Sql), Unsupported> {
    let text = |name: &QualifiedName| sql!(Postgres; Text(&sql!(Postgres; name).into_text()), "::regclass");
    let alter = |table: &Table| sql!(Postgres; "ALTER TABLE ", &temporary(&table.name.name), " ADD ");
    let of_constraint = |table: &Table| {
        let table = text(&temporary(&table.name.name));
        sql!(Postgres; "conrelid = ", table, " AND conname = ", Text(name.as_str()))
    };
    Ok(match subject {
        Subject::Check(table, it) => {
            let check = Check::new(name.clone(), it.expression.clone());
            let add = definition::constraint(Postgres, &Constraint::Check(check))?;
            let form = sql!(
                Postgres; "pg_get_expr(conbin, conrelid) FROM pg_catalog.pg_constraint WHERE ", of_constraint(table),
            );
            (sql!(Postgres; alter(table), add), form)
        }
        Subject::Default(table, it) | Subject::Generated(table, it) => {
            let mut column = Column::new(name.clone(), it.column_type.clone());
            column.nullable = true;
            column.default.clone_from(&it.default);
            column.generated = it.generated.as_ref().map(|Generated { expression, storage: _ }| Generated {
                expression: expression.clone(),
                // Whichever it is, its expression is told alike, and older versions know no other.
                storage: Storage::Stored,
            });
            let form = sql!(
                Postgres;
                // These are two words for one time.
                "CASE pg_get_expr(adbin, adrelid) WHEN 'CURRENT_TIMESTAMP' THEN 'now()' \
                 ELSE pg_get_expr(adbin, adrelid) END FROM pg_catalog.pg_attrdef JOIN pg_catalog.pg_attribute \
                 ON attrelid = adrelid AND attnum = adnum WHERE adrelid = ", text(&temporary(&table.name.name)),
                " AND attname = ", Text(name.as_str()),
            );
            (sql!(Postgres; alter(table), column::definition(&column)?), form)
        }
        Subject::Exclusion(table, it) => {
            let exclusion = Exclusion {
                name: name.clone(),
                include: Vec::new(),
                timing: Timing::Immediate,
                ..it.clone()
            };
            let add = definition::constraint(Postgres, &Constraint::Exclusion(exclusion))?;
            let form = sql!(
                Postgres; "pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint WHERE ", of_constraint(table),
            );
            (sql!(Postgres; alter(table), add), form)
        }
        Subject::Function(Function { name: _, arguments, definition }) => {
            let function = Function {
                name: temporary(name),
                arguments: arguments.clone(),
                definition: definition.clone(),
            };
            let form = sql!(
                Postgres;
                "pg_get_functiondef(oid) FROM pg_catalog.pg_proc WHERE pronamespace = pg_my_temp_schema() AND proname = ",
                Text(name.as_str()),
            );
            (function::definition("CREATE FUNCTION ", &function)?, form)
        }
        Subject::Index(table, it) => {
            let index = Index {
                name: name.clone(),
                uniqueness: Uniqueness::Plain,
                include: Vec::new(),
                nulls: Nulls::Distinct,
                ..it.clone()
            };
            let create = definition::create_index(Postgres, &temporary(&table.name.name), &index)?;
            // All of it, since all of it is taken for the same then.
            (create, sql!(Postgres; "pg_get_indexdef(", text(&temporary(name)), ")"))
        }
        Subject::Partition(parent, it) => {
            let name = temporary(name);
            let mut part = Table::new(temporary(&format!("{}_part", name.name).as_str().into()));
            part.options.postgres.partition_of.clone_from(&it.options.postgres.partition_of);
            let form = sql!(
                Postgres;
                "pg_get_expr(relpartbound, oid) FROM pg_catalog.pg_class WHERE oid = ", text(&part.name),
            );
            if let Some(of) = &mut part.options.postgres.partition_of {
                of.parent = name.clone();
            }
            let make = sql!(Postgres; parted(parent, name)?, ";\n", options::around(&part, "", &[])?);
            (make, form)
        }
        Subject::PartitionKey(table) => {
            let name = temporary(name);
            let form = sql!(Postgres; "pg_get_partkeydef(", text(&name), ")");
            (parted(table, name)?, form)
        }
        Subject::TableTrigger(Table { name: on, .. }, it)
        | Subject::ViewTrigger(View { name: on, .. }, it) => {
            let Trigger { name: _, table: _, event, definition } = it;
            let on = temporary(&on.name);
            let form = sql!(
                Postgres;
                "pg_get_triggerdef(oid) FROM pg_catalog.pg_trigger WHERE tgrelid = ", text(&on), " AND tgname = ",
                Text(name.as_str()),
            );
            let trigger = Trigger {
                name: name.clone(),
                table: on,
                event: event.clone(),
                definition: definition.clone(),
            };
            (trigger::definition(&trigger)?, form)
        }
        Subject::View(view) => {
            let name = temporary(name);
            let create = definition::create_view(Postgres, "CREATE VIEW ", &name, &view.query)?;
            (create, sql!(Postgres; "pg_get_viewdef(", text(&name), ")"))
        }
    })
}
