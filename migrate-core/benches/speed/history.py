"""The history: what each revision does, as SQL for RAW and as a crate of revisions."""

from dataclasses import dataclass
from pathlib import Path

COLUMNS = (
    "id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL, qty INTEGER NULL, price NUMERIC(10,2) NULL, "
    "created_at TIMESTAMP NULL, active BOOLEAN DEFAULT TRUE"
)


@dataclass
class CreateTable:
    table: str

    def sql(self, database):
        yield f"CREATE TABLE {self.table} ({COLUMNS})"
        yield f"CREATE INDEX ix_{self.table}_name ON {self.table} (name)"

    def rust(self):
        return f"""\
    op.create_table("{self.table}", |t| {{
        t.column("id", BigInt).primary_key();
        t.column("name", Varchar(100));
        t.column("qty", Integer).nullable();
        t.column("price", Numeric(10, 2)).nullable();
        t.column("created_at", Timestamp).nullable();
        t.column("active", Boolean).nullable().default(true);
        t.index(["name"]).name("ix_{self.table}_name");
    }});
"""


@dataclass
class AddColumn:
    table: str
    column: str

    def sql(self, database):
        yield f"ALTER TABLE {self.table} ADD COLUMN {self.column} BIGINT NULL"

    def rust(self):
        return f'    op.add_column("{self.table}", "{self.column}", BigInt).nullable();\n'


@dataclass
class AddForeignKey:
    name: str
    table: str
    column: str
    referenced: str

    def sql(self, database):
        if database == "sqlite":
            yield f"CREATE INDEX {self.name} ON {self.table} ({self.column})"
        else:
            yield (
                f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} "
                f"FOREIGN KEY ({self.column}) REFERENCES {self.referenced} (id)"
            )

    def rust(self):
        return f"""\
    op.on([MySql, Postgres], |op| {{
        op.add_foreign_key("{self.table}", ["{self.column}"], "{self.referenced}", ["id"]).name("{self.name}");
    }});
    op.on(Sqlite, |op| {{
        op.create_index("{self.table}", ["{self.column}"]).name("{self.name}");
    }});
"""


def revisions(count):
    """The operation of each of `count` revisions, the same ones every time."""
    tables, added = [], []
    for number in range(1, count + 1):
        if number % 10 == 0:
            table, column = added[-1]
            others = [name for name in tables if name != table]
            yield AddForeignKey(f"fk_{number}", table, column, others[number * 7919 % len(others)])
        elif number % 10 == 5:
            table, column = tables[number * 104729 % len(tables)], f"c_{number}"
            added.append((table, column))
            yield AddColumn(table, column)
        else:
            tables.append(f"t_{number}")
            yield CreateTable(tables[-1])


def count_tables(count):
    return sum(isinstance(operation, CreateTable) for operation in revisions(count))


def write_sql(path: Path, count, database):
    """A line `-- revision N` before the statements of each, one a line, as `raw.rs` reads them."""
    lines = []
    for number, operation in enumerate(revisions(count), 1):
        lines.append(f"-- revision {number}")
        lines.extend(f"{statement};" for statement in operation.sql(database))
    write(path, "\n".join(lines) + "\n")


def write_crate(folder: Path, count, core: Path):
    """A crate `migrate_N` with one file a revision and a `main` that upgrades a URL."""
    write(
        folder / "Cargo.toml",
        f"""\
[package]
name = "migrate_{count}"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
migrate-core = {{ path = "{core}", features = ["mysql", "postgres", "sqlite"] }}
tokio = {{ version = "1", features = ["macros", "rt"] }}
""",
    )
    write(
        folder / "src/main.rs",
        f"""\
{modules(count)}
migrate_core::chain!(pub Bench = "bench");

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let url = std::env::args().nth(1).ok_or("usage: migrate_{count} URL")?;
    Bench.upgrade_url(&url).await?;
    Ok(())
}}
""",
    )
    write_revisions(folder, count)


def modules(count):
    """The `mod` lines of the revisions."""
    return "".join(f"mod m{number:05};\n" for number in range(1, count + 1))


def write_revisions(folder: Path, count):
    """One file a revision."""
    for number, operation in enumerate(revisions(count), 1):
        down = f', down = "r{number - 1:05}"' if number > 1 else ""
        write(
            folder / f"src/m{number:05}.rs",
            f"""\
use migrate_core::prelude::*;

/// Revision {number}.
#[revision(id = "r{number:05}"{down})]
fn upgrade(op: &mut Operations) {{
{operation.rust()}}}
""",
        )


def write(path: Path, text):
    """Leaves a file that already reads so untouched, or cargo would build it again."""
    if path.exists() and path.read_text() == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
