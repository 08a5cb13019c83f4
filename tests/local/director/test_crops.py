"""What the canvas does to photos is told, once, with their numbers."""

from dataclasses import replace

import pytest

from imgfree.local.assets import Focus
from local.director.conversation import Session

SMALL = Focus((0.6, 0.2, 0.2, 0.2), 0.9, "face")
LARGE = Focus((0.02, 0.1, 0.96, 0.8), 0.9, "face")


def crops(reply: object) -> list[str]:
    """Return what an answer tells of crops."""
    return [clause.note for clause in reply.clauses if clause.text in ("crops", "裁剪")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("focus", "size", "said", "told"),
    [
        (SMALL, (4000, 3000), "", ["photos 1 and 2 are cropped by 58 %; their subjects stay"]),
        (LARGE, (4000, 3000), "", ["photos 1 and 2 are shown whole, on a blurred copy"]),
        (LARGE, (4000, 3000), ", fill the screen", [
            "photos 1 and 2 are cropped by 58 %, through what stands out (say 'whole photo')"]),
        (None, (4000, 3000), ", fill the screen", ["photos 1 and 2 are cropped by 58 %"]),
        (None, (6000, 2000), "", ["the view goes across photos 1 and 2 from side to side"]),
        (SMALL, (1080, 1920), "", []),
        (SMALL, (4000, 3000), ", without cropping", []),
    ],
)  # fmt: skip
def test_what_becomes_of_photos_is_told(
    session: Session, focus: Focus | None, size: tuple[int, int], said: str, told: list[str]
) -> None:
    """By how much they are cropped, whether what matters stays, and where they are not cropped at all."""
    talk = session(2)
    talk.assets[:] = [replace(one, width=size[0], height=size[1], focus=focus) for one in talk.assets]
    assert told == crops(talk.say(f"make a 9 second 9:16 film with a slow zoom{said}"))


def test_it_is_told_again_only_where_it_changes(session: Session) -> None:
    """A title says nothing of crops; another canvas does, in the language of the sentence."""
    talk = session(2)
    talk.assets[:] = [replace(one, width=4000, height=3000, focus=SMALL) for one in talk.assets]
    talk.say("make a 9 second 9:16 film")
    assert [] == crops(talk.say('add the title "Hi"'))
    assert ["第 1、2 张裁去 25%，主体保留"] == crops(talk.say("改成方形"))
