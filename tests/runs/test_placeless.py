"""Texts without the places of this machine."""

from pathlib import Path

import pytest

from imgfree.runs.placeless import Placeless

PLACES = Placeless((Path("/srv/reels"), Path("out"), None))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/srv/reels/assets/a.jpg", "assets/a.jpg"),
        ("/srv/reels-of-mine/a.jpg", "a.jpg"),
        ("see /home/me/My Photos/a.jpg", "see My Photos/a.jpg"),
        ("default: [/mnt/a.jpg, '/srv/b/c.png']", "default: [a.jpg, 'c.png']"),
        ("~/pictures/a.jpg and ~me/b", "a.jpg and b"),
        (r"C:\\Users\\me\\a.jpg", "a.jpg"),
        (r"\\\\server\\share\\a.jpg", "a.jpg"),
        ("file:///home/me/a.jpg", "a.jpg"),
        ("/home/me/photos/*.jpg", "photos/*.jpg"),
        ("/dev/null", "null"),
        ("/one/other", "/one/other"),
        ("a 9:16 reel, 24/7, and/or /later", "a 9:16 reel, 24/7, and/or /later"),
        ("https://example.com/home/me/a.jpg", "https://example.com/home/me/a.jpg"),
        ("{{ steps.reel.url }}/home/x.jpg", "{{ steps.reel.url }}/home/x.jpg"),
        ("assets/home/a.jpg", "assets/home/a.jpg"),
    ],
)
def test_a_place_becomes_a_name(text: str, told: str) -> None:
    """What lies in a known folder keeps its way from there; what is no path of this machine stays."""
    assert told == PLACES.text(text.replace("\\\\", "\\"))


def test_data_are_told_as_texts_are() -> None:
    """Keys, items and values; what is no text stays."""
    assert {"a.jpg": ["b.jpg", 3, None]} == PLACES.data({"/home/me/a.jpg": ("/srv/reels/b.jpg", 3, None)})
