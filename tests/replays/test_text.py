"""Verdicts in a line, in words, in an object."""

from collections.abc import Callable
from pathlib import Path

from imgfree.replays import text
from imgfree.replays.cases import Case
from imgfree.replays.judge import Verdict, exit_code

Golden = Callable[[Path | str, str], None]
GOOD = Verdict(Case(Path("a.yaml"), Path("c/a.yaml")), "passed", 0.25, note="nothing to compare events with")
STALE = Verdict(Case(Path("b.yaml"), Path("c/b.yaml")), "stale", 1.0, "error: no", exit_code=5)
OTHER = Verdict(
    Case(Path("b.yaml"), Path("c/b.yaml"), "x"), "failed", 1.0, diff=tuple("-+" * 50), exit_code=1, told=("e",)
)


def test_verdicts_are_told_and_counted(golden: Golden) -> None:
    """A line each with its time, then what did not pass; long differences are cut; what can be done is a hint."""
    verdicts = [GOOD, STALE, OTHER]
    lines = [*map(text.line, verdicts), *text.summary(verdicts, 2.5), *text.hints(verdicts)]
    golden("said/replay-verdicts.txt", "\n".join(lines) + "\n")
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
