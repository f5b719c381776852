"""The three databases: where they are, how an empty one is had, how many tables of the history it holds.

An empty one is a new one, and the used ones are dropped at the end: Linux' ext4 does not give the inodes of files that
were just deleted to new ones, and the search for others would take most of the time of whoever makes the next tables.
"""

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

    def renew(self):
        self.drop()
        os.sync()

    def drop(self):
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{self.file}{ending}").unlink(missing_ok=True)

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
        self.names = []
        self.drop(self.client(server_url, f"SELECT datname FROM pg_database WHERE datname LIKE '{NAME}%'").split())

    @property
    def url(self):
        return f"{self.server_url.rsplit('/', 1)[0]}/{self.names[-1]}"

    def client(self, url, *statements):
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", url]
        for statement in statements:
            command += ["-c", statement]
        environment = {**os.environ, "PGOPTIONS": "--client-min-messages=warning"}
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout

    def renew(self):
        self.names.append(f"{NAME}_{len(self.names)}")
        self.client(self.server_url, f"CREATE DATABASE {self.names[-1]}")
        self.client(self.server_url, "CHECKPOINT")
        os.sync()

    def drop(self, names=None):
        for name in self.names if names is None else names:
            self.client(self.server_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def count_tables(self):
        return int(self.client(self.url, "SELECT count(*) FROM pg_tables WHERE tablename ~ '^t_[0-9]+$'"))


class MySql:
    name = "mysql"
    title = "MariaDB"

    def __init__(self, server_url):
        self.server_url = server_url
        self.server = urlsplit(server_url)
        self.names = []
        self.drop(self.client(f"SHOW DATABASES LIKE '{NAME}%'").split())

    @property
    def url(self):
        return f"{self.server_url.rsplit('/', 1)[0]}/{self.names[-1]}"

    def client(self, statements):
        command = ["mariadb", "--no-defaults", "-N", "-B", "-h", self.server.hostname, "-P", str(self.server.port)]
        command += ["-u", self.server.username, "-e", statements]
        environment = {**os.environ, "MYSQL_PWD": self.server.password}
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout

    def renew(self):
        self.names.append(f"{NAME}_{len(self.names)}")
        self.client(f"CREATE DATABASE {self.names[-1]}")
        os.sync()

    def drop(self, names=None):
        for name in self.names if names is None else names:
            self.client(f"DROP DATABASE IF EXISTS {name}")

    def count_tables(self):
        return int(
            self.client(
                "SELECT count(*) FROM information_schema.tables "
                f"WHERE table_schema = '{self.names[-1]}' AND table_name REGEXP '^t_[0-9]+$'"
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
