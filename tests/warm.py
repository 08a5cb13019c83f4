"""A process that has imported the command line, and forks itself for each command: a fresh process without the wait.

    warm.run(["run", "clip.yaml"], folder, environment, timeout_s)   how it ended; None where this system cannot fork

Where the command will most likely render on this machine, it comes from a second one, which has loaded those packages,
too: the sandbox's process is forked from it as the command is.

    warm.begin(["worker", address], folder, environment, log)   a process of `dask`

    warm.go(["chat"], folder, environment, [0, 1, 2])   a process of `imgfree` that is not waited for: see going.py

    warm.python()   a program like Python, but that commands, the process of a run for agents, and sandboxes are forked

All workers of a session share them: the first that wants one begins it, and it ends with the session.

What the interpreter reads from the environment when it starts (PYTHON…, the encoding of LC_… and LANG) is that of the
tests: who sets another one starts a process of its own.
"""

import atexit
import contextlib
import functools
import gc
import importlib
import json
import multiprocessing
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, Any

_FOLDER = "IMGFREE_TESTS_WARM"  # where the doors of a session's warm processes are
_LONGEST_S = 240.0
_MOST = 1 << 20  # bytes of a request
_TOLD = 8  # bytes of an answer
SANDBOX = "imgfree.local.sandbox.child"
MODULES = ("imgfree", "imgfree.agents.worker", SANDBOX)
_LAUNCHER = """#!{python} -IS
import json, os, socket, sys
asked = [one for one in sys.argv[1:] if one != "-P"]
if asked[:1] != ["-m"] or asked[1:2] == [] or asked[1] not in {modules}:
    os.execv({python!r}, [{python!r}, *sys.argv[1:]])
told = {{"module": asked[1], "args": asked[2:], "cwd": os.getcwd(), "env": dict(os.environ), "python": __file__}}
told = json.dumps(told).encode("utf-8", "surrogatepass")
door = socket.socket(socket.AF_UNIX)
door.connect({place!r})
more = [int(asked[2])] if asked[1] == {sandbox!r} else []  # what a sandbox listens to
socket.send_fds(door, [len(told).to_bytes(8, "big")], [0, 1, 2, *more])
door.sendall(told)
door.recv(8)
code = int.from_bytes(door.recv(8), "big", signed=True)
if code < 0:
    os.kill(os.getpid(), -code)
os._exit(code)
"""
# They look at pictures, films and songs, wherever those were made.
SEE = ("explain", "show", "verify", "doctor", "music", "--report")
RENDERING = (
    *("imgfree.local.sandbox.tasks", "imgfree.local.server", "imgfree.local.app", "imgfree.local.alive"),
    *("imgfree.local.worker", "imgfree.report.build", "uvicorn", "uvicorn.lifespan.on", "uvicorn.loops.asyncio"),
    *("uvicorn.protocols.http.h11_impl", "imgfree.local.sandbox.child", "multiprocessing.popen_fork"),
    *("anyio._backends._asyncio", "imgfree.local.connection", "imgfree.local.look_sheet", "langdetect", "wave"),
    *("imgfree.local.sandbox.parent", "imgfree.local.sandbox.studio", "imgfree.local.speech.voices"),
    *("encodings.cp437", "anyio._core._fileio"),
)
# What is kept of them (patterns, words, weights) is there in each fork.
SENTENCES = ("a 5-second 9:16 video, slow zooms, title 'Hi', warmer, no musik", "5秒竖屏，标题“你好”，暖色")
PRACTICE = """
version: 1
inputs:
  title: {type: string, default: Hi}
steps:
  - {id: photos, upload: "*.jpg"}
  - instruct: "a clip, title '{{ inputs.title | upper }}'"
    if: inputs.title != ''
    expect: timeline.video | length == 1
  - export: mp4
  - download: {to: "out/a.mp4"}
outputs:
  video: "{{ steps.download.path }}"
"""
LOADED = {
    "plain": (),
    "renders": RENDERING,
    "agents": (*RENDERING, "imgfree.agents.server", "imgfree.agents.worker"),
    "dask": (
        "dask.__main__",
        "distributed.cli.dask_worker",
        "distributed.cli.dask_scheduler",
        "imgfree.local.engines.work",
    ),
}
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
        told = {"args": args, "cwd": str(cwd), "env": env, "before": before}
        kind = "renders" if _renders(args, env) else "plain"
        with _asked(kind, told, [one.fileno() for one in (words, out, err)]) as answers:
            code = _ended(answers, args, timeout_s)
        return subprocess.CompletedProcess(args, code, _text(out), _text(err))


def _ended(answers: socket.socket, args: list[str], timeout_s: float) -> int:
    begun = Begun(answers)
    try:
        return begun.wait(timeout_s)
    except TimeoutError:
        begun.kill()
        raise subprocess.TimeoutExpired(args, timeout_s) from None


class Begun:
    """A process that was forked, as who began it knows it."""

    def __init__(self, told: socket.socket) -> None:
        self._told = told
        self.pid = int.from_bytes(told.recv(_TOLD), "big", signed=True)
        self._code: int | None = None

    def wait(self, timeout_s: float | None = None) -> int:
        """Return how it ended, once it has."""
        if self._code is None:
            self._told.settimeout(timeout_s)
            self._code = int.from_bytes(self._told.recv(_TOLD), "big", signed=True)
            self._told.close()
        return self._code

    def goes_on(self) -> bool:
        """Return whether it has not ended yet."""
        return self._code is None and not select.select([self._told], [], [], 0)[0]

    def kill(self) -> None:
        """Kill it."""
        if self._code is None:
            with contextlib.suppress(ProcessLookupError):  # it has ended, and nobody has asked how
                os.kill(self.pid, signal.SIGKILL)


def begin(args: list[str], cwd: Path, env: dict[str, str], log: IO[bytes]) -> "Begun | subprocess.Popen[bytes]":
    """Return a process of `dask ARGS`, whose words go to the log."""
    if not hasattr(os, "fork"):
        argv = [sys.executable, "-m", "dask", *args]
        return subprocess.Popen(argv, cwd=cwd, env=env, stdout=log, stderr=log)
    with Path(os.devnull).open("rb") as nothing:
        told = {"args": args, "cwd": str(cwd), "env": env, "python": python()}
        return Begun(_asked("dask", told, [nothing.fileno(), log.fileno(), log.fileno()]))


def go(
    args: list[str], cwd: Path, env: dict[str, str], fds: list[int], *, terminal: bool = False, before: str = ""
) -> Begun:
    """Return a process of `imgfree ARGS` with those three streams, which may be a terminal of its own."""
    told = {"args": args, "cwd": str(cwd), "env": env, "terminal": terminal, "before": before}
    if args[:1] == ["mcp"]:
        return Begun(_asked("agents", told | {"module": "imgfree", "python": python()}, fds))
    return Begun(_asked("renders" if _renders(args, env) or args[:1] == ["serve"] else "plain", told, fds))


def _asked(kind: str, told: dict[str, Any], fds: list[int]) -> socket.socket:
    """Return where the answers come: which process has begun, and how it ended."""
    asked = json.dumps(told).encode("utf-8", "surrogatepass")
    assert len(asked) < _MOST
    door = _door(kind)
    socket.send_fds(door, [len(asked).to_bytes(_TOLD, "big")], fds)
    door.sendall(asked)
    return door


def _text(file: Any) -> str:
    """Return what was written, as `subprocess` reads it."""
    file.seek(0)
    return str(file.read().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))


def _renders(args: list[str], env: dict[str, str]) -> bool:
    here = not env.get("NEMO_API_URL") and "--dry-run" not in args
    return not {*SEE}.isdisjoint(args) or (here and args[:1] != [] and args[0] in RENDERS)


def share() -> None:
    """Have a folder of doors, which ends with this process, for it and all that it begins."""
    if hasattr(os, "fork") and _FOLDER not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="warm-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.mkfifo(folder / "alive")
        os.open(folder / "alive", os.O_RDWR)  # closed when this process ends, however it does
        os.environ[_FOLDER] = str(folder)


def _door(kind: str) -> socket.socket:
    """Return a connection to the warm process that has loaded what is for that."""
    share()
    place = Path(os.environ[_FOLDER]) / kind
    last_s = time.monotonic() + _LONGEST_S
    while True:
        door = socket.socket(socket.AF_UNIX)
        try:
            door.connect(str(place))
        except (FileNotFoundError, ConnectionRefusedError):
            door.close()
            assert time.monotonic() < last_s, f"nobody has opened {place}"
            _begin(kind, place)
            time.sleep(0.01)
        else:
            return door


def _begin(kind: str, place: Path) -> None:
    """Begin a warm process, unless another worker does."""
    with contextlib.suppress(FileExistsError), socket.socket(socket.AF_UNIX) as listening:
        place.with_suffix(".begun").mkdir()
        listening.bind(str(place))
        listening.listen(64)
        listening.set_inheritable(True)
        program = [sys.executable, __file__, kind, str(listening.fileno()), str(place.with_name("alive"))]
        env = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # one with threads cannot be forked
        os.posix_spawn(program[0], program, env, file_actions=[(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)])


@functools.cache
def python() -> str:
    """Return the path of a program like `sys.executable`, whose `-m imgfree` is there at once."""
    if not hasattr(os, "fork"):
        return sys.executable
    folder = Path(tempfile.mkdtemp(prefix="warm-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _door("agents").close()
    program, place = folder / "python", str(Path(os.environ[_FOLDER]) / "agents")
    program.write_text(
        _LAUNCHER.format(python=sys.executable, modules=MODULES, place=place, sandbox=SANDBOX), encoding="utf-8"
    )
    program.chmod(0o700)
    return str(program)


def serve(listening: socket.socket, alive: int) -> dict[str, Any]:
    """Fork a keeper for each request, until the session has ended; in the process that is to be it, return it."""
    from imgfree import cli

    for name in cli.COMMANDS:
        importlib.import_module(f"imgfree.commands.{name}")
    for name in ("__main__", "console.agreement", "executor", "client.client", "schema.checking", "cassette"):
        importlib.import_module(f"imgfree.{name}")
    for name in ("imgfree.local.director", "encodings.idna", "jsonschema"):
        importlib.import_module(name)
    importlib.import_module("imgfree.client.gui.translate").gui_words("Click Export. 点击导出。")  # compiles its rules
    recipe = importlib.import_module("imgfree.recipe.loading").parse(PRACTICE, "practice.yaml")
    importlib.import_module("imgfree.template").render(recipe.outputs["video"], {"steps": {"download": {"path": "a"}}})
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a keeper
    gc.freeze()  # a collection in a fork would touch, and thereby copy, all that was loaded
    while True:
        if alive in select.select([listening, alive], [], [])[0]:
            sys.exit()
        asking, _ = listening.accept()
        asked, fds = _heard(asking)
        if asked and os.fork() == 0:
            listening.close()
            os.close(alive)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            if _kept(asking):
                found: dict[str, Any] = json.loads(asked.decode("utf-8", "surrogatepass"))
                _become(found, fds[:3])
                return found | {"more": fds[3:]}
        asking.close()
        for fd in fds:
            os.close(fd)


def _heard(asking: socket.socket) -> tuple[bytes, list[int]]:
    """Return what is asked for, and the descriptors that came with it; nothing where nobody asks any more."""
    head, fds, _, _ = socket.recv_fds(asking, _TOLD, 4)
    asked = b""
    while len(asked) < int.from_bytes(head, "big"):
        asked += (piece := asking.recv(_MOST))
        if not piece:
            return b"", list(fds)
    return asked, list(fds)


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
    if asked.get("terminal"):
        _sit_at_terminal()
    if "terminal" in asked or "module" in asked:
        _open_streams()
    exec(asked.get("before", ""), {"__name__": "before"})


def _sit_at_terminal() -> None:
    """Have the terminal that stdin is as one's own, so that Ctrl-C comes from it."""
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _open_streams() -> None:
    """Have streams that fit what they are now: pipes, or a terminal."""
    for name, fd, mode in (("stdin", 0, "r"), ("stdout", 1, "w")):
        setattr(sys, name, open(fd, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115


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
    if isinstance(code, str):
        sys.stderr.write(f"{code}\n")
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def main(what: str, listening: str, alive: str) -> None:
    """Be the warm process, and then each process that is asked of it."""
    until = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    os.chdir(Path(alive).parent)  # the folder of the test that wanted it first will be gone
    for name in LOADED[what]:
        importlib.import_module(name)
    if what in ("renders", "agents"):
        importlib.import_module("imgfree.local.sandbox.inside").warm()
        for sentence in SENTENCES:
            importlib.import_module("imgfree.local.director").direct(sentence, [], [])
    try:
        asked = serve(socket.socket(fileno=int(listening)), until)
        if what == "renders":
            _begin_sandbox()
        if what == "agents":
            _be_python(asked)
        elif what == "dask":
            sys.argv[0], sys.executable = "dask", asked["python"]
            importlib.import_module("dask.__main__").main()
        else:
            importlib.import_module("imgfree.__main__").main()
    except SystemExit as ended:
        _end(ended.code)
    _end(0)


def _be_python(asked: dict[str, Any]) -> None:
    """Be a module, as Python would with -m, in a session of its own."""
    os.setsid()
    sys.executable = asked["python"]
    if asked["module"] == "imgfree":
        importlib.import_module("imgfree.__main__").main()
    elif asked["module"] == SANDBOX:
        importlib.import_module(SANDBOX).main(socket.socket(fileno=asked["more"][0]))
    else:
        importlib.import_module(asked["module"]).main(asked["args"])


if __name__ == "__main__":
    main(*sys.argv[1:])
