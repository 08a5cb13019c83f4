"""What is done on another machine."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from clusters import below
from imgfree.local.engines import work
from imgfree.local.engines.orders import Film
from imgfree.local.output import Output
from imgfree.local.sandbox import parent


@pytest.fixture
def order(film: Any) -> dict[str, Any]:
    """Return the order for all pictures of the film."""
    whole = Film(film.studio("here").parts(*film.order, cancelled=lambda: False), film.assets, Output())
    found: list[dict[str, Any]] = [json.loads(one.told) for one in whole.orders(whole.keys[:-1], 1, 60.0, None)]
    together = {name: [item for one in found for item in one[name]] for name in ("pictures", "files")}
    return found[0] | together


def files(film: Any) -> dict[str, bytes]:
    """Return the photos by digest."""
    return {one.sha256: one.path.read_bytes() for one in film.assets.values() if one.file_type == "image"}


def test_files_are_asked_for_once(film: Any, order: dict[str, Any]) -> None:
    """Whoever has kept them needs them no more; and pieces that it has made are not made again."""
    asked = json.dumps(order)
    assert {*files(film)} == {*work.work(asked, {})["lacks"]}
    made = work.work(asked, files(film))["pieces"]
    assert [True] * len(order["pictures"]) == [new for _, _, new in made.values()]
    again = work.work(asked, {})["pieces"]
    assert [False] * len(order["pictures"]) == [new for _, _, new in again.values()]
    assert [one[:2] for one in made.values()] == [one[:2] for one in again.values()]


def test_a_store_is_read_and_written(film: Any, order: dict[str, Any], tmp_path: Path) -> None:
    """What it has does not travel, and no bytes come back; a machine that does not see it says so."""
    order["store"] = str(tmp_path / "store")
    assert "does not see the store" in work.work(json.dumps(order), {})["unfit"]
    for digest, content in files(film).items():
        (tmp_path / "store" / "media" / digest[:2]).mkdir(parents=True)
        (tmp_path / "store" / "media" / digest[:2] / digest).write_bytes(content)
    made = work.work(json.dumps(order), {})["pieces"]
    assert {None} == {content for _, content, _ in made.values()}
    assert {*made} == {path.name.partition(".")[0] for path in (tmp_path / "store" / "cache").glob("*/*.nut")}


def test_another_renderer_is_unfit(order: dict[str, Any]) -> None:
    """It would make other pieces under the same name."""
    assert "another imgfree" in work.work(json.dumps(order | {"drawn_by": "else"}), {})["unfit"]


def test_what_is_wrong_with_a_film_is_told(film: Any, order: dict[str, Any]) -> None:
    """As the renderer says it here."""
    order["reel"] = order["reel"].replace('"effects": []', '"effects": ["sideways"]')
    assert "sideways" in work.work(json.dumps(order), files(film))["failed"]


@pytest.mark.skipif(not parent.POSSIBLE, reason="this system cannot fork such a process")
def test_what_takes_too_long_is_ended(film: Any, order: dict[str, Any]) -> None:
    """Its time is counted there, its process is gone, and nothing unfinished is left."""
    reel = json.loads(order["reel"])
    reel["frames"] = reel["takes"][-1]["frames"] = 10**9
    endless = order | {"reel": json.dumps(reel), "pictures": [["endless", 0, 10**9]], "within_s": 0.5}
    told = work.work(json.dumps(endless), files(film))
    assert "longer than 0.5 s" in told["failed"]
    sandbox = parent.shared()
    assert isinstance(sandbox, parent.Sandbox)
    ends_s = time.monotonic() + 240
    while below(sandbox.pid) and time.monotonic() < ends_s:
        time.sleep(0.02)
    assert [] == below(sandbox.pid)
    assert [] == [path for path in film.folder.glob("home/engine/**/*") if "endless" in path.name]
