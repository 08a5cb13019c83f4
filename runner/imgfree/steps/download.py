"""download: fetch a finished file to its final name."""

from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from imgfree import events
from imgfree.errors import InputRefused, PathRefused
from imgfree.steps.base import Outputs, Params, StepContext


def run(params: Params, step: StepContext) -> Outputs:
    """Return path, size_bytes and sha256; the file appears under its name only when it is whole.

    Raises:
        PathRefused: the target leaves `--out`, or exists and `overwrite` is not set.
        InputRefused: there is no url and no export before this step.
    """
    export = step.conversation.export
    url = params.get("from") or (export or {}).get("url")
    if not url:
        raise InputRefused("there is nothing to download", hint="put an `export:` step first, or give `from:`")
    ours = export is not None and url == export["url"]
    begun = step.marks.intended is not None  # an earlier try may have ended between the rename and its last mark
    overwrite = bool(params.get("overwrite")) or begun
    target = free_target(step.out, params.get("to") or _name(url), overwrite=overwrite)
    step.record(events.STEP_INTENDED, path=str(target))
    done = step.client.download(
        url, target, render_id=step.conversation.render_id if ours else None, overwrite=overwrite
    )
    step.conversation.saved.append(str(done.path))
    return {"path": str(done.path), "size_bytes": done.size_bytes, "sha256": done.sha256}


def free_target(folder: Path, to: str, *, overwrite: bool) -> Path:
    """Return `to` inside `folder`.

    Raises:
        PathRefused: it is absolute, leads out of the folder (also through a link), or is taken.
    """
    target = folder / to
    inside = target.resolve().is_relative_to(folder.resolve())
    if Path(to).is_absolute() or not inside:
        raise PathRefused(f"'{to}' leads out of '{folder}'", hint="choose another folder with `--out DIR`")
    if target.exists() and not overwrite:
        raise PathRefused(
            f"'{target}' exists already", hint="set `overwrite: true`, choose another `--out DIR`, or remove it"
        )
    return target


def _name(url: str) -> str:
    return PurePosixPath(urlsplit(url).path).name or "video.mp4"
