"""The loop over steps, driven by the real command against a small server on loopback."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran
from cutshort import recipe
from nemo import VIDEO, Nemo

Cloud = Callable[..., Ran]
Photo = Callable[[str], Path]


def told(ran: Ran) -> dict[str, Any]:
    """Return the object that --json printed."""
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


WHOLE = """\
  - upload: [a.jpg, b.jpg]
  - instruct: make a 12-second reel
    expect:
      - timeline.video | length == 2
      - timeline.duration_s == 12
  - export: mp4
  - download: {to: out/reel.mp4}
"""


def test_a_whole_recipe_runs_in_order(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Each file goes up once, the words once, one render is made, and the file lies under its name."""
    photo("a.jpg")
    photo("b.jpg")
    ran = cloud("run", recipe(tmp_path, WHOLE))
    assert 0 == ran.returncode, ran.stderr
    assert "out/reel.mp4\n" == ran.stdout
    assert VIDEO == (tmp_path / "out" / "reel.mp4").read_bytes()
    assert [1, 1] == list(nemo.uploads.values())
    assert {"make a 12-second reel": 1} == nemo.instructs
    assert [1] == list(nemo.renders.values())
    assert ran.stderr.startswith("backend: nemo ")
    assert not list(tmp_path.rglob("*.part"))


def test_the_draft_is_echoed_with_every_key(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """What was read from the state goes into the render untouched: key order, number types, unknown keys."""
    photo("a.jpg")
    photo("b.jpg")
    assert 0 == cloud("run", recipe(tmp_path, WHOLE)).returncode
    submitted = next(body for path, body in nemo.bodies if path.startswith("/api/render"))
    (session,) = nemo.sessions.values()
    assert json.dumps(session["draft"]) == json.dumps(submitted["draft"])
    assert {"format": "mp4", "quality": "high"} == submitted["output"]


def test_json_is_one_object(tmp_path: Path, photo: Photo, cloud: Cloud) -> None:
    """With --json stdout is one object with run, outcome, backend, outputs, steps, time and folder."""
    photo("a.jpg")
    photo("b.jpg")
    outputs = "outputs:\n  video: '{{ steps.download.path }}'\n"
    found = told(cloud("run", recipe(tmp_path, WHOLE, outputs), "--json"))
    assert {"run_id", "outcome", "backend", "outputs", "steps", "duration_s", "run_dir"} == set(found)
    assert ("passed", "nemo", {"video": "out/reel.mp4"}) == (found["outcome"], found["backend"], found["outputs"])
    assert ["upload", "instruct", "export", "download"] == [step["kind"] for step in found["steps"]]


def test_a_false_expectation_shows_its_values(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Exit 1, the place, the expression and what its parts were; nothing after it runs."""
    photo("a.jpg")
    path = recipe(
        tmp_path, "  - upload: a.jpg\n  - instruct: x\n    expect: [timeline.duration_s >= 12]\n  - export: mp4\n"
    )
    ran = cloud("run", path)
    assert 1 == ran.returncode
    assert "timeline.duration_s >= 12" in ran.stderr
    assert "clip.yaml:6:" in ran.stderr
    assert "timeline.duration_s = 10" in ran.stderr
    assert not nemo.renders


def test_if_skips_and_scope_reaches_on(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """A false `if` skips its step; a true one over earlier outputs runs it."""
    photo("a.jpg")
    steps = """\
  - id: first
    upload: a.jpg
  - id: never
    if: steps.first.files | length > 1
    instruct: never said
  - id: said
    if: steps.first.files | length == 1
    instruct: "use {{ steps.first.files[0].filename }}"
"""
    found = told(cloud("run", recipe(tmp_path, steps), "--json"))
    assert ["passed", "skipped", "passed"] == [step["outcome"] for step in found["steps"]]
    assert {"use a.jpg": 1} == nemo.instructs


def test_foreach_repeats_its_steps(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Each item runs the group; inside, ids mean this round; afterwards `each` holds all rounds."""
    for name in ("a.jpg", "b.jpg"):
        photo(name)
    inputs = "inputs:\n  names: {type: array, items: {type: string}, default: [a, b]}\n"
    steps = """\
  - id: shots
    foreach: "{{ inputs.names }}"
    as: name
    steps:
      - upload: "{{ name }}.jpg"
      - instruct: "{{ loop.index }} {{ steps.upload.files[0].filename }}"
      - export: mp4
      - download: "{{ name }}.mp4"
outputs:
  videos: "{{ steps.shots.each | map(attribute='download.path') | list }}"
"""
    ran = cloud("run", recipe(tmp_path, steps, inputs))
    assert 0 == ran.returncode, ran.stderr
    assert "a.mp4\nb.mp4\n" == ran.stdout
    assert {"1 a.jpg": 1, "2 b.jpg": 1} == nemo.instructs
    assert 2 == len(nemo.renders)


def test_continue_on_error_goes_on(tmp_path: Path, photo: Photo, cloud: Cloud) -> None:
    """A tolerated failure is shown, and the run passes."""
    photo("a.jpg")
    steps = "  - credits: 1000\n    continue_on_error: true\n  - upload: a.jpg\n"
    found = told(cloud("run", recipe(tmp_path, steps), "--json"))
    assert ("passed", ["failed", "passed"]) == (found["outcome"], [step["outcome"] for step in found["steps"]])


def test_retry_repeats_with_growing_waits(tmp_path: Path, cloud: Cloud, nemo: Nemo) -> None:
    """A failing repeatable step is tried as often as `retry` says, each wait announced."""
    ran = cloud(
        "run",
        recipe(tmp_path, "  - credits: 101\n    retry: {attempts: 3, delay: 10s, backoff: 2}\n"),
        "--log-format",
        "json",
    )
    assert 1 == ran.returncode
    logged = [json.loads(line) for line in ran.stderr.splitlines()]
    waits = [record["wait_s"] for record in logged if record["event"] == "step.retry_scheduled"]
    assert [10, 20] == waits
    assert 3 == sum(1 for _, path in nemo.requests if path.endswith("/balance/simple"))


def test_a_timeout_ends_a_step(tmp_path: Path, photo: Photo, cloud: Cloud) -> None:
    """A step over its own `timeout` fails with exit 1 and says the limit."""
    photo("a.jpg")
    steps = "  - upload: a.jpg\n  - wait_state: {until: timeline.duration_s > 99, every: 1s}\n    timeout: 20s\n"
    ran = cloud("run", recipe(tmp_path, steps))
    assert 1 == ran.returncode
    assert "20 s" in ran.stderr


@pytest.mark.parametrize("to", ["../x.mp4", "/x.mp4", "a/../../x.mp4"])
def test_a_target_outside_is_refused_before_anything_is_sent(tmp_path: Path, cloud: Cloud, nemo: Nemo, to: str) -> None:
    """A literal path out of --out is exit 3, and the server saw nothing."""
    ran = cloud("run", recipe(tmp_path, f"  - instruct: x\n  - export: mp4\n  - download: {{to: {to}}}\n"))
    assert 3 == ran.returncode, ran.stderr
    assert not nemo.requests


def test_an_existing_target_is_refused_before_anything_is_sent(tmp_path: Path, cloud: Cloud, nemo: Nemo) -> None:
    """What would be overwritten without being told so is exit 3 at once."""
    (tmp_path / "x.mp4").write_text("mine")
    ran = cloud("run", recipe(tmp_path, "  - instruct: x\n  - export: mp4\n  - download: {to: x.mp4}\n"))
    assert 3 == ran.returncode
    assert "'x.mp4' exists already" in ran.stderr
    assert not nemo.requests
    assert "mine" == (tmp_path / "x.mp4").read_text()


def test_what_is_in_the_way_is_replaced_on_the_users_word(tmp_path: Path, photo: Photo, cloud: Cloud) -> None:
    """A recipe's `overwrite: true` does not cost the user a file of their own; `--overwrite` does."""
    photo("a.jpg")
    (tmp_path / "x.mp4").write_text("mine")
    steps = "  - upload: a.jpg\n  - instruct: x\n  - export: mp4\n  - download: {to: x.mp4, overwrite: true}\n"
    ran = cloud("run", recipe(tmp_path, steps))
    assert (3, "mine") == (ran.returncode, (tmp_path / "x.mp4").read_text())
    assert "with --overwrite" in ran.stderr
    assert 0 == cloud("run", recipe(tmp_path, steps), "--overwrite").returncode
    assert VIDEO == (tmp_path / "x.mp4").read_bytes()


def test_events_on_stderr_fit_the_schema(tmp_path: Path, photo: Photo, cloud: Cloud) -> None:
    """Every line of --log-format json, and of events.jsonl, is an event as the schema says, in rising order."""
    from jsonschema import Draft202012Validator

    photo("a.jpg")
    photo("b.jpg")
    ran = cloud("run", recipe(tmp_path, WHOLE), "--log-format", "json", "--json")
    schema = json.loads((Path(__file__).parents[1] / "schemas" / "event.schema.json").read_text(encoding="utf-8"))
    kept = (Path(told(ran)["run_dir"]) / "events.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in kept]
    assert records == [json.loads(line) for line in ran.stderr.splitlines()]
    for record in records:
        Draft202012Validator(schema).validate(record)
    assert list(range(len(records))) == [record["seq"] for record in records]
    names = {record["event"] for record in records}
    assert {"run.started", "step.started", "step.finished", "render.submitted", "stream.message_received"} <= names
    assert "nmv_usr_of-the-test" not in "".join(kept)


def test_nothing_to_export_is_exit_1(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """An empty timeline is not sent to a render."""
    photo("a.jpg")
    ran = cloud("run", recipe(tmp_path, "  - upload: a.jpg\n  - export: mp4\n"))
    assert 1 == ran.returncode
    assert "nothing to export" in ran.stderr
    assert not nemo.renders


def test_a_failed_render_is_exit_4_with_its_reason(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """The backend's own words reach the user."""
    nemo.fail_render = "the film tore"
    photo("a.jpg")
    ran = cloud("run", recipe(tmp_path, "  - upload: a.jpg\n  - instruct: x\n  - export: mp4\n"))
    assert 4 == ran.returncode
    assert "the film tore" in ran.stderr


def test_a_silent_edit_prints_the_timeline(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """An edit without a word is told from the state: outputs say silent and edited, stderr the summary line."""
    nemo.silent = True
    photo("a.jpg")
    ran = cloud("run", recipe(tmp_path, "  - upload: a.jpg\n  - instruct: a 10 second clip\n"), "--json")
    outputs = told(ran)["steps"][1]["outputs"]
    assert (True, True) == (outputs["silent"], outputs["edited"])
    assert "Timeline (1 track" in ran.stderr
    assert {"a 10 second clip": 1} == nemo.instructs


def test_the_same_photo_twice_is_two_files(tmp_path: Path, photo: Photo, cloud: Cloud, nemo: Nemo) -> None:
    """Asked for twice, a file is uploaded twice: order and count are the recipe's."""
    photo("a.jpg")
    found = told(cloud("run", recipe(tmp_path, "  - upload: [a.jpg, a.jpg]\n"), "--json"))
    assert ["a.jpg", "a.jpg"] == [file["filename"] for file in found["steps"][0]["outputs"]["files"]]
    assert [2] == list(nemo.uploads.values())
