"""Environment variables in recipes: allowed by name on the command line, compared, never made into text."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from imgfree import template
from imgfree.errors import TemplateFailed
from nemo import Nemo

Cloud = Callable[..., Ran]
SECRET = "sk_live_0123456789abcdef"
REFUSED = (
    "env.X", "env.X ~ 'a'", "'a' ~ env.X", "env.X + 'a'", "'a' + env.X", "env.X * 2", "-env.X", "env.X % 2",
    "env | items | list", "env.items() | list | tojson", "env.values() | join", "env.get('X')", "env | string",
    "env.X | upper", "env.X | string", "env.X | tojson", "env.X | list", "env.X | first", "env.X | length",
    "env.X | int", "env.X | urlencode", "env | urlencode", "env.X | default('a')", "env.X | replace('a', 'b')",
    "env.X | truncate(3)", "env.X | wordcount", "env.X | basename", "env.X[0]", "env.X[0:2]", "env.X.upper()",
    "[env.X] | join", "[env.X] | map('upper') | list", "[env.X, 'a'] | sort", "[env.X, 'a'] | max",
    "[env.X] | unique | list", "[{'a': env.X}] | map(attribute='a') | join", "{env.X: 1}", "{'a': 1}[env.X]",
    "inputs[env.X]", "'abc'[env.X:]", "'abc'.startswith(env.X)", "'x' | replace('x', env.X)", "['a'] | join(env.X)",
    "env.X < 'z'", "env.X is lt 'z'", "env.X is lower", "env.X in 'abc'", "'a' in env.X", "env.X == env.Y",
    "env['x' | upper]", "(env)['X']", "env['X' ~ '']", "range(env.X)", "env | dictsort", "'%s' % env.X",
)  # fmt: skip


def scope() -> dict[str, object]:
    """Return a fresh scope, as each run has."""
    return {"env": template.variables({"X": SECRET, "Y": "ab", "EMPTY": ""}), "inputs": {"a": 1}}


@pytest.mark.parametrize("expression", REFUSED)
def test_a_value_is_never_text(expression: str) -> None:
    """Alone, in a text, and in a condition's own values: an error, and the value is not in it."""
    for text in (f"{{{{ {expression} }}}}", f"a {{{{ {expression} }}}} b"):
        with pytest.raises(TemplateFailed) as caught:
            template.render(text, scope())
        assert SECRET[:4] not in caught.value.message
    assert SECRET[:4] not in template.values_in(f"{expression} == 'a'", scope())


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("env.Y == 'ab'", True),
        ("'ab' != env.Y", False),
        ("env.Y in ['a', 'ab']", True),
        ("env.NONE is defined", False),
        ("env.Y is defined", True),
        ("env.X", True),
        ("env.EMPTY", False),
        ("'long' if env.X and env.Y == 'ab' else 'short'", "long"),
        ("'X' in env", True),
    ],
)
def test_a_value_steers(expression: str, value: object) -> None:
    """It can be compared as a whole and asked whether it is set, or empty."""
    assert value == template.evaluate(expression, scope())


def test_a_value_is_not_found_out_by_trying() -> None:
    """After sixteen comparisons there are no more, however they are written; the same one again is none."""
    there = scope()
    for number in range(16):
        template.evaluate(f"env.X == '{number}'", there)
    assert False is template.evaluate("env.X == '3'", there)
    with pytest.raises(TemplateFailed, match="16 values"):
        template.evaluate("['another'] == [env.X]", there)
    with pytest.raises(TemplateFailed, match="16 values"):
        template.render("{{ range(100) | map('string') | select('equalto', env.Y) | first }}", scope())


RECIPE = """\
version: 1
env:
  - STAGE
  - SHOP_KEY
steps:
  - if: env.STAGE == 'live'
    upload: a.jpg
  - id: money
    credits: {}
    expect: [steps.money.available > 5]
"""


def test_a_recipe_asks_only_for_what_is_allowed(tmp_path: Path, photo: Callable[[str], Path], cloud: Cloud,
                                                nemo: Nemo) -> None:  # fmt: skip
    """Each variable is an error in its line, with the option that allows it, before anything is sent or written."""
    photo("a.jpg")
    (tmp_path / "r.yaml").write_text(RECIPE, encoding="utf-8")
    env = {"STAGE": "live", "SHOP_KEY": SECRET}
    for more in ((), ("--dry-run",), ("--allow-env", "STAGE")):
        ran = cloud("run", "r.yaml", *more, env=env)
        assert 3 == ran.returncode
        assert "r.yaml:4:5" in ran.stderr
        assert "add: --allow-env SHOP_KEY" in ran.stderr
        assert SECRET not in ran.stderr + ran.stdout
    assert [] == nemo.requests
    assert not (tmp_path / ".imgfree").exists()
    ran = cloud("run", "r.yaml", "--json", "--allow-env", "STAGE", "--allow-env", "SHOP_KEY", env=env)
    assert ["passed", "passed"] == [step["outcome"] for step in json.loads(ran.stdout)["steps"]]


def test_a_server_that_says_a_value_is_masked(
    tmp_path: Path, cloud: Cloud, nemo: Nemo, photo: Callable[[str], Path]
) -> None:
    """Whoever knows it: it stands in no journal, no cassette and on no screen; a value of three letters masks none."""
    photo("a.jpg")
    nemo.words = f"Done: {SECRET} is a cat."
    text = "version: 1\nenv: [SHOP_KEY, SHORT]\nsteps:\n  - upload: a.jpg\n  - instruct: a reel of a cat\n"
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    words = ("run", "r.yaml", "--allow-env", "SHOP_KEY", "--allow-env", "SHORT", "--record", "c.yaml")
    ran = cloud(*words, env={"SHOP_KEY": SECRET, "SHORT": "cat"})
    assert 0 == ran.returncode, ran.stderr
    assert "*** is a cat" in ran.stderr
    for path in (file for file in tmp_path.rglob("*") if file.is_file()):
        assert SECRET.encode() not in path.read_bytes(), path


def test_a_replay_asks_for_the_same_rights(tmp_path: Path, cloud: Cloud, photo: Callable[[str], Path]) -> None:
    """`test` refuses what `run` refuses, and takes the same option."""
    photo("a.jpg")
    text = "version: 1\nenv: [STAGE]\nsteps:\n  - if: env.STAGE == 'live'\n    upload: a.jpg\n  - credits: {}\n"
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    ran = cloud("run", "r.yaml", "--allow-env", "STAGE", "--record", "cassettes/r.yaml", env={"STAGE": "live"})
    assert 0 == ran.returncode, ran.stderr
    refused = cloud("test", "r.yaml", env={"STAGE": "live"})
    assert (3, True) == (refused.returncode, "--allow-env STAGE" in refused.stdout)
    assert 0 == cloud("test", "r.yaml", "--allow-env", "STAGE", env={"STAGE": "live"}).returncode
