"""A PostgreSQL for the tests: the one that is named, one that runs here already, or one of our own under build/."""

import getpass
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tools import debian
from tools.environment import ROOT

HOST, PORT = "127.0.0.1", 5432
MAY_CREATE = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
# Tests outlive no power cut: durability would only cost time.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=100"
OWNER = "postgres"  # initdb refuses root, so root's cluster belongs to the user that Debian's package makes.
# Two clones on one machine share a server, so the database is named after the clone's own folder.
DATABASE = f"yanbu_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}"


@contextmanager
def database_url() -> Iterator[str]:
    """A URL at which Django may create its test database; a cluster of our own is ended and removed after."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith("postgres"):
        print("PostgreSQL: the server of DATABASE_URL", flush=True)
        yield named
    elif user := _local_user():
        print(f"PostgreSQL: the local server, as {user}", flush=True)
        yield f"postgres://{user}@{HOST}:{PORT}/{DATABASE}"
    else:
        with _private_cluster() as url:
            print("PostgreSQL: a private cluster, for this run only", flush=True)
            yield url


def _local_user() -> str | None:
    """Someone whom the server on this machine lets in without a password and lets create databases."""
    for user in dict.fromkeys((OWNER, getpass.getuser())):
        try:
            with psycopg.connect(user=user, host=HOST, port=PORT, dbname="postgres", connect_timeout=3) as connection:
                row = connection.execute(MAY_CREATE).fetchone()
        except psycopg.Error:
            continue
        if row and row[0]:
            return user
    return None


@contextmanager
def _private_cluster() -> Iterator[str]:
    programs = _programs()
    owner = OWNER if os.geteuid() == 0 else getpass.getuser()
    socket = _folder(Path(tempfile.gettempdir()), owner)  # A socket's path must stay under 108 bytes.
    data = _folder(_reachable(owner), owner)
    try:
        _as(owner, programs / "initdb", "-D", data, "-U", owner, "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "-N")
        listen = f"-c listen_addresses='' -c unix_socket_directories={socket} {FAST}"
        _as(owner, programs / "pg_ctl", "-D", data, "-l", data / "log", "-o", listen, "-w", "start")
        yield f"postgres://{owner}@/{socket}/{DATABASE}"
    finally:
        if (data / "postmaster.pid").exists():
            _as(owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(data)
        shutil.rmtree(socket)


def _programs() -> Path:
    """The folder of initdb and pg_ctl of the newest PostgreSQL, after installing Debian's if there is none."""
    if not _installed():
        debian.install("postgresql", because="The tests need PostgreSQL, and none runs here.")
    if not _installed():
        raise debian.Missing("Debian's postgresql is installed and holds no initdb.")
    return _installed()[-1]


def _installed() -> list[Path]:
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    others = [Path(found).resolve() for found in [shutil.which("initdb")] if found]
    return [path.parent for path in (*others, *debians)]


def _folder(parent: Path, owner: str) -> Path:
    made = Path(tempfile.mkdtemp(prefix="postgres-", dir=parent))
    if os.geteuid() == 0:
        user = pwd.getpwnam(owner)
        os.chown(made, user.pw_uid, user.pw_gid)
    return made


def _reachable(owner: str) -> Path:
    """build/, or the temporary folder when the owner may not pass through a folder above this clone."""
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    passes = subprocess.run(_command(owner, "test", "-x", build), check=False, cwd="/").returncode == 0
    return build if passes else Path(tempfile.gettempdir())


def _command(owner: str, *words: str | Path) -> list[str]:
    prefix = ["runuser", "-u", owner, "--"] if os.geteuid() == 0 else []
    return [*prefix, *map(str, words)]


def _as(owner: str, *words: str | Path) -> None:
    command = _command(owner, *words)
    done = subprocess.run(command, check=False, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    if done.returncode:
        raise debian.Missing(f"PostgreSQL could not be started; this failed:\n    {' '.join(command)}")
