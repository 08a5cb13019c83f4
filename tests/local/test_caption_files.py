"""A film's captions as files: readable by our own reader, with the times of words where they are known."""

from pathlib import Path
from typing import Any

from imgfree import wire
from imgfree.local.caption_files import SRT, VTT, files, write
from imgfree.local.subtitles import parse


def drafted(*segments: dict[str, Any]) -> dict[str, Any]:
    """Return a draft with these texts."""
    return {"t": [{"tt": wire.TRACK_TEXT, "sg": list(segments)}, {"tt": wire.TRACK_VIDEO, "sg": [{"d": 1}]}]}


def cue(text: str, start: int, ms: int, **more: Any) -> dict[str, Any]:
    """Return a caption."""
    return {"d": ms, "m": {"text": text, "start": start, "role": "caption", **more}}


def test_both_files_say_the_same() -> None:
    """In order of time, each at its own."""
    made = files(
        drafted(cue("Second", 2000, 900), cue("First & <best>", 300, 1200, said_ms=[[0, 1], [500, 1], [700, 1]]))
    )
    for name in (SRT, VTT):
        found = parse(made[name].encode(), name).cues
        assert [(300, 1500), (2000, 2900)] == [(one.start_ms, one.end_ms) for one in found]
        assert "Second" == found[1].text
    assert "<00:00:00.800>&amp; <00:00:01.000>&lt;best&gt;" in made[VTT]


def test_titles_are_no_captions(tmp_path: Path) -> None:
    """A film without captions has no such files."""
    title = {"d": 1000, "m": {"text": "Sale", "start": 0, "role": "title"}}
    write(drafted(title), tmp_path / "film.mp4")
    assert [] == [*tmp_path.iterdir()]
    write(drafted(title, cue("Hello", 3_600_000, 500)), tmp_path / "film.mp4")
    assert (tmp_path / "film.captions.srt").read_text() == "1\n01:00:00,000 --> 01:00:00,500\nHello\n"


def test_a_strangers_draft_is_read_with_tolerance() -> None:
    """What is no caption is passed over."""
    assert {} == files({"t": None})
    assert {} == files(drafted({"m": None}, {"m": {"role": "caption", "text": " "}}))
    assert SRT in files(drafted(cue("Hi", 0, 10, said_ms="odd")))
