"""What the films of a run say of themselves: nothing that is secret, and the same each time."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from commandline import Ran
from imgfree import disk
from imgfree.cassette import media
from imgfree.provenance import MOST_BYTES, look
from nemo import Nemo

Cloud = Callable[..., Ran]
FILM = media.placeholder("mp4")
SECRET = "nmv_usr_of-the-test"
RECIPE = """\
version: 1
name: clip
# as in {folder}/notes.txt, or /home/somebody/My Photos/a.jpg
env: [SHOP_KEY]
inputs:
  photos: {{type: array, items: {{type: string, format: image}}, default: [a.jpg]}}
  title: {{type: string, default: Hello}}
  about: {{type: string, default: ""}}
steps:
  - upload: "{{{{ inputs.photos }}}}"
  - if: env.SHOP_KEY != ''
    instruct: 'a 4-second clip of "{{{{ inputs.title }}}}"'
  - export: mp4
  - download: clip.mp4
"""


@pytest.fixture
def recipe(tmp_path: Path, photo: Callable[[str], Path], nemo: Nemo) -> Path:
    """Return a recipe with a photo, and the cloud that makes a real film of it."""
    photo("a.jpg")
    nemo.film = FILM
    path = tmp_path / "clip.yaml"
    path.write_text(RECIPE.format(folder=tmp_path))
    return path


def run(cloud: Cloud, *args: str, env: dict[str, str] | None = None) -> Ran:
    """Run the recipe with a key in the environment."""
    given = {"SHOP_KEY": "secret-of-the-shop", **(env or {})}
    ran = cloud("run", "clip.yaml", "--allow-env", "SHOP_KEY", *args, env=given)
    assert 0 == ran.returncode, ran.stderr
    return ran


def carries(film: Path) -> bool:
    """Return whether a film with a mark has its recipe in it."""
    mark = look(film).mark
    assert mark is not None
    return mark.carried is not None


def test_a_film_carries_its_recipe_and_no_secret(recipe: Path, cloud: Cloud, tmp_path: Path) -> None:
    """The recipe, inputs with files by name and digest; no token, no variable, no folder of this machine."""
    ran = run(cloud, "--carry", "--set", "title=Sale", "--set", f"about=by {SECRET} and secret-of-the-shop", "--json")
    film = tmp_path / "clip.mp4"
    found = look(film)
    assert found.mark is not None
    assert found.mark.carried is not None
    photo = {"name": "a.jpg", "sha256": disk.sha256(tmp_path / "a.jpg")}
    assert {"photos": [photo], "title": "Sale", "about": "by *** and ***"} == dict(found.mark.carried.inputs)
    assert ("whole", "nemo", {"image": 1}) == (found.state, found.mark.backend, found.mark.own)
    assert hashlib.sha256(FILM).hexdigest() == found.mark.film.sha256
    text = json.dumps(asdict(found.mark))
    assert not re.findall(rf"{SECRET}|secret-of-the-shop|{re.escape(str(tmp_path))}|/home/", text)
    assert SECRET.encode() not in film.read_bytes()
    step = json.loads(ran.stdout)["steps"][-1]["outputs"]
    assert (film.stat().st_size, disk.sha256(film)) == (step["size_bytes"], step["sha256"])


def test_a_film_says_little_by_itself_and_nothing_if_so_wished(recipe: Path, cloud: Cloud, tmp_path: Path) -> None:
    """By itself digests and versions, no word and no name; with --no-marks the bytes are those of the backend."""
    run(cloud, "--set", "title=Sale")
    mark = look(tmp_path / "clip.mp4").mark
    assert mark is not None
    assert mark.carried is None
    assert not re.findall(r"Sale|a\.jpg|clip", json.dumps(asdict(mark)))
    ran = run(cloud, "--no-marks", "--out", "plain")
    assert FILM == (tmp_path / "plain" / "clip.mp4").read_bytes()
    assert "Article 50" in ran.stderr
    assert 2 == cloud("run", "clip.yaml", "--carry", "--no-marks").returncode


def test_what_cannot_carry_a_recipe_is_told(recipe: Path, cloud: Cloud, tmp_path: Path, nemo: Nemo) -> None:
    """The film is the backend's, byte for byte."""
    nemo.film = media.placeholder("gif")
    recipe.write_text(recipe.read_text().replace("clip.mp4", "clip.gif"))
    ran = run(cloud, "--carry", "--log-format", "json")
    assert nemo.film == (tmp_path / "clip.gif").read_bytes()
    told = [json.loads(line) for line in ran.stderr.splitlines() if "film.marked" in line]
    assert [(False, 0)] == [(one["carried"], one["size_bytes"]) for one in told]


def test_the_same_run_makes_the_same_file(recipe: Path, cloud: Cloud, tmp_path: Path, nemo: Nemo) -> None:
    """Replayed, resumed after its download broke, and run once more over what it left."""
    run(cloud, "--carry", "--record", "tape.yaml")
    first = (tmp_path / "clip.mp4").read_bytes()
    run(cloud, "--replay", "tape.yaml", "--carry", "--out", "again")
    assert first == (tmp_path / "again" / "clip.mp4").read_bytes()
    run(cloud, "--carry")
    assert first == (tmp_path / "clip.mp4").read_bytes()
    nemo.broken = "/files/"
    options = ("--allow-env", "SHOP_KEY", "--carry", "--out", "later", "--new")
    assert 4 == cloud("run", "clip.yaml", *options, env={"SHOP_KEY": "x"}).returncode
    nemo.broken = "-"
    ran = cloud("resume", env={"SHOP_KEY": "x"})
    assert 0 == ran.returncode, ran.stderr
    assert first == (tmp_path / "later" / "clip.mp4").read_bytes()


def test_a_recipe_that_does_not_fit_is_told_and_left_out_whole(recipe: Path, cloud: Cloud, tmp_path: Path) -> None:
    """The film is there all the same, with what every film says."""
    noise = "".join(hashlib.sha256(bytes([one])).hexdigest() for one in range(250))
    text = recipe.read_text().replace("version: 1\n", "version: 1\ncarry: true\n")
    recipe.write_text(text + "".join(f"# {noise}{number}\n" for number in range(9)))
    run(cloud)
    assert carries(tmp_path / "clip.mp4")
    lines = (hashlib.sha256(str(number).encode()).hexdigest() for number in range(2000))
    recipe.write_text(text + "".join(f"# {line}\n" for line in lines))
    ran = run(cloud)
    assert f"{MOST_BYTES:,} fit" in ran.stderr
    assert not carries(tmp_path / "clip.mp4")
