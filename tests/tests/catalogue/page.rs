//! The page of operations, `migrate-core/docs/operations.md`: made of the examples, and of what live servers say of them.
//!
//! `MIGRATE_WRITE_DOCS=1 cargo test -p migrate-tests --test catalogue page` writes it anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use migrate_core::dialect::Dialect;
use migrate_core::live::{Live, Offline};
use migrate_core::prelude::*;
use migrate_core::script::{ScriptOperation, ScriptStep, Statement};
use migrate_tests::catalogue::lowered::{self, Back, Lowered};
use migrate_tests::catalogue::{Example, Group, Shown, groups, shop};
use migrate_tests::{Database, Kind, Product, product, remade};

use crate::live::run_all;
use crate::locks;

const HEAD: &str = "\
<!-- Written by `MIGRATE_WRITE_DOCS=1 cargo test -p migrate-tests --test catalogue page`. -->

# Operations

What a revision can do, by examples. Each of them is run by the tests on the three databases, over tables with rows, up and
down; what you read is what runs. Behind the name of a database stands what waits for it. PostgreSQL (15)
was asked for the [locks](https://www.postgresql.org/docs/current/explicit-locking.html) that it held on tables that were
there before, until the commit, and whether it had read all their rows or written them anew meanwhile. MariaDB (10.11), which
commits at each statement, was asked for the best way to alter a table that it takes: at once, in place, or by a copy. SQLite
has one lock, on the whole database, until the commit; in WAL mode others read on.

The examples find this, with a few rows in the tables:
";

/// The page tells of MariaDB: MySQL itself, which has a run of its own, would be another page.
#[test]
fn the_page_is_that_of_the_examples() {
    if product() == Product::MySql {
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrate-core/docs/operations.md");
    let page = page();
    if std::env::var_os("MIGRATE_WRITE_DOCS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&path, &page).expect("the page can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let differs =
        page.lines().zip(found.lines().chain(std::iter::repeat(""))).find(|(one, other)| one != other);
    assert!(
        page == found,
        "migrate-core/docs/operations.md is stale, from {differs:?}\n\
         help: type `MIGRATE_WRITE_DOCS=1 cargo test -p migrate-tests --test catalogue page`, and read the difference"
    );
}

fn page() -> String {
    let is_shown = |example: &&Example| example.shown == Shown::OnThePage;
    let mut groups = groups();
    groups.retain(|group| group.examples.iter().any(|example| is_shown(&example)));
    let servers =
        Servers { mysql: Database::create(Kind::MySql), postgres: Database::create(Kind::Postgres) };
    let mut page = format!("{HEAD}\n```rs\n{}\n```\n", shop().text());
    for Group { title, examples } in &groups {
        let _ = writeln!(page, "\n* [{title}](#{})", anchor(title));
        for example in examples.iter().filter(is_shown) {
            let _ = writeln!(page, "  * [{}](#{})", example.name, anchor(example.name));
        }
    }
    for Group { title, examples } in &groups {
        let _ = writeln!(page, "\n## {title}");
        for example in examples.iter().filter(is_shown) {
            write_example(&mut page, example, &servers);
        }
    }
    page
}

/// How the anchor of a heading is made.
fn anchor(title: &str) -> String {
    let kept = title
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
        .collect::<String>();
    kept.replace(' ', "-")
}

fn write_example(page: &mut String, example: &Example, servers: &Servers) {
    let Example { name, about, before, code, .. } = example;
    let _ = writeln!(page, "\n### {name}\n");
    if !about.is_empty() {
        let _ = writeln!(page, "{about}\n");
    }
    let _ = writeln!(page, "```rs\n{}\n```", code.text());
    if let Some(before) = before {
        let _ = writeln!(page, "\nwhere this was done before:\n\n```rs\n{}\n```", before.text());
    }
    for dialect in [Postgres, MySql, Sqlite] {
        write_dialect(page, example, dialect, servers);
    }
    let _ = writeln!(page, "\n*Way back:* {}.", way_back(example));
}

fn write_dialect(page: &mut String, example: &Example, dialect: Dialect, servers: &Servers) {
    let title = match dialect {
        MySql => "MySQL and MariaDB",
        Postgres => "PostgreSQL",
        Sqlite => "SQLite",
    };
    match lowered::up(example, dialect) {
        Lowered::Nothing => {
            let _ = writeln!(page, "\n**{title}**: nothing.");
        }
        Lowered::Refused(refusals) => {
            let first = refusals.first().expect("something is refused");
            let _ = writeln!(page, "\n**{title}** refuses: {}. Help: {}.", first.reason, first.help);
        }
        Lowered::Step(step) => {
            let locks = servers.locks(example, dialect, &step);
            let locks = if locks.is_empty() { String::new() } else { format!(": {}", locks.join("; ")) };
            let _ = writeln!(page, "\n**{title}**{locks}");
            for hazard in step.operations.iter().flat_map(|operation| &operation.hazards) {
                let _ = writeln!(page, "* {hazard}");
            }
            let sql = match dialect {
                MySql | Postgres => lowered::sql(&step),
                Sqlite => sqlite(example, &step),
            };
            if !sql.is_empty() {
                let _ = writeln!(page, "\n```sql\n{}\n```", sql.join("\n"));
            }
        }
    }
}

/// The servers that are asked.
struct Servers {
    mysql: Database,
    postgres: Database,
}

impl Servers {
    fn locks(&self, example: &Example, dialect: Dialect, step: &ScriptStep) -> Vec<String> {
        let before = remade::statements(&lowered::before(example, dialect), dialect);
        let newer = example.postgres.map(Database::create_on_postgres);
        let database = match dialect {
            MySql => &self.mysql,
            Postgres => newer.as_ref().unwrap_or(&self.postgres),
            Sqlite => return Vec::new(),
        };
        run_all(database, &before);
        let locks = if dialect == MySql {
            locks::mysql(database, example, step)
        } else {
            locks::postgres(database, example, step)
        };
        database.clear();
        locks
    }
}

/// The SQL of SQLite; of a table that is made anew, only what is new in its definition.
fn sqlite(example: &Example, step: &ScriptStep) -> Vec<String> {
    let before = remade::statements(&lowered::before(example, Sqlite), Sqlite).join("\n");
    let lines_before = before.lines().map(bare).collect::<Vec<_>>();
    let rebuilds = |operation: &ScriptOperation| {
        operation
            .statements
            .iter()
            .any(|it| matches!(it, Statement::Live(Live::Rebuild(_) | Live::Joined { .. })))
    };
    if !step.operations.iter().any(rebuilds) {
        return lowered::sql(step);
    }
    let mut lines = Vec::new();
    for statement in step.operations.iter().flat_map(|operation| &operation.statements) {
        let Statement::Live(Live::Rebuild(rebuild)) = statement else {
            lines.extend(lowered::text(statement).into_iter().map(|sql| format!("{sql};")));
            continue;
        };
        lines.push(format!("-- {} is made anew, by a copy of its rows", rebuild.table));
        let definition =
            rebuild.offline.iter().filter_map(Offline::sql).filter(|sql| sql.starts_with("CREATE "));
        let after = definition.flat_map(str::lines).map(bare).collect::<Vec<_>>();
        let new = after.iter().filter(|line| !lines_before.contains(line));
        lines.extend(new.map(|line| format!("--   {line}")));
    }
    lines
}

fn bare(line: &str) -> &str {
    line.trim().trim_end_matches([',', ';'])
}

/// The way back, in words: that of the first dialect that has one.
fn way_back(example: &Example) -> String {
    let mut why = String::new();
    for dialect in [Postgres, MySql, Sqlite] {
        match (lowered::up(example, dialect), lowered::down(example, dialect)) {
            (Lowered::Step(_), Back::Lowered(Lowered::Step(step))) => {
                let words = step.operations.iter().map(|operation| operation.operation.to_string());
                let lost = match example.loses {
                    [] => String::new(),
                    lost => {
                        let lost = lost.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
                        format!("; what {lost} held does not come back")
                    }
                };
                return words.collect::<Vec<_>>().join(", ") + &lost;
            }
            (Lowered::Step(_), Back::Irreversible(reason)) => why = format!("none, since {reason}"),
            (Lowered::Step(_), Back::Lowered(Lowered::Refused(refusals))) => {
                why = format!("none, since {}", refusals[0].reason);
            }
            (Lowered::Step(_), Back::Lowered(Lowered::Nothing)) => "nothing".clone_into(&mut why),
            (Lowered::Nothing | Lowered::Refused(_), _) => {}
        }
    }
    why
}
