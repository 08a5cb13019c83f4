"""The skill for agents: where each host looks for it, how a copy is marked, and what became of copies that lie there.

The folders are those of the hosts' own pages, read in November 2026: code.claude.com/docs/en/skills,
developers.openai.com/codex/skills (`~/.agents/skills`; `~/.codex/skills` is the older place), cursor.com/docs/skills,
docs.openclaw.ai/tools/skills (a workspace's own skills lie in `skills`), and agentskills.io for what all agree on.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from imgfree import __version__, disk, resources
from imgfree.errors import PathRefused, SetupError
from imgfree.settings import Settings

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NAME, MAIN = "imgfree", "SKILL.md"
HOSTS = {
    "claude": (".claude/skills", ".claude/skills"),
    "codex": (".agents/skills", ".agents/skills"),
    "cursor": (".cursor/skills", ".cursor/skills"),
    "openclaw": (".openclaw/skills", "skills"),
    "agents": (".agents/skills", ".agents/skills"),
}  # below the home of the user, below a project
State = Literal["current", "old", "edited"]

_MARK = re.compile(r"\n<!-- imgfree (\S+) sha256:([0-9a-f]{64}) -->\n\Z")
_MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Copy:
    """A skill that lies in a host's folder. `version` is the imgfree that wrote it, "" where nothing tells."""

    host: str
    folder: Path
    project: bool
    state: State
    version: str


def texts() -> dict[str, str]:
    """Return the skill's files by their names below its folder, each marked with version and digest."""
    return {name: marked(text) for name, text in _shipped(resources.folder("skills").joinpath(NAME), "")}


def marked(text: str) -> str:
    """Return a file's text with its last line: which imgfree wrote it, and the digest of the rest."""
    return f"{text}\n<!-- imgfree {__version__} sha256:{_digest(text)} -->\n"


def folder(host: str, settings: Settings, *, project: bool, name: str = NAME) -> Path:
    """Return where that host looks for the skill of that name: below the user's home, or below the working folder.

    Raises:
        SetupError: this user has no home.
    """
    below_home, below_project = HOSTS[host]
    if project:
        return settings.cwd / below_project / name
    if settings.user_home is None:
        raise SetupError("this user has no home folder", hint="install it into the working folder with --project")
    return settings.user_home / below_home / name


def install(into: Path, new: Mapping[str, str], *, force: bool, base: Path | None = None) -> list[Path]:
    """Put these marked files there and return their paths, in this order; what an older imgfree left there is gone.

    No link is followed below `base`.

    Raises:
        PathRefused: a file there was edited, or is somebody else's, and `force` does not say to replace it.
        SetupError: it cannot be written.
    """
    try:
        found = _found(into, base)
        edited = [name for name in new if name in found and _state(found[name], new[name]) == "edited"]
        if edited and not force:
            raise PathRefused(
                f"'{into / edited[0]}' is not as imgfree wrote it", hint="replace it with --force, or move it away"
            )
        for name, text in new.items():
            disk.write(into / name, text.encode(), base=base, replace=True)
        for name in found.keys() - new.keys():
            if _state(found[name], "") == "old":
                (into / name).unlink()
    except OSError as error:
        raise SetupError(f"'{into}' cannot be written: {error.strerror}") from error
    return [into / name for name in new]


def copies(settings: Settings) -> Iterator[Copy]:
    """Yield the skill of every host that has one, of the user and of the working folder; a shared folder once."""
    new, seen = texts(), set[Path]()
    for project in (False, True):
        for host in HOSTS:
            if settings.user_home is None and not project:
                continue
            there = folder(host, settings, project=project)
            if there in seen:
                continue
            seen.add(there)
            found = _found(there, settings.cwd if project else None)
            if MAIN in found:
                states = {_state(found[name], text) if name in found else "old" for name, text in new.items()}
                state = next(one for one in ("edited", "old", "current") if one in states)
                mark = _MARK.search(found[MAIN])
                yield Copy(host, there, project, state, mark[1] if mark else "")


def _shipped(folder: "Traversable", path: str) -> Iterator[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda one: (one.is_dir(), one.name)):
        if item.is_dir():
            yield from _shipped(item, f"{path}{item.name}/")
        elif item.name.endswith(".md"):
            yield f"{path}{item.name}", item.read_text(encoding="utf-8")


def _found(folder: Path, base: Path | None) -> dict[str, str]:
    """Return the pages that lie there; what is no text, or a link below `base`, is none."""
    found = {}
    for path in sorted(folder.rglob("*.md")):
        try:
            content = disk.read(path, most_bytes=_MOST_BYTES, base=base)
        except OSError:
            continue
        text = content.decode("utf-8", errors="replace").replace("\r\n", "\n")  # as git may have written them
        found[path.relative_to(folder).as_posix()] = text
    return found


def _state(found: str, new: str) -> State:
    mark = _MARK.search(found)
    if found == new:
        return "current"
    return "old" if mark and _digest(found[: mark.start()]) == mark[2] else "edited"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
