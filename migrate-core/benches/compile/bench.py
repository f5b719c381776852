#!/usr/bin/env python3
"""Times the compiler on a crate of N revisions, with `#[revision]` and as plain functions.

The history is that of the speed benchmark: of every ten revisions eight create a table of six columns with an
index, one adds a column, one a foreign key. One file a revision, in shuffled module order. The crate is a binary,
so that linking is in the figures; its dependencies are built before.

    python3 bench.py [--revisions 1000,3000] [--repeat 3] [--release] [--directory DIR]

Each figure is the median of the repeats, in seconds, and in brackets the processor time that it took (on a busy
machine the better measure):
  clean    `cargo build` of the crate after `cargo clean -p`
  build    `cargo build` after an edit of one revision
  check    `cargo check` after an edit of one revision
  release  `cargo build --release` of the crate after `cargo clean -p` (with --release)
"""
import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import time

CORE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KINDS = {
    "revisions": "with `#[revision]` and `chain!`",
    "functions": "the same functions without them, called by nobody but a static",
}


def history(count):
    """The operations of each revision, as Rust statements."""
    tables, columns, bodies = [], [], []
    for i in range(1, count + 1):
        if i % 10 == 0:
            table, column = columns[-1]
            others = [other for other in tables if other != table]
            other = others[(i * 7919) % len(others)]
            bodies.append(f'    op.add_foreign_key("{table}", "{column}", "{other}", "id");\n')
        elif i % 10 == 5:
            table = tables[(i * 104729) % len(tables)]
            columns.append((table, f"c_{i}"))
            bodies.append(f'    op.add_column("{table}", "c_{i}", BigInt).nullable();\n')
        else:
            tables.append(f"t_{i}")
            bodies.append(
                f'    op.create_table("t_{i}", |t| {{\n'
                '        t.column("id", BigInt).primary_key();\n'
                '        t.column("name", Varchar(100));\n'
                '        t.column("qty", Integer).nullable();\n'
                '        t.column("price", Numeric(10, 2)).nullable();\n'
                '        t.column("created_at", Timestamp).nullable();\n'
                '        t.column("active", Boolean).nullable().default(true);\n'
                '        t.index(["name"]);\n'
                "    });\n"
            )
    return bodies


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def generate(root, kind, count):
    """Writes the crate and gives the file of the revision that is edited."""
    package = f"{kind}_{count}"
    crate = os.path.join(root, package)
    write(
        os.path.join(crate, "Cargo.toml"),
        f'[package]\nname = "{package}"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\n'
        f'migrate-core = {{ path = "{CORE}", default-features = false }}\n',
    )
    names = [f"r{i:05}" for i in range(1, count + 1)]
    for i, body in enumerate(history(count), 1):
        down = f', down = "r{i - 1:05}"' if i > 1 else ""
        if kind == "revisions":
            head = f'/// Revision {i} of the history.\n#[revision(id = "r{i:05}"{down})]\nfn upgrade'
        else:
            head = f"/// Revision {i} of the history.\npub fn upgrade"
        text = f"use migrate_core::prelude::*;\n\n{head}(op: &mut Operations) {{\n{body}}}\n"
        write(os.path.join(crate, f"src/migrations/r{i:05}.rs"), text)
    random.Random(count).shuffle(names)
    lines = "".join(f"mod {name};\n" for name in names)
    if kind == "revisions":
        chain = 'migrate_core::chain!(pub Bench = "bench");\n'
        main = (
            "mod migrations;\n\nuse migrate_core::Chain;\n\nfn main() {\n"
            "    let found = migrate_core::registry::collect(migrations::Bench::DEFINITION);\n"
            f'    assert_eq!(found.expect("a sound registry").len(), {count});\n}}\n'
        )
    else:
        functions = "".join(f"    {name}::upgrade,\n" for name in sorted(names))
        kind_of = "fn(&mut migrate_core::operation::Operations)"
        chain = f"pub static ALL: [{kind_of}; {count}] = [\n{functions}];\n"
        main = f"mod migrations;\n\nfn main() {{\n    assert_eq!(migrations::ALL.len(), {count});\n}}\n"
    write(os.path.join(crate, "src/migrations/mod.rs"), f"{lines}\n{chain}")
    write(os.path.join(crate, "src/main.rs"), main)
    return package, os.path.join(crate, f"src/migrations/r{count // 2 + 2:05}.rs")


def processor():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def cargo(root, *arguments):
    """Runs cargo and gives the seconds by the clock and by the processor."""
    start, used = time.perf_counter(), processor()
    done = subprocess.run(["cargo", *arguments], cwd=root, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start, processor() - used
    if done.returncode:
        sys.exit(done.stderr[-4000:])
    return took


def median(times):
    return tuple(statistics.median(figures) for figures in zip(*times))


def show(figure):
    return f"{figure[0]:6.2f} ({figure[1]:5.2f})"


def edited(root, file, repeat, *arguments):
    with open(file, encoding="utf-8") as source:
        text = source.read()
    times = []
    try:
        for number in range(repeat):
            write(file, text.replace('"name"', f'"name{number}"').replace('"c_', f'"d{number}_'))
            times.append(cargo(root, *arguments))
    finally:
        write(file, text)
    return median(times)


def cleaned(root, package, repeat, *arguments):
    times = []
    for _ in range(repeat):
        cargo(root, "clean", "-p", package, *(a for a in arguments if a == "--release"))
        times.append(cargo(root, "build", "-p", package, *arguments))
    return median(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--revisions", default="1000,3000")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--release", action="store_true")
    default = os.path.join(os.path.dirname(CORE), "target", "bench-compile")
    parser.add_argument("--directory", default=default, help="where the crates are written and built")
    options = parser.parse_args()
    root = os.path.abspath(options.directory)
    counts = [int(count) for count in options.revisions.split(",")]
    crates = [(kind, count, *generate(root, kind, count)) for count in counts for kind in KINDS]
    members = ", ".join(f'"{package}"' for _, _, package, _ in crates)
    profile = '[profile.dev]\ndebug = "line-tables-only"\n'
    write(os.path.join(root, "Cargo.toml"), f'[workspace]\nresolver = "3"\nmembers = [{members}]\n\n{profile}')
    print(f"{'revisions':>9}  {'':10}  {'clean':>14}  {'build':>14}  {'check':>14}" + ("         release" if options.release else ""))
    for kind, count, package, file in crates:
        cargo(root, "build", "-p", package)
        clean = cleaned(root, package, options.repeat)
        build = edited(root, file, options.repeat, "build", "-p", package)
        cargo(root, "check", "-p", package)
        check = edited(root, file, options.repeat, "check", "-p", package)
        line = f"{count:>9}  {kind:10}  {show(clean)}  {show(build)}  {show(check)}"
        if options.release:
            cargo(root, "build", "--release", "-p", package)
            line += f"  {show(cleaned(root, package, 1, '--release'))}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
