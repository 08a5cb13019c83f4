"""export: render the draft into a file that can be downloaded."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from imgfree import events, wire
from imgfree.client import Render, SubmitRefused
from imgfree.client.timeline import decode, exportable, wished
from imgfree.durations import duration_s
from imgfree.errors import BackendError, NothingToExport
from imgfree.journal import Marks
from imgfree.recipe import targets
from imgfree.steps.base import Outputs, Params, StepContext
from imgfree.steps.foresight import RENDER, Foreseen, Talk
from imgfree.terminal import size

DRAFT, DRAFT_PX = "draft", 360  # a quality, and how long the shorter side of its picture is
_SMALLEST_NAMED = "720p"
_NOWHERE = "https://preview.invalid"  # stands before the names of files that were not made


def run(params: Params, step: StepContext) -> Outputs:
    """Return the finished render: its id, address, size, length, and what else the backend has of it.

    The id is on the disk before the submit, so that a crash orphans nothing: an interrupted export asks for the
    id it knows and submits only what the backend has never seen. Ctrl-C cancels the render.

    Raises:
        NothingToExport: no track of the draft has a segment; no request was made for it.
        RenderFailed: the backend gave up; carries its reason.
    """
    every_s = duration_s(params["every"]) if "every" in params else step.poll_s
    limit_s = duration_s(params["timeout"]) if "timeout" in params else step.render_limit_s
    try:
        render_id = _known(step) or _submit(params, step)
        render = step.client.wait_render(render_id, every_s=every_s, timeout_s=limit_s)
    except KeyboardInterrupt:
        _cancel(step)
        raise
    return _outputs(render_id, render, step)


def _cancel(step: StepContext) -> None:
    if step.marks.intended is not None:
        render_id = str(step.marks.intended["render_id"])
        step.client.cancel_render(render_id)
        step.emit(events.RENDER_CANCELLED, render_id=render_id)


def unfinished(marks: Marks) -> str:
    """Return what a resume makes of these marks."""
    return f"asks for {(marks.intended or {}).get('render_id')}; submits anew only what the backend does not know"


def reused(outputs: Outputs, step: StepContext) -> Outputs:
    """Return the outputs with the address that holds now (ports and signatures change); a download may fetch it."""
    try:
        render = step.client.poll_render(str(outputs["render_id"]))
    except BackendError:
        render = None
    if render is not None and render.completed:
        outputs = {**outputs, **_addresses(render)}
    step.conversation.exported(outputs)
    return outputs


def requests(params: Params, foreseen: Foreseen, talk: Talk) -> None:
    """Read the draft unless it is known, submit it, and look at the render until it is done."""
    talk.open_session()
    if not talk.state_known:
        talk.read_state()
    talk.ask("POST", wire.RENDER)
    talk.ask("GET", wire.render_path(RENDER), repeated=True)


def usual_s(backend: str) -> tuple[float, float]:
    """Return how long a render takes; the cloud's figure is the vendor's."""
    return (3, 60) if backend == "local" else (30, 90)


def told(outputs: Outputs) -> str:
    """Return the film's length and size, where the backend says them."""
    length_s, size_bytes = outputs.get("duration_s"), outputs.get("size_bytes")
    facts = (f"{length_s:.1f} s of video" if length_s else "", size(size_bytes) if size_bytes else "")
    return ", ".join(filter(None, facts))


def phase() -> str:
    """Return what is said while it renders."""
    return "rendering"


def _known(step: StepContext) -> str | None:
    """Return the id of a render that an interrupted run submitted and that the backend still works on or has done.

    A submit that may still be under way is waited for, so that it does not become a second render.
    """
    if step.marks.intended is None:
        return None
    render_id = str(step.marks.intended["render_id"])
    accepted = any(mark.get("render_id") == render_id for mark in step.marks.accepted)
    wait_s = 0.0 if accepted else step.still_s(wire.SUBMIT_QUIET_S)
    render = step.client.find_render(render_id, wait_s=wait_s)
    return render_id if render is not None and not render.failed else None


def rehearse(params: Params, step: StepContext) -> Outputs:
    """Add stills of the film to the conversation's; return what is known of a film that nobody rendered."""
    draft, output = _wanted(params, step)
    found = step.client.preview(draft, output)
    step.conversation.previews.append(found)
    film, sheet = f"{_NOWHERE}/film.{output['format']}", f"{_NOWHERE}/sheet.jpg"
    return _told("preview", Render("preview", None, film, None, found.told.get("duration_s"), None, sheet, sheet), step)


def _submit(params: Params, step: StepContext) -> str:
    draft, output = _wanted(params, step)
    try:
        return _send(step.ids.render_id(), draft, output, step)
    except SubmitRefused:  # the protocol's cure for any refused submit: a new id, once
        return _send(step.ids.render_id(), draft, output, step)


def _wanted(params: Params, step: StepContext) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the draft that is to be rendered, and how its file shall be."""
    state = step.conversation.state or step.client.state()
    if not exportable(state.draft):
        raise NothingToExport(
            "there is nothing to export: the timeline is empty", hint="put an `instruct:` step before the export"
        )
    said = wished(state.draft) if step.client.extended else {}
    output: dict[str, Any] = {"format": _format(params, said, step), "quality": params.get("quality") or "high"}
    if "resolution" in params:
        output["resolution"] = params["resolution"]
        _tell(_size(said), params["resolution"], step)
    if output["quality"] == DRAFT:
        output |= _draft(params.get("resolution") or _size(said), state.draft, free_sizes=step.client.extended)
    if step.client.extended:
        output |= {name: params[name] for name in ("fps", "cache") if params.get(name)}
        _tell(f"{said['fps']} fps" if "fps" in said else "", f"{params['fps']} fps" if "fps" in params else None, step)
    return state.draft, output


def _format(params: Params, said: Mapping[str, Any], step: StepContext) -> str:
    """Return the recipe's format, else the one that the words asked for, else mp4.

    Raises:
        NothingToExport: the words asked for an editor's project, and the recipe for no film.
    """
    given = params.get("format")
    if "project" in said and not given:
        name = "an editor's" if said["project"] == "editor" else f"a {said['project']}"
        raise NothingToExport(
            f"{name} project was asked for, and only films are written here",
            hint="say 'export as MP4', or give the export step a format: mp4, mov, webm or gif",
        )
    _tell(str(said.get("format") or said.get("project") or ""), given, step)
    return str(given or said.get("format") or "mp4")


def _draft(resolution: str, draft: object, *, free_sizes: bool) -> dict[str, str]:
    """Return what a draft asks for, in words that every backend knows: the coarsest picture, and a small one.

    It has the shape of what was asked for, else the film's own; a backend with sizes of its own gives its smallest.
    """
    asked = "x" in resolution
    if not free_sizes:
        return {"quality": "low", "resolution": resolution if asked else _SMALLEST_NAMED}
    film = decode(draft)
    sides = [int(side) for side in resolution.split("x")] if asked else [film["width"], film["height"]]
    short = min(DRAFT_PX, int(resolution[:-1]) if resolution.endswith("p") else DRAFT_PX)
    if not all(sides):
        return {"quality": "low", "resolution": f"{short}p"}
    scale = min(1.0, short / min(sides))
    return {"quality": "low", "resolution": "x".join(str(round(side * scale / 2) * 2) for side in sides)}


def _size(said: Mapping[str, Any]) -> str:
    if "width" in said:
        return f"{said['width']}x{said.get('height')}"
    return f"{said['height']}p" if "height" in said else ""


def _tell(asked: str, given: str | None, step: StepContext) -> None:
    """Say where the recipe's own value stands against what the words asked for; the recipe's holds."""
    if asked and given and asked != given:
        step.emit(events.WISH_OVERRULED, asked=asked, given=given)


def _send(render_id: str, draft: dict[str, Any], output: dict[str, Any], step: StepContext) -> str:
    step.record(events.STEP_INTENDED, durable=True, render_id=render_id)
    step.client.submit_render(
        render_id, draft, output, on_accepted=lambda: step.record(events.STEP_ACCEPTED, render_id=render_id)
    )
    step.emit(events.RENDER_SUBMITTED, render_id=render_id)
    return render_id


def _named(step: StepContext) -> str | None:
    """Return what the words called the film, where a file can have that name; no folder is made for it."""
    state = step.conversation.state
    name = wished(state.draft).get("name") if state is not None and step.client.extended else None
    if not isinstance(name, str) or not name or "/" in name or targets.refusal(f"{name}.mp4") is not None:
        return None
    return name


def _outputs(render_id: str, render: Render, step: StepContext) -> Outputs:
    outputs = _told(render_id, render, step)
    step.conversation.exported(outputs)
    return outputs


def _told(render_id: str, render: Render, step: StepContext) -> Outputs:
    return {
        "render_id": render_id,
        **_addresses(render),
        "format": PurePosixPath(urlsplit(str(render.url)).path).suffix.removeprefix(".").lower() or "mp4",
        "name": _named(step),
        "size_bytes": render.size_bytes,
        "duration_s": render.duration_s,
        "loudness": render.loudness,
        "encoder": render.encoder,
    }


def _addresses(render: Render) -> Outputs:
    """Return where the film and what lies beside it can be fetched."""
    names = ("url", "cover_url", "sheet_url", "captions_url", "captions_vtt_url")
    return {name: getattr(render, name) for name in names}
