"""The steps and groups in a recipe's data: as far as they can be told apart, and whole where the schema is content."""

from collections.abc import Mapping
from typing import Any

from imgfree import schema
from imgfree.document import At
from imgfree.durations import duration_s
from imgfree.recipe.model import Group, Retry, Step


def outline(data: Any, *, trusted: bool, at: At = ("steps",)) -> tuple[Step | Group, ...]:
    """Return what stands under `steps:`, without what is no step at all; a kind that is not known is an empty text.

    `trusted` says that the schema found nothing: only then is it told how a step is repeated, and for how long.
    """
    items = data if isinstance(data, list) else ()
    return tuple(
        _group(item, (*at, number), trusted) if "foreach" in item else _step(item, (*at, number), trusted)
        for number, item in enumerate(items)
        if isinstance(item, dict)
    )


def several(expect: Any) -> tuple[str, ...]:
    """Return the expressions of an `expect`, which may be written without their list."""
    return tuple(expect) if isinstance(expect, list | tuple) else (expect,)


def _group(item: Mapping[str, Any], path: At, trusted: bool) -> Group:
    return Group(
        id=str(item.get("id", "foreach")),
        name=item.get("name"),
        foreach=item["foreach"],
        as_=str(item.get("as", "loop")),
        if_=_expression(item.get("if")),
        steps=outline(item.get("steps"), trusted=trusted, at=(*path, "steps")),
        path=path,
    )


def _step(item: Mapping[str, Any], path: At, trusted: bool) -> Step:
    kind = next((name for name in schema.kinds() if name in item), "")
    return Step(
        id=str(item.get("id", kind or f"?{path}")),
        kind=kind,
        name=item.get("name"),
        params=item.get(kind),
        if_=_expression(item.get("if")),
        retry=_retry(item["retry"]) if trusted and "retry" in item else None,
        timeout_s=duration_s(item["timeout"]) if trusted and "timeout" in item else None,
        expect=several(item.get("expect", ())),
        continue_on_error=item.get("continue_on_error", False),
        path=path,
    )


def _expression(value: str | bool | None) -> str | None:
    return str(value).lower() if isinstance(value, bool) else value


def _retry(value: Mapping[str, Any]) -> Retry:
    given = {"delay_s": duration_s(value["delay"])} if "delay" in value else {}
    given |= {"backoff": float(value["backoff"])} if "backoff" in value else {}
    return Retry(attempts=value["attempts"], **given)
