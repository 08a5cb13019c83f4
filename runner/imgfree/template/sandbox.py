"""What expressions may do: a Jinja sandbox without Python attributes, with few filters and an end to every growth.

Recipes are shared between strangers, so an expression must neither reach the machine nor fill its memory. Everything
that an operation takes or gives is weighed; text and lists count by length.
"""

import functools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, cast

from jinja2 import filters as jinja_filters
from jinja2 import nodes, pass_context, pass_environment
from jinja2 import tests as jinja_tests
from jinja2.environment import Environment
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context, StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from imgfree.template import effort
from imgfree.template.values import LIMIT, plain, text, weigh
from imgfree.template.variable import Variable

NUMBER_LIMIT_BITS = 1024
PRECISION_LIMIT = 15

# fmt: off
_TEXT_METHODS = frozenset({
    "capitalize", "count", "endswith", "find", "isdigit", "lower", "lstrip", "removeprefix", "removesuffix", "rsplit",
    "rstrip", "split", "splitlines", "startswith", "strip", "title", "upper",
})
_MAPPING_METHODS = frozenset({"get", "items", "keys", "values"})
_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "int", "items", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "title",
    "trim", "truncate", "unique", "upper", "urlencode", "wordcount",
)
_TESTS = (
    "boolean", "defined", "divisibleby", "eq", "equalto", "even", "false", "float", "ge", "greaterthan", "gt", "in",
    "integer", "iterable", "le", "lessthan", "lower", "lt", "mapping", "ne", "none", "number", "odd", "sequence",
    "string", "true", "undefined", "upper", "==", "!=", "<", "<=", ">", ">=",
)
# fmt: on


class MissingName(UndefinedError):
    """An expression asked `parent` for `name`; `parent` is None where a plain name is not known."""

    def __init__(self, message: str | None, parent: Any, name: Any) -> None:
        super().__init__(message)
        self.parent = parent
        self.name = name


class _Missing(StrictUndefined):
    """Jinja's strict undefined, which also tells our error what was asked of whom."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
        super().__init__(hint, obj, name, functools.partial(_missing, obj, name))  # type: ignore[arg-type]


def _missing(parent: Any, name: Any, message: str | None) -> MissingName:
    return MissingName(message, None if isinstance(parent, type(_NOTHING)) else parent, name)


_NOTHING = Undefined()._undefined_obj  # Jinja's own mark for "no parent"


def _weighed(value: Any) -> Any:
    """Return the value itself, counted: for what Jinja does without asking anyone."""
    weigh(value)
    return value


def _bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter with its arguments weighed before, and its result drawn and weighed after."""
    skipped = 1 if hasattr(function, "jinja_pass_arg") else 0  # Jinja's own first argument

    @functools.wraps(function)
    def guarded(*args: Any, **options: Any) -> Any:
        effort.spend(effort.CALL)
        weigh(*args[skipped:], *options.values())
        result = function(*args, **options)
        if not isinstance(result, Iterator):
            if not isinstance(result, Undefined):
                weigh(result)
            return result
        drawn, total = [], 0
        for item in result:
            total += effort.ITEM + (0 if isinstance(item, Undefined) else weigh(item))
            if total > LIMIT:
                raise SecurityError("this would grow too big")
            drawn.append(item)
        effort.spend(len(drawn) * effort.ITEM)
        return drawn

    return guarded


def _asked(test: Callable[..., Any]) -> Callable[..., bool]:
    """Return the test with what it looks at counted."""

    @functools.wraps(test)
    def guarded(*args: Any, **options: Any) -> Any:
        effort.spend(effort.CALL)
        weigh(*args, *options.values())
        return test(*args, **options)

    return guarded


def _characters(value: Any) -> list[Any]:
    """Return the items of a list, or the characters of a text, which are counted as items before they become any."""
    if isinstance(value, str) and len(value) * effort.ITEM > LIMIT:
        raise SecurityError("this would grow too big")
    return list(value)


@pass_environment
def _sorted(environment: Environment, value: Any, *args: Any, **options: Any) -> list[Any]:
    return jinja_filters.do_sort(environment, _characters(value), *args, **options)


def _replace(value: Any, old: Any, new: Any, count: int = -1) -> str:
    whole, part, other = text(value), text(old), text(new)
    if len(whole) + whole.count(part) * len(other) > LIMIT:
        raise SecurityError("this would grow too big")
    return whole.replace(part, other, count)


@pass_environment
def _join(environment: Environment, values: Any, between: Any = "", attribute: str | int | None = None) -> str:
    pick = jinja_filters.make_attrgetter(environment, attribute) if attribute is not None else None
    parts = [text(pick(value) if pick else value) for value in values]
    if sum(map(len, parts)) + len(parts) * len(text(between)) > LIMIT:
        raise SecurityError("this would grow too big")
    return text(between).join(parts)


def _round(value: Any, precision: int = 0, method: str = "common") -> Any:
    if not isinstance(precision, int) or not 0 <= precision <= PRECISION_LIMIT:
        raise SecurityError(f"round takes a precision from 0 to {PRECISION_LIMIT}")
    return jinja_filters.do_round(value, precision, method)  # type: ignore[arg-type]


def _sum(values: Sequence[Any]) -> Any:
    if not all(isinstance(value, int | float) for value in values):
        raise SecurityError("sum adds numbers only")
    return sum(values)


def _range(*bounds: int) -> list[int]:
    counted = range(*bounds)
    if len(counted) * effort.ITEM > LIMIT:
        raise SecurityError("this would grow too big")
    return list(counted)


class Value(str):
    """What an expression gave, told apart from the text around it."""

    def __str__(self) -> str:
        """Return it as it is: Jinja asks for the text of every piece."""
        return self


@pass_context
def _finalize(context: Context, value: Any) -> str:
    return Value(text(value))


_OWN_FILTERS: dict[str, Callable[..., Any]] = {
    "basename": lambda value: PurePath(text(value)).name,
    "join": _join,
    "list": _characters,
    "replace": _replace,
    "round": _round,
    "sort": _sorted,
    "stem": lambda value: PurePath(text(value)).stem,
    "string": text,
    "sum": _sum,
    "tojson": lambda value: json.dumps(plain(value), ensure_ascii=False),
}
_TOGETHER = "~"  # the name under which `a ~ b` is done; no recipe can write it
_WEIGHED = "$"  # the name under which the operands of comparisons, and what is sliced, are counted


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, made narrower: items instead of attributes, and every growth weighed."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self) -> None:
        super().__init__(
            undefined=_Missing, finalize=_finalize, keep_trailing_newline=True, optimized=False, cache_size=0
        )
        allowed = {name: jinja_filters.FILTERS[name] for name in _FILTERS} | _OWN_FILTERS
        self.filters = {name: _bounded(function) for name, function in allowed.items()}
        self.filters[_TOGETHER] = _bounded(lambda parts: "".join(map(text, parts)))
        self.filters[_WEIGHED] = _weighed
        self.tests = {name: _asked(cast(Callable[..., Any], jinja_tests.TESTS[name])) for name in _TESTS}
        self.globals = {"range": _range}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an item of a mapping, else one of the few methods; never a Python attribute."""
        if isinstance(obj, Mapping) and attribute not in obj and attribute in _MAPPING_METHODS:
            return getattr(obj, attribute)
        if isinstance(obj, str) and attribute in _TEXT_METHODS:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of a mapping, list or text."""
        if isinstance(obj, Undefined):
            str(obj)  # raises, and names the first thing that was not there
        if isinstance(argument, Variable):
            str(argument)  # raises: which item it picks would tell of its value
        if isinstance(obj, Mapping) and isinstance(argument, str | int) and argument in obj:
            return obj[argument]
        is_index = isinstance(argument, int) and not isinstance(argument, bool)
        if isinstance(obj, str | list | tuple) and is_index and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)

    def call(__self, __context: Context, __obj: Any, *args: Any, **options: Any) -> Any:  # noqa: N805
        """Return what a function gives, arguments and result weighed."""
        if isinstance(__obj, Undefined):
            str(__obj)  # raises, and names what is not there
        if not callable(__obj):
            raise SecurityError("this is not a function")
        return _bounded(lambda: super(Sandbox, __self).call(__context, __obj, *args, **options))()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return what an arithmetic operator gives, unless it would grow too big."""
        effort.spend(effort.CALL)
        weigh(left, right)
        if operator == "%" and isinstance(left, str):
            raise SecurityError("'%' does not format text here; join text with '~'")
        if operator == "*":
            _check_product(left, right)
        if operator == "**":
            _check_power(left, right)
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, complex) or (isinstance(result, int) and result.bit_length() > NUMBER_LIMIT_BITS):
            raise SecurityError("this is no number that a recipe can hold")
        weigh(result)
        return result


def _check_product(left: Any, right: Any) -> None:
    for value, times in ((left, right), (right, left)):
        if isinstance(value, str | list | tuple) and isinstance(times, int) and len(value) * times > LIMIT:
            raise SecurityError("this would grow too big")
        if isinstance(value, list | tuple) and isinstance(times, int) and weigh(value) * times > LIMIT:
            raise SecurityError("this would grow too big")


def _check_power(base: Any, exponent: Any) -> None:
    if not isinstance(base, int | float) or not isinstance(exponent, int | float):
        raise SecurityError("'**' needs two numbers")
    if abs(exponent) > NUMBER_LIMIT_BITS or (
        isinstance(base, int) and base.bit_length() * exponent > NUMBER_LIMIT_BITS
    ):
        raise SecurityError("this number would grow too big")


def bounded_tree(node: nodes.Node) -> nodes.Node:
    """Return the syntax tree in which joins, comparisons and slices go through filters, so that they are counted."""
    for field, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            setattr(node, field, bounded_tree(value))
        elif isinstance(value, list):
            setattr(node, field, [bounded_tree(one) if isinstance(one, nodes.Node) else one for one in value])
        elif isinstance(value, tuple):
            setattr(node, field, tuple(bounded_tree(one) if isinstance(one, nodes.Node) else one for one in value))
    match node:
        case nodes.Concat():
            parts = nodes.List(node.nodes, lineno=node.lineno)
            return nodes.Filter(parts, _TOGETHER, [], [], None, None, lineno=node.lineno)
        case nodes.Operand():
            node.expr = _counted(node.expr)
        case nodes.Compare():
            node.expr = _counted(node.expr)
        case nodes.Getitem(arg=nodes.Slice()):
            node.node = _counted(node.node)
    return node


def _counted(node: nodes.Expr) -> nodes.Expr:
    if isinstance(node, nodes.Const):
        return node
    return nodes.Filter(node, _WEIGHED, [], [], None, None, lineno=node.lineno)


SANDBOX = Sandbox()
FILTER_NAMES = tuple(name for name in SANDBOX.filters if name not in (_TOGETHER, _WEIGHED))
TEST_NAMES = tuple(name for name in SANDBOX.tests if name.isidentifier())
