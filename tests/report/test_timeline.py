"""The timeline as a drawing."""

import pytest

from imgfree.redaction import Redactor
from imgfree.report import texts
from imgfree.report import timeline as tracks


def test_a_timeline_is_drawn_to_scale() -> None:
    """Blocks lie where their seconds are, joins where two overlap, texts at the same time below each other."""
    video = [
        {"label": "a.jpg", "start_s": 0, "end_s": 6.5, "motion": "zoom_in"},
        {"label": "b.jpg", "start_s": 5.5, "end_s": 10, "transition": "fade_black", "transition_s": 1.0},
    ]
    text = [{"label": "one", "start_s": 0, "end_s": 5}, {"label": "two", "start_s": 4, "end_s": 8}]
    timeline = {
        "duration_s": 10,
        "width": 1080,
        "height": 1920,
        "tracks": [
            {"type": "video", "name": "Video", "segments": video},
            {"type": "text", "name": "T", "segments": text},
        ],
    }
    drawn = tracks.draw(timeline, texts.Texts(Redactor(), ""), most=50)
    assert drawn is not None
    first, second = drawn.rows[0].blocks
    assert ((0, 65), (55, 45)) == ((first.x_pct, first.width_pct), (second.x_pct, second.width_pct))
    assert ["fade black, 1 s"] == [join.title for join in drawn.rows[0].joins]
    assert (55, 10) == (drawn.rows[0].joins[0].x_pct, drawn.rows[0].joins[0].width_pct)
    assert drawn.rows[1].blocks[0].y_px < drawn.rows[1].blocks[1].y_px
    assert "fade black 1 s" == drawn.told[1].how
    assert ("0 s", "2 s", "10 s") == (drawn.ticks[0].label, drawn.ticks[1].label, drawn.ticks[-1].label)
    assert tracks.draw({}, texts.Texts(Redactor(), ""), most=50) is None


@pytest.mark.parametrize("whole_s", [0.04, 0.5, 3, 12, 59.9, 61, 600, 4000, 90_000, 10_000_000])
def test_an_axis_has_few_marks(whole_s: float) -> None:
    """Two to ten marks, the first at the beginning."""
    found = tracks.ticks(whole_s)
    assert 1 <= len(found) <= 10
    assert 0 == found[0].x_pct


def test_beats_are_ticks() -> None:
    """A mark for each beat, stronger where a bar begins; of unsure music its phrases, of too many beats the bars."""
    track = {"name": "BGM", "type": "audio", "segments": [{"label": "a", "start_s": 0, "end_s": 10}]}
    film = {"duration_s": 10, "tracks": [track]}
    pulse = {"beats_s": [0, 2.5, 5, 7.5, 12], "bars_s": [0, 5], "phrases_s": [1]}

    def marks(beats: object) -> list[tuple[float, bool]]:
        drawing = tracks.draw({**film, "beats": beats}, texts.Texts(Redactor(), ""), most=9)
        assert drawing is not None
        return [(one.x_pct, one.strong) for one in drawing.beats]

    assert [(0, True), (25, False), (50, True), (75, False)] == marks(pulse)
    assert [(10, True)] == marks({"beats_s": [], "bars_s": [], "phrases_s": [1]})
    assert [(0, True), (50, True)] == marks(pulse | {"beats_s": [n / 100 for n in range(1000)]})
    assert [] == marks(None) == marks({"beats_s": "x"})
