"""Every phrase of docs/saying.md, said, rendered small, and measured in the file."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest
from tests.local.director.studio import BORDER, COLOURS, Film, Studio
from tests.local.director.test_vocabulary import examples

from imgfree.local.music.beats import grid
from local.music.synthetic import stereo
from thorough import some

PHOTOS = ["red.jpg", "green.jpg", "blue.jpg"]
TWO = "make a 2-second 1:1 video, no motion, hard cuts"
THREE = "make a 3-second 1:1 video, no motion, hard cuts"
CAPTIONED = [*PHOTOS, "talk.srt"]
CORNER, MIDDLE = slice(20, 30), slice(80, 100)
Measure = Callable[[Studio, str], None]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """Return one set of files for all, so that no film is made twice."""
    return Studio(tmp_path_factory.mktemp("studio"))


def changed(film: Film, other: Film, at_s: float, band: tuple[float, float] = (0.0, 1.0)) -> float:
    """Return by how much two films differ at a moment, between two heights (shares of the picture)."""
    rows = slice(*(int(share * film.frames.shape[1]) for share in band))
    number = int(at_s * film.fps)
    return float(np.abs(film.frames[number, rows] - other.frames[number, rows]).mean())


def same(film: Film, other: Film) -> bool:
    """Return whether two films show the same, but for what the encoder loses."""
    return film.frames.shape == other.frames.shape and float(np.abs(film.frames - other.frames).mean()) < 1.5


def dots(film: Film, number: int) -> np.ndarray:
    """Return where the white dots of a frame lie: the middle of the left one, that of the right one."""
    white = np.argwhere(film.frames[number].min(axis=2) > 200)
    left = white[:, 1] < film.frames.shape[2] / 2
    return np.stack([white[left].mean(axis=0), white[~left].mean(axis=0)])


def edges_seen(film: Film) -> bool:
    """Return whether the whole photo is in the picture: its border at the top and at the bottom."""
    height, width = film.frames.shape[1:3]
    rows = film.frames[2, [2, height - 3], width // 2]
    return bool((np.abs(rows - BORDER).max(axis=1) < 80).all())


def beside(film: Film) -> float:
    """Return how bright it is left of the photo."""
    height = film.frames.shape[1]
    return float(film.frames[2, height // 4 : height * 3 // 4, 4:12].mean())


def build(studio: Studio, phrase: str) -> None:
    film = studio.film(PHOTOS, phrase, height=96, fps=4)
    assert (["red", "green", "blue"], 12.0) == (film.order, pytest.approx(film.duration_s, abs=0.3))


def duration(studio: Studio, phrase: str) -> None:
    assert 12.0 == pytest.approx(studio.film(PHOTOS, TWO, phrase, height=96, fps=2).duration_s, abs=0.5)


def per_photo(studio: Studio, phrase: str) -> None:
    film = studio.film(PHOTOS, TWO, phrase, height=96, fps=4)
    assert ["red"] * 11 == film.colours[:11]
    assert ("green", 9.0) == (film.colours[13], pytest.approx(film.duration_s, abs=0.3))


def aspect(studio: Studio, phrase: str) -> None:
    height, width = studio.film(PHOTOS, TWO.replace("1:1", "16:9"), phrase).frames.shape[1:3]
    assert (16 / 9 if phrase in ("9:16", "竖屏") else 1.0) == pytest.approx(height / width, abs=0.02)


def platform(studio: Studio, phrase: str) -> None:
    sound = [*PHOTOS, "song.wav"]
    film, before = studio.film(sound, TWO + ", add music", phrase), studio.film(sound, TWO + ", add music")
    height, width = film.frames.shape[1:3]
    assert 16 / 9 == pytest.approx(height / width, abs=0.02)
    assert film.level > 2 * before.level  # a quiet song comes up to the loudness of the platform


def fit(studio: Studio, phrase: str) -> None:
    film = studio.film(PHOTOS, TWO.replace("1:1", "16:9"), phrase)
    if phrase in ("as cards", "圆角卡片"):
        height, width = film.frames.shape[1:3]
        rows = film.frames[2, :, width // 2]
        seen = np.flatnonzero(np.abs(rows - BORDER).max(axis=1) < 80)
        assert 0.8 < (seen.max() - seen.min()) / height < 0.95
        return
    assert edges_seen(film)
    if phrase in ("whole photos with white bars", "不裁剪，旁边补白色"):
        assert beside(film) > 245
        return
    assert (beside(film) < 8) == (phrase in ("without cropping", "不裁剪"))


def collage(studio: Studio, phrase: str) -> None:
    film = studio.film(PHOTOS, TWO.replace("1:1", "16:9"), phrase)
    height, width = film.frames.shape[1:3]
    left, right = film.frames[2, height // 2, width // 8], film.frames[2, height // 2, width * 7 // 8]
    assert np.abs(left - COLOURS["red"]).max() < 60
    assert np.abs(right - COLOURS["green"]).max() < 60


def stamp(studio: Studio, phrase: str) -> None:
    film, plain = studio.film(PHOTOS, TWO, phrase), studio.film(PHOTOS, TWO)
    assert changed(film, plain, 0.8, (0.6, 1.0)) > 0.8
    assert changed(film, plain, 0.8, (0.0, 0.5)) < 0.5


def lettering(studio: Studio, phrase: str) -> None:
    if phrase in ("brand background: ivory", "品牌背景色：米色"):
        carded = f"{TWO.replace('1:1', '9:16')}, as cards"
        film, plain = studio.film(PHOTOS, carded, phrase), studio.film(PHOTOS, carded)
        assert film.frames[2, CORNER, CORNER].mean() > 200 > plain.frames[2, CORNER, CORNER].mean()
        return
    titled = f'{TWO}, title "Sale"'
    film, plain = studio.film(PHOTOS, titled, phrase), studio.film(PHOTOS, titled)
    assert changed(film, plain, 1.0, (0.0, 0.5)) > 2 * changed(film, plain, 1.0, (0.6, 1.0))


def focus(studio: Studio, phrase: str) -> None:
    top = phrase in ("focus on the top", "焦点放在上方")
    film = studio.film(PHOTOS, TWO if top else TWO.replace("1:1", "9:16"), phrase)
    frame = film.frames[2] if top else film.frames[2].swapaxes(0, 1)
    near, far = (np.abs(frame[edge, frame.shape[1] // 2] - BORDER).max() for edge in (2, -3))
    assert near < 80 < far


def transition(studio: Studio, phrase: str) -> None:
    film = studio.film(PHOTOS, "make a 3-second 1:1 video, no motion", phrase)
    height, width = film.frames.shape[1:3]
    left, right = (film.frames[:, height // 2, x] for x in (width // 4, width * 3 // 4))
    split = (np.abs(left - right).max(axis=1) > 100).any()
    shown = "split" if split else "blended" if "mixed" in film.colours else "neither"
    kinds = {"crossfade 0.5 s": "blended", "叠化转场": "blended", "wipe left": "split", "向左擦除": "split"}
    assert kinds.get(phrase, "neither") == shown


def motion(studio: Studio, phrase: str) -> None:
    film = studio.film(PHOTOS, THREE, phrase)
    if phrase in ("slow zoom in", "缓慢推近"):
        first, last = (np.linalg.norm(np.subtract(*dots(film, number))) for number in (0, 9))
        assert last > first * 1.04
        return
    still, moved = (np.abs(dots(film, end) - dots(film, begin)).max() for begin, end in ((0, 9), (11, 19)))
    assert still < 1
    assert moved > 3


def title(studio: Studio, phrase: str) -> None:
    begun = TWO.replace("2-second", "4-second")
    film, plain = studio.film(PHOTOS, begun, phrase), studio.film(PHOTOS, begun)
    assert changed(film, plain, 1.0, (0.1, 0.5)) > 4
    assert max(changed(film, plain, 1.0, (0.6, 1.0)), changed(film, plain, 3.4)) < 2


def text(studio: Studio, phrase: str) -> None:
    film, plain = studio.film(PHOTOS, THREE, phrase), studio.film(PHOTOS, THREE)
    assert changed(film, plain, 1.0, (0.66, 1.0)) > 4
    assert changed(film, plain, 1.0, (0.0, 0.5)) < 2


def music(studio: Studio, phrase: str) -> None:
    if phrase in ("start the song at 0:02", "歌从第2秒开始放"):
        assert 880 == pytest.approx(studio.film([*PHOTOS, "song.wav"], TWO, phrase).hertz(0.2), abs=10)
        return
    if phrase in ("ease the music in over 1 second", "音乐用1秒淡入"):
        heard = np.abs(studio.film([*PHOTOS, "song.wav"], TWO, phrase).audio)
        first, later = (float(heard[int(at * 48000) :][:4800].mean()) for at in (0.05, 0.9))
        assert first < later / 4
        return
    begun = TWO + (", add music" if phrase in ("no music", "不要音乐") else "")
    film = studio.film([*PHOTOS, "song.wav"], begun, phrase)
    assert (film.level > 0.005) == (phrase not in ("no music", "不要音乐"))


def beats(studio: Studio, phrase: str) -> None:
    film = studio.film([*PHOTOS, "drums.wav"], "a 6-second 1:1 video, no motion, add music", phrase, height=96, fps=30)
    cuts = [n for n, pair in enumerate(pairwise(film.colours), 1) if len({*pair}) > 1]
    found = np.array(grid([stereo(film.audio)]).beats)
    assert 2 == len(cuts)
    assert all(np.abs(found - cut / film.fps).min() < 1.5 / film.fps for cut in cuts)
    if phrase in ("hit the drop", "高潮卡点"):
        levels = [float(np.abs(part).mean()) for part in np.array_split(film.audio, 12)]
        loud = next(n for n, level in enumerate(levels) if level > 0.5 * max(levels)) / 2
        assert any(abs(loud - cut / film.fps) < 0.1 for cut in cuts)


def beat_words(studio: Studio, phrase: str) -> None:
    begun = '4 seconds, 1:1, no motion, add music, title "One two"', phrase
    film = studio.film([PHOTOS[0], "drums.wav"], *begun, height=96, fps=30)
    bare = studio.film([PHOTOS[0], "drums.wav"], begun[0].partition(", title")[0], height=96, fps=30)
    shown = [float(np.abs(one - other).mean()) for one, other in zip(film.frames, bare.frames, strict=True)]
    comes = [n for n, (before, now) in enumerate(pairwise(shown), 1) if now > before + 0.15 * max(shown)]
    found = np.array(grid([stereo(film.audio)]).beats)
    assert 2 <= len(comes)
    assert np.abs(found - comes[0] / film.fps).min() < 1.5 / film.fps
    assert any(np.abs(found - at / film.fps).min() < 1.5 / film.fps for at in comes[1:] if at > comes[0] + 5)


def level(studio: Studio, phrase: str) -> None:
    full, film = (studio.film([*PHOTOS, "song.wav"], TWO + ", add music", *more) for more in ((), (phrase,)))
    assert 0.35 == pytest.approx(film.level / full.level, abs=0.03)


def captions(studio: Studio, phrase: str) -> None:
    film, plain = studio.film(CAPTIONED, THREE, phrase), studio.film(CAPTIONED, THREE)
    assert changed(film, plain, 0.5, (0.5, 1.0)) > 2
    assert changed(film, plain, 1.5) < 2


def voice(studio: Studio, phrase: str) -> None:
    before = ['put "One" on photo 1', 'voice-over: "Hello there, and welcome to our shop."']
    film, plain = (studio.film(PHOTOS, THREE, *said) for said in ((*before, phrase), before))
    assert np.abs(film.audio).max() > 0.02  # one word at the beginning may be all that is spoken
    assert not np.array_equal(film.audio, plain.audio)


def look(studio: Studio, phrase: str) -> None:
    film, plain = studio.film(PHOTOS, THREE, phrase).frames, studio.film(PHOTOS, THREE).frames
    if phrase in ("black and white", "黑白"):
        assert float((film.max(axis=3) - film.min(axis=3)).mean()) < 4
        return
    if phrase in ("photo 2 in black and white", "第二张黑白"):
        coloured = [float((film[at].max(axis=2) - film[at].min(axis=2)).mean()) for at in (5, 15, 25)]
        assert coloured[1] < 4 < min(coloured[0], coloured[2]) / 10
        return
    if phrase in ("cinematic look", "电影感", "elegant look", "优雅风格"):
        colours = [one[len(one) // 6, 90, 90].astype(float) for one in (film, plain)]
        assert abs(colours[0] - colours[1]).max() > 4
        cards = abs(film[:, 90, 10].astype(float) - film[:, 90, 90]).mean() > 8
        assert cards == (phrase in ("elegant look", "优雅风格"))
        return
    if phrase in ("warmer and brighter", "暖一点，亮一点"):
        assert film.mean() > plain.mean() + 8
    warmth, before = (float((one[..., 0] - one[..., 2]).mean()) for one in (film, plain))
    assert warmth > before + 8


def trim(studio: Studio, phrase: str) -> None:
    film = studio.film(["clip.mp4"], "make a 9:16 video of the clip", phrase)
    assert (["blue"], 1.0) == (film.order, pytest.approx(film.duration_s, abs=0.15))


def speed(studio: Studio, phrase: str) -> None:
    film = studio.film(["clip.mp4"], "make a 9:16 video of the clip", phrase)
    assert (1.5 if phrase in ("2x speed", "2倍速") else 6.0) == pytest.approx(film.duration_s, abs=0.15)


def order(studio: Studio, phrase: str) -> None:
    first = ["blue", "red", "green"] if phrase in ("photo 3 first", "第三张放最前") else ["green", "red", "blue"]
    assert first == studio.film(PHOTOS, THREE, phrase).order


def fade(studio: Studio, phrase: str) -> None:
    film, plain = studio.film(PHOTOS, THREE, phrase).frames, studio.film(PHOTOS, THREE).frames
    assert film[0].mean() < plain[0].mean() / 4
    assert film[8].mean() == pytest.approx(plain[8].mean(), rel=0.03)


def pace(studio: Studio, phrase: str) -> None:
    begun = "make a 9-second 1:1 video, no motion"
    mixed = [studio.film(PHOTOS, begun, *more).colours.count("mixed") for more in ((), (phrase,))]
    assert mixed[1] < mixed[0]


def loop(studio: Studio, phrase: str) -> None:
    film, plain = studio.film(PHOTOS, THREE, phrase), studio.film(PHOTOS, THREE)
    seams = [float(np.abs(one.frames[-1] - one.frames[0]).mean()) for one in (film, plain)]
    assert seams[0] < seams[1] / 3


def logo(studio: Studio, phrase: str) -> None:
    film = studio.film([*PHOTOS, "logo.png"], THREE, phrase)
    if phrase in ("logo top right, twice as big, half transparent", "右上角放logo，大一倍，半透明"):
        plain = studio.film([*PHOTOS, "logo.png"], THREE, "logo top right").frames[5]
        bare = studio.film(PHOTOS, THREE).frames[5]
        inked, before = (np.abs(one - bare).max(axis=2) for one in (film.frames[5], plain))
        assert 4 == pytest.approx((inked > 30).sum() / (before > 60).sum(), rel=0.25)
        assert 0.5 == pytest.approx(np.percentile(inked[inked > 30], 50) / before.max(), abs=0.12)
        return
    if phrase in ("end with our logo", "片尾放logo"):
        seen = [(np.abs(film.frames[at] - (255, 0, 255)).max(axis=2) < 60).sum() for at in (5, -2)]
        assert (0, True) == (seen[0], seen[1] > 200)
        return
    height, width = film.frames.shape[1:3]
    magenta = (np.abs(film.frames[5] - (255, 0, 255)).max(axis=2) < 60).nonzero()
    assert len(magenta[0]) > 20
    assert magenta[0].max() < height / 2
    assert magenta[1].min() > width / 2


def effect(studio: Studio, phrase: str) -> None:
    film, plain = studio.film(PHOTOS, THREE, phrase).frames, studio.film(PHOTOS, THREE).frames
    if phrase in ("vignette", "暗角"):
        corner, middle = ([float(one[2, part, part].mean()) for one in (film, plain)] for part in (CORNER, MIDDLE))
        assert corner[0] / middle[0] < 0.9 * corner[1] / middle[1]
        return
    moving = [float(np.abs(one[3] - one[2]).mean()) for one in (film, plain)]
    assert moving[0] > moving[1] + 1


def export(studio: Studio, phrase: str) -> None:
    film = studio.film(PHOTOS, "make a 0.4-second 1:1 video", phrase, quality="low")
    size = film.frames.shape[1:3]
    if "GIF" in phrase:
        assert ("gif", (480, 480), 12) == (film.format, size, pytest.approx(film.fps, abs=0.6))
    else:
        assert ("mp4" in film.format, (1080, 1080)) == (True, size)


def remove(studio: Studio, phrase: str) -> None:
    assert same(studio.film(PHOTOS, THREE + ', title "Old"', phrase), studio.film(PHOTOS, THREE))


def replace(studio: Studio, phrase: str) -> None:
    word = "New" if "New" in phrase else "新品"
    film = studio.film(PHOTOS, THREE + ', title "Old"', phrase)
    assert same(film, studio.film(PHOTOS, THREE + f', title "{word}"'))
    assert changed(film, studio.film(PHOTOS, THREE + ', title "Old"'), 0.5) > 0.5


def undo(studio: Studio, phrase: str) -> None:
    assert same(studio.film(PHOTOS, THREE, "black and white", phrase), studio.film(PHOTOS, THREE))


def redo(studio: Studio, phrase: str) -> None:
    grey = studio.film(PHOTOS, THREE, "black and white")
    assert same(studio.film(PHOTOS, THREE, "black and white", "undo", phrase), grey)


MEASURES: dict[str, Measure] = {
    one.__name__: one
    for one in (
        build, duration, per_photo, aspect, platform, fit, focus, collage, transition, motion, title, text, stamp,
        lettering, music, beats, beat_words, level, captions, voice, look, trim, speed, order, fade, pace, loop, logo,
        effect, export, remove, replace, undo, redo,
    )
}  # fmt: skip


def rows() -> Iterator[tuple[str, str]]:
    """Yield operation and phrase of every example in docs/saying.md."""
    yield from examples()


def test_every_operation_is_measured() -> None:
    """A row without a measure would be a promise that nobody holds."""
    assert {name for name, _ in rows()} == set(MEASURES)


@pytest.mark.parametrize(("name", "phrase"), some(rows(), 42))
def test_the_file_shows_what_was_said(studio: Studio, name: str, phrase: str) -> None:
    """What the phrase claims is there to be measured: lengths, canvas, pixels, words, levels, order, format."""
    MEASURES[name](studio, phrase)
