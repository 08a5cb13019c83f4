"""Verdicts in a line, in words, in an object."""

from pathlib import Path

from imgfree.replays import text
from imgfree.replays.cases import Case
from imgfree.replays.judge import Verdict, exit_code

GOOD = Verdict(Case(Path("a.yaml"), Path("c/a.yaml")), "passed", 0.25, note="nothing to compare events with")
STALE = Verdict(Case(Path("b.yaml"), Path("c/b.yaml")), "stale", 1.0, "error: no", exit_code=5)
OTHER = Verdict(
    Case(Path("b.yaml"), Path("c/b.yaml"), "x"), "failed", 1.0, diff=tuple("-+" * 50), exit_code=1, told=("e",)
)


def test_a_line_says_how_it_ended() -> None:
    """With the time, and a note if there is one."""
    assert "     ok  a.yaml  0.25 s  (nothing to compare events with)" == text.line(GOOD)
    assert "  STALE  b.yaml  1.00 s" == text.line(STALE)


def test_what_did_not_pass_is_told_and_all_is_counted() -> None:
    """Long differences are cut; what can be done is a hint."""
    *failed, counts = text.summary([GOOD, STALE, OTHER], 2.5)
    assert ["\nb.yaml with c/b.yaml\nerror: no"] == failed[:1]
    assert failed[1].endswith("… and 40 more lines")
    assert "\n1 passed, 1 failed, 1 stale in 2.50 s" == counts
    assert ["imgfree test --update", "imgfree run b.yaml --record c/b.yaml"] == [
        hint.partition(": ")[2] for hint in text.hints([STALE, OTHER])
    ]
    assert [] == list(text.hints([GOOD]))


def test_the_code_tells_what_alone_is_at_fault() -> None:
    """Cassettes alone are 5, recipes alone 3, anything else that failed 1."""
    recipe = Verdict(GOOD.case, "failed", 0, exit_code=3)
    codes = [exit_code(one) for one in ([GOOD], [GOOD, STALE], [recipe], [recipe, STALE], [OTHER, STALE])]
    assert [0, 5, 3, 1, 1] == codes


def test_an_object_for_a_script() -> None:
    """Every case with its outcome; one word for all of them."""
    told = text.as_object([GOOD, STALE], 2.5)
    assert ("failed", ["passed", "stale"]) == (told["outcome"], [case["outcome"] for case in told["cases"]])
    assert "passed" == text.as_object([GOOD], 1)["outcome"]
