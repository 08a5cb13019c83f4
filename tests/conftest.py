"""Fixtures used everywhere: an environment of our own, loopback only, and the command as a user types it."""

import gc
import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import coreonly
import shared
import warm
from commandline import Ran, run
from greedy import GREEDY
from imgfree import cores
from nemo import Nemo, serving
from reportpage import RECIPE

collect_ignore_glob = ["cases/*"]  # recipes that are read, not replayed
NAMES = ("NEMO_TOKEN", "NEMO_API_URL", "NEMO_WEB_URL", "NEMO_CLIENT_ID", "SKILL_SOURCE", "IMGFREE_RUNS_DIR", "NO_COLOR")
MEMORY = Path("/dev/shm")  # where a system has it: nothing that is made durable there waits for a disk
MOST_WRITTEN = 2_000_000_000  # bytes
COUNT = itertools.count()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the way to change what is kept of words that people read."""
    parser.addoption("--rewrite", action="store_true", help="write what is said now into the files below tests/cases/")


def pytest_configure() -> None:
    """Keep what tests write in memory, and let their processes hear what a job in the background leaves ignored.

    Where an environment forbids to keep bytecode (images of containers do), each worker would compile all tests anew,
    and each process that they begin all of imgfree. Workers share the processes that are kept warm.
    """
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MOST_WRITTEN:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    warm.share()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: None)  # a new program begins with the default of what was caught


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Return how many workers `-n auto` has: two more than cores, since a quarter of the time a test waits."""
    return None if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else cores.available() + 2


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Return what gives each worker a row of neighbours, which share what is kept of a file, till one has none left."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the collector of garbage from what stays till the end: all modules, and ten thousand tests."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Callable[[Path | str, str], None]:
    """Return what compares words with a file below tests/cases/, whole; with --rewrite they are written there."""
    rewrite = bool(pytestconfig.getoption("--rewrite"))

    def check(name: Path | str, words: str) -> None:
        file = Path(__file__).parent / "cases" / name
        if rewrite:
            file.write_text(words, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == words

    return check


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[], Any]], Any]:
    """Return what makes a thing of that name once for all workers: `once("name", make)`; each has a copy of its own."""
    folder, made = tmp_path_factory.getbasetemp(), dict[str, Any]()
    everybodys = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder

    def first(name: str, make: Callable[[], Any]) -> Any:
        if name not in made:
            made[name] = shared.once(everybodys, name, make)
        return made[name]

    return first


@pytest.fixture(autouse=True)
def own_environment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test sees, or leaves behind, a token or a home of the person who runs it."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    asked = "tmp_path" in request.fixturenames  # most tests want no folder, and making one takes longer than they do
    folder = request.getfixturevalue("tmp_path") if asked else tmp_path_factory.getbasetemp() / f"without-{next(COUNT)}"
    monkeypatch.setenv("IMGFREE_HOME", str(folder / "home"))
    monkeypatch.setenv("HOME", str(folder / "user"))


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """A connection to anything but this machine fails the test."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        assert host in ("", "127.0.0.1", "::1", "localhost"), f"a test tried to reach {host}"
        real(self, address)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture
def imgfree(tmp_path: Path) -> Callable[..., Ran]:
    """Run the command in a clean folder, as a user would: `imgfree("run", "clip.yaml", cwd=…, env={…})`."""
    return partial(run, cwd=tmp_path)


@pytest.fixture
def nemo() -> Iterator[Nemo]:
    """Return a small NemoVideo on loopback that counts what it is asked."""
    with serving() as server:
        yield server


@pytest.fixture
def cloud(imgfree: Callable[..., Ran], nemo: Nemo) -> Callable[..., Ran]:
    """Run the command with `nemo` as its cloud, protocol waits a thousand times faster."""

    def run(*args: str | Path, env: dict[str, str] | None = None, **options: Any) -> Ran:
        return imgfree(*args, env={**nemo.environment(), **(env or {})}, **options)

    return run


@pytest.fixture
def wrong_recipes(tmp_path: Path) -> None:
    """Put two recipes there: bad.yaml, which has an error, and late.yaml, which has a warning alone."""
    (tmp_path / "bad.yaml").write_text("version: 1\nsteps:\n  - uplaod: a, b%\n  - instruct: hi\n    if: false\n")
    steps = ["- instruct: hi", "- export:", "- id: more", "  instruct: warmer", "- download: a.mp4"]
    (tmp_path / "late.yaml").write_text("\n".join(["version: 1", "steps:", *(f"  {line}" for line in steps), ""]))


@pytest.fixture
def no_sockets() -> str:
    """Return what a command runs `before` all else, so that it fails where it asks for any socket."""
    return (
        "import sys\ndef refuse(event, args):\n    if event.startswith('socket.'):\n"
        "        raise RuntimeError(f'asked for {event} {args}')\nsys.addaudithook(refuse)\n"
    )


@pytest.fixture
def photo(tmp_path: Path) -> Callable[[str], Path]:
    """Return a maker of small, distinct, real JPEG files below the test's folder."""
    from PIL import Image

    def make(name: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shade = sum(path.name.encode()) * 37 % 200
        Image.new("RGB", (80, 120), (shade, 120, 200 - shade)).save(path)
        return path

    return make


@pytest.fixture
def shop(tmp_path: Path, photo: Callable[[str], Path]) -> Path:
    """Return a folder with a recipe and its photo."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="session")
def core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the core's packages alone."""
    return coreonly.site(tmp_path_factory.mktemp("core") / "site")


@pytest.fixture
def bare(tmp_path: Path, core: Path, nemo: Nemo) -> Callable[..., Ran]:
    """Run the command as after `pip install imgfree`, with `nemo` as its cloud and nobody at the terminal."""

    def run(*args: str | Path, stdin: str | None = None) -> Ran:
        command, env = coreonly.command(core, *args)
        env |= {"NEMO_API_URL": nemo.url, "IMGFREE_TIME_SCALE": "0.001"}
        return subprocess.run(
            command, cwd=tmp_path, env=env, text=True, capture_output=True, timeout=240, check=False,
            **({"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}),
        )  # fmt: skip

    return run


@pytest.fixture
def tab(imgfree: Callable[..., Ran]) -> Callable[..., list[str]]:
    """Return what is offered for the last word of a line, as zsh and bash get it."""

    def press(*words: str | Path) -> list[str]:
        line = " ".join(["imgfree", *map(str, words)])
        env = {"_IMGFREE_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words))}
        ran = imgfree(env=env)
        assert "" == ran.stderr
        return [one.partition(",")[2] for one in ran.stdout.split()]

    return press


@pytest.fixture
def greedy(tmp_path: Path) -> Path:
    """Return a recipe that wants much."""
    (tmp_path / "r").mkdir()
    path = tmp_path / "r" / "a b.yaml"
    path.write_text(GREEDY, encoding="utf-8")
    return path
