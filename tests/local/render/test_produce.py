"""Whole films, encoded and decoded again."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image
from render_parts import asset, clip, draft, lights, make, pictures, plain, shot, song, textured

from imgfree.local.assets import Asset
from imgfree.local.render import MediaUnreadable, Output, RenderCancelled, RenderError
from thorough import THOROUGH

FADE = {"transition": {"kind": "crossfade", "ms": 500}}
ZOOM = {"motion": {"kind": "zoom_in", "amount": 0.08}}
TITLE = {"d": 500, "m": {"text": "Sale", "start": 0, "role": "title", "position": "upper_third", "fade_ms": 0}}


def _left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.slow
def test_the_shipped_shape_at_full_size(tmp_path: Path) -> None:
    """H.264 High, yuv420p, BT.709, constant 30 fps, moov first, AAC at 48 kHz, a key frame a shot; at 1080x1920."""
    size = (1080, 1920) if THOROUGH else (540, 960)
    photos = [textured(tmp_path / f"p{n}.jpg", (1200, 1600), n) for n in range(2)]
    tone = song(tmp_path / "tone.wav")
    music = [{"d": 2500, "m": {"source": "tone", "start": 0, "volume": 0.35}}]
    what = draft(shot(photos[0], 1500, **ZOOM), shot(photos[1], 1500, **ZOOM, **FADE), music=music, size=size)
    made = make(what, [*photos, tone], tmp_path / "film.mp4")
    assert (*size, 75, 2.5) == (made.width, made.height, made.frames, made.duration_s)
    with av.open(str(made.path)) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        context = video.codec_context
        assert ("h264", "High", "yuv420p") == (context.name, video.profile, context.pix_fmt)
        tags = context.color_primaries, context.color_trc, context.colorspace, context.color_range
        assert [1, 1, 1, 1] == [int(one) for one in tags]
        assert ("aac", 48_000) == (audio.codec_context.name, audio.codec_context.sample_rate)
        frames = list(film.decode(video))
    assert 30 == video.average_rate
    assert 75 == len(frames)
    assert [n / 30 for n in range(75)] == pytest.approx([frame.time for frame in frames], abs=1e-4)
    assert [0, 30] == [n for n, frame in enumerate(frames) if frame.key_frame]
    data = made.path.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_the_crossfade_is_where_the_draft_says(tmp_path: Path) -> None:
    """Dark for 15 frames, 15 frames of change, light from frame 30 on."""
    photos = [plain(tmp_path / "a.png", (40, 40, 40)), plain(tmp_path / "b.png", (200, 200, 200))]
    make(draft(shot(photos[0], 1000), shot(photos[1], 1000, **FADE)), photos, tmp_path / "film.mp4")
    found = np.array(lights(tmp_path / "film.mp4"))
    assert 45 == len(found)
    assert 2 > np.abs(found[:15] - 40).max()
    assert 2 > np.abs(found[30:] - 200).max()
    assert (np.diff(found[14:31]) > 4).all()


def test_the_title_is_seen_only_in_its_time_and_its_box(tmp_path: Path) -> None:
    """For half a second, between y 290 and 700 of 1920, and nowhere else."""
    photo = plain(tmp_path / "a.png", (90, 90, 90))
    make(draft(shot(photo, 1000), texts=[TITLE], size=(270, 480)), [photo], tmp_path / "film.mp4")
    found = pictures(tmp_path / "film.mp4")
    seen = [bool((picture.max(axis=2) > 200).any()) for picture in found]
    assert [n < 15 for n in range(30)] == seen
    rows = np.where(np.abs(found[5].astype(int) - 90).max(axis=(1, 2)) > 16)[0]
    assert 290 / 4 - 2 <= rows.min()
    assert rows.max() <= 700 / 4 + 2


def test_colours_survive(tmp_path: Path) -> None:
    """A photo's colour comes out of the file as it went in."""
    photo = plain(tmp_path / "a.png", (200, 60, 40))
    make(draft(shot(photo, 300, **ZOOM)), [photo], tmp_path / "film.mp4")
    assert 4 > np.abs(pictures(tmp_path / "film.mp4")[4].astype(int) - (200, 60, 40)).max()


def test_the_same_film_has_the_same_bytes(tmp_path: Path) -> None:
    """Rendering twice gives one file, byte for byte."""
    photo, tone = textured(tmp_path / "a.jpg"), song(tmp_path / "tone.wav")
    music = [{"d": 1000, "m": {"source": "tone", "start": 0, "volume": 0.5}}]
    what = draft(shot(photo, 1000, **ZOOM), texts=[TITLE], music=music, effects=["grain"], look="warm")
    one, two = (make(what, [photo, tone], tmp_path / f"{name}.mp4").path.read_bytes() for name in ("one", "two"))
    assert one == two


@pytest.mark.parametrize(
    ("name", "video", "audio"), [("mov", "h264", "aac"), ("webm", "vp9", "opus"), ("gif", "gif", None)]
)
def test_other_containers(tmp_path: Path, name: str, video: str, audio: str | None) -> None:
    """Each format has its codecs, its length and the right picture in it."""
    photo, tone = plain(tmp_path / "a.png", (200, 60, 40)), song(tmp_path / "tone.wav")
    music = [{"d": 1000, "m": {"source": "tone", "start": 0, "volume": 0.5}}]
    made = make(draft(shot(photo, 1000), music=music), [photo, tone], tmp_path / f"film.{name}")
    with av.open(str(made.path)) as film:
        assert video == film.streams.video[0].codec_context.name
        assert [audio] == [one.codec_context.name for one in film.streams.audio] or audio is None
        assert 0.1 > abs(1 - (film.duration or 0) / av.time_base)
    assert 12 > np.abs(pictures(made.path)[3][40:-40, 40:-40].astype(int) - (200, 60, 40)).max()


def test_quality_and_height_are_obeyed(tmp_path: Path) -> None:
    """Low is smaller than high; 120p of a vertical film is 120 wide."""
    photo = textured(tmp_path / "a.jpg")
    what = draft(shot(photo, 500, **ZOOM))
    low = make(what, [photo], tmp_path / "low.mp4", Output(quality="low"))
    high = make(what, [photo], tmp_path / "high.mp4", Output(quality="high"))
    small = make(what, [photo], tmp_path / "small.mp4", Output(height=120))
    assert low.size_bytes < high.size_bytes
    assert (120, 214) == (small.width, small.height)


def test_progress_rises_to_one(tmp_path: Path) -> None:
    """From 0 to 1 and never back, a step a frame, with a little left for joining."""
    photo, seen = plain(tmp_path / "a.png"), []
    make(draft(shot(photo, 3000)), [photo], tmp_path / "film.mp4", on_progress=seen.append)
    assert [n / 91.8 for n in range(91)] == pytest.approx(seen[:91])
    assert (sorted(seen), 1.0) == (seen, seen[-1])


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    """A render that is told to stop stops: no file under any name, no thread."""
    folder = tmp_path / "out"
    photo, seen = textured(tmp_path / "a.jpg"), []
    before = threading.active_count()
    with pytest.raises(RenderCancelled):
        make(
            draft(shot(photo, 20_000, **ZOOM)),
            [photo],
            folder / "film.mp4",
            on_progress=seen.append,
            cancelled=lambda: len(seen) > 10,
        )
    assert 15 > len(seen)
    assert set() == _left_in(folder)
    assert before == threading.active_count()


def _broken(folder: Path) -> list[tuple[Asset, str]]:
    (folder / "empty.jpg").write_bytes(b"")
    whole = textured(folder / "whole.jpg").path.read_bytes()
    (folder / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    film = clip(folder / "whole.mp4").path.read_bytes()
    (folder / "cut.mp4").write_bytes(film[: len(film) // 3])
    return [
        (asset(folder / "empty.jpg"), "empty.jpg"),
        (asset(folder / "cut.jpg"), "cut.jpg"),
        (asset(folder / "cut.mp4", "video", duration_s=1), "cut.mp4"),
        (asset(folder / "gone.jpg"), "gone.jpg"),
    ]


def test_a_broken_file_in_the_middle_is_named(tmp_path: Path) -> None:
    """Whatever is wrong with the second shot, the error names its file and nothing is left behind."""
    good = plain(tmp_path / "good.png")
    before = threading.active_count()
    for bad, name in _broken(tmp_path):
        with pytest.raises(MediaUnreadable, match=name):
            make(draft(shot(good, 500), shot(bad, 500)), [good, bad], tmp_path / "out" / "film.mp4")
        assert set() == _left_in(tmp_path / "out")
    assert before == threading.active_count()


_FULL = """
import resource, sys
sys.path.insert(0, {parts!r})
from pathlib import Path
from render_parts import draft, make, shot, textured
folder = Path({folder!r})
photo = textured(folder / "a.jpg")
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from imgfree.local.render import RenderError
try:
    make(draft(shot(photo, 3000, motion={{"kind": "zoom_in", "amount": 0.3}})), [photo], folder / "out" / "film.mp4")
except RenderError as error:
    print(error.message)
"""


def test_a_full_disk_is_said_in_one_sentence(tmp_path: Path) -> None:
    """When the file cannot grow, the error says so and the unfinished file is gone."""
    code = _FULL.format(parts=str(Path(__file__).parent), folder=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=False)
    assert "no space left" in done.stdout, done.stderr
    assert set() == _left_in(tmp_path / "out")


@pytest.mark.parametrize("size", [(16, 16), (3000, 40), (40, 3000), (1, 1)])
def test_photos_of_odd_shapes_fill_their_frame(tmp_path: Path, size: tuple[int, int]) -> None:
    """Tiny and extreme photos are shown, with every fit."""
    photo = plain(tmp_path / "a.png", size=size)
    for fit in ("auto", "fill", "blur", "contain"):
        make(draft(shot(photo, 100, **ZOOM), fit=fit), [photo], tmp_path / "film.mp4")
        middle = pictures(tmp_path / "film.mp4")[1][159:162, 89:92].astype(int)
        apart = np.abs(middle - (200, 60, 40)).max(axis=2)
        # A line of two pixels is seen between its bars; a photo that fills the frame has its own colour.
        assert apart.max() < 12 if fit == "fill" else apart.min() < 80


def _ends(path: Path) -> tuple[Any, Any, Any]:
    found = pictures(path)
    return found[0].astype(int), found[len(found) // 2].astype(int), found[-1].astype(int)


def test_a_boomerang_comes_back_and_a_loop_closes(tmp_path: Path) -> None:
    """Both end as they began and show something else in between."""
    photo = textured(tmp_path / "a.jpg")
    for loop in ("boomerang", "loop"):
        what = draft(shot(photo, 2000, motion={"kind": "zoom_in", "amount": 0.4}), loop=loop)
        make(what, [photo], tmp_path / "film.mp4")
        first, middle, last = _ends(tmp_path / "film.mp4")
        assert np.abs(first - last).mean() < np.abs(first - middle).mean() / 3


def test_the_film_fades_from_and_to_its_colour(tmp_path: Path) -> None:
    """White at both ends, the photo in the middle."""
    photo = plain(tmp_path / "a.png", (60, 60, 60))
    fade = {"in_ms": 300, "out_ms": 300, "color": "white"}
    make(draft(shot(photo, 1500), fade=fade), [photo], tmp_path / "film.mp4")
    found = lights(tmp_path / "film.mp4")
    assert found[0] > 245
    assert found[-1] > 245
    assert 2 > abs(60 - found[22])


def test_a_logo_stays_in_its_corner(tmp_path: Path) -> None:
    """A green logo in the top right is seen there and only there; a missing one is refused."""
    photo = plain(tmp_path / "a.png", (90, 90, 90))
    Image.new("RGBA", (80, 40), (0, 200, 0, 255)).save(tmp_path / "logo.png")
    logo = {"source": "logo", "corner": "top_right", "start": 0, "ms": 500}
    make(draft(shot(photo, 500), logo=logo), [photo, asset(tmp_path / "logo.png")], tmp_path / "film.mp4")
    picture = pictures(tmp_path / "film.mp4")[5].astype(int)
    rows, columns = np.where(picture[:, :, 1] - picture[:, :, 0] > 60)
    assert 90 < columns.min()
    assert rows.max() < 160
    with pytest.raises(RenderError, match="logo"):
        make(draft(shot(photo, 500), logo=logo), [photo], tmp_path / "film.mp4")


def test_pieces_are_counted(tmp_path: Path) -> None:
    """Of how many pieces a film is made, and how many of them are new: another title costs its own pieces alone."""
    photo = plain(tmp_path / "a.png", (40, 90, 140))
    cache = tmp_path / "cache"
    first = make(draft(shot(photo, 5000)), [photo], tmp_path / "1.mp4", cache=cache)
    assert (3, 3) == (first.pieces, first.pieces_painted)
    titled = make(draft(shot(photo, 5000), texts=[TITLE]), [photo], tmp_path / "2.mp4", cache=cache)
    assert (3, 1) == (titled.pieces, titled.pieces_painted)
    again = make(draft(shot(photo, 5000)), [photo], tmp_path / "3.mp4", cache=cache)
    assert (3, 0) == (again.pieces, again.pieces_painted)
