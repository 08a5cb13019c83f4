"""Captions files: which are used, which clip they belong to, and what the film does not show of them."""

from dataclasses import replace
from pathlib import Path

from imgfree.local.assets import Asset
from imgfree.local.director.ops.captionfile import accounted, usual, words_of
from imgfree.local.director.wish import Edit, Wish
from imgfree.local.film import Film, Shot
from local.director.conversation import asset

TALK = "00:01,000 --> 00:02,000\nHello\n\n00:30,000 --> 00:31,000\nBye\n"


def _file(folder: Path, name: str, text: str = TALK) -> Asset:
    (folder / name).write_text(text)
    return replace(asset(name, "captions", size=(0, 0)), path=folder / name)


def _film(*clips: str) -> Film:
    return Film(tuple(Shot(name, name, "", "video", out_ms=20_000) for name in clips))


def test_files_that_are_named_like_a_clip_are_used(tmp_path: Path) -> None:
    """All of them, with a language in their name too; without one it is the first file."""
    files = [_file(tmp_path, name) for name in ("other.srt", "b.srt", "a.en.srt")]
    assert ["b.srt", "a.en.srt"] == [one.filename for one in usual(files, _film("a.mp4", "b.mp4"))]
    assert ["other.srt"] == [one.filename for one in usual(files, _film("c.mp4"))]


def test_captions_follow_the_clip_of_their_name(tmp_path: Path) -> None:
    """Each has its clip's own time; the note says how many there are and whom they follow."""
    words, note = words_of([_file(tmp_path, "b.srt")], _film("a.mp4", "b.mp4"), "top")
    assert [("Hello", "cue:b.mp4", "top"), ("Bye", "cue:b.mp4", "top")] == [
        (one.text, one.anchor, one.position) for one in words
    ]
    assert "b.srt; they follow b.mp4" in note.en


def test_captions_that_are_left_out_are_told(tmp_path: Path) -> None:
    """With their line and the reason; the others are there."""
    broken = _file(tmp_path, "a.srt", TALK + "\n00:09,000 --> 00:08,000\nnever\n")
    words, note = words_of([broken], _film("a.mp4"), None)
    assert (2, True) == (len(words), "line 7" in note.en)


def test_what_the_film_does_not_show_is_said_once(tmp_path: Path) -> None:
    """With the operation that did it; where nothing more is hidden than before, nothing is said."""
    words, _ = words_of([_file(tmp_path, "x.srt")], Film(), None)
    before, after = _film("a.mp4", "b.mp4"), replace(_film("a.mp4"), words=words)
    done = {0: Edit(after), 1: Edit(after)}
    wishes = [Wish("look", {}, ()), Wish("captions", {"on": True}, ())]
    told = accounted(before, after, wishes, done)
    assert (done[0], "approximated") == (told[0], told[1].outcome)
    assert "31.0 s: the last of 2" in told[1].note.en
    assert done == accounted(after, after, wishes, done)
