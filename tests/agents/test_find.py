"""What there is, by a word of its name."""

from pathlib import Path

from imgfree.agents.desk import Desk
from imgfree.agents.find import find
from imgfree.agents.told import MOST_BYTES, as_text


def test_recipes_with_what_they_take(desk: Desk, tmp_path: Path) -> None:
    """Shipped ones by name, those below a root by path; a file that is none is passed over, a link out not followed."""
    (tmp_path / "broken.yaml").write_text("steps: [")
    (tmp_path / "away.yaml").symlink_to("/etc/hosts")
    [found] = find(desk, "reel.yaml", "recipes")["recipes"]
    assert {"recipe": "reel.yaml", "does": "", "inputs": {"photos": "array of image", "title": "string"}} == found
    assert {"recipe", "does", "inputs"} == set(find(desk, "vertical reel", "all")["recipes"][0])
    assert len(as_text(find(desk, "", "all")).encode()) <= MOST_BYTES


def test_parts_of_the_schema(desk: Desk) -> None:
    """A step kind or one of its parameters, with what it may be, and where all of it is to be read."""
    whole, *parts = find(desk, "export", "schema")["schema"]
    assert "imgfree://schema/export" == whole["resource"]
    assert {"found": "nothing", "query": "zebra"} == find(desk, "zebra", "all")
    assert all("export" in one["part"] for one in parts)
