"""What the local director understands of a sentence, in the words of a run, without running anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import media_types
from imgfree.client import timeline
from imgfree.client.transfer import files
from imgfree.runs.agreement import lacks_local
from imgfree.settings import Model, VoiceEndpoint

PHOTO_WIDTH, PHOTO_HEIGHT = 3000, 4000  # of photos that are only imagined: upright ones of a phone


@dataclass(frozen=True)
class Clause:
    """A part of the sentence. `outcome` is applied, approximated, declined, defaulted, not understood …"""

    text: str
    outcome: str
    ops: tuple[Mapping[str, Any], ...]  # each `op` with its arguments
    note: str = ""


@dataclass(frozen=True)
class Explanation:
    """What became of a sentence; `timeline` is the film that would result, after all sentences."""

    sentence: str
    route: str  # edit, export, credits, status, upload
    text: str  # the director's answer
    clauses: tuple[Clause, ...]
    timeline: Mapping[str, Any]
    summary: str  # the timeline in one line

    def as_json(self) -> dict[str, Any]:
        """Return it for a script, as --json prints it."""
        clauses = [
            {"text": one.text, "outcome": one.outcome, "ops": list(one.ops), "note": one.note} for one in self.clauses
        ]
        return {"route": self.route, "sentence": self.sentence, "clauses": clauses, "timeline": self.timeline}


def explain(
    sentence: str,
    paths: Sequence[Path] = (),
    *,
    photos: int = 0,
    after: Sequence[str] = (),
    model: Model | None = None,
    voice: VoiceEndpoint | None = None,
) -> Explanation:
    """Return what is understood of a sentence about these files, or about that many imagined photos.

    `after` are sentences that were said before; `model` hears in the place of the rules. Nothing is spoken: lengths
    of speech are what such texts usually take.

    Raises:
        SetupError: the `local` extra is not installed.
        InputRefused: a file cannot be used.
    """
    try:
        from imgfree.local.director import direct
        from imgfree.local.director.ears import chosen
        from imgfree.local.music.library import of_this_machine
        from imgfree.local.speech.choice import Foreseen
    except ImportError as error:
        raise lacks_local(error.name) from error
    assets = _assets(paths) or _imagined(photos)
    ear, speech, library = chosen(model), Foreseen(voice), of_this_machine(_heard)
    drafts: list[dict[str, Any]] = []
    for said in (*after, sentence):
        reply = direct(said, assets, drafts, ear=ear, speech=speech, library=library)
        if reply.draft is not None and reply.edited:
            drafts.append(reply.draft)
    last = drafts[-1] if drafts else {}
    return Explanation(
        sentence=sentence,
        route=reply.route,
        text=reply.text,
        clauses=tuple(Clause(one.text, one.outcome, tuple(one.ops), one.note) for one in reply.clauses),
        timeline=timeline.decode(last),
        summary=timeline.summary(last),
    )


def _heard(path: Path) -> Mapping[str, Any]:
    from imgfree.local.music.listen import heard

    return heard(path)


def _assets(paths: Sequence[Path]) -> list[Any]:
    from imgfree.local.probe import probe

    seen = {path: (files.inspect(path, media_types.LOCAL_SUFFIXES), probe(path)) for path in dict.fromkeys(paths)}
    return [
        seen[path][1].asset(
            f"file{number}", path.name, path,
            size_bytes=seen[path][0].size_bytes, sha256=seen[path][0].sha256, cdn_url="",
        )
        for number, path in enumerate(paths, start=1)
    ]  # fmt: skip


def _imagined(photos: int) -> list[Any]:
    from imgfree.local.assets import Asset

    return [
        Asset(f"photo{n}", f"photo-{n}.jpg", "image", Path(f"photo-{n}.jpg"), PHOTO_WIDTH, PHOTO_HEIGHT, 0.0, 0, "", "")
        for n in range(1, photos + 1)
    ]
