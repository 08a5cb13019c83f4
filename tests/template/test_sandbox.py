"""What expressions can do, and what is out of their reach."""

import time
from typing import Any

import pytest

from expressions import SCOPE, locate, refused
from imgfree import template
from imgfree.errors import TemplateFailed


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("inputs.items", "an input called items"),
        ("inputs.get", 7),
        ("steps.reel.keys", [1]),
        ("steps.reel.values.copy", 2),
        ("steps.reel.get('nothing', 5)", 5),
        ("steps['reel']['url']", "u"),
    ],
)
def test_items_come_before_methods(expression: str, value: Any) -> None:
    """An output or input named like a method of a mapping is reached; methods only where there is no such item."""
    assert value == template.evaluate(expression, SCOPE)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("inputs.photos | map('basename') | join(', ')", "x.jpg, y.tar.gz"),
        ("inputs.photos | map('stem') | list", ["x", "y.tar"]),
        ("timeline.video | map(attribute='label') | join('+')", "a+b"),
        ("timeline.video | join('+', attribute='label')", "a+b"),
        ("timeline.video | selectattr('label', 'eq', 'b') | list | length", 1),
        ("[3, 1, 2] | sort | last", 3),
        ("[1, 2.5] | sum", 3.5),
        ("7 // 2 + 2 ** 3 % 5", 6),
        ("2.567 | round(1)", 2.6),
        ("inputs.title ~ ' ' ~ inputs.n", "Sale 3"),
        ("'a-b' | replace('-', '+')", "a+b"),
        ("inputs.title.upper()", "SALE"),
        ("inputs.title.startswith('S') and not inputs.none", True),
        ("inputs.nothing | default('none given')", "none given"),
        ("inputs.nothing is defined", False),
        ("'long' if inputs.n > 5 else 'short'", "short"),
        ("inputs.photos[-1][0:2]", "/b"),
        ("{'a': 1} | tojson", '{"a": 1}'),
        ("'三张' in '这三张照片'", True),
        ("inputs.photos | length == 2", True),
    ],
)
def test_evaluates(expression: str, value: Any) -> None:
    """Arithmetic, comparison, filters and tests work on what a recipe has."""
    assert value == template.evaluate(expression, SCOPE)


BOMBS = [
    "'a' * 10**9",
    "10**9 * 'a'",
    "[0] * 10**9",
    "[[0] * 1000] * 100000",
    "range(10**9)",
    "10 ** 10 ** 9 ** 9",
    "2 ** 100000",
    "10.0 ** 400",
    "10 ** 300 * 10 ** 300",
    "1e308 * 10",
    "'%1000000000d' % 1",
    "'%*d' % (1000000000, 1)",
    "'{:>1000000000}'.format(1)",
    "'x'.ljust(10**9)",
    "'x'.zfill(10**9)",
    "'x' | center(10**9)",
    "'x' | indent(10**9)",
    "[1] | batch(10**9, 'x') | list",
    "'x' | format(1)",
    "1.5 | round(10**9)",
    "1.5 | round(10**9, 'ceil')",
    "inputs.big ~ inputs.big",
    "inputs.big + inputs.big",
    "[inputs.big, inputs.big]",
    "[inputs.big, inputs.big] | join",
    "inputs.big | replace('a', 'aaaa')",
    "inputs.big | replace('', 'aaaa')",
    "range(1000) | join('x' * 10000)",
    "range(100000) | map('replace', '', 'y' * 1000) | list",
    "range(100000) | map('default', inputs.big) | map('upper') | list",
    "[[0] * 1000] * 500 | sum(start=[])",
    "(inputs.big, inputs.big) | string",
    "inputs.big | list | length * inputs.big",
    "(" * 300 + "1" + ")" * 300,
    "-" * 5000 + "1",
    "not " * 3000 + "1",
    ".".join("a" * 5000),
    "1 if " * 2000 + "1",
    "[" * 49 + "]" * 49 + "+ 1" * 6000,
]


@pytest.mark.parametrize("expression", BOMBS, ids=[bomb[:40] for bomb in BOMBS])
def test_refuses_to_grow(expression: str) -> None:
    """No expression can fill the memory or keep the processor busy: it is refused, and soon."""
    began_s = time.process_time()
    with pytest.raises(TemplateFailed) as caught:
        template.evaluate(expression, SCOPE, locate)
    assert time.process_time() - began_s < 10
    assert caught.value.at is not None


def test_refuses_a_text_that_grows() -> None:
    """The parts of one text are counted together, and long sources are not read at all."""
    assert "this would grow too big" == refused("{{ inputs.big }} and {{ inputs.big }}").message
    assert "longer than 20,000 characters" == refused("{{ 1 }}" * 10_000).message


ESCAPES = [
    "''.__class__",
    "''.__class__.__mro__[1].__subclasses__()",
    "inputs.__class__",
    "inputs['__class__']",
    "inputs.title.__init__.__globals__",
    "inputs.title.format_map({})",
    "inputs.title.format()",
    "inputs.title.encode()",
    "(1).__class__",
    "range.__self__",
    "inputs.pop('n')",
    "inputs.update({})",
    "inputs.clear()",
    "inputs.photos.append(1)",
    "steps.reel.get.__self__",
    "self",
    "self.__init__",
    "caller",
    "cycler",
    "joiner",
    "lipsum(5)",
    "namespace(a=1)",
    "dict(a=1)",
    "_imgfree_result",
    "range",
    "inputs.title.upper",
    "inputs | map(attribute='__class__') | list",
    "[inputs.title] | map(attribute='__class__') | list",
    "inputs.photos | selectattr('__len__') | list",
    "'a' | attr('__class__')",
    "[1] | map('attr', '__class__') | list",
    "[1] | map('nothing') | list",
    "inputs | xmlattr",
    "inputs.title | pprint",
    "inputs.photos | random",
    "(-8) ** 0.5",
    "'\\ud800'",
]


@pytest.mark.parametrize("expression", ESCAPES)
def test_reaches_nothing_of_python(expression: str) -> None:
    """No attribute, global, changing method or function value is within reach, in an expression or in a text."""
    for text in ("{{ " + expression + " }}", "x{{ " + expression + " }}"):
        with pytest.raises(TemplateFailed) as caught:
            template.render(text, SCOPE, locate)
        assert "<" not in caught.value.message
        assert "object at" not in caught.value.message
