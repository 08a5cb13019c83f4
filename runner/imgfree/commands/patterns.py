"""What a new recipe is made after: a shipped recipe, a file, or a file in somebody's git repository."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from imgfree import resources
from imgfree.errors import InputRefused, SetupError

GIT_LIMIT_S = 120
_PROTOCOLS = ("https", "ssh", "file")
_GIT = re.compile(r"git\+(?P<url>(?P<protocol>[a-z]+)://[^\s#]+?)(?:@(?P<ref>[^@\s#:]+))?(?:#(?P<path>\S+))?")
_REF = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/+-]*")


@dataclass(frozen=True)
class Pattern:
    """A recipe's text, its stem, and the folder of its photos if they may be copied along."""

    text: str
    stem: str
    photos: Path | None


def find(source: str) -> Pattern:
    """Return the pattern that `source` names.

    Raises:
        InputRefused: there is no such recipe.
        SetupError: git is missing or fails.
    """
    if source.startswith("git+"):
        return _from_git(source)
    shipped = shipped_names()
    if source in shipped:
        folder = Path(str(resources.folder("recipes")))
        return Pattern((folder / f"{source}.yaml").read_text(encoding="utf-8"), source, folder)
    path = Path(source).expanduser()
    if path.suffix in (".yaml", ".yml") or path.is_file():
        return _from_file(path)
    raise InputRefused(
        f"there is no recipe '{source}'", hint=f"shipped: {', '.join(shipped)}; or name a file, or git+URL@REF"
    )


def shipped_names() -> list[str]:
    """Return the names of the shipped recipes."""
    return sorted(
        one.name.removesuffix(".yaml") for one in resources.folder("recipes").iterdir() if one.name.endswith(".yaml")
    )


def _from_file(path: Path) -> Pattern:
    try:
        return Pattern(path.read_text(encoding="utf-8-sig"), path.stem, None)
    except FileNotFoundError:
        raise InputRefused(f"there is no file '{path}'") from None
    except (OSError, ValueError) as error:
        raise InputRefused(
            f"cannot read '{path}': {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}"
        ) from None


def _from_git(source: str) -> Pattern:
    """Return a recipe of one commit of a repository; nothing of it is run, and only the recipe stays."""
    asked = _GIT.fullmatch(source)
    if asked is None or asked["protocol"] not in _PROTOCOLS:
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
        there = Path(folder)
        _git(there, "init", "--quiet")
        _git(there, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", asked["url"], asked["ref"])
        _git(there, "checkout", "--quiet", "--detach", "FETCH_HEAD")
        return _from_file(_chosen(there, asked["path"]))


def _git(folder: Path, *args: str) -> None:
    """Run git with no question asked, no hook or filter run, no link made, and no protocol but ours."""
    allowed = ["protocol.allow=never", *(f"protocol.{name}.allow=always" for name in _PROTOCOLS)]
    quiet = ["core.hooksPath=/dev/null", "core.symlinks=false", "core.fsmonitor=false", "core.askPass="]
    raw = ["filter.lfs.smudge=", "filter.lfs.process=", "filter.lfs.required=false"]
    options = [part for setting in (*allowed, *quiet, *raw) for part in ("-c", setting)]
    try:
        ran = subprocess.run(
            ["git", "-C", str(folder), *options, *args],
            capture_output=True,
            text=True,
            timeout=GIT_LIMIT_S,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # away from the terminal, where git would ask for a password
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SetupError(f"git took longer than {GIT_LIMIT_S} s") from None
    if ran.returncode:
        said = [line for line in ran.stderr.strip().splitlines() if line] or ["no reason given"]
        raise SetupError(
            f"git says: {said[0].removeprefix('fatal: ')}", hint="check the address and the name after '@'"
        )


def _chosen(folder: Path, path: str | None) -> Path:
    if path is not None:
        chosen = (folder / path).resolve()
        if not chosen.is_relative_to(folder.resolve()) or not chosen.is_file():
            raise InputRefused(f"the repository has no file '{path}'")
        return chosen
    found = [one for one in sorted(folder.rglob("*.y*ml")) if _is_recipe(one, folder)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.relative_to(folder).as_posix() for one in found[:8])
    if not found:
        raise InputRefused("the repository has no recipe", hint="name one: git+URL@REF#recipes/a.yaml")
    raise InputRefused("the repository has several recipes", hint=f"name one after '#': {names}")


def _is_recipe(path: Path, folder: Path) -> bool:
    if any(part.startswith(".") for part in path.relative_to(folder).parts) or not path.is_file():
        return False
    head = path.read_text(encoding="utf-8", errors="replace") if path.stat().st_size < 2**20 else ""
    return bool(re.search(r"^version:\s*1\s*(#.*)?$", head, re.MULTILINE) and re.search(r"^steps:", head, re.MULTILINE))
