//! `db load`: rows from files.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use clap::Args;
use migrate_core::run::Database;
use migrate_core::{fixture, replay};

use super::fixtures::{self, Kind};
use super::{DbFailure, existing, of_file};
use crate::context::Context;
use crate::draw::count;
use crate::exit::ExitStatus;
use crate::failure::Failure;
use crate::tools::{self, Transaction};

/// What can be typed behind `db load`.
#[derive(Debug, Args)]
#[command(
    after_help = "A CSV file holds the rows of one table, with a first line of column names; a JSON file a list of \
                        rows, or an object of such lists by table. Their values are read as the types of the columns at the \
                        revision that the database is at, and go in as one transaction, parents first. An empty field of a CSV \
                        is NULL where the column may be, unless `--null` says what NULL looks like. SQL files run as they are, \
                        in a transaction on PostgreSQL."
)]
pub(crate) struct Load {
    /// Files: `users.csv` and `users.json` hold rows of table `users`
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The table of the rows, where it is not the file's name
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
    /// What stands for NULL in a CSV
    #[arg(long, value_name = "TEXT")]
    null: Option<String>,
    /// Print the SQL, and run nothing
    #[arg(long)]
    sql: bool,
}

pub(crate) fn run(context: &Context, typed: &Load) -> Result<ExitStatus, Failure> {
    let database = existing(context)?;
    let path = &context.options.search_path;
    let mut rows = Vec::new();
    for file in &typed.files {
        match fixtures::kind(file).map_err(DbFailure::Fixture)? {
            Kind::Sql => {}
            kind @ (Kind::Csv | Kind::Json) => {
                let read = fixtures::read(file, kind, typed.table.as_deref(), typed.null.as_deref());
                rows.extend(read.map_err(DbFailure::Fixture)?);
            }
        }
    }
    if !rows.is_empty() {
        let view = context.look()?;
        let nodes = view.applied.nodes();
        let schema = replay::schema(&view.graph, nodes, view.dialect).map_err(DbFailure::Replay)?;
        fixtures::prefix_tables(&schema, &replay::names(&view.graph, &schema), &mut rows);
        fixtures::read_nulls(&schema, typed.null.is_none(), &mut rows);
        let script = fixture::script(&schema, view.dialect, &rows).map_err(DbFailure::Misfit)?;
        if typed.sql {
            context.terminal.data(&script)?;
        } else {
            tools::script(&database, path, Transaction::Inside).and_then(|tool| tool.feed(&script)).map_err(
                |error| DbFailure::Stopped {
                    error,
                    state: format!("none of these rows is in database `{}`", database.name()),
                },
            )?;
        }
        for rows in rows.iter().filter(|_| !typed.sql) {
            let many = count(rows.rows.len(), "row");
            context.terminal.note(&format!("inserted {many} into `{}`", rows.table));
        }
    }
    for file in typed.files.iter().filter(|file| matches!(fixtures::kind(file), Ok(Kind::Sql))) {
        run_sql(context, &database, file, typed.sql)?;
    }
    Ok(ExitStatus::Done)
}

fn run_sql(context: &Context, database: &Database, file: &Path, print: bool) -> Result<(), Failure> {
    if print {
        let text = std::fs::read_to_string(file).map_err(of_file("read", file))?;
        return Ok(context.terminal.data(&text)?);
    }
    let input = File::open(file).map_err(of_file("read", file))?;
    let tool = tools::script(database, &context.options.search_path, Transaction::Around)
        .map_err(DbFailure::Tool)?;
    tool.run(input, Stdio::inherit()).map_err(DbFailure::Tool)?;
    context.terminal.note(&format!("ran `{}`", file.display()));
    Ok(())
}
