"""Expressions: typed, strict, bounded, and placed."""

import contextlib
import json
import subprocess
import sys
import time
from typing import Any

import pytest

from imgfree import template
from imgfree.errors import Position, StepTimedOut, TemplateFailed

SCOPE: dict[str, Any] = {
    "inputs": {
        "photos": ["/a/x.jpg", "/b/y.tar.gz"],
        "title": "Sale",
        "n": 3,
        "flag": True,
        "none": None,
        "items": "an input called items",
        "get": 7,
        "big": "a" * 900_000,
    },
    "steps": {"reel": {"url": "u", "keys": [1], "values": {"copy": 2}}},
    "timeline": {"video": [{"label": "a"}, {"label": "b"}], "duration_s": 12.0},
}


def locate(offset: int, *below: str | int) -> Position:
    """Place an offset in a long line of its own; the path stands in the file's name."""
    return Position("/".join(map(str, below)) or "r.yaml", 1, offset + 1, 1, " " * 200)


def refused(text: str) -> TemplateFailed:
    """Return the error of a text that cannot be rendered."""
    with pytest.raises(TemplateFailed) as caught:
        template.render(text, SCOPE, locate)
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ inputs.photos }}", ["/a/x.jpg", "/b/y.tar.gz"]),
        ("{{ inputs.n }}", 3),
        ("{{inputs.n}}\n", 3),
        ("{{ inputs.flag }}", True),
        ("{{ inputs.none }}", None),
        ("{{ timeline.duration_s }}", 12.0),
        ("{{ (1, 2) }}", [1, 2]),
        ("{{ {'a': range(2)} }}", {"a": [0, 1]}),
        ("{{ '[1, 2]' }}", "[1, 2]"),
        ("{{ '1_000' }}", "1_000"),
        ("{{ inputs.n }}{{ inputs.n }}", "33"),
        ("n={{ inputs.n }}", "n=3"),
        (" {{ inputs.n }} x", " 3 x"),
        ("{{ inputs.flag }}, {{ inputs.none }}, {{ inputs.photos }}.", 'true, null, ["/a/x.jpg", "/b/y.tar.gz"].'),
        ("no expression at all\n", "no expression at all\n"),
        ("{# a remark #}text", "text"),
        ("{% if inputs.n > 2 %}many{% else %}few{% endif %} photos", "many photos"),
        ("{{ '{{ not rendered again }}' }}", "{{ not rendered again }}"),
        ("{% raw %}{{ as it is }}{% endraw %}", "{{ as it is }}"),
        ("keeps its last line end: {{ inputs.n }}\n", "keeps its last line end: 3\n"),
    ],
)
def test_one_expression_keeps_its_type(text: str, value: Any) -> None:
    """A text that is exactly one expression gives its value; anything else is text, other values in it as JSON."""
    found = template.render(text, SCOPE)
    assert value == found
    assert type(value) is type(found)


def test_renders_nested_data() -> None:
    """Lists and mappings are rendered through and through; keys and other values stay as they are."""
    value = {"{{ key }}": ["{{ inputs.n }}", {"x": "{{ inputs.title }}!"}, 5, None, True]}
    assert {"{{ key }}": [3, {"x": "Sale!"}, 5, None, True]} == template.render(value, SCOPE)


def test_rendered_values_are_copies() -> None:
    """Whoever changes a rendered value does not change the scope."""
    template.render("{{ inputs.photos }}", SCOPE).append("z")
    template.render("{{ steps.reel }}", SCOPE).clear()
    assert ["/a/x.jpg", "/b/y.tar.gz"] == SCOPE["inputs"]["photos"]
    assert SCOPE["steps"]["reel"]


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


@pytest.mark.parametrize(
    ("text", "message", "hint", "offset", "width"),
    [
        ("a {{ inputs.titel }}", "inputs has no 'titel'", "did you mean 'title'?", 12, 5),
        ("{{ input.title }}", "'input' is not known here", "did you mean 'inputs'?", 3, 5),
        ("{{ steps.rel.url }}", "steps has no 'rel'", "did you mean 'reel'?", 9, 3),
        ("{{ steps.reel.uri }}", "steps.reel has no 'uri'", "did you mean 'url'?", 14, 3),
        ("{{ inputs.photos[7] }}", "inputs.photos has no item 7", "it has 2, counted from 0", 17, 1),
        ("{{ inputs.none.x }}", "inputs.none is nothing, which has no 'x'", None, 15, 1),
        ("{{ inputs.title.x }}", "inputs.title is text, which has no 'x'", None, 16, 1),
        ("{{ 1 }}{{ inputs.titel ~ inputs.n }}", "inputs has no 'titel'", "did you mean 'title'?", 17, 5),
        ("{{ [inputs.titel] }}", "inputs has no 'titel'", "did you mean 'title'?", 11, 5),
        ("{{ inputs.title.upper }}", "this is a function; call it with ()", None, 3, 18),
        ("{{ 'a' < 3 }}", "'<' cannot compare text with a number", None, 3, 7),
        ("{{ 1 + 'a' }}", "'+' cannot combine a number and text", None, 3, 7),
        ("{{ 'a' + 1 }}", "'+' cannot combine these; join text with '~'", None, 3, 7),
        ("{{ 'a' in 5 }}", "'in' cannot look into a number", None, 3, 8),
        ("{{ 5 | join }}", "this needs a list, not a number", None, 3, 8),
        ("{{ 5 | length }}", "a number has no length", None, 3, 10),
        ("{{ 1 / 0 }}", "this divides by zero", None, 3, 5),
        ("{{ inputs.title() }}", "this is not a function", None, 3, 14),
    ],
)
def test_says_what_failed_and_where(text: str, message: str, hint: str | None, offset: int, width: int) -> None:
    """A failure names what is missing, offers what is there, and underlines exactly that."""
    error = refused(text)
    assert error.at is not None
    assert (message, hint, offset, width) == (error.message, error.hint, error.at.column - 1, error.at.width)


@pytest.mark.parametrize(
    ("text", "message", "hint", "offset"),
    [
        ("{{ x", "'{{' is never closed", "close it with '}}'", 0),
        ("ok {{ 1 }} {{ x", "'{{' is never closed", "close it with '}}'", 11),
        ("{{ x }", "'}' is not expected here", None, 5),
        ("{{ }}", "this expression stops too early", "a value is missing before this", 3),
        ("{{ 1 + }}", "this expression stops too early", "a value is missing before this", 7),
        ("a {{ 1 + }} b", "this expression stops too early", "a value is missing before this", 9),
        ("{{ 'a }}", "this quote is never closed", "close it with '", 3),
        ("{{ a b }}", "'b' is not expected here", "an operator is missing before it", 5),
        ("{{ a = b }}", "'=' is not expected here", "compare with '=='", 5),
        ("{{ a && b }}", "'&' is not expected here", "write 'and'", 5),
        ("{{ a || b }}", "'||' is not expected here", "write 'or'", 5),
        ("{{ !a }}", "'!' is not expected here", "write 'not'", 3),
        ("{{ a ? b : c }}", "'?' is not expected here", "write: a if condition else b", 5),
        ("{{ (a }}", "'}' is not expected here", None, 6),
        ("{{ a | lenght }}", "there is no filter 'lenght'", "did you mean 'length'?", 7),
        ("{{ a is definde }}", "there is no test 'definde'", "did you mean 'defined'?", 8),
        ("{{ a | first.b }}", "'.' is not expected after a filter", "put what is filtered in parentheses", 12),
        ("{% if a %}x", "'{% if %}' is never closed", "close it with '{% endif %}'", 0),
        ("{% if a", "'{%' is never closed", "close it with '%}'", 0),
        ("{# x", "'{#' is never closed", "close it with '#}'", 0),
        ("{% raw %}x", "'{% raw %}' is never closed", "close it with '{% endraw %}'", 9),
        ("{% set a = 1 %}", "the statement 'set' cannot be used in a recipe", None, 3),
    ],
)
def test_says_where_an_expression_is_malformed(text: str, message: str, hint: str | None, offset: int) -> None:
    """Before anything is evaluated, a slip is found at the very character."""
    flaw = template.check(text, bare=False)
    assert flaw is not None
    assert (message, hint, offset) == (flaw.message, flaw.hint, flaw.offset)


@pytest.mark.parametrize("name", ["for", "include", "import", "macro", "set", "block", "extends", "call", "with", "do"])
def test_refuses_statements(name: str) -> None:
    """Of Jinja's statements only `if` is there: no loops without end, no other files."""
    flaw = template.check("{% " + name + " x in y %}", bare=False)
    assert flaw is not None
    assert f"the statement '{name}' cannot be used in a recipe" == flaw.message


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


def test_places_failures_in_nested_data() -> None:
    """The place of a text below the given value is asked for with its path."""
    with pytest.raises(TemplateFailed) as caught:
        template.render({"files": ["ok", "{{ inputs.x }}"]}, SCOPE, locate)
    assert caught.value.at is not None
    assert ("files/1", 11) == (caught.value.at.file, caught.value.at.column)


def test_bare_expressions_have_no_braces() -> None:
    """{{ }} around an expression that is one already is refused with what to write."""
    with pytest.raises(TemplateFailed) as caught:
        template.evaluate("{{ inputs.n > 2 }}", SCOPE)
    assert "write: inputs.n > 2" == caught.value.hint


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        (
            "timeline.video | length == inputs.photos | length",
            "timeline.video | length = 2, inputs.photos | length = 2",
        ),
        ("timeline.duration_s >= 12 and not inputs.flag", "timeline.duration_s = 12.0, inputs.flag = true"),
        ("(inputs.n > 5 or inputs.none) and inputs.n > 1", "inputs.n = 3, inputs.none = null"),
        ("timeline.video | length", "timeline.video | length = 2"),
        ("inputs.title in ['a', 'b']", 'inputs.title = "Sale"'),
        ("inputs.title not in inputs.photos", 'inputs.title = "Sale", inputs.photos = ["/a/x.jpg", "/b/y.tar.gz"]'),
        ("inputs.nothing is defined", "inputs.nothing is not there"),
        ("inputs.n is not divisibleby 2", "inputs.n = 3"),
        ("'a' if inputs.flag else inputs.n", "'a' if inputs.flag else inputs.n = \"a\""),
        ("inputs.n + 1 == 5", "inputs.n + 1 = 4"),
        ("1 == 2", ""),
    ],
)
def test_tells_the_values_in_an_expression(expression: str, told: str) -> None:
    """A failed expectation shows its parts as they are written, with their values."""
    assert told == template.values_in(expression, SCOPE)


def test_names_what_an_expression_looks_up() -> None:
    """Filters, tests, options and keys of something computed are no names; indexes belong to theirs."""
    text = "inputs.photos | map(attribute='x') | first == steps.a['b-c'][0].d is defined and f(k=other).w"
    found = template.names(text)
    assert [("inputs", ("photos",)), ("steps", ("a", "b-c", 0, "d")), ("f", ()), ("other", ())] == [
        (one.root, one.parts) for one in found
    ]
    for one in found:
        for piece, offset in zip((one.root, *one.parts), one.offsets, strict=True):
            assert str(piece) == text[offset : offset + len(str(piece))]


def test_mentions() -> None:
    """It is known without evaluation whether an expression needs the state."""
    assert template.mentions("timeline.duration_s > 3", ("state", "timeline"))
    assert not template.mentions("steps.cut.timeline.duration_s > 3", ("state", "timeline"))
    assert not template.mentions("(((", ("state",))


def test_shown_values_are_short() -> None:
    """What a message shows of a value fits in a line."""
    assert '["a", 1, null]' == template.shown(["a", 1, None])
    assert 78 == len(template.shown("x" * 500))


GREEDY = {
    "looks again": "[" + ",".join(["range(99999) | length"] * 900) + "]",
    "compares": "[" + ",".join(["('a' * 900000) == ('a' * 900000 ~ 'b')"] * 400) + "]",
    "looks inside": "[" + ",".join(["'ab' in 'a' * 900000"] * 800) + "]",
    "compares lists": "[" + ",".join(["range(99999) < range(99999)"] * 600) + "]",
    "joins": "[" + ",".join(["('a' * 900000) ~ 'b'"] * 900) + "]",
    "replaces": "[" + ",".join(["('a' * 900000) | replace('a', 'b')"] * 500) + "]",
    "slices": "[" + ",".join(["('a' * 900000)[1:]"] * 900) + "]",
    "slices lists": "[" + ",".join(["range(99999)[::-1]"] * 900) + "]",
    "asks each": "range(20000) | select('in', range(20000)) | list | length",
    "asks a key of each": "inputs.rows | selectattr('a', 'in', range(50000)) | list | length",
    "maps": "range(99999)" + " | map('abs')" * 9 + " | list | length",
    "maps texts": "(['a' * 900] * 900) | map('replace', 'a', 'bb') | list | length",
    "splits": "[" + ",".join(["('a ' * 90000).split(' ')"] * 600) + "]",
    "breaks lines": "('\\n' * 999999).splitlines() | length",
    "takes letters": "('中' * 999999) | list | length",
    "sorts letters": "('中' * 999999) | sort | length",
    "long numbers": "(('f' * 900000) | int(0, 16)) % (('f' * 400000) | int(0, 16))",
    "multiplies lists": "[[range(9999)] * 99] * 99 | length",
    "writes JSON": "[" + ",".join(["range(90000) | tojson"] * 900) + "] | length",
    "encodes": "[" + ",".join(["('中' * 100000) | urlencode"] * 600) + "] | length",
    "counts words": "[" + ",".join(["('a ' * 400000) | wordcount"] * 600) + "] | length",
    "chooses": "[" + ",".join(["range(90000) | max"] * 900) + "] | length",
    "adds": "[" + ",".join(["range(90000) | sum"] * 900) + "] | length",
    "removes doubles": "(range(90000) | map('string') | unique | list) | length",
    "turns round": "[" + ",".join(["range(90000) | reverse | first"] * 600) + "] | length",
}

HUNGRY = ("slices", "slices lists", "splits", "breaks lines", "takes letters", "writes JSON", "maps", "joins")


@pytest.mark.parametrize("expression", GREEDY.values(), ids=GREEDY)
def test_no_expression_runs_away(expression: str) -> None:
    """Whatever it does, an expression ends within seconds of processor time; unbounded, it would take minutes."""
    scope = {"inputs": {"rows": [{"a": number} for number in range(2000)]}}
    began_s = time.process_time()
    template.check(expression, bare=True)
    with contextlib.suppress(TemplateFailed):
        template.evaluate(expression, scope)
    assert time.process_time() - began_s < 5


def test_no_expression_fills_the_memory() -> None:
    """Those that make the most, one after the other in one process, never hold more than 100 MB."""
    resource = pytest.importorskip("resource")
    program = (
        "import json, resource, sys\nfrom imgfree import template\nfrom imgfree.errors import TemplateFailed\n"
        "template.evaluate('1', {})\nbefore = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for text in json.load(sys.stdin):\n    try:\n        template.evaluate(text, {'inputs': {'rows': []}})\n"
        "    except TemplateFailed:\n        pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps([GREEDY[name] for name in HUNGRY]),
        capture_output=True,
        text=True,
        check=True,
    )
    unit_bytes = 1 if sys.platform == "darwin" else 1024
    assert resource is not None
    assert int(ran.stdout) * unit_bytes < 100e6


def test_expressions_share_what_encloses_them() -> None:
    """A thousand costly expressions in one step end like a single one."""
    with template.limited(1_000_000), pytest.raises(TemplateFailed, match="too many steps"):
        template.render(["{{ range(9999) | sum }}"] * 1000, {})


def test_a_watch_ends_an_expression() -> None:
    """Whoever has a deadline is asked while an expression works."""

    def late() -> None:
        raise StepTimedOut("late")

    with template.limited(watch=late), pytest.raises(StepTimedOut):
        template.evaluate(GREEDY["looks again"], {})


def test_reading_expressions_costs_too() -> None:
    """A recipe full of long expressions is not read to its end."""
    with template.limited(1_000_000):
        flaws = [template.check(f"[{'1,' * 4000}{number}][0]", bare=True) for number in range(5)]
    assert flaws[0] is None
    assert flaws[-1] is not None
    assert "too long to read" in flaws[-1].message


@pytest.mark.parametrize(
    "expression",
    ["1e999", "-1e999 < 0", "9" * 5000, "inputs[0x" + "f" * 5000 + "]", "'abc' | truncate(1)", "'a' | truncate(-9)"],
    ids=lambda expression: expression[:24],
)
def test_numbers_that_cannot_be_held_are_refused_in_their_place(expression: str) -> None:
    """An endless or endlessly written number, and one that a filter has no use for, is the recipe's flaw."""
    flaw = refused("{{" + expression + "}}")
    assert flaw.at is not None
    assert 3 <= flaw.at.column <= 10


def test_an_index_may_be_written_in_another_base() -> None:
    """It is looked up, and told where it is not there, like any other."""
    assert "b" == template.render("{{ timeline.video[0x1].label }}", SCOPE)
    assert "timeline.video has no item 9" == refused("{{ timeline.video[0b1001].label }}").message
