"""What a text will say, as far as it is known before the run: the rest stands in it as ‹steps.reel.url›."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from imgfree.template import reading
from imgfree.template.lookups import names
from imgfree.template.naming import Flaw, OpenText, Reference, is_template
from imgfree.template.rendering import Locate, nowhere, render
from imgfree.template.values import text as written

Unknown = Callable[[Reference], bool]


def preview(value: Any, scope: Mapping[str, Any], unknown: Unknown, locate: Locate = nowhere) -> Any:
    """Return `value` rendered where that can be done now; `unknown` tells which names have no value yet.

    A text in which something stays open is an `OpenText`.

    Raises:
        TemplateFailed: an expression whose names are all known cannot be worked out.
    """
    if isinstance(value, Mapping):
        return {key: preview(one, scope, unknown, _below(locate, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [preview(one, scope, unknown, _below(locate, number)) for number, one in enumerate(value)]
    if not isinstance(value, str) or not is_template(value):
        return value
    if not waits(value, unknown, bare=False):
        return render(value, scope, locate)
    return OpenText("".join(_piece(*piece, scope, unknown, locate) for piece in _pieces(value)))


def waits(text: str, unknown: Unknown, *, bare: bool) -> bool:
    """Return whether an expression (or a text with expressions, if not `bare`) uses a name without a value yet."""
    return any(unknown(one) for one in names(text, bare=bare))


def open_ended(expression: str) -> OpenText:
    """Return an expression as it is shown in place of its value."""
    return OpenText(f"‹{' '.join(expression.split())}›")


def _below(locate: Locate, step: str | int) -> Locate:
    return lambda offset, *below: locate(offset, step, *below)


def _piece(text: str, start: int, scope: Mapping[str, Any], unknown: Unknown, locate: Locate) -> str:
    """Return one piece of a text, which begins at `start`: its value, or its expression where that is not known."""
    if not is_template(text):
        return text
    try:
        open_still = waits(text, unknown, bare=False)
    except Flaw:  # a statement cut from its context; the whole text was well-formed
        open_still = True
    if open_still:
        lone = text.startswith("{{") and text.endswith("}}")
        return open_ended(text[2:-2].strip("-+") if lone else text)
    return written(render(text, scope, lambda offset, *below: locate(offset + start, *below)))


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Yield the text between expressions, and each {{ expression }}; a text with statements comes as one piece."""
    tokens = reading.read(text, bare=False).tokens
    if any(token.kind in ("block_begin", "raw_begin") for token in tokens):
        yield text, 0
        return
    start = 0
    for token in tokens:
        if token.kind == "data":
            yield token.text, token.offset
        elif token.kind == "variable_begin":
            start = token.offset
        elif token.kind == "variable_end":
            end = token.offset + len(token.text.rstrip())
            yield text[start:end].rstrip(), start
