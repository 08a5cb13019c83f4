"""A film held against what its own recipe makes: the same, the same to eyes and ears, or not, and from where on."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import __version__, disk, provenance
from imgfree.errors import InputRefused, Interrupted
from imgfree.local.comparison.compare import Comparison
from imgfree.local.sandbox.comparer import compared
from imgfree.provenance import Found, Mark
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.sharing import films
from imgfree.sharing.again import Again, Source, again
from imgfree.sharing.verdicts import Verified


@dataclass(frozen=True)
class Asked:
    """Which film is held against its recipe. Its files are looked for in the folder `media`, else beside the film; a
    picture of the first difference goes into the folder `frames`, if one is named."""

    film: Path
    media: Path | None = None
    frames: Path | None = None


def verify(app: App, asked: Asked, who: Audience, on_progress: Callable[[float], None]) -> Verified:
    """Return how a film is to what its recipe makes of the same files here. Nothing of it is kept.

    A film that carries no recipe, or was made in the cloud, is only held against its digests.

    Raises:
        InputRefused: it says nothing of how it was made, files are missing, or its recipe needs rights.
        ImgfreeError: it could not be made again.
        Interrupted: Ctrl-C.
    """
    found = provenance.look(asked.film)
    mark = found.mark
    if mark is None:
        raise InputRefused(f"'{asked.film}' cannot be made again: {films.unmarked(found)}")
    if mark.carried is None:
        return Verified(asked.film, found.state, rendered=False, because="it carries no recipe")
    if mark.backend != "local":
        why = f"it was made by the backend '{mark.backend}', which makes no film twice"
        return Verified(asked.film, found.state, rendered=False, because=why)
    with tempfile.TemporaryDirectory(prefix="imgfree-verify-") as folder:
        try:
            made = again(app, Source(asked.film, mark, mark.carried, asked.media), Path(folder), who)
        except Interrupted as stopped:
            raise Interrupted("interrupted", hint="nothing is left of it; verify again") from stopped
        if not made:
            raise InputRefused(f"the recipe in '{asked.film}' makes no film")
        return _judged(asked, found, mark, made, on_progress)


def _judged(
    asked: Asked, found: Found, mark: Mark, made: Sequence[Again], on_progress: Callable[[float], None]
) -> Verified:
    """Return the verdict over that one of the films that the recipe makes which was marked, else which is most like."""
    exact = [one for one in made if disk.sha256(one.path) == mark.film.sha256]
    if exact and found.state == "whole":
        return Verified(asked.film, found.state, rendered=True, marked=True)
    likely = exact or sorted(made, key=lambda one: one.path.name != asked.film.name)
    nearest, comparison = _nearest(asked, likely, on_progress)
    first = comparison.differences[0] if comparison.differences else None
    still = _still(asked) if first else None
    return Verified(
        asked.film,
        found.state,
        rendered=True,
        comparison=comparison,
        marked=bool(exact),
        shown=_shown(nearest.timeline, first.at_s) if first else "",
        why=() if exact or comparison.likeness == "same" else tuple(_why(mark, nearest)),
        still=still if still and still.is_file() else None,
    )


def _nearest(asked: Asked, made: Sequence[Again], on_progress: Callable[[float], None]) -> tuple[Again, Comparison]:
    """Return the first of these films that is like the one that is asked about, else the first."""
    nearest, comparison = made[0], compared(asked.film, made[0].path, _still(asked), on_progress=on_progress)
    for other in made[1:]:
        if comparison.likeness == "differs" and (more := compared(asked.film, other.path)).likeness != "differs":
            nearest, comparison = other, more
    return nearest, comparison


def _still(asked: Asked) -> Path | None:
    return asked.frames / f"{asked.film.stem}-difference.png" if asked.frames else None


def _shown(timeline: Mapping[str, Any], at_s: float) -> str:
    """Return what the film shows at that moment, as its timeline tells: which shot, of what, and the words on it."""
    shots = timeline.get("video") or []
    number = next((n for n, one in enumerate(shots, 1) if _is_at(one, at_s)), None)
    if number is None:
        return ""
    words = [str(one["label"]) for one in timeline.get("text") or () if one.get("label") and _is_at(one, at_s)]
    said = "".join(f', with "{one}" on it' for one in words[:1])
    return f"shot {number} of {len(shots)}, {shots[number - 1].get('label') or 'without a name'}{said}"


def _is_at(segment: Mapping[str, Any], at_s: float) -> bool:
    return float(segment.get("start_s", 0)) - 1e-3 <= at_s < float(segment.get("end_s", 0)) - 1e-3


def _why(mark: Mark, made: Again) -> Iterator[str]:
    """Yield what was otherwise: the version, the encoder, and clauses that are heard in another way now."""
    if mark.imgfree != __version__:
        yield f"imgfree was {mark.imgfree}, and is {__version__}"
    for name, told in mark.encoder.items():
        if made.encoder.get(name, told) != told:
            yield f"{name} was {told}, and is {made.encoder[name]}"
    for step, was in (mark.carried.account if mark.carried else {}).items():
        heard = {str(one.get("text")): one.get("outcome") for one in made.account.get(step, ())}
        for one in was if isinstance(was, list) else ():
            text, outcome = (str(one.get(name)) for name in ("text", "outcome")) if isinstance(one, dict) else ("", "")
            if heard.get(text, outcome) != outcome:
                yield f"'{text}' was {outcome}, and is {heard[text]}"
