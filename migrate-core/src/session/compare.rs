//! A database beside the schema that it should hold.

use std::collections::BTreeSet;

use super::{DatabaseError, InspectError, Session, inspect};
use crate::dialect::same::{self, Subject};
use crate::dialect::{self, Dialect, Server};
use crate::diff::{self, Alone, Ambiguous, Comparison, Diff, Guessing, TextOf};
use crate::inspect::{Inspected, Wanted};
use crate::name::Name;
use crate::schema::{Column, Extension, Schema, Table};

/// A database beside the schema that it should hold, both as the database has them.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What the database holds.
    pub inspected: Inspected,
    /// The schema, as the database would have it.
    pub schema: Schema,
    /// The texts that differ and mean the same, as the server told.
    pub same: BTreeSet<TextOf>,
}

impl Compared {
    /// What makes the database as the schema has it. What only the database has is told apart and left alone.
    ///
    /// # Errors
    ///
    /// When `how` asks about renames.
    pub fn mends_database(&self, how: Comparison) -> Result<Diff, Ambiguous> {
        let how = Comparison { only_before: Alone::Apart, ..self.knowing(how) };
        diff::diff(&self.inspected.schema, &self.schema, &how)
    }

    /// What makes the schema as the database is. What only the database has is told apart and left alone.
    ///
    /// # Errors
    ///
    /// When `how` asks about renames.
    pub fn mends_schema(&self, how: Comparison) -> Result<Diff, Ambiguous> {
        let how = Comparison { only_after: Alone::Apart, ..self.knowing(how) };
        diff::diff(&self.schema, &self.inspected.schema, &how)
    }

    /// What makes the schema as the database is, with all that only the database has.
    ///
    /// # Errors
    ///
    /// When `how` asks about renames.
    pub fn follows_database(&self, how: Comparison) -> Result<Diff, Ambiguous> {
        let how = Comparison { only_after: Alone::Differs, ..self.knowing(how) };
        diff::diff(&self.schema, &self.inspected.schema, &how)
    }

    fn knowing(&self, how: Comparison) -> Comparison {
        let same = how.same.union(&self.same).cloned().collect();
        Comparison { same, ..how }
    }
}

/// Compares what a database holds with a schema.
///
/// # Errors
///
/// When the catalogue cannot be read, or the database cannot have the schema.
pub(crate) async fn compare(
    session: &mut Session,
    schema: &Schema,
    wanted: &Wanted,
) -> Result<Compared, InspectError> {
    let inspected = inspect(session, wanted).await?;
    beside(session, inspected, schema).await
}

/// Compares what was found in a database with a schema.
///
/// # Errors
///
/// When the server cannot be asked, or the database cannot have the schema.
pub(crate) async fn beside(
    session: &mut Session,
    mut inspected: Inspected,
    schema: &Schema,
) -> Result<Compared, InspectError> {
    inspected.forget_renamings();
    let Inspected { dialect, server, home, schema: found, unmodelled: _ } = &mut inspected;
    let real = dialect::realize(schema, *dialect, *server, home.as_ref());
    let schema = real.map_err(|unsupported| InspectError::Unsupported(Box::new(unsupported)))?;
    forget_unsaid(found, &schema);
    match dialect {
        Dialect::MySql => {
            if schema.triggers().next().is_some() && found.triggers().next().is_none() {
                inspect::mysql::see_triggers(session).await?;
            }
            dialect::mysql_inspection::as_kept(found, &schema);
        }
        Dialect::Postgres | Dialect::Sqlite => {}
    }
    let how = Comparison { guessing: Guessing::Never, ..Comparison::default() };
    let texts = diff::texts(found, &schema, &how);
    let same = same_texts(session, *server, found, &schema, texts).await?;
    Ok(Compared { inspected, schema, same })
}

/// Takes out of what was found what nobody said: the version of an extension that came as it came.
fn forget_unsaid(found: &mut Schema, wanted: &Schema) {
    for Extension { name, schema, version } in wanted.extensions() {
        let Some(there) = found.extension(name) else { continue };
        let there = Extension {
            name: name.clone(),
            schema: there.schema.clone().filter(|_| schema.is_some()),
            version: there.version.clone().filter(|_| version.is_some()),
        };
        found.put_extension(there);
    }
}

/// The texts that mean the same to the server, of those that differ.
async fn same_texts(
    session: &mut Session,
    server: Option<Server>,
    before: &Schema,
    after: &Schema,
    texts: Vec<TextOf>,
) -> Result<BTreeSet<TextOf>, InspectError> {
    let (before, after) = (with_inherited(before), with_inherited(after));
    let pairs = texts.into_iter().filter_map(|text| {
        let pair = (subject(&before, &text)?, subject(&after, &text)?);
        Some((text, pair))
    });
    let plainly =
        |(_, pair): &(TextOf, (Subject<'_>, Subject<'_>))| same::plainly(session.dialect, pair.0, pair.1);
    let (plain, pairs) = pairs.partition::<Vec<_>, _>(plainly);
    let plain = plain.into_iter().map(|(text, _)| text).collect::<BTreeSet<_>>();
    let (texts, pairs) = pairs.into_iter().unzip::<_, _, Vec<_>, Vec<_>>();
    if pairs.is_empty() {
        return Ok(plain);
    }
    match session.dialect {
        Dialect::MySql => {
            let same = inspect::mysql::same(session, &pairs, &after, server).await;
            let texts = same.into_iter().filter_map(|at| texts.get(at).cloned());
            return Ok(plain.into_iter().chain(texts).collect());
        }
        Dialect::Postgres => {}
        // It keeps texts as they are written, and has no words of its own for them.
        Dialect::Sqlite => return Ok(plain),
    }
    let question = same::question(session.dialect, &pairs);
    let question = question.map_err(|unsupported| InspectError::Unsupported(Box::new(unsupported)))?;
    match session.query(question).await {
        Ok(rows) => {
            let mut same = plain;
            for row in &rows {
                let at = row.at::<i64>(0)?;
                let place = usize::try_from(at).ok().and_then(|at| Some((texts.get(at)?, pairs.get(at)?)));
                let Some((text, (told, wanted))) = place else {
                    return Err(
                        DatabaseError::answer(format!("nothing was asked under the number {at}")).into()
                    );
                };
                let form = row.text(2).is_some_and(|form| dialect::is_postgres_form(*told, *wanted, form));
                if form || row.at::<bool>(1)? {
                    same.insert(text.clone());
                }
            }
            Ok(same)
        }
        Err(error) => {
            session.query("ROLLBACK".to_owned()).await?;
            // A server that only reads, and a user who may make nothing temporary.
            if !matches!(error.code(), Some("25006" | "42501")) {
                return Err(error.into());
            }
            let rows = session.query(same::bare_question(&pairs)).await?;
            let places = rows.first().and_then(|row| row.text(0)).unwrap_or_default();
            let places =
                places.split_whitespace().filter_map(|at| texts.get(at.parse::<usize>().ok()?).cloned());
            Ok(plain.into_iter().chain(places).collect())
        }
    }
}

/// The schema with the columns of its parents in each table that has some: an expression may name them.
fn with_inherited(schema: &Schema) -> Schema {
    let mut whole = schema.clone();
    for table in schema.tables().filter(|table| table.has_parents()) {
        whole.put_table(Table { columns: columns(schema, table), ..table.clone() });
    }
    whole
}

/// The columns of a table and of its parents.
fn columns(schema: &Schema, table: &Table) -> Vec<Column> {
    let parents = table.options.postgres.parents().filter_map(|name| schema.table(name));
    let mut all = Vec::<Column>::new();
    for column in parents.flat_map(|parent| columns(schema, parent)).chain(table.columns.iter().cloned()) {
        if !all.iter().any(|other| other.name == column.name) {
            all.push(column);
        }
    }
    all
}

/// What a text is of.
fn subject<'a>(schema: &'a Schema, text: &TextOf) -> Option<Subject<'a>> {
    let named = |name: &Name, other: &Name| name == other;
    Some(match text {
        TextOf::Check(table, name) => {
            let table = schema.table(table)?;
            Subject::Check(table, table.checks.iter().find(|check| named(&check.name, name))?)
        }
        TextOf::Default(table, name) => {
            let table = schema.table(table)?;
            Subject::Default(table, table.column(name)?)
        }
        TextOf::Exclusion(table, name) => {
            let table = schema.table(table)?;
            Subject::Exclusion(table, table.exclusions.iter().find(|it| named(&it.name, name))?)
        }
        TextOf::Function(signature) => Subject::Function(schema.function(signature)?),
        TextOf::Generated(table, name) => {
            let table = schema.table(table)?;
            Subject::Generated(table, table.column(name)?)
        }
        TextOf::Index(table, name) => {
            let table = schema.table(table)?;
            Subject::Index(table, table.index(name)?)
        }
        TextOf::Partition(table) => {
            let table = schema.table(table)?;
            let parent = &table.options.postgres.partition_of.as_ref()?.parent;
            Subject::Partition(schema.table(parent)?, table)
        }
        TextOf::PartitionKey(table) => Subject::PartitionKey(schema.table(table)?),
        TextOf::Trigger(on, name) => {
            let trigger = schema.trigger(on, name)?;
            match (schema.table(on), schema.view(on)) {
                (Some(table), _) => Subject::TableTrigger(table, trigger),
                (None, Some(view)) => Subject::ViewTrigger(view, trigger),
                (None, None) => return None,
            }
        }
        TextOf::View(name) => Subject::View(schema.view(name)?),
    })
}
