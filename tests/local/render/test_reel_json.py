"""A reel that travels."""

from imgfree.local.assets import Focus
from imgfree.local.render.reel import (
    Card,
    Cell,
    Fade,
    KeptFree,
    Lettering,
    Logo,
    Move,
    Reel,
    Sound,
    Spot,
    Take,
    Transition,
)
from imgfree.local.render.reel_json import as_json, reel_of

FOCUS = Focus((0.1, 0.2, 0.3, 0.4), 0.9, "face")


def test_a_reel_comes_back_as_it_was() -> None:
    """With everything that it can hold, to the last bit of a fraction."""
    takes = (
        Take("a", 0, 30, Move("zoom_in", 0.1 + 0.2), focus=FOCUS, looks=("warm", "grain")),
        Take("b", 20, 30, transition=Transition("crossfade", 10), cells=(Cell("b", FOCUS, "before"), Cell("c"))),
    )
    words = (
        Lettering(
            "中文", 0, 30, style={"color": "white", "size": 1.5}, lit=((0, 5), (5, 9)), spot=Spot((1, 2, 3, 4), 20)
        ),
        Lettering("none", 0, 0),
    )
    reel = Reel(
        *(64, 112, 30, 50),
        takes,
        words,
        (Sound("song", 0.0, 5 / 3, loop_s=(0.1, 0.9), bus="voice"),),
        effects=("snow",),
        fade=Fade(3, 4, "white"),
        loop="boomerang",
        logo=Logo("logo", "center", 40, 10),
        card=Card(40, "#123456"),
        loudness_lufs=-14.0,
        kept_free=(KeptFree(0, 5, (0.0, 0.1, 0.2, 0.3)),),
        platform="tiktok",
    )
    assert reel == reel_of(as_json(reel))
    plain = Reel(64, 112, 30, 1, ())
    assert plain == reel_of(as_json(plain))
