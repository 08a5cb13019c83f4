"""How things lie on a film: on each other, behind buttons, too shortly."""

from pathlib import Path

import pytest

from faulty import of_fault, photo, reel, shot, text
from imgfree.local.inspection.watch import Draft, inspect
from imgfree.local.render.reel import Lettering
from thorough import some


@pytest.mark.parametrize(
    "words",
    some(
        [
            (text("Summer Sale", role="title"), text("only today")),
            (text("夏季特卖", role="title"), text("仅限今天", "middle")),
            (text("a long caption on two lines of it", "lower_third", "caption"), text("$12", "bottom", size=2.0)),
            (text("this one is long", "bottom_left"), text("two more words", "bottom")),
        ],
        2,
    ),
)
def test_things_on_each_other_are_found(tmp_path: Path, words: tuple[Lettering, ...]) -> None:
    """Titles, prices and captions whose letters meet; each apart is no fault, nor are both one after the other."""
    pictured = photo(tmp_path / "a.png", "#334455")
    for shown in (words, *((one,) for one in words)):
        made = reel([pictured], shown)
        found = inspect(shot(made, {"a": pictured}, tmp_path / "film.mp4"), Draft(made, {"a": pictured}))
        assert (1 if len(shown) > 1 else 0) == len(of_fault(found, "overlap"))


@pytest.mark.parametrize(
    ("made_for", "shown_on", "position", "out"),
    some(
        [
            ("channels", "tiktok", "bottom", True),
            ("channels", "reels", "top", True),
            ("reels", "shorts", "right", True),
            ("story", "reels", "bottom", True),
            ("channels", "tiktok", "bottom_left", True),
            ("channels", "channels", "bottom", False),
            ("channels", "tiktok", "center", False),
            (None, "tiktok", "bottom", True),
            (None, "reels", "top", True),
            (None, "tiktok", "center", False),
        ],
        5,
    ),
)
def test_what_buttons_would_cover_is_found(
    tmp_path: Path, made_for: str | None, shown_on: str, position: str, out: bool
) -> None:
    """A film for one platform, looked at as another shows it; one for none is clear of edges only."""
    pictured = photo(tmp_path / "a.png", "#334455")
    made = reel([pictured], [text("Order now", position)], platform=made_for)
    found = inspect(shot(made, {"a": pictured}, tmp_path / "a.mp4"), Draft(made, {"a": pictured}), platform=shown_on)
    assert out == bool(of_fault(found, "unsafe"))


@pytest.mark.parametrize(
    ("words", "frames", "hasty"),
    some(
        [
            ("this is a long text for one second", 30, True),
            ("this is a long text for three seconds", 90, False),
            ("第一次来的顾客都可以打八折", 30, True),
            ("第一次来的顾客都可以打八折", 60, False),
            ("Sale 夏季特卖 today only", 40, True),
            ("Sale", 15, False),
        ],
        2,
    ),
)
def test_words_that_are_gone_too_soon_are_found(tmp_path: Path, words: str, frames: int, hasty: bool) -> None:
    """17 characters a second are read, 8 of Chinese."""
    pictured = photo(tmp_path / "a.png", "#334455")
    made = reel([pictured], [Lettering(words, 0, frames)], each=90)
    found = inspect(shot(made, {"a": pictured}, tmp_path / "film.mp4"), Draft(made, {"a": pictured}))
    assert hasty == bool(of_fault(found, "fast"))
