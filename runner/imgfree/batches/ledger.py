"""The batch's own journal, read back: which row is which run, and how it ended."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from imgfree import events, past
from imgfree.errors import ImgfreeError, RecipeError, SetupError
from imgfree.seal import Seal

TABLE_FILE = "table"  # what came from stdin
DONE, FAILED, REFUSED, LEFT = "passed", "failed", "refused", "left"
_RENEWED = ("engine", "store", "marks")  # of what a batch is asked for: the last word counts


@dataclass(frozen=True)
class Ended:
    """How a row ended. `run` is the name of its folder below rows/; a refused row has none."""

    key: str
    run: str
    outcome: str
    duration_s: float = 0.0
    paths: tuple[str, ...] = ()
    edits: int = 0
    credits: int | None = None
    error: str = ""
    at: str = ""
    hint: str = ""

    def to_event(self) -> dict[str, Any]:
        """Return the fields of `row.ended`."""
        return {**asdict(self), "paths": list(self.paths)}

    @classmethod
    def from_event(cls, record: Mapping[str, Any]) -> "Ended":
        """Return what such an event tells."""
        told = {name: record[name] for name in cls.__dataclass_fields__ if name in record}
        return cls(**{**told, "paths": tuple(told.get("paths", ()))})


@dataclass
class State:
    """What is known of a batch: the newest run of each row, and the newest end of each."""

    began: Mapping[str, Any] = field(default_factory=dict)
    rows_sha256: str = ""
    recipe_sha256: str = ""
    runs: dict[str, str] = field(default_factory=dict)  # key -> the folder of its newest run
    ended: dict[str, Ended] = field(default_factory=dict)
    finished: bool = False

    def take(self, record: Mapping[str, Any]) -> None:
        """Remember one event."""
        match record["event"]:
            case events.BATCH_STARTED:
                self.began = record
                self.rows_sha256, self.recipe_sha256 = record["rows_sha256"], record["recipe_sha256"]
            case events.BATCH_RESUMED:
                self.rows_sha256, self.recipe_sha256 = record["rows_sha256"], record["recipe_sha256"]
                self.finished = False
                self.began = {**self.began, **{name: record[name] for name in _RENEWED if name in record}}
                for key in record["changed"]:  # what they were before is no longer theirs
                    self.runs.pop(key, None)
                    self.ended.pop(key, None)
            case events.ROW_STARTED:
                self.runs[record["key"]] = record["run"]
                self.ended.pop(record["key"], None)
            case events.ROW_ENDED:
                self.ended[record["key"]] = Ended.from_event(record)
            case events.BATCH_FINISHED:
                self.finished = True


def fold(records: Iterable[Mapping[str, Any]]) -> State:
    """Return what these events come to."""
    state = State()
    for record in records:
        state.take(record)
    return state


def read(folder: Path, seal: Seal) -> State:
    """Return what is known of the batch in that folder.

    Raises:
        NotOurs: this installation did not make it.
        SetupError: it never began.
    """
    state = fold(past.our_log(folder, seal).records)
    if not state.began:
        raise SetupError(f"batch {folder.name} never started", hint="run it anew with: imgfree batch")
    return state


def to_resume(runs_dir: Path, seal: Seal) -> Path | None:
    """Return the folder of the newest batch of ours if it has rows to come, and began after every run; else None."""
    newest = next(iter(folders(runs_dir)), None)
    if newest is None or any(run.name > newest.name for run in past.folders(runs_dir)):
        return None
    try:
        state = read(newest, seal)
    except (ImgfreeError, KeyError):
        return None
    return None if state.finished else newest


def told(runs_dir: Path, seal: Seal) -> list[dict[str, Any]]:
    """Return how each batch stands, the newest first, for a script; one that is not ours is left out."""
    found = []
    for folder in folders(runs_dir):
        try:
            state = read(folder, seal)
            began = state.began
            ends = [row.outcome for row in state.ended.values()]
            found.append(
                {
                    "batch_id": folder.name,
                    "outcome": "finished" if state.finished else "unfinished",
                    "began": began["ts"],
                    "backend": began["backend"],
                    "rows": began["rows"],
                    "passed": ends.count(DONE),
                    "failed": ends.count(FAILED),
                    "recipe": began["recipe"],
                    "table": began["table"],
                }
            )
        except (ImgfreeError, KeyError):
            continue
    return found


def folders(runs_dir: Path) -> list[Path]:
    """Return the folders of all batches, the newest first."""
    return past.folders(past.batches_dir(runs_dir))


def find(runs_dir: Path, batch_id: str) -> Path | None:
    """Return the folder of that batch; the start of an id is enough if only one has it. None if there is none.

    Raises:
        RecipeError: there are several.
    """
    matching = [folder for folder in folders(runs_dir) if folder.name.startswith(batch_id)]
    exact = [folder for folder in matching if folder.name == batch_id]
    if len(exact or matching) > 1:
        raise RecipeError(f"{len(matching)} batches begin with '{batch_id}'", hint="give more of the id")
    return next(iter(exact or matching), None)


def rows_file(sha256: str) -> str:
    """Return the name of the file with the films of that digest, as they were checked."""
    return f"rows-{sha256[:16]}.jsonl"


def run_name(key: str, attempt: int) -> str:
    """Return the name of the folder of a row's run; the first has the row's own."""
    return key if attempt == 1 else f"{key}~{attempt}"


def next_run(rows: Path, key: str) -> str:
    """Return a name for another run of that row."""
    attempt = 1
    while (rows / run_name(key, attempt)).exists():
        attempt += 1
    return run_name(key, attempt)


def runs_of(runs_dir: Path, key: str) -> tuple[Path, ...]:
    """Return the folders of all runs of rows with that key, of any batch."""
    found: list[Path] = []
    for batch in folders(runs_dir):
        attempt = 1
        while (folder := batch / past.ROWS / run_name(key, attempt)).is_dir():
            found.append(folder)
            attempt += 1
    return tuple(found)
