"""Tasks in child processes: started, listened to, and ended when they hang or nobody wants them any more.

Where the system cannot fork such processes, the same tasks are done in this one.
"""

import atexit
import contextlib
import functools
import json
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from imgfree.errors import ImgfreeError, SetupError
from imgfree.settings import passed_on

POSSIBLE = sys.platform == "linux"  # elsewhere a process that has loaded these packages cannot be forked safely
_LOOK_S = 0.2  # between two looks whether somebody wants the task to end
_CLOSE_S = 0.1
_BEGINNING = threading.Lock()  # threads that come at once begin one
_GRACE_S = 0.2  # for a task to end by itself once it is cancelled


class TaskFailed(ImgfreeError):
    """What a child says went wrong; `ended`: that it had to be ended, or ended without a word."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None, ended: bool = False, pid: int | None = None) -> None:
        super().__init__(message, hint=hint)
        self.ended = ended
        self.pid = pid


@dataclass(frozen=True)
class Limits:
    """What a task may take. `silent_s`: how long it may give no sign of life."""

    memory_bytes: int
    cpu_s: int | None = None
    silent_s: float = 60.0

    @property
    def rlimits(self) -> dict[str, int]:
        """Return the limits that the system holds, by their names."""
        cpu = {} if self.cpu_s is None else {"RLIMIT_CPU": self.cpu_s}
        return {"RLIMIT_DATA": self.memory_bytes, **cpu}


class Tasks(Protocol):
    """Does tasks by their names."""

    def run(
        self,
        task: str,
        about: Mapping[str, Any],
        limits: Limits,
        *,
        on_progress: Callable[[float], None] = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> Any:
        """Return what the task gives."""


@dataclass(frozen=True)
class _Heard:
    """Who asked for a task that is done in this process."""

    on_progress: Callable[[float], None]
    cancelled: Callable[[], bool]


class Here:
    """Tasks in this very process, without limits."""

    def run(
        self,
        task: str,
        about: Mapping[str, Any],
        limits: Limits,
        *,
        on_progress: Callable[[float], None] = lambda share: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Any:
        """Return what the task gives, and raise what it raises."""
        from imgfree.local.sandbox.tasks import TASKS  # only here: with it come all packages

        return TASKS[task](about, _Heard(on_progress, cancelled))


class Sandbox:
    """One process with all packages loaded, started at once and waited for at the first task."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        isolated = "-I" if sys.flags.isolated else "-P"  # the working folder is a stranger's: no module comes from it
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, isolated, "-m", "imgfree.local.sandbox.child", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=passed_on() | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._lock = threading.Lock()

    @property
    def pid(self) -> int:
        """Return which process forks the tasks."""
        return self._process.pid

    def close(self) -> None:
        """End all tasks."""
        self._control.close()
        try:
            self._process.wait(_CLOSE_S)
        except subprocess.TimeoutExpired:  # it still loads its packages, and has no children
            self._process.kill()
            self._process.wait()

    def alive(self) -> bool:
        """Return whether tasks can be given."""
        return self._process.poll() is None

    def run(
        self,
        task: str,
        about: Mapping[str, Any],
        limits: Limits,
        *,
        on_progress: Callable[[float], None] = lambda share: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Any:
        """Return what the task gives.

        Raises TaskFailed for what it says went wrong, for one that crashes, hangs, takes too much or is cancelled;
        OSError where the disk refused something; SetupError where no task can be done at all.
        """
        ours, theirs = socket.socketpair()
        with ours:
            with theirs, self._lock:
                self._order(b"fork", theirs)
            with contextlib.suppress(ConnectionError):  # whoever is gone is noticed by who listens
                ours.sendall(json.dumps(_request(task, about, limits)).encode() + b"\n")
            listener = _Listener(ours, limits, on_progress, cancelled)
            try:
                return listener.result()
            except TaskFailed:
                if listener.pid is None and not self.alive():
                    raise self._broken() from None
                raise
            finally:
                if listener.pid is not None:
                    self._kill(listener.pid)

    def _order(self, order: bytes, channel: socket.socket) -> None:
        try:
            socket.send_fds(self._control, [order], [channel.fileno()])
        except OSError as error:
            raise self._broken() from error

    def _kill(self, pid: int) -> None:
        """Have the child ended, should it still be there."""
        with self._lock, contextlib.suppress(OSError):
            self._control.send(str(pid).encode())

    def _broken(self) -> SetupError:
        """Return why there are no tasks."""
        with contextlib.suppress(OSError, ValueError):
            if said := self._control.recv(4096):
                told = json.loads(said)
                return SetupError(told["failed"], hint=told["hint"])
        return SetupError("the renderer's process is gone", hint="run again")


class _Listener:
    """Follows one task to its end."""

    def __init__(
        self,
        channel: socket.socket,
        limits: Limits,
        on_progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._channel, self._limits = channel, limits
        self._on_progress, self._cancelled = on_progress, cancelled
        self._heard = b""
        self._heard_s = self._began_s = time.monotonic()
        self._told_s: float | None = None
        self.pid: int | None = None

    def result(self) -> Any:
        """Return what the task gives; raises as `Sandbox.run` does."""
        while True:
            if select.select([self._channel], [], [], _LOOK_S)[0]:
                chunk = b""
                with contextlib.suppress(ConnectionError):  # it died over what it had not read yet
                    chunk = self._channel.recv(1 << 16)
                if not chunk:
                    raise self._gone()
                *lines, self._heard = (self._heard + chunk).split(b"\n")
                self._heard_s = time.monotonic()
                for said in map(json.loads, lines):
                    if "result" in said:
                        return said["result"]
                    self._note(said)
            self._check()

    def _note(self, said: Mapping[str, Any]) -> None:
        if "failed" in said:
            if "errno" in said:
                raise OSError(said["errno"], said["failed"])
            raise TaskFailed(said["failed"], hint=said.get("hint"))
        self.pid = said.get("pid", self.pid)
        if "progress" in said:
            self._on_progress(said["progress"])

    def _check(self) -> None:
        now_s = time.monotonic()
        if self._told_s is None and self._cancelled():
            self._told_s = now_s
            with contextlib.suppress(ConnectionError):
                self._channel.sendall(b"cancel\n")
        if self._told_s is not None and now_s - self._told_s > _GRACE_S:
            raise self._ended("cancelled")
        if now_s - self._heard_s > self._limits.silent_s:
            raise self._ended(f"there was no sign of life for {self._limits.silent_s:.0f} s")

    def _gone(self) -> TaskFailed:
        """Return what to say of a child that is gone: it was ended by the system, or by its own fault."""
        cpu_s, took_s = self._limits.cpu_s, time.monotonic() - self._began_s
        if cpu_s is not None and took_s >= cpu_s:
            return self._ended(f"it takes more than {cpu_s} s of computing")
        return self._ended("a decoder crashed, or took more memory than it may")

    def _ended(self, message: str) -> TaskFailed:
        return TaskFailed(message, ended=True, pid=self.pid)


def _request(task: str, about: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    return {"task": task, "about": about, "limits": limits.rlimits, "env": passed_on()}


@functools.cache
def _holder() -> dict[str, Sandbox]:
    return {}


def shared() -> Tasks:
    """Return the one sandbox of this process, begun where there is none, which ends with the process; else this one."""
    return _sandbox() if POSSIBLE else Here()


def _sandbox() -> Sandbox:
    held = _holder()
    with _BEGINNING:
        if "sandbox" not in held or not held["sandbox"].alive():
            held["sandbox"] = Sandbox()
            atexit.register(held["sandbox"].close)
        return held["sandbox"]
