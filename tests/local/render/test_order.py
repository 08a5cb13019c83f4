"""The order in which the letters of a line stand."""

import pytest

from imgfree.local.render.order import Run, is_leftward, ordered

HEBREW, ARABIC = "\u05e9\u05dc\u05d5\u05dd", "\u0633\u0644\u0627\u0645"


@pytest.mark.parametrize(
    ("line", "leftward", "runs"),
    [
        ("Sale", False, [("Sale", False)]),
        (f"{HEBREW} Latte", True, [("Latte", False), (f"{HEBREW} ", True)]),
        (f"Latte {HEBREW}", False, [("Latte ", False), (HEBREW, True)]),
        (f"{HEBREW} 50%", True, [("50%", False), (f"{HEBREW} ", True)]),
        (f"Now {HEBREW} 1,200 {HEBREW}!", False,
         [("Now ", False), (f" {HEBREW}", True), ("1,200", False), (f"{HEBREW} ", True), ("!", False)]),
        ("Sale \u0917\u094d\u0930\u0940", False, [("Sale ", False), ("\u0917\u094d\u0930\u0940", False)]),
        ("", False, []),
    ],
)  # fmt: skip
def test_runs_stand_from_left_to_right(line: str, leftward: bool, runs: list[tuple[str, bool]]) -> None:
    """Words of each direction keep it, numbers are read from the left, and no run has two scripts."""
    assert [Run(*run) for run in runs] == ordered(line, leftward=leftward)


def test_the_first_strong_letter_decides() -> None:
    """Digits and marks say nothing of the direction; without a letter it is from the left."""
    assert is_leftward(f"50% {ARABIC} Sale")
    assert not is_leftward(f"50% Sale {ARABIC}")
    assert not is_leftward("50%")
