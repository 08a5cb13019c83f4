"""Which run an idempotency key stands for: told once, for ever, by whichever process is first."""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from imgfree import disk
from imgfree.errors import InputRefused, SetupError
from imgfree.runs.app import App

FOLDER = "agents"
_MOST_BYTES = 4_000_000


@dataclass(frozen=True)
class Claim:
    """What was begun under a key, and all that a process needs to begin it or to go on with it."""

    key: str
    digest: str  # of what was asked
    run_dir: Path
    cwd: Path
    order: Mapping[str, Any] = field(default_factory=dict)  # as `run.started` keeps it
    after: Path | None = None  # the run whose film this one changes
    voice: str = ""  # en or zh, in which its change was said; "" where the run's own words tell
    path: Path = Path()  # where the claim is kept

    @property
    def run_id(self) -> str:
        """Return the run's id."""
        return self.run_dir.name


def find(app: App, key: str, digest: str) -> Claim | None:
    """Return what was begun under that key; None if nothing was.

    Raises:
        InputRefused: it was something else, or the run was removed.
        SetupError: it cannot be read.
    """
    path = _path(app, key)
    try:
        claim = read(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise SetupError(
            f"'{path}' cannot be read", hint="what was begun under this key is not known any more"
        ) from error
    if claim.digest != digest:
        raise InputRefused(
            f"the key '{key}' stands for run {claim.run_id}, which was asked for something else",
            hint="another film needs another key",
        )
    if not claim.run_dir.is_dir():
        raise InputRefused(
            f"run {claim.run_id} of the key '{key}' was removed", hint="take a new key to pay for it anew"
        )
    return claim


def holder(app: App, key: str) -> str:
    """Return the run of a key that is taken."""
    return read(_path(app, key)).run_id


def take(app: App, claim: Claim) -> Claim:
    """Return what the key stands for from now on: this claim, or that of who was first, maybe in another process.

    Raises:
        InputRefused: that one is of something else.
        SetupError: IMGFREE_HOME or the run's folder cannot be written.
    """
    path = _path(app, claim.key)
    content = json.dumps(asdict(claim), default=str).encode()
    try:
        disk.opened(claim.run_dir, base=claim.cwd, make=True, mode=disk.PRIVATE_FOLDER).close()
        path.parent.mkdir(mode=disk.PRIVATE_FOLDER, parents=True, exist_ok=True)
        disk.write(path, content, replace=False, mode=disk.PRIVATE_FILE)
    except FileExistsError:
        claim.run_dir.rmdir()
        first = find(app, claim.key, claim.digest)
        assert first is not None
        return first
    except OSError as error:
        with contextlib.suppress(OSError):
            claim.run_dir.rmdir()
        hint = "runs are kept in the first root, or below `imgfree mcp --out DIR`; keys in IMGFREE_HOME"
        raise SetupError(
            f"'{error.filename or claim.run_dir}' cannot be written: {error.strerror}", hint=hint
        ) from error
    return _claim(json.loads(content), path)


def of(app: App, run_id: str) -> Claim | None:
    """Return what claims that run; None where no key stands for it, or it was removed."""
    for path in (app.settings.home / FOLDER).glob("*.json"):
        with contextlib.suppress(OSError, ValueError):
            found = read(path)
            if found.run_id == run_id and found.run_dir.is_dir():
                return found
    return None


def read(path: Path) -> Claim:
    """Return the claim that is kept there.

    Raises:
        OSError, ValueError: it cannot be read, or is none.
    """
    return _claim(json.loads(disk.read(path, most_bytes=_MOST_BYTES)), path)


def _path(app: App, key: str) -> Path:
    return app.settings.home / FOLDER / f"{hashlib.sha256(key.encode(errors='replace')).hexdigest()}.json"


def _claim(told: Any, path: Path) -> Claim:
    if not isinstance(told, dict) or not told.keys() >= {"key", "digest", "run_dir", "cwd", "order"}:
        raise ValueError("this is no claim")
    after = Path(told["after"]) if told.get("after") else None
    places = {name: Path(str(told[name])) for name in ("run_dir", "cwd")}
    voice = str(told.get("voice", ""))
    return Claim(told["key"], told["digest"], **places, order=told["order"], after=after, voice=voice, path=path)
