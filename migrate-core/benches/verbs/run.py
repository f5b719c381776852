#!/usr/bin/env python3
"""Measures the verbs that print, over a long chain, beside Alembic's. See the README beside this file."""

import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

sys.dont_write_bytecode = True  # nothing is written beside the sources

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
WORK = REPOSITORY / "target/bench/verbs"
sys.path.insert(0, str(HERE.parent / "speed"))

import history  # noqa: E402

import alembic_project  # noqa: E402

LIMIT = 100.0  # ms of processor time beyond process start

# What is asked, of ours and of Alembic. `plan` is of a database on which nothing is applied; Alembic has no such verb, and what
# is nearest to it is its script.
VERBS = {
    "heads": (["heads"], ["heads"]),
    "history": (["history"], ["history"]),
    "history -v": (["history", "-v"], ["history", "-v"]),
    "history -g": (["history", "-g"], None),
    "history as JSON": (["history", "--format", "json"], None),
    "show of one": (["show", "r01000"], ["show", "r01000"]),
    "current": (["current"], ["current"]),
    "status": (["status"], None),
    "plan": (["plan"], ["upgrade", "head", "--sql"]),
    "plan as JSON": (["plan", "--format", "json"], None),
    "upgrade --sql": (["upgrade", "--sql"], ["upgrade", "head", "--sql"]),
    "… of PostgreSQL": (["upgrade", "--sql", "--dialect", "postgres"], None),
    "… of MariaDB": (["upgrade", "--sql", "--dialect", "mariadb"], None),
    "graph": (["graph"], None),
}


def build(count):
    """Writes a workspace of its own, whose versions are those of the project's lock file, and builds it."""
    history.write(WORK / "Cargo.toml", f'[workspace]\nresolver = "3"\nmembers = ["chain_{count}"]\n')
    shutil.copy(REPOSITORY / "Cargo.lock", WORK / "Cargo.lock")
    crate = WORK / f"chain_{count}"
    history.write_revisions(crate, count)
    history.write(
        crate / "Cargo.toml",
        f"""\
[package]
name = "chain_{count}"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
migrate-cli = {{ path = "{REPOSITORY}/migrate-cli", features = ["mysql", "postgres", "sqlite"] }}
migrate-core = {{ path = "{REPOSITORY}/migrate-core", features = ["mysql", "postgres", "sqlite"] }}
""",
    )
    history.write(
        crate / "src/main.rs",
        f"""\
{history.modules(count)}
migrate_core::chain!(pub Bench = "bench");

fn main() -> std::process::ExitCode {{
    migrate_cli::Cli::new(Bench).version("0.0.0").main()
}}
""",
    )
    print("building …", file=sys.stderr)
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=WORK, check=True)


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
    """Milliseconds of the processor, and by the clock, of the whole process."""
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, 1)]
    os.chdir(folder)
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, environment, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    took = time.perf_counter() - start
    os.close(null)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return (usage.ru_utime + usage.ru_stime) * 1e3, took * 1e3


def contenders(count, alembic):
    environment = {**os.environ, "DATABASE_URL": f"sqlite://{WORK}/empty.db", "NO_COLOR": "1"}
    ours = str(WORK / f"target/release/chain_{count}")
    result = {"migrate": (ours, WORK, environment, 0)}
    if alembic:
        result["alembic"] = (alembic, WORK / f"alembic_{count}", environment, 1)
    return result


def knows(program, verb, folder, environment):
    """Whether a program has a verb with these flags, as `--help` behind them tells."""
    command = [program, *verb, "--help"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--revisions", type=int, default=2000, help="default: 2000")
    parser.add_argument("--rounds", type=int, default=11, help="default: 11")
    parser.add_argument("--alone", action="store_true", help="without Alembic")
    parser.add_argument("--check", action="store_true", help="exit code 1 when a verb of ours passes 100 ms")
    parser.add_argument("--json", action="store_true", help="the figures of each round, too")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    build(options.revisions)
    alembic, version = (None, None) if options.alone else install_alembic()
    if alembic:
        alembic_project.write(WORK / f"alembic_{options.revisions}", options.revisions, WORK / "empty.db")
    sqlite3.connect(WORK / "empty.db").execute("VACUUM").connection.close()
    programs = contenders(options.revisions, alembic)
    jobs = []
    for name, (program, folder, environment, at) in programs.items():
        jobs.append((name, "start", [program, "--version"], folder, environment))
        for verb, typed in VERBS.items():
            if typed[at] and knows(program, typed[at], folder, environment):
                jobs.append((name, verb, [program, *typed[at]], folder, environment))
    figures = {}
    for name, verb, command, folder, environment in jobs:
        measure(command, folder, environment)  # the first one reads the files
        figures[name, verb] = []
    for seed in range(options.rounds):
        order = jobs[:]
        random.Random(seed).shuffle(order)
        for name, verb, command, folder, environment in order:
            figures[name, verb].append(measure(command, folder, environment))
    passed = report(figures, options.revisions, version)
    if options.json:
        print(json.dumps({f"{name} {verb}": values for (name, verb), values in figures.items()}))
    if options.check and passed:
        sys.exit("\n".join(passed))


def report(figures, count, version):
    """Prints the table; returns what passes the limit."""
    middle = {key: [median(at) for at in zip(*values)] for key, values in figures.items()}
    print(f"\n{count} revisions; ms of the processor beyond process start (by the clock, in brackets)\n")
    start = middle["migrate", "start"]
    print(f"{'':18}{'migrate':>18}", end="")
    print(f"{version:>20}{'ratio':>8}" if version else "")
    passed = []
    for verb in ["start", *VERBS]:
        if ("migrate", verb) not in middle:
            continue
        beyond = [took - (0 if verb == "start" else at) for took, at in zip(middle["migrate", verb], start)]
        line = f"{verb:18}" + f"{beyond[0]:.1f} ({beyond[1]:.1f})".rjust(18)
        if ("alembic", verb) in middle:
            theirs = zip(middle["alembic", verb], middle["alembic", "start"])
            theirs = [took - (0 if verb == "start" else at) for took, at in theirs]
            line += f"{theirs[0]:.0f} ({theirs[1]:.0f})".rjust(20) + f"{theirs[0] / max(beyond[0], 0.1):8.0f}"
        print(line)
        if verb != "start" and beyond[0] > LIMIT:
            passed.append(f"`{verb}` takes {beyond[0]:.0f} ms of the processor, the limit is {LIMIT:.0f}")
    return passed


if __name__ == "__main__":
    main()
