"""Rights that the user gave a recipe once: kept by its digest in IMGFREE_HOME, void when one byte of it changes.

Nothing in the recipe's folder is asked, so that nothing in it can grant anything.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from imgfree import disk
from imgfree.errors import SetupError
from imgfree.recipe import Recipe
from imgfree.rights import Rights
from imgfree.runs.app import App
from imgfree.settings import Settings

FOLDER = "grants"
_MOST_BYTES = 64 * 1024
_KEPT = ("allow_read", "allow_env", "allow_hosts")  # what can be granted once; the rest is said each time


def digest(loaded: Recipe) -> str:
    """Return the digest of the recipe's text, as it was read."""
    return hashlib.sha256(loaded.document.text.encode()).hexdigest()


def granted(settings: Settings, loaded: Recipe) -> Rights:
    """Return what was granted to this very text; nothing if that cannot be told."""
    try:
        found = json.loads(disk.read(_file(settings, loaded), most_bytes=_MOST_BYTES))
    except (OSError, ValueError, RecursionError, SetupError):  # no home, no grants
        return Rights()
    return _rights(found) if isinstance(found, dict) else Rights()


def grant(app: App, loaded: Recipe, rights: Rights) -> Rights:
    """Remember these rights on top of those that are there, and return all of them.

    Raises:
        SetupError: IMGFREE_HOME cannot be written.
    """
    kept = granted(app.settings, loaded).plus(rights)
    fields = {name: value for name, value in kept.to_event().items() if name in _KEPT}
    _write(app.settings, loaded, {"recipe": str(loaded.path.absolute()), "name": loaded.name, **fields})
    return kept


def revoke(app: App, loaded: Recipe) -> bool:
    """Forget what was granted to this text; return whether there was anything."""
    path = _file(app.settings, loaded)
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


def _file(settings: Settings, loaded: Recipe) -> Path:
    return settings.home / FOLDER / f"{digest(loaded)}.json"


def _rights(found: dict[str, Any]) -> Rights:
    """Return the rights in a file of ours; anything that is not a list of texts is none."""
    texts = {
        name: tuple(one for one in found.get(name, ()) if isinstance(one, str))
        for name in _KEPT
        if isinstance(found.get(name), list)
    }
    return Rights.from_event(texts)


def _write(settings: Settings, loaded: Recipe, value: dict[str, Any]) -> None:
    path = _file(settings, loaded)
    try:
        content = json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
        path.parent.mkdir(mode=disk.PRIVATE_FOLDER, parents=True, exist_ok=True)
        disk.write(path, content, replace=True, mode=disk.PRIVATE_FILE)
    except OSError as error:
        raise SetupError(
            f"the grant cannot be kept in '{path.parent}': {error.strerror}",
            hint="set IMGFREE_HOME to a folder of your own",
        ) from error
