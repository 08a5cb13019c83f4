"""Runs of pieces as orders."""

import json
from typing import Any

from imgfree.local.engines.orders import MOST_PIECES, Film
from imgfree.local.output import Output

SHA = {name: name * 64 for name in "ab"}


def parts(count: int) -> dict[str, Any]:
    """Return a film of so many pieces, each of photo `a` or `b` in turn, and a song."""
    pictures = [(f"key-{at}", 20 * at, 20, ("ab"[at % 2],)) for at in range(count)]
    return {"reel": "{}", "pictures": pictures, "sound": ("heard", ("a",))}


def orders(film: Any, count: int, cores: int) -> list[dict[str, Any]]:
    """Return the orders of a film of so many pieces, for so many cores."""
    photos = [one for one in film.assets.values() if one.file_type == "image"]
    assets = dict(zip("ab", photos, strict=True))
    whole = Film(parts(count), assets, Output())
    return [json.loads(one.told) for one in whole.orders(whole.keys, cores, 60.0, None)]


def test_a_long_film_is_shared_out(film: Any) -> None:
    """In more orders than there are cores, each of neighbours; its sound is one of them."""
    heard, *seen = orders(film, 24, 2)
    assert ("heard", []) == (heard["sound"], heard["pictures"])
    assert [MOST_PIECES] * 6 == [len(one["pictures"]) for one in seen]
    assert [f"key-{at}" for at in range(24)] == [key for one in seen for key, _, _ in one["pictures"]]
    assert [1] * 5 == [len(one["pictures"]) for one in orders(film, 5, 8)[1:]]


def test_an_order_tells_what_a_painter_needs(film: Any) -> None:
    """Which files, by digest; not where they lie on this machine, or where they were taken."""
    order = orders(film, 3, 3)[1]
    assert {film.assets["a"].sha256} == {*order["files"]}
    assert {("", "", "")} == {(one["path"], one["cdn_url"], one["place"]) for one in order["assets"].values()}
    assert str(film.folder) not in json.dumps(order)
