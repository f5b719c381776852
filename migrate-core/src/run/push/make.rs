//! What a push does: the difference between a database and its models, as a script of no revision.

use std::sync::Arc;

use super::error::{Elsewhere, PushError};
use super::renames;
use super::rows::{Counted, is_loss};
use crate::autogenerate::hit_words;
use crate::dialect::{self, modify};
use crate::diff::{Ambiguous, Change, Comparison, Diff, Filter, Object, Renames, Rows, Scope, Which};
use crate::error::{Error, Problem};
use crate::execute::Spared;
use crate::graph::{Applied, Chains, Graph};
use crate::inspect::{Schemas, Unmodelled, Wanted};
use crate::ledger::{LedgerEntry, State};
use crate::model::{self, ModelError, Models, Sites};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::Operation;
use crate::plan::{Plan, PlanError, PlannedOperation, PlannedStep};
use crate::registry::AnyChain;
use crate::replay;
use crate::run::{ChainSet, drift};
use crate::schema::{Dialect, Schema};
use crate::script::{Beside, Consent, Script, ScriptOperation};
use crate::session::{self, Compared, InspectError, Session};
use crate::site::Site;

/// What is pushed, and what is known of names.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) filter: Filter,
    pub(super) renames: Renames,
}

/// What a push does.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) changes: Vec<Counted>,
    /// Its one step has the operations of the changes one behind the other; it has none where nothing differs.
    pub(super) script: Script,
    /// What no model makes.
    pub(super) left: Vec<Object>,
    pub(super) unmodelled: Vec<Unmodelled>,
    /// The tables with a column that a push left which was killed.
    pub(super) unfinished: Vec<QualifiedName>,
}

impl Made {
    /// Whether there is nothing to do.
    pub(super) fn is_nothing(&self) -> bool {
        self.script.steps.is_empty() && self.unfinished.is_empty()
    }
}

/// The models of several chains as one.
pub(super) fn models(chains: &ChainSet, dialect: Dialect) -> Result<Models, Error> {
    let mut all = Models::default();
    let mut missing = None;
    let mut found = false;
    for chain in chains.iter() {
        match model::collect(chain, dialect) {
            Ok(models) => {
                all.add(models);
                found = true;
            }
            Err(error @ ModelError::NoModels { .. }) => missing = Some(error),
            Err(error) => return Err(Error::new(error)),
        }
    }
    match missing {
        Some(error) if !found => Err(Error::new(error)),
        Some(_) | None => Ok(all),
    }
}

/// Compares the database with the models.
pub(super) async fn make(
    session: &mut Session,
    chains: &Chains,
    models: &Models,
    asked: &Asked,
) -> Result<Made, Error> {
    require_heads(session, chains).await?;
    let named = drift::names_of_schemas(&models.schema).into_iter().collect();
    let wanted = Wanted { schemas: Schemas::HomeAnd(named), ledger: session.ledger.clone() };
    let mut inspected = session::inspect(session, &wanted).await.map_err(Error::new)?;
    let unfinished = forget_unfinished(session.dialect, &mut inspected.schema);
    let made = made_by_others(session, chains).await?;
    let others = [made.as_slice(), &models_of_others(session.dialect, chains)].concat();
    let schema = with_enums(session.dialect, &models.schema, &others);
    let compared = session::beside(session, inspected, &schema).await.map_err(Error::new)?;
    let Diff { changes, only_before, only_after: _ } =
        differences(&compared, models, (&schema, &made), asked)?;
    let dialect = session.dialect;
    // Only PostgreSQL has enum types beside its columns.
    let is_shown = |object: &Object| match object {
        Object::Enum(name) => {
            dialect == Dialect::Postgres && others.iter().all(|it| it.enum_type(name).is_none())
        }
        Object::Table(name) => others.iter().all(|it| it.table(name).is_none()),
        Object::Column(..)
        | Object::Constraint(..)
        | Object::Extension(_)
        | Object::Function(_)
        | Object::Index(..)
        | Object::Schema(_)
        | Object::Sequence(_)
        | Object::Trigger(..)
        | Object::View(_) => true,
    };
    let mut changes = count(session, changes).await?;
    let unfilled = changes.iter_mut().flat_map(Counted::settle).collect::<Vec<_>>();
    if !unfilled.is_empty() {
        return Err(Error::new(PushError::Unfilled(unfilled)));
    }
    let script = script(session, chains, &compared.inspected.schema, (&changes, &models.sites)).await?;
    Ok(Made {
        changes,
        script,
        left: only_before.into_iter().filter(is_shown).collect(),
        unmodelled: compared.inspected.unmodelled,
        unfinished,
    })
}

/// The rows that must still not be there when the change comes that would lose them. On SQLite nobody else writes then.
pub(super) fn spared(made: &Made, consent: Consent) -> Vec<Spared> {
    let dialect = made.script.dialect;
    match dialect {
        Dialect::MySql | Dialect::Postgres => {}
        Dialect::Sqlite => return Vec::new(),
    }
    let operations = made.script.steps.iter().flat_map(|step| &step.operations).collect::<Vec<_>>();
    let mut next = 0;
    let mut spared = Vec::new();
    for Counted { change, rows, makes_null } in &made.changes {
        let operation = next;
        next += change.operations.len();
        let is_asked = consent == Consent::Safe || *makes_null;
        let hits = change.hits.iter().zip(rows);
        for (hit, _) in hits.filter(|(hit, rows)| is_asked && is_loss(hit.effect) && **rows == 0) {
            let Some((before, at)) = operations
                .split_at_checked(operation)
                .and_then(|(before, from)| Some((before, from.first()?)))
            else {
                continue;
            };
            let Some(rows) = now(&hit.rows, before, at) else { continue };
            let mut after = at.before.clone();
            let beside = match at.operation.apply(&mut after) {
                Ok(()) => dialect::beside(&rows.table, &at.before, &after),
                Err(_) => Beside::default(),
            };
            spared.push(Spared {
                operation,
                table: rows.table.clone(),
                beside,
                query: dialect::count(dialect, &[rows], &Prefix::NONE),
                hit: hit_words(hit),
            });
        }
    }
    spared
}

/// Rows by the names that are there when an operation comes; the operations before it may have given others. None of what one
/// of those dropped.
fn now(rows: &Rows, before: &[&ScriptOperation], at: &ScriptOperation) -> Option<Rows> {
    let (mut table, mut column) = (rows.table.clone(), column_of(&rows.which).cloned());
    if let Operation::AlterColumn(it) = &at.operation {
        (table, column) = (it.table.clone(), Some(it.column.clone()));
    } else if let Operation::DropColumn(it) = &at.operation {
        (table, column) = (it.table.clone(), Some(it.column.clone()));
    } else {
        // Of several tables, or of a column that is renamed first.
        for earlier in before {
            (table, column) = behind(&earlier.operation, table, column)?;
        }
    }
    let of = |name: &Name| column.clone().unwrap_or_else(|| name.clone());
    let which = match &rows.which {
        Which::All => Which::All,
        Which::Beyond(name, least, greatest) => Which::Beyond(of(name), *least, *greatest),
        Which::Holding(name, value) => Which::Holding(of(name), value.clone()),
        Which::Longer(name, length) => Which::Longer(of(name), *length),
        Which::Null(name) => Which::Null(of(name)),
        Which::Valued(name) => Which::Valued(of(name)),
    };
    Some(Rows { table, which })
}

/// The column that rows are chosen by.
fn column_of(which: &Which) -> Option<&Name> {
    match which {
        Which::All => None,
        Which::Beyond(column, ..)
        | Which::Holding(column, _)
        | Which::Longer(column, _)
        | Which::Null(column)
        | Which::Valued(column) => Some(column),
    }
}

/// What a table and a column of it are called behind an operation; none where they are gone.
fn behind(
    operation: &Operation,
    table: QualifiedName,
    column: Option<Name>,
) -> Option<(QualifiedName, Option<Name>)> {
    if let Operation::RenameTable(it) = operation
        && it.from == table
    {
        return Some((QualifiedName { name: it.to.clone(), ..table }, column));
    }
    if let Operation::MoveTable(it) = operation
        && it.table == table
    {
        return Some((it.moved(), column));
    }
    if let Operation::RenameColumn(it) = operation
        && it.table == table
        && column.as_ref() == Some(&it.from)
    {
        return Some((table, Some(it.to.clone())));
    }
    if let Operation::DropTable(it) = operation
        && it.table == table
    {
        return None;
    }
    if let Operation::DropColumn(it) = operation
        && it.table == table
        && column.as_ref() == Some(&it.column)
    {
        return None;
    }
    Some((table, column))
}

/// Takes the columns out of what was found that hold the new values of changes which were not finished. A change that is begun
/// again takes them away by itself.
fn forget_unfinished(dialect: Dialect, found: &mut Schema) -> Vec<QualifiedName> {
    match dialect {
        Dialect::MySql => {}
        Dialect::Postgres | Dialect::Sqlite => return Vec::new(),
    }
    let unfinished = found.tables().filter(|table| table.columns.iter().any(modify::is_new));
    let unfinished = unfinished.cloned().collect::<Vec<_>>();
    let mut names = Vec::new();
    for mut table in unfinished {
        table.columns.retain(|column| !modify::is_new(column));
        names.push(table.name.clone());
        found.put_table(table);
    }
    names
}

/// Takes the columns away from tables that a push left which was killed. What a revision left that is not finished is its own.
pub(super) async fn clear(session: &mut Session, unfinished: &[QualifiedName]) -> Result<(), Error> {
    if unfinished.is_empty() {
        return Ok(());
    }
    let rows = session.rows().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
    if rows.as_slice().iter().any(|row| row.state != State::Done) {
        return Ok(());
    }
    for table in unfinished {
        let dropped = session.query(modify::drop_new(table)).await;
        dropped.map_err(|error| Error::new(InspectError::Database(error)))?;
    }
    Ok(())
}

/// Refuses a database whose ledger holds revisions of the chains and is not at their heads.
async fn require_heads(session: &mut Session, chains: &Chains) -> Result<(), Error> {
    let rows = session.rows().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
    let applied = chains.applied(rows.as_slice());
    for at in chains.asked() {
        let (graph, applied) = (&chains.graphs()[*at], &applied[*at]);
        let id = |node| graph.entry(node).id.to_owned();
        let unfinished = applied.unfinished().map(|(node, _)| id(node)).collect::<Vec<_>>();
        let unknown = applied.unknown().to_vec();
        let missing = graph.nodes().filter(|node| !applied.contains(*node)).count();
        let has_none = applied.nodes().next().is_none();
        let stands_right = has_none || missing == 0;
        if !stands_right || !unfinished.is_empty() || !unknown.is_empty() {
            let current = applied.heads(graph).into_iter().map(id).collect();
            let chain = graph.chain().to_owned();
            let elsewhere = Elsewhere { chain, current, missing, unfinished, unknown };
            return Err(Error::new(PushError::Elsewhere(Box::new(elsewhere))));
        }
    }
    Ok(())
}

/// What the other chains of the program have made of the database: it is theirs.
async fn made_by_others(session: &mut Session, chains: &Chains) -> Result<Vec<Schema>, Error> {
    let rows = session.rows().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
    let applied = chains.applied(rows.as_slice());
    let mut made = Vec::new();
    let asked = asked(chains);
    let other = |(graph, _): &(&Arc<Graph>, &Applied)| !asked.contains(&graph.chain());
    for (graph, applied) in chains.graphs().iter().zip(&applied).filter(other) {
        let schema = replay::schema(graph, applied.nodes(), session.dialect);
        made.push(schema.map_err(|error| Error::new(PlanError::from(error)))?);
    }
    Ok(made)
}

/// What the models of the other chains of the program say: it is theirs where it is there.
fn models_of_others(dialect: Dialect, chains: &Chains) -> Vec<Schema> {
    let asked = asked(chains);
    let linked = AnyChain::linked().into_iter().filter(|chain| !asked.contains(&chain.name()));
    let models = linked.map(|chain| model::collect(chain, dialect));
    models.filter_map(Result::ok).map(|models| models.schema).collect()
}

/// The names of the chains whose models are pushed.
fn asked(chains: &Chains) -> Vec<&str> {
    chains.asked_graphs().map(|graph| graph.chain()).collect()
}

/// The models' schema with the enum types of other chains that columns are of, where each column has its own in the database.
fn with_enums(dialect: Dialect, models: &Schema, others: &[Schema]) -> Schema {
    let mut schema = models.clone();
    match dialect {
        Dialect::Postgres => {}
        Dialect::MySql | Dialect::Sqlite => {
            for it in others.iter().flat_map(Schema::enum_types) {
                if schema.enum_type(&it.name).is_none() {
                    schema.put_enum(it.clone());
                }
            }
        }
    }
    schema
}

/// What makes the database as the models say, in an order in which it can be done.
fn differences(
    compared: &Compared,
    models: &Models,
    (schema, others): (&Schema, &[Schema]),
    asked: &Asked,
) -> Result<Diff, Error> {
    let dialect = compared.inspected.dialect;
    let mut known = asked.renames.clone();
    known.renamed.extend(models.renames.renamed.iter().cloned());
    let both = (&compared.inspected.schema, &compared.schema);
    let mut how = Comparison {
        scope: Scope::models(),
        renames: renames::physical(dialect, &known, schema, both),
        filter: asked.filter.clone(),
        ..Comparison::default()
    };
    let diff = loop {
        match compared.mends_database(how.clone()) {
            Ok(diff) => break diff,
            Err(Ambiguous { guesses }) => {
                let (nameless, open) = guesses.into_iter().partition::<Vec<_>, _>(|guess| {
                    renames::is_nameless(dialect, &guess.rename) || renames::is_of(others, &guess.rename)
                });
                if !open.is_empty() {
                    return Err(Error::new(PushError::Ambiguous(Ambiguous { guesses: open })));
                }
                how.renames.apart.extend(nameless.into_iter().map(|guess| guess.rename));
            }
        }
    };
    match diff.blocked() {
        Some(change) => Err(Error::new(PushError::Blocked(Box::new(change.clone())))),
        None => Ok(diff),
    }
}

/// Counts the rows that changes hit.
async fn count(session: &mut Session, changes: Vec<Change>) -> Result<Vec<Counted>, Error> {
    let rows = changes.iter().flat_map(|change| &change.hits).map(|hit| hit.rows.clone()).collect::<Vec<_>>();
    let mut numbers = Vec::new();
    if !rows.is_empty() {
        let sql = dialect::count(session.dialect, &rows, &Prefix::NONE);
        let counted = session.query(sql).await.and_then(|found| {
            let number = |at| found.first().map_or(Ok(0), |row| row.get::<i64>(&format!("n{at}")));
            (0..rows.len()).map(|at| number(at).map(i64::unsigned_abs)).collect()
        });
        numbers = counted.map_err(|error| Error::new(PushError::Uncounted(error)))?;
    }
    let mut numbers = numbers.into_iter();
    let counted = |change: Change| {
        let rows = numbers.by_ref().take(change.hits.len()).collect();
        Counted { change, rows, makes_null: false }
    };
    Ok(changes.into_iter().map(counted).collect())
}

/// The script of the changes.
async fn script(
    session: &mut Session,
    chains: &Chains,
    found: &Schema,
    (changes, sites): (&[Counted], &Sites),
) -> Result<Script, Error> {
    let names = chains.asked_graphs().map(|graph| graph.chain()).collect::<Vec<_>>();
    let chain = names.join(", ");
    let mut now = found.clone();
    let mut operations = Vec::new();
    for Counted { change, rows: _, makes_null: _ } in changes {
        let site = site(&change.object, sites);
        for operation in &change.operations {
            let (before, operation) = (now.clone(), operation.clone());
            if let Err(misfit) = operation.apply(&mut now) {
                let blocked = Change { blocked: Some(misfit), ..change.clone() };
                return Err(Error::new(PushError::Blocked(Box::new(blocked))));
            }
            operations.push(PlannedOperation { operation, site, before, compound: None });
        }
    }
    let dialect = session.dialect;
    if operations.is_empty() {
        return Ok(Script { dialect, chain, steps: Vec::new() });
    }
    let step = PlannedStep {
        entry: entry(&chain),
        site: Site::DATABASE,
        direction: crate::plan::StepDirection::Up,
        operations,
        names: Prefix::NONE,
        undo: None,
    };
    let script = dialect::lower(Plan { dialect, chain, steps: vec![step] }).map_err(Error::new)?;
    dialect::clear::of_ledger(&script, &session.ledger).map_err(Error::new)?;
    if let Some(server) = session.server().await.map_err(|error| Error::new(InspectError::Database(error)))? {
        dialect::versions::of_server(&script, server).map_err(Error::new)?;
    }
    Ok(script)
}

/// What would stand in the ledger if it were told: a push is of no revision.
fn entry(chain: &str) -> LedgerEntry {
    LedgerEntry {
        chain: chain.to_owned(),
        revision: String::new(),
        parents: Vec::new(),
        depends_on: Vec::new(),
        message: String::new(),
        hash: String::new(),
        journal: Vec::new(),
        downgrade: None,
    }
}

/// Where the model stands that says something; what no model says is in the database.
fn site(object: &Object, sites: &Sites) -> Site {
    let found = match object {
        Object::Column(table, column) => sites.column(table, column).or_else(|| sites.table(table)),
        Object::Constraint(table, _, _) | Object::Index(table, _) | Object::Table(table) => {
            sites.table(table)
        }
        Object::Enum(name) => sites.enum_type(name),
        Object::Extension(_)
        | Object::Function(_)
        | Object::Schema(_)
        | Object::Sequence(_)
        | Object::Trigger(..)
        | Object::View(_) => None,
    };
    found.unwrap_or(Site::DATABASE)
}
