"""Where nothing speaks, everything is refused by name."""

from collections.abc import Callable

import pytest

from imgfree.local.speech.seam import NOBODY, Part, Unspoken
from imgfree.local.voice import Voice
from local.director.conversation import asset


@pytest.mark.parametrize(
    "ask",
    [
        lambda: NOBODY.said([Part("Hello.")], 1.0),
        lambda: NOBODY.recorded(asset("a.mp3", "audio"), "Hello."),
        lambda: NOBODY.timed(Voice((), "p"), ()),
        lambda: NOBODY.heard(asset("a.mp3", "audio")),
    ],
)
def test_says_how_to_get_a_voice(ask: Callable[[], object]) -> None:
    """The command is in both languages."""
    with pytest.raises(Unspoken) as refused:
        ask()
    assert all("pip install 'imgfree[voice]'" in said for said in (refused.value.en, refused.value.zh))
