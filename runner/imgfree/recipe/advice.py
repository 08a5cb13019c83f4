"""What is well-formed and still a mistake: a secret that would be published, a step that can never matter."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from imgfree import schema, template
from imgfree.document import At, Document
from imgfree.errors import ImgfreeError, Problem
from imgfree.recipe.model import Group, Step
from imgfree.recipe.walk import every_step, flat, params

_SECRET = re.compile(
    r"(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PWD|PASSPHRASE|CREDENTIALS?|(?:API|PRIVATE|ACCESS)_?KEY)(?:_|$)"
)
_NAMED = re.compile(r"\bsteps\.(\w+)")
_ONE_VALUE = re.compile(r"inputs\.(\w+)\s*==\s*(['\"])([^'\"]*)\2")


def leaks(doc: Document, steps: Sequence[Step | Group]) -> list[Problem]:
    """Return a problem for each secret-looking environment variable that would be seen outside this machine."""
    return [*_leaks(doc, steps)]


def advice(doc: Document, steps: Sequence[Step | Group]) -> list[Problem]:
    """Return warnings on a recipe that is valid, in file order."""
    found = [*_never(doc, steps), *_too_late(doc, steps), *_cut_short(doc, steps)]
    return sorted(found, key=lambda problem: problem.at.line if problem.at else 0)


def _leaks(doc: Document, steps: Sequence[Step | Group]) -> Iterator[Problem]:
    for step in every_step(steps):
        published = schema.kinds()[step.kind].published if step.kind else {}
        for one in params(step) if published else ():
            if one.name in published:
                yield from _secrets(doc, one.value, one.path, published[one.name])
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


def _never(doc: Document, steps: Sequence[Step | Group]) -> Iterator[Problem]:
    """Yield a warning for each `if` that cannot hold, whatever the inputs are."""
    for _, step in flat(steps):
        why = _why_never(doc, step.if_)
        if why:
            yield Problem("this step never runs", doc.at((*step.path, "if")), why, warning=True)


def _why_never(doc: Document, wanted: str | None) -> str | None:
    if wanted is None:
        return None
    if wanted == "false":
        return "'if' is false"
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


def _too_late(doc: Document, steps: Sequence[Step | Group]) -> Iterator[Problem]:
    """Yield a warning for words that change what no export shows any more, and that nothing else asks about."""
    actions = list(every_step(steps))
    renders = [number for number, step in enumerate(actions) if schema.does(step.kind, "renders")]
    if not renders:
        return
    looping = {
        actions[number].path[:2] for number in renders if len(actions[number].path) > 2
    }  # the next round renders
    asked = _last_asked(doc, actions)
    waits = max((_order(step.path) for step in actions if schema.does(step.kind, "waits")), default=())
    for step in actions[renders[-1] + 1 :]:
        seen = step.expect or max(waits, asked.get(step.id, ())) > _order(step.path)
        if schema.does(step.kind, "edits") and not seen and step.path[:2] not in looping:
            yield Problem(
                "no export shows what these words change",
                doc.at((*step.path, step.kind), key=True),
                "move them before the export, or add an export behind them",
                warning=True,
            )


def _last_asked(doc: Document, actions: Sequence[Step]) -> dict[str, tuple[int, ...]]:
    """Return for each step that is named anywhere the place of the last step, or output, that names it."""
    last: dict[str, tuple[int, ...]] = {}
    for step in actions:
        last |= dict.fromkeys(_NAMED.findall(str((step.if_, step.params, step.expect))), _order(step.path))
    return last | dict.fromkeys(_NAMED.findall(str(doc.data.get("outputs"))), (len(doc.data["steps"]),))


def _order(at: At) -> tuple[int, ...]:
    """Return where a step stands, as something that can be compared."""
    return tuple(part for part in at if isinstance(part, int))


def _cut_short(doc: Document, steps: Sequence[Step | Group]) -> Iterator[Problem]:
    """Yield a warning for each text that a '#' ends, as hashtags do where there are no quotes around them."""
    for path in _texts(doc, steps):
        at = doc.comment_after(path)
        if at is not None:
            yield Problem("from this '#' on it is a comment", at, "put the whole text in quotes", warning=True)


def _texts(doc: Document, steps: Sequence[Step | Group]) -> Iterator[At]:
    """Yield the places of what is said, shown or named: texts in which a '#' may be meant."""
    yield from (("name",), ("description",))
    for name, declared in doc.data.get("inputs", {}).items():
        for key in ("default", "description", "title"):
            yield ("inputs", name, key)
        yield from _items(declared.get("default"), ("inputs", name, "default"))
    for _, step in flat(steps):
        yield (*step.path, "name")
    for step in every_step(steps):
        for one in params(step):
            if one.name in schema.kinds()[step.kind].spoken:
                yield one.path
                yield from _items(one.value, one.path)


def _items(value: Any, at: At) -> Iterator[At]:
    yield from ((*at, number) for number in range(len(value) if isinstance(value, list) else 0))
