//! Brings a chain up and down through the real runner, and looks at the database after each step.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use migrate_core::diff::{Comparison, Diff, Guessing};
use migrate_core::inspect::Schemas;
use migrate_core::name::{Name, QualifiedName};
use migrate_core::operation::{Operation, Operations, Recorded};
use migrate_core::run::Inspect;
use migrate_core::schema::Schema;
use migrate_core::script::{Consent, Statement};
use migrate_core::{Error, ErrorKind};
use migrate_tests::Kind;

use crate::chain::{self, Random, Step};
use crate::look::{Client, Look, look, look_from_scratch};
use crate::scratch;
use crate::values::Cell;
use crate::world::{Obstacle, Row, World, dialect};

/// The databases that chains are run on, one behind the other.
pub(crate) struct Place {
    kind: Kind,
    real: Client,
    /// Where the same schema is made from nothing.
    scratch: Client,
}

/// What happened in chains.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Chains that went all the way up and down, twice.
    pub(crate) chains: usize,
    /// Revisions that were applied, each undone later.
    pub(crate) steps: usize,
    /// Revisions that were refused before anything ran.
    pub(crate) refused: usize,
    /// Chains whose way down was stopped by rows, before anything ran.
    pub(crate) stopped: usize,
}

/// A revision that is applied: what was known before it, what it left, and what undoes it.
struct Level {
    before: World,
    look: Look,
    undo: Vec<Operation>,
}

impl Place {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, real: Client::new(kind), scratch: Client::new(kind) }
    }

    /// Runs a chain.
    ///
    /// # Errors
    ///
    /// With the fault, and what was done until then; the place is of no use any more.
    pub(crate) fn run(&mut self, revisions: &[Vec<Step>], tally: &mut Tally) -> Result<(), String> {
        let kind = self.kind;
        let mut world = World::new(kind);
        let mut levels = Vec::<Level>::new();
        let mut done = Vec::<Vec<Step>>::new();
        let mut now = Look { lines: base(self.kind), ..Look::default() };
        let mut foreseen = world.clone();
        for steps in revisions {
            let mut after = world.clone();
            let (mut kept, mut undo) = (Vec::new(), Vec::new());
            for step in steps {
                if let Ok(back) = after.take(step) {
                    undo.splice(0..0, back);
                    kept.push(step.clone());
                }
            }
            if kept.is_empty() {
                continue;
            }
            done.push(kept);
            if let Err(error) = self.up(&done, &chain::id(done.len())) {
                if !is_refusal(&error) {
                    return Err(told(kind, &done, &format!("up: {error:?}")));
                }
                let seen = self.see(&world).map_err(|error| told(kind, &done, &error))?;
                same("the refusal left", &seen, &now).map_err(|what| told(kind, &done, &what))?;
                tally.refused += 1;
                done.pop();
                continue;
            }
            foreseen = after.clone();
            let seen = self.see(&after).and_then(|seen| self.judge(&seen, &after).map(|()| seen));
            let seen = seen.map_err(|what| told(kind, &done, &format!("up: {what}")))?;
            after.learn(&seen);
            levels.push(Level { before: world, look: now, undo });
            (world, now) = (after, seen);
            tally.steps += 1;
        }
        let told = |what: String| told(kind, &done, &what);
        let top = now.clone();
        if !self.down(&done, levels, world, now).map_err(told)? {
            tally.stopped += 1;
            return Ok(());
        }
        self.up(&done, "head").map_err(|error| told(format!("all the way up: {error:?}")))?;
        let seen = self.see(&foreseen).map_err(told)?;
        same("the second climb", &Look { rows: top.rows.clone(), ..seen.clone() }, &top).map_err(told)?;
        rows_are(&seen, &foreseen).map_err(told)?;
        let down = Random.downgrade_url(&self.real.url(), "base").consent(Consent::Destructive).blocking();
        down.map_err(|error| told(format!("all the way down: {error:?}")))?;
        let seen = self.see(&World::new(self.kind)).map_err(told)?;
        same("base", &seen, &Look { lines: base(self.kind), ..Look::default() }).map_err(told)?;
        tally.chains += 1;
        Ok(())
    }

    /// Undoes one revision after the other; false when rows were in the way, as they had to be.
    fn down(
        &mut self,
        done: &[Vec<Step>],
        levels: Vec<Level>,
        mut world: World,
        mut now: Look,
    ) -> Result<bool, String> {
        for (at, Level { before, look, undo }) in levels.into_iter().enumerate().rev() {
            let mut after = world.clone();
            let foreseen = after.run_all(&undo);
            chain::set(done);
            let down = Random.downgrade_url(&self.real.url(), chain::id(at).as_str());
            let result = down.consent(Consent::Destructive).blocking();
            let what = format!("down to {}", chain::id(at));
            match (foreseen, result) {
                (Ok(()), Ok(_)) => {}
                (Ok(()), Err(error)) => return Err(format!("{what}: {error:?}")),
                (Err(Obstacle::Paper(why)), _) => return Err(format!("{what}: on paper: {why}")),
                (Err(Obstacle::Rows(why)), Ok(_)) => return Err(format!("{what}: in spite of rows: {why}")),
                (Err(Obstacle::Rows(_)), Err(_)) => {
                    let seen = self.see(&world)?;
                    same("the refusal left", &seen, &now)?;
                    return Ok(false);
                }
            }
            let seen = self.see(&after).map_err(|error| format!("{what}: {error}"))?;
            let wanted = Look { rows: seen.rows.clone(), order: seen.order.clone(), ..look };
            same(&what, &seen, &wanted)?;
            rows_are(&seen, &after).map_err(|error| format!("{what}: {error}"))?;
            after.learn(&seen);
            drop(before);
            (world, now) = (after, seen);
        }
        Ok(true)
    }

    pub(crate) fn up(&self, done: &[Vec<Step>], target: &str) -> Result<(), Error> {
        chain::set(done);
        Random.upgrade_url(&self.real.url()).to(target).blocking().map(|_| ())
    }

    pub(crate) fn see(&mut self, world: &World) -> Result<Look, String> {
        look(&mut self.real, world)
    }

    /// Compares what is seen with what replay says there is.
    pub(crate) fn judge(&mut self, seen: &Look, world: &World) -> Result<(), String> {
        let made = look_from_scratch(&mut self.scratch, scratch::things(self.kind, &world.schema)?, world)?;
        same("replay and the database", seen, &Look { rows: seen.rows.clone(), ..made })?;
        rows_are(seen, world)
    }

    /// The same of a schema whose columns may stand in any order, and of no rows.
    pub(crate) fn judge_schema(&mut self, seen: &Look, world: &World) -> Result<(), String> {
        let made = look_from_scratch(&mut self.scratch, scratch::things(self.kind, &world.schema)?, world)?;
        let wanted = Look { rows: seen.rows.clone(), order: seen.order.clone(), ..made };
        same("replay and the database", seen, &wanted)
    }

    /// Puts rows in by the database's own client.
    pub(crate) fn insert(&mut self, rows: &[Step], world: &World) -> Result<(), String> {
        let mut script = String::new();
        if self.kind == Kind::Postgres {
            script.push_str("SET search_path = public;\n");
        }
        for Recorded { operation, .. } in rows.iter().flat_map(|step| Operations::record(|op| step(op))) {
            let lowered = dialect(self.kind).lower(&operation, &world.schema);
            for statement in lowered.map_err(|error| error.to_string())? {
                match statement {
                    Statement::Dml(sql) => writeln!(script, "{sql};").expect("a string takes it"),
                    other => return Err(format!("{other:?} puts no row in")),
                }
            }
        }
        self.real.sql(&script).map(|_| ())
    }

    /// Compares the database with what it should hold by an inspection.
    pub(crate) fn nothing_differs(&self, schema: &Schema) -> Result<(), String> {
        let beside = Inspect::url(&self.real.url()).schemas(Schemas::All).beside(schema.clone());
        let compared = beside.blocking().map_err(|error| format!("inspect: {error:?}"))?;
        let how = || Comparison { guessing: Guessing::Never, ..Comparison::default() };
        let mut text = String::new();
        for diff in [compared.mends_database(how()), compared.mends_schema(how())] {
            let Diff { changes, only_before, only_after } = diff.map_err(|error| error.to_string())?;
            for change in &changes {
                let _ = writeln!(text, "  {change}");
            }
            for object in only_before.iter().chain(&only_after) {
                let _ = writeln!(text, "  {object} is on one side");
            }
        }
        for thing in &compared.inspected.unmodelled {
            let _ = writeln!(text, "  {thing:?}");
        }
        if text.is_empty() { Ok(()) } else { Err(format!("an inspection finds what differs:\n{text}")) }
    }

    /// Undoes the second revision.
    pub(crate) fn down_to_first(&self, done: &[Vec<Step>]) -> Result<(), Error> {
        chain::set(done);
        Random.downgrade_url(&self.real.url(), "s01").consent(Consent::Destructive).blocking().map(|_| ())
    }

    /// Brings the chain down to its base.
    pub(crate) fn clear(&self, done: &[Vec<Step>]) -> Result<(), Error> {
        chain::set(done);
        Random.downgrade_url(&self.real.url(), "base").consent(Consent::Destructive).blocking().map(|_| ())
    }
}

/// What the catalogue of an empty database shows.
fn base(kind: Kind) -> Vec<String> {
    match kind {
        Kind::Postgres => vec!["schema\tpublic".to_owned()],
        Kind::MySql | Kind::Sqlite => Vec::new(),
    }
}

pub(crate) fn is_refusal(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Chain | ErrorKind::Unsupported)
}

pub(crate) fn same(what: &str, seen: &Look, wanted: &Look) -> Result<(), String> {
    if seen == wanted {
        return Ok(());
    }
    let mut text = format!("{what}:\n");
    let mut tell = |seen: &[String], wanted: &[String]| {
        for line in seen.iter().filter(|line| !wanted.contains(line)) {
            let _ = writeln!(text, "  is     {line}");
        }
        for line in wanted.iter().filter(|line| !seen.contains(line)) {
            let _ = writeln!(text, "  wanted {line}");
        }
    };
    tell(&seen.lines, &wanted.lines);
    tell(&seen.order, &wanted.order);
    if seen.rows != wanted.rows {
        let _ = writeln!(text, "  rows   {:?}\n  wanted {:?}", seen.rows, wanted.rows);
    }
    if text.lines().count() == 1 {
        let _ = writeln!(text, "  is {:#?}\n  wanted {:#?}", seen.lines, wanted.lines);
    }
    Err(text)
}

/// Whether the rows are those that must be there, but for the cells that nobody knows.
pub(crate) fn rows_are(seen: &Look, world: &World) -> Result<(), String> {
    for (table, wanted) in &world.rows {
        let rows = &seen.rows[table];
        let known = masks(table, world);
        let masked = |row: &Row| row.iter().map(|(name, cell)| known[name].mask(cell)).collect::<Vec<_>>();
        let mut is = rows.iter().map(masked).collect::<Vec<_>>();
        let mut must = wanted.iter().map(masked).collect::<Vec<_>>();
        is.sort();
        must.sort();
        if is != must {
            return Err(format!("rows of `{table}`\n  are    {is:?}\n  wanted {must:?}"));
        }
    }
    Ok(())
}

/// How much of a column's cells is known.
#[derive(Clone, Copy)]
enum Known {
    All,
    Nothing,
    Nulls,
}

impl Known {
    fn mask(self, cell: &Cell) -> Cell {
        match (self, cell) {
            (Self::All, cell) => cell.clone(),
            (Self::Nulls, Cell::Null) => Cell::Null,
            (Self::Nulls | Self::Nothing, _) => Cell::Any,
        }
    }
}

/// Of each column of a table how much of its cells is known.
fn masks(table: &QualifiedName, world: &World) -> BTreeMap<Name, Known> {
    let rows = &world.rows[table];
    let known = |name: &Name| {
        if rows.iter().any(|row| row[name] == Cell::Free) {
            Known::Nothing
        } else if rows.iter().any(|row| row[name] == Cell::Any) {
            Known::Nulls
        } else {
            Known::All
        }
    };
    let columns = &world.schema.table(table).expect("replay has the table").columns;
    columns.iter().map(|column| (column.name.clone(), known(&column.name))).collect()
}

impl World {
    /// Takes the rows as they are, now that they were judged.
    pub(crate) fn learn(&mut self, seen: &Look) {
        self.rows.clone_from(&seen.rows);
    }
}

/// What stands before the fault, behind what the revisions do.
pub(crate) const FAULT: &str = "FAULT: ";

/// A fault, with what the revisions do.
pub(crate) fn told(kind: Kind, done: &[Vec<Step>], what: &str) -> String {
    let mut text = String::new();
    let mut schema = Schema::default();
    for (at, steps) in done.iter().enumerate() {
        let _ = writeln!(text, "-- {}", chain::id(at + 1));
        for Recorded { operation, .. } in steps.iter().flat_map(|step| Operations::record(|op| step(op))) {
            let _ = writeln!(text, "{operation}");
            for statement in dialect(kind).lower(&operation, &schema).unwrap_or_default() {
                if let Statement::Ddl(sql) | Statement::Dml(sql) = statement {
                    let _ = writeln!(text, "    {}", sql.replace('\n', "\n    "));
                }
            }
            // What does not fit was left out before.
            let _ = operation.apply(&mut schema);
        }
    }
    format!("{text}{FAULT}{what}")
}
