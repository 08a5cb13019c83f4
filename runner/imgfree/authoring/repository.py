"""One file of one commit of somebody's git repository, read without a checkout.

Git works in an empty folder of ours, with no variable of its own from the environment, no hook, no filter, no template
and no submodule; the file's bytes come from its object store and nothing else of the repository is written anywhere.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from imgfree import settings
from imgfree.errors import InputRefused, SetupError

GIT_LIMIT_S = 120
LARGEST_BYTES = 1024 * 1024  # of a recipe, as everywhere
LARGEST_FETCH_BYTES = 256 * 1024 * 1024  # of what git may store to get there
_LONGEST_LIST_BYTES = 4 * 1024 * 1024
_MOST_CANDIDATES = 500
_PROTOCOLS = ("https", "ssh", "file")
_SOURCE = re.compile(r"git\+(?P<url>(?P<protocol>[a-z]+)://[^\s#]+?)(?:@(?P<ref>[^@\s#:]+))?(?:#(?P<path>\S+))?")
_REF = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/+-]*")
_AUTHORITY = re.compile(r"[a-z]+://(?:[^@/-][^@/]*@)?(?!-)[^@/]*/")
_PLAIN_FILE = re.compile(rb"100\d{3} blob (?P<id>[0-9a-f]+) +(?P<size>\d+)\t(?P<path>.+)", re.DOTALL)


@dataclass(frozen=True)
class Found:
    """A recipe's text, and its path in the repository."""

    text: str
    path: str


def read(source: str) -> Found:
    """Return the recipe that `git+URL@REF` or `git+URL@REF#PATH` names.

    Raises:
        InputRefused: the source is malformed, or has no such recipe, or several.
        SetupError: git is missing, fails, or takes too long or too much room.
    """
    asked = _SOURCE.fullmatch(source)
    if asked is None or asked["protocol"] not in _PROTOCOLS or not _AUTHORITY.match(asked["url"]):
        raise InputRefused(
            f"'{source}' is not a repository", hint="write git+https://HOST/REPOSITORY@REF#recipes/a.yaml"
        )
    if asked["ref"] is None or not _REF.fullmatch(asked["ref"]):
        raise InputRefused(
            f"'{source}' names no branch, tag or commit", hint="add it: git+URL@v1.2; what a branch holds may change"
        )
    if shutil.which("git") is None:
        raise SetupError("git is not installed", hint="install git, or download the recipe and name the file")
    with tempfile.TemporaryDirectory(prefix="imgfree-") as folder:
        git = _Git(Path(folder))
        git.run("init", "--quiet", "--bare", "--template=", ".")
        git.run("fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance",
                "--no-write-commit-graph", "--", asked["url"], asked["ref"])  # fmt: skip
        return _chosen(git, asked["path"])


@dataclass(frozen=True)
class _File:
    """One file of the commit."""

    id: str
    path: str


def _chosen(git: "_Git", path: str | None) -> Found:
    if path is not None:
        files = list(_files(git.run("ls-tree", "-z", "-l", "--full-tree", "FETCH_HEAD", _plain(path))))
        if len(files) != 1 or files[0].path != path:
            raise InputRefused(f"the repository has no file '{path}', or it is larger than a recipe can be")
        return Found(_text(git, files[0]), path)
    listed = git.run("ls-tree", "-r", "-z", "-l", "--full-tree", "FETCH_HEAD")
    candidates = [one for one in _files(listed) if _may_be_recipe(one.path)]
    if len(candidates) > _MOST_CANDIDATES:
        raise InputRefused("the repository has too many YAML files to look for a recipe", hint="name one after '#'")
    found = [Found(text, one.path) for one in candidates if _is_recipe(text := _text(git, one, errors="replace"))]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputRefused("the repository has no recipe", hint="name one: git+URL@REF#recipes/a.yaml")
    names = ", ".join(one.path for one in found[:8])
    raise InputRefused("the repository has several recipes", hint=f"name one after '#': {names}")


def _plain(path: str) -> str:
    """Return a path that git takes for nothing but a path."""
    parts = path.split("/")
    if path.startswith(("-", ":")) or "\\" in path or not path.isprintable() or {"", ".", ".."} & set(parts):
        raise InputRefused(f"'{path}' is no path of a repository", hint="write it as recipes/a.yaml")
    return path


def _files(listed: bytes) -> Iterator[_File]:
    """Yield the plain files among the entries that are small enough for a recipe: no links, no submodules."""
    for entry in listed.split(b"\0"):
        found = _PLAIN_FILE.fullmatch(entry)
        if found and int(found["size"]) <= LARGEST_BYTES:
            with contextlib.suppress(UnicodeDecodeError):
                yield _File(found["id"].decode(), found["path"].decode())


def _may_be_recipe(path: str) -> bool:
    hidden = any(part.startswith(".") for part in PurePosixPath(path).parts)
    return path.endswith((".yaml", ".yml")) and not hidden


def _is_recipe(text: str) -> bool:
    return bool(re.search(r"^version:\s*1\s*(#.*)?$", text, re.MULTILINE) and re.search(r"^steps:", text, re.MULTILINE))


def _text(git: "_Git", file: _File, errors: str = "strict") -> str:
    try:
        return git.run("cat-file", "blob", file.id).decode("utf-8-sig", errors)
    except UnicodeDecodeError:
        raise InputRefused(f"cannot read '{file.path}': it is not UTF-8 text") from None


class _Git:
    """Git in one folder, with bounds: it asks nothing, runs nothing, and ends in time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        ours = [f"protocol.{name}.allow=always" for name in _PROTOCOLS]
        allowed = ["protocol.allow=never", "protocol.ext.allow=never", *ours]
        quiet = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "core.askPass=", "fetch.unpackLimit=1",
                 "gc.auto=0", "maintenance.auto=false", "submodule.recurse=false", "fetch.recurseSubmodules=false",
                 "http.followRedirects=initial", "advice.detachedHead=false"]  # fmt: skip
        self._options = [part for setting in (*allowed, *quiet) for part in ("-c", setting)]
        self._environment = settings.inherited(without=("GIT_", "SSH_ASKPASS")) | {
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_CEILING_DIRECTORIES": str(folder.parent),
            "GIT_NO_REPLACE_OBJECTS": "1",
            "LC_ALL": "C",
        }

    def run(self, *args: str) -> bytes:
        """Return what git prints.

        Raises:
            SetupError: it fails, or goes beyond its time or room.
        """
        with tempfile.TemporaryFile() as said, subprocess.Popen(
            ["git", "--git-dir=.", "--no-optional-locks", *self._options, *args],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            start_new_session=True,  # away from the terminal, where git would ask for a password
            preexec_fn=_bounded(),
        ) as process:  # fmt: skip
            assert process.stdout is not None
            late = threading.Timer(GIT_LIMIT_S, _end, [process])
            late.start()
            try:
                printed = process.stdout.read(_LONGEST_LIST_BYTES + 1)
                if len(printed) > _LONGEST_LIST_BYTES:
                    raise InputRefused("the repository is too large to look through", hint="name the file after '#'")
                code = process.wait()
            finally:
                timed_out = not late.is_alive()
                late.cancel()
                _end(process)
            if timed_out:
                raise SetupError(f"git took longer than {GIT_LIMIT_S} s")
            if code:
                said.seek(0)
                raise _failed(said.read(64 * 1024).decode(errors="replace"))
        return printed


def _failed(said: str) -> SetupError:
    if "index-pack" in said or "File too large" in said:  # what stores the fetched objects was ended by its limit
        most = f"{LARGEST_FETCH_BYTES // 1024 // 1024} MB"
        return SetupError(
            f"the repository is damaged, or larger than the {most} that are fetched for a recipe",
            hint="download the recipe and name the file",
        )
    lines = [line for line in said.strip().splitlines() if line] or ["no reason given"]
    return SetupError(f"git says: {lines[0].removeprefix('fatal: ')}", hint="check the address and the name after '@'")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End git and what it started."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()


def _bounded() -> Callable[[], None] | None:
    """Return what limits a child's files and processor time, where the system has such limits."""
    try:
        from imgfree import ulimit
    except ImportError:  # Windows
        return None
    limits = {"RLIMIT_FSIZE": LARGEST_FETCH_BYTES, "RLIMIT_CPU": GIT_LIMIT_S}
    return lambda: ulimit.lower(limits)
