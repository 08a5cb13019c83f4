"""The trust sheet: what a recipe touches and which rights it needs, told without doing it; and grants that last."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, SHIPPED
from greedy import Imgfree, sheet
from nemo import Nemo


@pytest.mark.parametrize("name", sorted(path.name for path in SHIPPED))
def test_shipped_recipes_need_nothing(imgfree: Imgfree, name: str) -> None:
    """What comes with imgfree runs with the rights of every recipe."""
    found = sheet(imgfree, ROOT / "recipes" / name)
    assert ([], [], []) == (found["needs"], found["hosts"], found["refused"])
    assert found["reads"]
    assert found["writes"]


def test_all_that_a_recipe_wants_is_told(imgfree: Imgfree, greedy: Path, nemo: Nemo) -> None:
    """Files, targets, hosts however they are put together, edits, and each right with the line that needs it."""
    found = sheet(imgfree, greedy, cwd=greedy.parent)
    assert ["/etc/*.jpg", "../x.jpg", "a.jpg"] == found["reads"][:3]
    assert ["1.mp4", "2.mp4", "b.mp4", "c.mp4", "d.mp4"] == found["writes"]
    assert ["a.example", "b.example:8443", "evil.example", "127.0.0.1:99"] == found["hosts"][:4]
    assert "z.example" in found["hosts"][4]
    assert ["https://photos.example/b.jpg"] == found["backend_fetches"]
    assert {"from": 0, "to": 1} == found["edits"]
    assert [
        "--allow-env SHOP_KEY",
        "--allow-read /etc",
        f"--allow-read {greedy.parents[1]}",
        "--allow-host a.example",
        "--allow-host b.example:8443",
        "--allow-host evil.example",
    ] == found["missing"]
    assert [2, 6, 6, 12, 12, 13, 15] == [need["line"] for need in found["needs"]]
    assert ["download from 127.0.0.1:99: '127.0.0.1' is no public address"] == found["refused"]
    assert [] == nemo.requests


def test_what_set_names_is_no_need(tmp_path: Path, cloud: Imgfree, photo: Callable[[str], Path]) -> None:
    """A file and a host that the user names on the command line need no further right."""
    photo("elsewhere/a.jpg")
    home = tmp_path / "r"
    home.mkdir()
    text = """\
version: 1
inputs:
  photo: {type: string, format: image}
  film: {type: string, format: uri}
steps:
  - upload: "{{ inputs.photo }}"
  - download: {from: "{{ inputs.film }}", to: a.mp4}
"""
    (home / "r.yaml").write_text(text, encoding="utf-8")
    sets = ("--set", "photo=../elsewhere/a.jpg", "--set", "film=https://films.example/a.mp4")
    ran = cloud("run", "r.yaml", "--dry-run", "--json", *sets, cwd=home)
    assert 0 == ran.returncode, ran.stderr + ran.stdout
    assert [] == json.loads(ran.stdout)["trust"]["missing"]


def test_every_round_counts(tmp_path: Path, imgfree: Imgfree) -> None:
    """Rounds beyond those that are looked at are counted; rounds that nobody knows yet are told as such."""
    upload, group = "  - upload: a.jpg\n", "  - foreach: {}\n    as: n\n    steps:\n      - instruct: hi {{{{ n }}}}\n"
    each = f"version: 1\nsteps:\n{upload}{group}"
    (tmp_path / "r.yaml").write_text(each.format('"{{ range(1000) }}"'), encoding="utf-8")
    assert {"from": 1000, "to": 1000} == sheet(imgfree, "r.yaml")["edits"]
    (tmp_path / "r.yaml").write_text(each.format('"{{ steps.upload.files }}"'), encoding="utf-8")
    assert {"from": 0, "to": None} == sheet(imgfree, "r.yaml")["edits"]
    assert "1 edit or more" in imgfree("vet", "r.yaml").stdout


def test_long_recipes_are_not_looked_through_for_ever(tmp_path: Path, imgfree: Imgfree) -> None:
    """Beyond a bound the sheet is refused, so that it never tells less than there is."""
    text = "version: 1\nsteps:\n" + "".join(
        f"  - id: g{number}\n    foreach: '{{{{ range(200) }}}}'\n    as: n\n    steps:\n      - credits: {{}}\n"
        for number in range(30)
    )
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    ran = imgfree("vet", "r.yaml")
    assert (3, True) == (ran.returncode, "more than 5000 steps" in ran.stderr)
