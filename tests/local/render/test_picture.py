"""What is painted, measured against pictures made by other means, before it is encoded."""

import itertools
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from render_parts import plain, textured

from imgfree.local.assets import Asset
from imgfree.local.render.picture import Painter
from imgfree.local.render.places import safe_box
from imgfree.local.render.planes import Planes, blank
from imgfree.local.render.reel import TRANSITIONS, Card, Lettering, Move, Reel, Take, Transition
from imgfree.local.render.text import ROLES, words_layer

F64 = npt.NDArray[np.float64]
CANVASES = [(270, 480), (480, 270), (300, 300)]
POSITIONS = ("top", "upper_third", "center", "lower_third", "bottom", "top_left", "bottom_right")


def _painted(film: Reel, files: Iterable[Asset], numbers: Iterable[int]) -> list[Planes]:
    """Return these frames of the film."""
    found = []
    with closing(Painter(film, {one.id: one for one in files})) as painter:
        for number in numbers:
            found.append(blank(film.width, film.height))
            painter.paint(number, found[-1])
    return found


def _light(rgb: Image.Image) -> F64:
    """Return BT.709 light of a picture, in limited range."""
    red, green, blue = np.moveaxis(np.asarray(rgb.convert("RGB")).astype(np.float64), 2, 0)
    return 16 + 219 / 255 * (0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _likeness(one: F64, other: F64) -> float:
    """Return the structural similarity of two planes, 1 for equal ones (Wang and others, 2004)."""

    def mean(plane: F64) -> F64:
        return cv2.GaussianBlur(plane, (11, 11), 1.5).astype(np.float64)

    x, y = mean(one), mean(other)
    xx, yy, xy = mean(one * one) - x * x, mean(other * other) - y * y, mean(one * other) - x * y
    low, high = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float((((2 * x * y + low) * (2 * xy + high)) / ((x * x + y * y + low) * (xx + yy + high))).mean())


@pytest.mark.parametrize("kind", ["none", "zoom_in"])
def test_a_frame_is_what_a_careful_hand_would_compose(tmp_path: Path, kind: str) -> None:
    """Photo resized and title pasted by Pillow, in RGB: the likeness is at least 0.98."""
    photo = textured(tmp_path / "a.png", (1080, 1920), 4)
    words = Lettering("Summer Sale", 0, 30, "title", "upper_third")
    film = Reel(540, 960, 30, 30, (Take("a", 0, 30, Move(kind, 0.08)),), words=(words,))
    ((frame),) = _painted(film, [photo], [29])
    share = 1 / 1.08 if kind == "zoom_in" else 1.0
    left, top = 540 * (1 - share), 960 * (1 - share)
    with Image.open(photo.path) as whole:
        expected = whole.resize((540, 960), Image.Resampling.LANCZOS, box=(left, top, 1080 - left, 1920 - top))
    title = words_layer(words, film)
    assert title is not None
    opacity = Image.fromarray((title.opacity * 255).astype(np.uint8))
    # The title's own light, as a grey; its letters were checked by their own tests.
    grey = Image.fromarray(np.clip((title.picture.y.astype(float) - 16) * 255 / 219, 0, 255).astype(np.uint8))
    expected.paste(grey.convert("RGB"), title.box[:2], opacity)
    assert 0.98 <= _likeness(frame.y.astype(np.float64), _light(expected))


@pytest.mark.parametrize("kind", TRANSITIONS)
def test_a_transition_begins_and_ends_on_its_frames(tmp_path: Path, kind: str) -> None:
    """Found by difference: the first picture alone before, the second alone after, both or a colour in between."""
    files = [plain(tmp_path / "a.png", (60, 60, 60)), plain(tmp_path / "b.png", (200, 200, 200))]
    frames = 0 if kind == "cut" else 9
    second = Take("b", 15 - frames, 15 + frames, transition=Transition(kind, frames) if frames else None)
    film = Reel(180, 320, 30, 30, (Take("a", 0, 15), second))
    found = [frame.y.astype(int) for frame in _painted(film, files, range(30))]
    changed = [number for number in range(1, 30) if (found[number] != found[number - 1]).any()]
    assert (15 - frames, 15) == (changed[0], changed[-1])
    assert 1 == len({tuple(np.unique(one)) for one in found[: 15 - frames]})
    assert 1 == len({tuple(np.unique(one)) for one in found[15:]})


@pytest.mark.parametrize("size", CANVASES)
@pytest.mark.parametrize("role", ROLES)
def test_words_are_seen_in_their_time_and_their_place_only(tmp_path: Path, role: str, size: tuple[int, int]) -> None:
    """Compared with the film without them: nothing differs before and after, and outside the safe box."""
    photo = textured(tmp_path / "a.png", size)
    left, top, right, bottom = safe_box(*size)
    # The shadow may leave the box: it is no longer than the margin around the letters.
    soft = round(0.4 * ROLES[role].size * min(size))
    shot = Take("a", 0, 30)
    bare = _painted(Reel(*size, 30, 30, (shot,)), [photo], [10])[0].y.astype(int)
    for position in POSITIONS:
        words = Lettering("Warm cups", 10, 10, role, position)
        film = Reel(*size, 30, 30, (shot,), words=(words,))
        before, first, last, after = (
            np.abs(frame.y.astype(int) - bare) for frame in _painted(film, [photo], [9, 10, 19, 20])
        )
        assert 0 == before.max() == after.max()
        assert (first == last).all()
        rows, columns = np.where(first > 40)
        assert top - soft <= rows.min()
        assert rows.max() <= bottom + soft
        assert left - soft <= columns.min()
        assert columns.max() <= right + soft


@pytest.mark.parametrize("kind", ["zoom_in", "drift", "none"])
def test_the_same_frame_has_the_same_bytes(tmp_path: Path, kind: str) -> None:
    """Painted twice, with everything on, by two painters."""
    files = [textured(tmp_path / "a.jpg"), textured(tmp_path / "b.jpg", seed=2)]
    first = Take("a", 0, 20, Move(kind, 0.08), looks=("cinematic", "warm"))
    shots = (first, Take("b", 10, 20, Move(kind, 0.18), Transition("zoom", 10)))
    words = (Lettering("Summer Sale 夏", 0, 30, "title", "upper_third", {"color": "gold"}, 5),)
    film = Reel(180, 320, 30, 30, shots, words, effects=("grain", "glow", "bokeh"))
    once, again = (_painted(film, files, (5, 14, 29)) for _ in range(2))
    for one, other in zip(once, again, strict=True):
        assert all((a == b).all() for a, b in zip(one, other, strict=True))


def test_an_end_card_comes_over_the_last_picture(tmp_path: Path) -> None:
    """Before it the photo is whole; over twelve frames its colour comes; then nothing else is seen."""
    photo = plain(tmp_path / "red.png", (200, 30, 30))
    film = Reel(64, 64, 30, 60, (Take(photo.id, 0, 40),), card=Card(40, "#ffffff"))
    luma = [float(one.y.mean()) for one in _painted(film, [photo], range(60))]
    assert luma[0] == luma[27]
    assert all(after > before for before, after in itertools.pairwise(luma[27:41]))
    assert [235] * 20 == luma[40:]
