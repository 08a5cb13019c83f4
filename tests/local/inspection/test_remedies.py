"""The sentences that mend: the director hears each of them."""

from pathlib import Path

import pytest

from faulty import photo, reel
from imgfree.local.assets import Asset
from imgfree.local.director import direct
from imgfree.local.inspection import remedies
from imgfree.local.inspection.laid import Laid, laid
from imgfree.local.render.reel import Lettering, Logo

FIRST = (
    'a 16-second vertical reel of these with the title "Summer Sale" and the text "only $12" at the bottom'
    ' and captions "One. Two. Three." with the song and the logo'
)
VOICES = ("en", "zh")


def session() -> list[Asset]:
    names = ("one.jpg", "two.jpg", "three.jpg", "logo.png")
    pictures = [Asset(name, name, "image", Path(name), 3000, 4000, 0.0, 0, "", "") for name in names]
    return [*pictures, Asset("song", "song.mp3", "audio", Path("song.mp3"), 0, 0, 60.0, 0, "", "")]


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> list[Laid]:
    """Return a logo, a title, a text and a caption."""
    folder = tmp_path_factory.mktemp("laid")
    pictured = photo(folder / "a.png", "#334455")
    words = [
        Lettering("Summer Sale", 0, 60, "title"),
        Lettering("only $12", 0, 60),
        Lettering("One.", 0, 60, "caption"),
    ]
    return laid(reel([pictured], words, logo=Logo("a", "top_right", 0, 60)), {"a": pictured})


def heard(sentence: str) -> bool:
    """Return whether the director does what is said, all of it, to a film that has all of these."""
    first = direct(FIRST, session(), [])
    assert first.draft is not None
    reply = direct(sentence, session(), [first.draft])
    return bool(reply.clauses) and all(clause.outcome == "applied" for clause in reply.clauses)


@pytest.mark.parametrize("voice", VOICES)
def test_a_layer_goes_where_it_has_room(things: list[Laid], voice: str) -> None:
    """Title, text, captions and logo, each by a name that the director knows."""
    for thing in things:
        for taken in (("top",), ("top", "center"), ("bottom",)):
            assert heard(remedies.move(thing, taken, voice)), remedies.move(thing, taken, voice)


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("side", ["left", "top", "bottom"])
def test_a_layer_comes_back_from_the_edge(things: list[Laid], side: str, voice: str) -> None:
    """By its place, or by its size."""
    for thing in things:
        assert heard(remedies.inside(thing, (side,), voice)), remedies.inside(thing, (side,), voice)


@pytest.mark.parametrize("voice", VOICES)
def test_words_get_a_ground_and_time(things: list[Laid], voice: str) -> None:
    """Captions have the time that their speech has: no words change that."""
    for thing in things[1:]:
        assert heard(remedies.ground(thing, voice)), remedies.ground(thing, voice)
    for thing in things[1:3]:
        assert heard(remedies.longer(thing, 4.26, voice)), remedies.longer(thing, 4.26, voice)
    assert "" == remedies.longer(things[3], 4.0, voice)


@pytest.mark.parametrize("voice", VOICES)
def test_what_is_seen_and_heard_of_the_whole_film_is_mended(voice: str) -> None:
    """Black stretches, flashes, still pictures, loudness, clipping, cropping."""
    said = (
        remedies.cut_out(2.0, 3.4, voice),
        remedies.calmer(True, voice),
        remedies.calmer(False, voice),
        remedies.moving(voice),
        remedies.leveled(-16.0, voice),
        remedies.quieter(voice),
        remedies.whole(voice),
    )
    for sentence in said:
        assert heard(sentence), sentence
