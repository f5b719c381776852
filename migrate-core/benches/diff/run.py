#!/usr/bin/env python3
"""Measures how long it takes to find that nothing differs, beside Alembic's `check`. See the README beside this file."""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

sys.dont_write_bytecode = True  # nothing is written beside the sources

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
WORK = REPOSITORY / "target/bench/diff"

import tables  # noqa: E402
from queries import Proxy  # noqa: E402

LIMIT = 300.0  # ms of processor time
QUERIES = 12


def build(count):
    """Writes a workspace of its own, whose versions are those of the project's lock file, and builds it."""
    tables.write(WORK / "Cargo.toml", f'[workspace]\nresolver = "3"\nmembers = ["models_{count}"]\n')
    shutil.copy(REPOSITORY / "Cargo.lock", WORK / "Cargo.lock")
    crate = WORK / f"models_{count}"
    tables.write_ours(crate, count)
    tables.write(
        crate / "Cargo.toml",
        f"""\
[package]
name = "models_{count}"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
migrate-cli = {{ path = "{REPOSITORY}/migrate-cli", features = ["mysql", "postgres", "sqlite"] }}
migrate-core = {{ path = "{REPOSITORY}/migrate-core", features = ["mysql", "postgres", "sqlite"] }}
""",
    )
    print("building …", file=sys.stderr)
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=WORK, check=True)
    return str(WORK / f"target/release/models_{count}")


def install_alembic():
    """A virtual environment with Alembic; gives the program and its version."""
    venv = WORK / "venv"
    program = venv / "bin/alembic"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        subprocess.run([str(venv / "bin/pip"), "install", "--quiet", "alembic", "psycopg[binary]"], check=True)
    output = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)
    return str(program), output.stdout.strip()


def measure(command, folder, environment):
    """Milliseconds of the processor, and by the clock, of the whole process; what it printed."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        output, error = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}\n{error.decode()}")
    return (usage.ru_utime + usage.ru_stime) * 1e3, took * 1e3, output.decode()


class Contender:
    """A program, where it runs, and how it is told of a database of PostgreSQL."""

    def __init__(self, command, folder, variable, scheme, ending):
        self.command, self.folder = command, folder
        self.variable, self.scheme, self.ending = variable, scheme, ending

    def job(self, words, server, database):
        """What it is asked; `server` is where the database is, as host and port."""
        user, address = server
        url = f"{self.scheme}://{user}@{address}/{database}{self.ending}"
        return [self.command, *words], self.folder, {**os.environ, "NO_COLOR": "1", self.variable: url}


class PostgreSql:
    """The server of the tests, as a context; it is stopped only if it was started here."""

    def __enter__(self):
        script = ["bash", str(REPOSITORY / "tests/servers.sh")]
        self.stop = [*script, "stop"] if subprocess.run([*script, "status"], capture_output=True).returncode else None
        told = subprocess.run([*script, "start"], check=True, stdout=subprocess.PIPE, text=True).stdout
        self.url = re.search(r"MIGRATE_TEST_POSTGRES_URL='(.*)'", told)[1]
        split = urlsplit(self.url)
        self.user = split.netloc.rpartition("@")[0]
        self.server = (self.user, f"{split.hostname}:{split.port}")
        return self

    def renew(self, database):
        for statement in (f"DROP DATABASE IF EXISTS {database} WITH (FORCE)", f"CREATE DATABASE {database}"):
            command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.url, "-c", statement]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)

    def __exit__(self, *error):
        for database in ("bench_migrate", "bench_alembic"):
            statement = f"DROP DATABASE IF EXISTS {database} WITH (FORCE)"
            subprocess.run(["psql", "-XAtq", "-d", self.url, "-c", statement], check=True, stderr=subprocess.DEVNULL)
        if self.stop:
            subprocess.run(self.stop, check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=1000, help="default: 1000")
    parser.add_argument("--rounds", type=int, default=7, help="default: 7")
    parser.add_argument("--alone", action="store_true", help="without Alembic")
    parser.add_argument("--check", action="store_true", help="exit code 1 when ours passes 300 ms or 12 queries")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    ours = Contender(build(options.tables), WORK, "DATABASE_URL", "postgres", "?sslmode=disable")
    with PostgreSql() as postgres:
        postgres.renew("bench_migrate")
        measure(*ours.job(["upgrade"], postgres.server, "bench_migrate"))
        asked = {
            "migrate, start": (ours, ["--version"], "bench_migrate"),
            "migrate, models and chain": (ours, ["diff", "--models"], "bench_migrate"),
            "migrate, for PostgreSQL alone": (ours, ["autogenerate", "--dialect", "postgres"], "bench_migrate"),
            "migrate, chain and PostgreSQL": (ours, ["diff", "--drift"], "bench_migrate"),
        }
        if not options.alone:
            alembic, version = install_alembic()
            folder = WORK / f"alembic_{options.tables}"
            tables.write_alembic(folder, options.tables)
            ending = "?sslmode=disable&gssencmode=disable"
            theirs = Contender(alembic, folder, "BENCH_URL", "postgresql+psycopg", ending)
            postgres.renew("bench_alembic")
            measure(*theirs.job(["upgrade", "head"], postgres.server, "bench_alembic"))
            asked[f"{version}, start"] = (theirs, ["--version"], "bench_alembic")
            asked[f"{version}, check"] = (theirs, ["check"], "bench_alembic")
        figures, counts = {name: [] for name in asked}, {}
        for name, (contender, words, database) in asked.items():
            with Proxy(postgres.url) as proxy:
                server = (postgres.user, f"127.0.0.1:{proxy.port}")
                told = measure(*contender.job(words, server, database))[2]
            if '"create_table' in told or "op." in told or "is added" in told or "is dropped" in told:
                sys.exit(f"`{name}`: all should be alike: {told[:500]}")
            counts[name] = (proxy.messages, proxy.queries)
        for seed in range(options.rounds):
            order = list(asked.items())
            random.Random(seed).shuffle(order)
            for name, (contender, words, database) in order:
                figures[name].append(measure(*contender.job(words, postgres.server, database))[:2])
    print(f"\n{options.tables} tables of 12 columns; ms of the processor (by the clock, in brackets), medians\n")
    for name, values in figures.items():
        processor, clock = (median(at) for at in zip(*values))
        messages, queries = counts[name]
        asks = f"   {queries} queries in {messages} messages" if messages else ""
        print(f"{name:32}{processor:10.1f} ({clock:.1f})".ljust(60) + asks)
    took = median(processor for processor, _ in figures["migrate, models and chain"])
    if options.check and took > LIMIT:
        sys.exit(f"models and chain take {took:.0f} ms of the processor, the limit is {LIMIT:.0f}")
    messages, queries = counts["migrate, chain and PostgreSQL"]
    if options.check and max(messages, queries) > QUERIES:
        sys.exit(f"PostgreSQL is asked {queries} queries in {messages} messages, the limit is {QUERIES}")


if __name__ == "__main__":
    main()
