"""What the words of an export ask of the file."""

from typing import Any

import pytest

from imgfree.answers.wish import read

TALL = {"width": 1080, "height": 1920}


@pytest.mark.parametrize(
    ("words", "params"),
    [
        ("export", {}),
        ("导出", {}),
        ("send me the video", {}),
        ("导出GIF", {"format": "gif"}),
        ("export as WebM in 720p", {"format": "webm", "resolution": "720p"}),
        ("export 1080x1080", {"resolution": "1080x1080"}),
        ("再导出一个方形的", {"resolution": "1080x1080"}),
        ("export it in 4K", {"resolution": "4k"}),
        ("导出竖屏720p", {"resolution": "720x1280"}),
        ("export for youtube", {"resolution": "1920x1080"}),
        ("export in 480p", {"resolution": "480x854"}),
        ("export at 60 fps", {"fps": 60}),
        ("export at 240 fps", {"fps": 120}),
        ("导出GIF，12帧", {"format": "gif", "fps": 12}),
        ("导出一个小样", {"quality": "draft"}),
        ("export a preview", {"quality": "draft"}),
        ("export a draft in 720p", {"quality": "low", "resolution": "720p"}),
    ],
)
def test_words_become_the_steps_parameters(words: str, params: dict[str, Any]) -> None:
    """Format, size and shape are kept; plain words ask for nothing."""
    assert params == read(words, TALL).params


def test_an_unknown_format_is_declined_by_name() -> None:
    """An mkv is not written here, and that is said; the film comes as MP4."""
    found = read("save it as mkv", TALL)
    assert {} == found.params
    assert not found.refused
    assert "mkv" in found.notes[0]


@pytest.mark.parametrize("words", ["export to CapCut", "导出剪映工程"])
def test_an_editors_project_is_refused(words: str) -> None:
    """No film stands in for the project of an editor."""
    found = read(words, TALL)
    assert found.refused
    assert found.notes


@pytest.mark.parametrize("words", ["send me the video as an mp3", "export it as mp3", "导出mp3"])
def test_what_is_no_film_is_said(words: str) -> None:
    """The film is written all the same, and nobody takes it for what was asked."""
    [note] = read(words, {}).notes
    assert "mp3" in note
