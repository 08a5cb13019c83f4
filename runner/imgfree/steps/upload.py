"""upload: send files and urls to the session."""

from pathlib import Path
from typing import Any

from imgfree import events
from imgfree.client import LocalFile, UploadedFile
from imgfree.client.files import inspect
from imgfree.errors import InputRefused
from imgfree.steps.base import Outputs, Params, StepContext


def run(params: Params, step: StepContext) -> Outputs:
    """Return `files`, one entry a file in the order asked for; files accepted earlier are not sent again.

    Raises:
        InputRefused: a file is missing, empty, of an unknown format or too large; nothing was sent then.
    """
    files = [inspect(path) for path in _paths(params.get("files"), step)]
    urls = _texts(params.get("urls"))
    if not files and not urls:
        raise InputRefused("there is nothing to upload", hint="give at least one file or url")
    arrived = _Arrived(step)
    uploaded = [arrived.take(file.sha256) for file in files]
    fetched = [arrived.take(url) for url in urls]
    sent = iter(_send_files([file for file, done in zip(files, uploaded, strict=True) if done is None], step))
    added = iter(_send_urls([url for url, done in zip(urls, fetched, strict=True) if done is None], step))
    step.conversation.state = None
    return {"files": [done or next(sent) for done in uploaded] + [done or next(added) for done in fetched]}


class _Arrived:
    """What an interrupted try of this step has already brought over; each arrival counts for one file asked for."""

    def __init__(self, step: StepContext) -> None:
        self._left = [mark for mark in step.marks.accepted if "file" in mark]

    def take(self, key: str) -> Outputs | None:
        for mark in self._left:
            if key in (mark.get("sha256"), mark.get("url")):
                self._left.remove(mark)
                return dict(mark["file"])
        return None


def _send_files(files: list[LocalFile], step: StepContext) -> list[Outputs]:
    if not files:
        return []

    def accepted(file: LocalFile, uploaded: UploadedFile) -> None:
        step.record(events.STEP_ACCEPTED, sha256=file.sha256, path=str(file.path), file=uploaded.as_outputs())

    step.record(events.STEP_INTENDED, sha256=[file.sha256 for file in files])
    return [uploaded.as_outputs() for uploaded in step.client.upload_files(files, on_accepted=accepted)]


def _send_urls(urls: list[str], step: StepContext) -> list[Outputs]:
    if not urls:
        return []
    step.record(events.STEP_INTENDED, urls=urls)
    fetched = [uploaded.as_outputs() for uploaded in step.client.upload_urls(urls)]
    for url, file in zip(urls, fetched, strict=True):
        step.record(events.STEP_ACCEPTED, url=url, file=file)
    return fetched


def _paths(value: Any, step: StepContext) -> list[Path]:
    return [path for text in _texts(value) for path in step.readable(text)]


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list | tuple):  # an expression inside a list may have given a list
        return [text for item in value for text in _texts(item)]
    return [str(value)]
