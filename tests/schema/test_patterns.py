"""Strangers' patterns end, whatever they are and whatever they are compared with."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from imgfree import recipe, schema
from imgfree.errors import RecipeInvalid
from imgfree.schema.patterns import BadPattern, Matcher, TooCostly

SLOW = {  # each takes a backtracking engine longer than anybody waits
    "^(a+)+$": "a" * 40 + "!",
    "^(a|a)*$": "a" * 40 + "!",
    "^(a|aa)+$": "a" * 60 + "!",
    "^(.*a){20}$": "a" * 60,
    "^(([a-z])+.)+[A-Z]([a-z])+$": "a" * 60,
    r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}$": "a" * 60 + "!",
    r"^(\w+\s?)*$": "word " * 30 + "!",
    "(x+x+)+y": "x" * 50_000,
    r"\s+$": " " * 50_000 + "x",
    "^(a?){60}a{60}$": "a" * 60,
    r"<(?:[^>]+)*>": "<" * 50_000,
}


@pytest.mark.parametrize(("pattern", "text"), SLOW.items())
def test_every_comparison_ends(pattern: str, text: str) -> None:
    """The answer comes within a second of processor time."""
    began_s = time.process_time()
    Matcher().fits(pattern, text)
    assert time.process_time() - began_s < 1


@pytest.mark.parametrize(
    ("pattern", "named"),
    [("(?=a)b", "look-around"), ("(?<!a)b", "look-around"), (r"(a)\1", "back reference"),
     ("(?P<n>a)(?P=n)", "back reference"),
     ("a++", "possessive"), ("(?>a)b", "possessive"), ("(?(1)a|b)", "condition"), (r"a\Z", r"\Z"), ("(", "missing )"),
     (r"\p{L}{999}", "too large"), ("a" * 201, "200"), ("((a{1,30}){1,30}){1,30}", "repetition size")],
)  # fmt: skip
def test_what_the_engine_lacks_is_named(pattern: str, named: str) -> None:
    """Each thing that another engine has, and ours has not, is refused by its name."""
    with pytest.raises(BadPattern) as refused:
        Matcher().check(pattern)
    assert named in refused.value.message


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [(r"^[\u4e00-\u9fff]+$", "夏日特惠", "sale"), (r"[(?=]{2}\\1", r"(=\1", "x"),
     (r"^\++[+]+$", "+++", "a"), (r"^\p{Lu}\p{L}*$", "Éclair", "éclair"),
     ("^(?i:reel)$", "REEL", "real"), ("", "anything", ""), ("^.$", "😀", "ab"), (r"^\d{4}-\d\d$", "2026-01", "26-1")],
)  # fmt: skip
def test_patterns_mean_what_they_say(pattern: str, yes: str, no: str) -> None:
    """Letters by number, classes of letters, and what only looks like a look-around or a back reference."""
    assert Matcher().fits(pattern, yes)
    assert not no or not Matcher().fits(pattern, no)


def test_all_patterns_together_end() -> None:
    """A recipe with thousands of costly patterns is stopped, and so is one long text."""
    matcher = Matcher()
    with pytest.raises(TooCostly):
        list(map(matcher.check, (f".{{0,500}}.{{0,400}}{number}" for number in range(100_000))))
    told = schema.value_problems("ab" * 200_000, {"pattern": "(a|b)*a(a|b){900}z"}, lambda path, key=False: None, "t")
    [problem] = told
    assert problem.message.startswith("'t' takes too long")


def test_half_a_character_fits_nothing_and_harms_nothing() -> None:
    """Text and patterns with half a character end in an answer."""
    assert not Matcher().fits("^a$", "\ud800")
    with pytest.raises(BadPattern):
        Matcher().check("\ud800")


def test_the_engine_is_loaded_for_a_pattern_only(tmp_path: Path) -> None:
    """A recipe without a pattern does not pay for the engine."""
    plain = "version: 1\ninputs:\n  t: {type: string, default: a}\nsteps:\n  - credits: {}\n"
    (tmp_path / "plain.yaml").write_text(plain, encoding="utf-8")
    (tmp_path / "picky.yaml").write_text(plain.replace("default", "pattern: '^a', default"), encoding="utf-8")
    program = "import sys; from imgfree import recipe; recipe.load(sys.argv[1]); print('re2' in sys.modules)"
    told = [
        subprocess.run([sys.executable, "-c", program, name], cwd=tmp_path, capture_output=True, text=True, check=True)
        for name in ("plain.yaml", "picky.yaml")
    ]
    assert [False, True] == [json.loads(ran.stdout.lower()) for ran in told]


def test_a_costly_pattern_is_told_in_its_place(tmp_path: Path) -> None:
    """A recipe whose default takes too long to compare is refused with the line of that default."""
    pattern, path = "a{1,1000}" * 20, tmp_path / "r.yaml"
    value = f"{{type: array, items: {{type: string, pattern: '{pattern}'}}, default: [{'a' * 20_000}!]}}"
    path.write_text(f"version: 1\ninputs:\n  a: {value}\nsteps: [instruct: x]\n", encoding="utf-8")
    with pytest.raises(RecipeInvalid) as caught:
        recipe.load(path)
    told = next(problem for problem in caught.value.problems if "takes too long" in problem.message)
    assert told.at is not None
    assert 3 == told.at.line
