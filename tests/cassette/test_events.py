"""What a run did, told so that a replay of it is told alike."""

from pathlib import Path

from imgfree import events
from imgfree.cassette.events import Places, story

PLACES = Places(out=Path("/there/out"), recipe=Path("/there"), run=Path("/there/.imgfree/runs/1"))


def told(*records: dict[str, object], outputs: dict[str, object] | None = None) -> tuple[str, ...]:
    """Return the lines of a run."""
    return story(records, outputs or {}, PLACES)


def test_what_differs_from_run_to_run_is_left_out() -> None:
    """Neither ids, times, ports and addresses, nor single requests, nor where it runs."""
    step = {"event": events.STEP_FINISHED, "ts": "2026", "seq": 9, "run_id": "1", "step": "film", "kind": "export"}
    outputs = {"url": "http://127.0.0.1:5/a", "render_id": "r", "duration_s": 9.5}
    assert (
        "film: step.finished outcome=\"passed\"",
        "film:   duration_s = 9.5",
    ) == told(
        {"event": events.REQUEST_SENT, "path": "/x"},
        {**step, "outcome": "passed", "duration_s": 3.2, "session_id": "s", "outputs": outputs},
    )  # fmt: skip


def test_places_are_told_from_their_folders() -> None:
    """A path below the run's folders begins there, whatever the machine."""
    assert ('outputs.film = "reel.mp4"', 'outputs.recipe = "r.yaml"') == told(
        outputs={"film": "/there/out/reel.mp4", "recipe": "/there/r.yaml"}
    )


def test_what_holds_others_is_told_part_by_part() -> None:
    """Lists by their items, long texts line by line, a small mapping in one line."""
    outputs = {"text": "one\ntwo", "changes": [{"a": 1, "b": "x"}]}
    assert (
        'outputs.text[0] = "one"', 'outputs.text[1] = "two"', 'outputs.changes[0] = {"a": 1, "b": "x"}',
    ) == told(outputs=outputs)  # fmt: skip
