"""The film that a draft describes, in frames."""

from pathlib import Path
from typing import Any

import pytest
from render_parts import asset, draft, shot

from imgfree.local.render import Output, RenderError
from imgfree.local.render.plan import plan
from imgfree.local.render.reel import Transition

PHOTO = asset(Path("photo.jpg"))
CLIP = asset(Path("clip.mp4"), "video", duration_s=2)
ASSETS = {PHOTO.id: PHOTO, CLIP.id: CLIP}
FADE = {"transition": {"kind": "crossfade", "ms": 500}}


def _three() -> dict[str, Any]:
    """Return the worked example: three photos in 12 s with crossfades of half a second."""
    starts = (0, 3833, 7667)
    shots = [shot(PHOTO, 4333, start=start, **(FADE if start else {})) for start in starts]
    return draft(*shots) | {"d": 12_000}


def test_slots_are_130_frames_that_overlap_by_15() -> None:
    """Three photos in 12 s: 3 x 130 - 2 x 15 = 360 frames."""
    reel = plan(_three(), ASSETS, Output())
    assert 360 == reel.frames
    assert [(0, 130), (115, 130), (230, 130)] == [(one.start, one.frames) for one in reel.takes]
    assert [None, Transition("crossfade", 15), Transition("crossfade", 15)] == [one.transition for one in reel.takes]


def test_the_platform_comes_with_the_draft() -> None:
    """What the draft names is what words and logos keep clear of; most drafts name none."""
    assert "tiktok" == plan(draft(shot(PHOTO, 1000), platform="tiktok"), ASSETS, Output()).platform
    assert plan(draft(shot(PHOTO, 1000)), ASSETS, Output()).platform is None


def test_looks_are_the_films_unless_a_segment_has_its_own() -> None:
    """One by its name, as earlier drafts have it, or several; a segment's own take their place, also where none is."""
    own = [shot(PHOTO, 1000), shot(PHOTO, 1000, grades=["sepia"]), shot(PHOTO, 1000, grades=[])]
    one, several = (plan(draft(*own, **facts), ASSETS, Output()) for facts in (
        {"look": "warm", "looks": ["cool", "warm"]}, {"look": "brighter", "grades": ["warm", "brighter"]}
    ))  # fmt: skip
    assert [("warm",), ("sepia",), ()] == [take.looks for take in one.takes]
    assert [("warm", "brighter"), ("sepia",), ()] == [take.looks for take in several.takes]


@pytest.mark.parametrize("fps", [24, 25, 50, 60])
def test_another_rate_leaves_no_hole(fps: int) -> None:
    """At any rate each shot begins before the one before it ends, and the last one ends with the film."""
    reel = plan(_three(), ASSETS, Output(fps=fps))
    assert 12 * fps == reel.frames == reel.takes[-1].end
    assert all(later.start < earlier.end for earlier, later in zip(reel.takes, reel.takes[1:], strict=False))


def test_a_cut_hides_an_overlap_and_closes_a_gap_of_rounding() -> None:
    """Without a transition, shots follow each other exactly."""
    reel = plan(draft(shot(PHOTO, 1010, start=0), shot(PHOTO, 1000, start=1050)), ASSETS, Output())
    assert reel.takes[0].end == reel.takes[1].start


@pytest.mark.parametrize(
    ("output", "size"),
    [
        (Output(), (1080, 1920)),
        (Output(height=720), (720, 1280)),
        (Output(height=2160), (2160, 3840)),
        (Output("gif"), (480, 854)),
        (Output("gif", height=240), (240, 426)),
    ],
)
def test_height_is_the_short_side(output: Output, size: tuple[int, int]) -> None:
    """720p of a vertical film is 720 wide; a gif is small unless asked otherwise; both sides are even."""
    reel = plan(draft(shot(PHOTO, 1000), size=(1080, 1920)), ASSETS, output)
    assert size == (reel.width, reel.height)


def test_clips_sound_crosses_as_long_as_their_pictures() -> None:
    """The sound of neighbouring clips fades over the frames of their join; a silenced clip has none."""
    reel = plan(draft(shot(CLIP, 2000), shot(CLIP, 2000, **FADE), shot(CLIP, 1000, volume=0)), ASSETS, Output())
    assert [(0.01, 0.5), (0.5, 0.01)] == [(one.fade_in_s, one.fade_out_s) for one in reel.sounds]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (draft(), "the video track is empty"),
        (draft(shot(asset(Path("gone.jpg")), 1000)), "'gone.jpg' is not among the uploaded files"),
        (draft(shot(PHOTO, 1000, motion={"kind": "spin"})), "'spin' is not a motion"),
        (draft(shot(PHOTO, 1000), shot(PHOTO, 1000, transition={"kind": "cube", "ms": 500})), "'cube'"),
        (draft(shot(PHOTO, 1000), fit="squeeze"), "'squeeze' is not a fit"),
        (draft(shot(CLIP, 1000, speed=100)), "100x"),
        (draft(shot(PHOTO, 4_000_000)), "longer than the local backend renders"),
        (draft(shot(PHOTO, 1000), size=(5000, 5000)), "larger than the local backend renders"),
    ],
)
def test_what_cannot_be_rendered_is_named(wrong: dict[str, Any], words: str) -> None:
    """A draft that asks for what is not there is refused before anything is opened."""
    with pytest.raises(RenderError, match=words):
        plan(wrong, ASSETS, Output())


def test_where_to_look_and_who_shares_a_frame_come_with_the_draft(tmp_path: Path) -> None:
    """A focus is one of the take or of each of its cells; one or five cells are refused."""
    one = asset(tmp_path / "a.png")
    cells = [{"source": "a", "focus": [0.1, 0.2, 0.3, 0.4], "label": "Before"}, {"source": "a"}]
    take = plan(draft(shot(one, 1000, focus=[0, 0, 1, 1], cells=cells, grid="row")), {"a": one}, Output()).takes[0]
    assert take.focus is not None
    assert ((0, 0, 1, 1), "said") == (take.focus.box, take.focus.by)
    assert ["Before", ""] == [cell.label for cell in take.cells]
    assert [(0.1, 0.2, 0.3, 0.4), None] == [cell.focus and cell.focus.box for cell in take.cells]
    for count in (1, 5):
        with pytest.raises(RenderError, match=f"^{count} pictures at once "):
            plan(draft(shot(one, 1000, cells=cells[:1] * count)), {"a": one}, Output())
