"""The trust sheet: what a recipe touches and which rights it needs, told without doing it; and grants that last."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import ROOT, Ran
from nemo import Nemo

Imgfree = Callable[..., Ran]
GREEDY = """\
version: 1
env: [SHOP_KEY]
inputs:
  host: {type: string, default: evil.example}
steps:
  - upload: {files: [/etc/*.jpg, ../x.jpg, a.jpg], urls: ["https://photos.example/b.jpg"]}
  - if: env.SHOP_KEY == 'x'
    instruct: hello
  - foreach: [a.example, "b.example:8443"]
    as: there
    steps:
      - download: {from: "https://{{ there }}/x", to: "{{ loop.index }}.mp4"}
  - id: built
    download: {from: "{{ 'http' ~ 's://' ~ inputs.host }}/x", to: b.mp4}
  - id: partly
    upload: "/etc/‹/{{ steps.built.path }}"
  - id: inside
    download: {from: "http://127.0.0.1:99/x", to: c.mp4}
  - id: open
    download: {from: "{{ 'https://z.example/' ~ steps.built.path }}", to: d.mp4}
"""
ASKS = "version: 1\nenv: [STAGE]\nsteps:\n  - if: env.STAGE is defined\n    credits: {}\n"


@pytest.fixture
def greedy(tmp_path: Path) -> Path:
    """Return a recipe that wants much."""
    (tmp_path / "r").mkdir()
    path = tmp_path / "r" / "a b.yaml"
    path.write_text(GREEDY, encoding="utf-8")
    return path


def sheet(imgfree: Imgfree, *args: str | Path, **more: Any) -> dict[str, Any]:
    """Return the sheet as an object."""
    ran = imgfree("vet", *args, "--json", **more)
    assert 0 == ran.returncode, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "recipes").glob("*.yaml")))
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


def test_the_line_that_is_told_grants_it(imgfree: Imgfree, greedy: Path) -> None:
    """Put into a shell as it is, and nothing is missing any more; --revoke takes it back."""
    here = greedy.parent
    command = imgfree("vet", greedy, cwd=here).stdout.strip().splitlines()[-1]
    words = shlex.split(command)
    assert "imgfree" == words[0]
    assert 0 == imgfree(*words[1:], cwd=here).returncode
    assert [] == sheet(imgfree, greedy, cwd=here)["missing"]
    assert 6 == len(sheet(imgfree, greedy, "--revoke", cwd=here)["missing"])


def test_a_grant_of_more_is_none(imgfree: Imgfree, greedy: Path) -> None:
    """Only reading, variables and hosts can be granted for good; a repository's recipe is a file of one's own first."""
    for wrong in ("overwrite:yes", "env:", "STAGE", "env:A=B", "host:https://x.example", "host:2130706433"):
        assert 2 == imgfree("vet", greedy, "--grant", wrong).returncode
    assert 2 == imgfree("run", greedy, "--allow-host", "https://x.example/a").returncode
    ran = imgfree("vet", "git+file:///none@v1", "--grant", "env:A")
    assert ran.returncode in (3, 6)


def test_a_dry_run_begins_with_the_sheet(tmp_path: Path, cloud: Imgfree, nemo: Nemo) -> None:
    """Also where a right is missing, which then ends it as it would end the run."""
    (tmp_path / "r.yaml").write_text(ASKS, encoding="utf-8")
    ran = cloud("run", "r.yaml", "--dry-run")
    assert 3 == ran.returncode
    assert "needs   --allow-env STAGE  (env.STAGE, line 2; not given)" in ran.stdout
    assert "imgfree vet r.yaml --grant env:STAGE" in ran.stdout
    told = json.loads(cloud("run", "r.yaml", "--dry-run", "--json", "--allow-env", "STAGE").stdout)["trust"]
    assert ([], True) == (told["missing"], told["needs"][0]["given"])
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


def test_a_limit_holds_from_the_command_line_on(tmp_path: Path, cloud: Imgfree, photo: Callable[[str], Path]) -> None:
    """--max-download ends a larger film, says how to allow it, and leaves nothing; a resume may say another."""
    photo("a.jpg")
    text = "version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: a reel\n  - export: mp4\n  - download: a.mp4\n"
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    ran = cloud("run", "r.yaml", "--max-download", "10kB")
    assert 3 == ran.returncode
    assert "larger than the limit of 0.01 MB" in ran.stderr
    assert "--max-download SIZE" in ran.stderr
    assert [] == [path.name for path in tmp_path.iterdir() if "mp4" in path.name]
    assert 3 == cloud("resume").returncode
    assert 0 == cloud("resume", "--max-download", "1MB").returncode


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
