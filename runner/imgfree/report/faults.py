"""What is wrong with the films of a run, looked at as `imgfree inspect` does, where this installation can."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from imgfree.errors import ImgfreeError
from imgfree.local.inspection.findings import Inspection, notes, span
from imgfree.report.texts import Texts
from imgfree.runs.app import App

MOST_FILMS = 4  # each costs a part of the time that it plays
_MOST_FAULTS = 20


@dataclass(frozen=True)
class Fault:
    """One finding: when, what, what to say, and whether it may be meant so."""

    when: str
    what: str
    mend: str
    sure: bool


@dataclass(frozen=True)
class Looked:
    """What was found in one film, and what could not be looked for."""

    film: str
    faults: tuple[Fault, ...]
    unchecked: tuple[str, ...]


def looked_at(app: App, folder: Path, texts: Texts) -> Sequence[Looked]:
    """Return what is wrong with the run's films; nothing where none can be read, or nothing here can read films."""
    try:
        from imgfree.runs.inspections import of_run

        found = of_run(app, folder, most=MOST_FILMS)
    except (ImportError, ImgfreeError, OSError):
        return ()
    return tuple(_looked(each.inspection, texts) for each in found)


def _looked(one: Inspection, texts: Texts) -> Looked:
    return Looked(
        texts.line(one.name, 200),
        tuple(_faults(one, texts)),
        tuple(texts.line(note, 300) for note in notes(one)),
    )


def _faults(one: Inspection, texts: Texts) -> Iterator[Fault]:
    for fault in one.findings[:_MOST_FAULTS]:
        yield Fault(span(fault.at_s, fault.end_s), texts.line(fault.what, 300), texts.line(fault.mend, 200), fault.sure)
