"""A trust sheet as a few lines for a reader, and as an object for a script."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from imgfree import shell
from imgfree.planning.cost import credits
from imgfree.planning.trust import Need, Sheet

_SHOWN = 6  # names in one line
_GRANTS = {"--allow-env": "env", "--allow-host": "host", "--allow-read": "read"}


def as_object(sheet: Sheet) -> dict[str, Any]:
    """Return the sheet as one JSON-shaped object."""
    return {
        "recipe": sheet.recipe,
        "sha256": sheet.digest,
        "reads": list(sheet.reads),
        "writes": list(sheet.writes),
        "hosts": list(sheet.hosts),
        "backend_fetches": list(sheet.fetched),
        "edits": {"from": sheet.edits[0], "to": None if sheet.open_ended else sheet.edits[1]},
        "renders": sheet.renders,
        "carries": sheet.carries,
        "credits": {name: _credits(sheet, name) for name in ("nemo", "local")},
        "needs": [dataclasses.asdict(need) for need in sheet.needs],
        "missing": [f"{option} {shell.word(value)}" for option, value in _missing(sheet)],
        "refused": list(sheet.never),
    }


def as_text(sheet: Sheet) -> Iterator[str]:
    """Yield the sheet line by line."""
    yield f"reads   {_some(sheet.reads)}"
    yield f"writes  {_some(sheet.writes)}{', below --out' if sheet.writes else ''}"
    yield f"asks    {_some(('the backend', *sheet.hosts))}"
    if sheet.fetched:
        yield f"        the backend is told to fetch {_some(sheet.fetched)}"
    yield f"spends  {_spends(sheet)}"
    if sheet.carries:
        yield "tells   its films carry this recipe, the texts of its inputs and the names of your files"
    for line in sheet.never:
        yield f"refused {line}"
    if not sheet.needs:
        yield "needs   nothing beyond what every recipe may do"
        return
    for number, need in enumerate(sheet.needs):
        yield f"{'needs' if number == 0 else '':<8}{_need(need)}"
    if sheet.missing and not sheet.recipe.startswith("git+"):
        given = [part for option, value in _missing(sheet) for part in ("--grant", f"{_GRANTS[option]}:{value}")]
        yield "        add these to the run; or, if you trust it, once and for this very text:"
        yield f"        {shell.command('imgfree', 'vet', Path(sheet.recipe), *given)}"


def _missing(sheet: Sheet) -> list[tuple[str, str]]:
    """Return each right that is not given once, however many steps need it."""
    return list(dict.fromkeys((need.option, need.value) for need in sheet.missing))


def _need(need: Need) -> str:
    state = "given" if need.given else "not given"
    return f"{need.option} {shell.word(need.value)}  ({need.why}, line {need.line}; {state})"


def _some(names: tuple[str, ...]) -> str:
    if not names:
        return "nothing"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(" ".join(name.split()) for name in names[:_SHOWN]) + more


def _spends(sheet: Sheet) -> str:
    low, high = sheet.edits
    edits = f"{high} edit{'s' if high != 1 else ''}" if low == high else f"{low} to {high} edits"
    if sheet.open_ended:
        edits = f"{high} edit{'s' if high != 1 else ''} or more, as a group's number of rounds is known only in the run"
    cost = _credits(sheet, "nemo")
    if not high:
        return "nothing: no step edits"
    least = "" if cost["from"] == cost["to"] else f"{cost['from']:g} to "
    return f"{edits}: about {least}{cost['to']:g} credits in the cloud, nothing on this machine"


def _credits(sheet: Sheet, backend: str) -> dict[str, Any]:
    (low, high), because = credits(backend, *sheet.edits)
    return {"from": low, "to": high, "because": because}
