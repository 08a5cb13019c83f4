"""A film beside the same film made again: the same, so to eyes and ears, or not, and from which moment on."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import pytest

from imgfree.local.comparison.compare import Comparison, compare
from imgfree.local.render.failures import MediaUnreadable, RenderCancelled

Twin = Callable[..., Path]


def likenesses(found: Comparison) -> list[str]:
    """Return how like each piece is."""
    return [one.likeness for one in found.parts]


def without(film: Path, target: Path, *, frame: int) -> Path:
    """Write the film's pictures once more, but for one of them."""
    with av.open(str(film)) as old, av.open(str(target), "w") as new:
        stream = new.add_stream("libx264", rate=30, options={"crf": "18"})
        stream.width, stream.height, stream.pix_fmt = 96, 160, "yuv420p"
        for number, picture in enumerate(old.decode(video=0)):
            picture.pts, picture.time_base = number, Fraction(1, 30)
            new.mux(stream.encode(picture) if number != frame else [])
        new.mux(stream.encode(None))
    return target


def test_the_same_film_is_the_same(twin: Twin) -> None:
    """Each piece and the sound, without a look at what they show."""
    found = compare(twin(), twin())
    assert ("same", "same", ()) == (found.likeness, found.sound, found.differences)
    assert ["same"] * 3 == likenesses(found)


def test_another_encoder_makes_no_difference(twin: Twin) -> None:
    """At another quality each piece has other bytes, and shows the same."""
    found = compare(twin(), twin(quality="low"))
    assert ("encoded", "same") == (found.likeness, found.sound)
    assert ["encoded"] * 3 == likenesses(found)


def test_a_shot_that_is_another_is_found(twin: Twin) -> None:
    """From its first picture on; the pieces without it are the same."""
    found = compare(twin(), twin(photos="124"))
    [one] = found.differences
    assert ("picture", 2.0) == (one.sort, round(one.at_s, 2))
    assert one.box is not None
    assert ["same", "same", "differs"] == likenesses(found)


def test_a_sound_that_is_another_is_found(twin: Twin) -> None:
    """Though each picture is the same."""
    found = compare(twin(), twin(hertz=660.0))
    assert ["sound"] == [one.sort for one in found.differences]
    assert (["same"] * 3, "differs") == (likenesses(found), found.sound)


@pytest.mark.parametrize(("frame", "at_s"), [(50, 50 / 30), (89, 89 / 30)])
def test_a_lost_picture_is_found(tmp_path: Path, twin: Twin, frame: int, at_s: float) -> None:
    """In the middle and at the end; that there is no sound either is said beside it."""
    found = compare(twin(), without(twin(), tmp_path / "less.mp4", frame=frame))
    assert {"picture": round(at_s, 2), "sound": 0.0} == {one.sort: round(one.at_s, 2) for one in found.differences}
    [back, _] = sorted(compare(tmp_path / "less.mp4", twin()).differences, key=lambda one: one.sort)
    assert round(at_s, 2) == round(back.at_s, 2)


def test_another_size_is_another_film(twin: Twin) -> None:
    """Nothing else is looked at."""
    found = compare(twin(), twin(size=(90, 160)))
    assert ["size"] == [one.sort for one in found.differences]


def test_a_comparison_is_told_in_plain_values(twin: Twin) -> None:
    """And read back from them."""
    found = compare(twin(), twin(photos="124"))
    again = Comparison.read(found.as_json())
    assert again.as_json() == found.as_json()
    assert again.differences[0].box == found.differences[0].box


def test_it_can_be_ended_and_says_how_far_it_is(twin: Twin) -> None:
    """Progress never goes back; nobody waits for what nobody wants."""
    told: list[float] = []
    compare(twin(), twin(quality="low", hertz=660.0), on_progress=told.append)
    assert told == sorted(told)
    assert 0.5 < told[-1] <= 1.0
    with pytest.raises(RenderCancelled):
        compare(twin(), twin(quality="low"), cancelled=lambda: True)


def test_what_is_no_film_is_refused(tmp_path: Path, twin: Twin) -> None:
    """Whichever of both it is."""
    (tmp_path / "a.mp4").write_text("no film")
    for pair in ((tmp_path / "a.mp4", twin()), (twin(), tmp_path / "a.mp4")):
        with pytest.raises(MediaUnreadable):
            compare(*pair)
