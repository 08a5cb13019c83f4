"""What a resume would do, from the marks that a run left."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from commandline import Ran
from cutshort import cut_short
from cutshort import recipe as written
from imgfree import recipe
from imgfree.journal import Marks
from imgfree.recipe import Inputs
from imgfree.rights import Rights
from imgfree.runs.prospects import prospects
from nemo import Nemo

Cloud = Callable[..., Ran]
Golden = Callable[[Path | str, str], None]
Photo = Callable[[str], Path]
STEPS = """\
version: 1
steps:
  - id: words
    instruct: x
  - id: each
    foreach: "{{ steps.words.changes }}"
    as: change
    steps:
      - id: say
        if: loop.index > 1
        instruct: "{{ change }}"
  - id: last
    if: steps.each.each | length > 5
    instruct: y
"""


def told(marks: dict[str, Marks]) -> list[tuple[str, str, str]]:
    """Return each prospect of a run that left these marks."""
    made = recipe.parse(STEPS, Path("clip.yaml"))
    found = prospects(made, Inputs({}, (), {}), marks, {"id": "1", "dir": "runs/1"}, Rights())
    return [(one.step, one.will, one.because) for one in found]


def finished(**outputs: Any) -> Marks:
    """Return the marks of a step that came to these outputs."""
    return Marks(finished=outputs)


MARKS: dict[str, dict[str, Marks]] = {
    "nothing has run": {},
    "the list is known, and a round was cut off": {
        "words": finished(changes=["a", "b"]),
        "each[1].say": Marks(planned={}, intended={"key": "1"}, sent=True),
    },
    "the list is none": {"words": finished(changes=3)},
}


def test_what_has_run_decides_about_the_rest(golden: Golden) -> None:
    """What follows from steps that have not run is not known; outputs give the rounds and answer conditions.

    What was cut off is told in its kind's words, and what the resume would fail on as well.
    """
    lines = [f"{name}\n" + "".join(f"  {' · '.join(one)}\n" for one in told(marks)) for name, marks in MARKS.items()]
    zoned = "\n".join(lines)  # times are those of this machine's zone
    golden("said/prospects.txt", re.sub(r"finished at [0-9: -]+", "finished at …", zoned))


def explained(ran: Ran) -> dict[str, tuple[str, str]]:
    """Return what --explain --json said of each step."""
    assert 0 == ran.returncode, ran.stderr
    return {step["step"]: (step["will"], step["because"]) for step in json.loads(ran.stdout)["steps"]}


def test_explain_tells_each_step_and_does_nothing(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Reuse, continue or run, each because of something; not one request is made."""
    photo("a.jpg")
    assert 0 == cloud("run", written(tmp_path)).returncode
    cut_short(tmp_path, after="render.submitted")
    count = len(nemo.requests)
    found = explained(cloud("resume", "--explain", "--json"))
    assert ["reuse", "reuse", "continue", "run"] == [will for will, _ in found.values()]
    assert re.match("asks for render_", found["export"][1])
    text = cloud("resume", "--explain").stdout
    assert "because it finished at " in text
    assert count == len(nemo.requests)


def test_explain_looks_into_groups(tmp_path: Path, photo: Photo, cloud: Cloud) -> None:
    """Each round of a group has its own prospect; a false `if` is told."""
    photo("a.jpg")
    photo("b.jpg")
    steps = """\
  - id: shots
    foreach: [a, b]
    as: name
    steps:
      - upload: "{{ name }}.jpg"
      - instruct: "show {{ name }}"
  - if: steps.shots.each | length > 5
    credits: 1
"""
    assert 0 == cloud("run", written(tmp_path, steps)).returncode
    cut_short(tmp_path, after="upload.finished")
    found = {step: will for step, (will, _) in explained(cloud("resume", "--explain", "--json")).items()}
    assert {
        "shots[0].upload": "reuse",
        "shots[0].instruct": "reuse",
        "shots[1].upload": "continue",
        "shots[1].instruct": "run",
        "credits": "skip",
    } == found
