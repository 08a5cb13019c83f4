"""upload: send files and urls to the session."""

from pathlib import Path
from typing import Any

from imgfree import events
from imgfree.client import LocalFile, UploadedFile, inspect
from imgfree.errors import InputRefused
from imgfree.steps.base import Outputs, Params, StepContext

SHORT = "files"
EXPRESSIONS: tuple[str, ...] = ()
REPEATABLE = True


def run(params: Params, step: StepContext) -> Outputs:
    """Return `files`, one entry a file in the order asked for; files accepted earlier are not sent again.

    Raises:
        InputRefused: a file is missing, empty, of an unknown format or too large; nothing was sent then.
    """
    files = [inspect(path) for path in _paths(params.get("files"), step)]
    urls = _texts(params.get("urls"))
    if not files and not urls:
        raise InputRefused("there is nothing to upload", hint="give at least one file or url")
    arrived = {mark.get("sha256") or mark.get("url"): mark["file"] for mark in step.marks.accepted if "file" in mark}
    _send_files([file for file in files if file.sha256 not in arrived], arrived, step)
    _send_urls([url for url in urls if url not in arrived], arrived, step)
    step.conversation.state = None
    return {"files": [arrived[file.sha256] for file in files] + [arrived[url] for url in urls]}


def _send_files(files: list[LocalFile], arrived: dict[Any, Outputs], step: StepContext) -> None:
    once = list({file.sha256: file for file in files}.values())
    if not once:
        return

    def accepted(file: LocalFile, uploaded: UploadedFile) -> None:
        arrived[file.sha256] = uploaded.as_outputs()
        step.record(events.STEP_ACCEPTED, sha256=file.sha256, path=str(file.path), file=arrived[file.sha256])

    step.record(events.STEP_INTENDED, sha256=[file.sha256 for file in once])
    step.client.upload_files(once, on_accepted=accepted)


def _send_urls(urls: list[str], arrived: dict[Any, Outputs], step: StepContext) -> None:
    if not urls:
        return
    step.record(events.STEP_INTENDED, urls=urls)
    for url, uploaded in zip(urls, step.client.upload_urls(urls), strict=True):
        arrived[url] = uploaded.as_outputs()
        step.record(events.STEP_ACCEPTED, url=url, file=arrived[url])


def _paths(value: Any, step: StepContext) -> list[Path]:
    return [path for text in _texts(value) for path in step.readable(text)]


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
