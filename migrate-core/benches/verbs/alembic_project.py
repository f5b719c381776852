"""The same history as an Alembic project."""

from pathlib import Path

import history

ENV = """\
from alembic import context
from sqlalchemy import create_engine

url = context.config.get_main_option("sqlalchemy.url")
if context.is_offline_mode():
    context.configure(url=url, literal_binds=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url).connect() as connection:
        context.configure(connection=connection, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()
"""


def body(operation):
    """What a revision does, as Alembic says it."""
    if isinstance(operation, history.CreateTable):
        return f"""\
    op.create_table(
        "{operation.table}",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("qty", sa.Integer()),
        sa.Column("price", sa.Numeric(10, 2)),
        sa.Column("created_at", sa.DateTime()),
        sa.Column("active", sa.Boolean(), server_default=sa.true()),
    )
    op.create_index("ix_{operation.table}_name", "{operation.table}", ["name"])
"""
    if isinstance(operation, history.AddColumn):
        return f'    op.add_column("{operation.table}", sa.Column("{operation.column}", sa.BigInteger()))\n'
    return f'    op.create_index("{operation.name}", "{operation.table}", ["{operation.column}"])\n'


def back(operation):
    """What undoes it: Alembic derives none."""
    if isinstance(operation, history.CreateTable):
        return f'    op.drop_table("{operation.table}")\n'
    if isinstance(operation, history.AddColumn):
        return f'    op.drop_column("{operation.table}", "{operation.column}")\n'
    return f'    op.drop_index("{operation.name}")\n'


def write(folder: Path, count, database: Path):
    history.write(
        folder / "alembic.ini",
        f"[alembic]\nscript_location = {folder}/revisions\nsqlalchemy.url = sqlite:///{database}\n",
    )
    history.write(folder / "revisions/env.py", ENV)
    for number, operation in enumerate(history.revisions(count), 1):
        down = f'"r{number - 1:05}"' if number > 1 else "None"
        history.write(
            folder / f"revisions/versions/r{number:05}_revision.py",
            f'''\
"""Revision {number}."""

import sqlalchemy as sa
from alembic import op

revision = "r{number:05}"
down_revision = {down}
branch_labels = None
depends_on = None


def upgrade():
{body(operation)}

def downgrade():
{back(operation)}''',
        )
