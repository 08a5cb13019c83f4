"""A conversation that goes on where it stopped."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from imgfree import events
from imgfree.chat.memory import recall
from nemo import VIDEO, Nemo
from piped import piped

Photo = Callable[[str], Path]


def test_a_finished_render_is_fetched_by_a_later_conversation(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """What could not be downloaded is not rendered again: --continue fetches the file of the very render."""
    photo("a.jpg")
    nemo.broken = "/files/"
    ran = piped(tmp_path, nemo, "make a clip\nexport\n", "a.jpg")
    assert 4 == ran.returncode
    nemo.broken = "-"
    ran = piped(tmp_path, nemo, "", "--continue", "--save", "film.yaml")
    assert 0 == ran.returncode, ran.stderr
    assert "a.mp4\n" == ran.stdout
    assert VIDEO == (tmp_path / "a.mp4").read_bytes()
    assert [1] == list(nemo.renders.values())
    assert "to: a.mp4" in (tmp_path / "film.yaml").read_text()


def record(event: str, step: str = "", kind: str = "", **fields: Any) -> dict[str, Any]:
    """Return one line of a conversation's journal."""
    return {"event": event, "ts": "2026-01-01T00:00:00Z", **({"step": step, "kind": kind} if step else {}), **fields}


def done(step: str, kind: str, params: dict[str, Any], **outputs: Any) -> list[dict[str, Any]]:
    """Return the lines of a step that came to its end."""
    begun = [record(events.STEP_STARTED, step, kind), record(events.STEP_RENDERED, step, kind, params=params)]
    return [*begun, record(events.STEP_FINISHED, step, kind, outputs=outputs)]


UPLOAD = done("upload", "upload", {"files": ["a.jpg"]}, files=[{"filename": "a.jpg"}])
WORDS = [*done("instruct", "instruct", {"text": "a reel"}), record(events.FILM_SEEN, "instruct", "instruct", film="f")]


def test_what_was_done_is_on_the_tape() -> None:
    """Files, words that took effect, the language; and steps to come are numbered on."""
    session = record(events.SESSION_OPENED, session_id="1", task_id="t")
    memory = recall([session, record(events.LANGUAGE_HEARD, language="zh"), *UPLOAD, *WORDS])
    assert ["upload", "instruct"] == [entry.kind for entry in memory.tape.entries]
    assert ([{"filename": "a.jpg"}], "zh") == (list(memory.files), memory.language)
    assert "1" == (memory.session and memory.session.session_id)
    assert (2, None, None) == (next(memory.numbers["instruct"]), memory.unfinished, memory.unfetched)


def test_a_step_that_was_cut_off_is_unfinished() -> None:
    """One that failed is not: that was told then."""
    begun = [
        record(events.STEP_STARTED, "export", "export"),
        record(events.STEP_RENDERED, "export", "export", params={}),
    ]
    memory = recall([*UPLOAD, *WORDS, *begun])
    assert "export" == (memory.unfinished and memory.unfinished.step)
    failed = record(events.STEP_FAILED, "export", "export", error="E")
    assert recall([*UPLOAD, *WORDS, *begun, failed]).unfinished is None


def test_a_film_that_nobody_fetched_is_fetched_later() -> None:
    """Neither one that came, nor one that was made for a look alone."""
    export = done("export", "export", {"format": "gif"}, url="u")
    fetched = done("download", "download", {"to": "a.gif"}, path="a.gif")
    memory = recall([*WORDS, *export])
    assert {"url": "u"} == (memory.unfetched and memory.unfetched.outputs)
    assert recall([*WORDS, *export, *fetched]).unfetched is None
    assert recall([*WORDS, *done("export", "export", {"cache": True}, url="u")]).unfetched is None
    began = recall([*WORDS, *export, *fetched[:2]]).unfetched
    assert "download" == (began and began.download and began.download.step)
