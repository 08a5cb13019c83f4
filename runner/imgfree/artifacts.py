"""The files that earlier runs left behind, by our own journals: what of them a run may replace, or go on with."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import disk, events, past
from imgfree.errors import ImgfreeError
from imgfree.past import EVENTS_FILE, MOST_BYTES, Record
from imgfree.seal import Seal, passing


@dataclass(frozen=True)
class Artifacts:
    """What the journals below `runs_dir` tell, those alone that `seal` knows for ours.

    `recipe` is the one that runs now, with its digest; a run that `replays` may have a placeholder for the film, and
    replaces only what another replay left. `kept_out` are folders in which no download has a place.
    """

    runs_dir: Path
    seal: Seal
    recipe: Path
    recipe_sha256: str
    kept_out: tuple[Path, ...] = ()
    replays: bool = False
    run_id: str = ""
    folders: tuple[Path, ...] | None = None  # the runs to ask, where it is known which; else all below `runs_dir`

    def made(self, target: Path, sha256: str, *, by_any_recipe: bool, by_this_run: bool) -> bool:
        """Return whether a run put a file of that content there: of this recipe, or of any.

        What the run `run_id` itself put there counts only if that is wanted: two steps of one name are a mistake.
        """
        found = [
            record["run_id"]
            for began, record in self._told(events.DOWNLOAD_RECEIVED, target, sha256)
            if record["sha256"] == sha256
            and (by_any_recipe or self._is_same(began))
            and (began.get("replay") is not None or not self.replays)
        ]
        return bool(found) and (by_this_run or self.run_id not in found)

    def begun(self, target: Path, part: str) -> bool:
        """Return whether a run began a file of that name on its way to the target."""
        return any(record["part"] == part for _, record in self._told(events.DOWNLOAD_BEGUN, target, part))

    def keeps_out(self, folder: Path) -> bool:
        """Return whether this is one of the folders in which no download has a place."""
        return any(_same(folder, one) for one in self.kept_out)

    def _is_same(self, began: Mapping[str, Any]) -> bool:
        recipe = began.get("recipe")
        if not recipe:  # a conversation
            return False
        return os.path.realpath(recipe) == os.path.realpath(self.recipe) or (
            bool(self.recipe_sha256) and began.get("recipe_sha256") == self.recipe_sha256
        )

    def _told(self, event: str, target: Path, word: str) -> Iterator[tuple[Mapping[str, Any], Record]]:
        """Yield how a run of ours began, and what it says of the target in such events; the newest run first.

        Only journals that hold `word` are looked into.
        """
        place, written = _place(target), json.dumps(word, ensure_ascii=False).encode(errors="backslashreplace")
        for folder in past.folders(self.runs_dir) if self.folders is None else self.folders:
            try:
                if written not in disk.read(folder / EVENTS_FILE, most_bytes=MOST_BYTES, base=folder.parent):
                    continue
                records = past.our_log(folder, self.seal).records
            except (OSError, ImgfreeError):
                continue
            began = past.start_of(records)
            for record in records:
                if record["event"] == event and _place(Path(began.get("cwd", ""), record["path"])) == place:
                    yield began, record


def none() -> Artifacts:
    """Return that nothing was left behind."""
    return Artifacts(Path(os.devnull), passing(), Path(), "")


def _place(path: Path) -> Path:
    """Return a file's place, whichever way leads to its folder; a link in its place is not followed."""
    return Path(os.path.realpath(path.parent)) / path.name


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
