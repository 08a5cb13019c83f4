"""One trial: a run that dies and is resumed until it is finished, or nobody can tell; what must hold is checked."""

import atexit
import hashlib
import io
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from imgfree import events, journal, recipe, seal, settings
from imgfree.artifacts import Artifacts
from imgfree.client import Session, connect
from imgfree.clock import RunClock
from imgfree.errors import ImgfreeError, OutcomeUnknown, SessionLost
from imgfree.executor import Run, RunResult, execute
from imgfree.journal import Journal
from imgfree.provenance import Mark, imprint
from imgfree.recipe import Inputs, Recipe
from imgfree.redaction import Redactor
from imgfree.rights import Rights
from imgfree.tools import Tools

from .disk import FaultyDisk
from .line import Line
from .peer import FILM, URL, Peer
from .world import Crash, SimulatedClock, SimulatedIds, World

STEPS = """\
version: 1
name: simulated
steps:
  - upload: a.jpg
  - id: first
    instruct: make a film
  - id: second
    instruct: make it warm
  - export: {format: mp4}
  - download: {to: a.mp4}
"""
WORDS = {"first": "make a film", "second": "make it warm"}
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(600) + b"\xff\xd9"
WILD_LIVES, CALM_LIVES = 5, 8
MARK = Mark("1.0", "nemo", {}, "a" * 64, "b" * 64, {"image": 1}, (), ())
KEY = seal.Seal(b"simulated" * 4, lasting=True)
_RENEWED = {"url", "cover_url", "sheet_url"}  # addresses may change while what they lead to does not


def _marked() -> bytes:
    made = imprint(io.BytesIO(FILM), MARK, size_bytes=len(FILM), sha256=hashlib.sha256(FILM).hexdigest())
    assert made is not None
    return FILM + made.tail


MARKED = _marked()


class Violation(AssertionError):
    """Something that must hold does not."""


@dataclass(frozen=True)
class Verdict:
    """How a trial ended: `finished`, `unknown` or `gone` (the session, which cannot be looked into any more)."""

    seed: int
    ended: str
    lives: int
    trace: tuple[str, ...]
    violation: str | None = None


@dataclass
class Trial:
    """One seed's trial below an empty folder. `forgotten` are events that a resume does not heed, as older code did."""

    seed: int
    folder: Path
    forgotten: frozenset[str] = frozenset()
    resent: Counter[str] = field(default_factory=Counter)
    accepted: set[str] = field(default_factory=set)
    reported: dict[str, dict[str, Any]] = field(default_factory=dict)
    finished: bool = False
    _settlement: tuple[str, str] | None = None  # what the user has said, until it is written

    def __post_init__(self) -> None:
        self.world = World(self.seed)
        self.mark = MARK if self.seed % 2 == 0 else None  # of its film
        self.peer = Peer(self.world)
        self.ids = SimulatedIds(self.world)
        self.disk = FaultyDisk(self.world, self.folder)
        self.runs = self.folder / "runs"
        self.runs.mkdir(parents=True)
        self.out = self.folder / "out"
        self.out.mkdir()

    def run(self) -> Verdict:
        """Return how it ended, with what was violated if anything was."""
        lives, ended, violation = 0, "", None
        try:
            for lives in range(1, WILD_LIVES + CALM_LIVES + 1):
                self.world.calm = lives > WILD_LIVES
                self.world.begin_life()
                error = self._live(f"life {lives}")
                self._between(error)
                ended = self._end(error)
                if ended:
                    break
            else:
                raise Violation(f"the run came to no end in {lives} lives")
        except Violation as found:
            violation = str(found)
            self.world.tell(f"VIOLATION: {found}")
        return Verdict(self.seed, ended, lives, tuple(self.world.trace), violation)

    def _end(self, error: BaseException | None) -> str:
        """Return how the run has ended, an empty text if it goes on."""
        if error is None:
            return "finished"
        if isinstance(error, SessionLost):
            return "gone"
        if isinstance(error, OutcomeUnknown) and not self._settle():
            return "unknown"
        return ""

    def _settle(self) -> bool:
        """Say, as a user may, what became of words that are in doubt; return whether anything was said."""
        choice = self.world.chance.choice(("accept", "resend", "leave"))
        if choice == "leave" or self.peer.is_at_work():
            return False
        [step] = [name for name, marks in journal.fold(self._records()).items() if _doubted(marks)]
        self.world.tell(f"the user says: {choice} {step}")
        if choice == "resend":
            self.resent[WORDS[step]] += 1
        else:
            self.accepted.add(WORDS[step])
        self._settlement = step, choice
        return True

    def _live(self, name: str) -> BaseException | None:
        """Run or resume the recipe in a process of its own; return what ended it, None if it is finished."""
        self.world.tell(name)
        try:
            book = Journal(
                self.runs / "r", clock=SimulatedClock(self.world), redactor=Redactor(), sinks=[self._hear],
                sealed=KEY, base=self.runs, system=self.disk,
            )  # fmt: skip
            try:
                ended = self._executed(book)
            finally:
                book.close()
        except (Crash, ImgfreeError) as error:
            return error
        if ended.error is not None:
            self.world.tell(f"it ends: {ended.error.message}")
        return ended.error

    def _executed(self, book: Journal) -> RunResult:
        """Return what became of this life's run, its end written."""
        records = journal.read(book.folder)
        about = {"recipe": str(_loaded().path), "backend": "nemo", "cwd": str(self.folder)}
        book.commit(events.RUN_RESUMED if records else events.RUN_STARTED, **about)
        if self._settlement is not None:
            step, how = self._settlement
            with book.step(step, "instruct"):
                book.commit(events.STEP_SETTLED, how=how)
            self._settlement, records = None, journal.read(book.folder)
        clock = RunClock(SimulatedClock(self.world))
        found = settings.from_environment({"NEMO_TOKEN": "nmv_usr_simulated", "IMGFREE_HOME": str(self.folder / "h")})
        with connect(
            found, Tools(clock, self.ids, book.emit), backend="nemo", api_url=URL, transport=Line(self.world, self.peer)
        ) as client:
            earlier = journal.fold(one for one in records if one["event"] not in self.forgotten)
            opened = [one for one in records if one["event"] == events.SESSION_OPENED]
            if opened:
                session = Session(opened[-1]["session_id"], opened[-1]["task_id"], opened[-1]["user_id"])
                marks = [mark for one in earlier.values() for mark in one.accepted if "file" in mark]
                client.restore(session, marks)
            run = Run(
                recipe=_loaded(), inputs=Inputs({}, (), {}), client=client, journal=book, clock=clock, ids=self.ids,
                out=self.out, cwd=self.folder, rights=Rights(), poll_s=10.0, render_limit_s=600.0, earlier=earlier,
                artifacts=Artifacts(self.runs, KEY, _loaded().path, ""), system=self.disk,
                marking=lambda steps, render_id: self.mark,
            )  # fmt: skip
            ended = execute(run)
        if ended.error is None:
            book.commit(events.RUN_FINISHED, outcome="passed", outputs={}, saved=ended.saved)
            self.finished = True
        return ended

    def _hear(self, record: Mapping[str, Any]) -> None:
        """Take what the process tells its user: it is said, and stays said."""
        self.world.tell(f"  {record['event']} {record.get('step', '')} {_shown(record)}".rstrip())
        if record["event"] == events.STEP_FINISHED:
            told = {name: value for name, value in record["outputs"].items() if name not in _RENEWED}
            known = self.reported.setdefault(record["step"], json.loads(json.dumps(told)))
            if known != json.loads(json.dumps(told)):
                raise Violation(f"'{record['step']}' was reported otherwise before")
            self._check()

    def _between(self, error: BaseException | None) -> None:
        """Let time pass between two processes, and perhaps the power go; then look at everything."""
        if isinstance(error, Crash) and self.world.chance.random() < 0.5:
            self.world.tell("the power goes")
            self.disk.lose_power()
        self._check()
        if self.finished:
            self._check_end()
        self.world.pass_time(self.world.chance.choice((0.5, 20.0, 100.0, 400.0, 4000.0)))
        self._check()

    def _check(self) -> None:
        """Check what must hold at every moment."""
        for text, count in self.peer.done.items():
            if count > 1 + self.resent[text]:
                raise Violation(f"'{text}' was done and paid {count} times")
        if len(self.peer.renders) > 1:
            raise Violation(f"{len(self.peer.renders)} renders were begun")
        if 100 - self.peer.credits != sum(self.peer.done.values()):
            raise Violation("credits and edits differ")
        if any(count > 1 for count in self.peer.uploads.values()):
            raise Violation("a file was taken twice")
        film = self.out / "a.mp4"
        if film.exists() and film.read_bytes() != (MARKED if self.mark else FILM):
            raise Violation("a file under its final name is not whole")

    def _check_end(self) -> None:
        """Check what must hold once the run was told to be finished."""
        missing = [text for text in WORDS.values() if not self.peer.done[text] and text not in self.accepted]
        if missing:
            raise Violation(f"finished, and '{missing[0]}' was never done")
        if not (self.out / "a.mp4").exists():
            raise Violation("finished, and the film is not there")

    def _records(self) -> list[dict[str, Any]]:
        return journal.read(self.runs / "r")


def tried(seed: int, folder: Path, forgotten: frozenset[str] = frozenset()) -> Verdict:
    """Return how that seed's trial ended; its folder, which must not exist, is removed."""
    try:
        return Trial(seed, folder, forgotten).run()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _doubted(marks: journal.Marks) -> bool:
    return marks.intended is not None and marks.finished is None and not marks.settled and "chars" in marks.intended


def _shown(record: Mapping[str, Any]) -> str:
    told = ("reason", "path", "render_id", "session_id", "attempt", "summary", "wait_s", "status")
    return " ".join(f"{name}={record[name]}" for name in told if record.get(name) is not None)


@cache
def _loaded() -> Recipe:
    """Return the recipe of every trial; it lies beside its photo until this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="imgfree-simulation-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "a.jpg").write_bytes(JPEG)
    (folder / "simulated.yaml").write_text(STEPS, encoding="utf-8")
    return recipe.load(folder / "simulated.yaml")
