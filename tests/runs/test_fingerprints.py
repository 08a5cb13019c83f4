"""Whether this is what was run before: a change is shown, the same again is not paid again."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from cutshort import STEPS, recipe
from nemo import Nemo

Cloud = Callable[..., Ran]
Photo = Callable[[str], Path]


def test_a_changed_recipe_is_shown_and_refused(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """The diff is printed, exit 3; --accept-changes goes on, and is remembered."""
    photo("a.jpg")
    nemo.fail_render = "the film tore"
    path = recipe(tmp_path)
    assert 4 == cloud("run", path).returncode
    recipe(tmp_path, STEPS.replace("reel.mp4", "other.mp4"))
    ran = cloud("resume")
    assert 3 == ran.returncode
    assert "-  - download: {to: reel" in ran.stderr
    assert "+  - download: {to: other" in ran.stderr
    assert "--accept-changes" in ran.stderr
    assert "other.mp4" in cloud("resume", "--explain").stdout
    assert 4 == cloud("resume", "--accept-changes").returncode
    nemo.fail_render = None
    ran = cloud("resume")
    assert (0, "other.mp4\n") == (ran.returncode, ran.stdout), ran.stderr
    assert {"make a 12-second reel": 1} == nemo.instructs


def test_a_changed_file_is_shown_and_refused(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """A photo with other content, of an input or named in the recipe, is told before anything is sent."""
    photo("a.jpg")
    photo("b.jpg")
    inputs = "inputs:\n  photo: {type: string, format: image, default: b.jpg}\n"
    steps = STEPS.replace("upload: a.jpg", 'upload: [a.jpg, "{{ inputs.photo }}"]')
    nemo.fail_render = "the film tore"
    assert 4 == cloud("run", recipe(tmp_path, steps, inputs)).returncode
    nemo.fail_render = None
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(photo(f"other-{name}").read_bytes())
    count = len(nemo.requests)
    ran = cloud("resume")
    assert 3 == ran.returncode
    assert re.search(r"/a\.jpg: its content", ran.stderr)
    assert re.search(r"/b\.jpg: its content", ran.stderr)
    assert count == len(nemo.requests)
    assert 0 == cloud("resume", "--accept-changes").returncode
    assert [1, 1] == list(nemo.uploads.values())


def test_the_same_recipe_again_offers_resume(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """A second, paid run of what is unfinished is refused with exit 3; --new begins afresh."""
    photo("a.jpg")
    nemo.fail_render = "the film tore"
    path = recipe(tmp_path)
    first = json.loads(cloud("run", path, "--json").stdout)["run_id"]
    nemo.fail_render = None
    ran = cloud("run", path)
    assert 3 == ran.returncode
    assert f"imgfree resume {first}" in ran.stderr
    assert "--new" in ran.stderr
    assert {"make a 12-second reel": 1} == nemo.instructs
    assert 0 == cloud("run", path, "--new").returncode
    assert {"make a 12-second reel": 2} == nemo.instructs
    (tmp_path / "reel.mp4").unlink()
    assert 0 == cloud("run", path).returncode  # the last one is finished: nothing to be warned of


def test_a_run_that_paid_nothing_does_not_nag(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Failed before any words were taken, the recipe simply runs again."""
    photo("a.jpg")
    nemo.answers["/run_sse"] = (402, {"code": 2001, "message": "no credits"})
    assert 4 == cloud("run", recipe(tmp_path)).returncode
    assert 0 == cloud("run", recipe(tmp_path)).returncode


def test_another_photo_is_another_run(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Other inputs, or another content, are not the same recipe again."""
    photo("a.jpg")
    inputs = "inputs:\n  photo: {type: string, format: image, default: a.jpg}\n"
    steps = STEPS.replace("a.jpg", '"{{ inputs.photo }}"')
    nemo.fail_render = "the film tore"
    path = recipe(tmp_path, steps, inputs)
    assert 4 == cloud("run", path).returncode
    assert 4 == cloud("run", path, "--set", f"photo={photo('b.jpg')}").returncode
    assert 3 == cloud("run", path).returncode
    (tmp_path / "a.jpg").write_bytes(photo("c.jpg").read_bytes())
    assert 4 == cloud("run", path).returncode
