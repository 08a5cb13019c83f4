"""`imgfree preview`."""

import json
from collections.abc import Callable
from pathlib import Path

from commandline import Ran

Imgfree = Callable[..., Ran]
RECIPE = """\
version: 1
inputs: {title: {type: string, default: Hello}}
steps:
  - upload: a.jpg
  - instruct: a 2-second vertical clip with the title "{{ inputs.title }}"
  - export: mp4
  - download: clip.mp4
"""


def test_a_sheet_is_left_and_named(tmp_path: Path, photo: Callable[[str], Path], imgfree: Imgfree) -> None:
    """Its path goes to stdout; a second preview takes its place; stderr tells of no file that was not made."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    for _ in range(2):
        ran = imgfree("preview", "clip.yaml")
        assert (0, "clip-preview.jpg\n") == (ran.returncode, ran.stdout)
        assert "clip.mp4" not in ran.stderr
    assert {"a.jpg", "clip.yaml", "clip-preview.jpg"} == {path.name for path in tmp_path.iterdir() if path.is_file()}


def test_json_says_what_is_on_it(tmp_path: Path, photo: Callable[[str], Path], imgfree: Imgfree) -> None:
    """Each still with its shot, moment, file and texts, as the inputs have it."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    ran = imgfree("preview", "clip.yaml", "--json", "--set", "title=Bye", "-o", "s.jpg")
    [sheet] = json.loads(ran.stdout)["sheets"]
    [still] = sheet["stills"]
    assert ("s.jpg", 1, "a.jpg", ["Bye"]) == (sheet["path"], still["shot"], still["title"], still["texts"])


def test_a_target_that_is_no_sheet_is_refused_first(tmp_path: Path, imgfree: Imgfree) -> None:
    """Before the recipe is even read."""
    ran = imgfree("preview", "missing.yaml", "-o", "film.mp4")
    assert (3, "") == (ran.returncode, ran.stdout)
    assert "name it sheet.jpg" in ran.stderr
