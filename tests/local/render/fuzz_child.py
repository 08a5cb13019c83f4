"""Take broken files in and render them, one after the other, and say of each what came of it: a process of its own.

`python fuzz_child.py FOLDER SEED COUNT` prints a line of JSON before each file and one after it. With `whole` for a
seed it takes the unbroken files.
"""

import asyncio
import faulthandler
import gc
import json
import os
import sys
import threading
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
from fuzz_samples import Wounded, samples, wounded
from memory_used import peak_mb
from render_parts import draft, make, plain, shot

from imgfree.errors import ImgfreeError
from imgfree.local.answers import Refused
from imgfree.local.assets import Asset
from imgfree.local.intake import Room, accept, parts
from imgfree.local.probe import probe
from imgfree.local.render import Output
from imgfree.local.store import Store

HANG_S = 30
FRAMES = 12
CANVAS = (64, 96)
_FITS = ("auto", "fill", "blur", "contain")


def taken_in(store: Store, name: str, data: bytes) -> Asset:
    """Return the file as an upload makes it. Raises Refused."""
    with parts(store.parts, Room(10_000_000, 10_000_000, 1)) as open_part:
        part = open_part(name)
        part.write(data)
        return asyncio.run(accept(store, part.finish(), probe))


def film_of(one: Asset, beside: Asset, number: int) -> tuple[dict[str, Any], Output]:
    """Return a draft in which the file is a shot between others, or the music, and the form it is rendered in."""
    facts: dict[str, Any] = {"fit": _FITS[number % 4]}
    if number % 3 == 0:
        facts["motion"] = {"kind": "zoom_in", "amount": 0.2}
    if one.file_type == "video" and number % 5 == 1:
        facts |= {"reverse": True}
    if one.file_type == "video" and number % 5 == 2:
        facts |= {"speed": 0.7, "in_ms": 90}
    join = {"transition": {"kind": "crossfade", "ms": 100}}
    shots = [shot(beside, 150), shot(beside if one.file_type == "audio" else one, 350, **facts, **join)]
    music = [{"d": 400, "m": {"source": one.id, "start": 0, "volume": 0.5}}] if one.file_type == "audio" else []
    output = Output(("mp4", "mp4", "mp4", "webm", "gif")[number % 5])
    return draft(*shots, music=music, size=CANVAS, background="#203040"), output


def outcome(what: dict[str, Any], output: Output, assets: list[Asset], folder: Path) -> str:
    """Return `film`, or what is wrong with it. Raises ImgfreeError."""
    made = make(what, assets, folder / f"film.{output.format}", output)
    with av.open(str(made.path)) as film:
        seen = [(frame.width, frame.height) for frame in film.decode(video=0)]
    expected = [CANVAS] * (FRAMES if output.format != "gif" else FRAMES // 2)
    if seen != expected:
        return f"{len(seen)} frames of {set(seen)}"
    with av.open(str(made.path)) as film:
        if film.streams.audio and abs(sum(frame.samples for frame in film.decode(audio=0)) / 48_000 - 0.4) > 0.06:
            return "the sound is as long as it should not be"
    made.path.unlink()
    return "film"


def named(error: ImgfreeError | Refused, name: str, folder: Path) -> str:
    """Return `refused`, or what is wrong with the refusal."""
    words = f"{error.message} {getattr(error, 'hint', '')}"
    if f"'{name}'" not in error.message:
        return f"the refusal does not name the file: {words}"
    if str(folder) in words or "/" in error.message.replace("decoder", "") or "Error" in words or "\n" in words:
        return f"the refusal is not for people: {words}"
    return "refused"


def open_now() -> tuple[set[str], int]:
    """Return the names of threads and how many files are open."""
    gc.collect()
    return {thread.name for thread in threading.enumerate()}, len(os.listdir("/dev/fd"))  # noqa: PTH208


class Run:
    """One process full of files."""

    def __init__(self, folder: Path, seed: str, count: int) -> None:
        self._folder, self._out = folder, folder / "out"
        self._store = Store(folder / "data")
        whole = samples(folder)
        self._facts = {one.kind: taken_in(self._store, f"whole.{one.suffix}", one.data) for one in whole}
        self.whole = [Wounded(f"whole.{one.suffix}", one.kind, "none", one.data) for one in whole]
        self._beside = plain(folder / "beside.png", (30, 90, 60), (40, 50))
        self.files = self.whole if seed == "whole" else wounded(whole, int(seed), count)

    def one(self, number: int, broken: Wounded) -> dict[str, str]:
        """Return what came of the file at the door and in the film.

        A file that is refused at the door is rendered all the same, as if it had been damaged after it was let in.
        """
        try:
            asset = taken_in(self._store, broken.name, broken.data)
            door = "taken"
        except Refused as error:
            door = named(error, broken.name, self._folder)
            hurt = self._folder / broken.name
            hurt.write_bytes(broken.data)
            asset = replace(self._facts[broken.kind], path=hurt, filename=broken.name)
        what, output = film_of(asset, self._beside, number)
        try:
            film = outcome(what, output, [asset, self._beside], self._out)
        except ImgfreeError as error:
            film = named(error, broken.name, self._folder)
        except Exception:  # the finding itself: told in full, and the files after it still have their turn
            film = traceback.format_exc()
        return {"door": door, "film": film, "left": ", ".join(self._left())}

    def _left(self) -> list[str]:
        return [path.name for folder in (self._out, self._store.parts) for path in folder.iterdir()]


def main() -> None:
    """Go through all files."""
    faulthandler.enable()
    run = Run(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    run.one(1, run.whole[0])  # what is loaded once is loaded now
    for number, broken in enumerate(run.files):
        before = open_now()
        print(json.dumps({"begins": broken.name, "kind": broken.kind, "wound": broken.wound}), flush=True)
        faulthandler.dump_traceback_later(HANG_S, exit=True)
        came = run.one(number, broken)
        faulthandler.cancel_dump_traceback_later()
        after = open_now()
        leaks = "" if before == after else f"{before} became {after}"
        print(json.dumps(came | {"leaks": leaks, "peak_mb": peak_mb()}), flush=True)


if __name__ == "__main__":
    main()
