"""What came of a verified film, in words."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from imgfree.local.comparison.compare import Comparison, Difference, Part
from imgfree.sharing.verdicts import Verified, lines

FILM = Path("reel.mp4")
SAME = Comparison((Part(0, 2, "same"), Part(2, 4, "same")), "same")
ENCODED = Comparison((Part(0, 2, "encoded"), Part(2, 4, "encoded")), "same")
OTHER = Comparison(
    (Part(0, 2, "same"), Part(2, 4, "differs")),
    "differs",
    (
        Difference("picture", 2.5, "the picture is another", (1, 2, 3, 4)),
        Difference("sound", 3.0, "the sound is another"),
    ),
)
FOUND = {
    "same": Verified(FILM, "whole", rendered=True, marked=True),
    "rewrapped": Verified(FILM, "rewrapped", rendered=True, comparison=SAME, marked=True),
    "other build": Verified(FILM, "whole", rendered=True, comparison=ENCODED, why=("av was 17, and is 18",)),
    "through a platform": Verified(FILM, "changed", rendered=True, comparison=ENCODED, marked=True),
    "differs": Verified(FILM, "whole", rendered=True, comparison=OTHER, shown="shot 2 of 2, b.jpg"),
    "altered": Verified(FILM, "changed", rendered=True, comparison=OTHER, marked=True, still=Path("d/first.png")),
    "cloud": Verified(
        FILM, "whole", rendered=False, because="it was made by the backend 'nemo', which makes no film twice"
    ),
    "cloud, rewrapped": Verified(FILM, "rewrapped", rendered=False, because="it carries no recipe"),
    "cloud, altered": Verified(FILM, "changed", rendered=False, because="it carries no recipe"),
}


def test_each_verdict_is_told(golden: Callable[[str, str], None]) -> None:
    """In one line, and below it what there is to say to it."""
    golden(
        "said/verdicts.txt",
        "".join(f"{name}:\n" + "".join(f"  {line}\n" for line in lines(found)) for name, found in FOUND.items()),
    )


@pytest.mark.parametrize("name", FOUND)
def test_what_holds_is_no_failure(name: str) -> None:
    """What differs or was altered is; what was not made again holds if its digests do."""
    holds = name in ("same", "rewrapped", "other build", "through a platform", "cloud", "cloud, rewrapped")
    assert holds == FOUND[name].holds


def test_a_script_is_told_the_same() -> None:
    """The verdict, each piece, each first difference."""
    told = FOUND["differs"].as_json()
    assert ("differs", "shot 2 of 2, b.jpg") == (told["verdict"], told["shown"])
    assert ["same", "differs"] == [one["likeness"] for one in told["comparison"]["pieces"]]
    assert FOUND["same"].as_json()["comparison"] is None


def test_a_strangers_words_stay_in_their_line() -> None:
    """What a film's recipe calls its photos is no line of ours."""
    [first, *_] = lines(replace(FOUND["differs"], shown="shot 1\nverified\x1b[2J"))
    assert "\n" not in first
    assert "\x1b" not in first
