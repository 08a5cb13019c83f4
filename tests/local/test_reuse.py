"""When two renders would show the same."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.reuse import content, shared

FILE = Asset("a-1", "mug.jpg", "image", Path("mug.jpg"), 4, 3, 0.0, 10, "digest-of-mug", "/media/a-1/mug.jpg")
OUTPUT = {"format": "mp4", "height": None}


def _draft(asset: Asset, host: str = "http://127.0.0.1:1") -> dict[str, Any]:
    return {"t": [{"sg": [{"d": 1, "m": {"source": asset.id, "url": host + asset.cdn_url, "title": "Sale"}}]}]}


def test_files_count_by_what_is_in_them() -> None:
    """Another session's upload of the same photo, on another port, makes the same film; another photo does not."""
    again = replace(FILE, id="b-2", cdn_url="/media/b-2/mug.jpg")
    other = replace(again, sha256="another-digest")
    same = content(_draft(FILE), [FILE], OUTPUT)
    assert same == content(_draft(again, "http://127.0.0.1:2"), [again], OUTPUT)
    assert same != content(_draft(other), [other], OUTPUT)


def test_words_and_output_count_too() -> None:
    """Another title or another format is another film."""
    same = content(_draft(FILE), [FILE], OUTPUT)
    assert same != content(_draft(FILE) | {"title": "x"}, [FILE], OUTPUT)
    assert same != content(_draft(FILE), [FILE], OUTPUT | {"format": "gif"})


def test_a_finished_file_serves_a_second_name(tmp_path: Path) -> None:
    """It has the same bytes, and stays when the first name goes; a file that is gone serves none."""
    made = tmp_path / "one.mp4"
    made.write_bytes(b"film")
    assert shared(made, "two.mp4")
    made.unlink()
    assert b"film" == (tmp_path / "two.mp4").read_bytes()
    assert not shared(made, "three.mp4")
