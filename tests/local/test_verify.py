"""Everything stored is read, and what is not as it was written is removed and said."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imgfree import wire
from imgfree.local.cache import FOLDER, Cache
from imgfree.local.verify import verify

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.fixture
def kept(backend: Any) -> Path:
    """A folder with a piece, an upload, a thumbnail, a finished film and its pictures."""
    with backend.caller() as caller:
        caller.upload(("a.png", PNG))
        caller.say("build it")
        caller.submit("r1")
        assert wire.COMPLETED == caller.finished("r1")["status"]
        [photo] = caller.state()["state"]["video_infos"]
        caller.http.get(photo["thumbnail_url"])
    [thumbnail] = (backend.data_dir / "thumbnails").iterdir()
    thumbnail.write_bytes(b"\xff\xd8 small \xff\xd9")
    Cache(backend.data_dir / FOLDER).keep("aa1", lambda part: part.write_bytes(b"frames"))
    return Path(backend.data_dir)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def _link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def test_what_is_whole_stays(kept: Path) -> None:
    """Nothing is said of it, and nothing changes."""
    before = {path: path.read_bytes() for path in kept.rglob("*.*") if "backend" not in path.name and path.is_file()}
    found = verify(kept)
    assert ["1", "1", "3"] == re.findall(r"\d+", found.looked_at)
    assert () == found.wrong
    assert before == {path: path.read_bytes() for path in before}


@pytest.mark.parametrize("harm", [_flip, _link, lambda path: path.write_bytes(b"")], ids=["flipped", "link", "empty"])
@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("cache/*/*.nut", "piece"),
        ("files/*/*.png", "upload 'a.png': not what was uploaded"),
        ("renders/*.mp4", "render 'r1': mp4 not as it was written"),
        ("renders/*.cover.jpg", "render 'r1': jpg"),
        ("thumbnails/*.jpg", "thumbnail"),
    ],
)
def test_what_is_not_is_removed(kept: Path, harm: Callable[[Path], None], where: str, said: str) -> None:
    """Each kind of file, however it was harmed: one line says what and what to do."""
    [path] = kept.glob(where)
    harm(path)
    assert any(one.startswith(said) for one in verify(kept).wrong)
    assert not path.exists()
    assert not path.is_symlink()


def test_a_film_that_was_harmed_is_not_given_again(backend: Any) -> None:
    """A render of the same content makes its film anew, where the earlier file is not as it was written."""
    with backend.caller() as caller:
        caller.upload(("a.png", PNG))
        caller.say("build it")
        for name in ("r1", "r2"):
            caller.submit(name, output={"cache": True})
            caller.finished(name)
        assert 1 == len(backend.parts.rendered)
        for film in (backend.data_dir / "renders").glob("*.mp4"):
            film.write_bytes(film.read_bytes() + b"!")
        caller.submit("r3", output={"cache": True})
        caller.finished("r3")
        assert 2 == len(backend.parts.rendered)
