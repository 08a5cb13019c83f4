"""A process that has imported the command line, and forks itself for each command: a fresh process without the wait.

    warm.run(["run", "clip.yaml"], folder, environment, timeout_s)   how it ended; None where this system cannot fork

Where the command will most likely render on this machine, it comes from a second one, which has loaded those packages,
too: the sandbox's process is forked from it as the command is.

What the interpreter reads from the environment when it starts (PYTHON…, the encoding of LC_… and LANG) is that of the
tests: who sets another one starts a process of its own.
"""

import atexit
import functools
import gc
import importlib
import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

_TURN = threading.Lock()
_MOST = 1 << 20  # bytes of a request
_TOLD = 8  # bytes of an answer
RENDERS = ("batch", "chat", "gallery", "inspect", "looks", "make", "new", "preview", "resume", "run", "update")


def run(
    args: list[str], cwd: Path, env: dict[str, str], timeout_s: float, stdin: str = "", before: str = ""
) -> "subprocess.CompletedProcess[str] | None":
    """Return how `imgfree ARGS` ended, those words on its stdin; `before` is what its process does first, in Python.

    Raises:
        TimeoutExpired: it did not end in time; it has been killed.
    """
    if not hasattr(os, "fork"):
        return None
    with tempfile.TemporaryFile() as words, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        words.write(stdin.encode())
        words.seek(0)
        ours, theirs = socket.socketpair()
        with ours, theirs:
            told = {"args": args, "cwd": str(cwd), "env": env, "before": before}
            asked = json.dumps(told).encode("utf-8", "surrogatepass")
            assert len(asked) < _MOST
            with _TURN:
                door = _door(_renders(args, env))
                fds = [file.fileno() for file in (theirs, words, out, err)]
                socket.send_fds(door, [len(asked).to_bytes(_TOLD, "big")], fds)
                door.sendall(asked)
            theirs.close()
            code = _ended(ours, args, timeout_s)
        return subprocess.CompletedProcess(args, code, _text(out), _text(err))


def _ended(ours: socket.socket, args: list[str], timeout_s: float) -> int:
    pid = int.from_bytes(ours.recv(_TOLD), "big", signed=True)
    ours.settimeout(timeout_s)
    try:
        return int.from_bytes(ours.recv(_TOLD), "big", signed=True)
    except TimeoutError:
        os.kill(pid, signal.SIGKILL)
        raise subprocess.TimeoutExpired(args, timeout_s) from None


def _text(file: Any) -> str:
    """Return what was written, as `subprocess` reads it."""
    file.seek(0)
    return str(file.read().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))


def _renders(args: list[str], env: dict[str, str]) -> bool:
    return bool(args) and args[0] in RENDERS and not env.get("NEMO_API_URL") and "--dry-run" not in args


@functools.cache
def _door(renders: bool) -> socket.socket:
    """Return the way to the warm process; it ends when this one does."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno()), *(["renders"] if renders else [])],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},  # one with threads cannot be forked
        )
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def serve(door: socket.socket) -> None:
    """Fork a keeper for each request, until the other side has gone; returns in the process that is to be a command."""
    from imgfree import cli

    for name in cli.COMMANDS:
        importlib.import_module(f"imgfree.commands.{name}")
    for name in ("executor", "client.client", "schema.checking", "cassette", "local.director"):
        importlib.import_module(f"imgfree.{name}")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a keeper
    gc.freeze()  # a collection in a fork would touch, and thereby copy, all that was loaded
    while True:
        head, fds, _, _ = socket.recv_fds(door, _TOLD, 4)
        if not head:
            sys.exit()
        asked = b""
        while len(asked) < int.from_bytes(head, "big"):
            asked += door.recv(_MOST)
        if os.fork() == 0:
            door.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            if _kept(socket.socket(fileno=fds[0])):
                _become(json.loads(asked.decode("utf-8", "surrogatepass")), fds[1:])
                return
        for fd in fds:
            os.close(fd)


def _kept(told: socket.socket) -> bool:
    """Return True in the command's process; the keeper waits for it, tells how it ended, and is gone."""
    pid = os.fork()
    if pid == 0:
        told.close()
        return True
    told.sendall(pid.to_bytes(_TOLD, "big", signed=True))
    _, status = os.waitpid(pid, 0)
    told.sendall(os.waitstatus_to_exitcode(status).to_bytes(_TOLD, "big", signed=True))
    os._exit(0)


def _become(asked: dict[str, Any], fds: list[int]) -> None:
    """Take on the folder, the environment, the streams and the arguments of a command."""
    for fd, kept in zip(fds, (0, 1, 2), strict=True):
        os.dup2(fd, kept)
        os.close(fd)
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    os.chdir(asked["cwd"])
    sys.argv = ["imgfree", *asked["args"]]
    exec(asked["before"], {"__name__": "before"})


class _Forked(multiprocessing.get_context("fork").Process):  # type: ignore[name-defined,misc]
    """The sandbox's process, as its owner asks for it."""

    def poll(self) -> int | None:
        return self.exitcode

    def wait(self, timeout_s: float | None = None) -> None:
        self.join(timeout_s)
        if self.exitcode is None:
            raise subprocess.TimeoutExpired("sandbox", timeout_s or 0)


def _begin_sandbox() -> None:
    """Have the command's sandbox there already, forked like itself."""
    from imgfree.local.sandbox import child, parent

    def work() -> None:
        made._control.close()
        os.setsid()
        nobody = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(nobody, fd)
        child.main(theirs)

    made = parent.Sandbox.__new__(parent.Sandbox)
    made._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    made._lock = threading.Lock()
    made._process = _Forked(target=work, daemon=True)
    with theirs:
        made._process.start()
    parent._holder()["sandbox"] = made
    atexit.register(made.close)


def _end(code: object) -> None:
    """End as the interpreter does, but for taking itself apart, which takes longer than most commands."""
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    if renders := sys.argv[2:] == ["renders"]:
        importlib.import_module("imgfree.local.sandbox.tasks")
        importlib.import_module("imgfree.local.server")
    serve(socket.socket(fileno=int(sys.argv[1])))
    if renders:
        _begin_sandbox()
    from imgfree.__main__ import main

    try:
        main()
    except SystemExit as ended:
        _end(ended.code)
    _end(0)
