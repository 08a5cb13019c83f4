"""Engines for tests: a package of one's own, and a real Dask cluster on loopback."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import warm

POOL = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

def open(address):
    return ProcessPoolExecutor(int(address), mp_context=multiprocessing.get_context("spawn"))
"""
_STARTS_S = 240
Process = warm.Begun | subprocess.Popen[bytes]
_DASK = [sys.executable, "-m", "dask"]


def engine_package(folder: Path, code: str = POOL) -> str:
    """Return the path of a package that brings the engine `toy`: `open(address)` of this code gives the executor."""
    about = folder / "toy-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[imgfree.engines]\ntoy = toy_engine:open\n", encoding="utf-8")
    (folder / "toy_engine.py").write_text(code, encoding="utf-8")
    return str(folder)


@dataclass
class Cluster:
    """A scheduler and workers of one thread each, which can be killed."""

    folder: Path
    scheduler: "Process | None" = None
    workers: "list[Process]" = field(default_factory=list)
    url: str = ""
    _begun: int = 0

    def begin(self, workers: int = 2, env: dict[str, str] | None = None) -> None:
        """Start all of it; return when the workers are known."""
        self.scheduler, log = self._started("scheduler", "--port", "0", "--host", "127.0.0.1", env=env)
        at = self._said(log, "Scheduler at:").partition("tcp://")[2]
        self.url = f"dask://{at}"
        self.add(workers)

    def add(self, count: int = 1, env: dict[str, str] | None = None) -> None:
        """Start so many workers more."""
        host = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--death-timeout", "60")
        begun = [self._started("worker", self.url.replace("dask", "tcp"), *host, env=env) for _ in range(count)]
        for _, log in begun:
            self._said(log, "Registered to:")
        self.workers += [process for process, _ in begun]

    def kill_scheduler(self) -> None:
        """Kill it; workers that lose it end by themselves, and are not waited for."""
        assert self.scheduler is not None
        self.scheduler.kill()
        self.scheduler.wait()

    def kill_worker(self, number: int = 0) -> None:
        """Kill one of them; return when all that it had begun is gone, too."""
        process = self.workers.pop(number)
        children = below(process.pid)
        process.kill()
        process.wait()
        ends_s = time.monotonic() + _STARTS_S
        while any(map(_lives, children)):
            assert time.monotonic() < ends_s, "what a worker had begun has outlived it"
            time.sleep(0.05)

    def end(self) -> None:
        """Kill everything."""
        for process in (self.scheduler, *self.workers):
            if process is not None:
                process.kill()
                process.wait()
        self.workers.clear()

    def homes(self) -> list[Path]:
        """Return where each worker keeps its files."""
        return sorted(self.folder.glob("home-*"))

    def _started(self, what: str, *args: str, env: dict[str, str] | None = None) -> "tuple[Process, Path]":
        self._begun += 1
        log = self.folder / f"{what}-{self._begun}.log"
        home = self.folder / f"home-{self._begun}"
        here = ("--local-directory", str(self.folder / f"scratch-{self._begun}")) if what == "worker" else ()
        around = {**os.environ, "IMGFREE_HOME": str(home), **(env or {})}
        argv = [what, *args, *here, "--no-dashboard"]
        with log.open("wb") as told:
            if env is None:
                return warm.begin(argv, self.folder, around, told), log
            return subprocess.Popen([*_DASK, *argv], cwd=self.folder, env=around, stdout=told, stderr=told), log

    def _said(self, log: Path, words: str) -> str:
        """Return the line with these words, once it is in that log."""
        ends_s = time.monotonic() + _STARTS_S
        while time.monotonic() < ends_s:
            for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
                if words in line:
                    return line
            time.sleep(0.1)
        raise AssertionError(f"'{words}' was not said: {log.read_text(encoding='utf-8', errors='replace')}")


def below(pid: int, *, deep: bool = True) -> list[int]:
    """Return the processes that this one has begun, and those that they have; none where the system does not tell."""
    tasks = Path(f"/proc/{pid}/task")
    found = [int(one) for task in tasks.glob("*/children") for one in task.read_text().split()]
    return [*found, *(one for child in found if deep for one in below(child))]


def _lives(pid: int) -> bool:
    """Return whether a process is there, and is more than an entry that nobody has asked for."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def cluster(folder: Path, workers: int = 2, env: dict[str, str] | None = None) -> Iterator[Cluster]:
    """Yield a cluster with so many workers; it is gone after the block."""
    folder.mkdir(parents=True, exist_ok=True)
    found = Cluster(folder)
    try:
        found.begin(workers, env)
        yield found
    finally:
        found.end()
