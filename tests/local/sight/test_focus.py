"""The subject is found well enough to crop by, in pictures of every kind."""

import numpy as np
import pytest
from PIL import Image

from imgfree.local.composition import Layout, Way, layout
from imgfree.local.motion import common
from imgfree.local.sight.focus import CENTRE, focus, focus_of
from local.sight.library import Edges, Picture, person, pictures
from thorough import some

CANVASES = ((1080, 1920), (1080, 1080), (1920, 1080))
WAYS = (Way(), Way(kind="zoom_in", amount=0.08))
EXACT = 0.012  # of the picture: the true boxes are no more exact


@pytest.fixture(scope="module")
def shown() -> list[tuple[Picture, tuple[int, int], Way, Layout]]:
    """Return pictures of the library on every canvas, still and zoomed."""
    found = []
    for picture in some(pictures(), 20):
        seen, size = focus(picture.rgb), (picture.rgb.shape[1], picture.rgb.shape[0])
        found += [(picture, canvas, way, layout(size, canvas, way, seen)) for canvas in CANVASES for way in WAYS]
    return [one for one in found if one[3].wide == 1]


def visible(where: Layout, way: Way) -> Edges:
    """Return the part of the picture that is seen at every moment."""
    left, top, right, bottom = where.crop
    seen = common(way.kind, way.amount, where.aim)
    wide, high = right - left, bottom - top
    return left + seen[0] * wide, top + seen[1] * high, left + seen[2] * wide, top + seen[3] * high


def holds(outer: Edges, inner: Edges) -> bool:
    """Return whether one box lies in the other."""
    lower = all(outer[n] <= inner[n] + EXACT for n in (0, 1))
    return lower and all(outer[n] >= inner[n] - EXACT for n in (2, 3))


def test_the_library_has_sixty_pictures() -> None:
    """Sixty pictures, a fourth of them of people, no two of one name."""
    every = pictures()
    assert 60 == len({picture.name for picture in every}) == len(every)
    assert 14 == sum(bool(picture.faces) for picture in every)


def test_a_subject_that_fits_is_whole(shown: list[tuple[Picture, tuple[int, int], Way, Layout]]) -> None:
    """In 95 % of all frames in which the subject fits, it is whole at every moment; most of them are filled."""
    fitting = []
    for picture, canvas, way, where in shown:
        own, aspect = picture.rgb.shape[1] / picture.rgb.shape[0], canvas[0] / canvas[1]
        left, top, right, bottom = picture.subject
        zoom = 1 + way.amount
        if (right - left) * zoom <= min(1, aspect / own) and (bottom - top) * zoom <= min(1, own / aspect):
            fitting.append((picture, way, where))
    whole = [holds(visible(where, way), picture.subject) for picture, way, where in fitting]
    assert 0.7 * len(shown) < len(fitting)
    assert 0.95 <= sum(whole) / len(whole)
    assert 0.75 <= sum(where.around == "nothing" for _, _, where in fitting) / len(fitting)


def test_no_face_is_cut(shown: list[tuple[Picture, tuple[int, int], Way, Layout]]) -> None:
    """Every face is whole at every moment, on every canvas."""
    cut = [
        (picture.name, canvas, way.kind)
        for picture, canvas, way, where in shown
        for face in picture.faces
        if not holds(visible(where, way), face)
    ]
    assert [] == cut


def test_the_same_picture_gives_the_same_focus() -> None:
    """Asked twice, and at twice the size, a picture says the same to within two hundredths."""
    picture = pictures()[0]
    large = Image.fromarray(picture.rgb).resize((1920, 1440), Image.Resampling.BICUBIC)
    assert focus(picture.rgb) == focus(picture.rgb)
    assert pytest.approx(focus(picture.rgb).box, abs=0.02) == focus(np.asarray(large)).box


def test_a_cut_out_is_its_own_subject() -> None:
    """Where parts of a picture are transparent, what is left is the subject, for sure."""
    picture = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    picture.paste((200, 30, 30, 255), (40, 10, 100, 90))
    found = focus_of(picture)
    assert ("alpha", 1.0, (0.2, 0.1, 0.3, 0.8)) == (found.by, found.confidence, found.box)


def test_without_anything_to_see_it_is_a_little_above_the_middle() -> None:
    """A line of pixels, a grey wall, black and a tiny picture get the same careful answer."""
    for shape in ((1, 4000), (4000, 1), (300, 300), (4, 4)):
        assert CENTRE == focus(np.full((*shape, 3), 90, np.uint8))


def test_of_forty_faces_all_are_the_subject() -> None:
    """The box holds every one of forty people."""
    picture = Image.new("RGB", (512, 384), (120, 140, 150))
    placed = [person(picture, (34 + n % 8 * 63, 46 + n // 8 * 70), 34, n)[0] for n in range(40)]
    x, y, wide, high = focus(np.asarray(picture)).box
    assert x * 512 <= min(face[0] for face in placed) + 6
    assert (x + wide) * 512 >= max(face[2] for face in placed) - 6
    assert y * 384 <= min(face[1] for face in placed) + 6
    assert (y + high) * 384 >= max(face[3] for face in placed) - 6
