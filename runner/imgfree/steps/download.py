"""download: fetch a finished file to its final name."""

from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from imgfree import events
from imgfree.errors import InputRefused, PathRefused
from imgfree.journal import Marks
from imgfree.steps.base import Outputs, Params, StepContext


def run(params: Params, step: StepContext) -> Outputs:
    """Return path, size_bytes and sha256; the file appears under its name only when it is whole.

    Raises:
        PathRefused: the target leaves `--out`, or exists and may not be replaced.
        InputRefused: there is no url and no export before this step.
    """
    export = step.conversation.export
    url = params.get("from") or (export or {}).get("url")
    if not url:
        raise InputRefused("there is nothing to download", hint="put an `export:` step first, or give `from:`")
    begun = step.marks.intended is not None  # an earlier try may have ended between the rename and its last mark
    replaces = bool(params.get("overwrite")) or step.rights.overwrite
    overwrite = replaces or begun
    target = free_target(step.out, params.get("to") or _name(url), overwrite=overwrite)
    if begun and not replaces and export is not None and url == export["url"]:
        _check_ours(target, export.get("size_bytes"))
    step.record(events.STEP_INTENDED, path=str(target))
    done = step.client.download(
        url,
        target,
        render_id=step.conversation.renders.get(url),
        overwrite=overwrite,
        rights=step.rights,
        named=frozenset(step.conversation.named),
        limit_s=None if step.timeout_s is None else step.clock.real_s(step.timeout_s),
    )
    step.conversation.saved.append(str(done.path))
    return {"path": str(done.path), "size_bytes": done.size_bytes, "sha256": done.sha256}


def unfinished(marks: Marks) -> str:
    """Return what a resume makes of these marks."""
    return f"goes on with {(marks.intended or {}).get('path')} from its .part"


def _check_ours(target: Path, size_bytes: int | None) -> None:
    """Refuse to replace a file that cannot be what the earlier try left: someone else put it there meanwhile."""
    if size_bytes and target.is_file() and target.stat().st_size != size_bytes:
        raise PathRefused(f"'{target}' has come into being since", hint="move it away, then resume")


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
