"""The three databases: where they are, how each is emptied, how many tables of the history it holds."""

import os
import re
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

NAME = "migrate_bench"


class Sqlite:
    name = "sqlite"
    title = "SQLite"

    def __init__(self, folder: Path):
        self.file = folder / "bench.db"
        self.url = f"sqlite://{self.file}?mode=rwc"

    def empty(self):
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{self.file}{ending}").unlink(missing_ok=True)
        os.sync()

    def count_tables(self):
        query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name GLOB 't_[0-9]*'"
        connection = sqlite3.connect(self.file)
        try:
            return connection.execute(query).fetchone()[0]
        finally:
            connection.close()


class Postgres:
    name = "postgres"
    title = "PostgreSQL"

    def __init__(self, server_url):
        self.server_url = server_url
        self.url = f"{server_url.rsplit('/', 1)[0]}/{NAME}"

    def client(self, url, *statements):
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", url]
        for statement in statements:
            command += ["-c", statement]
        environment = {**os.environ, "PGOPTIONS": "--client-min-messages=warning"}
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout

    def empty(self):
        self.client(self.server_url, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME}")
        self.client(self.server_url, "CHECKPOINT")
        os.sync()

    def count_tables(self):
        return int(self.client(self.url, "SELECT count(*) FROM pg_tables WHERE tablename ~ '^t_[0-9]+$'"))


class MySql:
    name = "mysql"
    title = "MariaDB"

    def __init__(self, server_url):
        self.server = urlsplit(server_url)
        self.url = f"{server_url.rsplit('/', 1)[0]}/{NAME}"

    def client(self, statements):
        command = ["mariadb", "--no-defaults", "-N", "-B", "-h", self.server.hostname, "-P", str(self.server.port)]
        command += ["-u", self.server.username, "-e", statements]
        environment = {**os.environ, "MYSQL_PWD": self.server.password}
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout

    def empty(self):
        self.client(f"DROP DATABASE IF EXISTS {NAME}; CREATE DATABASE {NAME}")
        os.sync()

    def count_tables(self):
        return int(
            self.client(
                "SELECT count(*) FROM information_schema.tables "
                f"WHERE table_schema = '{NAME}' AND table_name REGEXP '^t_[0-9]+$'"
            )
        )


class Servers:
    """The pair of durable servers, as a context; it stops them only if it started them."""

    def __init__(self, repository: Path):
        self.script = ["bash", str(repository / "tests/servers.sh")]

    def __enter__(self):
        status = subprocess.run([*self.script, "status", "--durable"], stdout=subprocess.DEVNULL)
        self.started = status.returncode != 0
        output = subprocess.run([*self.script, "start", "--durable"], check=True, stdout=subprocess.PIPE, text=True)
        self.urls = dict(re.findall(r"export MIGRATE_TEST_(\w+)_URL='(.*)'", output.stdout))
        return self

    def __exit__(self, *error):
        if self.started:
            subprocess.run([*self.script, "stop", "--durable"], check=True)


def open_databases(names, folder: Path, servers):
    """The databases of these names; `servers` may be None when only SQLite is asked for."""
    make = {
        "sqlite": lambda: Sqlite(folder),
        "postgres": lambda: Postgres(servers.urls["POSTGRES"]),
        "mysql": lambda: MySql(servers.urls["MYSQL"]),
    }
    return [make[name]() for name in names]
