"""What may be read: below the roots, and nothing of ours."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from imgfree.agents.desk import Desk, Office
from imgfree.errors import PathRefused, RecipeUnreadable, SetupError


def test_a_recipe_is_a_shipped_one_or_lies_below_a_root(desk: Desk, tmp_path: Path) -> None:
    """Whatever way leads out, links included, is refused; so is what lies in our own home."""
    assert "product-reel.yaml" == desk.recipe("product-reel").name
    assert tmp_path / "reel.yaml" == desk.recipe("reel.yaml")
    (tmp_path / "link.yaml").symlink_to("/etc/hosts")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "token.yaml").write_text("secret")
    for name in ("/etc/hosts", "../other.yaml", "link.yaml", "home/token.yaml"):
        with pytest.raises(PathRefused, match="outside what may be read"):
            desk.recipe(name)
    for name in ("gone.yaml", "a.jpg"):
        with pytest.raises(RecipeUnreadable, match="there is no recipe"):
            desk.recipe(name)


def test_a_root_that_is_a_link_is_where_it_leads(office: Office, tmp_path: Path) -> None:
    """What lies below it may be read by either way; runs work in it, and are kept there."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "own.yaml").write_text("version: 1\n")
    (tmp_path / "root").symlink_to("real")
    desk = replace(office, roots=(Path("root"),)).desk()
    assert desk.recipe("own.yaml").is_file()
    assert desk.recipe(str(tmp_path / "real" / "own.yaml")).is_file()
    assert tmp_path / "root" / ".imgfree" / "runs" == desk.app.settings.runs_dir
    with pytest.raises(PathRefused):
        desk.recipe(str(tmp_path / "reel.yaml"))


def test_a_clients_roots_stand_in_for_the_working_folder(office: Office, tmp_path: Path) -> None:
    """They come after those that the user named; those that are gone are left out where there is another.

    Without either it is the working folder, if that is no home.
    """
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert (tmp_path,) == office.desk().roots
    assert (tmp_path / "two",) == office.desk([tmp_path / "two"]).roots
    named = replace(office, roots=(Path("one"),), out=Path("films"))
    assert (tmp_path / "one", tmp_path / "two") == named.desk([tmp_path / "two"]).roots
    assert tmp_path / "films" == named.desk().out
    with pytest.raises(SetupError, match="there is no folder"):
        office.desk([tmp_path / "three"])
    assert (tmp_path / "two",) == office.desk([tmp_path / "three", tmp_path / "two"]).roots
    assert (tmp_path / "one",) == named.desk([tmp_path / "three"]).roots
    at_home = replace(office.app, settings=replace(office.app.settings, user_home=tmp_path))
    with pytest.raises(SetupError, match="too much to read"):
        replace(office, app=at_home).desk()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may write everywhere is not refused")
def test_runs_are_kept_where_something_may_be_written(office: Office, tmp_path: Path) -> None:
    """Below the folder for films, where the photos lie in one that may only be read."""
    (tmp_path / "photos").mkdir(mode=0o555)
    desk = replace(office, roots=(Path("photos"),), out=Path("films")).desk()
    assert tmp_path / "films" / ".imgfree" / "runs" == desk.app.settings.runs_dir
    assert tmp_path / "photos" == desk.app.settings.cwd
