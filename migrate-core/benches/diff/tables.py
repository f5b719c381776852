"""The tables that are compared, as a crate of ours and as an Alembic project.

Each has twelve columns, two indexes, and a foreign key to the table before it; the first references itself.
"""

from pathlib import Path

OURS = """\
    op.create_table("{table}", |t| {{
        t.column("id", BigInt).identity().primary_key();
        t.column("name", Varchar(100));
        t.column("email", Varchar(100));
        t.column("qty", Integer);
        t.column("code", SmallInt);
        t.column("rate", Double);
        t.column("price", Numeric(10, 2)).default(0);
        t.column("note", Text).nullable();
        t.column("active", Boolean).default(true);
        t.column("created_at", Timestamp);
        t.column("updated_at", Timestamp).nullable();
        t.column("parent_id", BigInt).references("{parent}", "id").nullable();
        t.index(["name"]);
        t.index(["created_at", "qty"]);
    }});
"""

MODEL = """\
/// A table.
#[derive(Table)]
#[table(name = "{table}", index(name), index(created_at, qty))]
#[expect(dead_code, reason = "no row is read")]
struct T{number} {{
    #[column(primary_key, identity)]
    id: i64,
    #[column(type = Varchar(100))]
    name: String,
    #[column(type = Varchar(100))]
    email: String,
    qty: i32,
    code: i16,
    rate: f64,
    #[column(type = Numeric(10, 2), default = 0)]
    price: String,
    note: Option<String>,
    #[column(default = true)]
    active: bool,
    #[column(type = Timestamp)]
    created_at: String,
    #[column(type = Timestamp)]
    updated_at: Option<String>,
    #[column(references("{parent}", "id"))]
    parent_id: Option<i64>,
}}
"""

COLUMNS = """\
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("email", sa.String(100), nullable=False),
        sa.Column("qty", sa.Integer(), nullable=False),
        sa.Column("code", sa.SmallInteger(), nullable=False),
        sa.Column("rate", sa.Double(), nullable=False),
        sa.Column("price", sa.Numeric(10, 2), server_default="0", nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime()),
        sa.Column("parent_id", sa.BigInteger(), sa.ForeignKey("{parent}.id")),
"""

ENV = """\
import os

from alembic import context
from sqlalchemy import create_engine

import models

with create_engine(os.environ["BENCH_URL"]).connect() as connection:
    context.configure(connection=connection, target_metadata=models.metadata)
    with context.begin_transaction():
        context.run_migrations()
"""


def name(number):
    return f"table_{number:04}"


def parent(number):
    return name(max(number - 1, 0))


def revisions(count):
    """The tables of each revision: a hundred."""
    return [range(first, min(first + 100, count)) for first in range(0, count, 100)]


def write(path: Path, text):
    """Writes a file unless it says so already, so that nothing is built anew."""
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def write_ours(crate: Path, count):
    modules = []
    for at, tables in enumerate(revisions(count), 1):
        down = f', down = "r{at - 1:03}"' if at > 1 else ""
        body = "".join(OURS.format(table=name(table), parent=parent(table)) for table in tables)
        write(
            crate / f"src/migrations/r{at:03}.rs",
            f'''\
use migrate_core::prelude::*;

/// Revision {at}.
#[revision(id = "r{at:03}"{down})]
fn upgrade(op: &mut Operations) {{
{body}}}
''',
        )
        modules.append(f"mod r{at:03};\n")
    write(crate / "src/migrations/mod.rs", "".join(modules) + '\nmigrate_core::chain!(pub Bench = "bench");\n')
    models = "".join(MODEL.format(number=at, table=name(at), parent=parent(at)) for at in range(count))
    write(crate / "src/models.rs", "use migrate_core::Table;\n\n" + models)
    write(
        crate / "src/main.rs",
        """\
mod migrations;
mod models;

fn main() -> std::process::ExitCode {
    migrate_cli::Cli::new(migrations::Bench).version("0.0.0").main()
}
""",
    )


def write_alembic(folder: Path, count):
    write(folder / "alembic.ini", f"[alembic]\nscript_location = {folder}/revisions\nprepend_sys_path = {folder}\n")
    write(folder / "revisions/env.py", ENV)
    table = """\
    sa.Table(
        "{table}",
        metadata,
{columns}        sa.Index("ix_{table}_name", "name"),
        sa.Index("ix_{table}_created_at_qty", "created_at", "qty"),
    )
"""
    tables = (
        table.format(table=name(at), columns=COLUMNS.format(parent=parent(at))) for at in range(count)
    )
    models = "import sqlalchemy as sa\n\nmetadata = sa.MetaData()\n\n\ndef define():\n" + "".join(tables) + "\n\ndefine()\n"
    write(folder / "models.py", models)
    for at, tables in enumerate(revisions(count), 1):
        down = f'"r{at - 1:03}"' if at > 1 else "None"
        body = "".join(
            f'''\
    op.create_table(
        "{name(number)}",
{COLUMNS.format(parent=parent(number))}    )
    op.create_index("ix_{name(number)}_name", "{name(number)}", ["name"])
    op.create_index("ix_{name(number)}_created_at_qty", "{name(number)}", ["created_at", "qty"])
'''
            for number in tables
        )
        write(
            folder / f"revisions/versions/r{at:03}_revision.py",
            f'''\
"""Revision {at}."""

import sqlalchemy as sa
from alembic import op

revision = "r{at:03}"
down_revision = {down}
branch_labels = None
depends_on = None


def upgrade():
{body}

def downgrade():
    raise NotImplementedError
''',
        )
