#!/usr/bin/env python3
"""Measures how long it takes to find that nothing differs, beside Alembic's `check`. See the README beside this file."""

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

sys.dont_write_bytecode = True  # nothing is written beside the sources

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
WORK = REPOSITORY / "target/bench/diff"

import tables  # noqa: E402

LIMIT = 300.0  # ms of processor time


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
migrate-cli = {{ path = "{REPOSITORY}/migrate-cli" }}
migrate-core = {{ path = "{REPOSITORY}/migrate-core" }}
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
        subprocess.run([str(venv / "bin/pip"), "install", "--quiet", "alembic"], check=True)
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


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=1000, help="default: 1000")
    parser.add_argument("--rounds", type=int, default=7, help="default: 7")
    parser.add_argument("--alone", action="store_true", help="without Alembic")
    parser.add_argument("--check", action="store_true", help="exit code 1 when ours passes 300 ms")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    program = build(options.tables)
    plain = {**os.environ, "NO_COLOR": "1"}
    jobs = {
        "migrate, start": ([program, "--version"], WORK, plain),
        "migrate, models and chain": ([program, "autogenerate"], WORK, plain),
        "migrate, for PostgreSQL alone": ([program, "autogenerate", "--dialect", "postgres"], WORK, plain),
    }
    _, _, told = measure(*jobs["migrate, models and chain"])
    if '"create_table' in told or "op." in told:
        sys.exit(f"the models and the chain should be alike: {told[:500]}")
    if not options.alone:
        alembic, version = install_alembic()
        folder = WORK / f"alembic_{options.tables}"
        tables.write_alembic(folder, options.tables)
        environment = {**plain, "BENCH_URL": f"sqlite:///{WORK}/alembic_{options.tables}.db"}
        measure([alembic, "upgrade", "head"], folder, environment)
        jobs[f"{version}, start"] = ([alembic, "--version"], folder, environment)
        jobs[f"{version}, check of SQLite"] = ([alembic, "check"], folder, environment)
    figures = {name: [] for name in jobs}
    for seed in range(options.rounds):
        order = list(jobs.items())
        random.Random(seed).shuffle(order)
        for name, job in order:
            figures[name].append(measure(*job)[:2])
    print(f"\n{options.tables} tables of 12 columns; ms of the processor (by the clock, in brackets), medians\n")
    for name, values in figures.items():
        processor, clock = (median(at) for at in zip(*values))
        print(f"{name:36}{processor:10.1f} ({clock:.1f})")
    ours = median(processor for processor, _ in figures["migrate, models and chain"])
    if options.check and ours > LIMIT:
        sys.exit(f"models and chain take {ours:.0f} ms of the processor, the limit is {LIMIT:.0f}")


if __name__ == "__main__":
    main()
