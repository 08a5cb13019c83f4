"""Send files and urls to a session, in flat memory."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from imgfree import media_types, wire
from imgfree.client.api import Api, data_of
from imgfree.client.failures import number
from imgfree.client.http import Call
from imgfree.client.model import LocalFile, Session, UploadedFile
from imgfree.errors import FileRefused, InputRefused, ProtocolBroken
from imgfree.events import UPLOAD_FINISHED, UPLOAD_PROGRESSED
from imgfree.tools import Tools

_CHUNK_BYTES = 256 * 1024
_PROGRESS_EVERY_S = 0.25
# Small files share a call: each call costs a round trip. Large ones go alone, so that a broken line costs one file.
_BATCH_FILES = 8
_BATCH_BYTES = 16 * 1000 * 1000
_TIMEOUT = httpx.Timeout(60.0, connect=10.0, read=300.0)  # the backend may look into a film before it answers


def batches(files: Sequence[LocalFile]) -> Iterator[list[LocalFile]]:
    """Yield the files in their order, those of one call together."""
    batch: list[LocalFile] = []
    size_bytes = 0
    for file in files:
        if batch and (len(batch) == _BATCH_FILES or size_bytes + file.size_bytes > _BATCH_BYTES):
            yield batch
            batch, size_bytes = [], 0
        batch.append(file)
        size_bytes += file.size_bytes
    if batch:
        yield batch


class Uploads:
    """The upload route. `formats` are those that this backend takes.

    A call that broke off may have arrived, so it is repeated only where that does no harm (`again`).
    """

    def __init__(self, api: Api, formats: Sequence[str], tools: Tools) -> None:
        self._api = api
        self._formats = tuple(formats)
        self._tools = tools

    def files(self, session: Session, files: Sequence[LocalFile], *, again: bool = False) -> list[UploadedFile]:
        """Return what the backend made of the files of one call, in their order.

        Raises:
            FileRefused: 4001 or 4002; the message names the files.
            InputRefused: a file is no longer what was inspected.
        """
        form = _Form(files)
        names = [file.name for file in files]
        meter = _Meter(names, form.size_bytes, self._tools)
        call = Call(
            "POST",
            wire.upload_path(session.session_id),
            stream=lambda: meter.count(form.chunks()),
            headers={"Content-Type": form.content_type, "Content-Length": str(form.size_bytes)},
            timeout=_TIMEOUT,
            repeatable=again,
        )
        return self._sent(call, names, files)

    def urls(self, session: Session, urls: Sequence[str], *, again: bool = False) -> list[UploadedFile]:
        """Return what the backend made of the urls, in their order."""
        for url in urls:
            if not url.startswith(("http://", "https://")):
                raise InputRefused(f"'{url}' is not a web address")
        body = {"urls": list(urls), "source_type": "url"}
        path = wire.upload_path(session.session_id)
        call = Call("POST", path, body=body, timeout=_TIMEOUT, repeatable=again)
        return self._sent(call, [url_name(url) for url in urls], [None] * len(urls))

    def _sent(self, call: Call, names: Sequence[str], files: Sequence[LocalFile | None]) -> list[UploadedFile]:
        try:
            answer = self._api.call(call)
        except FileRefused as error:
            raise _named(error, names, self._formats) from error
        entries = _matched(_entries(answer), names)
        found = [read_entry(entry, file) for entry, file in zip(entries, files, strict=True)]
        for one, file in zip(found, files, strict=True):
            self._tools.emit(
                UPLOAD_FINISHED,
                filename=file.name if file else one.filename,
                size_bytes=one.size_bytes,
                file_type=one.file_type,
            )
        return found


def _named(error: FileRefused, names: Sequence[str], formats: Sequence[str]) -> FileRefused:
    """Return the refusal with the names of the files, and with what is taken where that is the matter."""
    hint = f"it takes {media_types.usual(formats)}" if error.code == wire.Code.UNSUPPORTED_FILE else error.hint
    return FileRefused(f"{', '.join(names)}: {error.message}", code=error.code, hint=hint)


@dataclass(frozen=True)
class _Part:
    head: bytes
    file: LocalFile


class _Form:
    """A multipart form whose boundary follows from its content, so that a recording can be compared with a replay."""

    def __init__(self, files: Sequence[LocalFile]) -> None:
        digest = hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest()
        self._boundary = f"imgfree-{digest[:40]}"
        self._parts = [_Part(self._head(file), file) for file in files]
        self._end = f"--{self._boundary}--\r\n".encode()
        inside = sum(len(part.head) + part.file.size_bytes + 2 for part in self._parts)
        self.size_bytes = inside + len(self._end)
        self.content_type = f"multipart/form-data; boundary={self._boundary}"

    def chunks(self) -> Iterator[bytes]:
        """Yield the form from its start."""
        for part in self._parts:
            yield part.head
            yield from _content(part.file)
            yield b"\r\n"
        yield self._end

    def _head(self, file: LocalFile) -> bytes:
        name = file.name.encode("utf-8", "replace").decode()
        for sign, escaped in (('"', "%22"), ("\r", "%0D"), ("\n", "%0A")):  # as browsers do it
            name = name.replace(sign, escaped)
        named = media_types.by_suffix(media_types.suffix_of(file.name))
        kind = named.mime if named else "application/octet-stream"
        return (
            f'--{self._boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            f"Content-Type: {kind}\r\n{_focus(file)}\r\n"
        ).encode()


def _focus(file: LocalFile) -> str:
    """Return the part's header that says where the subject is; backends that do not know it pass it by."""
    return f"{wire.FOCUS_HEADER}: {', '.join(f'{share:g}' for share in file.focus)}\r\n" if file.focus else ""


def _content(file: LocalFile) -> Iterator[bytes]:
    """Yield exactly the bytes that were announced."""
    left_bytes = file.size_bytes
    try:
        with file.path.open("rb", buffering=0) as source:
            if os.fstat(source.fileno()).st_size != file.size_bytes:
                raise InputRefused(f"'{file.path}' has changed since it was checked")
            while left_bytes:
                chunk = source.read(min(_CHUNK_BYTES, left_bytes))
                if not chunk:
                    raise InputRefused(f"'{file.path}' became shorter while it was sent")
                left_bytes -= len(chunk)
                yield chunk
    except OSError as error:
        raise InputRefused(f"cannot read '{file.path}': {(error.strerror or str(error)).lower()}") from error


class _Meter:
    """Reports how far an upload is: a few times a second, and at its end."""

    def __init__(self, names: Sequence[str], total_bytes: int, tools: Tools) -> None:
        self._names = list(names)
        self._total_bytes = total_bytes
        self._tools = tools

    def count(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the chunks on."""
        sent_bytes, told_s = 0, self._tools.clock.monotonic_s()
        for chunk in chunks:
            yield chunk
            sent_bytes += len(chunk)
            now_s = self._tools.clock.monotonic_s()
            if now_s - told_s >= _PROGRESS_EVERY_S or sent_bytes == self._total_bytes:
                told_s = now_s
                self._tools.emit(
                    UPLOAD_PROGRESSED, filenames=self._names, sent_bytes=sent_bytes, total_bytes=self._total_bytes
                )


def _entries(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the list of files in an answer, under any of the names seen for it."""
    data = data_of(answer)
    for holder in (data, answer):
        for name in ("files", "uploaded_files", "urls", "video_infos"):
            found = holder.get(name)
            if isinstance(found, list) and found:
                return [entry if isinstance(entry, Mapping) else {"url": entry} for entry in found]
    return [data] if _url(data) else []


def _matched(entries: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[Mapping[str, Any]]:
    """Return one entry for each name: by place where the counts agree and the names do not contradict, else by name."""
    said = [entry.get("filename") for entry in entries]
    if len(entries) == len(names):
        if len(set(names)) == len(names) and set(said) == set(names):
            return [entries[said.index(name)] for name in names]
        return list(entries)
    missing = [name for name in names if name not in said]
    if missing:
        raise ProtocolBroken(f"the backend did not say what became of {', '.join(missing)}")
    return [entries[said.index(name)] for name in names]


def read_entry(entry: Mapping[str, Any], file: LocalFile | None) -> UploadedFile:
    """Return one file as an answer or a state tells of it; `file` is what was sent, None for a url.

    Raises:
        ProtocolBroken: the entry holds no address.
    """
    url = _url(entry)
    if not url:
        reason = entry.get("error") or entry.get("message")
        name = file.name if file else entry.get("filename", "a url")
        raise ProtocolBroken(f"the backend gave no address for {name}" + (f": {reason}" if reason else ""))
    said_type = entry.get("file_type")
    return UploadedFile(
        filename=str(entry.get("filename") or (file.name if file else url_name(url))),
        file_type=said_type if isinstance(said_type, str) and said_type else (file.file_type if file else "video"),
        cdn_url=url,
        width=_whole(entry.get("width")),
        height=_whole(entry.get("height")),
        duration_s=number(entry.get("duration")) or 0.0,
        size_bytes=file.size_bytes if file else _whole(entry.get("size")),
        sha256=file.sha256 if file else None,
    )


def _url(entry: Mapping[str, Any]) -> str | None:
    found = (entry.get(name) for name in ("cdn_url", "url", "cdnUrl", "file_url"))
    return next((url for url in found if isinstance(url, str) and url), None)


def _whole(value: Any) -> int:
    return int(number(value) or 0)


def url_name(url: str) -> str:
    """Return the file name that a url ends in, the url itself if there is none.

    Raises:
        InputRefused: it is no address at all.
    """
    try:
        return Path(httpx.URL(url).path).name or url
    except httpx.InvalidURL as error:
        raise InputRefused(f"'{url}' is no web address: {error}", hint="write it like https://HOST/photo.jpg") from None
