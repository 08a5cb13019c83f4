"""Render texts and evaluate expressions; every failure points at the place in the user's file."""

import difflib
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from jinja2 import nodes
from jinja2.environment import Template
from jinja2.exceptions import SecurityError, TemplateError

from imgfree.errors import Position, TemplateFailed
from imgfree.quotes import spoken
from imgfree.template import effort, reading
from imgfree.template.naming import Flaw, Reference, is_template
from imgfree.template.reading import Read, Token
from imgfree.template.sandbox import SANDBOX, MissingName, Value, bounded_tree
from imgfree.template.values import LIMIT, plain, shown, weigh
from imgfree.template.variable import Variable

# Called with a character's offset, and with the path to the text where that is below the value that was given.
Locate = Callable[..., Position | None]

_RESULT = "_imgfree_result"
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
_FAILURES = (
    *(TemplateError, effort.TooManySteps),
    *(TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError),
    AssertionError,  # how Jinja's own filters refuse an argument
)
_TYPES = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "list": "a list",
    "tuple": "a list",
    "dict": "a mapping",
}
_TYPES |= {"NoneType": "nothing", "bool": "true or false", "builtin_function_or_method": "a function"}
_TYPES |= {"Variable": "an environment variable"}

_PHRASES = (
    (r"'(.+)' not supported between instances of '(\w+)' and '(\w+)'", "'{}' cannot compare {} with {}"),
    (r"for (\S+): '(\w+)' and '(\w+)'", "'{}' cannot combine {} and {}"),
    (r"argument of type '(\w+)' is not", "'in' cannot look into {}"),
    (r"'(\w+)' object is not iterable", "this needs a list, not {}"),
    (r"object of type '(\w+)' has no len", "{} has no length"),
    (r"'(\w+)' object is not subscriptable", "{} has no parts"),
    (r"'in <string>' requires string as left operand, not (\w+)", "'in' cannot look for {} in text"),
)


def nowhere(offset: int, *below: str | int) -> None:
    """Return no position, for texts that come from no file."""


def render(value: Any, scope: Mapping[str, Any], locate: Locate = nowhere) -> Any:
    """Return `value` with every text in it rendered; one that is exactly one `{{ … }}` keeps its value's type.

    A text in which expressions stand inside quotes knows them for literals (`quotes.Spoken`).

    Raises:
        TemplateFailed: with the place of the expression, as far as `locate` knows it.
    """
    return _rendered(value, scope, locate, ())


def evaluate(expression: str, scope: Mapping[str, Any], locate: Locate = nowhere) -> Any:
    """Return the value of a bare expression.

    Raises:
        TemplateFailed: with the place in the expression, as far as `locate` knows it.
    """
    try:
        return _compiled(expression, True).value(scope)
    except Flaw as flaw:
        _raise(flaw, locate, ())


def references(text: str, *, bare: bool) -> tuple[Reference, ...]:
    """Return every name that an expression or text looks up, however it is written.

    Raises:
        Flaw: it is malformed.
    """
    return _read(text, bare).references


def check(text: str, *, bare: bool) -> Flaw | None:
    """Return what is wrong with an expression or text before anything is known of the values in it."""
    try:
        if bare or is_template(text):
            references(text, bare=bare)
    except Flaw as flaw:
        return flaw
    return None


def values_in(expression: str, scope: Mapping[str, Any]) -> str:
    """Return the parts of a bare expression with their values: `timeline.video | length = 2, wanted = 3`."""
    told = {}
    for part in _operands(_read(expression, True).tokens):
        written = expression[part[0].offset : part[-1].offset + len(part[-1].text)]
        try:
            told[written] = f"{written} = {shown(evaluate(written, scope))}"
        except TemplateFailed:
            told[written] = f"{written} is not there"
    return ", ".join(told.values())


def _rendered(value: Any, scope: Mapping[str, Any], locate: Locate, below: tuple[str | int, ...]) -> Any:
    if isinstance(value, dict):
        return {key: _rendered(one, scope, locate, (*below, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [_rendered(one, scope, locate, (*below, number)) for number, one in enumerate(value)]
    if not isinstance(value, str) or not is_template(value):
        return value
    try:
        return _compiled(value, False).value(scope)
    except Flaw as flaw:
        _raise(flaw, locate, below)


def _raise(flaw: Flaw, locate: Locate, below: tuple[str | int, ...]) -> NoReturn:
    at = locate(flaw.offset, *below)
    if at is not None and flaw.width > 1:
        room = max(1, len(at.text) - at.column + 1)
        at = Position(at.file, at.line, at.column, min(flaw.width, room), at.text)
    raise TemplateFailed(flaw.message, at=at, hint=flaw.hint) from None


@dataclass(frozen=True)
class _Compiled:
    read: Read
    program: Template
    bare: bool

    def value(self, scope: Mapping[str, Any]) -> Any:
        """Return what the text or expression gives in this scope."""
        with effort.limited(effort.EXPRESSION_UNITS):
            return self._value(scope)

    def _value(self, scope: Mapping[str, Any]) -> Any:
        context = self.program.new_context(dict(scope))
        try:
            pieces = self.program.root_render_func(context)
            if self.read.whole:
                for _ in pieces:
                    pass
                weigh(found := context.vars[_RESULT])
                return bool(found) if self.bare and isinstance(found, Variable) else plain(found)
            return spoken((piece, isinstance(piece, Value)) for piece in _measured(pieces))
        except MissingName as missing:
            raise _told(missing, self.read, scope) from None
        except _FAILURES as error:
            raise Flaw(_words(error), *_extent(self.read)) from None


def _measured(pieces: Iterable[str]) -> Iterator[str]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > LIMIT:
            raise SecurityError("this would grow too big")
        yield piece


@functools.lru_cache(maxsize=512)
def _read(source: str, bare: bool) -> Read:
    try:
        effort.spend(len(source) * effort.SOURCE)
    except effort.TooManySteps:
        raise Flaw("the expressions up to here take too long to read", 0, 1, "use fewer, or shorter ones") from None
    return reading.read(source, bare=bare)


@functools.lru_cache(maxsize=512)
def _compiled(source: str, bare: bool) -> _Compiled:
    read = _read(source, bare)
    try:
        tree = bounded_tree(reading.read(source, bare=bare).tree)  # a fresh tree, since this changes it
        if read.whole:
            assert isinstance(tree, nodes.Expr)
            tree = nodes.Template([nodes.Assign(nodes.Name(_RESULT, "store"), tree, lineno=1)], lineno=1)
        assert isinstance(tree, nodes.Template)
        return _Compiled(read, SANDBOX.from_string(tree), bare)
    except (RecursionError, MemoryError, SyntaxError):
        raise Flaw("nested too deeply") from None
    except TemplateError as error:
        raise Flaw(error.message or "malformed") from None


def _extent(read: Read) -> tuple[int, int]:
    """Return offset and width of the first expression."""
    inside = [token for token in read.tokens if token.kind not in ("data", "variable_begin", "block_begin")]
    if not inside:
        return 0, 1
    end = next((token for token in inside if token.kind in ("variable_end", "block_end")), None)
    last = inside[inside.index(end) - 1] if end in inside[1:] and end is not None else inside[-1]
    return inside[0].offset, max(1, last.offset + len(last.text) - inside[0].offset)


def _told(missing: MissingName, read: Read, scope: Mapping[str, Any]) -> Flaw:
    """Return the sentence for a name that is not there, placed where it is written."""
    name, parent, references = missing.name, missing.parent, read.references
    if parent is None and any(one.root == name for one in references):
        place = next(one for one in references if one.root == name)
        hint = _close(name, [*scope, "range"]) or f"known: {', '.join(sorted(scope))}"
        return Flaw(f"'{name}' is not known here", place.offsets[0], place.width(0), hint)
    for one in references:
        for number, part in enumerate(one.parts):
            if part == name and one.root in scope and _at(scope[one.root], one.parts[:number]) is parent:
                return _lack(one.written(number), missing, one.offsets[number + 1], one.width(number + 1))
    return _lack("this value", missing, *_extent(read))


def _lack(owner: str, missing: MissingName, offset: int, width: int) -> Flaw:
    message, hint = _lacks(owner, missing.parent, missing.name)
    return Flaw(message, offset, width, hint)


def _at(value: Any, parts: Sequence[str | int]) -> Any:
    for part in parts:
        value = SANDBOX.getattr(value, part) if isinstance(part, str) else SANDBOX.getitem(value, part)
    return value


def _lacks(owner: str, parent: Any, name: Any) -> tuple[str, str | None]:
    if isinstance(parent, Mapping):
        listed = ", ".join(map(str, list(parent)[:12]))
        return f"{owner} has no '{name}'", _close(name, parent) or (f"it has: {listed}" if listed else "it is empty")
    if isinstance(parent, list | tuple) and isinstance(name, int):
        return f"{owner} has no item {name}", f"it has {len(parent)}, counted from 0"
    kind = _TYPES.get(type(parent).__name__, "a value")
    return f"{owner} is {kind}, which has no '{name}'", None


def _close(name: Any, known: Iterable[Any]) -> str | None:
    close = difflib.get_close_matches(str(name), [str(one) for one in known], n=1)
    return f"did you mean '{close[0]}'?" if close else None


def _words(error: Exception) -> str:
    message = str(error)
    if isinstance(error, SecurityError | effort.TooManySteps):
        return message
    if isinstance(error, ZeroDivisionError):
        return "this divides by zero"
    if isinstance(error, OverflowError | RecursionError):
        return "this would grow too big"
    for pattern, sentence in _PHRASES:
        found = re.search(pattern, message)
        if found:
            return sentence.format(*(_TYPES.get(one, one) for one in found.groups()))
    if "can only concatenate" in message:
        return "'+' cannot combine these; join text with '~'"
    return f"this cannot be worked out: {message.splitlines()[0] if message else type(error).__name__}"


def _operands(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the parts of an expression whose values are worth telling: between comparisons, `and`, `or` and `not`."""
    if not tokens:
        return
    if tokens[0].text == "not":
        yield from _operands(tokens[1:])
        return
    if tokens[0].text == "(" and _partner(tokens) == len(tokens) - 1:
        yield from _operands(tokens[1:-1])
        return
    if not any(token.kind == "name" and token.text == "if" for token in tokens):
        parts = _split(tokens, {"and", "or"})
        if len(parts) == 1:
            parts = [_split(parts[0], {"is"})[0]]
            parts = [part for one in parts for part in _split(one, _COMPARISONS)]
        if len(parts) > 1 or len(parts[0]) < len(tokens):
            for part in parts:
                yield from _operands(part[:-1] if part and part[-1].text == "not" else part)
            return
    if any(True for _ in reading._references(tokens)):
        yield tokens


def _partner(tokens: Sequence[Token]) -> int:
    depth = 0
    for number, token in enumerate(tokens):
        depth += _depth(token)
        if depth == 0:
            return number
    return -1


def _split(tokens: Sequence[Token], at: Iterable[str]) -> list[Sequence[Token]]:
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += _depth(token)
        if depth == 0 and token.kind in ("operator", "name") and token.text in at:
            parts.append([])
        else:
            parts[-1].append(token)
    return list(parts)


def _depth(token: Token) -> int:
    return (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}")) if token.kind == "operator" else 0
