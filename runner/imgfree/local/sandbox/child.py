"""The other side of `parent`: a process that has all packages loaded and forks itself for each task.

    python -P -m imgfree.local.sandbox.child DESCRIPTOR

Forking spares each task the half second of loading them. This process itself never opens a file of a stranger's, has
one thread, and ends with its parent, its children before it.
"""

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from imgfree import settings, ulimit
from imgfree.errors import ImgfreeError

_REAP_S = 0.5
_HEARTBEAT_S = 1.0
_PROGRESS_S = 0.1


def main(control: socket.socket) -> None:
    """Fork a child for each socket that comes, and end with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to deal with
    try:
        from imgfree.local.sandbox import inside, tasks
    except Exception as error:  # whatever is wrong with the packages is told where somebody listens
        control.send(json.dumps({"failed": f"{error}", "hint": getattr(error, "hint", None)}).encode())
        return
    inside.warm()
    gc.freeze()
    children: set[int] = set()
    while True:
        heard, _, _ = select.select([control], [], [], _REAP_S if children else None)
        children -= _ended(children)
        if not heard:
            continue
        order, descriptors, _, _ = socket.recv_fds(control, 64, 1)
        if not order:
            break
        if descriptors:
            children.add(_forked(control, descriptors[0], tasks.TASKS))
        elif (pid := int(order)) in children:
            os.kill(pid, signal.SIGKILL)
    for pid in children:
        os.kill(pid, signal.SIGKILL)


def _ended(children: set[int]) -> set[int]:
    """Return which of these have ended; until then their numbers belong to nobody else."""
    return {pid for pid in children if os.waitpid(pid, os.WNOHANG)[0]}


def _forked(control: socket.socket, descriptor: int, tasks: dict[str, Callable[..., Any]]) -> int:
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        control.close()
        with socket.socket(fileno=descriptor) as channel:
            _work(channel, tasks)
    finally:
        os._exit(0)


def _work(channel: socket.socket, tasks: dict[str, Callable[..., Any]]) -> None:
    """Do the one task that comes over the channel, and answer."""
    talk = _Talk(channel)
    talk.say(pid=os.getpid())
    request = json.loads(talk.lines.readline())
    settings.adopt(request["env"])
    _stand_somewhere()
    ulimit.lower({"RLIMIT_CORE": 0, **request["limits"]})
    threading.Thread(target=talk.listen, daemon=True).start()
    try:
        talk.say(result=tasks[request["task"]](request["about"], talk))
    except ImgfreeError as error:
        talk.say(failed=error.message, hint=error.hint)
    except OSError as error:
        talk.say(errno=error.errno, failed=str(error.strerror or error))
    except MemoryError:
        talk.say(failed="it takes more memory than it may")
    except Exception as error:  # a draft is a stranger's, and so is what it makes the renderer raise
        talk.say(failed=f"{type(error).__name__}: {error}")


def _stand_somewhere() -> None:
    """Leave a working folder that has been removed: libraries ask for it, and fail."""
    try:
        Path.cwd()
    except FileNotFoundError:
        os.chdir("/")


class _Talk:
    """One JSON object a line, both ways."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._told_s = time.monotonic()
        self.lines = channel.makefile("rb")

    def say(self, **what: Any) -> None:
        """Send this to the parent."""
        with self._lock:
            self._told_s = time.monotonic()
            self._channel.sendall(json.dumps(what).encode() + b"\n")

    def on_progress(self, share: float) -> None:
        """Tell how far the task is at its end, and before it where that was not told a moment ago."""
        if share >= 1 or time.monotonic() - self._told_s >= _PROGRESS_S:
            self.say(progress=share)

    def cancelled(self) -> bool:
        """Return whether the parent wants the task to end; being asked is a sign of life."""
        if time.monotonic() - self._told_s > _HEARTBEAT_S:
            self.say()
        return self._stop.is_set()

    def listen(self) -> None:
        """Note that the parent wants the task to end; end at once where it is gone."""
        with contextlib.suppress(OSError):
            if self.lines.readline():
                self._stop.set()
                self.lines.readline()
        os._exit(0)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
