"""Recipes in somebody's git repository, read without a checkout of git's.

Git works in an empty folder of ours. Files come from its object store as they are: plain ones only, under names that
any disk can have. A commit that was fetched once is kept by its id, and never asked for again.
"""

import contextlib
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from imgfree import disk
from imgfree.errors import InputRefused, SetupError
from imgfree.replays import find
from imgfree.sharing.git import PROTOCOLS, Git

LARGEST_BYTES = 1024 * 1024  # of a recipe, as everywhere
LARGEST_FILE_BYTES = 32 * 1024 * 1024  # of what a recipe takes along
_SOURCE = re.compile(r"git\+(?P<url>(?P<protocol>[a-z]+)://[^\s#]+?)(?:@(?P<ref>[^@\s#:]+))?(?:#(?P<path>\S+))?")
_REF = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/+-]*")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_AUTHORITY = re.compile(r"[a-z]+://(?:[^@/-][^@/]*@)?(?!-)[^@/]*/")
_ENTRY = re.compile(rb"(?P<mode>\d{6}) (?P<type>\w+) (?P<id>[0-9a-f]+) +(?P<size>\d+|-)\t(?P<path>.+)", re.DOTALL)
_WHAT = {b"120000": "a link", b"160000": "a submodule"}
_LONGEST_LICENCE = 80  # letters of its first line
_POINTER = b"version https://git-lfs"
_REFUSED = "refused.json"


@dataclass(frozen=True)
class Address:
    """Where a repository is, and what of it is meant: a branch, tag or commit, and the path of a recipe."""

    url: str
    ref: str | None = None
    path: str | None = None

    def __str__(self) -> str:
        return f"git+{self.url}{f'@{self.ref}' if self.ref else ''}{f'#{self.path}' if self.path else ''}"


@dataclass(frozen=True)
class Refs:
    """The commits that the names of a repository mean now."""

    tags: Mapping[str, str]
    heads: Mapping[str, str]


@dataclass(frozen=True)
class Commit:
    """A commit as a folder of its plain files. `refused` says of the others what they are, by path."""

    id: str
    folder: Path
    refused: Mapping[str, str]


def address(source: str, *, with_ref: bool = True) -> Address:
    """Return what `git+URL@REF#PATH` means.

    Raises:
        InputRefused: it is malformed, or names no branch, tag or commit where it must.
    """
    asked = _SOURCE.fullmatch(source)
    if asked is None or asked["protocol"] not in PROTOCOLS or not _AUTHORITY.match(asked["url"]):
        raise InputRefused(
            f"'{source}' is not a repository", hint="write git+https://HOST/REPOSITORY@REF#recipes/a.yaml"
        )
    if (with_ref or asked["ref"]) and not _REF.fullmatch(asked["ref"] or ""):
        raise InputRefused(
            f"'{source}' names no branch, tag or commit", hint="add it: git+URL@v1.2; what a branch holds may change"
        )
    return Address(asked["url"], asked["ref"], asked["path"] and _plain(asked["path"]))


@contextlib.contextmanager
def opened(asked: Address, home: Path | None = None) -> Iterator[Commit]:
    """Yield what a repository has under that name now: of a recipe that is named its folder, cassettes and licence.

    It is kept below `home`, where that can be written: a commit that is named by its whole id is asked for once.

    Raises:
        InputRefused: it has too many files.
        SetupError: git is missing, fails, or takes too long or too much room.
    """
    parts = _parts(asked.path)
    kept = _kept_at(home, asked, parts) if home else None
    if kept and asked.ref and _COMMIT.fullmatch(asked.ref) and (kept / asked.ref / _REFUSED).is_file():
        yield _commit(kept / asked.ref)
        return
    with _fetched(asked.url, asked.ref or "HEAD") as git, tempfile.TemporaryDirectory(prefix="imgfree-") as apart:
        id_ = git.run("rev-parse", "--verify", "FETCH_HEAD^{commit}").decode().strip()
        draft = Path(apart) / id_
        _write(git, draft, parts)
        yield _commit((kept and _keep(draft, kept / id_)) or draft)


def refs(url: str) -> Refs:
    """Return the commits that a repository's tags and branches name.

    Raises:
        SetupError: as for `opened`.
    """
    with _empty() as git:
        listed = git.run("ls-remote", "--quiet", "--tags", "--heads", "--", url).decode(errors="replace")
    found: dict[str, dict[str, str]] = {"tags": {}, "heads": {}}
    for line in listed.splitlines():
        id_, _, name = line.partition("\trefs/")
        sort, _, name = name.partition("/")
        if _REF.fullmatch(name.removesuffix("^{}")) and sort in found:
            found[sort][name.removesuffix("^{}")] = id_  # what an annotated tag leads to comes behind the tag
    return Refs(found["tags"], found["heads"])


def youngest_tag(asked: Address) -> str:
    """Return the tag that was made last; raises as `refs` does."""
    with _empty() as git:
        git.run("fetch", "--quiet", "--depth=1", "--no-recurse-submodules", "--no-auto-maintenance",
                "--no-write-commit-graph", "--", asked.url, "refs/tags/*:refs/tags/*")  # fmt: skip
        listed = git.run("for-each-ref", "--sort=-creatordate", "--count=1", "--format=%(refname:strip=2)", "refs/tags")
    return listed.decode().strip()


def licence(folder: Path) -> str:
    """Return the first line of the repository's licence that says something; nothing if it has none."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and _is_licence(path.name):
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            first = next((line.strip() for line in lines if line.strip()), "")
            return "".join(sign for sign in first if sign.isprintable())[:_LONGEST_LICENCE]
    return ""


def choose(commit: Commit, path: str | None) -> str:
    """Return the path of the recipe that is meant: the one named, else the only one.

    Raises:
        InputRefused: there is none, or there are several, or it is no plain file of a recipe's size.
    """
    if path is not None:
        check(commit, path)
        return path
    return _only([found.relative_to(commit.folder).as_posix() for found in find.recipes_below(commit.folder)])


def check(commit: Commit, path: str) -> None:
    """Raise InputRefused unless the commit has that file; of what is no file it is said what it is."""
    if path in commit.refused:
        raise InputRefused(f"'{path}' is {commit.refused[path]} in the repository", hint="only plain files are taken")
    if not (commit.folder / path).is_file():
        raise InputRefused(f"the repository has no file '{path}'")


@contextlib.contextmanager
def _empty() -> Iterator[Git]:
    if shutil.which("git") is None:
        raise SetupError("git is not installed", hint="install git, or download the recipe and name the file")
    with tempfile.TemporaryDirectory(prefix="imgfree-") as folder:
        git = Git(Path(folder))
        git.run("init", "--quiet", "--bare", "--template=", ".")
        yield git


@contextlib.contextmanager
def _fetched(url: str, ref: str) -> Iterator[Git]:
    with _empty() as git:
        git.run("fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance",
                "--no-write-commit-graph", "--", url, ref)  # fmt: skip
        yield git


def _parts(path: str | None) -> tuple[str, ...]:
    """Return the folders that a recipe has to do with; none for all of them."""
    folder = PurePosixPath(path or "").parent
    return () if folder == PurePosixPath() else (f"{folder}/", f"{(folder.parent / 'cassettes').as_posix()}/")


def _kept_at(home: Path, asked: Address, parts: tuple[str, ...]) -> Path:
    name = "\n".join((asked.url, *parts))
    return home / "templates" / hashlib.sha256(name.encode()).hexdigest()[:16]


def _keep(draft: Path, place: Path) -> Path | None:
    """Return where a commit's files are kept from now on; None where they cannot be."""
    with contextlib.suppress(OSError):
        if not (place / _REFUSED).is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            near = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=place.parent))
            try:
                shutil.copytree(draft, near / place.name)
                (near / place.name).rename(place)
            finally:
                shutil.rmtree(near, ignore_errors=True)
        return place
    return place if (place / _REFUSED).is_file() else None  # somebody else was faster


def _commit(folder: Path) -> Commit:
    refused = json.loads((folder / _REFUSED).read_text(encoding="utf-8"))
    return Commit(folder.name, folder / "files", refused)


def _write(git: Git, folder: Path, parts: tuple[str, ...]) -> None:
    """Write the plain files of the commit that was fetched, and beside them what the others are."""
    files = folder / "files"
    files.mkdir(parents=True)
    refused: dict[str, str] = {}
    listed = git.run("ls-tree", "-r", "-z", "-l", "--full-tree", "FETCH_HEAD", *parts)
    licences = git.run("ls-tree", "-z", "-l", "--full-tree", "FETCH_HEAD") if parts else b""
    for entry in [*_entries(listed), *(one for one in _entries(licences) if _is_licence(one["path"].decode()))]:
        path = entry["path"].decode()
        what = _WHAT.get(entry["mode"]) or ("too large" if int(entry["size"]) > LARGEST_FILE_BYTES else "")
        content = b"" if what else git.run("cat-file", "blob", entry["id"].decode(), most_bytes=LARGEST_FILE_BYTES)
        if content.startswith(_POINTER):
            what = "a pointer of Git LFS, not the file itself,"
        if what:
            refused[path] = what
        else:
            disk.write(files / path, content, base=files, replace=True)
    disk.write(folder / _REFUSED, json.dumps(refused).encode(), replace=False)


def _entries(listed: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the entries that can have a name on any disk; hidden ones are nobody's material."""
    for entry in listed.split(b"\0"):
        found = _ENTRY.fullmatch(entry)
        with contextlib.suppress(UnicodeDecodeError, InputRefused):
            if found and found["type"] != b"tree" and not _hidden(_plain(found["path"].decode())):
                yield found


def _is_licence(name: str) -> bool:
    """Return whether a file is called as licences are."""
    return re.match(r"(LICEN[SC]E|COPYING)\b", name) is not None


def _plain(path: str) -> str:
    """Return a path that git, and any disk, takes for nothing but a path."""
    parts = path.split("/")
    odd = path.startswith(("-", ":")) or "\\" in path or not path.isprintable()
    if odd or {"", ".", ".."} & set(parts):
        raise InputRefused(f"'{path}' is no path of a repository", hint="write it as recipes/a.yaml")
    return path


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _only(recipes: list[str]) -> str:
    if len(recipes) == 1:
        return recipes[0]
    if not recipes:
        raise InputRefused("the repository has no recipe", hint="name one: git+URL@REF#recipes/a.yaml")
    names = ", ".join(recipes[:8])
    raise InputRefused("the repository has several recipes", hint=f"name one after '#': {names}")
