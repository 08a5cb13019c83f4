"""What is said to a line for which no film has to be made: how this one stands, the balance, how to see it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from imgfree import past
from imgfree.agents import progress
from imgfree.agents.progress import film_facts
from imgfree.answers import lines, phrases
from imgfree.answers.wants import Want
from imgfree.client import Session
from imgfree.runs import backend as backends
from imgfree.runs.app import App


def reply(
    app: App, folder: Path, records: Sequence[Mapping[str, Any]], want: Want, words: str
) -> dict[str, Any] | None:
    """Return the answer, in the language of the words, as a conversation gives it; None where a film has to be made.

    Raises:
        ImgfreeError: the backend of the film cannot be asked.
    """
    voice = progress.voice(app, folder, words)
    if want.deed in ("edit", "export"):
        return None
    if want.deed == "look":
        return _told(folder)
    if want.deed == "upload":
        return _told(folder, phrases.say(voice, "give files"))
    with backends.asked(app, str(past.start_of(records)["backend"])) as client:
        if want.deed == "credits":
            return _told(folder, lines.balance(voice, asdict(client.credits())))
        session = Session.last_of(records)
        assert session is not None
        client.restore(session, [])
        timeline = client.state().timeline
        return _told(folder, lines.timeline(voice, timeline["tracks"]), film=film_facts(timeline))


def _told(folder: Path, *say: str, **more: Any) -> dict[str, Any]:
    return {"run_id": past.run_id(folder), **({"say": say} if say else {}), **more, "next": "look"}
