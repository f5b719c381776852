#!/usr/bin/env python3
"""Measures applying a history, and finding nothing to do, against RAW. See the README beside this file."""

import argparse
import contextlib
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

sys.dont_write_bytecode = True  # nothing is written beside the sources

import databases
import history
from round_trips import Proxy

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
WORK = REPOSITORY / "target/bench/speed"
LIMITS = {"postgres": 0.9, "sqlite": 1.1, "mysql": 1.15}
LIMIT_NOTHING_TO_DO = 1.25
REPEATS_NOTHING_TO_DO = 5


def build(count, raw_only):
    """Writes a workspace of its own, whose versions are those of the project's lock file, and builds it."""
    members = ["programs"] if raw_only else ["programs", f"migrate_{count}"]
    history.write(
        WORK / "Cargo.toml",
        f"[workspace]\nresolver = \"3\"\nmembers = {json.dumps(members)}\n",
    )
    history.write(
        WORK / "programs/Cargo.toml",
        f"""\
[package]
name = "programs"
version = "0.0.0"
edition = "2024"
publish = false

[[bin]]
name = "measure"
path = "{HERE}/measure.rs"

[[bin]]
name = "raw"
path = "{HERE}/raw.rs"

[dependencies]
sqlx = {{ version = "=0.9.0", default-features = false, features = ["mysql", "postgres", "runtime-tokio", "sqlite"] }}
tokio = {{ version = "1", features = ["macros", "rt"] }}
""",
    )
    shutil.copy(REPOSITORY / "Cargo.lock", WORK / "Cargo.lock")
    if not raw_only:
        history.write_crate(WORK / f"migrate_{count}", count, REPOSITORY / "migrate-core")
    print("building …", file=sys.stderr)
    subprocess.run(["cargo", "build", "--release", "--quiet", "--workspace"], cwd=WORK, check=True)


def binary(name):
    return str(WORK / "target/release" / name)


def contenders(count, raw_only):
    """The command of each contender, given a database's name and URL."""

    def raw(database, url):
        path = WORK / f"history-{count}-{database}.sql"
        history.write_sql(path, count, database)
        return [binary("raw"), url, str(path)]

    def migrate(database, url):
        return [binary(f"migrate_{count}"), url]

    return {"raw": raw} if raw_only else {"raw": raw, "migrate": migrate}


def measure(command):
    """Milliseconds of the whole process."""
    output = subprocess.run([binary("measure"), *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if output.returncode != 0:
        sys.exit(f"{command} failed:\n{output.stderr}")
    return float(output.stdout)


def check_tables(database, name, count):
    found, expected = database.count_tables(), history.count_tables(count)
    if found != expected:
        sys.exit(f"{name} left {found} tables on {database.title}, not {expected}")


def measure_round(database, commands, count, seed):
    """Every contender once from empty, then with nothing to do."""
    order = list(commands)
    random.Random(seed).shuffle(order)
    times = {}
    for name in order:
        database.renew()
        command = commands[name](database.name, database.url)
        apply = measure(command)
        check_tables(database, name, count)
        nothing = median(measure(command) for _ in range(REPEATS_NOTHING_TO_DO))
        times[name] = {"apply": apply, "nothing": nothing}
        print(f"{database.title}: round {seed}: {name} {apply:.0f} ms, {nothing:.2f} ms", file=sys.stderr)
    return times


def report(database, rounds):
    """Prints one database's table; returns the ratios that pass their limit."""
    passed = []
    print(f"\n{database.title}, {len(rounds)} rounds")
    print(f"{'':10}{'apply all, ms':>26}{'× RAW':>8}{'nothing to do, ms':>26}{'× RAW':>8}")
    for name in rounds[0]:
        line = f"{name:10}"
        for kind, digits, limit in (("apply", 0, LIMITS[database.name]), ("nothing", 2, LIMIT_NOTHING_TO_DO)):
            values = [times[name][kind] for times in rounds]
            ratio = median(times[name][kind] / times["raw"][kind] for times in rounds)
            spread = f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"
            line += f"{spread:>26}{ratio:8.2f}"
            if name != "raw" and ratio > limit:
                passed.append(f"{database.title}: {kind} takes {ratio:.2f} × RAW, the limit is {limit}")
        print(line)
    return passed


def count_round_trips(database, commands, count):
    print(f"\n{database.title}, round trips (connections)")
    print(f"{'':10}{'apply all':>16}{'nothing to do':>16}")
    for name, command in commands.items():
        database.renew()
        line = f"{name:10}"
        for _ in ("apply all", "nothing to do"):
            with Proxy(database.url) as proxy:
                measure(command(database.name, proxy.url))
            line += f"{f'{proxy.trips} ({proxy.connections})':>16}"
        check_tables(database, name, count)
        print(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--revisions", type=int, default=1000, help="at least 10 (default: 1000)")
    parser.add_argument("--rounds", type=int, default=5, help="default: 5")
    parser.add_argument("--databases", default="sqlite,postgres,mysql", help="default: all three")
    parser.add_argument("--check", action="store_true", help="exit code 1 when a ratio passes its limit")
    parser.add_argument("--round-trips", action="store_true", help="count round trips, measure no time")
    parser.add_argument("--raw-only", action="store_true", help="measure the machine, not the toolkit")
    options = parser.parse_args()
    names = options.databases.split(",")
    if unknown := set(names) - set(LIMITS):
        parser.error(f"unknown database {', '.join(sorted(unknown))}; known are {', '.join(LIMITS)}")

    build(options.revisions, options.raw_only)
    commands = contenders(options.revisions, options.raw_only)
    passed = []
    with contextlib.ExitStack() as stack:
        servers = stack.enter_context(databases.Servers(REPOSITORY)) if names != ["sqlite"] else None
        for database in databases.open_databases(names, WORK, servers):
            if options.round_trips:
                if database.name != "sqlite":
                    count_round_trips(database, commands, options.revisions)
            else:
                rounds = [
                    measure_round(database, commands, options.revisions, seed) for seed in range(options.rounds)
                ]
                passed += report(database, rounds)
            database.drop()
    for line in passed:
        print(line)
    return 1 if passed and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
