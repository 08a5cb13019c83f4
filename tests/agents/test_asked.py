"""What is asked for becomes an order, or is refused before the disk is asked for it."""

import json
from pathlib import Path

import pytest

from imgfree.agents.asked import Asked, named, order_of, reworded
from imgfree.agents.desk import Desk
from imgfree.errors import InputRefused, PathRefused
from imgfree.planning.dry_run import dry_run


def test_a_sentence_becomes_a_recipe(desk: Desk, tmp_path: Path) -> None:
    """It names its files and its film; paths, patterns, folders and addresses are files."""
    (tmp_path / "shots").mkdir()
    (tmp_path / "a.jpg").rename(tmp_path / "shots" / "a.jpg")
    home = tmp_path / "made" / "film.yaml"
    order = order_of(desk, Asked(sentence="a clip", files=("shots", "[bc].jpg", "https://x.test/d.jpg")), home)
    assert home == order.recipe
    assert ["a.jpg", "b.jpg", "c.jpg"] == [Path(one).name for one in json.loads(order.sets["files"])]
    assert "https://x.test/d.jpg" in home.read_text()


def test_files_go_to_the_one_input_that_takes_them(desk: Desk, tmp_path: Path) -> None:
    """Values are given as they are; where no input or several could be meant, that is said."""
    order = order_of(desk, Asked("reel.yaml", files=("b.jpg",), set={"title": "Sale"}), tmp_path / "x.yaml")
    assert {"title": "Sale", "photos": '["b.jpg"]'} == dict(order.sets)
    with pytest.raises(InputRefused, match="fit no input") as refused:
        order_of(desk, Asked("reel.yaml", files=("b.jpg",), set={"photos": ["a.jpg"]}), tmp_path / "x.yaml")
    assert "photos" in str(refused.value.hint)


@pytest.mark.parametrize("asked", [Asked(), Asked("reel.yaml", "a clip"), Asked(sentence="a clip")])
def test_one_thing_is_asked_for(desk: Desk, tmp_path: Path, asked: Asked) -> None:
    """A recipe or a sentence, and a sentence about files."""
    with pytest.raises(InputRefused):
        order_of(desk, asked, tmp_path / "x.yaml")


@pytest.mark.parametrize("name", ["/etc/passwd", "../a.jpg", "out.jpg", "/nowhere/*.jpg", "beside", "outside"])
def test_what_lies_outside_is_refused_unseen(desk: Desk, tmp_path: Path, name: str) -> None:
    """Files of a sentence and of inputs alike, also through links, whether they are there or not."""
    (tmp_path / "out.jpg").symlink_to("/etc/passwd")
    (tmp_path / "outside").symlink_to("/usr/share")
    (tmp_path / "user").mkdir()
    files = [name] if name != "beside" else [str(tmp_path.parent / "x.jpg")]
    with pytest.raises(PathRefused, match="outside what may be read"):
        named(desk, files)
    order = order_of(desk, Asked("reel.yaml", set={"photos": files}), tmp_path / "x.yaml")
    with pytest.raises(PathRefused) as refused:
        dry_run(desk.app, order)
    assert "--root" in str(reworded(refused.value, desk).hint)


def test_the_same_is_known_as_the_same(desk: Desk) -> None:
    """Whatever the order of its values; another sentence is something else."""
    one, two = (Asked("r", set=values) for values in ({"a": 1, "b": 2}, {"b": 2, "a": 1}))
    assert one.digest == two.digest
    assert one.digest != Asked("r", set={"a": 1}).digest
    kept = Asked("r", set={"a": 1}).digest[:16]
    assert "e14f6ffe82160a4b" == kept  # a key stands for it for ever, whatever version reads it
