"""What is well-formed and still a mistake: a secret that would be published, a step that can never matter."""

import re
from collections.abc import Iterator
from typing import Any

from imgfree import schema, template
from imgfree.document import At, Document
from imgfree.errors import ImgfreeError, Problem

_SECRET = re.compile(
    r"(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PWD|PASSPHRASE|CREDENTIALS?|(?:API|PRIVATE|ACCESS)_?KEY)(?:_|$)"
)
_PUBLISHED = {
    "instruct": ("text", "the words go to the backend, and a title made of them is seen by everybody"),
    "download": ("to", "a file's name is seen by everybody who gets it"),
}
_NAMED = re.compile(r"\bsteps\.(\w+)")
_ONE_VALUE = re.compile(r"inputs\.(\w+)\s*==\s*(['\"])([^'\"]*)\2")


def leaks(doc: Document) -> list[Problem]:
    """Return a problem for each secret-looking environment variable that would be seen outside this machine."""
    return [*_leaks(doc)]


def advice(doc: Document) -> list[Problem]:
    """Return warnings on a recipe that is valid, in file order."""
    found = [*_never(doc), *_too_late(doc), *_cut_short(doc)]
    return sorted(found, key=lambda problem: problem.at.line if problem.at else 0)


def _leaks(doc: Document) -> Iterator[Problem]:
    for item, at in _steps(doc):
        for kind, (name, why) in _PUBLISHED.items():
            if kind in item:
                path = (*at, kind, name) if isinstance(item[kind], dict) else (*at, kind)
                yield from _secrets(doc, schema.long_form(kind, item[kind]).get(name), path, why)
    outputs = doc.data.get("outputs")
    for name, value in outputs.items() if isinstance(outputs, dict) else ():
        yield from _secrets(doc, value, ("outputs", name), "outputs are printed, and kept in the run's folder")


def _secrets(doc: Document, value: Any, path: At, why: str) -> Iterator[Problem]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _secrets(doc, one, (*path, number), why)
    if not isinstance(value, str) or "env" not in value:
        return
    try:
        found = template.names(value, bare=False)
    except template.Flaw:  # told by the other checks
        return
    for one in found:
        first = one.parts[0] if one.root == "env" and one.parts else None
        if isinstance(first, str) and _SECRET.search(first.upper()):
            at = doc.at_offset(path, one.offsets[1], one.width(1))
            yield Problem(f"the secret '{first}' would be published: {why}", at, "leave it out")


def _never(doc: Document) -> Iterator[Problem]:
    """Yield a warning for each `if` that cannot hold, whatever the inputs are."""
    for item, at in _steps(doc, groups=True):
        wanted = item.get("if")
        why = _why_never(doc, wanted) if wanted is not None else None
        if why:
            yield Problem("this step never runs", doc.at((*at, "if")), why, warning=True)


def _why_never(doc: Document, wanted: Any) -> str | None:
    if wanted is False:
        return "'if' is false"
    if not isinstance(wanted, str):
        return None
    asked = _ONE_VALUE.fullmatch(wanted.strip())
    if asked:
        allowed = doc.data.get("inputs", {}).get(asked[1], {}).get("enum")
        if allowed is not None and asked[3] not in allowed:
            return f"'{asked[1]}' is one of: {', '.join(map(str, allowed))}"
        return None
    try:
        return None if template.names(wanted) or template.evaluate(wanted, {}) else "this is always false"
    except (template.Flaw, ImgfreeError):
        return None


def _too_late(doc: Document) -> Iterator[Problem]:
    """Yield a warning for words that change what no export shows any more, and that nothing else asks about."""
    steps = list(_steps(doc))
    exports = [number for number, (item, _) in enumerate(steps) if "export" in item]
    if not exports:
        return
    looping = {at[:2] for item, at in steps if "export" in item and len(at) > 2}  # groups whose next round exports
    asked = _last_asked(doc)
    waits = max((at for item, at in _steps(doc, groups=True) if "wait_state" in item), key=_order, default=())
    for item, at in steps[exports[-1] + 1 :]:
        seen = (
            "expect" in item
            or _order(waits) > _order(at)
            or asked.get(str(item.get("id", "instruct")), ()) > _order(at)
        )
        if "instruct" in item and not seen and at[:2] not in looping:
            yield Problem(
                "no export shows what these words change",
                doc.at((*at, "instruct"), key=True),
                "move them before the export, or add an export behind them",
                warning=True,
            )


def _last_asked(doc: Document) -> dict[str, tuple[int, ...]]:
    """Return for each step that is named anywhere the place of the last step, or output, that names it."""
    last: dict[str, tuple[int, ...]] = {}
    for item, at in _steps(doc):
        last |= dict.fromkeys(_NAMED.findall(str(item)), _order(at))
    return last | dict.fromkeys(_NAMED.findall(str(doc.data.get("outputs"))), (len(doc.data["steps"]),))


def _order(at: At) -> tuple[int, ...]:
    """Return where a step stands, as something that can be compared."""
    return tuple(part for part in at if isinstance(part, int))


def _cut_short(doc: Document) -> Iterator[Problem]:
    """Yield a warning for each text that a '#' ends, as hashtags do where there are no quotes around them."""
    for path in _texts(doc):
        at = doc.comment_after(path)
        if at is not None:
            yield Problem("from this '#' on it is a comment", at, "put the whole text in quotes", warning=True)


def _texts(doc: Document) -> Iterator[At]:
    """Yield the places of what is said, shown or named: texts in which a '#' may be meant."""
    yield from (("name",), ("description",))
    for name, declared in doc.data.get("inputs", {}).items():
        for key in ("default", "description", "title"):
            yield ("inputs", name, key)
        default = declared.get("default")
        yield from (("inputs", name, "default", at) for at in range(len(default) if isinstance(default, list) else 0))
    for item, at in _steps(doc, groups=True):
        yield (*at, "name")
        for kind, key in (("instruct", "text"), ("upload", "files"), ("download", "to")):
            yield from ((*at, kind), (*at, kind, key))
        files = schema.long_form("upload", item["upload"]).get("files") if "upload" in item else None
        for number in range(len(files) if isinstance(files, list) else 0):
            yield from ((*at, "upload", number), (*at, "upload", "files", number))


def _steps(doc: Document, *, groups: bool = False) -> Iterator[tuple[dict[str, Any], At]]:
    """Yield each step with its place, those inside groups in their turn; with `groups` the groups too."""

    def below(items: Any, at: At) -> Iterator[tuple[dict[str, Any], At]]:
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                if groups or "foreach" not in item:
                    yield item, (*at, number)
                if "foreach" in item:
                    yield from below(item.get("steps"), (*at, number, "steps"))

    yield from below(doc.data.get("steps"), ("steps",))
