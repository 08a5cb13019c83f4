"""What a run would do, worked out without asking anybody."""

import re
from collections.abc import Callable
from pathlib import Path

from commandline import Ran, printed
from nemo import Nemo

Imgfree = Callable[..., Ran]
GROUP = """\
version: 1
inputs:
  photos: {type: array, items: {type: string, format: image}, default: ["*.jpg"]}
  music: {type: string, default: ""}
steps:
  - id: photos
    upload: "{{ inputs.photos }}"
  - id: clips
    foreach: "{{ steps.photos.files }}"
    as: photo
    steps:
      - id: cut
        instruct: "a clip of {{ photo.filename }}, photo {{ loop.index }} of {{ loop.length }}"
      - id: tune
        if: inputs.music != ''
        instruct: "add {{ inputs.music }}"
      - id: longer
        if: steps.cut.timeline.duration_s < 5
        instruct: make it longer
  - export: mp4
  - download: {to: "out/{{ run.id }}.mp4", from: "{{ steps.export.url }}"}
outputs:
  video: "{{ steps.download.path }}"
"""


def test_groups_and_conditions_are_written_out_as_far_as_they_are_known(
    tmp_path: Path, photo: Callable[[str], Path], imgfree: Imgfree
) -> None:
    """Rounds over uploaded files are known, a false `if` skips, an open one depends; the rest stands in ‹›."""
    for name in ("a.jpg", "b.jpg"):
        photo(name)
    (tmp_path / "clip.yaml").write_text(GROUP, encoding="utf-8")
    found = printed(imgfree("run", "clip.yaml", "--dry-run", "--json", "--backend", "nemo"))
    told = {step["id"]: step for step in found["steps"]}
    assert [
        "photos",
        *(f"clips[{n}].{name}" for n in (0, 1) for name in ("cut", "tune", "longer")),
        "export",
        "download",
    ] == [*told]
    assert "a clip of b.jpg, photo 2 of 2" == told["clips[1].cut"]["params"]["text"]
    assert ["runs", "skipped", "depends"] == [told[f"clips[0].{name}"]["outcome"] for name in ("cut", "tune", "longer")]
    assert {"from": "‹steps.export.url›", "to": "out/‹run.id›.mp4"} == told["download"]["params"]
    assert {"video": "‹steps.download.path›"} == found["outputs"]
    assert [str(tmp_path / name) for name in ("a.jpg", "b.jpg")] == [file["path"] for file in told["photos"]["files"]]
    assert (50, 50) == (found["estimates"]["credits"]["from"], found["estimates"]["credits"]["to"])


def test_a_group_over_an_open_list_is_planned_once(tmp_path: Path, imgfree: Imgfree) -> None:
    """Where only the run tells how many rounds there are, one is shown, and said to be one."""
    steps = '  - instruct: hi\n  - foreach: "{{ steps.instruct.changes }}"\n    as: it\n'
    steps += '    steps:\n      - {id: say, instruct: "{{ it }} {{ loop.index }}"}\n'
    (tmp_path / "clip.yaml").write_text(f"version: 1\nsteps:\n{steps}")
    found = printed(imgfree("run", "clip.yaml", "--dry-run", "--json", "--backend", "nemo"))
    assert {"foreach": "once for each of ‹steps.instruct.changes›"} == found["repeats"]
    assert "‹it› ‹loop.index›" == found["steps"][1]["params"]["text"]
    assert "foreach[…].say" == found["steps"][1]["id"]


def test_what_a_known_group_comes_to_is_known_behind_it(
    tmp_path: Path, photo: Callable[[str], Path], imgfree: Imgfree
) -> None:
    """Where every round and every output is known, so is `each`; with one open output it stays open."""
    photo("a.jpg")
    group = "  - id: %s\n    foreach: [a.jpg]\n    as: name\n    steps:\n      - {id: up, upload: '{{ name }}'}\n"
    steps = group % "known" + group % "open" + "      - instruct: hi\n"
    said = "{{ steps.known.each[0].up.files[0].filename }} {{ steps.open.each | length }}"
    (tmp_path / "clip.yaml").write_text(f"version: 1\nsteps:\n{steps}  - {{id: say, instruct: '{said}'}}\n")
    found = printed(imgfree("run", "clip.yaml", "--dry-run", "--json", "--backend", "nemo"))
    assert "a.jpg ‹steps.open.each | length›" == found["steps"][-1]["params"]["text"]


def test_the_planned_requests_are_those_that_are_made(
    tmp_path: Path, photo: Callable[[str], Path], cloud: Callable[..., Ran], nemo: Nemo
) -> None:
    """The server of a real run is asked what the plan said, in that order; polls count once."""
    for name in ("a.jpg", "b.jpg"):
        photo(name)
    text = "version: 1\nsteps:\n  - credits: 1\n  - upload: ['*.jpg']\n  - instruct: a clip\n"
    text += "    expect: [timeline.video | length == 2]\n  - {id: again, instruct: longer}\n"
    text += "  - wait_state: timeline.duration_s > 1\n  - export: mp4\n  - download: out.mp4\n"
    (tmp_path / "clip.yaml").write_text(text)
    found = printed(cloud("run", "clip.yaml", "--dry-run", "--json"))
    assert [] == nemo.requests
    assert 0 == cloud("run", "clip.yaml").returncode
    session, render = next(iter(nemo.sessions)), next(iter(nemo.renders))
    planned = [
        (one["method"], one["path"].replace("‹session›", session).replace("‹render›", render))
        for step in found["steps"]
        for one in step["requests"]
    ]
    planned[-1] = ("GET", f"/files/{render}.mp4")
    assert planned == nemo.requests


def test_all_that_would_fail_is_told_at_once(tmp_path: Path, imgfree: Imgfree, photo: Callable[[str], Path]) -> None:
    """Missing files, values of the wrong type and a list that is none are found, with their places; code 3."""
    photo("a.jpg")
    steps = "  - {id: x, upload: missing.jpg}\n  - {id: y, upload: a.jpg}\n"
    steps += '  - export: {format: "{{ inputs.form }}"}\n  - {id: z, upload: also.png}\n'
    steps += '  - {foreach: "{{ inputs.form }}", as: it, steps: [{upload: "also.gif"}]}\n'
    (tmp_path / "clip.yaml").write_text(f"version: 1\ninputs: {{form: {{default: tiff}}}}\nsteps:\n{steps}")
    ran = imgfree("run", "clip.yaml", "--dry-run")
    assert 3 == ran.returncode
    assert ["4", "6", "7", "8", "8"] == re.findall(r"--> clip\.yaml:(\d+):", ran.stderr)
    assert "" == ran.stdout
