"""What the film's file is to be called: announced, ended, and fit for any file system."""

import pytest

from imgfree.local.director.read.filmnames import film_names, stem


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("export it and name the file harbour_walk", "harbour_walk"),
        ("lovely, save it, call it nan-90", "nan-90"),
        ("save it as shop window please", "shop window"),
        ("download as tour.mov", "tour.mov"),
        ("file name: ferry trip, 720p", "ferry trip"),
        ("导出，文件名叫 秋天的第一杯奶茶", "秋天的第一杯奶茶"),
        ("存成 周六早市，1080p", "周六早市"),
        ("保存为“海边”", "“海边”"),
        ("save it as a gif", None),
        ("export as mp4", None),
        ("export it as 1080p", None),
        ("sort them in file name order", None),
        ("call it Summer in Rome", None),
        ("另存为gif", None),
    ],
)
def test_names_that_are_announced(sentence: str, name: str | None) -> None:
    """They end at a stop or a joining word; a kind of file, a size and a title are none."""
    found = [sentence[begin:end] for _, (begin, end) in film_names(sentence)]
    assert found == ([name] if name else [])


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("tour.mov", "tour"),
        ("“海边”", "海边"),
        ("../secret/key", "secret-key"),
        ("a:b*c", "a-b-c"),
        (" .hidden. ", "hidden"),
        ("x" * 300, "x" * 80),
        ("...", ""),
    ],
)
def test_a_name_is_one_name_on_any_system(said: str, name: str) -> None:
    """No folder, no sign that a system keeps for itself, no ending, never too long."""
    assert stem(said) == name
