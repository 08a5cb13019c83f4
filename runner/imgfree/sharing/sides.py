"""Both films of an update, side by side on one page: their stills, and the clauses that are heard otherwise."""

import base64
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from imgfree import disk
from imgfree.errors import ImgfreeError, SetupError
from imgfree.planning import preview
from imgfree.replays.cases import Case
from imgfree.replays.find import cassette_of
from imgfree.replays.judge import judge
from imgfree.report.page import digest, environment
from imgfree.results import RunResult
from imgfree.rights import Rights
from imgfree.runs.app import App
from imgfree.runs.audience import NOBODY
from imgfree.runs.order import Order
from imgfree.sharing.update import Update

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Side:
    """One version of a recipe: its stills as base64, the clauses of its words, what is wrong where there are none."""

    version: str
    sheets: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]  # outcome and text
    cassette: str  # how the replay of the template's own ended
    trouble: str = ""


def seen(app: App, path: Path, version: str, published: Path) -> Side:
    """Return how the recipe in a file looks now, and what the cassette comes to that was published with this version.

    Nothing is rendered and nothing kept.
    """
    cassette = replayed(app, published)
    try:
        ended = preview.preview(app, Order(path, {}, "local", Path(), Rights(), advise=True), NOBODY)
    except ImgfreeError as error:
        return Side(version, (), (), cassette, error.message)
    sheets = tuple(dict.fromkeys(base64.b64encode(one.jpeg).decode() for one in ended.previews))
    return Side(version, sheets, tuple(_clauses(ended)), cassette, ended.error.message if ended.error else "")


def replayed(app: App, published: Path) -> str:
    """Return how the replay of a template's own cassette ended."""
    cassette = cassette_of(published, ())
    if cassette is None:
        return "there is none"
    return judge(app, Case(published, cassette)).outcome


def changed(before: Side, after: Side) -> list[dict[str, str]]:
    """Return the clauses that only one side has, those from before first."""
    old, new = Counter(before.clauses), Counter(after.clauses)
    sides = (("before", old - new), ("after", new - old))
    return [
        {"side": side, "outcome": outcome, "text": text} for side, left in sides for outcome, text in left.elements()
    ]


def write(path: Path, update: Update, before: Side, after: Side) -> None:
    """Write the page; raises SetupError where that cannot be done."""
    style = (_HERE / "sides.css").read_text(encoding="utf-8")
    text = environment(_HERE).get_template("sides.html").render(
        name=update.path.stem, template=update.taken.source, style=style, digest=digest(style), before=before,
        after=after, clauses=changed(before, after), files=sorted(update.files), kept=update.kept, gone=update.gone,
    )  # fmt: skip
    try:
        disk.write(path, text.encode(errors="backslashreplace"), replace=True)
    except OSError as error:
        raise SetupError(f"'{path}' cannot be written: {error.strerror}") from error


def _clauses(ended: RunResult) -> Iterator[tuple[str, str]]:
    for step in ended.steps:
        for clause in step.outputs.get("clauses") or ():
            yield str(clause.get("outcome", "")), str(clause.get("text", ""))
