"""upload: every file arrives once, whatever the line does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from commandline import Ran, printed
from cutshort import recipe
from nemo import Nemo

Cloud = Callable[..., Ran]
Photo = Callable[[str], Path]
UPLOAD = "/api/upload-video/"


def files(ran: Ran) -> list[list[dict[str, Any]]]:
    """Return what each step uploaded."""
    return [step["outputs"]["files"] for step in printed(ran)["steps"]]


def test_a_lost_answer_does_not_send_a_file_twice(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """The session tells that the files arrived; the outputs are the same as with the answer."""
    photo("a.jpg")
    photo("b.jpg")
    nemo.lost[UPLOAD] = 1
    (found,) = files(cloud("run", recipe(tmp_path, "  - upload: [a.jpg, b.jpg]\n"), "--json"))
    assert [1, 1] == list(nemo.uploads.values())
    assert ["a.jpg", "b.jpg"] == [file["filename"] for file in found]
    assert all(file["sha256"] and file["size_bytes"] for file in found)


def test_the_same_photo_twice_with_a_lost_answer_stays_two(
    tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo
) -> None:
    """Arrivals are counted: each stands for one file asked for."""
    photo("a.jpg")
    nemo.lost[UPLOAD] = 1
    (found,) = files(cloud("run", recipe(tmp_path, "  - upload: [a.jpg, a.jpg]\n"), "--json"))
    assert [2] == list(nemo.uploads.values())
    assert 2 == len(found)


def test_a_refusal_in_passing_is_tried_again(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """A 502 that took nothing: the state shows nothing, and the file goes again."""
    photo("a.jpg")
    nemo.answers[UPLOAD] = (502, {"detail": "bad gateway"})
    files(cloud("run", recipe(tmp_path, "  - upload: a.jpg\n"), "--json"))
    assert [1] == list(nemo.uploads.values())
    assert 2 == sum(path.startswith(UPLOAD) for _, path in nemo.requests)


def test_a_line_that_never_holds_is_exit_4(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """A backend that always fails is given up after three tries."""
    photo("a.jpg")
    nemo.broken = UPLOAD
    ran = cloud("run", recipe(tmp_path, "  - upload: a.jpg\n"))
    assert 4 == ran.returncode
    assert 3 == sum(path.startswith(UPLOAD) for _, path in nemo.requests)


@pytest.mark.parametrize(("more", "count"), [("", 1), (", cache: false", 2)])
def test_a_later_step_does_not_send_what_the_session_has(
    tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo, more: str, count: int
) -> None:
    """`cache` is on: the file of an earlier step is named again, not sent again; `cache: false` sends it."""
    photo("a.jpg")
    photo("b.jpg")
    steps = f"  - upload: a.jpg\n  - id: second\n    upload: {{files: [b.jpg, a.jpg]{more}}}\n"
    first, second = files(cloud("run", recipe(tmp_path, steps), "--json"))
    assert [count, 1] == list(nemo.uploads.values())
    assert ["b.jpg", "a.jpg"] == [file["filename"] for file in second]
    assert first[0] == second[1]


def test_where_to_look_travels_with_its_file(tmp_path: Path, imgfree: Cloud) -> None:
    """A point of a recipe is a box of the draft, and the crop of another canvas keeps it."""
    Image.new("RGB", (400, 300), "gray").save(tmp_path / "a.png")
    steps = (
        '  - upload: {files: a.png, focus: {"a.png": [0.9, 0.5]}}\n  - id: cut\n    instruct: a 2 second 9:16 video\n'
    )
    path = recipe(tmp_path, steps)
    path.write_text(path.read_text("utf-8").replace("steps:\n", "backend: local\nsteps:\n", 1), "utf-8")
    ran = imgfree("run", path, "--json")
    assert "cropped by 58 %; its subject stays" in ran.stdout
    assert 0 == ran.returncode


@pytest.mark.parametrize(
    ("focus", "told"),
    [
        ('{"b.jpg": [0.2, 0.4]}', "'focus' names 'b.jpg', which is not among the files"),
        ('{"a.jpg": [0.2, 0.4, 0.1]}', "'focus' of 'a.jpg' is neither a point nor a box"),
    ],
)
def test_a_focus_that_means_nothing_is_refused(
    tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo, focus: str, told: str
) -> None:
    """Before anything is sent, with what to write."""
    photo("a.jpg")
    ran = cloud("run", recipe(tmp_path, f"  - upload: {{files: a.jpg, focus: {focus}}}\n"))
    assert 0 != ran.returncode
    assert told in ran.stderr
    assert not any(nemo.uploads.values())


def test_a_lost_session_is_uploaded_to_anew(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """What lies in a session that is gone does not count as there."""
    photo("a.jpg")
    photo("b.jpg")
    nemo.answers["/api/state/"] = (404, {"code": 1002, "message": "Session not found"})
    steps = "  - upload: a.jpg\n  - id: second\n    upload: [a.jpg, b.jpg]\n"
    cloud("run", recipe(tmp_path, steps), "--json")
    assert 2 == len(nemo.sessions)
    newest = nemo.sessions[max(nemo.sessions)]
    assert {"a.jpg", "b.jpg"} == {file["filename"] for file in newest["video_infos"]}


def test_a_font_is_no_file_of_the_cloud(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """A brand's font is told of in words there: it is not sent, and no plan or run ends for it."""
    photo("a.jpg")
    (tmp_path / "Acme.ttf").write_bytes(b"\0\1\0\0\0\5" + bytes(200))
    steps = recipe(tmp_path, "  - upload: [a.jpg, Acme.ttf]\n")
    assert 0 == cloud("run", steps, "--dry-run").returncode
    (found,) = files(cloud("run", steps, "--json"))
    assert ["a.jpg"] == [file["filename"] for file in found]
