"""download: fetch a finished file to its final name."""

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from imgfree import events
from imgfree.errors import InputRefused
from imgfree.journal import Marks
from imgfree.steps.base import Outputs, Params, StepContext
from imgfree.steps.foresight import Foreseen, Talk, Touches, Write
from imgfree.steps.placement import placed
from imgfree.terminal import size


def run(params: Params, step: StepContext) -> Outputs:
    """Return path, size_bytes and sha256; the file appears under its name only when it is whole.

    Raises:
        PathRefused: the target is no place for a file, or is taken; see `placed`.
        InputRefused: there is no url and no export before this step.
    """
    export = step.conversation.export
    url = params.get("from") or (export or {}).get("url")
    if not url:
        raise InputRefused("there is nothing to download", hint="put an `export:` step first, or give `from:`")
    target, terms = placed(
        step.out,
        params.get("to") or _name(url, export or {}),
        step.artifacts,
        overwrite=step.rights.overwrite,
        renews=bool(params.get("overwrite")),
        again=step.marks.intended is not None,
    )
    step.record(events.STEP_INTENDED, path=str(target))
    render_id = step.conversation.renders.get(url)
    done = step.client.download(
        url,
        target,
        render_id=render_id,
        terms=replace(terms, system=step.system, mark=step.mark(render_id) if render_id else None),
        rights=step.rights,
        named=frozenset(step.conversation.named),
        limit_s=None if step.timeout_s is None else step.clock.real_s(step.timeout_s),
    )
    step.conversation.saved.append(str(done.path))
    return {"path": str(done.path), "size_bytes": done.size_bytes, "sha256": done.sha256}


def rehearse(params: Params, step: StepContext) -> Outputs:
    """Return where the file would be; none is fetched."""
    to = params.get("to") or _name(str(params.get("from") or ""), {})
    return {"path": str(step.out / str(to)), "size_bytes": 0, "sha256": ""}


def unfinished(marks: Marks) -> str:
    """Return what a resume makes of these marks."""
    return f"goes on with {(marks.intended or {}).get('path')} from its .part"


def reused(outputs: Outputs, step: StepContext) -> Outputs:
    """Return the outputs as they were; the run counts the file among those that it saved."""
    step.conversation.saved.append(str(outputs["path"]))
    return outputs


def touches(params: Params) -> Touches:
    """Return the file that is written, and the address that is asked where the recipe gives one."""
    to = Write(str(params["to"]), "to", bool(params.get("overwrite"))) if params.get("to") is not None else None
    asks = {"from": str(params["from"])} if params.get("from") else {}
    return Touches(writes=[to] if to else (), asks=asks)


def requests(params: Params, foreseen: Foreseen, talk: Talk) -> None:
    """Ask for the file; wherever it lies, no session is needed."""
    talk.ask("GET", str(params.get("from") or "‹the export's url›"))


def usual_s(backend: str) -> tuple[float, float]:
    """Return how long a film takes to arrive."""
    return (0, 1) if backend == "local" else (1, 30)


def told(outputs: Outputs) -> str:
    """Return where the file is, and its size."""
    return f"{outputs['path']}, {size(outputs['size_bytes'])}"


def phase() -> str:
    """Return what is said while it comes."""
    return "receiving"


def _name(url: str, export: Outputs) -> str:
    """Return what the words called the film, where it is the film that is fetched; else the address's own name."""
    if export.get("name") and url == export.get("url"):
        return f"{export['name']}.{export['format']}"
    return PurePosixPath(urlsplit(url).path).name or "video.mp4"
