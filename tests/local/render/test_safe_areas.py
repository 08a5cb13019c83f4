"""The part of the frame that a platform leaves free."""

import datetime
import tomllib
from pathlib import Path

from imgfree.local.platforms import PLATFORMS
from imgfree.local.render import safe_areas

TABLE = tomllib.loads(Path(safe_areas.__file__).with_name("safe_areas.toml").read_text("utf-8"))


def test_the_table_says_when_it_was_checked_and_knows_real_platforms() -> None:
    """Each row has a source, leaves room in the middle, and is one that the director can name."""
    assert isinstance(TABLE["checked"], datetime.date)
    assert set(TABLE["platforms"]) <= set(PLATFORMS)
    for row in TABLE["platforms"].values():
        assert row["source"]
        assert row["canvas"][0] - row["left"] - row["right"] > row["canvas"][0] / 2
        assert row["canvas"][1] - row["top"] - row["bottom"] > row["canvas"][1] / 2


def test_a_film_of_another_shape_has_the_usual_margins() -> None:
    """On the platform's own canvas, of any size, its buttons count; between bars they do not."""
    assert safe_areas.free("tiktok", 1080, 1920) == safe_areas.free("tiktok", 270, 480)
    assert safe_areas.free(None, 1920, 1080) == safe_areas.free("tiktok", 1920, 1080)
    assert safe_areas.free(None, 1080, 1920) != safe_areas.free("tiktok", 1080, 1920)
