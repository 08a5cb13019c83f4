"""A batch as one HTML page that needs nothing but itself, and the films it links: covers in a grid, failures first."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import __version__, report
from imgfree.batches.ledger import DONE, FAILED, LEFT, REFUSED
from imgfree.batches.results import CSV_FILE, Told
from imgfree.batches.summary import Summary
from imgfree.report.page import digest, environment, href
from imgfree.report.pictures import Picture, cover
from imgfree.report.texts import Texts

MOST_BYTES = 1_990_000  # a page of a thousand rows is promised to stay below 2 MB
MOST_ROWS = 2000  # on one page
_ROW_BYTES = 420  # what a row takes without its cover
_OWN_BYTES = 40_000  # styles, script, and what stands around the rows
_MOST_COVER_BYTES = 14_000
_FAILED_LETTERS, _LETTERS = 400, 70
_SLOWEST = 5
_ORDER = {FAILED: 0, REFUSED: 1, LEFT: 2, DONE: 3}
_MARKS = {FAILED: "failed", REFUSED: "refused", LEFT: "unfinished", DONE: "passed"}
_HERE, _REPORT = Path(__file__).parent, Path(report.__file__).parent


@dataclass(frozen=True)
class _Row:
    key: str
    outcome: str
    mark: str
    seconds: float
    words: str
    error: str
    at: str
    hint: str
    href: str
    cover: Picture | None


def write(
    target: Path,
    summary: Summary,
    rows: Iterable[tuple[Told, str]],
    *,
    title: str,
    began: str,
    texts: Texts,
    base: Path,
) -> None:
    """Write the page, for its owner alone. `rows` come with what they give the recipe, paths are below `base`.

    Raises:
        PathRefused: `target` is a file that is no HTML.
        SetupError: it cannot be written.
    """
    report.check_target(target)
    report.put(target, html(target.parent, summary, list(rows), title=title, began=began, texts=texts, base=base))


def html(
    home: Path,
    summary: Summary,
    rows: Sequence[tuple[Told, str]],
    *,
    title: str,
    began: str,
    texts: Texts,
    base: Path,
) -> str:
    """Return the page, to be written into the folder `home`."""
    ordered = sorted(rows, key=lambda row: _ORDER[row[0]["outcome"]])
    shown = ordered[:MOST_ROWS]
    covers = _covers([base / row["paths"][0] if row["paths"] else None for row, _ in shown])
    made = [
        _row(row, words, texts, href(base / row["paths"][0], home) if row["paths"] else "", picture)
        for (row, words), picture in zip(shown, covers, strict=True)
    ]
    style = "".join((folder / "page.css").read_text(encoding="utf-8") for folder in (_REPORT, _HERE))
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    state, words = _state(summary)
    return (
        environment(_HERE)
        .get_template("page.html")
        .render(
            {
                "title": texts.line(title),
                "began": began,
                "style": style,
                "script": script,
                "digests": {"style": digest(style), "script": digest(script)},
                "counts": summary.counts,
                "duration_s": summary.duration_s,
                "backend": summary.backend,
                "state": state,
                "words": words,
                "why": texts.line(summary.why.message) if summary.why else "",
                "rows": made,
                "hidden": len(ordered) - len(shown),
                "outcomes": [name for name in _ORDER if any(row["outcome"] == name for row, _ in shown)],
                "slowest": _slowest(rows, texts),
                "batch_id": summary.batch_id,
                "csv": str(summary.home / CSV_FILE),
                "again": summary.again,
                "version": __version__,
            }
        )
    )


def _row(row: Told, words: str, texts: Texts, link: str, picture: Picture | None) -> _Row:
    good = row["outcome"] == DONE
    return _Row(
        key=texts.line(row["key"], _LETTERS),
        outcome=row["outcome"],
        mark=_MARKS[row["outcome"]],
        seconds=row["seconds"] or 0.0,
        words=texts.line(words, _LETTERS),
        error="" if good else texts.line(row["error"], _FAILED_LETTERS),
        at="" if good else texts.line(row["at"], _FAILED_LETTERS),
        hint="" if good else texts.line(row["hint"], _FAILED_LETTERS),
        href=link,
        cover=picture,
    )


def _covers(paths: Sequence[Path | None]) -> list[Picture | None]:
    """Return a cover of each film; all together they leave room for the rest of the page."""
    films = sum(path is not None for path in paths)
    room = MOST_BYTES - _OWN_BYTES - _ROW_BYTES * len(paths)
    budget = min(_MOST_COVER_BYTES, room // max(1, films))
    with ThreadPoolExecutor(2) as pool:  # decoding waits for the disk as long as it computes
        return list(pool.map(lambda path: cover(path, budget) if path is not None else None, paths))


def _slowest(rows: Sequence[tuple[Told, str]], texts: Texts) -> list[dict[str, Any]]:
    timed = sorted((row for row, _ in rows if row["seconds"]), key=lambda row: -row["seconds"])
    return [{"key": texts.line(row["key"]), "seconds": row["seconds"]} for row in timed[:_SLOWEST]]


def _state(summary: Summary) -> tuple[str, str]:
    counts = summary.counts
    if summary.why is not None:
        return "interrupted", "Stopped"
    if counts.failed or counts.refused:
        return "failed", "Some rows failed"
    return ("passed", "All done") if not counts.left else ("interrupted", "Interrupted")
