"""What is done on another machine: some pieces of a film, from their description and the files that they are made of.

`work` is all that an engine is asked for. It needs nothing but its arguments, gives plain values, and raises nothing:
whatever is raised to who asked is the engine's own.
"""

import json
import os
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from imgfree import settings
from imgfree.errors import ImgfreeError
from imgfree.local import disk, renderer
from imgfree.local.cache import FOLDER, Cache
from imgfree.local.engines.shelf import Shelf
from imgfree.local.sandbox import parent
from imgfree.local.sandbox.parent import TaskFailed
from imgfree.local.sandbox.studio import RENDERING

MEDIA = "media"


def work(order: str, media: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the pieces that the order asks for, or which files are lacking, or why there are none.

    `pieces` holds of each piece its digest, its bytes (None where they are in the store), and whether it is new.
    `lacks` names files by digest; `failed` is what is wrong with the film, `unfit` what is wrong with this machine.
    """
    asked = json.loads(order)
    try:
        return {"at": place(), **_done(asked, media)}
    except ImgfreeError as error:
        return {"at": place(), "failed": error.message, "hint": error.hint}
    except OSError as error:
        return {"at": place(), "unfit": f"cannot keep files: {error}"}


def keep(digest: str, content: bytes) -> dict[str, Any]:
    """Keep a file that orders will need; return where that is, or what is wrong with this machine."""
    try:
        Shelf(_home() / MEDIA).keep(digest, content)
    except (ImgfreeError, OSError) as error:
        return {"at": place(), "unfit": f"cannot keep files: {error}"}
    return {"at": place()}


def place() -> str:
    """Return which of its engine's workers this is."""
    if (distributed := sys.modules.get("distributed")) is not None:
        with suppress(ValueError):
            return str(distributed.get_worker().address)
    return f"{socket.gethostname()}:{os.getpid()}"


def _done(asked: Mapping[str, Any], media: Mapping[str, bytes]) -> dict[str, Any]:
    if asked["drawn_by"] != renderer.drawn_by():
        return {"unfit": "has another imgfree than the machine that asked"}
    store = Path(asked["store"]) if asked["store"] else None
    if store is not None and not store.is_dir():
        return {"unfit": f"does not see the store '{store}'"}
    own = _home()
    shelves = [Shelf(folder / MEDIA) for folder in (own, store) if folder]
    for digest, content in media.items():
        shelves[0].keep(digest, content)
    files = {digest: next(filter(None, (shelf.find(digest) for shelf in shelves)), None) for digest in asked["files"]}
    if lacks := [digest for digest, path in files.items() if path is None]:
        return {"lacks": lacks}
    folder = (store or own) / FOLDER
    made = _made(asked, {digest: str(path) for digest, path in files.items()}, folder)
    pieces = {key: (_digest(path), None if store else path.read_bytes(), new) for key, (path, new) in made.items()}
    if store is None:
        shelves[0].trim()
        Cache(folder).trim(time.time())
    return {"pieces": pieces}


def _made(asked: Mapping[str, Any], files: Mapping[str, str], folder: Path) -> dict[str, tuple[Path, bool]]:
    """Return where each piece is, and whether it is new; whatever takes longer than it may is ended."""
    ends_s = time.monotonic() + asked["within_s"]
    assets = {
        name: facts | {"path": files.get(facts["sha256"], f"not sent: {facts['filename']}")}
        for name, facts in asked["assets"].items()
    }
    about = {name: asked[name] for name in ("reel", "output", "pictures", "sound")} | {"assets": assets}

    def late() -> bool:
        return bool(time.monotonic() > ends_s)

    try:
        made = parent.shared().run("make", about | {"cache": str(folder)}, RENDERING, cancelled=late)
    except TaskFailed as error:
        for path in folder.glob(f"*/*.{error.pid}-*.part*"):  # what the child was writing, if it had to be ended
            disk.remove(path)
        if late():
            raise TaskFailed(f"a piece took longer than {asked['within_s']:g} s, and was ended") from error
        if error.ended:
            raise TaskFailed(f"the film cannot be made: {error.message}", hint=error.hint) from error
        raise
    return {key: (Path(path), new) for key, (path, new) in made.items()}


def _home() -> Path:
    return settings.from_environment().home / "engine"


def _digest(path: Path) -> str:
    return path.stem.partition(".")[2]
